"""``iec62443 system assess``: from a system file to what each zone and conduit gives, and what it lacks."""

from __future__ import annotations

import json
import shlex
from importlib.metadata import version

import click
from rich.text import Text

from .._wording import counted
from ..assessors.gaps import Outcome
from ..assessors.rows import Basis
from ..assessors.verdicts import State
from ..assessors.zones import PlaceReport, SystemReport, place_reports, worst_first
from ..catalog import load
from ..files.reports import DISCLAIMER
from ..files.system_reports import system_document
from ..files.systems import read_system
from ..levels import FR
from ..zones import SYSTEM_PART, Zone
from .printing import clean, console, section, styled, table, tracked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from rich.console import Console

    from ..assessors.contributions import Contribution
    from ..assessors.rollup import PlaceLevels
    from ..assessors.rows import PlaceRow
    from ..findings import Finding

_EXIT = {Outcome.REACHED: 0, Outcome.GAP: 1, Outcome.UNDETERMINED: 3, None: 3}


@click.command("assess", short_help="Roll zones and conduits up.")
@click.argument("path", type=click.Path())
@click.option("--place", "name", help="One zone or conduit, with each requirement and what it rests on.")
@click.option("--require-evidence", is_flag=True, help="What is met without evidence stays open.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day on which evidence must still be valid.")
@click.option("--format", "as_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--achieved", "as_achieved", is_flag=True, help="With --check: ask for SL-A instead of the design.")
@click.option("--check", is_flag=True, help="Exit with 1 on a gap to SL-T, 3 while undetermined or without any SL-T.")
def assess_system(
    *,
    path: str,
    name: str | None,
    require_evidence: bool,
    as_of: datetime | None,
    as_format: str,
    as_achieved: bool,
    check: bool,
) -> None:
    """Say what each zone and conduit of the system in PATH gives, by design and as achieved, against its SL-T, worst first.

    PATH is a TOML or JSON file, or a folder with a system.toml. Exit code 0 when it could be computed, 2 on bad input.
    """
    system = read_system(path)
    if name is not None and name not in {each.name for each in system.places}:
        from difflib import get_close_matches

        near = get_close_matches(name, [each.name for each in system.places], 3, 0.5)
        raise click.UsageError(
            f"no zone or conduit is called {name!r}" + (f"; nearest: {', '.join(near)}" if near else "")
        )
    found = place_reports(system, require_evidence=require_evidence, as_of=as_of.date() if as_of else None)
    report = worst_first(system, tracked(found, len(system.places), "zones and conduits"))
    if as_format == "json":
        document = system_document(report, places=[name] if name else (), version=version("iec62443"))
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
    elif name is not None:
        out = console()
        _print_place(out, report[name], whole=True)
        _print_rows(out, report[name])
        _end(out)
    else:
        _print(console(), report)
    if check:
        asked = [report[name]] if name is not None else report.places
        raise SystemExit(_EXIT[_worst(each.achieved if as_achieved else each.design for each in asked)])


def _worst(levels: Iterable[PlaceLevels]) -> Outcome | None:
    outcomes = {each.outcome for each in levels}
    return next((each for each in (Outcome.GAP, Outcome.UNDETERMINED, Outcome.REACHED) if each in outcomes), None)


def _print(out: Console, report: SystemReport) -> None:
    system = report.system
    out.print(Text(clean(system.name), "bold"))
    catalog = load(SYSTEM_PART, system.edition, system.corrigenda)
    counts = ", ".join(
        counted(len(several), one)
        for several, one in ((system.zones, "zone"), (system.conduits, "conduit"), (system.components, "component"))
    )
    out.print(f"{counts}, against {catalog.name}, worst first")
    out.print()
    rows: list[tuple[str | Text, ...]] = []
    for each in report:
        largest, total = each.design.shortfall
        missing = "" if each.place.target is None else f"{largest} / {total}"
        rows.append((each.place.name, _kind(each), _outcome(each.design), _outcome(each.achieved), missing))
    out.print(table("place", "", "design", "achieved", "gap: largest / sum", rows=rows))
    for each in report:
        out.print()
        _print_place(out, each, whole=False)
    _end(out)


def _end(out: Console) -> None:
    out.print()
    out.print(Text(DISCLAIMER, "dim"))


def _kind(report: PlaceReport) -> str:
    return "zone" if isinstance(report.place, Zone) else "conduit"


def _outcome(levels: PlaceLevels) -> Text:
    return Text("no SL-T", "dim") if levels.outcome is None else styled(levels.outcome.value)


def _print_place(out: Console, report: PlaceReport, *, whole: bool) -> None:
    place, design, achieved = report.place, report.design, report.achieved
    within = f" in {place.parent}" if isinstance(place, Zone) and place.parent else ""
    joins = "" if isinstance(place, Zone) else f" of {', '.join(place.joins)}"
    count = f"{len(report.components)} component{'' if len(report.components) == 1 else 's'}"
    out.print(Text(clean(f"{place.name}, {_kind(report)}{within}{joins}, {count}"), "bold"))
    if place.target is not None:
        out.print(Text(clean(f"SL-T {place.target}" + (f": {place.target_basis}" if place.target_basis else ""))))
    elif place.initial_risk_tolerable:
        out.print(Text(clean(f"no SL-T, the initial risk is tolerable: {place.initial_risk_tolerable}")))
    rows: list[tuple[str | Text, ...]] = []
    for fr in FR:
        target = "" if place.target is None else str(int(place.target[fr]))
        lowest = "" if report.component_minimum is None else str(int(report.component_minimum[fr]))
        gaps = {each.fr: each for each in design.gaps}
        said = styled(gaps[fr].outcome.value) if fr in gaps else Text("")
        rows.append((fr.name, target, design.shown(fr), said, achieved.shown(fr), lowest, _blockers(design, fr)))
    out.print(table("FR", "SL-T", "SL-C", "", "SL-A", "comp. min.", "blocks the next level", rows=rows))
    if whole:
        by_design = {each.requirement.id for each in design.to_close}
        _print_to_close(out, design.to_close, "by design")
        _print_to_close(
            out,
            [each for each in achieved.to_close if each.requirement.id not in by_design],
            "as achieved, beside what is open by design",
        )
        section(out, "Owed by components", _duties(report))
    elif design.to_close:
        owed = len({each.component for each in report.duties})
        by = f", of which {owed} component{'' if owed == 1 else 's'} owe{'s' if owed == 1 else ''} some" if owed else ""
        out.print(
            Text(
                clean(
                    f"To close for SL-T: {len(design.to_close)} requirements{by}; see --place {shlex.quote(place.name)}"
                )
            )
        )
    unprovided = [
        f"{each.component} {each.part.requirement.id} for {each.row.requirement.id}" for each in report.unprovided
    ]
    section(out, "Allocated, and nobody provides it", unprovided)
    section(
        out,
        "What suppliers assume",
        [
            f"{each.component}: {each.assumption.text} ({each.state.value}{f', {each.reason}' if each.reason else ''})"
            for each in report.supplier_assumptions
        ],
    )
    accepted = [
        f"{each.requirement}: {each.reason} ({each.owner}{f', until {each.until}' if each.until else ''})"
        for each in place.acceptances
    ]
    section(out, "Risks accepted, which close nothing", accepted)
    unsupported = [
        f"{each.requirement.id} {each.requirement.title}: {each.reason}"
        for each in design.constraints
        if each.state is not State.CLOSED
    ]
    section(out, "Claim not supported", unsupported)
    section(out, "Remarks", report.remarks)


def _print_to_close(out: Console, missing: Iterable[PlaceRow], how: str) -> None:
    rows = [
        (each.requirement.id.text, f"SL {int(each.requirement.sl or 0)}", styled(each.state.value), each.reason)
        for each in missing
    ]
    if rows:
        title = f"To close for SL-T, {how} ({len(rows)})"
        section(out, title, table("requirement", "from", "state", "reason", rows=rows))


def _blockers(levels: PlaceLevels, fr: FR, most: int = 3) -> str:
    blockers = () if fr in levels.out_of_scope else levels.blockers(fr)
    named = [f"{each.requirement.id}{' ?' if each.state is State.UNDETERMINED else ''}" for each in blockers[:most]]
    more = [f"{len(blockers) - most} more"] if len(blockers) > most else []
    return ", ".join((*named, *more))


def _duties(report: PlaceReport) -> list[str]:
    by_component: dict[str, list[str]] = {}
    for each in report.duties:
        mark = " ?" if each.part.state is State.UNDETERMINED else ""
        by_component.setdefault(each.component, []).append(f"{each.part.requirement.id}{mark}")
    return [f"{name}: {', '.join(ids)}" for name, ids in by_component.items()]


def _print_rows(out: Console, report: PlaceReport) -> None:
    """Each requirement with what it rests on, so that a number can be followed to its findings."""
    for levels in (report.design, report.achieved):
        rows = [
            (each.requirement.id.text, f"{int(each.requirement.sl or 0)}", styled(each.state.value), _rests_on(each))
            for each in levels.rows
        ]
        section(out, str(levels), table("requirement", "SL", "state", "rests on", rows=rows))


def _rests_on(row: PlaceRow) -> str:
    said = [row.basis.value] if row.basis is not Basis.NONE else []
    if row.basis in {Basis.COMPONENTS, Basis.CLAIM}:
        said[0] = ", ".join(f"{each.component} {each.requirement.id} ({_found(each)})" for each in row.parts)
    if row.path:
        said.append(" > ".join(row.path))
    if row.finding is not None:
        said.append(_told(row.finding))
    said += filter(None, (row.reason, row.assumption))
    if row.asserted and row.state is State.CLOSED:
        said.append("asserted without evidence")
    return "; ".join(said)


def _found(part: Contribution) -> str:
    """What a component's requirement rests on: its findings, and how they count."""
    return ": ".join([part.basis, *(["; ".join(map(_told, part.findings))] if part.findings else [])])


def _told(finding: Finding) -> str:
    """A finding in a few words: its verdict, what is said of it, and its evidence."""
    evidence = ", ".join(each.reference for each in finding.evidence)
    said = finding.verdict.value.replace("_", " ") + (f", {finding.justification}" if finding.justification else "")
    return said + (f" [{evidence}]" if evidence else "")
