"""The radar: vectors over the seven foundational requirements, with what is undetermined shown as such."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from math import cos, pi, sin

from attrs import field, frozen

from ..assessors.levels import LevelReport
from ..assessors.rollup import PlaceLevels
from ..levels import FR, SLVector
from .canvas import SVG, Canvas, number, prefix_of
from .lettering import wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WIDTH, _RADIUS, _INNER = 420, 128, 16
#: By place: the paint of a curve, its dashes and its mark, so that it is told without colour too.
STYLES = (
    ("blue", "", "circle"),
    ("orange", "7 4", "square"),
    ("green", "2 3", "triangle"),
    ("purple", "9 3 2 3", "diamond"),
    ("gold", "18 5", "hourglass"),
    ("grey", "12 3 2 3 2 3", "wedge"),
)
_AXES = tuple((sin(2 * pi * place / 7), -cos(2 * pi * place / 7)) for place in range(7))


def _as_vector(value: SLVector | int | str) -> SLVector:
    if isinstance(value, SLVector):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return SLVector.uniform(value)
    if isinstance(value, str):
        return SLVector.parse(value)
    raise TypeError(
        f"{value!r} is no vector: an SLVector is expected, a level for all seven, or a text such as '2 2 1 3 2 2 2'"
    )


def _as_ceiling(value: SLVector | int | str | None) -> SLVector | None:
    return None if value is None else _as_vector(value)


@frozen
class Curve:
    """A line of a radar: the level of each FR, and where it is undetermined the highest that is not ruled out.

    A vector may be given as a level for all seven FRs or as a text. ValueError for what is no vector and for a ceiling below
    the vector, TypeError for what is no value of these kinds.

    >>> from iec62443 import SLVector
    >>> Curve("SL-T", SLVector.uniform(2)).levels
    ('2', '2', '2', '2', '2', '2', '2')
    """

    label: str
    vector: SLVector = field(converter=_as_vector)
    ceiling: SLVector | None = field(default=None, converter=_as_ceiling)

    def __attrs_post_init__(self) -> None:
        """Refuse a label that is no text, and a ceiling below the vector."""
        if not isinstance(self.label, str):
            raise TypeError(f"{self.label!r} is no label: a text is expected")
        if self.ceiling is not None and not self.vector <= self.ceiling:
            raise ValueError(f"the ceiling {self.ceiling} is below the vector {self.vector}")

    @classmethod
    def of(cls, report: LevelReport | PlaceLevels, label: str = "") -> Curve:
        """Make the curve of a report, or of a zone or conduit; the label is its type and subject unless one is given.

        >>> from iec62443 import Assessment, Subject, capability
        >>> Curve.of(capability(Assessment(Subject("Cell"), "62443-3-3", "2013", corrigenda=["COR1:2014"]))).levels[0]
        '0..4'
        """
        subject = report.place.name if isinstance(report, PlaceLevels) else report.assessment.subject.name
        named = f"SL-{report.type.value}({subject})"
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


Drawable = Curve | LevelReport | PlaceLevels


def as_curves(drawable: object) -> list[Curve]:
    """Give the curves of what a radar draws, one or several; TypeError for anything else."""
    if isinstance(drawable, (Curve, LevelReport, PlaceLevels)):
        return as_curves([drawable])
    if isinstance(drawable, (str, SLVector)) or not hasattr(drawable, "__iter__"):
        raise _no_curve(drawable)
    return [each if isinstance(each, Curve) else _curve_of(each) for each in drawable]


def _curve_of(value: object) -> Curve:
    if isinstance(value, (LevelReport, PlaceLevels)):
        return Curve.of(value)
    raise _no_curve(value)


def _no_curve(value: object) -> TypeError:
    hint = f"; Curve('SL-T', {value!r}) names a vector" if isinstance(value, SLVector) else ""
    return TypeError(
        f"a radar cannot draw {type(value).__name__}: a Curve, LevelReport or PlaceLevels is expected, or several{hint}"
    )


def radar_svg(
    curves: Drawable | Iterable[Drawable], *, title: str, description: str = "", prefix: str = "", titled: bool = True
) -> SVG:
    """Draw vectors over the seven FRs as SVG: axes in the standard's order, clockwise from the top, level 4 outermost.

    Where a level is undetermined, the band up to its ceiling is hatched and the ceiling marked hollow. The description (for
    those who cannot see it) is made of the levels unless given; `prefix` begins the ids, made of the content if left out;
    `titled` draws the title, too, for where no caption says it. Reports and `PlaceLevels` stand for their curves; TypeError
    for what is no curve.

    >>> from iec62443 import SLVector
    >>> svg = radar_svg([Curve("SL-T", SLVector.uniform(2)), Curve("SL-C", SLVector(2, 1, 3, 2, 4, 4, 1))], title="EC 210")
    >>> svg.startswith("<svg "), "<desc" in svg
    (True, True)
    """
    drawn = as_curves(curves)
    canvas = Canvas(_WIDTH, prefix or prefix_of("radar", title, description, titled, drawn))
    top = canvas.heading(title if titled else "") + 46
    canvas.add(f'<g transform="translate({_WIDTH // 2} {number(top + _RADIUS)})" stroke-linejoin="round">')
    _web(canvas)
    for place, curve in enumerate(drawn):
        _band(canvas, place, curve, crowded=len(drawn) > 2)
    for place, curve in enumerate(drawn):
        _line(canvas, place, curve)
    _scale(canvas)
    canvas.add("</g>")
    bottom = _legend(canvas, top + 2 * _RADIUS + 46, drawn)
    return canvas.close(bottom, title, description or _described(drawn))


#: The corners of each mark around its spot, in units of its size; a circle has none.
_MARKS: dict[str, tuple[tuple[float, float], ...]] = {
    "circle": (),
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "triangle": ((0, -1.3), (1.3, 1), (-1.3, 1)),
    "diamond": ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0)),
    "hourglass": ((-1.2, -1.2), (1.2, -1.2), (-1.2, 1.2), (1.2, 1.2)),
    "wedge": ((0, 1.4), (1.4, -1), (-1.4, -1)),
}


def _radius(level: int) -> float:
    return _INNER + level * (_RADIUS - _INNER) / 4


#: Where each level lies on each axis, from the centre of the picture: axis, then level.
_SPOTS = tuple(
    tuple(f"{number(x * _radius(level))} {number(y * _radius(level))}" for level in range(5)) for x, y in _AXES
)


def _outline(levels: Iterable[int]) -> str:
    return f"M{'L'.join(spots[level] for spots, level in zip(_SPOTS, levels, strict=True))}Z"


_RINGS = "".join(_outline([level] * 7) for level in range(5))
_SPOKES = "".join(f"M{spots[0]}L{spots[4]}" for spots in _SPOTS)


@lru_cache(maxsize=32)
def _mark(kind: str, size: float) -> str:
    """The outline of a mark, from the spot on."""
    corners = _MARKS[kind]
    if not corners:
        r, d = number(size), number(2 * size)
        return f"m-{r} 0a{r} {r} 0 1 0 {d} 0 {r} {r} 0 1 0-{d} 0z"
    steps = [((x - x0) * size, (y - y0) * size) for (x0, y0), (x, y) in pairwise(((0, 0), *corners))]
    return f"m{' '.join(f'{number(x)} {number(y)}' for x, y in steps)}z".replace(" -", "-")


def _web(canvas: Canvas) -> None:
    """The rings of the levels, the axes, and what each is called."""
    canvas.add(f'<path d="{_RINGS}{_SPOKES}" stroke-width="0.8" {canvas.paint(stroke="web")}/>')
    for size, down, paint in (
        (13, 1, canvas.paint("ink", more=' font-weight="bold"')),
        (10, 13, canvas.paint("quiet")),
    ):
        canvas.add(f'<g font-size="{size}" {paint}>')
        for fr, (x, y) in zip(FR, _AXES, strict=True):
            anchor = ' text-anchor="middle"' if abs(x) < 0.1 else "" if x > 0 else ' text-anchor="end"'
            place = f'x="{number(x * (_RADIUS + 14))}" y="{number(y * (_RADIUS + 26) + down)}"'
            canvas.add(f"<text {place}{anchor}>{fr.name if size == 13 else f'FR {fr.number}'}</text>")
        canvas.add("</g>")


def _scale(canvas: Canvas) -> None:
    """The numbers of the levels, between the last axis and the first, over the curves."""
    canvas.add(
        f'<g font-size="10" text-anchor="middle" stroke-width="3" paint-order="stroke" {canvas.paint("quiet", "ground")}>'
    )
    (x0, y0), (x1, y1) = _AXES[6], _AXES[0]
    for level in range(5):
        x, y = _radius(level) * (x0 + x1) / 2, _radius(level) * (y0 + y1) / 2
        canvas.add(f'<text x="{number(x)}" y="{number(y + 3.5)}">{level}</text>')
    canvas.add("</g>")


def _band(canvas: Canvas, place: int, curve: Curve, *, crowded: bool) -> None:
    """What is undetermined: hatched up to the ceiling, which is marked hollow; its axis too where the curves are few."""
    if curve.ceiling is None or not curve.undetermined:
        return
    paint, _, mark = STYLES[place % len(STYLES)]
    inner, outer = _outline(curve.vector), _outline(curve.ceiling)
    hatched = canvas.hatch(f"hatch{place}", paint, 45 + 40 * place)
    axes = zip(_SPOTS, curve.vector, curve.ceiling, strict=True)
    ends = [(spots[low], spots[high]) for spots, low, high in axes if high > low]
    hollow = "".join(f"M{high}{_mark(mark, 6)}" for _, high in ends)
    canvas.add(f'<g {canvas.paint(stroke=paint)}><path d="{outer}{inner}" fill-rule="evenodd" opacity=".6"')
    canvas.add(f' stroke-dasharray="1.5 3" {hatched}/>')
    if not crowded:
        spans = "".join(f"M{low}L{high}" for low, high in ends)
        canvas.add(f'<path d="{spans}" stroke-width="3.5" stroke-dasharray="2 2"/>')
    canvas.add(f'<path d="{hollow}" stroke-width="2" {canvas.paint("ground")}/></g>')


def _line(canvas: Canvas, place: int, curve: Curve) -> None:
    """What is known: the line through the levels, with its marks."""
    paint, dashes, mark = STYLES[place % len(STYLES)]
    inner = _outline(curve.vector)
    painted = _stroke(canvas, paint, dashes)
    if place == 0:
        painted = canvas.paint(paint, paint, more=' stroke-width="2.2" fill-opacity=".1"')
    canvas.add(f'<path d="{inner}" {painted}/>')
    spots = (
        f"M{spots[level]}{_mark(mark, 4 if place else 5)}" for spots, level in zip(_SPOTS, curve.vector, strict=True)
    )
    canvas.add(f'<path d="{"".join(spots)}" {canvas.paint(paint, "ground")}/>')


def _stroke(canvas: Canvas, paint: str, dashes: str) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return canvas.paint(stroke=paint, more=f' stroke-width="2.2"{dashed}')


def _legend(canvas: Canvas, top: float, curves: Sequence[Curve]) -> float:
    """Which line is which, with its levels in the standard's notation; give how far down it reaches."""
    y = top
    for place, curve in enumerate(curves):
        paint, dashes, mark = STYLES[place % len(STYLES)]
        canvas.add(f'<path d="M14 {number(y - 4)}h40" {_stroke(canvas, paint, dashes)}/>')
        canvas.add(f'<path d="M34 {number(y - 4)}{_mark(mark, 4)}" {canvas.paint(paint, "ground")}/>')
        for line in wrap(curve.label, _WIDTH - 76, 12):
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
