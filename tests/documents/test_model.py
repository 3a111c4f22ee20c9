"""What a document is made of: tables that are whole, and what is missing."""

from __future__ import annotations

import pytest

from iec62443.documents.model import Cell, Column, Document, Facts, Missing, Paragraph, Section, Table, Tone

COLUMNS = [Column("Both"), Column("Book", only_in_workbook=True), Column("Paper", only_on_paper=True)]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_a_text_in_a_row_is_a_plain_cell() -> None:
    table = Table("x", [Column("One"), Column("Two")], [["a", Cell("b", Tone.BAD)]])
    assert ((Cell("a"), Cell("b", Tone.BAD)),) == table.rows


def test_a_table_is_hashable_whatever_it_was_made_of() -> None:
    assert hash(Table("x", [Column("One")], [["a"]])) == hash(Table("x", (Column("One"),), ((Cell("a"),),)))


@pytest.mark.parametrize("row", [[], ["a"], ["a", "b", "c", "d"]])
def test_a_row_that_has_not_one_cell_a_column_is_refused(row: list[str]) -> None:
    with pytest.raises(ValueError, match="table 'x': row 1 has not 3 cells"):
        Table("x", COLUMNS, [["a", "b", "c"], row])


@pytest.mark.parametrize("runs", [[("A", 1)], [("A", 2), ("B", 1)], [("A", 0)]])
def test_runs_that_do_not_cover_the_rows_are_refused(runs: list[tuple[str, int]]) -> None:
    with pytest.raises(ValueError, match="its runs do not cover its 2 rows"):
        Table("x", [Column("One")], [["a"], ["b"]], runs=runs)


def test_paper_and_workbook_each_have_their_columns() -> None:
    table = Table("x", COLUMNS, [["a", "b", "c"]], runs=[("All", 1)])
    assert [["a", "c"]] == texts(table.on_paper())
    assert [["a", "b"]] == texts(table.in_workbook())
    assert table.runs == table.on_paper().runs


def test_a_table_that_is_the_same_everywhere_stays_itself() -> None:
    table = Table("x", [Column("One")], [["a"]])
    assert table is table.on_paper()
    assert table is table.in_workbook()


def test_rows_are_parted_by_runs() -> None:
    table = Table("x", [Column("One")], [["a"], ["b"], ["c"]], runs=[("First", 2), ("Second", 1)])
    assert [("First", 2), ("Second", 1)] == [(title, len(rows)) for title, rows in table.parted()]
    assert [("", 1)] == [(title, len(rows)) for title, rows in Table("x", [Column("One")], [["a"]]).parted()]


def test_a_document_tells_what_it_lacks_in_its_order() -> None:
    inner = Section("Inner", [Missing("two")])
    sections = [Section("Outer", [Missing("one"), Paragraph("x")], [inner]), Section("Last", [Missing("three")])]
    document = Document("gaps", "x", "", Facts([]), sections, "")
    assert (("Outer", "one"), ("Inner", "two"), ("Last", "three")) == document.missing
