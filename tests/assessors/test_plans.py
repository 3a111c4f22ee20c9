"""Plans against enumeration: every choice of what is on offer is done and looked at, and none may do better."""

from __future__ import annotations

import sys
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iec62443 import (
    FR,
    Assessment,
    Component,
    ComponentType,
    Conduit,
    Configuration,
    Finding,
    InvalidFinding,
    InvalidSystem,
    Measure,
    MissingExtra,
    Plan,
    ProductOption,
    SLType,
    SLVector,
    State,
    Subject,
    SystemUnderConsideration,
    Verdict,
    Zone,
    load,
    marginal,
    place_report,
    plan,
    tasks,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

HOST = frozenset({ComponentType.HOST_DEVICE})
#: The requirements of FR 7 up to level 2, which the plans below fight over.
RA = [each.id for each in load("3-3").required(2) if each.fr is FR.RA]
CR = [each.id for each in load("4-2").required(2, HOST) if each.fr is FR.RA]
TARGET = SLVector(0, 0, 0, 0, 0, 0, 2)


def product_of(name: str, lacking: Iterable[str], allocating: Iterable[str] = ()) -> Assessment:
    findings = [Finding(each, Verdict.MET) for each in CR if each.text not in {*lacking, *allocating}]
    findings += [Finding(each, Verdict.NOT_MET) for each in lacking]
    findings += [Finding(each, Verdict.ALLOCATED, "by the plant") for each in allocating]
    return Assessment(Subject(name, "1", HOST), "62443-4-2", "2019", findings)


cr_texts = st.lists(st.sampled_from([each.text for each in CR]), max_size=3, unique=True)
products = st.builds(product_of, st.sampled_from(["A", "B"]), cr_texts)
costs = st.integers(0, 4)
zone_findings = st.fixed_dictionaries(
    {each.text: st.sampled_from([Verdict.MET, Verdict.MET, Verdict.MET, Verdict.NOT_MET, None]) for each in RA}
)


@st.composite
def systems(draw: st.DrawFn) -> SystemUnderConsideration:
    """One or two zones with one or two components, nearly everything closed."""
    names = ["PLC", "HMI"][: draw(st.integers(0, 2))]
    components = [
        Component(name, HOST, assessment=draw(products), configuration=draw(st.sampled_from([None, Configuration()])))
        for name in names
    ]
    verdicts = draw(zone_findings)
    found = [Finding(id, verdict) for id, verdict in verdicts.items() if verdict is not None]
    built = [Finding(each, Verdict.MET) for each in RA if draw(st.booleans())]
    zones = [Zone("Cell", TARGET, names, findings=found, as_built=built)]
    if draw(st.booleans()):
        zones.append(Zone("Site", TARGET.replace(RA=1), findings=[Finding(each, Verdict.MET) for each in RA[:-2]]))
    return SystemUnderConsideration("Plant", zones=zones, components=components)


@st.composite
def measures(draw: st.DrawFn, system: SystemUnderConsideration, number: int) -> Measure:
    """One measure at some of the places, for some of what is fought over."""
    compensating = draw(st.booleans())
    names = [*(each.name for each in system.zones), *(each.name for each in system.components)]
    return Measure(
        f"M{number}",
        draw(costs),
        draw(st.lists(st.sampled_from([each.text for each in (*RA, *CR)]), min_size=1, max_size=8)),
        draw(st.sets(st.sampled_from(names), min_size=1)),
        draw(st.integers(1, 4)) if compensating else 4,
        compensating=compensating,
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[SystemUnderConsideration, list[Measure], list[ProductOption]]:
    """A system, with few enough options that all choices can be tried."""
    system = draw(systems())
    offered = [draw(measures(system, number)) for number in range(draw(st.integers(0, 4)))]
    exchanged = [
        ProductOption(each.name, f"P{number}", draw(costs), assessment=draw(products), configuration=Configuration())
        for each in system.components
        for number in range(draw(st.integers(0, 2)))
    ]
    return system, offered, exchanged


def still_open(system: SystemUnderConsideration, kind: SLType) -> int:
    """Count the requirements that places need for SL-T and do not have."""
    count = 0
    for zone in system.zones:
        report = place_report(system, zone.name)
        levels = report.design if kind is SLType.CAPABILITY else report.achieved
        count += sum(
            1 for row in levels.rows if row.requirement.fr is FR.RA and _needs(row.requirement.sl, zone) > row.holds
        )
    return count


def _needs(sl: int | None, zone: Zone) -> int:
    target = zone.target.RA if zone.target else 0
    return target if sl is not None and sl <= target else 0


def done(
    system: SystemUnderConsideration, chosen: Iterable[Measure], exchanged: Iterable[ProductOption], kind: SLType
) -> SystemUnderConsideration:
    picked, others = tuple(chosen), tuple(exchanged)
    return Plan(system, kind, picked, others, 0, True, 0, (), ()).applied()


def best_by_trying(
    system: SystemUnderConsideration, offered: list[Measure], exchanged: list[ProductOption], kind: SLType
) -> tuple[int, float, int]:
    """Try every choice: the fewest open, then the least cost, then the fewest options."""
    usable = [each for each in offered if kind is SLType.ACHIEVED or not each.compensating]
    by_component = [
        [None, *(option for option in exchanged if option.component == each.name)] for each in system.components
    ]
    found = []
    for picks in product([False, True], repeat=len(usable)):
        chosen = [each for each, pick in zip(usable, picks, strict=True) if pick]
        for instead in product(*by_component):
            others = [each for each in instead if each is not None]
            cost = sum([*(each.cost for each in chosen), *(each.cost for each in others)])
            found.append((still_open(done(system, chosen, others, kind), kind), cost, len(chosen) + len(others)))
    return min(found)


@settings(max_examples=40)
@given(case=cases(), kind=st.sampled_from([SLType.CAPABILITY, SLType.ACHIEVED]))
def test_no_choice_does_better_than_the_plan(
    case: tuple[SystemUnderConsideration, list[Measure], list[ProductOption]], kind: SLType
) -> None:
    system, offered, exchanged = case
    made = plan(system, offered, exchanged, type=kind)
    assert made.optimal
    planned = still_open(made.applied(), kind), made.cost, len(made.measures) + len(made.products)
    assert best_by_trying(system, offered, exchanged, kind) == planned
    assert planned[0] == len(made.unreached)


def zone_with(*open_ids: str, target: int = 2, components: Iterable[str] = ()) -> Zone:
    """A zone that closes all of FR 7 up to level 2 but these."""
    found = [Finding(each, Verdict.NOT_MET if each.text in open_ids else Verdict.MET) for each in RA]
    return Zone("Cell", TARGET.replace(RA=target), tuple(components), findings=found, as_built=found)


def test_one_measure_for_two_requirements_is_cheaper_than_one_for_each() -> None:
    plant = SystemUnderConsideration("Plant", zones=[zone_with("SR 7.3", "SR 7.4")])
    offered = [
        Measure("Backup server", 3, ["SR 7.3"], ["Cell"]),
        Measure("Recovery plan", 3, ["SR 7.4"], ["Cell"]),
        Measure("Backup and recovery service", 5, ["SR 7.3", "SR 7.4"], ["Cell"]),
    ]
    made = plan(plant, offered)
    assert ["Backup and recovery service"] == [each.name for each in made.measures]
    assert (5, 5, True, ()) == (made.cost, made.bound, made.optimal, made.unreached)
    assert [("SR 7.3", ("Backup and recovery service",)), ("SR 7.4", ("Backup and recovery service",))] == [
        (each.requirement.id.text, each.by) for each in made.closed
    ]
    assert "<Plan for Plant, SL-C: 1 chosen, cost 5>" == repr(made)


def test_what_nothing_closes_stays_open_and_the_rest_is_planned() -> None:
    plant = SystemUnderConsideration("Plant", zones=[zone_with("SR 7.3", "SR 7.4")])
    made = plan(plant, [Measure("Recovery plan", 3, ["SR 7.4"], ["Cell"])])
    assert (["SR 7.3"], ["SR 7.4"]) == (
        [each.requirement.id.text for each in made.unreached],
        [each.requirement.id.text for each in made.closed],
    )
    assert "<Plan for Plant, SL-C: 1 chosen, cost 3, 1 stay open>" == repr(made)


def test_nothing_is_bought_where_nothing_is_missing() -> None:
    plant = SystemUnderConsideration("Plant", zones=[zone_with()])
    made = plan(plant, [Measure("Free of charge", 0, ["SR 7.4"], ["Cell"])])
    assert ((), 0, True) == (made.measures, made.cost, made.optimal)
    assert plant == made.applied()


def test_what_compensates_counts_for_what_is_achieved_and_only_up_to_its_level() -> None:
    plant = SystemUnderConsideration("Plant", zones=[zone_with("SR 7.4")])
    guard = Measure("Spare parts on site", 1, ["SR 7.4"], ["Cell"], 1, compensating=True)
    better = Measure("Cold standby", 4, ["SR 7.4"], ["Cell"], 2, compensating=True)
    assert () == plan(plant, [guard, better]).measures
    assert (better,) == plan(plant, [guard, better], type=SLType.ACHIEVED).measures
    lower = SystemUnderConsideration("Plant", zones=[zone_with("SR 7.4", target=1)])
    assert (guard,) == plan(lower, [guard, better], type=SLType.ACHIEVED).measures


def test_another_product_is_chosen_when_that_is_cheaper_than_mending_the_one_that_is_there() -> None:
    plc = Component("PLC", HOST, assessment=product_of("Old", ["CR 7.2", "CR 7.6"]))
    zone = Zone(
        "Cell",
        TARGET,
        ["PLC"],
        findings=[Finding(each, Verdict.MET) for each in RA if each.text not in {"SR 7.2", "SR 7.6"}],
    )
    plant = SystemUnderConsideration("Plant", zones=[zone], components=[plc])
    mend = [Measure("Firmware", 4, ["CR 7.2"], ["PLC"]), Measure("Settings", 4, ["SR 7.6"], ["PLC"])]
    other = ProductOption("PLC", "New", 7, "2", "Maker", product_of("New", []))
    made = plan(plant, mend, [other])
    assert (("PLC: Maker New 2",), ()) == (tuple(each.name for each in made.products), made.measures)
    replaced = made.applied().component("PLC")
    assert ("New", "2", "Maker") == (replaced.product, replaced.version, replaced.supplier)
    dear = ProductOption("PLC", "New", 9, "2", "Maker", product_of("New", []))
    assert ("Firmware", "Settings") == tuple(each.name for each in plan(plant, mend, [dear]).measures)


def test_a_claim_gets_findings_beside_it_when_a_plan_is_looked_at() -> None:
    plc = Component("PLC", HOST)
    zone = Zone("Cell", TARGET, ["PLC"], findings=[Finding(each, Verdict.MET) for each in RA if each.text != "SR 7.2"])
    plant = SystemUnderConsideration("Plant", zones=[zone], components=[plc])
    made = plan(plant, [Measure("Firmware", 4, ["SR 7.2"], ["PLC"])])
    looked_at = made.applied()
    assert State.CLOSED is place_report(looked_at, "Cell").design.row("SR 7.2").state
    given = looked_at.component("PLC").assessment
    assert given is not None
    assert ["CR 7.2"] == [each.requirement.text for each in given]


def test_conduits_are_planned_for_by_what_is_asked_of_them() -> None:
    plant = SystemUnderConsideration(
        "Plant", zones=[Zone("A"), Zone("B")], conduits=[Conduit("A to B", ["A", "B"], SLVector(0, 0, 0, 0, 1, 0, 0))]
    )
    made = plan(plant, [Measure("Firewall", 2, ["SR 5.1", "SR 5.2"], ["A to B"])])
    assert ["SR 5.1", "SR 5.2"] == [each.requirement.id.text for each in made.closed]
    assert ["SR 5.3", "SR 5.4"] == [each.requirement.id.text for each in made.unreached]


def test_one_level_more_costs_the_difference_between_two_plans() -> None:
    plant = SystemUnderConsideration("Plant", zones=[zone_with("SR 7.4", target=1)])
    offered = [Measure("Recovery plan", 3, ["SR 7.4"], ["Cell"])]
    found = {each.fr: each for each in marginal(plant, "Cell", offered)}
    # all of FR 7 up to level 2 is there but SR 7.4, which level 1 needs already
    assert (2, 0) == (found[FR.RA].level, found[FR.RA].extra)
    # nothing on offer helps with the other six
    assert {None} == {each.extra for fr, each in found.items() if fr is not FR.RA}
    conduit = Conduit("Bus", ["Cell"], SLVector.uniform(4))
    assert () == marginal(SystemUnderConsideration("Plant", zones=[zone_with()], conduits=[conduit]), "Bus", [])
    lower = Conduit("Bus", ["Cell"], SLVector.uniform(4).replace(RDF=0))
    plant = SystemUnderConsideration("Plant", zones=[zone_with()], conduits=[lower])
    assert [FR.RDF] == [each.fr for each in marginal(plant, "Bus", [])]


def test_one_level_more_is_asked_of_a_place_with_a_target() -> None:
    plant = SystemUnderConsideration("Plant", zones=[Zone("Cell")])
    with pytest.raises(InvalidSystem, match="has no SL-T"):
        marginal(plant, "Cell", [])
    with pytest.raises(KeyError, match="no zone or conduit is called 'Cel'"):
        marginal(plant, "Cel", [])


def test_options_that_name_what_is_not_there_are_refused_all_at_once() -> None:
    plant = SystemUnderConsideration("Plant", zones=[Zone("Cell", 1)])
    offered = [Measure("Twice", 1, ["SR 7.4"], ["Cell", "Hall"]), Measure("Twice", 1, ["SR 7.4"], ["Cell"])]
    with pytest.raises(InvalidSystem) as caught:
        plan(plant, offered, [ProductOption("PLC", "New", 1)], places=["Cell", "Yard"])
    assert {
        ("Twice", "no zone, conduit or component is called 'Hall'"),
        ("PLC: New", "no component is called 'PLC'"),
        ("places", "no zone or conduit is called 'Yard'"),
        ("Twice", "is on offer twice: names are unique"),
    } == set(caught.value.problems)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Measure(" ", 1, ["SR 7.4"], ["Cell"]), "it has no name"),
        (lambda: Measure("M", -1, ["SR 7.4"], ["Cell"]), "a cost is a number from 0 up"),
        (lambda: Measure("M", float("nan"), ["SR 7.4"], ["Cell"]), "a cost is a number from 0 up"),
        (lambda: Measure("M", 1, [], ["Cell"]), "names what it would close"),
        (lambda: Measure("M", 1, ["SR 7.4"], []), "names what it would close"),
        (lambda: Measure("M", 1, ["SR 7.4"], ["Cell"], 5, compensating=True), "from 0 to 4"),
        (lambda: Measure("M", 1, ["SR 7.4"], ["Cell"], 2), "only what compensates"),
    ],
)
def test_a_measure_that_would_do_nothing_is_refused(make: object, says: str) -> None:
    with pytest.raises(InvalidFinding, match=says):
        make()  # type: ignore[operator] # a parametrized callable


def test_tasks_name_the_place_or_the_component_by_fr_and_level() -> None:
    plc = Component("PLC", HOST, assessment=product_of("Old", ["CR 7.2"], ["CR 7.7"]))
    found = [Finding(each, Verdict.MET) for each in RA if each.text not in {"SR 7.2", "SR 7.7", "SR 7.6"}]
    zone = Zone("Cell", TARGET, ["PLC"], findings=[*found, Finding("SR 7.6", Verdict.PARTIAL)])
    report = place_report(SystemUnderConsideration("Plant", zones=[zone], components=[plc]), "Cell")
    listed = [(each.component, each.requirement.id.text, each.needed_by.id.text) for each in tasks(report)]
    assert [("PLC", "CR 7.2", "SR 7.2"), ("", "SR 7.6", "SR 7.6"), ("PLC", "CR 7.7", "SR 7.7")] == listed


def test_without_the_solver_a_plan_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    plant = SystemUnderConsideration("Plant", zones=[zone_with("SR 7.4")])
    with pytest.raises(MissingExtra, match=r"python3 -m pip install 'iec62443\[plans\]'"):
        plan(plant, [Measure("Recovery plan", 3, ["SR 7.4"], ["Cell"])])


def test_components_that_have_nothing_that_says_the_same_do_not_help() -> None:
    # SR 2.3 has no requirement of a component beside it
    target = SLVector(0, 1, 0, 0, 0, 0, 0)
    found = [Finding(each.id, Verdict.MET) for each in load("3-3").required(target) if each.id.text != "SR 2.3"]
    plant = SystemUnderConsideration(
        "Plant", zones=[Zone("Cell", target, ["PLC"], findings=found)], components=[Component("PLC", HOST)]
    )
    made = plan(plant, [Measure("Firmware", 1, ["SR 2.3"], ["PLC"]), Measure("Policy", 2, ["SR 2.3"], ["Cell"])])
    assert ["Policy"] == [each.name for each in made.measures]


def test_a_product_of_another_type_is_asked_what_its_own_type_asks_for() -> None:
    target = SLVector(0, 0, 1, 0, 0, 0, 0)
    found = [Finding(each.id, Verdict.MET) for each in load("3-3").required(target) if each.id.text != "SR 3.2"]
    there = Assessment(Subject("PC", "1", HOST), "62443-4-2", "2019", [Finding("HDR 3.2", Verdict.NOT_MET)])
    pc = Component("PC", HOST, assessment=there)
    plant = SystemUnderConsideration("Plant", zones=[Zone("Cell", target, ["PC"], findings=found)], components=[pc])
    software = frozenset({ComponentType.SOFTWARE_APPLICATION})

    def app(verdict: Verdict) -> ProductOption:
        findings = [Finding("SAR 3.2", verdict)]
        given = Assessment(Subject("App", "1", software), "62443-4-2", "2019", findings)
        return ProductOption("PC", "App", 1, assessment=given, component_types=software)

    assert ["PC: App"] == [each.name for each in plan(plant, [], [app(Verdict.MET)]).products]
    assert ([], ["SR 3.2"]) == (
        list((made := plan(plant, [], [app(Verdict.NOT_MET)])).products),
        [each.requirement.id.text for each in made.unreached],
    )


def test_places_may_come_one_by_one_and_what_is_none_is_told_with_the_nearest() -> None:
    system = SystemUnderConsideration("Plant", zones=[Zone("Cell", 1), Zone("Hall", 1)])
    assert plan(system, [], places=["Cell"]).unreached == plan(system, [], places=iter(["Cell"])).unreached != ()
    with pytest.raises(InvalidSystem, match="no zone or conduit is called 'Cel'; nearest: 'Cell'"):
        plan(system, [], places=["Cel"])
    with pytest.raises(InvalidSystem, match="no zone, conduit or component is called 'Hal'; nearest: 'Hall'"):
        plan(system, [Measure("Lock", 1, ["SR 1.1"], ["Hal"])])
