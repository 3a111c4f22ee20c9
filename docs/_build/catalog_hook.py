"""Write the generated pages of the site: a hook of mkdocs before each build, and a script to look at them without one."""

from __future__ import annotations

from pathlib import Path

from catalog_pages import book, places, shelf, write

DOCS = Path(__file__).parent.parent


def on_pre_build(**_: object) -> None:
    """Bring the pages up to date before mkdocs looks for files."""
    write.write(book.pages(shelf.packaged()), DOCS, places.ROOT)


if __name__ == "__main__":
    on_pre_build()
