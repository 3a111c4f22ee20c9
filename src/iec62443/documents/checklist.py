"""A requirement list to fill in, for tenders and audits: what of a part is due, with room for verdicts, readable back.

The columns are those of the sheet that `files.sheets` reads, in its order; the layout is *ours*.
"""

from __future__ import annotations

from attrs import evolve

from ..errors import InvalidFinding, UnknownPart
from ..files.about import LABELS, TITLES
from ..findings import MATURITY_PARTS, NotApplicableReason, Verdict
from ..levels import SLVector
from . import rows
from .frame import Origin, catalog_facts, finished, section
from .model import Column, ColumnKind, Paragraph, Table, Tone

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from ..catalog import Catalog
    from ..files.document_details import DocumentDetails
    from ..requirements import ComponentType, Requirement
    from ..selections import Selection
    from .model import Block, Cell, Document

KIND = "checklist"
_MORE_OF_A_PROCESS = ("Reason", "Owner", "Date")
_MORE = ("Reason", "Condition holds", "Countermeasures", "Adequate up to", "Owner", "Date")
_MORE_LINES = 6
_PROCESS_VERDICTS = (
    Verdict.MET,
    Verdict.NOT_APPLICABLE,
    Verdict.PARTIAL,
    Verdict.PLANNED,
    Verdict.NOT_MET,
    Verdict.NOT_ASSESSED,
)


def requirement_checklist(  # noqa: PLR0913 - what a document is made of
    catalog: Catalog,
    target: SLVector | int = 4,
    component_types: Iterable[ComponentType] = (),
    selection: Selection | None = None,
    details: DocumentDetails | None = None,
    *,
    summaries: bool = True,
    origin: Origin | None = None,
    date: dt.date | None = None,
) -> Document:
    """Build the list of what a part asks for up to a target, for the union of the types, or of what a selection chose of it.

    Parts without security levels are listed whole. With `summaries`, what is asked and what to look at stands behind the list,
    in own words. Raises `InvalidFinding` for 62443-4-2 without a component type, for types where the part has none, and for a
    selection over another catalog.

    >>> from iec62443 import load
    >>> document = requirement_checklist(load("3-3"), 1)
    >>> len(document.sections[1].blocks[1].rows), document.sections[1].blocks[1].columns[4].title
    (40, 'Verdict')
    """
    types = frozenset(component_types)
    if bool(types) != bool(catalog.headings):
        wants = "asks for at least one component type" if catalog.headings else "has no component types"
        raise InvalidFinding(KIND, f"{catalog.part} {wants}")
    if selection is not None and (selection.part, selection.edition) != (catalog.part, catalog.edition):
        over = f"{selection.part}:{selection.edition}"
        raise InvalidFinding(selection.name, f"it is a selection over {over}, the catalog is {catalog.name}")
    vector = target if isinstance(target, SLVector) else SLVector.uniform(target)
    due = catalog.requirements if catalog.groups else catalog.required(vector, types)
    listed = [*catalog.constraints.values(), *(each for each in due if selection is None or each.id in selection.ids)]
    named = ", ".join(sorted(each.title for each in types))
    issuer = details.issuer.strip() if details else ""
    head = [
        *([("Issuer", issuer)] if issuer else []),
        *catalog_facts(catalog),
        *([("Component types", named)] if named else []),
        *([("Target", rows.level_words(vector))] if not catalog.groups else []),
        *([("Selection", selection.name)] if selection else []),
        ("Requirements", str(len(listed) - len(catalog.constraints))),
    ]
    sections = [
        section("About the assessment", *_about(catalog, types)),
        section("Requirements", *_list(listed, catalog)),
        *(
            [section("What is asked, and what to look at", *_texts(listed, catalog))]
            if summaries and _told(catalog)
            else []
        ),
    ]
    subtitle = ", ".join(
        filter(None, (named, catalog.title if catalog.groups else f"up to {rows.level_words(vector)}"))
    )
    return finished(
        KIND, f"Checklist, IEC {catalog.part}:{catalog.edition}", subtitle, head, sections, origin=origin, date=date
    )


def _about(catalog: Catalog, types: frozenset[ComponentType]) -> Iterator[Block]:
    given = {
        "Part": catalog.part.removeprefix("62443-"),
        "Edition": catalog.edition,
        "Types": ", ".join(sorted(each.value for each in types)),
    }
    label, room = TITLES
    yield Table(
        "about",
        [Column(label, 1), Column(room, 4, ColumnKind.INPUT)],
        [[each, given.get(each, "")] for each in LABELS if types or each != "Types"],
    )


def _list(listed: list[Requirement], catalog: Catalog) -> Iterator[Block]:
    process = catalog.part in MATURITY_PARTS
    if not process and not catalog.has_levels:
        yield Paragraph(
            f"This list is for working through: {catalog.part} has neither security levels nor maturity levels, so that no "
            "level and no report follows from what is filled in.",
            Tone.UNSURE,
        )
    verdicts = tuple(map(rows.words, _PROCESS_VERDICTS if process else Verdict))
    yield Paragraph(
        f"A verdict is one of: {', '.join(verdicts)}. "
        + (
            "What is met has a maturity level, 1 to 4. Not applicable needs a justification. "
            if process
            else "Not applicable, compensated and allocated need a justification; met by configuration needs its condition. "
        )
        + (
            ""
            if process
            else "What compensates, and up to which level that is adequate, is put down as countermeasures and adequate up to. "
        )
        + "What is left empty is not assessed, which is not failed. Several pieces of evidence are separated by semicolons."
    )
    yield Table(
        "checklist",
        _columns(verdicts, levels=not catalog.groups, process=process),
        [_row(each) for each in listed],
        runs=rows.runs(listed, catalog),
    )
    yield _more(_columns(verdicts, levels=not catalog.groups, process=process), process=process)


def _more(columns: list[Column], *, process: bool) -> Table:
    """On paper and in Markdown, what no row has room for: a line a requirement, by its id."""
    asked = [
        each for each in columns if each.only_in_workbook and each.title in (_MORE_OF_A_PROCESS if process else _MORE)
    ]
    return Table(
        "more",
        [
            Column("ID", 3, ColumnKind.INPUT, only_on_paper=True),
            *(evolve(each, only_in_workbook=False, only_on_paper=True) for each in asked),
        ],
        [[""] * (1 + len(asked))] * _MORE_LINES,
        "More on single requirements, by their ID",
    )


def _columns(verdicts: tuple[str, ...], *, levels: bool, process: bool) -> list[Column]:
    """The columns of the sheet, with on paper what a pen has room for."""
    text, short = ColumnKind.INPUT, ColumnKind.SHORT
    numbers = ("1", "2", "3", "4")
    return [
        Column("ID", 3, short),
        Column("Title", 5),
        Column("FR", 1, short, only_in_workbook=True),
        Column("SL", 1, short, only_in_workbook=not levels),
        Column("Verdict", 3, text, verdicts),
        Column("Justification", 5, text),
        Column("Evidence", 4, text),
        Column("Reason", 2, text, tuple(each.value for each in NotApplicableReason), only_in_workbook=True),
        Column("Condition", 3, text, only_in_workbook=process),
        Column("Condition holds", 1, text, ("yes", "no"), only_in_workbook=True),
        Column("Countermeasures", 3, text, only_in_workbook=True),
        Column("Adequate up to", 1, text, numbers, only_in_workbook=True),
        Column("Owner", 2, text, only_in_workbook=True),
        Column("Date", 2, text, only_in_workbook=True),
        Column("Maturity", 2, text, numbers, only_in_workbook=not process),
    ]


def _row(requirement: Requirement) -> list[Cell | str]:
    return [requirement.id.text, requirement.title, *rows.leveled(requirement), *[""] * 11]


def _told(catalog: Catalog) -> bool:
    """Whether there are texts: 2-1:2009 has titles only."""
    try:
        catalog.text(catalog.requirements[0].id)
    except UnknownPart:
        return False
    return True


def _texts(listed: list[Requirement], catalog: Catalog) -> Iterator[Block]:
    licensed = any(each.licensed for each in catalog.overlay.values())
    yield Paragraph(
        "The user's own text where one was bound, else own words: unofficial, and no substitute for the standard."
        if licensed
        else "In own words, unofficial, and no substitute for the standard.",
        Tone.QUIET,
    )
    texts = [catalog.text(each.id) for each in listed]
    yield Table(
        "texts",
        [*rows.named_columns(), Column("What is asked", 6), Column("What to look at", 6)],
        [[*rows.named(each), text.summary, text.verify] for each, text in zip(listed, texts, strict=True)],
        runs=rows.runs(listed, catalog),
    )
