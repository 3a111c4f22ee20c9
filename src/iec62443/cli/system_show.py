"""``iec62443 system show``: what was read of a system, in short tables."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text

from ..files.systems import read_system
from ..zones import Zone
from .printing import clean, console, section, table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..components import Component
    from ..systems import SystemUnderConsideration
    from ..zones import Place


@click.command(short_help="Show what a system file says.")
@click.argument("path", type=click.Path(path_type=Path))
def show(*, path: Path) -> None:
    """Show what was read from PATH, a system's file or folder: zones, conduits, components and what is known of them.

    Exit code 0 when it reads, 2 with every problem when it does not.
    """
    system = read_system(path)
    out = console()
    out.print(Text(clean(system.name), "bold"))
    counts = (
        (len(system.zones), "zone"),
        (len(system.conduits), "conduit"),
        (len(system.components), "component"),
        (len({id(each.assessment) for each in system.components if each.assessment is not None}), "product assessment"),
        (len(system.flows), "flow"),
        (len(system.countermeasures), "countermeasure"),
    )
    out.print(", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts))
    if system.zones:
        out.print()
        out.print(table("zone", "SL-T", "rows", "components", rows=[_place(each, system) for each in system.zones]))
    if system.conduits:
        rows = [_place(each, system) for each in system.conduits]
        out.print()
        out.print(table("conduit", "SL-T", "rows", "joins; components", rows=rows))
    if system.components:
        rows = [(each.name, _known(each), each.shown_product or "no product named") for each in system.components]
        out.print()
        out.print(table("component", "known by", "product", rows=rows))
    nowhere = [each.name for each in system.components if not system.places_of(each.name)]
    section(out, "In no zone or conduit", [", ".join(nowhere)] if nowhere else [])


def _place(place: Place, system: SystemUnderConsideration) -> tuple[str, ...]:
    target = "not set" if place.target is None else " ".join(str(int(level)) for level in place.target)
    found = f"{len(place.findings)}, {len(place.as_built)} as built" if place.as_built else str(len(place.findings))
    inside = ", ".join(place.components)
    if isinstance(place, Zone):
        depth, above = 0, place
        while above.parent and depth < len(system.zones):
            depth, above = depth + 1, system.zone(above.parent)
        return f"{'  ' * depth}{place.name}", target, found, inside
    return place.name, target, found, "; ".join(filter(None, (", ".join(place.joins), inside)))


def _known(component: Component) -> str:
    """What is known of a component: findings on its product, a claim, findings as built, that it is configured so."""
    assessment = component.assessment
    known = [
        "" if assessment is None else f"{len(assessment)} rows",
        "" if component.claim is None else "a claim",
        f"{len(component.as_built)} as built" if component.as_built else "",
        "" if component.configuration is None else "configured",
    ]
    return ", ".join(filter(None, known)) or "nothing"
