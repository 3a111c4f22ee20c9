"""Findings and what they need to stand; assessments that merge them; claims and acceptances of risks."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from assessment_strategies import A_DAY, EMBEDDED, PART_4_2, assessments, component, ids_of, least
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import findings, vectors

from iec62443 import (
    SL,
    Action,
    Assessment,
    Claim,
    ClaimForm,
    ClaimSource,
    ComponentType,
    DocumentDetails,
    Evidence,
    EvidenceKind,
    Finding,
    InvalidFinding,
    InvalidRequirementId,
    MaturityLevel,
    NotApplicableReason,
    RequirementId,
    RiskAcceptance,
    Selection,
    SLVector,
    Stage,
    Subject,
    Verdict,
    load,
    spread_not_applicable,
)

if TYPE_CHECKING:
    from collections.abc import Callable

DAY_BEFORE, DAY_AFTER = A_DAY - dt.timedelta(1), A_DAY + dt.timedelta(1)


def refused(make: Callable[[], object]) -> str:
    with pytest.raises(InvalidFinding) as caught:
        make()
    return str(caught.value)


# ---- verdicts


def test_the_verdicts_are_the_nine_of_the_design() -> None:
    expected = [
        "MET",
        "MET_BY_CONFIGURATION",
        "ALLOCATED",
        "COMPENSATED",
        "NOT_APPLICABLE",
        "PARTIAL",
        "PLANNED",
        "NOT_MET",
        "NOT_ASSESSED",
    ]
    assert expected == [each.name for each in Verdict]
    assert [name.lower() for name in expected] == [each.value for each in Verdict]


@pytest.mark.parametrize(
    ("expected", "verdict"),
    [
        ("implemented", Verdict.MET),
        ("implemented", Verdict.MET_BY_CONFIGURATION),
        (None, Verdict.ALLOCATED),
        ("alternative", Verdict.COMPENSATED),
        ("not-applicable", Verdict.NOT_APPLICABLE),
        ("partial", Verdict.PARTIAL),
        ("planned", Verdict.PLANNED),
        (None, Verdict.NOT_MET),
        (None, Verdict.NOT_ASSESSED),
    ],
)
def test_a_verdict_maps_to_an_implementation_status_of_oscal_where_there_is_one(
    expected: str | None, verdict: Verdict
) -> None:
    """OSCAL's five are implemented, partial, planned, alternative, not-applicable."""
    assert expected == verdict.oscal


@pytest.mark.parametrize("verdict", Verdict)
def test_each_verdict_stands_with_the_least_it_needs(verdict: Verdict) -> None:
    finding = least(verdict, "cr1.1")
    assert RequirementId.parse("CR 1.1") == finding.requirement
    assert (verdict, (), "", None) == (finding.verdict, finding.evidence, finding.owner, finding.date)


# ---- what is refused


@pytest.mark.parametrize("verdict", [Verdict.NOT_APPLICABLE, Verdict.COMPENSATED, Verdict.ALLOCATED])
@pytest.mark.parametrize("said", ["", " ", "\n\t"])
def test_what_closes_without_being_met_needs_a_justification(verdict: Verdict, said: str) -> None:
    expected = f"CR 1.1: {verdict.value!r} needs a justification"
    assert expected == refused(lambda: Finding("CR 1.1", verdict, said))


def test_met_by_configuration_needs_its_condition() -> None:
    expected = "CR 1.1: 'met_by_configuration' needs the condition under which it is met"
    assert expected == refused(lambda: Finding("CR 1.1", Verdict.MET_BY_CONFIGURATION, "because"))
    assert expected == refused(lambda: Finding("CR 1.1", Verdict.MET_BY_CONFIGURATION, condition=" "))


@pytest.mark.parametrize("verdict", [each for each in Verdict if each is not Verdict.NOT_APPLICABLE])
def test_a_reason_why_it_does_not_apply_belongs_to_not_applicable_only(verdict: Verdict) -> None:
    finding = least(verdict)
    expected = f"CR 1.1: a reason for not applicable beside the verdict {verdict.value!r}"
    assert expected == refused(lambda: attrs.evolve(finding, reason=NotApplicableReason.OTHER))


@pytest.mark.parametrize("verdict", [each for each in Verdict if each is not Verdict.MET_BY_CONFIGURATION])
@pytest.mark.parametrize("said", [{"condition": "TLS is on"}, {"condition_holds": True}, {"condition_holds": False}])
def test_a_condition_belongs_to_met_by_configuration_only(verdict: Verdict, said: dict[str, Any]) -> None:
    finding = least(verdict)
    expected = f"CR 1.1: a condition beside the verdict {verdict.value!r}"
    assert expected == refused(lambda: attrs.evolve(finding, **said))


@pytest.mark.parametrize("verdict", [each for each in Verdict if each is not Verdict.COMPENSATED])
@pytest.mark.parametrize("said", [{"countermeasures": ["a fence"]}, {"adequate_up_to": 0}, {"adequate_up_to": 4}])
def test_a_countermeasure_belongs_to_compensated_only(verdict: Verdict, said: dict[str, Any]) -> None:
    finding = least(verdict)
    expected = f"CR 1.1: a countermeasure beside the verdict {verdict.value!r}"
    assert expected == refused(lambda: attrs.evolve(finding, **said))


@pytest.mark.parametrize(("level", "shown"), [(5, "5"), (-1, "-1"), ("2", "'2'"), (1.5, "1.5")])
def test_a_level_out_of_range_is_refused(level: int, shown: str) -> None:
    expected = f"{shown}: a level is a whole number from 0 to 4"
    assert expected == refused(lambda: Finding("CR 1.1", Verdict.COMPENSATED, "a fence", adequate_up_to=level))
    assert expected == refused(lambda: component(assessed_to=level))


def test_an_id_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidRequirementId, match=r"'CR 4\.1B' is not a requirement id"):
        Finding("CR 4.1B", Verdict.MET)


def test_a_reason_left_out_is_other_and_one_given_is_kept() -> None:
    assert NotApplicableReason.OTHER is Finding("CR 1.1", Verdict.NOT_APPLICABLE, "so").reason
    given_reason = Finding("CR 1.1", Verdict.NOT_APPLICABLE, "so", reason=NotApplicableReason.FEATURE_ABSENT)
    assert NotApplicableReason.FEATURE_ABSENT is given_reason.reason


# ---- maturity, for the parts on processes

PROCESSES = ["SM-1", "SP.01.01 BR", "ORG 1.1"]


@pytest.mark.parametrize("id", PROCESSES)
def test_a_process_that_is_met_has_its_maturity(id: str) -> None:
    assert MaturityLevel.ML3 is Finding(id, Verdict.MET, maturity=3).maturity
    assert f"{id}: 'met' needs its maturity level, 1 to 4" == refused(lambda: Finding(id, Verdict.MET))


@pytest.mark.parametrize("id", PROCESSES)
@pytest.mark.parametrize(
    "verdict", [Verdict.PARTIAL, Verdict.PLANNED, Verdict.NOT_MET, Verdict.NOT_ASSESSED, Verdict.NOT_APPLICABLE]
)
def test_a_process_that_is_not_met_has_no_maturity(id: str, verdict: Verdict) -> None:
    assert least(verdict, id).maturity is None
    expected = f"{id}: {verdict.value!r} has no maturity level, but ML 2 is given"
    assert expected == refused(lambda: attrs.evolve(least(verdict, id), maturity=2))


@pytest.mark.parametrize("verdict", [Verdict.ALLOCATED, Verdict.COMPENSATED, Verdict.MET_BY_CONFIGURATION])
def test_a_process_is_neither_allocated_nor_compensated_nor_configured(verdict: Verdict) -> None:
    expected = f"SP.01.01 BR: {verdict.value!r} is no verdict on a process of 62443-2-4"
    assert expected == refused(lambda: least(verdict, "SP.01.01 BR"))


@pytest.mark.parametrize(
    ("id", "part"),
    [
        ("SR 1.1", "62443-3-3"),
        ("CR 1.1", "62443-4-2"),
        ("ZCR 5.6", "62443-3-2"),
        ("4.3.3.6.1", "62443-2-1:2009"),  # the edition of 2009 came before the maturity levels
    ],
)
def test_what_is_no_process_has_no_maturity(id: str, part: str) -> None:
    assert Finding(id, Verdict.MET).maturity is None
    expected = f"{id}: {part} has no maturity levels, but the finding has ML 3"
    assert expected == refused(lambda: Finding(id, Verdict.MET, maturity=3))


@pytest.mark.parametrize("level", [0, 5, "2"])
def test_a_maturity_out_of_range_is_refused(level: int) -> None:
    expected = f"{level!r}: a maturity level is a whole number from 1 to 4"
    assert expected == refused(lambda: Finding("SM-1", Verdict.MET, maturity=level))


# ---- evidence


@pytest.mark.parametrize("reference", ["", " ", "\t\n"])
def test_evidence_refers_to_something(reference: str) -> None:
    assert "evidence: its reference is empty" == refused(lambda: Evidence(reference))


def test_evidence_is_a_document_unless_it_says_otherwise() -> None:
    assert EvidenceKind.DOCUMENT is Evidence("TR-1").kind
    assert ["document", "inspection", "test", "interview"] == [each.value for each in EvidenceKind]


@pytest.mark.parametrize(
    ("expected", "as_of"), [(True, None), (True, DAY_BEFORE), (True, A_DAY), (False, DAY_AFTER), (False, dt.date.max)]
)
def test_evidence_counts_up_to_its_last_day(*, expected: bool, as_of: dt.date | None) -> None:
    assert expected is Evidence("TR-1", valid_until=A_DAY).counts(as_of)
    assert Evidence("TR-1").counts(as_of)


@pytest.mark.parametrize(("verdict", "may_be"), [(each, each.name.startswith("MET")) for each in Verdict])
def test_only_what_is_met_can_be_asserted(*, verdict: Verdict, may_be: bool) -> None:
    bare = least(verdict)
    shown = attrs.evolve(bare, evidence=[Evidence("TR-1", valid_until=A_DAY)])
    assert may_be is bare.asserted()
    assert may_be is shown.asserted(DAY_AFTER)
    assert not shown.asserted(A_DAY)
    assert not shown.asserted()


def test_one_piece_of_evidence_that_counts_is_enough() -> None:
    pieces = (Evidence("old", valid_until=A_DAY), Evidence("new", valid_until=DAY_AFTER))
    assert not Finding("CR 1.1", Verdict.MET, evidence=pieces).asserted(DAY_AFTER)
    assert Finding("CR 1.1", Verdict.MET, evidence=pieces[:1]).asserted(DAY_AFTER)
    assert not Finding("CR 1.1", Verdict.MET, evidence=pieces[:1]).asserted(A_DAY)


# ---- assessments


def test_equal_findings_merge() -> None:
    finding = Finding("CR 1.1", Verdict.MET, evidence=[Evidence("TR-1")])
    assessment = component([finding, Finding("CR 1.2", Verdict.PLANNED), copy.deepcopy(finding)])
    assert [finding, Finding("CR 1.2", Verdict.PLANNED)] == list(assessment)
    assert {} == assessment.conflicts


# the order in which what does not close goes before what closes
WEAKEST_FIRST = [
    *(Finding("CR 1.1", verdict) for verdict in (Verdict.NOT_MET, Verdict.PARTIAL, Verdict.PLANNED)),
    Finding("CR 1.1", Verdict.NOT_ASSESSED),
    Finding("CR 1.1", Verdict.MET, evidence=[Evidence("TR-1")]),
]


@pytest.mark.parametrize("closing", [Verdict.MET, Verdict.MET_BY_CONFIGURATION, Verdict.NOT_APPLICABLE])
@pytest.mark.parametrize("open_", [Verdict.NOT_MET, Verdict.PARTIAL, Verdict.PLANNED, Verdict.NOT_ASSESSED])
def test_of_two_that_differ_the_one_that_does_not_close_wins(closing: Verdict, open_: Verdict) -> None:
    first, second = least(closing), least(open_)
    for order in ([first, second], [second, first], [first, second, first, second]):
        assessment = component(order)
        assert (second,) == assessment.findings
        assert {RequirementId.parse("CR 1.1"): (second, first)} == assessment.conflicts


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        ({"condition_holds": False}, {"condition_holds": None}),
        ({"condition_holds": None}, {"condition_holds": True}),
        ({"evidence": ()}, {"evidence": (Evidence("TR-1"),)}),
    ],
)
def test_of_two_with_one_verdict_the_weaker_wins(weaker: dict[str, Any], stronger: dict[str, Any]) -> None:
    base = least(Verdict.MET_BY_CONFIGURATION)
    one, other = attrs.evolve(base, **weaker), attrs.evolve(base, **stronger)
    assert one == component([other, one])["CR 1.1"] == component([one, other])["CR 1.1"]


@pytest.mark.parametrize(("weaker", "stronger"), [(None, 0), (0, 1), (2, 4)])
def test_of_two_countermeasures_the_less_adequate_wins(weaker: int | None, stronger: int) -> None:
    base = least(Verdict.COMPENSATED)
    one, other = attrs.evolve(base, adequate_up_to=weaker), attrs.evolve(base, adequate_up_to=stronger)
    assert one == component([other, one])["CR 1.1"] == component([one, other])["CR 1.1"]


def test_of_two_maturities_the_lower_wins() -> None:
    one, other = (Finding("SM-1", Verdict.MET, maturity=level) for level in (1, 3))
    assessment = Assessment(Subject("Us"), "62443-4-1", "2018", [other, one])
    assert one == assessment["SM-1"]


def test_every_finding_that_differs_is_kept_for_the_reader() -> None:
    assessment = component([*reversed(WEAKEST_FIRST), *WEAKEST_FIRST])
    conflicts = assessment.conflicts[RequirementId.parse("CR 1.1")]
    assert 1 == len(assessment)
    assert set(WEAKEST_FIRST) == set(conflicts)
    assert len(WEAKEST_FIRST) == len(conflicts)
    assert Verdict.MET is conflicts[-1].verdict


def test_a_finding_is_found_by_id_or_text_in_any_notation() -> None:
    finding = Finding("CR 1.1 RE(1)", Verdict.MET)
    assessment = component([finding])
    for key in ("CR 1.1 RE(1)", "cr1.1re1", RequirementId.parse("CR 1.1 RE(1)")):
        assert finding is assessment[key]
        assert finding is assessment.get(key)
        assert key in assessment
    for key in ("CR 1.1", RequirementId.parse("CR 1.2")):
        assert assessment.get(key) is None
        assert key not in assessment
        with pytest.raises(KeyError, match=str(key)):
            assessment[key]
    for stranger in ("CR", None, 1, ("CR 1.1 RE(1)",)):
        assert stranger not in assessment
    with pytest.raises(InvalidRequirementId):
        assessment["CR"]


def test_new_findings_take_the_place_of_those_on_the_same_requirements() -> None:
    old, kept, new = (
        Finding("CR 1.1", Verdict.PLANNED),
        Finding("CR 1.2", Verdict.MET),
        Finding("CR 1.1", Verdict.MET),
    )
    before = component([old, kept])
    after = before.with_findings(new)
    assert (kept, new) == after.findings
    assert {} == after.conflicts
    assert (old, kept) == before.findings
    assert before == before.with_findings()


def test_new_findings_that_differ_among_themselves_are_a_conflict() -> None:
    planned, met = Finding("CR 1.1", Verdict.PLANNED), Finding("CR 1.1", Verdict.MET)
    after = component().with_findings(met, planned)
    assert planned is after["CR 1.1"]
    assert [(planned, met)] == list(after.conflicts.values())


def test_what_differs_elsewhere_stays_a_conflict_when_something_changes() -> None:
    planned, met = Finding("CR 1.1", Verdict.PLANNED), Finding("CR 1.1", Verdict.MET)
    before = component([met, planned])
    for after in (before.with_findings(Finding("CR 1.2", Verdict.MET)), attrs.evolve(before, stage=Stage.AS_BUILT)):
        assert planned == after["CR 1.1"]
        assert [(planned, met)] == list(after.conflicts.values())


@settings(max_examples=25)
@given(assessments())
def test_an_assessment_goes_through_its_findings_and_counts_them(assessment: Assessment) -> None:
    assert list(assessment.findings) == list(assessment)
    assert len(assessment.findings) == len(assessment) == len({each.requirement for each in assessment})
    assert all(each is assessment[each.requirement] for each in assessment)


# ---- values


@settings(max_examples=25)
@given(findings(ids_of(PART_4_2)))
def test_a_finding_survives_pickling_and_copying(finding: Finding) -> None:
    for twin in (pickle.loads(pickle.dumps(finding)), copy.copy(finding), copy.deepcopy(finding)):  # noqa: S301 - ours
        assert finding == twin
        assert hash(finding) == hash(twin)


@settings(max_examples=12)
@given(assessments())
def test_an_assessment_survives_pickling_and_copying(assessment: Assessment) -> None:
    several = attrs.evolve(assessment, findings=[*assessment.findings, Finding("CR 1.1", Verdict.NOT_MET)])
    for twin in (pickle.loads(pickle.dumps(several)), copy.copy(several), copy.deepcopy(several)):  # noqa: S301 - ours
        assert several == twin
        assert hash(several) == hash(twin)
        assert several.conflicts == twin.conflicts
        assert [each == twin[each.requirement] for each in several] == [True] * len(several)


@pytest.mark.parametrize(
    "value",
    [
        Finding("CR 1.1", Verdict.MET),
        Evidence("TR-1"),
        Subject("X"),
        component(),
        Claim(Subject("X"), 2, ClaimForm.NOMINAL),
        ClaimSource(),
        RiskAcceptance("CR 1.1", "me", "because"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_cannot_be_changed(value: attrs.AttrsInstance) -> None:
    for each in attrs.fields(type(value)):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, each.name, None)
    with pytest.raises(AttributeError):
        value.anything = 1  # type: ignore[attr-defined] # that is the point


def test_a_value_shows_itself_as_the_call_that_makes_it() -> None:
    """As attrs would print it: every field by its name, and what is kept for its own use left out."""
    assert "Subject(name='X', version='1', component_types=frozenset(), supplier='')" == repr(Subject("X", "1"))
    shown = (
        "Evidence(reference='TR-1', kind=<EvidenceKind.DOCUMENT: 'document'>, digest='', date=None, valid_until=None)"
    )
    assert shown == repr(Evidence("TR-1"))
    finding = Finding("CR 1.1", Verdict.MET, evidence=[Evidence("TR-1")])
    assert repr(finding).startswith(
        "Finding(requirement=RequirementId('CR 1.1'), verdict=<Verdict.MET: 'met'>, justification='', evidence=(Evidence("
    )
    assert "<Assessment 'Controller', 62443-4-2:2019, 1 finding>" == repr(component([finding]))


def test_collections_are_taken_from_any_iterable() -> None:
    subject = Subject("X", "1", iter([ComponentType.HOST_DEVICE]))
    assert frozenset({ComponentType.HOST_DEVICE}) == subject.component_types
    finding = Finding("CR 1.1", Verdict.COMPENSATED, "so", iter([Evidence("a")]), countermeasures=iter(["b"]))
    assert ((Evidence("a"),), ("b",)) == (finding.evidence, finding.countermeasures)
    assessment = Assessment(subject, PART_4_2, "2019", iter([finding]), iter(["COR1:2022"]))
    assert ((finding,), ("COR1:2022",)) == (assessment.findings, assessment.corrigenda)


def test_an_assessment_is_of_a_capability_to_any_level_over_all_unless_it_says_otherwise() -> None:
    assessment = component()
    assert (Stage.CAPABILITY, None, None) == (assessment.stage, assessment.assessed_to, assessment.selection)
    assert SL.SL2 is component(assessed_to=2).assessed_to


def test_assessments_that_differ_in_one_thing_are_not_equal() -> None:
    base = component([Finding("CR 1.1", Verdict.MET)])
    others = [
        attrs.evolve(base, assessed_to=2),
        attrs.evolve(base, stage=Stage.AS_BUILT),
        attrs.evolve(base, selection=Selection("S", PART_4_2, "2019", ["CR 1.1"])),
        attrs.evolve(base, subject=Subject("Other", "1.0", EMBEDDED)),
        attrs.evolve(base, findings=()),
        attrs.evolve(base, date=A_DAY),
    ]
    assert len({base, *others}) == 7


# ---- claims


@given(st.integers(0, 4))
def test_a_claim_of_one_level_is_one_of_all_seven(level: int) -> None:
    claim = Claim(Subject("Gateway", "2.0"), level, ClaimForm.SATURATED)
    assert SLVector.uniform(level) == claim.vector


@given(vectors)
def test_a_claim_keeps_its_vector(vector: SLVector) -> None:
    assert vector == Claim(Subject("Gateway", "2.0"), vector, ClaimForm.NOMINAL).vector


def test_a_claim_speaks_of_one_version_while_it_lasts() -> None:
    source = ClaimSource(self_declared=False, scheme="CSA", body="A body", number="7", valid_until=A_DAY)
    claim = Claim(Subject("Gateway", "2.0"), 2, ClaimForm.NOMINAL, source=source)
    expected = {None: True, DAY_BEFORE: True, A_DAY: True, DAY_AFTER: False}
    assert expected == {day: claim.valid_for("2.0", day) for day in expected}
    assert not any(claim.valid_for("2.1", day) for day in expected)
    endless = Claim(Subject("Gateway", "2.0"), 2, ClaimForm.NOMINAL)
    assert endless.valid_for("2.0", dt.date.max)
    assert (PART_4_2, "2019", True) == (endless.part, endless.edition, endless.source.self_declared)


@pytest.mark.parametrize("named", [{"scheme": "CSA"}, {"body": "A body"}, {"number": "7"}])
def test_a_self_declaration_names_no_certificate(named: dict[str, str]) -> None:
    expected = "claim: a self-declaration names no certificate scheme, body or number"
    assert expected == refused(lambda: ClaimSource(**named))  # type: ignore[arg-type] # only texts in it


@pytest.mark.parametrize("lacking", ["scheme", "body", "number"])
def test_a_certificate_names_itself(lacking: str) -> None:
    named = {"scheme": "CSA", "body": "A body", "number": "7"} | {lacking: ""}
    expected = "claim: a certificate needs its scheme, body and number"
    assert expected == refused(lambda: ClaimSource(self_declared=False, **named))  # type: ignore[arg-type] # likewise


# ---- acceptances of risks


@pytest.mark.parametrize(("owner", "reason"), [("", "because"), (" ", "because"), ("me", ""), ("me", "\n")])
def test_an_acceptance_has_an_owner_and_a_reason(owner: str, reason: str) -> None:
    expected = "CR 1.1: a risk acceptance needs an owner and a reason"
    assert expected == refused(lambda: RiskAcceptance("CR 1.1", owner, reason))


@pytest.mark.parametrize(
    "made",
    [
        lambda: least(Verdict.COMPENSATED, countermeasures="fence"),
        lambda: Assessment(Subject("Works"), "62443-3-3", "2013", corrigenda="COR1:2014"),
        lambda: Action(["CR 1.1"], "keys in release 3", places="Cell"),
        lambda: DocumentDetails(hardware="PX 8"),
    ],
)
def test_one_text_alone_is_not_read_letter_by_letter(made: Callable[[], object]) -> None:
    with pytest.raises(InvalidFinding, match="a list of texts is expected, not one text"):
        made()


@pytest.mark.parametrize(("expected", "as_of"), [(False, None), (False, DAY_BEFORE), (False, A_DAY), (True, DAY_AFTER)])
def test_an_acceptance_runs_out_after_its_last_day(*, expected: bool, as_of: dt.date | None) -> None:
    assert expected is RiskAcceptance("CR 1.1", "me", "because", A_DAY).expired(as_of)
    assert not RiskAcceptance("CR 1.1", "me", "because").expired(as_of)


# ---- not applicable does not spread by itself


def test_not_applicable_spreads_to_blank_enhancements_when_asked_and_to_nothing_else() -> None:
    """CR 2.11 has two enhancements: one is answered, one is blank; CR 2.1 applies."""
    base = Finding("CR 2.11", Verdict.NOT_APPLICABLE, "no clock", reason=NotApplicableReason.FEATURE_ABSENT)
    answered = Finding("CR 2.11 RE(1)", Verdict.NOT_MET)
    other = Finding("CR 2.1", Verdict.MET)
    before = component([base, answered, other])
    after = spread_not_applicable(before, load("4-2"))
    blank = Finding("CR 2.11 RE(2)", Verdict.NOT_APPLICABLE, "no clock", reason=NotApplicableReason.FEATURE_ABSENT)
    assert (base, answered, other, blank) == after.findings
    assert (base, answered, other) == before.findings


def test_spreading_over_no_ids_or_over_what_applies_changes_nothing() -> None:
    absent = component([Finding("CR 1.1", Verdict.NOT_APPLICABLE, "nobody logs in")])
    assert absent == spread_not_applicable(absent, [])
    met = component([Finding("CR 1.1", Verdict.MET)])
    assert met == spread_not_applicable(met, load("4-2"))
    assert component() == spread_not_applicable(component(), load("4-2"))


def test_a_text_is_no_verdict() -> None:
    with pytest.raises(InvalidFinding, match=r"CR 1\.1: 'met' is no Verdict"):
        Finding("CR 1.1", "met")  # type: ignore[arg-type] # as people type it
