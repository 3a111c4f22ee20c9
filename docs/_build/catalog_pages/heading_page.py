"""The page of a heading of 4-2 that is no requirement."""

from __future__ import annotations

from . import levels, places
from .links import Links
from .markdown import escape, heading, page, paragraph, terms, unbroken
from .spellings import spellings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from iec62443 import Catalog, Heading

    from .shelf import Shelf


def heading_page(shelf: Shelf, catalog: Catalog, row: Heading) -> str:
    """Give the page of a heading: what it points on to, or which system requirement stands for it."""
    links = Links(shelf, shelf.where[row.id])
    shown = row.id.text
    facts = [
        ("Part", f"{links.part(catalog)}, clause {escape(row.clause)}"),
        ("Kind", "a heading: it has a number in the part, and no requirement of its own"),
        ("Also written", ", ".join(f"`{each}`" for each in spellings(row.id))),
        ("In Python", f'`load("{places.short(catalog)}").resolve("{shown}", types)`'),
    ]
    head = f'<span class="rid">{unbroken(shown)}</span> {escape(row.title)}'
    return page(f"{shown} {row.title}", head, [paragraph(_says(row)), terms(facts), _stands_for(links, catalog, row)])


def _says(row: Heading) -> str:
    if row.to:
        return "This number is a heading. What is asked for depends on the type of component, and stands below."
    return "This number is a heading under which components have no requirement: the system around them answers for it."


def _stands_for(links: Links, catalog: Catalog, row: Heading) -> str:
    if row.to:
        meant = [each for to in row.to for each in (catalog[to], *catalog.enhancements(to))]
        return f"{heading('It points on to', searched=False)}\n\n{levels.matrix(links, meant, types=True)}"
    if row.system_requirement is None:
        return ""
    system = links.shelf.catalog(row.system_requirement.part)[row.system_requirement]
    return f"{heading('For the system', searched=False)}\n\n{links.titled(system)}."
