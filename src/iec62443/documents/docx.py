"""A document as DOCX: real Word styles, heads of tables that repeat, pictures with alternative text, page numbers.

The user's own template (DOCX or DOTX) brings its styles, its page, its header and footer; its own text is left out, and a style
that it lacks is ours. The styles are Title, Subtitle, Heading 1 to 6, List Bullet, Caption, Header, Footer, Table Text and Fact
Text for paragraphs, Requirements and Facts for tables. The same document, library and versions give the same bytes.
"""

from __future__ import annotations

import struct
from copy import deepcopy
from io import BytesIO
from itertools import zip_longest

from attrs import define

from . import wordml
from .drawings import drawn, png
from .layout import across, layout
from .model import ColumnKind, Facts, HeatMap, Listing, Missing, Paragraph, Picture, Radar, Signature, Table, Tone
from .printable import printable
from .word_files import Styles, broken, finish, open_word, prepare
from .wordml import cell, paragraph, row, run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.document import Document as Word  # noqa: TC004 - attrs looks at no annotation, and the library is heavy
    from docx.oxml.section import CT_SectPr

    from .model import Block, Cell, Column, Document, Section

#: The ground of what is to be filled in, and of a run's title.
_INPUT, _RUN = "F2F7FC", "E9EEF4"
_NAVY, _HAIR = "12395F", "C3C9D0"
_DOTS = 192
#: The room between the margins of our own page, upright and across, in twentieths of a point.
_UPRIGHT, _ACROSS = 9752, 14684


def write(document: Document, template: bytes | None = None, *, table_style: str = "Requirements") -> bytes:
    """Write a document as DOCX, in the styles of a `template` if one is given; `table_style` names one of its for tables.

    Raises `MissingExtra` where python-docx or typst (for pictures) is not installed, `InvalidFile` for a broken template.
    """
    with broken(template):
        word = open_word(template)
        styles = Styles.of(word)
        prepare(word, document, styles)
        _fill(word, _Writer(word, styles, table_style), document)
        return finish(word)


def _fill(word: Word, writer: _Writer, document: Document) -> None:
    """Put the text in, and turn the page where a section needs the long side."""
    from docx.oxml.parser import parse_xml

    root = word.element.body
    pages = root.get_or_add_sectPr()
    parts: list[str] = [*writer.head(document)]
    turned = False
    for level, section in _walk(document.sections, 1):
        if across(section) is not turned:
            parts.append(wordml.gap(20, _turned(pages, across=turned)))
            turned = not turned
        writer.across = turned
        parts.append(paragraph(run(section.title), writer.styles.paragraph(f"heading {level}")))
        for block, following in zip_longest(section.blocks, section.blocks[1:]):
            writer.keep = isinstance(following, Radar | HeatMap | Picture)
            parts.extend(writer.block(block))
    for each in [*parse_xml(wordml.body(parts))]:
        pages.addprevious(each)
    root.replace(pages, parse_xml(_turned(pages, across=turned)))


def _walk(sections: Iterable[Section], level: int) -> Iterator[tuple[int, Section]]:
    for each in sections:
        yield min(level, 6), each
        yield from _walk(each.sections, level + 1)


def _turned(pages: CT_SectPr, *, across: bool) -> str:
    """The XML of a section like another, its page upright (as it is) or across."""
    from docx.enum.section import WD_ORIENTATION, WD_SECTION
    from docx.oxml.xmlchemy import serialize_for_reading

    made = deepcopy(pages)
    made.start_type = WD_SECTION.NEW_PAGE
    short, long = sorted((made.page_width or 0, made.page_height or 0))
    if across:
        made.page_width, made.page_height, made.orientation = long, short, WD_ORIENTATION.LANDSCAPE  # type: ignore[assignment]
    text: str = serialize_for_reading(made)
    return text


@define
class _Writer:
    """Makes the XML of blocks for a file."""

    word: Word
    styles: Styles
    table_style: str
    across: bool = False
    #: Whether a picture comes next, which a paragraph does not leave.
    keep: bool = False
    _pictures: int = 0

    @property
    def room(self) -> tuple[int, int]:
        """The width and height between the margins, in twentieths of a point."""
        section = self.word.sections[-1]
        wide, high = (int((each or 0) / 635) for each in (section.page_width, section.page_height))
        if self.across:
            wide, high = max(wide, high), min(wide, high)
        margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
        left, right, top, bottom = (int((each or 0) / 635) for each in margins)
        return wide - left - right, high - top - bottom

    def head(self, document: Document) -> Iterator[str]:
        """What stands above the first section."""
        yield paragraph(run(document.title), self.styles.paragraph("title"))
        if document.subtitle:
            yield paragraph(run(document.subtitle), self.styles.paragraph("subtitle"))
        yield from self.block(document.head)

    def block(self, block: Block) -> Iterator[str]:
        """The XML of a block."""
        match block:
            case Paragraph():
                yield paragraph(run(block.text, ink=wordml.INKS.get(block.tone, "")), tone=block.tone, keep=self.keep)
            case Listing():
                style = self.styles.paragraph("list bullet")
                yield from (paragraph(run(f"{self.styles.bullet}{each}"), style) for each in block.items)
            case Facts():
                yield from self._facts(block)
            case Missing():
                ink = wordml.INKS[Tone.UNSURE]
                told = run("Missing: ", bold=True, ink=ink) + run(block.what, ink=ink)
                yield paragraph(told, tone=Tone.UNSURE)
            case Table():
                yield from self._table(block.on_paper())
            case Signature():
                yield from self._signature(block)
            case _:
                yield self._picture(block)

    def _facts(self, facts: Facts) -> Iterator[str]:
        if not facts.pairs:
            return
        width = self.room[0]
        widths = [width // 4, width - width // 4]
        style = self.styles.paragraph("fact text")
        rows = [
            row([cell(paragraph(run(each), style), wide) for each, wide in zip(pair, widths, strict=True)])
            for pair in facts.pairs
        ]
        yield wordml.table(rows, widths, self.styles.table("facts"), head=False, first=True)
        yield wordml.gap()

    def _table(self, table: Table) -> Iterator[str]:
        room = self.room[0]
        laid = layout(table, room / (_ACROSS if self.across else _UPRIGHT))
        total = sum(laid.widths)
        widths = [each * room // total for each in laid.widths]
        style, text = self.styles.table(self.table_style), self.styles.paragraph("table text")
        white = "FFFFFF" if style == self.styles.ids["table", "requirements"] else ""
        titles = [paragraph(run(each.title, bold=True, ink=white), text, keep=True) for each in table.columns]
        rows = [row([cell(each, wide) for each, wide in zip(titles, widths, strict=True)], head=True)]
        for title, run_of_rows in table.parted():
            if title:
                said = paragraph(run(title, bold=True, ink=_NAVY), text, keep=True)
                rows.append(row([cell(said, sum(widths), fill=_RUN, span=len(widths))]))
            for each in run_of_rows:
                cells = [self._cell(*both, text) for both in zip(each, table.columns, widths, strict=True)]
                rows.append(row(cells, whole=not laid.breaks(each)))
        if table.caption:
            yield paragraph(run(table.caption), self.styles.paragraph("caption"))
        yield wordml.table(rows, widths, style, head=True, caption=table.caption or table.name)
        yield wordml.gap()

    @staticmethod
    def _cell(given: Cell, column: Column, width: int, style: str) -> str:
        is_input = column.kind is ColumnKind.INPUT
        fill = wordml.GROUNDS.get(given.tone, _INPUT if is_input else "")
        ink = wordml.INKS.get(given.tone, "")
        if column.kind is ColumnKind.NAME:
            first, line, rest = printable(given.text).partition("\n")
            inside = run(first, bold=True, ink=ink) + run(line + rest, ink=ink)
        else:
            inside = run(given.text, ink=ink)
        if is_input and column.choices and given.text in {"", *column.choices}:
            inside = wordml.choice(given.text, column.choices, column.title)
        return cell(paragraph(inside, style), width, fill=fill, left=_HAIR if is_input else "")

    def _picture(self, block: Radar | HeatMap | Picture) -> str:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        drawing = drawn(block)
        image = png(drawing.svg, dots=_DOTS)
        self._pictures += 1
        part = self.word.part
        drawn_as, _ = part.get_or_add_image(BytesIO(image))
        name = PackURI(f"/word/media/drawing{self._pictures}.svg")
        better = Part(name, "image/svg+xml", drawing.svg.encode(), part.package)
        width, height = (each * 72 / _DOTS for each in struct.unpack(">II", image[16:24]))
        room = self.room
        fits = min(1, room[0] / 20 / width, (room[1] / 20 - 70) / height)
        shown = wordml.picture(
            drawn_as,
            part.relate_to(better, RELATIONSHIP_TYPE.IMAGE),
            self._pictures,
            (width * fits, height * fits),
            title=drawing.title,
            description=drawing.description or drawing.title,
        )
        return paragraph(shown, set_to="center")

    def _signature(self, signature: Signature) -> Iterator[str]:
        gap = 280
        wide = (self.room[0] - 2 * gap) // 3
        widths = [wide, gap, wide, gap, wide]
        style = self.styles.paragraph("table text")
        given = [signature.name, "", signature.place_and_date, "", ""]
        asked = ["Name", "", "Place and date", "", "Signature"]
        above = [
            cell(paragraph(run(each), style, keep=True), width, foot="1B1F24" if width is not gap else "")
            for each, width in zip(given, widths, strict=True)
        ]
        below = [
            cell(paragraph(run(each, ink=wordml.INKS[Tone.QUIET]), style), width)
            for each, width in zip(asked, widths, strict=True)
        ]
        yield paragraph(run(signature.role, bold=True), keep=True)
        yield wordml.table([row(above, least=560), row(below)], widths, "", head=False)
        yield wordml.gap()
