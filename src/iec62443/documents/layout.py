"""How wide the columns of a table are on paper, and whether it needs the long side of the page. The rules are *ours*."""

from __future__ import annotations

from operator import add

from attrs import frozen

from .model import ColumnKind, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .model import Cell, Column, Section

#: How many signs of the small print of tables fit on a line of A4, upright and across.
UPRIGHT, ACROSS = 112, 168
#: What a column of running text is given at least, how wide it should be, and how wide a short one is before it may break.
_LEAST, _FAIR, _SHORT = 14, 22, 22
#: A row of more lines than this may break over pages.
TALLEST = 14


@frozen
class Layout:
    """The widths of a table's columns, in signs, which together fill the line; and whether that is the long side."""

    widths: tuple[int, ...]
    across: bool

    def lines(self, row: Iterable[Cell]) -> int:
        """How many lines a row takes, counted generously."""
        pairs = zip(row, self.widths, strict=True)
        return max((_lines(cell.text, width) for cell, width in pairs), default=1)

    def breaks(self, row: Iterable[Cell]) -> bool:
        """Whether a row is so tall that it must be allowed to break over pages."""
        return self.lines(row) > TALLEST


def _lines(text: str, width: int) -> int:
    return sum(1 + (5 * len(each)) // (4 * width) for each in text.split("\n"))


def layout(table: Table, room: float = 1) -> Layout:
    """Lay a table out as it stands: short columns as wide as what they hold, the others by their share of what is left.

    `room` is how much of the room between the margins of our own page there is.

    >>> from iec62443.documents.model import Column, ColumnKind, Table
    >>> layout(Table("levels", [Column("FR", kind=ColumnKind.SHORT), Column("Title", 2), Column("Note")], []))
    Layout(widths=(6, 69, 37), across=False)
    """
    texts = [[row[place].text for row in table.rows] for place in range(len(table.columns))]
    least, fair, most = (
        [_asks(*each, limit) for each in zip(table.columns, texts, strict=True)] for limit in (_LEAST, _FAIR, ACROSS)
    )
    turned = sum(fair) > UPRIGHT
    line = max(int((ACROSS if turned else UPRIGHT) * room), sum(least))
    shares = [0 if each.kind is ColumnKind.SHORT else max(each.width, 1) for each in table.columns]
    if not any(shares):
        shares = most
    left = line - sum(most)
    if left >= 0:  # there is room for everything on one line
        more = (left * each // max(sum(shares), 1) for each in shares)
        return Layout(tuple(map(add, most, more)), turned)
    return Layout(_shared(least, most, shares, line), turned)


def _asks(column: Column, texts: list[str], limit: int) -> int:
    """How wide a column should be: as what it holds, a short one to the full, another up to a limit."""
    word = max((6 * len(each) // 5 for each in column.title.split()), default=1)  # titles are bold
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    if column.kind is ColumnKind.SHORT:
        return min(max(longest, word), _SHORT) + 4
    if column.kind is ColumnKind.INPUT:  # what is still empty needs room
        longest = max(longest, *map(len, column.choices)) if column.choices else limit
    return min(max(longest, word) + 3, limit)


def _shared(least: list[int], most: list[int], shares: list[int], line: int) -> tuple[int, ...]:
    """Share a line out: each column its share of what those beside it leave, none less than its least or more than its most."""
    widths = {place: least[place] for place, share in enumerate(shares) if not share}
    while True:
        rest = [place for place in range(len(shares)) if place not in widths]
        room, total = line - sum(widths.values()), sum(shares[place] for place in rest)
        given = {place: room * shares[place] / total for place in rest}
        # those that would get too little are settled first: what they take is missing elsewhere
        settled = {place: least[place] for place in rest if given[place] < least[place]} or {
            place: most[place] for place in rest if given[place] > most[place]
        }
        if not settled or len(settled) == len(rest):
            return tuple(widths.get(place) or int(given[place]) for place in range(len(shares)))
        widths |= settled


def across(section: Section) -> bool:
    """Whether a section needs the long side of the page: for one of its own tables."""
    return any(layout(each.on_paper()).across for each in section.blocks if isinstance(each, Table))
