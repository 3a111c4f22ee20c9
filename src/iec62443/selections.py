"""A named choice over a catalog: a profile, a statement of applicability, a conduit's scope."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from ._frozen import FrozenMapping, brief, one_line
from ._views import html_view, mime_view
from .errors import InvalidFinding, InvalidRequirementId, quote
from .identifiers import RequirementId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .catalog import Catalog


def _as_ids(ids: Iterable[RequirementId | str]) -> frozenset[RequirementId]:
    return frozenset(RequirementId.parse(each) if isinstance(each, str) else each for each in ids)


def _as_reasons(reasons: Mapping[RequirementId, str] | Mapping[str, str]) -> FrozenMapping[RequirementId, str]:
    return FrozenMapping((RequirementId.parse(k) if isinstance(k, str) else k, v) for k, v in reasons.items())


def _as_parameters(
    parameters: Mapping[RequirementId, Mapping[str, str]] | Mapping[str, Mapping[str, str]],
) -> FrozenMapping[RequirementId, Mapping[str, str]]:
    return FrozenMapping(
        (RequirementId.parse(k) if isinstance(k, str) else k, FrozenMapping(v)) for k, v in parameters.items()
    )


@frozen(repr=False)
class Selection:
    """What is chosen of a catalog, what is not and why, and the parameters that were set.

    Source: the idea of a security profile, IEC TS 62443-1-5; the shape is *ours*.

    >>> from iec62443 import load
    >>> parameters = {"SR 1.11": {"attempts": "5"}}
    >>> ours = Selection("Baseline", "62443-3-3", "2013", ["SR 1.1"], {"SR 1.6": "no wireless"}, parameters)
    >>> len(ours.missing(load("3-3")))
    98
    """

    name: str
    part: str
    edition: str
    ids: frozenset[RequirementId] = field(converter=_as_ids)
    #: What is left out, with the reason.
    excluded: Mapping[RequirementId, str] = field(factory=FrozenMapping, converter=_as_reasons)
    #: Values such as a lock-out count or a log retention, by requirement and name.
    parameters: Mapping[RequirementId, Mapping[str, str]] = field(factory=FrozenMapping, converter=_as_parameters)

    _repr_html_ = html_view
    _repr_mimebundle_ = mime_view

    def __attrs_post_init__(self) -> None:
        """Refuse a choice that contradicts itself."""
        both = sorted(self.ids & set(self.excluded))
        if both:
            raise InvalidFinding(self.name, f"chosen and excluded at once: {', '.join(each.text for each in both)}")
        silent = sorted(id for id, reason in self.excluded.items() if not reason.strip())
        if silent:
            raise InvalidFinding(self.name, f"excluded without a reason: {', '.join(each.text for each in silent)}")

    def __contains__(self, id: object) -> bool:
        """Say whether a requirement is chosen, given as an id or a text that reads as one."""
        try:
            return (RequirementId.parse(id) if isinstance(id, str) else id) in self.ids
        except InvalidRequirementId:
            return False

    def missing(self, catalog: Catalog) -> tuple[RequirementId, ...]:
        """Give the requirements of the catalog that are neither chosen nor excluded with a reason."""
        return tuple(id for id in catalog if id not in self.ids and id not in self.excluded)

    def unknown(self, catalog: Catalog) -> tuple[RequirementId, ...]:
        """Give the ids that the catalog does not have."""
        return tuple(sorted(id for id in {*self.ids, *self.excluded, *self.parameters} if id not in catalog))

    def without_base(self) -> tuple[RequirementId, ...]:
        """Give the enhancements that are chosen without their base."""
        return tuple(sorted(id for id in self.ids if id.base not in self.ids))

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            quote(self.name),
            f"{len(self.ids)} of {one_line(self.part)}:{one_line(self.edition)}",
            f"{len(self.excluded)} excluded" if self.excluded else "",
            f"{len(self.parameters)} with parameters" if self.parameters else "",
        )
