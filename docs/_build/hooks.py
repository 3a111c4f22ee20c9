"""The hooks of mkdocs: the tutorials run, the catalog's pages are written before each build, a dash that says nothing goes.

As a script it only writes the pages, to look at them without a build.
"""

from __future__ import annotations

import re
from pathlib import Path

from catalog_pages import book, places, shelf, write
from notebooks import write_tutorials

DOCS = Path(__file__).parent.parent
#: What mkdocstrings puts after a field of which nothing is said.
_NOTHING_SAID = re.compile(r'\u2013\s*<div class="doc-md-description">\s*</div>')


def on_startup(**_: object) -> None:
    """Execute the tutorials and write their pages: once, not again with each build while mkdocs serves, for it takes long."""
    write_tutorials(DOCS / "tutorials")


def on_pre_build(**_: object) -> None:
    """Bring the pages of the catalog up to date before mkdocs looks for files."""
    write.write(book.pages(shelf.packaged()), DOCS, places.ROOT)


def on_page_content(html: str, **_: object) -> str:
    """Mend the HTML of a page."""
    return _NOTHING_SAID.sub("", html)


if __name__ == "__main__":
    on_startup()
    on_pre_build()
