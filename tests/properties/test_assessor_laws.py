"""What levels must obey, whatever the findings; and the slow assessor agrees with the fast one everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from assessment_strategies import (
    ALL_TYPES,
    PART_3_3,
    PART_4_2,
    assessments,
    component,
    days,
    ids_of,
    met,
    some_types,
    stages,
)
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracle import Expected, all_rows, expect, headings, rows_for, taken_as, vector_of
from strategies import component_types, findings, levels, vectors

from iec62443 import (
    FR,
    SL,
    Assessment,
    ComponentType,
    Finding,
    LevelReport,
    Outcome,
    RequirementId,
    SLType,
    SLVector,
    Stage,
    State,
    Subject,
    Verdict,
    achieved,
    capability,
    gap,
    load,
    nominal,
    satisfied_vector,
    saturated,
)

if TYPE_CHECKING:
    import datetime as dt

ASSESSORS = {SLType.CAPABILITY: capability, SLType.ACHIEVED: achieved}
kinds = st.sampled_from((SLType.CAPABILITY, SLType.ACHIEVED))
parts = st.sampled_from((PART_3_3, PART_4_2))
TOP = SLVector.uniform(4)
#: The headings, and their enhancements where what they point on to has one.
POINTING = [
    *headings(),
    *(f"{id} RE(1)" for id in headings() if taken_as(f"{id} RE(1)", all_rows(PART_4_2))),
]
STATES = {State.CLOSED: True, State.OPEN: False, State.UNDETERMINED: None}


def report_of(
    assessment: Assessment, kind: SLType, *, require_evidence: bool = False, as_of: dt.date | None = None
) -> LevelReport:
    return ASSESSORS[kind](assessment, require_evidence=require_evidence, as_of=as_of)


def said(report: LevelReport) -> Expected:
    states = {each.requirement.id.text: STATES[each.state] for each in report.results}
    return Expected(
        report.vector,
        report.ceiling,
        report.uncapped_ceiling,
        report.nominal,
        report.not_applicable,
        report.unselected,
        {id: state for id, state in states.items() if state is not True},
    )


def bounds(report: LevelReport) -> tuple[SLVector, SLVector]:
    return report.vector, report.ceiling


# ---- the slow assessor


@settings(max_examples=80)
@given(assessment=assessments(), kind=kinds, require_evidence=st.booleans(), as_of=days)
def test_the_levels_are_those_found_by_trying_every_level(
    *, assessment: Assessment, kind: SLType, require_evidence: bool, as_of: dt.date | None
) -> None:
    expected = expect(assessment, kind, require_evidence=require_evidence, as_of=as_of)
    report = report_of(assessment, kind, require_evidence=require_evidence, as_of=as_of)
    assert expected == said(report)
    assert frozenset(fr for fr in FR if expected.vector[fr] != expected.ceiling[fr]) == report.undetermined
    assert frozenset(fr for fr in FR if expected.vector[fr] != expected.nominal[fr]) == report.saturated


@settings(max_examples=25)
@given(assessments(PART_4_2), st.sampled_from(POINTING), kinds, st.data())
def test_a_finding_on_a_heading_is_one_on_each_requirement_that_it_points_on_to(
    assessment: Assessment, pointing: str, kind: SLType, data: st.DataObject
) -> None:
    """Whatever else is found; one with no requirement behind it counts for nothing."""
    finding = data.draw(findings([RequirementId.parse(pointing)]))
    pointed = taken_as(pointing, all_rows(PART_4_2))
    others = [each for each in assessment.findings if each.requirement.text not in pointed]
    several = evolve(assessment, findings=[*others, finding])
    assert expect(several, kind, require_evidence=False, as_of=None) == said(report_of(several, kind))


@given(part=parts, amended=st.booleans(), types=component_types, data=st.data())
def test_the_vector_of_satisfied_ids_is_the_one_found_by_trying_every_level(
    *, part: str, amended: bool, types: frozenset[ComponentType], data: st.DataObject
) -> None:
    rows = rows_for(part, types, amended=amended)
    every = [row.id for row in all_rows(part, amended=amended)]
    left_out = data.draw(st.frozensets(st.sampled_from(every), max_size=8) | st.just(frozenset(every)))
    texts = frozenset(every) - left_out
    ids = [RequirementId.parse(text) for text in sorted(texts)]
    catalog = load(part, corrigenda=None if amended else ())
    expected = vector_of(texts, rows)
    shuffled = data.draw(st.permutations(ids)) if len(ids) < 20 else ids[::-1]
    forms = (texts, set(texts), sorted(texts), iter(texts), frozenset(ids), set(ids), shuffled, (each for each in ids))
    assert [expected] * len(forms) == [satisfied_vector(each, catalog, types) for each in forms]


@settings(max_examples=40)
@given(some_types, st.data())
def test_satisfied_is_what_closes_the_capability_without_more_ado(
    types: frozenset[ComponentType], data: st.DataObject
) -> None:
    left_out = data.draw(st.frozensets(st.sampled_from(ids_of(PART_4_2)), max_size=8))
    satisfied = [id for id in ids_of(PART_4_2) if id not in left_out]
    assessment = Assessment(Subject("X", "1", types), PART_4_2, "2019", [met(id) for id in satisfied])
    assert capability(assessment).vector == satisfied_vector(satisfied, load("4-2"), types)


def test_ids_that_are_not_in_the_catalog_count_for_nothing() -> None:
    catalog = load("3-3")
    every = [row.id for row in all_rows(PART_3_3)]
    assert TOP == satisfied_vector([*every, "CR 1.1", "nonsense"], catalog)
    assert SLVector.uniform(0) == satisfied_vector(["CR 1.1", "nonsense"], catalog)
    assert SLVector.uniform(0) == satisfied_vector([], catalog)


# ---- comparing with a target


@settings(max_examples=30)
@given(assessments(), kinds, vectors)
def test_a_target_is_reached_missed_or_undetermined_as_the_bounds_say(
    assessment: Assessment, kind: SLType, target: SLVector
) -> None:
    """Of an FR that does not apply, and of one that is partly outside the selection, other tests say what holds."""
    expected = expect(assessment, kind, require_evidence=False, as_of=None)
    gaps = gap(report_of(assessment, kind), target)
    for fr in FR:
        if fr in expected.not_applicable | expected.unselected:
            continue
        reached = expected.vector[fr] >= target[fr]
        barred = expected.uncapped_ceiling[fr] < target[fr]
        outcome = Outcome.REACHED if reached else Outcome.GAP if barred else Outcome.UNDETERMINED
        missing = 0 if reached else int(target[fr]) - int(expected.vector[fr])
        assert (outcome, missing) == (gaps[fr].outcome, gaps[fr].missing)


@settings(max_examples=25)
@given(assessments(), kinds, vectors)
def test_closing_what_is_named_reaches_the_target(assessment: Assessment, kind: SLType, target: SLVector) -> None:
    """And nothing less does: each that is named bars the target by itself."""
    built = evolve(assessment, stage=Stage.AS_BUILT, assessed_to=None, selection=None)
    gaps = gap(report_of(built, kind), target)
    named = [each.requirement.id for each in gaps.to_close]
    closed = built.with_findings(*map(met, named))
    assert Outcome.REACHED is gap(report_of(closed, kind), target).outcome
    for id in named[:3]:
        spared = closed.with_findings(Finding(id, Verdict.NOT_MET))
        assert Outcome.GAP is gap(report_of(spared, kind), target).outcome


# ---- laws


@settings(max_examples=30)
@given(assessment=assessments(), kind=kinds, require_evidence=st.booleans(), as_of=days, data=st.data())
def test_one_more_closed_requirement_lowers_nothing(
    *, assessment: Assessment, kind: SLType, require_evidence: bool, as_of: dt.date | None, data: st.DataObject
) -> None:
    """Whether it had no finding before or a worse one."""
    id = data.draw(st.sampled_from(ids_of(assessment.part)))
    better = assessment.with_findings(met(id))
    before = report_of(assessment, kind, require_evidence=require_evidence, as_of=as_of)
    after = report_of(better, kind, require_evidence=require_evidence, as_of=as_of)
    assert before.vector <= after.vector
    assert before.nominal <= after.nominal


@settings(max_examples=30)
@given(assessment=assessments(), kind=kinds, require_evidence=st.booleans(), as_of=days, data=st.data())
def test_one_more_finding_never_widens_the_bounds(
    *, assessment: Assessment, kind: SLType, require_evidence: bool, as_of: dt.date | None, data: st.DataObject
) -> None:
    blank = [id for id in ids_of(assessment.part) if id not in assessment]
    assume(blank)
    more = assessment.with_findings(data.draw(findings(blank)))
    before = report_of(assessment, kind, require_evidence=require_evidence, as_of=as_of)
    after = report_of(more, kind, require_evidence=require_evidence, as_of=as_of)
    assert before.vector <= after.vector <= after.ceiling <= before.ceiling


@settings(max_examples=25)
@given(assessments(), kinds)
def test_the_vector_lies_below_the_ceiling_and_the_nominal_below_the_vector(
    assessment: Assessment, kind: SLType
) -> None:
    report = report_of(assessment, kind)
    types = assessment.subject.component_types
    assert report.nominal <= report.vector <= report.ceiling <= report.uncapped_ceiling
    assert report.vector <= saturated(report.nominal, report.catalog, types)


@settings(max_examples=25)
@given(assessments(), kinds, st.randoms(use_true_random=False), st.data())
def test_the_order_of_findings_changes_nothing(
    assessment: Assessment, kind: SLType, random: object, data: st.DataObject
) -> None:
    """Not even where several on one requirement differ."""
    more = data.draw(st.lists(findings(ids_of(assessment.part)[:12]), max_size=6))
    given_findings = [*assessment.findings, *more]
    shuffled = given_findings[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined] # a random.Random
    one, other = (evolve(assessment, findings=each) for each in (given_findings, shuffled))
    assert dict(one.conflicts) == dict(other.conflicts)
    first, second = report_of(one, kind), report_of(other, kind)
    assert (first.results, first.constraints) == (second.results, second.constraints)
    assert said(first) == said(second)
    assert set(first.remarks) == set(second.remarks)


@settings(max_examples=40)
@given(types=some_types, kind=kinds, stage=stages, require_evidence=st.booleans(), as_of=days, data=st.data())
def test_of_findings_that_differ_the_one_that_does_not_close_wins(  # noqa: PLR0913 - all that a judgement asks
    *,
    types: frozenset[ComponentType],
    kind: SLType,
    stage: Stage,
    require_evidence: bool,
    as_of: dt.date | None,
    data: st.DataObject,
) -> None:
    """The vector is the lower one of either; what may be is what one of them leaves."""
    ids = [RequirementId.parse(row.id) for row in rows_for(PART_4_2, types)]
    id = data.draw(st.sampled_from(ids))
    one, other = data.draw(st.tuples(findings([id]), findings([id])).filter(lambda pair: pair[0] != pair[1]))
    others = [met(each) for each in ids if each != id]
    first, second, both = (
        report_of(component([*others, *each], types, stage=stage), kind, require_evidence=require_evidence, as_of=as_of)
        for each in ([one], [other], [one, other])
    )
    assert first.vector & second.vector == both.vector
    assert both.ceiling in {first.ceiling, second.ceiling}
    assert 1 == sum(each.startswith(f"{id} has findings that differ") for each in both.remarks)


@settings(max_examples=25)
@given(assessments(), kinds, st.data())
def test_a_finding_said_twice_counts_once(assessment: Assessment, kind: SLType, data: st.DataObject) -> None:
    assume(assessment.findings)
    again = data.draw(st.lists(st.sampled_from(assessment.findings), min_size=1, max_size=5))
    twice = evolve(assessment, findings=[*assessment.findings, *again])
    assert assessment == twice
    assert not twice.conflicts
    assert report_of(assessment, kind).results == report_of(twice, kind).results


@settings(max_examples=25)
@given(assessments(), kinds, levels)
def test_the_level_assessed_to_caps_and_does_nothing_else(assessment: Assessment, kind: SLType, cap: SL) -> None:
    free = report_of(evolve(assessment, assessed_to=None), kind)
    capped = report_of(evolve(assessment, assessed_to=cap), kind)
    at_most = SLVector.uniform(cap)
    assert (free.vector & at_most, free.ceiling & at_most) == bounds(capped)
    assert free.ceiling == capped.uncapped_ceiling
    assert free.results == capped.results


@settings(max_examples=25)
@given(assessments(PART_4_2), kinds, st.data())
def test_a_requirement_that_does_not_apply_changes_nothing(
    assessment: Assessment, kind: SLType, data: st.DataObject
) -> None:
    types = assessment.subject.component_types
    foreign = [RequirementId.parse(row.id) for row in all_rows(PART_4_2) if not row.types & types]
    assume(foreign)
    without = evolve(assessment, findings=[each for each in assessment if each.requirement not in foreign])
    beside = data.draw(st.lists(findings(foreign), min_size=1, max_size=3, unique_by=lambda each: each.requirement))
    before, after = report_of(without, kind), report_of(evolve(without, findings=[*without, *beside]), kind)
    assert said(before) == said(after)
    assert (before.results, before.unsupported) == (after.results, after.unsupported)
    remarks = set(after.remarks) - set(before.remarks)
    assert {each.requirement.text for each in beside} == {each.partition(" does not apply")[0] for each in remarks}


@settings(max_examples=40)
@given(some_types, levels, st.data())
def test_what_compensates_never_closes_a_capability(
    types: frozenset[ComponentType], adequate: SL, data: st.DataObject
) -> None:
    every = [RequirementId.parse(row.id) for row in rows_for(PART_4_2, types)]
    id = data.draw(st.sampled_from(every))
    elsewhere = [met(each) for each in every if each != id]
    compensated = Finding(id, Verdict.COMPENSATED, "a fence", countermeasures=["a fence"], adequate_up_to=adequate)
    assessment = Assessment(Subject("X", "1", types), PART_4_2, "2019", [*elsewhere, compensated])
    row = load("4-2")[id]
    assert row.fr is not None
    assert row.sl is not None
    assert TOP.replace(**{row.fr.name: row.sl - 1}) == capability(assessment).vector == capability(assessment).ceiling


@settings(max_examples=25)
@given(assessments())
def test_findings_on_a_capability_leave_what_is_achieved_undetermined(assessment: Assessment) -> None:
    report = achieved(evolve(assessment, stage=Stage.CAPABILITY, assessed_to=None))
    assert (SLVector.uniform(0), TOP) == bounds(report)
    assert {State.UNDETERMINED} == {each.state for each in report.results}


@settings(max_examples=25)
@given(assessments(), kinds)
def test_without_evidence_required_a_report_is_never_lower(assessment: Assessment, kind: SLType) -> None:
    strict = report_of(assessment, kind, require_evidence=True)
    assert strict.vector <= report_of(assessment, kind).vector


@settings(max_examples=30)
@given(assessments(), stages, kinds)
def test_a_component_type_more_never_raises_a_level(assessment: Assessment, stage: Stage, kind: SLType) -> None:
    """The union of the types asks for more, never for less."""
    assume(assessment.part == PART_4_2)
    one = evolve(assessment, stage=stage)
    every = evolve(one, subject=evolve(one.subject, component_types=ALL_TYPES))
    wide, narrow = report_of(every, kind), report_of(one, kind)
    assert (wide.vector & narrow.vector, wide.ceiling & narrow.ceiling) == bounds(wide)


@given(parts, component_types, vectors)
def test_nominal_and_saturated_go_down_and_up_between_levels_that_ask_for_the_same(
    part: str, types: frozenset[ComponentType], vector: SLVector
) -> None:
    catalog, rows = load(part), rows_for(part, types)
    low, high = nominal(vector, catalog, types), saturated(vector, catalog, types)
    assert low <= vector <= high
    for fr in FR:
        asked = [{row.id for row in rows if row.fr is fr and row.sl <= v[fr]} for v in (low, vector, high)]
        assert asked[0] == asked[1] == asked[2]
    assert nominal(low, catalog, types) == low == nominal(high, catalog, types)
    assert saturated(high, catalog, types) == high == saturated(low, catalog, types)


@pytest.mark.parametrize(
    ("part", "types", "lowest", "highest"),
    [
        # design, section 4: 3-3 adds nothing at level 4 in TRE and RA
        (PART_3_3, frozenset[ComponentType](), "{ 4 4 4 4 4 3 3 }", 3),
        # 4-2: level 4 in DC, TRE, RA; RDF from level 2 on for all but network devices, level 4 for those
        (PART_4_2, frozenset({ComponentType.SOFTWARE_APPLICATION}), "{ 4 4 4 3 1 3 3 }", 3),
        (PART_4_2, frozenset({ComponentType.EMBEDDED_DEVICE}), "{ 4 4 4 3 1 3 3 }", 3),
        (PART_4_2, frozenset({ComponentType.HOST_DEVICE}), "{ 4 4 4 3 1 3 3 }", 3),
        (PART_4_2, frozenset({ComponentType.NETWORK_DEVICE}), "{ 4 4 4 3 3 3 3 }", 3),
    ],
)
def test_the_levels_that_add_nothing_are_those_of_the_tables(
    part: str, types: frozenset[ComponentType], lowest: str, highest: int
) -> None:
    assert lowest == str(nominal(TOP, load(part), types))
    lifted = saturated(SLVector.uniform(highest), load(part), types)
    assert [4 if level < 4 else highest for level in SLVector.parse(lowest)] == list(lifted)


def test_a_single_higher_item_that_is_met_never_lifts_a_level() -> None:
    higher = [met(RequirementId.parse(row.id)) for row in all_rows(PART_3_3) if row.sl > 1]
    others = [Finding(row.id, Verdict.NOT_MET) for row in all_rows(PART_3_3) if row.sl == 1]
    report = capability(Assessment(Subject("Cell"), PART_3_3, "2013", [*higher, *others], ["COR1:2014"]))
    assert (SLVector.uniform(0), SLVector.uniform(0)) == bounds(report)
