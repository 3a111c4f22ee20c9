"""Results as plain data for machines: the shape of ``data/schema/report.schema.json``."""

from __future__ import annotations

from ..levels import FR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..assessors.gaps import GapReport
    from ..assessors.levels import LevelReport
    from ..assessors.verdicts import RequirementResult
    from ..claims import RiskAcceptance
    from ..findings import Evidence

    Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]

#: What every result that leaves the library carries.
DISCLAIMER = (
    "Independent project, not affiliated with, endorsed or reviewed by IEC, ISA or ISCI. Catalog cross-checked against public "
    "sources, not compared with the licensed text. A calculation on the user's statements; not certification or legal advice."
)


def report_document(report: LevelReport, gaps: GapReport | None = None, *, version: str = "") -> dict[str, Plain]:
    """Give a report, with its gaps if there are any, as plain data that `json` takes; `version` is the library's.

    >>> from iec62443 import Assessment, Subject, capability
    >>> report = capability(Assessment(Subject("Cell"), "62443-3-3", "2013", corrigenda=["COR1:2014"]))
    >>> report_document(report)["statement"]
    'SL-C(Cell) = { 0..4 0..4 0..4 0..4 0..4 0..4 0..4 }'
    """
    assessment, catalog = report.assessment, report.catalog
    document: dict[str, Plain] = {
        "format": "iec62443-report/1",
        "generator": f"iec62443 {version}".strip(),
        "disclaimer": DISCLAIMER,
        "subject": {
            "name": assessment.subject.name,
            "version": assessment.subject.version,
            "supplier": assessment.subject.supplier,
            "component_types": _texts(sorted(each.value for each in assessment.subject.component_types)),
        },
        "catalog": {
            "part": catalog.part,
            "edition": catalog.edition,
            "corrigenda": _texts(catalog.corrigenda),
            "corrigenda_not_seen": [each.id for each in catalog.corrigenda_known if each.applied is None],
        },
        "type": f"SL-{report.type.value}",
        "stage": assessment.stage.value,
        "assessed_to": None if assessment.assessed_to is None else int(assessment.assessed_to),
        "statement": str(report),
        "levels": {
            fr.name: {
                "shown": report.shown(fr),
                "vector": int(report.vector[fr]),
                "ceiling": int(report.ceiling[fr]),
                "nominal": int(report.nominal[fr]),
                "undetermined": fr in report.undetermined,
                "saturated": fr in report.saturated,
                "not_applicable": fr in report.not_applicable,
                "outside_selection": fr in report.unselected,
                "blockers": [each.requirement.id.text for each in report.blockers(fr)],
            }
            for fr in FR
        },
        "supported": report.supported,
        "unsupported": list(report.unsupported),
        "constraints": [result_document(each) for each in report.constraints],
        "requirements": [result_document(each) for each in report.results],
        "remarks": list(report.remarks),
    }
    if gaps is not None:
        document["target"] = {fr.name: int(level) for fr, level in gaps.target.items()}
        document["outcome"] = gaps.outcome.value
        document["gaps"] = {
            each.fr.name: {
                "outcome": each.outcome.value,
                "missing": each.missing,
                "to_close": [result.requirement.id.text for result in each.to_close],
                "acceptances": [acceptance_document(acceptance) for acceptance in each.acceptances],
            }
            for each in gaps.gaps
        }
    return document


def result_document(result: RequirementResult) -> Plain:
    """Give a requirement with its result as plain data."""
    requirement, finding = result.requirement, result.finding
    return {
        "id": requirement.id.text,
        "title": requirement.title,
        "fr": requirement.fr.name if requirement.fr else None,
        "sl": None if requirement.sl is None else int(requirement.sl),
        "assurance": requirement.assurance.value,
        "verdict": finding.verdict.value if finding else None,
        "state": result.state.value,
        "reason": result.reason,
        "assumption": result.assumption,
        "asserted": result.asserted,
        "justification": finding.justification if finding else "",
        "evidence": [evidence_document(each) for each in finding.evidence] if finding else [],
    }


def _texts(texts: Iterable[str]) -> list[Plain]:
    return [*texts]


def evidence_document(evidence: Evidence) -> Plain:
    """Give a piece of evidence as plain data."""
    return {
        "reference": evidence.reference,
        "kind": evidence.kind.value,
        "digest": evidence.digest,
        "date": evidence.date.isoformat() if evidence.date else None,
        "valid_until": evidence.valid_until.isoformat() if evidence.valid_until else None,
    }


def acceptance_document(acceptance: RiskAcceptance) -> Plain:
    """Give the acceptance of a risk as plain data."""
    return {
        "requirement": acceptance.requirement.text,
        "owner": acceptance.owner,
        "reason": acceptance.reason,
        "until": acceptance.until.isoformat() if acceptance.until else None,
    }
