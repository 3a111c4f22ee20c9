"""The JSON Schema of a system: its keys are those that are read, and it takes and refuses what the reader does."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from system_strategies import systems

from iec62443 import InvalidFile, SystemUnderConsideration, _resources, read_system, system_json
from iec62443.files import system_shapes
from iec62443.files.shapes import HeaderShape, RowShape
from iec62443.files.system_starter import STARTER

SCHEMA = json.loads(_resources.read_bytes("schema", "system.schema.json"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
DEFINITIONS = SCHEMA["$defs"]
EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "water-treatment"


def told(document: object) -> list[tuple[str, str]]:
    return [(each.json_path, each.message[:200]) for each in VALIDATOR.iter_errors(document)]


def keys(shape: type) -> set[str]:
    return {each.name for each in shape.__attrs_attrs__}  # type: ignore[attr-defined] # the shapes are attrs classes


def needed(shape: type) -> set[str]:
    from attrs import NOTHING

    return {each.name for each in shape.__attrs_attrs__ if each.default is NOTHING}  # type: ignore[attr-defined] # likewise


def definition(name: str) -> dict[str, Any]:
    """Give the definition of an object, also of one that may be written as a text."""
    found: dict[str, Any] = DEFINITIONS[name]
    return next((each for each in found.get("anyOf", ()) if each.get("type") == "object"), found)


SHAPES = {
    "zone": system_shapes.ZoneShape,
    "conduit": system_shapes.ConduitShape,
    "component": system_shapes.ComponentShape,
    "external": system_shapes.ExternalShape,
    "flow": system_shapes.FlowShape,
    "countermeasure": system_shapes.CountermeasureShape,
    "approval": system_shapes.ApprovalShape,
    "acceptance": system_shapes.AcceptanceShape,
    "scope": system_shapes.ScopeShape,
    "claim": system_shapes.ClaimShape,
    "source": system_shapes.ClaimSourceShape,
    "configuration": system_shapes.ConfigurationShape,
    "assumption": system_shapes.AssumptionShape,
}


@pytest.mark.parametrize("name", SHAPES)
def test_an_object_has_the_keys_that_are_read_and_needs_those_that_are_needed(name: str) -> None:
    assert keys(SHAPES[name]) == set(definition(name)["properties"])
    assert needed(SHAPES[name]) == set(definition(name).get("required", ()))


def test_the_whole_and_its_parts_have_the_keys_that_are_read() -> None:
    assert keys(system_shapes.SystemShape) | {"$schema"} == set(SCHEMA["properties"])
    assert keys(system_shapes.PartShape) | {"$schema"} == set(SCHEMA["else"]["propertyNames"]["enum"])


def test_findings_and_assessments_have_the_keys_of_those_in_files_of_their_own() -> None:
    assert keys(RowShape) - {"maturity"} | {"stage"} == set(DEFINITIONS["finding"]["properties"])
    assert keys(HeaderShape) | {"$schema", "findings"} == set(DEFINITIONS["assessment"]["properties"])


@settings(max_examples=25)
@given(systems(2))
def test_what_is_written_fits(system: SystemUnderConsideration) -> None:
    assert [] == told(json.loads(system_json(system)))


@pytest.mark.parametrize(
    "text",
    [STARTER, *(path.read_text(encoding="utf-8") for path in sorted(EXAMPLE.glob("*.toml")) if "." not in path.stem)],
)
def test_the_starter_and_the_example_fit(text: str) -> None:
    content = json.loads(json.dumps(tomllib.loads(text), default=str))
    assert [] == told(content)


ZONE: dict[str, Any] = {"name": "Z"}
PLC: dict[str, Any] = {"name": "P", "types": "embedded_device"}
FENCE: dict[str, Any] = {"name": "F", "covers": "SR 1.1", "places": "Z", "adequate_up_to": 2}


def zone(**more: object) -> dict[str, Any]:
    return {"zones": [ZONE | more]}


def plc(**more: object) -> dict[str, Any]:
    return {"components": [PLC | more]}


def found(**more: object) -> dict[str, Any]:
    return zone(findings=[{"id": "SR 1.1", "verdict": "met"} | more])


def fence(**more: object) -> dict[str, Any]:
    return {"zones": [ZONE], "countermeasures": [FENCE | more]}


CLAIM: dict[str, Any] = {"sl_c": 2, "form": "nominal", "version": "1"}
SOURCE = {"scheme": "s", "body": "b", "number": "n"}
SETTINGS: tuple[object, ...] = (True, False, None, {}, {"requirements": ["CR 1.1"], "evidence": ["e"]})
NO_SETTINGS: tuple[object, ...] = ("yes", 1, [], {"by": "me"})
TABLE: list[tuple[str, dict[str, Any], bool]] = [
    ("a name", {}, True),
    ("an empty name", {"name": " "}, False),
    ("an unknown key", {"zone": []}, False),
    ("a schema", {"$schema": "x"}, True),
    ("a schema that is no text", {"$schema": 1}, False),
    (
        "everything null",
        dict.fromkeys(("zones", "conduits", "components", "externals", "flows", "countermeasures")),
        True,
    ),
    ("the edition", {"edition": "2013", "corrigenda": []}, True),
    ("the edition null", {"edition": None, "corrigenda": None}, True),
    ("another edition", {"edition": "2019"}, False),
    ("another corrigendum", {"corrigenda": ["COR2:2014"]}, False),
    ("a text for a list", {"regulations": "x"}, False),
    ("texts", {"regulations": ["x"], "essential_functions": [], "tolerable_risk": "x"}, True),
    ("an approval", {"approvals": [{"role": "r", "name": "n", "date": "2026-03-31"}]}, True),
    ("an approval by nobody", {"approvals": [{"role": "r"}]}, False),
    ("an approval on no day", {"approvals": [{"role": "r", "name": "n", "date": "31.03.2026"}]}, False),
    ("switched off", {"switched_off": {"x": "why"}}, True),
    ("switched off for no reason", {"switched_off": {"x": " "}}, False),
    ("own words", {"verdicts": {"done": "met"}, "ignore_columns": ["x"]}, True),
    ("own words for nothing", {"verdicts": {"done": "ok"}}, False),
    ("an include that leads out", {"include": ["../x.toml"]}, False),
    ("an include from the root", {"include": ["/x.toml"]}, False),
    ("an include with a backslash", {"include": ["a\\x.toml"]}, False),
    ("an include of nothing", {"include": [""]}, False),
    ("components from a sheet that leads out", {"components": "../x.csv"}, False),
    ("zones from a sheet", {"zones": "x.csv"}, False),
    *((f"target {level!r}", zone(sl_t=level), True) for level in (0, 4, "2", "2 2 0 1 3 1 3", "SL-T(Z) = 2", None)),
    *((f"target {level!r}", zone(sl_t=level), False) for level in (5, -1, True, 2.5, "", " ", [2])),
    ("a zone without a name", {"zones": [{}]}, False),
    ("a zone with a blank name", {"zones": [{"name": " "}]}, False),
    ("a zone that is a text", {"zones": ["Z"]}, False),
    ("a safety zone", zone(safety_related=True), True),
    ("a zone of which nobody said", zone(safety_related=None), True),
    ("a zone that is safe in words", zone(safety_related="yes"), False),
    ("providers", zone(providers={"SR 1.1": "Z"}), True),
    ("a provider that is no text", zone(providers={"SR 1.1": 1}), False),
    ("an acceptance", zone(acceptances=[{"requirement": "SR 1.1", "owner": "o", "reason": "r", "until": None}]), True),
    ("an acceptance of nobody", zone(acceptances=[{"requirement": "SR 1.1", "owner": " ", "reason": "r"}]), False),
    ("no findings", zone(findings=[], provides=None), True),
    ("findings that are an object", zone(findings={}), False),
    ("a finding", found(), True),
    *(
        (f"a finding at {stage}", found(stage=stage), True)
        for stage in ("capability", "as_built", ["as_built", "capability"], None)
    ),
    *((f"a finding at {stage}", found(stage=stage), False) for stage in ("design", 1, ["design"], [])),
    ("a finding with a maturity", found(maturity=3), False),
    ("a finding in other words", found(verdict="Fulfilled", evidence=["e", {"reference": "r", "kind": "test"}]), True),
    ("a finding without a reason", found(verdict="not_applicable"), False),
    ("a finding with a blank evidence", found(evidence=[" "]), False),
    ("a conduit", {"zones": [ZONE], "conduits": [{"name": "U", "joins": ["Z"], "sl_t": 2}]}, True),
    ("a scope", {"conduits": [{"name": "U", "scope": {"ids": ["SR 5.1"], "excluded": {"SR 1.1": "x"}}}]}, True),
    ("a scope of nothing said", {"conduits": [{"name": "U", "scope": {}}]}, False),
    ("a scope that is a number", {"conduits": [{"name": "U", "scope": 1}]}, False),
    ("a component", plc(), True),
    (
        "a component of two types",
        {"components": [{"name": "P", "types": ["host_device", "software_application"]}]},
        True,
    ),
    ("a component of another type", {"components": [{"name": "P", "types": "PLC"}]}, False),
    (
        "what is known of a component",
        plc(product="x", version=None, supplier="", lifecycle="supported", kind="safety"),
        True,
    ),
    ("attachments", plc(attachments=["wireless", "temporary"]), True),
    ("an attachment", plc(attachments="external"), True),
    ("another attachment", plc(attachments=["loose"]), False),
    ("another lifecycle", plc(lifecycle="dead"), False),
    ("supported until", plc(supported_until="2026-03-31"), True),
    ("supported until no day", plc(supported_until="2026-02-30"), False),
    ("an assessment in place", plc(assessment={"findings": [{"id": "CR 1.1", "verdict": "met"}]}), True),
    ("an assessment of another part", plc(assessment={"part": "3-3"}), False),
    (
        "an assessment with a stage in a row",
        plc(assessment={"findings": [{"id": "CR 1.1", "verdict": "met", "stage": "as_built"}]}),
        False,
    ),
    ("an assessment that is a number", plc(assessment=1), False),
    ("named assessments", {"assessments": {"a": {"subject": {"types": ["host_device"]}, "assessed_to": 2}}}, True),
    ("a named assessment that is nothing", {"assessments": {"a": None}}, False),
    *((f"configured {said}", plc(configured=said), True) for said in SETTINGS),
    *((f"configured {said}", plc(configured=said), False) for said in NO_SETTINGS),
    ("assumptions", plc(assumes=["a fence", {"text": "a fence", "requirements": ["SR 5.2"]}]), True),
    ("an assumption of nothing", plc(assumes=[""]), False),
    ("a claim", plc(claim=CLAIM), True),
    ("a claim with a certificate", plc(claim=CLAIM | {"source": SOURCE | {"valid_until": "2026-03-31"}}), True),
    ("a claim that runs out", plc(claim=CLAIM | {"source": {"valid_until": "2026-03-31"}}), True),
    ("a claim with half a certificate", plc(claim=CLAIM | {"source": {"scheme": "s"}}), False),
    *(
        (f"a claim without {key}", plc(claim={name: value for name, value in CLAIM.items() if name != key}), False)
        for key in CLAIM
    ),
    ("a claim of another form", plc(claim=CLAIM | {"form": "scalar"}), False),
    ("externals", {"externals": ["Internet", {"name": "Office", "description": "x"}]}, True),
    ("an external without a name", {"externals": [{"description": "x"}]}, False),
    ("an external with an empty name", {"externals": [""]}, False),
    (
        "a flow",
        {"externals": ["A", "B"], "flows": [{"source": "A", "target": "B", "kind": "other", "initiator": "both"}]},
        True,
    ),
    ("a flow to nowhere", {"externals": ["A"], "flows": [{"source": "A"}]}, False),
    ("a flow of another kind", {"externals": ["A"], "flows": [{"source": "A", "target": "A", "kind": "mail"}]}, False),
    ("a countermeasure", fence(kind="physical", essential_effect="none", in_place=False), True),
    ("a countermeasure with lists", fence(covers=["SR 1.1", "CR 1.1"], places=["Z"]), True),
    *((f"adequate up to {level!r}", fence(adequate_up_to=level), False) for level in (5, -1, "2", True, None)),
    ("a countermeasure of another kind", fence(kind="magic"), False),
    ("a countermeasure that harms in other words", fence(essential_effect="some"), False),
]


@pytest.mark.parametrize(("content", "expected"), [each[1:] for each in TABLE], ids=[each[0] for each in TABLE])
def test_the_schema_and_the_reader_agree(tmp_path: Path, content: dict[str, Any], *, expected: bool) -> None:
    document = {"name": "Plant"} | content
    path = tmp_path / "system.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    try:
        read_system(path)
        taken = True
    except InvalidFile:
        taken = False
    assert (expected, expected) == (VALIDATOR.is_valid(document), taken)


def test_a_file_without_a_name_is_a_part() -> None:
    assert VALIDATOR.is_valid({"zones": [ZONE]})
    assert not VALIDATOR.is_valid({})
    assert not VALIDATOR.is_valid({"zones": [ZONE], "description": "x"})
    assert not VALIDATOR.is_valid({"zones": [ZONE], "include": []})
