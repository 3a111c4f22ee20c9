"""Values as rows: plain dicts, which pandas, Polars and everything else take as they are, and which need no library.

Prose that is not there is an empty text; an id, a level, a verdict or an answer that is not there is None. The columns are
*ours*.
"""

from __future__ import annotations

from functools import singledispatch

from .assessors.gaps import GapReport
from .assessors.levels import LevelReport
from .assessors.maturity import Exclusion, MaturityReport, ProcessResult
from .assessors.plans import Plan
from .assessors.progress import Progress
from .assessors.rollup import PlaceLevels
from .assessors.zones import SystemReport
from .catalog import Catalog, CatalogDiff
from .files.sheets import COLUMNS
from .findings import Assessment, Finding
from .levels import FR
from .requirements import ComponentType, Requirement
from .zones import Place, Zone

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .assessors.rows import PlaceRow
    from .assessors.verdicts import RequirementResult

Plain = str | int | bool | None
Record = dict[str, Plain]

#: The columns that hold numbers, and those that hold an answer; the others hold a text.
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
        *(f"{which}_{what}" for which in ("design", "achieved") for what in ("level", "ceiling", "missing")),
    }
)
ANSWERS = frozenset({"allocatable", "asserted", "condition_holds"})
#: The columns of what may have no row.
COLUMNS_OF: dict[type, tuple[str, ...]] = {
    Assessment: ("id", *COLUMNS[4:]),
    CatalogDiff: (
        "change",
        "id",
        *(f"{each}_{when}" for when in ("before", "after") for each in ("title", "sl", "clause")),
    ),
    Progress: ("change", "id", "title", "fr", "sl", "state_before", "state_after", "reason"),
    SystemReport: (
        *("system", "place", "kind", "fr", "title", "target"),
        *(
            f"{which}{what}"
            for which in ("design", "achieved")
            for what in ("", "_level", "_ceiling", "_outcome", "_missing", "_to_close")
        ),
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

    A catalog, a report of levels (also of a zone or conduit) and one of maturity have a row a requirement; a report of gaps a
    row a foundational requirement; a report of a system a row a place and foundational requirement; an assessment a row a
    finding; a plan a row for what is needed at a place; what changed (`CatalogDiff`, `Progress`) a row a change. TypeError for
    other values.

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
    return [
        {
            "system": value.system.name,
            "place": each.place.name,
            "kind": _kind(each.place),
            "fr": fr.name,
            "title": fr.title,
            "target": None if each.place.target is None else int(each.place.target[fr]),
        }
        | _reached("design", each.design, fr)
        | _reached("achieved", each.achieved, fr)
        for each in value
        for fr in FR
    ]


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
