"""``iec62443 template`` and ``verify``: the sheet to fill in, and a licensee's own copy against the catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..catalog import load
from ..files import template_sheet, write_text
from ..files.own_copy import compare, read_own_copy
from ..findings import MATURITY_PARTS
from .editions import read_part
from .options import (
    component_types,
    part_option,
    refuse_levels,
    refuse_types,
    target_option,
    type_option,
    was_given,
)
from .printing import clean, console, section, table

if TYPE_CHECKING:
    from ..catalog import Catalog
    from ..files.own_copy import Comparison
    from ..levels import SLVector


@click.command(short_help="Make the sheet to fill in.")
@part_option("3-3")
@type_option()
@target_option("4")
@click.option("-o", "--output", type=click.Path(), help="The file to write; standard output without it.")
@click.option("--force", is_flag=True, help="Overwrite the file.")
def template(*, part: str, types: tuple[str, ...], target: SLVector, output: str | None, force: bool) -> None:
    """Make the sheet to fill in: a line for each requirement up to the target, as CSV.

    The parts with maturity levels (2-1, 2-4, 4-1) have no target here: their sheet has every requirement.
    """
    catalog = load(part)
    if not catalog.has_levels and catalog.part not in MATURITY_PARTS:
        raise click.UsageError(
            f"{catalog.part} has no levels, neither of security nor of maturity, so that no sheet of it can be assessed; "
            f"iec62443 list --part {part} names its requirements"
        )
    refuse_levels(catalog, *(["--target"] if was_given("target") else []))
    refuse_types(catalog, types)
    if catalog.headings and not types:
        raise click.UsageError(f"{catalog.part} needs at least one --type")
    sheet = template_sheet(catalog, target, component_types(types))
    if output is None:
        click.echo(sheet, nl=False)
        return
    try:
        write_text(output, sheet, overwrite=force)
    except FileExistsError as error:
        raise click.ClickException(f"{error}; --force overwrites it") from error
    click.echo(f"{output}: {sheet.count(chr(10)) - 1} lines to fill in", err=True)


@click.command(short_help="Compare your own copy with the catalog.")
@part_option(else_from=", or as in diff 3-3@2013; when left out, that of the ids")
@click.option(
    "--against", required=True, type=click.Path(), help="Your own table: a CSV with id, and title or sl or both."
)
def verify(*, part: str | None, against: str) -> None:
    """Compare ids, titles and levels of your own copy of the standard with the catalog, on this machine only.

    PART is the edition in force with its corrigenda, PART@EDITION as first printed: --part 3-3@2013, --part 2-1@2009.
    When it is left out, the ids tell the part and the edition.
    Exit code 0 when nothing differs, 1 when something does, 2 on bad input.
    """
    chosen = read_part(part) if part else None
    own = read_own_copy(against)
    catalog = chosen or own.catalog()
    if catalog is None:
        whose = f"ids of {', '.join(own.parts)}" if own.parts else "no ids"
        raise click.UsageError(f"{clean(against)} has {whose}: --part says which to compare with")
    comparison = compare(own, catalog)
    out = console()
    rows = [(each.id.text, each.what, _shown(each.theirs), _shown(each.ours)) for each in comparison.differences]
    if rows:
        out.print(table("id", "what", "your copy", "catalog", rows=rows))
        out.print()
    out.print(
        f"{comparison.compared} rows compared with {catalog.name}: {len(rows)} difference{'' if len(rows) == 1 else 's'}"
    )
    if comparison.ignored:
        out.print(clean(f"columns not compared: {', '.join(comparison.ignored)}"))
    section(out, "What explains a difference", _explanations(comparison, catalog))
    headings = [f"{each.id} {each.title}: {each.says}" for each in comparison.headings]
    section(out, "Headings in your copy, which are no requirements", headings)
    raise SystemExit(1 if rows else 0)


def _explanations(comparison: Comparison, catalog: Catalog) -> list[str]:
    lines = [f"{each.id}: {each.note}" for each in comparison.differences if each.note]
    amended = {each.corrigendum for each in comparison.differences if each.corrigendum}
    if amended:
        theirs = "+".join((catalog.edition, *sorted(amended ^ set(catalog.corrigenda))))
        lines.append(f"compare with --part {catalog.part.removeprefix('62443-')}@{theirs} to leave this out")
    return lines


def _shown(said: str | None, longest: int = 28) -> str:
    if said is None:
        return "(not there)"
    return said if len(said) <= longest else f"{said[: longest - 1]}\u2026"
