"""What a plan chooses from is one file: read strictly, with every problem at once."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from iec62443 import SL, ComponentType, InvalidFile, Verdict, _resources
from iec62443.files.options import Options, read_options

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = Draft202012Validator(json.loads(_resources.read_bytes("schema", "options.schema.json")))
GOOD = """
"$schema" = "options.schema.json"
unit = "kEUR"

[[measures]]
name = "Jump host"
cost = 12.5
covers = ["SR 1.1 RE(2)", "sr1.13"]
places = ["DMZ"]
description = "with a second factor"

[[measures]]
name = "Locked cabinet"
cost = 1
covers = ["EDR 3.11"]
places = ["PLC"]
adequate_up_to = 2
compensating = true

[[products]]
component = "PLC"
product = "New"
version = "2"
supplier = "Maker"
cost = 7
types = ["embedded_device"]
assessment = "new.toml"
configured = true

[[products]]
component = "HMI"
product = "New"
cost = 7
assessment = "new.toml"
"""
ASSESSMENT = """
part = "4-2"
subject = { name = "New", version = "2", types = ["embedded_device"] }
findings = [{ id = "CR 1.1", verdict = "met" }]
"""


def read(folder: Path, text: str, name: str = "options.toml") -> Options:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_options(path)


def problems(folder: Path, text: str, name: str = "options.toml") -> set[tuple[str, str]]:
    with pytest.raises(InvalidFile) as caught:
        read(folder, text, name)
    assert caught.value.source == name
    return set(caught.value.problems)


def test_everything_that_is_said_is_read(tmp_path: Path) -> None:
    (tmp_path / "new.toml").write_text(ASSESSMENT, encoding="utf-8")
    options = read(tmp_path, GOOD)
    assert "kEUR" == options.unit
    host, cabinet = options.measures
    assert ("Jump host", 12.5, SL.SL4, False, "with a second factor") == (
        host.name,
        host.cost,
        host.adequate_up_to,
        host.compensating,
        host.description,
    )
    assert ({"SR 1.1 RE(2)", "SR 1.13"}, {"DMZ"}) == ({each.text for each in host.covers}, set(host.places))
    assert (SL.SL2, True) == (cabinet.adequate_up_to, cabinet.compensating)
    plc, hmi = options.products
    assert ("PLC: Maker New 2", 7.0, frozenset({ComponentType.EMBEDDED_DEVICE})) == (
        plc.name,
        plc.cost,
        plc.component_types,
    )
    assert plc.configuration is not None
    assert plc.configuration.requirements is None
    assert (None, frozenset()) == (hmi.configuration, hmi.component_types)
    assert plc.assessment is not None
    assert Verdict.MET is plc.assessment["CR 1.1"].verdict
    assert plc.assessment is hmi.assessment  # one file, read once
    SCHEMA.validate(tomllib.loads(GOOD))


def test_json_is_read_like_toml(tmp_path: Path) -> None:
    measure = {"name": "M", "cost": 1, "covers": ["SR 7.4"], "places": ["Cell"]}
    content = {"measures": [measure], "products": [{"component": "PLC", "product": "Other", "cost": 0}]}
    SCHEMA.validate(content)
    options = read(tmp_path, json.dumps(content), "options.json")
    assert (["M"], ["PLC: Other"]) == (
        [each.name for each in options.measures],
        [each.name for each in options.products],
    )
    assert (None, "") == (options.products[0].assessment, options.unit)


def test_every_problem_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    text = """
    [[measures]]
    name = "M"
    cost = -1
    covers = ["SR 7.4"]
    places = ["Cell"]
    [[measures]]
    name = "N"
    cost = 1
    covers = ["SR x"]
    places = ["Cell"]
    [[products]]
    component = "PLC"
    product = "New"
    cost = 1
    assessment = "../elsewhere.toml"
    [[products]]
    component = "PLC"
    product = "Newer"
    cost = 1
    assessment = "nowhere.toml"
    [[products]]
    component = "PLC"
    product = "Newest"
    cost = inf
    """
    assert {
        ("$.measures[0]", "-1.0: a cost is a number from 0 up, in a unit of your own"),
        ("$.products[0].assessment: ../elsewhere.toml", "does not lie beside the file or below"),
        ("$.products[1].assessment: nowhere.toml", "cannot be read: No such file or directory"),
        ("$.products[2]", "inf: a cost is a number from 0 up, in a unit of your own"),
    } < (found := problems(tmp_path, text))
    assert ["$.measures[1]"] == [place for place, message in found if "'SR x' is not a requirement id" in message]
    assert 5 == len(found)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '[[measures]]\nname = "M"\ncost = "1"\ncovers = []\nplaces = []',
            ("$.measures[0].cost", "a number is expected, not '1'"),
        ),
        (
            '[[measures]]\nname = "M"\ncost = true\ncovers = []\nplaces = []',
            ("$.measures[0].cost", "a number is expected, not True"),
        ),
        ("[[measures]]\ncost = 1\ncovers = []\nplaces = []", ("$.measures[0].name", "is missing")),
        ('[[measure]]\nname = "M"', ("$", "the key 'measure' means nothing here, try 'measures'")),
        ('measures = "M"', ("$.measures", "a list is expected, not 'M'")),
    ],
)
def test_nothing_is_coerced_and_nothing_is_overlooked(tmp_path: Path, text: str, problem: tuple[str, str]) -> None:
    assert problem in problems(tmp_path, text)
    assert not SCHEMA.is_valid(tomllib.loads(text))


def test_the_schema_knows_the_types() -> None:
    raw = json.loads(_resources.read_bytes("schema", "options.schema.json"))
    assert {each.value for each in ComponentType} == set(raw["$defs"]["component_type"]["enum"])
    assert not SCHEMA.is_valid(
        {"measures": [{"name": "M", "cost": 1, "covers": ["SR 7.4"], "places": ["Z"], "adequate_up_to": 2}]}
    )
