"""Requirement ids in running text against the catalogs: which do not exist, point elsewhere, are of another part, are misspelt.

The rules are *ours*.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from functools import lru_cache
from itertools import zip_longest

from attrs import frozen

from .errors import quote
from .identifiers import RequirementId
from .references import Misnumbered, Reference, find_with_misnumbered, packaged_catalogs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .catalog import Catalog


class LintRule(Enum):
    """What can be wrong with a reference.

    >>> LintRule("wrong-part").level
    'error'
    """

    UNKNOWN_REQUIREMENT = "unknown-requirement"
    WRONG_PART = "wrong-part"
    POINTER_HEADING = "pointer-heading"
    NO_COMPONENT_REQUIREMENT = "no-component-requirement"
    NOT_CANONICAL = "not-canonical"

    @property
    def level(self) -> str:
        """How grave it is: error, warning or note."""
        return _RULES[self][0]

    @property
    def description(self) -> str:
        """The rule in a sentence."""
        return _RULES[self][1]


_RULES = {
    LintRule.UNKNOWN_REQUIREMENT: ("error", "No edition of the part has a requirement with this id."),
    LintRule.WRONG_PART: ("error", "The part or edition printed before the id is not the one that the id belongs to."),
    LintRule.POINTER_HEADING: ("warning", "The id is a heading of 62443-4-2 that only points on to requirements."),
    LintRule.NO_COMPONENT_REQUIREMENT: ("warning", "The id is a heading of 62443-4-2 without a component requirement."),
    LintRule.NOT_CANONICAL: (
        "note",
        "The id is not printed in its canonical form, so that a search for that misses it.",
    ),
}


@frozen
class LintFinding:
    """What is wrong with a reference, where, why, and what would be right."""

    rule: LintRule
    reference: Reference | Misnumbered
    #: From 1, in characters; the end is the place after the last character.
    line: int
    column: int
    end_line: int
    end_column: int
    reason: str
    #: The nearest right ids, or what would be right to print; may be empty.
    nearest: tuple[str, ...] = ()

    @property
    def replacement(self) -> str | None:
        """What `fix_references` prints instead; None where only a person can tell."""
        if isinstance(self.reference, Misnumbered) or self.rule is not LintRule.NOT_CANONICAL:
            return None
        return self.reference.replacement

    @property
    def message(self) -> str:
        """Why, and what is near."""
        return f"{self.reason}; nearest: {', '.join(self.nearest)}" if self.nearest else self.reason

    def __str__(self) -> str:
        """Say where, which rule, why, and what is near."""
        return f"{self.line}:{self.column}: {self.rule.value}: {self.message}"


def lint(text: str, catalogs: Iterable[Catalog] | None = None) -> tuple[LintFinding, ...]:
    r"""Check every requirement id in a text against the catalogs (all packaged ones if none are given).

    An id of a part that none of the catalogs covers is not looked up; its spelling is checked all the same.

    >>> for finding in lint("See SP.01.08 BR and CR 3.2,\nIEC 62443-4-2 SR 4.3"):
    ...     print(finding)
    1:5: unknown-requirement: 'SP.01.08 BR' is in no edition of 62443-2-4; nearest: SP.01.07 BR, SP.01.06 BR, SP.01.05 BR
    1:21: pointer-heading: 'CR 3.2' is a heading that only points on; nearest: SAR 3.2, EDR 3.2, HDR 3.2, NDR 3.2
    2:15: wrong-part: it says 62443-4-2, but SR 4.3 is of 62443-3-3; nearest: 62443-3-3 SR 4.3, 62443-4-2 CR 4.3
    """
    chosen = packaged_catalogs() if catalogs is None else tuple(catalogs)
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    findings: list[LintFinding] = []
    spelt = 0  # ids that share a span share its spelling
    for each in find_with_misnumbered(text):
        line, end_line = bisect_right(lines, each.start), bisect_right(lines, each.end)
        start, end = each.start - lines[line - 1] + 1, each.end - lines[end_line - 1] + 1
        problems = _problems(text, each, chosen) if isinstance(each, Reference) else _impossible(each, chosen)
        for rule, reason, nearest in problems:
            if rule is not LintRule.NOT_CANONICAL or each.end > spelt:
                findings.append(LintFinding(rule, each, line, start, end_line, end, reason, nearest))
        spelt = each.end
    return tuple(findings)


_SHORT = re.compile("[-0-9(]|RE(?![a-z])|enhancement", re.IGNORECASE)  # the next id of a list
_Problem = tuple[LintRule, str, tuple[str, ...]]


def _problems(text: str, reference: Reference, catalogs: tuple[Catalog, ...]) -> Iterator[_Problem]:
    id = reference.id
    for problem in (_unknown(id, catalogs), _misplaced(id, reference.stated, catalogs)):
        if problem is not None:
            yield problem
    after = text[reference.end : reference.end + 1]
    if after.isascii() and after.isalpha():
        reason = f"{quote(after)} directly after {id} is an item of a list inside it, not part of an id"
        yield LintRule.NOT_CANONICAL, reason, (id.text,)
    elif not reference.canonical:
        right = reference.replacement or id.text
        short = _SHORT.match(reference.printed)
        flaw = "leaves out what it shares with the id before it" if short else "is not the canonical print"
        yield LintRule.NOT_CANONICAL, f"{quote(reference.printed)} {flaw}", (right,)


def _impossible(odd: Misnumbered, catalogs: tuple[Catalog, ...]) -> Iterator[_Problem]:
    """Say that there can be no such id, if its part is covered."""
    own = [catalog for catalog in catalogs if catalog.part == odd.part]
    if own:
        why = (
            "numbers begin with 1"
            if 0 in odd.numbers
            else f"there are seven foundational requirements, no {odd.numbers[0]}"
        )
        reason = f"{quote(odd.text)} can be no id of {odd.part}: {why}"
        yield LintRule.UNKNOWN_REQUIREMENT, reason, _nearest(odd.prefix, odd.numbers, odd.enhancement, own)


@lru_cache(maxsize=4096)
def _unknown(id: RequirementId, catalogs: tuple[Catalog, ...]) -> _Problem | None:
    """Say why an id is no requirement of the catalogs of its part."""
    own = [catalog for catalog in catalogs if catalog.part == id.part]
    if not own or any(id in catalog or id in catalog.constraints for catalog in own):
        return None
    for catalog in own:
        heading = catalog.headings.get(id.base)
        if heading is not None and heading.system_requirement is not None:
            reason = f"{quote(id.text)} is a heading without a component requirement"
            return LintRule.NO_COMPONENT_REQUIREMENT, reason, (heading.system_requirement.text,)
        if heading is not None:
            meant = (RequirementId(to.prefix, to.numbers, id.enhancement) for to in heading.to)
            nearest = tuple(each.text for each in meant if each in catalog) or tuple(to.text for to in heading.to)
            return LintRule.POINTER_HEADING, f"{quote(id.text)} is a heading that only points on", nearest
    inside = any(each.text.startswith(f"{id.text}.") for catalog in own for each in catalog)
    reason = f"{quote(id.text)} is " + ("a clause that holds requirements" if inside else f"in no edition of {id.part}")
    return LintRule.UNKNOWN_REQUIREMENT, reason, _nearest(id.prefix, id.numbers, id.enhancement, own)


def _nearest(
    prefix: str, numbers: tuple[int, ...], enhancement: int | None, catalogs: Iterable[Catalog]
) -> tuple[str, ...]:
    """The three nearest ids: of the same requirement, else of the same prefix, by how near each number is."""
    all = [each for catalog in catalogs for each in (*catalog.constraints, *catalog) if each.prefix == prefix]
    kin = [each for each in all if each.numbers == numbers] or [each for each in all if not each.is_enhancement]

    def distance(other: RequirementId) -> tuple[int, ...]:
        both = zip_longest((*other.numbers, other.enhancement or 0), (*numbers, enhancement or 0), fillvalue=0)
        return tuple(abs(theirs - mine) for theirs, mine in both)

    return tuple(each.text for each in sorted(kin, key=distance)[:3])


@lru_cache(maxsize=4096)
def _misplaced(id: RequirementId, stated: str, catalogs: tuple[Catalog, ...]) -> _Problem | None:
    """Say that the part or edition printed before an id is another one."""
    part, _, year = stated.partition(":")
    if part and part != id.part:
        right = (f"{id.part} {id.text}", *(f"{part} {each.text}" for each in _akin(id, part, catalogs)))
        return LintRule.WRONG_PART, f"it says {part}, but {id.text} is of {id.part}", right
    editions = {catalog.edition: id in catalog for catalog in catalogs if catalog.part == part}
    if editions.get(year, True) or not any(editions.values()):
        return None
    right = tuple(f"{part}:{edition} {id.text}" for edition, has in editions.items() if has)
    return LintRule.WRONG_PART, f"it says {stated}, but {id.text} is of another edition", right


def _akin(id: RequirementId, part: str, catalogs: tuple[Catalog, ...]) -> Iterator[RequirementId]:
    """Give the ids of a part that correspond to an id of another part."""
    for catalog in catalogs:
        for each in (*catalog.requirements, *catalog.constraints.values()):
            other = each.corresponds_to
            if other is not None and each.id.part == part and other == id:
                yield each.id
            if other is not None and each.id == id and other.part == part:
                yield other
