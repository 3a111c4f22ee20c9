"""Filled workbooks (XLSX) as sheets of lines, read as strictly as CSV; and how a text that no cell can hold goes on elsewhere.

A cell is read as a person sees it: a text, a whole number, yes or no where that is asked for, a date where one is asked for.
What a spreadsheet makes of what was typed (2.5, a date out of ``1-2``) is refused with its place, and so is a formula in a
column that is read: what it showed when the file was saved is not what it says. Hidden sheets are passed over. *Ours.*
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from io import BytesIO
from posixpath import join, normpath
from xml.etree.ElementTree import ParseError, fromstring, iterparse

from attrs import evolve, frozen

from ..errors import InvalidFile, MissingExtra, quote
from .about import is_about
from .archives import pack, unpack
from .plain import Sheet, read_bytes, unprotect
from .sheets import meaning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    Value = int | float | str | bool | dt.date | dt.time | dt.timedelta

#: Where the rest of a text stands that is longer than a cell can hold, in a row of its own.
LONG_TEXTS = "Long texts"
#: How far a sheet may reach.
MOST_ROWS, MOST_COLUMNS = 20_000, 200
#: A cell holds 32,767 units of UTF-16 at most; a sign may take two.
_LONGEST, _PART = 32_000, 16_000
_CONTINUES = f"\u2026 [continues in sheet '{LONG_TEXTS}', row %d]"
_CONTINUED = re.compile(re.escape(_CONTINUES).replace("%d", "([1-9][0-9]{0,5})") + r"\Z")
_MORE = "\u2026 "
_REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_LEVELS = {"sl", "adequate_up_to", "maturity"}
_CHANGED = ": a spreadsheet may have changed what was typed; format the cell as text"


def continued(text: str, row: int) -> tuple[str, str]:
    """Part a text that is longer than a cell can hold: what is shown, ending with where it goes on, and the rest.

    >>> continued("short", 2)
    ('short', '')
    >>> continued("x" * 40_000, 2)[0][-45:]
    "xxx… [continues in sheet 'Long texts', row 2]"
    """
    if len(text) <= _PART or len(text.encode("utf-16-le")) // 2 <= _LONGEST:
        return text, ""
    return text[:_PART] + _CONTINUES % row, text[_PART:]


def rest_of(text: str) -> list[str]:
    """Part the rest of a text into what cells can hold, each begun with an ellipsis, so that none begins a formula."""
    return [_MORE + text[at : at + _PART] for at in range(0, len(text), _PART)]


def read_workbook(path: Path, ignore_columns: Iterable[str] = ()) -> Sheet:
    """Read the sheet of a workbook that has the columns ``id`` and ``verdict`` in its first row with text.

    Where several have, the one named ``Checklist``. `InvalidFile` for what is no workbook, or too large; `MissingExtra` where
    python-calamine is not installed.
    """
    try:
        from python_calamine import CalamineError, SheetVisibleEnum, load_workbook
    except ModuleNotFoundError as error:
        raise MissingExtra("workbooks", "xlsx") from error
    parts = unpack(read_bytes(path), path.name)
    try:
        odd = {name: _odd_cells(data) for name, data in parts.items() if b"sheetData" in data}
        homes = _homes(parts)
        # calamine is given the parts that were looked at, and nothing else that the file may hold
        with load_workbook(BytesIO(pack(parts, compressed=False))) as book:
            names = [each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
            pages = {
                name: _Page(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False), odd[homes[name]])
                for name in names
                if homes.get(name) in odd
            }
    except (CalamineError, ParseError, LookupError, ValueError) as error:
        raise InvalidFile(path.name, [("", f"is no workbook that can be read: {quote(str(error))}")]) from error
    read = _read(_chosen(pages, path.name), pages, {each.casefold() for each in ignore_columns})
    about, wrong = _about(pages)
    return evolve(read, about=tuple(about), problems=(*wrong, *read.problems))


@frozen
class _Page:
    """A visible sheet: its rows from the top left, and what is odd about cells, by row and column from 0."""

    name: str
    rows: list[list[Value]]
    odd: Mapping[tuple[int, int], str]

    @property
    def head(self) -> int:
        """The first row with something in it, from 0."""
        return next((place for place, row in enumerate(self.rows) if any(each != "" for each in row)), 0)

    @property
    def columns(self) -> tuple[str, ...]:
        """The titles of the columns, up to the last that has one."""
        cells = self.rows[self.head] if self.rows else []
        titles = [f"{each:g}" if isinstance(each, float) else str(each).strip() for each in cells]
        while titles and not titles[-1]:
            titles.pop()
        return tuple(titles)


def _chosen(pages: Mapping[str, _Page], name: str) -> _Page:
    fit = [each for each in pages.values() if {"id", "verdict"} <= {meaning(title) for title in each.columns}]
    named = [each for each in fit if each.name.strip().casefold() == "checklist"]
    if len(named) == 1 or len(fit) == 1:
        return (named or fit)[0]
    if fit:
        among = ", ".join(quote(each.name) for each in fit)
        raise InvalidFile(name, [("", f"has several sheets to read, {among}: name one of them 'Checklist'")])
    seen = ", ".join(map(quote, pages)) or "none"
    raise InvalidFile(
        name, [("", f"no sheet has the columns 'id' and 'verdict' in its first row; visible sheets: {seen}")]
    )


def _read(page: _Page, pages: Mapping[str, _Page], ignored: set[str]) -> Sheet:
    """The lines of a page, and what is wrong with those that are left out."""
    columns = page.columns
    meant = {column: meaning(column) for column in columns if column.casefold() not in ignored}
    line = f"sheet {page.name!r}, row"
    head = f"{line} {page.head + 1}"
    problems = [(head, f"has the column {quote(each)} twice") for each in _twice(columns)]
    lines: list[tuple[int, dict[str, str]]] = []
    for place, row in enumerate(page.rows[page.head + 1 :], page.head + 1):
        cells = dict.fromkeys(columns, "")
        wrong = []
        for at, (column, value) in enumerate(zip(columns, row, strict=False)):
            if column in meant:
                try:
                    cells[column] = _text(value, meant[column], page.odd.get((place, at), ""), pages)
                except TypeError as error:
                    wrong.append((f"{line} {place + 1}, {column}", str(error)))
        if any(value != "" for value in row[len(columns) :]):
            wrong.append((f"{line} {place + 1}", "has a cell in a column without a title"))
        problems.extend(wrong)
        if not wrong and any(cells.values()):
            lines.append((place + 1, cells))
    return Sheet(columns, tuple(lines), tuple(problems), head, line)


def _about(pages: Mapping[str, _Page]) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
    """The lines of the sheets about the assessment, and what of them cannot be read."""
    lines: list[tuple[str, str, str]] = []
    problems = []
    for page in pages.values():
        if not is_about(page.columns):
            continue
        for at, (name, value, *more) in enumerate(page.rows[page.head + 1 :], page.head + 1):
            place = f"sheet {page.name!r}, row {at + 1}"
            label = str(name)
            if label == value == "" and not any(each != "" for each in more):
                continue
            try:
                meant = "date" if label.strip().casefold() == "date" else "about"
                lines.append((place, label, _text(value, meant, page.odd.get((at, 1), ""), pages)))
            except TypeError as error:
                problems.append((f"{place}, {label}", str(error)))
            if any(each != "" for each in more):
                problems.append((place, "has a cell in a column without a title"))
    return lines, problems


def _twice(columns: tuple[str, ...]) -> list[str]:
    return sorted({each for each in columns if columns.count(each) > 1})


def _text(value: Value, meant: str, odd: str, pages: Mapping[str, _Page]) -> str:
    """A cell as text, as it would stand in CSV; a TypeError for what a spreadsheet may have changed."""
    if odd:
        raise TypeError(odd)
    if isinstance(value, str):
        return _whole(unprotect(value), pages)
    if isinstance(value, bool):
        if meant in {"verdict", "condition_holds"}:
            return str(value).lower()
        raise TypeError(f"a text is expected, not the truth value {str(value).upper()}{_CHANGED}")
    if isinstance(value, (int, float)):
        whole = float(value).is_integer()
        if meant in _LEVELS or (whole and meant != "id"):
            return str(int(value)) if whole else repr(value)
        raise TypeError(f"a text is expected, not the number {value:g}{_CHANGED}")
    if meant == "date" and type(value) is dt.date:
        return value.isoformat()
    raise TypeError(f"a text is expected, not the {'date' if isinstance(value, dt.date) else 'time'} {value}{_CHANGED}")


def _whole(text: str, pages: Mapping[str, _Page]) -> str:
    """A text with its rest, where that stands on the sheet for long texts."""
    found = _CONTINUED.search(text)
    if not found:
        return text
    at = int(found[1]) - 1
    page = pages.get(LONG_TEXTS)
    if page is None or at >= len(page.rows) or any(row == at for row, _ in page.odd):
        raise TypeError(f"goes on in sheet {LONG_TEXTS!r}, row {found[1]}, which is not there to be read")
    rest = [str(each) for each in page.rows[at][2:] if each != ""]
    return text[: found.start()] + "".join(each.removeprefix(_MORE) for each in rest)


def _homes(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Where the sheets of a workbook lie among its parts, by name."""
    relations = fromstring(parts["xl/_rels/workbook.xml.rels"])  # noqa: S314 - of bounded size; expat bounds what entities grow to
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    homes = {}
    for sheet in fromstring(parts["xl/workbook.xml"]).iterfind("{*}sheets/{*}sheet"):  # noqa: S314 - likewise
        ids = [value for key, value in sheet.items() if key.endswith("}id")]
        homes[sheet.get("name", "")] = normpath(join("/xl", targets[ids[0]]))[1:] if ids else ""
    return homes


def _odd_cells(data: bytes) -> dict[tuple[int, int], str]:
    """The cells of a sheet that say what was not typed: formulas and errors, by row and column from 0.

    A ValueError where the sheet reaches further than is bearable: what reads it makes room for every cell up to the last.
    """
    odd: dict[tuple[int, int], str] = {}
    row = column = -1
    for event, element in iterparse(BytesIO(data), ("start", "end")):  # noqa: S314 - as above
        tag = element.tag.rpartition("}")[2]
        if tag == "row" and event == "start":
            row, column = int(element.get("r", row + 2)) - 1, -1
        elif tag == "row":
            element.clear()
        elif tag == "c" and event == "start":
            row, column = _place(element.get("r"), row, column + 1)
            if not (0 <= row < MOST_ROWS and column < MOST_COLUMNS):
                raise ValueError(f"a sheet reaches beyond row {MOST_ROWS} or column {MOST_COLUMNS}")
        elif tag == "c":
            if any(each.tag.endswith("}f") for each in element):
                odd[row, column] = "holds a formula: put in what it shows, as a value"
            elif element.get("t") == "e":
                odd[row, column] = "shows an error"
    return odd


def _place(reference: str | None, row: int, column: int) -> tuple[int, int]:
    """The row and column of a reference such as ``B7``, from 0; where there is none, the place that comes next."""
    found = _REFERENCE.fullmatch(reference or "")
    if not found:
        return row, column
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1
