"""What a document is made of, whatever its format: plain frozen values with no markup in any text.

A builder makes a `Document` from results; a writer turns it into Markdown, HTML, DOCX, XLSX or PDF. Texts are as the user gave
them, line breaks included, and may hold anything: each writer escapes them for where they go. The shapes are *ours*.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum

from attrs import evolve, field, frozen

from .._frozen import brief, how_many, one_line
from ..errors import quote
from ..pictures import Curve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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
    #: What names the row: an id on its first line, how it is called below.
    NAME = "name"
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


def _as_pairs(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(pairs)


def _as_texts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(texts)


@frozen
class Column:
    """A column of a table; `width` is its share of the line."""

    title: str
    width: int = 1
    kind: ColumnKind = ColumnKind.TEXT
    #: What may be filled in, for an input; a text that is none of them is not refused by the format.
    choices: tuple[str, ...] = ()
    #: Whether only a workbook has room for it: `Table.on_paper` leaves it out.
    only_in_workbook: bool = False
    #: Whether it says on paper what a workbook has in columns of its own: `Table.in_workbook` leaves it out.
    only_on_paper: bool = False


@frozen
class Run:
    """A run of rows under a title of their own, such as those of one foundational requirement."""

    title: str
    #: How many rows.
    length: int


def _as_columns(columns: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(columns)


def _as_runs(runs: Iterable[Run | tuple[str, int]]) -> tuple[Run, ...]:
    return tuple(Run(*each) if isinstance(each, tuple) else each for each in runs)


@frozen
class Table:
    """A table with a head that repeats on each page; `name` is its sheet in a workbook, and its anchor elsewhere.

    Raises `ValueError` for a row that has not one cell a column, and for runs that do not cover the rows.

    >>> table = Table("levels", [Column("FR"), Column("Note", only_in_workbook=True)], [["IAC", "1"], ["UC", "2"]])
    >>> [[cell.text for cell in row] for row in table.on_paper().rows]
    [['IAC'], ['UC']]
    """

    #: Lower-case letters, digits and hyphens; unique in the document.
    name: str
    columns: tuple[Column, ...] = field(converter=_as_columns)
    rows: tuple[tuple[Cell, ...], ...] = field(converter=_as_rows)
    caption: str = ""
    #: Titles over runs of rows, which together are all of them; empty for none. A workbook leaves them out: it filters.
    runs: tuple[Run, ...] = field(default=(), converter=_as_runs)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no table."""
        ragged = [place for place, row in enumerate(self.rows) if len(row) != len(self.columns)]
        if ragged:
            raise ValueError(f"table {self.name!r}: row {ragged[0]} has not {len(self.columns)} cells")
        if self.runs and sum(each.length for each in self.runs) != len(self.rows):
            raise ValueError(f"table {self.name!r}: its runs do not cover its {len(self.rows)} rows")

    def on_paper(self) -> Table:
        """Give the table without the columns that only a workbook has room for."""
        return self._with([place for place, each in enumerate(self.columns) if not each.only_in_workbook])

    def in_workbook(self) -> Table:
        """Give the table without the columns that only paper needs."""
        return self._with([place for place, each in enumerate(self.columns) if not each.only_on_paper])

    def _with(self, kept: list[int]) -> Table:
        if len(kept) == len(self.columns):
            return self
        rows = [[row[place] for place in kept] for row in self.rows]
        return evolve(self, columns=[self.columns[place] for place in kept], rows=rows)

    def parted(self) -> Iterator[tuple[str, tuple[tuple[Cell, ...], ...]]]:
        """Go through the runs with their rows; one run without a title where there are none."""
        place = 0
        for each in self.runs or (Run("", len(self.rows)),):
            yield each.title, self.rows[place : place + each.length]
            place += each.length


@frozen
class Paragraph:
    """A paragraph of running text."""

    text: str
    tone: Tone = Tone.PLAIN


@frozen
class Listing:
    """A list of short texts."""

    items: tuple[str, ...] = field(converter=_as_texts)


@frozen
class Facts:
    """Labels with what they stand for: the head of a document, the characteristics of a zone. No value is empty."""

    pairs: tuple[tuple[str, str], ...] = field(converter=_as_pairs)


@frozen
class Missing:
    """What the input does not say and the document needs: shown in its place; the builder lists all at the end."""

    what: str


def _as_curves(curves: Iterable[Curve]) -> tuple[Curve, ...]:
    return tuple(curves)


def _as_entries(entries: Iterable[tuple[str, str, int, Tone]]) -> tuple[tuple[str, str, int, Tone], ...]:
    return tuple(entries)


@frozen
class Radar:
    """Vectors over the seven FRs: a picture where the format draws, a native chart in a workbook, a table elsewhere."""

    title: str
    curves: tuple[Curve, ...] = field(converter=_as_curves)


@frozen
class HeatMap:
    """Requirements by FR and level, each with its state: a picture where the format draws, a table elsewhere.

    Each entry is (id, FR abbreviation, lowest level, tone).
    """

    title: str
    entries: tuple[tuple[str, str, int, Tone], ...] = field(converter=_as_entries)


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


def _as_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(blocks)


def _as_sections(sections: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(sections)


@frozen
class Section:
    """A section with its blocks, and the sections in it."""

    title: str
    blocks: tuple[Block, ...] = field(default=(), converter=_as_blocks)
    sections: tuple[Section, ...] = field(default=(), converter=_as_sections)


@frozen(repr=False)
class Document:
    """A document: its head, its sections, and what every document carries (catalog, version, digest, disclaimer)."""

    #: What it is, as named on the command line: ``declaration``, ``gaps`` ...
    kind: str
    title: str
    subtitle: str
    #: The head: issuer, product, catalog with edition and corrigenda, the library's version, the input's digest, ...
    head: Facts
    sections: tuple[Section, ...] = field(converter=_as_sections)
    disclaimer: str
    #: The date of the document; None prints none. Never read from a clock.
    date: dt.date | None = None
    #: Whether it is marked as a draft on each page.
    draft: bool = False
    language: str = "en"

    @property
    def missing(self) -> tuple[tuple[str, str], ...]:
        """What is missing, as pairs of the section it is missing from and what it is, in the order of the document."""
        return tuple(_missing(self.sections))

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            quote(self.title),
            one_line(self.kind),
            how_many(self.sections, "section"),
            "draft" if self.draft else "",
        )


def _missing(sections: tuple[Section, ...]) -> Iterator[tuple[str, str]]:
    for section in sections:
        yield from ((section.title, each.what) for each in section.blocks if isinstance(each, Missing))
        yield from _missing(section.sections)
