"""A cyber security requirements specification of a system: what 62443-3-2 asks to be written down of it (ZCR 6.2 to 6.9, 7.1).

A section for each of the steps, in their order; what the input does not say is told in its place and listed at the end. The
layout is *ours*.
"""

from __future__ import annotations

from collections.abc import Mapping

from .._wording import counted
from ..catalog import load
from ..components import Component, Lifecycle
from ..levels import FR
from ..pictures import zones_svg
from ..zones import SYSTEM_PART
from .at_place import refuse_unknown
from .frame import Origin, catalog_facts, finished, section, stated, text_or_missing
from .model import (
    Cell,
    Column,
    ColumnKind,
    Listing,
    Missing,
    Paragraph,
    Picture,
    Section,
    Signature,
    Table,
    Tone,
)
from .place_specification import names, place_section

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ..assessors.zones import SystemReport
    from ..files.document_details import DocumentDetails
    from ..selections import Selection
    from ..systems import SystemUnderConsideration
    from ..zones import Place
    from .model import Block, Document

KIND = "specification"


def requirements_specification(
    report: SystemReport,
    details: DocumentDetails | None = None,
    parameters: Selection | Mapping[str, Selection] | None = None,
    *,
    origin: Origin | None = None,
    date: dt.date | None = None,
) -> Document:
    """Build the specification of a system from its report; a draft until somebody has approved it (ZCR 7.1).

    `parameters` gives values such as a lock-out count by requirement: one selection for all, or one by the name of a zone or
    conduit, the one for all under the empty name; what else they choose is not looked at.

    >>> from iec62443 import SystemUnderConsideration, Zone, system_report
    >>> document = requirements_specification(system_report(SystemUnderConsideration("Plant", zones=[Zone("Cell", 1)])))
    >>> document.draft, [each.title for each in document.sections][:3]
    (True, ['System under consideration (ZCR 6.2)', 'Drawing (ZCR 6.3)', 'Zones and conduits (ZCR 6.4)'])
    """
    system = report.system
    issuer = details.issuer.strip() if details else ""
    head = [
        *([("Issuer", issuer)] if issuer else []),
        ("System", system.name),
        ("Zones and conduits", f"{_zones(system)}, {_conduits(system)}"),
        *catalog_facts(load(SYSTEM_PART, system.edition, system.corrigenda)),
    ]
    chosen = parameters if isinstance(parameters, Mapping) else {} if parameters is None else {"": parameters}
    refuse_unknown(system, filter(None, chosen))
    by_name = {each.place.name: each for each in report}
    places = [place_section(by_name[each.name], system, chosen, number) for number, each in enumerate(system.places, 1)]
    sections = [
        section("System under consideration (ZCR 6.2)", *_system(system)),
        section("Drawing (ZCR 6.3)", *_drawing(report)),
        Section("Zones and conduits (ZCR 6.4)", [*_overview(report, chosen)], places),
        section("Operating environment (ZCR 6.5)", *_environment(system)),
        section(
            "Threat environment (ZCR 6.6)",
            text_or_missing(system.threat_environment, "who may attack a plant of this kind, how, and who says so"),
        ),
        section(
            "Security policies of the organization (ZCR 6.7)", *_listed(system.policies, "the policies that bear on it")
        ),
        section(
            "Tolerable risk (ZCR 6.8)",
            text_or_missing(system.tolerable_risk, "the limit of risk that the owner has set"),
        ),
        section("Laws and rules (ZCR 6.9)", *_listed(system.regulations, "the laws, permits and rules that bind it")),
        section("Approval (ZCR 7.1)", *_approval(system)),
    ]
    title = "Cyber security requirements specification"
    return finished(KIND, title, system.name, head, sections, origin=origin, date=date, draft=not system.approvals)


def _zones(system: SystemUnderConsideration) -> str:
    return counted(len(system.zones), "zone")


def _conduits(system: SystemUnderConsideration) -> str:
    return counted(len(system.conduits), "conduit")


def _system(system: SystemUnderConsideration) -> Iterator[Block]:
    yield text_or_missing(system.description, "what the system is for, what belongs to it and where it ends")
    if system.essential_functions:
        yield Paragraph("Essential functions, which no measure may hamper:")
        yield Listing([each.strip() for each in system.essential_functions])
    else:
        yield Missing("the essential functions")
    if system.externals:
        outside = [(each.name, stated(each.description)) for each in system.externals]
        yield Table(
            "externals", [Column("Outside, and talks to it", 3, ColumnKind.NAME), Column("What it is", 7)], outside
        )
    if system.components:
        yield Table(
            "components",
            [
                Column("Component", 3, ColumnKind.NAME),
                Column("Type", 3),
                Column("Product", 4),
                Column("In", 3),
                Column("Support", 2),
            ],
            [_component(each, system) for each in system.components],
            "Components",
        )
    else:
        yield Missing("the components")


def _component(component: Component, system: SystemUnderConsideration) -> list[Cell | str]:
    places = [each.name for each in system.places_of(component.name)]
    return [
        component.name,
        ", ".join(sorted(each.title for each in component.component_types)),
        stated(component.shown_product),
        Cell(", ".join(places) or "no zone or conduit", Tone.PLAIN if places else Tone.BAD),
        _support(component),
    ]


def _support(component: Component) -> str:
    """Say where a product stands in its life, and until when it is mended as far as that is known."""
    if component.supported_until is None:
        return component.lifecycle.value.replace("_", " ")
    until = f"supported until {component.supported_until.isoformat()}"
    before = {Lifecycle.END_OF_SALE: "end of sale, ", Lifecycle.END_OF_SUPPORT: "end of support, was "}
    return before.get(component.lifecycle, "") + until


def _drawing(report: SystemReport) -> Iterator[Block]:
    system = report.system
    if not system.zones:
        yield Missing("the zones")
        return
    picture = zones_svg(system, report, titled=False)
    said = f"{_zones(system)} as boxes, {_conduits(system)} as lines between what they join."
    yield Picture(f"Zones and conduits of {system.name}", said, picture)
    yield Table(
        "joins",
        [Column("Conduit", 3, ColumnKind.NAME), Column("Joins", 5), Column("Guarded by", 3)],
        [[each.name, names(each.joins), names(each.boundary_devices)] for each in system.conduits],
        "Conduits",
    )
    if system.flows:
        yield Table(
            "flows",
            [
                Column("From", 3),
                Column("To", 3),
                Column("Protocol", 2),
                Column("For", 2),
                Column("Opened by", 2),
                Column("Through", 3),
            ],
            [
                [
                    each.source,
                    each.target,
                    stated(each.protocol),
                    each.kind.value.replace("_", " "),
                    each.initiator.value,
                    names(each.via),
                ]
                for each in system.flows
            ],
            "Flows",
        )


def _overview(report: SystemReport, parameters: Mapping[str, Selection]) -> Iterator[Block]:
    if not report.places:
        yield Missing("the zones and conduits")
        return
    yield Table(
        "places",
        [
            Column("Zone or conduit", 4, ColumnKind.NAME),
            *(Column(fr.name, 1, ColumnKind.SHORT) for fr in FR),
            Column("Accountable", 3),
        ],
        [
            [each.name, *_targets(each), Cell(stated(each.owner), Tone.PLAIN if each.owner.strip() else Tone.UNSURE)]
            for each in report.system.places
        ],
        "SL-T by foundational requirement",
    )
    scopes = [each.scope for each in report.system.conduits]
    if not any(each.parameters for each in (*parameters.values(), *scopes) if each is not None):
        yield Missing("the values of parameters, such as after how many failed logins an account is locked")


def _targets(place: Place) -> list[Cell | str]:
    if place.target is None:
        return [Cell("-", Tone.UNSURE) for _ in FR]
    return [str(int(level)) for level in place.target]


def _environment(system: SystemUnderConsideration) -> Iterator[Block]:
    yield text_or_missing(
        system.operating_environment, "what is taken for granted of buildings, people and networks around"
    )
    taken = [f"{each.name}: {text.strip()}" for each in system.places for text in each.assumptions]
    if taken:
        yield Paragraph("Taken for granted of single zones and conduits:")
        yield Listing(taken)


def _listed(texts: tuple[str, ...], what: str) -> Iterator[Block]:
    yield Listing([each.strip() for each in texts]) if texts else Missing(what)


def _approval(system: SystemUnderConsideration) -> Iterator[Block]:
    if not system.approvals:
        yield Missing("who answers for the plant and approves the result of the risk assessment")
        yield Signature("Asset owner")
    for each in system.approvals:
        if each.what.strip():
            yield Paragraph(f"{each.role.strip()}: {each.what.strip()}")
        yield Signature(each.role, each.name, each.date.isoformat() if each.date else "")
