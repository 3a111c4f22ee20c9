"""Foundational requirements, security levels, vectors and statements."""

from __future__ import annotations

import copy
import json
import pickle
from decimal import Decimal
from enum import Enum, IntEnum
from typing import TYPE_CHECKING

import pytest
from golden.tables import table

from iec62443 import FR, SL, InvalidSLVector, MaturityLevel, SLStatement, SLType, SLVector, _resources
from iec62443.statements import as_domain

if TYPE_CHECKING:
    from collections.abc import Callable

FOUNDATION = json.loads(_resources.read_bytes("foundation.json"))
ATTRIBUTES = ("violation", "means", "resources", "skills", "motivation")
THREE_ONE = SLVector(2, 2, 0, 1, 3, 1, 3)  # the example of the standard


# ---- the words of the standard


def test_the_foundational_requirements_are_those_of_the_standard_in_its_order() -> None:
    expected = [(int(row["number"]), row["abbreviation"], row["title"]) for row in table("foundational_requirements")]
    assert expected == [(fr.number, fr.name, fr.title) for fr in FR]
    assert expected == [
        (row["number"], row["abbreviation"], row["title"]) for row in FOUNDATION["foundational_requirements"]
    ]
    assert [name for _, name, _ in expected] == FOUNDATION["vector_order"]


def test_a_foundational_requirement_is_found_by_number_and_by_abbreviation_and_is_no_level() -> None:
    assert FR.RDF is FR(5)
    assert FR.RDF is FR["RDF"]
    assert issubclass(FR, Enum)
    assert not issubclass(FR, int)
    numbers: list[object] = [1, 2, 3, 4, 5, 6, 7]
    assert all(fr not in numbers for fr in FR)


def test_the_security_levels_are_described_by_the_adversary_as_the_standard_does() -> None:
    golden = {int(row["level"]): tuple(row[name] or None for name in ATTRIBUTES) for row in table("security_levels")}
    assert golden == {int(level): tuple(getattr(level, name) for name in ATTRIBUTES) for level in SL}
    assert golden == {row["level"]: tuple(row[name] for name in ATTRIBUTES) for row in FOUNDATION["security_levels"]}


def test_levels_are_whole_numbers_from_0_to_4_each_with_a_sentence_of_its_own() -> None:
    assert [0, 1, 2, 3, 4] == list(SL)
    assert ["SL0", "SL1", "SL2", "SL3", "SL4"] == [level.name for level in SL]
    sentences = {level.sentence for level in SL}
    assert len(SL) == len(sentences)
    assert all(sentence.endswith(".") and 20 < len(sentence) < 120 for sentence in sentences)


def test_the_maturity_levels_are_those_of_the_standard() -> None:
    golden = [(int(row["level"]), row["title"]) for row in table("maturity_levels")]
    assert golden == [(int(level), level.title) for level in MaturityLevel]
    assert golden == [(row["level"], row["title"]) for row in FOUNDATION["maturity_levels"]]
    with pytest.raises(ValueError, match="0 is not a valid MaturityLevel"):
        MaturityLevel(0)


def test_the_former_names_of_1_1_2009_are_kept_as_data() -> None:
    names = dict(FOUNDATION["names_in_1_1_2009"])
    assert "provisional" == names.pop("assurance")
    assert {row["id"]: row["name"] for row in table("names_in_1_1_2009")} == names


def test_a_level_is_about_a_target_a_capability_or_what_is_achieved() -> None:
    assert {"TARGET": "T", "CAPABILITY": "C", "ACHIEVED": "A"} == {each.name: each.value for each in SLType}


# ---- vectors


def test_a_vector_gives_its_levels_by_foundational_requirement_in_the_standards_order() -> None:
    assert [2, 2, 0, 1, 3, 1, 3] == list(THREE_ONE)
    assert [2, 2, 0, 1, 3, 1, 3] == [THREE_ONE[fr] for fr in FR]
    assert list(zip(FR, THREE_ONE, strict=True)) == list(THREE_ONE.items())
    assert (2, 2, 0, 1, 3, 1, 3) == (
        THREE_ONE.IAC,
        THREE_ONE.UC,
        THREE_ONE.SI,
        THREE_ONE.DC,
        THREE_ONE.RDF,
        THREE_ONE.TRE,
        THREE_ONE.RA,
    )
    assert 7 == len(THREE_ONE)
    assert all(isinstance(level, SL) for level in THREE_ONE)
    assert isinstance(THREE_ONE[FR.SI], SL)


def test_a_vector_prints_as_the_standard_does() -> None:
    assert "{ 2 2 0 1 3 1 3 }" == str(THREE_ONE)


class Level(IntEnum):
    THREE = 3


@pytest.mark.parametrize("level", [0, 1, 2, 3, 4, *SL, MaturityLevel.ML2, Level.THREE])
def test_a_vector_is_made_of_whole_numbers_from_0_to_4(level: int) -> None:
    assert [int(level)] * 7 == list(SLVector.uniform(level))


BAD_LEVELS = [9, 5, -1, 10**30, 2.5, float("nan"), "2", b"2", None, [], {}, {1}, FR.IAC, Decimal("2.5"), 2 + 1j, object]


@pytest.mark.parametrize("place", range(7))
@pytest.mark.parametrize("bad", BAD_LEVELS, ids=repr)
def test_any_other_level_is_refused_and_the_message_names_it_and_its_place(bad: object, place: int) -> None:
    levels: list[object] = [1, 2, 3, 4, 0, 1, 2]
    levels[place] = bad
    with pytest.raises(InvalidSLVector) as caught:
        SLVector(*levels)  # type: ignore[arg-type]
    name = list(FR)[place].name
    assert f"{name} is {bad!r}, a level is a whole number from 0 to 4" == caught.value.reason
    assert " ".join(map(str, levels)) == caught.value.text
    assert caught.value.__suppress_context__


def test_the_message_names_the_level_that_is_wrong_and_not_one_that_would_be_taken() -> None:
    SLVector(1.0, 0, 0, 0, 0, 0, 0)  # type: ignore[arg-type]
    with pytest.raises(InvalidSLVector, match="UC is 9"):
        SLVector(1.0, 9, 0, 0, 0, 0, 0)  # type: ignore[arg-type]


def test_a_vector_that_is_too_short_or_too_long_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="argument"):
        SLVector(1, 2, 3)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="argument"):
        SLVector(*[1] * 8)


def test_replace_gives_a_new_vector_with_some_levels_changed() -> None:
    base = SLVector.uniform(1)
    assert SLVector(1, 1, 3, 1, 1, 1, 2) == base.replace(SI=3, RA=2)
    assert SLVector.uniform(1) == base
    assert base == base.replace()


@pytest.mark.parametrize("name", ["XX", "si", "minimum", "__class__", ""])
def test_replace_refuses_a_name_that_is_no_foundational_requirement(name: str) -> None:
    with pytest.raises(InvalidSLVector) as caught:
        SLVector.uniform(1).replace(**{name: 2})
    assert (name, "no such foundational requirement") == (caught.value.text, caught.value.reason)
    assert "IAC, UC, SI, DC, RDF, TRE, RA" == caught.value.hint


def test_replace_checks_the_level() -> None:
    with pytest.raises(InvalidSLVector, match="SI is 7, a level is a whole number from 0 to 4"):
        SLVector.uniform(1).replace(SI=7)


def test_the_reduction_to_one_level_is_the_lowest_of_the_seven() -> None:
    assert SL.SL0 is THREE_ONE.minimum()
    assert SL.SL4 is SLVector.uniform(4).minimum()


@pytest.mark.parametrize(
    "compare",
    [
        lambda one, two: one < two,
        lambda one, two: one <= two,
        lambda one, two: one > two,
        lambda one, two: one >= two,
        lambda one, two: one | two,
        lambda one, two: one & two,
    ],
)
@pytest.mark.parametrize("stranger", [2, SL.SL2, (2,) * 7, "{ 2 2 2 2 2 2 2 }", None])
def test_a_vector_is_not_compared_with_or_joined_to_a_stranger(
    compare: Callable[[object, object], object], stranger: object
) -> None:
    with pytest.raises(TypeError):
        compare(SLVector.uniform(2), stranger)
    with pytest.raises(TypeError):
        compare(stranger, SLVector.uniform(2))
    assert SLVector.uniform(2) != stranger


def test_vectors_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        THREE_ONE.SI = SL.SL4  # type: ignore[misc]
    with pytest.raises(AttributeError):
        THREE_ONE.new = 1  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        del THREE_ONE.SI


@pytest.mark.parametrize(
    "value",
    [THREE_ONE, FR.SI, SL.SL3, SLType.ACHIEVED, MaturityLevel.ML2, SLStatement.of(SLType.TARGET, THREE_ONE, "Zone")],
    ids=repr,
)
def test_values_survive_pickling_and_copying(value: object) -> None:
    for twin in (
        *(pickle.loads(pickle.dumps(value, protocol)) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)),  # noqa: S301 - our own bytes
        copy.copy(value),
        copy.deepcopy(value),
    ):
        assert value == twin
        assert hash(value) == hash(twin)
        assert type(value) is type(twin)
        assert (value is twin) or not isinstance(value, Enum)


# ---- statements


def test_a_statement_on_a_whole_vector_keeps_its_type_and_domain() -> None:
    statement = SLStatement.of(SLType.TARGET, THREE_ONE, "BPCS Zone")
    assert "SL-T(BPCS Zone) = { 2 2 0 1 3 1 3 }" == str(statement)
    assert THREE_ONE == statement.vector == statement.lowest == statement.highest
    assert SLStatement(SLType.TARGET, tuple(THREE_ONE), "BPCS Zone") == statement


def test_a_statement_on_one_foundational_requirement_leaves_the_others_unset() -> None:
    statement = SLStatement.parse("SL-C(RA, FS-PLC) = 4")
    assert (SLType.CAPABILITY, FR.RA, "FS-PLC") == (statement.type, statement.fr, statement.domain)
    assert [None] * 6 + [SL.SL4] == [statement[fr] for fr in FR]
    assert statement.vector is None
    assert SLVector(0, 0, 0, 0, 0, 0, 4) == statement.lowest
    assert SLVector.uniform(4) == statement.highest
    assert "SL-C(RA, FS-PLC) = 4" == str(statement)
    assert "SL-C(RA) = 4" == str(SLStatement.parse("SL-C(RA)=4"))


def test_an_unset_level_is_undetermined_and_never_0() -> None:
    statement = SLStatement.parse("SL-A(Cell 4) = { 2 2 - 1 3 1 3 }")
    assert statement[FR.SI] is None
    assert statement.vector is None
    assert SLVector(2, 2, 0, 1, 3, 1, 3) == statement.lowest
    assert SLVector(2, 2, 4, 1, 3, 1, 3) == statement.highest
    assert statement != SLStatement.parse("SL-A(Cell 4) = { 2 2 0 1 3 1 3 }")


@pytest.mark.parametrize("levels", [(), (SL.SL2,), (SL.SL2,) * 6, (SL.SL2,) * 8])
def test_a_statement_has_seven_levels(levels: tuple[SL, ...]) -> None:
    with pytest.raises(InvalidSLVector) as caught:
        SLStatement(SLType.TARGET, levels)
    assert f"{len(levels)} levels where seven belong" == caught.value.reason
    assert repr(levels) == caught.value.text


@pytest.mark.parametrize("bad", [9, -1, 5, 2.5, "2", float("nan")], ids=repr)
def test_a_statement_refuses_what_is_no_level(bad: object) -> None:
    with pytest.raises(InvalidSLVector, match="a level is a whole number from 0 to 4, or None"):
        SLStatement(SLType.TARGET, (*(SL.SL2,) * 6, bad))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "levels",
    [
        (SL.SL2,) * 7,
        (None,) * 7,
        (SL.SL2, *(None,) * 6),
        (SL.SL2, None, SL.SL2, None, None, None, None),
    ],
)
def test_a_statement_on_one_foundational_requirement_sets_that_one_and_no_other(levels: tuple[SL | None, ...]) -> None:
    with pytest.raises(InvalidSLVector, match="a statement on SI sets the level of SI and no other"):
        SLStatement(SLType.TARGET, levels, "", FR.SI)


@pytest.mark.parametrize("domain", [" Zone", "Zone ", "Zone\n4", "Zone\t4", "\u00a0", "Zone\u20284", "x\0", "x" * 401])
def test_a_domain_is_one_printable_line_of_a_reasonable_length(domain: str) -> None:
    with pytest.raises(InvalidSLVector, match="a domain is one line of at most 400 characters"):
        SLStatement(SLType.TARGET, (SL.SL2,) * 7, domain)


@pytest.mark.parametrize("domain", ["a) = 2, SL-C(b", "a) = {2 2 2 2 2 2 2}; sl_t (b", "x) SLA("])
def test_a_domain_holds_no_second_statement(domain: str) -> None:
    with pytest.raises(InvalidSLVector, match="a domain cannot hold another statement"):
        SLStatement(SLType.TARGET, (SL.SL2,) * 7, domain)


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("", ""),
        ("Cell 4 (north)", "Cell 4 (north)"),
        ("Cell 4\n(north)", "Cell 4 (north)"),
        (" Cell\t 4\u00a0", "Cell 4"),
        ("x" * 500, "x" * 400),
        ("SL-T zone", "SL-T zone"),
    ],
)
def test_any_name_is_made_fit_for_a_statement_and_a_fit_one_is_kept(name: str, domain: str) -> None:
    assert domain == as_domain(name)


@pytest.mark.parametrize("name", ["a) = 2, SL-C(b", "zone (4) SL-T (now"])
def test_a_name_that_holds_a_second_statement_is_made_fit_too(name: str) -> None:
    statement = SLStatement(SLType.TARGET, (SL.SL2,) * 7, as_domain(name))
    assert statement == SLStatement.parse(str(statement))


@pytest.mark.parametrize("name", [") SL-T(b", "x) SL-T(b)"])
def test_a_name_that_holds_a_second_statement_between_its_ends_is_made_fit_too(name: str) -> None:
    statement = SLStatement(SLType.TARGET, (SL.SL2,) * 7, as_domain(name))
    assert statement == SLStatement.parse(str(statement))


def test_the_longest_domain_still_reads_back() -> None:
    statement = SLStatement(SLType.TARGET, (None,) * 7, "x" * 400)
    assert statement == SLStatement.parse(str(statement))


def test_statements_cannot_be_changed() -> None:
    statement = SLStatement.of(SLType.TARGET, THREE_ONE)
    with pytest.raises(AttributeError):
        statement.domain = "other"  # type: ignore[misc]
