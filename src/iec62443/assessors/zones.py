"""Reports on zones, conduits and whole systems: by design and as achieved, what is owed by whom, and the worst first.

Source: 62443-3-2 has SL-C and SL-A of each zone and conduit compared with its SL-T (ZCR 5); how components add up is *ours*,
see `rows`. The order of a system's report is *ours* too.
"""

from __future__ import annotations

from functools import cached_property, reduce

from attrs import frozen

from .._frozen import brief, how_many, one_line
from .._views import html_view, mime_view
from ..components import Component, SupplierAssumption
from ..errors import quote
from ..levels import FR, SLVector
from ..system_level import system_level
from ..systems import SystemUnderConsideration
from ..zones import Conduit, Place, Zone
from .contributions import Contribution
from .gaps import Outcome
from .rollup import PlaceLevels
from .rows import Basis, PlaceRow
from .runs import Run
from .verdicts import State

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator


@frozen(repr=False)
class Duty:
    """What a component still has to provide, or to have compensated, so that its zone reaches SL-T."""

    component: str
    #: The requirement of 4-2, and the one of 3-3 that needs it.
    part: Contribution
    row: PlaceRow

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            quote(self.component),
            self.part.requirement.id.text,
            f"for {self.row.requirement.id}",
            self.part.state.value,
        )


@frozen(repr=False)
class AssumptionResult:
    """What a supplier assumes of the environment, and whether the place gives it: by its own finding or a provider."""

    component: str
    assumption: SupplierAssumption
    state: State
    reason: str

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(self, quote(self.component), quote(self.assumption.text), self.state.value)


@frozen(repr=False)
class PlaceReport:
    """A zone or conduit: design capability and what is achieved, apart, with what is owed by whom."""

    place: Place
    #: The components of the place; of a zone also those of its subzones.
    components: tuple[Component, ...]
    design: PlaceLevels
    achieved: PlaceLevels
    #: Per FR the lowest level of the components by themselves: an indicator, no bound. None without any component.
    component_minimum: SLVector | None

    _repr_html_ = html_view
    _repr_mimebundle_ = mime_view

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """What components still have to provide for SL-T, by requirement; empty while there is no target."""
        target = self.place.target
        if target is None:
            return ()
        return tuple(
            Duty(part.component, part, row)
            for row in self.design.rows
            if row.requirement.fr is not None and row.holds < target[row.requirement.fr] >= (row.requirement.sl or 0)
            if row.requirement.id not in system_level()
            for part in row.parts
            if part.state is not State.CLOSED
        )

    @cached_property
    def unprovided(self) -> tuple[Duty, ...]:
        """What components leave to the system around, and nobody provides."""
        return tuple(
            Duty(part.component, part, row)
            for row in self.design.rows
            if row.state is not State.CLOSED
            for part in row.parts
            if part.allocated
        )

    @cached_property
    def supplier_assumptions(self) -> tuple[AssumptionResult, ...]:
        """What suppliers assume of the environment, each with whether this place gives it."""
        return tuple(
            _assumed(each.name, assumption, self.design) for each in self.components for assumption in each.assumes
        )

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """What else a reader must know."""
        from .remarks import remarks

        return tuple(remarks(self))

    def __repr__(self) -> str:
        """Say it in a short line."""
        design, achieved = (" ".join(map(each.shown, FR)) for each in (self.design, self.achieved))
        return brief(
            self,
            quote(self.place.name),
            f"SL-C {{ {design} }}",
            f"SL-A {{ {achieved} }}",
            how_many(self.components, "component"),
        )


@frozen(repr=False)
class SystemReport:
    """Every zone and conduit of a system, worst first: the largest gap of one FR, then the sum of gaps, then the name."""

    system: SystemUnderConsideration
    places: tuple[PlaceReport, ...]

    _repr_html_ = html_view
    _repr_mimebundle_ = mime_view

    def __getitem__(self, name: str) -> PlaceReport:
        """Give the report on a zone or conduit by name; KeyError for none."""
        for each in self.places:
            if each.place.name == name:
                return each
        raise _no_place(name)

    def __iter__(self) -> Iterator[PlaceReport]:
        """Go through the reports, worst first."""
        return iter(self.places)

    def __len__(self) -> int:
        """Count the zones and conduits."""
        return len(self.places)

    @property
    def outcome(self) -> Outcome | None:
        """By design, over all places with a target: a gap if there is one, else undetermined, else reached; None without."""
        outcomes = {each.design.outcome for each in self.places}
        return next((each for each in (Outcome.GAP, Outcome.UNDETERMINED, Outcome.REACHED) if each in outcomes), None)

    def __repr__(self) -> str:
        """Say it in a short line."""
        outcome = f", {self.outcome.value}" if self.outcome else ""
        return f"<SystemReport {one_line(self.system.name)}: {len(self.places)} zones and conduits{outcome}>"


def place_report(
    system: SystemUnderConsideration,
    name: str,
    *,
    require_evidence: bool = False,
    as_of: dt.date | None = None,
) -> PlaceReport:
    """Roll a zone or conduit up: design capability and SL-A with the reasons, against its SL-T.

    Raises KeyError for a name that is no zone or conduit, `InvalidFinding` for findings that the catalogs do not have.

    >>> from iec62443 import Finding, SystemUnderConsideration, Verdict, Zone
    >>> zone = Zone("Cell", 1, findings=[Finding("SR 5.1", Verdict.NOT_MET), Finding("SR 6.1", Verdict.MET)])
    >>> report = place_report(SystemUnderConsideration("Plant", zones=[zone]), "Cell")
    >>> print(report.design)
    SL-C(Cell) = { 0..4 0..4 0..4 0..4 0 1..4 0..4 }
    >>> report.design.row("SR 5.1").reason, report.design.row("SR 5.2").reason
    ('not met', 'must be shown at the zone')
    """
    place = system.get(name)
    if not isinstance(place, (Zone, Conduit)):
        raise _no_place(name)
    return _report(Run(system, require_evidence=require_evidence, as_of=as_of), place)


def system_report(
    system: SystemUnderConsideration,
    *,
    require_evidence: bool = False,
    as_of: dt.date | None = None,
) -> SystemReport:
    """Roll every zone and conduit of a system up, worst first. See `place_report`.

    >>> from iec62443 import SystemUnderConsideration, Zone
    >>> plant = SystemUnderConsideration("Plant", zones=[Zone("Office"), Zone("Cell", 1), Zone("Safety", 3)])
    >>> [each.place.name for each in system_report(plant)]
    ['Safety', 'Cell', 'Office']
    """
    return worst_first(system, place_reports(system, require_evidence=require_evidence, as_of=as_of))


def place_reports(
    system: SystemUnderConsideration,
    *,
    require_evidence: bool = False,
    as_of: dt.date | None = None,
) -> Iterator[PlaceReport]:
    """Roll every zone and conduit up, one after the other in the system's order; for who wants to see how far it is."""
    run = Run(system, require_evidence=require_evidence, as_of=as_of)
    for place in system.places:
        yield _report(run, place)


def worst_first(system: SystemUnderConsideration, reports: Iterable[PlaceReport]) -> SystemReport:
    """Put the reports on a system's places together, worst first."""
    return SystemReport(system, tuple(sorted(reports, key=_worst_first)))


def _report(run: Run, place: Place) -> PlaceReport:
    components = run.system.components_in(place)
    design = run.levels(place, components, achieved=False)
    achieved = run.levels(place, components, achieved=True)
    levels = frozenset(run.level(each) for each in components)
    lowest = reduce(SLVector.__and__, levels) if levels else None
    return PlaceReport(place, components, design, achieved, lowest)


def _worst_first(report: PlaceReport) -> tuple[object, ...]:
    largest, total = report.design.shortfall
    return report.place.target is None, -largest, -total, report.place.name


def _no_place(name: str) -> KeyError:
    return KeyError(f"no zone or conduit is called {name!r}")


def _assumed(component: str, assumption: SupplierAssumption, design: PlaceLevels) -> AssumptionResult:
    if not assumption.requirements:
        return AssumptionResult(component, assumption, State.UNDETERMINED, "names no requirement, so nobody can say")
    asked = {each.requirement.id: each for each in design.rows}
    wanting = []
    for id in sorted(assumption.requirements):
        row = asked.get(id)
        if row is None:
            wanting.append((State.UNDETERMINED, f"{id} is not asked of {design.place.name}"))
        elif row.state is not State.CLOSED:
            wanting.append((row.state, f"{id}: {row.reason}"))
        elif row.basis not in {Basis.ZONE, Basis.PROVIDER}:
            wanting.append((State.UNDETERMINED, f"{id} is closed by components, not by what is around them"))
    if not wanting:
        return AssumptionResult(component, assumption, State.CLOSED, "")
    state = State.OPEN if any(each is State.OPEN for each, _ in wanting) else State.UNDETERMINED
    return AssumptionResult(component, assumption, state, "; ".join(why for _, why in wanting))
