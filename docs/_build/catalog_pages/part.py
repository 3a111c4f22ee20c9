"""The page of a part: what edition it is, what it holds, and where its facts are unsure."""

from __future__ import annotations

from collections import Counter

from iec62443 import FR, Assurance, Catalog, ComponentType, Group, Requirement

from . import assurance, levels, places
from .links import Links
from .markdown import escape, heading, page, paragraph, table, terms, unbroken
from .spellings import EN_DASH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .shelf import Shelf


def part_page(shelf: Shelf, catalog: Catalog) -> str:
    """Give the page of one edition of a part."""
    links = Links(shelf, places.part(shelf, catalog))
    leveled = any(each.sl is not None for each in catalog.requirements)
    blocks = [
        terms(_facts(links, catalog)),
        *(_leveled(links, catalog) if leveled else _grouped(links, catalog)),
        _constraints(links, catalog),
        _headings(links, catalog),
        _remarks(links, catalog),
    ]
    name = f"{catalog.part}:{catalog.edition}"
    return page(f"{name} {catalog.title}", f'<span class="rid">{unbroken(name)}</span> {escape(catalog.title)}', blocks)


def _facts(links: Links, catalog: Catalog) -> Iterator[tuple[str, str]]:
    short = places.short(catalog)
    rows = catalog.requirements
    enhancements = sum(each.id.is_enhancement for each in rows)
    yield (
        "Requirements",
        f"{len(rows)}"
        + (f": {len(rows) - enhancements} base requirements and {enhancements} enhancements" if enhancements else ""),
    )
    yield "Asked of", ", ".join(each.replace("_", " ") for each in rows[0].audience)
    yield "Corrigenda applied", ", ".join(map(escape, catalog.corrigenda)) or "none"
    for known in catalog.corrigenda_known:
        state = {None: "not known whether it changes a fact", True: "applied", False: "not applied"}[known.applied]
        yield "Known to exist", f"{escape(known.id)}: {escape(known.note)}, {state}"
    if catalog.drafts_known:
        yield "Drafts known", ", ".join(map(escape, catalog.drafts_known))
    for other in links.shelf.others(catalog):
        yield "Other edition", links.part(other)
    yield "How well known", _assured(rows, lambda each: each.assurance)
    yield "Titles", _assured(rows, lambda each: each.title_assurance)
    dashed = catalog.part.replace("-", EN_DASH)  # one word for the search
    spelled = (dashed, f"IEC {catalog.part}", f"ISA-{catalog.part}", f"Part {short}")
    yield "Also written", ", ".join(f"`{each}`" for each in spelled)
    edition = "" if links.shelf.is_default(catalog) else f', "{catalog.edition}"'
    yield "In Python", f'`load("{short}"{edition})`'


def _assured(rows: tuple[Requirement, ...], of: Callable[[Requirement], Assurance]) -> str:
    counted = Counter(map(of, rows))
    return ", ".join(f"{counted[each]} {assurance.badge(each)}" for each in Assurance if counted[each])


def _leveled(links: Links, catalog: Catalog) -> Iterator[str]:
    """Counts by foundational requirement and level, and the ways to the matrices."""
    yield heading("Requirements by level", searched=False)
    yield "How many are selected at each level, and in brackets how many the level adds."
    rows = [(fr, catalog.by_fr(fr)) for fr in FR]
    body = [[links.to(f"{fr.name} {fr.title}", places.foundational(fr)), *levels.counts(some)] for fr, some in rows]
    every = ["**all**", *levels.counts(catalog.requirements)]
    yield table(["Foundational requirement", *(f"SL {level:d}" for level in levels.ASKED)], [*body, every], "lcccc")
    matrices = [links.to("All of them in one level matrix", places.matrix(links.shelf, catalog))]
    if any(each.component_types for each in catalog.requirements):
        matrices += [
            links.to(f"for a {type.title}", places.type_matrix(links.shelf, catalog, type)) for type in ComponentType
        ]
    yield ", ".join(matrices) + "."
    for fr, some in rows:
        yield heading(f"{fr.name} {fr.title}", 3, fr.name.lower(), searched=False)
        yield levels.listed((each for each in some if not each.id.is_enhancement), links)


def _grouped(links: Links, catalog: Catalog) -> Iterator[str]:
    """The groups in their order, each with its requirements."""
    texts = links.shelf.group_texts(catalog)
    parent = ""
    for group in catalog.groups.values():
        nested = group.parent in catalog.groups
        if group.parent and not nested and group.parent != parent:
            parent = group.parent
            yield heading(escape(parent))
        level = 3 if group.parent else 2
        yield heading(f"{unbroken(group.id)} {escape(group.title)}", level, places.group_anchor(group))
        if group.id in texts:
            yield paragraph(texts[group.id].summary)
        yield levels.listed(_directly(catalog, group), links)


def _directly(catalog: Catalog, group: Group) -> Iterator[Requirement]:
    """The requirements of a group that stand in no group inside it."""
    return (each for each in catalog.by_group(group.id) if group.id == (each.subgroup or each.group))


def _constraints(links: Links, catalog: Catalog) -> str:
    if not catalog.constraints:
        return ""
    said = (
        "Common to all requirements, without a level: an open one changes no number, and no claim is supported by it."
    )
    rows = levels.listed(catalog.constraints.values(), links)
    return f"{heading('Constraints', anchor='constraints', searched=False)}\n\n{said}\n\n{rows}"


def _headings(links: Links, catalog: Catalog) -> str:
    if not catalog.headings:
        return ""
    said = "They have a number and no requirement: they point on to those of the types, or components have none there."
    rows = levels.listed(catalog.headings.values(), links)
    return f"{heading('Headings', anchor='headings', searched=False)}\n\n{said}\n\n{rows}"


def _remarks(links: Links, catalog: Catalog) -> str:
    """What is disputed, amended or otherwise known of the facts."""
    disputed = [f"{links.id(each.id)}: {escape(each.note)}" for each in catalog.disputes]
    amended = [f"{links.id(each.id)}, {escape(each.changed_by)}: {escape(each.note)}" for each in catalog.amendments]
    lines = [f"- {each}" for each in (*amended, *disputed, *map(escape, catalog.notes))]
    return "\n\n".join([heading("Known of the facts", searched=False), "\n".join(lines)]) if lines else ""
