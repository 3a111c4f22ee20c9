"""Whether assets are placed and kept apart: each in one place, unlike kinds in zones of their own, zones within zones in order.

Source: 62443-3-2 ZCR 3.1 to 3.6 for what is to be kept apart. What counts as kept apart here is *ours*: a zone's own components
are looked at, and what lies in a subzone of it is apart from them; what runs on a device is attached as the device is. A device
may belong to several conduits, as a firewall with three legs does, but to one zone alone.
"""

from __future__ import annotations

from .._wording import circle, listed, shown
from ..components import AssetKind, Attachment
from ..levels import FR, SLVector
from ..zones import Zone
from .chains import cycles, handed_on
from .partition_rules import PartitionRule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..components import Component
    from ..systems import SystemUnderConsideration
    from .partition_rules import Problem

#: What each kind of attachment is called, and what it is kept apart from, with the rule that says so.
_APART = {
    Attachment.TEMPORARY: (PartitionRule.TEMPORARY_DEVICES, "temporarily connected", "permanently connected"),
    Attachment.WIRELESS: (PartitionRule.WIRELESS_DEVICES, "wireless", "wired"),
    Attachment.EXTERNAL: (PartitionRule.EXTERNAL_DEVICES, "connected over external networks", "not"),
}


def separation(system: SystemUnderConsideration) -> Iterator[Problem]:
    """Find what is not placed, or not kept apart."""
    yield from _placed(system)
    yield from _hosted(system)
    yield from _nested(system)
    hosts = {each.name: each.hosted_on for each in system.components if each.hosted_on}
    attached = handed_on(
        {each.name: each.attachments for each in system.components}, hosts, lambda mine, theirs: mine | theirs
    )
    parents = {each.name: each.parent for each in system.zones if each.parent}
    declared = handed_on({each.name: each.safety_related for each in system.zones}, parents, _declared)
    for zone in system.zones:
        own = [system.component(name) for name in dict.fromkeys(zone.components)]
        yield from _kinds(zone, own, declared=declared[zone.name])
        yield from _attachments(zone, own, attached)


def _placed(system: SystemUnderConsideration) -> Iterator[Problem]:
    for each in system.components:
        places = system.places_of(each.name)
        if not places:
            reason = f"no zone and no conduit names {shown(each.name)} as its own"
            yield PartitionRule.COMPONENT_IN_NO_PLACE, each.name, reason
        elif len(places) > 1 and any(isinstance(place, Zone) for place in places):
            both = listed(place.name for place in places)
            reason = f"{both} name it as their own; a device between zones is its conduit's, or a boundary device of it"
            yield PartitionRule.COMPONENT_IN_SEVERAL_PLACES, each.name, reason


def _hosted(system: SystemUnderConsideration) -> Iterator[Problem]:
    hosts = {each.name: each.hosted_on for each in system.components if each.hosted_on}
    for ring in cycles(hosts):
        yield PartitionRule.HOSTING_CYCLE, ring[0], f"{circle(ring)}: each runs on the next"
    for name, host in hosts.items():
        mine = {place.name for place in system.places_of(name)}
        theirs = {place.name for place in system.places_of(host)}
        if mine and theirs and mine.isdisjoint(theirs):
            reason = f"it is in {listed(mine)}, and runs on {shown(host)}, which is in {listed(theirs)}"
            yield PartitionRule.HOSTED_ELSEWHERE, name, reason


def _nested(system: SystemUnderConsideration) -> Iterator[Problem]:
    parents = {each.name: each.parent for each in system.zones if each.parent}
    for ring in cycles(parents):
        yield PartitionRule.PARENT_CYCLE, ring[0], f"{circle(ring)}: each lies in the next"
    targets: dict[str, tuple[str, SLVector] | None] = {
        each.name: None if each.target is None else (each.name, each.target) for each in system.zones
    }
    nearest = handed_on(targets, parents, lambda mine, theirs: mine or theirs)
    closed = {name for ring in cycles(parents) for name in ring}
    for zone in system.zones:
        outer = nearest[zone.parent] if zone.parent and zone.name not in closed else None
        if zone.target is not None and outer is not None:
            lower = [fr.name for fr in FR if zone.target[fr] < outer[1][fr]]
            if lower:
                reason = f"SL-T {zone.target} is below that of {shown(outer[0])}, {outer[1]}, in {', '.join(lower)}"
                yield PartitionRule.SUBZONE_WEAKER, zone.name, reason


def _declared(own: bool | None, outer: bool | None) -> bool | None:  # noqa: FBT001 - what is joined is yes, no or unsaid
    """What is said of a zone holds; else it is safety-related with the zone around it, and else nothing is said."""
    return (outer or None) if own is None else own


def _kinds(zone: Zone, own: Iterable[Component], *, declared: bool | None) -> Iterator[Problem]:
    by_kind: dict[AssetKind, list[str]] = {}
    for each in own:
        by_kind.setdefault(each.kind, []).append(each.name)
    business, safety = by_kind.pop(AssetKind.BUSINESS, []), by_kind.pop(AssetKind.SAFETY, [])
    others = by_kind.pop(AssetKind.IACS, [])
    if business and (others or safety):
        reason = f"business: {listed(business)}; of the IACS: {listed((*others, *safety))}"
        yield PartitionRule.BUSINESS_AND_IACS, zone.name, reason
    if safety and (others or business) and not declared:
        said = "nobody declared the zone safety-related" if declared is None else "the zone is said not to be so"
        reason = f"safety: {listed(safety)}; others: {listed((*others, *business))}; {said}"
        yield PartitionRule.SAFETY_NOT_SEPARATED, zone.name, reason
    elif safety and declared is False:
        reason = f"{listed(safety)} {'is a safety asset' if len(safety) == 1 else 'are safety assets'}"
        yield PartitionRule.SAFETY_ZONE_DENIED, zone.name, reason


def _attachments(zone: Zone, own: list[Component], attached: dict[str, frozenset[Attachment]]) -> Iterator[Problem]:
    for attachment, (rule, such, others) in _APART.items():
        inside = [each.name for each in own if attachment in attached[each.name]]
        if inside and len(inside) < len(own):
            outside = [each.name for each in own if attachment not in attached[each.name]]
            yield rule, zone.name, f"{such}: {listed(inside)}; {others}: {listed(outside)}"
