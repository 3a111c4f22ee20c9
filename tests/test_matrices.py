"""Ranges of levels, and risk matrices as tables of cells: what is read, what is refused with every problem, the examples."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from iec62443 import InvalidFinding, InvalidRisk, RiskMatrix, SLRange, UnknownPart, example_matrix

ranges = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(lambda pair: SLRange(min(pair), max(pair)))


# --- ranges -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_", "low", "high"),
    [
        (0, 0, 0),
        (4, 4, 4),
        ("2", 2, 2),
        (" 3 ", 3, 3),
        ("2-3", 2, 3),
        ("0 - 4", 0, 4),
        ("2\u20133", 2, 3),
        ("3-3", 3, 3),
        (SLRange(1, 2), 1, 2),
    ],
)
def test_a_level_or_two_are_read(given_: SLRange | int | str, low: int, high: int) -> None:
    assert (low, high) == (SLRange.parse(given_).low, SLRange.parse(given_).high)


@pytest.mark.parametrize(
    "given_",
    [-1, 5, True, "", "5", "3-2", "2-3-4", "2..3", "1.5", "\u0662", "SL 2", "2-", "-2", " " * 99 + "2", None, 2.0, [2]],
)
def test_anything_else_is_refused_and_quoted(given_: object) -> None:
    with pytest.raises(InvalidFinding, match="a level from 0 to 4 is expected, or two of them such as 2-3") as caught:
        SLRange.parse(given_)  # type: ignore[arg-type] # that is the point
    assert repr(given_)[:20] in str(caught.value)


def test_a_range_runs_upwards_from_level_to_level() -> None:
    with pytest.raises(InvalidFinding, match="3-2: the lower level stands first"):
        SLRange(3, 2)
    with pytest.raises(InvalidFinding, match="7: a level from 0 to 4 is expected"):
        SLRange(3, 7)


@given(ranges)
def test_a_range_prints_as_it_is_read_and_is_a_value(each: SLRange) -> None:
    assert each == SLRange.parse(str(each)) == pickle.loads(pickle.dumps(each)) == copy.deepcopy(each)  # noqa: S301 - our own bytes
    assert f"SLRange({str(each)!r})" == repr(each)
    assert each.decided is (each.low == each.high)
    assert [level for level in range(-1, 6) if level in each] == list(range(each.low, each.high + 1))
    assert "2" not in each


@given(ranges, ranges, ranges)
def test_the_worse_of_ranges_is_a_least_upper_bound_whatever_is_decided(
    one: SLRange, two: SLRange, three: SLRange
) -> None:
    assert one | one == one
    assert one | two == two | one
    assert (one | two) | three == one | (two | three)
    decided = {max(mine, theirs) for mine in range(one.low, one.high + 1) for theirs in range(two.low, two.high + 1)}
    assert set(range((one | two).low, (one | two).high + 1)) == decided
    assert SLRange.__or__(one, 3) is NotImplemented


# --- matrices ---------------------------------------------------------------------------------------------------------

SMALL: dict[str, Any] = {
    "name": "Small",
    "likelihoods": ["rare", "often"],
    "consequences": ["minor", "grave"],
    "ratings": ["low", "high"],
    "cells": {"rare": {"minor": "low", "grave": "high"}, "often": {"minor": "high", "grave": "high"}},
    "levels": {"low": 1, "high": "2-3"},
    "tolerable": "low",
}


def problems(**changes: object) -> tuple[tuple[str, str], ...]:
    with pytest.raises(InvalidRisk) as caught:
        RiskMatrix(**SMALL | changes)
    return caught.value.problems


def test_a_matrix_is_a_value_that_answers_by_its_own_words() -> None:
    matrix = RiskMatrix(**SMALL)
    assert "high" == matrix.rating("often", "minor")
    assert SLRange(2, 3) == matrix.levels["high"]
    assert (True, False) == (matrix.tolerates("low"), matrix.tolerates("high"))
    assert matrix.tolerates("high", "high") is True
    assert evolve(matrix, tolerable="").tolerates("low") is None
    assert matrix == pickle.loads(pickle.dumps(matrix))  # noqa: S301 - our own bytes
    assert hash(matrix) == hash(RiskMatrix(**SMALL))
    assert () == matrix.remarks


def test_an_unknown_word_asked_for_is_named_with_the_nearest() -> None:
    with pytest.raises(InvalidRisk) as caught:
        RiskMatrix(**SMALL).rating("Oftn", "grav")
    assert (
        ("likelihood", "no likelihood is called 'Oftn'; nearest: 'often'"),
        ("consequence", "no consequence is called 'grav'; nearest: 'grave'"),
    ) == caught.value.problems


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": " "}, [("name", "a matrix has a name")]),
        ({"tolerable": "lov"}, [("tolerable", "no rating is called 'lov'; nearest: 'low'")]),
        ({"levels": {"low": 1}}, [("levels", "has no level for 'high'")]),
        (
            {"levels": {"low": 1, "high": 2, "hihg": 3}},
            [("levels", "no rating is called 'hihg'; nearest: 'high'")],
        ),
        (
            {"levels": {"low": "1-9", "high": True}},
            [
                ("levels['low']", "a level from 0 to 4 is expected, or two of them such as 2-3, not '1-9'"),
                ("levels['high']", "a level from 0 to 4 is expected, or two of them such as 2-3, not True"),
            ],
        ),
        (
            {"cells": {"rare": {"minor": "low", "grave": "high"}}},
            [("cells['often']", "has no cell for 'minor'"), ("cells['often']", "has no cell for 'grave'")],
        ),
        (
            {"cells": SMALL["cells"] | {"never": {}}},
            [("cells", "no likelihood is called 'never'")],
        ),
        (
            {"cells": SMALL["cells"] | {"rare": {"minor": "low", "grav": "high"}}},
            [
                ("cells['rare']", "no consequence is called 'grav'; nearest: 'grave'"),
                ("cells['rare']", "has no cell for 'grave'"),
            ],
        ),
        (
            {"cells": SMALL["cells"] | {"rare": {"minor": "lo", "grave": "high"}}},
            [("cells['rare']['minor']", "no rating is called 'lo'; nearest: 'low'")],
        ),
        (
            {"ratings": ["low", "high", "low", ""], "levels": {"low": 1, "high": 2, "": 3}},
            [("ratings", "'low' stands there 2 times"), ("ratings", "'' says nothing")],
        ),
        (
            {"likelihoods": [], "cells": {}},
            [("likelihoods", "from 1 to 50 words are expected, not 0")],
        ),
        (
            {"consequences": [], "cells": {"rare": {}, "often": {}}},
            [("consequences", "from 1 to 50 words are expected, not 0")],
        ),
        (
            {
                "ratings": [f"r{number}" for number in range(51)],
                "levels": {f"r{number}": 1 for number in range(51)},
                "cells": {each: {"minor": "r0", "grave": "r1"} for each in ("rare", "often")},
                "tolerable": "",
            },
            [("ratings", "from 1 to 50 words are expected, not 51")],
        ),
    ],
)
def test_every_hole_and_unknown_word_is_told(changes: dict[str, object], expected: list[tuple[str, str]]) -> None:
    assert tuple(expected) == problems(**changes)


def test_all_problems_of_a_matrix_are_told_at_once() -> None:
    told = problems(name="", tolerable="x", levels={}, cells={})
    assert [
        "name",
        "cells['rare']",
        "cells['rare']",
        "cells['often']",
        "cells['often']",
        "levels",
        "levels",
        "tolerable",
    ] == [place for place, _ in told]


def test_words_may_hold_anything_and_problems_stay_on_a_line() -> None:
    word = "a\nb\u202e"
    matrix = RiskMatrix("M", [word], [word], [word], {word: {word: word}}, {word: 4})
    assert SLRange(4, 4) == matrix.levels[matrix.rating(word, word)]
    with pytest.raises(InvalidRisk) as caught:
        RiskMatrix("M", [word], [word, "c"], [word], {word: {word: word}}, {word: "x\ny"})
    assert all(f"{place}: {message}".isprintable() for place, message in caught.value.problems)


def test_where_a_matrix_falls_is_allowed_and_told() -> None:
    matrix = RiskMatrix(
        "Falling",
        ["rare", "often"],
        ["minor", "grave"],
        ["low", "high", "top"],
        {"rare": {"minor": "high", "grave": "low"}, "often": {"minor": "low", "grave": "high"}},
        {"low": "1-3", "high": "2", "top": 2},
    )
    assert (
        "'rare': 'high' with 'minor', and only 'low' with 'grave'",
        "'minor': 'high' with 'rare', and only 'low' with 'often'",
        "'low' asks for 1-3, and 'high' only for 2",
    ) == matrix.remarks


# --- the examples -----------------------------------------------------------------------------------------------------

#: Written by hand, one line a likelihood from the least likely on, one letter a cell from the least bad consequence on.
LETTERS = {
    "3x3": ("lwa", "las", "was"),
    "5x5": ("lllmm", "llmmh", "lmmhh", "lmhhe", "mmhee"),
}
LEVELS = {
    "3x3": {"leave": "0", "watch": "1", "act": "2", "stop": "3"},
    "5x5": {"low": "1", "medium": "2", "high": "2-3", "extreme": "3-4"},
}


@pytest.mark.parametrize("name", LETTERS)
def test_an_example_has_the_cells_that_were_written_by_hand(name: str) -> None:
    matrix = example_matrix(name)
    cells = tuple(
        "".join(matrix.rating(likelihood, consequence)[0] for consequence in matrix.consequences)
        for likelihood in matrix.likelihoods
    )
    assert LETTERS[name] == cells
    assert LEVELS[name] == {rating: str(level) for rating, level in matrix.levels.items()}
    assert list(LEVELS[name]) == list(matrix.ratings)


@pytest.mark.parametrize("name", LETTERS)
def test_an_example_says_that_it_is_one_and_falls_nowhere(name: str) -> None:
    matrix = example_matrix(name)
    assert matrix.example
    assert "made up by us" in matrix.description
    assert () == matrix.remarks
    assert matrix is example_matrix(name)


def test_there_are_two_examples_and_no_other() -> None:
    with pytest.raises(UnknownPart) as caught:
        example_matrix("4x4")
    assert "no example matrix '4x4' in this catalog; there is: 3x3, 5x5" == str(caught.value)
