"""The JSON Schemas of our own files: they say what the data, the code and the reader of users' files say."""

from __future__ import annotations

import copy
import datetime as dt
import json
import posixpath
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from iec62443 import (
    FR,
    SL,
    Assessment,
    Assurance,
    ComponentType,
    Correspondence,
    Evidence,
    EvidenceKind,
    Finding,
    InvalidFile,
    LevelReport,
    NotApplicableReason,
    Outcome,
    RiskAcceptance,
    Selection,
    Severity,
    SLVector,
    Stage,
    State,
    Subject,
    Verdict,
    _resources,
    achieved,
    capability,
    gap,
    load,
    read_assessment,
)
from iec62443.catalog import editions
from iec62443.files import report_document, template_sheet

EXAMPLES = Path(__file__).parent.parent / "examples"
SCHEMAS = {
    name.removesuffix(".schema.json"): json.loads(_resources.read_bytes("schema", name))
    for name in _resources.names("schema")
}
VALIDATORS = {
    name: Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for name, schema in SCHEMAS.items()
}


def data_files(*folder: str) -> list[tuple[str, ...]]:
    """List the packaged JSON files but the schemas."""
    found: list[tuple[str, ...]] = []
    for name in _resources.names(*folder):
        if name.endswith(".json"):
            found.append((*folder, name))
        elif "." not in name and name != "schema":
            found.extend(data_files(*folder, name))
    return found


DATA = ["/".join(path) for path in data_files()]


def read(path: str) -> Any:
    return json.loads(_resources.read_bytes(*path.split("/")))


def problems(schema: str, document: object) -> list[tuple[str, str]]:
    return [(each.json_path, each.message[:200]) for each in VALIDATORS[schema].iter_errors(document)]


def fits(schema: str, document: object) -> bool:
    return VALIDATORS[schema].is_valid(document)


def nodes(node: object, *place: str | int) -> list[tuple[tuple[str | int, ...], Any]]:
    """List every value in plain data with its place, the outermost first."""
    found: list[tuple[tuple[str | int, ...], Any]] = [(place, node)]
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        found.extend(nodes(child, *place, key))
    return found


def changed(document: object, place: tuple[str | int, ...], value: object) -> Any:
    """Give a copy with one value replaced."""
    if not place:
        return value
    result: Any = copy.deepcopy(document)
    parent = result
    for key in place[:-1]:
        parent = parent[key]
    parent[place[-1]] = value
    return result


def without(document: object, place: tuple[str | int, ...]) -> Any:
    """Give a copy with one key or item left out."""
    result: Any = copy.deepcopy(document)
    parent = result
    for key in place[:-1]:
        parent = parent[key]
    del parent[place[-1]]
    return result


# --- the schemas themselves -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_of_draft_2020_12_that_names_no_host(name: str) -> None:
    schema = SCHEMAS[name]
    Draft202012Validator.check_schema(schema)
    assert Draft202012Validator.META_SCHEMA["$id"] == schema["$schema"]
    assert f"urn:iec62443:schema:{name}" == schema["$id"]
    assert {"title", "description"} <= set(schema)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_refers_to_nothing_but_itself(name: str) -> None:
    """So that it works in an editor, without a registry and without a network."""
    referred = {node for place, node in nodes(SCHEMAS[name]) if place and place[-1] == "$ref"}
    assert referred == {f"#/$defs/{key}" for key in SCHEMAS[name]["$defs"]} & referred


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_definition_of_a_schema_lies_idle(name: str) -> None:
    referred = {node for place, node in nodes(SCHEMAS[name]) if place and place[-1] == "$ref"}
    assert {f"#/$defs/{key}" for key in SCHEMAS[name]["$defs"]} == referred


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_object_of_a_schema_is_closed(name: str) -> None:
    """An object says which keys it has and takes no others, or what every key and value must be."""
    conditions = {"if", "then", "else"}
    for place, node in nodes(SCHEMAS[name]):
        if isinstance(node, dict) and node.get("type") == "object" and not conditions & set(place):
            assert "additionalProperties" in node, place
            assert ("properties" in node) == (node["additionalProperties"] is False), place


@pytest.mark.parametrize("name", ["assessment", "system"])
def test_an_editor_can_explain_every_key_of_a_users_file(name: str) -> None:
    schema = SCHEMAS[name]
    conditions = {"if", "then", "else", "allOf"}
    for place, node in nodes(schema):
        if place and place[-1] == "properties" and not conditions & set(place):
            for key, each in node.items():
                meant = schema["$defs"][each["$ref"].rpartition("/")[2]] if "$ref" in each else {}
                assert each.get("description") or meant.get("description"), (place, key)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_examples_of_a_schema_fit_it(name: str) -> None:
    for place, node in nodes(SCHEMAS[name]):
        if isinstance(node, dict) and isinstance(node.get("examples"), list) and place[-1:] != ("properties",):
            validator = Draft202012Validator({"$defs": SCHEMAS[name]["$defs"], **node, "$id": "urn:example"})
            assert not [(place, example) for example in node["examples"] if not validator.is_valid(example)]


ENUMS: dict[str, list[str]] = {
    "fr": [each.name for each in FR],
    "assurance": [each.value for each in Assurance],
    "component_type": [each.value for each in ComponentType],
    "correspondence": [each.value for each in Correspondence],
    "verdict": [each.value for each in Verdict],
    "not_applicable_reason": [each.value for each in NotApplicableReason],
    "evidence_kind": [each.value for each in EvidenceKind],
    "stage": [each.value for each in Stage],
    "state": [each.value for each in State],
    "outcome": [each.value for each in Outcome],
    "severity": [each.value for each in Severity],
}


@pytest.mark.parametrize("definition", ENUMS)
def test_an_enumeration_has_the_members_of_the_code_in_every_schema(definition: str) -> None:
    having = {name: schema["$defs"][definition] for name, schema in SCHEMAS.items() if definition in schema["$defs"]}
    assert having
    assert dict.fromkeys(having, ENUMS[definition]) == {name: each["enum"] for name, each in having.items()}


@pytest.mark.parametrize("name", SCHEMAS)
def test_an_enumeration_of_the_code_is_written_out_once_in_a_schema(name: str) -> None:
    """So that the test above sees it: elsewhere it is referred to."""
    for place, node in nodes(SCHEMAS[name]):
        if isinstance(node, dict) and isinstance(node.get("enum"), list):
            known = [key for key, members in ENUMS.items() if node["enum"] == members]
            assert not known or place == ("$defs", known[0]), place


def test_no_verdict_is_forgotten_where_a_detail_belongs_to_one_verdict_alone() -> None:
    """What the other verdicts must not have is said of all the others."""
    rules = SCHEMAS["assessment"]["$defs"]["finding"]["allOf"]
    lists = [set(rule["if"]["properties"]["verdict"].get("enum", ())) for rule in rules]
    alone = [{each.value for each in Verdict} - listed for listed in lists if len(listed) > 3]
    assert [{"met_by_configuration"}, {"not_applicable"}, {"compensated"}] == alone


# --- the data ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", DATA)
def test_a_data_file_names_its_schema_and_fits_it(path: str) -> None:
    content = read(path)
    named = posixpath.normpath(posixpath.join(posixpath.dirname(path), content["$schema"]))
    folder, _, file = named.partition("/")
    assert folder == "schema"
    assert file in _resources.names("schema")
    assert not problems(file.removesuffix(".schema.json"), content)


def shortened(content: Any) -> Any:
    """Keep the first of long lists and objects, so that each shape is looked at but not each row."""
    if isinstance(content, list):
        return [shortened(each) for each in (content if len(content) < 8 else content[:4])]
    if isinstance(content, dict):
        return {key: shortened(content[key]) for key in list(content)[: len(content) if len(content) <= 20 else 3]}
    return content


def beginning(path: str) -> tuple[str, Any]:
    """Give the name of a file's schema and the beginning of its content, which fits it."""
    content = shortened(read(path))
    schema = content["$schema"].rpartition("/")[2].removesuffix(".schema.json")
    assert fits(schema, content)
    return schema, content


# Where a key is a word of the user's own and a level stands by it, a stranger cannot be told from a friend.
OWN_WORDS = re.compile(r"^examples/matrix-[^/]+/levels$")


@pytest.mark.parametrize("path", DATA)
def test_a_key_too_many_is_refused_wherever_it_stands_in_a_data_file(path: str) -> None:
    schema, content = beginning(path)
    for place, node in nodes(content):
        if isinstance(node, dict) and not OWN_WORDS.search("/".join(map(str, (path, *place)))):
            assert not fits(schema, changed(content, (*place, "stranger"), 1)), place


# What a data file may leave out, and what may be null in it, by the name of its schema and the place.
OPTIONAL = {
    "foundation": r"^names_in_1_1_2009/FR \d$",
    "requirements": r"/subgroup$",
    "texts": r"^(constraints|groups)$|/title$|^(texts|constraints|groups)/[^/]+$",
}
NULLABLE = {
    "requirements": r"^constraints/0/corresponds_to$",
    "series": r"^parts/0/isa_designation$",
}
NEVER = re.compile(r"(?!)")
WRONG: tuple[object, ...] = (-7.5, {"stranger": 1}, [[]])


@pytest.mark.parametrize(
    "path",
    [
        "foundation.json",
        "series.json",
        "texts.en.json",
        "62443-2-1/requirements.json",
        "62443-2-1/texts.en.json",
        "62443-2-3/patch_states.json",
        "62443-3-2/partition_rules.json",
        "62443-3-3/requirements.json",
        "62443-3-3/system_level.json",
        "62443-3-3/texts.de.json",
        "62443-4-2/requirements.json",
    ],
)
def test_every_key_of_a_data_file_is_needed_and_every_value_of_one_kind(path: str) -> None:
    """Leaving a key out, or putting in a null or a value of another kind, is refused where nothing else is said."""
    schema, content = beginning(path)
    optional, nullable = (re.compile(each[schema]) if schema in each else NEVER for each in (OPTIONAL, NULLABLE))
    for place, node in nodes(content):
        shown = "/".join(map(str, place))
        if place and not {1, 2, 3, 4, 5, 6, 7} & set(place):
            if isinstance(place[-1], str):
                assert fits(schema, without(content, place)) is bool(optional.search(shown)), shown
            assert fits(schema, changed(content, place, None)) is (node is None or bool(nullable.search(shown))), shown
            assert not [wrong for wrong in WRONG if fits(schema, changed(content, place, wrong))], shown


def test_the_longest_row_of_the_series_is_looked_at_too() -> None:
    content = read("series.json")
    place = next(place for place, node in nodes(content) if place[-1:] == ("former_editions",) and len(node) > 0)
    for key in ("edition", "year"):
        assert not fits("series", without(content, (*place, 0, key)))
    for key in ("edition", "year", "title", "isa"):
        assert not [wrong for wrong in (None, *WRONG) if fits("series", changed(content, (*place, 0, key), wrong))]


BROKEN: list[tuple[str, str, tuple[str | int, ...], object]] = [
    ("a level of 5", "62443-3-3/requirements.json", ("requirements", 0, "sl"), 5),
    ("a level of 0", "62443-3-3/requirements.json", ("requirements", 0, "sl"), 0),
    ("a level in words", "62443-3-3/requirements.json", ("requirements", 0, "sl"), "1"),
    ("no such FR", "62443-3-3/requirements.json", ("requirements", 0, "fr"), "AC"),
    ("an id in another notation", "62443-3-3/requirements.json", ("requirements", 0, "id"), "SR1.1"),
    ("an empty title", "62443-3-3/requirements.json", ("requirements", 0, "title"), " "),
    ("no clause", "62443-3-3/requirements.json", ("requirements", 0, "clause"), ""),
    ("a clause in words", "62443-3-3/requirements.json", ("requirements", 0, "clause"), "Annex B"),
    ("assurance in other words", "62443-3-3/requirements.json", ("requirements", 0, "assurance"), "sure"),
    ("a fact of our own", "62443-3-3/requirements.json", ("requirements", 0, "assurance"), "own"),
    ("types of a system", "62443-3-3/requirements.json", ("requirements", 0, "component_types"), ["host_device"]),
    ("a group in 3-3", "62443-3-3/requirements.json", ("requirements", 0, "group"), "SR 1"),
    ("no such part", "62443-3-3/requirements.json", ("part",), "3-3"),
    ("a corrigendum without a year", "62443-3-3/requirements.json", ("corrigenda",), ["COR1"]),
    ("no component type", "62443-4-2/requirements.json", ("requirements", 0, "component_types"), []),
    ("no such component type", "62443-4-2/requirements.json", ("requirements", 0, "component_types"), ["EDR"]),
    ("correspondence to nothing", "62443-4-2/requirements.json", ("requirements", 0, "corresponds_to"), None),
    ("no word on the correspondence", "62443-4-2/requirements.json", ("requirements", 0, "correspondence"), None),
    ("allocatable, nobody knows how sure", "62443-4-2/requirements.json", ("requirements", 3, "allocatable"), False),
    ("sure of nothing", "62443-4-2/requirements.json", ("requirements", 0, "allocatable"), None),
    ("a heading to nowhere", "62443-4-2/requirements.json", ("headings", 0, "to"), []),
    ("a heading to two things", "62443-4-2/requirements.json", ("headings", 0, "system_requirement"), "SR 1.6"),
    ("a base without counterpart", "62443-4-2/requirements.json", ("without_counterpart", 0), "SR 1.1"),
    ("three component types", "62443-4-2/requirements.json", ("component_types",), []),
    ("a level in 4-1", "62443-4-1/requirements.json", ("requirements", 0, "sl"), 1),
    ("an FR in 4-1", "62443-4-1/requirements.json", ("requirements", 0, "fr"), "SI"),
    ("text of no requirement", "62443-3-3/texts.en.json", ("texts", "SR1.1"), {"summary": "a", "verify": "b"}),
    ("text of an FR among a part's", "62443-3-3/texts.en.json", ("texts", "FR 1"), {"summary": "a", "verify": "b"}),
    ("text without words", "62443-3-3/texts.en.json", ("texts", "SR 1.1", "summary"), ""),
    ("a part's edition without a part", "texts.en.json", ("edition",), "2013"),
    ("a part without its edition", "62443-3-3/texts.en.json", ("edition",), None),
    ("eight in a vector", "foundation.json", ("vector_order",), [*(each.name for each in FR), "XX"]),
    ("one twice in a vector", "foundation.json", ("vector_order", 1), "IAC"),
    ("security level 5", "foundation.json", ("security_levels", 4, "level"), 5),
    ("maturity level 0", "foundation.json", ("maturity_levels", 0, "level"), 0),
    ("a draft with a year", "series.json", ("parts", 1, "year"), 2030),
    ("published without a year", "series.json", ("parts", 0, "year"), None),
    ("a level of our own", "foundation.json", ("security_levels", 0, "assurance"), "own"),
    ("a draft with an edition", "series.json", ("parts", 1, "edition"), "1.0"),
    ("a year before the series", "series.json", ("parts", 0, "year"), 209),
    ("texts of groups beside the foundation", "texts.en.json", ("groups",), {"FR": {"summary": "a"}}),
    ("no steps at all", "62443-2-3/patch_states.json", ("natural_order",), []),
    ("a step to three states", "62443-2-3/patch_states.json", ("natural_order", 0), ["a", "b", "c"]),
    ("an id of a component", "62443-3-3/system_level.json", ("system_level", 0, "id"), "CR 1.1"),
    ("of the system, nobody says why", "62443-3-3/system_level.json", ("system_level", 0, "reason"), " "),
    ("nothing of the system", "62443-3-3/system_level.json", ("system_level",), []),
    ("a check that says little", "62443-3-2/partition_rules.json", ("rules", 0, "title"), " "),
    ("a check of no weight", "62443-3-2/partition_rules.json", ("rules", 0, "severity"), "advised"),
    ("a check by another name", "62443-3-2/partition_rules.json", ("rules", 0, "id"), "External without conduit"),
    ("a check after a component", "62443-3-2/partition_rules.json", ("rules", 0, "sources"), ["CR 1.1"]),
    ("a matrix without a rating", "examples/matrix-5x5.json", ("ratings",), []),
    ("a rating for a level", "examples/matrix-5x5.json", ("levels", "low"), "low"),
    ("level 5 of a matrix", "examples/matrix-5x5.json", ("levels", "low"), 5),
    ("a cell that is a level", "examples/matrix-5x5.json", ("cells", "likely", "minor"), 2),
    ("a row without cells", "examples/matrix-5x5.json", ("cells", "likely"), {}),
    ("a patch that nobody owns", "62443-2-3/patch_states.json", ("patch_states", 0, "owner"), ""),
]


@pytest.mark.parametrize(("path", "place", "value"), [each[1:] for each in BROKEN], ids=[each[0] for each in BROKEN])
def test_a_broken_fact_is_refused(path: str, place: tuple[str | int, ...], value: object) -> None:
    schema, content = beginning(path)
    assert not fits(schema, changed(content, place, value))


REQUIRED = [
    ("62443-3-3/requirements.json", ("id", "title", "fr", "sl", "clause", "assurance", "title_assurance")),
    (
        "62443-4-2/requirements.json",
        ("fr", "sl", "component_types", "corresponds_to", "correspondence", "allocatable", "allocatable_assurance"),
    ),
    ("62443-4-1/requirements.json", ("id", "title", "group", "clause", "assurance", "title_assurance")),
]


@pytest.mark.parametrize(("path", "key"), [(path, key) for path, keys in REQUIRED for key in keys])
def test_a_requirement_that_lacks_a_fact_is_refused(path: str, key: str) -> None:
    schema, content = beginning(path)
    assert not fits(schema, without(content, ("requirements", 0, key)))


def test_the_schema_reads_the_ids_of_every_part() -> None:
    """The canonical prints that the design of the ids names, and near misses of them."""
    validator = Draft202012Validator(SCHEMAS["requirements"]["$defs"]["id"])
    good = (
        "SR 1.1|SR 1.1 RE(1)|CR 3.4 RE(2)|EDR 3.14|CCSC 2|Clause 4.2|SP.01.01 BR|SP.01.01 RE(1)|SVV-3|ZCR 5.6|ORG 1.1"
    )
    bad = "SR 8.1|SR 1.01|SR 1.1 RE1|SR 1|CR1.1|CR 4.1B|CCSC|SP.1.1 BR|SP.01.01|SVV 3|ZCR 5|FR 1|4.3"
    for id in (*good.split("|"), "4.3.3.6.1", "4.2.3.1"):
        assert validator.is_valid(id), id
    for id in bad.split("|"):
        assert not validator.is_valid(id), id


# --- reports ----------------------------------------------------------------------------------------------------------

EMBEDDED = [ComponentType.EMBEDDED_DEVICE]


def controller() -> LevelReport:
    """A capability with every verdict, dated evidence, findings that differ, a cap and open constraints."""
    day = dt.date(2026, 3, 31)
    given = [
        *(Finding(each.id, Verdict.NOT_APPLICABLE, "no secrets") for each in load("4-2").by_fr(FR.DC)),
        Finding("CCSC 1", Verdict.MET, evidence=[Evidence("plan", EvidenceKind.TEST, "sha256:00", day, day)]),
        Finding("CR 1.2", Verdict.MET, "seen", [Evidence("interview", EvidenceKind.INTERVIEW)]),
        Finding("CR 1.3", Verdict.ALLOCATED, "by the plant's directory"),
        Finding("CR 1.5", Verdict.MET_BY_CONFIGURATION, condition="set so", condition_holds=True),
        Finding("CR 1.9", Verdict.NOT_APPLICABLE, "no keys", reason=NotApplicableReason.FEATURE_ABSENT),
        Finding("CR 2.11", Verdict.COMPENSATED, "by the switch", countermeasures=["clock"], adequate_up_to=2),
        Finding("CR 6.1", Verdict.PARTIAL),
        Finding("CR 7.1", Verdict.PLANNED),
        Finding("CR 7.2", Verdict.NOT_MET),
        Finding("CR 7.3", Verdict.NOT_ASSESSED),
        Finding("CR 7.4", Verdict.PLANNED),
        Finding("CR 7.4", Verdict.NOT_MET),
    ]
    known = {each.requirement for each in given}
    met = [Finding(each.id, Verdict.MET) for each in load("4-2").required(1, EMBEDDED) if each.id not in known]
    subject = Subject("Edge controller", "1.4", EMBEDDED, "Example Works")
    return capability(Assessment(subject, "62443-4-2", "2019", [*met, *given], assessed_to=3))


def cell() -> LevelReport:
    """Achieved levels of a system for which nothing is open."""
    catalog = load("3-3")
    met = [Finding(id, Verdict.MET, "", [Evidence("site visit")]) for id in (*catalog.constraints, *catalog)]
    subject = Subject("Cell 4")
    return achieved(Assessment(subject, "62443-3-3", "2013", met, ["COR1:2014"], stage=Stage.AS_BUILT))


def scope() -> LevelReport:
    """A capability of a system with a selection that leaves most of it out."""
    chosen = Selection("Scope", "62443-3-3", "2013", ["SR 1.1"], {"SR 1.6": "no wireless"})
    return capability(Assessment(Subject("Cell 5"), "62443-3-3", "2013", (), ["COR1:2014"], chosen))


def as_json(document: object) -> Any:
    """What a program reads that is given the report as JSON."""
    return json.loads(json.dumps(document, allow_nan=False))


def documents() -> dict[str, Any]:
    target = SLVector(2, 2, 1, 1, 3, 1, 3)
    accepted = [
        RiskAcceptance("CR 7.1", "plant manager", "replaced next year", dt.date(2027, 1, 31)),
        RiskAcceptance("CR 6.1", "plant manager", "read by hand"),
    ]
    return {
        "without a target": as_json(report_document(controller(), version="0.1.0")),
        "with gaps": as_json(report_document(controller(), gap(controller(), target, accepted))),
        "reached": as_json(report_document(cell(), gap(cell(), 4), version="0.1.0")),
        "with a selection": as_json(report_document(scope(), gap(scope(), 1))),
    }


DOCUMENTS = documents()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_report_fits_its_schema(name: str) -> None:
    assert not problems("report", DOCUMENTS[name])


def test_the_reports_looked_at_show_every_state_outcome_and_print_of_a_level() -> None:
    """Else the test above would promise more than it shows."""
    found = [(place[-1], node) for document in DOCUMENTS.values() for place, node in nodes(document) if place]
    seen = {key: {str(node) for name, node in found if name == key} for key in ("state", "outcome", "verdict", "shown")}
    assert {each.value for each in State} == seen["state"]
    assert {each.value for each in Outcome} == seen["outcome"]
    assert {each.value for each in Verdict} | {"None"} == seen["verdict"]
    shapes = {re.sub(r"[0-4]", "0", shown) for shown in seen["shown"]}
    assert shapes == {"0", "0..0", "n/a", "-"}
    dates = [node for name, node in found if name in {"date", "until", "valid_until"} and node is not None]
    assert {"2026-03-31", "2027-01-31"} == set(dates)


def small(document: Any) -> Any:
    """A report with few rows, the first of them with evidence: a page of each shape."""
    with_evidence = [row for row in document["requirements"] if row["evidence"]]
    constraints = document["constraints"][:1]
    return {**document, "requirements": [with_evidence[0], document["requirements"][0]], "constraints": constraints}


def test_a_report_has_exactly_the_keys_of_its_schema() -> None:
    """Leaving any key out, putting one in, or a value of another kind in its place, is refused, wherever it is."""
    document = small(DOCUMENTS["with gaps"])
    assert fits("report", document)
    for place, node in nodes(document):
        if len(place) < 2 or place[1] in {"RA", 0} or place[0] in {"subject", "catalog"}:
            assert not [wrong for wrong in WRONG if fits("report", changed(document, place, wrong))], place
            if isinstance(node, dict):
                assert not fits("report", changed(document, (*place, "stranger"), 1)), place
                assert not [key for key in node if fits("report", without(document, (*place, key)))], place


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("format",), "iec62443-report/2"),
        (("type",), "SL-T"),
        (("levels", "UC", "vector"), 5),
        (("levels", "UC", "vector"), True),
        (("levels", "UC", "shown"), "2-3"),
        (("levels", "UC", "shown"), "4..0.."),
        (("target", "UC"), None),
        (("gaps", "DC", "missing"), -1),
        (("supported",), True),
        (("requirements", 0, "state"), "met"),
        (("requirements", 1, "fr"), "AC"),
        (("requirements", 0, "evidence", 0, "date"), "31.03.2026"),
        (("gaps", "RA", "acceptances", 0, "until"), "2027-02-30"),
    ],
)
def test_a_report_that_says_what_cannot_be_is_refused(place: tuple[str | int, ...], value: object) -> None:
    document = small(DOCUMENTS["with gaps"])
    assert not fits("report", changed(document, place, value))


# --- users' assessments: what the schema and the reader say of the same document ----------------------------------------


def accepted(tmp_path: Path, document: object) -> tuple[bool, bool]:
    """Say whether the schema takes it, and whether the reader does."""
    path = tmp_path / "assessment.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    try:
        read_assessment(path)
    except InvalidFile:
        return fits("assessment", document), False
    return fits("assessment", document), True


SYSTEM: dict[str, Any] = {"part": "3-3", "subject": {"name": "Cell 4"}}
COMPONENT: dict[str, Any] = {"part": "4-2", "subject": {"name": "Switch", "types": ["network_device"]}}
PROCESS: dict[str, Any] = {"part": "4-1", "subject": {"name": "Development"}}
PROGRAMME: dict[str, Any] = {"part": "2-1", "edition": "2009", "subject": {"name": "Plant"}}


def row(**keys: object) -> dict[str, Any]:
    return SYSTEM | {"findings": [{"id": "SR 1.1", "verdict": "met"} | keys]}


def step(**keys: object) -> dict[str, Any]:
    return PROCESS | {"findings": [{"id": "SM-1", "verdict": "met", "maturity": 3} | keys]}


def evidence(value: object) -> dict[str, Any]:
    return row(evidence=[value])


def chosen(**keys: object) -> dict[str, Any]:
    return SYSTEM | {"selection": {"name": "Scope", "ids": ["SR 1.1"]} | keys}


TABLE: list[tuple[str, object, bool]] = [
    ("the least that a system needs", SYSTEM, True),
    ("the least that a component needs", COMPONENT, True),
    ("the least that a process needs", PROCESS, True),
    ("the part in full", SYSTEM | {"part": "62443-3-3"}, True),
    ("a list", [SYSTEM], False),
    ("nothing", {}, False),
    ("no part", {"subject": {"name": "Cell 4"}}, False),
    ("part null", SYSTEM | {"part": None}, False),
    ("a part that is no text", SYSTEM | {"part": 33}, False),
    ("no such part", SYSTEM | {"part": "9-9"}, False),
    ("a part without requirements", SYSTEM | {"part": "2-3"}, False),
    ("an unknown key", SYSTEM | {"asessor": "me"}, False),
    ("no subject", {"part": "3-3"}, False),
    ("subject null", {"part": "3-3", "subject": None}, False),
    ("a subject that is a text", {"part": "3-3", "subject": "Cell 4"}, False),
    ("a subject without a name", {"part": "3-3", "subject": {}}, False),
    ("a subject with an empty name", {"part": "3-3", "subject": {"name": ""}}, False),
    ("a subject with a number for a name", {"part": "3-3", "subject": {"name": 4}}, False),
    ("a subject with an unknown key", {"part": "3-3", "subject": {"name": "Cell", "typ": "PLC"}}, False),
    (
        "everything of a subject",
        COMPONENT | {"subject": COMPONENT["subject"] | {"version": "1", "supplier": "x"}},
        True,
    ),
    ("a version that is a number", {"part": "3-3", "subject": {"name": "Cell", "version": 1.4}}, False),
    ("a component without a type", {"part": "4-2", "subject": {"name": "Switch"}}, False),
    ("a component with no types", {"part": "4-2", "subject": {"name": "Switch", "types": []}}, False),
    (
        "a component with two types",
        COMPONENT | {"subject": {"name": "x", "types": ["host_device", "network_device"]}},
        True,
    ),
    ("no such type", COMPONENT | {"subject": {"name": "x", "types": ["switch"]}}, False),
    ("a type that is not in a list", COMPONENT | {"subject": {"name": "x", "types": "network_device"}}, False),
    ("a system with a type", SYSTEM | {"subject": {"name": "x", "types": ["network_device"]}}, False),
    ("a system with no types", SYSTEM | {"subject": {"name": "x", "types": []}}, True),
    ("the edition", SYSTEM | {"edition": "2013"}, True),
    ("the edition null", SYSTEM | {"edition": None}, True),
    ("the edition of another part", SYSTEM | {"edition": "2019"}, False),
    ("an edition that is a number", SYSTEM | {"edition": 2013}, False),
    ("a former edition", PROCESS | {"part": "2-1", "edition": "2009"}, True),
    ("the corrigendum", SYSTEM | {"corrigenda": ["COR1:2014"]}, True),
    ("no corrigendum", SYSTEM | {"corrigenda": []}, True),
    ("the corrigendum twice", SYSTEM | {"corrigenda": ["COR1:2014", "COR1:2014"]}, True),
    ("corrigenda null", SYSTEM | {"corrigenda": None}, True),
    ("no such corrigendum", SYSTEM | {"corrigenda": ["COR2:2014"]}, False),
    ("a corrigendum that was not seen", COMPONENT | {"corrigenda": ["COR1:2022"]}, False),
    ("a corrigendum that is not in a list", SYSTEM | {"corrigenda": "COR1:2014"}, False),
    *((f"assessed to {level}", SYSTEM | {"assessed_to": level}, True) for level in (0, 4, None)),
    *((f"assessed to {level!r}", SYSTEM | {"assessed_to": level}, False) for level in (-1, 5, 2.5, "2", True)),
    *((f"stage {stage}", SYSTEM | {"stage": stage}, True) for stage in ("capability", "as_built", None)),
    ("no such stage", SYSTEM | {"stage": "design"}, False),
    ("an assessor", SYSTEM | {"assessor": "me"}, True),
    ("assessor null", SYSTEM | {"assessor": None}, False),
    ("a date", SYSTEM | {"date": "2026-03-31"}, True),
    ("date null", SYSTEM | {"date": None}, True),
    ("a date that never was", SYSTEM | {"date": "2026-02-30"}, False),
    ("a date in another order", SYSTEM | {"date": "31.03.2026"}, False),
    ("a date with a time", SYSTEM | {"date": "2026-03-31T10:00:00"}, False),
    ("a date that is a number", SYSTEM | {"date": 20260331}, False),
    ("own words", SYSTEM | {"verdicts": {"done": "met"}}, True),
    ("own words that mean nothing", SYSTEM | {"verdicts": {"done": "ok"}}, False),
    ("own words in a list", SYSTEM | {"verdicts": ["done"]}, False),
    ("own words null", SYSTEM | {"verdicts": None}, False),
    ("columns to pass over", SYSTEM | {"ignore_columns": ["note"]}, True),
    ("columns that are no texts", SYSTEM | {"ignore_columns": [1]}, False),
    ("no findings", SYSTEM | {"findings": []}, True),
    ("findings null", SYSTEM | {"findings": None}, False),
    ("findings by id", SYSTEM | {"findings": {"SR 1.1": "met"}}, False),
    ("a finding that is a text", SYSTEM | {"findings": ["SR 1.1"]}, False),
    ("an empty file name", SYSTEM | {"findings": ""}, False),
    ("a finding", row(), True),
    ("everything of a finding", row(justification="j", evidence=["e"], owner="o", date="2026-03-31"), True),
    ("a finding with an unknown key", row(comment="x"), False),
    ("a finding without an id", SYSTEM | {"findings": [{"verdict": "met"}]}, False),
    ("a finding without a verdict", SYSTEM | {"findings": [{"id": "SR 1.1"}]}, False),
    ("an id that is a number", row(id=1.1), False),
    ("an empty id", row(id=""), False),
    ("an endless id", row(id="SR 1.1" + " " * 200), False),
    ("an id in another notation", row(id="sr1.1re1"), True),
    ("a verdict that is true", row(verdict=True), False),
    ("verdict null", row(verdict=None), False),
    ("a word for a verdict", row(verdict="Fulfilled"), True),
    ("justification null", row(justification=None), False),
    ("owner null", row(owner=None), False),
    *((f"the verdict {word}", row(verdict=word), True) for word in ("partial", "planned", "not_met", "not_assessed")),
    *(
        (f"{word} without a justification", row(verdict=word), False)
        for word in ("not_applicable", "compensated", "allocated")
    ),
    *(
        (f"{word} with a blank justification", row(verdict=word, justification=" "), False)
        for word in ("not_applicable", "compensated", "allocated")
    ),
    *(
        (f"{word} with a justification", row(verdict=word, justification="why"), True)
        for word in ("not_applicable", "compensated", "allocated")
    ),
    *(
        (f"not applicable, {reason}", row(verdict="not_applicable", justification="why", reason=reason), True)
        for reason in ("feature_absent", "condition_not_met", "other", None)
    ),
    ("not applicable, no such reason", row(verdict="not_applicable", justification="w", reason="old"), False),
    ("a reason beside met", row(reason="other"), False),
    ("reason null beside met", row(reason=None), True),
    ("by configuration", row(verdict="met_by_configuration", condition="set so"), True),
    ("by configuration, that holds", row(verdict="met_by_configuration", condition="set", condition_holds=True), True),
    ("by configuration, without it", row(verdict="met_by_configuration"), False),
    ("by configuration, a blank one", row(verdict="met_by_configuration", condition=" "), False),
    ("a condition beside met", row(condition="set so"), False),
    ("an empty condition beside met", row(condition=""), True),
    ("a condition that holds beside met", row(condition_holds=False), False),
    (
        "a condition that holds in words",
        row(verdict="met_by_configuration", condition="s", condition_holds="yes"),
        False,
    ),
    (
        "compensated up to 2",
        row(verdict="compensated", justification="why", countermeasures=["fence"], adequate_up_to=2),
        True,
    ),
    ("compensated up to 5", row(verdict="compensated", justification="why", adequate_up_to=5), False),
    ("compensated by a text", row(verdict="compensated", justification="why", countermeasures="fence"), False),
    ("a countermeasure beside met", row(countermeasures=["fence"]), False),
    ("no countermeasure beside met", row(countermeasures=[]), True),
    ("adequate beside met", row(adequate_up_to=2), False),
    ("evidence that is a text", row(evidence="report"), False),
    ("evidence by reference", evidence("report 17"), True),
    ("evidence in full", evidence({"reference": "r", "kind": "test", "digest": "d", "date": "2026-01-01"}), True),
    ("evidence that runs out", evidence({"reference": "r", "valid_until": "2027-01-01"}), True),
    ("evidence null", evidence(None), False),
    ("blank evidence", evidence(" "), False),
    ("evidence without a reference", evidence({"kind": "test"}), False),
    ("evidence with a blank reference", evidence({"reference": " "}), False),
    ("no such evidence", evidence({"reference": "r", "kind": "photo"}), False),
    ("evidence with an unknown key", evidence({"reference": "r", "page": 3}), False),
    ("evidence that ran out in words", evidence({"reference": "r", "valid_until": "soon"}), False),
    ("a selection", chosen(), True),
    ("selection null", SYSTEM | {"selection": None}, True),
    ("everything of a selection", chosen(excluded={"SR 1.6": "none"}, parameters={"SR 1.11": {"n": "5"}}), True),
    ("a selection without ids", SYSTEM | {"selection": {"name": "Scope"}}, False),
    ("a selection without a name", SYSTEM | {"selection": {"ids": []}}, False),
    ("a selection with an unknown key", chosen(level=2), False),
    ("excluded for no reason", chosen(excluded={"SR 1.6": " "}), False),
    ("excluded in a list", chosen(excluded=["SR 1.6"]), False),
    ("a parameter that is a number", chosen(parameters={"SR 1.11": {"attempts": 5}}), False),
    *((f"a process met at maturity {level}", step(maturity=level), True) for level in (1, 4)),
    *((f"a process met at maturity {level!r}", step(maturity=level), False) for level in (0, 5, "3", None)),
    ("a process met without a maturity", PROCESS | {"findings": [{"id": "SM-1", "verdict": "met"}]}, False),
    ("a process partly met", step(verdict="partial", maturity=None), True),
    ("a process partly met at a maturity", step(verdict="partial"), False),
    ("a process compensated", step(verdict="compensated", justification="why", maturity=None), False),
    ("a maturity of a system", row(maturity=3), False),
    ("a clause of a programme of 2009", PROGRAMME | {"findings": [{"id": "4.3.3.6.1", "verdict": "met"}]}, True),
    ("a maturity of 2009", PROGRAMME | {"findings": [{"id": "4.3.3.6.1", "verdict": "met", "maturity": 3}]}, False),
    ("enhancements of 2009", PROGRAMME | {"selection": {"name": "Ours", "enhancements": []}}, False),
]


@pytest.mark.parametrize(("document", "ok"), [each[1:] for each in TABLE], ids=[each[0] for each in TABLE])
def test_schema_and_reader_take_and_refuse_the_same(tmp_path: Path, document: object, ok: bool) -> None:  # noqa: FBT001 - a table's column
    assert (ok, ok) == accepted(tmp_path, document)


ONLY_THE_READER: list[tuple[str, object]] = [
    ("an id that is none", row(id="SR 1.1B")),
    ("an id of another part", row(id="CR 1.1")),
    ("a requirement that is not there", row(id="SR 1.99")),
    ("a word that means nothing", row(verdict="maybe")),
    ("N/A without a reason", row(verdict="N/A")),
    ("a sheet that is not there", SYSTEM | {"findings": "nowhere.csv"}),
    ("an enhancement chosen without its base", chosen(ids=["SR 1.1 RE(1)"])),
    ("chosen and excluded at once", chosen(excluded={"SR 1.1": "why not"})),
    ("an unknown requirement chosen", chosen(ids=["SR 1.1", "SR 1.99"])),
]


@pytest.mark.parametrize("document", [each[1] for each in ONLY_THE_READER], ids=[each[0] for each in ONLY_THE_READER])
def test_what_takes_the_catalog_or_the_table_of_words_only_the_reader_refuses(tmp_path: Path, document: object) -> None:
    assert (True, False) == accepted(tmp_path, document)


# Where a text is refused for what it means in the catalog, in the table of words or on the disk, the schema cannot know.
MEANING = re.compile(
    r"/(id|verdict)$|^(findings|verdicts(/\w+)?)$|^selection/((ids|enhancements)/\d+|excluded|parameters)"
)
STRANGERS: tuple[object, ...] = (None, True, 3, "", " ", "x", [], {}, [None])


def mutations(document: Any) -> list[tuple[str, Any]]:
    """Give the document with each value replaced, each key left out, and a key put in, each with its place."""
    found: list[tuple[str, Any]] = []
    for place, node in nodes(document):
        shown = "/".join(map(str, place))
        if place:
            found.extend((shown, changed(document, place, stranger)) for stranger in STRANGERS)
            found.append((shown, without(document, place)))
        if isinstance(node, dict):
            found.append((f"{shown}/stranger", changed(document, (*place, "stranger"), None)))
    return found


@pytest.mark.parametrize("number", range(len(SCHEMAS["assessment"]["examples"])))
def test_wherever_an_example_is_bent_schema_and_reader_are_at_one(tmp_path: Path, number: int) -> None:
    example = SCHEMAS["assessment"]["examples"][number]
    assert (True, True) == accepted(tmp_path, example)
    differing = []
    for place, document in mutations(example):
        by_schema, by_reader = accepted(tmp_path, document)
        if by_schema != by_reader and not (by_schema and MEANING.search(place)):
            differing.append((place, document))
    assert not differing


def dates_as_text(node: Any) -> Any:
    """What an editor checks: TOML with its dates as texts."""
    if isinstance(node, dict):
        return {key: dates_as_text(child) for key, child in node.items()}
    if isinstance(node, list):
        return [dates_as_text(child) for child in node]
    return node.isoformat() if isinstance(node, dt.date) else node


def test_toml_is_checked_like_json(tmp_path: Path) -> None:
    text = """
part = "4-2"
date = 2026-03-31
assessed_to = 2

[subject]
name = "Switch"
types = ["network_device"]

[verdicts]
"im Plan" = "planned"

[[findings]]
id = "NDR 5.2"
verdict = "im Plan"
date = 2026-03-30

[[findings]]
id = "CR 7.7"
verdict = "met"
evidence = ["scan 3", { reference = "review", kind = "inspection", valid_until = 2027-03-31 }]
"""
    path = tmp_path / "switch.toml"
    path.write_text(text, encoding="utf-8")
    assert not problems("assessment", dates_as_text(tomllib.loads(text)))
    assert SL.SL2 == read_assessment(path).assessed_to
    timed = text.replace("2026-03-30", "2026-03-30T08:00:00")
    path.write_text(timed, encoding="utf-8")
    assert not fits("assessment", dates_as_text(tomllib.loads(timed)))
    with pytest.raises(InvalidFile, match=r"findings\[0\]\.date: a date such as"):
        read_assessment(path)


def test_the_header_of_a_sheet_fits_the_schema(tmp_path: Path) -> None:
    """A subject may be left out where the sheet's name stands for it and the part has no types."""
    (tmp_path / "findings.csv").write_text(template_sheet(load("3-3"), 1), encoding="utf-8")
    header = {"part": "3-3", "findings": "findings.csv"}
    assert (True, True) == accepted(tmp_path, header)
    assert (True, True) == accepted(tmp_path, header | {"subject": None})
    assert (False, False) == accepted(tmp_path, header | {"part": "4-2"})


#: What the second word of a file's name says of its form, as in ``edge-controller.actions.toml``.
FORMS = {"actions": "action-plan", "details": "document-details", "options": "options", "": "assessment"}


@pytest.mark.parametrize(
    "path",
    sorted([*EXAMPLES.glob("*/*.toml"), *EXAMPLES.glob("*/assessments/*.toml")]),
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)
def test_the_examples_of_the_project_fit_the_schema(path: Path) -> None:
    named = path.stem.partition(".")[2]
    of_a_system = not named and (path.parent / "system.toml").is_file()
    form = "system" if of_a_system else FORMS[named]
    assert not problems(form, dates_as_text(tomllib.loads(path.read_text(encoding="utf-8"))))


def test_the_schema_knows_the_parts_and_editions_of_the_catalog() -> None:
    schema = SCHEMAS["assessment"]
    named = {
        part: set(rule["then"]["properties"]["edition"]["enum"]) - {None}
        for rule in schema["allOf"]
        if "edition" in rule.get("then", {}).get("properties", {})
        for part in rule["if"]["properties"]["part"]["enum"]
    }
    loadable = {read(path)["part"] for path in DATA if path.endswith("/requirements.json")}
    known = {name: set(editions(name)) for part in loadable for name in (part, part.removeprefix("62443-"))}
    assert known == named
    assert set(known) == set(schema["properties"]["part"]["enum"])
