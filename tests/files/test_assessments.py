"""Users' assessments from TOML, JSON and CSV: strict, every problem at once, nothing half-read."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from assessment_strategies import A_DAY, EMBEDDED, PART_4_2, assessments
from attrs import evolve
from hypothesis import given, settings

from iec62443 import (
    Assessment,
    ComponentType,
    Evidence,
    EvidenceKind,
    Finding,
    Header,
    InvalidFile,
    NotApplicableReason,
    RequirementId,
    Selection,
    Stage,
    Subject,
    Verdict,
    load,
    read_assessment,
    scope,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ALL_TYPES = "software_application, embedded_device, host_device, network_device"
ALL_VERDICTS = (
    "met, met_by_configuration, allocated, compensated, not_applicable, partial, planned, not_met, not_assessed"
)
BASE: dict[str, Any] = {"part": "4-2", "subject": {"name": "X", "types": ["embedded_device"]}}
HEADER = Header(name="X", part="4-2", component_types=EMBEDDED)


def put(folder: Path, name: str, content: str | bytes | dict[str, Any]) -> Path:
    path = folder / name
    data = json.dumps(content) if isinstance(content, dict) else content
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def read(folder: Path, more: dict[str, Any], header: Header | None = None) -> Assessment:
    """Read a JSON file that differs from a good one."""
    return read_assessment(put(folder, "x.json", BASE | more), header)


def told(path: Path, header: Header | None = None) -> list[str]:
    """Give the lines of what is wrong."""
    with pytest.raises(InvalidFile) as caught:
        read_assessment(path, header)
    return str(caught.value).splitlines()


def wrong(folder: Path, more: dict[str, Any], header: Header | None = None) -> list[tuple[str, str]]:
    """Give what is wrong with a JSON file that differs from a good one."""
    with pytest.raises(InvalidFile) as caught:
        read(folder, more, header)
    return list(caught.value.problems)


def row(**values: Any) -> dict[str, Any]:
    """Give a file with one finding that differs from a good one."""
    return {"findings": [{"id": "CR 1.1", "verdict": "met"} | values]}


# ---- three forms of one assessment

EXPECTED = Assessment(
    Subject("Edge controller", "1.4", EMBEDDED, "Works"),
    PART_4_2,
    "2019",
    [
        Finding("CR 1.1", Verdict.MET, "by login", [Evidence("TR-1"), Evidence("TR-2")], owner="R&D", date=A_DAY),
        Finding("CR 1.2", Verdict.MET_BY_CONFIGURATION, condition="TLS is on", condition_holds=True),
        Finding("CR 1.3", Verdict.ALLOCATED, "the directory does it"),
        Finding("CR 1.4", Verdict.COMPENSATED, "old drives", countermeasures=["a fence", "a guard"], adequate_up_to=2),
        Finding("CR 1.5", Verdict.NOT_APPLICABLE, "no keys", reason=NotApplicableReason.FEATURE_ABSENT),
        Finding("CR 1.7", Verdict.PARTIAL),
        Finding("CR 1.8", Verdict.PLANNED),
        Finding("CR 1.9", Verdict.NOT_MET),
        Finding("CR 1.10", Verdict.NOT_ASSESSED),
        Finding("CCSC 1", Verdict.MET),
    ],
    assessed_to=2,
    stage=Stage.AS_BUILT,
    assessor="Us",
    date=A_DAY,
)
TOML_HEAD = """
part = "4-2"
edition = "2019"
assessed_to = 2
stage = "as_built"
assessor = "Us"
date = 2026-03-31
{findings}
[subject]
name = "Edge controller"
version = "1.4"
supplier = "Works"
types = ["embedded_device"]
"""
TOML_ROWS = """
[[findings]]
id = "CR 1.1"
verdict = "met"
justification = "by login"
evidence = ["TR-1", { reference = "TR-2", kind = "document" }]
owner = "R&D"
date = 2026-03-31
[[findings]]
id = "CR 1.2"
verdict = "configurable"
condition = "TLS is on"
condition_holds = true
[[findings]]
id = "CR 1.3"
verdict = "by system"
justification = "the directory does it"
[[findings]]
id = "CR 1.4"
verdict = "compensated"
justification = "old drives"
countermeasures = ["a fence", "a guard"]
adequate_up_to = 2
[[findings]]
id = "CR 1.5"
verdict = "n/a"
justification = "no keys"
reason = "feature_absent"
[[findings]]
id = "CR 1.7"
verdict = "in progress"
[[findings]]
id = "CR 1.8"
verdict = "planned"
[[findings]]
id = "CR 1.9"
verdict = "No"
[[findings]]
id = "CR 1.10"
verdict = ""
[[findings]]
id = "ccsc 1"
verdict = "x"
"""
CSV_ROWS = """\
id,verdict,justification,evidence,reason,condition,condition_holds,countermeasures,adequate_up_to,owner,date
CR 1.1,met,by login,TR-1; TR-2,,,,,,R&D,2026-03-31
CR 1.2,Configurable,,,,TLS is on,yes,,,,
cr1.3,by system,the directory does it,,,,,,,,
CR 1.4,compensated,old drives,,,,,a fence;a guard,2,,
CR 1.5,N/A,no keys,,feature_absent,,,,,,
CR 1.7,In progress,,,,,,,,,
CR 1.8,planned,,,,,,,,,
CR 1.9,NO,,,,,,,,,
CR 1.10,,,,,,,,,,
CCSC 1,x,,,,,,,,,
"""


def test_toml_gives_the_assessment(tmp_path: Path) -> None:
    assert EXPECTED == read_assessment(put(tmp_path, "x.toml", TOML_HEAD.format(findings="") + TOML_ROWS))
    assert EXPECTED == read_assessment(str(put(tmp_path, "x.conf", TOML_HEAD.format(findings="") + TOML_ROWS)))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path, end: str, mark: str) -> None:
    toml = mark + (TOML_HEAD.format(findings="") + TOML_ROWS).replace("\n", end)
    assert EXPECTED == read_assessment(put(tmp_path, "x.toml", toml))
    put(tmp_path, "y.toml", mark + TOML_HEAD.format(findings="").replace("\n", end))
    assert EXPECTED == read_assessment(put(tmp_path, "y.csv", mark + CSV_ROWS.replace("\n", end)))


def test_toml_names_the_sheet_beside_it(tmp_path: Path) -> None:
    put(tmp_path, "rows.csv", CSV_ROWS)
    assert EXPECTED == read_assessment(put(tmp_path, "x.toml", TOML_HEAD.format(findings='findings = "rows.csv"')))


@pytest.mark.parametrize("findings", ["", 'findings = "x.csv"'])
def test_a_sheet_has_its_header_in_the_toml_of_its_name(tmp_path: Path, findings: str) -> None:
    put(tmp_path, "x.toml", TOML_HEAD.format(findings=findings))
    assert EXPECTED == read_assessment(put(tmp_path, "x.csv", CSV_ROWS))


def test_the_case_of_the_suffix_does_not_matter(tmp_path: Path) -> None:
    put(tmp_path, "x.toml", TOML_HEAD.format(findings=""))
    assert EXPECTED == read_assessment(put(tmp_path, "x.CSV", CSV_ROWS))
    assert read(tmp_path, row()) == read_assessment(put(tmp_path, "y.JSON", BASE | row()))


def test_a_sheet_has_its_header_in_the_call(tmp_path: Path) -> None:
    header = Header("Edge controller", "1.4", "4-2", "2019", EMBEDDED, 2, Stage.AS_BUILT)
    expected = evolve(EXPECTED, subject=evolve(EXPECTED.subject, supplier=""), assessor="", date=None)
    assert expected == read_assessment(put(tmp_path, "x.csv", CSV_ROWS), header)


def test_a_sheet_without_a_name_is_named_like_the_file(tmp_path: Path) -> None:
    path = put(tmp_path, "Cell 4.csv", "id,verdict\nSR 1.1,met\n")
    expected = Assessment(Subject("Cell 4"), "62443-3-3", "2013", [Finding("SR 1.1", Verdict.MET)], ("COR1:2014",))
    assert expected == read_assessment(path, Header(part="3-3"))


def plain(assessment: Assessment) -> dict[str, Any]:
    """Write an assessment as the data of a file, independently of the library."""
    subject, selection = assessment.subject, assessment.selection

    def evidence(each: Evidence) -> dict[str, Any]:
        dates = {"date": each.date, "valid_until": each.valid_until}
        return {
            "reference": each.reference,
            "kind": each.kind.value,
            "digest": each.digest,
            **{key: value and value.isoformat() for key, value in dates.items()},
        }

    def finding(each: Finding) -> dict[str, Any]:
        return {
            "id": each.requirement.text,
            "verdict": each.verdict.value,
            "justification": each.justification,
            "evidence": [evidence(piece) for piece in each.evidence],
            "reason": each.reason and each.reason.value,
            "condition": each.condition,
            "condition_holds": each.condition_holds,
            "countermeasures": list(each.countermeasures),
            "adequate_up_to": None if each.adequate_up_to is None else int(each.adequate_up_to),
            "owner": each.owner,
            "date": each.date and each.date.isoformat(),
        }

    return {
        "part": assessment.part,
        "edition": assessment.edition,
        "corrigenda": list(assessment.corrigenda),
        "assessed_to": None if assessment.assessed_to is None else int(assessment.assessed_to),
        "stage": assessment.stage.value,
        "subject": {
            "name": subject.name,
            "version": subject.version,
            "types": sorted(each.value for each in subject.component_types),
        },
        "selection": None
        if selection is None
        else {
            "name": selection.name,
            "ids": sorted(each.text for each in selection.ids),
            "excluded": {id.text: reason for id, reason in selection.excluded.items()},
        },
        "findings": [finding(each) for each in assessment.findings],
    }


def whole(assessment: Assessment) -> Assessment:
    """Take enhancements out of a selection whose base is not in it, which a file may not have."""
    chosen = assessment.selection
    if chosen is None:
        return assessment
    return evolve(assessment, selection=evolve(chosen, ids={id for id in chosen.ids if id.base in chosen.ids}))


@settings(max_examples=15)
@given(assessments())
def test_any_assessment_reads_back_from_json(tmp_path_factory: pytest.TempPathFactory, assessment: Assessment) -> None:
    expected = whole(assessment)
    path = put(tmp_path_factory.getbasetemp(), "any.json", plain(expected))
    assert expected == read_assessment(path)


# ---- every problem at once

TEN = """
assesed_to = 2
stage = "built"
date = "someday"
part = "4-2"

[subject]
name = 5
types = ["toaster"]

[[findings]]
id = "CR 1.1"
verdict = "NA"

[[findings]]
id = "CR 1.99"
verdict = "met"

[[findings]]
id = "CR 4.1B"
verdict = "met"

[[findings]]
id = "CR 1.2"
verdict = "parital"

[[findings]]
verdict = "met"
evidence = [{ refrence = "TR-1" }]

[[findings]]
id = "CR 1.3"
verdict = "allocated"

[[findings]]
id = "CR 1.4"
verdict = "met"
evidence = [" "]

[[findings]]
id = "CR 1.5"
verdict = "met"

[[findings]]
id = "SR 1.1"
verdict = "compensated"
justification = "so"
adequate_up_to = 7
condition_holds = "yes"
"""


def test_every_problem_of_a_toml_file_is_told_with_its_place(tmp_path: Path) -> None:
    expected = f"""\
ten.toml: 15 problems
  $.subject.name: a text is expected, not 5
  $.subject.types[0]: one of {ALL_TYPES} is expected, not 'toaster'
  $.stage: one of capability, as_built is expected, not 'built'
  $.date: a date such as 2026-03-31 is expected, not 'someday'
  $: the key 'assesed_to' means nothing here, try 'assessed_to'
  $.findings[0]: 'NA' alone leaves a question open: not relevant to this subject (then write 'not applicable' and \
justify it), or above the assessed level (then write 'not assessed')?
  $.findings[1]: 'CR 1.99' is not a requirement of 62443-4-2:2019; nearest: CR 1.9, CR 3.9, CR 2.9
  $.findings[2]: 'CR 4.1B' is not a requirement id: 'B' after it is an item of a list inside the requirement, \
not part of an id; try 'CR 4.1'
  $.findings[3]: 'parital' is no verdict; try 'partial', or give the word its meaning in the table 'verdicts'
  $.findings[4].id: is missing
  $.findings[4].evidence[0].reference: is missing
  $.findings[4].evidence[0]: the key 'refrence' means nothing here, try 'reference'
  $.findings[5]: CR 1.3: 'allocated' needs a justification
  $.findings[6]: evidence: its reference is empty
  $.findings[8].condition_holds: true or false is expected, not 'yes'"""
    assert expected.splitlines() == told(put(tmp_path, "ten.toml", TEN))


def test_every_problem_of_a_sheet_is_told_with_its_line(tmp_path: Path) -> None:
    text = """\
id,sl,fr,verdict,justification,date,condition_holds,adequate_up_to,maturity,Remark
CR 1.1,1,IAC,NA,,,,,,
CR 1.2,1,UC,met,,,,,,
CR 1.99,,,met,,,,,,

nonsense,,,met,,,,,,
CR 1.3,1,IAC,parital,,,,,,
CR 1.4,1,IAC,met,,31.3.2026,perhaps,5,3,
,,,met,,,,,,
CR 1.5,1,IAC,met
CR 1.7,1,IAC,compensated,,,,,,
SR 1.1,,,met,,,,,,
CR 1.8,2,IAC,met,"a
b",,,,,
CR 1.9,3,IAC,met,,,,,,
"""
    expected = f"""\
ten.csv: 16 problems
  line 1: the column 'Remark' means nothing here; known: id, title, fr, sl, verdict, justification, evidence, reason, \
condition, condition_holds, countermeasures, adequate_up_to, owner, date, maturity; name it in ignore_columns to pass over it
  line 2: 'NA' alone leaves a question open: not relevant to this subject (then write 'not applicable' and justify it), \
or above the assessed level (then write 'not assessed')?
  line 3, fr: says 'UC', the catalog 62443-4-2:2019 has 'IAC' for CR 1.2
  line 3, sl: says '1', the catalog 62443-4-2:2019 has '2' for CR 1.2
  line 4: 'CR 1.99' is not a requirement of 62443-4-2:2019; nearest: CR 1.9, CR 3.9, CR 2.9
  line 6: 'nonsense' is not a requirement id: no notation of an id of 62443 fits; try {NOTATIONS!r}
  line 7: 'parital' is no verdict; try 'partial', or give the word its meaning in the table 'verdicts'
  line 8, condition_holds: yes or no is expected, not 'perhaps'
  line 8, adequate_up_to: a level from 0 to 4 is expected, not '5'
  line 8, date: a date such as 2026-03-31 is expected, not '31.3.2026'
  line 8: CR 1.4: 62443-4-2 has no maturity levels, but the finding has ML 3
  line 9: has no id
  line 10: has 4 cells, the head line has 10
  line 11: CR 1.7: 'compensated' needs a justification
  line 12: 'SR 1.1' is not a requirement of 62443-4-2:2019: it is an id of 62443-3-3
  line 15, sl: says '3', the catalog 62443-4-2:2019 has '2' for CR 1.9"""
    assert expected.splitlines() == told(put(tmp_path, "ten.csv", text), HEADER)


NOTATIONS = "SR 1.1, SR 1.1 RE(1), CR 3.4, SP.01.01 BR, SM-1, ZCR 5.6, ORG 1.1"


def test_what_is_wrong_with_the_header_and_with_its_sheet_is_told_together(tmp_path: Path) -> None:
    put(tmp_path, "rows.csv", "id,verdict\nCR 1.99,met\nCR 1.1,met\nCR 1.2,NA\n")
    path = put(tmp_path, "x.toml", 'part = "4-2"\nassessed_to = 5\nfindings = "rows.csv"\n[subject]\nname = "X"\n')
    lines = told(path)
    assert [
        "x.toml: 4 problems",
        "  $.assessed_to: a level from 0 to 4 is expected, not 5",
        f"  $.subject.types: at least one is needed: {ALL_TYPES}",
        "  rows.csv, line 2: 'CR 1.99' is not a requirement of 62443-4-2:2019; nearest: CR 1.9, CR 3.9, CR 2.9",
    ] == lines[:4]
    assert lines[4].startswith("  rows.csv, line 4: 'NA' alone leaves a question open")
    assert 5 == len(lines)


def test_a_typo_in_the_header_makes_no_word_and_no_column_of_the_user_strange(tmp_path: Path) -> None:
    put(tmp_path, "rows.csv", "id,verdict,Remark\nCR 1.1,erledigt,x\n")
    head = 'part = "4-2"\nasessor = "Us"\nfindings = "rows.csv"\nignore_columns = ["Remark"]\n'
    words = '[subject]\nname = "X"\ntypes = ["embedded_device"]\n[verdicts]\nerledigt = "met"\n'
    assert [
        "x.toml: 1 problem",
        "  $: the key 'asessor' means nothing here, try 'assessor'",
    ] == told(put(tmp_path, "x.toml", head + words))


# ---- wrong types, for every key

TEXT, NUMBER, DATE = "a text", "a whole number", "a date such as 2026-03-31"
LIST, OBJECT, FINDINGS = "a list", "an object with keys", "a list, or the name of a CSV file,"
KINDS: dict[str, tuple[type, ...]] = {
    TEXT: (str,),
    NUMBER: (int,),
    DATE: (),
    LIST: (list,),
    OBJECT: (dict,),
    FINDINGS: (list, str),
    "one of capability, as_built": (),
    f"one of {ALL_VERDICTS}": (),
    f"one of {ALL_TYPES}": (),
    "one of feature_absent, condition_not_met, other": (),
    "one of document, inspection, test, interview": (),
    "true or false": (bool,),
}
SAMPLES: tuple[object, ...] = ("x", 7, 2.0, True, ["x"], {"x": "y"})
EVIDENCE = "$.findings[0].evidence[0]"
KEYS = {
    "$.part": TEXT,
    "$.edition": TEXT,
    "$.corrigenda": LIST,
    "$.corrigenda[0]": TEXT,
    "$.assessed_to": NUMBER,
    "$.stage": "one of capability, as_built",
    "$.assessor": TEXT,
    "$.date": DATE,
    "$.subject": OBJECT,
    "$.subject.name": TEXT,
    "$.subject.version": TEXT,
    "$.subject.supplier": TEXT,
    "$.subject.types": LIST,
    "$.subject.types[0]": f"one of {ALL_TYPES}",
    "$.selection": OBJECT,
    "$.selection.name": TEXT,
    "$.selection.ids": LIST,
    "$.selection.ids[0]": TEXT,
    "$.selection.excluded": OBJECT,
    "$.selection.excluded['CR 1.2']": TEXT,
    "$.selection.parameters": OBJECT,
    "$.selection.parameters['CR 1.1']": OBJECT,
    "$.selection.parameters['CR 1.1']['attempts']": TEXT,
    "$.verdicts": OBJECT,
    "$.verdicts['done']": f"one of {ALL_VERDICTS}",
    "$.ignore_columns": LIST,
    "$.ignore_columns[0]": TEXT,
    "$.findings": FINDINGS,
    "$.findings[0]": OBJECT,
    "$.findings[0].id": TEXT,
    "$.findings[0].verdict": TEXT,
    "$.findings[0].justification": TEXT,
    "$.findings[0].evidence": LIST,
    EVIDENCE: OBJECT,
    f"{EVIDENCE}.reference": TEXT,
    f"{EVIDENCE}.kind": "one of document, inspection, test, interview",
    f"{EVIDENCE}.digest": TEXT,
    f"{EVIDENCE}.date": DATE,
    f"{EVIDENCE}.valid_until": DATE,
    "$.findings[0].reason": "one of feature_absent, condition_not_met, other",
    "$.findings[0].condition": TEXT,
    "$.findings[0].condition_holds": "true or false",
    "$.findings[0].countermeasures": LIST,
    "$.findings[0].countermeasures[0]": TEXT,
    "$.findings[0].adequate_up_to": NUMBER,
    "$.findings[0].owner": TEXT,
    "$.findings[0].date": DATE,
    "$.findings[0].maturity": NUMBER,
}
EVERY_KEY: dict[str, Any] = {
    "part": "4-2",
    "edition": "2019",
    "corrigenda": [],
    "assessed_to": 2,
    "stage": "capability",
    "assessor": "Us",
    "date": "2026-03-31",
    "subject": {"name": "X", "version": "1", "supplier": "Us", "types": ["embedded_device"]},
    "selection": {
        "name": "S",
        "ids": ["CR 1.1"],
        "excluded": {"CR 1.2": "so"},
        "parameters": {"CR 1.1": {"attempts": "5"}},
    },
    "verdicts": {"done": "met"},
    "ignore_columns": ["Remark"],
    "findings": [
        {
            "id": "CR 1.1",
            "verdict": "met",
            "justification": "so",
            "evidence": [
                {"reference": "TR", "kind": "test", "digest": "", "date": "2026-03-31", "valid_until": "2027-03-31"}
            ],
            "reason": None,
            "condition": "",
            "condition_holds": None,
            "countermeasures": [],
            "adequate_up_to": None,
            "owner": "Us",
            "date": "2026-03-31",
            "maturity": None,
        }
    ],
}


def replaced(place: str, value: object) -> dict[str, Any]:
    """Give the file with every key, one value replaced."""
    content: Any = json.loads(json.dumps(EVERY_KEY))
    steps = [name or (int(number) if number else key) for name, number, key in _STEP.findall(place)]
    holder = content
    for step in steps[:-1]:
        holder = holder[step]
    if isinstance(holder, list):
        holder[steps[-1] :] = [value]
    else:
        holder[steps[-1]] = value
    return dict(content)


_STEP = re.compile(r"\.(\w+)|\[(\d+)\]|\['([^']*)'\]")


def test_the_file_with_every_key_is_good(tmp_path: Path) -> None:
    assessment = read_assessment(put(tmp_path, "x.json", EVERY_KEY))
    assert Selection("S", PART_4_2, "2019", ["CR 1.1"], {"CR 1.2": "so"}, {"CR 1.1": {"attempts": "5"}}) == (
        assessment.selection
    )
    assert Verdict.MET is assessment["CR 1.1"].verdict


WRONG = [
    pytest.param(place, wanted, value, id=f"{place}-{type(value).__name__}")
    for place, wanted in KEYS.items()
    for value in SAMPLES
    if type(value) not in KINDS[wanted] and not (place == EVIDENCE and isinstance(value, str))
]


@pytest.mark.parametrize(("place", "wanted", "value"), WRONG)
def test_a_value_of_the_wrong_type_is_told_with_its_place_and_what_is_expected(
    tmp_path: Path, place: str, wanted: str, value: object
) -> None:
    """Nothing is coerced: no 7 for a text, no "7" or true for a number."""
    with pytest.raises(InvalidFile) as caught:
        read_assessment(put(tmp_path, "x.json", replaced(place, value)))
    assert (place, f"{wanted} is expected, not {value!r}") in caught.value.problems


OPTIONAL = ["edition", "corrigenda", "assessed_to", "stage", "date", "subject", "selection"]
OPTIONAL_OF_ROW = ["reason", "condition_holds", "adequate_up_to", "date", "maturity"]


@pytest.mark.parametrize("place", KEYS)
def test_null_stands_for_nothing_where_that_may_be_and_for_no_value_elsewhere(tmp_path: Path, place: str) -> None:
    path = put(tmp_path, "x.json", replaced(place, None))
    optional = {f"$.{key}" for key in OPTIONAL} | {f"$.findings[0].{key}" for key in OPTIONAL_OF_ROW}
    optional |= {f"{EVIDENCE}.date", f"{EVIDENCE}.valid_until"}
    if place in optional - {"$.subject"}:
        assert isinstance(read_assessment(path), Assessment)
    else:
        (first, *_) = told(path)[1:]
        assert first.startswith(f"  {place}" if place != "$.subject" else "  $.subject.name: is missing")


# ---- keys


@pytest.mark.parametrize(
    ("place", "key", "near"),
    [
        ("$.subjct", "subjct", ", try 'subject'"),
        ("$.xyz", "xyz", ""),
        ("$.subject.nmae", "nmae", ", try 'name'"),
        ("$.selection.exclude", "exclude", ", try 'excluded'"),
        ("$.findings[0].verdikt", "verdikt", ", try 'verdict'"),
        (f"{EVIDENCE}.knd", "knd", ", try 'kind'"),
        ("$.findings[0].qqq", "qqq", ""),
    ],
)
def test_a_key_that_means_nothing_is_told_with_the_nearest_that_does(
    tmp_path: Path, place: str, key: str, near: str
) -> None:
    path = put(tmp_path, "x.json", replaced(place, "x"))
    holder = place.rpartition(".")[0]
    assert ["x.json: 1 problem", f"  {holder}: the key {key!r} means nothing here{near}"] == told(path)


def test_several_keys_that_mean_nothing_are_all_told(tmp_path: Path) -> None:
    expected = "the key 'b' means nothing here; the key 'stag' means nothing here, try 'stage'"
    assert [("$", expected)] == wrong(tmp_path, {"stag": 1, "b": 2})


def test_a_hostile_key_comes_out_harmless(tmp_path: Path) -> None:
    ((place, message),) = wrong(tmp_path, {"\x1b[31m" + "x" * 1000: 1})
    assert "$" == place
    assert message.startswith("the key '\\x1b[31mxxx")
    assert len(message) < 120


def test_a_key_with_an_at_sign_has_its_place(tmp_path: Path) -> None:
    expected = ("$.verdicts['a @ b']", f"one of {ALL_VERDICTS} is expected, not 'foo'")
    assert [expected] == wrong(tmp_path, {"verdicts": {"a @ b": "foo"}})


@pytest.mark.parametrize("key", ["id", "verdict"])
def test_a_finding_has_an_id_and_a_verdict(tmp_path: Path, key: str) -> None:
    content = row()
    del content["findings"][0][key]
    assert [(f"$.findings[0].{key}", "is missing")] == wrong(tmp_path, content)


def test_the_key_by_which_editors_find_the_schema_is_passed_over(tmp_path: Path) -> None:
    assert read(tmp_path, {}) == read(tmp_path, {"$schema": "assessment.schema.json"})
    assert [("$", "the key '$schema' means nothing here")] == wrong(tmp_path, {"$schema": 1})


# ---- the header


def test_the_part_may_be_written_short_or_long_and_must_be_there(tmp_path: Path) -> None:
    assert read(tmp_path, {}) == read(tmp_path, {"part": "62443-4-2"})
    assert [("$.part", "is missing: 3-3 or 4-2")] == wrong(tmp_path, {"part": None})
    ((place, message),) = wrong(tmp_path, {"part": "4-3"})
    assert ("$.part", "no part '4-3' in this catalog; there is: ") == (place, message[:41])


def test_an_edition_and_a_corrigendum_are_ones_that_there_are(tmp_path: Path) -> None:
    assert [("$.part", "no edition of 62443-4-2 '2013' in this catalog; there is: 2019")] == (
        wrong(tmp_path, {"edition": "2013"})
    )
    expected = "no corrigendum of 62443-4-2 'COR1:2014' in this catalog; there is: none"
    assert [("$.part", expected)] == wrong(tmp_path, {"corrigenda": ["COR1:2014"]})


@pytest.mark.parametrize(("given_", "expected"), [({}, ("COR1:2014",)), ({"corrigenda": []}, ())])
def test_the_corrigenda_are_all_when_left_out_and_those_named_otherwise(
    tmp_path: Path, given_: dict[str, Any], expected: tuple[str, ...]
) -> None:
    content = {"part": "3-3", "subject": {"name": "Cell 4"}, "findings": [], **given_}
    assert expected == read(tmp_path, content).corrigenda


def test_a_component_has_types_and_a_system_has_none(tmp_path: Path) -> None:
    expected = f"at least one is needed: {ALL_TYPES}"
    assert [("$.subject.types", expected)] == wrong(tmp_path, {"subject": {"name": "X"}})
    assert [("$.subject.types", expected)] == wrong(tmp_path, {"subject": {"name": "X", "types": []}})
    assert [("$.subject.types", "62443-3-3 has no component types")] == wrong(tmp_path, {"part": "3-3"})


@pytest.mark.parametrize("name", ["", " ", "\t\n"])
def test_a_subject_has_a_name(tmp_path: Path, name: str) -> None:
    subject = {"name": name, "types": ["embedded_device"]}
    assert [("$.subject.name", "is missing: the subject needs a name")] == wrong(tmp_path, {"subject": subject})


@pytest.mark.parametrize("level", [-1, 5, 10**30])
def test_the_level_assessed_to_is_one(tmp_path: Path, level: int) -> None:
    expected = [("$.assessed_to", f"a level from 0 to 4 is expected, not {level}")]
    assert expected == wrong(tmp_path, {"assessed_to": level})
    assert expected == wrong(tmp_path, {}, Header(assessed_to=level))


@pytest.mark.parametrize("level", range(5))
def test_every_level_may_be_assessed_to(tmp_path: Path, level: int) -> None:
    assert level == read(tmp_path, {"assessed_to": level}).assessed_to
    assert level == read(tmp_path, {}, Header(assessed_to=level)).assessed_to


@pytest.mark.parametrize(
    "text", ["2026-03-31T00:00:00", "20260331", "2026-W14-2", "2026-3-31", "2026-02-30", "31.03.2026", "", "today"]
)
def test_a_date_has_one_form(tmp_path: Path, text: str) -> None:
    expected = f"a date such as 2026-03-31 is expected, not {text!r}"
    assert [("$.date", expected)] == wrong(tmp_path, {"date": text})
    assert [("$.findings[0].date", expected)] == wrong(tmp_path, row(date=text))


@pytest.mark.parametrize("value", ["2026-03-31T00:00:00", "10:00:00", "2026-03-31T00:00:00Z"])
def test_a_time_of_toml_is_no_date(tmp_path: Path, value: str) -> None:
    head = f'part = "4-2"\ndate = {value}\n[subject]\nname = "X"\ntypes = ["embedded_device"]\n'
    assert told(put(tmp_path, "x.toml", head))[1].startswith("  $.date: a date such as 2026-03-31 is expected, not ")


# ---- what the file says and what the call says

SAID_TWICE = [
    ("part", "part", "4-2", "4-2", "3-3", "the file says '4-2', the call says '3-3'"),
    ("edition", "edition", "2019", "2019", "2013", "the file says '2019', the call says '2013'"),
    ("assessed_to", "assessed_to", 2, 2, 3, "the file says 2, the call says 3"),
    (
        "stage",
        "stage",
        "as_built",
        Stage.AS_BUILT,
        Stage.CAPABILITY,
        "the file says as_built, the call says capability",
    ),
    ("subject.name", "name", "X", "X", "Y", "the file says 'X', the call says 'Y'"),
    ("subject.version", "version", "1", "1", "2", "the file says '1', the call says '2'"),
    (
        "subject.types",
        "component_types",
        ["host_device", "embedded_device"],
        frozenset({ComponentType.HOST_DEVICE, ComponentType.EMBEDDED_DEVICE}),
        EMBEDDED,
        "the file says embedded_device, host_device, the call says embedded_device",
    ),
]


@pytest.mark.parametrize(("place", "name", "value", "same", "other", "message"), SAID_TWICE)
def test_what_the_file_and_the_call_say_must_agree(  # noqa: PLR0913, PLR0917 - a table of six columns
    tmp_path: Path, place: str, name: str, value: object, same: object, other: object, message: str
) -> None:
    """Nothing is overridden in silence; what one leaves out the other may say."""
    key, _, inner = place.partition(".")
    content = {key: BASE["subject"] | {inner: value}} if inner else {key: value}
    in_file = read(tmp_path, content)
    agreeing, differing = (Header(**{name: said}) for said in (same, other))  # type: ignore[arg-type] # typed in the table
    assert in_file == read(tmp_path, content, agreeing)
    assert (f"$.{place}", message) in wrong(tmp_path, content, differing)
    bare = json.loads(json.dumps(BASE | content))
    holder = bare[key] if inner else bare
    del holder[inner or key]
    if inner != "name":
        assert in_file == read_assessment(put(tmp_path, "bare.json", bare), agreeing)


def test_a_name_left_out_of_a_toml_file_may_be_said_in_the_call(tmp_path: Path) -> None:
    path = put(tmp_path, "x.toml", 'part = "4-2"\n')
    assert Subject("Y", "", EMBEDDED) == read_assessment(path, Header(name="Y", component_types=EMBEDDED)).subject


# ---- the sheet that a header names


def test_a_sheet_is_read_with_the_header_that_names_it(tmp_path: Path) -> None:
    put(tmp_path, "x.toml", 'findings = "other.csv"')
    path = put(tmp_path, "x.csv", "id,verdict\n")
    assert ["x.toml: 1 problem", "  $.findings: 'other.csv' is not x.csv: read x.toml instead"] == told(path, HEADER)


def test_a_header_with_findings_of_its_own_is_not_mixed_with_a_sheet(tmp_path: Path) -> None:
    put(tmp_path, "x.toml", "findings = []")
    path = put(tmp_path, "x.csv", "id,verdict\n")
    assert ["x.toml: 1 problem", "  $.findings: [] is not x.csv: read x.toml instead"] == told(path, HEADER)


def test_an_empty_header_beside_a_sheet_says_nothing(tmp_path: Path) -> None:
    put(tmp_path, "x.toml", "")
    assert "X" == read_assessment(put(tmp_path, "x.csv", "id,verdict\nCR 1.1,met\n"), HEADER).subject.name


def test_what_is_wrong_with_a_header_is_told_under_the_name_of_the_file_that_holds_it(tmp_path: Path) -> None:
    path = put(tmp_path, "x.csv", "id,verdict\nCR 1.1,met\n")
    assert ["x.csv: 1 problem", "  $.part: is missing: 3-3 or 4-2"] == told(path)
    put(tmp_path, "x.toml", 'assessor = "Us"\n')
    assert ["x.toml: 1 problem", "  $.part: is missing: 3-3 or 4-2"] == told(path)


def test_a_header_beside_a_sheet_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    put(tmp_path, "x.toml", "part = ")
    assert "x.toml: 1 problem" == told(put(tmp_path, "x.csv", "id,verdict\n"), HEADER)[0]


def test_a_sheet_that_is_not_there_is_told(tmp_path: Path) -> None:
    lines = told(put(tmp_path, "x.json", BASE | {"findings": "none.csv"}))
    assert ["none.csv: 1 problem", "  cannot be read: No such file or directory"] == lines


def test_a_sheet_that_is_not_there_is_told_beside_what_is_wrong_with_its_header(tmp_path: Path) -> None:
    lines = told(put(tmp_path, "x.json", BASE | {"findings": "none.csv", "assessed_to": 5}))
    assert "  none.csv: cannot be read: No such file or directory" in lines


@pytest.mark.parametrize("name", ["", ".", "sub"])
def test_a_folder_is_no_sheet(tmp_path: Path, name: str) -> None:
    (tmp_path / "sub").mkdir()
    assert "cannot be read: Is a directory" in told(put(tmp_path, "x.json", BASE | {"findings": name}))[1]


@pytest.mark.parametrize("name", ["../x.csv", "sub/../../x.csv"])
def test_a_sheet_lies_beside_its_header_or_below(tmp_path: Path, name: str) -> None:
    expected = f"{name!r} does not lie beside the file or below"
    assert [("$.findings", expected)] == wrong(tmp_path, {"findings": name})
    absolute = str(tmp_path / "x.csv")
    assert "does not lie beside the file or below" in wrong(tmp_path, {"findings": absolute})[0][1]
    (tmp_path / "sub").mkdir()
    put(tmp_path / "sub", "rows.csv", "id,verdict\nCR 1.1,met\n")
    assert 1 == len(read(tmp_path, {"findings": "sub/rows.csv"}))


@pytest.mark.parametrize("name", ["a\0.csv", "\ud800.csv"])
def test_a_name_that_no_file_can_have_is_told(tmp_path: Path, name: str) -> None:
    ((place, message),) = wrong(tmp_path, {"findings": name})
    assert not place
    assert message.startswith("cannot be read")


# ---- words and columns of the user

OWN = """
part = "3-3"
findings = "rows.csv"
ignore_columns = ["Remark", "PAGE"]
[subject]
name = "X"
[verdicts]
"Erfüllt" = "met"
"in-Arbeit" = "partial"
"N/A" = "not_assessed"
"""


def test_the_user_gives_words_a_meaning_and_columns_none(tmp_path: Path) -> None:
    put(tmp_path, "rows.csv", "id;status;remark;Page\nSR 1.1;ERFÜLLT;x;1\nSR 1.2;in Arbeit;;\nSR 1.3;n/a;;\n")
    assessment = read_assessment(put(tmp_path, "x.toml", OWN))
    expected = {"SR 1.1": Verdict.MET, "SR 1.2": Verdict.PARTIAL, "SR 1.3": Verdict.NOT_ASSESSED}
    assert expected == {each.requirement.text: each.verdict for each in assessment}


@pytest.mark.parametrize(
    ("verdicts", "place", "message"),
    [
        ({"partial": "met"}, "$.verdicts.partial", "'partial' means partial here and cannot mean met"),
        ({"Done": "met", "done": "not_met"}, "$.verdicts.done", "'done' means met here and cannot mean not_met"),
    ],
)
def test_a_word_that_would_have_two_meanings_is_refused(
    tmp_path: Path, verdicts: dict[str, str], place: str, message: str
) -> None:
    assert [(place, message)] == wrong(tmp_path, {"verdicts": verdicts})


def test_a_word_with_the_meaning_that_it_has_anyway_is_fine(tmp_path: Path) -> None:
    assert read(tmp_path, row()) == read(tmp_path, row() | {"verdicts": {"met": "met", "Met ": "met"}})


# ---- findings


@pytest.mark.parametrize("verdict", ["NA", "n/a", "-", "not applicable"])
def test_not_applicable_needs_an_answer_to_the_question(tmp_path: Path, verdict: str) -> None:
    ((place, message),) = wrong(tmp_path, row(verdict=verdict))
    assert "$.findings[0]" == place
    assert message.startswith(f"{verdict!r} alone leaves a question open: not relevant to this subject")
    assert message.endswith("or above the assessed level (then write 'not assessed')?")
    assert Verdict.NOT_APPLICABLE is read(tmp_path, row(verdict=verdict, justification="no radio"))["CR 1.1"].verdict


def test_a_reason_alone_does_not_justify(tmp_path: Path) -> None:
    expected = "CR 1.1: 'not_applicable' needs a justification"
    assert [("$.findings[0]", expected)] == wrong(tmp_path, row(verdict="NA", reason="feature_absent"))


def test_evidence_is_a_reference_or_has_details(tmp_path: Path) -> None:
    details = {"reference": "TR-2", "kind": "test", "digest": "sha256:0", "date": "2026-03-31", "valid_until": None}
    finding = read(tmp_path, row(evidence=["TR-1", details]))["CR 1.1"]
    assert (Evidence("TR-1"), Evidence("TR-2", EvidenceKind.TEST, "sha256:0", dt.date(2026, 3, 31))) == finding.evidence


def test_an_id_that_names_several_requirements_makes_a_finding_of_each(tmp_path: Path) -> None:
    ids = ["EDR 3.14", "HDR 3.14", "NDR 3.14"]
    assert ids == [each.requirement.text for each in read(tmp_path, row(id="EDR / HDR / NDR 3.14"))]


def test_headings_and_constraints_may_be_answered(tmp_path: Path) -> None:
    for id in ("CR 3.2", "CR 2.3", "CCSC 4"):
        assert RequirementId.parse(id) == read(tmp_path, row(id=id)).findings[0].requirement


@pytest.mark.parametrize("id", ["CCSC 9", "SR 1.1", "Clause 4.2", "CR 1.1 RE(3)", "CR 2.3 RE(1)"])
def test_an_id_that_the_catalog_does_not_have_is_refused(tmp_path: Path, id: str) -> None:
    ((place, message),) = wrong(tmp_path, row(id=id))
    assert "$.findings[0]" == place
    assert message.startswith(f"{id!r} is not a requirement of 62443-4-2:2019")


def test_findings_that_differ_are_read_and_kept(tmp_path: Path) -> None:
    rows = [{"id": "CR 1.1", "verdict": "met"}, {"id": "cr1.1", "verdict": "no"}]
    assessment = read(tmp_path, {"findings": rows})
    assert Verdict.NOT_MET is assessment["CR 1.1"].verdict
    assert [2] == [len(several) for several in assessment.conflicts.values()]


def test_a_process_is_read_with_its_maturity(tmp_path: Path) -> None:
    rows = [{"id": "SM-1", "verdict": "met", "maturity": 3}, {"id": "SM-2", "verdict": "met", "maturity": 5}]
    content = {"part": "4-1", "subject": {"name": "Us"}}
    assert 3 == read(tmp_path, content | {"findings": rows[:1]})["SM-1"].maturity
    assert [("$.findings[1]", "5: a maturity level is a whole number from 1 to 4")] == (
        wrong(tmp_path, content | {"findings": rows})
    )
    assert [("$.assessed_to", "62443-4-1 has no security levels")] == wrong(tmp_path, content | {"assessed_to": 2})


# ---- the selection


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        ({"ids": ["CR 1.99"]}, "CR 1.99 is not a requirement of 62443-4-2:2019"),
        ({"ids": ["SR 1.1"]}, "SR 1.1 is not a requirement of 62443-4-2:2019"),
        ({"ids": ["CR 1.1 RE(1)"]}, "CR 1.1 RE(1) is chosen without its base"),
        ({"ids": ["CR 1.1"], "excluded": {"CR 1.1": "so"}}, "S: chosen and excluded at once: CR 1.1"),
        ({"ids": ["CR 1.1"], "excluded": {"CR 1.2": " "}}, "S: excluded without a reason: CR 1.2"),
    ],
)
def test_a_selection_that_contradicts_itself_or_the_catalog_is_refused(
    tmp_path: Path, selection: dict[str, Any], message: str
) -> None:
    assert ("$.selection", message) in wrong(tmp_path, {"selection": {"name": "S"} | selection})


def test_a_selection_with_what_is_no_id_is_refused(tmp_path: Path) -> None:
    ((place, message),) = wrong(tmp_path, {"selection": {"name": "S", "ids": ["nonsense"]}})
    assert "$.selection" == place
    assert message.startswith("'nonsense' is not a requirement id")


def offered(folder: Path, part: str = "2-4", **selection: object) -> Path:
    """Write an assessment of a process with a selection."""
    content = {"part": part, "subject": {"name": "Us"}, "selection": {"name": "Offer"} | selection}
    return put(folder, "offer.json", content)


def test_a_scope_is_every_base_requirement_with_the_enhancements_named_less_what_is_excluded(tmp_path: Path) -> None:
    """By hand: 72 base requirements of 2-4, 9 in the area SP.05, one more left out, one enhancement chosen."""
    excluded = {"SP.05": "no safety systems", "SP.08.01 BR": "not ours"}
    chosen = read_assessment(offered(tmp_path, enhancements=["sp01.01re1"], excluded=excluded)).selection
    assert chosen is not None
    in_area = [id for id in load("2-4") if id.text.startswith("SP.05.")]
    bases = {id for id in load("2-4") if not id.is_enhancement}
    assert 72 == len(bases)
    assert {"SP.01.01 RE(1)"} == {id.text for id in chosen.ids - bases}
    assert {*in_area, RequirementId.parse("SP.08.01 BR")} == set(chosen.excluded)
    assert 72 - 9 - 1 + 1 == len(chosen.ids)
    assert bases - chosen.ids == {id for id in chosen.excluded if not id.is_enhancement}
    assert {"no safety systems"} == {chosen.excluded[id] for id in in_area}
    assert ("Offer", "62443-2-4", "2023") == (chosen.name, chosen.part, chosen.edition)


@pytest.mark.parametrize(("part", "count"), [("2-1", 87), ("2-4", 72), ("4-1", 47)])
def test_a_scope_without_enhancements_is_every_base_requirement(tmp_path: Path, part: str, count: int) -> None:
    parameters = {next(iter(load(part))).text: {"window": "30 days"}}
    chosen = read_assessment(offered(tmp_path, part, enhancements=[], parameters=parameters)).selection
    assert chosen is not None
    assert (count, {}) == (len(chosen.ids), dict(chosen.excluded))
    assert parameters == {id.text: dict(values) for id, values in chosen.parameters.items()}


def test_a_scope_in_a_file_is_the_one_of_the_library(tmp_path: Path) -> None:
    enhancements, excluded = ["SP.01.01 RE(1)", "SP.02.02 RE(1)"], {"SP.12": "no backups", "SP.01.03 BR": "not ours"}
    expected = scope(load("2-4"), enhancements, excluded, name="Offer")
    assert expected == read_assessment(offered(tmp_path, enhancements=enhancements, excluded=excluded)).selection


NO_LEVELS = "no maturity levels; those that have: 62443-2-1:2024, 62443-2-4:2023, 62443-4-1:2018"


@pytest.mark.parametrize(
    ("part", "selection", "expected"),
    [
        (
            "2-4",
            {"excluded": {"SP.05": "none"}},
            [
                (
                    "  $.selection.ids: is missing: all that is chosen; on a part with maturity levels also enhancements, "
                    "which are chosen beside every base requirement"
                )
            ],
        ),
        (
            "2-4",
            {"ids": [], "enhancements": []},
            ["  $.selection.enhancements: stands beside ids: one of the two says what is chosen"],
        ),
        (
            "3-3",
            {"enhancements": ["SR 1.1 RE(1)"], "excluded": {"SR 1.6": ""}},
            [
                (
                    f"  $.selection.enhancements: 62443-3-3:2013 with COR1:2014 has {NO_LEVELS}; "
                    "on any other part ids say what is chosen"
                )
            ],
        ),
        (
            "2-4",
            {
                "enhancements": ["SP.01.01 BR", "SP.99.01 RE(1)", "SR 1.1 RE(1)", "nonsense"],
                "excluded": {"SP.05": " ", "SP.99": "so", "SP.77.01 BR": "so"},
            },
            [
                "  $.selection.enhancements[0]: Offer: chosen as an enhancement, but none: SP.01.01 BR",
                "  $.selection.enhancements[1]: 'SP.99.01 RE(1)' is not a requirement of 62443-2-4:2023",
                (
                    "  $.selection.enhancements[2]: 'SR 1.1 RE(1)' is not a requirement of 62443-2-4:2023: "
                    "it is an id of 62443-3-3"
                ),
                "  $.selection.enhancements[3]: 'nonsense' is not a requirement id: ",
                "  $.selection.excluded['SP.05']: Offer: excluded without a reason: SP.05.01 BR, ",
                "  $.selection.excluded['SP.99']: Offer: 'SP.99' is neither a requirement nor a group of 62443-2-4:2023; ",
                "  $.selection.excluded['SP.77.01 BR']: 'SP.77.01 BR' is not a requirement of 62443-2-4:2023",
            ],
        ),
        (
            "2-4",
            {"enhancements": ["SP.05.05 RE(1)"], "excluded": {"SP.05": "no safety systems"}},
            ["  $.selection: Offer: chosen and excluded at once: SP.05.05 RE(1)"],
        ),
        (
            "2-4",
            {"enhancements": ["SP.01.01 RE(1)"], "excluded": {"SP.01.01 BR": "not ours"}},
            ["  $.selection: Offer: SP.01.01 RE(1) is in the scope without its base SP.01.01 BR"],
        ),
        (
            "2-4",
            {"enhancements": [], "parameters": {"SP.99.01 BR": {"days": "5"}}},
            ["  $.selection: SP.99.01 BR is not a requirement of 62443-2-4:2023"],
        ),
        ("2-4", {"enhancements": "SP.01.01 RE(1)"}, ["  $.selection.enhancements: a list is expected, not "]),
        ("2-4", {"enhancements": [1]}, ["  $.selection.enhancements[0]: a text is expected, not 1"]),
        ("2-4", {"enhancement": []}, ["  $.selection: the key 'enhancement' means nothing here, try 'enhancements'"]),
    ],
)
def test_what_is_wrong_with_a_scope_is_told_all_at_once(
    tmp_path: Path, part: str, selection: dict[str, object], expected: list[str]
) -> None:
    shown = told(offered(tmp_path, part, **selection))[1:]
    assert len(expected) == len(shown)
    assert all(line.startswith(start) for line, start in zip(shown, expected, strict=True))


# ---- hostile files


@pytest.mark.parametrize("suffix", [".toml", ".json", ".csv"])
@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\0\0",
        b"\0",
        b"\xff",
        b"x" * (10 * 1024 * 1024),
        '{"a"'.encode("utf-16"),
        b'{"a": ' + b"[" * 100_000,
        b"a = " + b"[" * 100_000,
        b'id,verdict\n"CR 1.1,met\n',
        b"id,verdict\nCR 1.1," + b"x" * 200_000,
        b"\xef\xbb\xbf\xef\xbb\xbf",
        b'{"part": NaN}',
        b'{"part": "4-2", "part": "4-2"}',
        b'part = "4-2"\npart = "4-2"',
        b"[]",
        b"id,id\nCR 1.1,CR 1.1\n",
    ],
    ids=range(15),
)
def test_a_hostile_file_is_refused_and_nothing_else(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = put(tmp_path, f"x{suffix}", data)
    with pytest.raises(InvalidFile) as caught:
        read_assessment(path, HEADER)
    assert path.name == caught.value.source
    assert caught.value.problems


@pytest.mark.parametrize("suffix", [".toml", ".json", ".csv"])
def test_what_is_no_file_is_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"none{suffix}"
    assert [f"none{suffix}: 1 problem", "  cannot be read: No such file or directory"] == told(path, HEADER)
    path.mkdir()
    assert [f"none{suffix}: 1 problem", "  cannot be read: Is a directory"] == told(path, HEADER)


@pytest.mark.parametrize("suffix", [".json", ".csv"])
def test_an_empty_file_is_refused(tmp_path: Path, suffix: str) -> None:
    assert 2 == len(told(put(tmp_path, f"x{suffix}", b""), HEADER))


def test_an_empty_toml_file_is_an_assessment_without_findings_when_the_call_says_the_rest(tmp_path: Path) -> None:
    assert Assessment(Subject("X", "", EMBEDDED), PART_4_2, "2019") == read_assessment(
        put(tmp_path, "x.toml", ""), HEADER
    )


def test_a_word_of_any_length_is_quoted_in_short(tmp_path: Path) -> None:
    """And control characters come out as escapes."""
    for more in ({"verdict": "\x1b" * 100_000}, {"id": "\x1b" * 100_000}, {"date": "\x1b" * 100_000}):
        for _, message in wrong(tmp_path, row(**more)):
            assert "\x1b" not in message
            assert "\\x1b" in message


def test_no_message_is_longer_than_a_few_lines(tmp_path: Path) -> None:
    assert max(len(message) for _, message in wrong(tmp_path, row(verdict="x" * 100_000))) < 1000


def problems_of(names: Sequence[str], content: dict[str, Any], folder: Path) -> list[int]:
    return [len(wrong(folder, content | {name: 1})) for name in names]


def test_an_unreadable_header_still_has_its_findings_looked_at(tmp_path: Path) -> None:
    """As far as the part is known."""
    bad = row(id="CR 1.99")
    assert [2, 2] == problems_of(["x", "stage"], bad, tmp_path)
    assert [1] == problems_of(["x"], bad | {"part": "4-9"}, tmp_path)
    assert [1] == problems_of(["part"], bad, tmp_path)


def test_an_id_and_a_verdict_that_are_none_are_both_told_and_good_words_of_a_table_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(
        'part = "4-2"\n[subject]\nname = "x"\ntypes = ["embedded_device"]\n[verdicts]\nja = "met"\nnein = "nope"\n'
        '[[findings]]\nid = "CR 7.9"\nverdict = "wow"\n[[findings]]\nid = "CR 1.1"\nverdict = "ja"\n',
        encoding="utf-8",
    )
    with pytest.raises(InvalidFile) as caught:
        read_assessment(path)
    assert ["$.verdicts['nein']", "$.findings[0]", "$.findings[0]"] == [place for place, _ in caught.value.problems]


def test_of_a_sheet_that_is_not_there_nothing_else_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile) as caught:
        read_assessment(tmp_path / "nowhere.csv")
    assert ["cannot be read: No such file or directory"] == [message for _, message in caught.value.problems]
    (tmp_path / "nowhere.toml").write_text('[subject]\nname = "x"\n', encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        read_assessment(tmp_path / "nowhere.csv")
    assert 2 == len(caught.value.problems)
