"""The drawing of a system on axes of matplotlib: the boxes and lines of `iec62443.pictures.zones`. Needs the extra ``plot``."""

from __future__ import annotations

from ..assessors.gaps import Outcome
from ..levels import FR, SLType
from ..pictures.zones import sketched
from .axes import colour_of, legend_below, needs_matplotlib, new_axes, titled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from ..assessors.zones import SystemReport
    from ..pictures.layout import Box
    from ..pictures.zones import Said
    from ..systems import SystemUnderConsideration

#: By outcome: ground, outline, how that is drawn and how wide, the hatch, the ink.
_LOOKS: dict[Outcome | None, tuple[str, str, str, float, str, str]] = {
    Outcome.REACHED: ("good", "green", "-", 1.2, "", "good-ink"),
    Outcome.GAP: ("ground", "bad", "-", 2.2, "//", "ink"),
    Outcome.UNDETERMINED: ("unsure", "gold", "--", 1.2, "", "unsure-ink"),
    None: ("ground", "grey", "-", 1.2, "", "ink"),
}
#: So many units of the drawing are an inch; a unit is a pixel of the SVG.
_INCH = 90.0


def zones(
    system: SystemUnderConsideration,
    report: SystemReport | None = None,
    *,
    ax: Axes | None = None,
    title: str = "",
    type: SLType = SLType.CAPABILITY,
) -> Axes:
    """Draw zones as boxes and conduits as lines, how each stands to its SL-T by colour, outline and hatch; see `zones_svg`.

    ValueError for the report of another system, and for SL-T as `type`.

    >>> import matplotlib
    >>> matplotlib.use("agg")
    >>> from iec62443 import Conduit, SystemUnderConsideration, Zone
    >>> cell, dmz, bus = Zone("Cell", 2), Zone("DMZ"), Conduit("Bus", ["Cell", "DMZ"])
    >>> plant = SystemUnderConsideration("Plant", zones=[cell, dmz], conduits=[bus])
    >>> [each.get_text() for each in zones(plant).texts]
    ['Cell', 'SL-T 2 2 2 2 2 2 2', 'DMZ', 'no SL-T', 'Bus', 'no SL-T']
    """
    needs_matplotlib()
    sketch = sketched(system, report, type)
    layout = sketch.layout
    layout.put(12)
    high = layout.bottom + 12
    axes = ax if ax is not None else new_axes((layout.width / _INCH, (high + 40) / _INCH))
    axes.set(xlim=(0, layout.width), ylim=(high, 0), aspect="equal")
    axes.set_axis_off()
    for box in sketch.boxes:
        _draw(axes, box, sketch.said)
    for conduit, lines in layout.points().items():
        _, edge, dash, wide, _, _ = _LOOKS[sketch.said[conduit].outcome]
        for corners in lines:
            axes.plot(*zip(*corners, strict=True), ls=dash, lw=wide, color=colour_of(axes, edge))
    for pill in sketch.pills:
        _draw(axes, pill, sketch.said)
    _key(axes, {each.outcome for each in sketch.said.values()})
    return titled(axes, title)


def _draw(axes: Axes, box: Box, said: Mapping[str, Said]) -> None:
    """A zone with the zones in it, a conduit, or what lies outside, which is dotted."""
    from matplotlib.patches import FancyBboxPatch

    told = said.get(box.name)
    fill, edge, dash, wide, hatch, ink = _LOOKS[told.outcome if told else None]
    round_end = box.height / 2 if told is None or told.conduit else 4
    shape = f"round,pad=0,rounding_size={round_end:g}"
    place, size = (box.x, box.y), (box.width, box.height)
    axes.add_patch(FancyBboxPatch(place, *size, boxstyle=shape, fc=colour_of(axes, fill), ec="none"))
    if hatch:  # a strip at the edge, so that what is written stays legible
        strip = FancyBboxPatch(place, 8, box.height, boxstyle="square,pad=0", fc="none", ec=colour_of(axes, edge), lw=0)
        axes.add_patch(strip)
        strip.set_hatch(hatch)
    dash = dash if told else ":"
    axes.add_patch(FancyBboxPatch(place, *size, boxstyle=shape, fc="none", ec=colour_of(axes, edge), ls=dash, lw=wide))
    lines = told.lines if told else [(box.name, True)]
    middle = told is not None and told.conduit
    for row, (line, bold) in enumerate(lines):
        x, y = (box.middle, box.y + 14 + row * 13) if middle else (box.x + 14, box.y + 18 + row * 14)
        text = axes.text(x, y, line, ha="center" if middle else "left", color=colour_of(axes, ink), clip_on=True)
        text.set(fontsize=7 if middle else 7.5, fontweight="bold" if bold else "normal", parse_math=False)
    for inner in box.rows:
        for each in inner:
            _draw(axes, each, said)


def _key(axes: Axes, outcomes: set[Outcome | None]) -> None:
    """Which outline means what, and the order of the levels."""
    from matplotlib.patches import Patch

    shown = []
    for outcome in Outcome:
        if outcome in outcomes:
            fill, edge, dash, wide, hatch, _ = _LOOKS[outcome]
            look = Patch(fc=colour_of(axes, fill), ec=colour_of(axes, edge), ls=dash, lw=wide, hatch=hatch)
            look.set_label(outcome.value)
            shown.append(look)
    if shown:
        shown.append(Patch(fc="none", ec="none", label=f"levels: {' '.join(FR.__members__)}"))
    legend_below(axes, shown, bbox_to_anchor=(0.5, 0), ncols=len(shown) or 1)
