"""A slow assessor, written from the rules and the golden tables alone: it tries every level and looks at every requirement.

It shares no line with the library's assessors. Where the rules are silent on a case, the docstring says which reading is taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from golden.tables import table

from iec62443 import FR, ComponentType, NotApplicableReason, SLType, SLVector, Stage, Verdict

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable

    from iec62443 import Assessment, Evidence, Finding

LEVELS = (0, 1, 2, 3, 4)
_ABBREVIATIONS = {row["number"]: row["abbreviation"] for row in table("foundational_requirements")}


@dataclass(frozen=True)
class Row:
    """One requirement as it was transcribed."""

    id: str
    fr: FR
    sl: int
    types: frozenset[ComponentType]
    allocatable: bool | None


@cache
def all_rows(part: str, *, amended: bool = True) -> tuple[Row, ...]:
    """Give the requirements of a part, `amended` by its corrigenda or as first printed."""
    allocatable = {row["id"]: row["allocatable"] == "true" for row in table("allocatable")}
    without = {} if amended else {row["id"]: int(row["sl_without"]) for row in table("amendments")}
    return tuple(
        Row(
            row["id"],
            FR[_ABBREVIATIONS[row["fr"]]],
            without.get(row["id"], int(row["sl"])),
            frozenset(map(ComponentType, row["component_types"].split())),
            allocatable.get(row["id"]),
        )
        for row in table("requirements")
        if row["part"] == part
    )


def rows_for(part: str, types: Collection[ComponentType] = (), *, amended: bool = True) -> tuple[Row, ...]:
    """Give the requirements that apply: several types ask for the union, no type for all."""
    return tuple(
        row for row in all_rows(part, amended=amended) if not types or not row.types or row.types.intersection(types)
    )


@cache
def headings() -> dict[str, tuple[str, ...]]:
    """Give what each heading of 4-2 points on to; nothing where components have no requirement."""
    return {row["id"]: tuple(filter(None, row["to"].split("|"))) for row in table("headings")}


def taken_as(id: str, rows: Iterable[Row]) -> tuple[str, ...]:
    """Give the requirements, of those in `rows`, that a finding on an id is about."""
    base, enhancement = (id.partition(" RE(")[0], id.partition(" RE(")[2])
    tail = f" RE({enhancement}" if enhancement else ""
    meant = [f"{to}{tail}" for to in headings()[base]] if base in headings() else [id]
    known = {row.id for row in rows}
    return tuple(each for each in meant if each in known)


@dataclass(frozen=True)
class Question:
    """On which terms findings are judged."""

    kind: SLType = SLType.CAPABILITY
    stage: Stage = Stage.CAPABILITY
    require_evidence: bool = False
    as_of: dt.date | None = None


#: An answer: closed at a level (True), open at it (False), or not known (None).
Answer = bool | None


def shown_by_evidence(evidence: Iterable[Evidence], as_of: dt.date | None) -> bool:
    """Say whether any of it counts on the day: without an end, or not past it; always, when no day is asked for."""
    return any(as_of is None or each.valid_until is None or each.valid_until >= as_of for each in evidence)


def _met(_row: Row, finding: Finding, question: Question, _level: int) -> Answer:
    return None if question.require_evidence and not shown_by_evidence(finding.evidence, question.as_of) else True


def _configured(row: Row, finding: Finding, question: Question, level: int) -> Answer:
    if question.kind is SLType.CAPABILITY or finding.condition_holds:
        return _met(row, finding, question, level)
    return finding.condition_holds  # False: it is known not to hold, whatever the evidence; None: nobody looked


def _allocated(row: Row, _finding: Finding, question: Question, _level: int) -> Answer:
    return None if question.kind is SLType.ACHIEVED else row.allocatable is not False


def _compensated(_row: Row, finding: Finding, question: Question, level: int) -> Answer:
    if question.kind is SLType.CAPABILITY:
        return False
    return None if finding.adequate_up_to is None else level <= int(finding.adequate_up_to)


_TABLE: dict[Verdict, Callable[[Row, Finding, Question, int], Answer]] = {
    Verdict.MET: _met,
    Verdict.MET_BY_CONFIGURATION: _configured,
    Verdict.ALLOCATED: _allocated,
    Verdict.COMPENSATED: _compensated,
    Verdict.NOT_APPLICABLE: lambda row, finding, question, level: True,
    Verdict.PARTIAL: lambda row, finding, question, level: False,
    Verdict.PLANNED: lambda row, finding, question, level: False,
    Verdict.NOT_MET: lambda row, finding, question, level: False,
    Verdict.NOT_ASSESSED: lambda row, finding, question, level: None,
}


def answer(row: Row, finding: Finding | None, question: Question, level: int) -> Answer:
    """Say whether a requirement that is selected at `level` is closed there."""
    if finding is None:
        return None
    if question.kind is SLType.ACHIEVED and question.stage is Stage.CAPABILITY:
        return None
    return _TABLE[finding.verdict](row, finding, question, level)


@dataclass(frozen=True)
class Expected:
    """What a report must say."""

    vector: SLVector
    ceiling: SLVector
    uncapped_ceiling: SLVector
    nominal: SLVector
    not_applicable: frozenset[FR]
    unselected: frozenset[FR]
    #: The requirements that apply and are not closed at the level at which they are first selected.
    not_closed: dict[str, Answer]


def expect(assessment: Assessment, kind: SLType, *, require_evidence: bool, as_of: dt.date | None) -> Expected:
    """Assess by trying each level from 4 down, for an assessment with at most one finding on a requirement."""
    question = Question(kind, assessment.stage, require_evidence, as_of)
    rows = rows_for(assessment.part, assessment.subject.component_types, amended="COR1:2014" in assessment.corrigenda)
    selection = assessment.selection
    chosen = {row.id for row in rows} if selection is None else {id.text for id in selection.ids}
    findings: dict[str, Finding] = {}
    for finding in assessment.findings:
        for id in taken_as(finding.requirement.text, rows):
            assert id not in findings, "the oracle takes one finding a requirement"
            findings[id] = finding
    cap = 4 if assessment.assessed_to is None else int(assessment.assessed_to)

    def answered(row: Row, level: int) -> Answer:
        return answer(row, findings.get(row.id), question, level) if row.id in chosen else None

    def highest(fr: FR, limit: int, *, unknown_closes: bool) -> int:
        for level in range(limit, 0, -1):
            due = [answered(row, level) for row in rows if row.fr is fr and row.sl <= level]
            if all(unknown_closes if each is None else each for each in due):
                return level
        return 0

    def adds(fr: FR, level: int) -> bool:
        return any(row.fr is fr and row.sl == level for row in rows)

    vector = SLVector(*(highest(fr, cap, unknown_closes=False) for fr in FR))
    nominal = [max((level for level in LEVELS if level <= vector[fr] and adds(fr, level)), default=0) for fr in FR]
    due = {fr: [row for row in rows if row.fr is fr and row.sl <= cap] for fr in FR}
    unselected = frozenset(fr for fr in FR if any(row.id not in chosen for row in due[fr]))
    absent = {id for id, finding in findings.items() if finding.verdict is Verdict.NOT_APPLICABLE}
    known = kind is SLType.CAPABILITY or assessment.stage is Stage.AS_BUILT
    return Expected(
        vector,
        SLVector(*(highest(fr, cap, unknown_closes=True) for fr in FR)),
        SLVector(*(highest(fr, 4, unknown_closes=True) for fr in FR)),
        SLVector(*nominal),
        frozenset(
            fr for fr in FR if known and due[fr] and all(row.id in absent for row in due[fr]) and fr not in unselected
        ),
        unselected,
        {row.id: answered(row, row.sl) for row in rows if answered(row, row.sl) is not True},
    )


def vector_of(satisfied: Collection[str], rows: Iterable[Row]) -> SLVector:
    """Give the levels when these ids are satisfied and nothing else is."""
    listed = tuple(rows)
    return SLVector(
        *(
            max(n for n in LEVELS if all(row.id in satisfied for row in listed if row.fr is fr and row.sl <= n))
            for fr in FR
        )
    )


#: The reasons for which a requirement may not apply, as printed in a sentence.
REASONS = {
    NotApplicableReason.FEATURE_ABSENT: "feature absent",
    NotApplicableReason.CONDITION_NOT_MET: "condition not met",
    NotApplicableReason.OTHER: "other",
}
