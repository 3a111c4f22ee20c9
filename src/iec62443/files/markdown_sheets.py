"""Tables of Markdown as sheets of lines: a checklist filled in as text is read as strictly as CSV. The rules are *ours*."""

from __future__ import annotations

import re
from html import unescape

from .plain import Sheet
from .sheets import meaning

TYPE_CHECKING = False
if TYPE_CHECKING:
    Problem = tuple[str, str]

# a pipe that no backslash takes away: the backslashes before it come in pairs
_PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|")
_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|<br ?/?>|&(?:#?[A-Za-z0-9]{1,32});")


def parse_markdown(text: str) -> Sheet:
    r"""Read the tables of a Markdown text that have the columns ``id`` and ``verdict``, as the lines of one sheet.

    Other text and other tables are passed over; what cannot be read is listed with its line, the rest is read.

    >>> parse_markdown("| ID | Verdict |\n| --- | --- |\n| SR 1.1 | met |").lines
    ((3, {'ID': 'SR 1.1', 'Verdict': 'met'}),)
    """
    columns: tuple[str, ...] = ()
    head = 0
    lines: list[tuple[int, dict[str, str]]] = []
    problems: list[Problem] = []
    given = text.splitlines()
    place = 0
    while place + 1 < len(given):
        titles = tuple(_cells(given[place]))
        if not (_is_row(given[place]) and _RULE.fullmatch(given[place + 1].strip()) and _fits(titles)):
            place += 1
            continue
        place += 1
        if not columns:
            columns, head = titles, place
        if titles != columns:
            problems.append((f"line {place}", f"has other columns than the table in line {head}"))
        for row in range(place + 1, len(given)):
            if not _is_row(given[row]):
                break
            place = row
            cells = _cells(given[row])
            if titles == columns and len(cells) != len(columns):
                problems.append(
                    (f"line {row + 1}", f"has {len(cells)} cells, the head of the table has {len(columns)}")
                )
            elif titles == columns and any(cells):
                lines.append((row + 1, dict(zip(columns, cells, strict=True))))
        place += 1
    if not columns:
        problems.append(("", "no table has the columns 'id' and 'verdict'"))
    twice = sorted({each for each in columns if columns.count(each) > 1})
    problems.extend((f"line {head}", f"has the column {each!r} twice") for each in twice)
    return Sheet(columns, tuple(lines), tuple(problems), f"line {head}")


def _fits(titles: tuple[str, ...]) -> bool:
    return {"id", "verdict"} <= set(map(meaning, titles))


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
