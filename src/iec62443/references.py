"""Requirement ids in running text: found in every notation, checked against the catalogs, spelt in one way."""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import frozen

from ._wild import PLAIN, Group, Item, Kind, Mark, scan
from .catalog import _EDITIONS, load
from .identifiers import RequirementId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
    #: Whether it is printed in its canonical form, or stands in a path or URL, where it cannot be.
    canonical: bool
    #: What to print in place of `printed`; None where more than an id lies in the span.
    replacement: str | None = None
    #: The part printed directly before it, with the year if there is one: ``62443-3-3:2013``.
    stated: str = ""

    @property
    def part(self) -> str:
        """The part of the series that the id belongs to."""
        return self.id.part


def find_all(text: str) -> tuple[Reference, ...]:
    """Find every requirement id in a running text, in the order of print, in linear time.

    >>> [each.id.text for each in find_all("SR 1.1, 1.2 and EDR/HDR 3.14; SI-2 of NIST SP 800-53 and SI-2 of IEC 62443-4-1")]
    ['SR 1.1', 'SR 1.2', 'EDR 3.14', 'HDR 3.14', 'SI-2']
    """
    normal = text.translate(PLAIN)
    known = _known()
    found: list[Reference] = []
    line: list[Mark | Group] = []
    for token in scan(normal, known):
        if token is not None:
            line.append(token)
            continue
        if line:
            found.extend(_references(text, normal, line, known))
            line = []
    return tuple(found)


@lru_cache(maxsize=1)
def _known() -> dict[RequirementId, str]:
    """Every id of every packaged catalog, with its title."""
    titles: dict[RequirementId, str] = {}
    for part, editions in _EDITIONS.items():
        for edition in editions:
            catalog = load(part, edition)
            titles |= {each.id: each.title for each in (*catalog.requirements, *catalog.constraints.values())}
            titles |= {id: heading.title for id, heading in catalog.headings.items()}
    return titles


def _references(
    text: str, normal: str, line: Sequence[Mark | Group], known: Mapping[RequirementId, str]
) -> Iterator[Reference]:
    """Give the references among what a line holds."""
    for place, group in _meant(normal, line, known):
        stated = _stated(normal, line, place)
        for item in group.items:
            ids = group.ids(item)
            printed = text[item.start : item.end]
            canonical = " / ".join(id.text for id in ids)
            spelt = canonical == re.sub(r" *\r?\n *", " ", printed) or _is_name(normal, item)
            for id in ids:
                yield Reference(
                    id, item.start, item.end, printed, spelt, canonical if item.whole and not spelt else None, stated
                )


def _meant(
    normal: str, line: Sequence[Mark | Group], known: Mapping[RequirementId, str]
) -> Iterator[tuple[int, Group]]:
    """Give the groups of a line that are meant as ids of 62443, with their places in the line."""
    hinted = any(token.ours if isinstance(token, Mark) else _is_sure(normal, token, known) for token in line)
    strange = any(isinstance(token, Mark) and not token.ours for token in line)
    side = next((token.ours for token in line if isinstance(token, Mark)), True)  # of whom the line speaks at a place
    owner = False  # whether 2-1 was named
    for place, token in enumerate(line):
        if isinstance(token, Mark):
            side = token.ours
            owner = owner or token.part == "62443-2-1"
            continue
        if token.kind is Kind.PRACTICE:
            meant = hinted and _is_practice(normal, line, place, known, strange=strange, side=side)
            side = meant
        elif token.kind is Kind.DOTTED:
            meant = owner and side
        elif token.kind is Kind.CLAUSE:
            meant = place > 0 and _stated(normal, line, place).startswith("62443-3-3")
        else:
            meant = _is_sure(normal, token, known) or _is_likely(token, known, hinted=hinted)
        if meant:
            yield place, token


def _is_sure(normal: str, group: Group, known: Mapping[RequirementId, str]) -> bool:
    """Say whether a group is an id of 62443 without anything around it."""
    if group.kind is Kind.FAMILY:
        return group.written.isupper() and (group.prefixes != ("SAR",) or group.ids(group.items[0])[0].base in known)
    if group.kind is Kind.PROVIDER:
        return re.match(r"SP\.?[0-9]{2}\.[0-9]{2}", normal[group.items[0].start :][:8]) is not None
    return group.kind in {Kind.ZONE, Kind.CONSTRAINT} and group.written.isupper()


def _is_likely(group: Group, known: Mapping[RequirementId, str], *, hinted: bool) -> bool:
    """Say whether a group that is not sure is an id, by the catalogs and by what its line speaks of."""
    first = group.items[0]
    exists = group.ids(first)[0] in known
    if group.kind is Kind.SPELT:
        return hinted
    if group.kind is Kind.OWNER:
        return (exists or hinted) if group.written.isupper() else (exists and hinted)
    if group.kind is Kind.PROVIDER or (not group.written.islower() and not group.written.isupper()):
        return exists and (hinted or first.enhancement is not None)
    return exists or (hinted and group.written.isupper())


def _is_practice(
    normal: str,
    line: Sequence[Mark | Group],
    place: int,
    known: Mapping[RequirementId, str],
    *,
    strange: bool,
    side: bool,
) -> bool:
    """Say whether a practice of 4-1 is meant; SI and SR are also families of NIST SP 800-53."""
    group = line[place]
    assert isinstance(group, Group)
    first = group.items[0]
    exists = group.ids(first)[0] in known
    hyphen = "-" in normal[first.start : first.end]
    if not hyphen:
        return exists and group.written.isupper() and group.written != "SR" and not strange
    if not strange or group.prefixes[0] not in {"SI-", "SR-"}:
        return True
    after = line[place + 1] if place + 1 < len(line) else None
    last = group.items[-1].end
    if isinstance(after, Mark) and re.fullmatch(
        r" ?[(\[]?(?: ?(?:of|from|in|aus|von|de|du) )?", normal[last : after.start][:9]
    ):
        return after.ours
    return side and exists and not re.match(r" ?\([0-9]", normal[last : last + 3])


_JOIN = re.compile(r"[ ]{0,2}[:/,(-]{0,2}[ ]{0,2}(?:req(?:uirement)?s?\b[. :]{0,2})?", re.IGNORECASE)
_SEVERAL = re.compile(r"[ ]{0,2}(?:[/,&+]|and|or|und|oder|et|ou)[ ]{0,2}(?:-|IEC ?|ISA ?|part ?)?", re.IGNORECASE)


def _stated(normal: str, line: Sequence[Mark | Group], place: int) -> str:
    """The part printed directly before a group, with its year; empty if there is none, or several."""
    mark = line[place - 1] if place else None
    group = line[place]
    if not isinstance(mark, Mark) or not isinstance(group, Group) or not mark.part:
        return ""
    if not _JOIN.fullmatch(normal, mark.end, min(group.items[0].start, mark.end + 30)):
        return ""
    before = line[place - 2] if place > 1 else None
    if isinstance(before, Mark) and _SEVERAL.fullmatch(normal, before.end, min(mark.start, before.end + 20)):
        return ""
    return f"{mark.part}:{mark.year}" if mark.year else mark.part


_NAMED_BEFORE = re.compile(r"(?:://[^\s]*|#|[A-Za-z_.]/)\Z")
_NAMED_AFTER = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}(?![A-Za-z0-9])")


def _is_name(normal: str, item: Item) -> bool:
    """Say whether an id stands in a URL, a path or the name of a file, which must be spelt as it is."""
    before = re.split(r"[\s\"'<>()\[\]]", normal[max(0, item.start - 200) : item.start])[-1]
    return bool(_NAMED_BEFORE.search(before) or _NAMED_AFTER.match(normal, item.end))
