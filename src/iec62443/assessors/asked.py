"""What is asked of a zone or conduit: the requirements of 3-3, of a conduit those in its scope. The default scope is *ours*."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from ..levels import FR
from ..selections import Selection
from ..system_level import system_level

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..catalog import Catalog
    from ..requirements import Requirement

#: Outside FR 5, the requirements that are asked of a conduit by default, each with its enhancements (*ours*).
_AT_A_BOUNDARY = (
    "SR 1.2",
    "SR 1.6",
    "SR 1.13",
    "SR 2.2",
    "SR 2.6",
    "SR 3.1",
    "SR 3.8",
    "SR 4.1",
    "SR 4.3",
    "SR 6.2",
    "SR 7.1",
)


def conduit_scope(catalog: Catalog) -> Selection:
    """Give what is asked of a conduit that states no scope of its own: FR 5, and what is about communication. *Ours*.

    >>> from iec62443 import load
    >>> scope = conduit_scope(load("3-3"))
    >>> "SR 5.2 RE(1)" in scope, "SR 1.5" in scope
    (True, False)
    """
    return _conduit_scope(catalog)


@lru_cache(maxsize=8)
def _conduit_scope(catalog: Catalog) -> Selection:
    inside = [each.id for each in catalog.requirements if each.fr is FR.RDF or each.id.base.text in _AT_A_BOUNDARY]
    outside = {each: "not about what passes a conduit (default scope)" for each in catalog if each not in inside}
    return Selection("What is asked of a conduit", catalog.part, catalog.edition, inside, outside)


@lru_cache(maxsize=64)
def asked(catalog: Catalog, scope: Selection | None) -> tuple[tuple[Requirement, bool], ...]:
    """The requirements that are asked of a place, each with whether components may close it."""
    alone = system_level()
    chosen = (each for each in catalog.requirements if scope is None or each.id in scope.ids)
    return tuple((each, each.id not in alone) for each in chosen)


@lru_cache(maxsize=64)
def adding_levels(catalog: Catalog, scope: Selection | None) -> dict[FR, frozenset[int]]:
    """The levels at which something more is asked of a place, per FR; none where nothing is."""
    levels: dict[FR, set[int]] = {fr: set() for fr in FR}
    for requirement, _ in asked(catalog, scope):
        levels[cast("FR", requirement.fr)].add(int(requirement.sl or 0))  # every one of 3-3 has one
    return {fr: frozenset(each) for fr, each in levels.items()}
