"""When a verdict closes a requirement: every verdict, for a capability and as achieved."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import Any

import pytest
from assessment_strategies import A_DAY, least
from attrs import evolve
from oracle import REASONS

from iec62443 import (
    SL,
    Assurance,
    Evidence,
    Finding,
    NotApplicableReason,
    Requirement,
    RequirementResult,
    Stage,
    State,
    Verdict,
    load,
)
from iec62443.assessors.verdicts import Terms, judge

CLOSED, OPEN, UNDETERMINED = State.CLOSED, State.OPEN, State.UNDETERMINED
CAPABILITY = Terms()
AS_BUILT = Terms(achieved=True, stage=Stage.AS_BUILT)
ROW = load("4-2")["CR 1.1 RE(1)"]
CONSTRAINT = next(iter(load("4-2").constraints.values()))
SHOWN = (Evidence("TR-1"),)
EXPIRED = (Evidence("TR-1", valid_until=A_DAY),)
LATER = A_DAY + dt.timedelta(1)


def judged(verdict: Verdict, terms: Terms, row: Requirement = ROW, **more: Any) -> RequirementResult:
    return judge(row, least(verdict, row.id.text, **more), terms)


# ---- the table


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("allocatable", [True, False, None])
@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (Verdict.MET, CLOSED),
        (Verdict.MET_BY_CONFIGURATION, CLOSED),
        (Verdict.ALLOCATED, None),  # as it may be allocated, see below
        (Verdict.COMPENSATED, OPEN),
        (Verdict.NOT_APPLICABLE, CLOSED),
        (Verdict.PARTIAL, OPEN),
        (Verdict.PLANNED, OPEN),
        (Verdict.NOT_MET, OPEN),
        (Verdict.NOT_ASSESSED, UNDETERMINED),
    ],
)
def test_what_closes_a_capability(
    *, verdict: Verdict, expected: State | None, allocatable: bool | None, stage: Stage
) -> None:
    """The stage does not matter, and whether it may be allocated matters to what is allocated only."""
    by_allocation = {True: CLOSED, None: CLOSED, False: OPEN}[allocatable]
    result = judged(verdict, Terms(stage=stage), evolve(ROW, allocatable=allocatable))
    assert (expected or by_allocation) is result.state


@pytest.mark.parametrize("allocatable", [True, False, None])
@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (Verdict.MET, CLOSED),
        (Verdict.MET_BY_CONFIGURATION, UNDETERMINED),  # whether the condition holds was not looked at
        (Verdict.ALLOCATED, UNDETERMINED),
        (Verdict.COMPENSATED, UNDETERMINED),  # up to which level that is adequate is not stated
        (Verdict.NOT_APPLICABLE, CLOSED),
        (Verdict.PARTIAL, OPEN),
        (Verdict.PLANNED, OPEN),
        (Verdict.NOT_MET, OPEN),
        (Verdict.NOT_ASSESSED, UNDETERMINED),
    ],
)
def test_what_closes_as_achieved(*, verdict: Verdict, expected: State, allocatable: bool | None) -> None:
    assert expected is judged(verdict, AS_BUILT, evolve(ROW, allocatable=allocatable)).state


@pytest.mark.parametrize("verdict", Verdict)
def test_a_finding_on_a_capability_says_nothing_of_what_is_achieved(verdict: Verdict) -> None:
    result = judged(verdict, Terms(achieved=True, stage=Stage.CAPABILITY))
    assert (UNDETERMINED, "assessed as a capability, not as built") == (result.state, result.reason)


@pytest.mark.parametrize("terms", [CAPABILITY, AS_BUILT, Terms(achieved=True)])
def test_without_a_finding_nothing_is_known(terms: Terms) -> None:
    expected = RequirementResult(ROW, None, UNDETERMINED, "no finding")
    assert expected == judge(ROW, None, terms)


@pytest.mark.parametrize("terms", [CAPABILITY, AS_BUILT])
def test_what_is_left_open_says_why(terms: Terms) -> None:
    expected = {
        Verdict.PARTIAL: "partial",
        Verdict.PLANNED: "planned",
        Verdict.NOT_MET: "not met",
        Verdict.NOT_ASSESSED: "not assessed",
    }
    assert expected == {verdict: judged(verdict, terms).reason for verdict in expected}


@pytest.mark.parametrize(("verdict", "terms", "shown"), list(product(Verdict, (CAPABILITY, AS_BUILT), ((), SHOWN))))
def test_a_result_has_a_reason_exactly_when_it_is_not_closed(
    verdict: Verdict, terms: Terms, shown: tuple[Evidence, ...]
) -> None:
    """And an assumption only when it is."""
    result = judged(verdict, terms, evidence=shown)
    assert (result.state is CLOSED) == (not result.reason)
    assert result.state is CLOSED or not result.assumption


# ---- met by configuration


@pytest.mark.parametrize(
    ("holds", "state", "reason"),
    [
        (True, CLOSED, ""),
        (False, OPEN, "its condition does not hold: TLS is on"),
        (None, UNDETERMINED, "not looked at whether it is so: TLS is on"),
    ],
)
def test_a_configuration_counts_as_achieved_when_its_condition_holds(
    *, holds: bool | None, state: State, reason: str
) -> None:
    result = judged(Verdict.MET_BY_CONFIGURATION, AS_BUILT, condition_holds=holds)
    assert (state, reason, "") == (result.state, result.reason, result.assumption)


@pytest.mark.parametrize("holds", [True, False, None])
def test_a_configuration_counts_as_capability_on_the_assumption_that_it_is_set(*, holds: bool | None) -> None:
    result = judged(Verdict.MET_BY_CONFIGURATION, CAPABILITY, condition_holds=holds)
    assert (CLOSED, "configured so: TLS is on") == (result.state, result.assumption)


def test_a_condition_that_does_not_hold_leaves_open_whatever_the_evidence() -> None:
    terms = AS_BUILT._replace(require_evidence=True)
    assert OPEN is judged(Verdict.MET_BY_CONFIGURATION, terms, condition_holds=False).state


# ---- not applicable


@pytest.mark.parametrize("reason", NotApplicableReason)
@pytest.mark.parametrize("terms", [CAPABILITY, AS_BUILT])
def test_not_applicable_closes_on_its_justification(reason: NotApplicableReason, terms: Terms) -> None:
    result = judged(Verdict.NOT_APPLICABLE, terms, reason=reason)
    assert (CLOSED, f"not applicable, {REASONS[reason]}: no radio") == (result.state, result.assumption)


# ---- allocated


@pytest.mark.parametrize(
    ("allocatable", "assurance", "known"),
    [
        (True, Assurance.PROVISIONAL, "that it may be allocated: provisional"),
        (True, Assurance.UNCONFIRMED, "that it may be allocated: unconfirmed"),
        (None, None, "not known to be allocatable"),
    ],
)
def test_allocated_closes_a_capability_on_an_assumption_on_the_integrator(
    *, allocatable: bool | None, assurance: Assurance | None, known: str
) -> None:
    row = evolve(ROW, allocatable=allocatable, allocatable_assurance=assurance)
    result = judged(Verdict.ALLOCATED, CAPABILITY, row)
    assert (CLOSED, f"the system around provides it ({known})") == (result.state, result.assumption)


def test_what_may_not_be_allocated_stays_open() -> None:
    result = judged(Verdict.ALLOCATED, CAPABILITY, evolve(ROW, allocatable=False))
    assert (OPEN, "the system around may not provide it") == (result.state, result.reason)


def test_what_is_allocated_is_to_be_shown_where_it_is_provided() -> None:
    result = judged(Verdict.ALLOCATED, AS_BUILT)
    assert (UNDETERMINED, "allocated: to be shown where it is provided") == (result.state, result.reason)


# ---- compensated


@pytest.mark.parametrize("adequate", [None, *SL])
def test_what_compensates_never_closes_a_capability(adequate: SL | None) -> None:
    result = judged(Verdict.COMPENSATED, CAPABILITY, adequate_up_to=adequate)
    assert OPEN is result.state
    assert "compensated: counts for what is achieved, not for the capability" == result.reason


@pytest.mark.parametrize(("adequate", "level"), list(product(SL, (1, 2, 3, 4))))
def test_what_compensates_closes_up_to_the_level_to_which_it_is_adequate(adequate: SL, level: int) -> None:
    """Below its own level it closes nothing; above the level of adequacy it does not close either."""
    row = evolve(ROW, sl=SL(level))
    result = judged(Verdict.COMPENSATED, AS_BUILT, row, adequate_up_to=adequate)
    if adequate < level:
        assert (OPEN, f"compensated up to SL {int(adequate)} only") == (result.state, result.reason)
        assert SL(level - 1) is result.holds is result.may_hold
    else:
        assert (CLOSED, f"compensated up to SL {int(adequate)}: a locked cabinet") == (result.state, result.assumption)
        assert adequate is result.holds is result.may_hold


def test_an_adequacy_that_is_not_stated_is_not_known() -> None:
    result = judged(Verdict.COMPENSATED, AS_BUILT)
    assert (UNDETERMINED, "compensated, up to which level is not stated") == (result.state, result.reason)


def test_the_countermeasures_are_named_where_there_are_any() -> None:
    result = judged(Verdict.COMPENSATED, AS_BUILT, adequate_up_to=3, countermeasures=["a fence", "a guard"])
    assert "compensated up to SL 3: a fence, a guard" == result.assumption


def test_a_constraint_has_no_level_that_could_be_compensated_up_to() -> None:
    assert OPEN is judged(Verdict.COMPENSATED, AS_BUILT, CONSTRAINT, adequate_up_to=4).state


# ---- evidence


@pytest.mark.parametrize(
    ("evidence", "as_of", "asserted"),
    [
        ((), None, True),
        ((), A_DAY, True),
        (SHOWN, None, False),
        (SHOWN, LATER, False),
        (EXPIRED, None, False),
        (EXPIRED, A_DAY, False),
        (EXPIRED, LATER, True),
        ((*EXPIRED, *SHOWN), LATER, False),
        ((*EXPIRED, *EXPIRED), LATER, True),
    ],
)
@pytest.mark.parametrize("terms", [CAPABILITY, AS_BUILT])
@pytest.mark.parametrize(
    ("verdict", "more"), [(Verdict.MET, {}), (Verdict.MET_BY_CONFIGURATION, {"condition_holds": True})]
)
def test_what_is_met_without_evidence_that_counts_is_asserted_and_closes_unless_evidence_is_required(  # noqa: PLR0913
    *,
    verdict: Verdict,
    more: dict[str, Any],
    terms: Terms,
    evidence: tuple[Evidence, ...],
    as_of: dt.date | None,
    asserted: bool,
) -> None:
    lenient = judged(verdict, terms._replace(as_of=as_of), evidence=evidence, **more)
    strict = judged(verdict, terms._replace(as_of=as_of, require_evidence=True), evidence=evidence, **more)
    assert (CLOSED, asserted) == (lenient.state, lenient.asserted)
    assert (UNDETERMINED if asserted else CLOSED, asserted) == (strict.state, strict.asserted)
    assert ("asserted without evidence" if asserted else "") == strict.reason


@pytest.mark.parametrize("verdict", [each for each in Verdict if not each.name.startswith("MET")])
@pytest.mark.parametrize("terms", [CAPABILITY, AS_BUILT])
def test_evidence_changes_nothing_for_what_is_not_met(verdict: Verdict, terms: Terms) -> None:
    without = judged(verdict, terms)
    strict = judged(verdict, terms._replace(require_evidence=True, as_of=LATER))
    expired = judged(verdict, terms._replace(require_evidence=True, as_of=LATER), evidence=EXPIRED)
    assert not without.asserted
    assert without == strict
    assert (without.state, without.reason, False) == (expired.state, expired.reason, expired.asserted)


# ---- how far a result holds


@pytest.mark.parametrize("level", [1, 2, 3, 4])
@pytest.mark.parametrize(
    ("verdict", "known", "at_most"),
    [(Verdict.MET, 4, 4), (Verdict.NOT_MET, None, None), (Verdict.NOT_ASSESSED, None, 4)],
)
def test_what_is_not_closed_holds_to_the_level_below_its_own(
    verdict: Verdict, level: int, known: int | None, at_most: int | None
) -> None:
    result = judged(verdict, CAPABILITY, evolve(ROW, sl=SL(level)))
    below = level - 1
    assert (below if known is None else known, below if at_most is None else at_most) == (
        int(result.holds),
        int(result.may_hold),
    )


@pytest.mark.parametrize("verdict", Verdict)
def test_a_constraint_lowers_no_level(verdict: Verdict) -> None:
    result = judged(verdict, CAPABILITY, CONSTRAINT)
    assert SL.SL4 is result.holds is result.may_hold


def test_a_result_is_a_value() -> None:
    finding = Finding("CR 1.1 RE(1)", Verdict.MET)
    assert judge(ROW, finding, CAPABILITY) == judge(ROW, finding, CAPABILITY)
    assert 1 == len({judge(ROW, finding, CAPABILITY), judge(ROW, finding, CAPABILITY)})
