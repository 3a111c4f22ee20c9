"""Where the boxes of a drawing lie, and the lines between them: along channels between the rows, through gaps in the rows.

A line runs over no box but those that hold what it goes to, and on no line of another conduit. The layout is *ours*.
"""

from __future__ import annotations

from itertools import pairwise

from attrs import define, field, frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LIMIT = 840  # how wide a row may be before it is broken
GAP = 28
_PAD, _BETWEEN = 12, 24
_LANE, _APART = 7, 7


@define(eq=False)
class Box:
    """A box, with a head that is written on and rows of boxes in it; without a place until it is put somewhere."""

    name: str
    width: float
    height: float
    rows: list[list[Box]] = field(factory=list)
    x: float = 0
    y: float = 0
    #: How high what is written is.
    head: float = 0

    @classmethod
    def around(cls, name: str, width: float, head: float, inner: Sequence[Box]) -> Box:
        """Make a box of what is written in it and the boxes in it."""
        rows = broken(inner)
        wide = max([width, *(taken(row) + 2 * _PAD for row in rows)])
        high = head + sum(_high(row) for row in rows) + _BETWEEN * (len(rows) - 1) + _PAD if rows else head
        return cls(name, wide, high, rows, head=head)

    @property
    def middle(self) -> float:
        """Its middle, from the left."""
        return self.x + self.width / 2

    def chains(self) -> dict[str, list[Box]]:
        """It and all boxes in it by name, each with what it lies in, from the outside in."""
        found = {self.name: [self]}
        for row in self.rows:
            for each in row:
                found |= {name: [self, *chain] for name, chain in each.chains().items()}
        return found

    def set_x(self) -> None:
        """Put the boxes in it side by side."""
        for row in self.rows:
            _side_by_side(row, self.x, self.width)

    def set_y(self) -> None:
        """Put the rows in it below each other."""
        y = self.y + self.head
        for row in self.rows:
            for each in row:
                each.y = y
                each.set_y()
            y += _high(row) + _BETWEEN


def taken(row: Sequence[Box]) -> float:
    """Say how wide a row is."""
    return sum(each.width for each in row) + GAP * (len(row) - 1)


def broken(boxes: Iterable[Box]) -> list[list[Box]]:
    """Break a row that is too wide into several; a box that is too wide has one for itself."""
    rows: list[list[Box]] = []
    for each in boxes:
        if rows and taken([*rows[-1], each]) <= LIMIT:
            rows[-1].append(each)
        else:
            rows.append([each])
    return rows


def _high(row: Sequence[Box]) -> float:
    return max(each.height for each in row)


def _side_by_side(row: Sequence[Box], left: float, width: float) -> None:
    x = left + (width - taken(row)) / 2
    for each in row:
        each.x = x
        each.set_x()
        x += each.width + GAP


#: A row by its place, or a row in a box by the box's name and its place; a channel is named as the row below it.
_Key = int | tuple[str, int]
Point = tuple[float, float]


@frozen
class _Leg:
    """A part of a line: along a channel, from one of its sides to the same or the other."""

    channel: _Key
    start: float
    end: float
    starts_above: bool
    ends_above: bool


@frozen
class _Line:
    """A line from a conduit to a box."""

    pill: Box
    box: Box
    legs: tuple[_Leg, ...]


@define(eq=False)
class Layout:
    """The rows of boxes and of conduits, one below the other, and the lines; `laid_out` makes it."""

    rows: list[list[Box]]
    width: float
    lines: list[_Line] = field(factory=list)
    bottom: float = 0
    _gaps: dict[tuple[_Key, int], list[str]] = field(factory=dict)
    _ports: dict[tuple[str, bool], list[float]] = field(factory=dict)
    _lanes: dict[_Key, dict[str, int]] = field(factory=dict)

    def draw_line(self, pill: Box, at: int, chain: Sequence[Box], row: int) -> None:
        """Find the way of a line from a conduit in one row to a box in another: to a box in a box always from below."""
        below = len(chain) > 1 or row < at
        box = chain[-1]
        inside = self._port(chain, pill.middle, above=not below)
        inner: list[_Leg] = []
        for holder, held in reversed([*pairwise(chain)]):
            first = next(place for place, boxes in enumerate(holder.rows) if held in boxes) + 1
            for place in range(first, len(holder.rows)):
                key = (holder.name, place)
                gap = self._gap(key, holder.rows[place], inside, pill)
                inner.append(_Leg(key, gap, inside, starts_above=False, ends_above=True))
                inside = gap
        last = row + 1 if below else row
        up = last <= at
        x, channel, legs = pill.middle, at if up else at + 1, []
        for place in range(at - 1, last - 1, -1) if up else range(at + 1, last):
            gap = self._gap(place, self.rows[place], (x + inside) / 2, pill)
            legs.append(_Leg(channel, x, gap, starts_above=not up, ends_above=up))
            x, channel = gap, place if up else place + 1
        legs.append(_Leg(channel, x, inside, starts_above=not up, ends_above=below))
        self.lines.append(_Line(pill, box, (*legs, *reversed(inner))))

    def _port(self, chain: Sequence[Box], wanted: float, *, above: bool) -> float:
        """Where a line reaches a box: as near as can be to where it comes from, and apart from the others."""
        box = chain[-1]
        used = self._ports.setdefault((chain[0].name, above), [])
        low, high = box.x + 14, box.x + box.width - 14
        nearest = min(max(wanted, low), high)
        tries = [nearest, *(nearest + way * step * _APART for step in range(1, 60) for way in (1, -1))]
        free = (x for x in tries if low <= x <= high and all(abs(x - other) >= _APART - 0.1 for other in used))
        found = next(free, nearest)
        used.append(found)
        return found

    def _gap(self, key: _Key, row: Sequence[Box], wanted: float, pill: Box) -> float:
        """Where a line passes a row: through the gap that is near and not yet full."""
        edge = GAP if isinstance(key, int) else _PAD
        middles = [row[0].x - edge / 2, *(each.x + each.width + GAP / 2 for each in row[:-1])]
        middles.append(row[-1].x + row[-1].width + edge / 2)
        used = [self._gaps.setdefault((key, place), []) for place in range(len(middles))]
        costs = [abs(x - wanted) + 20 * len(others) for x, others in zip(middles, used, strict=True)]
        place = costs.index(min(costs))
        if pill.name not in used[place]:
            used[place].append(pill.name)
        slot = used[place].index(pill.name)
        step = min(6, edge / 3) if place in {0, len(row)} else 6
        return middles[place] + (0, step, -step, step / 2, -step / 2, 1.5 * step, -1.5 * step)[slot % 7]

    def put(self, top: float) -> None:
        """Give each channel its lanes, and each row its place."""
        channels: dict[_Key, dict[str, list[_Leg]]] = {}
        for line in self.lines:
            for leg in line.legs:
                channels.setdefault(leg.channel, {}).setdefault(line.pill.name, []).append(leg)
        self._lanes = {key: _lanes(nets) for key, nets in channels.items()}
        y = top + self._room(0)
        for place, row in enumerate(self.rows):
            for each in row:
                each.y = y
                each.set_y()
            y += _high(row) + self._room(place + 1)
        self.bottom = y

    def _room(self, channel: int) -> float:
        """How high a channel is; what lies above the first row or below the last only if something runs there."""
        lanes = max(self._lanes.get(channel, {"": -1}).values()) + 1
        least = _BETWEEN if 0 < channel < len(self.rows) else 0
        return max(least, (lanes + 1) * _LANE + 4 if lanes else 0)

    def points(self) -> dict[str, list[list[Point]]]:
        """Give the lines by conduit, each as its corners from the conduit to the box."""
        tops = self._tops()
        found: dict[str, list[list[Point]]] = {}
        for line in self.lines:
            first, last = line.legs[0], line.legs[-1]
            points = [(first.start, line.pill.y + (line.pill.height if first.starts_above else 0))]
            for leg in line.legs:
                top, high = tops[leg.channel]
                lanes = self._lanes[leg.channel]
                y = top + high * (lanes[line.pill.name] + 1) / (max(lanes.values()) + 2)
                points += [(leg.start, y), (leg.end, y)] if abs(leg.start - leg.end) > 0.05 else []
            points.append((last.end, line.box.y + (line.box.height if last.ends_above else 0)))
            found.setdefault(line.pill.name, []).append(points)
        return found

    def _tops(self) -> dict[_Key, tuple[float, float]]:
        """Where each channel begins, and how high it is."""
        found: dict[_Key, tuple[float, float]] = {}
        for place, row in enumerate(self.rows):
            found[place] = (row[0].y - self._room(place), self._room(place))
            for box in row:
                for chain in box.chains().values():
                    holder = chain[-1]
                    for inner, boxes in enumerate(holder.rows):
                        found[holder.name, inner] = (boxes[0].y - _BETWEEN, _BETWEEN)
        found[len(self.rows)] = (self.bottom - self._room(len(self.rows)), self._room(len(self.rows)))
        return found


def _lanes(nets: dict[str, list[_Leg]]) -> dict[str, int]:
    """Give each conduit its lane in a channel, the first that is free; one that would run on another's way stays above it."""
    spans, above, below = {}, {}, {}
    for name, legs in nets.items():
        ends = [(leg.start, leg.starts_above) for leg in legs] + [(leg.end, leg.ends_above) for leg in legs]
        spans[name] = min(x for x, _ in ends), max(x for x, _ in ends)
        above[name] = [x for x, is_above in ends if is_above]
        below[name] = [x for x, is_above in ends if not is_above]
    before = {
        name: {
            other for other in nets if other != name and any(abs(x - y) < 3 for x in below[name] for y in above[other])
        }
        for name in nets
    }
    found: dict[str, int] = {}
    waiting = sorted(nets, key=lambda name: (spans[name], name))
    while waiting:
        name = next((each for each in waiting if before[each] <= found.keys()), waiting[0])
        waiting.remove(name)
        low, high = spans[name]
        lane = max((found[each] + 1 for each in before[name] if each in found), default=0)
        while any(
            taken == lane and spans[other][0] - _APART < high and low < spans[other][1] + _APART
            for other, taken in found.items()
        ):
            lane += 1
        found[name] = lane
    return found


def laid_out(rows: Sequence[list[Box]], pills: Sequence[tuple[Box, Sequence[str]]], least: float) -> Layout:
    """Lay rows of boxes out, and conduits by what they join: above the lowest of it, or below where it lies side by side."""
    chains: dict[str, list[Box]] = {}
    row_of: dict[str, int] = {}
    for place, row in enumerate(rows):
        for box in row:
            found = box.chains()
            chains |= found
            row_of |= dict.fromkeys(found, place)
    slots: list[list[tuple[Box, Sequence[str]]]] = [[] for _ in range(len(rows) + 1)]
    for pill, joins in pills:
        lowest = max(row_of[each] for each in joins)
        level = all(row_of[each] == lowest for each in joins)
        deep = any(row_of[each] == lowest and len(chains[each]) > 1 for each in joins)
        slots[lowest + (level or deep)].append((pill, joins))
    dealt = [_dealt([pill for pill, _ in slot]) for slot in slots]
    width = max([least, *(taken(row) + 2 * GAP for row in (*rows, *(each for several in dealt for each in several)))])
    for row in rows:
        _side_by_side(row, 0, width)
    unified: list[list[Box]] = []
    for place, slot in enumerate(slots):
        for pill, joins in slot:
            near = [chains[each][-1].middle for each in joins if abs(row_of[each] - place + 0.5) < 1]
            pill.x = sum(near) / len(near) - pill.width / 2
        ordered = _dealt(sorted((pill for pill, _ in slot), key=lambda each: (each.middle, each.name)))
        for row in ordered:
            _spread(row, width)
        unified += [*ordered, *rows[place : place + 1]]
    layout = Layout(unified, width)
    at = {each.name: place for place, row in enumerate(unified) for box in row for each in _all(box)}
    pill_rows = {id(each): place for place, row in enumerate(unified) for each in row}
    ends = [(pill, chains[each]) for pill, joins in pills for each in dict.fromkeys(joins)]
    for pill, chain in sorted(ends, key=lambda each: len(each[1]) == 1):  # boxes in boxes have the first choice
        layout.draw_line(pill, pill_rows[id(pill)], chain, at[chain[0].name])
    return layout


def _all(box: Box) -> list[Box]:
    return [chain[-1] for chain in box.chains().values()]


def _dealt(pills: Sequence[Box]) -> list[list[Box]]:
    """Deal conduits out to as many rows as they need, so that each stays near to what it joins."""
    rows = -(-sum(each.width + GAP for each in pills) // LIMIT)
    return [list(pills[place :: int(rows)]) for place in range(int(rows))]


def _spread(row: Sequence[Box], width: float) -> None:
    """Push what would overlap apart, from the left and then back from the right edge."""
    edge: float = GAP
    for each in row:
        each.x = max(each.x, edge)
        edge = each.x + each.width + GAP
    edge = width - GAP
    for each in reversed(row):
        each.x = min(each.x, edge - each.width)
        edge = each.x - GAP
