"""A licensee's own table against the catalog."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from golden.tables import table

from iec62443 import InvalidFile, RequirementId, load
from iec62443.files.own_copy import Comparison, Difference, compare_own_copy, read_own_copy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ROWS = [row for row in table("requirements") if row["part"] == "62443-3-3"]


def written(rows: Sequence[Sequence[str]], separator: str = ",") -> str:
    out = StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


def compared(folder: Path, text: str, part: str = "3-3") -> Comparison:
    path = folder / "own.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return compare_own_copy(path, load(part))


def problems(folder: Path, text: str) -> tuple[tuple[str, str], ...]:
    with pytest.raises(InvalidFile) as caught:
        compared(folder, text)
    assert "own.csv" == caught.value.source
    return caught.value.problems


def whole(**changed: tuple[str, str]) -> list[list[str]]:
    """Give the whole table, some rows changed; ids are named like ``SR_1_1``."""
    new = {name.replace("_", " ", 1).replace("_", "."): row for name, row in changed.items()}
    return [["id", "title", "sl"], *([row["id"], *new.get(row["id"], (row["title"], row["sl"]))] for row in ROWS)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_table_that_was_transcribed_from_outside_agrees(tmp_path: Path, separator: str) -> None:
    assert Comparison((), 100, ()) == compared(tmp_path, written(whole(), separator))


def test_4_2_agrees_with_and_without_its_constraints(tmp_path: Path) -> None:
    rows = [[row["id"], row["title"], row["sl"]] for row in table("requirements") if row["part"] == "62443-4-2"]
    constraints = [[row["id"], row["title"], ""] for row in table("constraints") if row["part"] == "62443-4-2"]
    head = ["id", "title", "sl"]
    assert Comparison((), 122, ()) == compared(tmp_path, written([head, *rows]), "4-2")
    assert Comparison((), 126, ()) == compared(tmp_path, written([head, *constraints, *rows]), "4-2")


def test_a_difference_is_named_with_what_each_says(tmp_path: Path) -> None:
    rows = whole(SR_1_1=("Something else", "1"), SR_1_2=(ROWS[4]["title"], "3"))
    rows = [row for row in rows if row[0] != "SR 7.8"] + [["SR 7.80", "Ours alone", "1"]]
    first, second, gone, new = map(RequirementId.parse, ("SR 1.1", "SR 1.2", "SR 7.8", "SR 7.80"))
    assert "SR 1.2" == ROWS[4]["id"]
    assert (
        Difference(new, "id", "SR 7.80", None),
        Difference(first, "title", "Something else", ROWS[0]["title"]),
        Difference(second, "sl", "3", "2"),
        Difference(gone, "id", None, "SR 7.8"),
    ) == compared(tmp_path, written(rows)).differences


def test_both_title_and_level_of_a_row_may_differ(tmp_path: Path) -> None:
    differences = compared(tmp_path, written(whole(SR_1_1=("x", "4")))).differences
    assert [("title", "x"), ("sl", "4")] == [(each.what, each.theirs) for each in differences]


@pytest.mark.parametrize(
    "title", ["HUMAN USER identification and Authentication", "Human  user identification\nand authentication", ""]
)
def test_case_and_blanks_of_a_title_do_not_matter_and_an_empty_one_is_not_compared(tmp_path: Path, title: str) -> None:
    assert () == compared(tmp_path, written(whole(SR_1_1=(title, "1")))).differences


@pytest.mark.parametrize("level", ["1", "SL 1", "SL1", "sl-c 1", "SL-C1", ""])
def test_a_level_is_read_as_people_write_it_and_an_empty_one_is_not_compared(tmp_path: Path, level: str) -> None:
    assert () == compared(tmp_path, written(whole(SR_1_1=(ROWS[0]["title"], level)))).differences


@pytest.mark.parametrize("column", ["sl", "SL", "level", "Level", "SL-C", "sl-t"])
def test_the_level_may_stand_in_a_column_of_another_name(tmp_path: Path, column: str) -> None:
    rows = [["ID", column], *([row["id"], row["sl"]] for row in ROWS)]
    assert Comparison((), 100, ()) == compared(tmp_path, written(rows))


def test_titles_alone_are_enough(tmp_path: Path) -> None:
    rows = [["Id", "Title"], *([row["id"], row["title"]] for row in ROWS)]
    assert Comparison((), 100, ()) == compared(tmp_path, written(rows))


def test_other_columns_are_passed_over_and_named(tmp_path: Path) -> None:
    rows = [["note", "id", "Page", "sl"], *(["x", row["id"], "7", row["sl"]] for row in ROWS)]
    assert Comparison((), 100, ("note", "Page")) == compared(tmp_path, written(rows))


def test_ids_are_read_in_any_notation(tmp_path: Path) -> None:
    rows = [["id", "sl"], *([row["id"].replace(" RE(", "RE").replace(")", "").lower(), row["sl"]] for row in ROWS)]
    assert Comparison((), 100, ()) == compared(tmp_path, written(rows))


def test_every_problem_is_told_with_its_line(tmp_path: Path) -> None:
    text = "id,title,sl\nSR 1.1,x,1\nnonsense,x,1\nSR 1.2,x,5\n\nSR 1.3,x,high\nSR 1.1,x,1\nSR 1.4,x,0\n"
    told = problems(tmp_path, text)
    assert told[0][1].startswith("'nonsense' is not a requirement id: no notation of an id of 62443 fits; try ")
    assert (
        ("line 3", told[0][1]),
        ("line 4", "a level from 1 to 4 is expected, not '5'"),
        ("line 6", "a level from 1 to 4 is expected, not 'high'"),
        ("line 7", "SR 1.1 stands twice"),
        ("line 8", "a level from 1 to 4 is expected, not '0'"),
    ) == told


def test_what_is_wrong_with_the_sheet_is_told_first(tmp_path: Path) -> None:
    assert (("line 3", "has 1 cells, the head line has 2"),) == problems(tmp_path, "id,sl\nSR 1.1,9\nSR 1.2\n")


@pytest.mark.parametrize("head", ["title,sl", "id", "id,note", "requirement,title"])
def test_the_columns_that_are_needed_are_named(tmp_path: Path, head: str) -> None:
    expected = ("line 1", "the columns id, and title or sl or both, are expected")
    assert (expected,) == problems(tmp_path, f"{head}\n")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    expected = ("", "is empty: a head line with the names of the columns is expected")
    assert (expected,) == problems(tmp_path, "")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile, match="cannot be read: No such file"):
        compare_own_copy(tmp_path / "none.csv", load("3-3"))


def test_the_print_without_the_corrigendum_differs_in_one_level(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(written(whole()), encoding="utf-8", newline="")
    differences = compare_own_copy(str(path), load("3-3", corrigenda=())).differences
    (row,) = table("amendments")
    note = f"your copy has the level after COR1:2014: {row['note']}"
    assert (Difference(RequirementId.parse("SR 3.4"), "sl", "2", "1", note, "COR1:2014"),) == differences


def test_a_corrigendum_explains_only_the_level_that_it_changed(tmp_path: Path) -> None:
    (row,) = table("amendments")
    title = next(each["title"] for each in ROWS if each["id"] == "SR 3.4")
    (old,) = compared(tmp_path, written(whole(SR_3_4=(title, "1")))).differences
    assert ("2", "1", f"your copy has the level before COR1:2014: {row['note']}") == (old.ours, old.theirs, old.note)
    for changed in ({"SR_3_4": (title, "4")}, {"SR_3_4": ("x", "2")}, {"SR_1_1": (ROWS[0]["title"], "2")}):
        (other,) = compared(tmp_path, written(whole(**changed))).differences
        assert ("", "") == (other.note, other.corrigendum)


HEADINGS = table("headings")


def test_a_heading_is_no_difference_and_says_where_it_points(tmp_path: Path) -> None:
    rows = [[row["id"], row["title"], row["sl"]] for row in table("requirements") if row["part"] == "62443-4-2"]
    headings = [[row["id"], row["title"].upper(), ""] for row in HEADINGS]
    comparison = compared(tmp_path, written([["id", "title", "sl"], *headings, *rows]), "4-2")
    assert ((), 122 + 15) == (comparison.differences, comparison.compared)
    assert [
        f"points on to {row['to'].replace('|', ', ')}"
        if row["to"]
        else f"components have no requirement here, see {row['system_requirement']}"
        for row in HEADINGS
    ] == [each.says for each in comparison.headings]


def test_a_heading_has_a_title_no_level_and_no_enhancement(tmp_path: Path) -> None:
    rows = [[row["id"], row["title"], row["sl"]] for row in table("requirements") if row["part"] == "62443-4-2"]
    own = [["CR 1.6", "Wireless", "1"], ["CR 1.6 RE(1)", "x", "2"], ["CR 2.3", "", "1"]]
    differences = compared(tmp_path, written([["id", "title", "sl"], *own, *rows]), "4-2").differences
    first, enhancement, second = (RequirementId.parse(each[0]) for each in own)
    none = "a heading has no level of its own: components have no requirement here, see SR 2.3"
    assert (
        Difference(first, "title", "Wireless", load("4-2").headings[first].title),
        Difference(first, "sl", "1", None, "a heading has no level of its own: points on to NDR 1.6"),
        Difference(enhancement, "id", "CR 1.6 RE(1)", None, "CR 1.6 is a heading: points on to NDR 1.6"),
        Difference(second, "sl", "1", None, none),
    ) == differences


@pytest.mark.parametrize(
    ("ids", "name"),
    [
        (["SR 1.1", "SR 1.1 RE(1)", "Clause 4.2"], "62443-3-3:2013 with COR1:2014"),
        (["CR 1.1", "EDR 3.2", "CCSC 1", "CR 1.6"], "62443-4-2:2019"),
        (["ORG 1.1", "CM 1.1"], "62443-2-1:2024"),
        (["4.2.2.1", "4.3.3.6.1"], "62443-2-1:2009"),
        (["4.9.9.9"], "62443-2-1:2024"),
        (["SR 1.1", "CR 1.1"], None),
        ([], None),
    ],
)
def test_the_ids_tell_the_part_and_the_edition(tmp_path: Path, ids: list[str], name: str | None) -> None:
    path = tmp_path / "own.csv"
    path.write_text("\n".join(["id,title", *(f"{id},x" for id in ids)]), encoding="utf-8")
    own = read_own_copy(path)
    told = own.catalog()
    assert name == (told.name if told else None)
    assert sorted({RequirementId.parse(id).part for id in ids}) == list(own.parts)
    assert () == own.ignored


def test_a_part_without_levels_is_compared_by_title(tmp_path: Path) -> None:
    rows = [row for row in table("other_requirements") if row["part"] == "62443-4-1"]
    text = written([["id", "title"], *([row["id"], row["title"]] for row in rows)])
    assert Comparison((), len(rows), ()) == compared(tmp_path, text, "4-1")
