"""The ISA/IEC 62443 requirement catalog as typed, immutable values, and pure functions that turn evidence into levels.

Importing this package loads nothing but itself: each public name is fetched from its module on first use (PEP 562).
Independent project; not affiliated with, endorsed or reviewed by IEC, ISA or ISCI. See NOTICE.
"""

from __future__ import annotations

TYPE_CHECKING = False  # a checker takes it for true; `typing` itself would cost 7 ms
if TYPE_CHECKING:
    from .assessors.asked import conduit_scope as conduit_scope
    from .assessors.contributions import Contribution as Contribution
    from .assessors.demands import FRTarget as FRTarget
    from .assessors.demands import PlaceTarget as PlaceTarget
    from .assessors.demands import TargetBasis as TargetBasis
    from .assessors.editions import Upgrade as Upgrade
    from .assessors.editions import upgrade as upgrade
    from .assessors.falls import Fall as Fall
    from .assessors.falls import sensitivity as sensitivity
    from .assessors.gaps import FRGap as FRGap
    from .assessors.gaps import GapReport as GapReport
    from .assessors.gaps import Outcome as Outcome
    from .assessors.gaps import gap as gap
    from .assessors.gaps import when_closed as when_closed
    from .assessors.levels import LevelReport as LevelReport
    from .assessors.levels import achieved as achieved
    from .assessors.levels import capability as capability
    from .assessors.maturity import MaturityGap as MaturityGap
    from .assessors.maturity import MaturityReport as MaturityReport
    from .assessors.maturity import ProcessResult as ProcessResult
    from .assessors.maturity import as_evidence as as_evidence
    from .assessors.maturity import maturity_gap as maturity_gap
    from .assessors.maturity import process_maturity as process_maturity
    from .assessors.needs import Obligation as Obligation
    from .assessors.partition import PartitionFinding as PartitionFinding
    from .assessors.partition import PartitionReport as PartitionReport
    from .assessors.partition import check_partition as check_partition
    from .assessors.partition_rules import PartitionRule as PartitionRule
    from .assessors.partition_rules import Severity as Severity
    from .assessors.patches import PatchReport as PatchReport
    from .assessors.patches import PatchStatus as PatchStatus
    from .assessors.patches import patch_report as patch_report
    from .assessors.patches import patch_status as patch_status
    from .assessors.plans import Marginal as Marginal
    from .assessors.plans import Plan as Plan
    from .assessors.plans import Task as Task
    from .assessors.plans import marginal as marginal
    from .assessors.plans import plan as plan
    from .assessors.plans import tasks as tasks
    from .assessors.progress import Progress as Progress
    from .assessors.progress import compare as compare
    from .assessors.rated import RatedScenario as RatedScenario
    from .assessors.ratings import rating as rating
    from .assessors.rollup import PlaceLevels as PlaceLevels
    from .assessors.rows import Basis as Basis
    from .assessors.rows import PlaceRow as PlaceRow
    from .assessors.scopes import scope as scope
    from .assessors.targets import TargetDecision as TargetDecision
    from .assessors.targets import TargetReport as TargetReport
    from .assessors.targets import apply_targets as apply_targets
    from .assessors.targets import target_report as target_report
    from .assessors.vectors import nominal as nominal
    from .assessors.vectors import satisfied_vector as satisfied_vector
    from .assessors.vectors import saturated as saturated
    from .assessors.verdicts import RequirementResult as RequirementResult
    from .assessors.verdicts import State as State
    from .assessors.zones import AssumptionResult as AssumptionResult
    from .assessors.zones import Duty as Duty
    from .assessors.zones import PlaceReport as PlaceReport
    from .assessors.zones import SystemReport as SystemReport
    from .assessors.zones import place_report as place_report
    from .assessors.zones import system_report as system_report
    from .catalog import Catalog as Catalog
    from .catalog import CatalogDiff as CatalogDiff
    from .catalog import load as load
    from .claims import Action as Action
    from .claims import Claim as Claim
    from .claims import ClaimForm as ClaimForm
    from .claims import ClaimSource as ClaimSource
    from .claims import RiskAcceptance as RiskAcceptance
    from .components import AssetKind as AssetKind
    from .components import Attachment as Attachment
    from .components import Component as Component
    from .components import Configuration as Configuration
    from .components import Countermeasure as Countermeasure
    from .components import EssentialEffect as EssentialEffect
    from .components import Lifecycle as Lifecycle
    from .components import MeasureKind as MeasureKind
    from .components import SupplierAssumption as SupplierAssumption
    from .documents.applicability import statement_of_applicability as statement_of_applicability
    from .documents.checklist import requirement_checklist as requirement_checklist
    from .documents.declaration import supplier_declaration as supplier_declaration
    from .documents.frame import Origin as Origin
    from .documents.gaps import action_report as action_report
    from .documents.maturity import maturity_profile as maturity_profile
    from .documents.model import Document as Document
    from .documents.progress import progress_report as progress_report
    from .documents.rendering import render as render
    from .documents.specification import requirements_specification as requirements_specification
    from .documents.system_gaps import system_action_report as system_action_report
    from .errors import IEC62443Error as IEC62443Error
    from .errors import InvalidFile as InvalidFile
    from .errors import InvalidFinding as InvalidFinding
    from .errors import InvalidRequirementId as InvalidRequirementId
    from .errors import InvalidRisk as InvalidRisk
    from .errors import InvalidSLVector as InvalidSLVector
    from .errors import InvalidSystem as InvalidSystem
    from .errors import MissingExtra as MissingExtra
    from .errors import UnknownFormat as UnknownFormat
    from .errors import UnknownPart as UnknownPart
    from .errors import UnknownRequirement as UnknownRequirement
    from .files import ActionPlan as ActionPlan
    from .files import DocumentDetails as DocumentDetails
    from .files import Header as Header
    from .files import Signatory as Signatory
    from .files import Templates as Templates
    from .files import maturity_document as maturity_document
    from .files import read_action_plan as read_action_plan
    from .files import read_assessment as read_assessment
    from .files import read_details as read_details
    from .files import read_selection as read_selection
    from .files import read_templates as read_templates
    from .files import read_texts as read_texts
    from .files import report_document as report_document
    from .files.risks import read_attackers as read_attackers
    from .files.risks import read_matrix as read_matrix
    from .files.risks import read_scenarios as read_scenarios
    from .files.system_texts import system_json as system_json
    from .files.system_texts import system_toml as system_toml
    from .files.systems import read_system as read_system
    from .findings import Assessment as Assessment
    from .findings import Evidence as Evidence
    from .findings import EvidenceKind as EvidenceKind
    from .findings import Finding as Finding
    from .findings import NotApplicableReason as NotApplicableReason
    from .findings import Stage as Stage
    from .findings import Subject as Subject
    from .findings import Verdict as Verdict
    from .findings import spread_not_applicable as spread_not_applicable
    from .frames import findings_from_frame as findings_from_frame
    from .frames import to_frame as to_frame
    from .identifiers import RequirementId as RequirementId
    from .levels import FR as FR
    from .levels import SL as SL
    from .levels import MaturityLevel as MaturityLevel
    from .levels import SLType as SLType
    from .levels import SLVector as SLVector
    from .linting import LintFinding as LintFinding
    from .linting import LintRule as LintRule
    from .linting import lint as lint
    from .matrices import RiskMatrix as RiskMatrix
    from .matrices import SLRange as SLRange
    from .matrices import example_matrix as example_matrix
    from .options import Measure as Measure
    from .options import ProductOption as ProductOption
    from .parts import Part as Part
    from .parts import series as series
    from .patches import PatchRecord as PatchRecord
    from .patches import PatchState as PatchState
    from .pictures import Curve as Curve
    from .pictures import HeatCell as HeatCell
    from .pictures import Mark as Mark
    from .pictures import heat_cells as heat_cells
    from .pictures import heatmap_svg as heatmap_svg
    from .pictures import radar_svg as radar_svg
    from .pictures import staircase_svg as staircase_svg
    from .pictures import zones_svg as zones_svg
    from .records import to_records as to_records
    from .references import Misnumbered as Misnumbered
    from .references import Reference as Reference
    from .references import find_all as find_all
    from .references import fix_references as fix_references
    from .requirements import Amendment as Amendment
    from .requirements import Assurance as Assurance
    from .requirements import ComponentType as ComponentType
    from .requirements import Correspondence as Correspondence
    from .requirements import Dispute as Dispute
    from .requirements import Group as Group
    from .requirements import Heading as Heading
    from .requirements import KnownCorrigendum as KnownCorrigendum
    from .requirements import Requirement as Requirement
    from .risks import Attacker as Attacker
    from .risks import AttackerTable as AttackerTable
    from .risks import RiskScenario as RiskScenario
    from .selections import Selection as Selection
    from .statements import SLStatement as SLStatement
    from .systems import Approval as Approval
    from .systems import External as External
    from .systems import Flow as Flow
    from .systems import FlowKind as FlowKind
    from .systems import Initiator as Initiator
    from .systems import SystemUnderConsideration as SystemUnderConsideration
    from .texts import Text as Text
    from .texts import load_group_texts as load_group_texts
    from .texts import load_texts as load_texts
    from .zones import Conduit as Conduit
    from .zones import Zone as Zone

    __version__: str
else:
    _HOMES = {
        "assessors.asked": ("conduit_scope",),
        "assessors.contributions": ("Contribution",),
        "assessors.demands": ("FRTarget", "PlaceTarget", "TargetBasis"),
        "assessors.editions": ("Upgrade", "upgrade"),
        "assessors.falls": ("Fall", "sensitivity"),
        "assessors.gaps": ("FRGap", "GapReport", "Outcome", "gap", "when_closed"),
        "assessors.levels": ("LevelReport", "achieved", "capability"),
        "assessors.maturity": (
            "MaturityGap",
            "MaturityReport",
            "ProcessResult",
            "as_evidence",
            "maturity_gap",
            "process_maturity",
        ),
        "assessors.needs": ("Obligation",),
        "assessors.partition": ("PartitionFinding", "PartitionReport", "check_partition"),
        "assessors.partition_rules": ("PartitionRule", "Severity"),
        "assessors.patches": ("PatchReport", "PatchStatus", "patch_report", "patch_status"),
        "assessors.plans": ("Marginal", "Plan", "Task", "marginal", "plan", "tasks"),
        "assessors.progress": ("Progress", "compare"),
        "assessors.rated": ("RatedScenario",),
        "assessors.ratings": ("rating",),
        "assessors.rollup": ("PlaceLevels",),
        "assessors.rows": ("Basis", "PlaceRow"),
        "assessors.scopes": ("scope",),
        "assessors.targets": ("TargetDecision", "TargetReport", "apply_targets", "target_report"),
        "assessors.vectors": ("nominal", "satisfied_vector", "saturated"),
        "assessors.verdicts": ("RequirementResult", "State"),
        "assessors.zones": ("AssumptionResult", "Duty", "PlaceReport", "SystemReport", "place_report", "system_report"),
        "catalog": ("Catalog", "CatalogDiff", "load"),
        "claims": ("Action", "Claim", "ClaimForm", "ClaimSource", "RiskAcceptance"),
        "components": (
            "AssetKind",
            "Attachment",
            "Component",
            "Configuration",
            "Countermeasure",
            "EssentialEffect",
            "Lifecycle",
            "MeasureKind",
            "SupplierAssumption",
        ),
        "documents.applicability": ("statement_of_applicability",),
        "documents.checklist": ("requirement_checklist",),
        "documents.declaration": ("supplier_declaration",),
        "documents.frame": ("Origin",),
        "documents.gaps": ("action_report",),
        "documents.maturity": ("maturity_profile",),
        "documents.model": ("Document",),
        "documents.progress": ("progress_report",),
        "documents.rendering": ("render",),
        "documents.specification": ("requirements_specification",),
        "documents.system_gaps": ("system_action_report",),
        "errors": (
            "IEC62443Error",
            "InvalidFile",
            "InvalidFinding",
            "InvalidRequirementId",
            "InvalidRisk",
            "InvalidSLVector",
            "InvalidSystem",
            "MissingExtra",
            "UnknownFormat",
            "UnknownPart",
            "UnknownRequirement",
        ),
        "files": (
            "ActionPlan",
            "DocumentDetails",
            "Header",
            "Signatory",
            "Templates",
            "maturity_document",
            "read_action_plan",
            "read_assessment",
            "read_details",
            "read_selection",
            "read_templates",
            "read_texts",
            "report_document",
        ),
        "files.risks": ("read_attackers", "read_matrix", "read_scenarios"),
        "files.system_texts": ("system_json", "system_toml"),
        "files.systems": ("read_system",),
        "findings": (
            "Assessment",
            "Evidence",
            "EvidenceKind",
            "Finding",
            "NotApplicableReason",
            "Stage",
            "Subject",
            "Verdict",
            "spread_not_applicable",
        ),
        "frames": ("findings_from_frame", "to_frame"),
        "identifiers": ("RequirementId",),
        "levels": ("FR", "SL", "MaturityLevel", "SLType", "SLVector"),
        "linting": ("LintFinding", "LintRule", "lint"),
        "matrices": ("RiskMatrix", "SLRange", "example_matrix"),
        "options": ("Measure", "ProductOption"),
        "parts": ("Part", "series"),
        "patches": ("PatchRecord", "PatchState"),
        "pictures": (
            "Curve",
            "HeatCell",
            "Mark",
            "heat_cells",
            "heatmap_svg",
            "radar_svg",
            "staircase_svg",
            "zones_svg",
        ),
        "records": ("to_records",),
        "references": ("Misnumbered", "Reference", "find_all", "fix_references"),
        "requirements": (
            "Amendment",
            "Assurance",
            "ComponentType",
            "Correspondence",
            "Dispute",
            "Group",
            "Heading",
            "KnownCorrigendum",
            "Requirement",
        ),
        "risks": ("Attacker", "AttackerTable", "RiskScenario"),
        "selections": ("Selection",),
        "statements": ("SLStatement",),
        "systems": ("Approval", "External", "Flow", "FlowKind", "Initiator", "SystemUnderConsideration"),
        "texts": ("Text", "load_group_texts", "load_texts"),
        "zones": ("Conduit", "Zone"),
    }

    def __getattr__(name: str) -> object:
        if name == "__version__":
            from importlib.metadata import version

            return version(__name__)
        from importlib import import_module

        for home, names in _HOMES.items():
            if name in names:
                value = globals()[name] = getattr(import_module(f"{__name__}.{home}"), name)
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


__all__ = (
    "FR",
    "SL",
    "Action",
    "ActionPlan",
    "Amendment",
    "Approval",
    "Assessment",
    "AssetKind",
    "AssumptionResult",
    "Assurance",
    "Attachment",
    "Attacker",
    "AttackerTable",
    "Basis",
    "Catalog",
    "CatalogDiff",
    "Claim",
    "ClaimForm",
    "ClaimSource",
    "Component",
    "ComponentType",
    "Conduit",
    "Configuration",
    "Contribution",
    "Correspondence",
    "Countermeasure",
    "Curve",
    "Dispute",
    "Document",
    "DocumentDetails",
    "Duty",
    "EssentialEffect",
    "Evidence",
    "EvidenceKind",
    "External",
    "FRGap",
    "FRTarget",
    "Fall",
    "Finding",
    "Flow",
    "FlowKind",
    "GapReport",
    "Group",
    "Header",
    "Heading",
    "HeatCell",
    "IEC62443Error",
    "Initiator",
    "InvalidFile",
    "InvalidFinding",
    "InvalidRequirementId",
    "InvalidRisk",
    "InvalidSLVector",
    "InvalidSystem",
    "KnownCorrigendum",
    "LevelReport",
    "Lifecycle",
    "LintFinding",
    "LintRule",
    "Marginal",
    "Mark",
    "MaturityGap",
    "MaturityLevel",
    "MaturityReport",
    "Measure",
    "MeasureKind",
    "Misnumbered",
    "MissingExtra",
    "NotApplicableReason",
    "Obligation",
    "Origin",
    "Outcome",
    "Part",
    "PartitionFinding",
    "PartitionReport",
    "PartitionRule",
    "PatchRecord",
    "PatchReport",
    "PatchState",
    "PatchStatus",
    "PlaceLevels",
    "PlaceReport",
    "PlaceRow",
    "PlaceTarget",
    "Plan",
    "ProcessResult",
    "ProductOption",
    "Progress",
    "RatedScenario",
    "Reference",
    "Requirement",
    "RequirementId",
    "RequirementResult",
    "RiskAcceptance",
    "RiskMatrix",
    "RiskScenario",
    "SLRange",
    "SLStatement",
    "SLType",
    "SLVector",
    "Selection",
    "Severity",
    "Signatory",
    "Stage",
    "State",
    "Subject",
    "SupplierAssumption",
    "SystemReport",
    "SystemUnderConsideration",
    "TargetBasis",
    "TargetDecision",
    "TargetReport",
    "Task",
    "Templates",
    "Text",
    "UnknownFormat",
    "UnknownPart",
    "UnknownRequirement",
    "Upgrade",
    "Verdict",
    "Zone",
    "achieved",
    "action_report",
    "apply_targets",
    "as_evidence",
    "capability",
    "check_partition",
    "compare",
    "conduit_scope",
    "example_matrix",
    "find_all",
    "findings_from_frame",
    "fix_references",
    "gap",
    "heat_cells",
    "heatmap_svg",
    "lint",
    "load",
    "load_group_texts",
    "load_texts",
    "marginal",
    "maturity_document",
    "maturity_gap",
    "maturity_profile",
    "nominal",
    "patch_report",
    "patch_status",
    "place_report",
    "plan",
    "process_maturity",
    "progress_report",
    "radar_svg",
    "rating",
    "read_action_plan",
    "read_assessment",
    "read_attackers",
    "read_details",
    "read_matrix",
    "read_scenarios",
    "read_selection",
    "read_system",
    "read_templates",
    "read_texts",
    "render",
    "report_document",
    "requirement_checklist",
    "requirements_specification",
    "satisfied_vector",
    "saturated",
    "scope",
    "sensitivity",
    "series",
    "spread_not_applicable",
    "staircase_svg",
    "statement_of_applicability",
    "supplier_declaration",
    "system_action_report",
    "system_json",
    "system_report",
    "system_toml",
    "target_report",
    "tasks",
    "to_frame",
    "to_records",
    "upgrade",
    "when_closed",
    "zones_svg",
)
