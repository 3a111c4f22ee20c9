"""What `lint` finds as a SARIF 2.1.0 log, which code hosts and editors show at its place (OASIS, errata 01)."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import quote

from ..linting import LintRule
from .reports import DISCLAIMER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..linting import LintFinding
    from .reports import Plain

_RULES = tuple(LintRule)


def sarif_log(linted: Iterable[tuple[str, Iterable[LintFinding]]], *, version: str = "") -> dict[str, Plain]:
    """Give the findings of files, each with its path, as plain data that `json` takes; `version` is the library's.

    A relative path stays relative, so that the log fits any checkout. Source of each property: SARIF 2.1.0, section 3.

    >>> from iec62443.linting import lint
    >>> log = sarif_log([("notes/plan.md", lint("We follow SR1.1."))])
    >>> log["runs"][0]["results"][0]["message"]
    {'text': "'SR1.1' is not the canonical print; nearest: SR 1.1"}
    """
    artifacts: list[Plain] = []
    results: list[Plain] = []
    for place, (path, findings) in enumerate(linted):
        location: dict[str, Plain] = {"uri": _uri(path), "index": place}
        artifacts.append({"location": {"uri": _uri(path)}})
        results.extend(_result(each, location) for each in findings)
    driver: dict[str, Plain] = {
        "name": "iec62443",
        "fullDescription": {"text": DISCLAIMER},
        "rules": [_rule(each) for each in _RULES],
    }
    if version:
        driver["version"] = version
    return {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "artifacts": artifacts,
                "results": results,
            }
        ],
    }


def _uri(path: str) -> str:
    """A path as a URI: of a file if it is absolute, else a reference relative to the folder that the log is read in."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())


def _rule(rule: LintRule) -> dict[str, Plain]:
    return {
        "id": rule.value,
        "name": "".join(word.capitalize() for word in rule.value.split("-")),
        "shortDescription": {"text": rule.description},
        "defaultConfiguration": {"level": rule.level},
    }


def _result(finding: LintFinding, location: dict[str, Plain]) -> dict[str, Plain]:
    region: dict[str, Plain] = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    result: dict[str, Plain] = {
        "ruleId": finding.rule.value,
        "ruleIndex": _RULES.index(finding.rule),
        "level": finding.rule.level,
        "message": {"text": finding.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": location,
                    "region": {**region, "snippet": {"text": finding.reference.printed}},
                }
            }
        ],
    }
    if finding.replacement is not None:
        replacement: dict[str, Plain] = {"deletedRegion": region, "insertedContent": {"text": finding.replacement}}
        change: dict[str, Plain] = {"artifactLocation": location, "replacements": [replacement]}
        result["fixes"] = [{"description": {"text": f"Print {finding.replacement}"}, "artifactChanges": [change]}]
    return result
