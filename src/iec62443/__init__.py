"""The ISA/IEC 62443 requirement catalog as typed, immutable values, and pure functions that turn evidence into levels.

Importing this package loads nothing but itself: each public name is fetched from its module on first use (PEP 562).
Independent project; not affiliated with, endorsed or reviewed by IEC, ISA or ISCI. See NOTICE.
"""

from __future__ import annotations

TYPE_CHECKING = False  # a checker takes it for true; `typing` itself would cost 7 ms
if TYPE_CHECKING:
    from .assessors.editions import Upgrade as Upgrade
    from .assessors.editions import upgrade as upgrade
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
    from .assessors.patches import PatchReport as PatchReport
    from .assessors.patches import PatchStatus as PatchStatus
    from .assessors.patches import patch_report as patch_report
    from .assessors.patches import patch_status as patch_status
    from .assessors.progress import Progress as Progress
    from .assessors.progress import compare as compare
    from .assessors.ratings import rating as rating
    from .assessors.scopes import scope as scope
    from .assessors.vectors import nominal as nominal
    from .assessors.vectors import satisfied_vector as satisfied_vector
    from .assessors.vectors import saturated as saturated
    from .assessors.verdicts import RequirementResult as RequirementResult
    from .assessors.verdicts import State as State
    from .catalog import Catalog as Catalog
    from .catalog import CatalogDiff as CatalogDiff
    from .catalog import load as load
    from .claims import Action as Action
    from .claims import Claim as Claim
    from .claims import ClaimForm as ClaimForm
    from .claims import ClaimSource as ClaimSource
    from .claims import RiskAcceptance as RiskAcceptance
    from .documents.applicability import statement_of_applicability as statement_of_applicability
    from .documents.checklist import requirement_checklist as requirement_checklist
    from .documents.declaration import supplier_declaration as supplier_declaration
    from .documents.frame import Origin as Origin
    from .documents.gaps import action_report as action_report
    from .documents.maturity import maturity_profile as maturity_profile
    from .documents.model import Document as Document
    from .documents.progress import progress_report as progress_report
    from .documents.rendering import render as render
    from .errors import IEC62443Error as IEC62443Error
    from .errors import InvalidFile as InvalidFile
    from .errors import InvalidFinding as InvalidFinding
    from .errors import InvalidRequirementId as InvalidRequirementId
    from .errors import InvalidSLVector as InvalidSLVector
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
    from .findings import Assessment as Assessment
    from .findings import Evidence as Evidence
    from .findings import EvidenceKind as EvidenceKind
    from .findings import Finding as Finding
    from .findings import NotApplicableReason as NotApplicableReason
    from .findings import Stage as Stage
    from .findings import Subject as Subject
    from .findings import Verdict as Verdict
    from .findings import spread_not_applicable as spread_not_applicable
    from .identifiers import RequirementId as RequirementId
    from .levels import FR as FR
    from .levels import SL as SL
    from .levels import MaturityLevel as MaturityLevel
    from .levels import SLType as SLType
    from .levels import SLVector as SLVector
    from .linting import LintFinding as LintFinding
    from .linting import LintRule as LintRule
    from .linting import lint as lint
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
    from .selections import Selection as Selection
    from .statements import SLStatement as SLStatement
    from .tables import findings_from_frame as findings_from_frame
    from .tables import to_frame as to_frame
    from .tables import to_records as to_records
    from .texts import Text as Text
    from .texts import load_group_texts as load_group_texts
    from .texts import load_texts as load_texts

    __version__: str
else:
    _HOMES = {
        "assessors.editions": ("Upgrade", "upgrade"),
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
        "assessors.patches": ("PatchReport", "PatchStatus", "patch_report", "patch_status"),
        "assessors.progress": ("Progress", "compare"),
        "assessors.ratings": ("rating",),
        "assessors.scopes": ("scope",),
        "assessors.vectors": ("nominal", "satisfied_vector", "saturated"),
        "assessors.verdicts": ("RequirementResult", "State"),
        "catalog": ("Catalog", "CatalogDiff", "load"),
        "claims": ("Action", "Claim", "ClaimForm", "ClaimSource", "RiskAcceptance"),
        "documents.applicability": ("statement_of_applicability",),
        "documents.checklist": ("requirement_checklist",),
        "documents.declaration": ("supplier_declaration",),
        "documents.frame": ("Origin",),
        "documents.gaps": ("action_report",),
        "documents.maturity": ("maturity_profile",),
        "documents.model": ("Document",),
        "documents.progress": ("progress_report",),
        "documents.rendering": ("render",),
        "errors": (
            "IEC62443Error",
            "InvalidFile",
            "InvalidFinding",
            "InvalidRequirementId",
            "InvalidSLVector",
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
        "identifiers": ("RequirementId",),
        "levels": ("FR", "MaturityLevel", "SL", "SLType", "SLVector"),
        "linting": ("LintFinding", "LintRule", "lint"),
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
        ),
        "references": ("Reference", "find_all", "fix_references"),
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
        "selections": ("Selection",),
        "statements": ("SLStatement",),
        "tables": ("findings_from_frame", "to_frame", "to_records"),
        "texts": ("Text", "load_group_texts", "load_texts"),
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
    "Assessment",
    "Assurance",
    "Catalog",
    "CatalogDiff",
    "Claim",
    "ClaimForm",
    "ClaimSource",
    "ComponentType",
    "Correspondence",
    "Curve",
    "Dispute",
    "Document",
    "DocumentDetails",
    "Evidence",
    "EvidenceKind",
    "FRGap",
    "Finding",
    "GapReport",
    "Group",
    "Header",
    "Heading",
    "HeatCell",
    "IEC62443Error",
    "InvalidFile",
    "InvalidFinding",
    "InvalidRequirementId",
    "InvalidSLVector",
    "KnownCorrigendum",
    "LevelReport",
    "LintFinding",
    "LintRule",
    "Mark",
    "MaturityGap",
    "MaturityLevel",
    "MaturityReport",
    "NotApplicableReason",
    "Origin",
    "Outcome",
    "Part",
    "PatchRecord",
    "PatchReport",
    "PatchState",
    "PatchStatus",
    "ProcessResult",
    "Progress",
    "Reference",
    "Requirement",
    "RequirementId",
    "RequirementResult",
    "RiskAcceptance",
    "SLStatement",
    "SLType",
    "SLVector",
    "Selection",
    "Signatory",
    "Stage",
    "State",
    "Subject",
    "Templates",
    "Text",
    "UnknownFormat",
    "UnknownPart",
    "UnknownRequirement",
    "Upgrade",
    "Verdict",
    "achieved",
    "action_report",
    "as_evidence",
    "capability",
    "compare",
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
    "maturity_document",
    "maturity_gap",
    "maturity_profile",
    "nominal",
    "patch_report",
    "patch_status",
    "process_maturity",
    "progress_report",
    "radar_svg",
    "rating",
    "read_action_plan",
    "read_assessment",
    "read_details",
    "read_selection",
    "read_templates",
    "read_texts",
    "render",
    "report_document",
    "requirement_checklist",
    "satisfied_vector",
    "saturated",
    "scope",
    "series",
    "spread_not_applicable",
    "staircase_svg",
    "statement_of_applicability",
    "supplier_declaration",
    "to_frame",
    "to_records",
    "upgrade",
    "when_closed",
)
