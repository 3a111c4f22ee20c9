"""Statements on levels in the standard's notation: what a vector is about, and what it leaves unset.

Source: IEC 62443-3-3 Annex A.3 (the notation).
"""

from __future__ import annotations

from typing import Self

from attrs import frozen

from ._notation import read_statement, second_statement
from ._views import html_view, mime_view
from .errors import InvalidSLVector
from .levels import FR, SL, SLType, SLVector

_SIZE = len(FR)
_LEVELS = frozenset(SL)
_LONGEST_DOMAIN = 400
# how a foundational requirement is named where one level is stated: by abbreviation, by number, by its name in 1-1:2009
_BY_NAME = {**FR.__members__, **{f"FR{fr.number}": fr for fr in FR}, "AC": FR.IAC, "DI": FR.SI}


@frozen
class SLStatement:
    """A level or vector with what it is about: type, domain, foundational requirement.

    `levels` has seven entries; None is a level that the statement leaves unset: undetermined in every comparison, never 0.
    A statement on one foundational requirement (`fr`) leaves the other six unset.
    Source: IEC 62443-3-3 Annex A.3 (the notation).

    >>> statement = SLStatement.parse("slt(BPCS Zone)={2,2,0,1,3,1,3}")
    >>> print(statement)
    SL-T(BPCS Zone) = { 2 2 0 1 3 1 3 }
    >>> print(SLStatement.parse("SL-C(RA, FS-PLC) = 4"))
    SL-C(RA, FS-PLC) = 4
    """

    type: SLType
    levels: tuple[SL | None, ...]
    domain: str = ""
    fr: FR | None = None

    _repr_html_ = html_view
    _repr_mimebundle_ = mime_view

    def __attrs_post_init__(self) -> None:
        """Check the parts against each other."""
        shown = repr(self.levels)
        if len(self.levels) != _SIZE:
            raise InvalidSLVector(shown, f"{len(self.levels)} levels where seven belong")
        if any(level is not None and level not in _LEVELS for level in self.levels):
            raise InvalidSLVector(shown, "a level is a whole number from 0 to 4, or None")
        object.__setattr__(self, "levels", tuple(None if level is None else SL(level) for level in self.levels))
        if self.fr is not None and [level is None for level in self.levels] != [fr is not self.fr for fr in FR]:
            raise InvalidSLVector(shown, f"a statement on {self.fr.name} sets the level of {self.fr.name} and no other")
        if self.domain != self.domain.strip() or not self.domain.isprintable() or len(self.domain) > _LONGEST_DOMAIN:
            raise InvalidSLVector(self.domain, f"a domain is one line of at most {_LONGEST_DOMAIN} characters")
        if second_statement(self.domain):
            raise InvalidSLVector(self.domain, "a domain cannot hold another statement")

    @classmethod
    def of(cls, type: SLType, vector: SLVector, domain: str = "") -> Self:
        """State a whole vector."""
        return cls(type, tuple(vector), domain)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a statement in the standard's notation or in what is seen in the wild.

        Read: commas, run-together digits, () [] {}, ``SLT``, ``SL_T``, ``SL T``, any case, one number for all seven,
        ``-`` for an unset level, a footnote star, a trailing legend. Raises `InvalidSLVector`, which quotes the input.

        >>> print(SLStatement.parse("SL-T 2"))
        SL-T = { 2 2 2 2 2 2 2 }
        >>> print(SLStatement.parse("SL-A(Cell 4) = [2 2 - 1 3 1 3]*"))
        SL-A(Cell 4) = { 2 2 - 1 3 1 3 }
        """
        letter, about, read = read_statement(text)
        levels = tuple(None if level is None else SL(level) for level in read)
        first, _, domain = about.partition(",")
        fr = _BY_NAME.get("".join(first.upper().split())) if len(levels) == 1 else None
        try:
            if fr is not None:
                alone = tuple(levels[0] if each is fr else None for each in FR)
                return cls(SLType(letter), alone, domain.strip(), fr)
            return cls(SLType(letter), levels if len(levels) == _SIZE else levels * _SIZE, about)
        except InvalidSLVector as error:  # a value that cannot be is quoted as it was given
            raise InvalidSLVector(text, error.reason, error.hint) from None

    def __str__(self) -> str:
        """Print in the standard's notation."""
        about = ", ".join(part for part in (self.fr.name if self.fr else "", self.domain) if part)
        head = f"SL-{self.type.value}({about})" if about else f"SL-{self.type.value}"
        shown = ["-" if level is None else str(int(level)) for level in self.levels]
        return f"{head} = {shown[self.fr.number - 1]}" if self.fr else f"{head} = {{ {' '.join(shown)} }}"

    def __getitem__(self, fr: FR) -> SL | None:
        """Give the level of one foundational requirement, None where it is unset."""
        return self.levels[fr.number - 1]

    @property
    def vector(self) -> SLVector | None:
        """The vector, or None while a level is unset."""
        levels = [level for level in self.levels if level is not None]
        return SLVector(*levels) if len(levels) == _SIZE else None

    @property
    def lowest(self) -> SLVector:
        """The vector with each unset level taken as 0: the least that may be meant."""
        return SLVector(*(SL.SL0 if level is None else level for level in self.levels))

    @property
    def highest(self) -> SLVector:
        """The vector with each unset level taken as 4: the most that may be meant."""
        return SLVector(*(SL.SL4 if level is None else level for level in self.levels))


def as_domain(name: str) -> str:
    r"""Make a name fit for a statement: on one line, not too long, and not to be taken for another statement.

    >>> as_domain("Cell 4\n(north)")
    'Cell 4 (north)'
    """
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())[:_LONGEST_DOMAIN].strip()
    return " ".join(line.replace(")", " ").split()) if second_statement(line) else line
