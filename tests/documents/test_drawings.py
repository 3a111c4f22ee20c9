"""The pictures of a document: drawn, told in words, and as PNG the same bytes."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET

import pytest
from attrs import evolve
from documents.sample import CURVES, HOSTILE, SQUARE

from iec62443 import FR, SL
from iec62443.documents.drawings import drawn, heat_cells, png
from iec62443.documents.model import HeatMap, Picture, Radar, Tone
from iec62443.errors import MissingExtra
from iec62443.pictures import HeatCell, Mark


def test_a_picture_is_as_it_is() -> None:
    drawing = drawn(Picture("Zones", "One zone", SQUARE))
    assert ("Zones", "One zone", SQUARE) == (drawing.title, drawing.description, drawing.svg)


@pytest.mark.parametrize(
    ("expected", "tone"),
    [
        (Mark.CLOSED, Tone.GOOD),
        (Mark.OPEN, Tone.BAD),
        (Mark.UNDETERMINED, Tone.UNSURE),
        (Mark.NOT_APPLICABLE, Tone.QUIET),
    ],
)
def test_a_tone_is_a_mark(expected: Mark, tone: Tone) -> None:
    assert (HeatCell("SR 1.1", FR.UC, SL.SL3, expected),) == heat_cells(HeatMap("H", (("SR 1.1", "UC", 3, tone),)))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_titles_and_labels_are_text(text: str) -> None:
    radar = drawn(Radar(text, [evolve(CURVES[0], label=text)]))
    shown = [each for each in ET.fromstring(radar.svg).iter() if each.tag.endswith("}text")]  # noqa: S314 - our own
    assert 7 * 2 + 5 + 3 <= len(shown)
    assert "&lt;" not in radar.description or "&lt;" in text
    assert "2, UC 2, SI 2" in radar.description
    assert png(radar.svg).startswith(b"\x89PNG")


def test_a_title_that_no_picture_has_room_for_is_cut_and_told_so() -> None:
    for block in (
        Radar("word " * 20_000, [evolve(CURVES[0], label="x" * 100_000)]),
        HeatMap("word " * 20_000, (("SR 1.1", "UC", 3, Tone.GOOD),)),
    ):
        drawing = drawn(block)
        assert drawing.title.endswith("\u2026")
        assert len(drawing.svg) < 20_000


def test_a_png_is_as_large_as_asked_and_always_the_same() -> None:
    image = png(SQUARE, dots=192)
    assert (400, 160) == (int.from_bytes(image[16:20]), int.from_bytes(image[20:24]))
    assert image == png(SQUARE, dots=192)


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingExtra, match=r"pictures in this format need an extra: .* 'iec62443\[documents\]'"):
        png(SQUARE)
