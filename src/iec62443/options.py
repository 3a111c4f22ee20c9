"""What could be done, and what it costs: measures and other products, among which a plan chooses. The shapes are *ours*."""

from __future__ import annotations

from math import isfinite

from attrs import field, frozen

from ._frozen import brief
from .claims import Claim
from .components import Configuration, as_ids
from .errors import InvalidFinding, quote
from .findings import Assessment, as_names
from .identifiers import RequirementId
from .levels import SL
from .requirements import ComponentType, as_component_types

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def _as_cost(cost: float) -> float:
    value = float(cost)
    if not isfinite(value) or value < 0:
        raise InvalidFinding(repr(cost), "a cost is a number from 0 up, in a unit of your own")
    return value


def _as_level(level: int) -> SL:
    try:
        return SL(level)
    except ValueError:
        raise InvalidFinding(repr(level), "a measure is adequate up to a level from 0 to 4") from None


@frozen(repr=False)
class Measure:
    """Something that could be done: what it would close, where, up to which level, and its cost in a unit of the caller's own.

    A measure that is `compensating` counts for what is achieved alone, like a countermeasure; any other makes the place or the
    component meet the requirement itself.

    >>> Measure("Jump host with second factor", 12, ["SR 1.1 RE(2)", "SR 1.13"], ["DMZ"]).adequate_up_to
    <SL.SL4: 4>
    """

    name: str
    cost: float = field(converter=_as_cost)
    #: Requirements of 3-3 (at a zone or conduit, or for every row of 4-2 that says the same at a component) or of 4-2.
    covers: frozenset[RequirementId] = field(converter=as_ids)
    #: The zones, conduits and components at which it would stand, by name.
    places: frozenset[str] = field(converter=as_names)
    adequate_up_to: SL = field(default=SL.SL4, converter=_as_level)
    compensating: bool = False
    description: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a measure that would do nothing."""
        if not self.name.strip():
            raise InvalidFinding("measure", "it has no name")
        if not self.covers or not self.places:
            raise InvalidFinding(self.name, "a measure names what it would close, and where")
        if not self.compensating and self.adequate_up_to is not SL.SL4:
            raise InvalidFinding(
                self.name, "only what compensates is adequate up to a level; anything else closes or does not"
            )

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self, quote(self.name), f"cost {self.cost:g}", f"covers {len(self.covers)}", f"at {len(self.places)} places"
        )


def _as_types(types: Iterable[ComponentType]) -> frozenset[ComponentType]:
    return as_component_types(types)


@frozen(repr=False)
class ProductOption:
    """Another product that could stand in a component's place, with what is known of it, and what the exchange costs."""

    component: str
    product: str
    cost: float = field(converter=_as_cost)
    version: str = ""
    supplier: str = ""
    assessment: Assessment | None = None
    claim: Claim | None = None
    #: How it would be configured: without it, nothing of its capability counts as achieved.
    configuration: Configuration | None = None
    #: Its types; empty for those of the component that it replaces.
    component_types: frozenset[ComponentType] = field(default=frozenset(), converter=_as_types)

    @property
    def name(self) -> str:
        """What it is called in a plan."""
        return f"{self.component}: {' '.join(filter(None, (self.supplier, self.product, self.version)))}"

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(self, quote(self.product), f"for {quote(self.component)}", f"cost {self.cost:g}")
