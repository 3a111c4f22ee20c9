"""Texts made fit for a page: nothing that no file can hold, and nothing lost without being told."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iec62443.documents.printable import one_line, pieces, printable

ANY = st.text(st.characters(), max_size=60)  # halves of surrogate pairs too
#: What XML 1.0 lets a document hold (production 2).
XML = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
TURNS = "\u202a\u202b\u202c\u202d\u202e"


@given(ANY)
def test_xml_can_hold_what_is_printable(text: str) -> None:
    assert XML.fullmatch(printable(text))


@given(ANY)
def test_only_line_ends_are_left_of_the_controls(text: str) -> None:
    assert {"\n"} >= {each for each in printable(text) if unicodedata.category(each) == "Cc"}


@given(ANY)
def test_nothing_after_a_line_turns_with_it(text: str) -> None:
    for line in printable(text).split("\n"):
        assert not set(TURNS) & set(line)
        depth = 0
        for each in line:
            depth += (each in "\u2066\u2067\u2068") - (each == "\u2069")
            assert depth >= 0
        assert depth == 0


@given(ANY)
def test_what_is_printable_stays_as_it_is(text: str) -> None:
    assert printable(text) == printable(printable(text))


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Cn", "Zl", "Zp"])))
def test_what_every_file_can_hold_is_left_alone(text: str) -> None:
    assert text == printable(text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("a\nb\nc\nd", "a\r\nb\rc\x85d"),
        ("a\nb\nc", "a\u2028b\u2029c"),
        ("a b", "a\tb"),
        ("a\ufffdb", "a\x00b"),
        ("a\ufffdb", "a\ud800b"),
        ("met \ufffdtem ton\ufffd", "met \u202etem ton\u202c"),
        ("\u2067a\u2069\nb", "\u2067a\nb"),
        ("\u2067a\u2069b\ufffd", "\u2067a\u2069b\u2069"),
        ("\u05e9\u05dc\u05d5\u05dd\u200f", "\u05e9\u05dc\u05d5\u05dd\u200f"),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
    ],
)
def test_what_is_told(expected: str, text: str) -> None:
    assert expected == printable(text)


@given(ANY, st.integers(2, 20))
def test_pieces_together_are_the_text(text: str, longest: int) -> None:
    assert text == "".join(pieces(text, longest))


@given(st.text("ab/.- ", max_size=200))
def test_a_long_word_may_break_often_enough(text: str) -> None:
    for piece in pieces(text):
        for word in re.findall(r"\S+", piece):
            assert len(word) < 25


def test_a_word_that_is_not_long_does_not_break() -> None:
    assert ["SR 1.1 RE(1) met-by-configuration"] == pieces("SR 1.1 RE(1) met-by-configuration")


@given(ANY, st.integers(2, 40))
def test_a_line_is_one_and_not_too_long(text: str, longest: int) -> None:
    line = one_line(text, longest)
    assert "\n" not in line
    assert len(line) <= longest


@given(st.text("ab \n", max_size=100), st.integers(2, 40))
def test_a_line_that_is_cut_says_so(text: str, longest: int) -> None:
    whole = " ".join(text.split())
    line = one_line(text, longest)
    assert line == whole or (line.endswith("\u2026") and whole.startswith(line[:-1]))
