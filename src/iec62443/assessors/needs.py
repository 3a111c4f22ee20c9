"""What places need for their SL-T, asked of a program: which options close it, directly or component by component."""

from __future__ import annotations

from attrs import evolve, frozen

from .._frozen import brief
from ..errors import quote
from ..levels import SL
from ..requirements import Requirement
from .contributions import covered_bits
from .programs import Closure, Program
from .rows import settle
from .runs import Run
from .tallies import Tally, tally

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ..components import Component
    from ..options import Measure, ProductOption
    from ..systems import SystemUnderConsideration
    from .contributions import Ground
    from .rollup import Roll


@frozen(repr=False)
class Obligation:
    """A requirement that a place needs for its SL-T, with what closes it in a plan: nothing, where it stays open."""

    place: str
    requirement: Requirement
    level: SL
    #: The names of the measures and products that close it.
    by: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            quote(self.place),
            self.requirement.id.text,
            f"SL {int(self.level)}",
            f"closed by {len(self.by)}" if self.by else "",
        )


class Variants:
    """Every component with what could stand in its place, tallied: the one that is there first."""

    def __init__(
        self,
        system: SystemUnderConsideration,
        offered: tuple[ProductOption, ...],
        *,
        achieved: bool,
        as_of: dt.date | None,
    ) -> None:
        """Tally what stands in the system and what is offered."""
        self.run: Run = Run(system, require_evidence=False, as_of=as_of)
        self.achieved = achieved
        #: The places of the options for a component, among the products.
        self.alternatives: dict[str, list[int]] = {}
        self.tallies: dict[int, Tally] = {}
        for place, option in enumerate(offered):
            self.alternatives.setdefault(option.component, []).append(place)
            component = replaced(system.component(option.component), option)
            self.tallies[place] = tally(component, self.run.ground, achieved=achieved, known={})

    def there(self, component: Component) -> Tally:
        """The tally of the component that is there."""
        return self.run.tally(component, achieved=self.achieved)


def ask(program: Program, roll: Roll, usable: list[Measure | None], variants: Variants) -> Iterator[Obligation]:
    """Ask the program for what a place needs and does not have for certain, whatever product is chosen."""
    place, table = roll.place, roll.ground.table
    for requirement, by_parts in roll.asked:
        level = SL.SL0 if place.target is None or requirement.fr is None else place.target[requirement.fr]
        if requirement.sl is None or requirement.sl > level:
            continue
        others = roll.others(requirement)
        if settle(requirement, others, roll.measure(requirement)).holds >= level:
            continue
        direct = [
            option
            for option, each in enumerate(usable)
            if each is not None
            and place.name in each.places
            and requirement.id in each.covers
            and each.adequate_up_to >= level
        ]
        parts: list[Closure] = []
        if by_parts and not any(each.blocks for each in others):
            mask = table.same.get(requirement.id.text, 0)
            parts = _closures(mask, level, roll, usable, variants)
            if parts and all(each.stands > 0 and min(each.changes.values(), default=0) >= 0 for each in parts):
                continue
        program.need(direct, parts)
        yield Obligation(place.name, requirement, level)


def _closures(mask: int, level: SL, roll: Roll, usable: list[Measure | None], variants: Variants) -> list[Closure]:
    """What closes each requirement of each component in a mask, up to a level; and that one component at least has one."""
    table = roll.ground.table
    has, has_changes = 0, dict[int, int]()
    closures = []
    for component in roll.components:
        there = variants.there(component)
        options = {len(usable) + each: variants.tallies[each] for each in variants.alternatives.get(component.name, ())}
        present = bool(there.applies & mask)
        has += present
        has_changes |= {option: bool(each.applies & mask) - present for option, each in options.items()}
        everything = there.applies
        for each in options.values():
            everything |= each.applies
        for bit in table.each(everything & mask):
            closed = _closed(there, bit, level)
            changes = {option: _closed(each, bit, level) - closed for option, each in options.items()}
            changes |= dict.fromkeys(_closing(component, bit, level, usable, roll.ground), 1)
            closures.append(Closure(int(closed), {option: change for option, change in changes.items() if change}))
    if not closures:
        return []
    return [*closures, Closure(has, {option: change for option, change in has_changes.items() if change})]


def _closed(tallied: Tally, bit: int, level: SL) -> bool:
    """Whether a component closes one of its requirements up to a level; one that it does not have is no obstacle."""
    if not tallied.applies & bit:
        return True
    return not bit & (tallied.open | tallied.unknown | tallied.allocated) and tallied.up_to.get(bit, (4, 4))[0] >= level


def _closing(component: Component, bit: int, level: SL, usable: list[Measure | None], ground: Ground) -> Iterator[int]:
    """The measures that would close a requirement of a component up to a level."""
    for option, each in enumerate(usable):
        if each is None or component.name not in each.places or each.adequate_up_to < level:
            continue
        if bit & covered_bits(each.covers, ground.table):
            yield option


def replaced(component: Component, option: ProductOption) -> Component:
    """Give a component with another product in its place; what was found as built is gone with the old one."""
    return evolve(
        component,
        product=option.product,
        version=option.version,
        supplier=option.supplier,
        component_types=option.component_types or component.component_types,
        assessment=option.assessment,
        claim=option.claim,
        configuration=option.configuration,
        as_built=(),
    )
