"""From levels to gaps: what is missing to a target, and which requirements close it.

Rule (62443-3-2, comparing SL-C or SL-A with SL-T; the three outcomes are *ours*): reached when the levels as known meet the
target, a gap when not even what is undetermined could reach it, else undetermined.
"""

from __future__ import annotations

from enum import Enum

from attrs import frozen

from .._frozen import brief
from .._views import html_view, mime_view
from ..errors import quote
from ..identifiers import RequirementId
from ..levels import FR, SL, SLVector
from .levels import LevelReport
from .verdicts import RequirementResult

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..claims import RiskAcceptance  # noqa: TC004 - an annotation only; at run time it would cost three classes


class Outcome(Enum):
    """How levels compare with a target."""

    REACHED = "reached"
    GAP = "gap"
    UNDETERMINED = "undetermined"


@frozen(repr=False)
class FRGap:
    """The comparison of one foundational requirement with its target."""

    fr: FR
    target: SL
    level: SL
    ceiling: SL
    outcome: Outcome
    #: How many levels are missing as known; of an undetermined one, at most.
    missing: int
    #: What has to be closed to reach the target.
    to_close: tuple[RequirementResult, ...]
    #: Acceptances of risks beside the gap; they close nothing.
    acceptances: tuple[RiskAcceptance, ...] = ()

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            self.fr.name,
            self.outcome.value,
            f"SL {int(self.level)}" if self.level == self.ceiling else f"SL {int(self.level)}..{int(self.ceiling)}",
            f"SL-T {int(self.target)}",
            f"{len(self.to_close)} to close",
        )


@frozen(repr=False)
class GapReport:
    """A report of levels against a target, one entry a foundational requirement."""

    report: LevelReport
    target: SLVector
    gaps: tuple[FRGap, ...]

    _repr_html_ = html_view
    _repr_mimebundle_ = mime_view

    def __getitem__(self, fr: FR) -> FRGap:
        """Give the comparison of one foundational requirement."""
        return self.gaps[fr.number - 1]

    @property
    def outcome(self) -> Outcome:
        """A gap if there is one, else undetermined if there is one, else reached."""
        outcomes = {each.outcome for each in self.gaps}
        return next(each for each in (Outcome.GAP, Outcome.UNDETERMINED, Outcome.REACHED) if each in outcomes)

    @property
    def to_close(self) -> tuple[RequirementResult, ...]:
        """Every requirement that has to be closed to reach the target."""
        return tuple(result for each in self.gaps for result in each.to_close)

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            quote(self.report.assessment.subject.name),
            f"SL-{self.report.type.value} {{ {' '.join(map(self.report.shown, FR))} }}",
            f"SL-T {self.target}",
            self.outcome.value,
            f"{len(self.to_close)} to close",
        )


def gap(report: LevelReport, target: SLVector | int, acceptances: Iterable[RiskAcceptance] = ()) -> GapReport:
    """Compare a report with a target, a vector or one level for all seven.

    The gap of an FR is max(0, target - level). What lies above `Assessment.assessed_to`, and what is outside the selection
    though due for the target, is undetermined while nothing known bars it.

    >>> from iec62443 import Assessment, ComponentType, Finding, Subject, Verdict, capability
    >>> subject = Subject("Switch", "3", {ComponentType.NETWORK_DEVICE})
    >>> report = capability(Assessment(subject, "62443-4-2", "2019", [Finding("CR 7.7", Verdict.PLANNED)]))
    >>> gap(report, 1)[FR.RA].outcome, gap(report, 1)[FR.UC].outcome, gap(report, 1).outcome
    (<Outcome.GAP: 'gap'>, <Outcome.UNDETERMINED: 'undetermined'>, <Outcome.GAP: 'gap'>)
    """
    wanted = target if isinstance(target, SLVector) else SLVector.uniform(target)
    accepted = tuple(acceptances)
    return GapReport(report, wanted, tuple(_compare(report, fr, level, accepted) for fr, level in wanted.items()))


def when_closed(report: LevelReport, requirements: Iterable[RequirementId | str]) -> SLVector:
    """Give the vector as it would be if these requirements were closed too, and nothing else changed. The rule is *ours*.

    It is capped at `Assessment.assessed_to` as the report is. Ids that the report has nothing to say of change nothing.

    >>> from iec62443 import Assessment, ComponentType, Finding, Subject, Verdict, capability, load
    >>> types = [ComponentType.NETWORK_DEVICE]
    >>> met = [Finding(each.id, Verdict.MET) for each in load("4-2").required(2, types) if each.id.text != "CR 7.7"]
    >>> report = capability(Assessment(Subject("Switch", "3", types), "62443-4-2", "2019", met))
    >>> report.vector[FR.RA], when_closed(report, ["CR 7.7"])[FR.RA]
    (<SL.SL0: 0>, <SL.SL2: 2>)
    """
    closed = {RequirementId.parse(each) if isinstance(each, str) else each for each in requirements}
    cap = report.assessment.assessed_to
    levels = dict.fromkeys(FR, SL.SL4 if cap is None else cap)
    for each in report.notable:
        fr = each.requirement.fr
        if fr is not None and each.requirement.id not in closed:
            levels[fr] = min(levels[fr], each.holds)
    return SLVector(*levels.values())


def _compare(report: LevelReport, fr: FR, target: SL, acceptances: tuple[RiskAcceptance, ...]) -> FRGap:
    level, ceiling = report.vector[fr], report.uncapped_ceiling[fr]
    outcome = Outcome.REACHED if level >= target else Outcome.GAP if ceiling < target else Outcome.UNDETERMINED
    reached = outcome is Outcome.REACHED
    to_close = () if reached else tuple(each for holds, each in report._obstacles[fr] if holds < target)
    closing = {each.requirement.id for each in to_close}
    beside = tuple(each for each in acceptances if each.requirement in closing)
    missing = 0 if reached else target - level
    return FRGap(fr, target, level, ceiling, outcome, missing, to_close, beside)
