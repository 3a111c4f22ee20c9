"""The sheet that pictures are drawn on: escaping, breaking, paints, ids."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from drawings import contrast, hostile, page, painted, picture, samples
from hypothesis import given, settings
from hypothesis import strategies as st

from iec62443.pictures.canvas import PAINTS, Canvas, escape, number
from iec62443.pictures.radar import STYLES

# ---- texts


@given(hostile)
def test_what_is_escaped_reads_as_the_text_in_xml_but_for_what_xml_cannot_hold(text: str) -> None:
    read = ET.fromstring(f"<a b='{escape(text)}'>{escape(text)}</a>")  # noqa: S314 - a text of our own
    expected = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    assert expected.replace("\r\n", "\n").replace("\r", "\n") == (read.text or "")
    assert not set(escape(text)) & set("<>\"'")


@given(st.floats(-2000, 2000))
def test_a_coordinate_is_printed_within_a_twentieth_and_without_an_exponent(value: float) -> None:
    printed = number(value)
    assert re.fullmatch(r"-?\d+(\.\d)?", printed)
    assert printed != "-0"
    assert abs(float(printed) - value) <= 0.0501


# ---- what every picture promises


@settings(max_examples=40)
@given(hostile, hostile)
def test_every_picture_is_sound_and_says_what_it_is_whatever_it_is_called(title: str, description: str) -> None:
    for svg in samples(title, description):
        root = picture(svg)
        page(svg)
        said = [root[0].text or "", root[1].text or ""]
        if title and description:
            assert [_held(title), _held(description)] == said
        assert said[1]


def _held(text: str) -> str:
    """The text as XML can hold it and reads it."""
    return (ET.fromstring(f"<a>{escape(text)}</a>").text) or ""  # noqa: S314 - a text of our own


def test_the_title_is_drawn_unless_a_caption_says_it() -> None:
    for drawn, undrawn in zip(samples("Hello"), samples("Hello", titled=False), strict=True):
        assert drawn.count(">Hello<") == 2
        assert undrawn.count(">Hello<") == 1
        assert float(picture(undrawn).get("height", "")) < float(picture(drawn).get("height", ""))


def test_pictures_of_one_page_share_no_id() -> None:
    several = [*samples("A"), *samples("B"), *samples("A", titled=False), *samples("A", prefix="mine")[:1]]
    ids = [each.get("id") for svg in several for each in picture(svg).iter() if each.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("prefix", ["1a", "a b", "a{}", "é", "-", 'a"b'])
def test_a_prefix_that_is_no_plain_name_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match="is no prefix for ids"):
        Canvas(10, prefix)


def test_the_same_picture_is_the_same_text_in_every_process() -> None:
    code = "import sys; sys.path[:0] = sys.argv[1:]; from drawings import samples; print(*samples(), sep='')"
    seen = set()
    for seed in ("0", "1"):
        command = [sys.executable, "-c", code, *sys.path]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        seen.add(subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout)
    assert {"".join(samples()) + "\n"} == seen


# ---- light and dark


def test_every_paint_is_light_by_itself_and_turns_with_the_scheme_on_a_screen() -> None:
    for svg in samples():
        root = picture(svg)
        style = root.findtext("{http://www.w3.org/2000/svg}style") or ""
        assert style.startswith("@media screen{")
        rules = dict(re.findall(r"(?<=\})\.(iec[fs]-[a-z-]+)\{(?:fill|stroke):light-dark\(([^)]*)\)\}", style))
        used = set(painted(root))  # by class alone: what names an ancestor does not reach into what is drawn by `use`
        assert {name for name, _ in used} == set(rules)
        for name, plain in used:
            assert (plain, rules[name]) == (PAINTS[name[5:]][0], ",".join(PAINTS[name[5:]]))


@pytest.mark.parametrize("dark", [0, 1])
@pytest.mark.parametrize("paint", ["ink", "quiet"])
def test_what_is_written_is_told_from_the_ground(paint: str, dark: int) -> None:
    assert contrast(PAINTS[paint][dark], PAINTS["ground"][dark]) >= 4.5


@pytest.mark.parametrize("dark", [0, 1])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("good-ink", "good"),
        ("bad-ink", "bad"),
        ("unsure-ink", "unsure"),
        ("unsure-ink", "unsure-line"),
        ("ink", "ground"),
    ],
)
def test_what_is_written_in_a_box_is_told_from_the_box_and_its_hatching(ink: str, ground: str, dark: int) -> None:
    assert contrast(PAINTS[ink][dark], PAINTS[ground][dark]) >= 4.5


@pytest.mark.parametrize("dark", [0, 1])
@pytest.mark.parametrize("paint", [*(style[0] for style in STYLES), "web", "added", "bad"])
def test_what_is_drawn_is_told_from_the_ground(paint: str, dark: int) -> None:
    assert contrast(PAINTS[paint][dark], PAINTS["ground"][dark]) >= 3


@pytest.mark.parametrize("dark", [0, 1])
def test_open_and_closed_and_added_and_asked_are_told_apart_without_colour(dark: int) -> None:
    for one, other in (("bad", "good"), ("bad", "unsure"), ("added", "asked")):
        assert contrast(PAINTS[one][dark], PAINTS[other][dark]) >= 3


def test_no_two_curves_are_drawn_alike() -> None:
    for place in range(3):
        assert len(STYLES) == len({style[place] for style in STYLES})


def test_the_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


# ---- in a notebook


def test_a_picture_is_a_text_and_shows_itself() -> None:
    for svg in samples():
        assert isinstance(svg, str)
        assert str(svg) == svg._repr_html_()
        assert f"<SVG of {len(svg)} characters>" == repr(svg)
        assert svg == pickle.loads(pickle.dumps(svg))  # noqa: S301 - our own
        assert type(svg) is type(pickle.loads(pickle.dumps(svg)))  # noqa: S301 - our own


@pytest.mark.parametrize("prefix", ["mine", "m-1_x"])
def test_a_prefix_changes_nothing_but_the_ids(prefix: str) -> None:
    for plain, prefixed in zip(samples(), samples(prefix=prefix), strict=True):
        assert plain.replace(picture(plain).get("id", "?"), prefix) == prefixed
