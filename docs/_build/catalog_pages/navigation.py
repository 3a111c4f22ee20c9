"""What the navigation shows of the generated pages, as the files that mkdocs-awesome-nav reads.

JSON is YAML too. Titles are HTML: mkdocs puts them into its pages as they are.
"""

from __future__ import annotations

import json
from html import escape as html
from posixpath import basename

from iec62443 import FR, Catalog, ComponentType, RequirementId

from . import places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .shelf import Shelf

#: An entry: a file, or a title with a file or with entries.
Entry = str | dict[str, "str | list[Entry]"]


def of_root(shelf: Shelf) -> str:
    """Give the navigation of the folder of all generated pages."""
    parts = [places.folder(shelf, each).removeprefix(f"{places.ROOT}/") for each in shelf.catalogs]
    return _nav(["index.md", {"Foundational requirements": "foundational"}, {"Levels": "levels.md"}, *parts], "Catalog")


def of_foundational() -> str:
    """Give the navigation of the foundational requirements."""
    pages: list[Entry] = [{f"{fr.name} {fr.title}": basename(places.foundational(fr))} for fr in FR]
    return _nav(["index.md", *pages])


def of_part(shelf: Shelf, catalog: Catalog) -> str:
    """Give the navigation of a part: its overview, its matrices, then its requirements by group."""
    entries: list[Entry] = ["index.md"]
    if catalog.requirements[0].fr is not None:
        entries.append({"Level matrix": basename(places.matrix(shelf, catalog))})
    if any(each.component_types for each in catalog.requirements):
        types: list[Entry] = [
            {each.title.capitalize(): basename(places.type_matrix(shelf, catalog, each))} for each in ComponentType
        ]
        entries.append({"By type of component": types})
    entries += [{html(title, quote=False): _files(shelf, ids)} for title, ids in _sections(catalog) if ids]
    year = "" if shelf.is_default(catalog) else f":{catalog.edition}"
    return _nav(entries, html(f"{places.short(catalog)}{year} {catalog.title}", quote=False))


def _sections(catalog: Catalog) -> Iterator[tuple[str, list[RequirementId]]]:
    for fr in () if catalog.groups else FR:
        yield f"{fr.name} {fr.title}", [each.id for each in catalog.by_fr(fr)]
    for group in catalog.groups.values():
        yield f"{group.id} {group.title}", [each.id for each in catalog.requirements if each.group == group.id]
    yield "Constraints", [*catalog.constraints]
    yield "Headings", [*catalog.headings]


def _files(shelf: Shelf, ids: Iterable[RequirementId]) -> list[Entry]:
    return [basename(shelf.where[id]) for id in ids]


def _nav(entries: list[Entry], title: str = "") -> str:
    head = {"title": title} if title else {}
    return json.dumps({**head, "nav": entries}, indent=1) + "\n"
