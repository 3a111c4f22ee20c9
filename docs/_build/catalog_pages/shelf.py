"""What the pages are made of: every catalog that `load` knows, with its texts, and the relations read backwards."""

from __future__ import annotations

from functools import cached_property

from attrs import define

from iec62443 import (
    FR,
    Catalog,
    Heading,
    Part,
    Requirement,
    RequirementId,
    Text,
    UnknownPart,
    load,
    load_group_texts,
    load_texts,
    series,
)

from . import places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@define(frozen=True, eq=False, slots=False)
class Shelf:
    """The catalogs that have pages, in the order of the series."""

    catalogs: tuple[Catalog, ...]
    parts: tuple[Part, ...]

    def catalog(self, part: str) -> Catalog:
        """Give the default edition of a part: the first that stands here."""
        return next(each for each in self.catalogs if each.part == part)

    def others(self, catalog: Catalog) -> tuple[Catalog, ...]:
        """Give the other editions of a part."""
        return tuple(each for each in self.catalogs if each.part == catalog.part and each is not catalog)

    def is_default(self, catalog: Catalog) -> bool:
        """Say whether `load` gives this edition when none is named."""
        return self.catalog(catalog.part) is catalog

    def text(self, catalog: Catalog, id: RequirementId) -> Text | None:
        """Give the text of a requirement or constraint; None where a part has titles only."""
        try:
            return catalog.text(id)
        except UnknownPart:
            return None

    def group_texts(self, catalog: Catalog) -> Mapping[str, Text]:
        """Give the texts of the groups; empty for an edition that has none."""
        if not catalog.groups or not self.is_default(catalog):
            return {}
        return load_group_texts(catalog.part)

    @cached_property
    def fr_texts(self) -> Mapping[FR, Text]:
        """The texts of the foundational requirements."""
        texts = load_texts()
        return {fr: texts[f"FR {fr.number}"] for fr in FR}

    @cached_property
    def named_by(self) -> Mapping[RequirementId, tuple[Requirement, ...]]:
        """The requirements and constraints that name one as what they correspond to."""
        found: dict[RequirementId, list[Requirement]] = {}
        for catalog in self.catalogs:
            for each in (*catalog.constraints.values(), *catalog.requirements):
                if each.corresponds_to is not None:
                    found.setdefault(each.corresponds_to, []).append(each)
        return {id: tuple(some) for id, some in found.items()}

    @cached_property
    def headings_of(self) -> Mapping[RequirementId, tuple[Heading, ...]]:
        """The headings that point to a requirement, or say that only the system has it."""
        found: dict[RequirementId, list[Heading]] = {}
        for catalog in self.catalogs:
            for each in catalog.headings.values():
                for id in (*each.to, *([each.system_requirement] if each.system_requirement else [])):
                    found.setdefault(id, []).append(each)
        return {id: tuple(some) for id, some in found.items()}

    @cached_property
    def without_counterpart(self) -> frozenset[RequirementId]:
        """The enhancements of 3-3 for which 4-2 has no counterpart."""
        return frozenset(id for catalog in self.catalogs for id in catalog.without_counterpart)

    @cached_property
    def where(self) -> Mapping[RequirementId, str]:
        """The page of every requirement, constraint and heading."""
        return places.requirements(self)

    def rows(self) -> Iterator[tuple[Catalog, Requirement]]:
        """Go through every requirement and constraint with its catalog."""
        for catalog in self.catalogs:
            for each in (*catalog.requirements, *catalog.constraints.values()):
                yield catalog, each


def packaged() -> Shelf:
    """Give the shelf of all that the library packages."""
    parts = series()
    return Shelf(tuple(load(part.part, edition) for part in parts for edition in part.loadable), parts)
