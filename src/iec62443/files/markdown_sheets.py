"""Tables of Markdown as sheets of lines: a checklist filled in as text is read as strictly as CSV. The rules are *ours*."""

from __future__ import annotations

import re
from html import unescape

from attrs import frozen

from ..errors import InvalidRequirementId, quote
from ..identifiers import RequirementId
from .about import is_about
from .plain import Sheet
from .sheets import COLUMNS, meaning

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Problem = tuple[str, str]

# a pipe that no backslash takes away: the backslashes before it come in pairs
_PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|")
_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|<br ?/?>|&(?:#?[A-Za-z0-9]{1,32});")


def parse_markdown(text: str) -> Sheet:
    r"""Read the tables of a Markdown text that have the columns ``id`` and ``verdict``, as the lines of one sheet.

    A table with ``id`` and ``reason`` but no verdict says more of single requirements, whose lines it fills up; one titled as
    `is_about` asks says what the assessment is of. Other text and other tables are passed over; what cannot be read is listed
    with its line, the rest is read.

    >>> parse_markdown("| ID | Verdict |\n| --- | --- |\n| SR 1.1 | met |").lines
    ((3, {'ID': 'SR 1.1', 'Verdict': 'met'}),)
    """
    tables = list(_tables(text.splitlines()))
    listed = [each for each in tables if {"id", "verdict"} <= set(map(meaning, each.titles))]
    columns = listed[0].titles if listed else ()
    head = listed[0].place if listed else 0
    lines: list[tuple[int, dict[str, str]]] = []
    problems: list[Problem] = []
    for table in listed:
        if table.titles != columns:
            problems.append((f"line {table.place}", f"has other columns than the table in line {head}"))
        else:
            lines.extend(table.lines(problems))
    if not columns:
        problems.append(("", "no table has the columns 'id' and 'verdict'"))
    twice = sorted({each for each in columns if columns.count(each) > 1})
    problems.extend((f"line {head}", f"has the column {each!r} twice") for each in twice)
    about = [
        (f"line {place}", row[table.titles[0]], row[table.titles[1]])
        for table in tables
        if is_about(table.titles)
        for place, row in table.lines(problems)
    ]
    more = [each for each in tables if _says_more(each.titles)]
    columns, elsewhere = _taken_up(columns, lines, more, problems)
    return Sheet(columns, tuple(lines), tuple(problems), f"line {head}", about=tuple(about), elsewhere=elsewhere)


@frozen
class _Table:
    """A table of the text: the line of its head, its titles, and its rows, each with its line."""

    place: int
    titles: tuple[str, ...]
    rows: list[tuple[int, list[str]]]

    def lines(self, problems: list[Problem]) -> Iterator[tuple[int, dict[str, str]]]:
        """Go through the rows with something in them, by the titles; one of another width is a problem."""
        for place, cells in self.rows:
            if len(cells) != len(self.titles):
                problems.append(
                    (f"line {place}", f"has {len(cells)} cells, the head of the table has {len(self.titles)}")
                )
            elif any(cells):
                yield place, dict(zip(self.titles, cells, strict=True))


def _tables(given: list[str]) -> Iterator[_Table]:
    place = 0
    while place + 1 < len(given):
        if not (_is_row(given[place]) and _RULE.fullmatch(given[place + 1].strip())):
            place += 1
            continue
        titles = tuple(_cells(given[place]))
        head = place + 1
        place += 2
        rows = []
        while place < len(given) and _is_row(given[place]):
            rows.append((place + 1, _cells(given[place])))
            place += 1
        yield _Table(head, titles, rows)


def _says_more(titles: tuple[str, ...]) -> bool:
    """Whether a table says more of single requirements: by id, a reason and others of the columns, but no verdict."""
    meant = set(map(meaning, titles))
    return {"id", "reason"} <= meant <= set(COLUMNS) - {"verdict"} and len(meant) == len(titles)


def _taken_up(
    columns: tuple[str, ...], lines: list[tuple[int, dict[str, str]]], tables: list[_Table], problems: list[Problem]
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Put what is said of single requirements into their lines; give the columns now, and where the cells stand."""
    known = {meaning(each): each for each in columns}
    by_id = {_same(row[known["id"]]): (place, row) for place, row in lines} if tables and columns else {}
    added = {meaning(title): title for table in tables for title in table.titles if meaning(title) not in known}
    for _, row in lines:
        row.update(dict.fromkeys(added.values(), ""))
    elsewhere: dict[str, str] = {}
    for table in tables:
        for place, cells in table.lines(problems):
            said = {meaning(title): cell for title, cell in cells.items() if cell}
            id = said.pop("id", "")
            at, row = by_id.get(_same(id), (0, {}))
            if not at:
                problems.append((f"line {place}", f"is about {quote(id)}, which no table with verdicts lists"))
                continue
            for meant, cell in said.items():
                title = known.get(meant) or added[meant]
                if row[title]:
                    first = elsewhere.get(f"line {at}, {meant}", f"line {at}").partition(",")[0]
                    problems.append((f"line {place}, {meant}", f"is filled in for {quote(id)} in {first} already"))
                else:
                    row[title] = cell
                    elsewhere[f"line {at}, {meant}"] = f"line {place}, {meant}"
    return (*columns, *added.values()), elsewhere


def _same(id: str) -> str:
    """An id as it compares, however it is written."""
    try:
        return RequirementId.parse(id).text
    except InvalidRequirementId:
        return id


def _is_row(line: str) -> bool:
    return line.strip().startswith("|")


def _cells(line: str) -> list[str]:
    """The cells of a row, in plain text."""
    row = line.strip().removeprefix("|")
    cells, start = [], 0
    for found in _PIPE.finditer(row):
        cells.append(row[start : found.end() - 1])
        start = found.end()
    if row[start:].strip():
        cells.append(row[start:])
    return [_plain(each.strip()) for each in cells]


def _plain(cell: str) -> str:
    """A cell without what Markdown needs: escapes, line breaks, entities."""
    return _ESCAPED.sub(_meant, cell)


def _meant(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    return "\n" if found[0].startswith("<") else unescape(found[0])
