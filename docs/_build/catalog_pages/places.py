"""Where each page lies below the folder of the site, and how one page names another."""

from __future__ import annotations

from posixpath import dirname, relpath

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from iec62443 import FR, Catalog, ComponentType, Group, RequirementId

    from .shelf import Shelf

#: The folder of all generated pages.
ROOT = "catalog"
SERIES = f"{ROOT}/index.md"
LEVELS = f"{ROOT}/levels.md"
FOUNDATIONAL = f"{ROOT}/foundational/index.md"
#: Pages written by hand that generated ones point to.
SOURCES = "explanation/sources.md"
VECTORS = "explanation/vectors.md"
SATURATION = "explanation/saturation.md"
GLOSSARY = "explanation/glossary.md"


def slug(text: str) -> str:
    """Give an id as a part of an address: ``SR 1.1 RE(1)`` is ``sr-1.1-re-1``."""
    return text.lower().replace("(", "-").replace(")", "").replace(" ", "-")


def short(catalog: Catalog) -> str:
    """Give a part as people say it: ``3-3``."""
    return catalog.part.removeprefix("62443-")


def folder(shelf: Shelf, catalog: Catalog) -> str:
    """Give the folder of a part; an edition that is not the default one has its year."""
    year = "" if shelf.is_default(catalog) else f"-{catalog.edition}"
    return f"{ROOT}/{short(catalog)}{year}"


def part(shelf: Shelf, catalog: Catalog) -> str:
    """Give the page of a part."""
    return f"{folder(shelf, catalog)}/index.md"


def matrix(shelf: Shelf, catalog: Catalog) -> str:
    """Give the page of a part's level matrix."""
    return f"{folder(shelf, catalog)}/level-matrix.md"


def type_matrix(shelf: Shelf, catalog: Catalog, type: ComponentType) -> str:
    """Give the page of the level matrix of one type of component."""
    return f"{folder(shelf, catalog)}/{type.value.replace('_', '-')}.md"


def foundational(fr: FR) -> str:
    """Give the page of a foundational requirement."""
    return f"{ROOT}/foundational/{fr.name.lower()}.md"


def requirements(shelf: Shelf) -> Mapping[RequirementId, str]:
    """Give the page of every requirement, constraint and heading."""
    return {
        id: f"{folder(shelf, catalog)}/{slug(id.text)}.md"
        for catalog in shelf.catalogs
        for id in (*catalog, *catalog.constraints, *catalog.headings)
    }


def group_anchor(group: Group) -> str:
    """Give the anchor of a group on the page of its part."""
    return slug(group.id)


def relative(target: str, here: str) -> str:
    """Name a page, with or without an anchor, from the page that is being written."""
    return relpath(target, dirname(here))
