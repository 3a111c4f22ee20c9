"""What a zone or conduit makes of each requirement of 3-3: the candidates that may close it, and the one that does.

Rule: 62443-3-2 has a zone's capability looked at against its SL-T and leaves open how components add up; all that adds up here
is *ours*. A requirement is closed by the place's own finding; or by its components, when at least one has a requirement of 4-2
that says the same and each that has one closes it; or by a provider; or, as achieved, by a countermeasure. What the place was
found not to do is not outweighed by components or providers: of differing statements the one that does not close wins.
"""

from __future__ import annotations

from enum import Enum
from itertools import pairwise
from typing import NamedTuple, cast

from attrs import frozen

from .._frozen import brief
from ..errors import quote
from ..findings import Finding, Verdict
from ..levels import SL
from ..requirements import Requirement
from ..zones import Conduit, Place, Zone
from .contributions import Contribution, counts, said_of, with_one_more
from .verdicts import RequirementResult, State, Terms, judge_differing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..components import Component, Countermeasure
    from ..systems import SystemUnderConsideration


class Basis(Enum):
    """What closes a requirement of a place, or what speaks most of it while it is not closed."""

    ZONE = "own finding"
    COMPONENTS = "components"
    #: Components, of which one at least rests on a claim.
    CLAIM = "claim"
    PROVIDER = "provider"
    COUNTERMEASURE = "countermeasure"
    NONE = "none"


class Candidate(NamedTuple):
    """What one basis makes of a requirement; `holds` and `may_hold` as in `RequirementResult`."""

    holds: int
    may_hold: int
    basis: Basis
    reason: str = ""
    assumption: str = ""
    asserted: bool = False
    finding: Finding | None = None
    #: From the place over conduits to the provider, by name.
    path: tuple[str, ...] = ()
    #: Components and providers do not close what stands against this.
    blocks: bool = False

    @property
    def allocated(self) -> bool:
        """Whether it leaves the requirement to somebody else."""
        return self.finding is not None and self.finding.verdict is Verdict.ALLOCATED


@frozen(repr=False)
class PlaceRow:
    """One requirement of 3-3 at a place: its state, what that rests on, and what each component makes of it."""

    requirement: Requirement
    state: State
    basis: Basis
    holds: SL
    may_hold: SL
    reason: str = ""
    assumption: str = ""
    asserted: bool = False
    #: The finding that it rests on, where it rests on one.
    finding: Finding | None = None
    #: What the components make of the requirements of 4-2 that say the same, and of those that are only related.
    parts: tuple[Contribution, ...] = ()
    related: tuple[Contribution, ...] = ()
    path: tuple[str, ...] = ()
    #: The countermeasures at the place that cover it.
    countermeasures: tuple[str, ...] = ()

    @property
    def result(self) -> RequirementResult:
        """The row as a result like any other, as gaps and documents take it."""
        return RequirementResult(
            self.requirement, self.finding, self.state, self.reason, self.assumption, asserted=self.asserted
        )

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            self.requirement.id.text,
            self.state.value,
            self.basis.value,
            quote(self.reason) if self.reason else "",
        )


def settle(requirement: Requirement, candidates: Iterable[Candidate], measure: Candidate | None = None) -> Candidate:
    """Take of several candidates the one that closes most; without any, it must be shown at the place.

    What blocks leaves no other but itself. A countermeasure comes last, and raises whatever came out.
    """
    below = int(requirement.sl or 1) - 1
    given = list(candidates)
    blocking = [each for each in given if each.blocks]
    best = Candidate(below, 4, Basis.NONE, "must be shown at the zone")
    if blocking or given:
        given = blocking or given
        best = max(given, key=lambda each: (each.holds, each.may_hold))  # of equals the first
        best = best._replace(may_hold=max(each.may_hold for each in given))
    if measure is None or measure.may_hold < (requirement.sl or 0):
        return best
    may_hold = max(best.may_hold, measure.may_hold)
    if measure.holds > best.holds:
        return measure._replace(may_hold=may_hold)
    return best._replace(may_hold=may_hold)


def state_of(requirement: Requirement, candidate: Candidate) -> State:
    """Closed when it holds at the requirement's own level, open when it cannot, else undetermined."""
    level = int(requirement.sl or 0)
    if candidate.holds >= level:
        return State.CLOSED
    return State.OPEN if candidate.may_hold < level else State.UNDETERMINED


def own(requirement: Requirement, findings: tuple[Finding, ...], terms: Terms) -> Candidate | None:
    """What the place's own findings make of it; None without any."""
    if not findings:
        return None
    allocated = [each for each in findings if each.verdict is Verdict.ALLOCATED]
    if allocated:
        others = tuple(each for each in findings if each.verdict is not Verdict.ALLOCATED)
        rest = own(requirement, others, terms)
        below = int(requirement.sl or 1) - 1
        if rest is not None and rest.may_hold <= below:
            return rest
        reason = "allocated, and no provider is named"
        return Candidate(below, below, Basis.ZONE, reason, finding=allocated[0])
    looked_at = tuple(each for each in findings if each.verdict is not Verdict.NOT_ASSESSED)
    if not looked_at:
        return None
    result = judge_differing(requirement, looked_at, terms)
    if len(looked_at) < len(findings) and result.state is State.CLOSED:
        return None  # of differing ones the one that does not close wins, and not assessed is no finding
    return Candidate(
        int(result.holds),
        int(result.may_hold),
        Basis.ZONE,
        result.reason,
        result.assumption,
        result.asserted,
        result.finding,
        blocks=result.may_hold < SL.SL4,
    )


def by_components(requirement: Requirement, parts: tuple[Contribution, ...]) -> Candidate | None:
    """What the components make of it; None where none has a requirement that says the same."""
    if not parts:
        return None
    below = int(requirement.sl or 1) - 1
    holds = min(_lifted(each.holds, each, below) for each in parts)
    may_hold = min(_lifted(each.may_hold, each, below) for each in parts)
    basis = Basis.CLAIM if any(each.basis == "claim" for each in parts) else Basis.COMPONENTS
    wanting = [each for each in parts if _lifted(each.holds, each, below) == holds < 4]
    wanting.sort(key=lambda each: each.state is not State.OPEN)
    reason = assumption = ""
    if holds <= below:
        first = wanting[0]
        more = len({each.component for each in wanting}) - 1
        others = f", and {more} more component{'s' if more > 1 else ''}" if more else ""
        reason = f"{first.component} {first.requirement.id}: {first.reason or 'not closed'}{others}"
    else:
        resting = [each for each in parts if each.assumption]
        assumption = "; ".join(f"{each.component} {each.requirement.id}: {each.assumption}" for each in resting)
    return Candidate(holds, may_hold, basis, reason, assumption, any(each.asserted for each in parts))


def _lifted(level: SL, part: Contribution, below: int) -> int:
    """A level of a component's requirement as one of the system's requirement that says the same."""
    if level >= 4 or (part.requirement.sl is not None and level >= part.requirement.sl and level > below):
        return int(level)
    return below


def measured(requirement: Requirement, measures: Iterable[Countermeasure], terms: Terms) -> Candidate | None:
    """What the countermeasures at the place make of it: as far as the best of those that count is adequate."""
    covering = [(each, counts(each, terms)) for each in measures if requirement.id in each.covers]
    able = [each for each, sure in covering if sure is not False and each.adequate_up_to >= (requirement.sl or 0)]
    if not able:
        return None
    by_level = sorted(able, key=lambda each: (each.adequate_up_to, each.name))
    shown = [each for each in by_level if counts(each, terms)]
    may_hold = int(by_level[-1].adequate_up_to)
    if not shown:
        reason = f"{by_level[-1].name} is to be shown: it has no evidence that counts"
        return Candidate(int(requirement.sl or 1) - 1, may_hold, Basis.COUNTERMEASURE, reason)
    best = shown[-1]
    holds = int(best.adequate_up_to)
    return Candidate(holds, may_hold, Basis.COUNTERMEASURE, "", said_of(best), not best.evidence)


def provided(
    requirement: Requirement,
    place: Place,
    system: SystemUnderConsideration,
    terms: Terms,
) -> Candidate | None:
    """What the named provider makes of it, followed from provider to provider; None where none is named.

    A provider's own finding decides. One that allocates it on, or has no finding, and names a provider itself passes it on;
    a cycle closes nothing.
    """
    name = place.providers.get(requirement.id)
    if name is None:
        return None
    below = int(requirement.sl or 1) - 1
    path = [place.name]
    while name not in path:
        path.append(name)
        at = cast("Zone | Component", system.get(name))  # a system has no other providers
        found = _own_finding(at, requirement, terms)
        onward = at.providers.get(requirement.id) if isinstance(at, Zone) else None
        if onward is None or not _passes_on(requirement, found, terms):
            return _by_provider(requirement, tuple(path), found, terms)
        name = onward
    return Candidate(below, below, Basis.PROVIDER, f"a cycle of providers: {' to '.join((*path, name))}")


def _passes_on(requirement: Requirement, findings: tuple[Finding, ...], terms: Terms) -> bool:
    """Whether a provider leaves it to the next: it says nothing, or that it is allocated and nothing that closes less."""
    others = tuple(each for each in findings if each.verdict is not Verdict.ALLOCATED)
    if len(others) == len(findings) or any(each.verdict is Verdict.NOT_APPLICABLE for each in others):
        return not findings
    rest = own(requirement, others, terms)
    return rest is None or rest.may_hold >= (requirement.sl or 0)


def _own_finding(at: Zone | Component, requirement: Requirement, terms: Terms) -> tuple[Finding, ...]:
    lists = [at.provides_as_built if terms.achieved else at.provides]
    if isinstance(at, Zone):
        lists.append(at.as_built if terms.achieved else at.findings)
    for findings in lists:
        found = grouped(findings).get(requirement.id.text) if findings else None
        if found:
            return found
    return ()


def _by_provider(
    requirement: Requirement, path: tuple[str, ...], findings: tuple[Finding, ...], terms: Terms
) -> Candidate:
    below = int(requirement.sl or 1) - 1
    last = path[-1]
    candidate = own(requirement, findings, terms)
    if candidate is None:
        return Candidate(below, 4, Basis.PROVIDER, f"{last} says nothing on it", path=path)
    if candidate.may_hold > below and any(each.verdict is Verdict.NOT_APPLICABLE for each in findings):
        return Candidate(below, below, Basis.PROVIDER, f"it does not apply at {last}, so it is not provided", path=path)
    if candidate.holds > below:
        given = f"provided by {last}" + (f" ({candidate.assumption})" if candidate.assumption else "")
        return candidate._replace(basis=Basis.PROVIDER, assumption=given, path=path, blocks=False)
    reason = f"{last}, which should provide it: {candidate.reason}"
    return candidate._replace(basis=Basis.PROVIDER, reason=reason, path=path, blocks=False)


def grouped(findings: Iterable[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    """Findings by the printed id that they are on, equal ones once."""
    found: dict[str, tuple[Finding, ...]] = {}
    for each in findings:
        found[each.requirement.text] = with_one_more(found.get(each.requirement.text, ()), each)
    return found


def over_conduits(path: tuple[str, ...], system: SystemUnderConsideration) -> tuple[str, ...]:
    """Put between the stations of a path the conduits that it runs over, by the fewest; nothing where none leads on."""
    if len(path) < 2:
        return path
    shown = [path[0]]
    for start, end in pairwise(path):
        shown += [*_conduits_between(_zones_at(start, system), _zones_at(end, system), system), end]
    return tuple(shown)


def _zones_at(name: str, system: SystemUnderConsideration) -> frozenset[str]:
    """The names of the zones that something is in or is: with the zones around, and those that a conduit joins."""
    at = system.get(name)
    zones = [at] if isinstance(at, Zone) else [each for each in system.places_of(name) if isinstance(each, Zone)]
    names = {each.name for each in zones} | (set(at.joins) if isinstance(at, Conduit) else set())
    for each in zones:
        above = each.parent
        while above and above not in names:
            names.add(above)
            above = system.zone(above).parent
    return frozenset(names)


def _conduits_between(start: frozenset[str], end: frozenset[str], system: SystemUnderConsideration) -> tuple[str, ...]:
    reached = dict.fromkeys(sorted(start), ())
    waiting: list[tuple[str, tuple[str, ...]]] = [(each, ()) for each in reached]
    while waiting:
        zone, over = waiting.pop(0)
        if zone in end:
            return over
        for conduit in system.conduits:
            if zone in conduit.joins:
                for each in conduit.joins:
                    if each not in reached:
                        reached[each] = ()
                        waiting.append((each, (*over, conduit.name)))
    return ()
