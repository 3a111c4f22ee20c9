"""The ids of requirements: read from any notation seen in the wild, printed in one, sorted as the standard lists them.

The ids are the standard's. The print ``Clause 4.2`` for the common constraints of 62443-3-3,
which have no id there, is *ours*.
"""

from __future__ import annotations

import re
from functools import lru_cache

from attr import field, frozen

from .errors import InvalidRequirementId, quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_SYSTEM, _COMPONENT, _PROVIDER, _PROCESS = "62443-3-3", "62443-4-2", "62443-2-4", "62443-4-1"
_RISK, _OWNER = "62443-3-2", "62443-2-1"
# prefix -> part, place among the prefixes of its part, how many numbers follow
_PREFIXES: dict[str, tuple[str, int, int]] = {
    "Clause": (_SYSTEM, 0, 2),
    "SR": (_SYSTEM, 1, 2),
    "CCSC": (_COMPONENT, 0, 1),
    **{prefix: (_COMPONENT, 1 + place, 2) for place, prefix in enumerate(("CR", "SAR", "EDR", "HDR", "NDR"))},
    "SP": (_PROVIDER, 0, 2),
    **{
        f"{prefix}-": (_PROCESS, place, 1)
        for place, prefix in enumerate(("SM", "SR", "SD", "SI", "SVV", "DM", "SUM", "SG"))
    },
    "ZCR": (_RISK, 0, 2),
    "": (_OWNER, 0, 4),  # 2-1:2009 has bare clause numbers
    **{
        prefix: (_OWNER, 1 + place, 2)
        for place, prefix in enumerate(("ORG", "CM", "NET", "COMP", "DATA", "USER", "EVENT", "AVAIL"))
    },
}
_BY_NUMBER = {"SR", "CR", "SAR", "EDR", "HDR", "NDR"}  # FR.number first, then the kind of thing
_FOUNDATIONAL = 7
_LONGEST = 200


@frozen(init=False, eq=False, repr=False)
class RequirementId:
    """The id of one requirement, enhancement or constraint.

    Ids sort as the standard lists them, hash and compare by their canonical text. Source of each scheme: the part itself.

    >>> RequirementId.parse("sr1.1re1")
    RequirementId('SR 1.1 RE(1)')
    >>> sorted(map(RequirementId.parse, ["SR 1.10", "SR 1.2 RE(1)", "SR 1.2"]))
    [RequirementId('SR 1.2'), RequirementId('SR 1.2 RE(1)'), RequirementId('SR 1.10')]
    >>> RequirementId.parse("SR 1.1").part, RequirementId.parse("SR-1").part
    ('62443-3-3', '62443-4-1')
    """

    prefix: str
    numbers: tuple[int, ...]
    #: The number of the enhancement, None for a base requirement.
    enhancement: int | None
    #: The canonical print.
    text: str = field()
    #: The part of the series, such as ``62443-3-3``.
    part: str
    _order: tuple[object, ...]

    def __init__(self, prefix: str, numbers: tuple[int, ...], enhancement: int | None = None) -> None:
        """Take the parts: ``RequirementId("SR", (1, 1), 1)``; a practice of 4-1 is written with its hyphen, ``"SM-"``."""
        known = _PREFIXES.get(prefix)
        if known is None:
            shown = _shown(prefix, numbers)
            raise InvalidRequirementId(shown, f"{prefix!r} begins no id", ", ".join(filter(None, _PREFIXES)))
        part, place, size = known
        by_number = prefix in _BY_NUMBER
        problem = ""
        if len(numbers) != size and (prefix or len(numbers) != size + 1):
            problem = f"{size} number{'s' * (size > 1)} follow {prefix!r}, not {len(numbers)}"
        elif not _are_numbers(numbers):
            problem = "its numbers are from 1 to 99"
        elif by_number and numbers[0] > _FOUNDATIONAL:
            problem = f"there are seven foundational requirements, no {numbers[0]}"
        elif (prefix == "CCSC" and numbers[0] > 9) or (not prefix and numbers[0] != 4):
            problem = "there is no such constraint or clause"
        if problem:
            raise InvalidRequirementId(_shown(prefix, numbers), problem)
        if enhancement is not None and not (prefix in _WITH_ENHANCEMENTS and _are_numbers((enhancement,))):
            shown = f"{_shown(prefix, numbers)} RE({enhancement})"
            raise InvalidRequirementId(shown, "there is no such enhancement")
        order = (part, 1 if by_number else place, numbers, place, enhancement or 0)
        self.__attrs_init__(prefix, numbers, enhancement, _print(prefix, numbers, enhancement), part, order)

    @classmethod
    def parse(cls, text: str) -> RequirementId:
        r"""Read one id in its canonical print or another notation, with or without the part before it.

        Raises `InvalidRequirementId`, which quotes the input and names the nearest right thing. Linear in the length.

        >>> RequirementId.parse("IEC 62443-3-3:2013 - SR 1.1, RE1").text
        'SR 1.1 RE(1)'
        >>> [RequirementId.parse(text).text for text in ("CR \u2013 3.5", "SP01.02RE1", "Part 4-2 Req CR 7.7")]
        ['CR 3.5', 'SP.01.02 RE(1)', 'CR 7.7']
        """
        found = cls.parse_all(text)
        if len(found) != 1:
            listed = ", ".join(each.text for each in found)
            raise InvalidRequirementId(
                text, f"it names {len(found)} requirements; RequirementId.parse_all reads them", listed
            )
        return found[0]

    @classmethod
    def parse_all(cls, text: str) -> tuple[RequirementId, ...]:
        """Read one id, or the several that one number stands for.

        >>> [each.text for each in RequirementId.parse_all("EDR / HDR / NDR 3.14")]
        ['EDR 3.14', 'HDR 3.14', 'NDR 3.14']
        """
        if not isinstance(text, str):
            raise InvalidRequirementId(repr(text), f"a text is expected, not {type(text).__name__}")
        if len(text) > _LONGEST:
            raise InvalidRequirementId(text, f"it is {len(text)} characters long, at most {_LONGEST} are read")
        return _parse(text)

    @property
    def base(self) -> RequirementId:
        """The requirement that this one enhances; itself if it is no enhancement."""
        return self if self.enhancement is None else _make(self.prefix, self.numbers, None)

    @property
    def is_enhancement(self) -> bool:
        """Whether it is a requirement enhancement (RE)."""
        return self.enhancement is not None

    def __str__(self) -> str:
        """Give the canonical print."""
        return self.text

    def __repr__(self) -> str:
        """Show the canonical print."""
        return f"RequirementId({self.text!r})"

    def __hash__(self) -> int:
        """Hash like the canonical print."""
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        """Ids are equal when their canonical prints are."""
        if not isinstance(other, RequirementId):
            return NotImplemented
        return self.text == other.text

    def __lt__(self, other: object) -> bool:
        """Sort as the standard lists them."""
        if not isinstance(other, RequirementId):
            return NotImplemented
        return self._order < other._order

    def __le__(self, other: object) -> bool:
        """Sort as the standard lists them."""
        if not isinstance(other, RequirementId):
            return NotImplemented
        return self._order <= other._order

    def __gt__(self, other: object) -> bool:
        """Sort as the standard lists them."""
        if not isinstance(other, RequirementId):
            return NotImplemented
        return self._order > other._order

    def __ge__(self, other: object) -> bool:
        """Sort as the standard lists them."""
        if not isinstance(other, RequirementId):
            return NotImplemented
        return self._order >= other._order


def _are_numbers(values: tuple[int, ...]) -> bool:
    for value in values:  # noqa: SIM110 - a generator in `all` takes twice as long
        if type(value) is not int or not 0 < value < 100:
            return False
    return True


def _shown(prefix: str, numbers: tuple[int, ...]) -> str:
    """Print what may not be an id."""
    return f"{prefix} {'.'.join(map(str, numbers))}".strip().replace("- ", "-")


_WITH_ENHANCEMENTS = _BY_NUMBER | {"SP"}
_FAMILIES = "SR|CR|SAR|EDR|HDR|NDR"
_GAP = r"[ .:-]*+"


@lru_cache(maxsize=1)
def _token() -> re.Pattern[str]:
    """Give the pattern of every notation, compiled on first use."""
    return re.compile(
        rf"""
        (?:(?:ANSI|ISA|IEC|DIN|EN)[ /-]*+)*+                            # who published it
        (?:(?P<part>62443[ -]?\d-\d)(?:[: (-]*+\d{{4}}(?!\d)\)?)?       # the part, its year
          |62443(?!\d)|PART[ ]*+(?P<short>\d-\d))?
        [ :/,(-]*+(?:REQ(?:UIREMENT)?\b[. :]*+)?                         # what joins them
        (?:
          (?P<families>(?:{_FAMILIES})(?:[ ]*/[ ]*(?:{_FAMILIES}))*){_GAP}(?P<fr>\d{{1,2}})\.(?P<item>\d{{1,2}})(?!\d)
        | (?P<sp>SP){_GAP}(?P<area>\d{{1,2}})\.(?P<row>\d{{1,2}})(?!\d)(?:[ .,:-]*+\(?BR\b\)?)?
        | (?P<practice>SM|SR|SD|SI|SVV|DM|SUM|SG)(?P<hyphen>[ -]*+)(?P<number>\d{{1,2}})(?![\d.])
        | (?P<pair>ZCR|ORG|CM|NET|COMP|DATA|USER|EVENT|AVAIL|CLAUSE){_GAP}(?P<first>\d{{1,2}})\.(?P<second>\d{{1,2}})(?!\d)
        | CCSC{_GAP}(?P<constraint>\d)(?![\d.])
        | (?P<clause>4(?:\.\d{{1,2}}){{3,4}})(?![\d.])
        )
        (?:[ .,:-]*+[(\[]?RE[ .:\#-]*+[(\[]?[ ]*+(?P<re>\d{{1,2}})(?!\d)[ ]*+[)\]]?|[ ]*+\((?P<bare>\d{{1,2}})\))?
        (?:[ ]*+\(\d++(?:\.\d++)++\))?                                  # the clause, which the id does not need
        \)?
        """,
        re.VERBOSE | re.ASCII,
    )


_DASHES = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-") | dict.fromkeys("\u00a0\u202f\u2009\t", " ")
)


def _print(prefix: str, numbers: tuple[int, ...], enhancement: int | None) -> str:
    if prefix == "SP":
        return f"SP.{numbers[0]:02}.{numbers[1]:02} {'BR' if enhancement is None else f'RE({enhancement})'}"
    joined = ".".join(map(str, numbers))
    if prefix.endswith("-") or not prefix:
        return f"{prefix}{joined}"
    return f"{prefix} {joined}" if enhancement is None else f"{prefix} {joined} RE({enhancement})"


@lru_cache(maxsize=4096)
def _make(prefix: str, numbers: tuple[int, ...], enhancement: int | None) -> RequirementId:
    """One object an id, so that sets of ids compare by identity first."""
    return RequirementId(prefix, numbers, enhancement)


@lru_cache(maxsize=4096)
def _parse(text: str) -> tuple[RequirementId, ...]:
    try:
        return _quick(text) or _read(text)
    except InvalidRequirementId as error:  # a value that cannot be is quoted as it was given
        raise InvalidRequirementId(text, error.reason, error.hint) from None


def _quick(text: str) -> tuple[RequirementId, ...]:
    """Read the canonical print without the regular expression; empty for any other text."""
    head, _, tail = text.partition(" ")
    if head in _PREFIXES:  # SR 1.1, SR 1.1 RE(1), CCSC 1, ZCR 5.6
        prefix = head
        number, _, enhancement = tail.partition(" RE(")
    elif head.startswith("SP."):  # SP.01.01 BR, SP.01.01 RE(1)
        prefix, number = "SP", head[3:]
        enhancement = "" if tail == "BR" else tail.removeprefix("RE(")
    else:  # SM-1, 4.3.3.6.1
        practice, hyphen, number = head.rpartition("-")
        prefix, enhancement = practice + hyphen, tail
    numbers = number.split(".")
    digits = [*numbers, enhancement[:-1]] if enhancement else numbers
    joined = "".join(digits)
    if prefix not in _PREFIXES or "" in digits or not (joined.isdecimal() and joined.isascii()):
        return ()
    size = _PREFIXES[prefix][2]
    fits = len(numbers) == size if prefix else numbers[0] == "4" and len(numbers) in {size, size + 1}
    if not fits or (prefix == "CCSC" and len(number) > 1):
        return ()
    quick = _make(prefix, tuple(map(int, numbers)), int(enhancement[:-1]) if enhancement else None)
    return (quick,) if quick.text == text else ()


def _read(text: str) -> tuple[RequirementId, ...]:
    normal = text.translate(_DASHES).strip()
    found = _token().match(normal.upper())
    if not found:
        raise _not_an_id(text, normal)
    ids = _ids(text, found)
    rest = normal[found.end() :].strip()
    if rest:
        listed = ", ".join(each.text for each in ids)
        item = "an item of a list inside the requirement, not" if re.fullmatch(r"[A-Za-z]\)?", rest) else "not"
        raise InvalidRequirementId(text, f"{quote(rest)} after it is {item} part of an id", listed)
    stated = _stated_part(found)
    for id in ids:
        if stated and stated != id.part:
            raise InvalidRequirementId(text, f"it says {stated}, but {id.text} is of {id.part}", f"{id.part} {id.text}")
    return ids


def _stated_part(found: re.Match[str]) -> str:
    """The part that is printed before the id, empty if there is none."""
    printed = (found["part"] or found["short"] or "").removeprefix("62443")
    return f"62443-{printed.strip(' -')}" if printed else ""


def _not_an_id(text: str, normal: str) -> InvalidRequirementId:
    """Say what is missing, and the id that lies in the text if there is one."""
    inside = next((found for found in map(_token().match, _suffixes(normal.upper())) if found), None)
    if inside:
        return InvalidRequirementId(text, "there is more than an id in it", inside[0].strip(" :/,(-)"))
    return InvalidRequirementId(
        text, "no notation of an id of 62443 fits", "SR 1.1, SR 1.1 RE(1), CR 3.4, SP.01.01 BR, SM-1, ZCR 5.6, ORG 1.1"
    )


def _suffixes(text: str) -> Iterator[str]:
    """The text from each word on."""
    return (text[word.start() :] for word in re.finditer(r"\b\w", text))


def _ids(text: str, found: re.Match[str]) -> tuple[RequirementId, ...]:
    """Make the ids of a match."""
    named = found.groupdict()
    enhancement = int(named["re"] or named["bare"]) if named["re"] or named["bare"] else None
    if named["families"]:
        pair = (int(named["fr"]), int(named["item"]))
        return tuple(_make(family.strip(), pair, enhancement) for family in named["families"].split("/"))
    numbers: tuple[int, ...]
    if named["sp"]:
        return (_make("SP", (int(named["area"]), int(named["row"])), enhancement),)
    if named["practice"]:
        if named["practice"] == "SR" and "-" not in named["hyphen"]:
            raise InvalidRequirementId(
                text, "one number after SR: 62443-4-1 writes a hyphen, 62443-3-3 two numbers", "SR-1 or SR 1.1"
            )
        prefix, numbers = f"{named['practice']}-", (int(named["number"]),)
    elif named["pair"]:
        prefix, numbers = named["pair"].replace("CLAUSE", "Clause"), (int(named["first"]), int(named["second"]))
    elif named["constraint"]:
        prefix, numbers = "CCSC", (int(named["constraint"]),)
    else:
        prefix, numbers = "", tuple(map(int, named["clause"].split(".")))
    return (_make(prefix, numbers, enhancement),)
