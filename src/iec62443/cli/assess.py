"""``iec62443 assess``: from a file of findings to levels, gaps and what they rest on."""

from __future__ import annotations

import json
from importlib.metadata import version

import click
from rich.text import Text

from ..assessors.gaps import GapReport, Outcome, gap
from ..assessors.levels import LevelReport, achieved, capability
from ..assessors.verdicts import RequirementResult, State
from ..files import Header, read_assessment, report_document
from ..files.reports import DISCLAIMER
from ..findings import MATURITY_PARTS, Stage
from ..levels import FR
from .maturity import assess_maturity
from .options import component_types, part_option, read_target, target_option, type_option
from .printing import clean, console, packed, section, styled, table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rich.console import Console

_EXIT = {Outcome.REACHED: 0, Outcome.GAP: 1, Outcome.UNDETERMINED: 3}


@click.command(short_help="Derive levels from a file of findings.")
@click.argument("file", type=click.Path())
@part_option()
@click.option("--edition", help="The edition, where several are packaged.")
@type_option()
@target_option(read=str)
@click.option("--achieved", "as_achieved", is_flag=True, help="Levels achieved (SL-A) from findings as built.")
@click.option("--stage", type=click.Choice([each.value for each in Stage]), help="What was looked at.")
@click.option("--assessed-to", type=click.IntRange(0, 4), help="Cap the result at the level assessed to.")
@click.option("--require-evidence", is_flag=True, help="What is met without evidence stays open.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day on which evidence must still be valid.")
@click.option("--format", "as_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--check", is_flag=True, help="Exit with 1 on a gap to the target or an open constraint, 3 while undetermined."
)
def assess(
    *,
    file: str,
    part: str | None,
    edition: str | None,
    types: tuple[str, ...],
    target: str | None,
    as_achieved: bool,
    stage: str | None,
    assessed_to: int | None,
    require_evidence: bool,
    as_of: datetime | None,
    as_format: str,
    check: bool,
) -> None:
    """Derive security levels, or maturity levels, from the findings in FILE (TOML, JSON, CSV or XLSX).

    Exit code 0 when the levels could be computed, 2 on bad input. With --check a common constraint that was found open
    (not met, partial, planned) is a gap too; one without a finding changes no exit code.
    On 2-1, 2-4 and 4-1 the target is a maturity level, 1 to 4.
    """
    if check and target is None:
        raise click.UsageError("--check needs a --target")
    header = Header(
        part=part,
        edition=edition,
        component_types=component_types(types) or None,
        assessed_to=assessed_to,
        stage=Stage(stage) if stage else None,
    )
    assessment = read_assessment(file, header)
    day = as_of.date() if as_of else None
    if assessment.part in MATURITY_PARTS:
        outcome = assess_maturity(
            assessment,
            target,
            as_achieved=as_achieved,
            require_evidence=require_evidence,
            as_of=day,
            as_format=as_format,
        )
        raise SystemExit(_EXIT[outcome] if check and outcome else 0)
    assessor = achieved if as_achieved else capability
    report = assessor(assessment, require_evidence=require_evidence, as_of=day)
    gaps = None if target is None else gap(report, read_target(target))
    if as_format == "json":
        click.echo(json.dumps(report_document(report, gaps, version=version("iec62443")), indent=2, ensure_ascii=False))
    else:
        _print(console(), report, gaps)
    if check and gaps is not None:
        raise SystemExit(_EXIT[Outcome.GAP if _open_constraints(report) else gaps.outcome])


def _open_constraints(report: LevelReport) -> bool:
    """Whether a common constraint was looked at and is not met: then no level is supported, whatever the target."""
    return any(each.state is State.OPEN for each in report.constraints)


def _print(out: Console, report: LevelReport, gaps: GapReport | None) -> None:
    assessment = report.assessment
    subject = assessment.subject
    types = ", ".join(sorted(each.title for each in subject.component_types))
    title = " ".join(filter(None, (subject.supplier, subject.name, subject.version)))
    out.print(Text(clean(title), "bold"))
    to = "" if assessment.assessed_to is None else f", assessed to SL {int(assessment.assessed_to)}"
    stage = assessment.stage.value.replace("_", " ")
    out.print(Text(clean(f"{types + ', ' if types else ''}{stage}{to}, against {report.catalog.name}")))
    out.print()
    out.print(Text(clean(str(report)), "bold"))
    nominal = " ".join(str(int(level)) for level in report.nominal)
    out.print(f"nominal {{ {nominal} }}" + (f", target {gaps.target}: {gaps.outcome.value}" if gaps else ""))
    out.print()
    out.print(_levels(report, gaps))
    legend = ["* the levels above ask for nothing more"] if report.saturated else []
    if report.undetermined:
        legend.append("? not known yet")
    if legend:
        out.print(Text("; ".join(legend), "dim"))
    if gaps:
        rows = [
            (each.requirement.id.text, f"SL {int(each.requirement.sl or 0)}", styled(each.state.value), _why(each))
            for each in gaps.to_close
        ]
        if rows:
            section(
                out,
                f"To close for the target ({len(rows)})",
                table("requirement", "from", "state", "title, reason", rows=rows),
            )
    section(
        out,
        "Constraints",
        [f"{each.requirement.id} {each.requirement.title}: {_constraint(each)}" for each in report.constraints],
    )
    section(out, "Claim not supported", [each.removeprefix("claim not supported: ") for each in report.unsupported])
    section(out, "Rests on", [f"{each.requirement.id}: {each.assumption}" for each in report.assumptions])
    asserted = [each.requirement.id.text for each in report.asserted]
    section(out, "Asserted without evidence", [", ".join(asserted)] if asserted else [])
    section(out, "Remarks", report.remarks)
    out.print()
    out.print(Text(DISCLAIMER, "dim"))


def _levels(report: LevelReport, gaps: GapReport | None) -> object:
    head = [
        "FR",
        f"SL-{report.type.value}",
        "nominal",
        *(["target", "outcome"] if gaps else []),
        "blocks the next level",
    ]
    rows: list[tuple[str | Text, ...]] = []
    for fr in FR:
        compared: list[str | Text] = [str(int(gaps[fr].target)), styled(gaps[fr].outcome.value)] if gaps else []
        marked = f"{int(report.nominal[fr])}{'*' if fr in report.saturated else ''}"
        rows.append((fr.name, report.shown(fr), marked, *compared, _blockers(report.blockers(fr), 38 if gaps else 60)))
    return table(*head, rows=rows)


def _blockers(blockers: Sequence[RequirementResult], width: int) -> Text:
    named = (f"{each.requirement.id}{' ?' if each.state is State.UNDETERMINED else ''}" for each in blockers)
    return packed(named, width)


def _why(result: RequirementResult) -> str:
    return f"{result.requirement.title}: {result.reason or result.assumption}"


def _constraint(result: RequirementResult) -> str:
    references = ", ".join(each.reference for each in result.finding.evidence) if result.finding else ""
    said = f"{result.state.value}, {result.reason}" if result.reason else result.state.value
    return f"{said} ({references})" if references else said
