"""The SARIF log: what SARIF 2.1.0 asks of the objects that we write.

The schema of OASIS is not ours to ship. `SHAPE` says, in a schema of our own, what the sections of the specification (OASIS
Standard, errata 01, section 3) ask of the objects and properties that the log uses, and refuses every other property.
"""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from iec62443.files.sarif import sarif_log
from iec62443.linting import LintFinding, LintRule, lint
from iec62443.references import fix_references

TEXT = (
    "See SR1.1 and CR 3.2,\r\nIEC 62443-4-2 SR 4.3, CR 4.1B; \U0001f512 EDR/HDR 3.14, CR 2.3, SP.01.99 BR\n"
    "CR 2.1 \u2013 Authorization enforcement: RE (1), and CR\n1.99"
)


def _object(*, required: tuple[str, ...] = (), **properties: object) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [*required],
        "additionalProperties": False,
        "minProperties": 1,
    }


_TEXT = {"type": "string", "minLength": 1}
_WHOLE = {"type": "integer", "minimum": 0}
_FROM_ONE = {"type": "integer", "minimum": 1}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_MESSAGE = _object(text=_TEXT, required=("text",))  # 3.11 message, 3.12 multiformatMessageString: text in plain form
_CONTENT = _object(text={"type": "string"}, required=("text",))  # 3.3 artifactContent
_URI = {"type": "string", "pattern": r"^(file:///)?([A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+$"}  # RFC 3986, 3.10.2
_ARTIFACT_LOCATION = _object(uri=_URI, index=_WHOLE, required=("uri",))  # 3.4: uri or index
_REGION = _object(  # 3.30: a text region begins with startLine; columns count from 1, the end column is the one after
    startLine=_FROM_ONE,
    startColumn=_FROM_ONE,
    endLine=_FROM_ONE,
    endColumn=_FROM_ONE,
    snippet=_CONTENT,
    required=("startLine",),
)
_REPLACEMENT = _object(deletedRegion=_REGION, insertedContent=_CONTENT, required=("deletedRegion",))  # 3.57
_CHANGE = _object(  # 3.56 artifactChange
    artifactLocation=_ARTIFACT_LOCATION,
    replacements={"type": "array", "items": _REPLACEMENT, "minItems": 1},
    required=("artifactLocation", "replacements"),
)
_FIX = _object(  # 3.55
    description=_MESSAGE,
    artifactChanges={"type": "array", "items": _CHANGE, "minItems": 1, "uniqueItems": True},
    required=("artifactChanges",),
)
_LOCATION = _object(  # 3.28 location, 3.29 physicalLocation
    physicalLocation=_object(artifactLocation=_ARTIFACT_LOCATION, region=_REGION, required=("artifactLocation",))
)
_RESULT = _object(  # 3.27
    ruleId=_TEXT,
    ruleIndex=_WHOLE,
    level=_LEVEL,
    message=_MESSAGE,
    locations={"type": "array", "items": _LOCATION},
    fixes={"type": "array", "items": _FIX, "uniqueItems": True},
    required=("message",),
)
_RULE = _object(  # 3.49 reportingDescriptor, 3.50 reportingConfiguration
    id=_TEXT, name=_TEXT, shortDescription=_MESSAGE, defaultConfiguration=_object(level=_LEVEL), required=("id",)
)
_DRIVER = _object(  # 3.19 toolComponent
    name=_TEXT,
    version=_TEXT,
    fullDescription=_MESSAGE,
    rules={"type": "array", "items": _RULE, "uniqueItems": True},
    required=("name",),
)
_RUN = _object(  # 3.14 run, 3.18 tool, 3.24 artifact
    tool=_object(driver=_DRIVER, required=("driver",)),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    artifacts={"type": "array", "items": _object(location=_ARTIFACT_LOCATION), "uniqueItems": True},
    results={"type": "array", "items": _RESULT},
    required=("tool",),
)
SHAPE = _object(  # 3.13 sarifLog
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"const": "2.1.0"},
    runs={"type": "array", "items": _RUN},
    required=("version", "runs"),
)


def log_of(*paths: str, text: str = TEXT) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(json.dumps(sarif_log([(path, lint(text)) for path in paths], version="1.2.3")))
    return log


@pytest.mark.parametrize("paths", [(), ("plan.md",), ("a b/\u00fc:#?.md", "/of ours/x.csv")])
def test_the_log_has_the_shape_of_sarif(paths: tuple[str, ...]) -> None:
    Draft202012Validator.check_schema(SHAPE)
    assert [] == [error.message for error in Draft202012Validator(SHAPE).iter_errors(log_of(*paths))]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), "2.0.0"),
        (("runs", 0, "tool"), {}),
        (("runs", 0, "columnKind"), "characters"),
        (("runs", 0, "results", 0, "level"), "grave"),
        (("runs", 0, "results", 0, "message"), {}),
        (("runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "startLine"), 0),
        (("runs", 0, "results", 0, "locations", 0, "physicalLocation", "artifactLocation", "uri"), "a b"),
        (("runs", 0, "results", 0, "fixes", 0, "artifactChanges"), []),
    ],
)
def test_the_shape_refuses_what_sarif_refuses(path: tuple[str | int, ...], value: object) -> None:
    log: Any = log_of("plan.md")
    inside = log
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    assert not Draft202012Validator(SHAPE).is_valid(log)


def test_every_finding_is_a_result_of_its_rule() -> None:
    (run,) = log_of("plan.md")["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule.value for rule in LintRule] == [rule["id"] for rule in rules]
    assert [each.rule.value for each in lint(TEXT)] == [rules[each["ruleIndex"]]["id"] for each in run["results"]]
    assert [each.rule.value for each in lint(TEXT)] == [each["ruleId"] for each in run["results"]]
    assert set(LintRule) == {each.rule for each in lint(TEXT)}
    assert all(rules[each["ruleIndex"]]["defaultConfiguration"]["level"] == each["level"] for each in run["results"])


def test_a_region_cut_out_of_the_text_is_what_is_printed() -> None:
    lines = TEXT.split("\n")
    (run,) = log_of("plan.md")["runs"]
    assert "unicodeCodePoints" == run["columnKind"]
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        first, last = region["startLine"] - 1, region["endLine"] - 1
        inside = "\n".join([*lines[first:last], lines[last][: region["endColumn"] - 1]])
        assert region["snippet"]["text"] == inside[region["startColumn"] - 1 :]


def test_the_fixes_of_a_log_applied_are_what_fix_does() -> None:
    lines = TEXT.split("\n")
    (run,) = log_of("plan.md")["runs"]
    for result in reversed(run["results"]):
        for fix in result.get("fixes", ()):
            (replacement,) = fix["artifactChanges"][0]["replacements"]
            region = replacement["deletedRegion"]
            assert region["startLine"] == region["endLine"]
            line = lines[region["startLine"] - 1]
            before, after = line[: region["startColumn"] - 1], line[region["endColumn"] - 1 :]
            lines[region["startLine"] - 1] = before + replacement["insertedContent"]["text"] + after
    assert fix_references(TEXT) == "\n".join(lines) != TEXT


def test_paths_become_uris_and_results_point_to_their_file() -> None:
    absolute = str(Path("/", "of ours", "x.md").absolute())
    (run,) = log_of("docs/a b.md", absolute, text="SR1.1")["runs"]
    assert ["docs/a%20b.md", Path(absolute).as_uri()] == [each["location"]["uri"] for each in run["artifacts"]]
    locations = [each["locations"][0]["physicalLocation"]["artifactLocation"] for each in run["results"]]
    assert [("docs/a%20b.md", 0), (Path(absolute).as_uri(), 1)] == [(each["uri"], each["index"]) for each in locations]


def test_the_version_is_the_callers_and_may_be_left_out() -> None:
    log: Any = sarif_log([])
    assert "version" not in log["runs"][0]["tool"]["driver"]
    assert "1.2.3" == log_of()["runs"][0]["tool"]["driver"]["version"]


def test_a_finding_is_a_value() -> None:
    (finding,) = lint("SR1.1")
    assert isinstance(finding, LintFinding)
    assert finding == pickle.loads(pickle.dumps(finding))  # noqa: S301 - our own bytes
