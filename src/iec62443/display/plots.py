"""The pictures drawn on axes of matplotlib, for who wants to lay out, restyle or save them there. Needs the extra ``plot``.

They follow its conventions: draw on the axes given, or on new ones of the current figure; take the colours of text and ground
from the style in force; give the axes back.
"""

from __future__ import annotations

from math import tau

from ..levels import FR, SLVector
from ..pictures import Curve, HeatCell, Mark
from ..pictures.heatmap import as_cells
from ..pictures.radar import STYLES, Drawable, as_curves
from ..pictures.staircase import added_by_level, flights_title
from ..requirements import as_component_types
from .axes import colour_of, legend_below, needs_matplotlib, new_axes, titled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D
    from matplotlib.projections.polar import PolarAxes

    from ..assessors.levels import LevelReport
    from ..catalog import Catalog
    from ..requirements import ComponentType

_UNDETERMINED = "undetermined, not ruled out up to the hollow mark"
_MARKERS = {"circle": "o", "square": "s", "triangle": "^", "diamond": "D", "hourglass": "X", "wedge": "v"}
_HATCHES = ("////", "\\\\\\\\", "||||", "----", "xxxx", "....")


def radar(curves: Drawable | Iterable[Drawable], *, ax: Axes | None = None, title: str = "") -> PolarAxes:
    """Draw vectors over the seven FRs on polar axes, what is undetermined hatched up to its ceiling; see `radar_svg`.

    ValueError for axes that are not polar (``plt.subplots(subplot_kw={"projection": "polar"})`` makes such).

    >>> import matplotlib
    >>> matplotlib.use("agg")
    >>> from iec62443 import Curve, SLVector
    >>> axes = radar([Curve("SL-T", SLVector.uniform(2))])
    >>> [each.get_text() for each in axes.get_xticklabels()]
    ['IAC', 'UC', 'SI', 'DC', 'RDF', 'TRE', 'RA']
    """
    needs_matplotlib()
    from matplotlib.projections.polar import PolarAxes

    axes = ax if ax is not None else new_axes((5, 6), projection="polar")
    if not isinstance(axes, PolarAxes):
        raise ValueError("a radar needs polar axes: plt.subplots(subplot_kw={'projection': 'polar'})")  # noqa: TRY004 - of the right type, made otherwise
    axes.set_theta_zero_location("N")
    axes.set_theta_direction(-1)
    axes.set_thetagrids([360 * place / 7 for place in range(7)], list(FR.__members__))
    axes.set_rorigin(-0.6)
    axes.set_rlim(0, 4)
    axes.set_rgrids([0, 1, 2, 3, 4], angle=180 / 7)
    axes.grid(color=colour_of(axes, "web"))
    axes.spines[:].set_color(colour_of(axes, "web"))
    axes.tick_params(axis="x", pad=16)  # beside a mark at level 4, not below it
    drawn = as_curves(curves)
    shown: list[Artist] = []
    for place, curve in enumerate(drawn):
        _band(axes, place, curve)
        shown.append(_line(axes, place, curve))
    if any(each.undetermined for each in drawn):
        shown += axes.fill(
            [], [], facecolor="none", edgecolor=colour_of(axes, "quiet"), hatch="////", label=_UNDETERMINED
        )
    legend_below(axes, shown, bbox_to_anchor=(0.5, -0.06))
    return titled(axes, title)


_AROUND = tuple(tau * place / 7 for place in (*range(7), 0))


def _round(vector: SLVector) -> list[int]:
    """The levels, and the first of them again, for a line that closes."""
    return [int(level) for level in (*vector, vector.IAC)]


def _band(axes: Axes, place: int, curve: Curve) -> None:
    """What is undetermined: hatched up to the ceiling, which is marked hollow."""
    if curve.ceiling is None or not curve.undetermined:
        return
    paint, _, mark = STYLES[place % len(STYLES)]
    colour = colour_of(axes, paint)
    low, high = _round(curve.vector), _round(curve.ceiling)
    hatch = _HATCHES[place % len(_HATCHES)]
    axes.fill_between(_AROUND, low, high, facecolor="none", edgecolor=colour, hatch=hatch, linewidth=0, alpha=0.6)
    angles, ends = zip(*((at, up) for at, up, down in zip(_AROUND, high, low, strict=True) if up > down), strict=True)
    hollow = axes.plot(angles, ends, ls="", color=colour, clip_on=False)[0]
    hollow.set(marker=_MARKERS[mark], markersize=13, markerfacecolor="none", markeredgewidth=2)


def _line(axes: Axes, place: int, curve: Curve) -> Line2D:
    """What is known: the line through the levels, with its marks."""
    paint, dashes, mark = STYLES[place % len(STYLES)]
    colour, levels = colour_of(axes, paint), _round(curve.vector)
    style = (0, tuple(float(each) / 2 for each in dashes.split())) if dashes else "-"
    label = f"{curve.label} {{ {' '.join(curve.levels)} }}"
    line = axes.plot(_AROUND, levels, ls=style, color=colour, lw=2, label=label, clip_on=False)[0]
    line.set(marker=_MARKERS[mark], markersize=max(8 - place, 5))
    if place == 0:
        axes.fill(_AROUND, levels, color=colour, alpha=0.1)
    return line


def heatmap(entries: Iterable[HeatCell] | LevelReport, *, ax: Axes | None = None, title: str = "") -> Axes:
    """Draw requirements by FR and by the level that selects them, each told by colour and by sign; see `heatmap_svg`.

    >>> import matplotlib
    >>> matplotlib.use("agg")
    >>> from iec62443 import FR, SL, HeatCell, Mark
    >>> axes = heatmap([HeatCell("SR 1.1", FR.IAC, SL.SL1, Mark.OPEN)])
    >>> [each.get_text() for each in axes.texts]
    ['SR 1.1']
    """
    needs_matplotlib()
    cells = as_cells(entries)
    blocks = {
        fr: [[each for each in cells if (each.fr, each.level) == (fr, level)] for level in (1, 2, 3, 4)] for fr in FR
    }
    heights = {fr: max(map(len, columns)) for fr, columns in blocks.items() if any(columns)}
    rows = sum(heights.values()) + 0.5 * len(heights)
    axes = ax if ax is not None else new_axes((6.4, 1.2 + 0.21 * rows))
    top = 0.0
    ticks = []
    for fr, height in heights.items():
        for place, column in enumerate(blocks[fr]):
            for row, cell in enumerate(column):
                _box(axes, place, top + row, cell)
        ticks.append(top + height / 2)
        top += height + 0.5
        axes.axhline(top - 0.25, color=colour_of(axes, "line"), lw=0.8)
    axes.set_yticks(ticks, [fr.name for fr in heights])
    axes.set_xticks([0.5, 1.5, 2.5, 3.5], [f"from SL {level}" for level in (1, 2, 3, 4)])
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set(xlim=(0, 4), ylim=(max(top, 1), -0.25))
    axes.spines[:].set_visible(False)
    _key(axes, [mark for mark in Mark if any(each.mark is mark for each in cells)])
    return titled(axes, title)


def staircase(
    catalog: Catalog, component_types: Iterable[ComponentType] = (), *, ax: Axes | None = None, title: str = ""
) -> Axes:
    """Draw what each level adds, a flight of stairs for each FR; see `staircase_svg`.

    >>> import matplotlib
    >>> matplotlib.use("agg")
    >>> from iec62443 import load
    >>> axes = staircase(load("3-3"))
    >>> [each.get_text() for each in axes.texts][:4]
    ['10', '+6', '+6', '+2']
    """
    needs_matplotlib()
    from matplotlib.patches import Patch

    types = as_component_types(component_types)
    flights = added_by_level(catalog, types)
    axes = ax if ax is not None else new_axes((6.4, 6.4))
    most = max(sum(adds) for _, adds in flights)
    ground = 0.0
    ticks = []
    for _, adds in flights:
        ground -= 0.45 + sum(adds) / most
        ticks.append(ground)
        below = [sum(adds[:place]) / most for place in range(4)]
        steps = [each / most for each in adds]
        levels = (1, 2, 3, 4)
        raised = [ground + each for each in below]
        axes.bar(levels, below, 0.96, bottom=ground, color=colour_of(axes, "asked"), edgecolor=colour_of(axes, "added"))
        axes.bar(levels, steps, 0.96, bottom=raised, color=colour_of(axes, "added"))
        for level, added, base in zip(levels, adds, below, strict=True):
            said = (f"+{added}" if base else str(added)) if added else "nothing more" if base else "nothing"
            axes.text(level, ground + base + added / most + 0.04, said, ha="center", va="bottom", fontsize="small")
    axes.set_yticks(ticks, [fr.name for fr, _ in flights])
    axes.set_xticks([1, 2, 3, 4], [f"SL {level}" for level in (1, 2, 3, 4)])
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set(xlim=(0.5, 4.5), ylim=(ground, 0.1))
    axes.spines[:].set_visible(False)
    looks = (("added", "added by the level"), ("asked", "asked for already below"))
    edge = colour_of(axes, "added")
    shown = [Patch(facecolor=colour_of(axes, paint), edgecolor=edge, label=said) for paint, said in looks]
    legend_below(axes, shown, bbox_to_anchor=(0.5, -0.01), ncols=2)
    return titled(axes, title or flights_title(catalog, types))


#: By mark: the paint of the box, of its outline, of what is written in it; its outline, its hatching and its sign.
_LOOKS = {
    Mark.CLOSED: ("good", "good", "good-ink", "-", "", "check"),
    Mark.OPEN: ("bad", "bad", "bad-ink", "-", "", "x"),
    Mark.UNDETERMINED: ("unsure", "unsure-ink", "unsure-ink", "--", "////", "$?$"),
    Mark.NOT_APPLICABLE: ("ground", "quiet", "quiet", "--", "", "_"),
}


def _box(axes: Axes, left: float, top: float, cell: HeatCell) -> None:
    """A requirement in its box, with its sign."""
    _outline(axes, left, top, cell.mark)
    ink, bold = colour_of(axes, _LOOKS[cell.mark][2]), "bold" if cell.mark is Mark.OPEN else "normal"
    told = axes.text(
        left + 0.2, top + 0.5, cell.id, va="center", color=ink, fontweight=bold, fontsize=7.5, clip_on=True
    )
    told.set_parse_math(False)


def _outline(axes: Axes, left: float, top: float, mark: Mark) -> None:
    from matplotlib.patches import Rectangle
    from matplotlib.path import Path

    fill, edge, ink, outline, hatch, sign = _LOOKS[mark]
    box = Rectangle((left + 0.02, top + 0.08), 0.96, 0.84, facecolor=colour_of(axes, fill), edgecolor="none")
    axes.add_patch(box)
    if hatch:
        line = colour_of(axes, "unsure-line")
        axes.add_patch(Rectangle(box.get_xy(), 0.96, 0.84, facecolor="none", edgecolor=line, lw=0, hatch=hatch))
    axes.add_patch(
        Rectangle(box.get_xy(), 0.96, 0.84, facecolor="none", edgecolor=colour_of(axes, edge), ls=outline, lw=0.8)
    )
    marker: str | Path = Path([(-0.5, 0), (-0.15, -0.4), (0.5, 0.45)]) if sign == "check" else sign
    inside = "none" if sign == "check" else colour_of(axes, ink)
    axes.plot(left + 0.11, top + 0.5, ls="", marker=marker, ms=5, mew=1.2, mec=colour_of(axes, ink), mfc=inside)


def _key(axes: Axes, marks: Iterable[Mark]) -> None:
    """Which box means what, below the picture."""
    from matplotlib.patches import Patch

    shown = []
    for mark in marks:
        fill, edge, _, line, hatch, _ = _LOOKS[mark]
        shown.append(Patch(fc=colour_of(axes, fill), ec=colour_of(axes, edge), ls=line, hatch=hatch, label=mark.value))
    legend_below(axes, shown, bbox_to_anchor=(0.5, -0.005), ncols=len(shown))
