"""All generated pages of the site: from a shelf to texts by path, nothing more."""

from __future__ import annotations

from iec62443 import FR, ComponentType

from . import foundational, matrix, navigation, places, series
from .heading_page import heading_page
from .part import part_page
from .requirement import requirement_page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .shelf import Shelf


def pages(shelf: Shelf) -> Mapping[str, str]:
    """Give every generated file, by its path below the folder of the site."""
    return dict(_pages(shelf))


def _pages(shelf: Shelf) -> Iterator[tuple[str, str]]:
    yield places.SERIES, series.series_page(shelf)
    yield places.LEVELS, series.levels_page(shelf)
    yield places.FOUNDATIONAL, foundational.index_page(shelf)
    yield f"{places.ROOT}/.nav.yml", navigation.of_root(shelf)
    yield f"{places.ROOT}/foundational/.nav.yml", navigation.of_foundational()
    for fr in FR:
        yield places.foundational(fr), foundational.fr_page(shelf, fr)
    for catalog in shelf.catalogs:
        yield places.part(shelf, catalog), part_page(shelf, catalog)
        yield f"{places.folder(shelf, catalog)}/.nav.yml", navigation.of_part(shelf, catalog)
        for heading in catalog.headings.values():
            yield shelf.where[heading.id], heading_page(shelf, catalog, heading)
    for catalog in foundational.leveled(shelf):
        yield places.matrix(shelf, catalog), matrix.part_matrix(shelf, catalog)
        if any(each.component_types for each in catalog.requirements):
            for type in ComponentType:
                yield places.type_matrix(shelf, catalog, type), matrix.type_matrix(shelf, catalog, type)
    for catalog, requirement in shelf.rows():
        yield shelf.where[requirement.id], requirement_page(shelf, catalog, requirement)
