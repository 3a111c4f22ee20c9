"""Results on a system as plain data for machines: the shape of ``data/schema/system-report.schema.json``."""

from __future__ import annotations

from ..levels import FR
from ..zones import Zone
from .reports import DISCLAIMER, acceptance_document, evidence_document, result_document

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..assessors.contributions import Contribution
    from ..assessors.rollup import PlaceLevels
    from ..assessors.rows import PlaceRow
    from ..assessors.zones import AssumptionResult, Duty, PlaceReport, SystemReport
    from ..components import Countermeasure
    from ..findings import Finding
    from ..levels import SLVector
    from .reports import Plain


def system_document(report: SystemReport, *, places: Iterable[str] = (), version: str = "") -> dict[str, Plain]:
    """Give the report on a system as plain data that `json` takes, worst place first; `version` is the library's.

    `places` names some zones and conduits; all when left out.

    >>> from iec62443 import SystemUnderConsideration, Zone, system_report
    >>> document = system_document(system_report(SystemUnderConsideration("Plant", zones=[Zone("Cell", 1)])))
    >>> document["outcome"], document["places"][0]["design"]["statement"]
    ('undetermined', 'SL-C(Cell) = { 0..4 0..4 0..4 0..4 0..4 0..4 0..4 }')
    """
    system, names = report.system, frozenset(places)
    return {
        "format": "iec62443-system-report/1",
        "generator": f"iec62443 {version}".strip(),
        "disclaimer": DISCLAIMER,
        "system": {"name": system.name, "description": system.description},
        "outcome": report.outcome.value if report.outcome else None,
        "places": [_place(each) for each in report if not names or each.place.name in names],
        "countermeasures": [_countermeasure(each) for each in system.countermeasures],
    }


def _place(report: PlaceReport) -> Plain:
    place = report.place
    return {
        "kind": "zone" if isinstance(place, Zone) else "conduit",
        "name": place.name,
        "parent": place.parent if isinstance(place, Zone) else "",
        "joins": [] if isinstance(place, Zone) else [*place.joins],
        "target": _vector(place.target),
        "target_basis": place.target_basis,
        "components": [each.name for each in report.components],
        "component_minimum": _vector(report.component_minimum),
        "design": _levels(report.design),
        "achieved": _levels(report.achieved),
        "duties": [_duty(each) for each in report.duties],
        "unprovided": [_duty(each) for each in report.unprovided],
        "supplier_assumptions": [_assumption(each) for each in report.supplier_assumptions],
        "remarks": [*report.remarks],
    }


def _vector(vector: SLVector | None) -> Plain:
    return None if vector is None else {fr.name: int(level) for fr, level in vector.items()}


def _levels(levels: PlaceLevels) -> Plain:
    return {
        "statement": str(levels),
        "outcome": levels.outcome.value if levels.outcome else None,
        "levels": {
            fr.name: {
                "shown": levels.shown(fr),
                "vector": int(levels.vector[fr]),
                "ceiling": int(levels.ceiling[fr]),
                "nominal": int(levels.nominal[fr]),
                "undetermined": fr in levels.undetermined,
                "not_applicable": fr in levels.not_applicable,
                "out_of_scope": fr in levels.out_of_scope,
            }
            for fr in FR
        },
        "gaps": {
            each.fr.name: {
                "outcome": each.outcome.value,
                "missing": each.missing,
                "to_close": [result.requirement.id.text for result in each.to_close],
                "acceptances": [acceptance_document(acceptance) for acceptance in each.acceptances],
            }
            for each in levels.gaps
        },
        "supported": levels.supported,
        "constraints": [result_document(each) for each in levels.constraints],
        "rows": [_row(each) for each in levels.rows],
    }


def _row(row: PlaceRow) -> Plain:
    requirement = row.requirement
    return {
        "id": requirement.id.text,
        "title": requirement.title,
        "fr": requirement.fr.name if requirement.fr else None,
        "sl": None if requirement.sl is None else int(requirement.sl),
        "state": row.state.value,
        "basis": row.basis.value,
        "holds": int(row.holds),
        "may_hold": int(row.may_hold),
        "reason": row.reason,
        "assumption": row.assumption,
        "asserted": row.asserted,
        **_finding(row.finding),
        "path": [*row.path],
        "countermeasures": [*row.countermeasures],
        "parts": [_part(each) for each in row.parts],
        "related": [_part(each) for each in row.related],
    }


def _part(part: Contribution) -> Plain:
    return {
        "component": part.component,
        "id": part.requirement.id.text,
        "state": part.state.value,
        "basis": part.basis,
        "holds": int(part.holds),
        "may_hold": int(part.may_hold),
        "reason": part.reason,
        "assumption": part.assumption,
        "asserted": part.asserted,
        "allocated": part.allocated,
        "findings": [_finding(each) for each in part.findings],
    }


def _finding(finding: Finding | None) -> dict[str, Plain]:
    return {
        "verdict": finding.verdict.value if finding else None,
        "justification": finding.justification if finding else "",
        "evidence": [evidence_document(each) for each in finding.evidence] if finding else [],
    }


def _countermeasure(measure: Countermeasure) -> Plain:
    return {
        "name": measure.name,
        "kind": measure.kind.value,
        "covers": [id.text for id in sorted(measure.covers)],
        "places": [*sorted(measure.places)],
        "adequate_up_to": int(measure.adequate_up_to),
        "in_place": measure.in_place,
        "essential_effect": measure.essential_effect.value,
        "owner": measure.owner,
        "evidence": [evidence_document(each) for each in measure.evidence],
    }


def _duty(duty: Duty) -> Plain:
    return {
        "component": duty.component,
        "id": duty.part.requirement.id.text,
        "needed_by": duty.row.requirement.id.text,
        "state": duty.part.state.value,
        "reason": duty.part.reason,
    }


def _assumption(result: AssumptionResult) -> Plain:
    return {
        "component": result.component,
        "text": result.assumption.text,
        "requirements": [id.text for id in sorted(result.assumption.requirements)],
        "state": result.state.value,
        "reason": result.reason,
    }
