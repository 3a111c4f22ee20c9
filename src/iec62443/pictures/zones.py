"""The drawing of a system: zones as boxes, zones in zones, and conduits as lines between what they join.

What a zone or conduit reaches of its SL-T by design is told by colour, by the outline and by a sign. The layout is *ours*: what
lies outside on top, and below it the zones by how many conduits lie between; it is the same for the same system.
"""

from __future__ import annotations

from math import ceil

from attrs import define, field, frozen

from ..assessors.gaps import Outcome
from ..levels import FR
from .canvas import SVG, Canvas, number, prefix_of, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..assessors.zones import SystemReport
    from ..systems import SystemUnderConsideration
    from ..zones import Conduit, Place, Zone

_WIDTH = 480  # at least; a wide row makes it wider
_GAP, _PAD, _CHARACTER, _BOLD = 24, 10, 5.6, 6.6
_BOX, _LINE = 190, 14
_BETWEEN = 74  # from row to row, where the conduits are
#: By outcome: the ground of a box, its outline, how that is drawn, and the sign.
_LOOKS: dict[Outcome | None, tuple[str, str, str, str]] = {
    Outcome.REACHED: ("good", "green", "", "✓ reached"),
    Outcome.GAP: ("ground", "bad", ' stroke-width="3"', "✗ gap"),
    Outcome.UNDETERMINED: ("unsure", "gold", ' stroke-dasharray="6 3" stroke-width="1.5"', "? undetermined"),
    None: ("ground", "grey", "", ""),
}


@frozen
class _Said:
    """What is written in the box of a place, and how it stands."""

    lines: tuple[str, ...]
    outcome: Outcome | None


@define
class _Box:
    """A box with what is written in it and the boxes in it; placed from the outside in."""

    name: str
    said: _Said
    inner: list[_Box] = field(factory=list)
    outside: bool = False
    x: float = 0
    y: float = 0

    @property
    def head(self) -> float:
        """How high what is written in it is."""
        return 10 + _LINE * len(self.said.lines) + 4

    @property
    def width(self) -> float:
        """How wide it is: as its longest line, or as the boxes in it side by side."""
        name, *others = self.said.lines
        longest = max(len(name) * _BOLD, *(len(each) * _CHARACTER for each in others), 0) + 2 * _PAD
        inside = sum(each.width for each in self.inner) + _PAD * (len(self.inner) + 1) if self.inner else 0
        return max(min(longest, 2 * _BOX), inside, 110)

    @property
    def height(self) -> float:
        """How high it is."""
        return self.head + (max(each.height for each in self.inner) + _PAD if self.inner else 0)

    def put(self, x: float, y: float) -> None:
        """Place it and the boxes in it."""
        self.x, self.y = x, y
        inside = sum(each.width for each in self.inner) + _PAD * (len(self.inner) - 1)
        at = x + (self.width - inside) / 2
        for each in self.inner:
            each.put(at, y + self.head)
            at += each.width + _PAD

    def everything(self) -> dict[str, _Box]:
        """It and all boxes in it, by name."""
        found = {self.name: self}
        for each in self.inner:
            found |= each.everything()
        return found


def zones_svg(  # noqa: PLR0913 - as every picture
    system: SystemUnderConsideration,
    report: SystemReport | None = None,
    *,
    title: str = "",
    description: str = "",
    prefix: str = "",
    titled: bool = True,
) -> SVG:
    """Draw a system as SVG; with its report, each zone and conduit shows its SL-C and how that stands to its SL-T.

    `title` is the system's name when left out; `description`, for those who cannot see it, lists zones and conduits unless
    given; `prefix` begins the ids, made of the content when left out; `titled` draws the title, too.

    >>> from iec62443 import Conduit, External, SystemUnderConsideration, Zone
    >>> zones, bus = [Zone("Cell", 2), Zone("DMZ", 1)], Conduit("Uplink", ["Cell", "DMZ", "Internet"])
    >>> plant = SystemUnderConsideration("Plant", zones=zones, conduits=[bus], externals=[External("Internet")])
    >>> svg = zones_svg(plant)
    >>> "Uplink" in svg, "SL-T 2 2 2 2 2 2 2" in svg, svg.count("<script")
    (True, True, 0)
    """
    said = {each.name: _said(each, report) for each in system.places}
    tops = [_box(each, system, said, frozenset()) for each in _top_zones(system)]
    outside = [_Box(each.name, _Said((each.name,), None), outside=True) for each in system.externals]
    rows = _rows(system, tops, outside)
    name = title or system.name
    shown = tuple((each.name, said[each.name]) for each in system.places)
    conduits = tuple((each.name, each.joins) for each in system.conduits)
    canvas = Canvas(_wide(rows, system, said), prefix or prefix_of("zones", name, description, titled, shown, conduits))
    y = canvas.heading(name if titled else "")
    y = _put(rows, y + 12, canvas.width)
    boxes = {name: each for row in rows for box in row for name, each in box.everything().items()}
    ends = _between(system, rows, boxes, said, canvas.width)
    hatched = (
        canvas.hatch("gap", "bad", gap=7, width=1.2)
        if any(each.outcome is Outcome.GAP for each in said.values())
        else ""
    )
    for conduit, pill in ends:
        for joined in dict.fromkeys(conduit.joins):
            _line(canvas, pill, boxes[joined], said[conduit.name].outcome)
    for row in rows:
        for box in row:
            _draw(canvas, box, hatched)
    for conduit, pill in ends:
        _pill(canvas, pill, said[conduit.name])
    y = _legend(canvas, y + 6, said)
    return canvas.close(y, name, description or _described(system, said))


def _said(place: Place, report: SystemReport | None) -> _Said:
    target = "no SL-T" if place.target is None else f"SL-T {' '.join(str(int(level)) for level in place.target)}"
    lines = [*wrap(place.name, 30), target]
    if report is None:
        return _Said(tuple(lines), None)
    found = report[place.name]
    outcome = found.design.outcome
    if outcome is not None:
        lines.append(f"SL-C {' '.join(map(found.design.shown, FR))}")
        lines.append(_LOOKS[outcome][3])
    return _Said(tuple(lines), outcome)


def _top_zones(system: SystemUnderConsideration) -> list[Zone]:
    """The zones that lie in no other; of a cycle of parents the first in the system's order."""
    top = [each for each in system.zones if not each.parent]
    reached = {each.name for zone in top for each in (zone, *system.subzones(zone))}
    for zone in system.zones:
        if zone.name not in reached:
            way = [zone.name]
            while (above := system.zone(way[-1]).parent) not in way:
                way.append(above)
            around = way[way.index(above) :]
            first = next(each for each in system.zones if each.name in around)
            top.append(first)
            reached |= {first.name, *(each.name for each in system.subzones(first))}
    return top


def _box(zone: Zone, system: SystemUnderConsideration, said: dict[str, _Said], above: frozenset[str]) -> _Box:
    seen = above | {zone.name}
    inner = [
        _box(each, system, said, seen) for each in system.zones if each.parent == zone.name and each.name not in seen
    ]
    return _Box(zone.name, said[zone.name], inner)


def _rows(system: SystemUnderConsideration, tops: list[_Box], outside: list[_Box]) -> list[list[_Box]]:
    """The boxes row by row: by how many conduits lie between a box and the first row."""
    holder = {name: top.name for top in (*outside, *tops) for name in top.everything()}
    joined = [{holder[name] for name in each.joins} for each in system.conduits]
    first = outside or tops[:1]
    distance = {each.name: 0 for each in first}
    waiting = [each.name for each in first]
    while waiting:
        name = waiting.pop(0)
        for names in joined:
            if name in names:
                for other in sorted(names - distance.keys()):
                    distance[other] = distance[name] + 1
                    waiting.append(other)
    last = max(distance.values(), default=0) + 1
    rows: dict[int, list[_Box]] = {}
    for each in (*outside, *tops):
        rows.setdefault(distance.get(each.name, last), []).append(each)
    return [row for _, row in sorted(rows.items())]


def _wide(rows: list[list[_Box]], system: SystemUnderConsideration, said: dict[str, _Said]) -> int:
    """How wide the widest row is, of boxes or of conduits between them."""
    boxes = [sum(each.width for each in row) + _GAP * (len(row) + 1) for row in rows]
    row_of = _row_of(rows)
    between = [8.0] * len(rows)
    for conduit in system.conduits:
        if conduit.joins:
            between[min(row_of[each] for each in conduit.joins)] += 2 * _half(said[conduit.name]) + 8
    return ceil(max(_WIDTH, *boxes, *between, 0))


def _row_of(rows: list[list[_Box]]) -> dict[str, int]:
    """In which row each zone and external is drawn."""
    return {name: place for place, row in enumerate(rows) for box in row for name in box.everything()}


def _half(said: _Said) -> float:
    """Half the width of a conduit with what it says."""
    return max(map(len, _pill_lines(said))) * 2.9 + 10


def _put(rows: list[list[_Box]], y: float, width: int) -> float:
    """Place the rows below each other, each in the middle; give how far down they reach."""
    for row in rows:
        taken = sum(each.width for each in row) + _GAP * (len(row) - 1)
        x = (width - taken) / 2
        for each in row:
            each.put(x, y)
            x += each.width + _GAP
        y += max(each.height for each in row) + _BETWEEN
    return y - _BETWEEN + 40


@frozen
class _Pill:
    """Where a conduit is drawn: its middle and its half width."""

    x: float
    y: float
    half: float


def _between(
    system: SystemUnderConsideration,
    rows: list[list[_Box]],
    boxes: dict[str, _Box],
    said: dict[str, _Said],
    width: int,
) -> list[tuple[Conduit, _Pill]]:
    """Place each conduit below the upper row that it joins, side by side with the others there, in the order of their ends."""
    bottoms = [max((each.y + each.height for each in row), default=0) for row in rows]
    row_of = _row_of(rows)
    by_row: dict[int, list[tuple[float, Conduit]]] = {}
    for conduit in system.conduits:
        if conduit.joins:
            middles = [boxes[each].x + boxes[each].width / 2 for each in conduit.joins]
            upper = min(row_of[each] for each in conduit.joins)
            by_row.setdefault(upper, []).append((sum(middles) / len(middles), conduit))
    found = []
    for upper, several in sorted(by_row.items()):
        several.sort(key=lambda each: (each[0], each[1].name))
        halves = [_half(said[each.name]) for _, each in several]
        xs = _spread([wanted for wanted, _ in several], halves, width)
        y = bottoms[upper] + _BETWEEN / 2
        found += [(conduit, _Pill(x, y, half)) for (_, conduit), x, half in zip(several, xs, halves, strict=True)]
    return found


def _spread(wanted: list[float], halves: list[float], width: int) -> list[float]:
    """Push what would overlap apart, from the left and then back from the right edge."""
    xs: list[float] = []
    edge = 8.0
    for x, half in zip(wanted, halves, strict=True):
        xs.append(max(x, edge + half))
        edge = xs[-1] + half + 8
    edge = width - 8.0
    for place in range(len(xs) - 1, -1, -1):
        xs[place] = min(xs[place], edge - halves[place])
        edge = xs[place] - halves[place] - 8
    return xs


def _line(canvas: Canvas, pill: _Pill, box: _Box, outcome: Outcome | None) -> None:
    _, stroke, more, _ = _LOOKS[outcome]
    above = box.y < pill.y
    x = min(max(pill.x, box.x + 14), box.x + box.width - 14)
    y = box.y + box.height if above else box.y
    middle = (pill.y + y) / 2
    start, end = (f"{number(pill.x)} {number(each)}" for each in (pill.y, middle))
    turn, arrival = (f"{number(x)} {number(each)}" for each in (middle, y))
    painted = canvas.paint(stroke=stroke, more=more or ' stroke-width="1.5"')
    canvas.add(f'<path d="M{start}C{end} {turn} {arrival}" {painted}/>')


def _draw(canvas: Canvas, box: _Box, hatched: str) -> None:
    fill, stroke, more, _ = _LOOKS[box.said.outcome]
    dash = ' stroke-dasharray="2 3"' if box.outside else more
    place = f'x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" height="{number(box.height)}"'
    canvas.add(f'<rect {place} rx="{14 if box.outside else 4}" {canvas.paint(fill, stroke, more=dash)}/>')
    if box.said.outcome is Outcome.GAP and hatched:  # a strip at the edge, so that what is written stays legible
        strip = f'x="{number(box.x)}" y="{number(box.y)}" width="7" height="{number(box.height)}"'
        canvas.add(f"<rect {strip} {hatched}/>")
    ink = {Outcome.REACHED: "good-ink", Outcome.UNDETERMINED: "unsure-ink"}.get(box.said.outcome or Outcome.GAP, "ink")
    for row, line in enumerate(box.said.lines):
        bold = not line.startswith(("SL-T", "SL-C", "no SL-T"))
        canvas.text(box.x + _PAD + 2, box.y + 18 + row * _LINE, line, size=11, fill=ink, bold=bold)
    for each in box.inner:
        _draw(canvas, each, hatched)


def _pill_lines(said: _Said) -> tuple[str, ...]:
    """What is written on a conduit: its name and its target, and the sign of how it stands."""
    sign = _LOOKS[said.outcome][3][:1]
    name = [line for line in said.lines if not line.startswith(("SL-T", "SL-C", "no SL-T", "✓", "✗", "?"))]
    target = next(line for line in said.lines if line.startswith(("SL-T", "no SL-T")))
    return (f"{sign} {' '.join(name)}".strip(), target)


def _pill(canvas: Canvas, pill: _Pill, said: _Said) -> None:
    fill, stroke, more, _ = _LOOKS[said.outcome]
    place = f'x="{number(pill.x - pill.half)}" y="{number(pill.y - 17)}" width="{number(2 * pill.half)}" height="34"'
    canvas.add(f'<rect {place} rx="17" {canvas.paint(fill, stroke, more=more)}/>')
    ink = {Outcome.REACHED: "good-ink", Outcome.UNDETERMINED: "unsure-ink"}.get(said.outcome or Outcome.GAP, "ink")
    for row, line in enumerate(_pill_lines(said)):
        canvas.text(pill.x, pill.y - 3 + row * 13, line, size=10, fill=ink, anchor="middle", bold=not row)


def _legend(canvas: Canvas, y: float, said: dict[str, _Said]) -> float:
    """What the outlines mean, as far as they are there; and in which order the levels stand."""
    x = 12.0
    for outcome in Outcome:
        if any(each.outcome is outcome for each in said.values()):
            fill, stroke, more, sign = _LOOKS[outcome]
            at = f'x="{number(x)}" y="{number(y)}" width="22" height="14"'
            canvas.add(f'<rect {at} rx="3" {canvas.paint(fill, stroke, more=more)}/>')
            canvas.text(x + 28, y + 11, sign, size=11, fill="quiet")
            x += 46 + len(sign) * _CHARACTER
    order = "Levels in the order IAC UC SI DC RDF TRE RA; SL-C by design, a range is not known yet."
    canvas.text(12, y + 32, order, size=10, fill="quiet")
    return y + 44


def _described(system: SystemUnderConsideration, said: dict[str, _Said]) -> str:
    zones = [
        f"zone {', '.join(said[each.name].lines)}" + (f", in {each.parent}" if each.parent else "")
        for each in system.zones
    ]
    conduits = [
        f"conduit {', '.join(_pill_lines(said[each.name]))}, joins {', '.join(each.joins)}" for each in system.conduits
    ]
    return "; ".join((*zones, *conduits)) or "Nothing is drawn: the system has no zones."
