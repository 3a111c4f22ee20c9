"""Results as plain data for machines."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from assessment_strategies import A_DAY, ALL_TYPES, assessments, component, days, least, system
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from strategies import vectors

from iec62443 import (
    FR,
    Assessment,
    Evidence,
    EvidenceKind,
    RiskAcceptance,
    SLType,
    SLVector,
    Stage,
    Subject,
    Verdict,
    _resources,
    achieved,
    capability,
    gap,
    load,
)
from iec62443.files import report_document

SCHEMA = Draft202012Validator(
    json.loads(_resources.read_bytes("schema", "report.schema.json")),
    format_checker=Draft202012Validator.FORMAT_CHECKER,
)
ASSESSORS = {SLType.CAPABILITY: capability, SLType.ACHIEVED: achieved}


@settings(max_examples=15)
@given(
    assessment=assessments(), kind=st.sampled_from(sorted(ASSESSORS, key=str)), as_of=days, target=st.none() | vectors
)
def test_any_report_fits_the_schema_and_says_what_the_report_says(
    *, assessment: Assessment, kind: SLType, as_of: dt.date | None, target: SLVector | None
) -> None:
    report = ASSESSORS[kind](assessment, as_of=as_of)
    gaps = None if target is None else gap(report, target)
    document = json.loads(json.dumps(report_document(report, gaps)))
    SCHEMA.validate(document)
    assert str(report) == document["statement"]
    for fr in FR:
        level = document["levels"][fr.name]
        assert (report.shown(fr), int(report.vector[fr]), int(report.ceiling[fr]), int(report.nominal[fr])) == (
            level["shown"],
            level["vector"],
            level["ceiling"],
            level["nominal"],
        )
        assert [each.requirement.id.text for each in report.blockers(fr)] == level["blockers"]
        sets = (report.undetermined, report.saturated, report.not_applicable, report.unselected)
        flags = (level[key] for key in ("undetermined", "saturated", "not_applicable", "outside_selection"))
        assert [fr in each for each in sets] == list(flags)
    assert (gaps is not None) == ("gaps" in document) == ("target" in document) == ("outcome" in document)
    if gaps is not None:
        assert gaps.outcome.value == document["outcome"]
        assert {fr.name: int(level) for fr, level in gaps.target.items()} == document["target"]


# CR 1.1 is met on evidence, CR 1.1 RE(1) is planned and its risk accepted; nothing else is known
EVIDENCE = Evidence("TR-1", EvidenceKind.TEST, "sha256:00", A_DAY, A_DAY + dt.timedelta(365))
ACCEPTANCE = RiskAcceptance("CR 1.1 RE(1)", "CISO", "small", A_DAY)
REPORT = capability(
    evolve(
        component(
            [
                least(Verdict.MET, "CR 1.1", evidence=[EVIDENCE, Evidence("TR-2")], justification="by login"),
                least(Verdict.PLANNED, "CR 1.1 RE(1)"),
                least(Verdict.MET, "CCSC 1"),
            ],
            ALL_TYPES,
            assessed_to=3,
        ),
        subject=Subject("Gerät \u202e<b>", "1.0", ALL_TYPES, "Works"),
    )
)


def test_the_head_says_what_was_assessed_against_what() -> None:
    document = report_document(REPORT, version="1.2.3")
    assert {
        "name": "Gerät \u202e<b>",
        "version": "1.0",
        "supplier": "Works",
        "component_types": ["embedded_device", "host_device", "network_device", "software_application"],
    } == document["subject"]
    assert {
        "part": "62443-4-2",
        "edition": "2019",
        "corrigenda": [],
        "corrigenda_not_seen": ["COR1:2022"],
    } == document["catalog"]
    assert ("iec62443-report/1", "iec62443 1.2.3", "SL-C", "capability", 3) == tuple(
        document[key] for key in ("format", "generator", "type", "stage", "assessed_to")
    )
    assert "iec62443" == report_document(REPORT)["generator"]


def test_every_report_says_what_it_is_not() -> None:
    said = report_document(REPORT)["disclaimer"]
    assert isinstance(said, str)
    for words in ("not affiliated with, endorsed or reviewed by IEC, ISA or ISCI", "not certification or legal advice"):
        assert words in said
    assert "cross-checked against public sources, not compared with the licensed text" in said


def test_a_requirement_comes_with_its_finding_and_what_follows() -> None:
    document = json.loads(json.dumps(report_document(REPORT)))
    met, planned, blank = document["requirements"][:3]
    row = {"fr": "IAC", "assurance": "confirmed"}
    assert {
        "id": "CR 1.1",
        "title": load("4-2")["CR 1.1"].title,
        "sl": 1,
        "verdict": "met",
        "state": "closed",
        "reason": "",
        "assumption": "",
        "asserted": False,
        "justification": "by login",
        "evidence": [
            {
                "reference": "TR-1",
                "kind": "test",
                "digest": "sha256:00",
                "date": "2026-03-31",
                "valid_until": "2027-03-31",
            },
            {"reference": "TR-2", "kind": "document", "digest": "", "date": None, "valid_until": None},
        ],
        **row,
    } == met
    assert ("CR 1.1 RE(1)", 2, "planned", "open", "planned", []) == tuple(
        planned[key] for key in ("id", "sl", "verdict", "state", "reason", "evidence")
    )
    assert ("CR 1.1 RE(2)", 3, None, "undetermined", "no finding", "", []) == tuple(
        blank[key] for key in ("id", "sl", "verdict", "state", "reason", "justification", "evidence")
    )
    assert 122 == len(document["requirements"])


def test_a_constraint_has_neither_fr_nor_level() -> None:
    document = json.loads(json.dumps(report_document(REPORT)))
    assert ["CCSC 1", "CCSC 2", "CCSC 3", "CCSC 4"] == [each["id"] for each in document["constraints"]]
    assert {(None, None)} == {(each["fr"], each["sl"]) for each in document["constraints"]}
    assert (True, "closed") == (document["constraints"][0]["asserted"], document["constraints"][0]["state"])
    assert (False, 3) == (document["supported"], len(document["unsupported"]))


def test_a_gap_comes_with_what_closes_it_and_the_acceptance_beside() -> None:
    document = json.loads(json.dumps(report_document(REPORT, gap(REPORT, 2, [ACCEPTANCE]))))
    assert "gap" == document["outcome"] == document["gaps"]["IAC"]["outcome"]
    assert 2 == document["gaps"]["IAC"]["missing"]
    assert "CR 1.1 RE(1)" in document["gaps"]["IAC"]["to_close"]
    assert [{"requirement": "CR 1.1 RE(1)", "owner": "CISO", "reason": "small", "until": "2026-03-31"}] == (
        document["gaps"]["IAC"]["acceptances"]
    )
    endless = gap(REPORT, 2, [evolve(ACCEPTANCE, until=None)])
    document = json.loads(json.dumps(report_document(REPORT, endless)))
    assert document["gaps"]["IAC"]["acceptances"][0]["until"] is None


def test_what_is_achieved_by_a_system_is_named_so() -> None:
    document = report_document(achieved(system(stage=Stage.AS_BUILT)))
    assert ("SL-A", "as_built", None) == (document["type"], document["stage"], document["assessed_to"])
    assert "SL-A(Cell 4) = { 0..4 0..4 0..4 0..4 0..4 0..4 0..4 }" == document["statement"]


@pytest.mark.parametrize("name", ["two\nlines", "\x1b[31m", "\u202e", "x" * 5000, ""])
def test_any_name_of_a_subject_fits_the_schema(name: str) -> None:
    report = capability(evolve(component(), subject=evolve(component().subject, name=name)))
    SCHEMA.validate(report_document(report))
