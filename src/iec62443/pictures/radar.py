"""The radar: vectors over the seven foundational requirements, with what is undetermined shown as such."""

from __future__ import annotations

from math import cos, pi, sin

from attrs import frozen

from ..assessors.levels import LevelReport
from ..levels import FR, SLVector
from .canvas import SVG, Canvas, number, prefix_of, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WIDTH, _RADIUS, _INNER = 420, 128, 16
#: By place: the paint of a curve, its dashes, and its mark; so that it is told without colour too.
_STYLES = (
    ("blue", "", "circle"),
    ("orange", "7 4", "square"),
    ("green", "2 3", "triangle"),
    ("purple", "9 3 2 3", "diamond"),
    ("gold", "4 2", "hourglass"),
    ("grey", "12 4", "star"),
)
_AXES = tuple((sin(2 * pi * place / 7), -cos(2 * pi * place / 7)) for place in range(7))


@frozen
class Curve:
    """A line of a radar: the level of each FR, and where it is undetermined the highest that is not ruled out.

    >>> from iec62443 import SLVector
    >>> Curve("SL-T", SLVector.uniform(2)).levels
    ('2', '2', '2', '2', '2', '2', '2')
    """

    label: str
    vector: SLVector
    ceiling: SLVector | None = None

    @classmethod
    def of(cls, report: LevelReport, label: str = "") -> Curve:
        """Make the curve of a report; the label is its type and subject unless one is given.

        >>> from iec62443 import Assessment, Subject, capability
        >>> Curve.of(capability(Assessment(Subject("Cell"), "62443-3-3", "2013", corrigenda=["COR1:2014"]))).levels[0]
        '0..4'
        """
        named = f"SL-{report.type.value}({report.assessment.subject.name})"
        return cls(label or named, report.vector, report.ceiling)

    @property
    def undetermined(self) -> frozenset[FR]:
        """The FRs whose level is not known."""
        return frozenset(fr for fr in FR if self.ceiling is not None and self.ceiling[fr] > self.vector[fr])

    @property
    def levels(self) -> tuple[str, ...]:
        """The level of each FR as printed: ``2``, undetermined ``0..3``."""
        above = self.ceiling or self.vector
        pairs = zip(self.vector, above, strict=True)
        return tuple(f"{low:d}..{high:d}" if high > low else f"{low:d}" for low, high in pairs)


def radar_svg(
    curves: Iterable[Curve | LevelReport], *, title: str, description: str = "", prefix: str = "", titled: bool = True
) -> SVG:
    """Draw vectors over the seven FRs as SVG: axes in the standard's order, clockwise from the top, level 4 outermost.

    Where a level is undetermined, the band up to its ceiling is hatched and the ceiling marked hollow. The description (for
    those who cannot see it) is made of the levels unless given; `prefix` begins the ids, made of the content if left out;
    `titled` draws the title, too, for where no caption says it.

    >>> from iec62443 import SLVector
    >>> svg = radar_svg([Curve("SL-T", SLVector.uniform(2)), Curve("SL-C", SLVector(2, 1, 3, 2, 4, 4, 1))], title="EC 210")
    >>> svg.startswith("<svg "), "<desc" in svg
    (True, True)
    """
    drawn = [Curve.of(each) if isinstance(each, LevelReport) else each for each in curves]
    canvas = Canvas(_WIDTH, prefix or prefix_of("radar", title, description, titled, drawn))
    top = canvas.heading(title if titled else "") + 38
    centre = (_WIDTH / 2, top + _RADIUS)
    _web(canvas, centre)
    for draw in (_band, _line):
        for place, curve in enumerate(drawn):
            draw(canvas, centre, place, curve)
    _scale(canvas, centre)
    bottom = _legend(canvas, centre[1] + _RADIUS + 38, drawn)
    return canvas.close(bottom, title, description or _described(drawn))


def _spot(centre: tuple[float, float], axis: int, level: float) -> tuple[float, float]:
    radius = _INNER + level * (_RADIUS - _INNER) / 4
    x, y = _AXES[axis]
    return centre[0] + x * radius, centre[1] + y * radius


def _outline(centre: tuple[float, float], levels: Iterable[float]) -> str:
    spots = (_spot(centre, axis, level) for axis, level in enumerate(levels))
    return f"M{'L'.join(f'{number(x)} {number(y)}' for x, y in spots)}Z"


def _web(canvas: Canvas, centre: tuple[float, float]) -> None:
    """The rings of the levels, the axes, and what each is called."""
    rings = "".join(_outline(centre, [level] * 7) for level in range(5))
    spokes = []
    for axis in range(7):
        (x0, y0), (x1, y1) = _spot(centre, axis, 0), _spot(centre, axis, 4)
        spokes.append(f"M{number(x0)} {number(y0)}L{number(x1)} {number(y1)}")
    canvas.add(f'<path d="{rings}{"".join(spokes)}" {canvas.paint(stroke="line")}/>')
    for fr, (x, y) in zip(FR, _AXES, strict=True):
        anchor = "middle" if abs(x) < 0.1 else "start" if x > 0 else "end"
        left, up = centre[0] + x * (_RADIUS + 14), centre[1] + y * (_RADIUS + 18)
        canvas.text(left, up + 1, fr.name, size=13, anchor=anchor, bold=True)
        canvas.text(left, up + 13, f"FR {fr.number}", size=10, anchor=anchor, fill="quiet")


def _scale(canvas: Canvas, centre: tuple[float, float]) -> None:
    """The numbers of the levels, between the last axis and the first, over the curves."""
    halo = f'{canvas.paint("quiet", "ground")} stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
    for level in range(5):
        (x0, y0), (x1, y1) = _spot(centre, 6, level), _spot(centre, 0, level)
        x, y = number((x0 + x1) / 2), number((y0 + y1) / 2 + 3.5)
        canvas.add(f'<text x="{x}" y="{y}" font-size="10" text-anchor="middle" {halo}>{level}</text>')


def _band(canvas: Canvas, centre: tuple[float, float], place: int, curve: Curve) -> None:
    """What is undetermined: hatched up to the ceiling, which is marked hollow."""
    if curve.ceiling is None or not curve.undetermined:
        return
    paint, _, mark = _STYLES[place % len(_STYLES)]
    low, high = list(curve.vector), list(curve.ceiling)
    hatched = canvas.hatch(f"hatch{place}", paint, 45 + 40 * place)
    canvas.add(
        f'<path d="{_outline(centre, high)}{_outline(centre, low)}" fill-rule="evenodd" opacity=".6" {hatched}/>'
    )
    axes = [axis for axis in range(7) if high[axis] > low[axis]]
    ends = [(_spot(centre, axis, low[axis]), _spot(centre, axis, high[axis])) for axis in axes]
    spans = "".join(f"M{number(x0)} {number(y0)}L{number(x1)} {number(y1)}" for (x0, y0), (x1, y1) in ends)
    canvas.add(f'<path d="{_outline(centre, high)}" {canvas.paint(stroke=paint, more=_THIN)}/>')
    canvas.add(f'<path d="{spans}" {canvas.paint(stroke=paint)} stroke-width="3.5" stroke-dasharray="2 2"/>')
    hollow = "".join(_mark(mark, x, y, 6) for _, (x, y) in ends)
    canvas.add(f'<path d="{hollow}" {canvas.paint("ground", paint)} stroke-width="2"/>')


def _line(canvas: Canvas, centre: tuple[float, float], place: int, curve: Curve) -> None:
    """What is known: the line through the levels, with its marks."""
    paint, dashes, mark = _STYLES[place % len(_STYLES)]
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    inner = _outline(centre, curve.vector)
    if place == 0:
        canvas.add(f'<path d="{inner}" {canvas.paint(paint, more=_SHADE)}/>')
    canvas.add(f'<path d="{inner}" {canvas.paint(stroke=paint, more=f"{_THICK}{dashed}")}/>')
    size = max(5.0 - place, 3)
    marks = "".join(_mark(mark, *_spot(centre, axis, level), size) for axis, level in enumerate(curve.vector))
    canvas.add(f'<path d="{marks}" {canvas.paint(paint, "ground")}/>')


_SHADE = ' fill-opacity=".1"'
_THICK = ' stroke-width="2.2" stroke-linejoin="round"'
_THIN = ' stroke-dasharray="1.5 3" stroke-linejoin="round"'


#: The corners of each mark around a spot, in units of its size; a circle has none.
_MARKS: dict[str, tuple[tuple[float, float], ...]] = {
    "circle": (),
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "triangle": ((0, -1.3), (1.3, 1), (-1.3, 1)),
    "diamond": ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0)),
    "hourglass": ((-1.2, -1.2), (1.2, -1.2), (-1.2, 1.2), (1.2, 1.2)),
    "star": ((0, -1.6), (0.5, -0.5), (1.6, 0), (0.5, 0.5), (0, 1.6), (-0.5, 0.5), (-1.6, 0), (-0.5, -0.5)),
}


def _mark(kind: str, x: float, y: float, size: float) -> str:
    """The outline of a mark around a spot."""
    corners = [f"{number(x + across * size)} {number(y + down * size)}" for across, down in _MARKS[kind]]
    if corners:
        return f"M{'L'.join(corners)}Z"
    r, d = number(size), number(2 * size)
    return f"M{number(x - size)} {number(y)}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0Z"


def _legend(canvas: Canvas, top: float, curves: Sequence[Curve]) -> float:
    """Which line is which, with its levels in the standard's notation; give how far down it reaches."""
    y = top
    for place, curve in enumerate(curves):
        paint, dashes, mark = _STYLES[place % len(_STYLES)]
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        canvas.add(f'<path d="M14 {number(y - 4)}h40" {canvas.paint(stroke=paint, more=f"{_THICK}{dashed}")}/>')
        canvas.add(f'<path d="{_mark(mark, 34, y - 4, 4)}" {canvas.paint(paint, "ground")}/>')
        for line in wrap(curve.label, 54):
            canvas.text(64, y, line, size=12)
            y += 16
        canvas.text(64, y, f"{{ {' '.join(curve.levels)} }}", size=12, fill="quiet")
        y += 22
    if any(each.undetermined for each in curves):
        canvas.text(64, y, "hatched: undetermined, not ruled out up to the hollow mark", size=11, fill="quiet")
        y += 20
    return y - 4


def _described(curves: Sequence[Curve]) -> str:
    """What the picture shows, in words."""
    said = (
        f"{each.label}: {', '.join(f'{fr.name} {level}' for fr, level in zip(FR, each.levels, strict=True))}."
        for each in curves
    )
    return " ".join(("Security levels 0 to 4 over the seven foundational requirements.", *said))
