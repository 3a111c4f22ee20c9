"""Levels against a target: reached, a gap, or undetermined, and what closes it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from assessment_strategies import (
    ALL_TYPES,
    EMBEDDED,
    PART_4_2,
    assessments,
    component,
    constraints_of,
    ids_of,
    least,
    met,
)
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from iec62443 import (
    FR,
    SL,
    Assessment,
    ComponentType,
    FRGap,
    GapReport,
    Outcome,
    RiskAcceptance,
    Selection,
    SLVector,
    Stage,
    Verdict,
    achieved,
    capability,
    gap,
    when_closed,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iec62443 import RequirementResult

COMPLETE = component([*map(met, ids_of(PART_4_2)), *map(met, constraints_of(PART_4_2))])
NETWORK = frozenset({ComponentType.NETWORK_DEVICE})
REACHED, GAP, UNDETERMINED = Outcome.REACHED, Outcome.GAP, Outcome.UNDETERMINED


def texts(results: Iterable[RequirementResult]) -> list[str]:
    return [each.requirement.id.text for each in results]


def with_open(*ids: str) -> Assessment:
    return COMPLETE.with_findings(*(least(Verdict.NOT_MET, id) for id in ids))


def outcomes(gaps: GapReport) -> list[str]:
    return [each.outcome.value for each in gaps.gaps]


# ---- the three outcomes


@pytest.mark.parametrize("level", range(5))
def test_what_is_met_reaches_any_target(level: int) -> None:
    gaps = gap(capability(COMPLETE), level)
    assert ["reached"] * 7 == outcomes(gaps)
    assert ((), REACHED) == (gaps.to_close, gaps.outcome)
    assert [0] * 7 == [each.missing for each in gaps.gaps]


@pytest.mark.parametrize("level", range(5))
def test_what_was_not_looked_at_leaves_any_target_but_0_undetermined(level: int) -> None:
    gaps = gap(capability(component()), level)
    assert (UNDETERMINED if level else REACHED) is gaps.outcome
    assert [level] * 7 == [each.missing for each in gaps.gaps]


def test_a_gap_is_counted_in_levels_and_named_in_requirements() -> None:
    """CR 1.1 RE(1) is due from SL 2, CR 1.5 RE(1) from SL 3, CR 1.7 RE(2) from SL 4."""
    gaps = gap(capability(with_open("CR 1.1 RE(1)", "CR 1.5 RE(1)", "CR 1.7 RE(2)")), 3)
    expected = FRGap(FR.IAC, SL.SL3, SL.SL1, SL.SL1, GAP, 2, gaps[FR.IAC].to_close)
    assert expected == gaps[FR.IAC]
    assert ["CR 1.1 RE(1)", "CR 1.5 RE(1)"] == texts(gaps[FR.IAC].to_close) == texts(gaps.to_close)
    assert ["gap", *["reached"] * 6] == outcomes(gaps)
    assert GAP is gaps.outcome


def test_what_is_open_bars_and_what_was_not_looked_at_is_closed_too() -> None:
    """A level from which something known bars the way is a gap even where something else is not known."""
    spared = {"CR 1.2", "CR 2.1 RE(1)"}  # both from SL 2
    assessment = with_open("CR 1.1 RE(1)")
    assessment = evolve(assessment, findings=[each for each in assessment if each.requirement.text not in spared])
    gaps = gap(capability(assessment), 2)
    assert ["gap", "undetermined", *["reached"] * 5] == outcomes(gaps)
    assert ["CR 1.1 RE(1)", "CR 1.2"] == texts(gaps[FR.IAC].to_close)
    assert ["CR 2.1 RE(1)"] == texts(gaps[FR.UC].to_close)
    assert ((SL.SL1, SL.SL1, 1), (SL.SL1, SL.SL4, 1)) == tuple(
        (gaps[fr].level, gaps[fr].ceiling, gaps[fr].missing) for fr in (FR.IAC, FR.UC)
    )
    assert GAP is gaps.outcome


def test_a_target_is_a_vector_and_each_fr_has_its_own() -> None:
    target = SLVector(1, 2, 3, 4, 0, 1, 2)
    gaps = gap(capability(with_open("CR 1.1 RE(1)", "CR 2.1 RE(1)", "CR 5.1")), target)
    assert target == gaps.target
    assert list(target) == [gaps[fr].target for fr in FR]
    assert ["reached", "gap", *["reached"] * 5] == outcomes(gaps)


def test_the_report_and_every_fr_are_in_the_comparison() -> None:
    report = capability(COMPLETE)
    gaps = gap(report, 1)
    assert report is gaps.report
    assert list(FR) == [each.fr for each in gaps.gaps] == [gaps[fr].fr for fr in FR]
    assert gaps == gap(report, SLVector.uniform(1))


def test_what_compensates_bars_above_the_level_to_which_it_is_adequate() -> None:
    fence = least(Verdict.COMPENSATED, "CR 1.1", adequate_up_to=2)
    report = achieved(evolve(COMPLETE.with_findings(fence), stage=Stage.AS_BUILT))
    assert [REACHED, REACHED, GAP, GAP] == [gap(report, level)[FR.IAC].outcome for level in (1, 2, 3, 4)]
    assert ["CR 1.1"] == texts(gap(report, 3).to_close)
    assert () == gap(report, 2).to_close


# ---- above the level assessed to


def test_a_target_above_the_level_assessed_to_is_undetermined_while_nothing_known_bars_it() -> None:
    gaps = gap(capability(evolve(COMPLETE, assessed_to=2)), 3)
    assert ["undetermined"] * 7 == outcomes(gaps)
    assert [(SL.SL2, SL.SL4, 1)] * 7 == [(each.level, each.ceiling, each.missing) for each in gaps.gaps]
    assert REACHED is gap(capability(evolve(COMPLETE, assessed_to=2)), 2).outcome


def test_a_target_above_the_level_assessed_to_is_a_gap_when_something_known_bars_it() -> None:
    """Though it is due only above that level."""
    assessment = evolve(with_open("CR 1.5 RE(1)"), assessed_to=2)
    gaps = gap(capability(assessment), 3)
    assert ["gap", *["undetermined"] * 6] == outcomes(gaps)
    assert ["CR 1.5 RE(1)"] == texts(gaps.to_close)


# ---- what does not apply

ABSENT_TO_ONE = [least(Verdict.NOT_APPLICABLE, id) for id in ("CR 5.1", "NDR 5.2", "NDR 5.3")]


@pytest.mark.parametrize("level", range(5))
def test_an_fr_that_does_not_apply_is_reached(level: int) -> None:
    """Of an embedded device RDF asks for CR 5.1 alone."""
    gaps = gap(capability(component([least(Verdict.NOT_APPLICABLE, "CR 5.1")])), level)
    assert (REACHED, 0, ()) == (gaps[FR.RDF].outcome, gaps[FR.RDF].missing, gaps[FR.RDF].to_close)


def test_an_fr_that_does_not_apply_up_to_the_level_assessed_to_is_reached_so_far() -> None:
    assert REACHED is gap(capability(component(ABSENT_TO_ONE, NETWORK, assessed_to=1)), 1)[FR.RDF].outcome


def test_an_fr_that_does_not_apply_up_to_the_level_assessed_to_is_undetermined_above_it() -> None:
    """NDR 5.2 RE(1) to RE(3), from SL 2 and 3, were not looked at."""
    gaps = gap(capability(component(ABSENT_TO_ONE, NETWORK, assessed_to=1)), 3)
    assert UNDETERMINED is gaps[FR.RDF].outcome
    assert ["NDR 5.2 RE(1)", "NDR 5.2 RE(2)", "NDR 5.2 RE(3)"] == texts(gaps[FR.RDF].to_close)


def test_findings_on_a_capability_reach_no_target_as_achieved() -> None:
    gaps = gap(achieved(component([least(Verdict.NOT_APPLICABLE, "CR 5.1")])), 1)
    assert ["undetermined"] * 7 == outcomes(gaps)


# ---- the selection


def test_a_requirement_outside_the_selection_leaves_the_target_undetermined() -> None:
    chosen = [id for id in ids_of(PART_4_2) if id.text != "CR 1.1"]
    left_out = evolve(COMPLETE, selection=Selection("Agreed", PART_4_2, "2019", chosen))
    gaps = gap(capability(left_out), 1)
    assert ["undetermined", *["reached"] * 6] == outcomes(gaps)
    assert ["CR 1.1"] == texts(gaps.to_close)


# ---- acceptances of risks

ACCEPTED = RiskAcceptance("CR 1.1 RE(1)", "Plant manager", "replaced next year", dt.date(2027, 6, 30))


def test_an_acceptance_stands_beside_the_gap_and_closes_nothing() -> None:
    report = capability(with_open("CR 1.1 RE(1)", "CR 2.1 RE(1)"))
    without, beside = gap(report, 2), gap(report, 2, [ACCEPTED])
    assert (ACCEPTED,) == beside[FR.IAC].acceptances
    assert [()] * 6 == [beside[fr].acceptances for fr in FR if fr is not FR.IAC]
    assert without.gaps == tuple(evolve(each, acceptances=()) for each in beside.gaps)
    assert GAP is beside.outcome


@pytest.mark.parametrize("id", ["CR 1.2", "CR 1.5 RE(1)", "SR 1.1", "CR 1.1"])
def test_an_acceptance_of_something_else_is_not_shown(id: str) -> None:
    """Neither one of what is closed, nor of what is due above the target, nor of another part."""
    report = capability(with_open("CR 1.1 RE(1)", "CR 1.5 RE(1)"))
    assert () == gap(report, 2, [RiskAcceptance(id, "me", "because")])[FR.IAC].acceptances


def test_where_the_target_is_reached_nothing_is_left_to_accept() -> None:
    assert () == gap(capability(with_open("CR 1.1 RE(1)")), 1, iter([ACCEPTED]))[FR.IAC].acceptances


def test_acceptances_are_taken_from_any_iterable_and_all_are_shown() -> None:
    two = [ACCEPTED, RiskAcceptance("CR 1.1 RE(1)", "CISO", "so do I")]
    assert tuple(two) == gap(capability(with_open("CR 1.1 RE(1)")), 2, iter(two))[FR.IAC].acceptances


@pytest.mark.parametrize("types", [EMBEDDED, ALL_TYPES])
def test_closing_takes_only_what_applies(types: frozenset[ComponentType]) -> None:
    gaps = gap(capability(component((), types)), 4)
    assert {83: EMBEDDED, 122: ALL_TYPES}[len(gaps.to_close)] == types


# ---- what closing would do


@settings(max_examples=80)
@given(st.data())
def test_what_closing_gives_is_what_an_assessment_gives_in_which_all_that_is_met(data: st.DataObject) -> None:
    assessment = evolve(data.draw(assessments()), selection=None)
    ids = data.draw(st.lists(st.sampled_from(ids_of(assessment.part)), max_size=30))
    closed = capability(assessment.with_findings(*(met(id) for id in ids)))
    assert closed.vector == when_closed(capability(assessment), ids)
    assert closed.vector == when_closed(capability(assessment), [id.text.lower() for id in ids])


@settings(max_examples=40)
@given(assessments())
def test_closing_nothing_changes_nothing_and_closing_all_reaches_the_cap(assessment: Assessment) -> None:
    report = capability(assessment)
    cap = SL.SL4 if assessment.assessed_to is None else assessment.assessed_to
    assert report.vector == when_closed(report, ())
    assert SLVector.uniform(cap) == when_closed(report, ids_of(assessment.part))
