"""From scenarios to ratings: unmitigated, tolerable and residual risk side by side, and the level that the tables ask for.

Source: 62443-3-2 ZCR 5.5 and 5.7 (unmitigated against tolerable risk), 5.10 and 5.11 (residual), 5.6 (SL-T); that of a matrix
and an attacker the worse counts is *ours*.
"""

from __future__ import annotations

from attrs import frozen

from .._frozen import brief
from .._wording import shown, unknown
from ..errors import InvalidRisk, quote
from ..matrices import RiskMatrix, SLRange
from ..risks import AttackerTable, RiskScenario

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator


@frozen(repr=False)
class RatedScenario:
    """A scenario with its risks side by side, in the words of the matrix."""

    scenario: RiskScenario
    #: What the tables ask for, by the unmitigated risk and the attacker: the worse of both.
    level: SLRange
    #: The rating without any countermeasure counted in; empty without a matrix.
    unmitigated: str = ""
    #: The highest rating that is lived with; empty where nobody said.
    tolerable: str = ""
    #: The rating with the countermeasures counted in; empty where nobody said.
    residual: str = ""
    #: Whether the unmitigated risk is above the tolerable one; None where it cannot be said.
    exceeds: bool | None = None
    #: Whether the residual risk is.
    residual_exceeds: bool | None = None

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(self, quote(self.scenario.name), f"at {quote(self.scenario.place)}", f"SL {self.level}")


def rated(
    scenarios: Iterable[RiskScenario],
    matrix: RiskMatrix | None,
    attackers: AttackerTable | None,
    places: Collection[str] | None = None,
) -> tuple[RatedScenario, ...]:
    """Rate scenarios by the tables, sorted by name; raise `InvalidRisk` with every word that they do not know.

    `places` are those that there are; None where it does not matter.
    """
    given = list(scenarios)
    problems: list[tuple[str, str]] = []
    seen: set[str] = set()
    for index, each in enumerate(given):
        told = list(_strange(each, matrix, attackers, places, near=len(problems) < _HINTS))
        if each.name in seen:
            told.append(("name", f"{shown(each.name)} stands for two scenarios: names are unique"))
        seen.add(each.name)
        problems += ((f"scenarios[{index}].{place}", message) for place, message in told)
    if problems:
        raise InvalidRisk("scenarios", problems)
    return tuple(_rated(each, matrix, attackers) for each in sorted(given, key=lambda each: each.name))


#: After so many problems, what is near is no longer looked for.
_HINTS = 100


def _strange(
    scenario: RiskScenario,
    matrix: RiskMatrix | None,
    attackers: AttackerTable | None,
    places: Collection[str] | None,
    *,
    near: bool,
) -> Iterator[tuple[str, str]]:
    """Tell which words of a scenario the tables do not know, and that none of them rates it."""
    asked: list[tuple[str, str, str, Collection[str]]] = []
    if places is not None:
        asked.append(("place", scenario.place, "zone or conduit", places))
    if matrix is not None:
        asked += [
            ("likelihood", scenario.likelihood, "likelihood", matrix.likelihoods),
            ("consequence", scenario.consequence, "consequence", matrix.consequences),
            ("residual_likelihood", scenario.residual_likelihood, "likelihood", matrix.likelihoods),
            ("residual_consequence", scenario.residual_consequence, "consequence", matrix.consequences),
            ("tolerable", scenario.tolerable, "rating", matrix.ratings),
        ]
    if attackers is not None:
        asked.append(("attacker", scenario.attacker, "attacker", attackers.levels))
    for name, word, what, known in asked:
        if word:
            yield from unknown(name, [word], what, known, near=near)
    if not (matrix is not None and scenario.likelihood) and not (attackers is not None and scenario.attacker):
        wanting = "a matrix" if scenario.likelihood else "a table of attackers"
        yield "likelihood" if scenario.likelihood else "attacker", f"{wanting} is needed to rate it, and none is given"


def _rated(scenario: RiskScenario, matrix: RiskMatrix | None, attackers: AttackerTable | None) -> RatedScenario:
    levels: list[SLRange] = []
    unmitigated = tolerable = residual = ""
    if matrix is not None:
        tolerable = scenario.tolerable or matrix.tolerable
        if scenario.likelihood:
            unmitigated = matrix.rating(scenario.likelihood, scenario.consequence)
            levels.append(matrix.levels[unmitigated])
        if scenario.residual is not None:
            residual = matrix.rating(*scenario.residual)
    if attackers is not None and scenario.attacker:
        levels.append(attackers.levels[scenario.attacker])
    return RatedScenario(
        scenario,
        levels[0] if len(levels) == 1 else levels[0] | levels[1],
        unmitigated,
        tolerable,
        residual,
        _exceeds(matrix, unmitigated, tolerable),
        _exceeds(matrix, residual, tolerable),
    )


def _exceeds(matrix: RiskMatrix | None, rating: str, tolerable: str) -> bool | None:
    if matrix is None or not rating:
        return None
    tolerates = matrix.tolerates(rating, tolerable)
    return None if tolerates is None else not tolerates
