"""Small pieces of Markdown, each a pure function; free text is escaped here and nowhere else."""

from __future__ import annotations

import json
import re
from html import escape as html

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: What begins a span, a cell, a list of attributes or a tag anywhere in a line.
_INLINE = re.compile(r"[&#<>\\`*_{}\[\]|~^]")
#: What begins a block at the start of a line: list, fence, admonition, definition, numbered item.
_BLOCK = re.compile(r"^(?:[+\-=!:?]|\d+(?=[.)]))")
#: A word that never goes on at the next line of a narrow column.
_NO_BREAK = "\u00a0"


def escape(text: str) -> str:
    """Give free text as inline Markdown that shows exactly that text, on one line.

    Character references are used rather than backslashes: they hold in paragraphs, cells, headings and link texts alike.
    """
    one_line = " ".join(text.split())
    return _INLINE.sub(lambda found: f"&#{ord(found[0])};", one_line)


def paragraph(text: str) -> str:
    """Give free text as a paragraph: what would begin a list, heading or note does not."""

    def harmless(found: re.Match[str]) -> str:
        kept, last = found[0][:-1], found[0][-1]
        return f"{kept}&#{ord(last)};"

    return _BLOCK.sub(harmless, escape(text))


def unbroken(text: str) -> str:
    """Give an id whose blanks do not break, escaped."""
    return escape(text).replace(" ", _NO_BREAK)


def front_matter(title: str, meta: Mapping[str, object] | None = None) -> str:
    """Give the head of a page. JSON is YAML too, and knows how to quote; mkdocs puts the title into HTML as it is."""
    fields = {"title": html(title, quote=False), **(meta or {})}
    return "".join(["---\n", *(f"{key}: {json.dumps(value)}\n" for key, value in fields.items()), "---\n"])


def link(text: str, target: str) -> str:
    """Link Markdown text to a page, relative to the one it stands on."""
    return f"[{text}]({target})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], align: str = "") -> str:
    """Give a table of Markdown cells; `align` has a letter a column: l, c, r."""
    marks = {"l": "---", "c": ":-:", "r": "--:"}
    ruler = [marks[letter] for letter in align.ljust(len(head), "l")]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ruler, *rows))


def terms(pairs: Iterable[tuple[str, str]]) -> str:
    """Give a list of terms with what is said of each."""
    return "\n\n".join(f"{term}\n:   {said}" for term, said in pairs)


def note(kind: str, title: str, body: str) -> str:
    """Give a boxed note."""
    lines = "\n".join(f"    {line}".rstrip() for line in body.splitlines())
    shown = escape(title).replace('"', "&#34;")
    return f'!!! {kind} "{shown}"\n\n{lines}'


def heading(text: str, level: int = 2, anchor: str = "", *, searched: bool = True) -> str:
    """Give a heading of Markdown text; what is not searched is left out of the search index with its section."""
    attributes = [f"#{anchor}"] * bool(anchor) + ["data-search-exclude"] * (not searched)
    return f"{'#' * level} {text}" + (f" {{ {' '.join(attributes)} }}" if attributes else "")


def page(title: str, head: str, blocks: Iterable[str], meta: Mapping[str, object] | None = None) -> str:
    """Give a page: front matter, its heading, and the blocks that are not empty."""
    return "\n\n".join([front_matter(title, meta), f"# {head}", *filter(None, blocks)]) + "\n"
