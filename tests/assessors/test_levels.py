"""Reports of levels: what they print, what they rest on, what they refuse. The laws are in properties/."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING

import pytest
from assessment_strategies import ALL_TYPES, EMBEDDED, PART_4_2, component, constraints_of, ids_of, least, met, system
from attrs import evolve
from golden.tables import table

from iec62443 import (
    FR,
    SL,
    Assessment,
    ComponentType,
    Finding,
    IEC62443Error,
    InvalidFinding,
    LevelReport,
    RequirementId,
    RequirementResult,
    Selection,
    SLStatement,
    SLVector,
    Stage,
    State,
    Subject,
    Verdict,
    achieved,
    capability,
    load,
    nominal,
    satisfied_vector,
    saturated,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

TOP, BOTTOM = SLVector.uniform(4), SLVector.uniform(0)
CONSTRAINTS = tuple(map(met, constraints_of(PART_4_2)))
COMPLETE = component([*map(met, ids_of(PART_4_2)), *CONSTRAINTS])
NETWORK = frozenset({ComponentType.NETWORK_DEVICE})


def with_(*findings: Finding, without: Iterable[str] = ()) -> Assessment:
    """Give the complete assessment with some findings changed or taken away."""
    spared = frozenset(without)
    changed = COMPLETE.with_findings(*findings)
    return evolve(changed, findings=[each for each in changed if each.requirement.text not in spared])


def texts(results: Iterable[RequirementResult]) -> list[str]:
    return [each.requirement.id.text for each in results]


def refused(assessment: Assessment, catalog: str | None = None) -> str:
    with pytest.raises(InvalidFinding) as caught:
        capability(assessment, load(catalog) if catalog else None)
    return str(caught.value)


# ---- by hand: an embedded device with everything met but a few

# IAC: CR 1.1 RE(1) is due from SL 2 and open; UC: CR 2.11 RE(1), from SL 2, was not looked at, and CR 2.12 RE(1), from SL 4,
# is only planned; DC: nothing more than CR 4.1, 4.2, 4.3 and two enhancements, up to SL 3, all met; RDF: CR 5.1 does not apply.
BY_HAND = with_(
    least(Verdict.NOT_MET, "CR 1.1 RE(1)"),
    least(Verdict.PLANNED, "CR 2.12 RE(1)"),
    least(Verdict.NOT_APPLICABLE, "CR 5.1"),
    without=["CR 2.11 RE(1)"],
)


def test_the_report_of_an_example_by_hand() -> None:
    report = capability(BY_HAND)
    assert SLVector(1, 1, 4, 4, 4, 4, 4) == report.vector
    assert SLVector(1, 3, 4, 4, 4, 4, 4) == report.ceiling == report.uncapped_ceiling
    assert SLVector(1, 1, 4, 3, 1, 3, 3) == report.nominal
    assert {FR.UC} == report.undetermined
    assert {FR.DC, FR.RDF, FR.TRE, FR.RA} == report.saturated
    assert {FR.RDF} == report.not_applicable
    assert set() == report.unselected
    assert ["1", "1..3", "4", "4", "n/a", "4", "4"] == [report.shown(fr) for fr in FR]
    assert "SL-C(Controller) = { 1 1..3 4 4 n/a 4 4 }" == str(report)
    assert "<LevelReport SL-C(Controller) = { 1 1..3 4 4 n/a 4 4 }>" == repr(report)
    assert SLStatement.parse("SL-C(Controller) = { 1 - 4 4 4 4 4 }") == report.statement
    assert report.supported


def test_the_results_are_those_that_apply_in_the_order_of_the_standard() -> None:
    expected = [
        row["id"]
        for row in table("requirements")
        if row["part"] == PART_4_2 and "embedded_device" in row["component_types"].split()
    ]
    assert 83 == len(expected)
    assert expected == texts(capability(BY_HAND).results)


def test_what_blocks_the_next_level_is_open_first_then_undetermined() -> None:
    """Both from the level that is not reached; what is due only further up does not block yet."""
    report = capability(with_(least(Verdict.NOT_MET, "CR 2.11 RE(1)"), without=["CR 2.1 RE(1)", "CR 2.5"]))
    assert ["CR 2.5"] == texts(report.blockers(FR.UC))
    report = capability(with_(least(Verdict.NOT_MET, "CR 2.11 RE(1)"), without=["CR 2.1 RE(1)"]))
    assert ["CR 2.11 RE(1)", "CR 2.1 RE(1)"] == texts(report.blockers(FR.UC))
    assert [State.OPEN, State.UNDETERMINED] == [each.state for each in report.blockers(FR.UC)]
    assert ["CR 2.11 RE(1)"] == texts(capability(BY_HAND).blockers(FR.UC))
    assert [] == texts(capability(BY_HAND).blockers(FR.SI))


def test_what_a_report_rests_on_is_listed() -> None:
    report = capability(
        with_(
            least(Verdict.MET, "CR 1.2"),
            least(Verdict.MET_BY_CONFIGURATION, "CR 1.3"),
            least(Verdict.ALLOCATED, "CR 1.4"),
            least(Verdict.NOT_APPLICABLE, "CR 1.14"),
            least(Verdict.NOT_MET, "CR 2.1"),
            least(Verdict.MET, "CCSC 2"),
            least(Verdict.MET_BY_CONFIGURATION, "CCSC 3"),
        )
    )
    assert ["CR 1.3", "CR 1.4", "CR 1.14", "CCSC 3"] == texts(report.assumptions)
    assert ["CR 1.2", "CR 1.3", "CCSC 2", "CCSC 3"] == texts(report.asserted)


def test_the_lowest_level_is_over_what_applies_and_is_printed() -> None:
    assert SL.SL1 is capability(BY_HAND).minimum()
    only_absent = with_(*(least(Verdict.NOT_APPLICABLE, id.text) for id in ids_of(PART_4_2)))
    assert capability(only_absent).minimum() is None
    assert ["n/a"] * 7 == [capability(only_absent).shown(fr) for fr in FR]
    low = with_(least(Verdict.NOT_MET, "CR 1.1"), least(Verdict.NOT_MET, "CR 5.1"))
    assert SL.SL0 is capability(low).minimum()


def test_a_report_is_a_value() -> None:
    report = capability(BY_HAND)
    for twin in (pickle.loads(pickle.dumps(report)), copy.deepcopy(report), capability(BY_HAND)):  # noqa: S301 - ours
        assert report == twin
        assert hash(report) == hash(twin)
    assert report != capability(COMPLETE)
    assert report != str(report)
    stricter = capability(BY_HAND, require_evidence=True)
    assert report != stricter
    assert report != achieved(BY_HAND)


def test_nothing_known_is_anything_and_everything_met_is_the_most() -> None:
    nothing = capability(component())
    assert "SL-C(Controller) = { 0..4 0..4 0..4 0..4 0..4 0..4 0..4 }" == str(nothing)
    assert set(FR) == nothing.undetermined
    assert (None,) * 7 == nothing.statement.levels
    assert "SL-C(Controller) = { 4 4 4 4 4 4 4 }" == str(capability(COMPLETE))


def test_what_is_achieved_is_printed_as_such() -> None:
    built = evolve(COMPLETE, stage=Stage.AS_BUILT)
    assert "SL-A(Controller) = { 4 4 4 4 4 4 4 }" == str(achieved(built))
    assert "SL-A(Controller) = { 4 4 4 4 4 4 4 }" == str(achieved(built).statement)


def test_several_types_ask_for_the_union() -> None:
    """NDR 5.2 is asked of network devices only, EDR 2.13 of embedded ones."""
    lacking = with_(least(Verdict.NOT_MET, "NDR 5.2"), least(Verdict.NOT_MET, "EDR 2.13"))
    of = {
        types: capability(evolve(lacking, subject=Subject("X", "", types))) for types in (EMBEDDED, NETWORK, ALL_TYPES)
    }
    assert ("4", "1") == (of[EMBEDDED].shown(FR.RDF), of[EMBEDDED].shown(FR.UC))
    assert ("0", "4") == (of[NETWORK].shown(FR.RDF), of[NETWORK].shown(FR.UC))
    assert ("0", "1") == (of[ALL_TYPES].shown(FR.RDF), of[ALL_TYPES].shown(FR.UC))
    assert 122 == len(of[ALL_TYPES].results)


def test_what_compensates_counts_as_achieved_as_far_as_it_is_adequate() -> None:
    """CR 1.1 is due from SL 1: a countermeasure adequate to SL 2 carries IAC to 2, and no further."""
    fence = least(Verdict.COMPENSATED, "CR 1.1", adequate_up_to=2)
    built = evolve(with_(fence), stage=Stage.AS_BUILT)
    assert TOP.replace(IAC=2) == achieved(built).vector == achieved(built).ceiling
    assert TOP.replace(IAC=0) == capability(built).vector
    assert ["CR 1.1"] == texts(achieved(built).assumptions)
    assert ["CR 1.1"] == texts(achieved(built).blockers(FR.IAC))


# ---- assessed to


def test_the_level_assessed_to_is_not_passed() -> None:
    report = capability(evolve(COMPLETE, assessed_to=2))
    assert SLVector.uniform(2) == report.vector == report.ceiling
    assert SLVector(2, 2, 2, 2, 1, 2, 2) == report.nominal
    assert TOP == report.uncapped_ceiling
    assert set() == report.undetermined


def test_an_fr_whose_due_requirements_do_not_apply_is_so_up_to_the_level_assessed_to() -> None:
    """RDF of a network device: three requirements from SL 1, more from SL 2 and 3."""
    absent = [least(Verdict.NOT_APPLICABLE, id) for id in ("CR 5.1", "NDR 5.2", "NDR 5.3")]
    to_one = component(absent, NETWORK, assessed_to=1)
    assert {FR.RDF} == capability(to_one).not_applicable
    assert "n/a" == capability(to_one).shown(FR.RDF)
    assert set() == capability(evolve(to_one, assessed_to=2)).not_applicable
    assert "1" == capability(evolve(to_one, assessed_to=None)).shown(FR.RDF)[0]
    assert set() == capability(evolve(to_one, assessed_to=0)).not_applicable


def test_an_fr_is_not_known_to_be_not_applicable_as_achieved_from_findings_on_a_capability() -> None:
    report = achieved(component([least(Verdict.NOT_APPLICABLE, "CR 5.1")], stage=Stage.CAPABILITY))
    assert set() == report.not_applicable
    assert "0..4" == report.shown(FR.RDF)


# ---- selections


def selection(*left_out: str, **reasons: str) -> Selection:
    chosen = [id for id in ids_of(PART_4_2) if id.text not in left_out]
    excluded = dict.fromkeys(left_out, reasons["because"]) if reasons else {}
    return Selection("Agreed", PART_4_2, "2019", chosen, excluded)


def test_no_level_is_printed_for_an_fr_whose_due_requirements_are_not_all_selected() -> None:
    report = capability(evolve(COMPLETE, selection=selection("CR 1.1 RE(1)")))
    assert {FR.IAC} == report.unselected
    assert "SL-C(Controller) = { - 4 4 4 4 4 4 }" == str(report)
    assert "SL-C(Controller) = { - 4 4 4 4 4 4 }" == str(report.statement)
    assert SL.SL1 is report.vector[FR.IAC]
    assert SL.SL4 is report.ceiling[FR.IAC]
    assert SL.SL4 is report.minimum()


def test_what_is_outside_the_selection_is_not_known_and_says_why() -> None:
    """Even when there is a finding on it."""
    left_out = {
        reason: next(
            each
            for each in capability(evolve(COMPLETE, selection=chosen)).results
            if "CR 1.1 RE(1)" == each.requirement.id.text
        )
        for reason, chosen in (
            ("outside the selection", selection("CR 1.1 RE(1)")),
            ("outside the selection: no screen", selection("CR 1.1 RE(1)", because="no screen")),
        )
    }
    for reason, result in left_out.items():
        assert (None, State.UNDETERMINED, reason) == (result.finding, result.state, result.reason)


def test_what_is_left_out_above_the_level_assessed_to_is_not_due() -> None:
    chosen = evolve(COMPLETE, selection=selection("CR 1.1 RE(1)"), assessed_to=1)
    assert set() == capability(chosen).unselected
    assert "1" == capability(chosen).shown(FR.IAC)


def test_an_fr_outside_the_selection_is_not_called_not_applicable() -> None:
    absent = evolve(with_(least(Verdict.NOT_APPLICABLE, "CR 5.1")), selection=selection("CR 5.1"))
    assert "-" == capability(absent).shown(FR.RDF)
    assert set() == capability(absent).not_applicable


# ---- constraints and contradictions


@pytest.mark.parametrize("verdict", [each for each in Verdict if not each.name.startswith("MET")])
def test_a_claim_without_its_constraints_is_not_supported_and_no_level_changes(verdict: Verdict) -> None:
    closes = verdict in {Verdict.NOT_APPLICABLE, Verdict.ALLOCATED}
    report = capability(with_(least(verdict, "CCSC 4")))
    assert TOP == report.vector
    assert closes is report.supported
    named = [each.partition(", ")[0] for each in report.unsupported]
    assert ([] if closes else ["claim not supported: CCSC 4 Software development process"]) == named


def test_every_constraint_that_is_missing_is_named_with_its_reason() -> None:
    report = capability(with_(least(Verdict.PARTIAL, "CCSC 2"), without=["CCSC 1", "CCSC 4"]))
    assert (
        "claim not supported: CCSC 1 Support of essential functions, no finding",
        "claim not supported: CCSC 2 Compensating countermeasures, partial",
        "claim not supported: CCSC 4 Software development process, no finding",
    ) == report.unsupported
    assert not report.supported


def test_the_constraints_of_3_3_have_no_id_but_their_clause() -> None:
    rows = [row for row in table("constraints") if row["part"] == "62443-3-3"]
    expected = [(f"Clause {row['clause']}", row["title"]) for row in rows]
    constraints = capability(system()).constraints
    assert expected == [(each.requirement.id.text, each.requirement.title) for each in constraints]
    findings = [met(RequirementId.parse(id)) for id, _ in expected]
    assert capability(system(findings)).supported


@pytest.mark.parametrize("verdict", [Verdict.MET, Verdict.MET_BY_CONFIGURATION])
def test_a_base_that_does_not_apply_with_an_enhancement_met_is_a_contradiction(verdict: Verdict) -> None:
    report = capability(with_(least(Verdict.NOT_APPLICABLE, "CR 1.1"), least(verdict, "CR 1.1 RE(1)")))
    assert (
        "CR 1.1 does not apply, but CR 1.1 RE(1) is met",
        "CR 1.1 does not apply, but CR 1.1 RE(2) is met",
    ) == tuple(sorted(report.contradictions))
    assert not report.supported
    assert "claim not supported: CR 1.1 does not apply, but CR 1.1 RE(1) is met" in report.unsupported
    assert TOP == report.vector


@pytest.mark.parametrize("verdict", [each for each in Verdict if not each.name.startswith("MET")])
def test_a_base_that_does_not_apply_does_not_contradict_what_is_not_met(verdict: Verdict) -> None:
    absent = least(Verdict.NOT_APPLICABLE, "CR 1.9")
    assert () == capability(with_(absent, least(verdict, "CR 1.9 RE(1)"))).contradictions


def test_an_enhancement_that_does_not_apply_contradicts_nothing() -> None:
    assert () == capability(with_(least(Verdict.NOT_APPLICABLE, "CR 1.1 RE(1)"))).contradictions


# ---- remarks

UNSEEN = "COR1:2022 of 62443-4-2 is known but was not seen: one page, text not seen"


def test_a_corrigendum_that_was_not_seen_is_told() -> None:
    assert (UNSEEN,) == capability(component()).remarks
    assert () == capability(system()).remarks


def test_findings_that_differ_are_told() -> None:
    findings = [least(Verdict.MET), least(Verdict.NOT_MET), least(Verdict.PARTIAL)]
    assert (
        "CR 1.1 has findings that differ (not_met, partial, met): not_met counts",
        UNSEEN,
    ) == capability(component(findings)).remarks


def test_one_message_names_the_blank_enhancements_of_what_does_not_apply() -> None:
    """CR 1.1 has two and CR 2.11 two, of which one is answered; those of a base that applies are not named."""
    absent = [least(Verdict.NOT_APPLICABLE, id) for id in ("CR 1.1", "CR 2.11")]
    answered = [least(Verdict.NOT_APPLICABLE, "CR 2.11 RE(1)"), least(Verdict.MET, "CR 2.1")]
    blank = "CR 1.1 RE(1), CR 1.1 RE(2), CR 2.11 RE(2)"
    expected = f"not applicable does not spread to enhancements; still without a finding: {blank}"
    assert (expected, UNSEEN) == capability(component([*absent, *answered])).remarks


def test_not_applicable_does_not_spread_to_enhancements() -> None:
    report = capability(with_(least(Verdict.NOT_APPLICABLE, "CR 1.1"), without=["CR 1.1 RE(1)"]))
    assert "1..4" == report.shown(FR.IAC)


def test_a_finding_of_another_type_counts_for_nothing_and_is_told() -> None:
    report = capability(component([least(Verdict.MET, "NDR 5.2")]))
    assert ("NDR 5.2 does not apply to embedded device: its finding counts for nothing", UNSEEN) == report.remarks
    both = frozenset({ComponentType.HOST_DEVICE, ComponentType.EMBEDDED_DEVICE})
    report = capability(component([least(Verdict.MET, "NDR 5.2")], both))
    assert "NDR 5.2 does not apply to embedded device and host device" in report.remarks[0]


def test_a_heading_is_taken_as_what_it_points_on_to() -> None:
    pointing = least(Verdict.NOT_MET, "CR 3.2")
    assert "0" == capability(with_(pointing, without=["EDR 3.2"])).shown(FR.SI)
    assert ("CR 3.2 points on: taken as EDR 3.2", UNSEEN) == capability(component([pointing])).remarks
    every = capability(component([least(Verdict.MET, "CR 3.2")], ALL_TYPES))
    assert "CR 3.2 points on: taken as SAR 3.2, EDR 3.2, HDR 3.2, NDR 3.2" == every.remarks[0]
    enhanced = capability(component([least(Verdict.MET, "CR 2.4 RE(1)")]))
    assert "CR 2.4 RE(1) points on: taken as EDR 2.4 RE(1)" == enhanced.remarks[0]


def test_a_heading_that_points_elsewhere_or_nowhere_counts_for_nothing() -> None:
    report = capability(component([least(Verdict.MET, "CR 5.2"), least(Verdict.MET, "CR 2.3")]))
    assert (
        "CR 5.2 points on to nothing of embedded device: its finding counts for nothing",
        "CR 2.3: components have no requirement there (SR 2.3 is of the system): its finding counts for nothing",
        UNSEEN,
    ) == report.remarks
    assert BOTTOM == report.vector


@pytest.mark.parametrize("own", [Verdict.MET, Verdict.NOT_MET])
def test_a_heading_that_differs_from_what_it_points_on_to_is_a_conflict(own: Verdict) -> None:
    other = Verdict.NOT_MET if own is Verdict.MET else Verdict.MET
    report = capability(with_(least(other, "CR 3.2"), least(own, "EDR 3.2")))
    assert "0" == report.shown(FR.SI)
    assert "EDR 3.2 has findings that differ (not_met, met): not_met counts" in report.remarks


# ---- findings that differ

FALSE_CONDITION = least(Verdict.MET_BY_CONFIGURATION, condition_holds=False)


@pytest.mark.parametrize(
    ("closes", "does_not"),
    [
        (least(Verdict.NOT_APPLICABLE), FALSE_CONDITION),
        (least(Verdict.COMPENSATED, adequate_up_to=4), FALSE_CONDITION),
        (least(Verdict.NOT_APPLICABLE), least(Verdict.MET_BY_CONFIGURATION)),
        (least(Verdict.COMPENSATED, adequate_up_to=4), least(Verdict.ALLOCATED)),
    ],
)
def test_of_two_that_differ_the_one_that_does_not_close_wins_as_achieved(closes: Finding, does_not: Finding) -> None:
    built = evolve(COMPLETE, stage=Stage.AS_BUILT)
    others = [each for each in built if "CR 1.1" != each.requirement.text]
    alone = achieved(evolve(built, findings=[*others, does_not]))
    both = achieved(evolve(built, findings=[*others, closes, does_not]))
    assert SL.SL0 is alone.vector[FR.IAC]
    assert alone.vector == both.vector


@pytest.mark.parametrize("closes", [least(Verdict.NOT_APPLICABLE), least(Verdict.ALLOCATED)])
def test_of_two_that_differ_the_one_that_does_not_close_wins_when_evidence_is_required(closes: Finding) -> None:
    others = [each for each in COMPLETE if "CR 1.1" != each.requirement.text]
    both = capability(component([*others, closes, least(Verdict.MET)]), require_evidence=True)
    assert SL.SL0 is both.vector[FR.IAC]


def test_findings_that_differ_are_told_whatever_else_is_resolved() -> None:
    """A finding of another type, and a heading, are put in their place without losing it."""
    differing = [least(Verdict.MET), least(Verdict.NOT_MET)]
    for beside in ("NDR 5.2", "CR 3.2", "CR 2.3"):
        remarks = capability(component([*differing, least(Verdict.MET, beside)])).remarks
        assert "CR 1.1 has findings that differ (not_met, met): not_met counts" in remarks


# ---- what is refused


def test_an_assessment_is_assessed_against_its_own_catalog() -> None:
    assert "Controller: it is an assessment against 62443-4-2:2019, the catalog is 62443-3-3:2013 with COR1:2014" == (
        refused(component(), "3-3")
    )
    assert "Cell 4: it is an assessment against 62443-3-3:2013, the catalog is 62443-3-3:2013 with COR1:2014" == (
        refused(system(amended=False), "3-3")
    )
    assert "62443-3-3:2013" == capability(system(amended=False)).catalog.name
    assert load("4-2") is capability(component(), load("4-2")).catalog


@pytest.mark.parametrize("part", ["62443-2-1", "62443-2-4", "62443-3-2", "62443-4-1"])
def test_a_part_without_security_levels_is_refused(part: str) -> None:
    assessment = Assessment(Subject("Us"), part, load(part).edition)
    assert f"Us: {part} has no security levels" == refused(assessment)


def test_a_component_names_its_types_and_a_system_has_none() -> None:
    assert "Controller: an assessment against 62443-4-2 names no component type" == refused(component((), frozenset()))
    typed = evolve(system(), subject=Subject("Cell 4", "", EMBEDDED))
    expected = "Cell 4: an assessment against 62443-3-3 names component types, which the part does not have"
    assert expected == refused(typed)


def test_every_id_that_the_catalog_does_not_have_is_named_at_once() -> None:
    message = refused(component([least(Verdict.MET, id) for id in ("CR 1.1 RE(9)", "SR 1.1", "CR 1.1", "EDR 1.1")]))
    assert message.startswith("Controller: 'CR 1.1 RE(9)' is not a requirement of 62443-4-2:2019; nearest: CR 1.1")
    assert "; 'SR 1.1' is not a requirement of 62443-4-2:2019: it is an id of 62443-3-3; " in message
    assert "; 'EDR 1.1' is not a requirement of 62443-4-2:2019; nearest: " in message


def test_an_enhancement_that_no_heading_points_on_to_is_refused_with_the_others() -> None:
    findings = [least(Verdict.MET, id) for id in ("CR 2.3 RE(1)", "CR 1.1", "CR 3.12 RE(1)", "SR 1.1")]
    message = refused(component(findings))
    assert message.startswith("Controller: ")
    for id in ("CR 2.3 RE(1)", "CR 3.12 RE(1)", "SR 1.1"):
        assert f"{id!r} is not a requirement of 62443-4-2:2019" in message


# ---- names that are no domain


@pytest.mark.parametrize("name", ["two\nlines", " padded ", "x" * 401])
def test_any_name_has_a_statement(name: str) -> None:
    report = capability(evolve(COMPLETE, subject=Subject(name, "", EMBEDDED)))
    assert TOP == report.statement.vector


# ---- parts without levels


@pytest.mark.parametrize("part", ["2-1", "2-4", "3-2", "4-1"])
def test_a_part_without_security_levels_gives_no_vector(part: str) -> None:
    catalog = load(part)
    with pytest.raises(IEC62443Error):
        satisfied_vector([], catalog)
    with pytest.raises(IEC62443Error):
        saturated(BOTTOM, catalog)
    with pytest.raises(IEC62443Error):
        nominal(TOP, catalog)


def test_a_report_of_3_3_as_first_printed_has_its_level() -> None:
    """SR 3.4 is due from SL 1 there, from SL 2 with COR1:2014."""
    open_ = [least(Verdict.NOT_MET, "SR 3.4")]
    lifted = {amended: capability(system(open_, amended=amended)) for amended in (True, False)}
    assert {True: SL.SL1, False: SL.SL0} == {amended: report.ceiling[FR.SI] for amended, report in lifted.items()}


def test_the_report_class_is_public() -> None:
    assert isinstance(capability(component()), LevelReport)


def test_ids_and_texts_may_be_given_together() -> None:
    catalog = load("3-3")
    mixed = {id if place % 2 else id.text for place, id in enumerate(catalog)}
    assert TOP == satisfied_vector(mixed, catalog) == satisfied_vector(list(mixed), catalog)
    assert BOTTOM == satisfied_vector([], catalog)
