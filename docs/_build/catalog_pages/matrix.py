"""Level matrices: every requirement of a part or of one type of component against the levels that select it."""

from __future__ import annotations

from iec62443 import FR, Catalog, ComponentType, Requirement

from . import levels, places
from .links import Links
from .markdown import heading, page, table, terms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .shelf import Shelf


def part_matrix(shelf: Shelf, catalog: Catalog) -> str:
    """Give the level matrix of a part."""
    links = Links(shelf, places.matrix(shelf, catalog))
    title = f"Level matrix of {places.short(catalog)}"
    typed = any(each.component_types for each in catalog.requirements)
    facts = [("Part", links.part(catalog)), ("Requirements", str(len(catalog)))]
    if typed:
        facts += [
            ("Types", ", ".join(f"{each.prefix} {each.title}" for each in ComponentType)),
            ("One type alone", links.types(catalog, frozenset(ComponentType))),
        ]
    return page(title, title, [terms(facts), *_body(links, catalog.requirements, types=typed)])


def type_matrix(shelf: Shelf, catalog: Catalog, type: ComponentType) -> str:
    """Give the level matrix of one type of component: what applies to it, and nothing else."""
    links = Links(shelf, places.type_matrix(shelf, catalog, type))
    title = f"Level matrix of {places.short(catalog)} for a {type.title}"
    rows = catalog.required(max(levels.ASKED), [type])
    own = sum(each.id.prefix == type.prefix for each in rows)
    facts = [
        ("Part", links.part(catalog)),
        ("Requirements", f"{len(rows)}, {own} of them for this type alone ({type.prefix})"),
        ("Several types", "A component of several types answers to the union of their requirements."),
        ("Other types", links.types(catalog, frozenset(ComponentType) - {type})),
        ("In Python", f'`load("{places.short(catalog)}").required(4, [ComponentType.{type.name}])`'),
    ]
    return page(title, title, [terms(facts), *_body(links, rows)])


def _body(links: Links, rows: Sequence[Requirement], *, types: bool = False) -> Iterator[str]:
    by_fr = [(fr, [each for each in rows if each.fr is fr]) for fr in FR]
    yield heading("How many", searched=False)
    yield "Selected at each level, and in brackets how many the level adds."
    counted = [
        [links.to(f"{fr.name} {fr.title}", f"{links.here}#{fr.name.lower()}"), *levels.counts(some)]
        for fr, some in by_fr
    ]
    every = ["**all**", *levels.counts(rows)]
    yield table(["Foundational requirement", *(f"SL {level:d}" for level in levels.ASKED)], [*counted, every], "lcccc")
    yield f"A requirement stays selected above the level that brings it in. {levels.LEGEND}"
    for fr, some in by_fr:
        yield heading(f"{fr.name} {fr.title}", anchor=fr.name.lower(), searched=False)
        yield from _saturated(links, some)
        yield levels.matrix(links, some, types=types)


def _saturated(links: Links, rows: Sequence[Requirement]) -> Iterator[str]:
    """Say which levels ask for nothing more, as it decides how a level is read."""
    empty = levels.nothing_added(rows)
    if empty:
        listed = " and ".join(", ".join(f"SL {level:d}" for level in empty).rsplit(", ", 1))
        verb = "asks" if len(empty) == 1 else "ask"
        yield f"{listed} {verb} for nothing more ({links.to('saturation', places.SATURATION)})."
