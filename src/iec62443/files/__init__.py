"""Users' files: read strictly into values, every problem at once with its place; written atomically.

`plain` reads bytes into plain data, `assessments` makes values of it, `sheets` knows the spreadsheet form, `verdict_words` what
makers print for a verdict, `reports` the JSON form of results, `writing` puts text and bytes on disk. `document_details`,
`action_plans` and `templates` are what documents take beside the results. Systems are many shapes: who reads one imports
`systems`, who writes one `system_texts`.
"""

from __future__ import annotations

from .action_plans import ActionPlan, read_action_plan
from .assessments import Header, read_assessment
from .document_details import DocumentDetails, Signatory, read_details
from .maturity_reports import maturity_document
from .overlays import read_texts
from .reports import report_document
from .selections import read_selection
from .sheets import template_sheet
from .templates import Templates, read_templates
from .writing import write_bytes, write_text

__all__ = (
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
    "template_sheet",
    "write_bytes",
    "write_text",
)
