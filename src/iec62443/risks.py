"""Risk as the caller sees it: what could happen where, how likely and how bad it would be, and who would do it.

Source: 62443-3-2 ZCR 5.1 to 5.12 for what a scenario holds, and the attributes by which 62443-3-3 describes the levels; the
shapes, and that the attribute that asks for most decides, are *ours*.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from attrs import field, frozen

from ._frozen import brief
from ._wording import unknown
from .errors import InvalidFinding, InvalidRisk, quote
from .findings import as_texts
from .levels import FR, SL
from .matrices import Problems, SLRange, as_levels, not_levels, words_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._frozen import FrozenMapping

#: The attributes of an adversary, as `SL` has them.
_ATTRIBUTES = ("violation", "means", "resources", "skills", "motivation")


@frozen
class Attacker:
    """An attacker by the attributes by which the levels are described; empty for what is not known.

    >>> Attacker(means="sophisticated", resources="low", skills="generic", motivation="low").level
    SLRange('3')
    >>> Attacker(means="sophisticated").level, Attacker(violation="casual or coincidental").level
    (SLRange('3-4'), SLRange('1'))
    """

    violation: str = ""
    means: str = ""
    resources: str = ""
    skills: str = ""
    motivation: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse words by which no level is described, and attributes of one who means no harm."""
        given = [(each, getattr(self, each)) for each in _ATTRIBUTES if getattr(self, each)]
        problems = [problem for each, word in given for problem in unknown(each, [word], each, _said(each))]
        if not given:
            problems.append(("", "at least one attribute is needed"))
        if self.violation == SL.SL1.violation and len(given) > 1:
            problems.append(("violation", f"{quote(self.violation)} has no means, resources, skills or motivation"))
        if problems:
            raise InvalidRisk("attacker", problems)

    @property
    def level(self) -> SLRange:
        """The level that withstands this attacker: the attribute that asks for most wins. *Ours*, and conservative.

        An attribute is read as the lowest level that is described by it. While one is not known, the range is open up to 4.
        """
        if self.violation == SL.SL1.violation:
            return SLRange(SL.SL1, SL.SL1)
        known = {each: _said(each)[getattr(self, each)] for each in _ATTRIBUTES if getattr(self, each)}
        low = max((*map(min, known.values()), SL.SL2))
        complete = known.keys() >= set(_ATTRIBUTES[1:])
        return SLRange(low, low if complete else SL.SL4)


@lru_cache(maxsize=8)
def _said(attribute: str) -> dict[str, tuple[SL, ...]]:
    """Give for each word of an attribute the levels that are described by it (data/foundation.json, as `SL` has it)."""
    words = {level: getattr(level, attribute) for level in SL}
    return {word: tuple(each for each in SL if words[each] == word) for word in words.values() if word}


def _as_attackers(levels: Mapping[str, SLRange | Attacker | int | str]) -> FrozenMapping[str, SLRange]:
    return as_levels({name: each.level if isinstance(each, Attacker) else each for name, each in levels.items()})


@frozen(repr=False)
class AttackerTable:
    """By the name of an attacker the level that withstands it: the caller's own table, or by attributes (`Attacker`).

    >>> table = AttackerTable("Ours", {"Careless contractor": 1, "Crew": Attacker(means="sophisticated"), "Rival": "2-3"})
    >>> table.levels["Crew"], table.levels["Rival"]
    (SLRange('3-4'), SLRange('2-3'))
    """

    name: str
    levels: Mapping[str, SLRange] = field(converter=_as_attackers)

    def __attrs_post_init__(self) -> None:
        """Refuse a table of nothing, and what is no level."""
        problems: Problems = [] if self.name.strip() else [("name", "a table has a name")]
        problems += words_of("levels", tuple(self.levels))
        problems += not_levels(self.levels)
        if problems:
            raise InvalidRisk(self.name, problems)

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(self, quote(self.name), f"{len(self.levels)} attackers")


def _as_frs(values: Iterable[FR | str]) -> frozenset[FR]:
    if isinstance(values, str):
        raise InvalidFinding(quote(values), "a list of foundational requirements is expected, not one text")
    frs = {each if isinstance(each, FR) else FR.__members__.get(each, each) for each in values}
    strange = sorted(each for each in frs if not isinstance(each, FR))
    if strange:
        known = ", ".join(FR.__members__)
        raise InvalidFinding(quote(strange[0]), f"no foundational requirement has this abbreviation; there are {known}")
    return frozenset(each for each in frs if isinstance(each, FR))


@frozen(repr=False)
class RiskScenario:
    """What could happen at a zone or conduit: by which threat, how likely and how bad, and which FRs it is a matter of.

    `likelihood` and `consequence` are without any countermeasure counted in; the residual ones are with those named. Where only
    one of the residual two is given, the other is as before.

    >>> scenario = RiskScenario("Forged level", "Tank farm", ["SI", "UC"], "malware", likelihood="likely", consequence="major")
    >>> sorted(fr.name for fr in scenario.frs), scenario.residual
    (['SI', 'UC'], None)
    """

    name: str
    #: The zone or conduit, by name.
    place: str
    #: The foundational requirements that keep it from happening.
    frs: frozenset[FR] = field(converter=_as_frs)
    threat: str = ""
    #: Words of the matrix.
    likelihood: str = ""
    consequence: str = ""
    #: A name of the table of attackers.
    attacker: str = ""
    vulnerability: str = ""
    #: The countermeasures that the residual risk counts in, by name.
    countermeasures: tuple[str, ...] = field(default=(), converter=as_texts)
    residual_likelihood: str = ""
    residual_consequence: str = ""
    #: The highest rating that is lived with here; empty for that of the matrix.
    tolerable: str = ""
    description: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a scenario of nothing, nowhere, or that no table could rate."""
        for what in ("name", "place"):
            if not getattr(self, what).strip():
                raise InvalidFinding(quote(self.name or self.place or "scenario"), f"a scenario has a {what}")
        if not self.frs:
            raise InvalidFinding(quote(self.name), "a scenario is a matter of at least one foundational requirement")
        if bool(self.likelihood) != bool(self.consequence) or not (self.likelihood or self.attacker):
            raise InvalidFinding(quote(self.name), "a scenario has a likelihood and a consequence, or an attacker")
        if (self.residual_likelihood or self.residual_consequence) and not self.likelihood:
            raise InvalidFinding(quote(self.name), "a residual risk is what is left of a likelihood and a consequence")

    @property
    def residual(self) -> tuple[str, str] | None:
        """The likelihood and the consequence that are left; None where nobody said."""
        if not (self.residual_likelihood or self.residual_consequence):
            return None
        return self.residual_likelihood or self.likelihood, self.residual_consequence or self.consequence

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self, quote(self.name), f"at {quote(self.place)}", " ".join(fr.name for fr in FR if fr in self.frs)
        )
