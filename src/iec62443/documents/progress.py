"""A progress report from one assessment of a subject to the next: levels, what was closed, what was lost, what ran out.

What changed is decided by `compare`; the layout is *ours*.
"""

from __future__ import annotations

from .._wording import counted
from ..assessors.verdicts import State
from ..levels import FR
from ..pictures import Curve
from . import rows
from .frame import Origin, catalog_facts, finished, section
from .model import Cell, Column, ColumnKind, Listing, Paragraph, Radar, Table, Tone

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ..assessors.levels import LevelReport
    from ..assessors.progress import Progress
    from ..assessors.verdicts import RequirementResult
    from ..files.document_details import DocumentDetails
    from .model import Block, Document

    Pair = tuple[RequirementResult, RequirementResult]

KIND = "progress"


def progress_report(
    progress: Progress,
    details: DocumentDetails | None = None,
    *,
    origin: Origin | None = None,
    date: dt.date | None = None,
) -> Document:
    """Build the report of what changed between two assessments.

    >>> from iec62443 import Assessment, ComponentType, Finding, Subject, Verdict, capability, compare
    >>> subject = Subject("Switch", "3", {ComponentType.NETWORK_DEVICE})
    >>> old = Assessment(subject, "62443-4-2", "2019", [Finding("CR 7.7", Verdict.PLANNED)])
    >>> new = old.with_findings(Finding("CR 7.7", Verdict.MET))
    >>> progress_report(compare(capability(old), capability(new))).sections[0].blocks[0].text
    '1 requirement was closed and none was lost.'
    """
    before, after = progress.before, progress.after
    subject = after.assessment.subject
    issuer = details.issuer.strip() if details else ""
    head = [
        *([("Issuer", issuer)] if issuer else []),
        ("Subject", " ".join(filter(None, (subject.supplier, subject.name)))),
        ("Before", _which(before)),
        ("After", _which(after)),
        *catalog_facts(after.catalog),
    ]
    lost = progress.regressions
    gone = {each.requirement.id for _, each in lost}
    found = [pair for pair in (*progress.opened, *progress.newly_unassessed) if pair[1].requirement.id not in gone]
    sections = [
        section("Summary", *_summary(progress)),
        section("Levels", *_levels(before, after)),
        section("Closed", _pairs("closed", progress.closed, after)) if progress.closed else None,
        section("Lost: closed before, and not now", _pairs("lost", lost, after)) if lost else None,
        section("Otherwise changed", _pairs("changed", tuple(found), after)) if found else None,
        section("Evidence that has run out", _expired(progress)) if progress.expired else None,
        section("Remarks", Listing(map(rows.sentence, after.remarks))) if after.remarks else None,
    ]
    return finished(KIND, "Progress report", subject.name, head, filter(None, sections), origin=origin, date=date)


def _which(report: LevelReport) -> str:
    assessment = report.assessment
    parts = (
        f"version {assessment.subject.version}" if assessment.subject.version else "",
        f"assessed {assessment.date.isoformat()}" if assessment.date else "without a date",
        f"against {report.catalog.name}",
    )
    return ", ".join(filter(None, parts))


def _summary(progress: Progress) -> Iterator[Block]:
    lost, closed = len(progress.regressions), len(progress.closed)
    won = counted(closed, "requirement was", "requirements were") if closed else "No requirement was"
    gone = counted(lost, "was", "were") if lost else "none was"
    yield Paragraph(f"{won} closed and {gone} lost.", Tone.BAD if lost else Tone.GOOD if closed else Tone.PLAIN)
    newly = [pair for pair in progress.newly_unassessed if pair[0].state is not State.CLOSED]
    if newly:
        looked = counted(
            len(newly), "requirement was looked at before and is", "requirements were looked at before and are"
        )
        yield Paragraph(f"{looked} not assessed now.", Tone.UNSURE)
    if progress.expired:
        resting = counted(len(progress.expired), "requirement rests", "requirements rest")
        yield Paragraph(f"{resting} on evidence that has run out.", Tone.UNSURE)


def _levels(before: LevelReport, after: LevelReport) -> Iterator[Block]:
    label = f"SL-{after.type.value}"
    yield Table(
        "levels",
        [
            Column("Foundational requirement", 4, ColumnKind.NAME),
            Column("Before", 1, ColumnKind.SHORT),
            Column("After", 1, ColumnKind.SHORT),
            Column("Change", 2),
            Column("Blocks the next level", 5),
        ],
        [
            [
                rows.fr_name(each),
                before.shown(each),
                after.shown(each),
                _change(before, after, each),
                rows.blockers(after, each),
            ]
            for each in FR
        ],
        f"{label} of {after.assessment.subject.name}, the highest level with nothing open",
    )
    yield Radar(
        "Levels before and after",
        [
            Curve(f"{label} before", before.vector, before.ceiling if before.undetermined else None),
            Curve(f"{label} after", after.vector, after.ceiling if after.undetermined else None),
        ],
    )


def _change(before: LevelReport, after: LevelReport, fr: FR) -> Cell:
    one = before.vector[fr], before.ceiling[fr]
    two = after.vector[fr], after.ceiling[fr]
    if fr in after.unselected | before.unselected:
        return Cell("not comparable", Tone.UNSURE)
    if one == two:
        return Cell("none")
    if two[0] > one[0]:
        return Cell("higher", Tone.GOOD)
    if two[0] < one[0]:
        return Cell("lower", Tone.BAD)
    return Cell("better known" if two[1] < one[1] else "less known", Tone.UNSURE)


def _pairs(name: str, pairs: tuple[Pair, ...], after: LevelReport) -> Table:
    return Table(
        name,
        [
            *rows.named_columns(),
            *rows.level_columns(),
            Column("Before", 2),
            Column("Now", 2),
            Column("What was found now", 7),
            Column("Evidence", 4),
        ],
        [
            [
                *rows.named(now.requirement),
                *rows.leveled(now.requirement),
                rows.verdict(then),
                rows.verdict(now),
                rows.statement(now),
                rows.evidence(now),
            ]
            for then, now in pairs
        ],
        runs=rows.runs((now.requirement for _, now in pairs), after.catalog),
    )


def _expired(progress: Progress) -> Table:
    return Table(
        "expired",
        [*rows.named_columns(), Column("State", 2), Column("Evidence", 6)],
        [[*rows.named(each.requirement), rows.verdict(each), rows.evidence(each)] for each in progress.expired],
    )
