"""From one edition or corrigendum to the next: which findings carry over, and which need another look. The rule is *ours*."""

from __future__ import annotations

from attrs import frozen

from .._frozen import brief
from ..errors import InvalidFinding
from ..findings import Finding
from ..requirements import Requirement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..catalog import Catalog


@frozen
class Review:
    """A finding that needs another look, and why."""

    finding: Finding
    reason: str


@frozen(repr=False)
class Upgrade:
    """What becomes of findings in another edition."""

    #: Their requirement is the same there: they stand.
    carried: tuple[Finding, ...]
    #: Their requirement changed: they stand only after another look.
    review: tuple[Review, ...]
    #: Their requirement is not there any more.
    dropped: tuple[Review, ...]
    #: Requirements that are new there, and have no finding yet.
    new: tuple[Requirement, ...]

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            f"{len(self.carried)} carried",
            f"{len(self.review)} to review",
            f"{len(self.dropped)} dropped",
            f"{len(self.new)} new",
        )


def upgrade(findings: Iterable[Finding], from_: Catalog, to: Catalog) -> Upgrade:
    """Sort findings by what the other edition makes of their requirement; nothing is changed or lost.

    Ids are the keys. A requirement with another level, title, clause or group needs another look; one that is gone is named
    with the nearest one there. Raises `InvalidFinding` for catalogs of two parts, and for findings that `from_` has no place
    for.

    >>> from iec62443 import Verdict, load
    >>> old, new = load("3-3", corrigenda=()), load("3-3")
    >>> done = upgrade([Finding("SR 3.4", Verdict.MET), Finding("SR 3.5", Verdict.MET)], old, new)
    >>> [str(each.requirement) for each in done.carried], done.review[0].reason
    (['SR 3.5'], 'selected from SL 2 on, before from SL 1')
    """
    given = tuple(findings)
    changes = _changes(from_, to)
    strange = [
        each.requirement
        for each in given
        if each.requirement not in from_ and each.requirement not in from_.constraints
    ]
    if strange:
        raise InvalidFinding(from_.name, "; ".join(str(from_.unknown(each)) for each in dict.fromkeys(strange)))
    known = {each.id for each in (*to.requirements, *to.constraints.values())}
    return Upgrade(
        carried=tuple(each for each in given if each.requirement in known and each.requirement not in changes),
        review=tuple(
            Review(each, "; ".join(changes[each.requirement]))
            for each in given
            if each.requirement in known and each.requirement in changes
        ),
        dropped=tuple(
            Review(each, str(to.unknown(each.requirement))) for each in given if each.requirement not in known
        ),
        new=from_.diff(to).added,
    )


def _changes(from_: Catalog, to: Catalog) -> dict[object, list[str]]:
    """Say for each changed requirement what changed."""
    diff = from_.diff(to)
    changes: dict[object, list[str]] = {}
    for before, after in diff.level_changed:
        said = f"selected from SL {_level(after)} on, before from SL {_level(before)}"
        changes.setdefault(after.id, []).append(said)
    for before, after in diff.title_changed:
        changes.setdefault(after.id, []).append(f"its title is {after.title!r}, before {before.title!r}")
    for before, after in diff.moved:
        changes.setdefault(after.id, []).append(f"it stands in {_place(after)}, before in {_place(before)}")
    return changes


def _level(requirement: Requirement) -> str:
    return "none" if requirement.sl is None else str(int(requirement.sl))


def _place(requirement: Requirement) -> str:
    named = (f"clause {requirement.clause}" if requirement.clause else "", requirement.subgroup or requirement.group)
    return ", ".join(filter(None, named)) or "no clause"
