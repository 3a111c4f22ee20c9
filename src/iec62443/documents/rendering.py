"""A document in one of the formats: the writer of each is imported when it is asked for."""

from __future__ import annotations

from ..errors import UnknownFormat
from ..files.templates import WORD, Templates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .model import Document

#: The formats, by suffix.
FORMATS = ("md", "html", "docx", "xlsx", "pdf")
#: The documents, by the word of the command line.
KINDS = ("declaration", "gaps", "applicability", "checklist", "maturity", "progress", "specification")
#: The names of the text templates that are looked for.
TEMPLATES = (
    "document.md",
    "blocks.md",
    "document.html",
    "blocks.html",
    "style.css",
    *(f"{kind}.{suffix}" for kind in KINDS for suffix in ("md", "html")),
)


def taken(kind: str, format: str) -> tuple[str, ...]:
    """Name the templates that a document of a kind takes in a format, by its suffix; none where the format takes none.

    >>> taken("gaps", "md"), taken("gaps", "pdf")
    (('gaps.md', 'document.md', 'blocks.md'), ())
    """
    if format == "docx":
        return (WORD,)
    if format not in {"md", "html"}:
        return ()
    return (f"{kind}.{format}", f"document.{format}", f"blocks.{format}", *(["style.css"] if format == "html" else []))


def render(document: Document, format: str, templates: Templates | None = None, *, system_fonts: bool = False) -> bytes:
    """Write a document in a format, named by its suffix: the same bytes for the same document and the same library.

    With `system_fonts` the fonts of the machine serve in PDF where its own lack a sign; then the bytes hang on the machine.
    Raises `UnknownFormat`, which names those that there are, `MissingExtra` where what the format needs is not installed, and
    `InvalidFile` for a template that cannot be used.

    >>> from iec62443.documents.model import Document, Facts
    >>> render(Document("gaps", "Report", "", Facts([("By", "us")]), [], "No certificate."), "md").splitlines()[0]
    b'# Report'
    """
    given = templates or Templates()
    match format.lower().removeprefix("."):
        case "md":
            from . import markdown

            return markdown.write(document, given.texts).encode("utf-8")
        case "html":
            from . import html

            return html.write(document, given.texts).encode("utf-8")
        case "docx":
            from . import docx

            return docx.write(document, given.word)
        case "xlsx":
            from . import xlsx

            return xlsx.write(document)
        case "pdf":
            from . import pdf

            return pdf.write(document, system_fonts=system_fonts)
    raise UnknownFormat(format, FORMATS)
