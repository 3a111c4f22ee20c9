"""Zones and conduits: what belongs together, what joins it, their targets, and what was found of them as a whole.

Source: 62443-3-2 for what a zone and conduit specification holds (ZCR 5 and 6); the shape is *ours*.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from ._frozen import FrozenMapping, brief, how_many
from ._views import html_view, mime_view
from .claims import RiskAcceptance
from .components import as_findings, as_id
from .errors import InvalidFinding, quote
from .findings import Finding, as_texts
from .identifiers import RequirementId
from .levels import SLVector
from .selections import Selection

SYSTEM_PART = "62443-3-3"


def _as_providers(
    providers: Mapping[RequirementId, str] | Mapping[str, str],
) -> FrozenMapping[RequirementId, str]:
    return FrozenMapping((as_id(id), name) for id, name in providers.items())


def _as_target(target: SLVector | int | None) -> SLVector | None:
    return target if target is None or isinstance(target, SLVector) else SLVector.uniform(target)


def _as_acceptances(values: Iterable[RiskAcceptance]) -> tuple[RiskAcceptance, ...]:
    return tuple(values)


@frozen(repr=False)
class Zone:
    """A zone: what belongs together, who answers for it, its target, and what was found of it as a whole.

    `findings` and `as_built` are on requirements of 3-3: of the design, and as built. `providers` says for a requirement which
    zone or component provides it to this zone; `provides` are the findings on what this zone provides to others.
    """

    name: str
    #: SL-T; None while it is not set.
    target: SLVector | None = field(default=None, converter=_as_target)
    #: The components in it, by name.
    components: tuple[str, ...] = field(default=(), converter=as_texts)
    #: The zone that it lies in, by name.
    parent: str = ""
    findings: tuple[Finding, ...] = field(default=(), converter=as_findings)
    as_built: tuple[Finding, ...] = field(default=(), converter=as_findings)
    provides: tuple[Finding, ...] = field(default=(), converter=as_findings)
    provides_as_built: tuple[Finding, ...] = field(default=(), converter=as_findings)
    providers: Mapping[RequirementId, str] = field(factory=FrozenMapping, converter=_as_providers)
    #: Why SL-T is as it is: the scenarios, the policy, the decision.
    target_basis: str = ""
    #: The recorded reason why the initial risk is tolerable, so that no SL-T is set (ZCR 4.1).
    initial_risk_tolerable: str = ""
    #: Who is accountable (ZCR 6.4).
    owner: str = ""
    logical_boundary: str = ""
    physical_boundary: str = ""
    access_points: tuple[str, ...] = field(default=(), converter=as_texts)
    #: Whether the whole zone is declared safety-related (ZCR 3.3); None when nobody said.
    safety_related: bool | None = None
    policies: tuple[str, ...] = field(default=(), converter=as_texts)
    assumptions: tuple[str, ...] = field(default=(), converter=as_texts)
    acceptances: tuple[RiskAcceptance, ...] = field(default=(), converter=_as_acceptances)
    description: str = ""

    _repr_html_ = html_view
    _repr_mimebundle_ = mime_view

    def __attrs_post_init__(self) -> None:
        """Refuse a place without a name and findings on another part."""
        _check_place(self)

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            quote(self.name),
            f"SL-T {self.target}" if self.target else "no SL-T",
            how_many(self.components, "component"),
            how_many(self.findings, "finding"),
            f"{len(self.as_built)} as built" if self.as_built else "",
        )


@frozen(repr=False)
class Conduit:
    """A conduit: the communication between zones, or between a zone and the outside, with its own target and scope."""

    name: str
    #: The zones and externals that it joins, by name.
    joins: tuple[str, ...] = field(default=(), converter=as_texts)
    target: SLVector | None = field(default=None, converter=_as_target)
    #: The requirements of 3-3 that are asked of it; None for the default scope (*ours*, see `assessors.zones`).
    scope: Selection | None = None
    #: Its components, such as firewalls, by name.
    components: tuple[str, ...] = field(default=(), converter=as_texts)
    #: Those of its components, or of those of the zones it joins, that guard the boundary.
    boundary_devices: tuple[str, ...] = field(default=(), converter=as_texts)
    findings: tuple[Finding, ...] = field(default=(), converter=as_findings)
    as_built: tuple[Finding, ...] = field(default=(), converter=as_findings)
    provides: tuple[Finding, ...] = field(default=(), converter=as_findings)
    provides_as_built: tuple[Finding, ...] = field(default=(), converter=as_findings)
    providers: Mapping[RequirementId, str] = field(factory=FrozenMapping, converter=_as_providers)
    target_basis: str = ""
    initial_risk_tolerable: str = ""
    owner: str = ""
    policies: tuple[str, ...] = field(default=(), converter=as_texts)
    assumptions: tuple[str, ...] = field(default=(), converter=as_texts)
    acceptances: tuple[RiskAcceptance, ...] = field(default=(), converter=_as_acceptances)
    description: str = ""

    _repr_html_ = html_view
    _repr_mimebundle_ = mime_view

    def __attrs_post_init__(self) -> None:
        """Refuse a place without a name and findings on another part."""
        _check_place(self)

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            quote(self.name),
            f"joins {len(self.joins)}",
            f"SL-T {self.target}" if self.target else "no SL-T",
            how_many(self.components, "component"),
            how_many(self.findings, "finding"),
            f"{len(self.as_built)} as built" if self.as_built else "",
        )


Place = Zone | Conduit


def _check_place(place: Place) -> None:
    """Refuse a zone or conduit without a name, or with findings that are not on 62443-3-3."""
    if not place.name.strip():
        raise InvalidFinding(type(place).__name__.lower(), "it has no name")
    findings = (*place.findings, *place.as_built, *place.provides, *place.provides_as_built)
    ids = {*(each.requirement for each in findings), *place.providers}
    strange = sorted(id.text for id in ids if id.part != SYSTEM_PART)
    if strange:
        raise InvalidFinding(
            place.name, f"what is found of it as a whole is on {SYSTEM_PART}, not {', '.join(strange)}"
        )
