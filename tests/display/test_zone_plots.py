"""A system on axes of matplotlib: every zone, conduit and external with what it says, and how it stands without colour."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import matplotlib as mpl
import pytest

from iec62443 import (
    Conduit,
    External,
    Finding,
    IEC62443Error,
    SLType,
    SystemUnderConsideration,
    Verdict,
    Zone,
    load,
    system_report,
)
from iec62443.display import zones

mpl.use("agg")

from matplotlib import pyplot as plt
from matplotlib.patches import FancyBboxPatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes

MET = [Finding(each, Verdict.MET) for each in load("3-3")]
PLANT = SystemUnderConsideration(
    "Plant",
    zones=[
        Zone("Site", 1, as_built=MET),
        Zone("Pump $5 to $10", 1, parent="Site", findings=MET),
        Zone("DMZ", 1, findings=[Finding("SR 1.1", Verdict.NOT_MET)]),
    ],
    conduits=[Conduit("Bus", ["Pump $5 to $10", "DMZ", "Internet"], 0)],
    externals=[External("Internet")],
)


@pytest.fixture(autouse=True)
def _no_figure_is_left_open() -> Iterator[None]:
    yield
    plt.close("all")


def texts(axes: Axes) -> list[str]:
    return [each.get_text() for each in axes.texts]


def boxes(axes: Axes) -> list[FancyBboxPatch]:
    return [each for each in axes.patches if isinstance(each, FancyBboxPatch)]


def test_every_place_says_its_name_its_target_and_how_it_stands() -> None:
    axes = zones(PLANT, system_report(PLANT), title="Plant $x_{$")
    said = texts(axes)
    assert {"Internet", "Site", "Pump $5 to $10", "DMZ", "✓ Bus"} <= set(said)
    assert ["? undetermined", "✓ reached", "✗ gap"] == [each for each in said if each[0] in "?✓✗" and "Bus" not in each]
    assert "Plant $x_{$" == axes.get_title()
    legend = axes.get_legend()
    assert legend is not None
    assert ["reached", "gap", "undetermined", "levels: IAC UC SI DC RDF TRE RA"] == [
        each.get_text() for each in legend.get_texts()
    ]
    figure = axes.get_figure(root=True)
    assert figure is not None
    figure.canvas.draw()


def test_a_gap_is_hatched_what_is_not_known_dashed_and_what_lies_outside_dotted() -> None:
    drawn = boxes(zones(PLANT, system_report(PLANT)))
    assert ["//"] == [each.get_hatch() for each in drawn if each.get_hatch()]
    assert {"-", "--", ":"} <= {str(each.get_linestyle()) for each in drawn} | {"-"}
    assert 1 == sum(each.get_linestyle() == ":" for each in drawn)


def test_sl_a_is_drawn_when_asked_for() -> None:
    report = system_report(PLANT)
    assert "SL-C 0..4 0..4 0..4 0..4 0..4 0..4 0..4" in texts(zones(PLANT, report))
    assert "SL-A 4 4 4 4 4 4 4" in texts(zones(PLANT, report, type=SLType.ACHIEVED))
    with pytest.raises(ValueError, match="is not what a report shows"):
        zones(PLANT, report, type=SLType.TARGET)


def test_it_draws_on_the_axes_that_it_is_given_and_gives_them_back() -> None:
    _, (left, right) = plt.subplots(1, 2)
    assert left is zones(PLANT, ax=left)
    assert not right.patches
    assert left.get_legend() is None


def test_without_matplotlib_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(IEC62443Error, match=r"iec62443\[plot\]"):
        zones(PLANT)
