"""What each zone and conduit is asked for, per FR: by its scenarios, by the ends of a conduit, by a decision.

Source: 62443-3-2 ZCR 5.6 for SL-T, and ZCR 4.1 for what needs none; the part mandates no formula. That the worst scenario of an
FR decides, never a mean, is *ours*, and so is the maximum of the ends.
"""

from __future__ import annotations

from enum import Enum
from functools import reduce
from operator import or_
from typing import NamedTuple

from attrs import evolve, frozen

from .._frozen import brief
from ..errors import quote
from ..levels import FR, SL, SLVector
from ..matrices import SLRange
from ..zones import Conduit, Zone

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..systems import SystemUnderConsideration
    from ..zones import Place
    from .rated import RatedScenario


class TargetBasis(Enum):
    """What a target comes from."""

    SCENARIOS = "scenarios"
    #: The highest of what a conduit joins, where its own scenarios ask for less or there are none: *ours*.
    ENDS = "ends"
    #: Somebody decided, at or above what the scenarios ask for.
    DECISION = "decision"
    #: None is needed: that the initial risk is tolerable is on record (ZCR 4.1).
    TOLERABLE = "tolerable"
    #: No scenario says anything: undetermined, which is not 0.
    NONE = "none"


@frozen(repr=False)
class FRTarget:
    """The target of a place in one FR, and where it comes from."""

    fr: FR
    #: A level, or a range while nobody decided; None where there is none.
    level: SLRange | None
    basis: TargetBasis
    #: What the scenarios ask for; None without any.
    asked: SLRange | None = None
    #: The scenarios that no other surpasses, by name; on the basis of ends, the zones, with scenarios that are level with them.
    carried_by: tuple[str, ...] = ()
    #: The reason of a decision, or why the initial risk is tolerable.
    reason: str = ""

    @property
    def open(self) -> bool:
        """Whether there is something to be said still: it is undetermined, or a range."""
        return self.basis is not TargetBasis.TOLERABLE and not (self.level is not None and self.level.decided)

    def __str__(self) -> str:
        """Print the level or the range, or ``-``."""
        return "-" if self.level is None else str(self.level)

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            self.fr.name,
            str(self),
            self.basis.value,
            f"carried by {len(self.carried_by)}" if self.carried_by else "",
        )


@frozen(repr=False)
class PlaceTarget:
    """The target of a zone or conduit, one entry a foundational requirement."""

    place: str
    entries: tuple[FRTarget, ...]
    #: What the system has on record for it.
    recorded: SLVector | None = None

    def __getitem__(self, fr: FR) -> FRTarget:
        """Give the entry of one foundational requirement."""
        return self.entries[fr.number - 1]

    @property
    def open(self) -> tuple[FR, ...]:
        """The FRs that are undetermined or a range."""
        return tuple(each.fr for each in self.entries if each.open)

    @property
    def vector(self) -> SLVector | None:
        """SL-T; None while something is open, and where none is needed. Beside others, an FR that needs none counts 0."""
        if self.open or all(each.level is None for each in self.entries):
            return None
        return SLVector(*(0 if each.level is None else each.level.low for each in self.entries))

    @property
    def lower_on_record(self) -> tuple[FR, ...]:
        """The FRs in which the system has less on record than is asked for here, whatever is decided."""
        if self.recorded is None:
            return ()
        return tuple(
            each.fr for each in self.entries if each.level is not None and self.recorded[each.fr] < each.level.low
        )

    def __str__(self) -> str:
        """Print like a vector, with ranges, and ``-`` where there is no level."""
        return f"{{ {' '.join(map(str, self.entries))} }}"

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(self, quote(self.place), str(self), f"{len(self.open)} open" if self.open else "")


class Decided(NamedTuple):
    """What was decided for one FR of a place, and why."""

    level: SL
    reason: str


def demands(
    scenarios: Iterable[RatedScenario],
    decided: Mapping[tuple[str, FR], Decided],
    system: SystemUnderConsideration | None,
    *,
    ends: bool,
) -> tuple[PlaceTarget, ...]:
    """Give the targets by the names of the places: those of the system, or without one those of the scenarios."""
    by_place: dict[str, list[RatedScenario]] = {}
    for each in scenarios:
        by_place.setdefault(each.scenario.place, []).append(each)
    if system is None:
        found = {name: _entries(by_place[name], name, None, decided) for name in by_place}
    else:
        found = {each.name: _entries(by_place.get(each.name, []), each.name, each, decided) for each in system.places}
        if ends:
            found |= {each.name: _with_ends(each, found, system) for each in system.conduits}
    recorded = {} if system is None else {each.name: each.target for each in system.places}
    return tuple(PlaceTarget(name, found[name], recorded.get(name)) for name in sorted(found))


def _entries(
    scenarios: list[RatedScenario], name: str, place: Place | None, decided: Mapping[tuple[str, FR], Decided]
) -> tuple[FRTarget, ...]:
    """What a place is asked for by itself."""
    tolerable = place.initial_risk_tolerable.strip() if place is not None else ""
    entries = []
    for fr in FR:
        levels = {each.scenario.name: each.level for each in scenarios if fr in each.scenario.frs}
        if levels:
            asked = reduce(or_, levels.values())
            entry = FRTarget(fr, asked, TargetBasis.SCENARIOS, asked, _carriers(levels))
        elif tolerable:
            entry = FRTarget(fr, None, TargetBasis.TOLERABLE, reason=tolerable)
        else:
            entry = FRTarget(fr, None, TargetBasis.NONE)
        if (name, fr) in decided:
            level, reason = decided[name, fr]
            entry = evolve(entry, level=SLRange(level, level), basis=TargetBasis.DECISION, reason=reason)
        entries.append(entry)
    return tuple(entries)


def _carriers(levels: Mapping[str, SLRange]) -> tuple[str, ...]:
    """The names of those that no other surpasses; what they ask for together is the worst of all."""
    different = set(levels.values())
    surpassed = {one for one in different for other in different if one != other == one | other}
    return tuple(sorted(name for name, each in levels.items() if each not in surpassed))


def _with_ends(
    conduit: Conduit, found: Mapping[str, tuple[FRTarget, ...]], system: SystemUnderConsideration
) -> tuple[FRTarget, ...]:
    """What a conduit is asked for, its ends counted in: at least the highest of what the zones that it joins are asked for."""
    zones = sorted({name for name in conduit.joins if isinstance(system.get(name), Zone)})
    entries = []
    for own in found[conduit.name]:
        at_ends = {name: found[name][own.fr.number - 1] for name in zones}
        needing = {name: each for name, each in at_ends.items() if each.basis is not TargetBasis.TOLERABLE}
        levels = {name: each.level for name, each in needing.items() if each.level is not None}
        highest = reduce(or_, levels.values()) if levels and len(levels) == len(needing) else None
        kept = own.basis in {TargetBasis.DECISION, TargetBasis.TOLERABLE}
        if highest is None or kept or (own.asked is not None and own.asked | highest == own.asked):
            entries.append(own)
        else:
            level = highest if own.asked is None else own.asked | highest
            carriers = _carriers(levels if own.asked is None else levels | {"": own.asked})
            named = (name for each in carriers for name in ((each,) if each else own.carried_by))
            entries.append(FRTarget(own.fr, level, TargetBasis.ENDS, own.asked, tuple(sorted(named))))
    return tuple(entries)
