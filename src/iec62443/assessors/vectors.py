"""From satisfied ids to a vector, and between the two forms of one: the fast way, without findings and reasons.

Rule (62443-3-3 Annex B, 4-2 Annex B): the level of a foundational requirement is the highest at which every requirement
selected there is satisfied.
"""

from __future__ import annotations

from functools import lru_cache

from ..errors import InvalidFinding
from ..identifiers import RequirementId
from ..levels import FR, SLVector
from ..requirements import as_component_types

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..catalog import Catalog
    from ..requirements import ComponentType, Requirement


def satisfied_vector(
    satisfied: Iterable[RequirementId | str],
    catalog: Catalog,
    component_types: Iterable[ComponentType] = (),
) -> SLVector:
    """Derive the vector from the ids that are satisfied and nothing else: the fast way, without reasons.

    Ids or canonical texts; what is not in the catalog counts for nothing.

    >>> from iec62443 import load
    >>> catalog = load("3-3")
    >>> print(satisfied_vector([each.id for each in catalog.required(2)], catalog))
    { 2 2 2 2 2 2 2 }
    """
    given = satisfied if isinstance(satisfied, (frozenset, set)) else frozenset(satisfied)
    types = as_component_types(component_types)
    steps = (_text_steps if isinstance(next(iter(given), ""), str) else _steps)(catalog, types)
    levels = [_climb(each, given) for each in steps.values()]
    if min(levels) < 4 and len(set(map(type, given))) > 1:  # ids and texts at once
        given = frozenset(str(each) for each in given)
        levels = [_climb(each, given) for each in _text_steps(catalog, types).values()]
    return SLVector(*levels)


def saturated(vector: SLVector, catalog: Catalog, component_types: Iterable[ComponentType] = ()) -> SLVector:
    """Lift a nominal vector to the highest levels that ask for nothing more.

    >>> from iec62443 import ComponentType, load
    >>> print(saturated(SLVector.uniform(1), load("4-2"), [ComponentType.EMBEDDED_DEVICE]))
    { 1 1 1 1 4 1 1 }
    """
    _, lifted = _forms(catalog, as_component_types(component_types))
    return SLVector(*[levels[level] for levels, level in zip(lifted, vector, strict=True)])


def nominal(vector: SLVector, catalog: Catalog, component_types: Iterable[ComponentType] = ()) -> SLVector:
    """Lower a vector to the highest levels that add a requirement, as printed on certificates.

    >>> from iec62443 import ComponentType, load
    >>> print(nominal(SLVector.uniform(4), load("4-2"), [ComponentType.EMBEDDED_DEVICE]))
    { 4 4 4 3 1 3 3 }
    """
    lowered, _ = _forms(catalog, as_component_types(component_types))
    return SLVector(*[levels[level] for levels, level in zip(lowered, vector, strict=True)])


@lru_cache(maxsize=64)
def applicable(catalog: Catalog, types: frozenset[ComponentType]) -> tuple[Requirement, ...]:
    """List the requirements with a level that apply to a union of types; `InvalidFinding` where the part has no levels."""
    if catalog.groups:
        raise InvalidFinding(catalog.name, "its requirements have no security levels")
    return catalog.required(4, types)


@lru_cache(maxsize=64)
def has_types(catalog: Catalog) -> bool:
    """Say whether the requirements of a part depend on the type of component."""
    return any(each.component_types for each in catalog.requirements)


@lru_cache(maxsize=64)
def enhancements(catalog: Catalog, types: frozenset[ComponentType]) -> dict[RequirementId, tuple[RequirementId, ...]]:
    """List for each base the enhancements of it that apply to a union of types."""
    found: dict[RequirementId, tuple[RequirementId, ...]] = {}
    for each in applicable(catalog, types):
        if each.base is not None:
            found[each.base] = (*found.get(each.base, ()), each.id)
    return found


@lru_cache(maxsize=64)
def applicable_texts(catalog: Catalog, types: frozenset[ComponentType]) -> frozenset[str]:
    """The printed ids of what a finding may be about: requirements that apply, and constraints."""
    return frozenset(each.id.text for each in (*applicable(catalog, types), *catalog.constraints.values()))


@lru_cache(maxsize=64)
def asked(catalog: Catalog, types: frozenset[ComponentType], level: int) -> dict[FR, frozenset[RequirementId]]:
    """List per FR what is asked for at a level; an FR without anything is left out."""
    per_fr = {
        fr: frozenset(id for below, added in steps if below < level for id in added)
        for fr, steps in _steps(catalog, types).items()
    }
    return {fr: ids for fr, ids in per_fr.items() if ids}


_Levels = tuple[int, ...]


@lru_cache(maxsize=64)
def _forms(catalog: Catalog, types: frozenset[ComponentType]) -> tuple[tuple[_Levels, ...], tuple[_Levels, ...]]:
    """Per FR the levels 0 to 4, each lowered to one that adds a requirement, and each lifted over those that add none."""
    adding = [{below + 1 for below, _ in steps} for steps in _steps(catalog, types).values()]
    return tuple(map(_lowered, adding)), tuple(map(_lifted, adding))


def _lowered(adding: set[int]) -> _Levels:
    levels = [0]
    for level in range(1, 5):
        levels.append(level if level in adding else levels[-1])
    return tuple(levels)


def _lifted(adding: set[int]) -> _Levels:
    levels = [4]
    for level in range(3, -1, -1):
        levels.append(level if level + 1 in adding else levels[-1])
    return tuple(levels[::-1])


_Steps = tuple[tuple[int, frozenset[RequirementId]], ...]
_TextSteps = tuple[tuple[int, frozenset[str]], ...]


@lru_cache(maxsize=64)
def _steps(catalog: Catalog, types: frozenset[ComponentType]) -> dict[FR, _Steps]:
    """Per FR the level below each added set of requirements, with that set."""
    added: dict[FR | None, dict[int, list[RequirementId]]] = {fr: {} for fr in FR}
    for each in applicable(catalog, types):
        added[each.fr].setdefault(int(each.sl or 0), []).append(each.id)
    return {fr: tuple((level - 1, frozenset(ids)) for level, ids in sorted(added[fr].items())) for fr in FR}


@lru_cache(maxsize=64)
def _text_steps(catalog: Catalog, types: frozenset[ComponentType]) -> dict[FR, _TextSteps]:
    """The same by the printed ids."""
    return {
        fr: tuple((below, frozenset(id.text for id in ids)) for below, ids in steps)
        for fr, steps in _steps(catalog, types).items()
    }


def _climb(steps: _Steps | _TextSteps, given: frozenset[RequirementId | str] | set[RequirementId | str]) -> int:
    for below, needed in steps:
        if not needed <= given:
            return below
    return 4
