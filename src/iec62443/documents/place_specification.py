"""One zone or conduit in the specification of a system (ZCR 6.4): its characteristics, and what is required of it.

The layout is *ours*.
"""

from __future__ import annotations

from .._wording import counted
from ..assessors.rows import Basis
from ..assessors.verdicts import State
from ..zones import Conduit, Zone
from . import at_place, rows
from .frame import section, stated
from .model import Cell, Column, Facts, Missing, Paragraph, Section, Table, Tone

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..assessors.rows import PlaceRow
    from ..assessors.zones import PlaceReport
    from ..components import Component
    from ..selections import Selection
    from ..systems import SystemUnderConsideration
    from ..zones import Place
    from .model import Block


def place_section(
    report: PlaceReport, system: SystemUnderConsideration, parameters: Mapping[str, Selection], number: int
) -> Section:
    """Give the section on a zone or conduit; `parameters` by the name of a place, those for all under the empty name."""
    place = report.place
    blocks: list[Block] = [Paragraph(place.description.strip())] if place.description.strip() else []
    blocks += [Facts(_characteristics(report, system)), *_lacking(place), *_assumed(report, number)]
    blocks += _required(report, parameters, number)
    return section(f"{at_place.kind(place)} {place.name}", *blocks, at_place.measures(report, system, number))


def _characteristics(report: PlaceReport, system: SystemUnderConsideration) -> Iterator[tuple[str, str]]:
    place = report.place
    yield "Accountable", stated(place.owner)
    if isinstance(place, Zone):
        yield "Lies in", place.parent or "no other zone"
        yield "Logical boundary", stated(place.logical_boundary)
        yield "Physical boundary", stated(place.physical_boundary)
        yield "Access points", "; ".join(place.access_points) or stated("")
        safety = {None: stated(""), True: "yes, the whole zone", False: "no"}
        yield "Safety-related", safety[place.safety_related]
        yield "Joined by", names(each.name for each in system.conduits if place.name in each.joins)
    else:
        yield "Joins", names(place.joins)
        yield "Guarded by", names(place.boundary_devices)
        yield "Scope", place.scope.name if place.scope else "the default scope of iec62443, its own choice"
    yield "SL-T", stated("") if place.target is None else str(place.target)
    yield "Why", stated(place.target_basis or place.initial_risk_tolerable)
    yield "Components", names(each.name for each in report.components)
    if isinstance(place, Zone) and (flows := _flows(place, system)):
        yield "Flows in and out", "\n".join(flows)
    if place.policies:
        yield "Policies", "; ".join(place.policies)
    if place.assumptions:
        yield "Taken for granted", "; ".join(place.assumptions)


def _flows(zone: Zone, system: SystemUnderConsideration) -> list[str]:
    """The flows that have one end in a zone, or in a zone of it, and the other elsewhere."""
    inside: list[Zone | Component] = [zone, *system.subzones(zone), *system.components_in(zone)]
    names = {each.name for each in inside}
    return [
        each.shown + (f", through {', '.join(each.via)}" if each.via else "")
        for each in system.flows
        if (each.source in names) != (each.target in names)
    ]


def _lacking(place: Place) -> Iterator[Missing]:
    if not place.owner.strip():
        yield Missing("who is accountable")
    if place.target is None and not place.initial_risk_tolerable.strip():
        yield Missing("SL-T, or why the initial risk is tolerable")
    if place.target is not None and not place.target_basis.strip():
        yield Missing("why SL-T is as it is")
    if isinstance(place, Zone):
        if not place.logical_boundary.strip():
            yield Missing("the logical boundary")
        if not place.physical_boundary.strip():
            yield Missing("the physical boundary")
        if not place.access_points:
            yield Missing("the access points")


def _assumed(report: PlaceReport, number: int) -> Iterator[Block]:
    found = report.supplier_assumptions
    if found:
        yield Table(
            f"assumed-{number}",
            [Column("Component", 2), Column("Its supplier assumes", 5), Column("Given here", 4)],
            [
                [
                    each.component,
                    each.assumption.text.strip(),
                    Cell("yes" if each.state is State.CLOSED else each.reason, rows.TONES[each.state]),
                ]
                for each in found
            ],
            "What suppliers assume",
        )


def _required(report: PlaceReport, parameters: Mapping[str, Selection], number: int) -> Iterator[Block]:
    place = report.place
    target = place.target
    if target is None:
        return
    needed = [
        each
        for each in report.design.rows
        if each.requirement.fr and (each.requirement.sl or 0) <= target[each.requirement.fr]
    ]
    if not needed:
        yield Paragraph("Nothing is required: SL-T asks for nothing.", Tone.QUIET)
        return
    values = ["\n".join(_values(each, place, parameters)) for each in needed]
    with_values = any(values)
    yield Table(
        f"required-{number}",
        [
            *rows.named_columns(),
            *rows.level_columns(),
            *([Column("Parameters", 3)] if with_values else []),
            Column("In the design", 2),
            Column("By", 5),
        ],
        [
            [
                *rows.named(each.requirement),
                *rows.leveled(each.requirement),
                *([given] if with_values else []),
                Cell(each.state.value, rows.TONES[each.state]),
                _by(place, each),
            ]
            for each, given in zip(needed, values, strict=True)
        ],
        f"Required of {place.name} up to its SL-T: {counted(len(needed), 'requirement', 'requirements')}",
        rows.runs((each.requirement for each in needed), report.design._roll.catalog),
    )


def _values(row: PlaceRow, place: Place, parameters: Mapping[str, Selection]) -> Iterator[str]:
    """Give the parameters of a requirement: those of a conduit's own scope or for the place go before those for all."""
    chosen: dict[str, str] = {}
    scope = place.scope if isinstance(place, Conduit) else None
    for each in (parameters.get(""), scope, parameters.get(place.name)):
        if each is not None:
            chosen.update(each.parameters.get(row.requirement.id, {}))
    for name, value in chosen.items():
        yield f"{name}: {value}"


def _by(place: Place, row: PlaceRow) -> str:
    """Say what closes a requirement, or what is still to be shown."""
    if row.state is not State.CLOSED:
        return at_place.why(place, row)
    if row.basis in {Basis.COMPONENTS, Basis.CLAIM}:
        named = list(dict.fromkeys(each.component for each in row.parts))
        return f"components: {rows.and_more(named[:6], len(named))}"
    if row.basis is Basis.PROVIDER:
        return f"provider: {' > '.join(row.path[1:])}"
    return str(row.basis.value)


def names(given: Iterable[str]) -> str:
    """List names in a line; told where there are none."""
    return ", ".join(given) or "none"
