"""Errors are values: they say what was given, what is wrong, and what would be right."""

from __future__ import annotations

import copy
import pickle

import pytest

from iec62443.errors import (
    IEC62443Error,
    InvalidFile,
    InvalidFinding,
    InvalidRequirementId,
    InvalidRisk,
    InvalidSLVector,
    UnknownPart,
    UnknownRequirement,
    quote,
)

SAMPLES: tuple[IEC62443Error, ...] = (
    InvalidRequirementId("CR 4.1B", "'B' is no part of an id", "CR 4.1"),
    InvalidRequirementId("nonsense", "no notation fits"),
    InvalidSLVector("{ 9 }", "'9' is no level", "{ 2 2 0 1 3 1 3 }"),
    InvalidSLVector("{ 9 }", "'9' is no level"),
    UnknownPart("4-3", ("3-3", "4-2")),
    UnknownPart("2031", (), "edition of 62443-3-3"),
    UnknownRequirement("SR 9.9", "62443-3-3:2013"),
    UnknownRequirement("SR 9.9", "62443-3-3:2013", "it is a joke", ("SR 1.9", "SR 2.9")),
    InvalidFinding("CR 1.1", "a justification is needed"),
    InvalidRisk("Register", [("scenarios[3].likelihood", "no likelihood is called 'hihg'")]),
    InvalidFile("plant.toml", [("$.zones[3].sl_t", "7 is no level"), ("", "the file is cut short")]),
    IEC62443Error("anything", 1),
)


@pytest.mark.parametrize(
    ("expected", "error"),
    [
        (
            "'CR 4.1B' is not a requirement id: 'B' is no part of an id; try 'CR 4.1'",
            InvalidRequirementId("CR 4.1B", "'B' is no part of an id", "CR 4.1"),
        ),
        ("'x' is not a requirement id: no notation fits", InvalidRequirementId("x", "no notation fits")),
        (
            "'{ 9 }' is not a security level vector: '9' is no level; try '{ 2 2 0 1 3 1 3 }'",
            InvalidSLVector("{ 9 }", "'9' is no level", "{ 2 2 0 1 3 1 3 }"),
        ),
        ("'{' is not a security level vector: cut short", InvalidSLVector("{", "cut short")),
        ("no part '4-3' in this catalog; there is: 3-3, 4-2", UnknownPart("4-3", ("3-3", "4-2"))),
        ("no edition '2031' in this catalog; there is: none", UnknownPart("2031", (), "edition")),
        ("'SR 9.9' is not a requirement of 3-3", UnknownRequirement("SR 9.9", "3-3")),
        (
            "'SR 9.9' is not a requirement of 3-3: a joke; nearest: SR 1.9, SR 2.9",
            UnknownRequirement("SR 9.9", "3-3", "a joke", ("SR 1.9", "SR 2.9")),
        ),
        ("CR 1.1: a justification is needed", InvalidFinding("CR 1.1", "a justification is needed")),
        (
            "Ours: 1 problem\n  levels: has no level for 'low'",
            InvalidRisk("Ours", [("levels", "has no level for 'low'")]),
        ),
        ("empty.csv: 0 problems", InvalidFile("empty.csv", ())),
        ("a.toml: 1 problem\n  $.x: unknown", InvalidFile("a.toml", [("$.x", "unknown")])),
        (
            "a.toml: 2 problems\n  $.x: unknown\n  the file is cut short",
            InvalidFile("a.toml", iter([("$.x", "unknown"), ("", "the file is cut short")])),
        ),
    ],
)
def test_the_message_says_what_was_given_what_is_wrong_and_what_would_be_right(
    expected: str, error: IEC62443Error
) -> None:
    assert expected == str(error)


@pytest.mark.parametrize("error", SAMPLES, ids=repr)
def test_an_error_survives_pickling_and_copying_as_an_equal_value(error: IEC62443Error) -> None:
    for twin in (
        *(pickle.loads(pickle.dumps(error, protocol)) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)),  # noqa: S301 - our own bytes
        copy.copy(error),
        copy.deepcopy(error),
    ):
        assert type(error) is type(twin)
        assert error == twin
        assert hash(error) == hash(twin)
        assert str(error) == str(twin)
        assert vars(error) == vars(twin)


def test_errors_compare_by_kind_and_parts() -> None:
    assert len(SAMPLES) == len(set(SAMPLES))
    assert InvalidRequirementId("x", "y") != InvalidRequirementId("x", "z")
    assert InvalidRequirementId("x", "y") != InvalidSLVector("x", "y")
    assert InvalidRequirementId("x", "y") != ValueError("x", "y", "")
    assert InvalidRequirementId("x", "y").__eq__("x") is NotImplemented


@pytest.mark.parametrize(
    ("builtin", "error"),
    [
        (ValueError, InvalidRequirementId),
        (ValueError, InvalidSLVector),
        (ValueError, InvalidFinding),
        (ValueError, InvalidFile),
        (LookupError, UnknownPart),
        (KeyError, UnknownRequirement),
    ],
)
def test_each_error_is_ours_and_the_builtin_that_a_caller_expects(
    builtin: type[Exception], error: type[Exception]
) -> None:
    assert issubclass(error, IEC62443Error)
    assert issubclass(error, builtin)


def test_an_error_gives_its_parts_by_name() -> None:
    id_error = InvalidRequirementId("CR 4.1B", "not an id", "CR 4.1")
    assert ("CR 4.1B", "not an id", "CR 4.1") == (id_error.text, id_error.reason, id_error.hint)
    vector_error = InvalidSLVector("{9}", "no level", "{2}")
    assert ("{9}", "no level", "{2}") == (vector_error.text, vector_error.reason, vector_error.hint)
    part_error = UnknownPart("x", ("3-3",), "edition")
    assert ("x", ("3-3",), "edition") == (part_error.text, part_error.known, part_error.what)
    unknown = UnknownRequirement("SR 9.9", "3-3", "why", ("SR 1.9",))
    assert ("SR 9.9", "3-3", "why", ("SR 1.9",)) == (unknown.text, unknown.catalog, unknown.reason, unknown.nearest)
    finding = InvalidFinding("CR 1.1", "why")
    assert ("CR 1.1", "why") == (finding.about, finding.reason)
    file = InvalidFile("a.toml", [("$", "why")])
    assert ("a.toml", (("$", "why"),)) == (file.source, file.problems)


def test_a_long_input_is_cut_in_the_message() -> None:
    shown = str(InvalidRequirementId("x" * 10_000, "far too long"))
    assert len(shown) < 200
    assert "…" in shown
    assert shown.endswith("far too long")


def test_a_quote_stays_on_one_line_and_within_its_limit() -> None:
    assert "'a\\nb'" == quote("a\nb")
    assert "'" + "x" * 58 + "'" == quote("x" * 58)
    assert "'" + "x" * 57 + "…'" == quote("x" * 59)
    assert 60 == len(quote("\0" * 500))
    assert "[1, 2…]" == quote([1, 2, 3, 4], 7)
