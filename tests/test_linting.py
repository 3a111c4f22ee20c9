"""Ids in text against the catalogs: what does not exist, points on, is of another part, is misspelt."""

from __future__ import annotations

import json

import pytest
from corpus.scores import HERE
from golden.tables import table

from iec62443 import load
from iec62443.linting import LintRule, lint
from iec62443.references import find_all


def problems(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Give rule, id and nearest of each finding."""
    return [(each.rule.value, each.reference.text, each.nearest) for each in lint(text)]


def test_every_known_id_in_its_own_part_is_clean() -> None:
    headings = {row["id"] for row in table("headings")}
    known = [row["id"] for row in table("identifiers") if row["id"] not in headings]
    text = "".join(f"IEC 62443-2-1 and 62443-4-1: see {id}\n" for id in known)
    assert [] == problems(text)


@pytest.mark.parametrize("row", table("headings"), ids=lambda row: row["id"])
def test_a_heading_of_4_2_is_reported_with_what_it_points_to(row: dict[str, str]) -> None:
    rule = "pointer-heading" if row["to"] else "no-component-requirement"
    nearest = row["to"] or row["system_requirement"]
    assert [(rule, row["id"], tuple(nearest.split("|")))] == problems(f"Part 4-2 Req {row['id']}")


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("SR 1.99", ("SR 1.13", "SR 1.12", "SR 1.11")),
        ("SR 1.1 RE(7)", ("SR 1.1 RE(3)", "SR 1.1 RE(2)", "SR 1.1 RE(1)")),
        ("SR 1.4 RE(1)", ("SR 1.4",)),
        ("CR 1.15", ("CR 1.14", "CR 1.12", "CR 1.11")),
        ("SP.01.08 BR", ("SP.01.07 BR", "SP.01.06 BR", "SP.01.05 BR")),
        ("62443-4-1: SVV-9", ("SVV-5", "SVV-4", "SVV-3")),
        ("ZCR 2.4", ("ZCR 2.1", "ZCR 3.4", "ZCR 3.3")),
        ("62443-2-1:2009 4.2.3.15", ("4.2.3.14", "4.2.3.13", "4.2.3.12")),
        ("62443-2-1: ORG 3.9", ("ORG 3.1", "ORG 2.4", "ORG 2.3")),
        ("CCSC 5", ("CCSC 4", "CCSC 3", "CCSC 2")),
    ],
)
def test_an_id_that_does_not_exist_is_reported_with_the_nearest(text: str, nearest: tuple[str, ...]) -> None:
    (found,) = lint(text)
    assert (LintRule.UNKNOWN_REQUIREMENT, nearest) == (found.rule, found.nearest)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "SR 8.1 and CR 9.2 RE(1) and SR 9.9",
            [
                ("SR 8.1", ("SR 7.1", "SR 7.2", "SR 7.3")),
                ("CR 9.2 RE(1)", ("CR 7.2", "CR 7.1", "CR 7.3")),
                ("SR 9.9", ("SR 7.8", "SR 7.7", "SR 7.6")),
            ],
        ),
        ("CR 0.1", [("CR 0.1", ("CR 1.1", "CR 1.2", "CR 1.3"))]),
        (
            "EDR/HDR 8.2",
            [("EDR 8.2", ("EDR 3.2", "EDR 3.10", "EDR 3.11")), ("HDR 8.2", ("HDR 3.2", "HDR 3.10", "HDR 3.11"))],
        ),
        ("IEC 62443-4-1: SM-0, SM-1", [("SM-0", ("SM-1", "SM-2", "SM-3"))]),
        (
            "62443-4-2: SAR 8.2, component requirement 8.1",
            [("SAR 8.2", ("SAR 3.2", "SAR 2.4")), ("CR 8.1", ("CR 7.1", "CR 7.2", "CR 7.3"))],
        ),
        ('62443-3-3 sets "SR 8.2" beside SR 1.1', [("SR 8.2", ("SR 7.2", "SR 7.1", "SR 7.3"))]),
    ],
)
def test_an_id_with_a_number_that_none_can_have_is_reported(
    text: str, expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    found = lint(text)
    assert {LintRule.UNKNOWN_REQUIREMENT} == {each.rule for each in found}
    assert expected == [(each.reference.text, each.nearest) for each in found]
    assert all(each.replacement is None for each in found)
    assert [] == [each.id for each in find_all(text) if each.id.text in dict(expected)]


def test_such_an_id_says_why() -> None:
    first, second = lint("see SR 8.1 RE 1\nCR 0.1")
    reason = "'SR 8.1 RE(1)' can be no id of 62443-3-3: there are seven foundational requirements, no 8"
    assert (reason, "SR 8.1 RE 1", "62443-3-3") == (first.reason, first.reference.printed, first.reference.part)
    assert "'CR 0.1' can be no id of 62443-4-2: numbers begin with 1" == second.reason
    assert (2, 1, 7) == (second.line, second.column, second.end_column)


@pytest.mark.parametrize(
    "text",
    [
        "CR 8.5 GHz, SR 9.1 %, CR 8.1.2025, SR 8.05, CR 9.0, SR 12.1, SR 0.0, SR 9.9kB, SR 71",
        "Cr 0.5, sr 8.1, SAR 0.99, SM-0, system requirement 8.1\nSVV 0 of 62443-4-1, SM-00 of 62443-4-1",
        "SR 1.1, 8.1",
        "NIST SM-0, practice",
    ],
)
def test_what_cannot_be_told_from_prose_is_left(text: str) -> None:
    assert [] == [each for each in lint(text) if each.rule is LintRule.UNKNOWN_REQUIREMENT]


def test_prose_without_an_id_gives_none_that_is_misnumbered() -> None:
    lines = (HERE / "negative.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if not row["source"].startswith("collision-")]
    assert len(rows) > 80
    assert [] == [each.reference.text for row in rows for each in lint(row["text"])]


def test_a_clause_of_2_1_that_only_holds_requirements_says_so() -> None:
    (found,) = lint("Part 2-1 Req 4.3.3.6")
    assert "'4.3.3.6' is a clause that holds requirements" == found.reason
    assert ("4.3.3.6.1", "4.3.3.6.2", "4.3.3.6.3") == found.nearest


def test_an_enhancement_of_a_heading_points_to_the_enhancements() -> None:
    assert [("pointer-heading", "CR 3.2 RE(1)", ("HDR 3.2 RE(1)",))] == problems("CR 3.2 RE(1)")
    assert [("pointer-heading", "CR 3.2 RE(4)", ("SAR 3.2", "EDR 3.2", "HDR 3.2", "NDR 3.2"))] == problems(
        "CR 3.2 RE(4)"
    )


@pytest.mark.parametrize(
    ("text", "id", "nearest"),
    [
        ("IEC 62443-4-2 SR 4.3", "SR 4.3", ("62443-3-3 SR 4.3", "62443-4-2 CR 4.3")),
        ("Part 3-2 Req CR 3.1", "CR 3.1", ("62443-4-2 CR 3.1",)),
        ("IEC 62443-3-3:2013 CR 3.1", "CR 3.1", ("62443-4-2 CR 3.1", "62443-3-3 SR 3.1")),
        ("IEC 62443-4-2 SM-1", "SM-1", ("62443-4-1 SM-1",)),
        ("62443-2-1:2024 4.3.3.6.1", "4.3.3.6.1", ("62443-2-1:2009 4.3.3.6.1",)),
        ("62443-2-1:2009 ORG 1.1", "ORG 1.1", ("62443-2-1:2024 ORG 1.1",)),
    ],
)
def test_another_part_or_edition_before_an_id_is_reported(text: str, id: str, nearest: tuple[str, ...]) -> None:
    assert [("wrong-part", id, nearest)] == problems(text)


@pytest.mark.parametrize(
    "text",
    [
        "IEC 62443-4-2 refines SR 4.3",
        "IEC 62443-3-3 / 62443-4-2: SR 1.1, CR 1.1",
        "62443-2-1:2010 4.3.3.6.1",
        "IEC 62443-3-3:2013 SR 1.1",
    ],
)
def test_the_right_part_or_none_or_two_or_an_edition_not_packaged_is_no_flaw(text: str) -> None:
    assert [] == problems(text)


def test_a_misprint_is_reported_once_a_span_with_what_to_print() -> None:
    (found,) = lint("EDR/HDR/NDR 3.14")
    assert (LintRule.NOT_CANONICAL, "EDR 3.14 / HDR 3.14 / NDR 3.14") == (found.rule, found.replacement)
    assert "'EDR/HDR/NDR 3.14' is not the canonical print; nearest: EDR 3.14 / HDR 3.14 / NDR 3.14" == found.message


@pytest.mark.parametrize(
    ("text", "printed"), [("SR 1.1, 1.2", "1.2"), ("SR 1.1 RE(1), RE 2", "RE 2"), ("CCSC 1-4", "4")]
)
def test_the_next_of_a_list_is_reported_for_what_it_leaves_out(text: str, printed: str) -> None:
    (found,) = lint(text)
    assert f"'{printed}' leaves out what it shares with the id before it" == found.reason


def test_what_fix_cannot_print_is_reported_without_a_replacement() -> None:
    (found,) = lint("CR 2.1 \u2013 Authorization enforcement: RE (1)")
    assert (LintRule.NOT_CANONICAL, ("CR 2.1 RE(1)",), None) == (found.rule, found.nearest, found.replacement)


def test_an_id_of_2_4_without_br_is_no_misprint_and_never_becomes_the_base_requirement_alone() -> None:
    assert () == lint("SP.01.01 applies to all, SP.01.02 too")
    (found,) = lint("SP01.01 applies to all")
    assert "'SP01.01' is not the canonical print; nearest: SP.01.01" == found.message
    assert "SP.01.01" == found.replacement


def test_a_letter_after_an_id_is_reported() -> None:
    (found,) = lint("Part 4-2 Req CR 4.1B")
    assert "'B' directly after CR 4.1 is an item of a list inside it, not part of an id" == found.reason
    assert found.replacement is None


def test_only_the_spelling_has_a_replacement() -> None:
    findings = lint("IEC 62443-4-2 SR1.99")
    assert ["unknown-requirement", "wrong-part", "not-canonical"] == [each.rule.value for each in findings]
    assert [None, None, "SR 1.99"] == [each.replacement for each in findings]


def test_a_finding_says_where() -> None:
    first, second = lint("\u00e4 SR 9.9.9\r\n\U0001f512 SR1.1\nsee CR\n2.3")
    assert (2, 3, 2, 8) == (first.line, first.column, first.end_line, first.end_column)
    assert (3, 5, 4, 4) == (second.line, second.column, second.end_line, second.end_column)
    assert "2:3: not-canonical: 'SR1.1' is not the canonical print; nearest: SR 1.1" == str(first)


def test_an_id_of_a_part_that_no_catalog_covers_is_not_looked_up() -> None:
    assert [] == [each.rule for each in lint("CR 3.99", [load("3-3")])]
    assert [LintRule.UNKNOWN_REQUIREMENT] == [each.rule for each in lint("CR 3.99, SR 1.99", [load("3-3")])]
    assert ["SR 8.1"] == [each.reference.text for each in lint("CR 8.1, SR 8.1", [load("3-3")])]


def test_one_edition_alone_knows_only_its_own_ids() -> None:
    of_2009 = [load("2-1", "2009")]
    (found,) = lint("62443-2-1: 4.3.3.6.1 and ORG 1.1", of_2009)
    assert "1:26: unknown-requirement: 'ORG 1.1' is in no edition of 62443-2-1" == str(found)


@pytest.mark.parametrize("rule", LintRule)
def test_every_rule_has_a_level_and_a_sentence(rule: LintRule) -> None:
    assert rule.level in {"error", "warning", "note"}
    assert rule.description.endswith(".")
