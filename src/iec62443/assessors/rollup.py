"""From components, findings, providers and countermeasures to what a zone or conduit gives: by design, and as achieved.

Rule: the level of a foundational requirement is the highest at which every requirement selected there is closed (62443-3-3
Annex B); SL-C and SL-A of a zone are compared with its SL-T (62443-3-2, ZCR 5). When a requirement of a zone is closed is
*ours*: see `rows`. The two results are never mixed: what was found as built adds nothing to the design, nor the reverse.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import field, frozen

from .._frozen import one_line
from .._views import html_view, mime_view
from ..catalog import Catalog
from ..components import Component, Countermeasure
from ..findings import Finding
from ..levels import FR, SL, SLType, SLVector
from ..requirements import Requirement
from ..systems import SystemUnderConsideration
from ..zones import Conduit, Place
from .contributions import Contribution, Ground, parts
from .gaps import FRGap, Outcome
from .rows import Basis, Candidate, PlaceRow, by_components, measured, over_conduits, own, provided, settle, state_of
from .verdicts import RequirementResult, State, Terms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..identifiers import RequirementId


@frozen(eq=False)
class Roll:
    """Everything that one result of one place is made from."""

    system: SystemUnderConsideration
    place: Place
    catalog: Catalog
    ground: Ground
    achieved: bool
    components: tuple[Component, ...]
    #: The components added up: what one of them has, leaves open, leaves unknown; and what is closed up to a level only.
    present: int
    open: int
    unknown: int
    up_to: dict[int, tuple[int, int]]
    found: Mapping[str, tuple[Finding, ...]]
    measures: tuple[Countermeasure, ...]
    #: The requirements that are asked of the place, each with whether components may close it.
    asked: tuple[tuple[Requirement, bool], ...]

    @property
    def terms(self) -> Terms:
        """On which terms findings on the place are judged."""
        return self.ground.built if self.achieved else self.ground.design

    def others(self, requirement: Requirement) -> list[Candidate]:
        """The place's own finding and its provider, as far as there are any."""
        if not (self.found or self.place.providers):
            return []
        found = self.found.get(requirement.id.text, ()) if self.found else ()
        mine = own(requirement, found, self.terms)
        theirs = provided(requirement, self.place, self.system, self.terms) if self.place.providers else None
        if theirs is not None and mine is not None and mine.allocated:
            mine = None  # it points to the provider, who is looked at
        return [each for each in (mine, theirs) if each is not None]

    def measure(self, requirement: Requirement) -> Candidate | None:
        """The countermeasures at the place: they count for what is achieved alone."""
        return measured(requirement, self.measures, self.terms) if self.achieved and self.measures else None

    def bounds(self, requirement: Requirement, *, by_parts: bool) -> tuple[int, int]:
        """How far a requirement is closed, as known and at most: the fast way, without the reasons of components."""
        below = int(requirement.sl or 1) - 1
        mask = self.ground.table.same.get(requirement.id.text, 0) & self.present if by_parts else 0
        added_up = self.added_up(below, mask) if mask else None
        others = self.others(requirement)
        measure = self.measure(requirement)
        if others or measure:
            if added_up is not None:
                others.append(Candidate(*added_up, Basis.COMPONENTS))
            settled = settle(requirement, others, measure)
            return settled.holds, settled.may_hold
        return added_up or (below, 4)

    def added_up(self, below: int, mask: int) -> tuple[int, int]:
        """How far the components together close the requirements in a mask, as known and at most."""
        holds = may_hold = 4
        if mask & self.open:
            holds = may_hold = below
        elif mask & self.unknown:
            holds = below
        for bit, (known, at_most) in self.up_to.items():
            if bit & mask:
                holds = min(holds, max(known, below))
                may_hold = min(may_hold, max(at_most, below))
        return holds, may_hold

    def row(
        self,
        requirement: Requirement,
        *,
        by_parts: bool,
        known: Mapping[int, tuple[Contribution, ...]] | None = None,
    ) -> PlaceRow:
        """A requirement with everything that is to be said of it; `known` is what `all_parts` gives, if it was asked for."""
        table = self.ground.table

        def look(mask: int) -> tuple[Contribution, ...]:
            if known is None:
                return self.parts(mask)
            return tuple(part for bit in table.each(mask & self.present) for part in known[bit])

        same = look(table.same.get(requirement.id.text, 0))
        others = self.others(requirement)
        added_up = by_components(requirement, same) if by_parts else None
        candidates = (*others[:1], added_up, *others[1:]) if added_up else others
        settled = settle(requirement, candidates, self.measure(requirement))
        state = state_of(requirement, settled)
        reason = settled.reason if state is not State.CLOSED else ""
        if settled.basis is Basis.NONE and isinstance(self.place, Conduit):
            reason = reason.replace("zone", "conduit")
        return PlaceRow(
            requirement,
            state,
            settled.basis,
            SL(settled.holds),
            SL(settled.may_hold),
            reason,
            _assumed(settled, added_up) if state is State.CLOSED else "",
            settled.asserted,
            settled.finding,
            same,
            look(table.related.get(requirement.id.text, 0)),
            over_conduits(settled.path, self.system),
            tuple(each.name for each in self.measures if requirement.id in each.covers),
        )

    def parts(self, mask: int) -> tuple[Contribution, ...]:
        """What each component makes of the requirements in a mask."""
        if not mask & self.present:
            return ()
        found = [
            part
            for each in self.components
            if mask & self.ground.table.of(each.component_types)
            for part in parts(each, mask, self.ground, achieved=self.achieved)
        ]
        bit_of = self.ground.table.by_text
        return tuple(sorted(found, key=lambda part: bit_of[part.requirement.id.text]))

    def all_parts(self) -> Mapping[int, tuple[Contribution, ...]]:
        """What the components make of each of their requirements, by its bit; for many requirements at once."""
        found: dict[int, list[Contribution]] = {}
        bit_of = self.ground.table.by_text
        for each in self.components:
            for part in parts(each, -1, self.ground, achieved=self.achieved):
                found.setdefault(bit_of[part.requirement.id.text], []).append(part)
        return {bit: tuple(several) for bit, several in found.items()}


def _assumed(settled: Candidate, added_up: Candidate | None) -> str:
    """What a closed requirement rests on; also that components alone would leave open what the place's own finding closes."""
    if settled.basis is not Basis.ZONE or added_up is None or added_up.may_hold >= settled.holds:
        return settled.assumption
    return "; ".join(filter(None, (settled.assumption, f"closed at the zone although {added_up.reason}")))


@frozen(repr=False)
class PlaceLevels:
    """The levels of a zone or conduit, by design or as achieved, with everything they rest on.

    `vector` takes what is undetermined as open, `ceiling` as closed, both saturated; `nominal` as in `LevelReport`.
    """

    type: SLType
    place: Place
    vector: SLVector
    ceiling: SLVector
    nominal: SLVector
    #: FRs of which nothing is asked of the place (a conduit's scope): no level is printed.
    out_of_scope: frozenset[FR]
    #: FRs whose requirements all do not apply, by the place's own findings.
    not_applicable: frozenset[FR]
    #: The constraints common to all requirements, which change no level.
    constraints: tuple[RequirementResult, ...]
    _roll: Roll = field(repr=False, eq=False)

    _repr_html_ = html_view
    _repr_mimebundle_ = mime_view

    @property
    def target(self) -> SLVector | None:
        """SL-T of the place; None while it is not set."""
        return self.place.target

    @cached_property
    def rows(self) -> tuple[PlaceRow, ...]:
        """Every requirement that is asked of the place, in the standard's order, with what it rests on."""
        known = self._roll.all_parts()
        return tuple(self._roll.row(each, by_parts=by_parts, known=known) for each, by_parts in self._roll.asked)

    def row(self, id: RequirementId | str) -> PlaceRow:
        """Give one requirement with what it rests on; `UnknownRequirement` or KeyError where it is not asked of the place."""
        wanted = self._roll.catalog[id].id
        for each, by_parts in self._roll.asked:
            if each.id == wanted:
                return self._roll.row(each, by_parts=by_parts)
        raise KeyError(f"{wanted} is not asked of {self.place.name}")

    @cached_property
    def gaps(self) -> tuple[FRGap, ...]:
        """The comparison with SL-T, one entry for each FR that something is asked of; empty while there is no target."""
        if self.target is None:
            return ()
        return tuple(self._gap(fr, level) for fr, level in self.target.items() if fr not in self.out_of_scope)

    def _gap(self, fr: FR, target: SL) -> FRGap:
        level, ceiling = self.vector[fr], self.ceiling[fr]
        if level >= target:
            return FRGap(fr, target, level, ceiling, Outcome.REACHED, 0, ())
        rows = [each for each in self.rows if each.requirement.fr is fr and each.holds < target]
        closing = {each.requirement.id for each in rows}
        beside = tuple(each for each in self.place.acceptances if each.requirement in closing)
        outcome = Outcome.GAP if ceiling < target else Outcome.UNDETERMINED
        return FRGap(fr, target, level, ceiling, outcome, target - level, tuple(each.result for each in rows), beside)

    @property
    def outcome(self) -> Outcome | None:
        """A gap if there is one, else undetermined if there is one, else reached; None while there is no target."""
        if self.target is None:
            return None
        pairs = [(self.vector[fr], self.ceiling[fr], self.target[fr]) for fr in FR if fr not in self.out_of_scope]
        if any(ceiling < target for _, ceiling, target in pairs):
            return Outcome.GAP
        return Outcome.UNDETERMINED if any(level < target for level, _, target in pairs) else Outcome.REACHED

    @property
    def shortfall(self) -> tuple[int, int]:
        """The largest gap of one FR and the sum of the gaps, by which places are ordered; zeros while there is no target."""
        if self.target is None:
            return 0, 0
        gaps = [max(0, self.target[fr] - self.vector[fr]) for fr in FR if fr not in self.out_of_scope]
        return max(gaps, default=0), sum(gaps)

    @property
    def to_close(self) -> tuple[PlaceRow, ...]:
        """The requirements that have to be closed to reach SL-T."""
        ids = {result.requirement.id for each in self.gaps for result in each.to_close}
        return tuple(each for each in self.rows if each.requirement.id in ids) if ids else ()

    @property
    def undetermined(self) -> frozenset[FR]:
        """The FRs whose level is not known: the bounds differ."""
        return frozenset(fr for fr in FR if self.vector[fr] != self.ceiling[fr]) - self.out_of_scope

    @property
    def supported(self) -> bool:
        """Whether every common constraint is closed. It changes no level."""
        return all(each.state is State.CLOSED for each in self.constraints)

    @property
    def assumptions(self) -> tuple[PlaceRow, ...]:
        """The requirements that are closed on an assumption."""
        return tuple(each for each in self.rows if each.assumption)

    @property
    def asserted(self) -> tuple[PlaceRow, ...]:
        """The requirements that are closed by something without evidence."""
        return tuple(each for each in self.rows if each.asserted and each.state is State.CLOSED)

    def blockers(self, fr: FR) -> tuple[PlaceRow, ...]:
        """Give what blocks the next level of an FR: open first, then undetermined."""
        level = self.vector[fr]
        if level is SL.SL4:
            return ()
        found = [each for each in self.rows if each.requirement.fr is fr and each.holds <= level]
        return tuple(sorted(found, key=lambda each: each.state is State.UNDETERMINED))

    def shown(self, fr: FR) -> str:
        """Print the level of an FR: ``2``, undetermined ``0..3``, not applicable ``n/a``, outside the scope ``-``."""
        if fr in self.out_of_scope:
            return "-"
        if fr in self.not_applicable:
            return "n/a"
        low, high = int(self.vector[fr]), int(self.ceiling[fr])
        return str(low) if low == high else f"{low}..{high}"

    def __str__(self) -> str:
        """Print the bounds in the standard's notation: ``SL-C(Cell 1) = { 2 2 0..3 1 2 n/a 2 }``."""
        return self._printed(self.place.name)

    def _printed(self, name: str) -> str:
        return f"SL-{self.type.value}({name}) = {{ {' '.join(map(self.shown, FR))} }}"

    def __repr__(self) -> str:
        """Say it in a short line."""
        return f"<PlaceLevels {self._printed(one_line(self.place.name))}>"
