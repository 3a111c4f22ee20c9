"""The sheets of a workbook: their names, their cells, and how a table, a radar, a heat-map and a drawing become one."""

from __future__ import annotations

import re
from io import BytesIO

from attrs import Factory, define, frozen

from ..files.plain import protect
from ..files.verdict_words import read_verdict
from ..files.workbooks import LONG_TEXTS, continued, rest_of
from ..findings import Verdict
from ..levels import FR, SLVector
from .drawings import drawn, heat_cells, png
from .model import ColumnKind, Document, Tone
from .printable import one_line, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xlsxwriter import Workbook  # noqa: TC004 - attrs looks at no annotation, and the library is heavy
    from xlsxwriter.chart import Chart
    from xlsxwriter.format import Format  # noqa: TC004 - likewise
    from xlsxwriter.worksheet import Worksheet

    from .model import Column, HeatMap, Picture, Radar, Table

    Look = str | float

NAVY, QUIET, HAIR, INPUT = "#12395F", "#57606A", "#C3C9D0", "#F2F7FC"
#: By tone: what is written, and its ground.
TONES: dict[Tone, dict[str, Look]] = {
    Tone.PLAIN: {},
    Tone.GOOD: {"font_color": "#0C4A2E", "bg_color": "#E3F3EA"},
    Tone.BAD: {"font_color": "#8C1A10", "bg_color": "#FBE7E4"},
    Tone.UNSURE: {"font_color": "#5C4300", "bg_color": "#FDF3D0"},
    Tone.QUIET: {"font_color": QUIET},
}
BOXED: dict[str, Look] = {"border": 1, "border_color": HAIR}
HEAD: dict[str, Look] = BOXED | {"bold": True, "font_color": "#FFFFFF", "bg_color": NAVY}
#: The tone of a verdict that is filled in; *ours*.
_VERDICTS = {
    Verdict.MET: Tone.GOOD,
    Verdict.MET_BY_CONFIGURATION: Tone.GOOD,
    Verdict.ALLOCATED: Tone.QUIET,
    Verdict.COMPENSATED: Tone.QUIET,
    Verdict.NOT_APPLICABLE: Tone.QUIET,
    Verdict.PARTIAL: Tone.UNSURE,
    Verdict.PLANNED: Tone.UNSURE,
    Verdict.NOT_ASSESSED: Tone.UNSURE,
    Verdict.NOT_MET: Tone.BAD,
}
_MARKS = {"closed": Tone.GOOD, "open": Tone.BAD, "undetermined": Tone.UNSURE, "not applicable": Tone.QUIET}
#: By place, as the radar is drawn elsewhere: colour, dashes, mark.
_CURVES = (
    ("#0B5CAD", "solid", "circle"),
    ("#B4420A", "dash", "square"),
    ("#0B7A52", "round_dot", "triangle"),
    ("#8237A0", "dash_dot", "diamond"),
    ("#7A5A00", "square_dot", "x"),
    ("#4D555E", "long_dash", "star"),
)
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_LONGEST_NAME = 31
_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
#: What Excel takes as a list within the rule of a cell; a longer one stands on a sheet of its own.
_LONGEST_LIST = 255
_DOTS = 192
#: Where the head of the table under a radar stands.
_HEAD = 2
#: The highest that a row can be, in points.
_HIGHEST = 409


@define
class Book:
    """A workbook in the making."""

    workbook: Workbook
    document: Document
    _formats: dict[tuple[tuple[str, Look], ...], Format] = Factory(dict)
    #: The names of the sheets, folded.
    _names: set[str] = Factory(lambda: {"history", "choices", LONG_TEXTS.casefold()})
    #: What did not fit: the sheet, the cell, and the rest of the text.
    _rests: list[tuple[str, str, str]] = Factory(list)
    _choices: list[tuple[str, ...]] = Factory(list)

    def format(self, **look: Look) -> Format:
        """Give a format for cells; what is not said is as everywhere."""
        usual: dict[str, Look] = {"font_name": "Calibri", "font_size": 10, "valign": "top", "text_wrap": True}
        made = usual | look
        key = tuple(sorted(made.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(made)
        return self._formats[key]

    def sheet(self, wanted: str, *, across: bool = True) -> Worksheet:
        """Add a sheet of about this name, set up for print."""
        sheet = self.workbook.add_worksheet(self._free(wanted))
        self._set_up(sheet, across=across)
        return sheet

    def _set_up(self, sheet: Worksheet, *, across: bool) -> None:
        sheet.set_paper(9)
        sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)
        sheet.fit_to_pages(1, 0)
        if across:
            sheet.set_landscape()
        mark = "DRAFT  " if self.document.draft else ""
        running = f"{mark}{one_line(self.document.title, 80)}".replace("&", "&&")
        sheet.set_header(f"&L&9 {running}&R&9&A")
        sheet.set_footer("&R&9Page &P of &N")
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def _free(self, wanted: str) -> str:
        """A name that Excel takes and no other sheet has."""
        name = _ILLEGAL.sub(" ", printable(wanted)).strip("' ")
        if len(name) > _LONGEST_NAME:  # better a word too few than half a word
            name = name[: _LONGEST_NAME + 1]
            name = (name[: name.rfind(" ")] if " " in name[12:] else name[:_LONGEST_NAME]).rstrip("' ")
        name = name or "Sheet"
        free = name
        count = 2
        while free.casefold() in self._names:
            free = f"{name[: _LONGEST_NAME - 1 - len(str(count))]} {count}"
            count += 1
        self._names.add(free.casefold())
        return free

    def put(self, sheet: Worksheet, row: int, column: int, text: str, format: Format) -> None:
        """Write a text into a cell, as a text whatever it looks like; the rest of one that is too long elsewhere."""
        if not text:
            sheet.write_blank(row, column, None, format)
            return
        safe = printable(text)
        safe = safe if safe == "-" else protect(safe)
        shown, rest = continued(safe, len(self._rests) + 2)
        if rest:
            from xlsxwriter.utility import xl_rowcol_to_cell

            self._rests.append((str(sheet.name), xl_rowcol_to_cell(row, column), rest))
        sheet.write_string(row, column, shown, format)

    def high(self, sheet: Worksheet, row: int, cells: Iterable[tuple[str, float]], size: float = 10) -> None:
        """Make a row as high as its cells need, each a text and the width of its column, where one line is not enough.

        Excel would do so by itself, other programs do not.
        """
        lines = max((lines_of(text, width * 11 / size) for text, width in cells), default=1)
        if lines > 1 or size > 11:
            sheet.set_row(row, min(lines * size * 1.3 + 3, _HIGHEST))

    def offer(self, choices: tuple[str, ...]) -> list[str] | str:
        """Give what a drop-down offers: the list itself where Excel takes it, else where it stands."""
        if len(",".join(choices)) <= _LONGEST_LIST and not any("," in each for each in choices):
            return list(choices)
        from xlsxwriter.utility import xl_range_abs

        if choices not in self._choices:
            self._choices.append(choices)
        column = self._choices.index(choices)
        return f"=Choices!{xl_range_abs(0, column, len(choices) - 1, column)}"

    def finish(self) -> None:
        """Add the sheets that others refer to."""
        if self._rests:
            sheet = self.workbook.add_worksheet(LONG_TEXTS)
            self._set_up(sheet, across=True)
            for column, title in enumerate(("sheet", "cell", "how the text goes on")):
                self.put(sheet, 0, column, title, self.format(bold=True))
            for row, (name, cell, rest) in enumerate(self._rests, 1):
                for column, part in enumerate((name, cell, *rest_of(rest))):
                    sheet.write_string(row, column, part, self.format(text_wrap=False))
        if self._choices:
            sheet = self.workbook.add_worksheet("Choices")
            sheet.hide()
            for column, choices in enumerate(self._choices):
                for row, each in enumerate(choices):
                    self.put(sheet, row, column, each, self.format())


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column so many signs wide."""
    return sum(1 + int(len(line) / (width * 1.1)) for line in text.split("\n"))


def add_table(book: Book, table: Table) -> Worksheet:
    """Add a sheet with a table: its head frozen and repeated in print, a filter, drop-downs for what is to be filled in."""
    table = table.in_workbook()
    rows, columns = len(table.rows), len(table.columns)
    if rows >= _MOST_ROWS or columns > _MOST_COLUMNS:
        raise ValueError(f"table {table.name!r} of {rows} rows and {columns} columns is too large for a sheet")
    sheet = book.sheet(table.name.replace("-", " ").capitalize())
    head = book.format(**HEAD)
    shares = sum(max(each.width, 1) for each in table.columns if each.kind is not ColumnKind.SHORT) or 1
    texts = [[row[place].text for row in table.rows] for place in range(columns)]
    fillable = any(each.kind is ColumnKind.INPUT for each in table.columns)
    widths = [_width(column, texts[place], 0 if fillable else shares) for place, column in enumerate(table.columns)]
    book.high(sheet, 0, zip((each.title for each in table.columns), (each - 3 for each in widths), strict=True))
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, widths[place])
        book.put(sheet, 0, place, column.title, head)
        if column.kind is ColumnKind.INPUT and rows:
            _to_fill_in(book, sheet, place, column, rows)
    for number, row in enumerate(table.rows, 1):
        if not fillable:  # there a row grows with what is filled in
            book.high(sheet, number, zip((each.text for each in row), widths, strict=True))
        for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            look = BOXED
            if column.kind is ColumnKind.INPUT:
                look = look | {"locked": False, "bg_color": INPUT}
            book.put(sheet, number, place, cell.text, book.format(**(look | TONES[cell.tone])))
    sheet.freeze_panes(1, 1 if columns > 1 and table.columns[0].kind is ColumnKind.SHORT else 0)
    sheet.repeat_rows(0)
    if columns:
        sheet.autofilter(0, 0, rows, columns - 1)
    if fillable:
        allowed = ("autofilter", "sort", "format_cells", "format_columns", "format_rows")
        sheet.protect("", dict.fromkeys(allowed, True))
    return sheet


def _width(column: Column, texts: list[str], shares: int) -> float:
    """How wide a column is, in signs: as what it holds, and one of running text up to its share, if there are shares."""
    longest = max(
        (len(line) for text in (*texts, column.title, *column.choices) for line in text.split("\n")), default=0
    )
    if column.kind is ColumnKind.SHORT:
        return min(longest, 24) + 3
    share = max(column.width, 1) * 150 / shares if shares else 60
    if column.kind is ColumnKind.INPUT and not column.choices:
        longest, share = max(longest, 8 * column.width), 60
    return max(min(longest + 3, share, 70), 12, min(len(column.title) + 4, 24))


def _to_fill_in(book: Book, sheet: Worksheet, place: int, column: Column, rows: int) -> None:
    """Offer what may be filled in, and colour what is."""
    if not column.choices:
        return
    warned = {
        "error_type": "warning",
        "error_title": "Not in the list",
        "error_message": "Another word is read only where a file gives it a meaning.",
    }
    sheet.data_validation(1, place, rows, place, {"validate": "list", "source": book.offer(column.choices)} | warned)
    for choice in column.choices:
        tone = _tone_of(choice)
        if TONES[tone] and len(choice) < _LONGEST_LIST:
            value = '"' + choice.replace('"', '""') + '"'
            rule = {"type": "cell", "criteria": "==", "value": value, "format": book.workbook.add_format(TONES[tone])}
            sheet.conditional_format(1, place, rows, place, rule)


def _tone_of(word: str) -> Tone:
    """The tone of a word that may be filled in: of the verdict it means, plain where it means none."""
    try:
        return _VERDICTS[read_verdict(word, {}, explained=True)]
    except ValueError:
        return Tone.PLAIN


def add_radar(book: Book, radar: Radar) -> Worksheet:
    """Add a sheet with the levels of each curve as numbers, and a radar chart of them."""
    sheet = book.sheet(radar.title)
    sheet.fit_to_pages(1, 1)
    sheet.set_column(0, 0, 8)
    sheet.set_column(1, 1, 42)
    book.high(sheet, 0, [], 14)
    book.put(sheet, 0, 0, radar.title, book.format(bold=True, font_size=14, font_color=NAVY, text_wrap=False))
    lines = list(_lines(radar))
    sheet.set_column(2, len(lines) + 1, 22)
    book.high(sheet, _HEAD, [(each.label, 20) for each in lines])
    for column, title in enumerate(("FR", "Title", *(each.label for each in lines))):
        book.put(sheet, _HEAD, column, title, book.format(**HEAD))
    cell = book.format(**BOXED)
    for row, fr in enumerate(FR, _HEAD + 1):
        book.put(sheet, row, 0, fr.name, cell)
        book.put(sheet, row, 1, fr.title, cell)
        for column, line in enumerate(lines, 2):
            sheet.write_number(row, column, int(line.vector[fr]), cell)
    sheet.insert_chart(_HEAD + 9, 0, _chart(book, sheet, lines), {"description": printable(drawn(radar).description)})
    return sheet


@frozen
class _Line:
    """A line of a chart: its label, its levels, its colour, dashes and mark, and whether it is what is not ruled out."""

    label: str
    vector: SLVector
    look: tuple[str, str, str]
    above: bool = False


def _lines(radar: Radar) -> Iterator[_Line]:
    for place, curve in enumerate(radar.curves):
        look = _CURVES[place % len(_CURVES)]
        yield _Line(curve.label, curve.vector, look)
        if curve.ceiling is not None and curve.undetermined:
            yield _Line(f"{curve.label}, not ruled out", curve.ceiling, look, above=True)


def _chart(book: Book, sheet: Worksheet, lines: Iterable[_Line]) -> Chart:
    """The chart of the levels on a sheet; titles and labels are taken from its cells."""
    chart = book.workbook.add_chart({"type": "radar", "subtype": "with_markers"})
    assert chart is not None  # radar is a type that XlsxWriter knows
    for column, each in enumerate(lines, 2):
        colour, dashes, mark = each.look
        chart.add_series(
            {
                "name": [sheet.name, _HEAD, column],
                "categories": [sheet.name, _HEAD + 1, 0, _HEAD + 7, 0],
                "values": [sheet.name, _HEAD + 1, column, _HEAD + 7, column],
                "line": {
                    "color": colour,
                    "width": 1 if each.above else 2.25,
                    "dash_type": "round_dot" if each.above else dashes,
                },
                "marker": {
                    "type": mark,
                    "size": 7,
                    "border": {"color": colour},
                    "fill": {"color": "#FFFFFF" if each.above else colour},
                },
            }
        )
    chart.set_title({"name": [sheet.name, 0, 0], "name_font": {"size": 13, "color": NAVY}})
    rings = {"visible": True, "line": {"color": HAIR}}
    chart.set_y_axis({"min": 0, "max": 4, "major_unit": 1, "major_gridlines": rings})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 620, "height": 520})
    return chart


def add_heat_map(book: Book, heat_map: HeatMap) -> Worksheet:
    """Add a sheet with a line for each requirement and how it stands."""
    sheet = book.sheet(heat_map.title)
    head = book.format(**HEAD)
    for column, (title, width) in enumerate((("Requirement", 18), ("FR", 8), ("From SL", 10), ("State", 18))):
        book.put(sheet, 0, column, title, head)
        sheet.set_column(column, column, width)
    cells = heat_cells(heat_map)
    for row, each in enumerate(cells, 1):
        toned = TONES[_MARKS[each.mark.value]]
        for column, text in enumerate((each.id, each.fr.name, str(int(each.level)), each.mark.value)):
            look = BOXED | (toned if column == 3 else {})
            book.put(sheet, row, column, text, book.format(**look))
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, len(cells), 3)
    return sheet


def add_drawing(book: Book, picture: Picture) -> Worksheet:
    """Add a sheet with a drawing and what it shows in words."""
    sheet = book.sheet(picture.title)
    sheet.fit_to_pages(1, 1)
    sheet.set_column(0, 0, 100)
    book.put(sheet, 0, 0, picture.title, book.format(bold=True, font_size=14, font_color=NAVY, text_wrap=False))
    book.put(sheet, 1, 0, picture.description, book.format(font_color=QUIET))
    image = png(picture.svg, dots=_DOTS)
    told = {"image_data": BytesIO(image), "description": printable(picture.description or picture.title)}
    sheet.insert_image(3, 0, "drawing.png", told)
    return sheet
