"""How wide the columns of a table are on paper, and whether it needs the long side of the page. The rules are *ours*."""

from __future__ import annotations

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


def layout(table: Table) -> Layout:
    """Lay a table out as it stands: short columns as wide as what they hold, the others by their share of what is left.

    >>> from iec62443.documents.model import Column, ColumnKind, Table
    >>> layout(Table("levels", [Column("FR", kind=ColumnKind.SHORT), Column("Title", 2), Column("Note")], []))
    Layout(widths=(5, 71, 35), across=False)
    """
    texts = [[row[place].text for row in table.rows] for place in range(len(table.columns))]
    least, fair = ([_asks(*each, most) for each in zip(table.columns, texts, strict=True)] for most in (_LEAST, _FAIR))
    turned = sum(fair) > UPRIGHT
    line = max(ACROSS if turned else UPRIGHT, sum(least))
    shares = [0 if each.kind is ColumnKind.SHORT else max(each.width, 1) for each in table.columns]
    return Layout(_shared(least, shares if any(shares) else least, line), turned)


def _asks(column: Column, texts: list[str], most: int) -> int:
    """How wide a column should be: as what it holds, a short one to the full, another up to `most`."""
    word = max(map(len, column.title.split()), default=1)
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    if column.kind is ColumnKind.SHORT:
        return min(max(longest, word), _SHORT) + 3
    if column.kind is ColumnKind.INPUT:  # what is still empty needs room
        longest = max(longest, *map(len, column.choices)) if column.choices else most
    return min(max(longest, word) + 2, most)


def _shared(least: list[int], shares: list[int], line: int) -> tuple[int, ...]:
    """Share a line out: each column its share of what those beside it leave, and none less than its least."""
    fixed = {place for place, share in enumerate(shares) if not share}
    while True:
        open_ones = [place for place in range(len(shares)) if place not in fixed]
        room = line - sum(least[place] for place in fixed)
        total = sum(shares[place] for place in open_ones)
        short = {place for place in open_ones if room * shares[place] < least[place] * total}
        if not short:
            break
        fixed |= short
    widths = [least[place] if place in fixed else room * shares[place] // total for place in range(len(shares))]
    return tuple(widths)


def across(section: Section) -> bool:
    """Whether a section needs the long side of the page: for one of its own tables."""
    return any(layout(each.on_paper()).across for each in section.blocks if isinstance(each, Table))
