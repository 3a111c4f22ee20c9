"""The overview of the series, and the page of the levels."""

from __future__ import annotations

from iec62443 import SL, MaturityLevel, Part

from . import assurance, places
from .links import Links
from .markdown import escape, heading, page, table, terms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .shelf import Shelf

_TYPES = {
    "IS": "international standard",
    "TS": "technical specification",
    "TR": "technical report",
    "PAS": "publicly available specification",
}


def series_page(shelf: Shelf) -> str:
    """Give the overview of the series: which parts there are, and which of them this catalog holds."""
    links = Links(shelf, places.SERIES)
    count, editions = sum(map(len, shelf.catalogs)), len(shelf.catalogs)
    known = links.source("how well each is known", "assurance")
    across = ", ".join(
        [
            links.to("foundational requirements", places.FOUNDATIONAL),
            links.to("security and maturity levels", places.LEVELS),
            links.to("glossary", places.GLOSSARY),
        ]
    )
    groups = dict.fromkeys((each.group, each.group_title) for each in shelf.parts)
    blocks = [
        f"{count} requirements of {editions} editions, each on a page of its own.",
        f"Cross-checked against public sources, and not compared with the licensed text: {known}.",
        heading("Parts with requirements", searched=False),
        table(["Part", "Title", "Requirements"], _held(links), "llr"),
        f"Across the parts: {across}.",
        heading("The whole series", anchor="series"),
        "Years are those of the IEC edition; ISA published some parts in another year.",
        *(block for group in groups for block in _group(links, group)),
    ]
    return page("Catalog", "Catalog", blocks)


def _held(links: Links) -> Iterator[list[str]]:
    for each in links.shelf.catalogs:
        yield [links.part(each), escape(each.title), str(len(each))]


def _group(links: Links, group: tuple[int, str]) -> Iterator[str]:
    number, title = group
    rows = [each for each in links.shelf.parts if each.group == number]
    yield heading(f"{number} {escape(title)}", 3, f"group-{number}")
    yield table(["Part", "Title", "Edition"], (_part(links, each) for each in rows))


def _part(links: Links, part: Part) -> list[str]:
    held = next((each for each in links.shelf.catalogs if each.part == part.part), None)
    shown = escape(part.part)
    name = shown if held is None else links.to(shown, places.part(links.shelf, held))
    kind = f'<abbr title="{_TYPES[part.type]}">{part.type}</abbr>'
    state = (
        f"{escape(part.edition)}, {part.year}" if part.edition and part.year else escape(part.status.replace("_", " "))
    )
    doubt = "" if part.assurance.value == "confirmed" else f" {assurance.badge(part.assurance)}"
    return [name, escape(part.title), f"{kind} {state}{doubt}"]


def levels_page(shelf: Shelf) -> str:
    """Give the page of the security levels and maturity levels."""
    links = Links(shelf, places.LEVELS)
    compared = links.to("how vectors compare", places.VECTORS)
    title = "Security and maturity levels"
    blocks = [
        "A security level says against whom something holds. It belongs to one foundational requirement.",
        f"Seven of them make a vector, and vectors are compared element by element: {compared}.",
        heading("Security levels"),
        terms((f"SL {each:d}", _adversary(each)) for each in SL),
        "The sentences are ours.",
        "SL-T is wanted (target), SL-C possible by design (capability), SL-A reached as built and run (achieved).",
        heading("Maturity levels"),
        "How settled a process is: 62443-2-1, 2-4 and 4-1.",
        terms((f"ML {each:d}", escape(each.title)) for each in MaturityLevel),
    ]
    return page(title, title, blocks)


def _adversary(level: SL) -> str:
    """Describe a level by one sentence and by the attributes of the adversary that it names."""
    attributes = {
        "violation": level.violation,
        "means": level.means,
        "resources": level.resources,
        "skills": level.skills,
        "motivation": level.motivation,
    }
    named = ", ".join(f"{name} {escape(value)}" for name, value in attributes.items() if value)
    return escape(level.sentence) + (f" <small>{named}</small>" if named else "")
