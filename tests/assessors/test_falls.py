"""What falls with an assumption: by hand, and against taking away by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import given, settings
from rollup_strategies import systems

from iec62443 import (
    FR,
    Assessment,
    Claim,
    ClaimForm,
    Component,
    ComponentType,
    Conduit,
    Configuration,
    Countermeasure,
    EssentialEffect,
    Finding,
    SLType,
    Subject,
    SystemUnderConsideration,
    Verdict,
    Zone,
    load,
    sensitivity,
    system_report,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iec62443 import Fall, SLVector

HOST = frozenset({ComponentType.HOST_DEVICE})


def all_but(*ids: str) -> list[Finding]:
    """Everything of 3-3 met, but these."""
    return [Finding(each, Verdict.MET) for each in load("3-3") if each.text not in ids]


def told(falls: Iterable[Fall]) -> list[tuple[str, str, str, list[str]]]:
    return [(each.assumption, each.kind, each.place, [fr.name for fr in each.frs]) for each in falls]


def test_a_countermeasure_is_listed_where_it_stands_with_the_levels_it_carries() -> None:
    guard = Countermeasure("Guard", ["SR 6.1"], ["Cell"], 3, essential_effect=EssentialEffect.NONE)
    zones = [Zone("Cell", as_built=all_but("SR 6.1")), Zone("Hall", as_built=all_but())]
    (fall,) = sensitivity(SystemUnderConsideration("Plant", zones=zones, countermeasures=[guard]))
    assert ("Guard", "countermeasure", "Cell", (FR.TRE,)) == (fall.assumption, fall.kind, fall.place, fall.frs)
    assert (3, 0) == (fall.before[FR.TRE], fall.after[FR.TRE])


def test_of_two_that_share_the_work_none_is_listed() -> None:
    both = [Countermeasure(name, ["SR 6.1"], ["Cell"], 3) for name in ("Guard", "Camera")]
    plant = SystemUnderConsideration("Plant", zones=[Zone("Cell", as_built=all_but("SR 6.1"))], countermeasures=both)
    assert () == sensitivity(plant)


def test_what_does_not_apply_and_what_is_compensated_is_taken_away_one_by_one() -> None:
    built = [
        *all_but("SR 1.6", "SR 1.6 RE(1)", "SR 6.1"),
        Finding("SR 1.6", Verdict.NOT_APPLICABLE, "no radio"),
        Finding("SR 1.6 RE(1)", Verdict.NOT_APPLICABLE, "no radio"),
        Finding("SR 6.1", Verdict.COMPENSATED, "paper log", adequate_up_to=2),
    ]
    assert [
        ("Cell SR 1.6 (not applicable), as built", "not applicable", "Cell", ["IAC"]),
        ("Cell SR 1.6 RE(1) (not applicable), as built", "not applicable", "Cell", ["IAC"]),
        ("Cell SR 6.1 (compensated), as built", "compensated", "Cell", ["TRE"]),
    ] == sorted(told(sensitivity(SystemUnderConsideration("Plant", zones=[Zone("Cell", as_built=built)]))))


def test_a_provider_carries_those_who_rely_on_it_also_at_second_hand() -> None:
    allocated = [*all_but("SR 1.3"), Finding("SR 1.3", Verdict.ALLOCATED, "by the directory")]
    zones = [
        Zone("Cell", as_built=allocated, providers={"SR 1.3": "DMZ"}),
        Zone("DMZ", as_built=allocated, providers={"SR 1.3": "Directory"}),
    ]
    offered = Finding("SR 1.3", Verdict.MET_BY_CONFIGURATION, condition="replicated", condition_holds=True)
    directory = Component("Directory", HOST, provides_as_built=[offered])
    found = told(sensitivity(SystemUnderConsideration("Plant", zones=zones, components=[directory])))
    assert [
        ("DMZ provides SR 1.3 to Cell", "provider", "Cell", ["IAC"]),
        ("Directory provides SR 1.3 (condition), as built", "condition", "Cell", ["IAC"]),
        ("Directory provides SR 1.3 (condition), as built", "condition", "DMZ", ["IAC"]),
        ("Directory provides SR 1.3 to DMZ", "provider", "Cell", ["IAC"]),
        ("Directory provides SR 1.3 to DMZ", "provider", "DMZ", ["IAC"]),
    ] == sorted(found)


def test_a_claim_and_a_configuration_carry_what_components_close() -> None:
    met = [Finding(each.id, Verdict.MET) for each in load("4-2").required(4, HOST)]
    product = Assessment(Subject("P", "1", HOST), "62443-4-2", "2019", met)
    claimed = Component("HMI", HOST, claim=Claim(Subject("P", "", HOST), 4, ClaimForm.SATURATED))
    configured = Component("PLC", HOST, assessment=product, configuration=Configuration())
    built = Component(
        "IO", HOST, as_built=[Finding("CR 7.2", Verdict.MET_BY_CONFIGURATION, condition="x", condition_holds=True)]
    )
    open_ones = all_but("SR 7.2")
    zones = [
        Zone("Claimed", components=["HMI"], findings=open_ones),
        Zone("Configured", components=["PLC"], as_built=open_ones),
        Zone("Built", components=["IO"], as_built=open_ones),
    ]
    plant = SystemUnderConsideration("Plant", zones=zones, components=[claimed, configured, built])
    assert [("the claim on HMI", "claim", "Claimed", ["RA"])] == told(sensitivity(plant, type=SLType.CAPABILITY))
    assert [
        ("IO CR 7.2 (condition), as built", "condition", "Built", ["RA"]),
        ("PLC is configured as its product asks", "configuration", "Configured", ["RA"]),
    ] == sorted(told(sensitivity(plant)))


def test_findings_on_a_product_and_on_the_design_of_conduits_are_taken_away_too() -> None:
    absent = Finding("CR 7.2", Verdict.NOT_APPLICABLE, "no such thing")
    product = Assessment(Subject("P", "1", HOST), "62443-4-2", "2019", [absent])
    zone = Zone("Cell", components=["PLC"], findings=all_but("SR 7.2"))
    scoped = [Finding("SR 5.1", Verdict.NOT_APPLICABLE, "one network"), *all_but("SR 5.1")]
    conduit = Conduit("Bus", ["Cell"], findings=scoped)
    plant = SystemUnderConsideration(
        "Plant", zones=[zone], conduits=[conduit], components=[Component("PLC", HOST, assessment=product)]
    )
    assert [
        ("Bus SR 5.1 (not applicable)", "not applicable", "Bus", ["RDF"]),
        ("PLC CR 7.2 (not applicable)", "not applicable", "Cell", ["RA"]),
    ] == sorted(told(sensitivity(plant, type=SLType.CAPABILITY)))


def achieved(system: SystemUnderConsideration) -> dict[str, SLVector]:
    return {each.place.name: each.achieved.vector for each in system_report(system)}


@settings(max_examples=20)
@given(system=systems())
def test_every_countermeasure_that_carries_something_is_listed_and_no_other(system: SystemUnderConsideration) -> None:
    before = achieved(system)
    expected = set()
    for measure in system.countermeasures:
        kept = [each for each in system.countermeasures if each is not measure]
        after = achieved(evolve(system, countermeasures=kept))
        expected |= {(measure.name, name) for name in before if before[name] != after[name]}
    falls = sensitivity(system)
    assert expected == {(each.assumption, each.place) for each in falls if each.kind == "countermeasure"}
    lost = [sum(each.after.shortfall(each.before)) for each in falls]
    assert sorted(lost, reverse=True) == lost
