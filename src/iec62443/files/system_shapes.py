"""The shape of a system file, structured as strictly as an assessment: nothing is coerced, unknown keys are refused.

A key of the type `object` takes several forms (a list or the name of a sheet, a level or a vector) and is looked at where a
value is made of it. `_bare` is the key that a text alone stands for; `_several` are lists of which one item needs no brackets.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from attrs import Factory, frozen

from ..claims import ClaimForm
from ..components import AssetKind, Attachment, EssentialEffect, Lifecycle, MeasureKind
from ..findings import Verdict
from ..requirements import ComponentType
from ..systems import FlowKind, Initiator
from .shapes import EvidenceShape


@frozen
class ApprovalShape:
    """Who approved what."""

    role: str
    name: str
    date: dt.date | None = None
    what: str = ""


@frozen
class PartShape:
    """What a file may hold that a system includes."""

    zones: object = None
    conduits: object = None
    components: object = None
    externals: object = None
    flows: object = None
    countermeasures: object = None
    assessments: object = None


@frozen
class SystemShape:
    """The whole: what is said of the system, and the parts."""

    name: str
    description: str = ""
    edition: str | None = None
    corrigenda: list[str] | None = None
    regulations: list[str] = Factory(list)
    policies: list[str] = Factory(list)
    tolerable_risk: str = ""
    threat_environment: str = ""
    operating_environment: str = ""
    essential_functions: list[str] = Factory(list)
    approvals: list[ApprovalShape] = Factory(list)
    switched_off: dict[str, str] = Factory(dict)
    include: list[str] = Factory(list)
    verdicts: dict[str, Verdict] = Factory(dict)
    ignore_columns: list[str] = Factory(list)
    zones: object = None
    conduits: object = None
    components: object = None
    externals: object = None
    flows: object = None
    countermeasures: object = None
    assessments: object = None


@frozen
class AcceptanceShape:
    """A risk that its owner lives with."""

    requirement: str
    owner: str
    reason: str
    until: dt.date | None = None


@frozen
class ZoneShape:
    """A zone."""

    name: str
    sl_t: object = None
    sl_t_basis: str = ""
    initial_risk_tolerable: str = ""
    components: list[str] = Factory(list)
    parent: str = ""
    findings: object = None
    provides: object = None
    providers: dict[str, str] = Factory(dict)
    owner: str = ""
    logical_boundary: str = ""
    physical_boundary: str = ""
    access_points: list[str] = Factory(list)
    safety_related: bool | None = None
    policies: list[str] = Factory(list)
    assumptions: list[str] = Factory(list)
    acceptances: list[AcceptanceShape] = Factory(list)
    description: str = ""


@frozen
class ScopeShape:
    """What is asked of a conduit."""

    ids: list[str]
    name: str | None = None
    excluded: dict[str, str] = Factory(dict)
    parameters: dict[str, dict[str, str]] = Factory(dict)


@frozen
class ConduitShape:
    """A conduit."""

    name: str
    joins: list[str] = Factory(list)
    sl_t: object = None
    sl_t_basis: str = ""
    initial_risk_tolerable: str = ""
    scope: object = None
    components: list[str] = Factory(list)
    boundary_devices: list[str] = Factory(list)
    findings: object = None
    provides: object = None
    providers: dict[str, str] = Factory(dict)
    owner: str = ""
    policies: list[str] = Factory(list)
    assumptions: list[str] = Factory(list)
    acceptances: list[AcceptanceShape] = Factory(list)
    description: str = ""


@frozen
class ClaimSourceShape:
    """Where a claim comes from: a certificate where one is named, else the maker itself."""

    scheme: str = ""
    body: str = ""
    number: str = ""
    valid_until: dt.date | None = None


@frozen
class ClaimShape:
    """Levels that are stated without findings."""

    _several: ClassVar[tuple[str, ...]] = ("types",)

    sl_c: object
    form: ClaimForm
    version: str
    product: str | None = None
    supplier: str | None = None
    types: list[ComponentType] | None = None
    edition: str | None = None
    source: ClaimSourceShape = Factory(ClaimSourceShape)


@frozen
class ConfigurationShape:
    """The record that an instance is configured as its product asks for."""

    requirements: list[str] | None = None
    evidence: list[EvidenceShape] = Factory(list)
    date: dt.date | None = None


@frozen
class AssumptionShape:
    """What a supplier assumes of the environment."""

    _bare: ClassVar[str] = "text"

    text: str
    requirements: list[str] = Factory(list)


@frozen
class ComponentShape:
    """A component."""

    _several: ClassVar[tuple[str, ...]] = ("types", "attachments")

    name: str
    types: list[ComponentType] | None = None
    product: str | None = None
    version: str | None = None
    supplier: str | None = None
    zone: str = ""
    assessment: object = None
    findings: object = None
    claim: ClaimShape | None = None
    configured: object = None
    provides: object = None
    assumes: list[AssumptionShape] = Factory(list)
    kind: AssetKind = AssetKind.IACS
    attachments: list[Attachment] = Factory(list)
    lifecycle: Lifecycle = Lifecycle.NOT_KNOWN
    supported_until: dt.date | None = None
    hosted_on: str = ""
    description: str = ""


@frozen
class ExternalShape:
    """What lies outside."""

    _bare: ClassVar[str] = "name"

    name: str
    description: str = ""


@frozen
class FlowShape:
    """A flow."""

    _several: ClassVar[tuple[str, ...]] = ("via",)

    source: str
    target: str
    protocol: str = ""
    kind: FlowKind = FlowKind.PROCESS
    initiator: Initiator = Initiator.SOURCE
    via: list[str] = Factory(list)
    description: str = ""


@frozen
class CountermeasureShape:
    """A countermeasure."""

    _several: ClassVar[tuple[str, ...]] = ("covers", "places")

    name: str
    covers: list[str]
    places: list[str]
    adequate_up_to: int
    kind: MeasureKind = MeasureKind.TECHNICAL
    description: str = ""
    essential_effect: EssentialEffect = EssentialEffect.NOT_KNOWN
    in_place: bool = True
    evidence: list[EvidenceShape] = Factory(list)
    owner: str = ""
