"""A system under consideration: its zones, conduits, components, flows and countermeasures, as one immutable value.

Source: 62443-3-2 for what a zone and conduit specification holds (ZCR 1, 3, 5 and 6) and the terms; the shape is *ours*.
Names are how the parts of a system refer to each other.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cached_property
from typing import TypeVar

from attrs import evolve, field, frozen

from ._frozen import FrozenMapping, brief, how_many
from ._views import html_view, mime_view
from .components import Component, Countermeasure
from .errors import InvalidFinding, InvalidSystem, quote
from .findings import Finding, Stage, as_texts
from .zones import Conduit, Place, Zone

T = TypeVar("T")


def _as_texts_or_none(values: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if values is None else as_texts(values)


def _as_reasons(reasons: Mapping[str, str]) -> FrozenMapping[str, str]:
    return FrozenMapping(reasons)


def _as_approvals(values: Iterable[Approval]) -> tuple[Approval, ...]:
    return tuple(values)


def _as_components(values: Iterable[Component]) -> tuple[Component, ...]:
    return tuple(values)


def _as_conduits(values: Iterable[Conduit]) -> tuple[Conduit, ...]:
    return tuple(values)


def _as_countermeasures(values: Iterable[Countermeasure]) -> tuple[Countermeasure, ...]:
    return tuple(values)


def _as_externals(values: Iterable[External]) -> tuple[External, ...]:
    return tuple(values)


def _as_flows(values: Iterable[Flow]) -> tuple[Flow, ...]:
    return tuple(values)


def _as_zones(values: Iterable[Zone]) -> tuple[Zone, ...]:
    return tuple(values)


@frozen
class External:
    """What lies outside the system and talks to it: a supplier's remote access, a cloud service, the business network."""

    name: str
    description: str = ""


class FlowKind(Enum):
    """What a flow is for. The words are *ours*."""

    PROCESS = "process"
    ENGINEERING = "engineering"
    REMOTE_ACCESS = "remote_access"
    MANAGEMENT = "management"
    BUSINESS = "business"
    SAFETY = "safety"
    OTHER = "other"


class Initiator(Enum):
    """Which end opens the connection."""

    SOURCE = "source"
    TARGET = "target"
    BOTH = "both"


@frozen
class Flow:
    """A flow of data between two ends: components, zones or externals, by name."""

    source: str
    target: str
    protocol: str = ""
    kind: FlowKind = FlowKind.PROCESS
    initiator: Initiator = Initiator.SOURCE
    #: The conduits that it runs through, by name.
    via: tuple[str, ...] = field(default=(), converter=as_texts)
    description: str = ""

    @property
    def shown(self) -> str:
        """The flow in a few words."""
        return f"{self.source} to {self.target}{f' ({self.protocol})' if self.protocol else ''}"


@frozen
class Approval:
    """Who approved what, and when (ZCR 7.1)."""

    role: str
    name: str
    date: dt.date | None = None
    what: str = ""


@frozen(repr=False)
class SystemUnderConsideration:
    """The system under consideration: what ZCR 1 to 7 ask to be written down, and what was found of it.

    References are by name and are checked when it is made: `InvalidSystem` lists each name that is unknown or stands twice.
    What is poorly partitioned is no error; `assessors.partition` reports it.

    >>> from iec62443 import SLVector
    >>> plant = SystemUnderConsideration("Plant", zones=[Zone("Cell", 2)])
    >>> plant.zone("Cell").target == SLVector.uniform(2), plant.components_in(plant.zone("Cell"))
    (True, ())
    """

    name: str
    description: str = ""
    zones: tuple[Zone, ...] = field(default=(), converter=_as_zones)
    conduits: tuple[Conduit, ...] = field(default=(), converter=_as_conduits)
    components: tuple[Component, ...] = field(default=(), converter=_as_components)
    externals: tuple[External, ...] = field(default=(), converter=_as_externals)
    flows: tuple[Flow, ...] = field(default=(), converter=_as_flows)
    countermeasures: tuple[Countermeasure, ...] = field(default=(), converter=_as_countermeasures)
    #: The edition of 62443-3-3 that it is assessed against, and its corrigenda; None for those that are packaged.
    edition: str | None = None
    corrigenda: tuple[str, ...] | None = field(default=None, converter=_as_texts_or_none)
    regulations: tuple[str, ...] = field(default=(), converter=as_texts)
    policies: tuple[str, ...] = field(default=(), converter=as_texts)
    tolerable_risk: str = ""
    threat_environment: str = ""
    operating_environment: str = ""
    essential_functions: tuple[str, ...] = field(default=(), converter=as_texts)
    approvals: tuple[Approval, ...] = field(default=(), converter=_as_approvals)
    #: Checks of the partition that are switched off, by rule id or as ``rule@place`` for one place, each with the reason.
    switched_off: Mapping[str, str] = field(factory=FrozenMapping, converter=_as_reasons)

    _repr_html_ = html_view
    _repr_mimebundle_ = mime_view

    def __attrs_post_init__(self) -> None:
        """Refuse names that stand twice and references to nothing."""
        problems = [*_repeated(self), *_dangling(self)]
        if not self.name.strip():
            problems.insert(0, ("name", "the system needs a name"))
        problems += [
            (f"switched_off.{rule}", "is switched off without a reason")
            for rule, reason in self.switched_off.items()
            if not reason.strip()
        ]
        if problems:
            raise InvalidSystem(self.name, problems)

    @cached_property
    def _by_name(self) -> dict[str, Zone | Conduit | Component | External]:
        everything: tuple[Zone | Conduit | Component | External, ...]
        everything = (*self.zones, *self.conduits, *self.components, *self.externals)
        return {each.name: each for each in everything}

    def zone(self, name: str) -> Zone:
        """Give a zone by name; KeyError for none."""
        found = self._by_name[name]
        if not isinstance(found, Zone):
            raise KeyError(name)
        return found

    def conduit(self, name: str) -> Conduit:
        """Give a conduit by name; KeyError for none."""
        found = self._by_name[name]
        if not isinstance(found, Conduit):
            raise KeyError(name)
        return found

    def component(self, name: str) -> Component:
        """Give a component by name; KeyError for none."""
        found = self._by_name[name]
        if not isinstance(found, Component):
            raise KeyError(name)
        return found

    def get(self, name: str) -> Zone | Conduit | Component | External | None:
        """Give whatever has the name; None for nothing."""
        return self._by_name.get(name)

    @property
    def places(self) -> tuple[Place, ...]:
        """Everything that has a target of its own: the zones, then the conduits."""
        return (*self.zones, *self.conduits)

    def subzones(self, zone: Zone) -> tuple[Zone, ...]:
        """Give every zone that lies in a zone, at any depth, in the system's order; a cycle of parents ends where it closes."""
        children = self._children
        found: set[str] = set()
        waiting = [zone.name]
        while waiting:
            for each in children.get(waiting.pop(), ()):
                if each not in found and each != zone.name:
                    found.add(each)
                    waiting.append(each)
        return tuple(each for each in self.zones if each.name in found) if found else ()

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = {}
        for each in self.zones:
            children.setdefault(each.parent, []).append(each.name)
        return children

    def components_in(self, place: Place) -> tuple[Component, ...]:
        """Give the components of a place, each once; of a zone also those of all its subzones."""
        names = dict.fromkeys(place.components)
        if isinstance(place, Zone):
            for each in self.subzones(place):
                names |= dict.fromkeys(each.components)
        return tuple(self.component(each) for each in names)

    def places_of(self, component: str) -> tuple[Place, ...]:
        """Give the zones and conduits that name a component as theirs."""
        return self._places_of.get(component, ())

    @cached_property
    def _places_of(self) -> dict[str, tuple[Place, ...]]:
        found: dict[str, tuple[Place, ...]] = {}
        for place in self.places:
            for name in dict.fromkeys(place.components):
                found[name] = (*found.get(name, ()), place)
        return found

    def with_finding(self, name: str, finding: Finding, stage: Stage = Stage.CAPABILITY) -> SystemUnderConsideration:
        """Give the system with a finding on a zone, conduit or component, in place of the one on the same requirement.

        Raises `InvalidFinding` where there is no such place, or the finding is none on it.
        """
        found = self._by_name.get(name)
        if isinstance(found, Component):
            changed = found.with_finding(finding, stage)
            return evolve(self, components=_exchanged(self.components, found, changed))
        if found is None or isinstance(found, External):
            raise InvalidFinding(name, "no zone, conduit or component of the system has this name")
        as_built = stage is Stage.AS_BUILT
        old = found.as_built if as_built else found.findings
        new = (*(each for each in old if each.requirement != finding.requirement), finding)
        if isinstance(found, Zone):
            zone = evolve(found, as_built=new) if as_built else evolve(found, findings=new)
            return evolve(self, zones=_exchanged(self.zones, found, zone))
        conduit = evolve(found, as_built=new) if as_built else evolve(found, findings=new)
        return evolve(self, conduits=_exchanged(self.conduits, found, conduit))

    def without_component(self, name: str) -> SystemUnderConsideration:
        """Give the system without a component and without everything that refers to it; KeyError for none of that name."""
        gone = self.component(name)
        return evolve(
            self,
            components=tuple(
                evolve(each, hosted_on="") if each.hosted_on == name else each
                for each in self.components
                if each is not gone
            ),
            zones=tuple(_zone_without(each, name) for each in self.zones),
            conduits=tuple(_conduit_without(each, name) for each in self.conduits),
            flows=tuple(each for each in self.flows if name not in {each.source, each.target}),
            countermeasures=tuple(
                each if name not in each.places else evolve(each, places=each.places - {name})
                for each in self.countermeasures
                if each.places != {name}
            ),
        )

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            quote(self.name),
            how_many(self.zones, "zone"),
            how_many(self.conduits, "conduit"),
            how_many(self.components, "component"),
            how_many(self.flows, "flow"),
            how_many(self.countermeasures, "countermeasure"),
        )


def _exchanged(items: tuple[T, ...], old: T, new: T) -> tuple[T, ...]:
    return tuple(new if each is old else each for each in items)


def _zone_without(zone: Zone, name: str) -> Zone:
    return evolve(
        zone,
        components=tuple(each for each in zone.components if each != name),
        providers={id: by for id, by in zone.providers.items() if by != name},
    )


def _conduit_without(conduit: Conduit, name: str) -> Conduit:
    return evolve(
        conduit,
        components=tuple(each for each in conduit.components if each != name),
        boundary_devices=tuple(each for each in conduit.boundary_devices if each != name),
        providers={id: by for id, by in conduit.providers.items() if by != name},
    )


Problem = tuple[str, str]


def _repeated(system: SystemUnderConsideration) -> list[Problem]:
    """Names that stand for two things: a reference could mean either."""
    kinds: dict[str, tuple[Zone | Conduit | Component | External, ...]] = {
        "zones": system.zones,
        "conduits": system.conduits,
        "components": system.components,
        "externals": system.externals,
    }
    counts = Counter(each.name for items in kinds.values() for each in items)
    problems = [
        (
            f"{kind}[{place}].name",
            f"{each.name!r} stands for {counts[each.name]} things of the system: names are unique",
        )
        for kind, items in kinds.items()
        for place, each in enumerate(items)
        if counts[each.name] > 1
    ]
    measures = Counter(each.name for each in system.countermeasures)
    return problems + [
        (f"countermeasures[{place}].name", f"{each.name!r} stands for {measures[each.name]} countermeasures")
        for place, each in enumerate(system.countermeasures)
        if measures[each.name] > 1
    ]


def _dangling(system: SystemUnderConsideration) -> Iterable[Problem]:
    """References to what is not there, each with what is near."""
    zones = frozenset(each.name for each in system.zones)
    conduits = frozenset(each.name for each in system.conduits)
    components = frozenset(each.name for each in system.components)
    externals = frozenset(each.name for each in system.externals)
    providers, joined = zones | components, zones | externals
    asked: list[tuple[str, Iterable[str], frozenset[str], str]] = []
    for place, zone in enumerate(system.zones):
        at = f"zones[{place}]"
        asked += [
            (f"{at}.parent", [zone.parent] if zone.parent else (), zones, "zone"),
            (f"{at}.components", zone.components, components, "component"),
            (f"{at}.providers", zone.providers.values(), providers, "zone or component"),
        ]
    for place, conduit in enumerate(system.conduits):
        at = f"conduits[{place}]"
        asked += [
            (f"{at}.joins", conduit.joins, joined, "zone or external"),
            (f"{at}.components", conduit.components, components, "component"),
            (f"{at}.boundary_devices", conduit.boundary_devices, components, "component"),
            (f"{at}.providers", conduit.providers.values(), providers, "zone or component"),
        ]
    for place, each in enumerate(system.components):
        asked.append(
            (f"components[{place}].hosted_on", [each.hosted_on] if each.hosted_on else (), components, "component")
        )
    ends = components | zones | externals
    for place, flow in enumerate(system.flows):
        asked += [
            (f"flows[{place}].source", [flow.source], ends, "component, zone or external"),
            (f"flows[{place}].target", [flow.target], ends, "component, zone or external"),
            (f"flows[{place}].via", flow.via, conduits, "conduit"),
        ]
    anywhere = zones | conduits | components
    for place, measure in enumerate(system.countermeasures):
        asked.append(
            (f"countermeasures[{place}].places", sorted(measure.places), anywhere, "zone, conduit or component")
        )
    told = 0
    for where, names, known, what in asked:
        for name in names:
            if name not in known:
                told += (
                    1  # a hint looks at every name: the first problems have one, a file full of them is told without
                )
                yield where, f"no {what} is called {name!r}{_near(name, known) if told <= _HINTS else ''}"


#: For how many references to nothing the nearest names are looked for.
_HINTS = 50


def _near(name: str, known: frozenset[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(known), 3, 0.6)
    return f"; nearest: {', '.join(near)}" if near else ""
