"""``iec62443 diff`` and ``series``: editions and parts."""

from __future__ import annotations

import click
from rich.text import Text

from ..catalog import Catalog, load
from ..parts import series
from .printing import console, section, table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..requirements import Requirement

    Pair = tuple[Requirement, Requirement]


@click.command(short_help="Compare two editions of a part.")
@click.argument("before")
@click.argument("after")
def diff(before: str, after: str) -> None:
    """Compare two editions of a part: iec62443 diff 3-3@2013 3-3.

    PART is the edition in force with its corrigenda; PART@EDITION is that edition as first printed;
    PART@EDITION+CORRIGENDUM names the corrigenda to apply. Exit code 0 when nothing changes, 1 when something does.
    """
    old, new = read_part(before), read_part(after)
    changes = old.diff(new)
    out = console()
    out.print(f"from {old.name} ({len(old)}) to {new.name} ({len(new)})")
    section(out, "Added", [f"{each.id} {each.title}" for each in changes.added])
    section(out, "Removed", [f"{each.id} {each.title}" for each in changes.removed])
    section(out, "Level changed", [_levels(pair) for pair in changes.level_changed])
    section(
        out, "Title changed", [f"{one.id}: {one.title!r} is now {two.title!r}" for one, two in changes.title_changed]
    )
    section(
        out,
        "Moved",
        [f"{one.id} {one.clause or one.group} is now {two.clause or two.group}" for one, two in changes.moved],
    )
    if changes:
        raise SystemExit(1)
    out.print("nothing changes")


def read_part(text: str) -> Catalog:
    """Load what ``PART``, ``PART@EDITION`` or ``PART@EDITION+CORRIGENDUM`` names."""
    part, at, edition = text.partition("@")
    if not at:
        return load(part)
    printed, *corrigenda = edition.split("+")
    return load(part, printed, corrigenda)


def _levels(pair: Pair) -> str:
    before, after = ("none" if each.sl is None else f"SL {int(each.sl)}" for each in pair)
    return f"{pair[0].id} {pair[0].title}: from {before} to {after}"


@click.command("series", short_help="List the parts of the series.")
def list_series() -> None:
    """List the parts of the series: edition in force, which editions this catalog can load, and whom the part is for."""
    rows = [
        (
            each.part,
            each.type,
            f"{each.edition}:{each.year}" if each.edition else each.status.replace("_", " "),
            ", ".join(each.loadable),
            " ".join(short for short, audience in _AUDIENCES.items() if audience in each.audience),
            each.title,
        )
        for each in series()
    ]
    out = console()
    out.print(table("part", "type", "edition", "loads", "for", "title", rows=rows))
    out.print()
    legend = (f"{short} {audience.replace('_', ' ')}" for short, audience in _AUDIENCES.items())
    out.print(Text(", ".join(legend), "dim"))


#: Whom a part is for, as the column has it. The abbreviations are ours.
_AUDIENCES = {
    "AO": "asset_owner",
    "IS": "integration_service_provider",
    "MS": "maintenance_service_provider",
    "PS": "product_supplier",
    "PA": "profile_author",
    "SO": "scheme_owner",
    "EV": "evaluator",
}
