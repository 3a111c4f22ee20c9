"""The pictures on axes of matplotlib: what they show, and that they follow its conventions."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
import pytest
from assessment_strategies import component, least
from oracle import rows_for

from iec62443 import (
    FR,
    SL,
    ComponentType,
    Curve,
    HeatCell,
    IEC62443Error,
    Mark,
    SLVector,
    Verdict,
    capability,
    load,
)
from iec62443.display import heatmap, radar, staircase
from iec62443.pictures.canvas import PAINTS

mpl.use("agg")

from matplotlib import pyplot as plt
from matplotlib.colors import to_hex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

KNOWN = Curve("SL-T", SLVector(1, 2, 3, 4, 0, 1, 2))
UNKNOWN = Curve("SL-C(PLC)", SLVector(0, 1, 2, 3, 4, 2, 1), SLVector(2, 1, 2, 3, 4, 2, 4))


@pytest.fixture(autouse=True)
def _no_figure_is_left_open() -> Iterator[None]:
    yield
    plt.close("all")


def levels(line: Line2D) -> list[int]:
    return [int(each) for each in np.asarray(line.get_ydata())]


def texts(axes: Axes) -> list[str]:
    return [each.get_text() for each in axes.texts]


def labels(axes: Axes) -> list[str]:
    legend = axes.get_legend()
    assert legend
    return [each.get_text() for each in legend.get_texts()]


def test_a_radar_draws_each_curve_through_its_levels_and_back() -> None:
    axes = radar([UNKNOWN, KNOWN], title="A PLC")
    lines = {str(each.get_label()): levels(each) for each in axes.lines}
    assert [0, 1, 2, 3, 4, 2, 1, 0] == lines["SL-C(PLC) { 0..2 1 2 3 4 2 1..4 }"]
    assert [1, 2, 3, 4, 0, 1, 2, 1] == lines["SL-T { 1 2 3 4 0 1 2 }"]
    assert [*FR.__members__] == [each.get_text() for each in axes.get_xticklabels()]
    assert axes.get_title() == "A PLC"
    assert axes.get_theta_direction() == -1
    assert (0, 4) == (axes.get_rmin(), axes.get_rmax())


def test_what_is_undetermined_is_hatched_and_its_ceiling_marked_hollow() -> None:
    axes = radar([UNKNOWN])
    assert [each.get_hatch() for each in axes.collections] == ["////"]
    hollow = next(each for each in axes.lines if each.get_markerfacecolor() == "none")
    assert [2, 4, 2] == levels(hollow)  # the first axis closes the round
    assert labels(axes)[-1] == "undetermined, not ruled out up to the hollow mark"
    assert not radar([KNOWN]).collections
    assert ["SL-T { 1 2 3 4 0 1 2 }"] == labels(radar([KNOWN]))
    assert radar([]).get_legend() is None


def test_a_report_stands_for_its_curve_and_for_its_cells() -> None:
    report = capability(component([least(Verdict.MET), least(Verdict.NOT_MET, "CR 2.1")]))
    assert labels(radar([report]))[0].startswith("SL-C(Controller) {")
    due = rows_for("62443-4-2", {ComponentType.EMBEDDED_DEVICE})
    assert {row.id for row in due} == set(texts(heatmap(report)))


@pytest.mark.parametrize("mark", Mark)
def test_a_heat_map_shows_how_a_requirement_stands_by_a_sign_too(mark: Mark) -> None:
    axes = heatmap([HeatCell("CR 1.1", FR.IAC, SL.SL1, mark), HeatCell("CR 7.6 RE(1)", FR.RA, SL.SL3, mark)], title="X")
    assert ["CR 1.1", "CR 7.6 RE(1)"] == texts(axes)
    assert ["IAC", "RA"] == [each.get_text() for each in axes.get_yticklabels()]
    assert [mark.value] == labels(axes)
    signs = {str(each.get_marker()) for each in axes.lines if each.get_marker() not in {"None", None, ""}}
    assert 1 == len(signs)
    assert (mark is Mark.UNDETERMINED) == any(each.get_hatch() for each in axes.patches)
    assert [0.2, 2.2] == [each.get_position()[0] for each in axes.texts]


def test_a_heat_map_of_nothing_is_empty() -> None:
    axes = heatmap([])
    assert ([], None) == (texts(axes), axes.get_legend())


def test_the_signs_of_the_four_marks_differ() -> None:
    cells = [HeatCell(f"CR {level}.1", FR.SI, SL(level), mark) for level, mark in enumerate(Mark, 1)]
    axes = heatmap(cells)
    assert [mark.value for mark in Mark] == labels(axes)
    assert 4 == len({str(each.get_marker()) for each in axes.lines if len(each.get_xdata()) == 1})  # type: ignore[arg-type] # of numbers


def test_a_staircase_says_what_each_level_adds() -> None:
    axes = staircase(load("4-2"), (each for each in [ComponentType.NETWORK_DEVICE]))
    rows = rows_for("62443-4-2", {ComponentType.NETWORK_DEVICE})
    added = [sum(row.fr is fr and row.sl == level for row in rows) for fr in FR for level in (1, 2, 3, 4)]
    assert [count for count in added if count] == [
        int(each) for each in texts(axes) if each.removeprefix("+").isdigit()
    ]
    assert "What each level adds: 62443-4-2:2019, network device" == axes.get_title()
    assert "Mine" == staircase(load("3-3"), title="Mine").get_title()
    assert ["added by the level", "asked for already below"] == labels(axes)


def test_the_swatches_of_a_staircase_have_the_colours_of_its_steps() -> None:
    axes = staircase(load("3-3"))
    legend = axes.get_legend()
    assert legend
    swatches = [to_hex(each.get_facecolor()) for each in legend.get_patches()]
    assert [PAINTS["added"][0], PAINTS["asked"][0]] == swatches
    assert set(swatches) == {to_hex(each.get_facecolor()) for each in axes.patches}


@pytest.mark.parametrize("name", ["Pump $x_{$", "Pump $5 to $10", "_hidden", "__", "$", "\\frac"])
def test_a_name_is_drawn_as_it_is_and_is_no_formula(name: str) -> None:
    cell = HeatCell(name, FR.SI, SL.SL1, Mark.OPEN)
    drawn = [radar([Curve(name, SLVector.uniform(2))], title=name), heatmap([cell], title=name)]
    drawn.append(staircase(load("3-3"), title=name))
    for axes in drawn:
        axes.get_figure(root=True).canvas.draw()  # type: ignore[union-attr] # they are in a figure
        assert name == axes.get_title()
        assert not axes.title.get_parse_math()
    assert [f"{name} {{ 2 2 2 2 2 2 2 }}"] == labels(drawn[0])
    legend = drawn[0].get_legend()
    assert legend
    assert [False] == [each.get_parse_math() for each in legend.get_texts()]
    assert [False] == [each.get_parse_math() for each in drawn[1].texts]


def test_every_level_of_a_radar_has_its_number_and_no_name_lies_under_a_mark() -> None:
    axes = radar([Curve("SL-C", SLVector.uniform(4))])
    assert ["0", "1", "2", "3", "4"] == [each.get_text() for each in axes.get_yticklabels()]
    figure = axes.get_figure(root=True)
    assert figure
    figure.canvas.draw()
    marks = axes.transData.transform([(angle, 4) for angle in axes.get_xticks()])
    reach = 6.5 * figure.dpi / 72  # of the largest mark
    for each, (x, y) in zip(axes.get_xticklabels(), marks, strict=True):
        box = each.get_window_extent()
        nearest = (min(max(x, box.x0), box.x1), min(max(y, box.y0), box.y1))
        assert np.hypot(nearest[0] - x, nearest[1] - y) >= reach


# ---- conventions


def test_they_draw_on_the_axes_given_and_give_them_back() -> None:
    figure, (left, right) = plt.subplots(1, 2)
    assert heatmap([HeatCell("CR 1.1", FR.IAC, SL.SL1, Mark.OPEN)], ax=left) is left
    assert staircase(load("3-3"), ax=right) is right
    _, polar = plt.subplots(subplot_kw={"projection": "polar"})
    assert radar([KNOWN], ax=polar) is polar
    assert 2 == len(plt.get_fignums())
    assert 2 == len(figure.axes)


def test_without_axes_a_new_figure_is_made() -> None:
    assert radar([KNOWN]).figure is not radar([KNOWN]).figure
    assert 2 == len(plt.get_fignums())


def test_a_radar_on_other_axes_is_refused_with_what_to_do() -> None:
    with pytest.raises(ValueError, match="a radar needs polar axes"):
        radar([KNOWN], ax=plt.subplots()[1])


@pytest.mark.parametrize(("style", "dark"), [("default", 0), ("dark_background", 1)])
def test_the_paints_are_those_for_the_ground_in_force(style: str, dark: int) -> None:
    with plt.style.context(style):
        line = next(each for each in radar([KNOWN]).lines if str(each.get_label()).startswith("SL-T"))
    assert PAINTS["blue"][dark] == to_hex(line.get_color())


@pytest.mark.parametrize("style", ["default", "dark_background"])
def test_all_three_can_be_saved_without_a_warning(style: str) -> None:
    cells = [HeatCell(f"CR {level}.1", FR.SI, SL(level), mark) for level, mark in enumerate(Mark, 1)]
    with plt.style.context(style):
        for axes in (radar([UNKNOWN, KNOWN]), heatmap(cells), staircase(load("3-3"))):
            figure = axes.get_figure(root=True)
            assert figure
            figure.canvas.draw()


def test_without_matplotlib_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [each for each in sys.modules if each.partition(".")[0] == "matplotlib"]:
        monkeypatch.setitem(sys.modules, name, None)
    draws: list[Callable[[], object]] = [lambda: radar([KNOWN]), lambda: heatmap([]), lambda: staircase(load("3-3"))]
    for draw in draws:
        with pytest.raises(IEC62443Error) as caught:
            draw()
        assert "pictures on axes need an extra: python3 -m pip install 'iec62443[plot]'" == str(caught.value)
