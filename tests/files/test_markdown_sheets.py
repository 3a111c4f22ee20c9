"""A checklist that was filled in as Markdown: read as strictly as CSV, and as the same assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from iec62443 import (
    Assessment,
    ComponentType,
    Header,
    InvalidFile,
    Verdict,
    load,
    read_assessment,
    render,
    requirement_checklist,
)
from iec62443.files import template_sheet
from iec62443.files.markdown_sheets import parse_markdown

if TYPE_CHECKING:
    from pathlib import Path

TYPES = frozenset({ComponentType.SOFTWARE_APPLICATION})
HEADER = Header(name="App", part="4-2", component_types=TYPES)
HEAD = "| ID | Verdict |\n| --- | --- |\n"


def read(folder: Path, text: str, name: str = "x.md") -> Assessment:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return read_assessment(path, HEADER)


def test_a_checklist_is_read_back_as_the_sheet_it_is(tmp_path: Path) -> None:
    checklist = render(requirement_checklist(load("4-2"), 3, TYPES), "md").decode()
    assert read(tmp_path, template_sheet(load("4-2"), 3, TYPES), "x.csv") == read(tmp_path, checklist)


def test_what_was_filled_in_is_read_as_from_a_sheet(tmp_path: Path) -> None:
    checklist = render(requirement_checklist(load("4-2"), 1, TYPES), "md").decode()
    sheet = template_sheet(load("4-2"), 1, TYPES)
    empty = "|  |  |  |  |"
    for id, verdict, justification, evidence, condition in (
        ("CR 1.1", "met", "By login \\| badge.", "TR-1; TR-2", ""),
        ("CR 2.5", "met by configuration", "Locks.", "", "idle &lt; 15 minutes"),
        ("CR 2.2", "n/a", "There is no radio.<br>None at all.", "", ""),
    ):
        (row,) = (line for line in checklist.split("\n") if line.startswith(f"| {id} |") and line.endswith(empty))
        filled = f"| {verdict} | {justification} | {evidence} | {condition} |"
        checklist = checklist.replace(row, row.removesuffix(empty) + filled)
        (line,) = (line for line in sheet.split("\n") if line.startswith(f"{id},"))
        said = justification.replace("\\|", "|").replace("<br>", "\n")
        cells = [verdict, said, evidence, "", condition.replace("&lt;", "<"), *[""] * 6]
        sheet = sheet.replace(line, ",".join((*line.split(",")[:4], *(f'"{each}"' for each in cells))))
    made = read(tmp_path, checklist)
    assert read(tmp_path, sheet, "x.csv") == made
    assert (Verdict.NOT_APPLICABLE, "There is no radio.\nNone at all.") == (
        made["CR 2.2"].verdict,
        made["CR 2.2"].justification,
    )
    assert "idle < 15 minutes" == made["CR 2.5"].condition
    assert ["TR-1", "TR-2"] == [each.reference for each in made["CR 1.1"].evidence]


def test_the_header_may_lie_beside_it(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(
        'part = "4-2"\nfindings = "x.md"\n[subject]\nname = "App"\ntypes = ["software_application"]\n', encoding="utf-8"
    )
    (tmp_path / "x.md").write_text(f"{HEAD}| CR 1.1 | met |\n", encoding="utf-8")
    assert ["CR 1.1"] == [str(each.requirement) for each in read_assessment(tmp_path / "x.toml")]
    assert read_assessment(tmp_path / "x.toml") == read_assessment(tmp_path / "x.md")


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| SR 1.1 | met |", {"ID": "SR 1.1", "Verdict": "met"}),
        ("|SR 1.1|met|", {"ID": "SR 1.1", "Verdict": "met"}),
        ("  | SR 1.1 | met", {"ID": "SR 1.1", "Verdict": "met"}),
        ("| SR 1.1 | a \\| b |", {"ID": "SR 1.1", "Verdict": "a | b"}),
        ("| SR 1.1 | a \\\\| ", {"ID": "SR 1.1", "Verdict": "a \\"}),
        ("| SR 1.1 | &amp;lt; \\&lt; &#x41;<br />b |", {"ID": "SR 1.1", "Verdict": "&lt; &lt; A\nb"}),
        ("| SR 1.1 | \\*a\\* \\q |", {"ID": "SR 1.1", "Verdict": "*a* \\q"}),
        ("| SR 1.1 | |", {"ID": "SR 1.1", "Verdict": ""}),
    ],
)
def test_a_row_is_read_as_markdown_shows_it(line: str, cells: dict[str, str]) -> None:
    assert ((3, cells),) == parse_markdown(HEAD + line).lines


def test_tables_of_the_same_columns_are_one_sheet_and_other_text_is_passed_over() -> None:
    other = "# Title\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n"
    more = f"\ntext | with | pipes\n\n{HEAD}| SR 1.2 | met |\n| | |\n| SR 1.3 | no |\nend"
    text = f"{other}{HEAD}| SR 1.1 | met |\n{more}"
    sheet = parse_markdown(text)
    assert ([9, 15, 17], ()) == ([place for place, _ in sheet.lines], sheet.problems)
    assert "line 7" == sheet.head


@pytest.mark.parametrize("rule", ["|---|---|", "| :-- | --: |", "--- | ---", ":-:|:-:"])
def test_the_rule_of_a_table_may_align(rule: str) -> None:
    assert 1 == len(parse_markdown(f"| ID | Verdict |\n{rule}\n| SR 1.1 | met |").lines)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", (("", "no table has the columns 'id' and 'verdict'"),)),
        ("| ID | Verdict |\n| SR 1.1 | met |", (("", "no table has the columns 'id' and 'verdict'"),)),
        (f"{HEAD}| SR 1.1 |\n| SR 1.2 | met | x |", tuple(
            (f"line {line}", f"has {count} cells, the head of the table has 2") for line, count in ((3, 1), (4, 3))
        )),
        (
            f"{HEAD}| SR 1.1 | met |\n\n| Verdict | ID |\n|---|---|\n| met | SR 1.2 |",
            (("line 5", "has other columns than the table in line 1"),),
        ),
        ("| ID | Verdict | ID |\n|---|---|---|\n", (("line 1", "has the column 'ID' twice"),)),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_line(text: str, problems: tuple[tuple[str, str], ...]) -> None:
    assert problems == parse_markdown(text).problems


def test_what_is_wrong_in_a_cell_is_told_like_in_a_sheet(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile) as caught:
        read(tmp_path, f"{HEAD}| CR 1.1 | maybe |\n| CR 1.99 | met |\n")
    assert ["line 3", "line 4"] == [place for place, _ in caught.value.problems]


def test_a_long_text_is_read_in_time() -> None:
    slashes, pipes = "\\" * 5000, "|" * 50
    text = HEAD + f"| SR 1.1 | {slashes}{pipes} |\n" * 20
    long = "| " * 50_000 + "\n|" + " " * 100_000 + "-\n" + "\\" * 100_000
    assert 20 + 2 == len(parse_markdown(text + long).problems)


MORE = "\n| ID | Reason | Countermeasures | Adequate up to |\n| --- | --- | --- | --- |\n"
LISTED = f"{HEAD}| CR 1.1 | compensated |\n| CR 1.2 | met |\n"


def test_more_on_a_requirement_is_taken_into_its_line() -> None:
    sheet = parse_markdown(f"{LISTED}{MORE}| CR1.1 |  | cabinet; guard | 2 |\n| | | | |\n")
    assert ("ID", "Verdict", "Reason", "Countermeasures", "Adequate up to") == sheet.columns
    assert ("cabinet; guard", "2", "") == (
        sheet.lines[0][1]["Countermeasures"],
        sheet.lines[0][1]["Adequate up to"],
        sheet.lines[1][1]["Reason"],
    )
    assert () == sheet.problems


def test_what_is_wrong_with_more_is_told_where_it_stands(tmp_path: Path) -> None:
    rows = "| CR 9.9 | other | | |\n| x | | y | |\n| CR 1.1 | nonsense | box | 7 |\n| CR 1.1 | | bag | |\n| CR 1.2 |\n"
    with pytest.raises(InvalidFile) as caught:
        read(tmp_path, f"{LISTED}{MORE}{rows}")
    told = dict(caught.value.problems)
    assert "is about 'CR 9.9', which no table with verdicts lists" == told["line 8"]
    assert "is about 'x', which no table with verdicts lists" == told["line 9"]
    assert "a level from 0 to 4 is expected, not '7'" == told["line 10, adequate_up_to"]
    assert "not 'nonsense'" in told["line 10, reason"]
    assert "is filled in for 'CR 1.1' in line 10 already" == told["line 11, countermeasures"]
    assert "has 1 cells, the head of the table has 4" == told["line 12"]


def test_more_does_not_go_over_what_the_line_says() -> None:
    text = f"| ID | Verdict | Reason |\n| --- | --- | --- |\n| CR 1.1 | n/a | other |\n{MORE}| CR 1.1 | other | | |\n"
    assert (("line 7, reason", "is filled in for 'CR 1.1' in line 3 already"),) == parse_markdown(text).problems


def test_the_block_about_the_assessment_is_read_with_its_lines() -> None:
    text = f"| About | Fill in |\n| --- | --- |\n| Name | a \\| b |\n| Part |  |\n| Date |\n\n{LISTED}"
    sheet = parse_markdown(text)
    assert (("line 3", "Name", "a | b"), ("line 4", "Part", "")) == sheet.about
    assert (("line 5", "has 1 cells, the head of the table has 2"),) == sheet.problems
