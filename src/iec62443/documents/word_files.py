"""The Word file around a document's text: the template it is opened from, its styles, header, footer and properties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import contextmanager
from io import BytesIO

from attrs import frozen

from ..errors import InvalidFile, MissingExtra, quote
from ..files.archives import FIRST_DAY, pack, unpack
from .printable import one_line
from .wordml import NAMESPACES, body, field, paragraph, run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as Word
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import _Footer, _Header

    from .model import Document

_W, _R = (f"{{{NAMESPACES[prefix]}}}" for prefix in "wr")
_KIND = b"application/vnd.openxmlformats-officedocument.wordprocessingml.%s.main+xml"
_PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/styles.xml",
)


def _ours(name: str) -> bytes:
    """A part of the file that we start from where there is no template."""
    from importlib.resources import files

    return files(__package__).joinpath("templates", "word", *name.split("/")).read_bytes()


def open_word(template: bytes | None) -> Word:
    """Open a template without its text, or what we start from without one."""
    import docx

    parts = {name: _ours(name) for name in _PARTS} if template is None else unpack(template, "template")
    types = parts.get(_PARTS[0], b"")
    parts[_PARTS[0]] = types.replace(_KIND % b"template", _KIND % b"document")
    word = docx.Document(BytesIO(pack(parts, compressed=False)))
    _empty(word)
    return word


@contextmanager
def broken(template: bytes | None) -> Iterator[None]:
    """Take whatever goes wrong in a file that begins as a user's template for a fault of it: `InvalidFile`.

    A Word file is a web of parts, which python-docx takes to be whole: what is not there is missed late, in many ways.
    """
    try:
        from docx.oxml.exceptions import XmlchemyError
    except ModuleNotFoundError as error:
        raise MissingExtra("documents in DOCX", "documents") from error
    try:
        yield
    except InvalidFile:
        raise
    except (AttributeError, LookupError, SyntaxError, TypeError, ValueError, XmlchemyError) as error:
        if template is None:
            raise
        raise InvalidFile("template", [("", f"is no Word file that can be used: {quote(str(error))}")]) from error


def _empty(word: Word) -> None:
    """Take out the text and its pictures; the last section stays, with the header and footer that were in force in it."""
    if word.styles.element.tag != f"{_W}styles":
        raise ValueError("its styles are none")
    root = word.element.body
    last = root.get_or_add_sectPr()
    in_force: dict[tuple[str, str], BaseOxmlElement] = {}
    for section in root.iter(f"{_W}sectPr"):
        for each in [*section.iterchildren(f"{_W}headerReference", f"{_W}footerReference")]:
            in_force[each.tag, each.get(f"{_W}type", "default")] = each
    for reference in reversed(in_force.values()):
        last.insert(0, reference)
    for each in [*root]:
        if each is not last:
            root.remove(each)
    for id, relation in [*word.part.rels.items()]:
        if relation.reltype.endswith("/image"):
            del word.part.rels[id]


@frozen
class Styles:
    """The ids of a file's styles by kind and name; what it lacked has been added to it."""

    ids: Mapping[tuple[str, str], str]
    #: What was added.
    added: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, word: Word) -> Styles:
        """Look the styles of a file up, and add ours where one is missing."""
        from docx.oxml.parser import parse_xml

        root = word.styles.element
        ids = {_named(each): each.get(f"{_W}styleId", "") for each in root.iterfind(f"{_W}style")}
        based_on = {
            "paragraph": ids.get(("paragraph", "normal"), "Normal"),
            "table": ids.get(("table", "normal table"), "TableNormal"),
        }
        added = set()
        for each in [*parse_xml(_ours("word/styles.xml")).iterfind(f"{_W}style")]:
            named = _named(each)
            if named not in ids:
                for based in each.iterfind(f"{_W}basedOn"):
                    based.set(f"{_W}val", based_on[named[0]])
                for numbered in [*each.iter(f"{_W}numPr")]:  # what it names is not in this file
                    numbered.getparent().remove(numbered)
                root.append(each)
                ids[named] = each.get(f"{_W}styleId", "")
                added.add(named)
        return cls(ids, frozenset(added))

    def paragraph(self, name: str) -> str:
        """The id of a style for paragraphs."""
        return self.ids["paragraph", name.casefold()]

    def table(self, name: str) -> str:
        """The id of a style for tables; ours where there is none of this name."""
        return self.ids.get(("table", name.casefold())) or self.ids["table", "requirements"]

    @property
    def bullet(self) -> str:
        """What stands before an item where the style of lists does not number: a bullet."""
        return "\u2022 " if ("paragraph", "list bullet") in self.added else ""


def _named(style: BaseOxmlElement) -> tuple[str, str]:
    name = style.find(f"{_W}name")
    return style.get(f"{_W}type", ""), "" if name is None else name.get(f"{_W}val", "").casefold()


def prepare(word: Word, document: Document, styles: Styles) -> None:
    """Give the file its header, footer, language and properties."""
    from docx.oxml.parser import parse_xml

    header, footer = styles.paragraph("header"), styles.paragraph("footer")
    mark = run("DRAFT  ", bold=True, ink="A32116") if document.draft else ""
    above = paragraph(mark + run(one_line(document.title, 110)), header)
    pages = run("Page ") + field("PAGE") + run(" of ") + field("NUMPAGES")
    below = paragraph(run(document.disclaimer, size=7), footer) + paragraph(pages, footer, set_to="right")
    for place in _margins(word):
        if place.is_linked_to_previous:
            place.is_linked_to_previous = False
            for each in [*place._element]:
                place._element.remove(each)
        for each in [*parse_xml(body([above if "header" in type(place).__name__.casefold() else below]))]:
            place._element.append(each)
    for lang in word.styles.element.iterfind(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang"):
        lang.set(f"{_W}val", document.language)
    _properties(word, document)


def _margins(word: Word) -> Iterator[_Header | _Footer]:
    """Every header and footer that can be seen."""
    section = word.sections[-1]
    yield from (section.header, section.footer)
    if section.different_first_page_header_footer:
        yield from (section.first_page_header, section.first_page_footer)
    if word.settings.odd_and_even_pages_header_footer:
        yield from (section.even_page_header, section.even_page_footer)


def _properties(word: Word, document: Document) -> None:
    made_on = dt.datetime.combine(document.date or FIRST_DAY, dt.time(), dt.UTC)
    properties = word.core_properties
    properties.title = one_line(document.title, 255)
    properties.subject = one_line(document.subtitle, 255)
    properties.language = document.language
    properties.created = properties.modified = made_on
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.revision = 1


def finish(word: Word) -> bytes:
    """Give the file's bytes, the same wherever and whenever it is written."""
    out = BytesIO()
    word.save(out)
    return pack(unpack(out.getvalue(), "document"))
