"""From findings to security levels: capability (SL-C) and achieved (SL-A), with what they rest on.

Rule (62443-3-3 Annex B, 4-2 Annex B): the level of a foundational requirement is the highest at which every requirement
selected there is closed. A single higher one that is met never lifts it. What is not stated there is marked *ours*.
"""

from __future__ import annotations

from attr import astuple, frozen

from .._frozen import one_line
from .._views import html_view, mime_view
from ..catalog import Catalog, load
from ..errors import InvalidFinding
from ..findings import Assessment, Finding, Stage, Verdict
from ..levels import FR, SL, SLType, SLVector
from .vectors import applicable, applicable_texts, asked, enhancements, has_types, nominal
from .verdicts import RequirementResult, State, Terms, judge, judge_differing

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt

    from ..identifiers import RequirementId
    from ..requirements import ComponentType, Requirement
    from ..selections import Selection
    from ..statements import SLStatement

# bound once: what is looked up on an enum for each row costs more than the row
_FRS = tuple(FR)
_ABSENT = Verdict.NOT_APPLICABLE
_MET = frozenset({Verdict.MET, Verdict.MET_BY_CONFIGURATION})
_CLOSED, _UNDETERMINED = State.CLOSED, State.UNDETERMINED

#: Per FR what stands in the way of a level, each with the highest to which it does not.
_Obstacles = dict[FR | None, list[tuple[SL, RequirementResult]]]
#: Per FR what is asked for at the assessed level.
_Due = dict[FR, "frozenset[RequirementId]"]
#: Bases, each with its enhancements.
_Enhanced = list["tuple[RequirementId, tuple[RequirementId, ...]]"]


@frozen(eq=False, repr=False)
class LevelReport:
    """The levels of a subject with everything they rest on.

    `vector` takes what is undetermined as open, `ceiling` as closed: where they differ, the level is undetermined. Both are
    *saturated* (the highest level with nothing open), the form that compares rightly with a target; `nominal` is the highest
    level reached that adds a requirement, as printed on certificates. The pair of bounds is *ours*.
    """

    type: SLType
    assessment: Assessment
    catalog: Catalog
    #: The requirements that are not simply met: open, undetermined, or closed on an assumption.
    notable: tuple[RequirementResult, ...]
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
    _obstacles: _Obstacles

    _repr_html_ = html_view
    _repr_mimebundle_ = mime_view

    @property
    def results(self) -> tuple[RequirementResult, ...]:
        """Every requirement of the part that applies to the subject, with its result; made when asked for."""
        notable = {each.requirement.id.text: each for each in self.notable}
        find = self.assessment._by_text
        return tuple(
            notable.get(each.id.text) or _simply_met(each, find[each.id.text])
            for each in applicable(self.catalog, self.assessment.subject.component_types)
        )

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
        return tuple([each for each in (*self.notable, *self.constraints) if each.assumption])

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
        found = [each for holds, each in self._obstacles[fr] if holds <= level]
        found.sort(key=lambda each: each.state is _UNDETERMINED)
        return tuple(found)

    def minimum(self) -> SL | None:
        """Reduce to the lowest level of the FRs that apply and are printed; None if there is none."""
        return min((self.vector[fr] for fr in FR if fr not in self.not_applicable | self.unselected), default=None)

    @property
    def statement(self) -> SLStatement:
        """The result in the standard's notation; what is undetermined or outside the selection is unset."""
        from ..statements import SLStatement, as_domain

        unset = self.undetermined | self.unselected
        levels = tuple(None if fr in unset else self.vector[fr] for fr in FR)
        return SLStatement(self.type, levels, as_domain(self.assessment.subject.name))

    def __eq__(self, other: object) -> bool:
        """Reports are equal when everything in them is."""
        if not isinstance(other, LevelReport):
            return NotImplemented
        return self is other or astuple(self, recurse=False) == astuple(other, recurse=False)

    def __hash__(self) -> int:
        """Hash by type, assessment and catalog."""
        return hash((self.type, self.assessment, self.catalog))

    def __str__(self) -> str:
        """Print the bounds in the standard's notation: ``SL-C(Edge controller) = { 2 2 0..3 1 2 n/a 2 }``."""
        return self._printed(self.assessment.subject.name)

    def _printed(self, name: str) -> str:
        return f"SL-{self.type.value}({name}) = {{ {' '.join(map(self.shown, FR))} }}"

    def __repr__(self) -> str:
        """Say it in a short line."""
        return f"<LevelReport {self._printed(one_line(self.assessment.subject.name))}>"


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
    if not applicable_texts(catalog, types).issuperset(assessment._by_text):
        from .headings import resolve

        assessment, remarks = resolve(assessment, catalog)
    terms = Terms(sl_type is SLType.ACHIEVED, assessment.stage, require_evidence, as_of)
    notable = _notable(assessment, catalog, terms)
    find = assessment._by_text.get
    constraints = [judge(each, find(each.id.text), terms) for each in catalog.constraints.values()]
    if assessment.conflicts:
        constraints = [_settled(each, assessment, terms) for each in constraints]
    obstacles, vector, uncapped_ceiling = _sorted_out(notable)
    ceiling = uncapped_ceiling
    cap = SL.SL4 if assessment.assessed_to is None else assessment.assessed_to
    if cap < 4:
        capped = SLVector.uniform(cap)
        vector, ceiling = vector & capped, ceiling & capped
    due = asked(catalog, types, cap)
    unselected = _unselected(due, assessment.selection)
    absent = frozenset([each.requirement for each in assessment.findings if each.verdict is _ABSENT])
    enhanced = _enhanced(absent, catalog, types)
    return LevelReport(
        type=sl_type,
        assessment=assessment,
        catalog=catalog,
        notable=tuple(notable),
        constraints=tuple(constraints),
        vector=vector,
        ceiling=ceiling,
        nominal=nominal(vector, catalog, types),
        uncapped_ceiling=uncapped_ceiling,
        not_applicable=_not_applicable(due, absent, notable) - unselected,
        unselected=unselected,
        contradictions=_contradictions(assessment, enhanced),
        remarks=(*remarks, *_remarks(assessment, catalog, enhanced, [*notable, *constraints])),
        obstacles=obstacles,
    )


def _sorted_out(notable: list[RequirementResult]) -> tuple[_Obstacles, SLVector, SLVector]:
    """What stands in the way of each FR, and the highest levels to which nothing does: as known, and at most.

    At most is what may come when everything that is undetermined turns out to be closed.
    """
    obstacles: _Obstacles = {fr: [] for fr in _FRS}
    low: dict[FR | None, SL] = dict.fromkeys(_FRS, SL.SL4)
    high = low.copy()
    for each in notable:
        holds = each.holds
        if holds < 4:
            fr = each.requirement.fr
            obstacles[fr].append((holds, each))
            if holds < low[fr]:  # noqa: PLR1730 - to call `min` costs more than the rest of the turn
                low[fr] = holds
            if holds < high[fr] and each.state is not _UNDETERMINED:
                high[fr] = holds
    return obstacles, SLVector(*low.values()), SLVector(*high.values())


def _settled(result: RequirementResult, assessment: Assessment, terms: Terms) -> RequirementResult:
    """The result on these terms where findings differ, else the one that is there."""
    several = assessment.conflicts.get(result.requirement.id)
    return judge_differing(result.requirement, several, terms) if several else result


def _notable(assessment: Assessment, catalog: Catalog, terms: Terms) -> list[RequirementResult]:
    """Judge everything but what is met, where nothing more is asked: most rows, and no news."""
    due = applicable(catalog, assessment.subject.component_types)
    find, selection, met = assessment._by_text.get, assessment.selection, Verdict.MET
    as_built = not terms.achieved or terms.stage is Stage.AS_BUILT
    if as_built and terms.as_of is None and not (terms.require_evidence or selection or assessment.conflicts):
        return [
            judge(each, found, terms) for each in due if not (found := find(each.id.text)) or found.verdict is not met
        ]
    results = [_settled(judge(each, find(each.id.text), terms), assessment, terms) for each in due]
    if selection is None:
        return results
    excluded = selection.excluded.get
    return [
        each if each.requirement.id in selection.ids else _outside(each, excluded(each.requirement.id, ""))
        for each in results
    ]


def _simply_met(requirement: Requirement, finding: Finding) -> RequirementResult:
    return RequirementResult(requirement, finding, State.CLOSED, asserted=not finding.evidence)


def _not_applicable(due: _Due, absent: frozenset[RequirementId], notable: list[RequirementResult]) -> frozenset[FR]:
    """The FRs of which every requirement that is due does not apply, and counts as such."""
    found = [fr for fr, ids in due.items() if ids <= absent]
    if not found:
        return frozenset()
    closed = (each for each in notable if each.state is _CLOSED)
    counted = {each.requirement.id for each in closed if each.finding and each.finding.verdict is _ABSENT}
    return frozenset(fr for fr in found if due[fr] <= counted)


def _unselected(due: _Due, selection: Selection | None) -> frozenset[FR]:
    """The FRs of which a due requirement is not selected."""
    if selection is None:
        return frozenset()
    return frozenset(fr for fr, ids in due.items() if not ids <= selection.ids)


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
    if bool(assessment.subject.component_types) != has_types(catalog):
        lacks = "names no component type" if catalog.headings else "names component types, which the part does not have"
        raise InvalidFinding(name, f"an assessment against {catalog.part} {lacks}")


def _enhanced(absent: frozenset[RequirementId], catalog: Catalog, types: frozenset[ComponentType]) -> _Enhanced:
    """Those of the absent that have enhancements, with them."""
    if not absent:
        return []
    below = enhancements(catalog, types).get
    return sorted([(base, ids) for base in absent if (ids := below(base))])


def _contradictions(assessment: Assessment, enhanced: _Enhanced) -> tuple[str, ...]:
    """A base that does not apply although an enhancement of it is met."""
    find = assessment._by_text.get
    return tuple(
        f"{base} does not apply, but {id} is met"
        for base, ids in enhanced
        for id in ids
        if (found := find(id.text)) and found.verdict in _MET
    )


def _remarks(
    assessment: Assessment,
    catalog: Catalog,
    enhanced: _Enhanced,
    results: list[RequirementResult],
) -> list[str]:
    remarks = []
    counting = {each.requirement.id: each.finding for each in results} if assessment.conflicts else {}
    for id, several in assessment.conflicts.items():
        verdicts = ", ".join(each.verdict.value for each in several)
        finding = counting.get(id)
        which = f": {finding.verdict.value} counts" if finding else ""
        remarks.append(f"{id} has findings that differ ({verdicts}){which}")
    found = assessment._by_text
    blank = [id.text for _, ids in enhanced for id in ids if id.text not in found]
    if blank:
        remarks.append(f"not applicable does not spread to enhancements; still without a finding: {', '.join(blank)}")
    unseen = (each for each in catalog.corrigenda_known if each.applied is None)
    remarks.extend(f"{each.id} of {catalog.part} is known but was not seen: {each.note}" for each in unseen)
    return remarks
