"""What a document is made of, whatever its format: plain frozen values with no markup in any text.

A builder makes a `Document` from results; a writer turns it into Markdown, HTML, DOCX, XLSX or PDF. Texts are as the user gave
them: each writer escapes them for where they go. The shapes are *ours*.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum

from attrs import field, frozen

from ..pictures import Curve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Tone(Enum):
    """How a cell or a line is meant; every writer shows it by more than colour, or by the word that is there anyway."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"
    UNSURE = "unsure"
    QUIET = "quiet"


class ColumnKind(Enum):
    """What a column holds, so that a writer can set, filter and check it."""

    TEXT = "text"
    #: Short and never broken: an id, a level.
    SHORT = "short"
    #: To be filled in by the reader; with `Column.choices` a drop-down where the format has one.
    INPUT = "input"


def _as_cells(row: Iterable[Cell | str]) -> tuple[Cell, ...]:
    return tuple(Cell(each) if isinstance(each, str) else each for each in row)


def _as_rows(rows: Iterable[Iterable[Cell | str]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(_as_cells(each) for each in rows)


@frozen
class Cell:
    """A cell of a table: its text (lines parted by newlines) and how it is meant."""

    text: str
    tone: Tone = Tone.PLAIN


@frozen
class Column:
    """A column of a table; `width` is its share of the line."""

    title: str
    width: int = 1
    kind: ColumnKind = ColumnKind.TEXT
    choices: tuple[str, ...] = ()


@frozen
class Table:
    """A table with a head that repeats on each page; `name` is its sheet in a workbook, and its anchor elsewhere."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(converter=_as_rows)
    caption: str = ""


@frozen
class Paragraph:
    """A paragraph of running text."""

    text: str
    tone: Tone = Tone.PLAIN


@frozen
class Listing:
    """A list of short texts."""

    items: tuple[str, ...]


@frozen
class Facts:
    """Labels with what they stand for: the head of a document, the characteristics of a zone."""

    pairs: tuple[tuple[str, str], ...]


@frozen
class Missing:
    """What the input does not say and the document needs: shown in its place, and listed at the end."""

    what: str


@frozen
class Radar:
    """Vectors over the seven FRs: a picture where the format draws, a native chart in a workbook, a table elsewhere."""

    title: str
    curves: tuple[Curve, ...]


@frozen
class HeatMap:
    """Requirements by FR and level, each with its state: a picture where the format draws, a table elsewhere.

    Each entry is (id, FR abbreviation, lowest level, tone).
    """

    title: str
    entries: tuple[tuple[str, str, int, Tone], ...]


@frozen
class Picture:
    """A drawing that is made already, as SVG of our own making, with a title and a description for those who cannot see it."""

    title: str
    description: str
    svg: str


@frozen
class Signature:
    """Who signs and as what; empty lines to sign on where nobody is named."""

    role: str
    name: str = ""
    place_and_date: str = ""


Block = Paragraph | Listing | Facts | Table | Missing | Radar | HeatMap | Picture | Signature


@frozen
class Section:
    """A section with its blocks, and the sections in it."""

    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@frozen
class Document:
    """A document: its head, its sections, and what every document carries (catalog, version, digest, disclaimer)."""

    #: What it is, as named on the command line: ``declaration``, ``gaps`` ...
    kind: str
    title: str
    subtitle: str
    #: The head: issuer, product, catalog with edition and corrigenda, the library's version, the input's digest, ...
    head: Facts
    sections: tuple[Section, ...]
    disclaimer: str
    #: The date of the document; None prints none. Never read from a clock.
    date: dt.date | None = None
    #: Whether it is marked as a draft on each page.
    draft: bool = False
    language: str = "en"
