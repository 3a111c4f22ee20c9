"""What falls when an assumption falls: each thing that an SL-A rests on is taken away, one at a time. The look is *ours*."""

from __future__ import annotations

from typing import TypeVar

from attrs import evolve, frozen

from ..findings import Verdict
from ..levels import FR, SLType, SLVector
from ..zones import Conduit, Zone
from .zones import PlaceReport, place_report

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ..components import Component
    from ..findings import Finding
    from ..systems import SystemUnderConsideration


P = TypeVar("P", Zone, Conduit)


@frozen
class Fall:
    """What one assumption carries: the levels of a place with it and without it."""

    #: What was taken away, in a few words, and its kind: ``countermeasure``, ``configuration``, ``claim``, ``provider``,
    #: ``not applicable``, ``condition``, ``compensated``.
    assumption: str
    kind: str
    place: str
    before: SLVector
    after: SLVector

    @property
    def frs(self) -> tuple[FR, ...]:
        """The FRs whose level falls."""
        return tuple(fr for fr in FR if self.after[fr] < self.before[fr])


def sensitivity(
    system: SystemUnderConsideration,
    *,
    type: SLType = SLType.ACHIEVED,
    as_of: dt.date | None = None,
) -> tuple[Fall, ...]:
    """Take away each assumption that levels rest on, one at a time, and say which zones and conduits fall, the most first.

    An assumption that shares its work with another carries nothing by itself, and is not listed.

    >>> from iec62443 import Countermeasure, Finding, SystemUnderConsideration, Verdict, Zone, load
    >>> met = [Finding(each.id, Verdict.MET) for each in load("3-3").required(4) if each.id.text != "SR 6.1"]
    >>> guard = Countermeasure("Guard reads the log daily", ["SR 6.1"], ["Cell"], 2)
    >>> plant = SystemUnderConsideration("Plant", zones=[Zone("Cell", 2, as_built=met)], countermeasures=[guard])
    >>> [(each.assumption, [fr.name for fr in each.frs]) for each in sensitivity(plant)]
    [('Guard reads the log daily', ['TRE'])]
    """
    before = {each.name: _vector(place_report(system, each.name, as_of=as_of), type) for each in system.places}
    falls = []
    for assumption, kind, without in _without_each(system):
        for name in sorted(before):
            if _same(system, without, name):
                continue
            after = _vector(place_report(without, name, as_of=as_of), type)
            if not before[name] <= after:
                falls.append(Fall(assumption, kind, name, before[name], after))
    return tuple(sorted(falls, key=lambda each: (-sum(each.after.shortfall(each.before)), each.assumption, each.place)))


def _vector(report: PlaceReport, type: SLType) -> SLVector:
    return (report.design if type is SLType.CAPABILITY else report.achieved).vector


def _same(system: SystemUnderConsideration, without: SystemUnderConsideration, name: str) -> bool:
    """Whether nothing that a place rests on was taken away: its own, its components, its providers, its countermeasures."""
    if system.countermeasures is not without.countermeasures:
        return False
    place, other = system.get(name), without.get(name)
    if place is not other or not isinstance(place, (Zone, Conduit)):
        return False
    asked = {each.name for each in system.components_in(place)} | set(place.providers.values())
    waiting = list(place.providers.values())
    while waiting:  # a provider may have providers
        at = system.get(waiting.pop())
        for each in set(at.providers.values()) - asked if isinstance(at, Zone) else ():
            asked.add(each)
            waiting.append(each)
    return all(system.get(each) is without.get(each) for each in asked)


def _without_each(system: SystemUnderConsideration) -> Iterator[tuple[str, str, SystemUnderConsideration]]:
    """The system without each of the assumptions that something may rest on, with what was taken away and its kind."""
    for measure in system.countermeasures:
        kept = tuple(each for each in system.countermeasures if each is not measure)
        yield measure.name, "countermeasure", evolve(system, countermeasures=kept)
    for component in system.components:
        for assumption, kind, changed in _of_component(component):
            components = tuple(changed if each is component else each for each in system.components)
            yield assumption, kind, evolve(system, components=components)
    for zone in system.zones:
        for assumption, kind, other in _of_place(zone):
            zones = tuple(other if each is zone else each for each in system.zones)
            yield assumption, kind, evolve(system, zones=zones)
    for conduit in system.conduits:
        for assumption, kind, less in _of_place(conduit):
            conduits = tuple(less if each is conduit else each for each in system.conduits)
            yield assumption, kind, evolve(system, conduits=conduits)


def _of_component(component: Component) -> Iterator[tuple[str, str, Component]]:
    name = component.name
    if component.configuration is not None:
        yield f"{name} is configured as its product asks", "configuration", evolve(component, configuration=None)
    if component.claim is not None:
        yield f"the claim on {name}", "claim", evolve(component, claim=None)
    assessment = component.assessment
    if assessment is not None:
        for said, kind, kept in _less_one(assessment.findings):
            yield f"{name} {said}", kind, evolve(component, assessment=evolve(assessment, findings=kept))
    for said, kind, kept in _less_one(component.as_built):
        yield f"{name} {said}, as built", kind, evolve(component, as_built=kept)
    for said, kind, kept in _less_one(component.provides_as_built):
        yield f"{name} provides {said}, as built", kind, evolve(component, provides_as_built=kept)


def _of_place(place: P) -> Iterator[tuple[str, str, P]]:
    for id, by in place.providers.items():
        left = {each: name for each, name in place.providers.items() if each != id}
        yield f"{by} provides {id} to {place.name}", "provider", evolve(place, providers=left)
    for said, kind, kept in _less_one(place.findings):
        yield f"{place.name} {said}", kind, evolve(place, findings=kept)
    for said, kind, kept in _less_one(place.as_built):
        yield f"{place.name} {said}, as built", kind, evolve(place, as_built=kept)


#: The verdicts that close on an assumption.
_ASSUMING = {
    Verdict.NOT_APPLICABLE: "not applicable",
    Verdict.MET_BY_CONFIGURATION: "condition",
    Verdict.COMPENSATED: "compensated",
}


def _less_one(findings: tuple[Finding, ...]) -> Iterator[tuple[str, str, tuple[Finding, ...]]]:
    """The findings without each of those that close on an assumption."""
    for finding in findings:
        kind = _ASSUMING.get(finding.verdict)
        if kind is not None:
            yield f"{finding.requirement} ({kind})", kind, tuple(each for each in findings if each is not finding)
