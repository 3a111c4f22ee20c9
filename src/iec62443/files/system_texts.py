"""A system written as a file that `read_system` reads: what is as it is without saying is left out."""

from __future__ import annotations

import json
from enum import Enum

from ..findings import Assessment, Evidence, Finding, Stage
from .toml_text import toml_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..claims import Claim, RiskAcceptance
    from ..components import Component, Configuration, Countermeasure, SupplierAssumption
    from ..identifiers import RequirementId
    from ..levels import SLVector
    from ..requirements import ComponentType
    from ..selections import Selection
    from ..systems import Approval, Flow, SystemUnderConsideration
    from ..zones import Conduit, Zone

    Row = dict[str, object]


def system_json(system: SystemUnderConsideration, files: Mapping[Assessment, str] | None = None) -> str:
    """Write a system as JSON that `read_system` reads as an equal one.

    Assessments stand in the file, each once and by a name; `files` says of some in which file they are instead, by its path
    from the folder of the system down: those files are not written here.

    >>> from iec62443 import SystemUnderConsideration, Zone
    >>> print(system_json(SystemUnderConsideration("Plant", zones=[Zone("Cell", 2)])))
    {
      "name": "Plant",
      "zones": [
        {
          "name": "Cell",
          "sl_t": 2
        }
      ]
    }
    <BLANKLINE>
    """
    return json.dumps(_system(system, files or {}), indent=2, ensure_ascii=False, default=str) + "\n"


def system_toml(system: SystemUnderConsideration, files: Mapping[Assessment, str] | None = None) -> str:
    """Write a system as TOML that `read_system` reads as an equal one; see `system_json`.

    >>> from iec62443 import SystemUnderConsideration, Zone
    >>> print(system_toml(SystemUnderConsideration("Plant", zones=[Zone("Cell", 2)])))
    name = "Plant"
    <BLANKLINE>
    [[zones]]
    name = "Cell"
    sl_t = 2
    <BLANKLINE>
    """
    return toml_text(_system(system, files or {}))


def _system(system: SystemUnderConsideration, files: Mapping[Assessment, str]) -> Row:
    names, inside = _names(system, files)
    content: Row = {
        "name": system.name,
        **_said(system, "description", "edition"),
        **({} if system.corrigenda is None else {"corrigenda": [*system.corrigenda]}),
        **_said(
            system,
            "regulations",
            "policies",
            "tolerable_risk",
            "threat_environment",
            "operating_environment",
            "essential_functions",
        ),
        "approvals": [_approval(each) for each in system.approvals],
        "switched_off": dict(system.switched_off),
        "assessments": {name: _assessment(each) for name, each in inside.items()},
        "zones": [_zone(each) for each in system.zones],
        "conduits": [_conduit(each) for each in system.conduits],
        "components": [_component(each, names) for each in system.components],
        "externals": [{"name": each.name, **_said(each, "description")} for each in system.externals],
        "flows": [_flow(each) for each in system.flows],
        "countermeasures": [_countermeasure(each) for each in system.countermeasures],
    }
    return {key: value for key, value in content.items() if value or key in {"name", "corrigenda"}}


def _names(
    system: SystemUnderConsideration, files: Mapping[Assessment, str]
) -> tuple[dict[int, str], dict[str, Assessment]]:
    """The name of each assessment by its identity, and those that stand in the file by their names.

    A name is that of a file, or what is assessed, with a number where that is not enough; equal assessments share one.
    """
    names: dict[int, str] = {}
    equal = dict(files)
    inside: dict[str, Assessment] = {}
    for each in (component.assessment for component in system.components):
        if each is None or id(each) in names:  # hashing an assessment is no small thing
            continue
        if each not in equal:
            name = stem = " ".join(filter(None, (each.subject.name, each.subject.version)))
            number = 1
            while name in inside or name in files.values():
                number += 1
                name = f"{stem} ({number})"
            equal[each] = name
            inside[name] = each
        names[id(each)] = equal[each]
    return names, inside


def _said(value: object, *keys: str) -> Row:
    """The fields that differ from what they are when nothing is said, as plain data."""
    said = {}
    defaults = {each.name: each.default for each in type(value).__attrs_attrs__}  # type: ignore[attr-defined] # values are attrs classes
    for key in keys:
        given = getattr(value, key)
        if given != defaults[key]:
            said[key] = _plain(given)
    return said


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return [*value] if isinstance(value, tuple) else value


def _place(place: Zone | Conduit) -> Row:
    """What zones and conduits have in common, after their own."""
    return {
        **({} if place.target is None else {"sl_t": _levels(place.target)}),
        **({"sl_t_basis": place.target_basis} if place.target_basis else {}),
        **_said(place, "initial_risk_tolerable", "owner", "policies", "assumptions", "description"),
        **_some("acceptances", map(_acceptance, place.acceptances)),
        **_some("providers", {id.text: name for id, name in place.providers.items()}),
        **_staged("findings", place.findings, place.as_built),
        **_staged("provides", place.provides, place.provides_as_built),
    }


def _zone(zone: Zone) -> Row:
    own = _said(
        zone, "parent", "components", "safety_related", "logical_boundary", "physical_boundary", "access_points"
    )
    return {"name": zone.name, **own, **_place(zone)}


def _conduit(conduit: Conduit) -> Row:
    own = _said(conduit, "joins", "components", "boundary_devices")
    scope = {} if conduit.scope is None else {"scope": _selection(conduit.scope)}
    return {"name": conduit.name, **own, **scope, **_place(conduit)}


def _component(component: Component, names: Mapping[int, str]) -> Row:
    assessment = component.assessment
    subject = None if assessment is None else assessment.subject
    row: Row = {"name": component.name}
    if subject is None or component.component_types != subject.component_types:
        row["types"] = _types(component.component_types)
    for key in ("product", "version", "supplier"):  # what is not said is the assessment's
        said: str = getattr(component, key)
        unsaid = "" if subject is None else getattr(subject, "name" if key == "product" else key)
        if said != unsaid:
            row[key] = said
    if assessment is not None:
        row["assessment"] = names[id(assessment)]
    return {
        **row,
        **({} if component.claim is None else {"claim": _claim(component.claim, component)}),
        **({} if component.configuration is None else {"configured": _configuration(component.configuration)}),
        **_some("findings", [_finding(each) | {"stage": Stage.AS_BUILT.value} for each in component.as_built]),
        **_staged("provides", component.provides, component.provides_as_built),
        **_some("assumes", map(_assumption, component.assumes)),
        **_said(component, "kind", "lifecycle", "supported_until", "hosted_on", "description"),
        **_some("attachments", sorted(each.value for each in component.attachments)),
    }


def _claim(claim: Claim, component: Component) -> Row:
    subject, source = claim.subject, claim.source
    row: Row = {
        "sl_c": _levels(claim.vector),
        "form": claim.form.value,
        "version": subject.version,
        "edition": claim.edition,
    }
    if subject.name != (component.product or component.name):
        row["product"] = subject.name
    if subject.supplier != component.supplier:
        row["supplier"] = subject.supplier
    if subject.component_types != component.component_types:
        row["types"] = _types(subject.component_types)
    return row | _some("source", _said(source, "scheme", "body", "number", "valid_until"))


def _configuration(configuration: Configuration) -> object:
    row = {
        **({} if configuration.requirements is None else {"requirements": _ids(configuration.requirements)}),
        **_some("evidence", map(_evidence, configuration.evidence)),
        **_said(configuration, "date"),
    }
    return row or True


def _flow(flow: Flow) -> Row:
    ends = {"source": flow.source, "target": flow.target}
    return ends | _said(flow, "protocol", "kind", "initiator", "via", "description")


def _countermeasure(measure: Countermeasure) -> Row:
    return {
        "name": measure.name,
        "covers": _ids(measure.covers),
        "places": sorted(measure.places),
        "adequate_up_to": int(measure.adequate_up_to),
        **_said(measure, "kind", "essential_effect", "in_place", "owner", "description"),
        **_some("evidence", map(_evidence, measure.evidence)),
    }


def _assessment(assessment: Assessment) -> Row:
    """An assessment as it stands in a file of its own; of findings that differ, every one."""
    subject = assessment.subject
    several = ((each.requirement, each) for each in assessment.findings)
    findings = [each for id, found in several for each in assessment.conflicts.get(id, (found,))]
    cap = assessment.assessed_to
    return {
        "subject": {
            "name": subject.name,
            **_said(subject, "version", "supplier"),
            "types": _types(subject.component_types),
        },
        "edition": assessment.edition,
        "corrigenda": [*assessment.corrigenda],
        **_said(assessment, "stage", "assessor", "date"),
        **({} if cap is None else {"assessed_to": int(cap)}),
        **({} if assessment.selection is None else {"selection": _selection(assessment.selection)}),
        **_some("findings", map(_finding, findings)),
    }


def _selection(selection: Selection) -> Row:
    return {
        "name": selection.name,
        "ids": _ids(selection.ids),
        **_some("excluded", {id.text: why for id, why in selection.excluded.items()}),
        **_some("parameters", {id.text: dict(values) for id, values in selection.parameters.items()}),
    }


def _staged(key: str, design: Iterable[Finding], as_built: Iterable[Finding]) -> Row:
    built = [_finding(each) | {"stage": Stage.AS_BUILT.value} for each in as_built]
    return _some(key, [*map(_finding, design), *built])


def _finding(finding: Finding) -> Row:
    row: Row = {"id": finding.requirement.text, "verdict": finding.verdict.value}
    row |= _said(finding, "justification", "condition", "condition_holds", "owner", "date", "countermeasures")
    row |= _some("evidence", map(_evidence, finding.evidence))
    if finding.reason is not None:
        row["reason"] = finding.reason.value
    if finding.adequate_up_to is not None:
        row["adequate_up_to"] = int(finding.adequate_up_to)
    return row


def _evidence(evidence: Evidence) -> object:
    said = _said(evidence, "kind", "digest", "date", "valid_until")
    return {"reference": evidence.reference, **said} if said else evidence.reference


def _acceptance(acceptance: RiskAcceptance) -> Row:
    said = {"owner": acceptance.owner, "reason": acceptance.reason}
    return {"requirement": acceptance.requirement.text, **said, **_said(acceptance, "until")}


def _assumption(assumption: SupplierAssumption) -> object:
    if not assumption.requirements:
        return assumption.text
    return {"text": assumption.text, "requirements": _ids(assumption.requirements)}


def _approval(approval: Approval) -> Row:
    return {"role": approval.role, "name": approval.name, **_said(approval, "date", "what")}


def _levels(vector: SLVector) -> object:
    """One number where all seven are alike, else the seven."""
    levels = [int(level) for level in vector]
    return levels[0] if len(set(levels)) == 1 else " ".join(map(str, levels))


def _types(types: Iterable[ComponentType]) -> list[str]:
    return sorted(each.value for each in types)


def _ids(ids: Iterable[RequirementId]) -> list[str]:
    return [id.text for id in sorted(ids)]


def _some(key: str, value: Iterable[object]) -> Row:
    """A list or object under its key; nothing where it is empty."""
    given = value if isinstance(value, dict) else [*value]
    return {key: given} if given else {}
