"""A view as plain text for a terminal: lines of bearable length, in columns; what is to be opened is left out."""

from __future__ import annotations

from ..documents.model import Facts, Listing, Paragraph, Picture, Radar, Section, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..documents.model import Block

#: The widest that a column becomes, and the last one of a table; what is over is cut.
WIDEST, LAST = 44, 76


def as_text(shown: Section) -> str:
    """Put a view into text; pictures, and sections that a reader would open, are left out."""
    parts = (_block(each) for each in shown.blocks)
    return "\n".join([_line(shown.title), *(each for each in parts if each)])


def _block(block: Block) -> str:
    match block:
        case Table():
            rows = [[each.title for each in block.columns], *([cell.text for cell in row] for row in block.rows)]
            return "\n".join(filter(None, ("\n".join(_aligned(rows)), _line(block.caption))))
        case Facts():
            return "\n".join(_aligned(block.pairs))
        case Paragraph():
            return _line(block.text)
        case Listing():
            return "\n".join(f"- {_line(each)}" for each in block.items)
        case Radar() | Picture():
            return ""
    raise TypeError(f"{type(block).__name__} is not shown in a terminal")


def _aligned(rows: Iterable[Sequence[str]]) -> list[str]:
    cells = [[*(_cut(each, WIDEST) for each in row[:-1]), *(_cut(each, LAST) for each in row[-1:])] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in cells]


def _line(text: str) -> str:
    """A text on one line, without what would steer a terminal."""
    return "".join(each if each.isprintable() else " " for each in text)


def _cut(text: str, width: int) -> str:
    line = _line(text)
    return line if len(line) <= width else f"{line[: width - 1].rstrip()}…"
