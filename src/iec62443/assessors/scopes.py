"""What of a part is to be rated with a maturity level: the scope, as a selection that says what it leaves out and why.

Source: 62443-2-4 has base requirements and enhancements, of which a service provider offers what it offers; that the base
requirements are the default, and that nothing leaves without a reason, is *ours*.
"""

from __future__ import annotations

from ..catalog import Catalog, editions
from ..errors import InvalidFinding, InvalidRequirementId
from ..findings import MATURITY_PARTS
from ..selections import Selection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..identifiers import RequirementId

_WITHOUT = frozenset({("62443-2-1", "2009")})  # the first edition of 2-1 rates nothing


def scope(
    catalog: Catalog,
    enhancements: Iterable[RequirementId | str] = (),
    excluded: Mapping[RequirementId, str] | Mapping[str, str] | None = None,
    *,
    name: str = "",
) -> Selection:
    """Choose what is to be rated: every base requirement, the enhancements named, less what is excluded with a reason.

    The default is *ours*. `excluded` maps an id, or a whole group such as an area of services that is not offered, to the
    reason; the reason of an id goes before that of its group. Raises `InvalidFinding` for an enhancement without its base
    in the scope, an exclusion without a reason, and a part without maturity levels; `UnknownRequirement` for other ids.

    >>> from iec62443 import load
    >>> chosen = scope(load("2-4"), ["SP.01.01 RE(1)"], {"SP.05": "no safety systems are offered"})
    >>> len(chosen.ids), len(chosen.excluded)
    (64, 12)
    """
    check_part(catalog.name, catalog)
    title = name or f"Scope over {catalog.name}"
    given: dict[RequirementId | str, str] = dict((excluded or {}).items())
    reasons: dict[RequirementId, str] = {}
    for group in catalog.groups:  # a group before the groups in it, and both before single ids
        if group in given:
            reasons.update((each.id, given[group]) for each in catalog.by_group(group))
    reasons.update((_excluded_id(catalog, key, title), why) for key, why in given.items() if key not in catalog.groups)
    extra = [catalog[each] for each in enhancements]
    bases = [each.id.text for each in extra if each.base is None]
    if bases:
        raise InvalidFinding(title, f"chosen as an enhancement, but none: {', '.join(bases)}")
    ids = [each.id for each in catalog.requirements if each.base is None and each.id not in reasons]
    chosen = Selection(title, catalog.part, catalog.edition, [*ids, *(each.id for each in extra)], reasons)
    check_scope(chosen, catalog)
    return chosen


def check_part(about: str, catalog: Catalog) -> None:
    """Refuse a part or an edition without maturity levels."""
    rated = [(part, year) for part in sorted(MATURITY_PARTS) for year in editions(part) if (part, year) not in _WITHOUT]
    if (catalog.part, catalog.edition) not in rated:
        known = ", ".join(f"{part}:{year}" for part, year in rated)
        raise InvalidFinding(about, f"{catalog.name} has no maturity levels; those that have: {known}")


def check_scope(chosen: Selection, catalog: Catalog) -> None:
    """Refuse a scope over another catalog, and an enhancement without its base in it."""
    if (chosen.part, chosen.edition) != (catalog.part, catalog.edition):
        raise InvalidFinding(
            chosen.name, f"it is a scope over {chosen.part}:{chosen.edition}, the catalog is {catalog.name}"
        )
    problems = [str(catalog.unknown(id)) for id in chosen.unknown(catalog)]
    problems += [f"{id} is in the scope without its base {id.base}" for id in chosen.without_base()]
    if problems:
        raise InvalidFinding(chosen.name, "; ".join(problems))


def _excluded_id(catalog: Catalog, key: RequirementId | str, about: str) -> RequirementId:
    try:
        return catalog[key].id
    except InvalidRequirementId:
        groups = ", ".join(catalog.groups)
        raise InvalidFinding(
            about, f"{key!r} is neither a requirement nor a group of {catalog.name}; its groups: {groups}"
        ) from None
