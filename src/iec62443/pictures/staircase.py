"""The staircase: what each level adds, for each foundational requirement."""

from __future__ import annotations

from ..assessors.vectors import applicable
from ..levels import FR
from ..requirements import ComponentType, as_component_types
from .canvas import SVG, Canvas, number, prefix_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..catalog import Catalog

_STEP, _LEFT, _RISE = 84, 64, 40
_WIDTH = _LEFT + 4 * _STEP + 12


def added_by_level(
    catalog: Catalog, component_types: Iterable[ComponentType] = ()
) -> tuple[tuple[FR, tuple[int, int, int, int]], ...]:
    """Give for each FR how many requirements each level from 1 to 4 adds to the one below.

    Source: 3-3 Annex B, 4-2 Annex B. `InvalidFinding` where the part has no levels.

    >>> from iec62443 import load
    >>> added_by_level(load("3-3"))[5]
    (<FR.TRE: 6>, (1, 1, 1, 0))
    """
    rows = applicable(catalog, as_component_types(component_types))
    one, two, three, four = ([each.fr for each in rows if each.sl == level] for level in (1, 2, 3, 4))
    return tuple((fr, (one.count(fr), two.count(fr), three.count(fr), four.count(fr))) for fr in FR)


def flights_title(catalog: Catalog, types: frozenset[ComponentType]) -> str:
    """Name what the stairs are of."""
    named = ", ".join(each.title for each in ComponentType if each in types)
    return f"What each level adds: {catalog.name}" + (f", {named}" if named else "")


def staircase_svg(  # noqa: PLR0913 - what it is of, and what is said of it
    catalog: Catalog,
    component_types: Iterable[ComponentType] = (),
    *,
    title: str = "",
    description: str = "",
    prefix: str = "",
    titled: bool = True,
) -> SVG:
    """Draw what each level adds as SVG: a flight of stairs for each FR, a step as high as what is asked for there.

    The upper part of a step is what the level adds; a level that adds nothing is reached with the one below it. For the union
    of the types, all types when none is named. The title, and the description for those who cannot see it, are made of the
    catalog unless given; `prefix` begins the ids, made of the content if left out; `titled` draws the title, too.
    `InvalidFinding` where the part has no levels.

    >>> from iec62443 import load
    >>> "RA, SL 1: 7, SL 2: 3 more, SL 3: 3 more, SL 4: nothing more" in staircase_svg(load("3-3"))
    True
    """
    types = as_component_types(component_types)
    flights = added_by_level(catalog, types)
    named = title or flights_title(catalog, types)
    told = description or _described(flights)
    canvas = Canvas(_WIDTH, prefix or prefix_of("staircase", named, told, titled))
    y = canvas.heading(named if titled else "") + 18
    for level in (1, 2, 3, 4):
        canvas.text(_LEFT + (level - 0.5) * _STEP, y, f"SL {level}", size=12, anchor="middle", bold=True)
    most = max(sum(adds) for _, adds in flights)
    for fr, adds in flights:
        y += max(26 + _RISE * sum(adds) / most, 37)  # room for the names beside them
        _flight(canvas, y, fr, adds, _RISE / most)
    for x, paint, said in (
        (_LEFT, "added", "added by the level"),
        (_LEFT + 2 * _STEP, "asked", "asked for already below"),
    ):
        canvas.add(f'<rect x="{x}" y="{number(y + 16)}" width="14" height="11" {canvas.paint(paint, "added")}/>')
        canvas.text(x + 20, y + 26, said)
    return canvas.close(y + 40, named, told)


def _flight(canvas: Canvas, ground: float, fr: FR, adds: tuple[int, ...], rise: float) -> None:
    """The stairs of one FR, standing on a line."""
    canvas.text(12, ground - 12, fr.name, size=13, bold=True)
    canvas.text(12, ground - 1, f"FR {fr.number}", size=10, fill="quiet")
    below = 0
    for place, added in enumerate(adds):
        x = _LEFT + place * _STEP
        top = ground - (below + added) * rise
        box = f'x="{x + 1}" width="{_STEP - 4}"'
        for base, count, paint in ((0, below, "asked"), (below, added, "added")):
            if count:
                y, height = number(ground - (base + count) * rise), number(count * rise)
                canvas.add(f'<rect {box} y="{y}" height="{height}" {canvas.paint(paint, "added")}/>')
        said = (f"{added}" if not below else f"+{added}") if added else "nothing more" if below else "nothing"
        canvas.text(
            x + _STEP / 2, top - 4, said, size=11, anchor="middle", fill="ink" if added else "quiet", bold=bool(added)
        )
        below += added
    canvas.add(f'<path d="M{_LEFT} {number(ground + 0.5)}h{4 * _STEP}" {canvas.paint(stroke="line")}/>')


def _described(flights: Iterable[tuple[FR, tuple[int, ...]]]) -> str:
    """What the picture shows, in words."""
    said = []
    for fr, adds in flights:
        first, *more = adds
        steps = [
            f"SL 1: {first or 'nothing'}",
            *(f"SL {at}: {each or 'nothing'} more" for at, each in enumerate(more, 2)),
        ]
        said.append(f"{fr.name}, {', '.join(steps)}.")
    return " ".join(("Requirements that each level adds, by foundational requirement.", *said))
