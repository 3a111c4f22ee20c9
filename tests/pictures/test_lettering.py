"""How wide texts are, broken and cut to what there is room for."""

from __future__ import annotations

import pytest
from drawings import hostile
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from iec62443.pictures.lettering import cut, width_of, wrap


@given(hostile, st.integers(30, 400), st.integers(1, 4), st.booleans())
def test_a_broken_text_keeps_to_its_lines_and_is_cut_only_where_it_does_not_fit(
    text: str,
    width: int,
    lines: int,
    bold: bool,  # noqa: FBT001 - drawn
) -> None:
    broken = wrap(text, width, 11, lines=lines, bold=bold)
    assert 1 <= len(broken) <= lines
    for line in broken:
        assert width_of(line, 11, bold=bold) <= width
    if not any(line.endswith("…") for line in broken):
        assert text.split() == " ".join(broken).split()


def test_a_text_is_broken_between_words() -> None:
    assert ["one two", "three"] == wrap("one two three", 45, 10)
    assert ["one two", "three fo…"] == wrap("one two three fourteen", 45, 10)
    assert ["aaaaaa…", "b"] == wrap("aaaaaaaaaaaa b", 45, 10)
    assert [""] == wrap("", 8, 10)


def test_what_fits_is_not_cut_and_what_is_cut_could_not_hold_a_sign_more() -> None:
    assert "漢字漢…" == cut("漢字漢字漢字", 45, 10)
    assert "漢字漢字" == cut("漢字漢字", 40, 10)
    assert "e\u0301e" == cut("e\u0301e", 12, 10)
    assert "…" == cut("WWW", 12, 10)


@pytest.mark.parametrize(("wide", "narrow"), [("W", "l"), ("漢", "W"), ("M", "N"), ("Щ", "."), ("\U0001f512", "字")])
def test_a_wide_sign_is_told_from_a_narrow_one(wide: str, narrow: str) -> None:
    assert width_of(wide, 10) > width_of(narrow, 10)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", ["Edge controller", "WWW MMM", "SL-C 0..4 n/a", "illegal @ 100 %", "Zürich Ω Ж"])
def test_the_estimate_is_near_a_font_of_these_widths_and_not_far_below_a_wider_one(text: str, *, bold: bool) -> None:
    font = FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")
    drawn = TextPath((0, 0), text, size=100, prop=font).get_extents().width
    assert 0.8 <= width_of(text, 100, bold=bold) / drawn <= 1.15
