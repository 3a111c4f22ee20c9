"""Where patches stand: days against a simulation day by day, waiting, unusual steps, strange dates, and limits."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from iec62443 import InvalidFinding
from iec62443.assessors.patches import PatchOverdue, PatchReport, PatchStatus, PatchStep, patch_report, patch_status
from iec62443.patches import PatchRecord, PatchState

S = PatchState
START = dt.date(2026, 1, 1)
SUPPLIER, OWNER = "product_supplier", "asset_owner"
#: The whole way of a patch in the natural order.
WAY = (S.AVAILABLE, S.IN_TEST, S.APPROVED, S.RELEASED, S.IN_INTERNAL_TEST, S.AUTHORIZED, S.EFFECTIVE, S.INSTALLED)


def day(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


def record(*states: tuple[PatchState, int], id: str = "KB-1", product: str = "Station") -> PatchRecord:
    return PatchRecord(id, product, [(state, day(number)) for state, number in states])


states = st.sampled_from(PatchState)
days = st.integers(0, 40)
histories = st.lists(st.tuples(states, days), min_size=1, max_size=7)


def state_at_the_end_of(history: list[tuple[PatchState, int]], number: int) -> PatchState | None:
    """Look the day up: of the entries up to it the latest day's, of one day the last listed."""
    found: tuple[int, PatchState] | None = None
    for state, entered in history:
        if entered <= number and (found is None or entered >= found[0]):
            found = (entered, state)
    return found[1] if found else None


# --- days, against a simulation ---------------------------------------------------------------------------------------


@given(histories, days)
def test_the_current_state_is_that_at_the_end_of_the_day_asked_for(
    history: list[tuple[PatchState, int]], asked: int
) -> None:
    assert state_at_the_end_of(history, asked) is patch_status(record(*history), as_of=day(asked)).current


@given(histories, days)
def test_each_state_took_as_many_days_as_it_lasted_to_the_end_of(
    history: list[tuple[PatchState, int]], asked: int
) -> None:
    expected = dict.fromkeys(PatchState, 0)
    for number in range(asked):
        state = state_at_the_end_of(history, number)
        if state:
            expected[state] += 1
    took = dict.fromkeys(PatchState, 0)
    for each in patch_status(record(*history), as_of=day(asked)).stays:
        assert each.days is not None
        took[each.state] += each.days
    assert expected == took


@given(histories)
def test_without_a_day_every_state_counts_and_the_last_one_has_no_days_yet(
    history: list[tuple[PatchState, int]],
) -> None:
    status = patch_status(record(*history))
    last = status.stays[-1]
    assert len(history) == len(status.stays)
    assert (None, None, day(max(entered for _, entered in history))) == (last.days, last.until, last.since)
    assert state_at_the_end_of(history, 40) is status.current
    later = patch_status(record(*history), as_of=day(40))
    assert later.stays[:-1] == status.stays[:-1]


def test_each_stay_says_since_when_until_when_and_how_long() -> None:
    status = patch_status(record((S.AVAILABLE, 0), (S.IN_TEST, 3), (S.APPROVED, 10)), as_of=day(12))
    expected = [(S.AVAILABLE, day(0), day(3), 3), (S.IN_TEST, day(3), day(10), 7), (S.APPROVED, day(10), None, 2)]
    assert expected == [(each.state, each.since, each.until, each.days) for each in status.stays]
    assert ((), (), ()) == (status.unusual, status.overdue, status.remarks)


# --- waiting ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (S.AVAILABLE, SUPPLIER),
        (S.IN_TEST, SUPPLIER),
        (S.NOT_APPROVED, None),
        (S.NOT_APPLICABLE, None),
        (S.APPROVED, SUPPLIER),
        (S.RELEASED, OWNER),
        (S.IN_INTERNAL_TEST, OWNER),
        (S.NOT_AUTHORIZED, None),
        (S.AUTHORIZED, OWNER),
        (S.EFFECTIVE, OWNER),
        (S.INSTALLED, None),
    ],
)
def test_a_patch_waits_on_the_owner_of_the_next_step(state: PatchState, expected: str | None) -> None:
    assert expected == patch_status(record((state, 0))).waits_on


def test_what_waits_on_whom_is_listed_longest_first() -> None:
    records = [
        record((S.RELEASED, 5), id="A"),
        record((S.IN_TEST, 2), id="B"),
        record((S.INSTALLED, 1), id="C"),
        record((S.AVAILABLE, 0), (S.RELEASED, 1), id="D"),
        record((S.EFFECTIVE, 5), id="E"),
    ]
    report = patch_report(records)
    expected = {OWNER: ["D", "A", "E"], SUPPLIER: ["B"]}
    assert expected == {owner: [each.record.id for each in waiting] for owner, waiting in report.waiting.items()}
    assert [OWNER, SUPPLIER] == list(report.waiting)
    assert [each.id for each in records] == [each.record.id for each in report.statuses]
    assert () == report.remarks


def test_a_patch_of_the_future_waits_on_nobody_yet() -> None:
    status = patch_status(record((S.AVAILABLE, 5)), as_of=day(4))
    assert (None, None, ()) == (status.current, status.waits_on, status.stays)
    assert ("Available of 2026-01-06 is later than 2026-01-05: not counted",) == status.remarks
    assert {} == patch_report([record((S.AVAILABLE, 5))], as_of=day(4)).waiting


# --- what is strange --------------------------------------------------------------------------------------------------


def test_the_natural_way_is_not_remarked_on() -> None:
    status = patch_status(record(*((state, number) for number, state in enumerate(WAY))))
    assert ((), ()) == (status.unusual, status.remarks)


@given(st.lists(st.tuples(states, st.integers(0, 10**4)), min_size=1, max_size=7, unique_by=lambda each: each[1]))
def test_a_step_outside_the_natural_order_is_reported_and_taken(history: list[tuple[PatchState, int]]) -> None:
    ordered = sorted(history, key=lambda each: each[1])
    expected = [
        PatchStep(before, after, day(number))
        for (before, _), (after, number) in pairwise(ordered)
        if after not in before.next
    ]
    status = patch_status(record(*history))
    assert expected == list(status.unusual)
    assert [state for state, _ in ordered] == [each.state for each in status.stays]


def test_a_record_may_begin_anywhere() -> None:
    assert () == patch_status(record((S.RELEASED, 0), (S.IN_INTERNAL_TEST, 1))).unusual


def test_dates_out_of_order_are_reported_and_put_in_order() -> None:
    status = patch_status(record((S.AVAILABLE, 0), (S.APPROVED, 9), (S.IN_TEST, 3)))
    assert ("listed out of order: In Test of 2026-01-04 after Approved of 2026-01-10",) == status.remarks
    assert [S.AVAILABLE, S.IN_TEST, S.APPROVED] == [each.state for each in status.stays]


def test_two_states_on_one_day_are_reported_and_taken_as_listed() -> None:
    status = patch_status(record((S.AVAILABLE, 0), (S.IN_TEST, 4), (S.APPROVED, 4), (S.RELEASED, 6)))
    assert ("In Test and Approved on one day, 2026-01-05: taken in the order listed",) == status.remarks
    assert [4, 0, 2, None] == [each.days for each in status.stays]


def test_states_after_the_day_asked_for_are_reported_and_do_not_count() -> None:
    status = patch_status(record((S.AVAILABLE, 0), (S.IN_TEST, 4), (S.APPROVED, 9)), as_of=day(4))
    assert (S.IN_TEST, [4, 0]) == (status.current, [each.days for each in status.stays])
    assert ("Approved of 2026-01-10 is later than 2026-01-05: not counted",) == status.remarks


def test_a_patch_with_two_records_for_one_product_is_reported_once() -> None:
    twice = [record((S.AVAILABLE, 0)), record((S.IN_TEST, 0)), record((S.RELEASED, 0))]
    other = [record((S.AVAILABLE, 0), product="Panel"), record((S.AVAILABLE, 0), id="KB-2")]
    report = patch_report([*twice, *other])
    assert ("KB-1 on Station has more than one record",) == report.remarks
    assert 5 == len(report.statuses)


# --- limits -----------------------------------------------------------------------------------------------------------

TO_INSTALLED = (S.RELEASED, S.INSTALLED)


def late(status: PatchStatus) -> list[tuple[PatchState, PatchState | None, int, bool]]:
    return [(each.state, each.to, each.days, each.running) for each in status.overdue]


def test_a_state_is_overdue_when_it_took_more_days_than_the_limit() -> None:
    tested = record((S.AVAILABLE, 0), (S.IN_TEST, 10), (S.APPROVED, 40))
    assert [] == late(patch_status(tested, {S.IN_TEST: 30}))
    assert [(S.IN_TEST, None, 30, False)] == late(patch_status(tested, {S.IN_TEST: 29}))
    assert (PatchOverdue(S.IN_TEST, None, day(10), 30, 29, running=False),) == patch_status(
        tested, {S.IN_TEST: 29}
    ).overdue


def test_a_state_that_lasts_is_overdue_from_the_day_after_its_limit() -> None:
    testing = record((S.AVAILABLE, 0), (S.IN_TEST, 10))
    assert [] == late(patch_status(testing, {S.IN_TEST: 30}, as_of=day(40)))
    assert [(S.IN_TEST, None, 31, True)] == late(patch_status(testing, {S.IN_TEST: 30}, as_of=day(41)))


def test_a_state_entered_twice_is_held_against_its_limit_each_time() -> None:
    again = record((S.IN_TEST, 0), (S.NOT_APPROVED, 20), (S.IN_TEST, 25), (S.APPROVED, 40))
    assert [(S.IN_TEST, None, 20, False), (S.IN_TEST, None, 15, False)] == late(patch_status(again, {S.IN_TEST: 10}))


@pytest.mark.parametrize(
    ("history", "asked", "expected"),
    [
        # reached
        ([(S.RELEASED, 0), (S.INSTALLED, 31)], None, [(31, False)]),
        ([(S.RELEASED, 0), (S.EFFECTIVE, 1), (S.INSTALLED, 31)], 99, [(31, False)]),
        ([(S.RELEASED, 0), (S.INSTALLED, 30)], 99, []),
        # not reached yet: the clock runs, if a day is asked for
        ([(S.RELEASED, 0), (S.EFFECTIVE, 1)], 31, [(31, True)]),
        ([(S.RELEASED, 0), (S.EFFECTIVE, 1)], 30, []),
        ([(S.RELEASED, 0), (S.EFFECTIVE, 1)], None, []),
        # ended in another way: the clock stops there
        ([(S.RELEASED, 0), (S.NOT_AUTHORIZED, 31)], 99, [(31, False)]),
        ([(S.RELEASED, 0), (S.NOT_AUTHORIZED, 30)], 99, []),
        # taken up again after an end: what was wanted was reached in the end
        ([(S.RELEASED, 0), (S.NOT_AUTHORIZED, 5), (S.AUTHORIZED, 40), (S.INSTALLED, 50)], 99, [(50, False)]),
        # released again before it was installed: from the first time
        ([(S.RELEASED, 0), (S.EFFECTIVE, 10), (S.RELEASED, 20), (S.INSTALLED, 45)], 99, [(45, False)]),
        # installed, and a second time
        (
            [(S.RELEASED, 0), (S.INSTALLED, 40), (S.RELEASED, 50), (S.INSTALLED, 90)],
            99,
            [(40, False), (40, False)],
        ),
        # never released, or installed before
        ([(S.AVAILABLE, 0), (S.INSTALLED, 50)], 99, []),
        ([(S.INSTALLED, 0), (S.RELEASED, 50)], 60, []),
    ],
)
def test_a_pair_of_states_has_a_clock_from_the_first_to_the_second(
    history: list[tuple[PatchState, int]], asked: int | None, expected: list[tuple[int, bool]]
) -> None:
    as_of = None if asked is None else day(asked)
    status = patch_status(record(*history), {TO_INSTALLED: 30}, as_of=as_of)
    assert [(S.RELEASED, S.INSTALLED, *each) for each in expected] == late(status)


def test_a_clock_that_starts_at_an_end_runs_until_it_is_taken_up_again() -> None:
    failed = record((S.IN_TEST, 0), (S.NOT_APPROVED, 5))
    again = {(S.NOT_APPROVED, S.IN_TEST): 30}
    assert [(S.NOT_APPROVED, S.IN_TEST, 35, True)] == late(patch_status(failed, again, as_of=day(40)))
    retried = record((S.IN_TEST, 0), (S.NOT_APPROVED, 5), (S.IN_TEST, 50))
    assert [(S.NOT_APPROVED, S.IN_TEST, 45, False)] == late(patch_status(retried, again, as_of=day(60)))
    moot = record((S.NOT_APPROVED, 5), (S.NOT_APPLICABLE, 50))
    assert [(S.NOT_APPROVED, S.IN_TEST, 45, False)] == late(patch_status(moot, again, as_of=day(60)))


def test_a_pair_of_one_state_is_the_time_from_one_entry_to_the_next() -> None:
    again = record((S.IN_TEST, 0), (S.NOT_APPROVED, 5), (S.IN_TEST, 40))
    limits = {(S.IN_TEST, S.IN_TEST): 30}
    assert [(S.IN_TEST, S.IN_TEST, 40, False)] == late(patch_status(again, limits, as_of=day(60)))


def test_limits_of_both_kinds_go_together() -> None:
    limits: dict[PatchState | tuple[PatchState, PatchState], int] = {S.RELEASED: 5, TO_INSTALLED: 30}
    status = patch_status(record((S.RELEASED, 0), (S.INSTALLED, 31)), limits)
    assert [(S.RELEASED, None, 31, False), (S.RELEASED, S.INSTALLED, 31, False)] == late(status)


def test_the_overdue_ones_of_a_report_are_late_still() -> None:
    records = [
        record((S.RELEASED, 0), id="late"),
        record((S.RELEASED, 0), (S.INSTALLED, 50), id="was late"),
        record((S.RELEASED, 45), id="in time"),
    ]
    report = patch_report(records, {TO_INSTALLED: 30}, as_of=day(60))
    assert ["late"] == [each.record.id for each in report.overdue]
    assert [True, True, False] == [bool(each.overdue) for each in report.statuses]


@given(histories, st.dictionaries(st.one_of(states, st.tuples(states, states)), st.integers(0, 30), max_size=4), days)
def test_a_wider_limit_never_makes_more_late(
    history: list[tuple[PatchState, int]],
    limits: dict[PatchState | tuple[PatchState, PatchState], int],
    asked: int,
) -> None:
    wider = {key: most + 1 for key, most in limits.items()}
    strict, loose = (patch_status(record(*history), each, as_of=day(asked)).overdue for each in (limits, wider))
    assert {evolve(each, limit=0) for each in loose} <= {evolve(each, limit=0) for each in strict}
    assert all(each.days > each.limit for each in strict)


@pytest.mark.parametrize("days_given", [-1, 1.5, True, None, "30"])
def test_a_limit_that_is_no_number_of_days_is_refused(days_given: object) -> None:
    with pytest.raises(InvalidFinding) as caught:
        patch_status(record((S.RELEASED, 0)), {S.RELEASED: days_given})  # type: ignore[arg-type] # that is the point
    assert f"limit on Released: a number of days is expected, not {days_given!r}" == str(caught.value)


def test_a_refused_limit_on_a_pair_names_both() -> None:
    with pytest.raises(InvalidFinding, match=r"^limit on Released to Installed: a number of days is expected, not -1$"):
        patch_report([record((S.RELEASED, 0))], {TO_INSTALLED: -1})


def test_a_report_is_a_value() -> None:
    def made() -> PatchReport:
        return patch_report([record((S.RELEASED, 0), (S.INSTALLED, 50))], {TO_INSTALLED: 30}, as_of=day(60))

    for same in (pickle.loads(pickle.dumps(made())), copy.deepcopy(made()), made()):  # noqa: S301 - our own bytes
        assert made() == same
        assert hash(made()) == hash(same)
