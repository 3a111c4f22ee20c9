"""``iec62443 system``: the commands on a system under consideration, each in a module of its own."""

from __future__ import annotations

import click

from .system_assess import assess_system
from .system_check import check_system
from .system_init import init
from .system_plan import plan_system
from .system_show import show
from .system_targets import targets


@click.group("system", short_help="Zones, conduits and components of a system.")
def system() -> None:
    """Read, check and assess a system under consideration: its zones, conduits and components.

    A system is a TOML or JSON file, or a folder with a system.toml; `init` writes one to start from.
    """


for _command in (assess_system, check_system, init, plan_system, show, targets):
    system.add_command(_command)
