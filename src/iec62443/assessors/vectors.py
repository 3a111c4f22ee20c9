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
    steps_by_id, steps_by_text = _steps(catalog, as_component_types(component_types))
    steps = steps_by_text if isinstance(next(iter(given), ""), str) else steps_by_id
    levels = [_climb(each, given) for each in steps]
    if min(levels) < 4 and len(set(map(type, given))) > 1:  # ids and texts at once
        given = frozenset(str(each) for each in given)
        levels = [_climb(each, given) for each in steps_by_text]
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
    rows = [each for each in applicable(catalog, types) if each.sl is not None and each.sl <= level]
    per_fr = {fr: frozenset(each.id for each in rows if each.fr is fr) for fr in FR}
    return {fr: ids for fr, ids in per_fr.items() if ids}


_Forms = tuple[tuple[int, ...], ...]


@lru_cache(maxsize=64)
def _forms(catalog: Catalog, types: frozenset[ComponentType]) -> tuple[_Forms, _Forms]:
    """Per FR the levels 0 to 4, each lowered to one that adds a requirement, and each lifted over those that add none."""
    rows = applicable(catalog, types)
    adds = [sorted({int(each.sl or 0) for each in rows if each.fr is fr}) for fr in FR]
    lowered = [[max((step for step in steps if step <= level), default=0) for level in range(5)] for steps in adds]
    lifted = [[min((step for step in steps if step > level), default=5) - 1 for level in range(5)] for steps in adds]
    return tuple(map(tuple, lowered)), tuple(map(tuple, lifted))


_Step = tuple[int, frozenset[RequirementId] | frozenset[str]]


@lru_cache(maxsize=64)
def _steps(catalog: Catalog, types: frozenset[ComponentType]) -> tuple[tuple[tuple[_Step, ...], ...], ...]:
    """Per FR the level below each added set of requirements with that set: by id, and by text."""
    by_id = []
    for fr in FR:
        rows = [each for each in applicable(catalog, types) if each.fr is fr]
        levels = sorted({int(each.sl or 0) for each in rows})
        by_id.append(tuple((level - 1, frozenset(each.id for each in rows if each.sl == level)) for level in levels))
    by_text = tuple(tuple((below, frozenset(id.text for id in ids)) for below, ids in steps) for steps in by_id)
    return tuple(by_id), by_text


def _climb(steps: tuple[_Step, ...], given: frozenset[RequirementId | str] | set[RequirementId | str]) -> int:
    for below, needed in steps:
        if not needed <= given:
            return below
    return 4
