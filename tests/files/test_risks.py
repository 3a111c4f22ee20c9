"""Matrices, attackers and scenarios from files: read strictly, every problem with its place, as their schemas say."""

from __future__ import annotations

import copy
import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from iec62443 import (
    FR,
    SL,
    InvalidFile,
    RiskScenario,
    _resources,
    example_matrix,
    read_attackers,
    read_matrix,
    read_scenarios,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

READERS: dict[str, Callable[[Path], object]] = {
    "risk-matrix": read_matrix,
    "attackers": read_attackers,
    "risk-scenarios": read_scenarios,
}
SCHEMAS = {name: json.loads(_resources.read_bytes("schema", f"{name}.schema.json")) for name in READERS}
VALIDATORS = {name: Draft202012Validator(schema) for name, schema in SCHEMAS.items()}
EXAMPLES: dict[str, dict[str, Any]] = {name: schema["examples"][0] for name, schema in SCHEMAS.items()}


def read(folder: Path, kind: str, text: str, name: str = "risk.toml") -> object:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return READERS[kind](path)


def problems(folder: Path, kind: str, text: str, name: str = "risk.toml") -> list[tuple[str, str]]:
    with pytest.raises(InvalidFile) as caught:
        read(folder, kind, text, name)
    assert name == caught.value.source
    return list(caught.value.problems)


# --- what is read -----------------------------------------------------------------------------------------------------

MATRIX = """
"$schema" = "risk-matrix.schema.json"
name = "Matrix of the works"
description = "issue 4"
likelihoods = ["rare", "often"]
consequences = ["minor", "grave"]
ratings = ["low", "high"]
tolerable = "low"

[cells]
rare = { minor = "low", grave = "high" }
often = { minor = "high", grave = "high" }

[levels]
low = 1
high = "2-3"
"""


def test_a_matrix_is_read(tmp_path: Path) -> None:
    matrix = read(tmp_path, "risk-matrix", MATRIX)
    assert matrix == read(tmp_path, "risk-matrix", json.dumps(tomllib.loads(MATRIX)), "risk.json")
    known = read_matrix(tmp_path / "risk.toml")
    assert ("high", "2-3", "low", "issue 4", False) == (
        known.rating("rare", "grave"),
        str(known.levels["high"]),
        known.tolerable,
        known.description,
        known.example,
    )


@pytest.mark.parametrize("name", ["3x3", "5x5"])
def test_a_packaged_example_reads_like_a_file_of_the_user(tmp_path: Path, name: str) -> None:
    text = _resources.read_bytes("examples", f"matrix-{name}.json").decode()
    assert example_matrix(name) == read(tmp_path, "risk-matrix", text, "mine.json")


ATTACKERS = """
name = "Attackers of the works"

[levels]
"Careless contractor" = 1
Rival = "2-3"

[attributes."Ransomware crew"]
means = "sophisticated"
motivation = "high"
"""


def test_a_table_of_attackers_is_read(tmp_path: Path) -> None:
    read(tmp_path, "attackers", ATTACKERS)
    known = read_attackers(tmp_path / "risk.toml")
    assert {"Careless contractor": "1", "Rival": "2-3", "Ransomware crew": "4"} == {
        name: str(level) for name, level in known.levels.items()
    }


SCENARIOS = """
[[scenarios]]
name = "Forged level"
place = "Tank farm"
frs = ["SI", "UC"]
threat = "malware on a laptop"
vulnerability = "no check of values"
likelihood = "often"
consequence = "grave"
attacker = "Crew"
countermeasures = ["Overfill trip"]
residual_likelihood = "rare"
residual_consequence = "minor"
tolerable = "high"
description = "the tank runs over"

[[scenarios]]
name = "Ransom"
place = "Control room"
frs = ["RA"]
attacker = "Crew"
"""


def test_scenarios_are_read_in_the_order_of_the_file(tmp_path: Path) -> None:
    first = RiskScenario(
        "Forged level",
        "Tank farm",
        [FR.UC, FR.SI],
        "malware on a laptop",
        "often",
        "grave",
        "Crew",
        "no check of values",
        ["Overfill trip"],
        "rare",
        "minor",
        "high",
        "the tank runs over",
    )
    second = RiskScenario("Ransom", "Control room", [FR.RA], attacker="Crew")
    assert (first, second) == read(tmp_path, "risk-scenarios", SCENARIOS)
    assert () == read(tmp_path, "risk-scenarios", "scenarios = []")


# --- every problem at once --------------------------------------------------------------------------------------------


def test_every_problem_of_a_matrix_is_told_with_its_place(tmp_path: Path) -> None:
    text = MATRIX.replace('grave = "high" }', 'grav = "hihg" }').replace('"2-3"', '"3-2"').replace('= "low"', '= "lo"')
    assert [
        ("$.cells['rare']", "no consequence is called 'grav'; nearest: 'grave'"),
        ("$.cells['rare']", "has no cell for 'grave'"),
        ("$.cells['rare']['minor']", "no rating is called 'lo'; nearest: 'low'"),
        ("$.cells['rare']['grav']", "no rating is called 'hihg'; nearest: 'high'"),
        ("$.cells['often']", "no consequence is called 'grav'; nearest: 'grave'"),
        ("$.cells['often']", "has no cell for 'grave'"),
        ("$.cells['often']['grav']", "no rating is called 'hihg'; nearest: 'high'"),
        ("$.levels['high']", "a level from 0 to 4 is expected, or two of them such as 2-3, not '3-2'"),
        ("$.tolerable", "no rating is called 'lo'; nearest: 'low'"),
    ] == problems(tmp_path, "risk-matrix", text)


def test_every_problem_of_a_table_of_attackers_is_told_with_its_place(tmp_path: Path) -> None:
    text = """
    name = " "
    [levels]
    A = 5
    B = 1
    [attributes.B]
    means = "simple"
    [attributes.C]
    means = "sophisticatd"
    [attributes.D]
    """
    assert [
        ("$.attributes['B']", "its level is stated too: one of the two"),
        ("$.attributes['C'].means", "no means is called 'sophisticatd'; nearest: 'sophisticated'"),
        ("$.attributes['D']", "at least one attribute is needed"),
        ("$.name", "a table has a name"),
        ("$.levels['A']", "a level from 0 to 4 is expected, or two of them such as 2-3, not 5"),
    ] == problems(tmp_path, "attackers", text)
    twice = 'name = "T"\n[levels]\nB = 1\n[attributes.B]\nmeans = "simple"'
    assert [("$.attributes['B']", "its level is stated too: one of the two")] == problems(tmp_path, "attackers", twice)


def test_every_problem_of_scenarios_is_told_with_its_place(tmp_path: Path) -> None:
    text = """
    [[scenarios]]
    name = "One"
    place = "Cell"
    frs = ["AC"]
    likelihood = "rare"
    consequence = "grave"
    [[scenarios]]
    name = "One"
    place = "Cell"
    frs = ["SI"]
    likelihood = "rare"
    """
    assert [
        (
            "$.scenarios[0]",
            "'AC': no foundational requirement has this abbreviation; there are IAC, UC, SI, DC, RDF, TRE, RA",
        ),
        ("$.scenarios[1]", "'One': a scenario has a likelihood and a consequence, or an attacker"),
        ("$.scenarios[1].name", "'One' is scenario 0 already"),
    ] == problems(tmp_path, "risk-scenarios", text)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("risk-matrix", "", ("$.levels", "is missing")),
        ("risk-matrix", "levels = 3", ("$.levels", "an object with keys is expected, not 3")),
        ("risk-matrix", 'levels = { low = 1 }\ncells = "x"', ("$.cells", "an object with keys is expected, not 'x'")),
        ("risk-matrix", MATRIX.replace("likelihoods", "likelihood"), ("$.likelihoods", "is missing")),
        ("risk-matrix", "likelihood = []", ("$", "the key 'likelihood' means nothing here, try 'likelihoods'")),
        ("attackers", "levels = [1]", ("$.levels", "an object with keys is expected, not [1]")),
        ("attackers", 'name = "T"', ("$.levels", "from 1 to 50 words are expected, not 0")),
        (
            "attackers",
            'name = "T"\n[attributes.C]\nmeens = "simple"',
            ("$.attributes['C']", "the key 'meens' means nothing here, try 'means'"),
        ),
        ("risk-scenarios", "", ("$.scenarios", "is missing")),
        ("risk-scenarios", "scenarios = 3", ("$.scenarios", "a list is expected, not 3")),
        ("risk-scenarios", '[[scenario]]\nname = "x"', ("$", "the key 'scenario' means nothing here, try 'scenarios'")),
        (
            "risk-scenarios",
            '[[scenarios]]\nname = "x"\nplace = "y"\nfrs = "SI"',
            ("$.scenarios[0].frs", "a list is expected, not 'SI'"),
        ),
    ],
)
def test_nothing_is_coerced_and_nothing_is_overlooked(
    tmp_path: Path, kind: str, text: str, expected: tuple[str, str]
) -> None:
    assert expected in problems(tmp_path, kind, text)


@pytest.mark.parametrize("kind", READERS)
def test_a_file_that_is_hostile_is_refused(tmp_path: Path, kind: str) -> None:
    for text in (
        "[",
        "[1]",
        '{"a": 1, "a": 2}',
        "{" * 99,
        '{"levels": ' + "9" * 5000 + "}",
        "\0",
        '{"name": "\\ud800"}',
    ):
        problems(tmp_path, kind, text, "risk.json")
    with pytest.raises(InvalidFile, match="cannot be read"):
        READERS[kind](tmp_path / "nowhere.toml")


def test_a_name_may_hold_anything_and_problems_stay_on_their_lines(tmp_path: Path) -> None:
    content = copy.deepcopy(EXAMPLES["risk-matrix"])
    content["cells"]["a\nb\u202e"] = {"\x1b[31m": "x\ny"}
    content["levels"]["c\nd"] = "e\nf"
    for place, message in problems(tmp_path, "risk-matrix", json.dumps(content), "risk.json"):
        assert f"{place}: {message}".isprintable()


def test_very_large_files_are_read_or_refused_in_bearable_time(tmp_path: Path) -> None:
    """A full matrix of fifty words an axis, all of them wrong, and ten thousand scenarios."""
    words = [f"w{number}" for number in range(50)]
    content = {
        "name": "Large",
        "likelihoods": words,
        "consequences": words,
        "ratings": ["low"],
        "levels": {"low": 1},
        "cells": {one: dict.fromkeys(words, "hihg") for one in words},
    }
    assert 2500 == len(problems(tmp_path, "risk-matrix", json.dumps(content), "risk.json"))
    rows = [{"name": f"S{number}", "place": "Cell", "frs": ["SI"], "attacker": "A"} for number in range(10_000)]
    assert 10_000 == len(read_scenarios(_written(tmp_path, {"scenarios": rows})))


def _written(folder: Path, content: object) -> Path:
    path = folder / "large.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


# --- what the schemas and the readers say of the same document ----------------------------------------------------------


def accepted(folder: Path, kind: str, document: object) -> tuple[bool, bool]:
    path = folder / "bent.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    try:
        READERS[kind](path)
    except InvalidFile:
        return VALIDATORS[kind].is_valid(document), False
    return VALIDATORS[kind].is_valid(document), True


def nodes(node: Any, *place: str | int) -> Iterator[tuple[str | int, ...]]:
    yield place
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from nodes(child, *place, key)


STRANGERS: tuple[object, ...] = (None, True, 3, 9, -1, 2.5, "", " ", "x", "2-3", [], {}, [None], {"x": "x"})
#: Where a word is refused for what it means beside others, the schema cannot know.
MEANING = {
    "risk-matrix": r"^(likelihoods|consequences|ratings|levels|cells|tolerable)\b",
    "attackers": r"^attributes$",  # a name that stands in both tables
    "risk-scenarios": r"^scenarios/\d+/name$",
}


@pytest.mark.parametrize("kind", READERS)
def test_wherever_an_example_is_bent_schema_and_reader_are_at_one(tmp_path: Path, kind: str) -> None:
    example = EXAMPLES[kind]
    assert (True, True) == accepted(tmp_path, kind, example)
    differing = []
    for place in nodes(example):
        for change in (*STRANGERS, "gone", "stranger"):
            document: Any = copy.deepcopy(example)
            parent = document
            for key in place[:-1]:
                parent = parent[key]
            if not place:
                document = change
            elif change == "gone":
                del parent[place[-1]]
            elif change == "stranger" and isinstance(parent[place[-1]], dict):
                parent[place[-1]]["stranger"] = None
            else:
                parent[place[-1]] = change
            shown = "/".join(map(str, place))
            by_schema, by_reader = accepted(tmp_path, kind, document)
            if by_schema != by_reader and not (by_schema and re.search(MEANING[kind], shown)):
                differing.append((shown, change))
    assert not differing


SCENARIO: dict[str, Any] = {"name": "S", "place": "Cell", "frs": ["SI"], "likelihood": "rare", "consequence": "grave"}
BY_ATTACKER: dict[str, Any] = {"name": "S", "place": "Cell", "frs": ["SI"], "attacker": "A"}


@pytest.mark.parametrize(
    ("kind", "document", "good"),
    [
        *(("risk-scenarios", {"scenarios": [row]}, True) for row in (
            SCENARIO,
            BY_ATTACKER,
            SCENARIO | {"attacker": "A"},
            SCENARIO | {"residual_likelihood": "rare"},
            BY_ATTACKER | {"likelihood": "", "consequence": "", "residual_likelihood": ""},
            SCENARIO | {"frs": ["SI", "SI"]},
            SCENARIO | {"frs": [fr.name for fr in FR]},
        )),
        *(("risk-scenarios", {"scenarios": [row]}, False) for row in (
            {key: value for key, value in SCENARIO.items() if key != "likelihood"},
            SCENARIO | {"consequence": ""},
            SCENARIO | {"frs": []},
            SCENARIO | {"frs": ["si"]},
            SCENARIO | {"place": " "},
            BY_ATTACKER | {"attacker": ""},
            BY_ATTACKER | {"likelihood": "rare"},
            BY_ATTACKER | {"residual_consequence": "minor"},
        )),
        *(("attackers", {"name": "T", "attributes": {"A": row}}, True) for row in (
            {"violation": "casual or coincidental"},
            {"violation": "intentional", "means": "simple"},
            {"means": "", "skills": "generic"},
            {"violation": "casual or coincidental", "means": ""},
        )),
        *(("attackers", {"name": "T", "attributes": {"A": row}}, False) for row in (
            {},
            {"means": ""},
            {"violation": "casual or coincidental", "means": "simple"},
            {"resources": "high"},
        )),
        ("attackers", {"name": "T", "levels": {}, "attributes": {}}, False),
        ("attackers", {"name": "T", "levels": {" ": 1}}, False),
        ("attackers", {"name": "T", "levels": {"A": "1 - 2"}}, True),
    ],
)  # fmt: skip
def test_schema_and_reader_take_and_refuse_the_same(tmp_path: Path, kind: str, document: object, good: bool) -> None:  # noqa: FBT001 - a table's column
    assert (good, good) == accepted(tmp_path, kind, document)


def test_the_schema_knows_the_words_by_which_levels_are_described() -> None:
    keys = SCHEMAS["attackers"]["$defs"]["attacker"]["properties"]
    for name, each in keys.items():
        assert {"", *filter(None, (getattr(level, name) for level in SL))} == set(each["enum"])
