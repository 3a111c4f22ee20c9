"""What the commands share: options, and how words on the command line become values."""

from __future__ import annotations

import click

from ..errors import IEC62443Error
from ..findings import Stage
from ..levels import FR, SLStatement, SLVector
from ..requirements import ComponentType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def read_target(text: str) -> SLVector:
    """Read a level, a vector or a statement: ``2``, ``2 2 0 1 3 1 3``, ``SL-T(zone) = {...}``."""
    try:
        vector = SLStatement.parse(text).vector if text.strip().upper().startswith("SL") else SLVector.parse(text)
    except IEC62443Error as error:
        raise click.BadParameter(str(error)) from error
    if vector is None:
        raise click.BadParameter(f"{text!r} leaves levels unset; a target needs all seven")
    return vector


part_option = click.option("--part", metavar="PART", help="The part, such as 3-3 or 4-2.")
type_option = click.option(
    "--type",
    "types",
    multiple=True,
    type=click.Choice([each.value for each in ComponentType]),
    help="A component type (4-2); several give the union of their requirements.",
)
fr_option = click.option(
    "--fr", type=click.Choice([each.name for each in FR], case_sensitive=False), help="One FR only."
)
stage_option = click.option("--stage", type=click.Choice([each.value for each in Stage]), help="What was looked at.")


def target_option(default: str | None = None) -> Callable[[Any], Any]:
    """The target: one level for all seven, or a vector."""
    text = "The target: one level for all seven, or a vector such as '2 2 0 1 3 1 3'."
    return click.option("--target", type=read_target, metavar="LEVEL", default=default, help=text)


def component_types(types: tuple[str, ...]) -> frozenset[ComponentType]:
    """The chosen types as values."""
    return frozenset(ComponentType(each) for each in types)
