"""Actions and risk acceptances beside gaps: read strictly, every problem at once, at one with their schema."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from files.test_document_details import bent
from jsonschema import Draft202012Validator

from iec62443 import Action, InvalidFile, InvalidFinding, RiskAcceptance, _resources, load, read_action_plan

EDGE = Path(__file__).parent.parent.parent / "examples" / "edge-controller"
SCHEMA = json.loads(_resources.read_bytes("schema", "action-plan.schema.json"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
CATALOG = load("4-2")


def put(folder: Path, text: str, name: str = "x.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_actions_and_acceptances_are_read(tmp_path: Path) -> None:
    text = """
[[actions]]
requirements = ["cr1.7re1", "CR 1.7 RE(2)", "CR 1.7 (1)"]
action = "password ages"
owner = "Firmware"
due = 2027-06-30
[[actions]]
requirements = ["CCSC 4"]
action = "ask for the report"
[[acceptances]]
requirement = "CR 1.1 RE(2)"
owner = "Plant"
reason = "no way in"
until = 2027-12-31
"""
    plan = read_action_plan(put(tmp_path, text), CATALOG)
    ages = Action(["CR 1.7 RE(1)", "CR 1.7 RE(2)"], "password ages", "Firmware", dt.date(2027, 6, 30))
    assert (ages, Action(["CCSC 4"], "ask for the report")) == plan.actions
    assert (RiskAcceptance("CR 1.1 RE(2)", "Plant", "no way in", dt.date(2027, 12, 31)),) == plan.acceptances


def test_everything_may_be_left_out(tmp_path: Path) -> None:
    plan = read_action_plan(put(tmp_path, '{"$schema": "x"}', "x.json"), CATALOG)
    assert ((), ()) == (plan.actions, plan.acceptances)


def test_ids_are_looked_up_in_the_catalog_of_their_part(tmp_path: Path) -> None:
    path = put(tmp_path, '[[actions]]\nrequirements = ["SR 1.1", "CR 1.1"]\naction = "x"\n')
    plan = read_action_plan(path, load("3-3"), CATALOG)
    assert ["SR 1.1", "CR 1.1"] == [str(each) for each in plan.actions[0].requirements]


def test_every_problem_is_told_with_its_place(tmp_path: Path) -> None:
    text = """
[[actions]]
requirements = ["CR 1.99", "nonsense", "SR 1.1"]
action = " "
[[actions]]
requirements = []
action = "x"
[[acceptances]]
requirement = "CR 3.2"
owner = ""
reason = " "
"""
    with pytest.raises(InvalidFile) as caught:
        read_action_plan(put(tmp_path, text), CATALOG)
    assert [
        "$.actions[0].requirements[0]",
        "$.actions[0].requirements[1]",
        "$.actions[0].requirements[2]",
        "$.actions[0].action",
        "$.actions[1].requirements",
        "$.acceptances[0].requirement",
        "$.acceptances[0].owner",
        "$.acceptances[0].reason",
    ] == [place for place, _ in caught.value.problems]
    assert "it is an id of 62443-3-3" in caught.value.problems[2][1]


def test_what_has_another_shape_is_told_before_what_it_means(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile) as caught:
        read_action_plan(put(tmp_path, 'action = "x"\n[[actions]]\nrequirements = "CR 1.1"\ndone = true\n'), CATALOG)
    assert {"$", "$.actions[0]", "$.actions[0].requirements", "$.actions[0].action"} == {
        place for place, _ in caught.value.problems
    }


def test_wherever_an_example_is_bent_schema_and_reader_are_at_one(tmp_path: Path) -> None:
    """But for ids, which only the reader knows."""
    for example in SCHEMA["examples"]:
        for document in [example, *bent(example)]:
            try:
                read_action_plan(put(tmp_path, json.dumps(document), "x.json"), CATALOG)
                read = True
            except InvalidFile as error:
                if all("is not a requirement id" in message for _, message in error.problems):
                    continue
                read = False
            assert VALIDATOR.is_valid(document) is read, document


def test_the_example_of_the_edge_controller_reads() -> None:
    plan = read_action_plan(EDGE / "edge-controller.actions.toml", CATALOG)
    assert (3, 1) == (len(plan.actions), len(plan.acceptances))


@pytest.mark.parametrize(
    ("requirements", "text", "said"),
    [
        ([], "x", "action: 'x' names no requirement"),
        (["CR 1.1"], " ", "CR 1.1: an action needs a text that says what is done"),
    ],
)
def test_an_action_is_about_something_and_does_something(requirements: list[str], text: str, said: str) -> None:
    with pytest.raises(InvalidFinding) as caught:
        Action(requirements, text)
    assert said == str(caught.value)


def test_an_action_is_overdue_after_its_day() -> None:
    action = Action(["CR 1.1"], "x", due=dt.date(2026, 5, 1))
    assert not action.overdue(dt.date(2026, 5, 1))
    assert action.overdue(dt.date(2026, 5, 2))
    assert not action.overdue(None)
    assert not Action(["CR 1.1"], "x").overdue(dt.date(2026, 5, 2))
