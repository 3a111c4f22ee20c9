"""A run over a system: its components tallied once, added up for each zone and conduit, and turned into levels."""

from __future__ import annotations

from typing import cast

from ..catalog import Catalog, load
from ..errors import InvalidFinding
from ..findings import Stage, Verdict
from ..levels import FR, SLType, SLVector
from ..zones import SYSTEM_PART, Conduit, Place, Zone
from .asked import adding_levels, asked, conduit_scope
from .contributions import Ground, bits
from .rollup import PlaceLevels, Roll
from .rows import grouped
from .tallies import Tally, level_of, tally
from .verdicts import Terms, judge, judge_differing

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from ..components import Component, Countermeasure
    from ..selections import Selection
    from ..systems import SystemUnderConsideration


class Run:
    """One run over a system on one set of terms: a product that stands in many places is looked at once."""

    def __init__(self, system: SystemUnderConsideration, *, require_evidence: bool, as_of: dt.date | None) -> None:
        """Take the system and the terms on which findings are judged."""
        self.system = system
        self.catalog: Catalog = load(SYSTEM_PART, system.edition, system.corrigenda)
        measures: dict[str, tuple[Countermeasure, ...]] = {}
        for each in system.countermeasures:
            for name in sorted(each.places):
                measures[name] = (*measures.get(name, ()), each)
        self.ground: Ground = Ground(
            bits(load("4-2")),
            Terms(achieved=False, stage=Stage.CAPABILITY, require_evidence=require_evidence, as_of=as_of),
            Terms(achieved=True, stage=Stage.AS_BUILT, require_evidence=require_evidence, as_of=as_of),
            measures,
        )
        self.products: dict[object, Tally] = {}
        self.tallies: dict[tuple[str, bool], Tally] = {}
        self._levels: dict[int, SLVector] = {}

    def tally(self, component: Component, *, achieved: bool) -> Tally:
        """Tally a component, once."""
        key = component.name, achieved
        if key not in self.tallies:
            self.tallies[key] = tally(component, self.ground, achieved=achieved, known=self.products)
        return self.tallies[key]

    def level(self, component: Component) -> SLVector:
        """Give the levels of a component by itself."""
        tallied = self.tally(component, achieved=False)
        if id(tallied) not in self._levels:
            self._levels[id(tallied)] = level_of(component, tallied, self.ground.table)
        return self._levels[id(tallied)]

    def roll(self, place: Place, components: tuple[Component, ...], *, achieved: bool) -> Roll:
        """Add the components of a place up."""
        present = opened = unknown = 0
        up_to: dict[int, tuple[int, int]] = {}
        for each in components:
            tallied = self.tally(each, achieved=achieved)
            present |= tallied.applies
            opened |= tallied.open | tallied.allocated
            unknown |= tallied.unknown
            for bit, (holds, may_hold) in tallied.up_to.items():
                before = up_to.get(bit, (4, 4))
                up_to[bit] = min(holds, before[0]), min(may_hold, before[1])
        return Roll(
            self.system,
            place,
            self.catalog,
            self.ground,
            achieved,
            components,
            present,
            opened,
            unknown,
            up_to,
            grouped(place.as_built if achieved else place.findings),
            self.ground.measures.get(place.name, ()),
            asked(self.catalog, self.scope(place)),
        )

    def scope(self, place: Place) -> Selection | None:
        """What is asked of a place: of a zone everything, which is None."""
        return None if isinstance(place, Zone) else place.scope or conduit_scope(self.catalog)

    def levels(self, place: Place, components: tuple[Component, ...], *, achieved: bool) -> PlaceLevels:
        """Roll a place up, by design or as achieved."""
        roll = self.roll(place, components, achieved=achieved)
        return _levels(roll, adding_levels(self.catalog, self.scope(place)))


def _levels(roll: Roll, adds: Mapping[FR, frozenset[int]]) -> PlaceLevels:
    _check(roll)
    low, high = dict.fromkeys(FR, 4), dict.fromkeys(FR, 4)
    for requirement, by_parts in roll.asked:
        holds, may_hold = roll.bounds(requirement, by_parts=by_parts)
        fr = cast("FR", requirement.fr)  # every one of 3-3 has one
        low[fr] = min(low[fr], holds)
        high[fr] = min(high[fr], may_hold)
    nominal = (max((level for level in adds[fr] if level <= low[fr]), default=0) for fr in FR)
    return PlaceLevels(
        SLType.ACHIEVED if roll.achieved else SLType.CAPABILITY,
        roll.place,
        SLVector(*low.values()),
        SLVector(*high.values()),
        SLVector(*nominal),
        frozenset(fr for fr in FR if not adds[fr]),
        _absent(roll),
        tuple(
            judge_differing(each, roll.found[each.id.text], roll.terms)
            if each.id.text in roll.found
            else judge(each, None, roll.terms)
            for each in roll.catalog.constraints.values()
        ),
        roll,
    )


def _check(roll: Roll) -> None:
    """Refuse findings on ids that the catalog does not have, and a scope that is none over it, all at once."""
    known = roll.catalog
    place = roll.place
    ids = {each.requirement for each in (*place.findings, *place.as_built, *place.provides, *place.provides_as_built)}
    scope = place.scope if isinstance(place, Conduit) else None
    if scope is not None and (scope.part, scope.edition) != (known.part, known.edition):
        raise InvalidFinding(place.name, f"its scope is over {scope.part}:{scope.edition}, the catalog is {known.name}")
    if scope is not None:
        ids |= set(scope.unknown(known))
    strange = sorted(id for id in {*ids, *place.providers} if id not in known and id not in known.constraints)
    problems = [str(known.unknown(id)) for id in strange]
    if scope is not None:
        problems += [f"{id} is in its scope without its base {id.base}" for id in scope.without_base()]
    if problems:
        raise InvalidFinding(place.name, "; ".join(problems))


def _absent(roll: Roll) -> frozenset[FR]:
    """The FRs of which everything that is asked does not apply, by the place's own findings."""
    absent = {
        text
        for text, findings in roll.found.items()
        if all(each.verdict is Verdict.NOT_APPLICABLE for each in findings)
    }
    if not absent:
        return frozenset()
    asked = [each for each, _ in roll.asked]
    return frozenset(each.fr for each in asked if each.fr) - {each.fr for each in asked if each.id.text not in absent}
