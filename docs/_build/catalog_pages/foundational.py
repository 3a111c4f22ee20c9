"""The pages of the seven foundational requirements: what systems and components are asked for under each."""

from __future__ import annotations

from iec62443 import FR, Catalog

from . import levels, places
from .links import Links
from .markdown import escape, heading, page, paragraph, table, terms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .shelf import Shelf

_FOR = {"62443-3-3": "For systems", "62443-4-2": "For components"}


def leveled(shelf: Shelf) -> tuple[Catalog, ...]:
    """Give the catalogs whose requirements are ordered by foundational requirement."""
    return tuple(each for each in shelf.catalogs if each.requirements[0].fr is not None)


def fr_page(shelf: Shelf, fr: FR) -> str:
    """Give the page of one foundational requirement."""
    links = Links(shelf, places.foundational(fr))
    text = shelf.fr_texts[fr]
    title = f"FR {fr.number} {fr.title} ({fr.name})"
    blocks = [
        paragraph(text.summary),
        '<small class="own">Own words, unofficial, no substitute for the standard.</small>',
        terms(_facts(links, fr)),
        heading("How to look at it"),
        paragraph(text.verify),
        *(block for catalog in leveled(shelf) for block in _rows(links, catalog, fr)),
    ]
    return page(title, f'<span class="rid">FR&nbsp;{fr.number}</span> {escape(fr.title)} ({fr.name})', blocks)


def _facts(links: Links, fr: FR) -> Iterator[tuple[str, str]]:
    yield "Place in a vector", f"{fr.number} of {len(FR)}: `SLVector(…)[FR.{fr.name}]`"
    around = [links.to(f"FR {each.number} {each.name}", places.foundational(each)) for each in FR if each is not fr]
    yield "The others", ", ".join(around)


def _rows(links: Links, catalog: Catalog, fr: FR) -> Iterator[str]:
    rows = catalog.by_fr(fr)
    short = places.short(catalog)
    yield heading(f"{_FOR[catalog.part]}, {short}", anchor=f"part-{short}", searched=False)
    typed = any(each.component_types for each in rows)
    head = [f"SL {level:d}" for level in levels.ASKED]
    yield f"{len(rows)} requirements of {links.part(catalog)}; at each level, and in brackets what it adds:"
    yield table(head, [levels.counts(rows)], "cccc")
    yield levels.matrix(links, rows, types=typed)


def index_page(shelf: Shelf) -> str:
    """Give the overview of the seven, in the order in which a vector is written."""
    links = Links(shelf, places.FOUNDATIONAL)
    head = ["", "Foundational requirement", *(places.short(each) for each in leveled(shelf))]
    rows = [
        [
            str(fr.number),
            links.to(f"{fr.title} ({fr.name})", places.foundational(fr)),
            *(str(len(each.by_fr(fr))) for each in leveled(shelf)),
        ]
        for fr in FR
    ]
    title, order = (
        "Foundational requirements",
        "Seven subjects, in the order in which a vector of security levels is written.",
    )
    counted = "The numbers count requirements with their enhancements."
    return page(title, title, [f"{order} {counted}", table(head, rows, "rlcc")])
