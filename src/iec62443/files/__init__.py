"""Users' files: read strictly into values, every problem at once with its place; written atomically.

`plain` reads bytes into plain data, `assessments` makes values of it, `sheets` knows the spreadsheet form, `verdict_words` what
makers print for a verdict, `reports` the JSON form of results, `writing` puts text on disk. Systems are many shapes: who reads
one imports `systems`, who writes one `system_texts`.
"""

from __future__ import annotations

from .assessments import Header, read_assessment
from .maturity_reports import maturity_document
from .overlays import read_texts
from .reports import report_document
from .selections import read_selection
from .sheets import template_sheet
from .writing import write_text

__all__ = (
    "Header",
    "maturity_document",
    "read_assessment",
    "read_selection",
    "read_texts",
    "report_document",
    "template_sheet",
    "write_text",
)
