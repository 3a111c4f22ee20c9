"""From findings to security levels: capability (SL-C) and achieved (SL-A), with what they rest on.

Rule (62443-3-3 Annex B, 4-2 Annex B): the level of a foundational requirement is the highest at which every requirement
selected there is closed. A single higher one that is met never lifts it. What is not stated there is marked *ours*.
"""

from __future__ import annotations

from functools import lru_cache

from attrs import evolve, frozen

from ..catalog import Catalog, load
from ..errors import InvalidFinding, UnknownRequirement
from ..findings import Assessment, Finding, Verdict
from ..identifiers import RequirementId
from ..levels import FR, SL, SLStatement, SLType, SLVector, as_domain
from ..requirements import ComponentType, Heading, Requirement
from .verdicts import RequirementResult, State, Terms, judge, judge_differing

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ..selections import Selection


@frozen(repr=False)
class LevelReport:
    """The levels of a subject with everything they rest on.

    `vector` takes what is undetermined as open, `ceiling` as closed: where they differ, the level is undetermined. Both are
    *saturated* (the highest level with nothing open), the form that compares rightly with a target; `nominal` is the highest
    level reached that adds a requirement, as printed on certificates. The pair of bounds is *ours*.
    """

    type: SLType
    assessment: Assessment
    catalog: Catalog
    #: Every requirement of the part that applies to the subject, with its result.
    results: tuple[RequirementResult, ...]
    #: The common constraints, which change no level.
    constraints: tuple[RequirementResult, ...]
    vector: SLVector
    ceiling: SLVector
    nominal: SLVector
    #: The ceiling without the cap of `Assessment.assessed_to`.
    uncapped_ceiling: SLVector
    #: FRs whose due requirements all do not apply.
    not_applicable: frozenset[FR]
    #: FRs of which a due requirement is outside the selection: no level is printed for them.
    unselected: frozenset[FR]
    #: Bases that do not apply although an enhancement is met.
    contradictions: tuple[str, ...]
    #: What else a reader must know: findings that count for nothing, that differ, blank enhancements.
    remarks: tuple[str, ...]

    @property
    def supported(self) -> bool:
        """Whether every common constraint is closed and nothing contradicts itself. It changes no level."""
        return not self.contradictions and all(each.state is State.CLOSED for each in self.constraints)

    @property
    def unsupported(self) -> tuple[str, ...]:
        """Why the claim is not supported, in sentences."""
        open_ones = (each for each in self.constraints if each.state is not State.CLOSED)
        said = (
            f"claim not supported: {each.requirement.id} {each.requirement.title}, {each.reason}" for each in open_ones
        )
        return (*said, *(f"claim not supported: {each}" for each in self.contradictions))

    @property
    def assumptions(self) -> tuple[RequirementResult, ...]:
        """The requirements and constraints that are closed on an assumption."""
        return tuple(each for each in (*self.results, *self.constraints) if each.assumption)

    @property
    def asserted(self) -> tuple[RequirementResult, ...]:
        """The requirements and constraints that are claimed to be met without evidence."""
        return tuple(each for each in (*self.results, *self.constraints) if each.asserted)

    @property
    def undetermined(self) -> frozenset[FR]:
        """The FRs whose level is not known: the bounds differ."""
        return frozenset(fr for fr in FR if self.vector[fr] != self.ceiling[fr])

    @property
    def saturated(self) -> frozenset[FR]:
        """The FRs whose level is higher than the nominal one because levels above it add nothing."""
        return frozenset(fr for fr in FR if self.vector[fr] != self.nominal[fr])

    def shown(self, fr: FR) -> str:
        """Print the level of an FR: ``2``, undetermined ``0..3``, not applicable ``n/a``, outside the selection ``-``."""
        if fr in self.unselected:
            return "-"
        if fr in self.not_applicable:
            return "n/a"
        low, high = int(self.vector[fr]), int(self.ceiling[fr])
        return str(low) if low == high else f"{low}..{high}"

    def blockers(self, fr: FR) -> tuple[RequirementResult, ...]:
        """Give what blocks the next level of an FR: open first, then undetermined."""
        level = self.vector[fr]
        found = [each for each in self.results if each.requirement.fr is fr and each.holds <= level < SL.SL4]
        return tuple(sorted(found, key=lambda each: each.state is State.UNDETERMINED))

    def minimum(self) -> SL | None:
        """Reduce to the lowest level of the FRs that apply and are printed; None if there is none."""
        return min((self.vector[fr] for fr in FR if fr not in self.not_applicable | self.unselected), default=None)

    @property
    def statement(self) -> SLStatement:
        """The result in the standard's notation; what is undetermined or outside the selection is unset."""
        unset = self.undetermined | self.unselected
        levels = tuple(None if fr in unset else self.vector[fr] for fr in FR)
        return SLStatement(self.type, levels, as_domain(self.assessment.subject.name))

    def __str__(self) -> str:
        """Print the bounds in the standard's notation: ``SL-C(Edge controller) = { 2 2 0..3 1 2 n/a 2 }``."""
        return f"SL-{self.type.value}({self.assessment.subject.name}) = {{ {' '.join(map(self.shown, FR))} }}"

    def __repr__(self) -> str:
        """Say it in a short line."""
        return f"<LevelReport {self}>"


def capability(
    assessment: Assessment,
    catalog: Catalog | None = None,
    *,
    require_evidence: bool = False,
    as_of: dt.date | None = None,
) -> LevelReport:
    """Derive the capability levels (SL-C) of a product or system from its findings.

    The catalog is the packaged one of the assessment's part unless one is given. Raises `InvalidFinding` for findings
    on ids that the catalog does not have, all at once.

    >>> from iec62443 import Assessment, ComponentType, Finding, Subject, Verdict, load
    >>> types = [ComponentType.EMBEDDED_DEVICE]
    >>> met = [Finding(each.id, Verdict.MET) for each in load("4-2").required(2, types)]
    >>> report = capability(Assessment(Subject("Controller", "1", types), "62443-4-2", "2019", met))
    >>> print(report)
    SL-C(Controller) = { 2..4 2..4 2..4 2..4 4 2..4 2..4 }
    >>> report.nominal[FR.RDF], report.supported
    (<SL.SL1: 1>, False)
    """
    return _assess(assessment, catalog, SLType.CAPABILITY, require_evidence=require_evidence, as_of=as_of)


def achieved(
    assessment: Assessment,
    catalog: Catalog | None = None,
    *,
    require_evidence: bool = False,
    as_of: dt.date | None = None,
) -> LevelReport:
    """Derive the achieved levels (SL-A) from findings made as built; findings on a capability leave them undetermined.

    See `capability` for the arguments and errors.
    """
    return _assess(assessment, catalog, SLType.ACHIEVED, require_evidence=require_evidence, as_of=as_of)


def satisfied_vector(
    satisfied: Iterable[RequirementId | str],
    catalog: Catalog,
    component_types: Iterable[ComponentType] = (),
) -> SLVector:
    """Derive the vector from the ids that are satisfied and nothing else: the fast way, without reasons.

    Ids or canonical texts; what is not in the catalog counts for nothing.

    >>> from iec62443 import load
    >>> catalog = load("3-3")
    >>> print(satisfied_vector([each.id for each in catalog.required(2)], catalog))
    { 2 2 2 2 2 2 2 }
    """
    given = satisfied if isinstance(satisfied, (frozenset, set)) else frozenset(satisfied)
    steps_by_id, steps_by_text = _steps(catalog, frozenset(component_types))
    steps = steps_by_text if isinstance(next(iter(given), ""), str) else steps_by_id
    return SLVector(*[_climb(each, given) for each in steps])


def saturated(vector: SLVector, catalog: Catalog, component_types: Iterable[ComponentType] = ()) -> SLVector:
    """Lift a nominal vector to the highest levels that ask for nothing more.

    >>> from iec62443 import ComponentType, load
    >>> print(saturated(SLVector.uniform(1), load("4-2"), [ComponentType.EMBEDDED_DEVICE]))
    { 1 1 1 1 4 1 1 }
    """
    adds = _adding_levels(catalog, frozenset(component_types))
    return SLVector(*(min((step for step in adds[fr] if step > level), default=5) - 1 for fr, level in vector.items()))


def nominal(vector: SLVector, catalog: Catalog, component_types: Iterable[ComponentType] = ()) -> SLVector:
    """Lower a vector to the highest levels that add a requirement, as printed on certificates.

    >>> from iec62443 import ComponentType, load
    >>> print(nominal(SLVector.uniform(4), load("4-2"), [ComponentType.EMBEDDED_DEVICE]))
    { 4 4 4 3 1 3 3 }
    """
    adds = _adding_levels(catalog, frozenset(component_types))
    return SLVector(*(max((step for step in adds[fr] if step <= level), default=0) for fr, level in vector.items()))


@lru_cache(maxsize=64)
def _applicable(catalog: Catalog, types: frozenset[ComponentType]) -> tuple[Requirement, ...]:
    if catalog.groups:
        raise InvalidFinding(catalog.name, "its requirements have no security levels")
    return catalog.required(4, types)


@lru_cache(maxsize=64)
def _applicable_texts(catalog: Catalog, types: frozenset[ComponentType]) -> frozenset[str]:
    """The printed ids of what a finding may be about: requirements that apply, and constraints."""
    return frozenset(each.id.text for each in (*_applicable(catalog, types), *catalog.constraints.values()))


@lru_cache(maxsize=64)
def _adding_levels(catalog: Catalog, types: frozenset[ComponentType]) -> dict[FR, frozenset[int]]:
    """The levels at which a requirement is added, per FR."""
    required = _applicable(catalog, types)
    return {fr: frozenset(int(each.sl or 0) for each in required if each.fr is fr) for fr in FR}


_Step = tuple[int, frozenset[RequirementId] | frozenset[str]]


@lru_cache(maxsize=64)
def _steps(catalog: Catalog, types: frozenset[ComponentType]) -> tuple[tuple[tuple[_Step, ...], ...], ...]:
    """Per FR the level below each added set of requirements with that set: by id, and by text."""
    by_id = []
    for fr in FR:
        rows = [each for each in _applicable(catalog, types) if each.fr is fr]
        levels = sorted({int(each.sl or 0) for each in rows})
        by_id.append(tuple((level - 1, frozenset(each.id for each in rows if each.sl == level)) for level in levels))
    by_text = tuple(tuple((below, frozenset(id.text for id in ids)) for below, ids in steps) for steps in by_id)
    return tuple(by_id), by_text


def _climb(steps: tuple[_Step, ...], given: frozenset[RequirementId | str] | set[RequirementId | str]) -> int:
    for below, needed in steps:
        if not needed <= given:
            return below
    return 4


def _assess(
    assessment: Assessment,
    catalog: Catalog | None,
    sl_type: SLType,
    *,
    require_evidence: bool,
    as_of: dt.date | None,
) -> LevelReport:
    if catalog is None:
        catalog = load(assessment.part, assessment.edition, assessment.corrigenda)
    types = assessment.subject.component_types
    _check(assessment, catalog)
    remarks: list[str] = []
    strange = frozenset(assessment._by_text) - _applicable_texts(catalog, types)
    if strange:
        assessment, remarks = _resolved(assessment, catalog, strange)
    terms = Terms(sl_type is SLType.ACHIEVED, assessment.stage, require_evidence, as_of)
    find = assessment._by_text.get
    applicable = _applicable(catalog, types)
    results = [judge(each, find(each.id.text), terms) for each in applicable]
    constraints = [judge(each, find(each.id.text), terms) for each in catalog.constraints.values()]
    if assessment.conflicts:
        results = [_settled(each, assessment, terms) for each in results]
        constraints = [_settled(each, assessment, terms) for each in constraints]
    selection = assessment.selection
    if selection is not None:
        results = [
            each
            if each.requirement.id in selection.ids
            else _outside(each, selection.excluded.get(each.requirement.id, ""))
            for each in results
        ]
    cap = SL.SL4 if assessment.assessed_to is None else assessment.assessed_to
    low, high = dict.fromkeys(FR, SL.SL4), dict.fromkeys(FR, SL.SL4)
    closed = State.CLOSED
    for each in results:
        if each.state is closed and not each.assumption:
            continue  # the common case, and the fast one: holds to 4
        fr = each.requirement.fr
        if fr is not None:
            low[fr] = min(low[fr], each.holds)
            high[fr] = min(high[fr], each.may_hold)
    unselected = _unselected(results, selection, cap)
    not_applicable = Verdict.NOT_APPLICABLE
    absent = frozenset(each.requirement for each in assessment.findings if each.verdict is not_applicable)
    vector = SLVector(*[min(level, cap) for level in low.values()])
    return LevelReport(
        type=sl_type,
        assessment=assessment,
        catalog=catalog,
        results=tuple(results),
        constraints=tuple(constraints),
        vector=vector,
        ceiling=SLVector(*[min(level, cap) for level in high.values()]),
        nominal=nominal(vector, catalog, types),
        uncapped_ceiling=SLVector(*high.values()),
        not_applicable=_not_applicable(results, cap) - unselected if absent else frozenset(),
        unselected=unselected,
        contradictions=_contradictions(assessment, absent),
        remarks=(*remarks, *_remarks(assessment, catalog, absent, [*results, *constraints])),
    )


def _settled(result: RequirementResult, assessment: Assessment, terms: Terms) -> RequirementResult:
    """The result on these terms where findings differ, else the one that is there."""
    several = assessment.conflicts.get(result.requirement.id)
    return judge_differing(result.requirement, several, terms) if several else result


def _not_applicable(results: list[RequirementResult], cap: SL) -> frozenset[FR]:
    """The FRs of which a requirement is due and every one that is does not apply."""
    due = [each for each in results if each.requirement.sl is not None and each.requirement.sl <= cap]
    relevant = {each.requirement.fr for each in due if not _closed_as_absent(each)}
    return frozenset(each.requirement.fr for each in due if each.requirement.fr is not None) - relevant


def _closed_as_absent(result: RequirementResult) -> bool:
    absent = result.finding is not None and result.finding.verdict is Verdict.NOT_APPLICABLE
    return absent and result.state is State.CLOSED


def _unselected(results: list[RequirementResult], selection: Selection | None, cap: SL) -> frozenset[FR]:
    """The FRs of which a due requirement is not selected."""
    if selection is None:
        return frozenset()
    due = (each.requirement for each in results if each.requirement.sl is not None and each.requirement.sl <= cap)
    return frozenset(each.fr for each in due if each.fr is not None and each.id not in selection.ids)


def _outside(result: RequirementResult, reason: str) -> RequirementResult:
    why = f"outside the selection: {reason}" if reason else "outside the selection"
    return RequirementResult(result.requirement, None, State.UNDETERMINED, why)


def _check(assessment: Assessment, catalog: Catalog) -> None:
    """Refuse an assessment that is not one against this catalog."""
    name = assessment.subject.name
    stated = (assessment.part, assessment.edition, assessment.corrigenda)
    if stated != (catalog.part, catalog.edition, catalog.corrigenda):
        printed = " with ".join((f"{assessment.part}:{assessment.edition}", *assessment.corrigenda))
        raise InvalidFinding(name, f"it is an assessment against {printed}, the catalog is {catalog.name}")
    if catalog.groups:
        raise InvalidFinding(name, f"{catalog.part} has no security levels")
    if bool(assessment.subject.component_types) != any(each.component_types for each in catalog.requirements):
        lacks = "names no component type" if catalog.headings else "names component types, which the part does not have"
        raise InvalidFinding(name, f"an assessment against {catalog.part} {lacks}")


def _resolved(assessment: Assessment, catalog: Catalog, strange: frozenset[str]) -> tuple[Assessment, list[str]]:
    """Put what a heading points on to in its place; say which other findings count for nothing, refuse unknown ids.

    `strange` are the ids that are neither a requirement of the subject's types nor a constraint.
    """
    types = assessment.subject.component_types
    findings: list[Finding] = []
    remarks: list[str] = []
    problems: list[str] = []
    for finding in assessment.findings:
        id = finding.requirement
        heading = catalog.headings.get(id.base)
        if id.text not in strange:
            findings.append(finding)
        elif heading is None:
            if id in catalog:
                remarks.append(f"{id} does not apply to {_names(types)}: its finding counts for nothing")
            else:
                problems.append(str(catalog.unknown(id)))
        else:
            try:
                meant = catalog.resolve(id, types)
            except UnknownRequirement as error:
                problems.append(str(error))
                continue
            findings.extend(evolve(finding, requirement=each.id) for each in meant)
            remarks.append(_pointed(id, heading, meant, types))
    if problems:
        raise InvalidFinding(assessment.subject.name, "; ".join(problems))
    return evolve(assessment, findings=findings), remarks


def _pointed(
    id: RequirementId, heading: Heading, meant: tuple[Requirement, ...], types: frozenset[ComponentType]
) -> str:
    if not heading.to:
        of_system = f"{heading.system_requirement} is of the system"
        return f"{id}: components have no requirement there ({of_system}): its finding counts for nothing"
    if not meant:
        return f"{id} points on to nothing of {_names(types)}: its finding counts for nothing"
    return f"{id} points on: taken as {', '.join(each.id.text for each in meant)}"


def _names(types: frozenset[ComponentType]) -> str:
    return " and ".join(each.title for each in ComponentType if each in types)


def _contradictions(assessment: Assessment, absent: frozenset[RequirementId]) -> tuple[str, ...]:
    """A base that does not apply although an enhancement of it is met."""
    if not absent:
        return ()
    met = (
        each.requirement for each in assessment.findings if each.verdict in {Verdict.MET, Verdict.MET_BY_CONFIGURATION}
    )
    return tuple(f"{id.base} does not apply, but {id} is met" for id in met if id.is_enhancement and id.base in absent)


def _remarks(
    assessment: Assessment,
    catalog: Catalog,
    absent: frozenset[RequirementId],
    results: list[RequirementResult],
) -> list[str]:
    remarks = []
    counting = {each.requirement.id: each.finding for each in results} if assessment.conflicts else {}
    for id, several in assessment.conflicts.items():
        verdicts = ", ".join(each.verdict.value for each in several)
        finding = counting.get(id)
        which = f": {finding.verdict.value} counts" if finding else ""
        remarks.append(f"{id} has findings that differ ({verdicts}){which}")
    if absent:
        rows = _applicable(catalog, assessment.subject.component_types)
        blank = [
            each.id.text
            for each in rows
            if each.id.is_enhancement and each.base in absent and each.id not in assessment
        ]
        if blank:
            remarks.append(
                f"not applicable does not spread to enhancements; still without a finding: {', '.join(blank)}"
            )
    unseen = (each for each in catalog.corrigenda_known if each.applied is None)
    remarks.extend(f"{each.id} of {catalog.part} is known but was not seen: {each.note}" for each in unseen)
    return remarks
