"""Laws of the checks of a partition: never an exception, no order that matters, nothing lost, and what naive searches find."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

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
    SystemUnderConsideration,
    Verdict,
    Zone,
    load,
)
from iec62443.assessors.chains import around, cycles, handed_on
from iec62443.assessors.partition import check_partition
from iec62443.assessors.partition_rules import PartitionRule
from iec62443.assessors.rows import provided
from iec62443.assessors.verdicts import Terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

T = TypeVar("T")
#: Names as a hostile file could have them, and plain ones; few, so that references meet.
HOSTILE = ("a\nb", "\x1b[31m", "\u202e", "' or '", "=1+1", "x" * 300, "@", "<script>", "|", "{0}", "%s", "\ud800")
ZONES = ("A", "B", "C", HOSTILE[0], HOSTILE[5])
COMPONENTS = ("p", "q", "r", *HOSTILE[1:4])
CONDUITS = ("K", "L", HOSTILE[6])
EXTERNALS = ("V", HOSTILE[7])
IDS = ("SR 1.1", "SR 5.2")
CATALOG = load("3-3")
verdicts = st.sampled_from([Verdict.MET, Verdict.ALLOCATED, Verdict.NOT_MET])
findings = st.builds(lambda on, verdict: Finding(on, verdict, "because"), st.sampled_from(IDS), verdicts)


@lru_cache
def some(names: tuple[str, ...], most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), max_size=most) if names else st.just([])


@lru_cache
def one_or_none(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(("", *names))


@lru_cache
def subset(names: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(names)).map(sorted).map(tuple)


@lru_cache
def providers(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, str]]:
    if not names:
        return st.just({})
    return st.dictionaries(st.sampled_from(IDS), st.sampled_from(names), max_size=2)


@lru_cache
def flows(ends: tuple[str, ...], conduits: tuple[str, ...]) -> st.SearchStrategy[list[Flow]]:
    if not ends:
        return st.just([])
    end = st.sampled_from(ends)
    return st.lists(st.builds(Flow, end, end, texts, st.sampled_from(FlowKind), via=some(conduits)), max_size=4)


texts = st.sampled_from(["", " ", "said"])
targets = st.none() | st.integers(0, 4)
said = st.lists(findings, max_size=2)
kinds, lifecycles = st.sampled_from(AssetKind), st.sampled_from(Lifecycle)
attachments = st.sets(st.sampled_from(Attachment))
rules = st.sampled_from([rule.value for rule in PartitionRule])
keys = rules | st.builds("{}@{}".format, rules, st.sampled_from(ZONES)) | st.sampled_from(HOSTILE)
off = st.dictionaries(keys, st.just("recorded"), max_size=3)


@st.composite
def systems(draw: st.DrawFn) -> SystemUnderConsideration:
    """Draw a system in which anything that can be said is said, sensible or not."""
    components, zones = draw(subset(COMPONENTS)), draw(subset(ZONES))
    conduits, externals = draw(subset(CONDUITS)), draw(subset(EXTERNALS))
    return SystemUnderConsideration(
        "Works",
        zones=[
            Zone(
                name,
                draw(targets),
                draw(some(components)),
                draw(one_or_none(zones)),
                provides=draw(said),
                findings=draw(said),
                providers=draw(providers(zones + components)),
                owner=draw(texts),
                target_basis=draw(texts),
                initial_risk_tolerable=draw(texts),
                safety_related=draw(st.none() | st.booleans()),
            )
            for name in zones
        ],
        conduits=[
            Conduit(
                name,
                draw(some(zones + externals)),
                draw(targets),
                components=draw(some(components, 2)),
                boundary_devices=draw(some(components, 1)),
                providers=draw(providers(zones + components)),
            )
            for name in conduits
        ],
        components=[
            Component(
                name,
                {ComponentType.HOST_DEVICE},
                kind=draw(kinds),
                attachments=draw(attachments),
                hosted_on=draw(one_or_none(components)),
                lifecycle=draw(lifecycles),
                provides=draw(said),
            )
            for name in components
        ],
        externals=[External(name) for name in externals],
        flows=draw(flows(zones + components + externals, conduits)),
        switched_off=draw(off),
    )


@given(systems())
def test_nothing_is_raised_and_every_finding_prints_on_one_line_of_what_can_be_printed(
    works: SystemUnderConsideration,
) -> None:
    report = check_partition(works)
    for each in (*report.findings, *report.switched_off):
        assert str(each).isprintable()
        assert len(str(each)) < 1200
    assert report == check_partition(works)


@given(systems(), st.randoms(use_true_random=False))
def test_no_order_in_a_system_changes_what_is_found(works: SystemUnderConsideration, random: Random) -> None:
    def mixed(items: Iterable[T]) -> list[T]:
        shuffled = list(items)
        random.shuffle(shuffled)
        return shuffled

    again = evolve(
        works,
        zones=[evolve(each, components=mixed(each.components)) for each in mixed(works.zones)],
        conduits=[
            evolve(each, components=mixed(each.components), joins=mixed(each.joins)) for each in mixed(works.conduits)
        ],
        components=mixed(works.components),
        externals=mixed(works.externals),
        flows=[evolve(each, via=mixed(each.via)) for each in mixed(works.flows)],
        switched_off=dict(mixed(works.switched_off.items())),
    )
    before, after = check_partition(works), check_partition(again)
    assert (before.findings, before.switched_off, before.idle) == (after.findings, after.switched_off, after.idle)


@given(systems())
def test_what_is_found_is_either_on_or_switched_off_and_never_lost(works: SystemUnderConsideration) -> None:
    report = check_partition(works)
    everything = check_partition(evolve(works, switched_off={}))
    strange = [each for each in (*report.findings, *report.switched_off) if each.rule is PartitionRule.UNKNOWN_RULE]
    kept = [evolve(each, switched_off="") for each in (*report.findings, *report.switched_off) if each not in strange]
    assert Counter(everything.findings) == Counter(kept)
    assert {key for key in works.switched_off if key in HOSTILE} == {each.place for each in strange}
    assert all(each.switched_off == "recorded" for each in report.switched_off)
    assert not any(each.switched_off for each in report.findings)


def rules_at(works: SystemUnderConsideration, *asked: PartitionRule) -> set[tuple[PartitionRule, str]]:
    every = check_partition(evolve(works, switched_off={})).findings
    return {(each.rule, each.place) for each in every if each.rule in asked}


@given(systems())
def test_flows_are_judged_as_a_naive_search_judges_them(works: SystemUnderConsideration) -> None:
    """Ways are found by joining sets until nothing more joins, over all conduits, and over those that a flow names."""

    def at(name: str) -> set[str]:
        if name in {each.name for each in works.zones} | {each.name for each in works.externals}:
            return {name}
        zones = {each.name for each in works.zones if name in each.components}
        return zones | {end for each in works.conduits if name in each.components for end in each.joins}

    def reached(start: set[str], over: Sequence[Conduit]) -> set[str]:
        new = start | {end for each in over if start & set(each.joins) for end in each.joins}
        return new if new == start else reached(new, over)

    expected: set[tuple[PartitionRule, str]] = set()
    guards = {name for each in works.conduits for name in each.boundary_devices}
    for flow in works.flows:
        start, end = at(flow.source), at(flow.target)
        named = [each for each in works.conduits if each.name in flow.via]
        guarded = bool({flow.source, flow.target} & guards) or any(each.boundary_devices for each in named)
        if not start or not end or not (start | end) - {each.name for each in works.externals}:
            continue
        crossing = not start & end
        if crossing and not named:
            joined = reached(start, works.conduits) & end
            rule = PartitionRule.FLOW_NAMES_NO_CONDUIT if joined else PartitionRule.FLOW_WITHOUT_CONDUIT
            expected.add((rule, flow.shown))
        touched = reached(start, named)
        if crossing and named and (not touched & end or any(not touched & set(each.joins) for each in named)):
            expected.add((PartitionRule.FLOW_OFF_ITS_CONDUITS, flow.shown))
        if flow.kind is FlowKind.REMOTE_ACCESS and not guarded:
            expected.add((PartitionRule.REMOTE_ACCESS_PAST_NO_BOUNDARY, flow.shown))
        elif crossing and named and not guarded:
            expected.add((PartitionRule.FLOW_PAST_NO_BOUNDARY, flow.shown))
    assert expected == rules_at(
        works,
        PartitionRule.FLOW_NAMES_NO_CONDUIT,
        PartitionRule.FLOW_WITHOUT_CONDUIT,
        PartitionRule.FLOW_OFF_ITS_CONDUITS,
        PartitionRule.FLOW_PAST_NO_BOUNDARY,
        PartitionRule.REMOTE_ACCESS_PAST_NO_BOUNDARY,
    )


@given(systems())
def test_what_is_kept_apart_is_what_pairs_of_components_say(works: SystemUnderConsideration) -> None:
    """Two components in one zone are the witnesses; what runs on something is attached as it, unless hosts run in a circle."""
    by_name = {each.name: each for each in works.components}

    def hosts(name: str) -> list[str]:
        found = [name]
        while by_name[found[-1]].hosted_on and by_name[found[-1]].hosted_on not in found:
            found.append(by_name[found[-1]].hosted_on)
        return found

    def circular(name: str) -> bool:
        return any(by_name[each].hosted_on == name for each in hosts(name))

    def attached(name: str) -> set[Attachment]:
        way = hosts(name)
        first = next((place for place, each in enumerate(way) if circular(each)), len(way) - 1)
        return {kind for each in way[: first + 1] for kind in by_name[each].attachments}

    apart = {
        Attachment.TEMPORARY: PartitionRule.TEMPORARY_DEVICES,
        Attachment.WIRELESS: PartitionRule.WIRELESS_DEVICES,
        Attachment.EXTERNAL: PartitionRule.EXTERNAL_DEVICES,
    }
    expected: set[tuple[PartitionRule, str]] = set()
    for zone in works.zones:
        for one, other in product(zone.components, repeat=2):
            expected |= {(apart[kind], zone.name) for kind in attached(one) - attached(other)}
            if by_name[one].kind is AssetKind.BUSINESS is not by_name[other].kind:
                expected.add((PartitionRule.BUSINESS_AND_IACS, zone.name))
    assert expected == rules_at(works, PartitionRule.BUSINESS_AND_IACS, *apart.values())


@given(systems())
def test_what_a_provider_closes_in_the_roll_up_is_never_reported(works: SystemUnderConsideration) -> None:
    """And where it closes nothing for want of a provider's word, something on the way is reported."""
    silent = PartitionRule.PROVIDER_DOES_NOT_PROVIDE
    every = check_partition(evolve(works, switched_off={})).findings
    about = {(each.rule, each.place, id) for each in every for id in IDS if id in each.reason}
    circles = {id for rule, _, id in about if rule is PartitionRule.PROVIDER_CYCLE}
    for place in works.places:
        for id in place.providers:
            candidate = provided(CATALOG[id], place, works, Terms())
            assert candidate is not None
            if candidate.holds >= 4:
                assert (silent, place.name, id.text) not in about
            elif candidate.reason.startswith("a cycle of providers"):
                own = {each.verdict for each in (*place.provides, *place.findings) if each.requirement == id}
                assert id.text in circles or own - {Verdict.ALLOCATED}
            elif candidate.reason.endswith("says nothing on it"):
                assert any(rule is silent and on == id.text for rule, _, on in about)


graphs = st.dictionaries(st.sampled_from("abcdefg"), st.sampled_from("abcdefg"))


@given(graphs)
def test_a_cycle_is_what_leads_back_to_itself(onward: dict[str, str]) -> None:
    def back(name: str) -> bool:
        each: str | None = name
        for _ in range(len(onward)):
            each = onward.get(each) if each is not None else None
            if each == name:
                return True
        return False

    found = cycles(onward)
    assert sorted(name for name in onward if back(name)) == sorted(name for ring in found for name in ring)
    assert sorted(found) == list(found)
    for ring in found:
        assert min(ring) == ring[0]
        assert [onward[each] for each in ring] == [*ring[1:], ring[0]]


@given(graphs)
def test_what_is_handed_on_is_that_of_all_it_leads_to_short_of_a_cycle(onward: dict[str, str]) -> None:
    closed = {name for ring in cycles(onward) for name in ring}
    names = sorted({*onward, *onward.values()})
    given_on = handed_on({name: {name} for name in names}, onward, lambda mine, theirs: mine | theirs)
    for name in names:
        way = [name, *around(name, onward)]
        inside = next((place for place, each in enumerate(way) if each in closed), len(way))
        assert set(way[: inside + 1]) == given_on[name]


def test_long_chains_and_wide_conduits_are_no_danger() -> None:
    """Ten thousand zones inside each other, components on each other, and a flow over ten thousand conduits."""
    many = range(10_000)
    works = SystemUnderConsideration(
        "Deep",
        zones=[Zone(f"Z{number}", 1, [f"C{number}"], f"Z{number - 1}" if number else "") for number in many],
        components=[
            Component(f"C{number}", {ComponentType.HOST_DEVICE}, hosted_on=f"C{number - 1}" if number else "")
            for number in many
        ],
        conduits=[Conduit(f"K{number}", [f"Z{number}", f"Z{number + 1}"], 1) for number in many[:-1]],
        flows=[Flow("C0", "C9999", via=[f"K{number}" for number in reversed(many[:-1])])] * 3,
    )
    counts = Counter(each.rule for each in check_partition(works).findings)
    assert {
        PartitionRule.HOSTED_ELSEWHERE: 9_999,
        PartitionRule.FLOW_PAST_NO_BOUNDARY: 1,
        PartitionRule.CONDUIT_WITHOUT_BOUNDARY_DEVICE: 9_999,
        PartitionRule.TARGET_WITHOUT_BASIS: 19_999,
        PartitionRule.PLACE_WITHOUT_OWNER: 19_999,
    } == counts
