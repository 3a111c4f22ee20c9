"""From one report to the next: what was won, lost, not looked at again, and what ran out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from assessment_strategies import A_DAY, ALL_TYPES, EMBEDDED, assessments, component, least, system
from attrs import evolve
from hypothesis import given, settings

from iec62443 import (
    Evidence,
    InvalidFinding,
    Stage,
    State,
    Subject,
    Verdict,
    achieved,
    capability,
    compare,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iec62443 import Assessment, LevelReport, RequirementResult

DAY_AFTER = A_DAY + dt.timedelta(1)
UNLIKE = "two reports compare only on one kind of level, part and component types"


def report(**verdicts: Verdict) -> LevelReport:
    """Report on findings named like ``CR_1_1``."""
    named = {name.replace("_", " ", 1).replace("_", "."): verdict for name, verdict in verdicts.items()}
    return capability(component([least(verdict, id) for id, verdict in named.items()]))


def ids(pairs: Iterable[tuple[RequirementResult, RequirementResult]]) -> list[str]:
    assert all(before.requirement == after.requirement for before, after in pairs)
    return [after.requirement.id.text for _, after in pairs]


BEFORE = report(
    CR_1_1=Verdict.NOT_MET,
    CR_1_2=Verdict.MET,
    CR_1_3=Verdict.MET,
    CR_1_5=Verdict.NOT_MET,
    CR_1_7=Verdict.MET,
    CR_1_8=Verdict.PARTIAL,
    CCSC_1=Verdict.MET,
    CCSC_2=Verdict.NOT_MET,
)
AFTER = report(
    CR_1_1=Verdict.MET,  # closed
    CR_1_2=Verdict.NOT_MET,  # opened, a regression
    # CR 1.3: no finding any more, a regression
    CR_1_4=Verdict.MET,  # closed, not known before
    CR_1_5=Verdict.NOT_ASSESSED,  # newly unassessed, but it was not closed
    CR_1_7=Verdict.NOT_APPLICABLE,  # closed as before
    CR_1_8=Verdict.PLANNED,  # open as before
    CR_1_9=Verdict.NOT_MET,  # opened, not known before
    CCSC_1=Verdict.PLANNED,  # opened, a regression
    CCSC_2=Verdict.MET,  # closed
)


def test_what_changed_is_sorted_by_what_it_is_now() -> None:
    progress = compare(BEFORE, AFTER)
    assert ["CR 1.1", "CR 1.4", "CCSC 2"] == ids(progress.closed)
    assert ["CR 1.2", "CR 1.9", "CCSC 1"] == ids(progress.opened)
    assert ["CR 1.3", "CR 1.5"] == ids(progress.newly_unassessed)
    assert (BEFORE, AFTER, ()) == (progress.before, progress.after, progress.expired)


def test_a_regression_is_what_was_closed_and_is_not_now() -> None:
    assert ["CR 1.2", "CCSC 1", "CR 1.3"] == ids(compare(BEFORE, AFTER).regressions)
    assert {State.CLOSED} == {before.state for before, _ in compare(BEFORE, AFTER).regressions}


@settings(max_examples=20)
@given(assessments())
def test_a_report_compared_with_itself_shows_no_change(assessment: Assessment) -> None:
    progress = compare(capability(assessment), capability(assessment))
    assert () == progress.closed == progress.opened == progress.newly_unassessed == progress.regressions
    assert () == progress.expired


@settings(max_examples=25)
@given(assessments())
def test_what_is_won_one_way_is_lost_the_other(assessment: Assessment) -> None:
    blank = evolve(assessment, findings=())
    there, back = compare(capability(blank), capability(assessment)), compare(capability(assessment), capability(blank))
    assert [tuple(reversed(pair)) for pair in there.closed] == list(back.regressions)
    assert set(ids(there.closed)) | set(ids(there.opened)) == set(ids(back.newly_unassessed))
    assert () == there.regressions == there.newly_unassessed == back.closed == back.opened


@pytest.mark.parametrize(
    ("evidence", "as_of", "expired"),
    [
        ([Evidence("TR-1", valid_until=A_DAY)], None, False),
        ([Evidence("TR-1", valid_until=A_DAY)], A_DAY, False),
        ([Evidence("TR-1", valid_until=A_DAY)], DAY_AFTER, True),
        ([Evidence("TR-1", valid_until=A_DAY), Evidence("TR-2")], DAY_AFTER, False),
        ([Evidence("TR-1")], DAY_AFTER, False),
        ([], DAY_AFTER, False),
    ],
)
@pytest.mark.parametrize("id", ["CR 1.1", "CCSC 1"])
def test_what_rests_on_evidence_that_has_all_run_out_is_told(
    *, id: str, evidence: list[Evidence], as_of: dt.date | None, expired: bool
) -> None:
    after = capability(component([least(Verdict.MET, id, evidence=evidence)]))
    progress = compare(capability(component()), after, as_of)
    assert ([id] if expired else []) == [each.requirement.id.text for each in progress.expired]


def test_what_had_run_out_before_and_rests_on_nothing_now_is_not_told() -> None:
    old = capability(component([least(Verdict.MET, evidence=[Evidence("TR-1", valid_until=A_DAY)])]))
    assert () == compare(old, capability(component()), DAY_AFTER).expired


def test_reports_on_another_version_name_or_edition_of_the_text_compare() -> None:
    older = component([least(Verdict.PLANNED)])
    newer = evolve(component([least(Verdict.MET)]), subject=Subject("Controller NG", "2.0", EMBEDDED))
    assert ["CR 1.1"] == ids(compare(capability(older), capability(newer)).closed)
    assert () == compare(capability(system(amended=False)), capability(system())).closed


def test_what_was_selected_only_before_or_after_compares_as_not_known() -> None:
    progress = compare(achieved(component(stage=Stage.AS_BUILT)), achieved(component(stage=Stage.CAPABILITY)))
    assert () == progress.closed == progress.opened == progress.newly_unassessed


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        (capability(component()), achieved(component()), "Controller"),
        (capability(component()), capability(system()), "Cell 4"),
        (capability(component()), capability(component((), ALL_TYPES)), "Controller"),
    ],
    ids=["kind", "part", "types"],
)
def test_reports_that_are_not_alike_do_not_compare(before: LevelReport, after: LevelReport, name: str) -> None:
    with pytest.raises(InvalidFinding) as caught:
        compare(before, after)
    assert f"{name}: {UNLIKE}" == str(caught.value)
    with pytest.raises(InvalidFinding):
        compare(after, before)
