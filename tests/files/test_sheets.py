"""The sheet to fill in, and reading it back."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from assessment_strategies import EMBEDDED, some_types
from attrs import evolve
from golden.tables import table
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import rows_for
from strategies import component_types, vectors

from iec62443 import (
    FR,
    ComponentType,
    Evidence,
    Header,
    InvalidFile,
    NotApplicableReason,
    RequirementId,
    SLVector,
    Verdict,
    load,
    read_assessment,
)
from iec62443.files import template_sheet
from iec62443.files.plain import parse_sheet
from iec62443.files.sheets import COLUMNS, read_lines

if TYPE_CHECKING:
    from pathlib import Path

    from iec62443 import Assessment

HEADER = Header(name="X", part="4-2", component_types=EMBEDDED)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


def read(folder: Path, text: str, header: Header = HEADER) -> Assessment:
    path = folder / "sheet.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return read_assessment(path, header)


def problems(folder: Path, text: str) -> list[tuple[str, str]]:
    with pytest.raises(InvalidFile) as caught:
        read(folder, text)
    return list(caught.value.problems)


# ---- the sheet to fill in


def test_the_columns_are_what_is_asked_about_and_what_is_answered() -> None:
    expected = "id title fr sl verdict justification evidence reason condition condition_holds countermeasures"
    assert [*expected.split(), "adequate_up_to", "owner", "date", "maturity"] == list(COLUMNS)
    assert ",".join(COLUMNS) == template_sheet(load("3-3")).splitlines()[0]


@settings(max_examples=40)
@given(vectors, some_types)
def test_every_requirement_up_to_the_target_has_a_line_and_every_constraint_has_one(
    target: SLVector, types: frozenset[ComponentType]
) -> None:
    constraints = [row["id"] for row in table("constraints") if row["part"] == "62443-4-2"]
    due = [row for row in rows_for("62443-4-2", types) if row.sl <= target[row.fr]]
    sheet = rows(template_sheet(load("4-2"), target, types))
    assert [*constraints, *(row.id for row in due)] == [row["id"] for row in sheet]
    assert [("", "")] * 4 + [(row.fr.name, str(row.sl)) for row in due] == [(row["fr"], row["sl"]) for row in sheet]
    assert {""} == {cell for row in sheet for column, cell in row.items() if column not in COLUMNS[:4]}


def test_titles_stand_beside_the_ids() -> None:
    expected = {row["id"]: row["title"] for row in table("requirements") if row["part"] == "62443-3-3"}
    sheet = {row["id"]: row["title"] for row in rows(template_sheet(load("3-3")))}
    assert expected == {id: title for id, title in sheet.items() if not id.startswith("Clause")}
    assert ["Clause 4.2", "Clause 4.3", "Clause 4.4"] == list(sheet)[:3]


@pytest.mark.parametrize(("part", "level", "lines"), [("3-3", 1, 37 + 3), ("3-3", 4, 100 + 3), ("3-3", 0, 3)])
def test_the_target_may_be_one_level(part: str, level: int, lines: int) -> None:
    assert lines == len(rows(template_sheet(load(part), level)))


@pytest.mark.parametrize(("part", "edition"), [("2-1", "2024"), ("2-4", "2023"), ("3-2", "2020"), ("4-1", "2018")])
def test_where_no_level_selects_every_requirement_has_a_line(part: str, edition: str) -> None:
    full = f"62443-{part}"
    expected = [row["id"] for row in table("other_requirements") if (row["part"], row["edition"]) == (full, edition)]
    sheet = rows(template_sheet(load(part)))
    assert expected == [row["id"] for row in sheet]
    assert {("", "")} == {(row["fr"], row["sl"]) for row in sheet}


@settings(max_examples=12)
@given(st.sampled_from(["3-3", "4-2"]), component_types)
def test_what_is_not_filled_in_is_not_assessed(
    tmp_path_factory: pytest.TempPathFactory, part: str, types: frozenset[ComponentType]
) -> None:
    given_types = (types or EMBEDDED) if part == "4-2" else None
    sheet = template_sheet(load(part), 4, given_types or ())
    header = Header(name="X", part=part, component_types=given_types)
    assessment = read(tmp_path_factory.getbasetemp(), sheet, header)
    assert [row["id"] for row in rows(sheet)] == [each.requirement.text for each in assessment]
    assert {Verdict.NOT_ASSESSED} == {each.verdict for each in assessment}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_is_filled_in_is_read_back_from_any_spreadsheet(tmp_path: Path, separator: str) -> None:
    sheet = rows(template_sheet(load("4-2"), 2, EMBEDDED))
    answers = {
        "CR 1.1": {"verdict": "met", "evidence": "TR-1; TR-2;\nTR-3", "owner": "R&D", "date": "2026-03-31"},
        "CR 1.2": {"verdict": "NA", "justification": "so, it; is", "reason": "feature_absent"},
        "CR 1.3": {"verdict": "configurable", "condition": 'says "on"', "condition_holds": "No"},
        "CR 1.4": {"verdict": "compensated", "justification": "so", "countermeasures": "a\nb", "adequate_up_to": "0"},
    }
    out = StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, delimiter=separator)
    writer.writeheader()
    writer.writerows(row | answers.get(row["id"], {}) for row in sheet)
    assessment = read(tmp_path, out.getvalue())
    assert len(sheet) == len(assessment)
    assert (Evidence("TR-1"), Evidence("TR-2"), Evidence("TR-3")) == assessment["CR 1.1"].evidence
    assert ("R&D", "2026-03-31") == (assessment["CR 1.1"].owner, str(assessment["CR 1.1"].date))
    assert ("so, it; is", NotApplicableReason.FEATURE_ABSENT) == (
        assessment["CR 1.2"].justification,
        assessment["CR 1.2"].reason,
    )
    assert ('says "on"', False) == (assessment["CR 1.3"].condition, assessment["CR 1.3"].condition_holds)
    assert (("a", "b"), 0) == (assessment["CR 1.4"].countermeasures, assessment["CR 1.4"].adequate_up_to)


# ---- formulas


@pytest.mark.parametrize("title", ["=1+1", "+cmd", "-1", "@SUM(A1)", '=HYPERLINK("x","y")'])
def test_a_title_that_a_spreadsheet_would_take_for_a_formula_is_protected(title: str) -> None:
    catalog = load("3-3")
    first = evolve(catalog.requirements[0], title=title)
    hostile = evolve(catalog, requirements=(first, *catalog.requirements[1:]))
    sheet = template_sheet(hostile, 1)
    assert f"'{title}" == rows(sheet)[3]["title"]
    lines, _ = read_lines(parse_sheet(sheet), hostile)
    assert len(rows(sheet)) == len(lines)


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@x"])
@pytest.mark.parametrize("mark", ["", "'"])
def test_a_formula_in_a_cell_is_text_with_or_without_the_mark_of_a_spreadsheet(
    tmp_path: Path, formula: str, mark: str
) -> None:
    text = f"id,verdict,justification,evidence,owner\nCR 1.1,met,{mark}{formula},{mark}{formula},{mark}{formula}\n"
    finding = read(tmp_path, text)["CR 1.1"]
    assert (formula, (Evidence(formula),), formula) == (finding.justification, finding.evidence, finding.owner)


def test_a_formula_for_an_id_or_a_verdict_is_refused(tmp_path: Path) -> None:
    told = problems(tmp_path, 'id,verdict\n"=HYPERLINK(""CR 1.1"")",met\nCR 1.1,=1\n')
    assert ["line 2", "line 3"] == [place for place, _ in told]
    assert "is not a requirement id" in told[0][1]
    assert told[1][1].startswith("'=1' is no verdict")


# ---- columns


@pytest.mark.parametrize("head", ["ID,Verdict", "Requirement,Status", "requirement,Result", " id , verdict "])
def test_columns_have_the_names_that_people_give_them(tmp_path: Path, head: str) -> None:
    assert Verdict.MET is read(tmp_path, f"{head}\nCR 1.1,met\n")["CR 1.1"].verdict


def test_a_rationale_and_a_level_are_read_under_these_names_too(tmp_path: Path) -> None:
    text = "Requirement,Status,Rationale,Level,Adequate up to\nCR 1.1,compensated,so,SL 1,3\n"
    finding = read(tmp_path, text)["CR 1.1"]
    assert ("so", 3) == (finding.justification, finding.adequate_up_to)


def test_a_column_without_a_meaning_is_refused_and_told_how_to_pass_it_over(tmp_path: Path) -> None:
    known = ", ".join(COLUMNS)
    expected = f"the column 'Remark' means nothing here; known: {known}; name it in ignore_columns to pass over it"
    assert [("line 1", expected)] == problems(tmp_path, "id,verdict,Remark\nCR 1.1,met,x\n")


def test_two_columns_of_one_meaning_are_refused(tmp_path: Path) -> None:
    assert [("line 1", "two columns mean 'id'")] == problems(tmp_path, "id,verdict,Requirement\nCR 1.1,met,CR 1.2\n")
    assert ("line 1", "has the column 'id' twice") in problems(tmp_path, "id,verdict,id\nCR 1.1,met,CR 1.2\n")


def test_the_columns_that_are_needed_are_named_and_nothing_else_is_told(tmp_path: Path) -> None:
    assert [("line 1", "the column 'id' is missing"), ("line 1", "the column 'verdict' is missing")] == (
        problems(tmp_path, "title\nnonsense\n")
    )
    assert [("line 1", "the column 'verdict' is missing")] == problems(tmp_path, "id\nnonsense\n")


def test_an_ignored_column_is_not_the_one_that_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "sheet.toml"
    path.write_text('ignore_columns = ["ID"]\n', encoding="utf-8")
    assert [("line 1", "the column 'id' is missing")] == problems(tmp_path, "id,verdict\nCR 1.1,met\n")


# ---- cells


def test_a_line_without_an_id_is_told(tmp_path: Path) -> None:
    assert [("line 2", "has no id"), ("line 4", "has no id")] == (
        problems(tmp_path, "id,verdict\n,met\nCR 1.1,met\n  ,planned\n")
    )


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("yes", True), ("YES", True), ("true", True), ("True", True), ("no", False), ("FALSE", False), ("", None)],
)
def test_whether_a_condition_holds_is_yes_or_no_or_not_said(
    tmp_path: Path, cell: str, *, expected: bool | None
) -> None:
    text = f"id,verdict,condition,condition_holds\nCR 1.1,configurable,TLS,{cell}\n"
    assert expected is read(tmp_path, text)["CR 1.1"].condition_holds


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("condition_holds", "maybe", "yes or no is expected, not 'maybe'"),
        ("condition_holds", "1", "yes or no is expected, not '1'"),
        ("adequate_up_to", "5", "a level from 0 to 4 is expected, not '5'"),
        ("adequate_up_to", "SL 2", "a level from 0 to 4 is expected, not 'SL 2'"),
        ("adequate_up_to", "\u0662", "a level from 0 to 4 is expected, not '\u0662'"),
        ("maturity", "0", "a level from 1 to 4 is expected, not '0'"),
        ("maturity", "5", "a level from 1 to 4 is expected, not '5'"),
        ("date", "31.03.2026", "a date such as 2026-03-31 is expected, not '31.03.2026'"),
        ("date", "2026-02-30", "a date such as 2026-03-31 is expected, not '2026-02-30'"),
        ("date", "20260331", "a date such as 2026-03-31 is expected, not '20260331'"),
    ],
)
def test_a_cell_that_means_nothing_is_told_with_its_line_and_column(
    tmp_path: Path, column: str, cell: str, message: str
) -> None:
    assert [(f"line 3, {column}", message)] == (
        problems(tmp_path, f"id,verdict,{column}\nCR 1.2,planned,\nCR 1.1,planned,{cell}\n")
    )


def test_a_reason_that_is_none_is_told(tmp_path: Path) -> None:
    ((place, message),) = problems(tmp_path, "id,verdict,justification,reason\nCR 1.1,NA,so,whim\n")
    assert "line 2, reason" == place
    assert "one of feature_absent, condition_not_met, other is expected, not 'whim'" == message


# ---- what the sheet says about the requirement


@pytest.mark.parametrize(
    ("fr", "sl"), [("IAC", "1"), ("iac", "SL1"), ("IAC", "sl 1"), ("", "1"), ("IAC", ""), ("", "")]
)
def test_a_level_and_an_fr_as_the_catalog_has_them_are_fine(tmp_path: Path, fr: str, sl: str) -> None:
    assert 1 == len(read(tmp_path, f"id,fr,sl,verdict\nCR 1.1,{fr},{sl},met\n"))


@pytest.mark.parametrize(
    ("column", "cell", "ours"),
    [("fr", "UC", "IAC"), ("fr", "1", "IAC"), ("sl", "2", "1"), ("sl", "SL 2", "1"), ("sl", "x", "1")],
)
def test_a_level_or_an_fr_that_is_not_the_catalogs_is_told(tmp_path: Path, column: str, cell: str, ours: str) -> None:
    expected = f"says {cell!r}, the catalog 62443-4-2:2019 has {ours!r} for CR 1.1"
    assert [(f"line 2, {column}", expected)] == problems(tmp_path, f"id,{column},verdict\nCR 1.1,{cell},met\n")


def test_a_level_beside_what_is_no_single_requirement_is_not_compared(tmp_path: Path) -> None:
    text = "id,sl,verdict\nCR 3.2,4,met\nCCSC 1,4,met\nEDR / HDR / NDR 3.14,4,met\n"
    assert 5 == len(read(tmp_path, text))


def test_a_process_has_neither_level_nor_fr(tmp_path: Path) -> None:
    text = "id,fr,sl,verdict,maturity\nSM-1,,,met,2\nSM-2,IAC,1,met,3\n"
    with pytest.raises(InvalidFile) as caught:
        read(tmp_path, text, Header(name="Us", part="4-1"))
    assert (
        ("line 3, fr", "says 'IAC', the catalog 62443-4-1:2018 has '' for SM-2"),
        ("line 3, sl", "says '1', the catalog 62443-4-1:2018 has '' for SM-2"),
    ) == caught.value.problems


@given(st.sampled_from([row["id"] for row in table("requirements") if row["part"] == "62443-4-2"]), st.sampled_from(FR))
def test_only_the_fr_of_the_transcribed_table_passes(id: str, fr: FR) -> None:
    row = next(row for row in rows_for("62443-4-2") if row.id == id)
    _, told = read_lines(parse_sheet(f"id,fr,verdict\n{id},{fr.name},met\n"), load("4-2"))
    assert (row.fr is not fr) == bool(told)


def test_without_a_catalog_nothing_is_compared() -> None:
    lines, told = read_lines(parse_sheet("id,sl,verdict\nCR 1.1,4,met\n"), None)
    assert [] == told
    assert [("line 2", {"id": "CR 1.1", "verdict": "met"})] == [(each.place, each.cells) for each in lines]


def test_an_id_may_be_written_in_any_notation(tmp_path: Path) -> None:
    text = "id,sl,verdict\n IEC 62443-4-2:2019 - cr1.1re1 ,2,met\n"
    assert [RequirementId.parse("CR 1.1 RE(1)")] == [each.requirement for each in read(tmp_path, text)]
