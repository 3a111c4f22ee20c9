"""Scenarios and attackers as values: what they hold, what is refused, and the level that follows from attributes."""

from __future__ import annotations

import copy
import pickle
from itertools import product
from typing import Any

import pytest
from golden.tables import table

from iec62443 import FR, Attacker, AttackerTable, InvalidFinding, InvalidRisk, RiskScenario, SLRange

ATTRIBUTES = ("violation", "means", "resources", "skills", "motivation")

#: The lowest level that is described by a word, written by hand from the definitions of the levels.
LOWEST: dict[str, dict[str, int]] = {
    "means": {"simple": 2, "sophisticated": 3},
    "resources": {"low": 2, "moderate": 3, "extended": 4},
    "skills": {"generic": 2, "IACS-specific": 3},
    "motivation": {"low": 2, "moderate": 3, "high": 4},
}


@pytest.mark.parametrize("row", table("security_levels")[1:], ids=lambda row: f"SL {row['level']}")
def test_an_attacker_with_the_attributes_of_a_level_is_withstood_by_it(row: dict[str, str]) -> None:
    attacker = Attacker(**{each: row[each] for each in ATTRIBUTES})
    assert row["level"] == str(attacker.level)


def test_the_attribute_that_asks_for_most_wins_and_what_is_not_known_is_open_upwards() -> None:
    """Over every attacker that means harm."""
    for words in product(*(("", *LOWEST[each]) for each in LOWEST), ["", "intentional"]):
        if any(words):
            *known, violation = words
            given = dict(zip(LOWEST, known, strict=True))
            lowest = [LOWEST[each][word] for each, word in given.items() if word]
            low = max([2, *lowest])
            assert SLRange(low, low if all(known) else 4) == Attacker(violation, **given).level, words


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({}, [("", "at least one attribute is needed")]),
        ({"means": "sophisticatd"}, [("means", "no means is called 'sophisticatd'; nearest: 'sophisticated'")]),
        (
            {"means": "low", "skills": "simple"},
            [("means", "no means is called 'low'"), ("skills", "no skills is called 'simple'")],
        ),
        (
            {"violation": "casual or coincidental", "means": "simple"},
            [("violation", "'casual or coincidental' has no means, resources, skills or motivation")],
        ),
    ],
)
def test_an_attacker_that_cannot_be_is_refused(attributes: dict[str, str], expected: list[tuple[str, str]]) -> None:
    with pytest.raises(InvalidRisk) as caught:
        Attacker(**attributes)
    assert tuple(expected) == caught.value.problems


def test_a_table_of_attackers_takes_levels_ranges_and_attributes() -> None:
    known = AttackerTable(
        "Ours", {"Insider": 1, "Crew": "2-3", "Rival": Attacker(motivation="high"), "State": SLRange(4, 4)}
    )
    assert {"Insider": "1", "Crew": "2-3", "Rival": "4", "State": "4"} == {
        name: str(level) for name, level in known.levels.items()
    }
    assert known == pickle.loads(pickle.dumps(known)) == copy.deepcopy(known)  # noqa: S301 - our own bytes


def test_every_problem_of_a_table_of_attackers_is_told() -> None:
    with pytest.raises(InvalidRisk) as caught:
        AttackerTable(" ", {"": 1, "Crew": "5"})
    assert (
        ("name", "a table has a name"),
        ("levels", "'' says nothing"),
        ("levels['Crew']", "a level from 0 to 4 is expected, or two of them such as 2-3, not '5'"),
    ) == caught.value.problems
    with pytest.raises(InvalidRisk, match="from 1 to 50 words are expected, not 0"):
        AttackerTable("Empty", {})


LEAST: dict[str, Any] = {"name": "Flood", "place": "Cell", "frs": [FR.RA], "likelihood": "rare", "consequence": "grave"}


def test_a_scenario_takes_foundational_requirements_by_abbreviation() -> None:
    assert frozenset((FR.SI, FR.RA)) == RiskScenario(**LEAST | {"frs": ["SI", FR.RA, "RA"]}).frs
    assert frozenset(FR) == RiskScenario(**LEAST | {"frs": FR}).frs


@pytest.mark.parametrize(
    ("changes", "residual"),
    [
        ({}, None),
        ({"residual_likelihood": "never"}, ("never", "grave")),
        ({"residual_consequence": "minor"}, ("rare", "minor")),
        ({"residual_likelihood": "never", "residual_consequence": "minor"}, ("never", "minor")),
    ],
)
def test_what_is_left_is_as_before_where_nothing_else_is_said(
    changes: dict[str, str], residual: tuple[str, str] | None
) -> None:
    assert residual == RiskScenario(**LEAST | changes).residual


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": " "}, "' ': a scenario has a name"),
        ({"name": ""}, "'Cell': a scenario has a name"),
        ({"place": ""}, "'Flood': a scenario has a place"),
        ({"name": "", "place": ""}, "'scenario': a scenario has a name"),
        ({"frs": []}, "'Flood': a scenario is a matter of at least one foundational requirement"),
        ({"frs": "SI"}, "'SI': a list of foundational requirements is expected, not one text"),
        (
            {"frs": ["SI", "AC"]},
            "'AC': no foundational requirement has this abbreviation; there are IAC, UC, SI, DC, RDF, TRE, RA",
        ),
        ({"likelihood": ""}, "'Flood': a scenario has a likelihood and a consequence, or an attacker"),
        (
            {"consequence": "", "attacker": "Crew"},
            "'Flood': a scenario has a likelihood and a consequence, or an attacker",
        ),
        (
            {"likelihood": "", "consequence": ""},
            "'Flood': a scenario has a likelihood and a consequence, or an attacker",
        ),
        (
            {"likelihood": "", "consequence": "", "attacker": "Crew", "residual_likelihood": "never"},
            "'Flood': a residual risk is what is left of a likelihood and a consequence",
        ),
        ({"countermeasures": "fence"}, "'fence': a list of texts is expected, not one text"),
    ],
)
def test_a_scenario_that_says_too_little_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidFinding) as caught:
        RiskScenario(**LEAST | changes)
    assert message == str(caught.value)


def test_a_scenario_is_a_value() -> None:
    scenario = RiskScenario(**LEAST | {"countermeasures": ["fence"]})
    assert scenario == pickle.loads(pickle.dumps(scenario)) == copy.deepcopy(scenario)  # noqa: S301 - our own bytes
    assert hash(scenario) == hash(RiskScenario(**LEAST | {"countermeasures": ("fence",)}))
