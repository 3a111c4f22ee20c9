"""What is shown of a system and of the results on it: the drawing, tables of places and levels, and what is to be closed.

Importing it registers the views with `blocks.view`.
"""

from __future__ import annotations

from .._wording import counted
from ..assessors.partition import PartitionReport
from ..assessors.partition_rules import Severity
from ..assessors.plans import Plan
from ..assessors.rollup import PlaceLevels
from ..assessors.verdicts import State
from ..assessors.zones import PlaceReport, SystemReport
from ..components import Component
from ..documents.gaps import OUTCOMES
from ..documents.model import Cell, Column, Listing, Paragraph, Picture, Radar, Section, Table, Tone
from ..documents.rows import TONES
from ..levels import FR
from ..pictures import Curve, zones_svg
from ..systems import SystemUnderConsideration
from ..zones import Conduit, Place, Zone
from .blocks import facts_of, ids_of, short, types_of, view

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..assessors.gaps import Outcome
    from ..assessors.needs import Obligation
    from ..assessors.partition import PartitionFinding
    from ..assessors.rows import PlaceRow
    from ..documents.model import Block
    from ..levels import SLVector

_ORDER = f"levels in the order {' '.join(FR.__members__)}"
_SEVERITIES = {Severity.REQUIRED: Tone.BAD, Severity.RECOMMENDED: Tone.UNSURE, Severity.OURS: Tone.PLAIN}


@view.register(SystemUnderConsideration)
def _(value: SystemUnderConsideration) -> Section:
    places = [
        [each.name, _kind(each), _around(each), _levels(each.target), str(len(value.components_in(each)))]
        for each in value.places
    ]
    columns = (Column("place", 2), *short("kind"), Column("lies in, or joins", 2), *short("SL-T", "components"))
    blocks: list[Block] = [
        facts_of((("essential functions", "; ".join(value.essential_functions)),)),
        *_drawn(value, None),
        Table("places", columns, places, _ORDER),
    ]
    return Section(f"{value.name}: {_parts_counted(value)}", tuple(blocks), tuple(_parts(value)))


def _parts_counted(system: SystemUnderConsideration) -> str:
    counts = ((system.zones, "zone"), (system.conduits, "conduit"), (system.components, "component"))
    return ", ".join(counted(len(each), noun) for each, noun in counts)


def _kind(place: Place) -> str:
    return "zone" if isinstance(place, Zone) else "conduit"


def _around(place: Place) -> str:
    return place.parent if isinstance(place, Zone) else ", ".join(place.joins)


def _levels(vector: SLVector | None) -> str:
    return "not set" if vector is None else " ".join(str(int(level)) for level in vector)


def _drawn(system: SystemUnderConsideration, report: SystemReport | None) -> list[Block]:
    """The drawing, which says itself what is on it; none where there is nothing to draw."""
    return [Picture(system.name, "", zones_svg(system, report, titled=False))] if system.places else []


def _parts(system: SystemUnderConsideration) -> Iterable[Section]:
    """What is there to be opened of a system."""
    if system.components:
        rows = [
            [
                each.name,
                types_of(each.component_types),
                each.shown_product,
                ", ".join(_names(system.places_of(each.name))),
            ]
            for each in system.components
        ]
        columns = (*short("component"), Column("types", 2), Column("product", 2), Column("place", 2))
        yield Section(counted(len(rows), "component"), (Table("components", columns, rows),))
    if system.flows:
        rows = [[each.source, each.target, each.protocol, ", ".join(each.via)] for each in system.flows]
        columns = (*short("from", "to"), Column("protocol", 2), Column("via", 2))
        yield Section(counted(len(rows), "flow"), (Table("flows", columns, rows),))
    if system.countermeasures:
        rows = [
            [each.name, _listed(each.covers), ", ".join(sorted(each.places)), f"SL {int(each.adequate_up_to)}"]
            for each in system.countermeasures
        ]
        columns = (Column("countermeasure", 2), Column("covers", 2), Column("place", 2), *short("up to"))
        yield Section(counted(len(rows), "countermeasure"), (Table("countermeasures", columns, rows),))


def _names(places: Iterable[Place]) -> Iterable[str]:
    return (each.name for each in places)


def _listed(ids: Iterable[object]) -> str:
    return ", ".join(sorted(map(str, ids)))


@view.register(Zone)
@view.register(Conduit)
def _(value: Place) -> Section:
    providers = (f"{id} by {name}" for id, name in value.providers.items())
    facts = (
        ("description", value.description),
        ("lies in" if isinstance(value, Zone) else "joins", _around(value)),
        ("SL-T", _levels(value.target)),
        ("basis of SL-T", value.target_basis),
        ("initial risk tolerable", value.initial_risk_tolerable),
        ("owner", value.owner),
        *_boundary(value),
        ("components", ", ".join(value.components)),
        ("findings", _found(value)),
        ("provided to it", ", ".join(providers)),
        ("risks accepted", ", ".join(each.requirement.text for each in value.acceptances)),
        ("policies", "; ".join(value.policies)),
        ("assumptions", "; ".join(value.assumptions)),
    )
    return Section(f"{_kind(value)} {value.name}", (facts_of(facts),))


def _boundary(place: Place) -> tuple[tuple[str, str], ...]:
    if isinstance(place, Conduit):
        scope = place.scope
        chosen = f"{scope.name} ({counted(len(scope.ids), 'requirement')})" if scope else ""
        return (("scope", chosen), ("boundary devices", ", ".join(place.boundary_devices)))
    return (
        ("logical boundary", place.logical_boundary),
        ("physical boundary", place.physical_boundary),
        ("access points", "; ".join(place.access_points)),
        ("safety-related", "" if place.safety_related is None else "yes" if place.safety_related else "no"),
    )


def _found(of: Place) -> str:
    return f"{len(of.findings)} by design, {len(of.as_built)} as built"


@view.register(Component)
def _(value: Component) -> Section:
    known = value.assessment
    facts = (
        ("product", value.shown_product),
        ("types", types_of(value.component_types)),
        ("kind", value.kind.value),
        ("attached", ", ".join(sorted(each.value for each in value.attachments))),
        ("runs on", value.hosted_on),
        ("assessment", f"{counted(len(known), 'finding')} on {known.subject.name}" if known else ""),
        ("claim", f"{value.claim.vector} ({value.claim.form.value})" if value.claim else ""),
        ("as built", counted(len(value.as_built), "finding") if value.as_built else ""),
        ("lifecycle", value.lifecycle.value.replace("_", " ")),
        ("description", value.description),
    )
    return Section(value.name, (facts_of(facts),))


@view.register(PlaceLevels)
def _(value: PlaceLevels) -> Section:
    type = f"SL-{value.type.value}"
    gaps = {each.fr: each for each in value.gaps}
    rows: list[list[Cell | str]] = []
    for fr in FR:
        shown = Cell(value.shown(fr), Tone.UNSURE if fr in value.undetermined else Tone.PLAIN)
        if fr in gaps:
            each = gaps[fr]
            closing = ids_of(each.to_close)
            rows.append([fr.name, fr.title, shown, str(int(each.target)), _outcome(each.outcome), closing])
        else:
            blocking = "" if fr in value.out_of_scope else ids_of(row.result for row in value.blockers(fr))
            rows.append([fr.name, fr.title, shown, "-", "", "" if value.target else blocking])
    last = "to close" if value.target else "blocks the next level"
    blocks: tuple[Block, ...] = (
        Radar(str(value), _curves(value)),
        Table("levels", (*short("FR"), Column("title", 3), *short(type, "SL-T", "outcome"), Column(last, 3)), rows),
        *(
            Paragraph(f"common constraint not closed: {each.requirement.id} ({each.reason})", TONES[each.state])
            for each in value.constraints
            if each.state is not State.CLOSED
        ),
    )
    sections = [_opened("to close", value.to_close), _opened("asked of it", value.rows)]
    if value.assumptions:
        resting = [[each.requirement.id.text, each.assumption] for each in value.assumptions]
        table = Table("assumptions", (*short("id"), Column("assumption", 3)), resting)
        sections.append(Section(f"{len(resting)} closed on an assumption", (table,)))
    outcome = f": {value.outcome.value}" if value.outcome else ""
    return Section(f"{value}{outcome}", blocks, tuple(each for each in sections if each.blocks))


def _outcome(outcome: Outcome | None) -> Cell:
    return Cell("no SL-T", Tone.QUIET) if outcome is None else Cell(outcome.value, OUTCOMES[outcome])


def _curves(*levels: PlaceLevels) -> tuple[Curve, ...]:
    """SL-T, and what is reached of it; what is not known yet as a ceiling."""
    target = levels[0].target
    first = () if target is None else (Curve("SL-T", target),)
    found = (
        Curve(f"SL-{each.type.value}", each.vector, each.ceiling if each.undetermined else None) for each in levels
    )
    return (*first, *found)


def _opened(what: str, rows: tuple[PlaceRow, ...]) -> Section:
    """Requirements with what they rest on, to be opened; without a block where there are none."""
    cells: list[list[Cell | str]] = []
    for each in rows:
        level = "" if each.requirement.sl is None else f"SL {int(each.requirement.sl)}"
        state = Cell(each.state.value, TONES[each.state])
        why = each.reason or each.assumption
        cells.append([each.requirement.id.text, each.requirement.title, level, state, each.basis.value, why])
    columns = (*short("id"), Column("title", 3), *short("from", "state", "rests on"), Column("why", 3))
    table = (Table("requirements", columns, cells),) if cells else ()
    return Section(f"{counted(len(rows), 'requirement')} {what}", table)


@view.register(PlaceReport)
def _(value: PlaceReport) -> Section:
    place, design, achieved, lowest = value.place, value.design, value.achieved, value.component_minimum
    gaps = {each.fr: each.outcome for each in design.gaps}
    rows: list[list[Cell | str]] = [
        [
            fr.name,
            fr.title,
            "-" if place.target is None else str(int(place.target[fr])),
            design.shown(fr),
            _outcome(gaps[fr]) if fr in gaps else "",
            achieved.shown(fr),
            "-" if lowest is None else str(int(lowest[fr])),
        ]
        for fr in FR
    ]
    columns = (*short("FR"), Column("title", 3), *short("SL-T", "SL-C", "by design", "SL-A", "lowest component"))
    blocks: list[Block] = [
        facts_of(
            (("basis of SL-T", place.target_basis), ("components", ", ".join(each.name for each in value.components)))
        ),
        Radar(f"{place.name}: SL-C, SL-A and SL-T", _curves(design, achieved)),
        Table("levels", columns, rows),
        *([Listing(value.remarks)] if value.remarks else []),
    ]
    sections = (_opened("to close by design", design.to_close), _opened("to close as built", achieved.to_close))
    told = "no SL-T"
    if design.outcome and achieved.outcome:
        told = f"by design {design.outcome.value}, as achieved {achieved.outcome.value}"
    given = (*sections, *_owed(value))
    return Section(f"{_kind(place)} {place.name}: {told}", tuple(blocks), tuple(each for each in given if each.blocks))


def _owed(report: PlaceReport) -> Iterable[Section]:
    """What components leave to what is around them, and what their suppliers assume of it."""
    left = [[each.component, each.part.requirement.id.text, each.row.requirement.id.text] for each in report.unprovided]
    if left:
        columns = (*short("component", "leaves", "needed for"),)
        yield Section(f"{len(left)} left by components, provided by nobody", (Table("unprovided", columns, left),))
    assumed: list[list[Cell | str]] = [
        [each.component, each.assumption.text, Cell(each.state.value, TONES[each.state]), each.reason]
        for each in report.supplier_assumptions
    ]
    if assumed:
        columns = (*short("component"), Column("assumption", 3), *short("state"), Column("why", 3))
        yield Section(f"{len(assumed)} assumed by suppliers", (Table("assumed", columns, assumed),))


@view.register(SystemReport)
def _(value: SystemReport) -> Section:
    rows: list[list[Cell | str]] = [
        [
            each.place.name,
            _outcome(each.design.outcome),
            _outcome(each.achieved.outcome),
            _levels(each.place.target),
            " ".join(map(each.design.shown, FR)),
            " ".join(map(each.achieved.shown, FR)),
        ]
        for each in value
    ]
    columns = (Column("place", 2), *short("by design", "as achieved", "SL-T", "SL-C", "SL-A"))
    outcome = f"by design {value.outcome.value}" if value.outcome else "no SL-T"
    table = Table("places", columns, rows, f"the worst first; {_ORDER}; a range is not known yet")
    return Section(f"{value.system.name}: {outcome}", (*_drawn(value.system, value), table))


@view.register(Plan)
def _(value: Plan) -> Section:
    chosen = [
        *(
            [each.name, f"{each.cost:g}", ", ".join(sorted(each.places)), _listed(each.covers)]
            for each in value.measures
        ),
        *([each.name, f"{each.cost:g}", each.component, "another product"] for each in value.products),
    ]
    columns = (Column("chosen", 3), *short("cost"), Column("place", 2), Column("closes", 3))
    blocks: list[Block] = []
    if chosen:
        blocks.append(Table("chosen", columns, chosen))
    if not value.optimal:
        blocks.append(Paragraph(f"not proved to be the cheapest: the cost is at least {value.bound:g}", Tone.UNSURE))
    if value.unreached:
        told = f"{counted(len(value.unreached), 'requirement')} that nothing on offer closes"
        blocks.append(Paragraph(told, Tone.BAD))
    sections = [
        Section(f"{len(several)} {what}", (_obligations(several),))
        for what, several in (("stay open", value.unreached), ("closed by the plan", value.closed))
        if several
    ]
    type, count = value.type.value, len(value.measures) + len(value.products)
    return Section(
        f"Plan for {value.system.name}, SL-{type}: {count} chosen, cost {value.cost:g}, {len(value.unreached)} stay open",
        tuple(blocks),
        tuple(sections),
    )


def _obligations(several: Iterable[Obligation]) -> Table:
    rows = [
        [each.place, each.requirement.id.text, each.requirement.title, f"SL {int(each.level)}", ", ".join(each.by)]
        for each in several
    ]
    return Table("needed", (*short("place", "id"), Column("title", 3), *short("for"), Column("closed by", 2)), rows)


@view.register(PartitionReport)
def _(value: PartitionReport) -> Section:
    idle = (f"switched off, and finds nothing: {each}" for each in value.idle)
    blocks: list[Block] = [_problems(value.findings)] if value.findings else []
    blocks += (Paragraph(each, Tone.QUIET) for each in idle)
    off = value.switched_off
    sections = (Section(f"{len(off)} switched off", (_problems(off),)),) if off else ()
    found = counted(len(value.findings), "finding")
    return Section(f"Partition of {value.system.name}: {found}", tuple(blocks), sections)


def _problems(findings: Iterable[PartitionFinding]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(each.severity.value, _SEVERITIES[each.severity]),
            each.rule.value,
            each.place,
            "\n".join(filter(None, (each.reason, each.switched_off and f"switched off: {each.switched_off}"))),
            each.source,
        ]
        for each in findings
    ]
    return Table(
        "findings",
        (*short("severity"), Column("rule", 2), *short("place"), Column("why", 3), *short("source")),
        rows,
    )
