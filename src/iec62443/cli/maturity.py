"""``iec62443 assess`` on a part with maturity levels: from findings to a maturity report, printed."""

from __future__ import annotations

import json
from importlib.metadata import version

import click
from rich.text import Text

from ..assessors.maturity import maturity_gap, process_maturity
from ..assessors.verdicts import State
from ..files.maturity_reports import maturity_document
from ..files.reports import DISCLAIMER
from .options import read_maturity_target
from .printing import clean, console, packed, section, styled, table

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt

    from rich.console import Console

    from ..assessors.gaps import Outcome
    from ..assessors.maturity import Maturity, MaturityGap, MaturityReport, ProcessResult
    from ..findings import Assessment


def assess_maturity(
    assessment: Assessment,
    target: str | None,
    *,
    as_achieved: bool,
    require_evidence: bool,
    as_of: dt.date | None,
    as_format: str,
) -> Outcome | None:
    """Derive the maturity, print it, and give the outcome against the target if there is one."""
    if as_achieved:
        raise click.UsageError(f"--achieved is about security levels, which {assessment.part} does not have")
    report = process_maturity(assessment, require_evidence=require_evidence, as_of=as_of)
    gap = None if target is None else maturity_gap(report, read_maturity_target(target, assessment.part))
    if as_format == "json":
        click.echo(
            json.dumps(maturity_document(report, gap, version=version("iec62443")), indent=2, ensure_ascii=False)
        )
    else:
        _print(console(), report, gap)
    return None if gap is None else gap.outcome


def _print(out: Console, report: MaturityReport, gap: MaturityGap | None) -> None:
    subject = report.assessment.subject
    title = " ".join(filter(None, (subject.supplier, subject.name, subject.version)))
    out.print(Text(clean(title), "bold"))
    count = f"{len(report.results)} of {len(report.catalog)} requirements in the scope"
    out.print(Text(clean(f"maturity, against {report.catalog.name}, {count}")))
    out.print()
    out.print(Text(str(report.maturity), "bold"))
    if gap:
        out.print(f"target ML {int(gap.target)}: {gap.outcome.value}")
    out.print()
    out.print(_groups(report, gap))
    if report.maturity.unrated:
        out.print(Text("? not rated yet", "dim"))
    if gap and gap.to_raise:
        rows = [
            (each.requirement.id.text, _now(each), f"{each.requirement.title}{_why(each)}") for each in gap.to_raise
        ]
        body = table("requirement", "now", "title, reason", rows=rows)
        section(out, f"To raise to the target ({len(rows)})", body)
    section(out, "Contradictions", report.contradictions)
    section(out, "Out of the scope", _excluded(report))
    asserted = [each.requirement.id.text for each in report.asserted]
    section(out, "Asserted without evidence", [", ".join(asserted)] if asserted else [])
    section(out, "Remarks", report.remarks)
    out.print()
    out.print(Text(DISCLAIMER, "dim"))


def _groups(report: MaturityReport, gap: MaturityGap | None) -> object:
    head = ["group", "maturity", *(["outcome"] if gap else []), "rated", "title, what blocks the next level"]
    rows: list[tuple[str | Text, ...]] = []
    for top in report.catalog.groups.values():
        if not top.parent:
            inside = [each for each in report.catalog.groups.values() if each.parent == top.id]
            for each in (top, *inside):
                maturity = report.groups[each.id]
                reached = gap.groups.get(each.id) if gap else None
                compared: list[str | Text] = [styled(reached.value) if reached else "-"] if gap else []
                indent = "  " if each.parent else ""
                # what blocks a subgroup stands in its line, so that the one of its group need not repeat it
                blockers = Text() if inside and each is top else _blockers(maturity, 34 if gap else 48)
                rows.append(
                    (
                        f"{indent}{each.id}",
                        str(maturity),
                        *compared,
                        _rated(maturity),
                        Text("\n").join(filter(None, (Text(clean(each.title)), blockers))),
                    )
                )
    return table(*head, rows=rows)


def _rated(maturity: Maturity) -> str:
    return f"{len(maturity.results) - len(maturity.unrated)}/{len(maturity.results)}"


def _blockers(maturity: Maturity, width: int) -> Text:
    return packed(
        (f"{each.requirement.id}{' ?' if each.state is State.UNDETERMINED else ''}" for each in maturity.blockers),
        width,
    )


def _now(result: ProcessResult) -> str:
    if result.level is not None:
        return f"ML {int(result.level)}"
    return "below ML 1" if result.state is State.OPEN else "not rated"


def _why(result: ProcessResult) -> str:
    return f": {result.reason}" if result.reason else ""


def _excluded(report: MaturityReport) -> list[str]:
    """One line a reason, with the ids that it takes out."""
    by_reason: dict[str, list[str]] = {}
    for each in report.excluded:
        by_reason.setdefault(each.reason, []).append(each.requirement.id.text)
    lines = [f"{', '.join(ids)}: {reason}" for reason, ids in by_reason.items()]
    chosen_not = len(report.not_chosen)
    return [*lines, *([f"{chosen_not} enhancements that were not chosen"] if chosen_not else [])]
