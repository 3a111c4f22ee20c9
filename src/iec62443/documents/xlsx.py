"""A document as XLSX: an overview, and a sheet for each table, radar, heat-map and drawing.

No cell is a formula: every text is written as a text, and one that a spreadsheet would take for a formula after an export to
CSV has an apostrophe before it. A text too long for a cell goes on in the sheet ``Long texts``. Sheets with something to fill
in are protected, without a password, but for what is to be filled in. The same document and versions give the same bytes.
"""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from attrs import define

from ..errors import MissingExtra
from ..files.archives import FIRST_DAY
from ..files.plain import protect
from .model import Facts, HeatMap, Listing, Missing, Paragraph, Picture, Radar, Signature, Table, Tone
from .printable import one_line, printable
from .worksheets import NAVY, QUIET, TONES, Book, add_drawing, add_heat_map, add_radar, add_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter.worksheet import Worksheet  # noqa: TC004 - attrs looks at no annotation, and the library is heavy

    from .model import Block, Document, Section
    from .worksheets import Look

#: How much of a running text is put into one cell of the overview, so that its row can show it.
_SHOWN, _MOST_LINES = 1_800, 15
_LABELS, _WIDE = 30, 95


def write(document: Document) -> bytes:
    """Write a document as XLSX.

    Raises `MissingExtra` where XlsxWriter (or typst, for drawings) is not installed, `ValueError` for a table that is too large
    for a sheet.
    """
    try:
        from xlsxwriter import Workbook
    except ModuleNotFoundError as error:
        raise MissingExtra("workbooks", "xlsx") from error
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as workbook:
        workbook.set_properties(
            {
                "title": one_line(document.title, 250),
                "subject": one_line(document.subtitle, 250),
                "comments": printable(document.disclaimer),
                "created": dt.datetime.combine(document.date or FIRST_DAY, dt.time()),
            }
        )
        book = Book(workbook, document)
        _overview(book, document)
        book.finish()
    return out.getvalue()


def _overview(book: Book, document: Document) -> None:
    """The head, and the texts of all sections with links to the sheets of the tables."""
    sheet = book.sheet("Overview", across=False)
    sheet.set_column(0, 0, _LABELS)
    sheet.set_column(1, 1, _WIDE)
    sheet.hide_gridlines(2)
    lines = _Lines(book, sheet)
    mark = "DRAFT: " if document.draft else ""
    lines.put(f"{mark}{document.title}", "", bold=True, font_size=18, font_color=NAVY, text_wrap=False)
    if document.subtitle:
        lines.put(document.subtitle, "", font_size=12, font_color=QUIET, text_wrap=False)
    lines.facts(document.head)
    lines.put("", document.disclaimer, font_color=QUIET, font_size=9)
    for level, section in _walk(document.sections, 1):
        lines.row += 1
        lines.put(section.title, "", bold=True, font_size=max(15 - 2 * level, 10), font_color=NAVY, text_wrap=False)
        for block in section.blocks:
            lines.block(block)
    sheet.activate()


def _walk(sections: tuple[Section, ...], level: int) -> Iterator[tuple[int, Section]]:
    for each in sections:
        yield level, each
        yield from _walk(each.sections, level + 1)


@define
class _Lines:
    """The lines of the overview, one below the other."""

    book: Book
    sheet: Worksheet
    row: int = 0

    def put(self, label: str, text: str, *, tone: Tone = Tone.PLAIN, aside: Look = "", **look: Look) -> None:
        """Write a line: a label (`aside` is its ink), and a text over as many rows as it takes to be seen."""
        size = float(look.get("font_size", 10))
        beside = [(label, _LABELS)] if look.get("text_wrap", True) else []
        for place, each in enumerate(_parts(text)):
            self.book.high(self.sheet, self.row, [(each, _WIDE), *beside], size)
            if label and not place:
                inked = {"font_color": aside} if aside else {}
                self.book.put(self.sheet, self.row, 0, label, self.book.format(**(look | inked)))
            if each:
                self.book.put(self.sheet, self.row, 1, each, self.book.format(**(look | TONES[tone])))
            self.row += 1

    def facts(self, facts: Facts) -> None:
        """Write labels with what they stand for."""
        for label, value in facts.pairs:
            self.put(label, value, aside=QUIET)

    def block(self, block: Block) -> None:
        """Write a block, or a link to the sheet that it becomes."""
        match block:
            case Paragraph():
                self.put("", block.text, tone=block.tone)
            case Listing():
                for each in block.items:
                    self.put("", f"\u2022 {each}")
            case Facts():
                self.facts(block)
            case Missing():
                self.put("Missing:", block.what, tone=Tone.UNSURE)
            case Signature():
                asked = (("Name", block.name), ("Place and date", block.place_and_date), ("Signature", ""))
                role = block.role
                for label, value in asked:
                    self.put(role, f"{label}: {value or '_' * 40}")
                    role = ""
            case Table() if block.columns and not block.in_workbook().columns:
                pass  # what it asks for has columns in another
            case _:
                self._link(block)

    def _link(self, block: Table | Radar | HeatMap | Picture) -> None:
        match block:
            case Table():
                sheet, about = add_table(self.book, block), block.caption
            case Radar():
                sheet, about = add_radar(self.book, block), block.title
            case HeatMap():
                sheet, about = add_heat_map(self.book, block), block.title
            case _:
                sheet, about = add_drawing(self.book, block), block.title
        name, row = str(sheet.name), self.row
        label = protect(f"Sheet {name}")
        self.put(label, about)
        place = f"internal:'{name.replace(chr(39), chr(39) * 2)}'!A1"
        self.sheet.write_url(row, 0, place, self.book.format(font_color="#0B5CAD", underline=1), label)


def _parts(text: str) -> list[str]:
    """A text parted at ends of lines, or of words, into what a row can show; never none."""
    parts = [""]
    for line in printable(text).split("\n"):
        for at, piece in enumerate(_cut(line)):
            if at or len(parts[-1]) + len(piece) > _SHOWN or parts[-1].count("\n") == _MOST_LINES:
                parts.append(piece)
            else:
                parts[-1] += f"\n{piece}" if parts[-1] else piece
    return parts


def _cut(line: str) -> Iterator[str]:
    while len(line) > _SHOWN:
        at = line.rfind(" ", _SHOWN // 2, _SHOWN) + 1 or _SHOWN
        yield line[:at]
        line = line[at:]
    yield line
