"""Reports of maturity as plain data: what the schema says, and what the report says."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from iec62443 import (
    Assessment,
    Evidence,
    EvidenceKind,
    Finding,
    KnownCorrigendum,
    Selection,
    Subject,
    Verdict,
    _resources,
    load,
)
from iec62443.assessors.maturity import MaturityReport, maturity_gap, process_maturity
from iec62443.assessors.scopes import scope
from iec62443.files.maturity_reports import maturity_document

SCHEMA = json.loads(_resources.read_bytes("schema", "maturity-report.schema.json"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
TEAM = Subject("Plant services", "2026", supplier="Example Works")
DISCLAIMED = ("not affiliated with", "not compared with the licensed text", "not certification or legal advice")


def problems(document: object) -> list[str]:
    return [f"{each.json_path}: {each.message[:200]}" for each in VALIDATOR.iter_errors(document)]


def services() -> MaturityReport:
    """A provider with every verdict, evidence, an area not offered, and one enhancement chosen."""
    catalog = load("2-4")
    chosen = scope(catalog, ["SP.01.01 RE(1)"], {"SP.05": "no safety systems"}, name="Our services")
    shown = Evidence("DOC-1", EvidenceKind.INSPECTION, "sha256:00", dt.date(2026, 2, 1), dt.date(2028, 2, 1))
    found = [
        Finding("SP.01.01 BR", Verdict.MET, "as trained", [shown], maturity=3),
        Finding("SP.01.01 RE(1)", Verdict.MET, maturity=2),
        Finding("SP.01.02 BR", Verdict.NOT_APPLICABLE, "no site of the owner is entered"),
        Finding("SP.06.01 BR", Verdict.PARTIAL, "not for switches"),
        Finding("SP.06.02 BR", Verdict.NOT_ASSESSED),
        Finding("SP.05.01 BR", Verdict.NOT_MET),
    ]
    return process_maturity(Assessment(TEAM, catalog.part, catalog.edition, found, selection=chosen))


def document(target: int | None = None) -> Any:
    report = services()
    gap = None if target is None else maturity_gap(report, target)
    return maturity_document(report, gap, version="9.9")


# --- what it says -----------------------------------------------------------------------------------------------------


def test_the_head_says_what_it_is_of_what_and_what_it_is_not() -> None:
    made = document()
    assert ("iec62443-maturity-report/1", "iec62443 9.9") == (made["format"], made["generator"])
    assert "iec62443" == maturity_document(services())["generator"]
    assert all(each in made["disclaimer"] for each in DISCLAIMED)
    assert {"name": "Plant services", "version": "2026", "supplier": "Example Works"} == made["subject"]
    assert {"part": "62443-2-4", "edition": "2023", "corrigenda": [], "corrigenda_not_seen": []} == made["catalog"]
    assert "Plant services against 62443-2-4:2023: below ML 1 over 63 of 123 requirements" == made["statement"]


def test_a_corrigendum_that_nobody_saw_is_named() -> None:
    known = (KnownCorrigendum("COR9:2031", None, "text not seen"), KnownCorrigendum("COR8:2030", applied=False))
    catalog = evolve(load("4-1"), corrigenda_known=known)
    made: Any = maturity_document(process_maturity(Assessment(TEAM, catalog.part, catalog.edition), catalog))
    assert ["COR9:2031"] == made["catalog"]["corrigenda_not_seen"]
    assert [] == problems(made)


def test_the_scope_says_what_is_out_of_it_why_and_by_whom() -> None:
    said = document()["scope"]
    assert ("Our services", 63, 123) == (said["name"], said["requirements"], said["of"])
    assert {
        "id": "SP.01.02 BR",
        "title": load("2-4")["SP.01.02 BR"].title,
        "reason": "not applicable, other: no site of the owner is entered",
        "by": "finding",
    } == said["excluded"][0]
    assert {("no safety systems", "scope")} == {(each["reason"], each["by"]) for each in said["excluded"][1:]}
    assert 12 == len(said["excluded"]) - 1
    assert 51 - 1 - 3 == len(said["not_chosen"])


def test_the_levels_of_the_whole_and_of_each_group() -> None:
    made = document()
    whole = made["maturity"]
    assert ("below ML 1", None, None, False, True) == tuple(
        whole[key] for key in ("shown", "overall", "rated_minimum", "undetermined", "below_level_1")
    )
    assert 63 == whole["requirements"]
    assert 60 == len(whole["unrated"]) == len(whole["blockers"]) - 1
    assert "SP.06.01 BR" == whole["blockers"][0]
    assert [f"SP.{number:02}" for number in range(1, 13)] == list(made["groups"])
    staff, safety = made["groups"]["SP.01"], made["groups"]["SP.05"]
    assert ("Solution staffing", "", "at most ML 2", 2, True) == tuple(
        staff[key] for key in ("title", "parent", "shown", "rated_minimum", "undetermined")
    )
    assert ("n/a", 0, [], []) == tuple(safety[key] for key in ("shown", "requirements", "unrated", "blockers"))


def test_a_determined_level_is_a_number_and_a_subgroup_names_its_group() -> None:
    met = [Finding(id, Verdict.MET, maturity=4) for id in load("2-1")]
    made: Any = maturity_document(process_maturity(Assessment(TEAM, "62443-2-1", "2024", met)))
    assert (4, 4, [], []) == tuple(made["maturity"][key] for key in ("overall", "rated_minimum", "unrated", "blockers"))
    assert "SPE 1" == made["groups"]["ORG 1"]["parent"]
    assert ("SPE 1", "ORG 1") == (made["requirements"][0]["group"], made["requirements"][0]["subgroup"])
    assert [] == problems(made)


def test_a_requirement_says_what_was_found_and_what_follows() -> None:
    rows = {row["id"]: row for row in document()["requirements"]}
    assert {
        "id": "SP.01.01 BR",
        "title": load("2-4")["SP.01.01 BR"].title,
        "group": "SP.01",
        "subgroup": "",
        "assurance": "confirmed",
        "verdict": "met",
        "state": "closed",
        "level": 3,
        "reason": "",
        "asserted": False,
        "justification": "as trained",
        "evidence": [
            {
                "reference": "DOC-1",
                "kind": "inspection",
                "digest": "sha256:00",
                "date": "2026-02-01",
                "valid_until": "2028-02-01",
            }
        ],
    } == rows["SP.01.01 BR"]
    expected = [("met", "closed", 2, ""), ("partial", "open", None, "partial")]
    expected += [("not_assessed", "undetermined", None, "not assessed")]
    told = [rows[id] for id in ("SP.01.01 RE(1)", "SP.06.01 BR", "SP.06.02 BR")]
    assert expected == [(row["verdict"], row["state"], row["level"], row["reason"]) for row in told]
    blank = rows["SP.06.03 BR"]
    assert (None, "undetermined", "no finding", "", []) == tuple(
        blank[key] for key in ("verdict", "state", "reason", "justification", "evidence")
    )
    assert rows["SP.01.01 RE(1)"]["asserted"]


def test_contradictions_and_remarks_are_kept() -> None:
    assert ["outside the scope, their findings count for nothing: SP.05.01 BR"] == document()["remarks"]
    assessment = services().assessment.with_findings(Finding("SP.01.01 BR", Verdict.NOT_APPLICABLE, "nobody is sent"))
    made = maturity_document(process_maturity(assessment))
    assert ["SP.01.01 BR does not apply, but SP.01.01 RE(1) is met"] == made["contradictions"]


def test_with_a_target_the_outcome_and_what_has_to_be_raised() -> None:
    made = document(3)
    assert (3, "gap") == (made["target"], made["outcome"])
    assert ["SP.01.01 RE(1)", "SP.06.01 BR"] == made["to_raise"][:2]
    assert 2 + 60 == len(made["to_raise"])
    assert ("gap", "undetermined", "gap") == tuple(made["group_outcomes"][each] for each in ("SP.01", "SP.02", "SP.06"))
    assert "SP.05" not in made["group_outcomes"]
    assert not {"target", "outcome", "to_raise", "group_outcomes"} & set(document())


# --- the schema -------------------------------------------------------------------------------------------------------


@given(st.data())
@settings(max_examples=30)
def test_every_report_fits_its_schema_and_survives_json(data: st.DataObject) -> None:
    catalog = load(data.draw(st.sampled_from(["2-1", "2-4", "4-1"])))
    ids = data.draw(st.lists(st.sampled_from(list(catalog)), max_size=60))
    found = []
    for id in ids:
        verdict = data.draw(
            st.sampled_from(
                [Verdict.MET, Verdict.NOT_APPLICABLE, Verdict.PARTIAL, Verdict.NOT_MET, Verdict.NOT_ASSESSED]
            )
        )
        level = data.draw(st.integers(1, 4)) if verdict is Verdict.MET else None
        found.append(Finding(id, verdict, "so it is", maturity=level))
    bases = [id for id in catalog if id.enhancement is None]
    chosen = data.draw(st.none() | st.just(Selection("All bases", catalog.part, catalog.edition, bases[1:])))
    assessment = Assessment(TEAM, catalog.part, catalog.edition, found, selection=chosen)
    report = process_maturity(assessment, require_evidence=data.draw(st.booleans()))
    target = data.draw(st.none() | st.integers(1, 4))
    made = maturity_document(report, None if target is None else maturity_gap(report, target))
    assert [] == problems(made)
    assert made == json.loads(json.dumps(made))


def test_a_report_where_nothing_is_in_the_scope_fits_too() -> None:
    absent = [Finding(id, Verdict.NOT_APPLICABLE, "no development") for id in load("4-1")]
    report = process_maturity(Assessment(TEAM, "62443-4-1", "2018", absent))
    made: Any = maturity_document(report, maturity_gap(report, 1))
    assert [] == problems(made)
    assert ("n/a", None, False) == tuple(made["maturity"][key] for key in ("shown", "overall", "undetermined"))


def changed(place: tuple[str | int, ...], value: object) -> Any:
    """Give the document with one value replaced, or a key added."""
    made = document(3)
    parent = made
    for key in place[:-1]:
        parent = parent[key]
    parent[place[-1]] = value
    return made


BROKEN: list[tuple[str, tuple[str | int, ...], object]] = [
    ("a stranger at the top", ("stranger",), 1),
    ("a stranger in a row", ("requirements", 0, "stranger"), 1),
    ("another format", ("format",), "iec62443-report/1"),
    ("a part without maturity levels", ("catalog", "part"), "62443-4-2"),
    ("level 0", ("requirements", 0, "level"), 0),
    ("level 5", ("requirements", 0, "level"), 5),
    ("rated, and no level", ("requirements", 0, "level"), None),
    ("rated, and a reason why not", ("requirements", 0, "reason"), "not assessed"),
    ("no level, and no reason", ("requirements", 2, "reason"), ""),
    ("a verdict that is none here", ("requirements", 0, "verdict"), "allocated"),
    ("an overall level below level 1", ("maturity", "overall"), 1),
    ("undetermined and below level 1", ("maturity", "undetermined"), True),
    ("an overall level while undetermined", ("groups", "SP.01", "overall"), 2),
    ("target 0", ("target",), 0),
    ("an outcome in other words", ("outcome",), "failed"),
    ("out of the scope without a reason", ("scope", "excluded", 0, "reason"), " "),
    ("no date", ("requirements", 0, "evidence", 0, "date"), "yesterday"),
]


@pytest.mark.parametrize(("place", "value"), [each[1:] for each in BROKEN], ids=[each[0] for each in BROKEN])
def test_a_broken_report_does_not_fit(place: tuple[str | int, ...], value: object) -> None:
    assert [] == problems(document(3))
    assert [] != problems(changed(place, value))


@pytest.mark.parametrize("key", [*SCHEMA["required"], "target", "outcome", "to_raise", "group_outcomes"])
def test_a_report_that_lacks_a_key_does_not_fit(key: str) -> None:
    made = document(3)
    del made[key]
    assert [] != problems(made)
