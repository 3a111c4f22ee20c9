"""From gaps to a plan: what is to be closed where, and the cheapest choice of measures and products that reaches SL-T.

The choice is *ours*: a mixed-integer program over the rules of `rows`, solved exactly by HiGHS (extra ``plans``: SciPy).
First as few requirements as possible stay open, then the cost is least, then the number of measures.
"""

from __future__ import annotations

from collections import Counter
from math import fsum

from attrs import evolve, frozen

from .._frozen import brief, one_line
from .._views import html_view, mime_view
from .._wording import unknown
from ..catalog import load
from ..components import Component, Countermeasure, EssentialEffect
from ..errors import InvalidSystem, quote
from ..findings import Assessment, Finding, Stage, Subject, Verdict
from ..levels import FR, SL, SLType
from ..options import Measure, ProductOption
from ..requirements import Requirement
from ..system_level import system_level
from ..systems import SystemUnderConsideration
from ..zones import SYSTEM_PART, Place, Zone
from .contributions import bits, covered_bits
from .needs import Obligation, Variants, ask, replaced
from .programs import Program
from .verdicts import State

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from .zones import PlaceReport


@frozen(repr=False)
class Task:
    """One requirement that is still to be closed for SL-T: at the place itself, or at one of its components."""

    place: str
    #: The component at which it is to be closed; empty for the place itself.
    component: str
    #: Of 3-3 at the place, of 4-2 at a component.
    requirement: Requirement
    #: The requirement of the place that needs it.
    needed_by: Requirement
    state: State
    reason: str

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            quote(self.place),
            quote(self.component) if self.component else "",
            self.requirement.id.text,
            self.state.value,
        )


@frozen(repr=False)
class Plan:
    """A choice of measures and products, what it costs, what it closes, and what no choice could."""

    system: SystemUnderConsideration
    type: SLType
    measures: tuple[Measure, ...]
    products: tuple[ProductOption, ...]
    cost: float
    #: Whether the solver proved that nothing cheaper does as much, and the lowest cost that it did not rule out.
    optimal: bool
    bound: float
    closed: tuple[Obligation, ...]
    unreached: tuple[Obligation, ...]

    _repr_html_ = html_view
    _repr_mimebundle_ = mime_view

    def applied(self) -> SystemUnderConsideration:
        """Give the system with everything in the plan done, for a look at what it would give: a what-if, no evidence."""
        system = self.system
        for option in self.products:
            there = system.component(option.component)
            components = (replaced(there, option) if each is there else each for each in system.components)
            system = evolve(system, components=tuple(components))
        for measure in self.measures:
            system = _done(system, measure, self.type)
        return system

    def __repr__(self) -> str:
        """Say it in a short line."""
        proved = "" if self.optimal else ", not proved to be the cheapest"
        open_ones = f", {len(self.unreached)} stay open" if self.unreached else ""
        chosen = len(self.measures) + len(self.products)
        named = f"{one_line(self.system.name)}, SL-{self.type.value}"
        return f"<Plan for {named}: {chosen} chosen, cost {self.cost:g}{open_ones}{proved}>"


@frozen
class Marginal:
    """What one level more in one FR of one place would cost; None where no choice of what is offered reaches it."""

    place: str
    fr: FR
    level: SL
    extra: float | None


def tasks(report: PlaceReport, type: SLType = SLType.CAPABILITY) -> tuple[Task, ...]:
    """List what is to be closed for SL-T, by FR and level: at the place, and at each component that falls short.

    `type` is capability (by design) or achieved.

    >>> from iec62443 import Finding, SystemUnderConsideration, Verdict, Zone, place_report
    >>> zone = Zone("Cell", 1, findings=[Finding("SR 5.1", Verdict.PLANNED)])
    >>> report = place_report(SystemUnderConsideration("Plant", zones=[zone]), "Cell")
    >>> [str(each.requirement.id) for each in tasks(report)][-12:-10], tasks(report)[0].reason
    (['SR 5.1', 'SR 5.2'], 'must be shown at the zone')
    """
    found: list[Task] = []
    name = report.place.name
    order = list(FR)
    levels = report.achieved if type is SLType.ACHIEVED else report.design
    for row in levels.to_close:
        own = row.requirement.id in system_level()
        here = [] if own else [each for each in row.parts if each.state is not State.CLOSED]
        if not here or row.finding is not None:
            found.append(Task(name, "", row.requirement, row.requirement, row.state, row.reason))
        found += [
            Task(name, each.component, each.requirement, row.requirement, each.state, each.reason) for each in here
        ]
    return tuple(sorted(found, key=lambda each: (order.index(each.needed_by.fr or FR.IAC), each.needed_by.sl or 0)))


def plan(  # noqa: PLR0913 - what is on offer, and on which terms
    system: SystemUnderConsideration,
    measures: Iterable[Measure],
    products: Iterable[ProductOption] = (),
    *,
    type: SLType = SLType.CAPABILITY,
    places: Iterable[str] | None = None,
    as_of: dt.date | None = None,
) -> Plan:
    """Choose the cheapest measures and products with which the zones and conduits reach their SL-T, exactly.

    `type` is capability (by design) or achieved; `places` names those to look at, all with a target when left out. A measure
    helps at the places that it names. What nothing on offer closes stays open and is listed. Raises `InvalidSystem` for
    options that name what is not there, and `MissingExtra` without the extra ``plans``.
    """
    given = tuple(sorted(measures, key=lambda each: each.name))
    offered = tuple(sorted(products, key=lambda each: each.name))
    looked_at = frozenset(each.name for each in system.places) if places is None else frozenset(places)
    _check(system, given, offered, looked_at)
    achieved = type is SLType.ACHIEVED
    program = Program([*(each.cost for each in given), *(each.cost for each in offered)])
    usable = [each if achieved or not each.compensating else None for each in given]
    variants = Variants(system, offered, achieved=achieved, as_of=as_of)
    for several in variants.alternatives.values():
        program.at_most_one([len(given) + each for each in several])
    asked: list[Obligation] = []
    for place in system.places:
        if place.name in looked_at and place.target is not None:
            roll = variants.run.roll(place, system.components_in(place), achieved=achieved)
            asked += ask(program, roll, usable, variants)
    solution = program.solve()
    chosen = solution.chosen
    names = [*(each.name for each in given), *(each.name for each in offered)]
    closed: list[Obligation] = []
    unreached: list[Obligation] = []
    for each, needed, is_open in zip(asked, program.helping, solution.open, strict=True):
        by = tuple(names[option] for option in sorted(needed) if option in chosen)
        (unreached if is_open else closed).append(evolve(each, by=() if is_open else by))
    picked = tuple(each for place, each in enumerate(given) if place in chosen)
    exchanged = tuple(each for place, each in enumerate(offered, len(given)) if place in chosen)
    cost = fsum([*(each.cost for each in picked), *(each.cost for each in exchanged)])
    return Plan(
        system, type, picked, exchanged, cost, solution.optimal, solution.bound, tuple(closed), tuple(unreached)
    )


def marginal(  # noqa: PLR0913 - where, what is on offer, and on which terms
    system: SystemUnderConsideration,
    name: str,
    measures: Iterable[Measure],
    products: Iterable[ProductOption] = (),
    *,
    type: SLType = SLType.CAPABILITY,
    as_of: dt.date | None = None,
) -> tuple[Marginal, ...]:
    """Say what one level more would cost in each FR of a zone or conduit, over the plan that reaches its SL-T as it is.

    Raises KeyError for a name that is no zone or conduit, `InvalidSystem` for one without SL-T.
    """
    place = next((each for each in system.places if each.name == name), None)
    if place is None:
        raise KeyError(f"no zone or conduit is called {name!r}")
    if place.target is None:
        raise InvalidSystem(system.name, [(name, "has no SL-T that one level could be added to")])
    given, offered = tuple(measures), tuple(products)
    now = plan(system, given, offered, type=type, places=[name], as_of=as_of)
    found = []
    for fr, level in place.target.items():
        if level is SL.SL4:
            continue
        more = with_target(system, place, fr, level + 1)
        then = plan(more, given, offered, type=type, places=[name], as_of=as_of)
        reached = not any(each.requirement.fr is fr for each in then.unreached)
        found.append(Marginal(name, fr, SL(level + 1), then.cost - now.cost if reached else None))
    return tuple(found)


def _names(system: SystemUnderConsideration) -> frozenset[str]:
    return frozenset(each.name for each in system.places)


def with_target(system: SystemUnderConsideration, place: Place, fr: FR, level: int) -> SystemUnderConsideration:
    """Give the system with another SL-T in one FR of a place that has one."""
    target = None if place.target is None else place.target.replace(**{fr.name: level})
    if isinstance(place, Zone):
        zones = (evolve(each, target=target) if each is place else each for each in system.zones)
        return evolve(system, zones=tuple(zones))
    conduits = (evolve(each, target=target) if each is place else each for each in system.conduits)
    return evolve(system, conduits=tuple(conduits))


def _done(system: SystemUnderConsideration, measure: Measure, type: SLType) -> SystemUnderConsideration:
    """Give the system with a measure done: a countermeasure where it compensates, else findings that say met."""
    if measure.compensating:
        countermeasure = Countermeasure(
            f"{measure.name} (planned)",
            measure.covers,
            measure.places,
            measure.adequate_up_to,
            description=measure.description,
            essential_effect=EssentialEffect.NONE,
        )
        return evolve(system, countermeasures=(*system.countermeasures, countermeasure))
    stage = Stage.AS_BUILT if type is SLType.ACHIEVED else Stage.CAPABILITY
    table = bits(load("4-2"))
    for name in sorted(measure.places):
        at = system.get(name)
        if isinstance(at, Component):
            if stage is Stage.CAPABILITY and (at.assessment is None or at.assessment.stage is not stage):
                subject = Subject(at.product or at.name, at.version, at.component_types)
                bare = evolve(at, assessment=Assessment(subject, "62443-4-2", "2019"))
                system = evolve(system, components=tuple(bare if each is at else each for each in system.components))
            mask = covered_bits(measure.covers, table) & table.of(at.component_types)
            ids = [table.row(bit).id for bit in table.each(mask)]
        else:
            ids = [each for each in sorted(measure.covers) if each.part == SYSTEM_PART]
        for id in ids:
            system = system.with_finding(name, Finding(id, Verdict.MET, f"planned: {measure.name}"), stage)
    return system


def _check(
    system: SystemUnderConsideration,
    measures: tuple[Measure, ...],
    products: tuple[ProductOption, ...],
    places: frozenset[str],
) -> None:
    """Refuse options that name what is not there, all at once."""
    standing = _names(system) | {each.name for each in system.components}
    problems = [
        problem
        for measure in measures
        for problem in unknown(measure.name, sorted(measure.places), "zone, conduit or component", standing)
    ]
    problems += [
        (option.name, f"no component is called {option.component!r}")
        for option in products
        if not any(option.component == each.name for each in system.components)
    ]
    problems += unknown("places", sorted(places), "zone or conduit", _names(system))
    twice = sorted(
        name
        for name, count in Counter([*(each.name for each in measures), *(each.name for each in products)]).items()
        if count > 1
    )
    problems += [(name, "is on offer twice: names are unique") for name in twice]
    if problems:
        raise InvalidSystem(system.name, problems)
