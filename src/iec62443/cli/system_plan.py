"""``iec62443 system plan``: what is to be closed, the cheapest choice that does it, and what carries what."""

from __future__ import annotations

import json
from importlib.metadata import version

import click
from rich.text import Text

from ..assessors.falls import sensitivity
from ..assessors.plans import marginal, plan, tasks
from ..assessors.zones import place_reports
from ..files.options import Options, read_options
from ..files.plans import plan_document
from ..files.reports import DISCLAIMER
from ..files.systems import read_system
from ..levels import SLType
from .printing import clean, console, section, styled, table, tracked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import Console

    from ..assessors.falls import Fall
    from ..assessors.plans import Marginal, Plan, Task


#: Up to how many components everything that levels rest on is taken away, one by one, without being asked for it.
_FEW = 200


@click.command("plan", short_help="Choose what reaches SL-T for the least.")
@click.argument("path", type=click.Path())
@click.option(
    "--options", "offered", type=click.Path(), help="The measures and products to choose from (TOML or JSON)."
)
@click.option("--achieved", "as_achieved", is_flag=True, help="Plan for what is achieved instead of the design.")
@click.option("--place", "names", multiple=True, help="One zone or conduit only; several can be named.")
@click.option("--marginal", "as_marginal", is_flag=True, help="Also say what one level more would cost, FR by FR.")
@click.option(
    "--falls/--no-falls", default=None, help="Say what falls with an assumption; by default up to 200 components."
)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day on which evidence must still be valid.")
@click.option("--format", "as_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def plan_system(
    *,
    path: str,
    offered: str | None,
    as_achieved: bool,
    names: tuple[str, ...],
    as_marginal: bool,
    falls: bool | None,
    as_of: datetime | None,
    as_format: str,
) -> None:
    """Say what is to be closed in the system in PATH and by whom, and the cheapest choice of --options that does it.

    Also told: what falls in SL-A when an assumption falls. Exit code 0 when it could be computed, 2 on bad input.
    """
    system = read_system(path)
    options = Options((), ()) if offered is None else read_options(offered)
    day = as_of.date() if as_of else None
    kind = SLType.ACHIEVED if as_achieved else SLType.CAPABILITY
    made = plan(system, options.measures, options.products, type=kind, places=names or None, as_of=day)
    asked = [each for each in system.places if each.target is not None and (not names or each.name in names)]
    reports = tracked(place_reports(system, as_of=day), len(system.places), "zones and conduits")
    by_name = {each.place.name: each for each in reports}
    to_do = [task for each in asked for task in tasks(by_name[each.name], kind)]
    more: list[Marginal] = []
    for place in tracked(asked if as_marginal else [], len(asked), "what one level more costs"):
        more += marginal(system, place.name, options.measures, options.products, type=kind, as_of=day)
    look = len(system.components) <= _FEW if falls is None else falls
    fallen = [each for each in sensitivity(system, as_of=day) if not names or each.place in names] if look else []
    if as_format == "json":
        document = plan_document(made, to_do, more, fallen, unit=options.unit, version=version("iec62443"))
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    out = console()
    out.print(Text(clean(system.name), "bold"))
    _print_tasks(out, to_do, "as achieved" if as_achieved else "by design")
    if offered is not None:
        _print_plan(out, made, options.unit)
    _print_more(out, more, options.unit)
    _print_falls(out, fallen)
    out.print()
    out.print(Text(DISCLAIMER, "dim"))


def _print_tasks(out: Console, to_do: list[Task], how: str) -> None:
    if not to_do:
        out.print(f"nothing is to be closed for SL-T {how}")
    for place in dict.fromkeys(each.place for each in to_do):
        rows = [
            (
                each.needed_by.id.text,
                f"SL {int(each.needed_by.sl or 0)}",
                styled(each.state.value),
                f"{each.component} {each.requirement.id}: {each.reason}" if each.component else each.reason,
            )
            for each in to_do
            if each.place == place
        ]
        section(
            out, f"To close in {place} ({len(rows)})", table("requirement", "from", "state", "where, why", rows=rows)
        )


def _print_plan(out: Console, made: Plan, unit: str) -> None:
    chosen = [*((each.cost, each.name) for each in made.measures), *((each.cost, each.name) for each in made.products)]
    proof = "nothing cheaper does as much" if made.optimal else f"not proved, the bound is {made.bound:g}"
    rows = [(f"{cost:g}", name, ", ".join(_closed_by(made, name))) for cost, name in chosen]
    title = f"The cheapest choice for SL-{made.type.value}: {made.cost:g} {unit}".rstrip()
    if rows:
        section(out, f"{title} ({proof})", table("cost", "what", "closes", rows=rows))
    else:
        section(out, title, ["nothing on offer helps, or nothing is needed"])
    section(
        out,
        f"Stays open with everything on offer ({len(made.unreached)})",
        [f"{place}: {', '.join(ids)}" for place, ids in _by_place(made).items()],
    )


def _closed_by(made: Plan, name: str) -> list[str]:
    return list(dict.fromkeys(each.requirement.id.text for each in made.closed if name in each.by))


def _by_place(made: Plan) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in made.unreached:
        found.setdefault(each.place, []).append(each.requirement.id.text)
    return found


def _print_more(out: Console, more: list[Marginal], unit: str) -> None:
    rows = [
        (
            each.place,
            each.fr.name,
            f"SL {int(each.level)}",
            "nothing on offer reaches it" if each.extra is None else f"{each.extra:+g} {unit}".rstrip(),
        )
        for each in more
    ]
    if rows:
        section(out, "What one level more costs", table("place", "FR", "to", "cost", rows=rows))


def _print_falls(out: Console, falls: list[Fall]) -> None:
    rows = [
        (
            each.place,
            f"{each.assumption}: {', '.join(f'{fr.name} {each.before[fr]:d} to {each.after[fr]:d}' for fr in each.frs)}",
        )
        for each in falls
    ]
    if rows:
        section(out, "What SL-A rests on: what falls without it", table("place", "without, what falls", rows=rows))
