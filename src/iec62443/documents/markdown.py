"""A document as Markdown (CommonMark with the tables of GitHub), for readers and for version control."""

from __future__ import annotations

import re

from .printable import printable
from .templating import rendered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from .model import Document

# What may be markup anywhere; an underscore inside a word, a hash inside a line and a lone brace are none.
_MARKUP = re.compile(r"[\\`*\[\]|~$]|\{(?! )|(?<! )\}|(?<![^\W_])_|_(?![^\W_])|(?<!\S)#")
_SUSPECT = re.compile(r"[\\`*\[\]|~$_#{}<&]")
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]+;)")
# What begins a block at the start of a line: a quote, a list, a rule, a definition; and what some renderers take for a box.
_BLOCK = re.compile(r"^(?:[=>]|[-+:](?=[\s-]|$)|!!!|\?\?\?|///|(\d{1,9})(?=[.)](?:\s|$)))")
_BLANKS = re.compile(r"[ \n]+")


def write(document: Document, templates: Mapping[str, str] | None = None) -> str:
    r"""Write a document as Markdown.

    `templates` are a user's own by name, which go before ours: ``declaration.md`` (or the kind of another document),
    ``document.md`` and ``blocks.md``. Raises `MissingExtra` where Jinja2 is not installed, `InvalidFile` for a template that
    cannot be used.

    >>> from iec62443.documents.model import Document, Facts, Paragraph, Section
    >>> section = Section("Result", [Paragraph("2 * 2 | 4")])
    >>> print(write(Document("gaps", "Report", "of a cell", Facts([("By", "us")]), [section], "No certificate.")))
    # Report
    <BLANKLINE>
    of a cell
    <BLANKLINE>
    - **By:** us
    <BLANKLINE>
    ## Result
    <BLANKLINE>
    2 \* 2 \| 4
    <BLANKLINE>
    ---
    <BLANKLINE>
    No certificate.
    <BLANKLINE>
    """
    return rendered("md", document, templates, _escape)


def _escape(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(escape(text))  # noqa: S704 - it is escaped for Markdown


def escape(text: str) -> str:
    r"""Escape a text so that Markdown shows it as it is, on one line: anywhere in running text, a heading, a list or a table.

    Line breaks become blanks; what no page can hold is told as `printable` does.

    >>> escape("<b> *not* a_b [x](y) | # 1"), escape("1. no list")
    ('&lt;b> \\*not\\* a_b \\[x\\](y) \\| \\# 1', '1\\. no list')
    """
    line = printable(text)
    if "  " in line or "\n" in line:
        line = _BLANKS.sub(" ", line)
    line = line.strip()
    if _SUSPECT.search(line):
        line = _ENTITY.sub("&amp;", _MARKUP.sub(r"\\\g<0>", line)).replace("<", "&lt;")
    return _BLOCK.sub(_blunt, line)


def _blunt(found: re.Match[str]) -> str:
    number = found[1]
    return f"{number}\\" if number else f"\\{found[0]}"
