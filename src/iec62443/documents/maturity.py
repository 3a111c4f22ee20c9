"""A maturity profile of processes against 62443-2-1, 2-4 or 4-1: the levels by group, each requirement, what raises the level.

What a level rests on is decided by the assessor; the layout is *ours*.
"""

from __future__ import annotations

from .._wording import counted
from ..assessors.verdicts import State
from ..errors import InvalidFinding
from . import rows
from .frame import Origin, catalog_facts, finished, section, stated
from .gaps import OUTCOMES
from .model import Cell, Column, ColumnKind, Listing, Paragraph, Table, Tone

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ..assessors.maturity import Maturity, MaturityGap, MaturityReport, ProcessResult
    from ..files.document_details import DocumentDetails
    from .model import Block, Document

KIND = "maturity"


def maturity_profile(
    report: MaturityReport,
    gap: MaturityGap | None = None,
    details: DocumentDetails | None = None,
    *,
    origin: Origin | None = None,
    date: dt.date | None = None,
) -> Document:
    """Build the maturity profile of a report, with what has to be raised where there is a target.

    Raises `InvalidFinding` for a gap of another report.

    >>> from iec62443 import Assessment, Finding, Subject, Verdict, load, process_maturity
    >>> met = [Finding(id, Verdict.MET, maturity=3) for id in load("4-1")]
    >>> document = maturity_profile(process_maturity(Assessment(Subject("Firmware team"), "62443-4-1", "2018", met)))
    >>> document.sections[0].blocks[0].text
    'Overall: ML 3, the lowest level of the 47 requirements in the scope.'
    """
    assessment, catalog = report.assessment, report.catalog
    subject = assessment.subject
    if gap is not None and gap.report != report:
        raise InvalidFinding(subject.name, "the gap is that of another report")
    issuer = details.issuer.strip() if details else ""
    head = [
        *([("Issuer", issuer)] if issuer else []),
        ("Subject", " ".join(filter(None, (subject.supplier, subject.name, subject.version)))),
        *catalog_facts(catalog),
        ("Scope", report.scope.name),
        *([("Target", f"ML {int(gap.target)}")] if gap else []),
        ("Assessor", stated(assessment.assessor)),
        ("Date of the assessment", stated(assessment.date.isoformat() if assessment.date else "")),
    ]
    sections = [
        section("Result", *_result(report, gap)),
        section("Groups", _groups(report, gap)),
        *([section("To raise to the target", _to_raise(gap))] if gap and gap.to_raise else []),
        section("Requirements", _requirements(report)),
        *([section("Out of the scope", *_excluded(report))] if report.excluded or report.not_chosen else []),
        *([section("What the level rests on", *_rests_on(report))] if _has_rests(report) else []),
    ]
    return finished(
        KIND, f"Maturity profile, IEC {catalog.part}", subject.name, head, sections, origin=origin, date=date
    )


def _result(report: MaturityReport, gap: MaturityGap | None) -> Iterator[Block]:
    maturity = report.maturity
    count = len(report.results)
    if maturity.below_level_1:
        below = [each for each in report.results if each.state is State.OPEN]
        yield Paragraph(
            f"Overall: below ML 1. Of {count} requirements in the scope, {counted(len(below), 'is', 'are')} not there as "
            f"asked: {_ids(below)}.",
            Tone.BAD,
        )
    elif maturity.undetermined:
        yield Paragraph(
            f"Overall: {maturity}. Of {count} requirements in the scope, "
            f"{counted(len(maturity.unrated), 'is', 'are')} not rated yet.",
            Tone.UNSURE,
        )
    elif maturity.results:
        yield Paragraph(
            f"Overall: {maturity}, the lowest level of the {count} requirements in the scope.",
            OUTCOMES[gap.outcome] if gap else Tone.GOOD,
        )
    else:
        yield Paragraph("Nothing is in the scope, so that there is no level.", Tone.UNSURE)
    if gap:
        told = {
            "reached": "is reached by every requirement in the scope",
            "gap": "is missed",
            "undetermined": "is neither reached nor missed yet",
        }
        yield Paragraph(f"The target, ML {int(gap.target)}, {told[gap.outcome.value]}.", OUTCOMES[gap.outcome])
    for each in report.contradictions:
        yield Paragraph(rows.sentence(each), Tone.BAD)


def _groups(report: MaturityReport, gap: MaturityGap | None) -> Table:
    in_order = [
        each
        for top in report.catalog.groups.values()
        if not top.parent
        for each in (top, *(inner for inner in report.catalog.groups.values() if inner.parent == top.id))
    ]
    table_rows: list[list[Cell | str]] = []
    for each in in_order:
        maturity = report.groups[each.id]
        outcome = gap.groups.get(each.id) if gap else None
        table_rows.append(
            [
                f"{each.id}\n{each.title}",
                each.id,
                each.title,
                str(maturity),
                *([Cell(outcome.value, OUTCOMES[outcome]) if outcome else "no requirement"] if gap else []),
                f"{len(maturity.results) - len(maturity.unrated)} of {len(maturity.results)}",
                _named(_below(maturity, gap) if gap else maturity.blockers),
            ]
        )
    return Table(
        "groups",
        [
            Column("Group", 5, ColumnKind.NAME, only_on_paper=True),
            Column("ID", 1, ColumnKind.SHORT, only_in_workbook=True),
            Column("Title", 4, only_in_workbook=True),
            Column("Maturity", 2),
            *([Column("Outcome", 2)] if gap else []),
            Column("Rated", 1, ColumnKind.SHORT),
            Column("Below the target" if gap else "Blocks the next level", 5),
        ],
        table_rows,
    )


def _below(maturity: Maturity, gap: MaturityGap) -> tuple[ProcessResult, ...]:
    """What of a group has to be raised to the target."""
    inside = {each.requirement.id for each in maturity.results}
    return tuple(each for each in gap.to_raise if each.requirement.id in inside)


def _named(results: tuple[ProcessResult, ...], most: int = 6) -> str:
    """Name requirements; one that is not rated has a question mark."""
    named = [f"{each.requirement.id}{' ?' if each.state is State.UNDETERMINED else ''}" for each in results[:most]]
    return rows.and_more(named, len(results))


def _now(result: ProcessResult) -> Cell:
    if result.level is not None:
        return Cell(f"ML {int(result.level)}", Tone.GOOD)
    return Cell("below ML 1", Tone.BAD) if result.state is State.OPEN else Cell("not rated", Tone.UNSURE)


def _to_raise(gap: MaturityGap) -> Table:
    return Table(
        "to-raise",
        [*rows.named_columns(), Column("Now", 2, ColumnKind.SHORT), Column("What was found", 6), Column("Owner", 2)],
        [
            [
                *rows.named(each.requirement),
                _now(each),
                _found(each),
                each.finding.owner.strip() if each.finding else "",
            ]
            for each in gap.to_raise
        ],
    )


def _found(result: ProcessResult) -> str:
    said = result.finding.justification.strip() if result.finding else ""
    known = {"no finding", rows.words(result.finding.verdict if result.finding else None)}
    return said if result.reason in {"", *known} else "\n".join(filter(None, (said, rows.sentence(result.reason))))


def _requirements(report: MaturityReport) -> Table:
    return Table(
        "requirements",
        [
            *rows.named_columns(),
            Column("Level", 2, ColumnKind.SHORT),
            Column("Verdict", 2),
            Column("What was found", 6),
            Column("Evidence", 4),
        ],
        [
            [
                *rows.named(each.requirement),
                _now(each),
                rows.words(each.finding.verdict if each.finding else None),
                each.finding.justification.strip() if each.finding else "",
                rows.evidence_of(each.finding, asserted=each.asserted),
            ]
            for each in report.results
        ],
        runs=rows.runs((each.requirement for each in report.results), report.catalog),
    )


def _excluded(report: MaturityReport) -> Iterator[Block]:
    if report.excluded:
        yield Table(
            "excluded",
            [*rows.named_columns(), Column("Left out by", 2), Column("Why", 7)],
            [
                [
                    *rows.named(each.requirement),
                    "a finding" if each.finding else "the scope",
                    rows.absent(each.finding) if each.finding else rows.sentence(each.reason),
                ]
                for each in report.excluded
            ],
        )
    if report.not_chosen:
        ids = ", ".join(each.id.text for each in report.not_chosen)
        yield Paragraph(f"Enhancements that were not chosen, {len(report.not_chosen)}: {ids}.", Tone.QUIET)


def _has_rests(report: MaturityReport) -> bool:
    return bool(report.asserted or report.assumptions or report.remarks)


def _rests_on(report: MaturityReport) -> Iterator[Block]:
    said = []
    if report.assumptions:
        said.append(
            f"Taken out of the scope by a finding: {', '.join(each.requirement.id.text for each in report.assumptions)}."
        )
    if report.asserted:
        said.append(f"Asserted without evidence: {_ids(report.asserted)}.")
    yield Listing((*said, *map(rows.sentence, report.remarks)))


def _ids(results: tuple[ProcessResult, ...] | list[ProcessResult]) -> str:
    return ", ".join(each.requirement.id.text for each in results)
