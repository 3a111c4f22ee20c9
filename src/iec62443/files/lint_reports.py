"""What `lint` finds as plain data for machines."""

from __future__ import annotations

from .reports import DISCLAIMER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..linting import LintFinding
    from .reports import Plain


def lint_document(linted: Iterable[tuple[str, Iterable[LintFinding]]], *, version: str = "") -> dict[str, Plain]:
    """Give the findings of files, each with its path, as plain data that `json` takes; `version` is the library's.

    >>> from iec62443.linting import lint
    >>> [each["rule"] for each in lint_document([("plan.md", lint("CR 2.3"))])["findings"]]
    ['no-component-requirement']
    """
    return {
        "format": "iec62443-lint/1",
        "generator": f"iec62443 {version}".strip(),
        "disclaimer": DISCLAIMER,
        "findings": [{"file": path, **_finding(each)} for path, findings in linted for each in findings],
    }


def _finding(finding: LintFinding) -> dict[str, Plain]:
    reference = finding.reference
    return {
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "start": reference.start,
        "end": reference.end,
        "rule": finding.rule.value,
        "level": finding.rule.level,
        "printed": reference.printed,
        "id": reference.text,
        "part": reference.part,
        "reason": finding.reason,
        "nearest": [*finding.nearest],
        "replacement": finding.replacement,
    }
