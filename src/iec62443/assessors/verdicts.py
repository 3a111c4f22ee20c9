"""When a verdict closes a requirement: for a capability (SL-C), and as achieved (SL-A).

Source: 62443-3-3 and 4-2 ask for a capability in the product itself, so what compensates from outside counts for SL-A only;
the table of verdicts is *ours*.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from .._frozen import brief
from ..errors import quote
from ..findings import Finding, NotApplicableReason, Stage, Verdict
from ..levels import SL

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt

    from ..requirements import Requirement


class State(Enum):
    """What a finding, or its absence, makes of a requirement."""

    CLOSED = "closed"
    #: Looked at and not closed.
    OPEN = "open"
    #: Not known: not assessed, or something that the answer rests on was not looked at.
    UNDETERMINED = "undetermined"


# bound once: looking a member up on its enum costs more than the rest of a judgement
_CLOSED, _OPEN, _UNDETERMINED = State.CLOSED, State.OPEN, State.UNDETERMINED
_MET, _BY_CONFIGURATION, _NOT_APPLICABLE = Verdict.MET, Verdict.MET_BY_CONFIGURATION, Verdict.NOT_APPLICABLE
_ALLOCATED, _COMPENSATED, _NOT_ASSESSED = Verdict.ALLOCATED, Verdict.COMPENSATED, Verdict.NOT_ASSESSED
_CAPABILITY = Stage.CAPABILITY
_TOP = SL.SL4


class RequirementResult(NamedTuple):
    """One requirement with its finding and what follows from it.

    A named tuple, because a report makes one for each row that is news: it costs half of what a class of attrs does.
    """

    requirement: Requirement
    finding: Finding | None
    state: State
    #: Why it is not closed; empty when it is.
    reason: str = ""
    #: What it rests on without having been shown; empty when on nothing.
    assumption: str = ""
    #: Whether it is claimed to be met without evidence that counts.
    asserted: bool = False

    @property
    def holds(self) -> SL:
        """The highest level to which it is no obstacle as known.

        4 when closed (what compensates: as far as that is adequate), else the level below its own.
        """
        if self.state is not _CLOSED:
            return _BELOW[self.requirement.sl]
        adequate = None if self.finding is None else self.finding.adequate_up_to
        return _TOP if adequate is None else adequate

    @property
    def may_hold(self) -> SL:
        """The highest level to which it may turn out to be no obstacle: 4 while undetermined, else as it `holds`."""
        return _TOP if self.state is _UNDETERMINED else self.holds

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(self, self.requirement.id.text, self.state.value, quote(self.reason) if self.reason else "")


# a constraint has no level and lowers none
_BELOW: dict[SL | None, SL] = {None: SL.SL4, SL.SL0: SL.SL0} | {SL(level): SL(level - 1) for level in range(1, 5)}


class Terms(NamedTuple):
    """On which terms findings are judged."""

    achieved: bool = False
    stage: Stage = Stage.CAPABILITY
    #: Whether what is met needs evidence to close.
    require_evidence: bool = False
    #: The day on which evidence must still be valid; None not to ask.
    as_of: dt.date | None = None


def _result(  # noqa: PLR0913 - the fields of a result, one argument each
    requirement: Requirement,
    finding: Finding | None,
    state: State,
    reason: str = "",
    assumption: str = "",
    *,
    asserted: bool = False,
) -> RequirementResult:
    """Make a result; to call the class of a named tuple takes half as long again."""
    return tuple.__new__(RequirementResult, (requirement, finding, state, reason, assumption, asserted))


def judge(  # noqa: PLR0911 - each verdict has its own rule, and returns as soon as it is known
    requirement: Requirement,
    finding: Finding | None,
    terms: Terms,
) -> RequirementResult:
    """Say whether a finding closes a requirement, and on which assumption.

    Capability: closed by met, met by configuration, not applicable, and allocated unless it is known not to be allocatable.
    Achieved: closed, at the stage as built, by met, met by configuration whose condition holds, not applicable, and compensated
    up to the level to which that is adequate. Partial, planned and not met leave open; not assessed is undetermined.

    >>> from iec62443 import Finding, Verdict, load
    >>> judge(load("4-2")["CR 1.4"], Finding("CR 1.4", Verdict.ALLOCATED, "by the plant's directory"), Terms()).assumption
    'the system around provides it (that it may be allocated: provisional)'
    """
    if finding is None:
        return _result(requirement, None, _UNDETERMINED, "no finding")
    if terms.achieved and terms.stage is _CAPABILITY:
        return _result(requirement, finding, _UNDETERMINED, "assessed as a capability, not as built")
    verdict = finding.verdict
    if verdict is _MET:
        asserted = _is_asserted(finding, terms)
        if asserted and terms.require_evidence:
            return _result(requirement, finding, _UNDETERMINED, _ASSERTED, asserted=True)
        return _result(requirement, finding, _CLOSED, asserted=asserted)
    if verdict is _BY_CONFIGURATION:
        return _configured(requirement, finding, terms)
    if verdict is _NOT_APPLICABLE:
        assumption = f"not applicable, {_ABSENT[finding.reason]}: {finding.justification}"
        return _result(requirement, finding, _CLOSED, "", assumption)
    if verdict is _ALLOCATED:
        return _allocated(requirement, finding, terms)
    if verdict is _COMPENSATED:
        return _compensated(requirement, finding, terms)
    return _result(requirement, finding, _UNDETERMINED if verdict is _NOT_ASSESSED else _OPEN, _SAID[verdict])


def _is_asserted(finding: Finding, terms: Terms) -> bool:
    return not finding.evidence or (terms.as_of is not None and finding.asserted(terms.as_of))


_ASSERTED = "asserted without evidence"
# in words, made once
_SAID = {each: each.value.replace("_", " ") for each in Verdict}
_ABSENT: dict[NotApplicableReason | None, str] = {each: each.value.replace("_", " ") for each in NotApplicableReason}


def _configured(requirement: Requirement, finding: Finding, terms: Terms) -> RequirementResult:
    asserted = _is_asserted(finding, terms)
    if terms.achieved and finding.condition_holds is False:
        return _result(requirement, finding, _OPEN, f"its condition does not hold: {finding.condition}")
    if asserted and terms.require_evidence:
        return _result(requirement, finding, _UNDETERMINED, _ASSERTED, asserted=True)
    if terms.achieved and finding.condition_holds is None:
        return _result(requirement, finding, _UNDETERMINED, f"not looked at whether it is so: {finding.condition}")
    assumption = "" if terms.achieved else f"configured so: {finding.condition}"
    return _result(requirement, finding, _CLOSED, "", assumption, asserted=asserted)


def _allocated(requirement: Requirement, finding: Finding, terms: Terms) -> RequirementResult:
    if terms.achieved:
        return _result(requirement, finding, _UNDETERMINED, "allocated: to be shown where it is provided")
    if requirement.allocatable is False:
        return _result(requirement, finding, _OPEN, "the system around may not provide it")
    known = (
        f"that it may be allocated: {requirement.allocatable_assurance.value}"
        if requirement.allocatable and requirement.allocatable_assurance
        else "not known to be allocatable"
    )
    return _result(requirement, finding, _CLOSED, "", f"the system around provides it ({known})")


def _compensated(requirement: Requirement, finding: Finding, terms: Terms) -> RequirementResult:
    if not terms.achieved:
        return _result(requirement, finding, _OPEN, "compensated: counts for what is achieved, not for the capability")
    adequate = finding.adequate_up_to
    if adequate is None:
        return _result(requirement, finding, _UNDETERMINED, "compensated, up to which level is not stated")
    if requirement.sl is None or adequate < requirement.sl:
        return _result(requirement, finding, _OPEN, f"compensated up to SL {int(adequate)} only")
    by = ", ".join(finding.countermeasures) or finding.justification
    assumption = f"compensated up to SL {int(adequate)}: {by}"
    return _result(requirement, finding, _CLOSED, "", assumption)


def judge_differing(requirement: Requirement, findings: tuple[Finding, ...], terms: Terms) -> RequirementResult:
    """Judge findings that differ: the one that closes least counts. The rule is *ours*.

    >>> from iec62443 import Finding, Verdict, load
    >>> both = Finding("CR 1.1", Verdict.MET), Finding("CR 1.1", Verdict.PLANNED)
    >>> judge_differing(load("4-2")["CR 1.1"], both, Terms()).state
    <State.OPEN: 'open'>
    """
    results = [judge(requirement, each, terms) for each in findings]
    return min(results, key=lambda each: (each.holds, each.may_hold, not each.asserted))
