"""How wide columns are on paper: all together fill the line, and what is short never breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iec62443.documents.layout import ACROSS, UPRIGHT, across, layout
from iec62443.documents.model import Cell, Column, ColumnKind, Paragraph, Section, Table

COLUMNS = st.lists(
    st.builds(Column, st.text("abc ", max_size=20), st.integers(0, 9), st.sampled_from(ColumnKind)), max_size=9
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(COLUMNS)
    row = st.lists(st.text("ab \n", max_size=60), min_size=len(columns), max_size=len(columns))
    return Table("t", columns, draw(st.lists(row, max_size=4)))


@given(tables())
def test_columns_are_wide_enough_and_together_as_wide_as_the_line(table: Table) -> None:
    laid = layout(table)
    assert len(table.columns) == len(laid.widths)
    assert all(each >= 2 for each in laid.widths)
    line = ACROSS if laid.across else UPRIGHT
    if table.columns and any(each.kind is not ColumnKind.SHORT for each in table.columns):
        assert line - len(laid.widths) <= sum(laid.widths) <= max(line, 22 * len(laid.widths) + 25)


@given(tables())
def test_what_is_short_does_not_break(table: Table) -> None:
    laid = layout(table)
    for place, column in enumerate(table.columns):
        if column.kind is ColumnKind.SHORT and not all(each.kind is ColumnKind.SHORT for each in table.columns):
            longest = max((len(line) for row in table.rows for line in row[place].text.split("\n")), default=0)
            assert laid.widths[place] > min(longest, 22)


def test_few_columns_stand_and_many_lie_across() -> None:
    words = "some words of running text"
    assert not layout(Table("t", [Column("A")] * 4, [[words] * 4])).across
    assert layout(Table("t", [Column("A")] * 7, [[words] * 7])).across


def test_a_section_lies_across_for_a_table_of_its_own_only() -> None:
    wide = Table("t", [Column("A")] * 8, [["some words of running text"] * 8])
    narrow = Table("t", [Column("A", only_in_workbook=True)] * 7 + [Column("B")], [["some words of running text"] * 8])
    assert across(Section("S", [Paragraph("a"), wide]))
    assert not across(Section("S", [narrow], [Section("T", [wide])]))


def test_what_is_to_be_filled_in_has_room_while_it_is_empty() -> None:
    columns = [
        Column("A"),
        Column("B", 1, ColumnKind.INPUT),
        Column("C", 1, ColumnKind.INPUT, ("met by configuration",)),
    ]
    widths = layout(Table("t", [*columns, Column("D", 50)], [["a", "", "", "d"]])).widths
    assert widths[1] >= 14
    assert widths[2] >= 14


@pytest.mark.parametrize(("expected", "text"), [(False, "word " * 40), (True, "word " * 4000), (True, "\n" * 40)])
def test_a_tall_row_may_break(expected: bool, text: str) -> None:  # noqa: FBT001 - a case
    assert expected is layout(Table("t", [Column("A")], [[text]])).breaks([Cell(text)])
