"""Whether what flows from zone to zone runs through conduits that lead there, past something that guards a boundary.

Source: 62443-3-2 ZCR 3.1 (zones and conduits), 62443-3-3 SR 1.13 and SR 5.2 (remote access, zone boundaries). How a model is
read is *ours*: an end lies in the zone that names it, a zone inside another has a boundary of its own, and a component of a
conduit is at each of the zones that the conduit joins. A flow with an end in no place is not judged, for the end is reported,
and neither is one between externals.
"""

from __future__ import annotations

from itertools import islice

from .._wording import listed, shown
from ..systems import FlowKind
from ..zones import Zone
from .chains import around
from .partition_rules import PartitionRule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..systems import Flow, SystemUnderConsideration
    from ..zones import Conduit
    from .partition_rules import Problem

#: How many zones around one are looked through for a hint.
_DEEPEST = 32


def crossings(system: SystemUnderConsideration) -> Iterator[Problem]:
    """Find externals, conduits and flows that lead nowhere, or past nothing that guards."""
    joined = {name for each in system.conduits for name in each.joins}
    for external in system.externals:
        if external.name not in joined:
            reason = f"no conduit joins {shown(external.name)} to a zone"
            yield PartitionRule.EXTERNAL_WITHOUT_CONDUIT, external.name, reason
    ground = _Ground(system)
    for conduit in system.conduits:
        yield from _conduit(conduit, ground)
    for flow in system.flows:
        yield from _flow(flow, ground)


def _conduit(conduit: Conduit, ground: _Ground) -> Iterator[Problem]:
    joins = set(conduit.joins)
    if len(joins) < 2:
        reason = f"it joins {listed(joins)} alone" if joins else "it joins nothing"
        yield PartitionRule.CONDUIT_JOINS_TOO_FEW, conduit.name, reason
    if not conduit.boundary_devices:
        reason = "none of its components, nor of the zones it joins, is named as a boundary device"
        yield PartitionRule.CONDUIT_WITHOUT_BOUNDARY_DEVICE, conduit.name, reason
    for device in sorted(set(conduit.boundary_devices)):
        places = {place.name for place in ground.system.places_of(device)}
        wider = places.union(*(islice(around(place, ground.parents), _DEEPEST) for place in places))
        if places and conduit.name not in places and wider.isdisjoint(joins):
            reason = f"{shown(device)} is in {listed(places)}, which is neither this conduit nor a zone that it joins"
            yield PartitionRule.BOUNDARY_DEVICE_ELSEWHERE, conduit.name, reason


class _Ground:
    """What is looked up for each flow: made once for a system."""

    def __init__(self, system: SystemUnderConsideration) -> None:
        """Index the conduits."""
        self.system = system
        self.conduits = {each.name: each for each in system.conduits}
        self.guards = frozenset(name for each in system.conduits for name in each.boundary_devices)
        self.parents = {each.name: each.parent for each in system.zones if each.parent}
        self.region = _regions(system.conduits)
        self.touching: dict[str, set[str]] = {}
        for conduit in system.conduits:
            for name in conduit.joins:
                self.touching.setdefault(name, set()).add(conduit.name)
        self.outside = frozenset(each.name for each in system.externals)
        self._at: dict[str, frozenset[str]] = {each.name: frozenset((each.name,)) for each in system.zones}
        self._at |= {name: frozenset((name,)) for name in self.outside}

    def at(self, name: str) -> frozenset[str]:
        """The zones and externals that something is, is in, or is joined to as a component of a conduit."""
        if name not in self._at:
            places = self.system.places_of(name)
            names = (each for place in places for each in ((place.name,) if isinstance(place, Zone) else place.joins))
            self._at[name] = frozenset(names)
        return self._at[name]


def _regions(conduits: Iterable[Conduit]) -> dict[str, str]:
    """Give each zone and external the name of one that stands for all that conduits join it to."""
    leads: dict[str, str] = {}

    def top(name: str) -> str:
        while leads.setdefault(name, name) != name:
            leads[name] = name = leads[leads[name]]
        return name

    for conduit in conduits:
        for name in conduit.joins:
            leads[top(name)] = top(conduit.joins[0])
    return {name: top(name) for name in leads}


def _flow(flow: Flow, ground: _Ground) -> Iterator[Problem]:
    start, end = ground.at(flow.source), ground.at(flow.target)
    if not start or not end or ground.outside >= start | end:
        return
    inside = not start.isdisjoint(end)
    if not inside:
        yield from _way(flow, start, end, ground)
    guarded = any(ground.conduits[name].boundary_devices for name in flow.via)
    if guarded or flow.source in ground.guards or flow.target in ground.guards:
        return
    if flow.kind is FlowKind.REMOTE_ACCESS:
        if flow.via:
            reason = f"its conduits have no boundary device: {listed(flow.via)}"
        elif inside:
            reason = f"it begins and ends in {listed(start & end)}"
        else:
            reason = "it names no conduit, so nothing on its way is known to guard a boundary"
        yield PartitionRule.REMOTE_ACCESS_PAST_NO_BOUNDARY, flow.shown, reason
    elif flow.via and not inside:
        reason = f"its conduits have no boundary device: {listed(flow.via)}"
        yield PartitionRule.FLOW_PAST_NO_BOUNDARY, flow.shown, reason


def _way(flow: Flow, start: frozenset[str], end: frozenset[str], ground: _Ground) -> Iterator[Problem]:
    """Say whether conduits lead from one end of a flow to the other, and whether it names them."""
    ends = f"from {listed(start)} to {listed(end)}"
    if flow.via:
        reached = _reached(start, flow.via, ground)
        if reached.isdisjoint(end):
            reason = f"{listed(flow.via)} {'does' if len(set(flow.via)) == 1 else 'do'} not lead {ends}"
            yield PartitionRule.FLOW_OFF_ITS_CONDUITS, flow.shown, reason + _hint(flow, start | end, ground)
        else:
            aside = [name for name in flow.via if reached.isdisjoint(ground.conduits[name].joins)]
            if aside:
                reason = f"{listed(aside)} {'does' if len(set(aside)) == 1 else 'do'} not lie on the way {ends}"
                yield PartitionRule.FLOW_OFF_ITS_CONDUITS, flow.shown, reason
        return
    if {ground.region.get(each) for each in start} & {ground.region.get(each) for each in end} - {None}:
        direct = {
            name
            for one in start
            for other in end
            for name in ground.touching.get(one, frozenset()) & ground.touching.get(other, frozenset())
        }
        reason = f"{listed(direct)} would lead" if direct else "conduits lead over other zones"
        yield PartitionRule.FLOW_NAMES_NO_CONDUIT, flow.shown, f"{reason} {ends}"
    else:
        yield PartitionRule.FLOW_WITHOUT_CONDUIT, flow.shown, f"no conduits lead {ends}"


def _reached(start: frozenset[str], via: Iterable[str], ground: _Ground) -> set[str]:
    """Give the zones and externals that are reached from some over the conduits named, in whatever order these are."""
    open_at: dict[str, list[str]] = {}
    for name in dict.fromkeys(via):
        for each in ground.conduits[name].joins:
            open_at.setdefault(each, []).append(name)
    reached, waiting, gone = set(start), list(start), set[str]()
    while waiting:
        for name in open_at.get(waiting.pop(), ()):
            if name not in gone:
                gone.add(name)
                new = set(ground.conduits[name].joins) - reached
                reached |= new
                waiting.extend(new)
    return reached


def _hint(flow: Flow, ends: frozenset[str], ground: _Ground) -> str:
    """Say that a conduit joins a zone around an end and not the end's own."""
    joined = {name for via in flow.via for name in ground.conduits[via].joins}
    for each in sorted(ends - joined):
        outer = next((name for name in islice(around(each, ground.parents), _DEEPEST) if name in joined), None)
        if outer is not None:
            return f"; they join {shown(outer)}, and not {shown(each)} inside it"
    return ""
