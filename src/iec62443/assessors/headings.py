"""Findings on headings: what a heading of 4-2 points on to stands in its place, and what counts for nothing is told.

Source: 62443-4-2 has headings that only point on to the requirements of the types; that a finding on one counts for those
that it points on to is *ours*.
"""

from __future__ import annotations

from attrs import evolve

from ..errors import InvalidFinding, UnknownRequirement
from ..requirements import ComponentType
from .vectors import applicable_texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..catalog import Catalog
    from ..findings import Assessment, Finding
    from ..identifiers import RequirementId
    from ..requirements import Heading, Requirement


def resolved(assessment: Assessment, catalog: Catalog) -> Assessment:
    """Give an assessment whose findings are on requirements alone: what a heading points on to stands in its place.

    Raises `InvalidFinding` for ids that the catalog does not have, all at once.
    """
    known = applicable_texts(catalog, assessment.subject.component_types)
    return assessment if known.issuperset(assessment._by_text) else resolve(assessment, catalog)[0]


def resolve(assessment: Assessment, catalog: Catalog) -> tuple[Assessment, list[str]]:
    """Put what a heading points on to in its place; say which other findings count for nothing, refuse unknown ids.

    What is looked at are the ids that are neither a requirement of the subject's types nor a constraint.
    """
    types = assessment.subject.component_types
    strange = assessment._by_text.keys() - applicable_texts(catalog, types)
    findings: list[Finding] = []
    remarks: list[str] = []
    problems: list[str] = []
    conflicts = assessment.conflicts
    every = [each for found in assessment.findings for each in conflicts.get(found.requirement, (found,))]
    for finding in every:
        id = finding.requirement
        heading = catalog.headings.get(id.base)
        if id.text not in strange:
            findings.append(finding)
        elif heading is None:
            if id in catalog:
                remarks.append(f"{id} does not apply to {_names(types)}: its finding counts for nothing")
            else:
                problems.append(str(catalog.unknown(id)))
        else:
            try:
                meant = catalog.resolve(id, types)
            except UnknownRequirement as error:
                problems.append(str(error))
                continue
            findings.extend(evolve(finding, requirement=each.id) for each in meant)
            remarks.append(_pointed(id, heading, meant, types))
    if problems:
        raise InvalidFinding(assessment.subject.name, "; ".join(problems))
    return evolve(assessment, findings=findings), list(dict.fromkeys(remarks))


def _pointed(
    id: RequirementId, heading: Heading, meant: tuple[Requirement, ...], types: frozenset[ComponentType]
) -> str:
    if not heading.to:
        of_system = f"{heading.system_requirement} is of the system"
        return f"{id}: components have no requirement there ({of_system}): its finding counts for nothing"
    if not meant:
        return f"{id} points on to nothing of {_names(types)}: its finding counts for nothing"
    return f"{id} points on: taken as {', '.join(each.id.text for each in meant)}"


def _names(types: frozenset[ComponentType]) -> str:
    return " and ".join(each.title for each in ComponentType if each in types)
