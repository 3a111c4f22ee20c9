"""Requirement ids: read from every notation, printed in one, sorted as the standard lists them."""

from __future__ import annotations

import copy
import operator
import pickle
from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from golden.tables import table

from iec62443 import InvalidRequirementId, RequirementId

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = table("identifiers")
SAMPLES = "SR 1.1, SR 1.1 RE(1), CR 3.4, SP.01.01 BR, SM-1, ZCR 5.6, ORG 1.1"
parse = RequirementId.parse


def test_every_id_of_the_series_reads_and_prints_as_itself_and_tells_its_part() -> None:
    assert 641 == len(ROWS)
    assert ROWS == [
        {"part": parse(row["id"]).part, "edition": row["edition"], "id": str(parse(row["id"]))} for row in ROWS
    ]
    assert all(parse(row["id"]) == parse(parse(row["id"]).text) for row in ROWS)


@pytest.mark.parametrize(
    "rows",
    [
        list(rows)
        for _, rows in groupby(
            (row for row in ROWS if not row["id"].startswith("CCSC")), lambda row: (row["part"], row["edition"])
        )
    ],
    ids=lambda rows: f"{rows[0]['part']}:{rows[0]['edition']}",
)
def test_ids_sort_as_the_standard_lists_them(rows: list[dict[str, str]]) -> None:
    expected = [row["id"] for row in rows]
    assert expected == [id.text for id in sorted(map(parse, sorted(expected)))]
    assert expected == [id.text for id in sorted(map(parse, reversed(expected)))]
    assert list(reversed(expected)) == [id.text for id in sorted(map(parse, expected), reverse=True)]


def test_every_id_is_told_from_every_other() -> None:
    assert len(ROWS) == len({parse(row["id"]) for row in ROWS}) == len({row["id"] for row in ROWS})


@pytest.mark.parametrize(
    ("text", "prefix", "numbers", "enhancement"),
    [
        ("SR 1.1", "SR", (1, 1), None),
        ("SR 1.10 RE(2)", "SR", (1, 10), 2),
        ("EDR 3.14 RE(1)", "EDR", (3, 14), 1),
        ("CCSC 2", "CCSC", (2,), None),
        ("SP.03.10 BR", "SP", (3, 10), None),
        ("SP.03.10 RE(4)", "SP", (3, 10), 4),
        ("SVV-3", "SVV-", (3,), None),
        ("ZCR 5.13", "ZCR", (5, 13), None),
        ("USER 1.19", "USER", (1, 19), None),
        ("4.2.3.4", "", (4, 2, 3, 4), None),
        ("4.3.3.6.1", "", (4, 3, 3, 6, 1), None),
        ("Clause 4.2", "Clause", (4, 2), None),
    ],
)
def test_an_id_gives_its_parts_and_is_made_of_them(
    text: str, prefix: str, numbers: tuple[int, ...], enhancement: int | None
) -> None:
    id = parse(text)
    assert (prefix, numbers, enhancement) == (id.prefix, id.numbers, id.enhancement)
    assert id == RequirementId(prefix, numbers, enhancement)
    assert text == str(id) == id.text
    assert f"RequirementId({text!r})" == repr(id)


def test_an_enhancement_knows_its_base_and_a_base_is_its_own() -> None:
    assert parse("SR 1.1") == parse("SR 1.1 RE(3)").base
    assert parse("SP.01.01 BR") == parse("SP.01.01 RE(1)").base
    assert parse("SR 1.1") == parse("SR 1.1").base
    assert (True, False) == (parse("SR 1.1 RE(3)").is_enhancement, parse("SR 1.1").is_enhancement)


@pytest.mark.parametrize(("notation", "id"), [(row["notation"], row["id"]) for row in table("notations")])
def test_what_published_crosswalks_print_is_read(notation: str, id: str) -> None:
    assert id == parse(notation).text


@pytest.mark.parametrize(
    ("notation", "id"),
    [
        ("SR1.1RE1", "SR 1.1 RE(1)"),
        ("SR 1.1 (1)", "SR 1.1 RE(1)"),
        ("SR 1.1(1)", "SR 1.1 RE(1)"),
        ("SR 1.1.RE.1", "SR 1.1 RE(1)"),
        ("SR 1.1 RE 1", "SR 1.1 RE(1)"),
        ("SR 1.1 RE (1)", "SR 1.1 RE(1)"),
        ("SR 1.1 RE #1", "SR 1.1 RE(1)"),
        ("SR 1.1 (RE 1)", "SR 1.1 RE(1)"),
        ("SR 1.1 re(1)", "SR 1.1 RE(1)"),
        ("SR 1.1 RE(01)", "SR 1.1 RE(1)"),
        ("CR7.8", "CR 7.8"),
        ("cr7.8", "CR 7.8"),
        ("CR \u2013 3.5", "CR 3.5"),
        ("CR \u2212 3.5", "CR 3.5"),
        ("SR.6.1", "SR 6.1"),
        ("SR 01.01", "SR 1.1"),
        ("SR\u00a01.1", "SR 1.1"),
        ("SR\u202f1.1", "SR 1.1"),
        ("SR\t1.1", "SR 1.1"),
        ("  SR  1.1\n", "SR 1.1"),
        ("(SR 1.1)", "SR 1.1"),
        ("SP01.02RE1", "SP.01.02 RE(1)"),
        ("SP.01.02", "SP.01.02 BR"),
        ("sp 1.2 br", "SP.01.02 BR"),
        ("IEC 62443-3-3:2013 - SR 1.1", "SR 1.1"),
        ("IEC 62443-3-3 (2013) SR 1.1", "SR 1.1"),
        ("ANSI/ISA-62443-3-3 SR 1.1", "SR 1.1"),
        ("62443-3-3 SR 1.1", "SR 1.1"),
        ("IEC 62443 SR 1.1", "SR 1.1"),
        ("Part 4-2 Req CR 7.7", "CR 7.7"),
        ("Part 4-1 Req SVV-1", "SVV-1"),
        ("ISA 62443-2-1:2009 4.3.3.6.1", "4.3.3.6.1"),
        ("CR 7.8 (11.10.1)", "CR 7.8"),
        ("CR 3.4 RE(2) (7.6.3)", "CR 3.4 RE(2)"),
        ("SR-1", "SR-1"),
        ("SR - 1", "SR-1"),
        ("SR\u20101", "SR-1"),
        ("SI-1", "SI-1"),
        ("SM 1", "SM-1"),
        ("sum5", "SUM-5"),
        ("CCSC2", "CCSC 2"),
        ("CCSC-9", "CCSC 9"),
        ("clause 4.2", "Clause 4.2"),
    ],
)
def test_every_notation_of_the_design_is_read(notation: str, id: str) -> None:
    assert id == parse(notation).text


def test_one_number_after_a_hyphen_is_of_4_1_and_two_numbers_are_of_3_3() -> None:
    assert ("62443-4-1", "62443-3-3") == (parse("SR-1").part, parse("SR 1.1").part)
    assert parse("SR-1") != parse("SR 1.1")
    assert "SR 1.1" == parse("SR-1.1").text


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("EDR / HDR / NDR 3.14", ["EDR 3.14", "HDR 3.14", "NDR 3.14"]),
        ("EDR / HDR/ NDR 3.14", ["EDR 3.14", "HDR 3.14", "NDR 3.14"]),
        ("SAR/EDR/HDR/NDR 3.2", ["SAR 3.2", "EDR 3.2", "HDR 3.2", "NDR 3.2"]),
        ("edr/hdr 2.13 re1", ["EDR 2.13 RE(1)", "HDR 2.13 RE(1)"]),
        ("IEC 62443-4-2:2019 - EDR/HDR 3.14", ["EDR 3.14", "HDR 3.14"]),
        ("CR 1.1", ["CR 1.1"]),
    ],
)
def test_one_number_for_several_types_reads_as_several_ids(text: str, ids: list[str]) -> None:
    assert ids == [id.text for id in RequirementId.parse_all(text)]


def test_parse_reads_one_id_and_points_to_parse_all_for_several() -> None:
    with pytest.raises(InvalidRequirementId) as caught:
        parse("EDR / HDR / NDR 3.14")
    assert "EDR / HDR / NDR 3.14" == caught.value.text
    assert "it names 3 requirements; RequirementId.parse_all reads them" == caught.value.reason
    assert "EDR 3.14, HDR 3.14, NDR 3.14" == caught.value.hint


_ITEM = "{} after it is an item of a list inside the requirement, not part of an id"
_REST = "{} after it is not part of an id"
_HYPHEN = "one number after SR: 62443-4-1 writes a hyphen, 62443-3-3 two numbers"


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        ("", "no notation of an id of 62443 fits", SAMPLES),
        ("   ", "no notation of an id of 62443 fits", SAMPLES),
        ("hello", "no notation of an id of 62443 fits", SAMPLES),
        ("SR", "no notation of an id of 62443 fits", SAMPLES),
        ("1.1", "no notation of an id of 62443 fits", SAMPLES),
        ("XR 1.1", "no notation of an id of 62443 fits", SAMPLES),
        ("SR_1.1", "no notation of an id of 62443 fits", SAMPLES),
        ("SR \uff11.\uff11", "no notation of an id of 62443 fits", SAMPLES),
        ("SR \u0661.\u0661", "no notation of an id of 62443 fits", SAMPLES),
        ("SR 1.100 RE(1)x", "no notation of an id of 62443 fits", SAMPLES),
        ("ZCR 5", "no notation of an id of 62443 fits", SAMPLES),
        ("ORG 1", "no notation of an id of 62443 fits", SAMPLES),
        ("CCSC 10", "no notation of an id of 62443 fits", SAMPLES),
        ("SVV-3.5", "no notation of an id of 62443 fits", SAMPLES),
        ("4.3.3", "no notation of an id of 62443 fits", SAMPLES),
        ("4.3.3.6.1.1", "no notation of an id of 62443 fits", SAMPLES),
        ("5.3.3.6", "no notation of an id of 62443 fits", SAMPLES),
        ("IEC 62443-3-3:2013", "no notation of an id of 62443 fits", SAMPLES),
        ("SR 1", _HYPHEN, "SR-1 or SR 1.1"),
        ("SR1", _HYPHEN, "SR-1 or SR 1.1"),
        ("Part 4-1 Req SR 3", _HYPHEN, "SR-1 or SR 1.1"),
        ("SR 8.1", "there are seven foundational requirements, no 8", ""),
        ("CR 0.1", "its numbers are from 1 to 99", ""),
        ("sr 10.1", "there are seven foundational requirements, no 10", ""),
        ("SR 1.0", "its numbers are from 1 to 99", ""),
        ("ORG 0.1", "its numbers are from 1 to 99", ""),
        ("SR 1.1 RE(0)", "there is no such enhancement", ""),
        ("CR 4.1B", _ITEM.format("'B'"), "CR 4.1"),
        ("CR 4.1 a)", _ITEM.format("'a)'"), "CR 4.1"),
        ("Part 4-1 Req SR-3 b)", _ITEM.format("'b)'"), "SR-3"),
        ("SR 1.1 RE(1x", _ITEM.format("'x'"), "SR 1.1 RE(1)"),
        ("SR 1.1 RE(1)x", _ITEM.format("'x'"), "SR 1.1 RE(1)"),
        ("SR 1.1 RE", _REST.format("'RE'"), "SR 1.1"),
        ("SR 1.1 RE()", _REST.format("'RE()'"), "SR 1.1"),
        ("SR 1.1 RE(1) RE(2)", _REST.format("'RE(2)'"), "SR 1.1 RE(1)"),
        ("SR 1.1 RE(\uff11)", _REST.format("'RE(\uff11)'"), "SR 1.1"),
        ("SR 1.1.1", _REST.format("'.1'"), "SR 1.1"),
        ("SR 1.1, SR 1.2", _REST.format("', SR 1.2'"), "SR 1.1"),
        ("SM-7, SM-9", _REST.format("', SM-9'"), "SM-7"),
        ("SR 1.1 and more", _REST.format("'and more'"), "SR 1.1"),
        ("CR 3.4 \u2013 Software integrity", _REST.format("'- Software integrity'"), "CR 3.4"),
        ("EDR/HDR 3.14 Boot", _REST.format("'Boot'"), "EDR 3.14, HDR 3.14"),
        ("SR 5.1 E1", _REST.format("'E1'"), "SR 5.1"),
        ("SR 1.1 BR", _REST.format("'BR'"), "SR 1.1"),
        ("SP.01.01 BR RE(1) RE(2)", _REST.format("'RE(2)'"), "SP.01.01 RE(1)"),
        ("see SR 1.1", "there is more than an id in it", "SR 1.1"),
        ("see IEC 62443-3-3:2013 - SR 1.1 RE 1", "there is more than an id in it", "IEC 62443-3-3:2013 - SR 1.1 RE 1"),
        ("3-3 SR 1.1", "there is more than an id in it", "SR 1.1"),
        ("Part 3-2 Req CR 3.1", "it says 62443-3-2, but CR 3.1 is of 62443-4-2", "62443-4-2 CR 3.1"),
        ("Part 4-2 Req SR 4.3", "it says 62443-4-2, but SR 4.3 is of 62443-3-3", "62443-3-3 SR 4.3"),
        ("IEC 62443-3-3:2013 SR-1", "it says 62443-3-3, but SR-1 is of 62443-4-1", "62443-4-1 SR-1"),
        ("IEC 62443-4-1 SR 1.1", "it says 62443-4-1, but SR 1.1 is of 62443-3-3", "62443-3-3 SR 1.1"),
    ],
)
def test_what_is_no_id_is_refused_with_the_reason_and_what_would_be_right(text: str, reason: str, hint: str) -> None:
    for read in (RequirementId.parse, RequirementId.parse_all):
        with pytest.raises(InvalidRequirementId) as caught:
            read(text)
        assert (text, reason, hint) == (caught.value.text, caught.value.reason, caught.value.hint)


@pytest.mark.parametrize("text", ["SM-1 RE(1)", "CCSC 1 RE(1)", "ZCR 5.6 RE(1)", "4.3.3.6.1 RE(1)", "Clause 4.2 RE(1)"])
def test_only_requirements_of_3_3_4_2_and_2_4_have_enhancements(text: str) -> None:
    with pytest.raises(InvalidRequirementId) as caught:
        parse(text)
    assert (text, "there is no such enhancement") == (caught.value.text, caught.value.reason)


@pytest.mark.parametrize("size", [201, 1_000, 1_000_000])
@pytest.mark.parametrize(
    "pattern", ["SR 1.1 ", "IEC ", "(", "EDR / ", "1", "SR 1.1 RE(", "\u00df", " ", "62443-3-3:", "4."]
)
def test_an_input_that_is_too_long_is_refused_before_it_is_read(pattern: str, size: int) -> None:
    text = (pattern * size)[:size]
    with pytest.raises(InvalidRequirementId, match=f"it is {size} characters long, at most 200 are read") as caught:
        parse(text)
    assert len(str(caught.value)) < 200


def test_an_input_of_the_greatest_length_is_read() -> None:
    assert "SR 1.1" == parse("SR 1.1" + " " * 194).text
    assert "SR 1.1" == parse(" " * 194 + "SR 1.1").text


@pytest.mark.parametrize(
    "pattern",
    [
        "SR 1.1 ",
        "IEC ",
        "(",
        ")",
        "EDR / ",
        "1",
        "1.",
        "SR 1.1 RE(",
        "\u00df",
        " ",
        "62443-3-3:",
        "4.",
        "-",
        "ANSI/",
        "PART ",
    ],
)
def test_a_hostile_input_of_the_greatest_length_ends_in_our_error(pattern: str) -> None:
    for text in ((pattern * 200)[:200], "SR" + (pattern * 200)[:198], "SR 1.1" + (pattern * 200)[:194]):
        if text.strip() not in {"SR 1.1", "SR 1.1)"}:
            with pytest.raises(InvalidRequirementId):
                parse(text)


@pytest.mark.parametrize("stranger", [None, 1, 1.1, b"SR 1.1", ["SR 1.1"], ("SR", 1), object])
def test_what_is_no_text_is_refused(stranger: object) -> None:
    for read in (RequirementId.parse, RequirementId.parse_all):
        with pytest.raises(InvalidRequirementId, match=f"a text is expected, not {type(stranger).__name__}"):
            read(stranger)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("prefix", "numbers", "enhancement", "message"),
    [
        ("XR", (1, 1), None, r"'XR 1\.1' is not a requirement id: 'XR' begins no id; try 'Clause, SR, CCSC, CR, SAR"),
        ("sr", (1, 1), None, "'sr' begins no id"),
        ("SR", (1,), None, "'SR 1' is not a requirement id: 2 numbers follow 'SR', not 1"),
        ("SR", (1, 1, 1), None, "2 numbers follow 'SR', not 3"),
        ("SM-", (1, 1), None, "'SM-1.1' is not a requirement id: 1 number follow 'SM-', not 2"),
        ("", (4, 1, 1), None, "4 numbers follow '', not 3"),
        ("", (4, 1, 1, 1, 1, 1), None, "4 numbers follow '', not 6"),
        ("SR", (1, 0), None, "'SR 1.0' is not a requirement id: its numbers are from 1 to 99"),
        ("SR", (1, 100), None, "its numbers are from 1 to 99"),
        ("SR", (-1, 1), None, "its numbers are from 1 to 99"),
        ("SR", (1, 1), 0, r"'SR 1.1 RE\(0\)' is not a requirement id: there is no such enhancement"),
        ("SR", (1, 1), 100, "there is no such enhancement"),
        ("SM-", (1,), 1, r"'SM-1 RE\(1\)' is not a requirement id: there is no such enhancement"),
    ],
)
def test_an_id_is_not_made_of_parts_that_do_not_fit(
    prefix: str, numbers: tuple[int, ...], enhancement: int | None, message: str
) -> None:
    with pytest.raises(InvalidRequirementId, match=message):
        RequirementId(prefix, numbers, enhancement)


def test_ids_cannot_be_changed() -> None:
    id = parse("SR 1.1")
    with pytest.raises(AttributeError):
        id.text = "SR 1.2"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        id.new = 1  # type: ignore[attr-defined]


def test_ids_survive_pickling_and_copying() -> None:
    for row in ROWS:
        id = parse(row["id"])
        for twin in (pickle.loads(pickle.dumps(id)), copy.copy(id), copy.deepcopy(id)):  # noqa: S301 - our own bytes
            assert id == twin
            assert hash(id) == hash(twin)
            assert row["id"] == twin.text
            assert id <= twin <= id
            assert not id < twin
            assert not id > twin


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
@pytest.mark.parametrize("stranger", ["SR 1.1", 1, None, ("SR", (1, 1), None)])
def test_an_id_is_not_compared_with_a_stranger(compare: Callable[[object, object], bool], stranger: object) -> None:
    with pytest.raises(TypeError):
        compare(parse("SR 1.1"), stranger)
    assert parse("SR 1.1") != stranger


@pytest.mark.parametrize(
    "expected",
    [
        ["CCSC 1", "CCSC 2", "CCSC 3", "CCSC 4", "CR 1.1", "NDR 1.6", "CR 7.8"],
        ["Clause 4.2", "Clause 4.3", "Clause 4.4", "SR 1.1", "SR 4.1", "SR 7.8"],
    ],
)
def test_the_constraints_of_clause_4_sort_before_the_requirements(expected: list[str]) -> None:
    assert expected == [id.text for id in sorted(map(parse, reversed(expected)))]


@pytest.mark.parametrize("text", ["SR 10.1", "CR 69.1", "NDR 12.3 RE(1)"])
def test_the_canonical_print_of_a_foundational_requirement_above_7_is_refused(text: str) -> None:
    with pytest.raises(InvalidRequirementId, match="there are seven foundational requirements"):
        parse(text)


@pytest.mark.parametrize(
    ("prefix", "numbers"),
    [
        ("SR", (8, 1)),
        ("CR", (99, 1)),
        ("CCSC", (10,)),
        ("CCSC", (12,)),
        ("", (5, 1, 1, 1)),
        ("SR", (True, 1)),
        ("SR", (1.5, 1)),
    ],
)
def test_an_id_is_not_made_of_numbers_that_no_notation_can_say(prefix: str, numbers: tuple[int, ...]) -> None:
    with pytest.raises(InvalidRequirementId):
        RequirementId(prefix, numbers)


@pytest.mark.parametrize("enhancement", [True, 1.0])
def test_an_id_is_not_made_of_an_enhancement_that_is_no_whole_number(enhancement: int) -> None:
    with pytest.raises(InvalidRequirementId):
        RequirementId("SR", (1, 1), enhancement)


def test_each_of_several_ids_is_held_against_the_part_before_it() -> None:
    with pytest.raises(InvalidRequirementId, match=r"it says 62443-4-2, but SR 3\.2 is of 62443-3-3"):
        RequirementId.parse_all("IEC 62443-4-2 EDR/SR 3.2")


@pytest.mark.parametrize("text", ["sr1.0", "SR 1.1 (0)", "Part 3-3 Req SR 1.0", "sm1 re1"])
def test_an_id_that_reads_but_is_no_value_is_quoted_as_given(text: str) -> None:
    with pytest.raises(InvalidRequirementId) as caught:
        parse(text)
    assert text == caught.value.text
