"""Reports of maturity as plain data for machines: the shape of ``data/schema/maturity-report.schema.json``."""

from __future__ import annotations

from .reports import DISCLAIMER, _texts, evidence_document

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..assessors.maturity import Exclusion, Maturity, MaturityGap, MaturityReport, ProcessResult
    from .reports import Plain


def maturity_document(report: MaturityReport, gap: MaturityGap | None = None, *, version: str = "") -> dict[str, Plain]:
    """Give a report, with its gap if there is a target, as plain data that `json` takes; `version` is the library's.

    >>> from iec62443 import Assessment, Subject
    >>> from iec62443.assessors.maturity import process_maturity
    >>> report = process_maturity(Assessment(Subject("Firmware team"), "62443-4-1", "2018"))
    >>> maturity_document(report)["statement"]
    'Firmware team against 62443-4-1:2018: not rated over 47 of 47 requirements'
    """
    assessment, catalog = report.assessment, report.catalog
    document: dict[str, Plain] = {
        "format": "iec62443-maturity-report/1",
        "generator": f"iec62443 {version}".strip(),
        "disclaimer": DISCLAIMER,
        "subject": {
            "name": assessment.subject.name,
            "version": assessment.subject.version,
            "supplier": assessment.subject.supplier,
        },
        "catalog": {
            "part": catalog.part,
            "edition": catalog.edition,
            "corrigenda": _texts(catalog.corrigenda),
            "corrigenda_not_seen": [each.id for each in catalog.corrigenda_known if each.applied is None],
        },
        "scope": {
            "name": report.scope.name,
            "requirements": len(report.results),
            "of": len(catalog),
            "excluded": [_exclusion(each) for each in report.excluded],
            "not_chosen": [each.id.text for each in report.not_chosen],
        },
        "statement": str(report),
        "maturity": _maturity(report.maturity),
        "groups": {
            group: {"title": catalog.groups[group].title, "parent": catalog.groups[group].parent, **_maturity(each)}
            for group, each in report.groups.items()
        },
        "requirements": [_result(each) for each in report.results],
        "contradictions": _texts(report.contradictions),
        "remarks": _texts(report.remarks),
    }
    if gap is not None:
        document["target"] = int(gap.target)
        document["outcome"] = gap.outcome.value
        document["to_raise"] = _ids(gap.to_raise)
        document["group_outcomes"] = {group: outcome.value for group, outcome in gap.groups.items()}
    return document


def _maturity(maturity: Maturity) -> dict[str, Plain]:
    overall, lowest = maturity.overall, maturity.rated_minimum
    return {
        "shown": str(maturity),
        "overall": None if overall is None else int(overall),
        "rated_minimum": None if lowest is None else int(lowest),
        "undetermined": maturity.undetermined,
        "below_level_1": maturity.below_level_1,
        "requirements": len(maturity.results),
        "unrated": _ids(maturity.unrated),
        "blockers": _ids(maturity.blockers),
    }


def _result(result: ProcessResult) -> Plain:
    requirement, finding = result.requirement, result.finding
    return {
        "id": requirement.id.text,
        "title": requirement.title,
        "group": requirement.group,
        "subgroup": requirement.subgroup,
        "assurance": requirement.assurance.value,
        "verdict": finding.verdict.value if finding else None,
        "state": result.state.value,
        "level": None if result.level is None else int(result.level),
        "reason": result.reason,
        "asserted": result.asserted,
        "justification": finding.justification if finding else "",
        "evidence": [evidence_document(each) for each in finding.evidence] if finding else [],
    }


def _exclusion(exclusion: Exclusion) -> Plain:
    return {
        "id": exclusion.requirement.id.text,
        "title": exclusion.requirement.title,
        "reason": exclusion.reason,
        "by": "scope" if exclusion.finding is None else "finding",
    }


def _ids(results: tuple[ProcessResult, ...]) -> list[Plain]:
    return [each.requirement.id.text for each in results]
