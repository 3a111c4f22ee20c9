"""``iec62443 system check``: what is wrong with how a system is partitioned."""

from __future__ import annotations

import json
from importlib.metadata import version

import click
from rich.text import Text

from ..assessors.partition import check_partition
from ..assessors.partition_rules import Severity
from ..files.partition_reports import partition_document
from ..files.systems import read_system
from .printing import clean, console, section, table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import Console

    from ..assessors.partition import PartitionReport


@click.command("check", short_help="Check zones, conduits and flows.")
@click.argument("path", type=click.Path())
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day on which products must still be supported.")
@click.option("--strict", is_flag=True, help="Exit with 1 on any finding, not only on a required one.")
@click.option("--format", "as_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check_system(*, path: str, as_of: datetime | None, strict: bool, as_format: str) -> None:
    """Check how the system in PATH is partitioned into zones and conduits, after ZCR 3 of 62443-3-2 and rules of our own.

    A check is switched off in the file, by its rule id and with the reason. Exit code 0 when nothing required is found, 1 when
    something is, 2 on bad input.
    """
    report = check_partition(read_system(path), as_of=as_of.date() if as_of else None)
    if as_format == "json":
        click.echo(json.dumps(partition_document(report, version=version("iec62443")), indent=2, ensure_ascii=False))
    else:
        _print(console(), report)
    raise SystemExit(int(bool(report.findings if strict else report.of(Severity.REQUIRED))))


def _print(out: Console, report: PartitionReport) -> None:
    out.print(Text(clean(report.system.name), "bold"))
    counts = ", ".join(f"{len(report.of(each))} {each.value}" for each in Severity)
    out.print(f"{len(report.findings)} finding{'' if len(report.findings) == 1 else 's'}: {counts}")
    for severity in Severity:
        rows = [(each.place, f"{each.reason} [{each.rule.value}, {each.source}]") for each in report.of(severity)]
        if rows:
            title = "Ours: good practice" if severity is Severity.OURS else severity.value.capitalize()
            section(out, title, table("place", "reason", rows=rows))
    section(
        out,
        "Switched off",
        [f"{each.rule.value}: {each.place}: {each.reason} (off: {each.switched_off})" for each in report.switched_off],
    )
    section(out, "Switched off without need", report.idle)
