"""From findings on processes to maturity levels: overall, per group, and what blocks the next level.

Source: 62443-2-1, 2-4 and 4-1 rate each requirement by itself with a maturity level from 1 to 4. The minimum as the overall
level, what leaves the scope, and what is below level 1 are *ours*.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from .._frozen import FrozenMapping, brief, one_line
from .._views import html_view, mime_view
from ..catalog import Catalog, load
from ..errors import InvalidFinding, quote
from ..findings import Assessment, Evidence, Finding, Verdict
from ..levels import MaturityLevel
from ..requirements import Requirement
from ..selections import Selection
from .gaps import Outcome
from .scopes import check_part, check_scope, scope
from .verdicts import State

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt

_SILENT = "neither in the scope nor excluded with a reason"


@frozen(repr=False)
class ProcessResult:
    """One requirement in the scope with its finding and what follows from it."""

    requirement: Requirement
    finding: Finding | None
    #: Closed: rated with a level. Open: looked at, and below level 1. Undetermined: not rated.
    state: State
    #: The level it is rated with; None below level 1 and while it is not rated.
    level: MaturityLevel | None = None
    #: Why it has no level; empty when it has one.
    reason: str = ""
    #: Whether it is claimed to be met without evidence that counts.
    asserted: bool = False

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            self.requirement.id.text,
            self.state.value,
            f"ML {int(self.level)}" if self.level else "",
            quote(self.reason) if self.reason else "",
        )


@frozen(repr=False)
class Exclusion:
    """One requirement that is out of the scope, and why."""

    requirement: Requirement
    reason: str
    #: The finding that it does not apply; None where the scope itself leaves it out.
    finding: Finding | None = None

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(self, self.requirement.id.text, quote(self.reason))


@frozen(repr=False)
class Maturity:
    """The maturity of several requirements taken together: of a whole scope, or of the part of it that lies in a group.

    The overall level is the minimum. One that is not rated makes it undetermined, unless another is below level 1 already,
    which no rating can mend. Partial, planned and not met are below level 1: the process is not there as asked, and there is
    no level 0. All this is *ours*.
    """

    #: The requirements in the scope, in the standard's order.
    results: tuple[ProcessResult, ...]

    @property
    def overall(self) -> MaturityLevel | None:
        """The lowest level; None while undetermined, below level 1, and where nothing is in the scope."""
        return None if self.undetermined else self.rated_minimum

    @property
    def rated_minimum(self) -> MaturityLevel | None:
        """The lowest level of those that were looked at; None if none was, or if one is below level 1."""
        levels = (each.level for each in self.results if each.level is not None)
        return None if self.below_level_1 else min(levels, default=None)

    @property
    def undetermined(self) -> bool:
        """Whether one is not rated and the others leave it open what that means."""
        return bool(self.unrated) and not self.below_level_1

    @property
    def below_level_1(self) -> bool:
        """Whether one was looked at and is not there as asked."""
        return any(each.state is State.OPEN for each in self.results)

    @property
    def unrated(self) -> tuple[ProcessResult, ...]:
        """Those that are not rated: without a finding, not assessed, or left out of the scope without a reason."""
        return tuple(each for each in self.results if each.state is State.UNDETERMINED)

    @property
    def blockers(self) -> tuple[ProcessResult, ...]:
        """What blocks the next level: those at the minimum, then those that are not rated."""
        lowest = self.rated_minimum
        if lowest is None:  # those below level 1, if there are any
            at_minimum = [each for each in self.results if each.state is State.OPEN]
        else:
            at_minimum = [each for each in self.results if each.level is lowest < MaturityLevel.ML4]
        return (*at_minimum, *self.unrated)

    def __str__(self) -> str:
        """Print it: ``ML 2``, ``below ML 1``, undetermined ``at most ML 3`` or ``not rated``, nothing in the scope ``n/a``."""
        if self.below_level_1:
            return "below ML 1"
        lowest = self.rated_minimum
        if lowest is None:
            return "not rated" if self.results else "n/a"
        return f"{'at most ' if self.undetermined else ''}ML {int(lowest)}"

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(self, str(self), f"over {len(self.results)} requirements")


def _frozen_groups(groups: Mapping[str, Maturity]) -> FrozenMapping[str, Maturity]:
    return FrozenMapping(groups)


@frozen(repr=False)
class MaturityReport:
    """The maturity of a subject's processes with everything it rests on."""

    assessment: Assessment
    catalog: Catalog
    #: What was to be rated: the selection of the assessment, else the default of `scope`.
    scope: Selection
    maturity: Maturity
    #: The same for each group and subgroup of the part: practices of 4-1, program elements of 2-1, areas of 2-4.
    groups: Mapping[str, Maturity] = field(converter=_frozen_groups)
    #: What is out of the scope and why: left out by it, or not applicable by a finding.
    excluded: tuple[Exclusion, ...]
    #: Bases that do not apply although an enhancement of them is met.
    contradictions: tuple[str, ...]
    #: What else a reader must know: findings that count for nothing, that differ, blank enhancements.
    remarks: tuple[str, ...]

    _repr_html_ = html_view
    _repr_mimebundle_ = mime_view

    @property
    def results(self) -> tuple[ProcessResult, ...]:
        """Every requirement in the scope, with its result."""
        return self.maturity.results

    @property
    def overall(self) -> MaturityLevel | None:
        """The overall level; None while undetermined, below level 1, and where nothing is in the scope."""
        return self.maturity.overall

    @property
    def rated_minimum(self) -> MaturityLevel | None:
        """The lowest level of those that were looked at; None if none was, or if one is below level 1."""
        return self.maturity.rated_minimum

    @property
    def undetermined(self) -> bool:
        """Whether the overall level is not known."""
        return self.maturity.undetermined

    @property
    def below_level_1(self) -> bool:
        """Whether a requirement was looked at and is not there as asked."""
        return self.maturity.below_level_1

    @property
    def blockers(self) -> tuple[ProcessResult, ...]:
        """What blocks the next level: those at the minimum, then those that are not rated."""
        return self.maturity.blockers

    @property
    def assumptions(self) -> tuple[Exclusion, ...]:
        """What was taken out of the scope by a finding that it does not apply: the level rests on it."""
        return tuple(each for each in self.excluded if each.finding is not None)

    @property
    def asserted(self) -> tuple[ProcessResult, ...]:
        """The requirements that are claimed to be met without evidence."""
        return tuple(each for each in self.results if each.asserted)

    @property
    def not_chosen(self) -> tuple[Requirement, ...]:
        """The enhancements that nobody chose; they need no reason."""
        out = {*self.scope.ids, *self.scope.excluded}
        return tuple(each for each in self.catalog.requirements if each.base is not None and each.id not in out)

    def __str__(self) -> str:
        """Print it in a line: ``Plant services against 62443-2-4:2023: ML 2 over 72 of 123 requirements``."""
        return self._printed(self.assessment.subject.name)

    def _printed(self, name: str) -> str:
        count = f"{len(self.results)} of {len(self.catalog)} requirements"
        return f"{name} against {self.catalog.name}: {self.maturity} over {count}"

    def __repr__(self) -> str:
        """Say it in a short line."""
        return f"<MaturityReport {self._printed(one_line(self.assessment.subject.name))}>"


def process_maturity(
    assessment: Assessment,
    catalog: Catalog | None = None,
    *,
    require_evidence: bool = False,
    as_of: dt.date | None = None,
) -> MaturityReport:
    """Derive the maturity of a subject's processes from its findings.

    The scope is the assessment's selection, else that of `scope`. Not applicable leaves it, with its reason. A base requirement
    that a selection leaves out without a reason stays in, unrated: nothing is closed by silence. What is met without evidence
    counts and is listed; with `require_evidence` it is not rated. The catalog is the packaged one of the part unless one is
    given. Of findings that differ the one that leaves least counts: not applicable, which leaves the scope, only if nothing
    else is said. Raises `InvalidFinding` for a part without maturity levels, and for ids that the catalog does not have.

    >>> from iec62443 import Assessment, Finding, Subject, Verdict, load
    >>> met = [Finding(id, Verdict.MET, maturity=3) for id in load("4-1")]
    >>> assessment = Assessment(Subject("Firmware team"), "62443-4-1", "2018", met)
    >>> print(process_maturity(assessment))
    Firmware team against 62443-4-1:2018: ML 3 over 47 of 47 requirements
    >>> report = process_maturity(assessment.with_findings(Finding("DM-2", Verdict.MET, maturity=2)))
    >>> report.overall, [str(each.requirement.id) for each in report.blockers], str(report.groups["SM"])
    (<MaturityLevel.ML2: 2>, ['DM-2'], 'ML 3')
    """
    if catalog is None:
        catalog = load(assessment.part, assessment.edition, assessment.corrigenda)
    _check(assessment, catalog)
    chosen = scope(catalog) if assessment.selection is None else assessment.selection
    results: list[ProcessResult] = []
    excluded: list[Exclusion] = []
    for requirement in catalog.requirements:
        finding = assessment.get(requirement.id)
        found = assessment.conflicts.get(requirement.id, (finding,))
        standing = [each for each in found if each is None or each.verdict is not Verdict.NOT_APPLICABLE]
        if requirement.id in chosen.excluded:
            excluded.append(Exclusion(requirement, chosen.excluded[requirement.id]))
        elif requirement.id not in chosen:
            if requirement.base is None:
                results.append(ProcessResult(requirement, None, State.UNDETERMINED, reason=_SILENT))
        elif finding is not None and not standing:
            reason = finding.reason.value.replace("_", " ") if finding.reason else ""
            why = f"not applicable, {reason}: {finding.justification}"
            excluded.append(Exclusion(requirement, why, finding))
        else:
            judged = [_judge(requirement, each, require_evidence=require_evidence, as_of=as_of) for each in standing]
            results.append(min(judged, key=_weakest_first))
    absent = frozenset(each.requirement.id for each in excluded if each.finding)
    return MaturityReport(
        assessment=assessment,
        catalog=catalog,
        scope=chosen,
        maturity=Maturity(tuple(results)),
        groups={
            group: Maturity(
                tuple(each for each in results if group in {each.requirement.group, each.requirement.subgroup})
            )
            for group in catalog.groups
        },
        excluded=tuple(excluded),
        contradictions=tuple(
            f"{each.requirement.base} does not apply, but {each.requirement.id} is met"
            for each in results
            if each.requirement.base in absent and each.finding and each.finding.verdict is Verdict.MET
        ),
        remarks=tuple(_remarks(assessment, catalog, chosen, results, excluded)),
    )


@frozen(repr=False)
class MaturityGap:
    """A report of maturity against a target."""

    report: MaturityReport
    target: MaturityLevel
    outcome: Outcome
    #: What has to be raised to the target: known to be below it first, then what is not rated.
    to_raise: tuple[ProcessResult, ...]
    #: The outcome of each group and subgroup that has something in the scope.
    groups: Mapping[str, Outcome] = field(factory=FrozenMapping)

    _repr_html_ = html_view
    _repr_mimebundle_ = mime_view

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            quote(self.report.assessment.subject.name),
            self.report.catalog.name,
            str(self.report.maturity),
            f"for ML {int(self.target)}: {self.outcome.value}",
            f"{len(self.to_raise)} to raise",
        )


def maturity_gap(report: MaturityReport, target: int) -> MaturityGap:
    """Compare a report with a target level, 1 to 4.

    Reached when every requirement in the scope is at the target or above, a gap when one is known to be below, else
    undetermined; undetermined, too, where nothing is in the scope. The three outcomes are *ours*.

    >>> from iec62443 import Assessment, Finding, Subject, Verdict
    >>> one = Finding("SM-1", Verdict.MET, maturity=2)
    >>> report = process_maturity(Assessment(Subject("Firmware team"), "62443-4-1", "2018", [one]))
    >>> maturity_gap(report, 2).outcome, maturity_gap(report, 3).outcome, len(maturity_gap(report, 2).to_raise)
    (<Outcome.UNDETERMINED: 'undetermined'>, <Outcome.GAP: 'gap'>, 46)
    """
    wanted = as_maturity_level(target)
    outcome, to_raise = _compare(report.maturity, wanted)
    groups = ((group, _compare(each, wanted)[0]) for group, each in report.groups.items() if each.results)
    return MaturityGap(report, wanted, outcome, to_raise, FrozenMapping(groups))


def as_evidence(report: MaturityReport, reference: str, date: dt.date | None = None) -> Evidence:
    """Make a report the evidence of another finding, such as that on CCSC 4 of 62443-4-2, which asks for a process after 4-1.

    The text names the part with its edition, the overall level and how many requirements it is over. The date is that of the
    assessment unless one is given.

    >>> from iec62443 import Assessment, Finding, Subject, Verdict, load
    >>> met = [Finding(id, Verdict.MET, maturity=3) for id in load("4-1")]
    >>> report = process_maturity(Assessment(Subject("Firmware team"), "62443-4-1", "2018", met))
    >>> as_evidence(report, "DOC-17").reference
    'DOC-17: Firmware team against 62443-4-1:2018: ML 3 over 47 of 47 requirements'
    """
    if not reference.strip():
        raise InvalidFinding("evidence", "its reference is empty")
    return Evidence(f"{reference}: {report}", date=date or report.assessment.date)


def as_maturity_level(value: int) -> MaturityLevel:
    """Take a number for a level; `InvalidFinding` for one that is none."""
    try:
        return MaturityLevel(value)
    except ValueError:
        raise InvalidFinding(repr(value), "a maturity level is a whole number from 1 to 4") from None


def _judge(
    requirement: Requirement, finding: Finding | None, *, require_evidence: bool, as_of: dt.date | None
) -> ProcessResult:
    if finding is None:
        return ProcessResult(requirement, None, State.UNDETERMINED, reason="no finding")
    if finding.verdict is Verdict.MET:
        asserted = finding.asserted(as_of)
        if asserted and require_evidence:
            why = "asserted without evidence"
            return ProcessResult(requirement, finding, State.UNDETERMINED, reason=why, asserted=True)
        return ProcessResult(requirement, finding, State.CLOSED, finding.maturity, asserted=asserted)
    said = finding.verdict.value.replace("_", " ")
    state = State.UNDETERMINED if finding.verdict is Verdict.NOT_ASSESSED else State.OPEN
    return ProcessResult(requirement, finding, state, reason=said)


def _weakest_first(result: ProcessResult) -> tuple[int, int, bool]:
    """The lowest and the highest level that it may mean; of equal ones what was not shown."""
    low = int(result.level or 0)
    return low, 4 if result.state is State.UNDETERMINED else low, not result.asserted


def _compare(maturity: Maturity, wanted: MaturityLevel) -> tuple[Outcome, tuple[ProcessResult, ...]]:
    below = tuple(
        each
        for each in maturity.results
        if each.state is State.OPEN or (each.level is not None and each.level < wanted)
    )
    to_raise = (*below, *maturity.unrated)
    if below:
        return Outcome.GAP, to_raise
    return (Outcome.UNDETERMINED if to_raise or not maturity.results else Outcome.REACHED), to_raise


def _check(assessment: Assessment, catalog: Catalog) -> None:
    """Refuse an assessment that is not one of processes against this catalog."""
    name = assessment.subject.name
    stated = (assessment.part, assessment.edition, assessment.corrigenda)
    if stated != (catalog.part, catalog.edition, catalog.corrigenda):
        printed = " with ".join((f"{assessment.part}:{assessment.edition}", *assessment.corrigenda))
        raise InvalidFinding(name, f"it is an assessment against {printed}, the catalog is {catalog.name}")
    check_part(name, catalog)
    if assessment.subject.component_types:
        raise InvalidFinding(name, f"it names component types, which {catalog.part} does not have")
    if assessment.assessed_to is not None:
        raise InvalidFinding(name, f"it is assessed to a security level, which {catalog.part} does not have")
    strange = [str(catalog.unknown(each.requirement)) for each in assessment if each.requirement not in catalog]
    if strange:
        raise InvalidFinding(name, "; ".join(strange))
    if assessment.selection is not None:
        check_scope(assessment.selection, catalog)


def _remarks(
    assessment: Assessment,
    catalog: Catalog,
    chosen: Selection,
    results: list[ProcessResult],
    excluded: list[Exclusion],
) -> list[str]:
    remarks = []
    absent = {each.requirement.id for each in excluded if each.finding}
    judged: list[ProcessResult | Exclusion] = [*results, *excluded]
    counting = {each.requirement.id: each.finding for each in judged}
    extra = sum(each.base is not None for each in catalog.requirements)
    if extra and assessment.selection is None:
        taken = f"the {len(chosen.ids)} base requirements are taken and none of the {extra} enhancements"
        remarks.append(f"no scope is stated: {taken}")
    for id, several in assessment.conflicts.items():
        said = ", ".join(map(_said, several))
        counts = counting.get(id)
        remarks.append(f"{id} has findings that differ ({said})" + (f": {_said(counts)} counts" if counts else ""))
    listed = (
        (f"{_SILENT}, so not rated", (each.requirement.id for each in results if each.reason == _SILENT)),
        (
            "outside the scope, their findings count for nothing",
            (id for id in catalog if id in assessment and id not in chosen),
        ),
        (
            "not applicable does not spread to enhancements; still without a finding",
            (each.requirement.id for each in results if each.requirement.base in absent and each.finding is None),
        ),
    )
    for why, ids in listed:
        texts = ", ".join(id.text for id in ids)
        remarks.extend([f"{why}: {texts}"] if texts else [])
    unseen = (each for each in catalog.corrigenda_known if each.applied is None)
    remarks.extend(f"{each.id} of {catalog.part} is known but was not seen: {each.note}" for each in unseen)
    return remarks


def _said(finding: Finding) -> str:
    said = finding.verdict.value.replace("_", " ")
    return said if finding.maturity is None else f"{said} at ML {int(finding.maturity)}"
