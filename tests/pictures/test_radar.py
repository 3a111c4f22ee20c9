"""The radar says what the vectors say: read back from the drawing."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from assessment_strategies import assessments
from drawings import NS, hostile, named, picture, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import vectors

from iec62443 import (
    FR,
    Assessment,
    Curve,
    SLVector,
    Subject,
    SystemUnderConsideration,
    Zone,
    capability,
    gap,
    radar_svg,
    system_report,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

GOLDEN = Path(__file__).parent.parent / "golden" / "pictures" / "radar.svg"


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    vector = draw(vectors)
    return Curve(draw(hostile), vector, draw(st.none() | vectors.map(lambda other: other | vector)))


def drawn_levels(root: Element) -> list[tuple[int, ...]]:
    """Read the levels off the lines: how far each corner is out on its axis, in steps of the web."""
    web = next(each for each in root.iter(f"{NS}path") if each.get("stroke-width") == "0.8")
    radii = [math.hypot(*corners(ring)[0]) for ring in (web.get("d") or "").split("Z")[:5]]
    sheet = next(each for each in root if each.tag == f"{NS}g")
    lines = [each.get("d") or "" for each in sheet.iter(f"{NS}path") if each.get("stroke-width") == "2.2"]
    found = []
    for line in lines:
        levels = []
        for axis, (x, y) in enumerate(corners(line)):
            assert math.cos(math.atan2(x, -y) - 2 * math.pi * axis / 7) > 0.999
            levels.append(min(range(5), key=lambda level: abs(radii[level] - math.hypot(x, y))))
            assert abs(radii[levels[-1]] - math.hypot(x, y)) < 0.2
        found.append(tuple(levels))
    return found


def corners(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path)]


@settings(max_examples=60)
@given(st.lists(curves(), max_size=8), hostile)
def test_each_curve_goes_through_its_levels_clockwise_from_the_top(given_curves: list[Curve], title: str) -> None:
    root = picture(radar_svg(given_curves, title=title))
    assert [tuple(map(int, each.vector)) for each in given_curves] == drawn_levels(root)


@given(curves())
def test_what_is_undetermined_is_hatched_and_its_ceiling_marked_hollow(curve: Curve) -> None:
    root = picture(radar_svg([curve], title="X"))
    sheet = next(each for each in root if each.tag == f"{NS}g")
    hollow = [each for each in sheet.iter(f"{NS}path") if each.get("stroke-width") == "2"]
    ceiling = curve.ceiling or curve.vector
    unknown = [fr for fr in FR if ceiling[fr] != curve.vector[fr]]
    assert bool(unknown) == bool(hollow) == bool(list(root.iter(f"{NS}pattern")))
    if unknown:
        marked = re.findall(r"M(-?[\d.]+) (-?[\d.]+)m", hollow[0].get("d") or "")
        assert len(unknown) == len(marked)
    assert bool(unknown) == any(text.startswith("hatched: undetermined") for text in texts(root))


def test_the_levels_stand_in_the_legend_and_in_the_description_in_words() -> None:
    curve = Curve("SL-C(PLC)", SLVector(0, 1, 2, 3, 4, 2, 1), SLVector(2, 1, 2, 3, 4, 2, 4))
    root = picture(radar_svg([curve], title="PLC"))
    assert "{ 0..2 1 2 3 4 2 1..4 }" in texts(root)
    title, description = named(root)
    assert title == "PLC"
    assert description.endswith(". SL-C(PLC): IAC 0..2, UC 1, SI 2, DC 3, RDF 4, TRE 2, RA 1..4.")


@settings(max_examples=25)
@given(assessments())
def test_the_curve_of_a_report_is_its_bounds_and_stands_for_the_report(assessment: Assessment) -> None:
    report = capability(assessment)
    curve = Curve.of(report)
    assert (report.vector, report.ceiling, f"SL-C({assessment.subject.name})") == (
        curve.vector,
        curve.ceiling,
        curve.label,
    )
    assert report.undetermined == curve.undetermined
    assert radar_svg([curve], title="X") == radar_svg([report], title="X")
    assert "mine" == Curve.of(report, "mine").label


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_radar_of_up_to_four_curves_is_small(count: int) -> None:
    unknown = [Curve("SL-C(Edge controller)", SLVector.uniform(1), SLVector.uniform(4)) for _ in range(count)]
    known = [Curve("SL-C(Edge controller)", SLVector(1, 2, 3, 4, 0, 1, 2)) for _ in range(count)]
    assert len(radar_svg([*unknown[:1], *known[1:]], title="EC 210 against the target of its zone").encode()) <= 10_000


def test_the_picture_is_the_one_that_was_looked_at() -> None:
    curve = Curve("SL-C(PLC)", SLVector(2, 1, 3, 2, 4, 4, 1), SLVector(2, 3, 3, 2, 4, 4, 2))
    drawn = radar_svg([curve, Curve("SL-T(Zone 1)", SLVector.uniform(2))], title="A PLC & its <zone>")
    assert GOLDEN.read_text(encoding="utf-8") == drawn


def test_a_vector_may_be_a_level_or_a_text_and_a_curve_may_be_that_of_a_report() -> None:
    assert SLVector.uniform(2) == Curve("SL-T", 2).vector == Curve("SL-T", "2 2 2 2 2 2 2").vector
    system = SystemUnderConsideration("Plant", zones=[Zone("Cell", 2)])
    achieved = system_report(system)["Cell"].achieved
    assert (
        radar_svg([Curve.of(achieved)], title="T") == radar_svg(achieved, title="T") == radar_svg([achieved], title="T")
    )
    assert "SL-A(Cell)" == Curve.of(achieved).label


@pytest.mark.parametrize(
    ("given", "error", "told"),
    [
        (("x", 2.5), TypeError, "2.5 is no vector"),
        (("x", True), TypeError, "True is no vector"),
        ((7, 2), TypeError, "7 is no label"),
        (("x", 2, 1), ValueError, "is below the vector"),
    ],
)
def test_what_makes_no_curve_is_refused(given: tuple[Any, ...], error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        Curve(*given)


@pytest.mark.parametrize(
    ("drawable", "told"),
    [
        ([SLVector.uniform(2)], "a radar cannot draw SLVector"),
        (SLVector.uniform(2), "names a vector"),
        ("SL-T", "a radar cannot draw str"),
        (7, "a radar cannot draw int"),
        ([gap(capability(Assessment(Subject("C"), "62443-3-3", "2013")), 1)], "GapReport"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_what_is_expected(drawable: Any, told: str) -> None:
    with pytest.raises(TypeError, match=told):
        radar_svg(drawable, title="T")
