"""Components of a system as they are placed in it: what product, what its supplier says, what was found as built.

Source: the component types and the product's findings after 62443-4-2; what an instance records beside them is *ours*.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum

from attrs import evolve, field, frozen

from ._frozen import brief, how_many
from ._views import html_view, mime_view
from .claims import Claim
from .errors import InvalidFinding, quote
from .findings import Assessment, Evidence, Finding, Stage, as_names
from .identifiers import RequirementId
from .levels import SL
from .requirements import ComponentType, as_component_types

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def as_id(value: RequirementId | str) -> RequirementId:
    """Give an id, read from its text where it is one."""
    return RequirementId.parse(value) if isinstance(value, str) else value


def as_ids(values: Iterable[RequirementId | str]) -> frozenset[RequirementId]:
    """Give a set of ids, read from their texts where they are texts."""
    return frozenset(map(as_id, values))


def as_findings(values: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give findings as a tuple."""
    return tuple(values)


def _as_evidence(values: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(values)


def _as_assumptions(values: Iterable[SupplierAssumption]) -> tuple[SupplierAssumption, ...]:
    return tuple(values)


class AssetKind(Enum):
    """What an asset is for; ZCR 3.2 and 3.3 keep the kinds apart."""

    IACS = "iacs"
    #: Of the business or enterprise network.
    BUSINESS = "business"
    #: Part of a safety function.
    SAFETY = "safety"


class Attachment(Enum):
    """How a device is attached, where ZCR 3.4 to 3.6 ask for a zone of its own."""

    TEMPORARY = "temporary"
    WIRELESS = "wireless"
    #: Over a network that is not the system's own.
    EXTERNAL = "external"


def _as_attachments(values: Iterable[Attachment]) -> frozenset[Attachment]:
    return frozenset(values)


class Lifecycle(Enum):
    """Where a product stands in its life. The words are *ours*."""

    SUPPORTED = "supported"
    #: Sold no more, still mended.
    END_OF_SALE = "end_of_sale"
    #: Mended no more.
    END_OF_SUPPORT = "end_of_support"
    NOT_KNOWN = "not_known"


@frozen(repr=False)
class SupplierAssumption:
    """What a supplier assumes of the environment of its product, and the requirements of 3-3 that would make it true.

    Without an id it is kept and shown, and nobody can say whether it holds.
    """

    text: str
    requirements: frozenset[RequirementId] = field(default=frozenset(), converter=as_ids)

    def __attrs_post_init__(self) -> None:
        """Refuse an empty one, and ids of another part than 3-3."""
        if not self.text.strip():
            raise InvalidFinding("supplier's assumption", "it is empty")
        strange = sorted(each.text for each in self.requirements if each.part != _SYSTEM_PART)
        if strange:
            raise InvalidFinding(self.text, f"an assumption names requirements of 62443-3-3, not {', '.join(strange)}")

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(self, quote(self.text), how_many(self.requirements, "requirement"))


def _as_ids_or_all(values: Iterable[RequirementId | str] | None) -> frozenset[RequirementId] | None:
    return None if values is None else as_ids(values)


@frozen(repr=False)
class Configuration:
    """The record that an instance is configured as its product asks for: only then does a capability count for SL-A."""

    #: The 4-2 requirements for which it is so; None for all.
    requirements: frozenset[RequirementId] | None = field(default=None, converter=_as_ids_or_all)
    #: What shows it; without any, what rests on it is listed as asserted.
    evidence: tuple[Evidence, ...] = field(default=(), converter=_as_evidence)
    date: dt.date | None = None

    def covers(self, requirement: RequirementId) -> bool:
        """Say whether it speaks of a requirement."""
        return self.requirements is None or requirement in self.requirements

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            "everything" if self.requirements is None else how_many(self.requirements, "requirement"),
            f"evidence: {len(self.evidence)}" if self.evidence else "",
        )


@frozen(repr=False)
class Component:
    """One component where it stands: its product with what is known of it, and what was found on this instance.

    `assessment` holds findings on the product (or, at the stage as built, on the instance), `claim` a vector that was stated
    without findings: findings beat it. `as_built` are findings on this instance, after 4-2.

    >>> Component("PLC-1", {ComponentType.EMBEDDED_DEVICE}, product="EC 210", version="3.2").shown_product
    'EC 210 3.2'
    """

    name: str
    component_types: frozenset[ComponentType] = field(converter=as_component_types)
    product: str = ""
    version: str = ""
    supplier: str = ""
    assessment: Assessment | None = None
    claim: Claim | None = None
    #: Findings on this instance as built, on requirements of 4-2.
    as_built: tuple[Finding, ...] = field(default=(), converter=as_findings)
    configuration: Configuration | None = None
    #: What it provides to zones, as findings on requirements of 3-3: in its design, and as built.
    provides: tuple[Finding, ...] = field(default=(), converter=as_findings)
    provides_as_built: tuple[Finding, ...] = field(default=(), converter=as_findings)
    #: What its supplier assumes of the environment.
    assumes: tuple[SupplierAssumption, ...] = field(default=(), converter=_as_assumptions)
    kind: AssetKind = AssetKind.IACS
    attachments: frozenset[Attachment] = field(default=frozenset(), converter=_as_attachments)
    lifecycle: Lifecycle = Lifecycle.NOT_KNOWN
    supported_until: dt.date | None = None
    #: The component that it runs on, by name.
    hosted_on: str = ""
    description: str = ""

    _repr_html_ = html_view
    _repr_mimebundle_ = mime_view

    def __attrs_post_init__(self) -> None:
        """Refuse a component without name or type, and findings that cannot be its own."""
        if not self.name.strip():
            raise InvalidFinding("component", "it has no name")
        if not self.component_types:
            raise InvalidFinding(self.name, "a component needs at least one type")
        given = self.assessment
        if given is not None and given.part != _COMPONENT_PART:
            raise InvalidFinding(self.name, f"its assessment is against {given.part}, not {_COMPONENT_PART}")
        if given is not None and not self.component_types <= given.subject.component_types:
            raise InvalidFinding(self.name, "its assessment does not speak of all of its types")
        if self.claim is not None and self.claim.part != _COMPONENT_PART:
            raise InvalidFinding(self.name, f"its claim is about {self.claim.part}, not {_COMPONENT_PART}")
        _check_part(self.name, "found as built", self.as_built, _COMPONENT_PART)
        _check_part(self.name, "provided", (*self.provides, *self.provides_as_built), _SYSTEM_PART)

    @property
    def shown_product(self) -> str:
        """The product with its version, as printed."""
        return " ".join(filter(None, (self.supplier, self.product, self.version)))

    @property
    def findings_as_built(self) -> tuple[Finding, ...]:
        """Everything found on the instance: its own findings, and those of an assessment made as built, differing ones too."""
        given = self.assessment
        if given is None or given.stage is not Stage.AS_BUILT:
            return self.as_built
        differing = (each for several in given.conflicts.values() for each in several)
        return (*self.as_built, *given.findings, *differing)

    def with_finding(self, finding: Finding, stage: Stage = Stage.CAPABILITY) -> Component:
        """Give the component with a finding in place of the one on the same requirement: on the product, or as built.

        Raises `InvalidFinding` for a finding on a product that has no assessment.
        """
        if stage is Stage.AS_BUILT:
            kept = (each for each in self.as_built if each.requirement != finding.requirement)
            return evolve(self, as_built=(*kept, finding))
        if self.assessment is None:
            raise InvalidFinding(self.name, "it has no assessment that the finding could be added to")
        return evolve(self, assessment=self.assessment.with_findings(finding))

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            quote(self.name),
            ", ".join(sorted(each.value for each in self.component_types)).replace("_", " "),
            quote(self.shown_product) if self.product else "",
            how_many(self.assessment or (), "finding"),
            f"claims {self.claim.vector}" if self.claim else "",
            f"{len(self.as_built)} as built" if self.as_built else "",
        )


class MeasureKind(Enum):
    """What a countermeasure is made of."""

    TECHNICAL = "technical"
    PHYSICAL = "physical"
    PROCEDURAL = "procedural"


class EssentialEffect(Enum):
    """What a countermeasure does to essential functions."""

    NONE = "none"
    #: It can hamper one: it closes nothing.
    HARMS = "harms"
    NOT_KNOWN = "not_known"


def _as_adequate(level: int) -> SL:
    try:
        return SL(level)
    except ValueError:
        raise InvalidFinding(repr(level), "a countermeasure is adequate up to a level from 0 to 4") from None


@frozen(repr=False)
class Countermeasure:
    """A compensating measure: what it covers, where, and up to which level it is adequate. It counts for SL-A alone.

    Each requirement and each enhancement is covered by itself. Above `adequate_up_to` it closes nothing, and neither does one
    that harms an essential function (after the common constraint of 3-3, clause 4.2). The shape is *ours*.

    >>> cabinet = Countermeasure("Locked cabinet", ["SR 1.1", "EDR 3.11"], ["Field"], 2, kind=MeasureKind.PHYSICAL)
    >>> cabinet.adequate_up_to, sorted(map(str, cabinet.covers))
    (<SL.SL2: 2>, ['EDR 3.11', 'SR 1.1'])
    """

    name: str
    #: Requirements of 3-3 (at a zone or conduit, or for every row of 4-2 that says the same at a component) or 4-2.
    covers: frozenset[RequirementId] = field(converter=as_ids)
    #: The names of the zones, conduits and components at which it stands.
    places: frozenset[str] = field(converter=as_names)
    adequate_up_to: SL = field(converter=_as_adequate)
    kind: MeasureKind = MeasureKind.TECHNICAL
    description: str = ""
    essential_effect: EssentialEffect = EssentialEffect.NOT_KNOWN
    #: Whether it is in place; a planned one is shown and counts for nothing.
    in_place: bool = True
    evidence: tuple[Evidence, ...] = field(default=(), converter=_as_evidence)
    owner: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a measure that says too little to be judged."""
        if not self.name.strip():
            raise InvalidFinding("countermeasure", "it has no name")
        if not self.covers or not self.places:
            raise InvalidFinding(self.name, "a countermeasure names what it covers, and where it stands")
        strange = sorted(each.text for each in self.covers if each.part not in {_COMPONENT_PART, _SYSTEM_PART})
        if strange:
            raise InvalidFinding(self.name, f"it covers requirements of 62443-3-3 or 4-2, not {', '.join(strange)}")

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            quote(self.name),
            f"covers {len(self.covers)}",
            f"at {len(self.places)} places",
            f"up to SL {int(self.adequate_up_to)}",
        )


_COMPONENT_PART, _SYSTEM_PART = "62443-4-2", "62443-3-3"


def _check_part(name: str, what: str, findings: Iterable[Finding], part: str) -> None:
    strange = sorted({each.requirement.text for each in findings if each.requirement.part != part})
    if strange:
        raise InvalidFinding(name, f"what is {what} is on {part}, not {', '.join(strange)}")
