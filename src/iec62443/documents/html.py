"""A document as HTML: one file that needs no other, for a screen of any width, in light and dark, and for paper."""

from __future__ import annotations

from .printable import printable
from .templating import rendered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from .model import Document


def write(document: Document, templates: Mapping[str, str] | None = None) -> str:
    """Write a document as HTML.

    `templates` are a user's own by name, which go before ours: ``declaration.html`` (or the kind of another document),
    ``document.html``, ``blocks.html`` and ``style.css``. Raises `MissingExtra` where Jinja2 is not installed, `InvalidFile`
    for a template that cannot be used.
    """
    return rendered("html", document, templates, _escape)


def _escape(text: str) -> Markup:
    from markupsafe import escape

    return escape(printable(text))
