"""What the commands share: options, and how words on the command line become values."""

from __future__ import annotations

import re
from typing import TypeVar

import click
from click.core import ParameterSource

from ..errors import IEC62443Error, quote
from ..levels import MaturityLevel, SLVector
from ..requirements import ComponentType
from ..statements import SLStatement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ..catalog import Catalog


def read_target(text: str) -> SLVector:
    """Read a level, a vector or a statement: ``2``, ``2 2 0 1 3 1 3``, ``SL-T(zone) = {...}``."""
    try:
        vector = SLStatement.parse(text).vector if text.strip().upper().startswith("SL") else SLVector.parse(text)
    except IEC62443Error as error:
        raise click.BadParameter(str(error), param_hint=_TARGET) from error
    if vector is None:
        raise click.BadParameter(f"{text!r} leaves levels unset; a target needs all seven", param_hint=_TARGET)
    return vector


_TARGET = "'--target'"
_MATURITY = re.compile(r"\s*(?:ML[\s_-]*)?([1-4])\s*", re.IGNORECASE | re.ASCII)


def read_maturity_target(text: str, part: str) -> MaturityLevel:
    """Read a maturity level: ``3``, ``ML 3``; what speaks of security levels is refused."""
    found = _MATURITY.fullmatch(text)
    if not found:
        reason = f"{part} has maturity levels, no security levels: a target is one from 1 to 4, such as 3 or 'ML 3'"
        raise click.BadParameter(f"{reason}, not {quote(text)}", param_hint=_TARGET)
    return MaturityLevel(int(found[1]))


F = TypeVar("F", bound="Callable[..., object]")


def part_option(default: str | None = None, *, else_from: str = "") -> Callable[[F], F]:
    """Name the part; `else_from` says what tells it when it is left out."""
    text = f"The part, such as 3-3 or 4-2{else_from}."
    return click.option("--part", metavar="PART", default=default, show_default=default is not None, help=text)


def type_option() -> Callable[[F], F]:
    """Name the component types."""
    choice = click.Choice([each.value for each in ComponentType])
    text = "A component type (4-2); several give the union of their requirements."
    return click.option("--type", "types", multiple=True, type=choice, help=text)


def target_option(
    default: str | None = None, *, read: Callable[[str], SLVector] | type[str] = read_target
) -> Callable[[F], F]:
    """Name the target: one level for all seven, or a vector; with ``read=str`` it is read when the part is known."""
    text = "The target: one level for all seven, or a vector such as '2 2 0 1 3 1 3'."
    return click.option(
        "--target", type=read, metavar="LEVEL", default=default, show_default=default is not None, help=text
    )


def was_given(option: str) -> bool:
    """Whether an option of the running command was given rather than left to its default."""
    return click.get_current_context().get_parameter_source(option) is not ParameterSource.DEFAULT


def refuse_levels(catalog: Catalog, *options: str) -> None:
    """Refuse options that choose by level or FR, for a part that has neither."""
    if options and not catalog.has_levels:
        what = "foundational requirements" if options == ("--fr",) else "security levels"
        raise click.UsageError(f"{catalog.name} has no {what}: leave {' and '.join(options)} out")


def refuse_types(catalog: Catalog, types: tuple[str, ...]) -> None:
    """Refuse component types for a part that does not tell them apart."""
    if types and not any(each.component_types for each in catalog.requirements):
        raise click.UsageError(f"{catalog.name} does not tell component types apart: leave --type out")


def component_types(types: tuple[str, ...]) -> frozenset[ComponentType]:
    """The chosen types as values."""
    return frozenset(ComponentType(each) for each in types)
