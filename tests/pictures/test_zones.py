"""The drawing of a system: every zone, conduit and external is there, whatever it is called, and nothing lies over another."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rollup_strategies import systems

from iec62443 import (
    Conduit,
    External,
    Finding,
    SLType,
    SystemReport,
    SystemUnderConsideration,
    Verdict,
    Zone,
    load,
    read_system,
    system_report,
    zones_svg,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "tests" / "golden" / "pictures" / "zones.svg"
NS = {"s": "http://www.w3.org/2000/svg"}
MET = [Finding(each, Verdict.MET) for each in load("3-3")]
HOSTILE = '<script>alert("x")</script> & \u202e\x00 ]]>'


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own text


def words(svg: str) -> list[str]:
    return [each.text or "" for each in parsed(svg).iterfind("s:text", NS)]


Box = tuple[float, float, float, float]


def boxes(svg: str) -> Iterator[Box]:
    """The boxes and conduits drawn, as x, y, width, height; neither the ground nor the legend nor the strips at the edge."""
    rects = parsed(svg).findall("s:rect", NS)
    for each in rects[1:]:
        place = tuple(float(each.get(key, "0")) for key in ("x", "y", "width", "height"))
        if place[2] > 30:
            yield place[0], place[1], place[2], place[3]


def overlap(one: Box, other: Box) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def inside(one: Box, other: Box) -> bool:
    return (
        one[0] >= other[0]
        and one[1] >= other[1]
        and one[0] + one[2] <= other[0] + other[2]
        and one[1] + one[3] <= other[1] + other[3]
    )


@settings(max_examples=25)
@given(system=systems(), with_report=st.booleans())
def test_any_system_is_drawn_with_every_place_and_none_over_another(
    *, system: SystemUnderConsideration, with_report: bool
) -> None:
    svg = zones_svg(system, system_report(system) if with_report else None)
    drawn = list(boxes(svg))
    joined = [each for each in system.conduits if each.joins]
    assert len(system.zones) + len(joined) + len(system.externals) == len(drawn)
    for one, other in combinations(drawn, 2):
        assert not overlap(one, other) or inside(one, other) or inside(other, one)
    whole = parsed(svg)
    width, height = float(whole.get("width", "0")), float(whole.get("height", "0"))
    assert all(x >= 0 and y >= 0 and x + wide <= width and y + high <= height for x, y, wide, high in drawn)


def plant(*zones: Zone) -> SystemUnderConsideration:
    names = [each.name for each in zones]
    return SystemUnderConsideration(
        "Plant", zones=zones, conduits=[Conduit("Uplink", [*names, "Internet"], 1)], externals=[External("Internet")]
    )


def test_how_a_place_stands_is_told_by_a_sign_as_well_as_by_colour() -> None:
    system = plant(
        Zone("Good", 2, findings=MET),
        Zone("Bad", 2, findings=[Finding("SR 5.1", Verdict.NOT_MET)]),
        Zone("Unsure", 2),
        Zone("Free"),
    )
    said = words(zones_svg(system, system_report(system)))
    assert {"✓ reached", "✗ gap", "? undetermined", "no SL-T", "SL-C 4 4 4 4 4 4 4"} < set(said)
    assert "? Uplink" in said
    without = words(zones_svg(system))
    assert not [each for each in without if each[:1] in "✓✗?"]


def test_a_zone_in_a_zone_is_drawn_inside_it() -> None:
    svg = zones_svg(SystemUnderConsideration("Plant", zones=[Zone("Site", 1), Zone("Cell", 2, parent="Site")]))
    outer, inner = boxes(svg)
    assert inside(inner, outer)


def test_what_lies_outside_is_on_top_and_the_zones_below_by_the_conduits_between() -> None:
    zones = [Zone("Cell"), Zone("DMZ"), Zone("Island")]
    conduits = [Conduit("Inner", ["DMZ", "Cell"]), Conduit("Outer", ["Internet", "DMZ"]), Conduit("Loose")]
    svg = zones_svg(SystemUnderConsideration("P", zones=zones, conduits=conduits, externals=[External("Internet")]))
    heights = {each.text: float(each.get("y", "0")) for each in parsed(svg).iterfind("s:text", NS)}
    order = ["Internet", "Outer", "DMZ", "Inner", "Cell"]
    assert order == sorted(order, key=lambda name: heights[name])
    assert heights["Cell"] < heights["Island"]
    assert "Loose" not in heights  # a conduit that joins nothing has no place in a drawing; the checks report it


def test_a_cycle_of_parents_is_drawn_all_the_same() -> None:
    zones = [Zone("A", parent="B"), Zone("B", parent="A")]
    svg = zones_svg(SystemUnderConsideration("P", zones=zones))
    assert {"A", "B"} < set(words(svg))


def test_nothing_is_drawn_of_an_empty_system_but_its_name() -> None:
    svg = zones_svg(SystemUnderConsideration("Empty"))
    assert "Empty" in words(svg)
    assert "Nothing is drawn" in (parsed(svg).findtext("s:desc", "", NS))


@pytest.mark.parametrize("where", ["zone", "conduit", "external", "system"])
def test_a_hostile_name_is_a_text_and_nothing_else(where: str) -> None:
    named = {each: HOSTILE if each == where else each for each in ("zone", "conduit", "external", "system")}
    system = SystemUnderConsideration(
        named["system"],
        zones=[Zone(named["zone"])],
        conduits=[Conduit(named["conduit"], [named["zone"], named["external"]])],
        externals=[External(named["external"])],
    )
    svg = zones_svg(system, system_report(system))
    assert "<script" not in svg
    assert not [each for each in parsed(svg).iter() if each.tag.endswith("script")]


def test_a_long_name_is_cut_and_a_wide_row_makes_the_picture_wider() -> None:
    zones = [Zone(f"{'Long ' * 40}{number}", 2) for number in range(8)]
    svg = zones_svg(SystemUnderConsideration("P", zones=zones))
    assert all(len(each) < 110 for each in words(svg))
    assert 8 == len({(x, y) for x, y, _, _ in boxes(svg)})


def test_the_same_system_gives_the_same_text_and_title_and_description_can_be_given() -> None:
    system = plant(Zone("Cell", 2))
    assert zones_svg(system) == zones_svg(system)
    svg = zones_svg(system, title="Line 3", description="two boxes", prefix="here")
    assert ("Line 3", "two boxes") == (parsed(svg).findtext("s:title", "", NS), parsed(svg).findtext("s:desc", "", NS))
    assert 'id="here"' in svg
    said = parsed(zones_svg(system)).findtext("s:desc", "", NS)
    assert "zone Cell, SL-T 2 2 2 2 2 2 2; conduit Uplink, SL-T 1 1 1 1 1 1 1, joins Cell, Internet" == said


def test_many_conduits_side_by_side_make_the_picture_wider_and_none_lies_over_another() -> None:
    links = [Conduit(f"Link number {number}", ["A", "B"], 1) for number in range(9)]
    svg = zones_svg(SystemUnderConsideration("P", zones=[Zone("A", 1), Zone("B", 1)], conduits=links))
    drawn = list(boxes(svg))
    assert 11 == len(drawn)
    assert not any(overlap(one, other) for one, other in combinations(drawn, 2))
    width = float(parsed(svg).get("width", "0"))
    assert all(0 <= x and x + wide <= width for x, _, wide, _ in drawn)


def test_the_picture_is_the_one_that_was_looked_at() -> None:
    works = read_system(ROOT / "examples" / "water-treatment")
    assert GOLDEN.read_text(encoding="utf-8") == zones_svg(works, system_report(works))


def test_the_report_of_another_system_is_refused() -> None:
    other = SystemUnderConsideration("Other", zones=[Zone("Hall", 2)])
    with pytest.raises(ValueError, match="'Other' and the drawing of 'Plant'"):
        zones_svg(plant(Zone("Cell", 2)), system_report(other))


@pytest.mark.parametrize("name", ["SL-T review link", "✓ approved", "? maybe"])
def test_a_conduit_keeps_its_name(name: str) -> None:
    assert name in words(zones_svg(SystemUnderConsideration("P", zones=[Zone("A")], conduits=[Conduit(name, ["A"])])))


def test_a_hub_is_no_wider_than_a_page() -> None:
    zones = [Zone("Hub", 2), *(Zone(f"Z{n}", 2) for n in range(11))]
    links = [Conduit(f"L{n}", ["Hub", f"Z{n}"], 2) for n in range(11)]
    system = SystemUnderConsideration("H", zones=zones, conduits=links)
    assert float(parsed(zones_svg(system, system_report(system))).get("width", "0")) <= 1000


def test_lines_reach_boxes_in_boxes_whatever_rows_lie_below_them() -> None:
    """Each line ends at the edge of a box that it joins, and is drawn after the boxes around it."""
    cells = [Zone(f"Production cell number {number}", 2, parent="Site") for number in range(9)]
    links = [Conduit("Ring", [*(each.name for each in cells), "DMZ"], 2), Conduit("Up", [cells[0].name, "DMZ"], 1)]
    system = SystemUnderConsideration("Nested", zones=[Zone("Site", 2), *cells, Zone("DMZ", 1)], conduits=links)
    svg = zones_svg(system, system_report(system))
    drawn = list(boxes(svg))
    assert len(system.zones) + 2 == len(drawn)
    for one, other in combinations(drawn, 2):
        assert not overlap(one, other) or inside(one, other) or inside(other, one)
    points = re.compile(r"(-?[\d.]+)[ ,](-?[\d.]+)")
    ends = [(float(x), float(y)) for d in re.findall(r'<path d="([^"]+)"', svg) for x, y in points.findall(d)]
    left, top, wide, high = next(each for each in drawn if sum(inside(each, other) for other in drawn) == 2)
    edges = (top, top + high)
    assert any(left <= x <= left + wide and min(abs(y - edge) for edge in edges) < 1.5 for x, y in ends)


def test_a_conduit_of_many_zones_in_several_rows_is_one_conduit() -> None:
    spokes = [Zone(f"Spoke {number}", 2) for number in range(11)]
    bus = Conduit("Bus", ["Hub", *(each.name for each in spokes)], 2)
    svg = zones_svg(SystemUnderConsideration("P", zones=[Zone("Hub", 2), *spokes], conduits=[bus]))
    drawn = list(boxes(svg))
    assert 13 == len(drawn)
    assert not any(overlap(one, other) for one, other in combinations(drawn, 2))
    assert float(parsed(svg).get("width", "0")) <= 1000


def test_sl_a_is_drawn_when_asked_for_and_nothing_else() -> None:
    system = SystemUnderConsideration("P", zones=[Zone("Cell", 1, as_built=MET)])
    report = system_report(system)
    assert "SL-A 4 4 4 4 4 4 4" in words(zones_svg(system, report, type=SLType.ACHIEVED))
    assert "SL-C 0..4 0..4 0..4 0..4 0..4 0..4 0..4" in words(zones_svg(system, report))
    with pytest.raises(ValueError, match="is not what a report shows"):
        zones_svg(system, report, type=SLType.TARGET)
    with pytest.raises(ValueError, match="says nothing of"):
        zones_svg(system, SystemReport(system, ()))
    other = SystemUnderConsideration("Q", zones=[Zone("Cell", 1)])
    with pytest.raises(ValueError, match="another system"):
        zones_svg(other, report)


def test_without_a_report_nothing_is_said_of_levels_by_design() -> None:
    assert not [each for each in words(zones_svg(plant(Zone("Cell", 2)))) if "SL-C" in each or "range" in each]


def test_a_conduit_shows_its_name_whatever_it_begins_with() -> None:
    names = ["SL-T review link", "\u2713 approved", "? maybe"]
    system = SystemUnderConsideration(
        "P", zones=[Zone("A", 1), Zone("B", 1)], conduits=[Conduit(name, ["A", "B"], 2) for name in names]
    )
    told = parsed(zones_svg(system, system_report(system))).findtext("s:desc", "", NS)
    shown = words(zones_svg(system, system_report(system)))
    for name in names:
        assert any(name in each for each in shown)
        assert f"conduit {name}" in told
