"""Components rolled up to zones and conduits: each rule once by hand, and the slow roll-up agrees with the fast one everywhere.

By hand means: the levels of the rows are those of the golden tables, and what is expected is derived from the rule in words.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from assessment_strategies import A_DAY, ALL_TYPES, EMBEDDED, PART_3_3, PART_4_2, ids_of, ids_of_fr, least, met
from at_size import differences
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rollup_strategies import as_of_days, of_the_zone_alone, systems
from system_oracle import DEFAULT_SCOPE, Slow, system_level

from iec62443 import (
    FR,
    Assessment,
    Basis,
    Claim,
    ClaimForm,
    ClaimSource,
    Component,
    ComponentType,
    Conduit,
    Configuration,
    Countermeasure,
    EssentialEffect,
    Evidence,
    Finding,
    InvalidFinding,
    Lifecycle,
    Outcome,
    PlaceLevels,
    PlaceReport,
    Selection,
    SLType,
    SLVector,
    Stage,
    Subject,
    SupplierAssumption,
    SystemUnderConsideration,
    Verdict,
    Zone,
    place_report,
    system_report,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

NETWORK = frozenset({ComponentType.NETWORK_DEVICE})
TOP, NOTHING = SLVector.uniform(4), SLVector.uniform(0)
OPEN, UNKNOWN, CLOSED = ("open", 0, 0), ("undetermined", 0, 4), ("closed", 4, 4)
#: What is closed up to a level by something adequate to it: open above, or not known above.
UP_TO_2, AT_LEAST_2 = ("closed", 2, 2), ("closed", 2, 4)


def said(levels: PlaceLevels, id: str) -> tuple[str, int, int]:
    """Give the state of a row and the levels to which it holds and may hold."""
    row = levels.row(id)
    return row.state.value, int(row.holds), int(row.may_hold)


def product(*found: Finding, types: Iterable[ComponentType] = EMBEDDED, **more: Any) -> Assessment:
    return Assessment(Subject("Controller", "1.0", types), PART_4_2, "2019", found, **more)


def plc(*found: Finding, name: str = "PLC", types: Iterable[ComponentType] = EMBEDDED, **more: Any) -> Component:
    """Give a component with findings on its product."""
    return Component(
        name, types, version="1.0", **{"assessment": product(*found, types=types) if found else None, **more}
    )


def built(*found: Finding, **more: Any) -> Component:
    """Give a component with findings on the instance."""
    return plc(as_built=found, **more)


def report(
    *components: Component,
    zones: Iterable[Zone] = (),
    countermeasures: Iterable[Countermeasure] = (),
    require_evidence: bool = False,
    as_of: dt.date | None = None,
    **zone: Any,
) -> PlaceReport:
    """Give the report on a zone "Cell" with these components."""
    cell = Zone("Cell", components=[each.name for each in components], **zone)
    system = SystemUnderConsideration(
        "Plant", zones=[cell, *zones], components=components, countermeasures=countermeasures
    )
    return place_report(system, "Cell", require_evidence=require_evidence, as_of=as_of)


def measure(
    covers: str = "CR 1.1", at: str = "PLC", level: int = 2, name: str = "Fence", **more: Any
) -> Countermeasure:
    return Countermeasure(name, [covers], [at], level, **more)


def everything(part: str = PART_3_3) -> list[Finding]:
    return [met(id) for id in ids_of(part)]


# ---- the slow roll-up


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(system=systems(), require_evidence=st.booleans(), as_of=as_of_days)
def test_a_roll_up_is_the_one_found_by_asking_every_requirement_at_every_level(
    *, system: SystemUnderConsideration, require_evidence: bool, as_of: dt.date | None
) -> None:
    assert [] == list(differences(system, require_evidence=require_evidence, as_of=as_of))
    slow = Slow(system, require_evidence=require_evidence, as_of=as_of)
    for each in system_report(system, require_evidence=require_evidence, as_of=as_of).places:
        name, target = each.place.name, each.place.target
        for kind, levels in ((SLType.CAPABILITY, each.design), (SLType.ACHIEVED, each.achieved)):
            expected = slow.expect(name, kind)
            if target is not None:
                in_scope = [gap for gap in levels.gaps if gap.fr not in expected.out_of_scope]
                missing = expected.missing(target)
                assert [(missing[gap.fr], expected.outcome(target, gap.fr)) for gap in in_scope] == [
                    (gap.missing, gap.outcome) for gap in in_scope
                ]
        assert place_report(system, name, require_evidence=require_evidence, as_of=as_of) == each


# ---- levels


def test_the_level_of_an_fr_is_the_highest_with_nothing_open_in_the_zone() -> None:
    """SR 2.8 RE(1) is due from SL 3 and SR 3.4 from SL 2, by the corrigendum; SR 7.8 is due from SL 2."""
    found = [each for each in everything() if each.requirement.text not in {"SR 2.8 RE(1)", "SR 3.4", "SR 7.8"}]
    zone = Zone("Cell", 3, findings=[*found, least(Verdict.NOT_MET, "SR 2.8 RE(1)"), least(Verdict.PARTIAL, "SR 3.4")])
    design = place_report(SystemUnderConsideration("Plant", zones=[zone]), "Cell").design
    assert SLVector(4, 2, 1, 4, 4, 4, 1) == design.vector
    assert SLVector(4, 2, 1, 4, 4, 4, 4) == design.ceiling
    assert SLVector(4, 2, 1, 4, 4, 3, 1) == design.nominal
    assert ["4", "2", "1", "4", "4", "4", "1..4"] == [design.shown(fr) for fr in FR]
    assert [0, 1, 2, 0, 0, 0, 2] == [each.missing for each in design.gaps]
    assert [Outcome.GAP, Outcome.GAP, Outcome.UNDETERMINED] == [design.gaps[place].outcome for place in (1, 2, 6)]
    assert Outcome.GAP is design.outcome
    assert ["SR 2.8 RE(1)", "SR 3.4", "SR 7.8"] == [each.requirement.id.text for each in design.to_close]


def test_before_the_corrigendum_sr_3_4_is_due_from_the_first_level() -> None:
    zone = Zone("Cell", findings=[*everything()[:-1], least(Verdict.NOT_MET, "SR 3.4"), met(ids_of(PART_3_3)[-1])])
    zone = evolve(
        zone, findings=[each for each in zone.findings if each != met(least(Verdict.MET, "SR 3.4").requirement)]
    )
    levels = {
        corrigenda: place_report(SystemUnderConsideration("P", zones=[zone], corrigenda=corrigenda), "Cell").design
        for corrigenda in (None, ())
    }
    assert [1, 0] == [int(each.vector[FR.SI]) for each in levels.values()]


def test_where_nothing_is_said_everything_is_undetermined() -> None:
    for levels in (report().design, report().achieved):
        assert (NOTHING, TOP) == (levels.vector, levels.ceiling)
        assert {"0..4"} == {levels.shown(fr) for fr in FR}
        assert {"must be shown at the zone"} == {each.reason for each in levels.rows}
        assert {Basis.NONE} == {each.basis for each in levels.rows}
        assert () == levels.gaps


# ---- components: their design


@pytest.mark.parametrize(
    ("verdict", "more", "expected"),
    [
        (Verdict.MET, {}, CLOSED),
        (Verdict.MET_BY_CONFIGURATION, {}, CLOSED),
        (Verdict.NOT_APPLICABLE, {}, CLOSED),
        (Verdict.ALLOCATED, {}, OPEN),
        (Verdict.COMPENSATED, {"adequate_up_to": 4}, OPEN),
        (Verdict.PARTIAL, {}, OPEN),
        (Verdict.PLANNED, {}, OPEN),
        (Verdict.NOT_MET, {}, OPEN),
        (Verdict.NOT_ASSESSED, {}, UNKNOWN),
    ],
)
def test_a_product_closes_by_what_it_is_capable_of_itself(
    verdict: Verdict, more: dict[str, Any], expected: tuple[str, int, int]
) -> None:
    """What is allocated is left to the zone, what is compensated counts for what is achieved."""
    design = report(plc(least(verdict, "CR 1.1", **more))).design
    assert expected == said(design, "SR 1.1")
    assert Basis.COMPONENTS is design.row("SR 1.1").basis


def test_every_component_that_has_a_row_closes_it_or_nothing_is_closed() -> None:
    one = plc(least(Verdict.MET), name="One")
    design = {
        each: report(one, plc(*given_ones, name="Other")).design
        for each, given_ones in {
            "closed": [least(Verdict.MET)],
            "unknown": [least(Verdict.MET, "CR 1.3")],
            "open": [least(Verdict.PLANNED)],
        }.items()
    }
    assert [CLOSED, UNKNOWN, OPEN] == [said(each, "SR 1.1") for each in design.values()]
    assert [2, 2, 2] == [len(each.row("SR 1.1").parts) for each in design.values()]


def test_a_component_of_two_types_has_the_rows_of_both() -> None:
    types = EMBEDDED | NETWORK
    half = plc(least(Verdict.MET, "EDR 2.4"), types=types)
    assert UNKNOWN == said(report(half).design, "SR 2.4")
    assert CLOSED == said(report(plc(least(Verdict.MET, "EDR 2.4"))).design, "SR 2.4")
    assert OPEN == said(
        report(plc(least(Verdict.MET, "EDR 2.4"), least(Verdict.NOT_MET, "NDR 2.4"), types=types)).design, "SR 2.4"
    )


def test_a_heading_stands_for_what_it_points_on_to() -> None:
    assert CLOSED == said(report(plc(least(Verdict.MET, "CR 3.2"))).design, "SR 3.2")


def test_what_is_related_is_shown_and_never_closes() -> None:
    """CR 1.1 RE(2) is akin to SR 1.1, and no row of 4-2 says the same as SR 1.1 RE(2)."""
    everything_met = plc(*everything(PART_4_2), types=EMBEDDED)
    design = report(everything_met).design
    assert ("undetermined", 2, 4) == said(design, "SR 1.1 RE(2)")
    assert "must be shown at the zone" == design.row("SR 1.1 RE(2)").reason
    assert ["CR 1.1 RE(2)"] == [each.requirement.id.text for each in design.row("SR 1.1").related]
    lacking = [*everything(PART_4_2)]
    lacking[lacking.index(met(ids_of(PART_4_2)[2]))] = least(Verdict.NOT_MET, "CR 1.1 RE(2)")
    assert CLOSED == said(report(plc(*lacking)).design, "SR 1.1")


def test_the_system_s_own_requirements_are_never_closed_by_components() -> None:
    firewall = plc(*everything(PART_4_2), types=NETWORK)
    design = report(firewall).design
    closed = {each.requirement.id.text for each in design.rows if each.state.value == "closed"}
    assert {each.text for each in ids_of(PART_3_3)} - {each.text for each in of_the_zone_alone()} == closed
    assert not system_level() & closed
    assert CLOSED == said(report(firewall, findings=[least(Verdict.MET, "SR 5.2")]).design, "SR 5.2")


def test_the_components_of_a_zone_are_also_those_of_its_subzones() -> None:
    components = [plc(least(Verdict.MET), name="A"), plc(least(Verdict.NOT_MET), name="B")]
    zones = [
        Zone("Cell", components=["A"]),
        Zone("Inner", parent="Cell"),
        Zone("Core", components=["A", "B"], parent="Inner"),
    ]
    system = SystemUnderConsideration("Plant", zones=zones, components=components)
    assert ["A", "B"] == [each.name for each in place_report(system, "Cell").components]
    assert OPEN == said(place_report(system, "Cell").design, "SR 1.1")
    conduit = Conduit("Wire", components=["A"], scope=Selection("S", PART_3_3, "2013", ["SR 1.1"]))
    assert CLOSED == said(place_report(evolve(system, conduits=[conduit]), "Wire").design, "SR 1.1")


def test_of_findings_that_differ_the_one_that_closes_least_counts() -> None:
    """Allocated closes nothing of the zone, so it goes before met; and what a heading says counts like the others."""
    for one, other in ((Verdict.MET, Verdict.ALLOCATED), (Verdict.NOT_ASSESSED, Verdict.PLANNED)):
        assert OPEN == said(report(plc(least(one), least(other))).design, "SR 1.1")
        assert OPEN == said(report(built(least(one), least(other))).achieved, "SR 1.1")
    assert OPEN == said(report(plc(least(Verdict.MET, "EDR 3.2"), least(Verdict.NOT_MET, "CR 3.2"))).design, "SR 3.2")
    as_built = product(
        least(Verdict.COMPENSATED), least(Verdict.MET_BY_CONFIGURATION, condition_holds=False), stage=Stage.AS_BUILT
    )
    assert OPEN == said(report(plc(assessment=as_built)).achieved, "SR 1.1")


def test_what_a_component_leaves_to_the_system_and_is_not_known_besides_is_open() -> None:
    """Of ``EDR 2.4`` left to the system and what ``CR 2.4`` points on to not assessed, left to the system closes less."""
    left = plc(least(Verdict.ALLOCATED, "EDR 2.4"), least(Verdict.NOT_ASSESSED, "CR 2.4"))
    assert OPEN == said(report(left).design, "SR 2.4")
    assert OPEN == said(report(left, zones=[Zone("DMZ")]).design, "SR 2.4")
    shown = [least(Verdict.MET, "SR 2.4")]
    assert CLOSED == said(
        report(left, zones=[Zone("DMZ", provides=shown)], providers={"SR 2.4": "DMZ"}).design, "SR 2.4"
    )
    capable = product(met(ids_of(PART_4_2)[0]))
    found = (least(Verdict.ALLOCATED), least(Verdict.MET))
    unshown = built(*found, configuration=Configuration(), assessment=capable)
    assert OPEN == said(report(unshown, require_evidence=True).achieved, "SR 1.1")


def test_what_lies_outside_the_selection_of_an_assessment_counts_for_nothing() -> None:
    chosen = Selection("Agreed", PART_4_2, "2019", ["CR 1.3"])
    found = product(least(Verdict.MET), least(Verdict.MET, "CR 1.3"), selection=chosen)
    design = report(plc(assessment=found)).design
    assert [UNKNOWN, CLOSED] == [said(design, id) for id in ("SR 1.1", "SR 1.3")]
    as_built = report(plc(assessment=evolve(found, stage=Stage.AS_BUILT))).achieved
    assert [UNKNOWN, CLOSED] == [said(as_built, id) for id in ("SR 1.1", "SR 1.3")]


def test_where_evidence_is_asked_for_what_is_only_asserted_is_not_known() -> None:
    asserted, shown = plc(least(Verdict.MET)), plc(met(ids_of(PART_4_2)[0]))
    assert report(asserted).design.row("SR 1.1").asserted
    assert not report(shown).design.row("SR 1.1").asserted
    assert [UNKNOWN, CLOSED] == [
        said(report(each, require_evidence=True).design, "SR 1.1") for each in (asserted, shown)
    ]


# ---- claims


def claim(level: int = 1, form: ClaimForm = ClaimForm.SATURATED, **more: Any) -> Claim:
    subject = Subject("Controller", more.pop("version", "1.0"), more.pop("types", EMBEDDED))
    return Claim(subject, level, form, **more)


CERTIFICATE = ClaimSource(self_declared=False, scheme="a scheme", body="a body", number="1", valid_until=A_DAY)


def test_a_claim_closes_the_rows_up_to_its_level_and_says_nothing_above() -> None:
    """CR 1.1 is due from SL 1, CR 1.2 and SR 1.2 from SL 2; CR 2.12 is due from SL 1 though SR 2.12 is from SL 3."""
    design = report(plc(claim=claim(1))).design
    assert CLOSED == said(design, "SR 1.1")
    assert ("undetermined", 1, 4) == said(design, "SR 1.2")
    assert CLOSED == said(design, "SR 2.12")
    row = design.row("SR 1.1")
    assert Basis.CLAIM is row.basis
    assert "not seen" in row.assumption


def test_a_nominal_claim_is_lifted_over_the_levels_that_add_nothing() -> None:
    """DC, TRE and RA ask for nothing at SL 4, RDF of an embedded device for nothing above SL 1."""
    for level, lifted in ((1, SLVector(1, 1, 1, 1, 4, 1, 1)), (3, SLVector(3, 3, 3, 4, 4, 4, 4))):
        assert lifted == report(plc(claim=claim(level, ClaimForm.NOMINAL))).component_minimum


def test_a_claim_speaks_of_its_own_types_version_edition_and_days_alone() -> None:
    def of(each: Claim, day: dt.date | None = A_DAY, **more: Any) -> tuple[str, int, int]:
        return said(report(plc(claim=each, **more), as_of=day).design, "SR 2.4")

    assert CLOSED == of(claim(source=CERTIFICATE))
    assert UNKNOWN == of(claim(source=CERTIFICATE), A_DAY + dt.timedelta(days=1))
    assert CLOSED == of(claim(source=CERTIFICATE), None)
    assert UNKNOWN == of(claim(version="1.1"))
    assert UNKNOWN == of(claim(edition="2015"))
    assert UNKNOWN == of(claim(types=NETWORK))
    assert UNKNOWN == of(claim(), types=EMBEDDED | NETWORK)
    assert CLOSED == of(claim(types=()))


def test_where_evidence_is_asked_for_a_maker_s_own_word_is_none_and_a_certificate_is() -> None:
    own, certified = claim(), claim(source=CERTIFICATE)
    rows = [report(plc(claim=each), require_evidence=True).design for each in (own, certified)]
    assert [UNKNOWN, CLOSED] == [said(each, "SR 1.1") for each in rows]


def test_a_finding_beats_a_claim_and_not_assessed_is_no_finding() -> None:
    claimed = {
        verdict: report(plc(least(verdict), claim=claim(4))).design
        for verdict in (Verdict.NOT_MET, Verdict.NOT_ASSESSED)
    }
    assert [OPEN, CLOSED] == [said(each, "SR 1.1") for each in claimed.values()]
    asserted = report(plc(least(Verdict.MET), claim=claim(4, source=CERTIFICATE)), require_evidence=True).design
    assert UNKNOWN == said(asserted, "SR 1.1")


def test_a_claim_counts_only_where_nobody_found_anything() -> None:
    """Left to the system is a finding: beside it, not assessed leaves the component undetermined, whatever is claimed."""
    both = plc(least(Verdict.MET, "EDR 2.4"), least(Verdict.NOT_ASSESSED, "CR 2.4"), claim=claim(4))
    assert UNKNOWN == said(report(both).design, "SR 2.4")
    alone = plc(least(Verdict.NOT_ASSESSED, "CR 2.4"), claim=claim(4))
    assert CLOSED == said(report(alone).design, "SR 2.4")
    left = plc(least(Verdict.ALLOCATED, "EDR 2.4"), least(Verdict.NOT_ASSESSED, "CR 2.4"), claim=claim(4))
    assert [0, 4] == [(report(each).component_minimum or TOP)[FR.UC] for each in (left, alone)]


# ---- components: as built


@pytest.mark.parametrize(
    ("verdict", "more", "expected"),
    [
        (Verdict.MET, {}, CLOSED),
        (Verdict.MET_BY_CONFIGURATION, {"condition_holds": True}, CLOSED),
        (Verdict.MET_BY_CONFIGURATION, {"condition_holds": False}, OPEN),
        (Verdict.MET_BY_CONFIGURATION, {}, UNKNOWN),
        (Verdict.NOT_APPLICABLE, {}, CLOSED),
        (Verdict.ALLOCATED, {}, OPEN),
        (Verdict.COMPENSATED, {"adequate_up_to": 2}, UP_TO_2),
        (Verdict.COMPENSATED, {"adequate_up_to": 0}, OPEN),
        (Verdict.COMPENSATED, {}, UNKNOWN),
        (Verdict.PARTIAL, {}, OPEN),
        (Verdict.PLANNED, {}, OPEN),
        (Verdict.NOT_MET, {}, OPEN),
        (Verdict.NOT_ASSESSED, {}, UNKNOWN),
    ],
)
def test_an_instance_closes_by_what_was_found_on_it(
    verdict: Verdict, more: dict[str, Any], expected: tuple[str, int, int]
) -> None:
    found = least(verdict, "CR 1.1", **more)
    as_built = product(found, stage=Stage.AS_BUILT)
    for each in (report(built(found)), report(plc(assessment=as_built))):
        assert expected == said(each.achieved, "SR 1.1")
        assert UNKNOWN == said(each.design, "SR 1.1")


def test_a_capability_counts_for_what_is_achieved_only_where_it_is_recorded_as_configured() -> None:
    print_out = Evidence("a print", valid_until=A_DAY)
    later = A_DAY + dt.timedelta(days=1)

    def of(
        *found: Finding, record: Configuration | None, strict: bool = False, day: dt.date | None = None, **more: Any
    ) -> tuple[str, int, int]:
        each = plc(*(found or [met(ids_of(PART_4_2)[0])]), configuration=record, **more)
        return said(report(each, require_evidence=strict, as_of=day).achieved, "SR 1.1")

    assert UNKNOWN == of(record=None)
    assert UNKNOWN == of(least(Verdict.NOT_MET), record=None)
    assert CLOSED == of(record=Configuration())
    assert OPEN == of(least(Verdict.NOT_MET), record=Configuration())
    assert UNKNOWN == of(least(Verdict.MET, "CR 1.3"), record=Configuration())
    assert UNKNOWN == of(record=Configuration(["CR 1.3"]))
    assert CLOSED == of(record=Configuration(["CR 1.1"]))
    assert UNKNOWN == of(record=Configuration(), strict=True)
    assert CLOSED == of(record=Configuration(evidence=[print_out]), strict=True, day=A_DAY)
    assert UNKNOWN == of(record=Configuration(evidence=[print_out]), strict=True, day=later)
    assert OPEN == of(least(Verdict.MET_BY_CONFIGURATION, condition_holds=False), record=Configuration())
    assert CLOSED == of(least(Verdict.MET_BY_CONFIGURATION), record=Configuration())
    assert OPEN == of(record=Configuration(), as_built=[least(Verdict.NOT_MET)])
    assert CLOSED == of(record=Configuration(), as_built=[least(Verdict.NOT_ASSESSED)])
    assert CLOSED == of(least(Verdict.NOT_ASSESSED), record=Configuration(), claim=claim())


def test_the_record_of_a_configuration_may_name_a_heading() -> None:
    edr = plc(least(Verdict.MET, "EDR 3.2"), configuration=Configuration(["CR 3.2"]))
    assert CLOSED == said(report(edr).achieved, "SR 3.2")


@pytest.mark.parametrize("named", [["CR 3.2", "EDR 3.2"], ["EDR 3.2", "CR 3.2"]])
def test_a_record_that_names_a_heading_and_what_it_points_on_to_counts_once(named: list[str]) -> None:
    edr = plc(least(Verdict.MET, "EDR 3.2"), least(Verdict.MET), configuration=Configuration(named))
    achieved = report(edr).achieved
    assert [CLOSED, UNKNOWN] == [said(achieved, id) for id in ("SR 3.2", "SR 1.1")]


def test_a_condition_known_not_to_hold_counts_as_far_as_the_selection_and_beside_what_else_was_found() -> None:
    unset = least(Verdict.MET_BY_CONFIGURATION, condition_holds=False)
    beside = plc(unset, least(Verdict.NOT_APPLICABLE), configuration=Configuration())
    assert OPEN == said(report(beside).achieved, "SR 1.1")
    chosen = Selection("Agreed", PART_4_2, "2019", ["CR 1.3"])
    outside = plc(assessment=product(unset, selection=chosen), configuration=Configuration())
    assert UNKNOWN == said(report(outside).achieved, "SR 1.1")


def test_what_rests_on_a_record_without_evidence_is_asserted() -> None:
    shown = met(ids_of(PART_4_2)[0])
    records = (Configuration(), Configuration(evidence=[Evidence("a print")]))
    rows = [report(plc(shown, configuration=each)).achieved.row("SR 1.1") for each in records]
    assert [True, False] == [each.asserted for each in rows]


# ---- countermeasures


@pytest.mark.parametrize("covers", ["CR 1.1", "SR 1.1"])
def test_a_countermeasure_at_a_component_closes_up_to_the_level_to_which_it_is_adequate(covers: str) -> None:
    for found, expected in (
        (least(Verdict.NOT_MET), UP_TO_2),
        (least(Verdict.NOT_ASSESSED), AT_LEAST_2),
        (least(Verdict.MET), CLOSED),
    ):
        countered = report(built(found), countermeasures=[measure(covers)])
        assert expected == said(countered.achieved, "SR 1.1")
        assert UNKNOWN == said(countered.design, "SR 1.1")


@pytest.mark.parametrize(
    "which",
    [
        measure(level=0),
        measure("CR 1.1 RE(1)"),
        measure(at="Cell"),
        measure("SR 1.1", at="Elsewhere"),
        measure(essential_effect=EssentialEffect.HARMS),
        measure(in_place=False),
    ],
    ids=["too weak", "the enhancement alone", "4-2 at a zone", "elsewhere", "harms", "planned"],
)
def test_a_countermeasure_that_does_not_count_closes_nothing(which: Countermeasure) -> None:
    lacking, zone = built(least(Verdict.NOT_MET)), Zone("Elsewhere")
    assert OPEN == said(report(lacking, zones=[zone], countermeasures=[which]).achieved, "SR 1.1")


def test_the_best_countermeasure_counts_and_its_harm_may_be_unknown() -> None:
    lacking = built(least(Verdict.NOT_MET))
    measures = [measure(level=1, name="Sign"), measure(level=3, name="Guard"), measure(level=2, name="Lock")]
    row = report(lacking, countermeasures=measures).achieved.row("SR 1.1")
    assert ("closed", 3, 3) == (row.state.value, row.holds, row.may_hold)
    assert [("countermeasure", True)] == [(each.basis, "Guard" in each.assumption) for each in row.parts]
    assert "not known" in row.assumption


def test_where_evidence_is_asked_for_a_countermeasure_without_any_may_only_close() -> None:
    lacking = built(least(Verdict.NOT_MET))
    photo = Evidence("a photo", valid_until=A_DAY)
    for evidence, day, expected in (
        ([], A_DAY, ("undetermined", 0, 2)),
        ([photo], A_DAY, UP_TO_2),
        ([photo], A_DAY + dt.timedelta(days=1), ("undetermined", 0, 2)),
    ):
        which = measure(evidence=evidence)
        countered = report(lacking, countermeasures=[which], require_evidence=True, as_of=day)
        assert expected == said(countered.achieved, "SR 1.1")


def test_a_row_of_a_component_that_is_closed_up_to_a_level_counts_at_the_level_of_the_zone_s_row() -> None:
    """CR 2.12 is due from SL 1, SR 2.12 from SL 3: what is adequate to 2 does not reach it."""
    for level, expected in ((2, ("open", 2, 2)), (3, ("closed", 3, 3))):
        lacking = built(least(Verdict.NOT_MET, "CR 2.12"))
        assert expected == said(report(lacking, countermeasures=[measure("CR 2.12", level=level)]).achieved, "SR 2.12")


def test_one_component_closed_up_to_a_level_bars_above_it_whatever_the_other_turns_out_to_be() -> None:
    countered, unknown = built(least(Verdict.COMPENSATED, adequate_up_to=2)), plc(name="Other")
    assert ("undetermined", 0, 2) == said(report(countered, unknown).achieved, "SR 1.1")


def test_a_countermeasure_at_a_zone_closes_what_it_covers_and_lowers_no_ceiling() -> None:
    fence = [measure("SR 1.1", at="Cell")]
    assert AT_LEAST_2 == said(report(countermeasures=fence).achieved, "SR 1.1")
    assert UP_TO_2 == said(
        report(countermeasures=fence, as_built=[least(Verdict.NOT_MET, "SR 1.1")]).achieved, "SR 1.1"
    )
    assert UP_TO_2 == said(report(built(least(Verdict.NOT_MET)), countermeasures=fence).achieved, "SR 1.1")
    assert UNKNOWN == said(report(countermeasures=fence).achieved, "SR 1.3")
    assert UNKNOWN == said(report(countermeasures=fence).design, "SR 1.1")


# ---- what is found of a zone


@pytest.mark.parametrize(
    ("verdict", "more", "design", "achieved"),
    [
        (Verdict.MET, {}, CLOSED, CLOSED),
        (Verdict.MET_BY_CONFIGURATION, {}, CLOSED, UNKNOWN),
        (Verdict.MET_BY_CONFIGURATION, {"condition_holds": False}, CLOSED, OPEN),
        (Verdict.NOT_APPLICABLE, {}, CLOSED, CLOSED),
        (Verdict.ALLOCATED, {}, OPEN, OPEN),
        (Verdict.COMPENSATED, {"adequate_up_to": 2}, OPEN, UP_TO_2),
        (Verdict.COMPENSATED, {}, OPEN, UNKNOWN),
        (Verdict.PARTIAL, {}, OPEN, OPEN),
        (Verdict.PLANNED, {}, OPEN, OPEN),
        (Verdict.NOT_MET, {}, OPEN, OPEN),
        (Verdict.NOT_ASSESSED, {}, UNKNOWN, UNKNOWN),
    ],
)
def test_a_zone_s_own_finding_closes_its_design_or_what_it_achieved(
    verdict: Verdict, more: dict[str, Any], design: tuple[str, int, int], achieved: tuple[str, int, int]
) -> None:
    """Allocated asks for a provider: it is open where none is named."""
    found = [least(verdict, "SR 1.1", **more)]
    assert (design, UNKNOWN) == tuple(
        said(each, "SR 1.1") for each in (report(findings=found).design, report(findings=found).achieved)
    )
    assert (UNKNOWN, achieved) == tuple(
        said(each, "SR 1.1") for each in (report(as_built=found).design, report(as_built=found).achieved)
    )


def test_what_a_zone_says_is_open_neither_components_nor_a_provider_close() -> None:
    directory = Zone("DMZ", provides=[least(Verdict.MET, "SR 1.1")])
    able = plc(least(Verdict.MET))
    for verdict, expected in (
        (Verdict.NOT_MET, OPEN),
        (Verdict.COMPENSATED, OPEN),
        (Verdict.NOT_ASSESSED, CLOSED),
        (Verdict.ALLOCATED, CLOSED),
    ):
        own = [least(verdict, "SR 1.1")]
        assert expected == said(report(able, findings=own).design, "SR 1.1")
        provided = report(zones=[directory], providers={"SR 1.1": "DMZ"}, findings=own)
        assert expected == said(provided.design, "SR 1.1")


def test_a_zone_s_own_finding_closes_what_components_leave_open_and_says_so() -> None:
    row = report(plc(least(Verdict.NOT_MET)), findings=[least(Verdict.MET, "SR 1.1")]).design.row("SR 1.1")
    assert ("closed", Basis.ZONE) == (row.state.value, row.basis)
    assert "PLC" in row.assumption
    assert "CR 1.1" in row.assumption


def test_above_the_level_to_which_a_zone_says_it_is_compensated_it_is_open() -> None:
    compensated = [least(Verdict.COMPENSATED, "SR 1.1", adequate_up_to=2)]
    assert UP_TO_2 == said(report(built(least(Verdict.MET)), as_built=compensated).achieved, "SR 1.1")
    guard = measure("SR 1.1", at="Cell", level=3)
    assert ("closed", 3, 3) == said(report(as_built=compensated, countermeasures=[guard]).achieved, "SR 1.1")


def test_what_is_not_known_of_a_zone_may_still_close_what_components_leave_open() -> None:
    """Not assessed is no finding, and leaves it open; a condition that nobody looked at is one."""
    lacking = built(least(Verdict.NOT_MET))
    assert OPEN == said(report(lacking, as_built=[least(Verdict.NOT_ASSESSED, "SR 1.1")]).achieved, "SR 1.1")
    assert UNKNOWN == said(report(lacking, as_built=[least(Verdict.MET_BY_CONFIGURATION, "SR 1.1")]).achieved, "SR 1.1")


def test_of_a_zone_s_findings_that_differ_the_one_that_closes_least_counts() -> None:
    compensated = least(Verdict.COMPENSATED, "SR 1.1", adequate_up_to=1)
    for other, expected in (
        (Verdict.ALLOCATED, OPEN),
        (Verdict.NOT_MET, OPEN),
        (Verdict.NOT_ASSESSED, UNKNOWN),
        (Verdict.MET, ("closed", 1, 1)),
    ):
        both = [compensated, least(other, "SR 1.1")]
        for found in (both, both[::-1]):
            assert expected == said(report(as_built=found).achieved, "SR 1.1")


def test_an_fr_of_which_nothing_applies_is_printed_so_but_not_where_components_say_it() -> None:
    absent = [least(Verdict.NOT_APPLICABLE, id.text) for id in ids_of_fr(PART_3_3, FR.DC)]
    full, lacking = report(findings=absent).design, report(findings=absent[1:]).design
    assert ("n/a", frozenset({FR.DC})) == (full.shown(FR.DC), full.not_applicable)
    assert ("0..4", frozenset[FR]()) == (lacking.shown(FR.DC), lacking.not_applicable)
    of_components = [least(Verdict.NOT_APPLICABLE, id.text) for id in ids_of_fr(PART_4_2, FR.DC)]
    assert set() == report(plc(*of_components)).design.not_applicable


# ---- providers

MET_1_3 = [least(Verdict.MET, "SR 1.3")]


def provided(*zones: Zone, to: str = "DMZ", components: Iterable[Component] = (), **more: Any) -> PlaceReport:
    """Give the report on a zone that names a provider of SR 1.3, beside zones and components in none."""
    cell = Zone("Cell", providers={"SR 1.3": to}, **more)
    return place_report(SystemUnderConsideration("Plant", zones=[cell, *zones], components=components), "Cell")


def test_a_provider_closes_by_its_own_finding_on_what_it_provides_else_on_itself() -> None:
    open_one = [least(Verdict.NOT_MET, "SR 1.3")]
    assert CLOSED == said(provided(Zone("DMZ", provides=MET_1_3)).design, "SR 1.3")
    assert CLOSED == said(provided(Zone("DMZ", findings=MET_1_3)).design, "SR 1.3")
    assert OPEN == said(provided(Zone("DMZ", findings=MET_1_3, provides=open_one)).design, "SR 1.3")
    assert CLOSED == said(provided(Zone("DMZ", provides_as_built=MET_1_3)).achieved, "SR 1.3")
    assert CLOSED == said(provided(Zone("DMZ", as_built=MET_1_3)).achieved, "SR 1.3")
    assert UNKNOWN == said(provided(Zone("DMZ", provides=MET_1_3, findings=MET_1_3)).achieved, "SR 1.3")
    server = plc(name="Server", provides=MET_1_3)
    assert CLOSED == said(provided(to="Server", components=[server]).design, "SR 1.3")
    row = provided(Zone("DMZ", provides=MET_1_3)).design.row("SR 1.3")
    assert (Basis.PROVIDER, ("Cell", "DMZ")) == (row.basis, row.path)


@pytest.mark.parametrize(
    ("verdict", "more", "design", "achieved"),
    [
        (Verdict.NOT_APPLICABLE, {}, OPEN, OPEN),
        (Verdict.NOT_ASSESSED, {}, UNKNOWN, UNKNOWN),
        (Verdict.COMPENSATED, {"adequate_up_to": 2}, OPEN, UP_TO_2),
        (Verdict.ALLOCATED, {}, OPEN, OPEN),
        (Verdict.MET_BY_CONFIGURATION, {}, CLOSED, UNKNOWN),
    ],
)
def test_what_does_not_apply_at_a_provider_or_is_allocated_to_nobody_is_not_provided(
    verdict: Verdict, more: dict[str, Any], design: tuple[str, int, int], achieved: tuple[str, int, int]
) -> None:
    found = [least(verdict, "SR 1.3", **more)]
    zone, server = (
        provided(Zone("DMZ", provides=found, provides_as_built=found)),
        provided(to="Server", components=[plc(name="Server", provides=found, provides_as_built=found)]),
    )
    for each in (zone, server):
        assert (design, achieved) == (said(each.design, "SR 1.3"), said(each.achieved, "SR 1.3"))


def test_a_way_to_a_provider_is_followed_to_its_end_and_shown() -> None:
    allocated = [least(Verdict.ALLOCATED, "SR 1.3")]
    first = Zone("DMZ", provides=allocated, providers={"SR 1.3": "Office"})
    second = Zone("Office", providers={"SR 1.3": "Server"})
    server = plc(name="Server", provides=MET_1_3)
    row = provided(first, second, components=[server]).design.row("SR 1.3")
    assert ("closed", ("Cell", "DMZ", "Office", "Server")) == (row.state.value, row.path)
    nobody = provided(first, Zone("Office")).design
    assert UNKNOWN == said(nobody, "SR 1.3")


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        (Verdict.MET, CLOSED),
        (Verdict.NOT_ASSESSED, CLOSED),
        (Verdict.NOT_MET, OPEN),
        (Verdict.NOT_APPLICABLE, OPEN),
    ],
)
def test_a_provider_that_also_leaves_it_to_the_next_passes_it_on_unless_it_is_open_with_itself(
    beside: Verdict, expected: tuple[str, int, int]
) -> None:
    both = [least(beside, "SR 1.3"), least(Verdict.ALLOCATED, "SR 1.3")]
    first = Zone("DMZ", provides=both, providers={"SR 1.3": "Office"})
    assert expected == said(provided(first, Zone("Office", provides=MET_1_3)).design, "SR 1.3")
    assert OPEN == said(provided(Zone("DMZ", provides=both)).design, "SR 1.3")


def test_a_cycle_of_providers_closes_nothing() -> None:
    """Not even where the one who asks says that it provides to others."""
    back = Zone("DMZ", providers={"SR 1.3": "Cell"})
    for each in (provided(back, provides=MET_1_3), provided(to="Cell", provides=MET_1_3)):
        assert OPEN == said(each.design, "SR 1.3")
        assert "cycle" in each.design.row("SR 1.3").reason


def test_components_that_leave_it_open_and_a_provider_that_is_not_known_leave_it_not_known() -> None:
    lacking = plc(least(Verdict.NOT_MET, "CR 1.3"))
    assert OPEN == said(report(lacking).design, "SR 1.3")
    unknown = report(lacking, zones=[Zone("DMZ")], providers={"SR 1.3": "DMZ"})
    assert UNKNOWN == said(unknown.design, "SR 1.3")


def test_what_is_allocated_and_nobody_provides_is_listed() -> None:
    directory = Zone("DMZ", provides=[least(Verdict.MET, "SR 1.4")])
    leaving = plc(least(Verdict.ALLOCATED, "CR 1.4"), least(Verdict.ALLOCATED, "CR 1.3"))
    owed = report(leaving, zones=[directory], providers={"SR 1.4": "DMZ"})
    assert [("PLC", "SR 1.3")] == [(each.component, each.row.requirement.id.text) for each in owed.unprovided]
    assert [CLOSED, OPEN] == [said(owed.design, id) for id in ("SR 1.4", "SR 1.3")]


# ---- conduits


def wire(**more: Any) -> PlaceReport:
    return place_report(SystemUnderConsideration("Plant", conduits=[Conduit("Wire", **more)]), "Wire")


def test_a_conduit_is_asked_for_its_scope_and_levels_outside_it_are_not_printed() -> None:
    """By default FR 5 and eleven more with their enhancements: of TRE SR 6.2 alone, which is due from SL 2."""
    design = wire(target=2).design
    ids = {each.requirement.id.text for each in design.rows}
    assert {each for each in ids if each.startswith("SR 5.")} == {each.text for each in ids_of_fr(PART_3_3, FR.RDF)}
    assert {each.partition(" RE(")[0] for each in ids if not each.startswith("SR 5.")} == DEFAULT_SCOPE
    assert ["0..4"] * 5 + ["1..4", "0..4"] == [design.shown(fr) for fr in FR]
    only = wire(
        scope=Selection("S", PART_3_3, "2013", ["SR 3.1", "SR 3.8"]), findings=[least(Verdict.MET, "SR 3.1")], target=2
    ).design
    assert ["-", "-", "1..4", "-", "-", "-", "-"] == [only.shown(fr) for fr in FR]
    assert set(FR) - {FR.SI} == only.out_of_scope


def test_the_nominal_level_of_a_conduit_is_the_highest_at_which_its_scope_adds_something() -> None:
    """SR 3.1 is due from SL 1, SR 3.8 from SL 2."""
    both = ["SR 3.1", "SR 3.8"]
    levels = wire(scope=Selection("S", PART_3_3, "2013", both), findings=[least(Verdict.MET, id) for id in both]).design
    assert (4, 2) == (levels.vector[FR.SI], levels.nominal[FR.SI])


@pytest.mark.parametrize(
    "scope",
    [
        Selection("S", PART_4_2, "2019", ["CR 1.1"]),
        Selection("S", PART_3_3, "2010", ["SR 1.1"]),
        Selection("S", PART_3_3, "2013", ["SR 1.99"]),
        Selection("S", PART_3_3, "2013", ["SR 5.2 RE(1)"]),
    ],
    ids=["another part", "another edition", "an unknown id", "an enhancement without its base"],
)
def test_a_scope_that_is_none_over_the_catalog_is_refused(scope: Selection) -> None:
    with pytest.raises(InvalidFinding):
        wire(scope=scope)


# ---- the component minimum


def test_the_component_minimum_is_the_lowest_of_the_components_in_each_fr() -> None:
    """What is allocated closes there, and what was assessed to a level goes no further: RDF of an embedded device too."""
    assert report().component_minimum is None
    complete = plc(*everything(PART_4_2), name="Good")
    assert TOP == report(complete).component_minimum
    rest = [each for each in everything(PART_4_2) if each.requirement.text not in {"CR 1.4", "CR 2.5"}]
    lacking = plc(*rest, least(Verdict.ALLOCATED, "CR 1.4"), least(Verdict.NOT_MET, "CR 2.5"), name="Lacking")
    assert TOP.replace(UC=0) == report(complete, lacking).component_minimum
    capped = plc(name="Capped", assessment=product(*everything(PART_4_2), assessed_to=2))
    assert SLVector.uniform(2) == report(complete, capped).component_minimum
    assert SLVector(1, 1, 1, 1, 4, 1, 1) == report(complete, plc(name="Claimed", claim=claim(1))).component_minimum
    assert NOTHING == report(complete, plc(name="Legacy")).component_minimum
    as_built = product(*everything(PART_4_2), types=ALL_TYPES, stage=Stage.AS_BUILT)
    assert NOTHING == report(plc(assessment=as_built)).component_minimum


# ---- the whole system


def test_the_worst_place_stands_first() -> None:
    """By the largest gap of one FR, then by the sum, then by name; without a target last, whatever it lacks."""
    zones = [
        Zone("No target"),
        Zone("B", 2),
        Zone("A", 2),
        Zone("One of three", SLVector(3, 0, 0, 0, 0, 0, 0)),
        Zone("Reached", 4, findings=everything()),
        Zone("Another without"),
        Zone("Some of two", SLVector(2, 2, 2, 0, 0, 0, 0)),
    ]
    system = SystemUnderConsideration("Plant", zones=zones, conduits=[Conduit("Wire", target=0)])
    whole = system_report(system)
    assert [
        "One of three",
        "A",
        "B",
        "Some of two",
        "Reached",
        "Wire",
        "Another without",
        "No target",
    ] == [each.place.name for each in whole.places]
    assert whole["A"] == place_report(system, "A")
    assert Outcome.UNDETERMINED is whole.outcome
    with pytest.raises(KeyError):
        whole["Nowhere"]


def test_a_place_that_is_none_is_refused_by_name() -> None:
    system = SystemUnderConsideration("Plant", zones=[Zone("Cell")])
    with pytest.raises(KeyError, match="Cel"):
        place_report(system, "Cel")


# ---- what else a report says


def test_a_report_says_what_it_rests_on_and_what_blocks_the_next_level() -> None:
    """SR 1.1 and SR 1.3 are due from SL 1, SR 1.2 from SL 2."""
    found = [least(Verdict.MET, "SR 1.1"), least(Verdict.NOT_MET, "SR 1.3"), least(Verdict.NOT_MET, "SR 1.2")]
    design = report(findings=[*found, least(Verdict.NOT_APPLICABLE, "SR 1.6")]).design
    assert ["SR 1.6"] == [each.requirement.id.text for each in design.assumptions]
    assert ["SR 1.1"] == [each.requirement.id.text for each in design.asserted]
    blockers = [each.requirement.id.text for each in design.blockers(FR.IAC)]
    assert "SR 1.3" == blockers[0]
    assert {"SR 1.1", "SR 1.2", "SR 1.6"}.isdisjoint(blockers)
    assert () == report(findings=everything()).design.blockers(FR.IAC)
    assert not design.supported
    assert "SL-C(Cell) = { 0 0..4 0..4 0..4 0..4 0..4 0..4 }" == str(design)
    with pytest.raises(KeyError, match="not asked"):
        wire().design.row("SR 1.1")


def test_reports_are_shown_in_a_line() -> None:
    system = SystemUnderConsideration("Plant", zones=[Zone("Cell", 1)])
    whole = system_report(system)
    assert 1 == len(whole)
    assert ["Cell"] == [each.place.name for each in whole]
    assert "<SystemReport Plant: 1 zones and conduits, undetermined>" == repr(whole)
    assert "<PlaceReport 'Cell', SL-C { 0..4 0..4" in repr(whole["Cell"])
    assert "<PlaceLevels SL-A(Cell) = { 0..4 0..4 0..4 0..4 0..4 0..4 0..4 }>" == repr(whole["Cell"].achieved)
    assert system_report(SystemUnderConsideration("Plant", zones=[Zone("Cell")])).outcome is None


def test_what_a_supplier_assumes_is_true_where_the_zone_or_a_provider_closes_it() -> None:
    """What components close is no environment of theirs."""
    assumed = [
        SupplierAssumption("a firewall", ["SR 5.2"]),
        SupplierAssumption("a directory", ["SR 1.3"]),
        SupplierAssumption("a locked room"),
        SupplierAssumption("passwords", ["SR 1.5"]),
        SupplierAssumption("backups", ["SR 7.3"]),
    ]
    device = plc(least(Verdict.MET, "CR 1.5"), assumes=assumed)
    own = [least(Verdict.MET, "SR 5.2"), least(Verdict.NOT_MET, "SR 1.3")]
    results = report(device, findings=own).supplier_assumptions
    assert ["closed", "open", "undetermined", "undetermined", "undetermined"] == [each.state.value for each in results]


def test_what_the_numbers_do_not_say_is_remarked() -> None:
    other = evolve(product(least(Verdict.MET)), subject=Subject("Controller", "0.9", EMBEDDED))
    old = plc(assessment=other, lifecycle=Lifecycle.END_OF_SUPPORT)
    measures = [
        measure("SR 1.1", name="Bar", essential_effect=EssentialEffect.HARMS),
        measure("SR 1.1", name="Plan", in_place=False),
        measure("CR 1.1", name="Sign", at="Cell"),
    ]
    inner = Zone("Inner", 2, parent="Cell", findings=[least(Verdict.NOT_MET, "SR 2.3")])
    weak = Zone("DMZ", 1, provides=[least(Verdict.MET, "SR 1.3")])
    said_of_it = report(
        old,
        zones=[inner, weak],
        countermeasures=measures,
        target=3,
        findings=[least(Verdict.MET, "SR 2.3")],
        providers={"SR 1.3": "DMZ"},
    ).remarks
    for words in (
        "Bar harms",
        "Plan is not in place",
        "Sign covers CR 1.1 at Cell",
        "PLC is version 1.0, the findings on it are on 0.9",
        "mended no more",
        "Inner leaves open what is closed here: SR 2.3",
        "DMZ, from where DMZ provides, has a lower SL-T in IAC",
    ):
        assert [words] == [words for each in said_of_it if words in each]


def test_a_common_constraint_found_as_built_closes_no_row() -> None:
    found = least(Verdict.MET, "CCSC 1")
    assert NOTHING == report(built(found)).achieved.vector


def test_the_conduits_on_the_way_to_a_provider_are_shown() -> None:
    zones = [
        Zone("Cell", providers={"SR 1.3": "Server"}),
        Zone("DMZ", components=["Server"], parent="Middle"),
        Zone("Middle"),
        Zone("Apart"),
    ]
    conduits = [Conduit("Loop", ["Cell", "Apart"]), Conduit("Ring", ["Cell", "Middle"])]
    server = plc(name="Server", provides=MET_1_3)
    system = SystemUnderConsideration("Plant", zones=zones, conduits=conduits, components=[server])
    assert ("Cell", "Ring", "Server") == place_report(system, "Cell").design.row("SR 1.3").path
    assert ("Cell", "Server") == place_report(evolve(system, conduits=conduits[:1]), "Cell").design.row("SR 1.3").path


def test_what_a_supplier_assumes_and_nobody_asks_of_a_conduit_is_undetermined() -> None:
    assumed = SupplierAssumption("accounts are managed", ["SR 1.3"])
    firewall = Component("FW", {ComponentType.NETWORK_DEVICE}, assumes=[assumed])
    plant = SystemUnderConsideration(
        "P",
        zones=[Zone("A"), Zone("B")],
        conduits=[Conduit("Bus", ["A", "B"], components=["FW"])],
        components=[firewall],
    )
    (found,) = place_report(plant, "Bus").supplier_assumptions
    assert ("undetermined", "SR 1.3 is not asked of Bus") == (found.state.value, found.reason)
