"""Tables of the caller's own that turn risk into levels: a matrix of cells, and the ranges of levels that tables leave open.

Source: 62443-3-2 mandates no matrix and no formula, and none is here; the shapes are *ours*.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import cast

from attrs import field, frozen

from . import _resources
from ._frozen import FrozenMapping, brief, how_many
from ._wording import unknown
from .errors import InvalidFinding, InvalidRisk, UnknownPart, quote
from .findings import as_texts
from .levels import SL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def as_level(level: int) -> SL:
    """Give a level; raise `InvalidFinding` for a number that is none."""
    try:
        return SL(level)
    except ValueError:
        raise InvalidFinding(quote(level), "a level from 0 to 4 is expected") from None


@frozen(repr=False)
class SLRange:
    """A level, or a range of levels that a table leaves open until somebody decides.

    >>> SLRange.parse("2-3"), SLRange.parse(2).decided
    (SLRange('2-3'), True)
    >>> SLRange.parse("1-4") | SLRange.parse("2-3")
    SLRange('2-4')
    """

    low: SL = field(converter=as_level)
    high: SL = field(converter=as_level)

    def __attrs_post_init__(self) -> None:
        """Refuse what runs downwards."""
        if self.low > self.high:
            raise InvalidFinding(f"{int(self.low)}-{int(self.high)}", "the lower level stands first")

    @classmethod
    def parse(cls, value: SLRange | int | str) -> SLRange:
        """Read a level from 0 to 4, or two such as ``2-3``; raise `InvalidFinding` for anything else."""
        if isinstance(value, SLRange):
            return value
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 4:
            return cls(value, value)
        found = _RANGE.fullmatch(value.strip()) if isinstance(value, str) and len(value) < 20 else None
        low, high = (int(found["low"]), int(found["high"] or found["low"])) if found is not None else (1, 0)
        if low > high:
            raise InvalidFinding(quote(value), _EXPECTED)
        return cls(low, high)

    @property
    def decided(self) -> bool:
        """Whether it is one level."""
        return self.low is self.high

    def __contains__(self, level: object) -> bool:
        """Say whether a level lies in it."""
        return isinstance(level, int) and self.low <= level <= self.high

    def __or__(self, other: object) -> SLRange:
        """Give the worse of both, whatever is decided for each: the higher lower end, and the higher upper end."""
        if not isinstance(other, SLRange):
            return NotImplemented
        return SLRange(max(self.low, other.low), max(self.high, other.high))

    def __str__(self) -> str:
        """Print the level, or the two with a hyphen."""
        return str(int(self.low)) if self.decided else f"{int(self.low)}-{int(self.high)}"

    def __repr__(self) -> str:
        """Show it as printed."""
        return f"{type(self).__name__}({str(self)!r})"


_RANGE = re.compile(r"(?P<low>[0-4])(?:\s*[-\u2013]\s*(?P<high>[0-4]))?")
_EXPECTED = "a level from 0 to 4 is expected, or two of them such as 2-3"


def as_levels(levels: Mapping[str, SLRange | int | str]) -> FrozenMapping[str, SLRange]:
    """Read what reads as a level; the rest is left for the check that tells all problems at once."""
    return FrozenMapping((name, cast("SLRange", _level_or_not(value))) for name, value in levels.items())


def _level_or_not(value: SLRange | int | str) -> SLRange | int | str:
    try:
        return SLRange.parse(value)
    except InvalidFinding:
        return value


def _as_cells(cells: Mapping[str, Mapping[str, str]]) -> FrozenMapping[str, Mapping[str, str]]:
    return FrozenMapping((name, FrozenMapping(row)) for name, row in cells.items())


Problems = list[tuple[str, str]]


@frozen(repr=False)
class RiskMatrix:
    """A risk matrix as a table of cells: likelihood and consequence give a rating, and a rating gives a level.

    The words and their order, the lowest first, are the caller's own; so is every cell. `InvalidRisk` lists every cell that is
    missing and every word that is not known. A level may be a range such as ``2-3``.

    >>> cells = {"rare": {"minor": "low", "grave": "high"}, "often": {"minor": "high", "grave": "high"}}
    >>> levels = {"low": 1, "high": "2-3"}
    >>> ours = RiskMatrix("Ours", ["rare", "often"], ["minor", "grave"], ["low", "high"], cells, levels, "low")
    >>> ours.rating("rare", "grave"), ours.levels["high"], ours.tolerates("high")
    ('high', SLRange('2-3'), False)
    """

    name: str
    likelihoods: tuple[str, ...] = field(converter=as_texts)
    consequences: tuple[str, ...] = field(converter=as_texts)
    ratings: tuple[str, ...] = field(converter=as_texts)
    #: By likelihood, then by consequence, the rating.
    cells: Mapping[str, Mapping[str, str]] = field(converter=_as_cells)
    #: By rating, the level.
    levels: Mapping[str, SLRange] = field(converter=as_levels)
    #: The highest rating that the organization lives with; empty where nobody said.
    tolerable: str = ""
    description: str = ""
    #: Whether it is there to show the form, and not to be used.
    example: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse a table with holes or unknown words, with every problem."""
        problems: Problems = [] if self.name.strip() else [("name", "a matrix has a name")]
        problems += words_of("likelihoods", self.likelihoods)
        problems += words_of("consequences", self.consequences)
        problems += words_of("ratings", self.ratings)
        ratings, consequences = dict.fromkeys(self.ratings), dict.fromkeys(self.consequences)
        problems += unknown("cells", self.cells, "likelihood", self.likelihoods)
        for likelihood in dict.fromkeys(self.likelihoods):
            place, row = f"cells[{quote(likelihood)}]", self.cells.get(likelihood, {})
            problems += unknown(place, row, "consequence", consequences)
            problems += ((place, f"has no cell for {quote(each)}") for each in consequences if each not in row)
            for consequence, rating in row.items():
                problems += unknown(f"{place}[{quote(consequence)}]", [rating], "rating", ratings)
        problems += unknown("levels", self.levels, "rating", ratings)
        problems += (("levels", f"has no level for {quote(each)}") for each in ratings if each not in self.levels)
        problems += not_levels(self.levels)
        problems += unknown("tolerable", [self.tolerable] if self.tolerable else [], "rating", ratings)
        if problems:
            raise InvalidRisk(self.name, problems)

    def rating(self, likelihood: str, consequence: str) -> str:
        """Give the rating of a cell; raise `InvalidRisk` for a word that is not of the matrix."""
        problems = [
            *unknown("likelihood", [likelihood], "likelihood", self.likelihoods),
            *unknown("consequence", [consequence], "consequence", self.consequences),
        ]
        if problems:
            raise InvalidRisk(self.name, problems)
        return self.cells[likelihood][consequence]

    def tolerates(self, rating: str, tolerable: str = "") -> bool | None:
        """Say whether a rating is at most the tolerable one, the matrix's or another; None where there is none."""
        limit = tolerable or self.tolerable
        return self.ratings.index(rating) <= self.ratings.index(limit) if limit else None

    @property
    def remarks(self) -> tuple[str, ...]:
        """Where a worse likelihood, consequence or rating gives less: allowed, as the table is the caller's, and told."""
        return tuple(_falls(self))

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            quote(self.name),
            how_many(self.likelihoods, "likelihood"),
            how_many(self.consequences, "consequence"),
            how_many(self.ratings, "rating"),
        )


#: More words on one axis than anybody could tell apart.
_MOST = 50


def words_of(axis: str, words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Tell what is wrong with the words of an axis."""
    if not 0 < len(words) <= _MOST:
        yield axis, f"from 1 to {_MOST} words are expected, not {len(words)}"
        return
    for word, count in Counter(words).items():
        if not word.strip():
            yield axis, f"{quote(word)} says nothing"
        if count > 1:
            yield axis, f"{quote(word)} stands there {count} times"


def not_levels(levels: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Tell of each entry of a table that was not read as a level."""
    for name, value in levels.items():
        if not isinstance(value, SLRange):
            yield f"levels[{quote(name)}]", f"{_EXPECTED}, not {quote(value)}"


def _falls(matrix: RiskMatrix) -> Iterator[str]:
    order = {rating: place for place, rating in enumerate(matrix.ratings)}
    along = [
        (each, less, more, matrix.cells[each][less], matrix.cells[each][more])
        for each in matrix.likelihoods
        for less, more in pairwise(matrix.consequences)
    ]
    across = [
        (each, less, more, matrix.cells[less][each], matrix.cells[more][each])
        for each in matrix.consequences
        for less, more in pairwise(matrix.likelihoods)
    ]
    for each, less, more, before, after in (*along, *across):
        if order[after] < order[before]:
            yield f"{quote(each)}: {quote(before)} with {quote(less)}, and only {quote(after)} with {quote(more)}"
    for less, more in pairwise(matrix.ratings):
        lower, higher = matrix.levels[less], matrix.levels[more]
        if lower | higher != higher:
            yield f"{quote(less)} asks for {lower}, and {quote(more)} only for {higher}"


def example_matrix(name: str) -> RiskMatrix:
    """Give a packaged matrix, ``3x3`` or ``5x5``: an example of the form, made up by us, and not to be used as it is.

    >>> matrix = example_matrix("5x5")
    >>> matrix.rating("likely", "severe"), matrix.levels["extreme"], matrix.example
    ('extreme', SLRange('3-4'), True)
    """
    known = tuple(
        each.removeprefix("matrix-").removesuffix(".json") for each in _resources.names("examples") if "matrix-" in each
    )
    if name not in known:
        raise UnknownPart(name, known, "example matrix")
    return _example(name)


@lru_cache(maxsize=4)
def _example(name: str) -> RiskMatrix:
    import json

    content = json.loads(_resources.read_bytes("examples", f"matrix-{name}.json"))
    del content["$schema"]
    return RiskMatrix(**content)
