"""A statement of applicability over a selection: what of a part is included, what is excluded and why, with which parameters.

Source: the idea of a security profile (IEC TS 62443-1-5) and of statements of applicability elsewhere; the layout is *ours*.
"""

from __future__ import annotations

from itertools import islice

from .._wording import counted
from ..assessors.vectors import satisfied_vector
from ..errors import InvalidFinding
from ..findings import MATURITY_PARTS
from . import rows
from .frame import NOT_STATED, Origin, catalog_facts, finished, section
from .model import Cell, Column, ColumnKind, Paragraph, Table, Tone

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from ..catalog import Catalog
    from ..files.document_details import DocumentDetails
    from ..requirements import ComponentType, Requirement
    from ..selections import Selection
    from .model import Block, Document

KIND = "applicability"
_YES, _NO, _UNDECIDED, _NOT_CHOSEN = "yes", "no", "not decided", "not chosen"
_LABELS = {_YES: "Included", _NO: "Excluded", _NOT_CHOSEN: "Not chosen", _UNDECIDED: "Not decided"}
_TONES = {_YES: Tone.GOOD, _NO: Tone.QUIET, _UNDECIDED: Tone.UNSURE, _NOT_CHOSEN: Tone.QUIET}


def statement_of_applicability(  # noqa: PLR0913 - what a document is made of
    selection: Selection,
    catalog: Catalog,
    component_types: Iterable[ComponentType] = (),
    details: DocumentDetails | None = None,
    *,
    origin: Origin | None = None,
    date: dt.date | None = None,
) -> Document:
    """Build the statement of applicability of a selection; a draft while a requirement is neither included nor excluded.

    With component types, only what applies to one of them is due. In a part on processes an enhancement that is not chosen
    needs no reason. Raises `InvalidFinding` for a selection over another catalog or of ids that it does not have.

    >>> from iec62443 import Selection, load
    >>> chosen = Selection("Baseline", "62443-3-3", "2013", ["SR 1.1"], {"SR 1.6": "no wireless"})
    >>> document = statement_of_applicability(chosen, load("3-3"))
    >>> document.draft, document.sections[1].title
    (True, 'Not decided')
    """
    _check(selection, catalog)
    types = frozenset(component_types)
    due = [each for each in catalog.requirements if each.applies_to(types)]
    answers = [_answer(each, selection) for each in due]
    undecided = [each for each, answer in zip(due, answers, strict=True) if answer == _UNDECIDED]
    issuer = details.issuer.strip() if details else ""
    head = [
        *([("Issuer", issuer)] if issuer else []),
        ("Selection", selection.name),
        *([("Component types", ", ".join(sorted(each.title for each in types)))] if types else []),
        *catalog_facts(catalog),
        ("Requirements", str(len(due))),
    ]
    sections = [
        section("Summary", *_summary(selection, catalog, types, due, answers)),
        *([section("Not decided", *_undecided(undecided))] if undecided else []),
        section("Requirements", _table(selection, catalog, due, answers)),
    ]
    title = f"Statement of applicability, IEC {catalog.part}"
    return finished(
        KIND, title, selection.name or NOT_STATED, head, sections, origin=origin, date=date, draft=bool(undecided)
    )


def _check(selection: Selection, catalog: Catalog) -> None:
    if (selection.part, selection.edition) != (catalog.part, catalog.edition):
        over = f"{selection.part}:{selection.edition}"
        raise InvalidFinding(selection.name, f"it is a selection over {over}, the catalog is {catalog.name}")
    problems = [str(catalog.unknown(id)) for id in selection.unknown(catalog)]
    if problems:
        raise InvalidFinding(selection.name, "; ".join(problems))


def _answer(requirement: Requirement, selection: Selection) -> str:
    if requirement.id in selection.ids:
        return _YES
    if requirement.id in selection.excluded:
        return _NO
    free = requirement.part in MATURITY_PARTS and requirement.base is not None
    return _NOT_CHOSEN if free else _UNDECIDED


def _summary(
    selection: Selection,
    catalog: Catalog,
    types: frozenset[ComponentType],
    due: list[Requirement],
    answers: list[str],
) -> Iterator[Block]:
    shown = [each for each in _LABELS if each in answers]
    said = ", ".join(f"{answers.count(each)} {_LABELS[each].lower()}" for each in shown)
    yield Paragraph(f"Of {len(due)} requirements: {said}.")
    rest = iter(answers)
    parts = [(title, list(islice(rest, length))) for title, length in rows.runs(due, catalog)]
    yield Table(
        "summary",
        [
            Column("Group" if catalog.groups else "Foundational requirement", 5, ColumnKind.NAME),
            *(Column(_LABELS[each], 1, ColumnKind.SHORT) for each in shown),
        ],
        [[title, *(str(part.count(each)) for each in shown)] for title, part in parts],
    )
    if not catalog.groups:
        vector = satisfied_vector(selection.ids, catalog, types)
        yield Paragraph(
            f"Complete up to {vector}: at these levels everything that is due is included. For a higher level of a "
            "foundational requirement the selection leaves something out, so that no higher level can be stated on it."
        )


def _undecided(undecided: list[Requirement]) -> Iterator[Block]:
    yield Paragraph(
        f"Draft: {counted(len(undecided), 'requirement is', 'requirements are')} neither included, nor excluded with a "
        "reason.",
        Tone.BAD,
    )
    yield Paragraph(", ".join(each.id.text for each in undecided))


def _table(selection: Selection, catalog: Catalog, due: list[Requirement], answers: list[str]) -> Table:
    leveled = any(each.sl is not None for each in due)
    return Table(
        "applicability",
        [
            *rows.named_columns(),
            *(rows.level_columns() if leveled else []),
            Column("Applicable", 2, ColumnKind.SHORT),
            Column("Why, parameters", 7),
        ],
        [
            [
                *rows.named(each),
                *(rows.leveled(each) if leveled else []),
                Cell(answer, _TONES[answer]),
                "\n".join(_why(each, selection)),
            ]
            for each, answer in zip(due, answers, strict=True)
        ],
        runs=rows.runs(due, catalog),
    )


def _why(requirement: Requirement, selection: Selection) -> Iterator[str]:
    if requirement.id in selection.excluded:
        yield selection.excluded[requirement.id].strip()
    elif requirement.id in selection.ids:
        yield f"in the selection {selection.name.strip()}".strip()
    for name, value in selection.parameters.get(requirement.id, {}).items():
        yield f"{name}: {value}"
