"""From scenarios of risk to SL-T of zones and conduits: per FR the worst scenario, each target traced to what it comes from.

Source: 62443-3-2 ZCR 5.6; the part mandates no formula. No factor of risk reduction is reckoned, and no SL is made of a safety
integrity level. How a place is given its target stands in `demands`, how scenarios are rated in `rated`.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, field, frozen

from .._frozen import FrozenMapping
from .._wording import listed, shown, unknown
from ..errors import InvalidRisk
from ..levels import FR, SL, SLVector
from ..matrices import as_level
from ..systems import SystemUnderConsideration
from .demands import Decided, FRTarget, PlaceTarget, TargetBasis, demands
from .rated import RatedScenario, rated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..matrices import RiskMatrix
    from ..risks import AttackerTable, RiskScenario
    from ..zones import Conduit


def _as_decided(levels: Mapping[FR, SL] | Mapping[FR, int]) -> FrozenMapping[FR, SL]:
    return FrozenMapping((fr, as_level(level)) for fr, level in levels.items())


@frozen
class TargetDecision:
    """What somebody decided for a place, and why."""

    place: str
    levels: Mapping[FR, SL] = field(converter=_as_decided)
    reason: str


@frozen(repr=False)
class TargetReport:
    """SL-T of every place, with the scenarios that they come from and what was decided."""

    #: By name.
    scenarios: tuple[RatedScenario, ...]
    #: By name: those of the system, or without one those of the scenarios.
    places: tuple[PlaceTarget, ...]
    system: SystemUnderConsideration | None = None
    decisions: tuple[TargetDecision, ...] = ()
    #: Whether a conduit is given at least the maximum of its ends (*ours*).
    ends: bool = True
    #: What else a reader must know.
    remarks: tuple[str, ...] = ()

    def __getitem__(self, place: str) -> PlaceTarget:
        """Give the target of a place by name; KeyError for none."""
        for each in self.places:
            if each.place == place:
                return each
        raise KeyError(place)

    @property
    def open(self) -> tuple[PlaceTarget, ...]:
        """The places of which something is undetermined or a range."""
        return tuple(each for each in self.places if each.open)

    @property
    def vectors(self) -> Mapping[str, SLVector]:
        """SL-T by place, where there is one and nothing is open."""
        return FrozenMapping((each.place, each.vector) for each in self.places if each.vector is not None)

    def decide(self, place: str, reason: str, **levels: int) -> TargetReport:
        """Give the report with levels decided for a place, named by the FR; an earlier decision on the same gives way.

        A range is narrowed and what is undetermined is set; more than the scenarios ask for is allowed. Raises `InvalidRisk`
        for less than they ask for, an unknown place or FR, and a decision without a reason or a level.

        >>> from iec62443 import RiskScenario, example_matrix
        >>> gale = RiskScenario("Gale of packets", "Cell", ["RA"], likelihood="likely", consequence="major")
        >>> report = target_report([gale], example_matrix("5x5"))
        >>> str(report["Cell"][FR.RA]), str(report.decide("Cell", "a day's stop is dear", RA=3)["Cell"][FR.RA])
        ('2-3', '3')
        """
        problems = list(unknown("place", [place], "place of the report", [each.place for each in self.places]))
        problems += unknown("levels", levels, "foundational requirement", FR.__members__)
        problems += [] if levels else [("levels", "at least one level is decided")]
        if problems:
            raise InvalidRisk("decision", problems)
        new = TargetDecision(place, {FR[name]: level for name, level in levels.items()}, reason)
        kept = [each if each.place != place else _without(each, new) for each in self.decisions]
        return _report(self.scenarios, (*(each for each in kept if each.levels), new), self)

    def __repr__(self) -> str:
        """Say it in a short line."""
        return f"<TargetReport of {len(self.places)} places, {len(self.open)} open, {len(self.scenarios)} scenarios>"


def target_report(  # noqa: PLR0913 - each is a choice of the caller
    scenarios: Iterable[RiskScenario],
    matrix: RiskMatrix | None = None,
    attackers: AttackerTable | None = None,
    *,
    system: SystemUnderConsideration | None = None,
    decisions: Iterable[TargetDecision] = (),
    ends: bool = True,
) -> TargetReport:
    """Give SL-T of each place from its scenarios, by the caller's own matrix, table of attackers, or both.

    Per FR the worst scenario wins, never a mean; of a matrix and an attacker the worse. What a table leaves open stays a range
    until it is decided. An FR, and a place, of which no scenario speaks is undetermined, not 0. With a system, every place of
    it is there, and a conduit is given at least the highest of what the zones that it joins are asked for (*ours*; `ends`
    says whether). Raises `InvalidRisk` with every word that a table does not know.

    >>> from iec62443 import RiskScenario, example_matrix
    >>> forged = RiskScenario("Forged level", "Cell", ["UC", "SI"], likelihood="unlikely", consequence="moderate")
    >>> gale = RiskScenario("Gale of packets", "Cell", ["RA"], likelihood="likely", consequence="major")
    >>> report = target_report([forged, gale], example_matrix("5x5"))
    >>> print(report["Cell"])
    { - 2 2 - - - 2-3 }
    >>> report["Cell"][FR.RA].carried_by, [each.exceeds for each in report.scenarios]
    (('Gale of packets',), [True, True])
    """
    given = list(scenarios)
    places = None if system is None else {each.name for each in system.places}
    ratings = rated(given, matrix, attackers, places)
    empty = TargetReport(ratings, (), system, (), ends, tuple(_remarks(ratings, matrix, attackers)))
    return _report(ratings, tuple(decisions), empty)


def _remarks(
    scenarios: tuple[RatedScenario, ...], matrix: RiskMatrix | None, attackers: AttackerTable | None
) -> Iterator[str]:
    if matrix is not None and matrix.example:
        yield f"{shown(matrix.name)} is an example of the form: use the matrix that your organization has issued"
    if matrix is not None:
        yield from (f"{shown(matrix.name)} falls: {each}" for each in matrix.remarks)
    unused = [each.scenario.name for each in scenarios if each.scenario.attacker] if attackers is None else []
    if unused:
        yield f"no table of attackers is given, and these name one: {listed(unused)}"
    unused = [each.scenario.name for each in scenarios if each.scenario.likelihood] if matrix is None else []
    if unused:
        yield f"no matrix is given, and these have a likelihood and a consequence: {listed(unused)}"


def _without(old: TargetDecision, new: TargetDecision) -> TargetDecision:
    return evolve(old, levels={fr: level for fr, level in old.levels.items() if fr not in new.levels})


def _report(
    scenarios: tuple[RatedScenario, ...], decisions: tuple[TargetDecision, ...], like: TargetReport
) -> TargetReport:
    """Make a report of the scenarios and decisions, with the rest as in another one; refuse decisions that cannot stand."""
    decided: dict[tuple[str, FR], Decided] = {}
    problems: list[tuple[str, str]] = []
    for each in decisions:
        if not each.reason.strip():
            problems.append((each.place, "a decision has a reason"))
        for fr, level in each.levels.items():
            if decided.setdefault((each.place, fr), Decided(level, each.reason)) != Decided(level, each.reason):
                problems.append((f"{each.place}.{fr.name}", "two decisions differ"))
    places = demands(scenarios, decided, like.system, ends=like.ends)
    by_name = {each.place: each for each in places}
    for (place, fr), decision in decided.items():
        if place not in by_name:
            problems += unknown(place, [place], "place of the report", by_name)
        else:
            asked = by_name[place][fr].asked
            if asked is not None and decision.level < asked.low:
                below = f"SL {int(decision.level)} is below {asked}, which its scenarios ask for"
                problems.append((f"{place}.{fr.name}", below))
    if problems:
        raise InvalidRisk("decisions", problems)
    ordered = tuple(sorted(decisions, key=lambda each: (each.place, each.reason)))
    return evolve(like, scenarios=scenarios, places=places, decisions=ordered)


def apply_targets(system: SystemUnderConsideration, report: TargetReport) -> SystemUnderConsideration:
    """Give the system with SL-T as the report has them, each with its basis in words.

    Places of which something is open stay as they are, and so does a conduit with a target on record where only its ends
    speak. Raises `InvalidRisk` where the report speaks of a place that the system does not have.

    >>> from iec62443 import RiskScenario, SystemUnderConsideration, Zone, example_matrix
    >>> plant = SystemUnderConsideration("Plant", zones=[Zone("Cell")])
    >>> stolen = RiskScenario("Stolen laptop", "Cell", FR, likelihood="possible", consequence="loss")
    >>> cell = apply_targets(plant, target_report([stolen], example_matrix("3x3"), system=plant)).zone("Cell")
    >>> print(cell.target, cell.target_basis)
    { 2 2 2 2 2 2 2 } IAC 2, UC 2, SI 2, DC 2, RDF 2, TRE 2, RA 2: 'Stolen laptop'
    """
    names = {each.name for each in system.places}
    strange = [
        problem for each in report.places for problem in unknown(each.place, [each.place], "zone or conduit", names)
    ]
    if strange:
        raise InvalidRisk(system.name, strange)
    given = {each.place: each for each in report.places if each.vector is not None}
    zones = [
        evolve(each, target=given[each.name].vector, target_basis=basis_in_words(given[each.name]))
        if each.name in given
        else each
        for each in system.zones
    ]
    conduits = [
        evolve(each, target=given[each.name].vector, target_basis=basis_in_words(given[each.name]))
        if each.name in given and not _only_ends(each, given[each.name])
        else each
        for each in system.conduits
    ]
    return evolve(system, zones=zones, conduits=conduits)


def _only_ends(conduit: Conduit, target: PlaceTarget) -> bool:
    """Whether a conduit has a target on record, and nothing else speaks of it but its ends."""
    others = {TargetBasis.SCENARIOS, TargetBasis.DECISION}
    return conduit.target is not None and not any(each.basis in others or each.asked for each in target.entries)


def basis_in_words(target: PlaceTarget) -> str:
    """Say what a target comes from: the FRs of one basis together."""
    if all(each.basis is TargetBasis.TOLERABLE for each in target.entries):
        return f"none needed: {_in_words(target.entries[0])}"
    told: dict[str, list[str]] = {}
    for each in target.entries:
        told.setdefault(_in_words(each), []).append(f"{each.fr.name} {0 if each.level is None else each.level}")
    return "; ".join(f"{', '.join(levels)}: {words}" for words, levels in told.items())


def _in_words(entry: FRTarget) -> str:
    names = listed(entry.carried_by, 100) if entry.carried_by else ""
    reason = " ".join(entry.reason.split())
    if entry.basis is TargetBasis.ENDS:
        return f"the highest of the zones joined (ours), {names}"
    if entry.basis is TargetBasis.DECISION:
        return f"decided, {reason}" + (f" ({entry.asked} asked for by {names})" if names else "")
    return f"initial risk tolerable, {reason}" if entry.basis is TargetBasis.TOLERABLE else names
