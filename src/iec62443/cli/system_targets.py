"""``iec62443 system targets``: what SL-T the scenarios of risk ask for, beside what the system has on record."""

from __future__ import annotations

import json
from importlib.metadata import version

import click
from rich.text import Text

from ..assessors.targets import basis_in_words, target_report
from ..files.reports import DISCLAIMER
from ..files.risks import read_attackers, read_matrix, read_scenarios
from ..files.systems import read_system
from ..files.target_reports import target_document
from ..levels import FR
from .printing import clean, console, section, table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.console import Console

    from ..assessors.demands import PlaceTarget
    from ..assessors.rated import RatedScenario
    from ..assessors.targets import TargetReport

_ABOVE = "*"


@click.command("targets", short_help="Compare SL-T with what scenarios of risk ask for.")
@click.argument("path", type=click.Path())
@click.option("--scenarios", "told", type=click.Path(), required=True, help="The scenarios of risk (TOML or JSON).")
@click.option("--matrix", type=click.Path(), help="Your risk matrix (TOML or JSON).")
@click.option("--attackers", type=click.Path(), help="Your table of attackers (TOML or JSON), instead or beside.")
@click.option("--ends/--no-ends", default=True, help="Ask of a conduit the highest of what it joins (our rule).")
@click.option("--check", is_flag=True, help="Exit with 1 where less is on record, 3 where something is to be decided.")
@click.option("--format", "as_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def targets(
    *,
    path: str,
    told: str,
    matrix: str | None,
    attackers: str | None,
    ends: bool,
    check: bool,
    as_format: str,
) -> None:
    """Say what SL-T the scenarios ask for at each zone and conduit of the system in PATH, and what is on record.

    The tables are yours: 62443-3-2 asks for SL-T and mandates no formula. Exit code 0 when it could be computed, 2 on bad
    input; with --check also 1 and 3.
    """
    system = read_system(path)
    report = target_report(
        read_scenarios(told),
        None if matrix is None else read_matrix(matrix),
        None if attackers is None else read_attackers(attackers),
        system=system,
        ends=ends,
    )
    if as_format == "json":
        click.echo(json.dumps(target_document(report, version=version("iec62443")), indent=2, ensure_ascii=False))
    else:
        _print(console(), system.name, report)
    if check and any(each.lower_on_record for each in report.places):
        raise SystemExit(1)
    if check and report.open:
        raise SystemExit(3)


def _print(out: Console, name: str, report: TargetReport) -> None:
    out.print(Text(clean(name), "bold"))
    out.print(
        f"{len(report.scenarios)} scenarios, {len(report.places)} zones and conduits, {len(report.open)} to be decided"
    )
    risks = table("SL", "risk", "residual", "scenario", rows=[_scenario(each) for each in report.scenarios])
    section(out, "Scenarios", risks)
    if any(each.exceeds or each.residual_exceeds for each in report.scenarios):
        out.print(f"  {_ABOVE} above what is tolerable")
    rows = [(str(each), _recorded(each), _stands(each), clean(each.place)) for each in report.places]
    section(
        out, f"SL-T in the order {' '.join(FR.__members__)}", table("asked for", "on record", "", "place", rows=rows)
    )
    section(out, "Where it comes from", [f"{each.place}: {basis_in_words(each)}" for each in report.places])
    section(out, "Remarks", report.remarks)
    out.print()
    out.print(Text(DISCLAIMER, "dim"))


def _scenario(rated: RatedScenario) -> tuple[str, ...]:
    scenario = rated.scenario
    frs = " ".join(each.name for each in FR if each in scenario.frs)
    return str(rated.level), _rating(rated), _residual(rated), clean(f"{scenario.name}, {scenario.place}: {frs}")


def _rating(rated: RatedScenario) -> str:
    return clean(rated.unmitigated) + (f" {_ABOVE}" if rated.exceeds else "")


def _residual(rated: RatedScenario) -> str:
    return clean(rated.residual or ("?" if rated.unmitigated else "")) + (
        f" {_ABOVE}" if rated.residual_exceeds else ""
    )


def _recorded(target: PlaceTarget) -> str:
    return "-" if target.recorded is None else str(target.recorded)


def _stands(target: PlaceTarget) -> str:
    """How what is on record stands to what is asked for."""
    if target.lower_on_record:
        return f"less in {' '.join(each.name for each in target.lower_on_record)}"
    if target.open:
        return f"to be decided: {' '.join(each.name for each in target.open)}"
    if target.vector is None:
        return "none needed"
    if target.recorded is None:
        return "not on record"
    return "as asked" if target.recorded == target.vector else "more"
