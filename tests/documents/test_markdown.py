"""Markdown: a text is shown as it is, wherever it stands, and is read back as it was."""

from __future__ import annotations

import re

import pytest
from documents.hostile import MANY_LINES, ONE_LINE
from documents.parsed import MARKDOWN, Page, markdown_structure, markdown_text
from documents.sample import kitchen_sink
from hypothesis import example, given, settings
from hypothesis import strategies as st

from iec62443.documents import markdown
from iec62443.documents.markdown import escape
from iec62443.documents.model import Cell, Column, ColumnKind, Document, Facts, Paragraph, Section, Table
from iec62443.documents.printable import printable
from iec62443.files.markdown_sheets import parse_markdown

#: Texts of signs that mean something in Markdown, and any others.
texts = st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~$&;:=?/%@^\"' \n1aZé{}") | st.characters(), max_size=30)

PLACES = {
    "paragraph": "{}",
    "heading": "# {}",
    "item": "- {}",
    "quote": "> {}",
    "bold": "x **{}** y",
    "cell": "| a | b |\n| --- | --- |\n| {} | c |",
    "after": "Some words: {}",
    "later line": "Some words\n{}",
}


def words(text: str) -> list[str]:
    return printable(text).split()


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=150)
@given(texts)
@example("&amp;")
@example("a_b_ _c_ d__e")
@example("C # ##")
@example("1. x")
@example("123456789) x")
@example("+")
@example("\\")
@example("a\\|b")
def test_a_text_is_shown_as_it_is_wherever_it_stands(place: str, text: str) -> None:
    shown = escape(text)
    if place == "bold" and not words(text):
        return  # emphasis around nothing is none
    page = Page(MARKDOWN.render(PLACES[place].format(shown)))
    plain = Page(MARKDOWN.render(PLACES[place].format("x")))
    around = PLACES[place].format("\0").replace("**", "").lstrip("#->| ").split("\0")
    assert [tag for tag, _ in plain.elements if text.strip()] == [tag for tag, _ in page.elements if text.strip()]
    if place != "cell":
        assert words(around[0]) + words(text) + words(around[1]) == page.text.split()
    else:
        assert ["a", "b", *words(text), "c"] == page.text.split()


@given(texts)
def test_what_is_escaped_stands_on_one_line(text: str) -> None:
    assert "\n" not in escape(text)


@pytest.mark.parametrize(
    "plain",
    [
        "CR 1.1 RE(1)",
        "SL-C(EC 210) = { 2 1 3 2 1 3 1..2 }",
        "met_by_configuration",
        "sha256:e3b0c442",
        "a -> b, 3 + 4 = 7",
        "-5 °C to +40 °C",
        "(ticket EC-5512); see 4.3.3.6.1",
        "AT&T, R&D",
        "3.2.0 build 41907",
        "https://example.org/a?b=c#d",
        "!important",
        "what? who!",
        "/dev/null",
        "100 % of 12:30",
        "item #5 of C#",
    ],
)
def test_what_engineers_write_stays_readable(plain: str) -> None:
    assert plain.replace("#5", "\\#5") == escape(plain)


@pytest.mark.parametrize("name", ONE_LINE)
def test_a_hostile_text_changes_nothing_but_words(name: str) -> None:
    hostile = markdown.write(kitchen_sink(ONE_LINE[name]))
    assert markdown_structure(markdown.write(kitchen_sink("plain"))) == markdown_structure(hostile)
    expected = " ".join(words(ONE_LINE[name]))
    assert " ".join(markdown_text(hostile).split()).count(expected) >= 20


@pytest.mark.parametrize("name", MANY_LINES)
def test_a_text_of_many_lines_or_long_changes_nothing_but_words_and_breaks(name: str) -> None:
    hostile = markdown.write(kitchen_sink(MANY_LINES[name]))
    inert = {"html_inline", "text"}
    allowed = {"paragraph_open p", "inline ", "paragraph_close p", "<br>", "text"}
    before = markdown_structure(markdown.write(kitchen_sink("plain")))
    after = markdown_structure(hostile)
    assert [each for each in before if each not in allowed | inert] == [
        each for each in after if each not in allowed | inert
    ]
    shown = " ".join(markdown_text(hostile).split())
    assert shown.count(" ".join(words(MANY_LINES[name]))) >= 10


def test_no_jinja_of_a_text_is_run() -> None:
    assert "49" not in markdown.write(kitchen_sink("{{ 7 * 7 }}"))
    assert "{{" not in markdown.write(kitchen_sink("{{7*7}} {%x%} {#y#}"))


@settings(max_examples=60)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=4))
def test_a_filled_table_is_read_back_as_it_was(rows: list[tuple[str, str]]) -> None:
    columns = [Column("ID"), Column("Verdict"), Column("Justification", kind=ColumnKind.INPUT)]
    given_rows = [[Cell(f"SR 1.{place}"), Cell(one), Cell(other)] for place, (one, other) in enumerate(rows)]
    table = Table("checklist", columns, given_rows)
    text = markdown.write(Document("checklist", "x", "y", Facts([]), [Section("z", [table])], "d"))
    sheet = parse_markdown(text)
    assert () == sheet.problems
    read = [[line[title] for title in ("ID", "Verdict", "Justification")] for _, line in sheet.lines]
    assert [[_lines(cell.text) for cell in row] for row in given_rows] == [
        [_lines(cell) for cell in row] for row in read
    ]


def _lines(text: str) -> list[str]:
    """The lines of a text, blanks run together as Markdown does; empty ones at the ends are not kept."""
    lines = [re.sub(r" +", " ", line).strip(" ") for line in printable(text).strip("\n").split("\n")]
    return "\n".join(lines).strip().split("\n")


def test_a_paragraph_is_parted_at_empty_lines_and_broken_at_others() -> None:
    section = Section("S", [Paragraph("one\ntwo\n\n  \nthree")])
    text = markdown.write(Document("gaps", "T", "", Facts([]), [section], "D"))
    assert "## S\n\none<br>two\n\nthree\n\n---\n" in text


def test_an_undated_document_has_no_date_and_a_draft_says_so() -> None:
    bare = markdown.write(Document("gaps", "T", "", Facts([]), [], "D"))
    assert "Date of this document" not in bare
    assert "Draft" not in bare
    assert "> **Draft**" in markdown.write(Document("gaps", "T", "", Facts([]), [], "D", draft=True))
