"""A slow roll-up of components to zones and conduits, written from the rules and the golden tables alone.

It tries every level and asks every requirement there: closed, open, or not known. It shares no line with the library's
assessors and keeps no bounds: they are read off at the end. Where the rules are silent, the docstring says which reading is
taken: the one that closes least.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from golden.tables import table
from oracle import Answer, Question, Row, all_rows, answer, headings, rows_for, shown_by_evidence, taken_as

from iec62443 import FR, ClaimForm, Finding, Outcome, SLType, SLVector, Stage, State, Verdict
from iec62443.components import Component, EssentialEffect
from iec62443.zones import Conduit, Zone

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from iec62443 import Assessment, RequirementId
    from iec62443.systems import SystemUnderConsideration

Place = Zone | Conduit
STATES: dict[Answer, State] = {True: State.CLOSED, False: State.OPEN, None: State.UNDETERMINED}
#: What a conduit is asked for when it says nothing else: every FR 5, and of the others these with their enhancements.
DEFAULT_SCOPE = frozenset(
    {"SR 1.2", "SR 1.6", "SR 1.13", "SR 2.2", "SR 2.6", "SR 3.1", "SR 3.8", "SR 4.1", "SR 4.3"}
) | {
    "SR 6.2",
    "SR 7.1",
}
_TAILS = tuple(f" RE({number})" for number in range(1, 4))
#: The edition of 62443-4-2 that claims and findings are about.
COMPONENT_EDITION = "2019"


@cache
def system_level() -> frozenset[str]:
    """Give the requirements of 3-3 that components never close."""
    return frozenset(row["id"] for row in table("system_level"))


@cache
def same() -> dict[str, str]:
    """Give for each requirement of 4-2 the one of 3-3 that it says of a component, where there is one."""
    return {row["id"]: row["corresponds_to"] for row in table("requirements") if row["correspondence"] == "same"}


def every(answers: Iterable[Answer]) -> Answer:
    """Open when one is, else not known when one is not, else closed."""
    given = set(answers)
    return False if False in given else None if None in given else True


def some(answers: Iterable[Answer]) -> Answer:
    """Closed when one is, else not known when one is not, else open."""
    given = set(answers)
    return True if True in given else None if None in given else False


def bounds(sl: int, at: Callable[[int], Answer]) -> tuple[int, int]:
    """Give the highest level up to which it is closed at every one from its own, and up to which it is not open."""
    levels = [sl - 1, *range(sl, 5)]
    holds = max(top for top in levels if all(at(level) is True for level in range(sl, top + 1)))
    may_hold = max(top for top in levels if all(at(level) is not False for level in range(sl, top + 1)))
    return holds, may_hold


def counting(row: Row, findings: Iterable[Finding], says: Callable[[Finding, int], Answer]) -> Finding | None:
    """Give the finding that counts: of those that differ the one that closes least, by what is made of it here.

    Of those that close alike, what was looked at goes before what was not, and what is left to others before the rest.
    """

    def least(finding: Finding) -> tuple[object, ...]:
        unseen = finding.verdict is Verdict.NOT_ASSESSED
        return (
            *bounds(row.sl, lambda level: says(finding, level)),
            unseen,
            finding.verdict is not Verdict.ALLOCATED,
            finding.verdict is not Verdict.NOT_APPLICABLE,
        )

    return min(findings, key=least, default=None)


def findings_on(findings: Iterable[Finding], rows: Iterable[Row]) -> dict[str, list[Finding]]:
    """Sort findings by the requirements that they are about; a heading stands for what it points on to."""
    listed = tuple(rows)
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        for id in taken_as(finding.requirement.text, listed):
            found.setdefault(id, []).append(finding)
    return found


def findings_of(assessment: Assessment | None, stage: Stage) -> list[Finding]:
    """Give everything that an assessment at this stage says on what it selects, of findings that differ all of them."""
    if assessment is None or assessment.stage is not stage:
        return []
    chosen = assessment.selection
    selected = [each for each in assessment if chosen is None or each.requirement in chosen.ids]
    return [each for one in selected for each in assessment.conflicts.get(one.requirement, (one,))]


@dataclass(frozen=True)
class ExpectedRow:
    """What a report must say of one requirement."""

    state: State
    holds: int
    may_hold: int


@dataclass(frozen=True)
class ExpectedLevels:
    """What a report must say of the design of a place, or of what it achieved."""

    rows: Mapping[str, ExpectedRow]
    vector: SLVector
    ceiling: SLVector
    nominal: SLVector
    not_applicable: frozenset[FR]
    out_of_scope: frozenset[FR]

    def missing(self, target: SLVector) -> dict[FR, int]:
        """Give the levels that are missing to a target."""
        return {fr: max(0, int(target[fr]) - int(self.vector[fr])) for fr in FR}

    def outcome(self, target: SLVector, fr: FR) -> Outcome:
        """Say how an FR compares with a target."""
        if self.vector[fr] >= target[fr]:
            return Outcome.REACHED
        return Outcome.GAP if self.ceiling[fr] < target[fr] else Outcome.UNDETERMINED


class Slow:
    """The roll-up of one system on one day, slowly."""

    def __init__(
        self, system: SystemUnderConsideration, *, require_evidence: bool = False, as_of: dt.date | None = None
    ) -> None:
        self.system = system
        self.amended = system.corrigenda is None or "COR1:2014" in system.corrigenda
        self.capability = Question(SLType.CAPABILITY, Stage.CAPABILITY, require_evidence, as_of)
        self.achieved = Question(SLType.ACHIEVED, Stage.AS_BUILT, require_evidence, as_of)
        self.components = {each.name: Instance(self, each) for each in system.components}
        self.places: dict[str, Place] = {each.name: each for each in system.places}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The requirements of 3-3."""
        return all_rows("62443-3-3", amended=self.amended)

    def components_of(self, place: Place) -> list[Instance]:
        """Give the components of a place, each once, of a zone with those of every zone inside it."""
        names = set(place.components)
        if isinstance(place, Zone):
            inside = {place.name}
            for _ in self.system.zones:  # at most so deep
                inside |= {each.name for each in self.system.zones if each.parent in inside}
            names |= {name for each in self.system.zones if each.name in inside for name in each.components}
        return [self.components[name] for name in sorted(names)]

    def scope(self, place: Place) -> tuple[Row, ...]:
        """Give the requirements that are asked of a place."""
        if isinstance(place, Zone):
            return self.rows
        if place.scope is None:
            return tuple(each for each in self.rows if each.fr is FR.RDF or each.id.split(" RE(")[0] in DEFAULT_SCOPE)
        chosen = {id.text for id in place.scope.ids}
        return tuple(each for each in self.rows if each.id in chosen)

    def measures(self, name: str, ids: frozenset[str], level: int) -> list[Answer]:
        """Give what the countermeasures do there that are in place, adequate to the level and harm no essential function.

        They close; where evidence is asked for, one without any that counts leaves it not known.
        """
        asked = self.achieved
        return [
            None if asked.require_evidence and not shown_by_evidence(each.evidence, asked.as_of) else True
            for each in self.system.countermeasures
            if name in each.places
            and ids & texts(each.covers)
            and each.in_place
            and each.essential_effect is not EssentialEffect.HARMS
            and int(each.adequate_up_to) >= level
        ]

    # ---- a place

    def own(self, place: Place, row: Row, asked: Question) -> Finding | None:
        """Give the finding of a place on a requirement that counts."""
        given = place.as_built if asked is self.achieved else place.findings
        about = [each for each in given if each.requirement.text == row.id]
        return counting(row, about, lambda finding, level: self.stated(row, finding, asked, level))

    @staticmethod
    def stated(row: Row, finding: Finding | None, asked: Question, level: int) -> Answer:
        """Say what a place makes of its own finding: allocated closes nothing, it only asks for a provider."""
        if finding is not None and finding.verdict is Verdict.ALLOCATED:
            return None
        return answer(row, finding, asked, level)

    def at(self, place: Place, row: Row, asked: Question, level: int) -> Answer:
        """Say whether a place closes a requirement at a level.

        What it says of itself goes first: if that is open there, neither components nor a provider close it. Above the
        level up to which it is compensated, it is open. Allocated asks for a provider, and is open when none is named; not
        assessed says nothing. Only a countermeasure closes what nothing else does.
        """
        finding = self.own(place, row, asked)
        said = self.stated(row, finding, asked, level)
        if said is None:
            ways = [*self.by_components(place, row, asked, level), *self.by_provider(place, row, asked, level)]
            verdict = None if finding is None else finding.verdict
            if verdict is Verdict.ALLOCATED and row.id not in texts(place.providers):
                ways.append(False)
            elif verdict not in {Verdict.ALLOCATED, Verdict.NOT_ASSESSED, None}:
                ways.append(None)
            said = some(ways) if ways else None
        if asked is self.achieved:
            said = some([said, *self.measures(place.name, frozenset({row.id}), level)])
        return said

    def by_components(self, place: Place, row: Row, asked: Question, level: int) -> list[Answer]:
        """Give what the components that have a row saying the same make of it; nothing for none, and of the system's own."""
        if row.id in system_level():
            return []
        answers = [
            component.at(each, asked, level)
            for component in self.components_of(place)
            for each in component.rows
            if same().get(each.id) == row.id
        ]
        return [every(answers)] if answers else []

    def by_provider(self, place: Place, row: Row, asked: Question, level: int) -> list[Answer]:
        """Give what the named provider makes of it, if one is named.

        Not applicable at a provider provides nothing. What is not known of its finding is not known of the provision. It is
        open when the way comes back to where it was, and when it is allocated to nobody.
        """
        named = {id.text: name for id, name in place.providers.items()}
        if row.id not in named:
            return []
        been, name = {place.name}, named[row.id]
        while name not in been:
            been.add(name)
            finding = self.of_provider(name, row, asked)
            if finding is not None and finding.verdict is not Verdict.ALLOCATED:
                return [self.provides(row, finding, asked, level)]
            zone = self.places.get(name)
            further = {} if zone is None else {id.text: to for id, to in zone.providers.items()}
            if row.id not in further:
                return [None if finding is None else False]
            name = further[row.id]
        return [False]

    def of_provider(self, name: str, row: Row, asked: Question) -> Finding | None:
        """Give the finding of a provider that counts: on what it provides, else, of a zone, its own."""
        of = self.places[name] if name in self.places else self.components[name].component
        lists = [of.provides_as_built if asked is self.achieved else of.provides]
        if not isinstance(of, Component):
            lists.append(of.as_built if asked is self.achieved else of.findings)
        for each in lists:
            about = [finding for finding in each if finding.requirement.text == row.id]
            if about:
                return counting(row, about, lambda finding, level: self.provides(row, finding, asked, level))
        return None

    def provides(self, row: Row, finding: Finding, asked: Question, level: int) -> Answer:
        """Say what a provider's finding gives to others."""
        return False if finding.verdict is Verdict.NOT_APPLICABLE else self.stated(row, finding, asked, level)

    # ---- the results

    def expect(self, name: str, kind: SLType) -> ExpectedLevels:
        """Roll up to one place: its design (capability) or what it achieved."""
        place, asked = self.places[name], self.achieved if kind is SLType.ACHIEVED else self.capability
        scope = self.scope(place)
        answers = {row.id: [self.at(place, row, asked, level) for level in range(row.sl, 5)] for row in scope}

        def highest(fr: FR, good: set[Answer]) -> int:
            for level in range(4, 0, -1):
                if all(answers[row.id][level - row.sl] in good for row in scope if row.fr is fr and row.sl <= level):
                    return level
            return 0

        vector = SLVector(*(highest(fr, {True}) for fr in FR))
        adding = {fr: {row.sl for row in scope if row.fr is fr} for fr in FR}
        absent = {row.id for row in scope if self.absent(place, row, asked)}
        rows = {}
        for row in scope:
            at = dict(zip(range(row.sl, 5), answers[row.id], strict=True))
            rows[row.id] = ExpectedRow(STATES[at[row.sl]], *bounds(row.sl, at.__getitem__))
        return ExpectedLevels(
            rows,
            vector,
            SLVector(*(highest(fr, {True, None}) for fr in FR)),
            SLVector(*(max((each for each in adding[fr] if each <= vector[fr]), default=0) for fr in FR)),
            frozenset(fr for fr in FR if adding[fr] and all(row.id in absent for row in scope if row.fr is fr)),
            frozenset(fr for fr in FR if not adding[fr]),
        )

    def absent(self, place: Place, row: Row, asked: Question) -> bool:
        """Say whether a place found that a requirement does not apply, and nothing else of it."""
        given = place.as_built if asked is self.achieved else place.findings
        verdicts = {each.verdict for each in given if each.requirement.text == row.id}
        return verdicts == {Verdict.NOT_APPLICABLE}

    def component_minimum(self, name: str) -> SLVector | None:
        """Give per FR the lowest capability of the components of a place; None when it has none."""
        vectors = [each.vector() for each in self.components_of(self.places[name])]
        return SLVector(*(min(each[fr] for each in vectors) for fr in FR)) if vectors else None

    def order(self) -> list[str]:
        """Give the names of the places, worst first: largest gap of one FR, sum of gaps, name; those without target last."""

        def worst(place: Place) -> tuple[object, ...]:
            if place.target is None:
                return True, 0, 0, place.name
            gaps = self.expect(place.name, SLType.CAPABILITY).missing(place.target).values()
            return False, -max(gaps), -sum(gaps), place.name

        return [each.name for each in sorted(self.places.values(), key=worst)]


class Instance:
    """A component where it stands, with its requirements of 4-2."""

    def __init__(self, slow: Slow, component: Component) -> None:
        self.slow = slow
        self.component = component
        self.rows = rows_for("62443-4-2", component.component_types)
        self.designed_as = findings_on(findings_of(component.assessment, Stage.CAPABILITY), self.rows)
        built = [*component.as_built, *findings_of(component.assessment, Stage.AS_BUILT)]
        self.built_as = findings_on(built, self.rows)

    def at(self, row: Row, asked: Question, level: int) -> Answer:
        """Say whether it closes one of its requirements at a level, in its design or as built."""
        return self.built(row, level) if asked is self.slow.achieved else self.designed(row, level)

    @staticmethod
    def stated(row: Row, finding: Finding, asked: Question, level: int) -> Answer:
        """Say what is made of a finding: what it leaves to the system, it leaves open."""
        return False if finding.verdict is Verdict.ALLOCATED else answer(row, finding, asked, level)

    def designed(self, row: Row, level: int) -> Answer:
        """Say what its product makes of a requirement: by the finding, else by the claim. Not assessed alone is no finding."""
        asked = self.slow.capability
        about = self.designed_as.get(row.id, [])
        finding = counting(row, about, lambda finding, level: self.stated(row, finding, asked, level))
        if finding is None or all(each.verdict is Verdict.NOT_ASSESSED for each in about):
            return self.claimed(row)
        return self.stated(row, finding, asked, level)

    def claimed(self, row: Row) -> Answer:
        """Say what the claim makes of a requirement: it closes, or says nothing.

        It speaks of the types that it names (of the component's when it names none), of one version and one edition. With
        evidence asked for, a maker's own word is none; a certificate is.
        """
        claim, asked = self.component.claim, self.slow.capability
        if claim is None or claim.edition != COMPONENT_EDITION or claim.subject.version != self.component.version:
            return None
        until = claim.source.valid_until
        if asked.as_of is not None and until is not None and until < asked.as_of:
            return None
        if asked.require_evidence and claim.source.self_declared:
            return None
        types = claim.subject.component_types or self.component.component_types
        if not row.types & types:
            return None
        level = int(claim.vector[row.fr])
        if claim.form is ClaimForm.NOMINAL:
            due = {each.sl for each in rows_for("62443-4-2", types) if each.fr is row.fr}
            while level < 4 and level + 1 not in due:
                level += 1
        return True if row.sl <= level else None

    def built(self, row: Row, level: int) -> Answer:
        """Say what was made of a requirement on the instance: found, else configured as the product can be; or countered."""
        asked = self.slow.achieved
        about = self.built_as.get(row.id, [])
        finding = counting(row, about, lambda finding, level: self.stated(row, finding, asked, level))
        said = None if finding is None else self.stated(row, finding, asked, level)
        if said is None:
            said = self.configured(row, level)
        return some([said, *self.slow.measures(self.component.name, self.named(row), level)])

    def configured(self, row: Row, level: int) -> Answer:
        """Say what the product's capability makes of it where it is recorded that the instance is configured for it.

        It is open where the condition of the product's finding is known not to hold.
        """
        record, asked = self.component.configuration, self.slow.achieved
        if record is None or (record.requirements is not None and not self.named(row) & texts(record.requirements)):
            return None
        if asked.require_evidence and not shown_by_evidence(record.evidence, asked.as_of):
            return None
        if any(each.condition_holds is False for each in self.designed_as.get(row.id, [])):
            return False
        return self.designed(row, level)

    def named(self, row: Row) -> frozenset[str]:
        """Give the ids that mean one of its requirements: its own, the one of 3-3 that it says the same as, its heading."""
        pointing = {f"{heading}{tail}" for heading in headings() for tail in ("", *_TAILS)}
        meant = {each for each in pointing if row.id in taken_as(each, self.rows)}
        return frozenset({row.id, same().get(row.id, row.id), *meant})

    def vector(self) -> SLVector:
        """Give its capability: what is allocated closes here unless it may not be; no higher than it was assessed to."""
        asked, assessment = self.slow.capability, self.component.assessment
        looked_at = assessment is not None and assessment.stage is Stage.CAPABILITY
        cap = assessment.assessed_to if looked_at and assessment is not None else None

        def at(row: Row, level: int) -> Answer:
            about = self.designed_as.get(row.id, [])
            finding = counting(row, about, lambda finding, level: answer(row, finding, asked, level))
            if finding is None or all(each.verdict is Verdict.NOT_ASSESSED for each in about):
                return self.claimed(row)
            return answer(row, finding, asked, level)

        def highest(fr: FR) -> int:
            for level in range(4 if cap is None else int(cap), 0, -1):
                if all(at(row, level) for row in self.rows if row.fr is fr and row.sl <= level):
                    return level
            return 0

        return SLVector(*map(highest, FR))


def texts(ids: Iterable[RequirementId]) -> set[str]:
    """Give ids as they are printed."""
    return {id.text for id in ids}
