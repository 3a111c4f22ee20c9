"""The drawing of a system: zones as boxes, zones in zones, and conduits as lines between what they join.

What a zone or conduit reaches of its SL-T is told by colour, by the outline, by a pattern and by a sign. What lies outside is
on top, and below it the zones by how many conduits lie between (`layout`); it is the same for the same system.
"""

from __future__ import annotations

from math import ceil

from attrs import frozen

from .._wording import listed, shown
from ..assessors.gaps import Outcome
from ..levels import FR, SLType
from .canvas import SVG, Canvas, number, prefix_of
from .layout import Box, Layout, Point, broken, laid_out
from .lettering import width_of, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..assessors.zones import SystemReport
    from ..systems import SystemUnderConsideration
    from ..zones import Zone

_WIDTH = 480  # at least; a wide row makes it wider
_PAD, _LINE, _NAME = 12, 14, 200
_CAP = 17  # the round end of a conduit
#: By outcome: the ground of a box, its outline, how that is drawn, what is written in it, and the sign.
_LOOKS: dict[Outcome | None, tuple[str, str, str, str, str]] = {
    Outcome.REACHED: ("good", "green", ' stroke-width="1.5"', "good-ink", "✓"),
    Outcome.GAP: ("ground", "bad", ' stroke-width="3"', "ink", "✗"),
    Outcome.UNDETERMINED: ("unsure", "gold", ' stroke-dasharray="6 3" stroke-width="1.5"', "unsure-ink", "?"),
    None: ("ground", "grey", ' stroke-width="1.5"', "ink", ""),
}


@frozen
class Said:
    """What is said of a place, and how it stands; of what lies outside only its name."""

    name: str
    target: str = ""
    levels: str = ""
    outcome: Outcome | None = None
    conduit: bool = False

    @property
    def lines(self) -> list[tuple[str, bool]]:
        """What is written, line by line, and whether in bold."""
        sign = _LOOKS[self.outcome][4]
        named = f"{sign} {self.name}" if sign and self.conduit else self.name
        levels = [(each, False) for each in (self.target, self.levels) if each]
        told = [(f"{sign} {self.outcome.value}", True)] if self.outcome and not self.conduit else []
        return [*((each, True) for each in wrap(named, _NAME, self.size, bold=True)), *levels, *told]

    @property
    def size(self) -> int:
        """The size of what is written."""
        return 10 if self.conduit else 11

    @property
    def width(self) -> float:
        """How wide what is written is."""
        return max(width_of(line, self.size, bold=bold) for line, bold in self.lines)

    def __str__(self) -> str:
        """Say it in words."""
        return ", ".join(
            filter(None, (self.name, self.target, self.levels, self.outcome.value if self.outcome else ""))
        )


@frozen
class Sketch:
    """A system as it is drawn: what is said of each zone and conduit, the boxes, those of conduits, and where they lie."""

    said: dict[str, Said]
    boxes: tuple[Box, ...]
    pills: tuple[Box, ...]
    layout: Layout


def sketched(system: SystemUnderConsideration, report: SystemReport | None, type: SLType) -> Sketch:
    """Sketch a system, whatever draws it; ValueError as for `zones_svg`."""
    said = _said(system, report, type)
    outside = [_box(Said(each.name)) for each in system.externals]
    tops = [_zone(each, system, said, frozenset()) for each in _top_zones(system)]
    rows = [part for row in _rows(system, tops, outside) for part in broken(row)]
    pills = [(_pill(said[each.name]), each.joins) for each in system.conduits if each.joins]
    boxes = tuple(box for row in rows for box in row)
    return Sketch(said, boxes, tuple(pill for pill, _ in pills), laid_out(rows, pills, _WIDTH))


def zones_svg(  # noqa: PLR0913 - as every picture
    system: SystemUnderConsideration,
    report: SystemReport | None = None,
    *,
    title: str = "",
    description: str = "",
    prefix: str = "",
    titled: bool = True,
    type: SLType = SLType.CAPABILITY,
) -> SVG:
    """Draw a system as SVG; with its report, each zone and conduit shows its SL-C and how that stands to its SL-T.

    `type` chooses what is shown of the report: SL-C, by design, or SL-A, what is achieved. `title` is the system's name when
    left out; `description`, for those who cannot see it, lists zones and conduits unless given; `prefix` begins the ids, made
    of the content when left out; `titled` draws the title, too. ValueError for the report of another system, and for SL-T as
    `type`.

    >>> from iec62443 import Conduit, External, SystemUnderConsideration, Zone
    >>> zones, bus = [Zone("Cell", 2), Zone("DMZ", 1)], Conduit("Uplink", ["Cell", "DMZ", "Internet"])
    >>> plant = SystemUnderConsideration("Plant", zones=zones, conduits=[bus], externals=[External("Internet")])
    >>> svg = zones_svg(plant)
    >>> "Uplink" in svg, "SL-T 2 2 2 2 2 2 2" in svg, svg.count("<script")
    (True, True, 0)
    """
    sketch = sketched(system, report, type)
    said, layout = sketch.said, sketch.layout
    name = title or system.name
    conduits = tuple((each.name, each.joins) for each in system.conduits)
    parents = tuple((each.name, each.parent) for each in system.zones)
    content = (
        name,
        description,
        titled,
        *said.values(),
        conduits,
        parents,
        tuple(each.name for each in system.externals),
    )
    canvas = Canvas(ceil(layout.width), prefix or prefix_of("zones", content))
    layout.put(canvas.heading(name if titled else "") + 12)
    gap = any(each.outcome is Outcome.GAP for each in said.values())
    hatched = canvas.hatch("gap", "bad", gap=7, width=1.2) if gap else ""
    for box in sketch.boxes:
        _draw(canvas, box, said, hatched)
    for conduit, lines in layout.points().items():
        _draw_lines(canvas, lines, said[conduit].outcome)
    for pill in sketch.pills:
        _draw_pill(canvas, pill, said[pill.name], hatched)
    y = _legend(canvas, layout.bottom + 16, [*said.values()], None if report is None else type, hatched)
    return canvas.close(y, name, description or _described(system, said))


def _said(system: SystemUnderConsideration, report: SystemReport | None, type: SLType) -> dict[str, Said]:
    """What is said of each zone and conduit, in the system's order."""
    if type not in {SLType.CAPABILITY, SLType.ACHIEVED}:
        raise ValueError(f"{type!r} is not what a report shows: SLType.CAPABILITY (by design) or SLType.ACHIEVED")
    found = {each.place.name: each for each in _fitting(system, report)} if report is not None else {}
    said = {}
    for at, place in enumerate(system.places):
        target = "no SL-T" if place.target is None else f"SL-T {' '.join(str(int(level)) for level in place.target)}"
        conduit = at >= len(system.zones)
        if place.name in found:
            levels = found[place.name].design if type is SLType.CAPABILITY else found[place.name].achieved
            told = f"SL-{type.value} {' '.join(map(levels.shown, FR))}"
            said[place.name] = Said(place.name, target, told, levels.outcome, conduit)
        else:
            said[place.name] = Said(place.name, target, conduit=conduit)
    return said


def _fitting(system: SystemUnderConsideration, report: SystemReport) -> SystemReport:
    """Give the report, if it is one of the system."""
    if report.system is not system and report.system != system:
        other = "the same name with other content" if report.system.name == system.name else "another system"
        raise ValueError(
            f"the report is of {shown(report.system.name)} and the drawing of {shown(system.name)}: that is {other}; "
            "make the report of the system that is drawn"
        )
    missing = {each.name for each in system.places} - {each.place.name for each in report}
    if missing:
        raise ValueError(f"the report on {shown(system.name)} says nothing of {listed(missing)}")
    return report


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


def _zone(zone: Zone, system: SystemUnderConsideration, said: Mapping[str, Said], above: frozenset[str]) -> Box:
    seen = above | {zone.name}
    children = [each for each in system.zones if each.parent == zone.name and each.name not in seen]
    return _box(said[zone.name], [_zone(each, system, said, seen) for each in children])


def _box(said: Said, inner: Sequence[Box] = ()) -> Box:
    return Box.around(said.name, max(said.width + 2 * _PAD + 4, 110), 14 + _LINE * len(said.lines), inner)


def _pill(said: Said) -> Box:
    return Box(said.name, said.width + 2 * _CAP + 8, 8 + 13 * len(said.lines))


def _rows(system: SystemUnderConsideration, tops: list[Box], outside: list[Box]) -> list[list[Box]]:
    """The boxes row by row: by how many conduits lie between a box and the first row, near to what they are joined with."""
    holder = {name: top.name for top in (*outside, *tops) for name in top.chains()}
    joined = [{holder[name] for name in each.joins} for each in system.conduits]
    neighbours: dict[str, set[str]] = {}
    for names in joined:
        for name in names:
            neighbours.setdefault(name, set()).update(names)
    first = outside or tops[:1]
    distance = {each.name: 0 for each in first}
    waiting = [each.name for each in first]
    for name in waiting:  # grows while it is gone through
        for other in sorted(neighbours.get(name, set()) - distance.keys()):
            distance[other] = distance[name] + 1
            waiting.append(other)
    last = max(distance.values(), default=0) + 1
    rows: dict[int, list[Box]] = {}
    for each in (*outside, *tops):
        rows.setdefault(distance.get(each.name, last), []).append(each)
    place: dict[str, float] = {}

    def near(box: Box) -> float:
        """The mean place of what it is joined with in the row above, as a share of that row."""
        above = [place[each] for each in neighbours.get(box.name, ()) if each in place]
        return sum(sorted(above)) / len(above) if above else 0.5

    ordered = []
    for _, row in sorted(rows.items()):
        row.sort(key=near)
        place = {each.name: (number + 0.5) / len(row) for number, each in enumerate(row)}
        ordered.append(row)
    return ordered


def _draw(canvas: Canvas, box: Box, said: Mapping[str, Said], hatched: str) -> None:
    told = said.get(box.name) or Said(box.name)
    outside = box.name not in said
    fill, stroke, more, ink, _ = _LOOKS[told.outcome]
    dash = ' stroke-dasharray="2 3"' if outside else more
    canvas.add(f'<rect {_place(box)} rx="{14 if outside else 4}" {canvas.paint(fill, stroke, more=dash)}/>')
    if told.outcome is Outcome.GAP:  # a strip at the edge, so that what is written stays legible
        canvas.add(f'<path d="M{number(box.x)} {number(box.y)}h8v{number(box.height)}h-8z" {hatched}/>')
    for row, (line, bold) in enumerate(told.lines):
        canvas.text(box.x + _PAD + 2, box.y + 18 + row * _LINE, line, size=told.size, fill=ink, bold=bold)
    for inner in box.rows:
        for each in inner:
            _draw(canvas, each, said, hatched)


def _place(box: Box) -> str:
    return f'x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" height="{number(box.height)}"'


def _draw_lines(canvas: Canvas, lines: Sequence[Sequence[Point]], outcome: Outcome | None) -> None:
    _, stroke, more, _, _ = _LOOKS[outcome]
    drawn = ("L".join(f"{number(x)} {number(y)}" for x, y in corners) for corners in lines)
    painted = canvas.paint(stroke=stroke, more=f'{more} stroke-linejoin="round"')
    canvas.add(f'<path d="M{"M".join(drawn)}" {painted}/>')


def _draw_pill(canvas: Canvas, pill: Box, said: Said, hatched: str) -> None:
    fill, stroke, more, ink, _ = _LOOKS[said.outcome]
    canvas.add(f'<rect {_place(pill)} rx="{_CAP}" {canvas.paint(fill, stroke, more=more)}/>')
    if said.outcome is Outcome.GAP:
        canvas.add(
            f'<path d="M{number(pill.x + _CAP)} {number(pill.y)}a{_CAP} {_CAP} 0 0 0 -{_CAP} {_CAP}'
            f'v{number(pill.height - 2 * _CAP)}a{_CAP} {_CAP} 0 0 0 {_CAP} {_CAP}z" {hatched}/>'
        )
    for row, (line, bold) in enumerate(said.lines):
        canvas.text(pill.middle, pill.y + 14 + row * 13, line, size=said.size, fill=ink, anchor="middle", bold=bold)


def _legend(canvas: Canvas, y: float, said: Sequence[Said], type: SLType | None, hatched: str) -> float:
    """What the outlines mean, as far as they are there; and in which order the levels stand."""
    x = 12.0
    outcomes = {each.outcome for each in said}
    for outcome in Outcome:
        if outcome in outcomes:
            fill, stroke, more, _, sign = _LOOKS[outcome]
            box, meaning = Box("", 22, 14, x=x, y=y), f"{sign} {outcome.value}"
            canvas.add(f'<rect {_place(box)} rx="3" {canvas.paint(fill, stroke, more=more)}/>')
            if outcome is Outcome.GAP:
                canvas.add(f'<path d="M{number(x)} {number(y)}h8v14h-8z" {hatched}/>')
            canvas.text(x + 28, y + 11, meaning, size=11, fill="quiet")
            x += 46 + width_of(meaning, 11)
    y += 24 if x > 12 else 0
    if not said:
        return y
    notes = ["Levels in the order IAC UC SI DC RDF TRE RA"]
    if type is not None:
        notes.append("SL-C by design" if type is SLType.CAPABILITY else "SL-A as achieved")
    if any(".." in each.levels for each in said):
        notes.append("a range is not known yet")
    canvas.text(12, y + 8, "; ".join(notes) + ".", size=10, fill="quiet")
    return y + 20


def _described(system: SystemUnderConsideration, said: Mapping[str, Said]) -> str:
    zones = [f"zone {said[each.name]}" + (f", in {each.parent}" if each.parent else "") for each in system.zones]
    conduits = [f"conduit {said[each.name]}, joins {', '.join(each.joins)}" for each in system.conduits]
    return "; ".join((*zones, *conduits)) or "Nothing is drawn: the system has no zones."
