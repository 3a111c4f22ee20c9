"""Links from the page that is being written to the others."""

from __future__ import annotations

from attrs import frozen

from iec62443 import FR, Catalog, ComponentType, Heading, Requirement, RequirementId

from . import places
from .markdown import escape, link, unbroken
from .shelf import Shelf


@frozen
class Links:
    """The links of one page; every method gives Markdown."""

    shelf: Shelf
    #: The page that is being written, below the folder of the site.
    here: str

    def to(self, text: str, target: str) -> str:
        """Link Markdown text to a page, which may have an anchor."""
        return link(text, places.relative(target, self.here))

    def id(self, id: RequirementId) -> str:
        """Link an id to its page; the page itself is named without a link, and bold."""
        target = self.shelf.where[id]
        shown = unbroken(id.text)
        return f"**{shown}**" if target == self.here else self.to(shown, target)

    def titled(self, row: Requirement | Heading) -> str:
        """Give an id with its title, for a cell or a list."""
        return f"{self.id(row.id)} {escape(row.title)}"

    def part(self, catalog: Catalog) -> str:
        """Link a part by its name with edition and corrigenda."""
        return self.to(escape(catalog.name), places.part(self.shelf, catalog))

    def fr(self, fr: FR) -> str:
        """Link a foundational requirement."""
        return self.to(f"FR {fr.number} {fr.title} ({fr.name})", places.foundational(fr))

    def types(self, catalog: Catalog, types: frozenset[ComponentType]) -> str:
        """Link types of component to their level matrices, in their own order."""
        return ", ".join(
            self.to(each.title, places.type_matrix(self.shelf, catalog, each))
            for each in ComponentType
            if each in types
        )

    def source(self, text: str, anchor: str) -> str:
        """Link to what is said of the sources."""
        return self.to(text, f"{places.SOURCES}#{anchor}")
