"""From one assessment of a subject to the next: what was won, what was lost, what ran out. The comparison is *ours*."""

from __future__ import annotations

from attrs import frozen

from .._frozen import brief
from ..errors import InvalidFinding, quote
from .levels import LevelReport
from .verdicts import RequirementResult, State

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt

_Pair = tuple[RequirementResult, RequirementResult]


@frozen(repr=False)
class Progress:
    """What changed between two reports on the same requirements; pairs are (before, after)."""

    before: LevelReport
    after: LevelReport
    #: Closed now, open or undetermined before.
    closed: tuple[_Pair, ...]
    #: Open now, closed or undetermined before.
    opened: tuple[_Pair, ...]
    #: Undetermined now, closed or open before.
    newly_unassessed: tuple[_Pair, ...]
    #: Rest now on evidence of which none is valid any more on the day asked for.
    expired: tuple[RequirementResult, ...]

    @property
    def regressions(self) -> tuple[_Pair, ...]:
        """What was closed before and is not now."""
        return tuple(pair for pair in (*self.opened, *self.newly_unassessed) if pair[0].state is State.CLOSED)

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            quote(self.after.assessment.subject.name),
            f"{len(self.closed)} closed",
            f"{len(self.opened)} opened",
            f"{len(self.newly_unassessed)} newly unassessed",
            f"{len(self.expired)} expired",
        )


def compare(before: LevelReport, after: LevelReport, as_of: dt.date | None = None) -> Progress:
    """Compare two reports of one kind on one part and the same component types; `as_of` asks which evidence has run out.

    Raises `InvalidFinding` for reports that do not compare.

    >>> from iec62443 import Assessment, ComponentType, Finding, Subject, Verdict, capability
    >>> subject = Subject("Switch", "3", {ComponentType.NETWORK_DEVICE})
    >>> old = Assessment(subject, "62443-4-2", "2019", [Finding("CR 7.7", Verdict.PLANNED)])
    >>> new = old.with_findings(Finding("CR 7.7", Verdict.MET))
    >>> [str(after.requirement.id) for _, after in compare(capability(old), capability(new)).closed]
    ['CR 7.7']
    """
    one, other = before.assessment, after.assessment
    if (before.type, one.part, one.subject.component_types) != (after.type, other.part, other.subject.component_types):
        raise InvalidFinding(
            other.subject.name, "two reports compare only on one kind of level, part and component types"
        )
    earlier = {each.requirement.id: each for each in (*before.results, *before.constraints)}
    results = (*after.results, *after.constraints)
    pairs = [(earlier[each.requirement.id], each) for each in results if each.requirement.id in earlier]
    changed = [pair for pair in pairs if pair[0].state is not pair[1].state]
    return Progress(
        before,
        after,
        closed=tuple(pair for pair in changed if pair[1].state is State.CLOSED),
        opened=tuple(pair for pair in changed if pair[1].state is State.OPEN),
        newly_unassessed=tuple(pair for pair in changed if pair[1].state is State.UNDETERMINED),
        expired=tuple(each for each in results if _expired(each, as_of)),
    )


def _expired(result: RequirementResult, as_of: dt.date | None) -> bool:
    evidence = result.finding.evidence if result.finding else ()
    return bool(evidence) and not any(each.counts(as_of) for each in evidence)
