"""Values as rows: plain dicts, which pandas, Polars and everything else take as they are, and which need no library.

Prose that is not there is an empty text; an id, a level, a verdict or an answer that is not there is None. The columns are
*ours*.
"""

from __future__ import annotations

from functools import singledispatch

from .assessors.gaps import GapReport
from .assessors.levels import LevelReport
from .assessors.maturity import Exclusion, MaturityGap, MaturityReport, ProcessResult
from .assessors.partition import PartitionReport
from .assessors.patches import PatchReport
from .assessors.plans import Marginal, Plan, Task
from .assessors.progress import Progress
from .assessors.rollup import PlaceLevels
from .assessors.targets import TargetReport
from .assessors.zones import PlaceReport, SystemReport
from .catalog import Catalog, CatalogDiff
from .files.sheets import COLUMNS
from .findings import Assessment, Finding
from .levels import FR
from .requirements import ComponentType, Requirement
from .systems import SystemUnderConsideration
from .zones import Place, Zone

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .assessors.partition import PartitionFinding
    from .assessors.patches import PatchStatus
    from .assessors.rows import PlaceRow
    from .assessors.verdicts import RequirementResult

Plain = str | int | float | bool | None
Record = dict[str, Plain]

#: The columns that hold whole numbers, fractions, and an answer; the others hold a text.
NUMBERS = frozenset(
    {
        "sl",
        "sl_before",
        "sl_after",
        "level",
        "ceiling",
        "nominal",
        "target",
        "missing",
        "adequate_up_to",
        "maturity",
        "holds",
        "may_hold",
        "component_minimum",
        "low",
        "high",
        "recorded",
        "days",
        "findings",
        "as_built",
        *(f"{which}_{what}" for which in ("design", "achieved") for what in ("level", "ceiling", "missing")),
    }
)
FRACTIONS = frozenset({"extra"})
ANSWERS = frozenset({"allocatable", "asserted", "condition_holds", "to_raise", "overdue", "open"})
_OF_PLACE = (
    *("place", "kind", "fr", "title", "target"),
    *(
        f"{which}{what}"
        for which in ("design", "achieved")
        for what in ("", "_level", "_ceiling", "_outcome", "_missing", "_to_close")
    ),
    "component_minimum",
)
#: The columns of what may have no row.
COLUMNS_OF: dict[type, tuple[str, ...]] = {
    Assessment: ("id", *COLUMNS[4:]),
    CatalogDiff: (
        "change",
        "id",
        *(f"{each}_{when}" for when in ("before", "after") for each in ("title", "sl", "clause")),
    ),
    Progress: ("change", "id", "title", "fr", "sl", "state_before", "state_after", "reason"),
    SystemReport: ("system", *_OF_PLACE),
    SystemUnderConsideration: (
        *("system", "component", "kind", "component_types", "product", "version", "supplier", "place", "hosted_on"),
        *("lifecycle", "findings", "as_built"),
    ),
    PartitionReport: ("system", "severity", "rule", "place", "reason", "source", "switched_off"),
    PatchReport: ("id", "product", "state", "since", "days", "waits_on", "overdue", "late", "unusual", "remarks"),
    TargetReport: (
        *("place", "fr", "title", "shown", "low", "high", "open", "basis", "asked", "carried_by", "reason", "recorded"),
    ),
    PlaceLevels: (
        *("place", "kind", "type", "id", "title", "fr", "sl", "state", "basis", "holds", "may_hold", "verdict"),
        *("reason", "assumption", "asserted", "justification", "evidence", "components", "path", "countermeasures"),
    ),
    Plan: ("system", "place", "type", "id", "title", "fr", "sl", "level", "state", "by"),
}


@singledispatch
def to_records(value: object) -> list[Record]:
    """Give a value as rows: plain dicts of texts, numbers, yes or no, and None, which pandas and Polars take as they are.

    A catalog, a report of levels (also `PlaceLevels`) and one of maturity, also with its target, have a row a requirement; a
    report of gaps and a `PlaceReport` a row a foundational requirement; a report of a system and one of targets a row a place
    and foundational requirement; a system a row a component; an assessment and a report of a partition a row a finding; a
    report of patches a row a patch; a plan a row for what is needed at a place; what changed (`CatalogDiff`, `Progress`) a row
    a change; what `tasks` and `marginal` give a row each. TypeError for other values.

    >>> from iec62443 import load
    >>> row = to_records(load("3-3"))[0]
    >>> row["id"], row["fr"], row["sl"], row["title"]
    ('SR 1.1', 'IAC', 1, 'Human user identification and authentication')
    """
    raise TypeError(f"there is no table of {type(value).__name__}")


def _about(requirement: Requirement) -> Record:
    return {
        "id": requirement.id.text,
        "title": requirement.title,
        "fr": requirement.fr.name if requirement.fr else None,
        "sl": None if requirement.sl is None else int(requirement.sl),
    }


@to_records.register
def _(value: Catalog) -> list[Record]:
    return [_row(each) for each in value.requirements]


def _row(requirement: Requirement) -> Record:
    of = requirement
    return _about(of) | {
        "part": of.part,
        "component_types": "; ".join(each.value for each in ComponentType if each in of.component_types),
        "base": of.base.text if of.base else None,
        "corresponds_to": of.corresponds_to.text if of.corresponds_to else None,
        "correspondence": of.correspondence.value if of.correspondence else None,
        "allocatable": of.allocatable,
        "clause": of.clause,
        "group": of.group,
        "subgroup": of.subgroup,
        "assurance": of.assurance.value,
        "title_assurance": of.title_assurance.value,
    }


@to_records.register
def _(value: LevelReport) -> list[Record]:
    subject = value.assessment.subject
    kind: Record = {"subject": subject.name, "version": subject.version, "type": f"SL-{value.type.value}"}
    return [kind | _about(each.requirement) | _result(each) for each in value.results]


def _result(result: RequirementResult) -> Record:
    finding = result.finding
    return {
        "state": result.state.value,
        "verdict": finding.verdict.value if finding else None,
        "reason": result.reason,
        "assumption": result.assumption,
        "asserted": result.asserted,
        "justification": finding.justification if finding else "",
        "evidence": _listed(each.reference for each in finding.evidence) if finding else "",
    }


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(texts)


@to_records.register
def _(value: GapReport) -> list[Record]:
    report = value.report
    subject = report.assessment.subject
    return [
        {
            "subject": subject.name,
            "version": subject.version,
            "type": f"SL-{report.type.value}",
            "fr": each.fr.name,
            "title": each.fr.title,
            "shown": report.shown(each.fr),
            "level": int(each.level),
            "ceiling": int(each.ceiling),
            "nominal": int(report.nominal[each.fr]),
            "target": int(each.target),
            "outcome": each.outcome.value,
            "missing": each.missing,
            "to_close": _listed(result.requirement.id.text for result in each.to_close),
        }
        for each in value.gaps
    ]


@to_records.register
def _(value: MaturityReport) -> list[Record]:
    by_id: dict[object, ProcessResult | Exclusion] = {each.requirement.id: each for each in value.excluded}
    by_id |= {each.requirement.id: each for each in value.results}
    return [_rated(value, by_id[id]) for id in value.catalog if id in by_id]


def _rated(report: MaturityReport, result: ProcessResult | Exclusion) -> Record:
    requirement, finding = result.requirement, result.finding
    rated = result if isinstance(result, ProcessResult) else None
    return {
        "subject": report.assessment.subject.name,
        "version": report.assessment.subject.version,
        "id": requirement.id.text,
        "title": requirement.title,
        "group": requirement.group,
        "subgroup": requirement.subgroup,
        "state": rated.state.value if rated else "excluded",
        "level": int(rated.level) if rated and rated.level else None,
        "verdict": finding.verdict.value if finding else None,
        "reason": result.reason,
        "asserted": bool(rated and rated.asserted),
    }


@to_records.register
def _(value: MaturityGap) -> list[Record]:
    raised = {each.requirement.id.text for each in value.to_raise}
    target = int(value.target)
    return [{**row, "target": target, "to_raise": row["id"] in raised} for row in to_records(value.report)]


@to_records.register
def _(value: Assessment) -> list[Record]:
    return [_finding(each) for each in value]


def _finding(finding: Finding) -> Record:
    level, rated = finding.adequate_up_to, finding.maturity
    return {
        "id": finding.requirement.text,
        "verdict": finding.verdict.value,
        "justification": finding.justification,
        "evidence": _listed(each.reference for each in finding.evidence),
        "reason": finding.reason.value if finding.reason else None,
        "condition": finding.condition,
        "condition_holds": finding.condition_holds,
        "countermeasures": _listed(finding.countermeasures),
        "adequate_up_to": None if level is None else int(level),
        "owner": finding.owner,
        "date": finding.date.isoformat() if finding.date else None,
        "maturity": None if rated is None else int(rated),
    }


@to_records.register
def _(value: CatalogDiff) -> list[Record]:
    pairs: list[tuple[str, Requirement | None, Requirement | None]] = [
        *(("removed", each, None) for each in value.removed),
        *(("added", None, each) for each in value.added),
        *(("level changed", *pair) for pair in value.level_changed),
        *(("title changed", *pair) for pair in value.title_changed),
        *(("moved", *pair) for pair in value.moved),
    ]
    return [_change(*each) for each in pairs]


def _change(what: str, before: Requirement | None, after: Requirement | None) -> Record:
    record: Record = {"change": what, "id": next(each.id.text for each in (after, before) if each)}
    for when, each in (("before", before), ("after", after)):
        record[f"title_{when}"] = each.title if each else None
        record[f"sl_{when}"] = int(each.sl) if each and each.sl is not None else None
        record[f"clause_{when}"] = each.clause if each else None
    return record


@to_records.register
def _(value: Progress) -> list[Record]:
    pairs: list[tuple[str, RequirementResult | None, RequirementResult]] = [
        *(("closed", *pair) for pair in value.closed),
        *(("opened", *pair) for pair in value.opened),
        *(("newly unassessed", *pair) for pair in value.newly_unassessed),
        *(("expired", None, each) for each in value.expired),
    ]
    return [
        {"change": what}
        | _about(after.requirement)
        | {
            "state_before": before.state.value if before else None,
            "state_after": after.state.value,
            "reason": after.reason,
        }
        for what, before, after in pairs
    ]


@to_records.register
def _(value: SystemReport) -> list[Record]:
    return [{"system": value.system.name, **row} for each in value for row in _of_place(each)]


def _of_place(report: PlaceReport) -> list[Record]:
    place, lowest = report.place, report.component_minimum
    return [
        {
            "place": place.name,
            "kind": _kind(place),
            "fr": fr.name,
            "title": fr.title,
            "target": None if place.target is None else int(place.target[fr]),
        }
        | _reached("design", report.design, fr)
        | _reached("achieved", report.achieved, fr)
        | {"component_minimum": None if lowest is None else int(lowest[fr])}
        for fr in FR
    ]


@to_records.register
def _(value: PlaceReport) -> list[Record]:
    return _of_place(value)


def _kind(place: Place) -> str:
    return "zone" if isinstance(place, Zone) else "conduit"


def _reached(which: str, levels: PlaceLevels, fr: FR) -> Record:
    """What is reached of an FR; out of the scope there is no level, and without a target no outcome."""
    gap = next((each for each in levels.gaps if each.fr is fr), None)
    asked = fr not in levels.out_of_scope
    return {
        which: levels.shown(fr),
        f"{which}_level": int(levels.vector[fr]) if asked else None,
        f"{which}_ceiling": int(levels.ceiling[fr]) if asked else None,
        f"{which}_outcome": gap.outcome.value if gap else None,
        f"{which}_missing": gap.missing if gap else None,
        f"{which}_to_close": _listed(each.requirement.id.text for each in gap.to_close) if gap else "",
    }


@to_records.register
def _(value: PlaceLevels) -> list[Record]:
    place: Record = {"place": value.place.name, "kind": _kind(value.place), "type": f"SL-{value.type.value}"}
    return [place | _about(each.requirement) | _rests(each) for each in value.rows]


def _rests(row: PlaceRow) -> Record:
    finding = row.finding
    return {
        "state": row.state.value,
        "basis": row.basis.value,
        "holds": int(row.holds),
        "may_hold": int(row.may_hold),
        "verdict": finding.verdict.value if finding else None,
        "reason": row.reason,
        "assumption": row.assumption,
        "asserted": row.asserted,
        "justification": finding.justification if finding else "",
        "evidence": _listed(each.reference for each in finding.evidence) if finding else "",
        "components": _listed(f"{each.component} {each.requirement.id}: {each.state.value}" for each in row.parts),
        "path": _listed(row.path),
        "countermeasures": _listed(row.countermeasures),
    }


@to_records.register
def _(value: Plan) -> list[Record]:
    both = (
        (each, state) for state, several in (("open", value.unreached), ("closed", value.closed)) for each in several
    )
    return [
        {"system": value.system.name, "place": each.place, "type": f"SL-{value.type.value}"}
        | _about(each.requirement)
        | {"level": int(each.level), "state": state, "by": _listed(each.by)}
        for each, state in both
    ]


@to_records.register
def _(value: SystemUnderConsideration) -> list[Record]:
    return [
        {
            "system": value.name,
            "component": each.name,
            "kind": each.kind.value,
            "component_types": _listed(type.value for type in ComponentType if type in each.component_types),
            "product": each.product,
            "version": each.version,
            "supplier": each.supplier,
            "place": _listed(place.name for place in value.places_of(each.name)),
            "hosted_on": each.hosted_on,
            "lifecycle": each.lifecycle.value,
            "findings": len(each.assessment or ()),
            "as_built": len(each.as_built),
        }
        for each in value.components
    ]


@to_records.register
def _(value: PartitionReport) -> list[Record]:
    return [_problem(value, each) for each in (*value.findings, *value.switched_off)]


def _problem(report: PartitionReport, finding: PartitionFinding) -> Record:
    return {
        "system": report.system.name,
        "severity": finding.severity.value,
        "rule": finding.rule.value,
        "place": finding.place,
        "reason": finding.reason,
        "source": finding.source,
        "switched_off": finding.switched_off,
    }


@to_records.register
def _(value: PatchReport) -> list[Record]:
    return [_patch(each) for each in value.statuses]


def _patch(status: PatchStatus) -> Record:
    last = status.stays[-1] if status.stays else None
    late = (
        each.state.value if each.to is None else f"{each.state.value} to {each.to.value}" for each in status.overdue
    )
    return {
        "id": status.record.id,
        "product": status.record.product,
        "state": last.state.value if last else None,
        "since": last.since.isoformat() if last else None,
        "days": last.days if last else None,
        "waits_on": status.waits_on,
        "overdue": any(each.running for each in status.overdue),
        "late": _listed(late),
        "unusual": _listed(f"{each.before.value} to {each.after.value}" for each in status.unusual),
        "remarks": _listed(status.remarks),
    }


@to_records.register
def _(value: TargetReport) -> list[Record]:
    return [
        {
            "place": place.place,
            "fr": each.fr.name,
            "title": each.fr.title,
            "shown": str(each),
            "low": None if each.level is None else int(each.level.low),
            "high": None if each.level is None else int(each.level.high),
            "open": each.open,
            "basis": each.basis.value,
            "asked": None if each.asked is None else str(each.asked),
            "carried_by": _listed(each.carried_by),
            "reason": each.reason,
            "recorded": None if place.recorded is None else int(place.recorded[each.fr]),
        }
        for place in value.places
        for each in place.entries
    ]


@to_records.register
def _(value: tuple) -> list[Record]:  # type: ignore[type-arg] # of anything: what it holds is looked at
    return [_item(each) for each in value]


def _item(value: object) -> Record:
    """A row of what `tasks` and `marginal` give."""
    if isinstance(value, Task):
        return (
            {"place": value.place, "component": value.component}
            | _about(value.requirement)
            | {"needed_by": value.needed_by.id.text, "state": value.state.value, "reason": value.reason}
        )
    if isinstance(value, Marginal):
        return {"place": value.place, "fr": value.fr.name, "level": int(value.level), "extra": value.extra}
    raise TypeError(f"there is no table of a tuple of {type(value).__name__}")
