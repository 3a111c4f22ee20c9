"""``iec62443 show``, ``list`` and ``vector``: look things up."""

from __future__ import annotations

import json

import click
from rich.text import Text as Line

from ..catalog import Catalog, catalog_of, load
from ..errors import InvalidRequirementId, UnknownPart, UnknownRequirement
from ..files import read_texts
from ..identifiers import RequirementId
from ..levels import FR, SL, SLVector
from ..records import to_records
from ..requirements import Assurance, ComponentType
from ..statements import SLStatement
from ..texts import Text
from .groups import OWN_WORDS, print_groups
from .options import component_types, part_option, refuse_levels, refuse_types, target_option, type_option
from .printing import clean, console, section, table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.console import Console

    from ..requirements import Requirement


@click.command(short_help="Show a requirement by its id, or a group.")
@click.argument("id")
@click.option("--language", default="en", show_default=True, help="The language of the text.")
@click.option("--edition", help="The edition, where several are packaged.")
@click.option(
    "--texts", type=click.Path(), help="Your own text by id (TOML, JSON, CSV), shown in place of the packaged one."
)
def show(id: str, language: str, edition: str | None, texts: str | None) -> None:
    """Show the requirement with an ID, in any notation: iec62443 show "SR 1.1 RE(1)".

    A foundational requirement (FR 1, UC) and a group (SPE 1 and ORG 1 of 2-1, SP.01 of 2-4, ZCR 5 of 3-2, SM of 4-1) are shown
    with what is in them.
    """
    out = console()
    try:
        _print_all(out, id, language, edition, texts)
    except (InvalidRequirementId, UnknownRequirement):
        if texts is not None or not print_groups(out, id, language, edition):
            raise


def _print_all(out: Console, id: str, language: str, edition: str | None, texts: str | None) -> None:
    for place, each in enumerate(RequirementId.parse_all(id)):
        catalog = load(each.part, edition) if edition else catalog_of(each)
        if place:
            out.print()
        if texts is not None:
            catalog = catalog.with_texts(read_texts(texts, catalog, language).texts)
        heading = catalog.headings.get(each)
        if heading is not None:
            out.print(Line(f"{each} {heading.title} ({catalog.name}, clause {heading.clause}): {heading.says}"))
        else:
            _print(out, catalog, catalog.constraints.get(each) or catalog[each], language)


def _print(out: Console, catalog: Catalog, requirement: Requirement, language: str) -> None:
    text = _text(catalog, requirement, language)
    out.print(Line(clean(f"{requirement.id}  {text.title or requirement.title}"), "bold"))
    level = "" if requirement.sl is None else f", from SL {int(requirement.sl)}"
    fr = "" if requirement.fr is None else f", FR {requirement.fr.number} {requirement.fr.title}"
    clause = f", clause {requirement.clause}" if requirement.clause else ""
    groups = "".join(
        f", {each} {catalog.groups[each].title}" for each in (requirement.group, requirement.subgroup) if each
    )
    out.print(Line(f"{catalog.name}{clause}{groups}{fr}{level}"))
    if text.summary:
        out.print()
        out.print(Line(clean(text.summary)))
    section(out, "How to look at it", [text.verify] if text.verify else [])
    section(out, "Relations", _relations(catalog, requirement, language))
    source = "text: the user's licensed text" if text.licensed else OWN_WORDS
    subject = "id" if requirement.sl is None else "id and level"
    assured = f"{subject} {requirement.assurance.value}, {_title_assured(text, requirement)}"
    disputed = [each.note for each in catalog.disputes if each.id == requirement.id]
    amended = [f"{each.changed_by}: {each.note}" for each in catalog.amendments if each.id == requirement.id]
    section(out, "Sources", [assured, *disputed, *amended, *([source] if text.summary else [])])


def _text(catalog: Catalog, requirement: Requirement, language: str) -> Text:
    try:
        return catalog.text(requirement.id, language)
    except UnknownPart:  # 2-1:2009 has titles only
        return Text("")


def _title_assured(text: Text, requirement: Requirement) -> str:
    """How well the title that is shown is supported: what the catalog says is said of its own title only."""
    if not text.title or text.title == requirement.title:
        return f"title {requirement.title_assurance.value}"
    whose = "the user's licensed text" if text.licensed else "own words"
    return f"title {whose}; {requirement.title_assurance.value} in English: {requirement.title}"


def _relations(catalog: Catalog, requirement: Requirement, language: str) -> list[str]:
    lines = []
    if requirement.component_types:
        lines.append(f"applies to {', '.join(sorted(each.title for each in requirement.component_types))}")
    if requirement.base:
        lines.append(f"enhances {requirement.base}")
    elif requirement.id in catalog:
        lines.extend(f"enhanced by {_line(catalog, each, language)}" for each in catalog.enhancements(requirement.id))
    if requirement.corresponds_to:
        how = requirement.correspondence.value if requirement.correspondence else "same"
        lines.append(
            f"{how} as {requirement.corresponds_to}" if how == "same" else f"related to {requirement.corresponds_to}"
        )
    if requirement.part == "62443-3-3":
        same = [each.id.text for each in load("4-2").requirements if each.corresponds_to == requirement.id]
        lines.extend([f"in 62443-4-2: {', '.join(same)}"] if same else [])
    if requirement.allocatable is not None and requirement.allocatable_assurance:
        may = "may" if requirement.allocatable else "may not"
        lines.append(f"the system around {may} provide it ({requirement.allocatable_assurance.value})")
    return lines


def _line(catalog: Catalog, requirement: Requirement, language: str) -> str:
    level = "" if requirement.sl is None else f" (SL {int(requirement.sl)})"
    return f"{requirement.id} {_text(catalog, requirement, language).title or requirement.title}{level}"


@click.command("list", short_help="List the requirements of a part.")
@part_option("3-3")
@click.option("--edition", help="The edition, where several are packaged.")
@click.option("--sl", type=click.IntRange(1, 4), help="What is selected at this level, that is from it or a lower one.")
@target_option()
@click.option("--fr", type=click.Choice(list(FR.__members__), case_sensitive=False), help="One FR only.")
@type_option()
@click.option("--format", "as_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def list_requirements(
    *,
    part: str,
    edition: str | None,
    sl: int | None,
    target: SLVector | None,
    fr: str | None,
    types: tuple[str, ...],
    as_format: str,
) -> None:
    """List the requirements of a part: iec62443 list --part 3-3 --sl 2 --fr UC.

    With --format json each is a row as `to_records` of the library gives it, with how well it is assured.
    """
    if sl is not None and target is not None:
        raise click.UsageError("--sl and --target say the same thing; give one")
    catalog = load(part, edition)
    asked = {"--sl": sl, "--target": target, "--fr": fr}
    refuse_levels(catalog, *(option for option, value in asked.items() if value is not None))
    refuse_types(catalog, types)
    chosen = component_types(types)
    wanted = SLVector.uniform(sl) if sl is not None else target
    rows = [each for each in catalog.requirements if each.applies_to(chosen)]
    if wanted is not None:
        rows = [each for each in rows if each.fr and each.sl is not None and each.sl <= wanted[each.fr]]
    if fr is not None:
        rows = [each for each in rows if each.fr is FR[fr.upper()]]
    if as_format == "json":
        ids = {each.id.text for each in rows}
        records = [each for each in to_records(catalog) if each["id"] in ids]
        click.echo(json.dumps(records, indent=2, ensure_ascii=False))
        return
    out = console()
    columns = _columns(catalog, rows)
    out.print(table(*columns, rows=zip(*columns.values(), strict=True)))
    out.print()
    used = {mark for each in rows for mark in _marks(each).split()}
    fact = "id and level" if catalog.has_levels else "id"
    legend = [f"{mark}: {means.format(fact)}" for mark, means in _MARKS.items() if mark in used]
    out.print(
        Line(
            "; ".join(["without a mark: confirmed", *legend])
            if legend
            else f"{fact.replace(' and', ',')} and title confirmed",
            "dim",
        )
    )
    out.print(f"{len(rows)} of {len(catalog)} requirements of {catalog.name}")


#: What marks a row whose facts are less than confirmed.
_MARKS = {
    "p": "{} provisional",
    "u": "{} unconfirmed",
    "tp": "title provisional",
    "tu": "title unconfirmed",
    "to": "title our own",
}


def _marks(requirement: Requirement) -> str:
    row, title = requirement.assurance, requirement.title_assurance
    marks = (
        "" if row is Assurance.CONFIRMED else row.value[0],
        "" if title is Assurance.CONFIRMED else f"t{title.value[0]}",
    )
    return " ".join(filter(None, marks))


def _columns(catalog: Catalog, rows: list[Requirement]) -> dict[str, list[str]]:
    """The columns that the part has: FR and level or group, types, and marks where something is not confirmed."""
    columns = {"id": [each.id.text for each in rows]}
    if catalog.has_levels:
        columns["FR"] = [each.fr.name if each.fr else "" for each in rows]
        columns["SL"] = [_shown(each.sl) for each in rows]
    if catalog.groups:
        columns["group"] = [each.subgroup or each.group for each in rows]
    if any(each.component_types for each in catalog.requirements):
        columns["types"] = [_types(each) for each in rows]
    marks = [_marks(each) for each in rows]
    if any(marks):
        columns["mark"] = marks
    return columns | {"title": [each.title for each in rows]}


def _types(requirement: Requirement) -> str:
    types = requirement.component_types
    return "all" if len(types) == len(ComponentType) else " ".join(sorted(each.prefix for each in types))


@click.command(short_help="Read a vector or statement.")
@click.argument("text")
def vector(text: str) -> None:
    """Read a vector or statement and print it plainly: iec62443 vector "SL-T(BPCS Zone) = {2 2 0 1 3 1 3}"."""
    out = console()
    if text.strip().upper().startswith("SL"):
        statement = SLStatement.parse(text)
        printed, levels = str(statement), [(each, statement[each]) for each in FR]
    else:
        plain = SLVector.parse(text)
        printed, levels = str(plain), list(plain.items())
    out.print(Line(clean(printed), "bold"))
    out.print()
    out.print(
        table("FR", "SL", "foundational requirement", rows=[(fr.name, _shown(level), fr.title) for fr, level in levels])
    )
    used = sorted({level for _, level in levels if level is not None})
    section(out, "Levels", [f"SL {int(level)}: {level.sentence}" for level in used])


def _shown(level: SL | None) -> str:
    return "-" if level is None else str(int(level))
