"""Requirement ids in running text: found in every notation, and spelt in one.

The rules by which an open notation is taken for an id are *ours*.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from ._wild import PLAIN, SEPARATOR, Group, Item, Kind, Mark, scan
from .catalog import _EDITIONS, load
from .identifiers import _PREFIXES, RequirementId, _print

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .catalog import Catalog


@frozen
class Reference:
    """An id where it is printed in a text.

    >>> first, second = find_all("See SR 1.1 RE1 and CR 4.1.")
    >>> first.printed, first.id, first.canonical, second.canonical
    ('SR 1.1 RE1', RequirementId('SR 1.1 RE(1)'), False, True)
    """

    id: RequirementId
    #: Where it is printed, as places in the text: ``text[start:end] == printed``. Several ids may share a span.
    start: int
    end: int
    printed: str
    #: Whether it is printed in its canonical form (of 2-4 also without BR: ``SP.01.01``), or stands in a path or URL, where it
    #: cannot be.
    canonical: bool
    #: What to print in place of `printed`; None when that is canonical, or more than an id lies in the span.
    replacement: str | None = None
    #: The part printed directly before it, with the year if there is one: ``62443-3-3:2013``.
    stated: str = ""

    @property
    def text(self) -> str:
        """The id in its canonical print."""
        return self.id.text

    @property
    def part(self) -> str:
        """The part of the series that the id belongs to."""
        return self.id.part


@frozen
class Misnumbered:
    """What is printed like an id and can be none: SR 8.1, SM-0. `find_all` leaves it, `lint` reports it."""

    prefix: str
    numbers: tuple[int, ...]
    enhancement: int | None
    #: Where it is printed, as places in the text, as of a `Reference`.
    start: int
    end: int
    printed: str

    @property
    def text(self) -> str:
        """What would be the canonical print if there were such an id."""
        return _print(self.prefix, self.numbers, self.enhancement)

    @property
    def part(self) -> str:
        """The part of the series whose ids begin so."""
        return _PREFIXES[self.prefix][0]


def find_all(text: str) -> tuple[Reference, ...]:
    """Find every requirement id in a running text, in the order of print, in linear time.

    What else has the form of an id is told from it by the catalogs and by what its line speaks of.

    >>> text = "SR 1.1, 1.2 and EDR/HDR 3.14; SI-2 of NIST SP 800-53, and SI-2 of IEC 62443-4-1"
    >>> [each.id.text for each in find_all(text)]
    ['SR 1.1', 'SR 1.2', 'EDR 3.14', 'HDR 3.14', 'SI-2']
    """
    return tuple(each for line in _lines(text) for each in line.references(text))


def find_with_misnumbered(text: str) -> tuple[Reference | Misnumbered, ...]:
    """Find what `find_all` finds and what can be no id for its number, in the order of print."""
    found: list[Reference | Misnumbered] = []
    for line in _lines(text):
        found += sorted((*line.references(text), *line.misnumbered(text)), key=lambda each: each.start)
    return tuple(found)


def _lines(text: str) -> Iterator[_Line]:
    """Read a text line by line; a line of which nothing looks like an id is left out."""
    normal = text.translate(PLAIN)
    known = _titles()
    tokens: list[Mark | Group] = []
    odd: list[Group] = []
    for token in scan(text, normal, known):
        if isinstance(token, Group) and not token.possible:
            odd.append(token)
        elif token is not None:
            tokens.append(token)
        elif tokens or odd:
            yield _Line(normal, tokens, odd, known)
            tokens, odd = [], []


def fix_references(text: str) -> str:
    """Print every id of a text in its canonical form, and change nothing else: the ids stay the same.

    A list gets its prefixes back (``SR 1.1, 1.2`` becomes ``SR 1.1, SR 1.2``), and a number that stands for several ids is
    printed for each (``EDR / HDR 3.14`` becomes ``EDR 3.14 / HDR 3.14``). What holds more than an id is left as it is: a
    title before the RE, a line end, a bracket around several REs; so is an id in a path or URL. No BR is added, which would
    narrow what is meant: ``sp 1.1`` becomes ``SP.01.01``.

    >>> fix_references("sr1.1re1, RE 2; EDR/HDR 3.14 (req/sr1.1.md)")
    'SR 1.1 RE(1), SR 1.1 RE(2); EDR 3.14 / HDR 3.14 (req/sr1.1.md)'
    """
    pieces: list[str] = []
    place = 0
    for each in find_all(text):
        if each.replacement is not None and each.start >= place:
            pieces += [text[place : each.start], each.replacement]
            place = each.end
    return "".join((*pieces, text[place:]))


@lru_cache(maxsize=1)
def packaged_catalogs() -> tuple[Catalog, ...]:
    """Load every packaged part in every edition."""
    return tuple(load(part, edition) for part, editions in _EDITIONS.items() for edition in editions)


@lru_cache(maxsize=1)
def _titles() -> dict[str, str]:
    """Every id of every packaged catalog, with its title."""
    titles: dict[str, str] = {}
    for catalog in packaged_catalogs():
        titles |= {each.id.text: each.title for each in (*catalog.requirements, *catalog.constraints.values())}
        titles |= {id.text: heading.title for id, heading in catalog.headings.items()}
    return titles


_CLAIM = re.compile(r" ?[(\[]?(?: ?(?:of|from|in|aus|von|de|du) )?(?:the )?")
_JOIN = re.compile(r" {0,2}[:/,(-]{0,2} {0,2}(?:req(?:uirement)?s?\b[. :]{0,2})?", re.IGNORECASE)
_SEVERAL = re.compile(r" {0,2}(?:[/,&+]|and|or|und|oder|et|ou) {0,2}(?:-|IEC ?|ISA ?|part ?)?", re.IGNORECASE)
_NAMED_BEFORE = re.compile(r"(?:://\S*|#|[a-z_.]/)\Z")
_NAMED_AFTER = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}(?![A-Za-z0-9])")


@frozen
class _Line:
    """What a line holds, and which of it is meant as an id of 62443."""

    normal: str
    tokens: Sequence[Mark | Group]
    #: What has the form of an id and a number that none can have.
    odd: Sequence[Group]
    known: Mapping[str, str]

    def references(self, text: str) -> Iterator[Reference]:
        """Give the ids that are meant."""
        for place, group in self._meant():
            stated = self._stated(place)
            shared = len(group.prefixes) > 1 and not all(
                item.whole for item in group.items
            )  # what is left needs all prefixes
            for item in group.items:
                ids = group.ids(item)
                printed = text[item.start : item.end]
                right = " / ".join(id.text.removesuffix(" BR") if item.bare else id.text for id in ids)
                canonical = right == re.sub(r" *\r?\n *", " ", printed) or _is_name(self.normal, item)
                replacement = right if item.whole and not canonical and not shared else None
                for id in ids:
                    yield Reference(id, item.start, item.end, printed, canonical, replacement, stated)

    def misnumbered(self, text: str) -> Iterator[Misnumbered]:
        """Give what is meant as an id and can be none."""
        hinted = bool(self.odd) and self._is_hinted()
        for group in self.odd:
            (item,) = group.items
            if group.kind is Kind.FAMILY:
                meant = group.written.isupper() and (hinted or group.prefixes != ("SAR",))
            else:
                meant = hinted and (group.kind is Kind.SPELT or "-" in self.normal[group.start : group.end])
            if meant:
                for prefix in group.prefixes:
                    printed = text[item.start : item.end]
                    yield Misnumbered(prefix, item.numbers, item.enhancement, item.start, item.end, printed)

    def _is_hinted(self) -> bool:
        """Say whether the line speaks of 62443, by a name, by words that fit and nothing else, or by an id."""
        marks = [token for token in self.tokens if isinstance(token, Mark)]
        named = any(mark.ours and not mark.weak for mark in marks)
        return named or (bool(marks) and all(mark.ours for mark in marks)) or any(map(self._is_hint, self.tokens))

    def _meant(self) -> Iterator[tuple[int, Group]]:
        """Give the groups that are ids of 62443, with their places."""
        marks = [token for token in self.tokens if isinstance(token, Mark)]
        strange = not all(mark.ours for mark in marks)
        named = any(mark.ours and not mark.weak for mark in marks)
        hinted = self._is_hinted()
        claims = self._claims() if strange else [None] * len(self.tokens)
        side = next((mark.ours for mark in marks if not mark.weak), True)  # whether the line speaks of 62443 at a place
        owner = False  # whether 2-1 was named
        for place, token in enumerate(self.tokens):
            if isinstance(token, Mark):
                side = side if token.weak else token.ours
                owner = owner or token.part == "62443-2-1"
                continue
            if token.kind is Kind.PRACTICE:
                claim = claims[place]
                ours = (side if claim is None else claim) if strange else None
                meant = side = hinted and self._is_practice(place, token, named=named, ours=ours)
            elif token.kind is Kind.DOTTED:
                meant = owner and side
            elif token.kind is Kind.CLAUSE:
                meant = self._stated(place).startswith("62443-3-3")
            else:
                meant = self._is_meant(token, hinted=hinted)
            if meant:
                yield place, token

    def _exists(self, group: Group) -> bool:
        return group.ids(group.items[0])[0].text in self.known

    def _is_hint(self, token: Mark | Group) -> bool:
        """Say whether an id shows by itself that its line speaks of 62443."""
        if isinstance(token, Mark) or token.kind not in {Kind.FAMILY, Kind.PROVIDER, Kind.ZONE, Kind.CONSTRAINT}:
            return False
        return self._is_meant(token, hinted=False)

    def _is_meant(self, group: Group, *, hinted: bool) -> bool:
        """Say whether a group is an id, by its form, the catalogs, and whether its line speaks of 62443 (`hinted`)."""
        exists, upper = self._exists(group), group.written.isupper()
        enhancement = group.items[0].enhancement is not None
        if group.kind is Kind.SPELT:
            return hinted
        if group.kind is Kind.OWNER:
            return (exists or hinted) if upper else (exists and hinted)
        if group.kind is Kind.PROVIDER:
            plain = re.match(r"SP\.?[0-9]{2}\.[0-9]{2}", self.normal[group.start : group.start + 8])
            return plain is not None or (exists and (hinted or enhancement))
        if group.prefixes == ("SAR",) or (
            group.kind is Kind.FAMILY and not upper
        ):  # absorption rates; the elements Cr and Sr
            return (exists and (hinted or upper or group.written.islower() or enhancement)) or (hinted and upper)
        return upper or exists

    def _is_practice(self, place: int, group: Group, *, named: bool, ours: bool | None) -> bool:
        """Say whether a practice of 4-1 is meant in a line that speaks of 62443.

        SI and SR are also families of NIST SP 800-53: where a line speaks of something else too, `ours` says of which there.
        """
        exists = self._exists(group)
        stated = self._stated(place).startswith("62443-4-1")
        if "-" not in self.normal[group.start : group.items[0].end]:
            return exists and group.prefixes[0] != "SR-" and (stated or (ours is None and group.written.isupper()))
        if group.prefixes[0] not in {"SI-", "SR-"} or stated:
            return True
        if ours is None:
            return named or exists
        return ours and exists and not re.match(r" ?\([0-9]{1,2}\)", self.normal[group.end : group.end + 5])

    def _claims(self) -> list[bool | None]:
        """Say for each place whose it is by what is named right after: ``SI-2 (NIST)``, ``SI-1, SI-2 of 4-1``."""
        claims: list[bool | None] = [None] * len(self.tokens)
        for place in range(len(self.tokens) - 2, -1, -1):
            token, after = self.tokens[place], self.tokens[place + 1]
            between = _between(self.normal, token, after)
            if isinstance(after, Mark):
                claims[place] = after.ours if _CLAIM.fullmatch(between) else None
            elif after.kind is Kind.PRACTICE and SEPARATOR.fullmatch(between):
                claims[place] = claims[place + 1]
        return claims

    def _stated(self, place: int) -> str:
        """The part printed directly before a group, with its year; empty if there is none, or several."""
        mark = self.tokens[place - 1] if place else None
        if (
            not isinstance(mark, Mark)
            or not mark.part
            or not _JOIN.fullmatch(_between(self.normal, mark, self.tokens[place]))
        ):
            return ""
        before = self.tokens[place - 2] if place > 1 else None
        if (
            isinstance(before, Mark)
            and before.part not in {"", mark.part}
            and _SEVERAL.fullmatch(_between(self.normal, before, mark))
        ):
            return ""
        return f"{mark.part}:{mark.year}" if mark.year else mark.part


def _between(normal: str, first: Mark | Group, second: Mark | Group) -> str:
    """What stands between two neighbours, if it is short."""
    return normal[first.end : second.start] if second.start - first.end <= 30 else "..."


def _is_name(normal: str, item: Item) -> bool:
    """Say whether an id stands in a URL, a path or the name of a file, which must be spelt as it is."""
    before = re.split(r"[\s\"'<>()\[\]]", normal[max(0, item.start - 200) : item.start])[-1]
    return bool(_NAMED_BEFORE.search(before) or _NAMED_AFTER.match(normal, item.end))
