"""Foundational requirements, security levels, and the vectors and statements made of them.

Source: IEC TS 62443-1-1 (foundational requirements, SL vectors), IEC 62443-3-3 Annex A (the notation), IEC 62443-4-1
(maturity levels). The sentences that describe a level are *ours*.
"""

from __future__ import annotations

from enum import Enum, IntEnum

from attr import frozen

from ._views import html_view, mime_view
from .errors import InvalidSLVector

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self


class FR(Enum):
    """The seven foundational requirements, in the order in which a vector is written.

    >>> FR.SI.number, FR.SI.title
    (3, 'System integrity')
    >>> FR(5), FR["RA"]
    (<FR.RDF: 5>, <FR.RA: 7>)
    """

    IAC = 1
    UC = 2
    SI = 3
    DC = 4
    RDF = 5
    TRE = 6
    RA = 7

    if not TYPE_CHECKING:  # members are singletons; the hash of Enum is five times slower
        __hash__ = object.__hash__

    @property
    def number(self) -> int:
        """The number of the standard, 1 to 7."""
        return int(self.value)

    @property
    def title(self) -> str:
        """The title of the standard."""
        return _FR_TITLES[self.number - 1]


class SL(IntEnum):
    """A security level, 0 to 4, described by the adversary it withstands.

    SL 0 says: nothing is required (target), or level 1 is not reached (capability, achieved).

    >>> SL.SL3.skills, SL.SL3 > 2
    ('IACS-specific', True)
    >>> SL(1).sentence
    'Holds against mistakes and chance: nobody means harm.'
    """

    SL0 = 0
    SL1 = 1
    SL2 = 2
    SL3 = 3
    SL4 = 4

    @property
    def violation(self) -> str | None:
        """How the violation comes about; None for level 0."""
        return _ADVERSARIES[self][0]

    @property
    def means(self) -> str | None:
        """The adversary's means; None where there is no intent."""
        return _ADVERSARIES[self][1]

    @property
    def resources(self) -> str | None:
        """The adversary's resources; None where there is no intent."""
        return _ADVERSARIES[self][2]

    @property
    def skills(self) -> str | None:
        """The adversary's skills; None where there is no intent."""
        return _ADVERSARIES[self][3]

    @property
    def motivation(self) -> str | None:
        """The adversary's motivation; None where there is no intent."""
        return _ADVERSARIES[self][4]

    @property
    def sentence(self) -> str:
        """The level in one sentence of our own."""
        return _SL_SENTENCES[self]


class SLType(Enum):
    """What a level is about: wanted (T), possible by design (C), or reached as built and run (A)."""

    TARGET = "T"
    CAPABILITY = "C"
    ACHIEVED = "A"


class MaturityLevel(IntEnum):
    """The maturity of a process, 1 to 4 (62443-2-1, 2-4, 4-1)."""

    ML1 = 1
    ML2 = 2
    ML3 = 3
    ML4 = 4

    @property
    def title(self) -> str:
        """The name of the level."""
        return ("Initial", "Managed", "Defined (Practiced)", "Improving")[self - 1]


_FR_TITLES = (
    "Identification and authentication control",
    "Use control",
    "System integrity",
    "Data confidentiality",
    "Restricted data flow",
    "Timely response to events",
    "Resource availability",
)
# violation, means, resources, skills, motivation
_ADVERSARIES: tuple[tuple[str | None, ...], ...] = (
    (None, None, None, None, None),
    ("casual or coincidental", None, None, None, None),
    ("intentional", "simple", "low", "generic", "low"),
    ("intentional", "sophisticated", "moderate", "IACS-specific", "moderate"),
    ("intentional", "sophisticated", "extended", "IACS-specific", "high"),
)
_SL_SENTENCES = (
    "Nothing is asked for, or level 1 is not reached.",
    "Holds against mistakes and chance: nobody means harm.",
    "Holds against someone who means harm with everyday tools and general know-how.",
    "Holds against someone who knows control systems and brings tools made for them.",
    "Holds against a patient, well-funded team that knows control systems.",
)
_LEVELS: dict[int, SL] = {int(level): level for level in SL}
_FRS = tuple(FR)
_SIZE = len(_FRS)
_NAMES = tuple(fr.name for fr in _FRS)


@frozen(init=False, repr=False)
class SLVector:
    """Seven security levels, one a foundational requirement.

    Vectors are **partially ordered**: ``a <= b`` holds when it holds in each of the seven, so of two vectors neither
    may be the smaller. ``|`` is the element-wise maximum, ``&`` the minimum. `sorted`, `max` and `min` suppose a total order
    and are wrong for vectors; a reduction to one level (`minimum`) is the caller's own choice.
    Source: IEC TS 62443-1-1 and IEC 62443-3-3 Annex A; the algebra is *ours*.

    >>> capability = SLVector(2, 2, 1, 3, 2, 2, 2)
    >>> target = SLVector.uniform(2)
    >>> capability >= target, capability <= target
    (False, False)
    >>> print(capability.shortfall(target))
    { 0 0 1 0 0 0 0 }
    >>> capability[FR.DC], capability.replace(SI=2).meets(target)
    (<SL.SL3: 3>, True)
    """

    IAC: SL
    UC: SL
    SI: SL
    DC: SL
    RDF: SL
    TRE: SL
    RA: SL

    _repr_html_ = html_view
    _repr_mimebundle_ = mime_view

    def __init__(self, IAC: int, UC: int, SI: int, DC: int, RDF: int, TRE: int, RA: int) -> None:  # noqa: PLR0913, PLR0917 - a vector has seven
        """Take seven levels from 0 to 4; anything else is an `InvalidSLVector`."""
        level = _LEVELS
        try:
            self.__attrs_init__(level[IAC], level[UC], level[SI], level[DC], level[RDF], level[TRE], level[RA])
        except (KeyError, TypeError):
            raise _bad_levels((IAC, UC, SI, DC, RDF, TRE, RA)) from None

    @classmethod
    def uniform(cls, level: int) -> Self:
        """Give the vector with one `level` in all seven.

        >>> print(SLVector.uniform(2))
        { 2 2 2 2 2 2 2 }
        """
        return cls(level, level, level, level, level, level, level)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read seven levels, or one for all seven, in any of the brackets and separators seen in the wild.

        A statement with a type and a domain is read by `SLStatement.parse`. Raises `InvalidSLVector`.

        >>> SLVector.parse("(2,2,0,1,3,1,3)") == SLVector.parse("{2201313}") == SLVector(2, 2, 0, 1, 3, 1, 3)
        True
        """
        from ._notation import read_levels

        read = read_levels(text)
        levels = [level for level in read if level is not None]
        if len(levels) < len(read):
            raise InvalidSLVector(text, "a vector has no unset level; SLStatement.parse keeps '-' as unset")
        return cls(*levels) if len(levels) == _SIZE else cls.uniform(levels[0])

    def __str__(self) -> str:
        """Print as the standard does."""
        return "{ " + " ".join(str(int(level)) for level in self) + " }"

    def __repr__(self) -> str:
        """Show the constructor's call."""
        return f"SLVector({', '.join(str(int(level)) for level in self)})"

    def __iter__(self) -> Iterator[SL]:
        """Go through the levels in the order of the foundational requirements."""
        return iter((self.IAC, self.UC, self.SI, self.DC, self.RDF, self.TRE, self.RA))

    def __len__(self) -> int:
        """Seven."""
        return _SIZE

    def __getitem__(self, fr: FR) -> SL:
        """Give the level of one foundational requirement."""
        level: SL = getattr(self, fr._name_)  # five times faster than `name`
        return level

    def items(self) -> Iterator[tuple[FR, SL]]:
        """Go through pairs of foundational requirement and level."""
        return zip(_FRS, self, strict=True)

    def replace(self, **levels: int) -> SLVector:
        """Give a new vector with some levels changed, named by the abbreviation of the foundational requirement.

        >>> print(SLVector.uniform(1).replace(SI=3, RA=2))
        { 1 1 3 1 1 1 2 }
        """
        for name in levels:
            if name not in _NAMES:
                raise InvalidSLVector(name, "no such foundational requirement", ", ".join(_NAMES))
        return SLVector(**{name: levels.get(name, getattr(self, name)) for name in _NAMES})

    def __le__(self, other: object) -> bool:
        """Say whether each level is at most the other's."""
        if not isinstance(other, SLVector):
            return NotImplemented
        return (
            self.IAC <= other.IAC
            and self.UC <= other.UC
            and self.SI <= other.SI
            and self.DC <= other.DC
            and self.RDF <= other.RDF
            and self.TRE <= other.TRE
            and self.RA <= other.RA
        )

    def __lt__(self, other: object) -> bool:
        """Say whether the other dominates: nowhere lower, and different."""
        if not isinstance(other, SLVector):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other: object) -> bool:
        """Say whether each level is at least the other's."""
        if not isinstance(other, SLVector):
            return NotImplemented
        return other <= self

    def __gt__(self, other: object) -> bool:
        """Say whether this one dominates: nowhere lower, and different."""
        if not isinstance(other, SLVector):
            return NotImplemented
        return other <= self and self != other

    def __or__(self, other: object) -> SLVector:
        """Give the higher level of each pair (join)."""
        if not isinstance(other, SLVector):
            return NotImplemented
        return SLVector(*map(max, self, other))

    def __and__(self, other: object) -> SLVector:
        """Give the lower level of each pair (meet)."""
        if not isinstance(other, SLVector):
            return NotImplemented
        return SLVector(*map(min, self, other))

    def meets(self, target: SLVector) -> bool:
        """Say whether every level is at least the target's."""
        return target <= self

    def shortfall(self, target: SLVector) -> SLVector:
        """Give for each foundational requirement how many levels are missing to the target."""
        return SLVector(*(max(0, want - have) for have, want in zip(self, target, strict=True)))

    def minimum(self) -> SL:
        """Reduce to the lowest of the seven: a choice of the caller, never made by the library.

        >>> SLVector(3, 2, 4, 1, 4, 4, 2).minimum()
        <SL.SL1: 1>
        """
        return min(self)


def _bad_levels(levels: tuple[object, ...]) -> InvalidSLVector:
    name, level = next((name, level) for name, level in zip(_NAMES, levels, strict=True) if not _is_level(level))
    return InvalidSLVector(" ".join(map(str, levels)), f"{name} is {level!r}, a level is a whole number from 0 to 4")


def _is_level(level: object) -> bool:
    try:
        return level in _LEVELS
    except TypeError:  # not hashable
        return False
