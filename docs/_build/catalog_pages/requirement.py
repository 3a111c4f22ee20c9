"""The page of one requirement, enhancement or constraint."""

from __future__ import annotations

from attrs import frozen

from iec62443 import Catalog, Correspondence, Requirement

from . import assurance, levels, places
from .links import Links
from .markdown import escape, heading, page, paragraph, table, terms, unbroken
from .spellings import spellings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .shelf import Shelf

#: What the search is told: the page of a requirement goes before a page that mentions it.
FIRST = {"search": {"boost": 3}}
_HOW = {
    None: "",
    Correspondence.SAME: ": the same, said of a system",
    Correspondence.RELATED: ": akin, and never closed by this one",
}


@frozen
class Row:
    """A requirement with the catalog it stands in and the links of its page."""

    links: Links
    catalog: Catalog
    requirement: Requirement

    @property
    def is_constraint(self) -> bool:
        """Whether it is common to all requirements."""
        return self.requirement.id in self.catalog.constraints


def requirement_page(shelf: Shelf, catalog: Catalog, requirement: Requirement) -> str:
    """Give the page of a requirement."""
    row = Row(Links(shelf, shelf.where[requirement.id]), catalog, requirement)
    shown, title = requirement.id.text, escape(requirement.title)
    head = f'<span class="rid">{unbroken(shown)}</span> {title}'
    return page(f"{shown} {requirement.title}", head, [section(row) for section in SECTIONS], FIRST)


def _summary(row: Row) -> str:
    text = row.links.shelf.text(row.catalog, row.requirement.id)
    if text is None:
        return ""
    source = "Own words, unofficial, no substitute for the standard."
    return f'{paragraph(text.summary)}\n\n<small class="own">{source}</small>'


def _levels(row: Row) -> str:
    sl = row.requirement.sl
    return "" if sl is None else f"{levels.strip(sl)}\n\n{levels.since(sl)}. {levels.LEGEND}"


def _facts(row: Row) -> str:
    return terms(_pairs(row))


def _pairs(row: Row) -> Iterator[tuple[str, str]]:
    links, catalog, requirement = row.links, row.catalog, row.requirement
    clause = f", clause {escape(requirement.clause)}" if requirement.clause else ""
    yield "Part", f"{links.part(catalog)}{clause}"
    if requirement.fr is not None:
        yield "Foundational requirement", links.fr(requirement.fr)
    if requirement.component_types:
        yield "Types of component", links.types(catalog, requirement.component_types)
    for group in (requirement.group, requirement.subgroup):
        if group:
            found = catalog.groups[group]
            at = f"{places.part(links.shelf, catalog)}#{places.group_anchor(found)}"
            yield (
                ("Group" if group == requirement.group else "Within it"),
                links.to(f"{unbroken(found.id)} {escape(found.title)}", at),
            )
    if row.is_constraint:
        yield "Kind", "a constraint common to all requirements: it has no level, and an open one supports no claim"
    if requirement.audience:
        yield "Asked of", ", ".join(each.replace("_", " ") for each in requirement.audience)
    if not row.is_constraint and requirement.part == "62443-4-2":
        yield "Allocatable", _allocatable(row)
    if requirement.base is not None:
        yield "Enhances", links.titled(catalog[requirement.base])
    if written := spellings(requirement.id):
        yield "Also written", ", ".join(f"`{each}`" for each in written)
    edition = "" if links.shelf.is_default(catalog) else f', "{catalog.edition}"'
    where = ".constraints" if row.is_constraint else ""
    key = f'RequirementId.parse("{requirement.id}")' if row.is_constraint else f'"{requirement.id}"'
    yield "In Python", f'`load("{places.short(catalog)}"{edition}){where}[{key}]`'


def _allocatable(row: Row) -> str:
    known, meaning = row.requirement.allocatable, f"{places.GLOSSARY}#allocatable"
    word = row.links.to("allocatable", meaning)
    if known is None:
        return f"not known whether it is {word}"
    said = "the system around the component may provide it" if known else "the component itself has to provide it"
    return f"{'yes' if known else 'no'}, {said} ({word})"


def _verify(row: Row) -> str:
    text = row.links.shelf.text(row.catalog, row.requirement.id)
    return f"{heading('How to look at it')}\n\n{paragraph(text.verify)}" if text is not None and text.verify else ""


def _family(row: Row) -> str:
    """The base requirement with its enhancements, at what level each comes in."""
    requirement, catalog = row.requirement, row.catalog
    if row.is_constraint:
        return ""
    base = requirement.base or requirement.id
    rows = [catalog[base], *catalog.enhancements(base)]
    if len(rows) == 1:
        return ""
    shown = levels.listed(rows, row.links) if requirement.sl is None else levels.matrix(row.links, rows)
    return f"{heading('Base and enhancements', searched=False)}\n\n{shown}"


def _counterparts(row: Row) -> str:
    """What 3-3 and 4-2 have of each other, in both directions."""
    parts = [*_of_the_system(row), *_of_components(row), *_of_headings(row)]
    return "\n\n".join([heading(_TITLES[row.requirement.part], searched=False), *parts]) if parts else ""


_TITLES = {"62443-3-3": "In 62443-4-2, for components", "62443-4-2": "In 62443-3-3, for systems"}


def _of_the_system(row: Row) -> Iterator[str]:
    links, requirement = row.links, row.requirement
    if requirement.part != "62443-4-2":
        return
    if requirement.corresponds_to is None:
        if not row.is_constraint:
            yield "No requirement of 62443-3-3 corresponds to it."
        return
    system = links.shelf.catalog("62443-3-3")
    other = system.constraints.get(requirement.corresponds_to) or system[requirement.corresponds_to]
    same = requirement.correspondence is Correspondence.SAME
    differs = same and other.sl is not None and requirement.sl is not None and other.sl != requirement.sl
    level = f" It is selected from SL {other.sl:d} there, from SL {requirement.sl:d} here." if differs else ""
    yield f"{links.titled(other)}{_HOW[requirement.correspondence]}.{level}"


def _of_components(row: Row) -> Iterator[str]:
    links, requirement = row.links, row.requirement
    named_by = links.shelf.named_by.get(requirement.id, ())
    if named_by and row.is_constraint:
        yield levels.listed(named_by, links)
    elif named_by:
        head = ["Requirement", "Correspondence", "Types", "From"]
        yield table(
            head,
            [
                [
                    links.titled(each),
                    "same" if each.correspondence is Correspondence.SAME else "related",
                    levels.short_types(each),
                    "" if each.sl is None else f"SL\u00a0{each.sl:d}",
                ]
                for each in named_by
            ],
            "lllc",
        )
    elif requirement.id in links.shelf.without_counterpart:
        yield "62443-4-2 has no counterpart of this enhancement."


def _of_headings(row: Row) -> Iterator[str]:
    for each in row.links.shelf.headings_of.get(row.requirement.id, ()):
        says = "points on to this requirement" if each.to else "names no requirement: only the system has it"
        yield f"The heading {row.links.titled(each)} of 62443-4-2 {says}."


def _known(row: Row) -> str:
    head = heading("How well this is known", searched=False)
    facts = [assurance.row(row.requirement), *assurance.remarks(row.catalog, row.requirement)]
    return "\n\n".join(filter(None, [head, *facts, assurance.explained(row.links)]))


#: The sections of a page in their order; one that has nothing to say is left out.
#: A crosswalk becomes a section by one more function here.
SECTIONS: tuple[Callable[[Row], str], ...] = (_summary, _levels, _facts, _verify, _family, _counterparts, _known)
