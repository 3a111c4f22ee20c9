"""Maturity levels from findings on processes: the rule against a brute-force oracle, its laws, counts, and every refusal."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from itertools import product
from typing import TYPE_CHECKING

import pytest
from attrs import evolve, field, frozen
from attrs.exceptions import FrozenInstanceError
from golden.tables import table
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from iec62443 import (
    Assessment,
    Catalog,
    ComponentType,
    Evidence,
    EvidenceKind,
    Finding,
    InvalidFinding,
    KnownCorrigendum,
    MaturityLevel,
    NotApplicableReason,
    Outcome,
    RequirementId,
    Selection,
    State,
    Subject,
    Verdict,
    capability,
    load,
)
from iec62443.assessors.maturity import Maturity, MaturityReport, as_evidence, maturity_gap, process_maturity
from iec62443.assessors.scopes import scope

if TYPE_CHECKING:
    from collections.abc import Mapping

PARTS = ("2-1", "2-4", "4-1")
TEAM = Subject("Plant services", "2026")
BELOW = {"partial": Verdict.PARTIAL, "planned": Verdict.PLANNED, "not met": Verdict.NOT_MET}
#: What a requirement is found to be: a level, below level 1, or not rated; as a number for the naive rule, None for not rated.
ANSWERS: dict[str, int | None] = {
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    **dict.fromkeys(BELOW, 0),
    "not assessed": None,
    "nothing": None,
}
OUT = "not applicable"


def finding(id: RequirementId | str, answer: str) -> list[Finding]:
    """Make the finding, if there is one."""
    if answer == "nothing":
        return []
    if answer == "not assessed":
        return [Finding(id, Verdict.NOT_ASSESSED)]
    if answer == OUT:
        return [Finding(id, Verdict.NOT_APPLICABLE, "not offered")]
    if answer in BELOW:
        return [Finding(id, BELOW[answer])]
    return [Finding(id, Verdict.MET, maturity=int(answer))]


def assess(catalog: Catalog, answers: Mapping[str, str], chosen: Selection | None = None) -> Assessment:
    found = [each for id, answer in answers.items() for each in finding(id, answer)]
    return Assessment(TEAM, catalog.part, catalog.edition, found, selection=chosen)


def ids(results: tuple[object, ...]) -> list[str]:
    return [each.requirement.id.text for each in results]  # type: ignore[attr-defined] # results and exclusions alike


def met(id: str, level: int) -> Finding:
    return Finding(id, Verdict.MET, maturity=level)


def all_met(part: str, level: int = 3) -> Assessment:
    catalog = load(part)
    return assess(catalog, {id.text: str(level) for id in catalog if id.enhancement is None})


@frozen
class Case:
    """A few requirements in the scope, with what is found of each; all the others are out of it with a reason."""

    part: str
    answers: dict[str, str] = field(hash=False)

    @property
    def catalog(self) -> Catalog:
        return load(self.part)

    @property
    def chosen(self) -> Selection:
        out = {id: "not offered" for id in self.catalog if id.text not in self.answers}
        return Selection("Ours", self.catalog.part, self.catalog.edition, list(self.answers), out)

    @property
    def inside(self) -> dict[str, str]:
        return {id: answer for id, answer in self.answers.items() if answer != OUT}

    @property
    def numbers(self) -> list[int | None]:
        return [ANSWERS[each] for each in self.inside.values()]

    def assessed(self) -> Assessment:
        return assess(self.catalog, self.answers, self.chosen)

    def report(self) -> MaturityReport:
        return process_maturity(self.assessed())


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a scope of at most four requirements, some of which may not apply; an enhancement comes with its base."""
    part = draw(st.sampled_from(PARTS))
    drawn = draw(st.lists(st.sampled_from(list(load(part))), min_size=1, max_size=3, unique=True))
    inside = sorted({each.base for each in drawn[:1]} | set(drawn[:1]) | {each.base for each in drawn[1:]})
    answers = {each.text: draw(st.sampled_from([*ANSWERS, OUT])) for each in inside}
    return Case(part, answers)


def possible(numbers: list[int | None]) -> set[int]:
    """The minima that may come out, trying every rating, below level 1 included, for each one that has none."""
    choices = [range(5) if each is None else (each,) for each in numbers]
    return {min(tried) for tried in product(*choices) if tried}


def bounds(maturity: Maturity) -> tuple[int, int]:
    """The lowest and highest the overall level may be, with 0 for below level 1."""
    if maturity.below_level_1:
        return 0, 0
    if maturity.undetermined:
        return 0, int(maturity.rated_minimum or 4)
    assert maturity.overall is not None
    return int(maturity.overall), int(maturity.overall)


# --- the rule against the oracle --------------------------------------------------------------------------------------


@given(cases())
def test_the_level_is_the_one_minimum_that_every_possible_rating_gives(case: Case) -> None:
    report, minima = case.report(), possible(case.numbers)
    assert (minima == {0}) == report.below_level_1
    assert (len(minima) > 1) == report.undetermined
    assert (minima.pop() or None if len(minima) == 1 else None) == report.overall


@given(cases())
def test_the_rated_minimum_is_the_lowest_of_those_looked_at(case: Case) -> None:
    looked_at = sorted(each for each in case.numbers if each is not None)
    assert (looked_at[0] or None if looked_at else None) == case.report().rated_minimum


@given(cases())
def test_the_scope_is_gone_through_in_the_standards_order(case: Case) -> None:
    assert [id.text for id in case.catalog if id.text in case.inside] == ids(case.report().results)


@given(cases())
def test_what_blocks_is_what_a_better_rating_of_alone_or_together_would_lift(case: Case) -> None:
    """Blockers are the lowest of those looked at, unless they are at level 4, and all that are not rated."""
    looked_at = [each for each in case.numbers if each is not None]
    lowest = min(looked_at, default=4)
    expected = [id for id, answer in case.inside.items() if ANSWERS[answer] == lowest < 4]
    expected += [id for id, answer in case.inside.items() if ANSWERS[answer] is None]
    assert expected == ids(case.report().blockers)


@given(cases(), st.integers(1, 4))
def test_a_target_is_reached_if_every_possible_rating_reaches_it_and_missed_if_none_does(
    case: Case, wanted: int
) -> None:
    reached = {minimum >= wanted for minimum in possible(case.numbers)}
    expected = {True: Outcome.REACHED, False: Outcome.GAP}[reached.pop()] if len(reached) == 1 else Outcome.UNDETERMINED
    gap = maturity_gap(case.report(), wanted)
    assert (expected, wanted) == (gap.outcome, gap.target)


@given(cases(), st.integers(1, 4))
def test_raising_what_has_to_be_raised_reaches_the_target_and_nothing_less_does(case: Case, wanted: int) -> None:
    assume(case.inside)
    to_raise = ids(maturity_gap(case.report(), wanted).to_raise)
    raised = {**case.answers, **dict.fromkeys(to_raise, str(wanted))}
    assert maturity_gap(Case(case.part, raised).report(), wanted).outcome is Outcome.REACHED
    for each in to_raise:
        short = {**raised, each: case.answers[each]}
        assert maturity_gap(Case(case.part, short).report(), wanted).outcome is not Outcome.REACHED


@given(cases())
def test_a_group_is_rated_like_a_scope_of_its_own(case: Case) -> None:
    report = case.report()
    rows = [row for row in table("other_requirements") if f"{row['part']}:{row['edition']}" == case.catalog.name]
    groups = [row["id"] for row in table("groups") if f"{row['part']}:{row['edition']}" == case.catalog.name]
    assert groups == list(report.groups)
    for group, maturity in report.groups.items():
        inside = {row["id"] for row in rows if group in {row["group"], row["parent"]}} & set(case.answers)
        alone = Case(case.part, {id: case.answers[id] for id in case.answers if id in inside})
        assert alone.report().maturity == maturity
        assert (str(maturity) == "n/a") == inside.isdisjoint(case.inside)


# --- laws -------------------------------------------------------------------------------------------------------------

RANKED = ["not met", "1", "2", "3", "4"]


@given(cases(), st.data())
def test_a_better_rating_of_one_never_lowers_the_level(case: Case, data: st.DataObject) -> None:
    id = data.draw(st.sampled_from(list(case.answers)))
    worse, better = sorted(data.draw(st.tuples(*[st.sampled_from(range(5))] * 2)))
    before, after = (
        bounds(Case(case.part, {**case.answers, id: RANKED[each]}).report().maturity) for each in (worse, better)
    )
    assert before[0] <= after[0]
    assert before[1] <= after[1]


@given(cases(), st.data())
def test_one_more_rating_never_widens_what_the_level_may_be(case: Case, data: st.DataObject) -> None:
    id = data.draw(st.sampled_from(list(case.answers)))
    rated = data.draw(st.sampled_from(RANKED))
    before, after = (
        bounds(Case(case.part, {**case.answers, id: answer}).report().maturity) for answer in ("nothing", rated)
    )
    assert before[0] <= after[0] <= after[1] <= before[1]


@given(cases(), st.data())
def test_what_is_found_outside_the_scope_never_matters(case: Case, data: st.DataObject) -> None:
    outside = [id for id in case.catalog if id.text not in case.answers]
    strange = data.draw(st.dictionaries(st.sampled_from(outside), st.sampled_from(list(ANSWERS)), max_size=3))
    more = [each for id, answer in strange.items() for each in finding(id, answer)]
    report, expected = process_maturity(case.assessed().with_findings(*more)), case.report()
    assert (expected.maturity, expected.groups, expected.excluded) == (report.maturity, report.groups, report.excluded)


@given(cases(), st.data())
def test_the_order_of_the_findings_never_matters(case: Case, data: st.DataObject) -> None:
    extra = data.draw(
        st.lists(st.tuples(st.sampled_from(list(case.answers)), st.sampled_from(list(ANSWERS))), max_size=3)
    )
    findings = [*case.assessed().findings, *(each for id, answer in extra for each in finding(id, answer))]
    shuffled = data.draw(st.permutations(findings))
    one, other = (process_maturity(evolve(case.assessed(), findings=each)) for each in (findings, shuffled))
    assert (one.maturity, one.groups, sorted(one.remarks)) == (other.maturity, other.groups, sorted(other.remarks))


@given(cases())
@settings(max_examples=25)
def test_a_report_is_a_value(case: Case) -> None:
    report = case.report()
    for same in (pickle.loads(pickle.dumps(report)), copy.deepcopy(report), case.report()):  # noqa: S301 - our own bytes
        assert report == same
        assert hash(report) == hash(same)
    with pytest.raises(FrozenInstanceError):
        report.maturity = Maturity(())  # type: ignore[misc] # that is the point


# --- the parts --------------------------------------------------------------------------------------------------------

COUNTS = {
    "2-1": "SPE 1=11, SPE 2=4, SPE 3=15, SPE 4=10, SPE 5=7, SPE 6=23, SPE 7=9, SPE 8=8, ORG 1=6, ORG 2=4, ORG 3=1, CM 1=4, "
    "NET 1=9, NET 2=3, NET 3=3, COMP 1=2, COMP 2=3, COMP 3=5, DATA 1=7, USER 1=19, USER 2=4, EVENT 1=9, AVAIL 1=3, AVAIL 2=5",
    "2-4": "SP.01=7, SP.02=3, SP.03=10, SP.04=3, SP.05=9, SP.06=3, SP.07=4, SP.08=4, SP.09=9, SP.10=5, SP.11=6, SP.12=9",
    "2-4 with enhancements": "SP.01=11, SP.02=7, SP.03=24, SP.04=6, SP.05=12, SP.06=4, SP.07=5, SP.08=8, SP.09=17, SP.10=8, "
    "SP.11=12, SP.12=9",
    "4-1": "SM=13, SR=5, SD=4, SI=2, SVV=5, DM=6, SUM=5, SG=7",
}


def counted(report: MaturityReport) -> str:
    """Print how many requirements each group has in the scope."""
    return ", ".join(f"{group}={len(each.results)}" for group, each in report.groups.items())


@pytest.mark.parametrize(("part", "base", "of"), [("2-1", 87, 87), ("2-4", 72, 123), ("4-1", 47, 47)])
def test_every_base_requirement_is_rated_when_no_scope_is_stated(part: str, base: int, of: int) -> None:
    report = process_maturity(all_met(part))
    assert (base, of) == (len(report.results), len(report.catalog))
    assert of - base == len(report.not_chosen)
    assert f"Plant services against {report.catalog.name}: ML 3 over {base} of {of} requirements" == str(report)
    assert COUNTS[part] == counted(report)
    assert {"ML 3"} == {str(each) for each in report.groups.values()}


def test_all_51_enhancements_of_2_4_can_be_chosen() -> None:
    catalog = load("2-4")
    extra = [id for id in catalog if id.enhancement]
    report = process_maturity(assess(catalog, {id.text: "2" for id in catalog}, scope(catalog, extra)))
    assert (51, 123, ()) == (len(extra), len(report.results), report.not_chosen)
    assert COUNTS["2-4 with enhancements"] == counted(report)


def test_one_weak_requirement_is_the_level_of_its_element_and_of_the_whole() -> None:
    report = process_maturity(all_met("2-1").with_findings(Finding("NET 2.1", Verdict.MET, maturity=1)))
    assert MaturityLevel.ML1 is report.overall
    assert {"SPE 3": "ML 1", "NET 2": "ML 1"} == {
        id: str(each) for id, each in report.groups.items() if str(each) != "ML 3"
    }
    assert ["NET 2.1"] == ids(report.blockers) == ids(report.groups["SPE 3"].blockers)


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        ({"SI-1": "4", "SI-2": "2"}, "ML 2"),
        ({"SI-1": "4", "SI-2": "nothing"}, "at most ML 4"),
        ({"SI-1": "not assessed", "SI-2": "nothing"}, "not rated"),
        ({"SI-1": "4", "SI-2": "partial"}, "below ML 1"),
        ({"SI-1": "not assessed", "SI-2": "planned"}, "below ML 1"),
        ({}, "n/a"),
    ],
)
def test_a_level_is_printed_with_what_is_known_of_it(answers: dict[str, str], shown: str) -> None:
    report = Case("4-1", answers).report()
    assert shown == str(report.maturity)
    assert (
        f"<MaturityReport Plant services against 62443-4-1:2018: {shown} over {len(answers)} of 47 requirements>"
        == repr(report)
    )


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        ("2", State.CLOSED, ""),
        ("partial", State.OPEN, "partial"),
        ("planned", State.OPEN, "planned"),
        ("not met", State.OPEN, "not met"),
        ("not assessed", State.UNDETERMINED, "not assessed"),
        ("nothing", State.UNDETERMINED, "no finding"),
    ],
)
def test_a_row_says_why_it_has_no_level(answer: str, state: State, reason: str) -> None:
    (row,) = Case("4-1", {"SM-1": answer}).report().results
    assert (state, reason, ANSWERS[answer] or None) == (row.state, row.reason, row.level)
    assert row.finding == next(iter(finding("SM-1", answer)), None)


# --- what leaves the scope --------------------------------------------------------------------------------------------


def test_not_applicable_leaves_the_scope_with_its_reason_and_the_level_rests_on_it() -> None:
    absent = Finding("SI-2", Verdict.NOT_APPLICABLE, "no code of our own", reason=NotApplicableReason.FEATURE_ABSENT)
    report = process_maturity(all_met("4-1").with_findings(absent))
    assert (46, MaturityLevel.ML3) == (len(report.results), report.overall)
    (out,) = report.excluded
    assert ("SI-2", "not applicable, feature absent: no code of our own") == (out.requirement.id.text, out.reason)
    assert absent == out.finding
    assert report.excluded == report.assumptions
    assert ["SI-1"] == ids(report.groups["SI"].results)


def test_services_that_are_not_offered_leave_the_scope_but_the_level_rests_on_no_finding() -> None:
    catalog = load("2-4")
    chosen = scope(catalog, excluded={"SP.05": "no safety systems"})
    met = {id.text: "3" for id in catalog if id in chosen}
    report = process_maturity(assess(catalog, met, chosen))
    assert (63, "ML 3", "n/a") == (len(report.results), str(report.maturity), str(report.groups["SP.05"]))
    assert [row["id"] for row in table("other_requirements") if row["group"] == "SP.05"] == ids(report.excluded)
    assert {"no safety systems"} == {each.reason for each in report.excluded}
    assert "<Exclusion SP.05.01 BR, 'no safety systems'>" == repr(report.excluded[0])
    assert repr(report.maturity).startswith("<Maturity ")
    assert ((), ()) == (report.assumptions, report.remarks)
    assert 51 - 3 == len(report.not_chosen)


def test_a_base_that_a_selection_leaves_out_in_silence_stays_in_unrated() -> None:
    catalog = load("4-1")
    most = Selection("Ours", catalog.part, catalog.edition, [id for id in catalog if id.text != "SM-2"])
    report = process_maturity(evolve(all_met("4-1"), selection=most))
    assert (None, MaturityLevel.ML3, True) == (report.overall, report.rated_minimum, report.undetermined)
    assert ["SM-2"] == ids(report.maturity.unrated) == ids(report.blockers)[-1:]
    assert "neither in the scope nor excluded with a reason" == report.maturity.unrated[0].reason
    assert (
        "neither in the scope nor excluded with a reason, so not rated: SM-2",
        "outside the scope, their findings count for nothing: SM-2",
    ) == report.remarks


def test_an_enhancement_that_nobody_chose_needs_no_reason() -> None:
    catalog = load("2-4")
    report = process_maturity(assess(catalog, {id.text: "2" for id in catalog}, scope(catalog)))
    outside = ", ".join(id.text for id in catalog if id.enhancement)
    assert (f"outside the scope, their findings count for nothing: {outside}",) == report.remarks
    assert MaturityLevel.ML2 is report.overall


def test_a_scope_that_nobody_stated_is_said() -> None:
    assert (
        "no scope is stated: the 72 base requirements are taken and none of the 51 enhancements",
    ) == process_maturity(all_met("2-4")).remarks
    assert () == process_maturity(all_met("4-1")).remarks


def test_not_applicable_does_not_spread_to_enhancements() -> None:
    catalog = load("2-4")
    chosen = scope(catalog, ["SP.01.01 RE(1)", "SP.03.01 RE(1)"])
    absent = [Finding(f"SP.0{area}.01 BR", Verdict.NOT_APPLICABLE, "not offered") for area in (1, 3)]
    met = Finding("SP.03.01 RE(1)", Verdict.MET, maturity=3)
    assessment = evolve(all_met("2-4"), selection=chosen).with_findings(*absent, met)
    report = process_maturity(assessment)
    assert ("SP.03.01 BR does not apply, but SP.03.01 RE(1) is met",) == report.contradictions
    assert (
        "not applicable does not spread to enhancements; still without a finding: SP.01.01 RE(1)",
    ) == report.remarks
    assert ["SP.01.01 RE(1)"] == ids(report.maturity.unrated)
    planned = process_maturity(assessment.with_findings(Finding("SP.03.01 RE(1)", Verdict.PLANNED)))
    assert () == planned.contradictions


def test_where_nothing_is_in_the_scope_there_is_no_level_and_nothing_is_reached() -> None:
    catalog = load("4-1")
    absent = [Finding(id, Verdict.NOT_APPLICABLE, "no development") for id in catalog]
    report = process_maturity(Assessment(TEAM, catalog.part, catalog.edition, absent))
    assert (None, None, False, False) == (
        report.overall,
        report.rated_minimum,
        report.undetermined,
        report.below_level_1,
    )
    gap = maturity_gap(report, 1)
    assert (Outcome.UNDETERMINED, (), {}) == (gap.outcome, gap.to_raise, gap.groups)


# --- evidence, conflicts, corrigenda ----------------------------------------------------------------------------------


def test_what_is_met_without_evidence_counts_and_is_listed() -> None:
    shown = Finding("SI-1", Verdict.MET, evidence=[Evidence("DOC-1")], maturity=2)
    met = [shown, Finding("SI-2", Verdict.MET, maturity=1)]
    report = process_maturity(evolve(Case("4-1", {"SI-1": "2", "SI-2": "1"}).assessed(), findings=met))
    assert (MaturityLevel.ML1, ["SI-2"]) == (report.overall, ids(report.asserted))
    assert ["SI-2"] == ids(report.groups["SI"].blockers)


def test_where_evidence_is_required_what_has_none_is_not_rated() -> None:
    expired = Evidence("DOC-1", valid_until=dt.date(2026, 3, 31))
    met = [Finding("SI-1", Verdict.MET, evidence=[expired], maturity=2), Finding("SI-2", Verdict.MET, maturity=1)]
    assessment = evolve(Case("4-1", {"SI-1": "2", "SI-2": "1"}).assessed(), findings=met)
    in_time = process_maturity(assessment, require_evidence=True, as_of=dt.date(2026, 3, 31))
    assert ("at most ML 2", ["SI-2"]) == (str(in_time.maturity), ids(in_time.maturity.unrated))
    assert "asserted without evidence" == in_time.maturity.unrated[0].reason
    late = process_maturity(assessment, require_evidence=True, as_of=dt.date(2026, 4, 1))
    assert ("not rated", ["SI-1", "SI-2"]) == (str(late.maturity), ids(late.asserted))
    counted = process_maturity(assessment, as_of=dt.date(2026, 4, 1))
    assert ("ML 1", ["SI-1", "SI-2"]) == (str(counted.maturity), ids(counted.asserted))


def test_of_findings_that_differ_the_weaker_counts_and_it_is_said() -> None:
    levels = [Finding("SM-1", Verdict.MET, maturity=level) for level in (4, 2, 3)]
    base = all_met("4-1")
    report = process_maturity(
        evolve(base, findings=[each for each in base if str(each.requirement) != "SM-1"] + levels)
    )
    assert MaturityLevel.ML2 is report.overall
    assert (
        "SM-1 has findings that differ (met at ML 2, met at ML 3, met at ML 4): met at ML 2 counts",
    ) == report.remarks
    worse = evolve(base, findings=[*base, Finding("SM-1", Verdict.NOT_MET)])
    assert ("SM-1 has findings that differ (not met, met at ML 3): not met counts",) == process_maturity(worse).remarks


def test_a_corrigendum_that_nobody_saw_is_shown() -> None:
    known = (KnownCorrigendum("COR9:2031", None, "text not seen"), KnownCorrigendum("COR8:2030", applied=False))
    catalog = evolve(load("4-1"), corrigenda_known=known)
    report = process_maturity(all_met("4-1"), catalog)
    assert ("COR9:2031 of 62443-4-1 is known but was not seen: text not seen",) == report.remarks


def test_of_met_and_not_applicable_the_rating_counts_for_it_leaves_less() -> None:
    """Where one says it does not apply and another rates it, it stays in the scope: leaving could only raise the level."""
    both = [
        Finding("SI-1", Verdict.NOT_APPLICABLE, "no code"),
        *(met("SI-1", level) for level in (4, 1)),
        met("SI-2", 3),
    ]
    report = process_maturity(evolve(Case("4-1", {"SI-1": "1", "SI-2": "3"}).assessed(), findings=both))
    assert (MaturityLevel.ML1, 2) == (report.overall, len(report.results))
    assert ("SI-1 has findings that differ (not applicable, met at ML 1, met at ML 4): met at ML 1 counts",) == (
        report.remarks
    )


def test_of_findings_that_differ_the_weaker_counts_on_the_terms_asked() -> None:
    """What is met at a higher level without evidence is weaker where evidence is required."""
    shown = Finding("SI-1", Verdict.MET, evidence=[Evidence("DOC-1")], maturity=2)
    both = [shown, met("SI-1", 4), Finding("SI-2", Verdict.MET, evidence=[Evidence("DOC-1")], maturity=3)]
    assessment = evolve(Case("4-1", {"SI-1": "2", "SI-2": "3"}).assessed(), findings=both)
    assert ("ML 2", ()) == (str(process_maturity(assessment).maturity), process_maturity(assessment).asserted)
    strict = process_maturity(assessment, require_evidence=True)
    assert ("at most ML 3", ["SI-1"]) == (str(strict.maturity), ids(strict.maturity.unrated))
    assert ("SI-1 has findings that differ (met at ML 2, met at ML 4): met at ML 4 counts",) == strict.remarks


def test_what_is_known_not_to_be_there_counts_before_what_was_not_shown() -> None:
    both = [Finding("SI-1", Verdict.PARTIAL), met("SI-1", 2)]
    assessment = evolve(Case("4-1", {"SI-1": "2"}).assessed(), findings=both)
    assert "below ML 1" == str(process_maturity(assessment, require_evidence=True).maturity)


def test_of_equal_ratings_the_one_without_evidence_counts() -> None:
    shown = Finding("SI-1", Verdict.MET, evidence=[Evidence("DOC-1", valid_until=dt.date(2026, 3, 31))], maturity=2)
    longer = Finding("SI-1", Verdict.MET, evidence=[Evidence("DOC-2"), Evidence("DOC-3")], maturity=2)
    assessment = evolve(Case("4-1", {"SI-1": "2"}).assessed(), findings=[longer, shown])
    assert () == process_maturity(assessment, as_of=dt.date(2026, 3, 31)).asserted
    assert ["SI-1"] == ids(process_maturity(assessment, as_of=dt.date(2026, 4, 1)).asserted)
    assert "not rated" == str(process_maturity(assessment, as_of=dt.date(2026, 4, 1), require_evidence=True).maturity)
    other = evolve(
        longer,
        evidence=[
            Evidence("DOC-4", valid_until=dt.date(2026, 3, 31)),
            Evidence("DOC-5", valid_until=dt.date(2026, 3, 30)),
        ],
    )
    late = evolve(assessment, findings=[evolve(longer, evidence=[Evidence("DOC-2")]), other])
    assert "not rated" == str(process_maturity(late, as_of=dt.date(2026, 4, 1), require_evidence=True).maturity)


@given(cases(), st.data())
def test_of_findings_that_differ_no_choice_gives_a_lower_level(case: Case, data: st.DataObject) -> None:
    """The lowest the level may be is the lowest over every choice of one finding a requirement."""
    choices = {
        id: data.draw(st.sets(st.sampled_from(sorted(set(ANSWERS) - {"nothing"})), min_size=1, max_size=3))
        for id in case.answers
    }
    findings = [each for id, answers in choices.items() for answer in sorted(answers) for each in finding(id, answer)]
    report = process_maturity(evolve(case.assessed(), findings=data.draw(st.permutations(findings))))
    chosen = product(*choices.values())
    lowest = min(bounds(Case(case.part, dict(zip(choices, each, strict=True))).report().maturity)[0] for each in chosen)
    assert lowest == bounds(report.maturity)[0]


def test_findings_that_differ_outside_the_scope_are_told_and_do_not_count() -> None:
    catalog = load("4-1")
    chosen = scope(catalog, excluded={"SI-2": "no code of our own"})
    both = [met("SI-2", 1), met("SI-2", 2)]
    found = [*(each for each in all_met("4-1") if each.requirement.text != "SI-2"), *both]
    report = process_maturity(evolve(all_met("4-1"), findings=found, selection=chosen))
    assert "ML 3" == str(report.maturity)
    assert (
        "SI-2 has findings that differ (met at ML 1, met at ML 2)",
        "outside the scope, their findings count for nothing: SI-2",
    ) == report.remarks


def test_two_reasons_why_it_does_not_apply_are_one_exclusion() -> None:
    both = [Finding("SI-1", Verdict.NOT_APPLICABLE, why) for why in ("no code", "bought in")]
    report = process_maturity(
        evolve(Case("4-1", {"SI-1": "1", "SI-2": "3"}).assessed(), findings=[*both, met("SI-2", 3)])
    )
    assert ("ML 3", ["SI-1"]) == (str(report.maturity), ids(report.assumptions))
    assert ("SI-1 has findings that differ (not applicable, not applicable): not applicable counts",) == report.remarks


# --- gaps -------------------------------------------------------------------------------------------------------------


def test_a_gap_says_what_has_to_be_raised_known_ones_first_and_how_each_group_stands() -> None:
    answers = {"SM-1": "nothing", "SM-2": "2", "SI-1": "3", "SI-2": "partial", "SG-1": "3", "SG-2": "not assessed"}
    gap = maturity_gap(Case("4-1", answers).report(), 3)
    assert (Outcome.GAP, MaturityLevel.ML3) == (gap.outcome, gap.target)
    assert ["SM-2", "SI-2", "SM-1", "SG-2"] == ids(gap.to_raise)
    assert {"SM": Outcome.GAP, "SI": Outcome.GAP, "SG": Outcome.UNDETERMINED} == gap.groups


@pytest.mark.parametrize("target", [0, 5, -1])
def test_a_target_that_is_no_maturity_level_is_refused(target: int) -> None:
    with pytest.raises(InvalidFinding) as caught:
        maturity_gap(process_maturity(all_met("4-1")), target)
    assert f"{target}: a maturity level is a whole number from 1 to 4" == str(caught.value)


# --- as evidence ------------------------------------------------------------------------------------------------------


def test_a_report_on_4_1_is_the_reference_that_ccsc_4_asks_for() -> None:
    made = dt.date(2026, 3, 31)
    evidence = as_evidence(process_maturity(evolve(all_met("4-1"), date=made)), "DOC-17")
    assert (
        "DOC-17: Plant services against 62443-4-1:2018: ML 3 over 47 of 47 requirements",
        EvidenceKind.DOCUMENT,
        made,
    ) == (evidence.reference, evidence.kind, evidence.date)
    device = Subject("Controller", "1", {ComponentType.EMBEDDED_DEVICE})
    claim = Assessment(device, "62443-4-2", "2019", [Finding("CCSC 4", Verdict.MET, evidence=[evidence])])
    (fourth,) = [each for each in capability(claim).constraints if each.requirement.id.text == "CCSC 4"]
    assert (State.CLOSED, False) == (fourth.state, fourth.asserted)


@pytest.mark.parametrize(
    ("answers", "said"), [({"SI-1": "partial"}, "below ML 1"), ({"SI-1": "2", "SI-2": "nothing"}, "at most ML 2")]
)
def test_evidence_says_no_more_than_the_report(answers: dict[str, str], said: str) -> None:
    evidence = as_evidence(Case("4-1", answers).report(), "DOC-17", dt.date(2026, 1, 2))
    assert f"DOC-17: Plant services against 62443-4-1:2018: {said} over {len(answers)} of 47 requirements" == (
        evidence.reference
    )
    assert dt.date(2026, 1, 2) == evidence.date


def test_evidence_needs_a_reference() -> None:
    with pytest.raises(InvalidFinding, match=r"^evidence: its reference is empty$"):
        as_evidence(process_maturity(all_met("4-1")), " ")


# --- refusals ---------------------------------------------------------------------------------------------------------

KNOWN = "those that have: 62443-2-1:2024, 62443-2-4:2023, 62443-4-1:2018"


@pytest.mark.parametrize(
    ("part", "edition", "corrigenda"),
    [
        ("62443-3-3", "2013", ("COR1:2014",)),
        ("62443-4-2", "2019", ()),
        ("62443-3-2", "2020", ()),
        ("62443-2-1", "2009", ()),
    ],
)
def test_a_part_without_maturity_levels_is_refused_and_those_that_have_them_are_named(
    part: str, edition: str, corrigenda: tuple[str, ...]
) -> None:
    assessment = Assessment(TEAM, part, edition, corrigenda=corrigenda)
    with pytest.raises(InvalidFinding) as caught:
        process_maturity(assessment)
    name = " with ".join((f"{part}:{edition}", *corrigenda))
    assert f"Plant services: {name} has no maturity levels; {KNOWN}" == str(caught.value)


def test_another_catalog_than_that_of_the_assessment_is_refused() -> None:
    with pytest.raises(InvalidFinding) as caught:
        process_maturity(all_met("4-1"), load("2-4"))
    assert "Plant services: it is an assessment against 62443-4-1:2018, the catalog is 62443-2-4:2023" == str(
        caught.value
    )
    with pytest.raises(InvalidFinding) as caught:
        process_maturity(evolve(all_met("4-1"), corrigenda=("COR1",)), load("4-1"))
    assert "Plant services: it is an assessment against 62443-4-1:2018 with COR1, the catalog is 62443-4-1:2018" == str(
        caught.value
    )


def test_component_types_and_a_security_level_have_no_place_here() -> None:
    typed = Subject("Controller", "1", {ComponentType.HOST_DEVICE})
    with pytest.raises(InvalidFinding) as caught:
        process_maturity(evolve(all_met("4-1"), subject=typed))
    assert "Controller: it names component types, which 62443-4-1 does not have" == str(caught.value)
    with pytest.raises(InvalidFinding) as caught:
        process_maturity(evolve(all_met("4-1"), assessed_to=2))
    assert "Plant services: it is assessed to a security level, which 62443-4-1 does not have" == str(caught.value)


def test_every_finding_on_an_unknown_id_is_named_at_once() -> None:
    strange = [Finding("SM-14", Verdict.NOT_MET), Finding("SP.01.01 BR", Verdict.NOT_MET)]
    with pytest.raises(InvalidFinding) as caught:
        process_maturity(all_met("4-1").with_findings(*strange))
    assert "'SM-14' is not a requirement of 62443-4-1:2018; nearest: " in str(caught.value)
    assert "'SP.01.01 BR' is not a requirement of 62443-4-1:2018: it is an id of 62443-2-4" in str(caught.value)


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        (
            Selection("Ours", "62443-2-4", "2015", ["SP.01.01 BR"]),
            "Ours: it is a scope over 62443-2-4:2015, the catalog is 62443-2-4:2023",
        ),
        (
            Selection("Ours", "62443-4-1", "2018", ["SM-1"]),
            "Ours: it is a scope over 62443-4-1:2018, the catalog is 62443-2-4:2023",
        ),
        (
            Selection("Ours", "62443-2-4", "2023", ["SP.01.02 RE(1)"]),
            "Ours: SP.01.02 RE(1) is in the scope without its base SP.01.02 BR",
        ),
        (
            Selection("Ours", "62443-2-4", "2023", ["SM-1"]),
            "Ours: 'SM-1' is not a requirement of 62443-2-4:2023: it is an id of 62443-4-1",
        ),
    ],
)
def test_a_selection_that_is_no_scope_here_is_refused(chosen: Selection, says: str) -> None:
    with pytest.raises(InvalidFinding) as caught:
        process_maturity(evolve(all_met("2-4"), selection=chosen))
    assert says == str(caught.value)
