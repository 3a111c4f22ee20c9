"""The checks of a partition: each fires on a case made for it and is silent on the nearest one that is in order."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle
import re

import pytest
from attrs import evolve

from iec62443 import (
    AssetKind,
    Attachment,
    Component,
    ComponentType,
    Conduit,
    External,
    Finding,
    Flow,
    FlowKind,
    Lifecycle,
    SLVector,
    SystemUnderConsideration,
    Verdict,
    Zone,
    _resources,
)
from iec62443.assessors.partition import PartitionFinding, PartitionReport, check_partition
from iec62443.assessors.partition_rules import PartitionRule, Severity

R = PartitionRule
BUSINESS, SAFETY = AssetKind.BUSINESS, AssetKind.SAFETY
TEMPORARY, WIRELESS, EXTERNAL = Attachment.TEMPORARY, Attachment.WIRELESS, Attachment.EXTERNAL


def device(name: str, *attachments: Attachment, kind: AssetKind = AssetKind.IACS, on: str = "") -> Component:
    return Component(name, {ComponentType.EMBEDDED_DEVICE}, attachments=attachments, kind=kind, hosted_on=on)


def zone(name: str, *components: str, target: SLVector | int | None = 2, parent: str = "", **more: object) -> Zone:
    """A zone with all that is asked of one."""
    kept = Zone(name, target, components, parent, owner="plant manager", target_basis="scenario 1")
    return evolve(kept, **more)  # type: ignore[arg-type] # fields of a zone


def conduit(name: str, *joins: str, guards: tuple[str, ...] = ("FW",), **more: object) -> Conduit:
    """A conduit with all that is asked of one; a firewall of its own guards it."""
    kept = Conduit(name, joins, 2, components=guards, boundary_devices=guards, owner="it", target_basis="scenario 1")
    return evolve(kept, **more)  # type: ignore[arg-type] # fields of a conduit


def system(*parts: Zone | Conduit | Component | External | Flow, **more: object) -> SystemUnderConsideration:
    """A system of the parts given, with a component for each name that a place needs."""

    def of(kind: type) -> list[object]:
        return [each for each in parts if isinstance(each, kind)]

    known = {each.name for each in parts if isinstance(each, Component)}
    places = [each for each in parts if isinstance(each, (Zone, Conduit))]
    named = {
        name
        for each in places
        for name in (*each.components, *(each.boundary_devices if isinstance(each, Conduit) else ()))
    }
    made = [device(name) for name in sorted(named - known)]
    return SystemUnderConsideration(
        "Works",
        zones=of(Zone),  # type: ignore[arg-type] # sorted by kind above
        conduits=of(Conduit),  # type: ignore[arg-type]
        components=[*of(Component), *made],  # type: ignore[list-item]
        externals=of(External),  # type: ignore[arg-type]
        flows=of(Flow),  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


def found(works: SystemUnderConsideration) -> list[tuple[PartitionRule, str, str]]:
    return [(each.rule, each.place, each.reason) for each in check_partition(works).findings]


TWO = (zone("A", "a"), zone("B", "b"))
AB = conduit("AB", "A", "B")
REMOTE = FlowKind.REMOTE_ACCESS
VENDOR = External("Vendor")
NEAR = dict.fromkeys(["SR 1.1"], "B")


def met(verdict: Verdict = Verdict.MET, justification: str = "as agreed") -> tuple[Finding, ...]:
    return (Finding("SR 1.1", verdict, justification),)


NEAREST = "'wireless-devices-not-separated', 'external-devices-not-separated', 'temporary-devices-not-separated'"

#: What each rule finds: its place and reason, in a system in which it alone fires.
FIRING: list[tuple[PartitionRule, str, str, SystemUnderConsideration]] = [
    (R.EXTERNAL_WITHOUT_CONDUIT, "Vendor", "no conduit joins 'Vendor' to a zone", system(*TWO, AB, VENDOR)),
    (
        R.COMPONENT_IN_NO_PLACE,
        "stray",
        "no zone and no conduit names 'stray' as its own",
        system(zone("A", "a"), device("stray")),
    ),
    (
        R.COMPONENT_IN_SEVERAL_PLACES,
        "a",
        "'A' and 'B' name it as their own; a device between zones is its conduit's, or a boundary device of it",
        system(zone("A", "a"), zone("B", "a")),
    ),
    (
        R.COMPONENT_IN_SEVERAL_PLACES,
        "FW",
        "'A' and 'AB' name it as their own; a device between zones is its conduit's, or a boundary device of it",
        system(zone("A", "a", "FW"), zone("B", "b"), AB),
    ),
    (
        R.COMPONENT_IN_SEVERAL_PLACES,
        "a",
        "'A' and 'Inner' name it as their own; a device between zones is its conduit's, or a boundary device of it",
        system(zone("A", "a"), zone("Inner", "a", parent="A")),
    ),
    (
        R.HOSTED_ELSEWHERE,
        "b",
        "it is in 'B', and runs on 'a', which is in 'A'",
        system(*TWO, device("b", on="a")),
    ),
    (
        R.HOSTED_ELSEWHERE,
        "b",
        "it is in 'B', and runs on 'a', which is in 'A'",
        system(zone("A", "a"), zone("B", "b", parent="A"), device("b", on="a")),
    ),
    (
        R.HOSTING_CYCLE,
        "a",
        "'a' to 'c' to 'b' to 'a': each runs on the next",
        system(zone("A", "a", "b", "c"), device("b", on="a"), device("a", on="c"), device("c", on="b")),
    ),
    (
        R.HOSTING_CYCLE,
        "a",
        "'a' to 'a': each runs on the next",
        system(zone("A", "a"), device("a", on="a")),
    ),
    (
        R.PARENT_CYCLE,
        "A",
        "'A' to 'B' to 'A': each lies in the next",
        system(zone("B", parent="A"), zone("A", parent="B", target=3)),
    ),
    (
        R.FLOW_WITHOUT_CONDUIT,
        "a to b (OPC UA)",
        "no conduits lead from 'A' to 'B'",
        system(*TWO, Flow("a", "b", "OPC UA")),
    ),
    (
        R.FLOW_WITHOUT_CONDUIT,
        "A to b",
        "no conduits lead from 'A' to 'B'",
        system(zone("A", "a"), zone("B", "b", parent="A"), Flow("A", "b")),
    ),
    (
        R.FLOW_WITHOUT_CONDUIT,
        "a to Vendor",
        "no conduits lead from 'A' to 'Vendor'",
        system(zone("A", "a"), zone("B"), VENDOR, conduit("VB", "Vendor", "B"), Flow("a", "Vendor")),
    ),
    (
        R.FLOW_NAMES_NO_CONDUIT,
        "a to b",
        "'AB' would lead from 'A' to 'B'",
        system(*TWO, AB, Flow("a", "b")),
    ),
    (
        R.FLOW_NAMES_NO_CONDUIT,
        "a to c",
        "conduits lead over other zones from 'A' to 'C'",
        system(*TWO, zone("C", "c"), AB, conduit("BC", "B", "C", guards=("FW2",)), Flow("a", "c")),
    ),
    (
        R.FLOW_OFF_ITS_CONDUITS,
        "a to c",
        "'AB' does not lead from 'A' to 'C'",
        system(*TWO, zone("C", "c"), AB, Flow("a", "c", via=["AB"])),
    ),
    (
        R.FLOW_OFF_ITS_CONDUITS,
        "a to d",
        "'AB' and 'CD' do not lead from 'A' to 'D'",
        system(
            *TWO,
            zone("C", "c"),
            zone("D", "d"),
            AB,
            conduit("CD", "C", "D", guards=("FW2",)),
            Flow("a", "d", via=["AB", "CD"]),
        ),
    ),
    (
        R.FLOW_OFF_ITS_CONDUITS,
        "a to b",
        "'CD' does not lie on the way from 'A' to 'B'",
        system(
            *TWO,
            zone("C", "c"),
            zone("D", "d"),
            AB,
            conduit("CD", "C", "D", guards=("FW2",)),
            Flow("a", "b", via=["CD", "AB"]),
        ),
    ),
    (
        R.FLOW_OFF_ITS_CONDUITS,
        "i to b",
        "'AB' does not lead from 'Inner' to 'B'; they join 'A', and not 'Inner' inside it",
        system(*TWO, zone("Inner", "i", parent="A"), AB, Flow("i", "b", via=["AB"])),
    ),
    (
        R.CONDUIT_JOINS_TOO_FEW,
        "A alone",
        "it joins 'A' alone",
        system(zone("A", "a"), conduit("A alone", "A", "A")),
    ),
    (
        R.CONDUIT_JOINS_TOO_FEW,
        "A once",
        "it joins 'A' alone",
        system(zone("A", "a"), conduit("A once", "A"), Flow("a", "FW")),
    ),
    (R.CONDUIT_JOINS_TOO_FEW, "Nowhere", "it joins nothing", system(conduit("Nowhere"))),
    (
        R.CONDUIT_WITHOUT_BOUNDARY_DEVICE,
        "AB",
        "none of its components, nor of the zones it joins, is named as a boundary device",
        system(*TWO, conduit("AB", "A", "B", guards=())),
    ),
    (
        R.BOUNDARY_DEVICE_ELSEWHERE,
        "AB",
        "'c' is in 'C', which is neither this conduit nor a zone that it joins",
        system(*TWO, zone("C", "c"), conduit("AB", "A", "B", boundary_devices=("c", "FW"))),
    ),
    (
        R.BUSINESS_AND_IACS,
        "A",
        "business: 'mail'; of the IACS: 'a'",
        system(zone("A", "a", "mail"), device("mail", kind=BUSINESS)),
    ),
    (
        R.BUSINESS_AND_IACS,
        "A",
        "business: 'mail'; of the IACS: 'sis'",
        system(
            zone("A", "sis", "mail", safety_related=True), device("mail", kind=BUSINESS), device("sis", kind=SAFETY)
        ),
    ),
    (
        R.SAFETY_NOT_SEPARATED,
        "A",
        "safety: 'sis'; others: 'a'; nobody declared the zone safety-related",
        system(zone("A", "a", "sis"), device("sis", kind=SAFETY)),
    ),
    (
        R.SAFETY_NOT_SEPARATED,
        "A",
        "safety: 'sis'; others: 'a'; the zone is said not to be so",
        system(
            zone("A", "a", "sis", parent="Site", safety_related=False),
            zone("Site", safety_related=True),
            device("sis", kind=SAFETY),
        ),
    ),
    (
        R.SAFETY_ZONE_DENIED,
        "A",
        "'sis' is a safety asset",
        system(zone("A", "sis", safety_related=False), device("sis", kind=SAFETY)),
    ),
    (
        R.SAFETY_ZONE_DENIED,
        "A",
        "'s1' and 's2' are safety assets",
        system(zone("A", "s1", "s2", safety_related=False), device("s1", kind=SAFETY), device("s2", kind=SAFETY)),
    ),
    (
        R.TEMPORARY_DEVICES,
        "A",
        "temporarily connected: 'laptop'; permanently connected: 'a'",
        system(zone("A", "a", "laptop"), device("laptop", TEMPORARY)),
    ),
    (
        R.WIRELESS_DEVICES,
        "A",
        "wireless: 'sensor'; wired: 'a'",
        system(zone("A", "a", "sensor"), device("sensor", WIRELESS)),
    ),
    (
        R.EXTERNAL_DEVICES,
        "A",
        "connected over external networks: 'pump station'; not: 'a'",
        system(zone("A", "a", "pump station"), device("pump station", EXTERNAL)),
    ),
    (
        R.ZONE_WITHOUT_TARGET,
        "A",
        "SL-T is not set, and nobody recorded why the initial risk is tolerable",
        system(zone("A", "a", target=None)),
    ),
    (
        R.ZONE_WITHOUT_TARGET,
        "A",
        "SL-T is not set, and nobody recorded why the initial risk is tolerable",
        system(zone("A", target=None, initial_risk_tolerable=" ")),
    ),
    (
        R.CONDUIT_WITHOUT_TARGET,
        "AB",
        "SL-T is not set, and nobody recorded why the initial risk is tolerable",
        system(*TWO, conduit("AB", "A", "B", target=None)),
    ),
    (
        R.TARGET_WITHOUT_BASIS,
        "A",
        "SL-T is { 2 2 2 2 2 2 2 }, and nobody says why",
        system(zone("A", target_basis="")),
    ),
    (
        R.SUBZONE_WEAKER,
        "Inner",
        "SL-T { 2 2 2 2 2 2 1 } is below that of 'A', { 2 2 2 3 2 2 2 }, in DC, RA",
        system(
            zone("A", target=SLVector.uniform(2).replace(DC=3)),
            zone("Inner", parent="A", target=SLVector.uniform(2).replace(RA=1)),
        ),
    ),
    (
        R.SUBZONE_WEAKER,
        "Innermost",
        "SL-T { 1 1 1 1 1 1 1 } is below that of 'A', { 2 2 2 2 2 2 2 }, in IAC, UC, SI, DC, RDF, TRE, RA",
        system(
            zone("A"),
            zone("Inner", parent="A", target=None, initial_risk_tolerable="spare parts alone"),
            zone("Innermost", parent="Inner", target=1),
        ),
    ),
    (
        R.COMPONENT_UNSUPPORTED,
        "a",
        "its support has ended (no product named)",
        system(zone("A", "a"), evolve(device("a"), lifecycle=Lifecycle.END_OF_SUPPORT)),
    ),
    (
        R.COMPONENT_UNSUPPORTED,
        "a",
        "its support has ended since 2020-01-14 ('Panel OS 7')",
        system(
            zone("A", "a"),
            evolve(
                device("a"),
                product="Panel OS 7",
                lifecycle=Lifecycle.END_OF_SUPPORT,
                supported_until=dt.date(2020, 1, 14),
            ),
        ),
    ),
    (R.PLACE_WITHOUT_OWNER, "A", "nobody is named who answers for it", system(zone("A", owner=" "))),
    (
        R.PLACE_WITHOUT_OWNER,
        "AB",
        "nobody is named who answers for it",
        system(*TWO, conduit("AB", "A", "B", owner="")),
    ),
    (
        R.PROVIDER_DOES_NOT_PROVIDE,
        "A",
        "'B' should provide SR 1.1, and says nothing on it",
        system(zone("A", providers=NEAR), zone("B")),
    ),
    (
        R.PROVIDER_DOES_NOT_PROVIDE,
        "A",
        "'B' should provide SR 1.1, and says 'not met'",
        system(zone("A", providers=NEAR), zone("B", provides=met(Verdict.NOT_MET), findings=met())),
    ),
    (
        R.PROVIDER_DOES_NOT_PROVIDE,
        "A",
        "'B' should provide SR 1.1, and says 'allocated'",
        system(zone("A", providers=NEAR), zone("B", findings=met(Verdict.ALLOCATED))),
    ),
    (
        R.PROVIDER_DOES_NOT_PROVIDE,
        "B",
        "'c' should provide SR 1.1, and says nothing on it",
        system(zone("A", providers=NEAR), zone("B", "c", providers={"SR 1.1": "c"})),
    ),
    (
        R.PROVIDER_DOES_NOT_PROVIDE,
        "AB",
        "'a' should provide SR 1.1, and says nothing on it",
        system(*TWO, conduit("AB", "A", "B", providers={"SR 1.1": "a"})),
    ),
    (
        R.PROVIDER_CYCLE,
        "A",
        "SR 1.1: 'A' to 'B' to 'A': each leaves it to the next",
        system(
            zone("B", providers={"SR 1.1": "A"}, findings=met(Verdict.ALLOCATED)),
            zone("A", providers=NEAR),
            zone("C", providers=NEAR),
        ),
    ),
    (
        R.PROVIDER_CYCLE,
        "A",
        "SR 1.1: 'A' to 'A': each leaves it to the next",
        system(zone("A", providers={"SR 1.1": "A"})),
    ),
    (
        R.UNKNOWN_RULE,
        "Wireless_devices not separatd",
        f"no rule is called 'Wireless_devices not separatd'; nearest: {NEAREST}",
        system(zone("A"), switched_off={"Wireless_devices not separatd": "one radio"}),
    ),
    (
        R.UNKNOWN_RULE,
        "x@A",
        "no rule is called 'x'",
        system(zone("A"), switched_off={"x@A": "why not"}),
    ),
]

# Past no boundary: without guards, the conduit itself is reported too.
OPEN = conduit("AB", "A", "B", guards=())
NO_GUARD = (
    R.CONDUIT_WITHOUT_BOUNDARY_DEVICE,
    "AB",
    "none of its components, nor of the zones it joins, is named as a boundary device",
)


@pytest.mark.parametrize(("rule", "place", "reason", "works"), FIRING)
def test_a_rule_fires_on_a_case_in_which_nothing_else_is_wrong(
    rule: PartitionRule, place: str, reason: str, works: SystemUnderConsideration
) -> None:
    assert [(rule, place, reason)] == found(works)


def test_every_rule_has_a_case() -> None:
    past = {R.FLOW_PAST_NO_BOUNDARY, R.REMOTE_ACCESS_PAST_NO_BOUNDARY}
    assert set(PartitionRule) == {each[0] for each in FIRING} | past


def test_a_flow_past_no_boundary_is_told_beside_its_conduit() -> None:
    assert [
        (R.FLOW_PAST_NO_BOUNDARY, "a to b", "its conduits have no boundary device: 'AB'"),
        NO_GUARD,
    ] == found(system(*TWO, OPEN, Flow("a", "b", via=["AB"])))


def test_remote_access_past_no_boundary_is_told_once_and_by_its_own_rule() -> None:
    assert [
        (R.REMOTE_ACCESS_PAST_NO_BOUNDARY, "a to b", "its conduits have no boundary device: 'AB'"),
        NO_GUARD,
    ] == found(system(*TWO, OPEN, Flow("a", "b", via=["AB"], kind=REMOTE)))


def test_remote_access_without_a_conduit_passes_no_boundary() -> None:
    reason = "it names no conduit, so nothing on its way is known to guard a boundary"
    assert [
        (R.FLOW_WITHOUT_CONDUIT, "a to b", "no conduits lead from 'A' to 'B'"),
        (R.REMOTE_ACCESS_PAST_NO_BOUNDARY, "a to b", reason),
    ] == found(system(*TWO, Flow("a", "b", kind=REMOTE)))


def test_remote_access_from_a_device_of_a_conduit_that_guards_nothing_stays_in_a_zone_too() -> None:
    works = system(*TWO, conduit("AB", "A", "B", guards=(), components=("modem",)), Flow("modem", "a", kind=REMOTE))
    assert (R.REMOTE_ACCESS_PAST_NO_BOUNDARY, "modem to a", "it begins and ends in 'A'") == found(works)[0]


def test_remote_access_that_stays_in_a_zone_passes_no_boundary() -> None:
    works = system(zone("A", "a", "b"), Flow("a", "b", "RDP", REMOTE))
    assert [(R.REMOTE_ACCESS_PAST_NO_BOUNDARY, "a to b (RDP)", "it begins and ends in 'A'")] == found(works)


GUARDED = conduit("VA", "Vendor", "A", guards=("VPN",))
PUMP = evolve(device("a"), lifecycle=Lifecycle.END_OF_SALE, supported_until=dt.date(2026, 3, 31))

#: Systems in which nothing is wrong, by what they show.
IN_ORDER: dict[str, SystemUnderConsideration] = {
    "nothing at all": system(),
    "two zones and a conduit": system(*TWO, AB, Flow("a", "b", via=["AB"])),
    "a flow inside a zone": system(zone("A", "a", "b"), Flow("a", "b")),
    "a flow to the zone that it starts in": system(zone("A", "a"), Flow("a", "A")),
    "a flow to a component of the conduit itself": system(*TWO, AB, Flow("a", "FW"), Flow("FW", "b")),
    "a flow over two conduits, in whatever order": system(
        *TWO,
        zone("C", "c"),
        AB,
        conduit("BC", "B", "C", guards=("FW2",)),
        Flow("a", "c", via=["BC", "AB"]),
        Flow("c", "a", via=["BC", "AB"]),
    ),
    "a flow over two conduits of which one has a guard in a zone that it joins": system(
        zone("A", "a", "router"),
        zone("B", "b"),
        conduit("AB", "A", "B", guards=(), boundary_devices=("router",)),
        Flow("a", "b", via=["AB"]),
    ),
    "a guard in a zone inside the one that is joined": system(
        *TWO, zone("Inner", "i", parent="A"), conduit("AB", "A", "B", guards=(), boundary_devices=("i",))
    ),
    "one conduit between three": system(
        *TWO, zone("C", "c"), conduit("Ring", "A", "B", "C"), Flow("b", "c", via=["Ring"])
    ),
    "remote access over a guarded conduit": system(
        zone("A", "a"), VENDOR, GUARDED, Flow("Vendor", "a", kind=REMOTE, via=["VA"])
    ),
    "remote access that ends at the guard": system(zone("A", "a"), VENDOR, GUARDED, Flow("Vendor", "VPN", kind=REMOTE)),
    "a flow of a conduit to nowhere else": system(*TWO, AB, Flow("FW", "A")),
    "a firewall of two conduits": system(*TWO, zone("C", "c"), AB, conduit("BC", "B", "C")),
    "a flow outside": system(
        VENDOR, External("Cloud"), conduit("VC", "Vendor", "Cloud"), Flow("Vendor", "Cloud", kind=REMOTE)
    ),
    "business in a zone of its own": system(zone("Office", "mail"), zone("A", "a"), device("mail", kind=BUSINESS)),
    "business in a zone inside": system(
        zone("A", "a"), zone("Office", "mail", parent="A"), device("mail", kind=BUSINESS)
    ),
    "safety in a zone of its own, and nobody says so": system(zone("SIS", "sis"), device("sis", kind=SAFETY)),
    "safety among others, the whole zone safety-related": system(
        zone("A", "a", "sis", safety_related=True), device("sis", kind=SAFETY)
    ),
    "safety among others, inside a zone that is safety-related": system(
        zone("A", "a", "sis", parent="Site"), zone("Site", safety_related=True), device("sis", kind=SAFETY)
    ),
    "safety alone, inside a zone that is not safety-related": system(
        zone("A", "sis", parent="Site"), zone("Site", safety_related=False), device("sis", kind=SAFETY)
    ),
    "the others of a zone that is not safety-related": system(zone("A", "a", safety_related=False)),
    "devices of one kind of attachment": system(zone("A", "x", "y"), device("x", TEMPORARY), device("y", TEMPORARY)),
    "what runs on a laptop is as temporary as the laptop": system(
        zone("Service", "laptop", "tool", "plugin"),
        device("laptop", TEMPORARY),
        device("tool", on="laptop"),
        device("plugin", on="tool"),
    ),
    "a tolerable initial risk": system(
        zone("A", "a", target=None, initial_risk_tolerable="no harm beyond a stop of an hour"),
        zone("B", "b"),
        conduit("AB", "A", "B", target=None, initial_risk_tolerable="the same"),
    ),
    "a target of zero": system(zone("A", target=0)),
    "a stronger zone inside": system(zone("A", target=2), zone("Inner", parent="A", target=3)),
    "a zone inside one without a target": system(
        zone("A", target=None, initial_risk_tolerable="yes"), zone("Inner", parent="A", target=1)
    ),
    "sold no more, and mended until a day": system(zone("A", "a"), PUMP),
    "a provider zone that provides": system(zone("A", providers=NEAR), zone("B", provides=met())),
    "a provider zone of which it was found": system(zone("A", providers=NEAR), zone("B", findings=met())),
    "a provider zone that provides as built": system(zone("A", providers=NEAR), zone("B", provides_as_built=met())),
    "a provider that compensates": system(zone("A", providers=NEAR), zone("B", as_built=met(Verdict.COMPENSATED))),
    "a provider that hands it on": system(
        zone("A", providers=NEAR),
        zone("B", "c", providers={"SR 1.1": "c"}, findings=met(Verdict.ALLOCATED)),
        evolve(device("c"), provides=met()),
    ),
    "a circle that one of its own finding breaks": system(
        zone("A", providers=NEAR), zone("B", providers={"SR 1.1": "A"}, findings=met())
    ),
    "a component that provides as built": system(
        zone("A", "a", providers={"SR 1.1": "a"}), evolve(device("a"), provides_as_built=met())
    ),
}


@pytest.mark.parametrize("works", IN_ORDER.values(), ids=IN_ORDER)
def test_nothing_is_found_where_nothing_is_wrong(works: SystemUnderConsideration) -> None:
    assert [] == found(works)
    assert PartitionReport(works, (), (), ()) == check_partition(works)


def test_a_flow_with_an_end_in_no_place_is_not_judged() -> None:
    works = system(zone("A", "a"), device("stray"), Flow("a", "stray", kind=REMOTE), Flow("stray", "a"))
    assert [R.COMPONENT_IN_NO_PLACE] == [rule for rule, _, _ in found(works)]
    nowhere = system(zone("A", "a"), conduit("K"), Flow("a", "FW"))
    assert [R.CONDUIT_JOINS_TOO_FEW] == [rule for rule, _, _ in found(nowhere)]


def test_circles_of_hosts_hand_no_attachment_on() -> None:
    """Else it would matter where the circle is entered."""
    works = system(zone("A", "x", "y", "z"), device("x", TEMPORARY, on="y"), device("y", on="x"), device("z", on="x"))
    wrong = "temporarily connected: 'x' and 'z'; permanently connected: 'y'"
    assert [(R.HOSTING_CYCLE, "x"), (R.TEMPORARY_DEVICES, "A")] == [each[:2] for each in found(works)]
    assert wrong == found(works)[1][2]


def test_what_is_no_longer_supported_depends_on_the_day() -> None:
    works = system(zone("A", "a"), PUMP)
    assert () == check_partition(works, as_of=dt.date(2026, 3, 31)).findings
    (finding,) = check_partition(works, as_of=dt.date(2026, 4, 1)).findings
    assert (R.COMPONENT_UNSUPPORTED, "a") == (finding.rule, finding.place)
    assert "it was supported until 2026-03-31 (no product named)" == finding.reason


def test_many_names_are_cut_and_sorted() -> None:
    radios = [device(f"r{number}", WIRELESS) for number in range(9, 0, -1)]
    works = system(zone("A", "a", *(each.name for each in radios)), *radios)
    assert "wireless: 'r1', 'r2', 'r3', 'r4', 'r5' and 4 more; wired: 'a'" == found(works)[0][2]
    ring = [zone(f"Z{number}", parent=f"Z{(number + 1) % 9}") for number in range(9)]
    assert "'Z0' to 'Z1' to 'Z2' to … to 'Z7' to 'Z8' to 'Z0': each lies in the next" == found(system(*ring))[0][2]


# --- switched off -----------------------------------------------------------------------------------------------------

RADIO = (zone("A", "a", "r"), zone("B", "b", "s"), device("r", WIRELESS), device("s", WIRELESS))
WIRED = PartitionRule.WIRELESS_DEVICES.value


def test_what_is_switched_off_is_listed_with_the_reason_and_not_lost() -> None:
    report = check_partition(system(*RADIO, switched_off={WIRED: "one radio a zone, behind a gateway"}))
    assert () == report.findings
    assert () == report.idle
    assert [("A", "one radio a zone, behind a gateway"), ("B", "one radio a zone, behind a gateway")] == [
        (each.place, each.switched_off) for each in report.switched_off
    ]


def test_a_check_is_switched_off_at_one_place_alone() -> None:
    report = check_partition(system(*RADIO, switched_off={f"{WIRED}@B": "read only"}))
    assert [("A", "")] == [(each.place, each.switched_off) for each in report.findings]
    assert [("B", "read only")] == [(each.place, each.switched_off) for each in report.switched_off]


def test_the_reason_for_one_place_goes_before_that_for_all() -> None:
    off = {WIRED: "all", f"{WIRED}@B": "B"}
    report = check_partition(system(*RADIO, switched_off=off))
    assert [("A", "all"), ("B", "B")] == [(each.place, each.switched_off) for each in report.switched_off]


def test_what_is_switched_off_without_hiding_anything_is_told() -> None:
    off = {"provider-cycle": "no", f"{WIRED}@Nowhere": "moved", WIRED: "radio"}
    assert ("provider-cycle", f"{WIRED}@Nowhere") == check_partition(system(*RADIO, switched_off=off)).idle


def test_a_misspelt_rule_still_runs_and_is_told() -> None:
    report = check_partition(system(*RADIO, switched_off={"wireless-device-not-separated": "radio"}))
    assert [R.WIRELESS_DEVICES, R.WIRELESS_DEVICES, R.UNKNOWN_RULE] == [each.rule for each in report.findings]
    assert ("wireless-device-not-separated",) == report.idle
    assert report.findings[-1].reason.startswith(
        "no rule is called 'wireless-device-not-separated'; nearest: 'wireless-"
    )


def test_that_unknown_rules_are_told_is_a_rule_like_any_other() -> None:
    report = check_partition(system(switched_off={"old-rule": "kept", "unknown-rule": "rules of another tool"}))
    assert () == report.findings
    assert ["old-rule"] == [each.place for each in report.switched_off]


# --- the rules and findings as values ---------------------------------------------------------------------------------


def test_a_finding_says_what_it_is_on_one_line() -> None:
    (finding,) = check_partition(system(zone("A", "a", "mail"), device("mail", kind=BUSINESS))).findings
    assert "required: business-and-iacs-in-one-zone: 'A': business: 'mail'; of the IACS: 'a'" == str(finding)
    assert (Severity.REQUIRED, "62443-3-2 ZCR 3.2") == (finding.severity, finding.source)
    assert finding == PartitionFinding(finding.rule, "A", finding.reason)
    assert finding == pickle.loads(pickle.dumps(finding)) == copy.deepcopy(finding)  # noqa: S301 - our own bytes


def test_findings_stand_by_rule_then_place_then_reason() -> None:
    works = system(
        zone("B", "a", "x", owner=""), zone("A", "b", "z", owner=""), device("x", WIRELESS), device("z", WIRELESS)
    )
    assert [
        (R.WIRELESS_DEVICES, "A", "wireless: 'z'; wired: 'b'"),
        (R.WIRELESS_DEVICES, "B", "wireless: 'x'; wired: 'a'"),
        (R.PLACE_WITHOUT_OWNER, "A", "nobody is named who answers for it"),
        (R.PLACE_WITHOUT_OWNER, "B", "nobody is named who answers for it"),
    ] == found(works)


def test_the_findings_of_one_severity_are_asked_for() -> None:
    report = check_partition(system(zone("A", "a", "r", target=None, owner=""), device("r", WIRELESS)))
    assert [R.ZONE_WITHOUT_TARGET] == [each.rule for each in report.of(Severity.REQUIRED)]
    assert [R.WIRELESS_DEVICES, R.PLACE_WITHOUT_OWNER] == [each.rule for each in report.of(Severity.RECOMMENDED)]
    assert () == report.of(Severity.OURS)


def test_the_rules_are_those_of_the_data_in_its_order() -> None:
    rows = json.loads(_resources.read_bytes("62443-3-2", "partition_rules.json"))["rules"]
    assert [row["id"] for row in rows] == [rule.value for rule in PartitionRule]
    for row, rule in zip(rows, PartitionRule, strict=True):
        assert (row["title"], row["severity"], row["why"]) == (rule.title, rule.severity.value, rule.why)
        assert row["sources"] == [each.text for each in rule.sources]


#: The severities as the issue and the sources have them, not as the data has: all others are ours.
REQUIRED = {
    R.COMPONENT_IN_NO_PLACE,
    R.FLOW_WITHOUT_CONDUIT,
    R.BUSINESS_AND_IACS,
    R.SAFETY_NOT_SEPARATED,
    R.ZONE_WITHOUT_TARGET,
    R.CONDUIT_WITHOUT_TARGET,
}
RECOMMENDED = {R.TEMPORARY_DEVICES, R.WIRELESS_DEVICES, R.EXTERNAL_DEVICES, R.PLACE_WITHOUT_OWNER}


def test_the_severities_are_no_graver_than_the_sources_allow() -> None:
    assert REQUIRED == {rule for rule in PartitionRule if rule.severity is Severity.REQUIRED}
    assert RECOMMENDED == {rule for rule in PartitionRule if rule.severity is Severity.RECOMMENDED}


def test_the_reasons_of_the_severities_are_whole_sentences_of_our_own() -> None:
    for rule in PartitionRule:
        assert rule.why == " ".join(rule.why.split())
        assert rule.why.endswith(".")
        assert not re.search(r"\b(shall|should)\b", f"{rule.title} {rule.why}", re.IGNORECASE)
        assert not rule.title.endswith(".")


def test_whatever_is_not_ours_names_a_step_of_the_part() -> None:
    for rule in PartitionRule:
        if rule.severity is not Severity.OURS:
            assert any(each.part == "62443-3-2" for each in rule.sources)
    assert "ours" == R.PROVIDER_CYCLE.source
    assert "62443-3-3 SR 1.13, 62443-3-3 SR 5.2, 62443-3-2 ZCR 3.6" == R.REMOTE_ACCESS_PAST_NO_BOUNDARY.source
