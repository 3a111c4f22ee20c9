"""What was found out about a product or a zone: verdicts with their reasons and evidence, and claims made without them.

Source of the verdicts: the answers that 62443-4-2 and 3-3 leave room for, and what makers print in their tables;
the words are *ours*.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from attr import evolve, field, frozen

from ._frozen import FrozenMapping, brief, call_of, how_many, one_line
from ._views import html_view, mime_view
from .errors import InvalidFinding, InvalidRequirementId, quote
from .identifiers import RequirementId
from .levels import SL, MaturityLevel
from .requirements import ComponentType, as_component_types

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt  # noqa: TC004 - annotations only; at run time it would cost a millisecond
    from collections.abc import Iterator

    from .selections import Selection  # noqa: TC004 - an annotation only; at run time it would cost a module


class Verdict(Enum):
    """What was found for a requirement.

    >>> Verdict.MET_BY_CONFIGURATION.oscal, Verdict.NOT_ASSESSED.oscal
    ('implemented', None)
    """

    #: Met by the thing itself.
    MET = "met"
    #: Met when configured as the condition says.
    MET_BY_CONFIGURATION = "met_by_configuration"
    #: Provided by the system that it is integrated in.
    ALLOCATED = "allocated"
    #: Not met, the risk is countered by something outside.
    COMPENSATED = "compensated"
    #: Does not apply, for a reason; not the same as above the assessed level.
    NOT_APPLICABLE = "not_applicable"
    PARTIAL = "partial"
    PLANNED = "planned"
    NOT_MET = "not_met"
    #: Looked at not yet: undetermined, which is not failed.
    NOT_ASSESSED = "not_assessed"

    if not TYPE_CHECKING:  # members are singletons; the hash of Enum is five times slower
        __hash__ = object.__hash__

    @property
    def oscal(self) -> str | None:
        """The implementation status of OSCAL that says the same; None where OSCAL has none."""
        return _OSCAL.get(self.value)


# bound once: looking a member up on its enum costs as much as checking a whole finding
_NOT_APPLICABLE, _BY_CONFIGURATION = Verdict.NOT_APPLICABLE, Verdict.MET_BY_CONFIGURATION
_OSCAL = {
    "met": "implemented",
    "met_by_configuration": "implemented",
    "compensated": "alternative",
    "not_applicable": "not-applicable",
    "partial": "partial",
    "planned": "planned",
}


class NotApplicableReason(Enum):
    """Why a requirement does not apply."""

    #: The feature that it is about is not there (no wireless, no mobile code).
    FEATURE_ABSENT = "feature_absent"
    #: The condition under which it asks for something is not met.
    CONDITION_NOT_MET = "condition_not_met"
    OTHER = "other"


class EvidenceKind(Enum):
    """What kind of evidence it is."""

    DOCUMENT = "document"
    INSPECTION = "inspection"
    TEST = "test"
    INTERVIEW = "interview"


class Stage(Enum):
    """What was looked at: the product or design as such, or the thing as built and run."""

    CAPABILITY = "capability"
    AS_BUILT = "as_built"


@frozen(repr=False)
class Evidence:
    """What a finding rests on."""

    reference: str
    kind: EvidenceKind = EvidenceKind.DOCUMENT
    #: A digest such as ``sha256:...`` of what is referred to.
    digest: str = ""
    date: dt.date | None = None
    #: The last day on which it counts; None for no end.
    valid_until: dt.date | None = None

    __repr__ = call_of

    def __attrs_post_init__(self) -> None:
        """Refuse evidence that refers to nothing."""
        if not self.reference.strip():
            raise InvalidFinding("evidence", "its reference is empty")

    def counts(self, as_of: dt.date | None) -> bool:
        """Say whether it is still valid on a day; always, when no day is given."""
        return as_of is None or self.valid_until is None or as_of <= self.valid_until


def _as_id(value: RequirementId | str) -> RequirementId:
    return RequirementId.parse(value) if isinstance(value, str) else value


def as_texts(values: Iterable[str]) -> tuple[str, ...]:
    """Give texts as a tuple; one text alone is a mistake that would be read letter by letter."""
    if isinstance(values, str):
        raise InvalidFinding(repr(values), "a list of texts is expected, not one text")
    return tuple(values)


def as_names(values: Iterable[str]) -> frozenset[str]:
    """Give names as a set, as `as_texts` does."""
    return frozenset(as_texts(values))


def _as_evidence(values: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(values)


def _as_level(value: int | None) -> SL | None:
    try:
        return None if value is None else SL(value)
    except ValueError:
        raise InvalidFinding(repr(value), "a level is a whole number from 0 to 4") from None


def _as_maturity(value: int | None) -> MaturityLevel | None:
    try:
        return None if value is None else MaturityLevel(value)
    except ValueError:
        raise InvalidFinding(repr(value), "a maturity level is a whole number from 1 to 4") from None


#: The parts whose requirements are on processes, which are rated by maturity and not by security level.
MATURITY_PARTS = frozenset({"62443-2-1", "62443-2-4", "62443-4-1"})


@frozen(repr=False)
class Finding:
    """The verdict on one requirement, with what it needs to stand.

    Not applicable, compensated and allocated need a `justification`; met by configuration needs its `condition`.
    Raises `InvalidFinding`. Source: design principle that nothing is closed by silence, *ours*.

    >>> Finding("CR 1.1", Verdict.NOT_APPLICABLE)
    Traceback (most recent call last):
    iec62443.errors.InvalidFinding: CR 1.1: 'not_applicable' needs a justification
    """

    requirement: RequirementId = field(converter=_as_id)
    verdict: Verdict
    justification: str = ""
    evidence: tuple[Evidence, ...] = field(default=(), converter=_as_evidence)
    #: Why it does not apply; `OTHER` when left out.
    reason: NotApplicableReason | None = None
    #: The configuration under which it is met, and whether it holds as built (None: not looked at).
    condition: str = ""
    condition_holds: bool | None = None
    #: What compensates, and up to which level that is adequate (None: not stated).
    countermeasures: tuple[str, ...] = field(default=(), converter=as_texts)
    adequate_up_to: SL | None = field(default=None, converter=_as_level)
    owner: str = ""
    date: dt.date | None = None
    #: The maturity at which it is met, for the parts on processes (2-1, 2-4, 4-1) and for no other.
    maturity: MaturityLevel | None = field(default=None, converter=_as_maturity)

    __repr__ = call_of

    def __attrs_post_init__(self) -> None:
        """Refuse a verdict without what it needs, and details that belong to another verdict."""
        verdict = self.verdict
        if not isinstance(verdict, Verdict):
            raise InvalidFinding(self.requirement.text, f"{verdict!r} is no Verdict; Verdict({verdict!r}) may be")
        if verdict in _NEED_JUSTIFICATION and not self.justification.strip():
            raise InvalidFinding(self.requirement.text, f"{verdict.value!r} needs a justification")
        if verdict is _NOT_APPLICABLE:
            if self.reason is None:
                object.__setattr__(self, "reason", NotApplicableReason.OTHER)
        elif self.reason is not None:
            raise InvalidFinding(
                self.requirement.text, f"a reason for not applicable beside the verdict {verdict.value!r}"
            )
        if verdict is _BY_CONFIGURATION:
            if not self.condition.strip():
                raise InvalidFinding(
                    self.requirement.text, f"{verdict.value!r} needs the condition under which it is met"
                )
        elif self.condition or self.condition_holds is not None:
            raise InvalidFinding(self.requirement.text, f"a condition beside the verdict {verdict.value!r}")
        self._check_maturity()
        if (self.adequate_up_to is not None or self.countermeasures) and verdict is not Verdict.COMPENSATED:
            raise InvalidFinding(self.requirement.text, f"a countermeasure beside the verdict {verdict.value!r}")

    def _check_maturity(self) -> None:
        """A process has a maturity when it is met, and nothing else has one."""
        id, verdict = self.requirement, self.verdict
        if id.part not in MATURITY_PARTS or not id.prefix:  # the clauses of 2-1:2009 have none
            if self.maturity is not None:
                part = id.part if id.prefix else f"{id.part}:2009"
                raise InvalidFinding(
                    id.text, f"{part} has no maturity levels, but the finding has ML {int(self.maturity)}"
                )
            return
        if verdict in {Verdict.ALLOCATED, Verdict.COMPENSATED, Verdict.MET_BY_CONFIGURATION}:
            raise InvalidFinding(id.text, f"{verdict.value!r} is no verdict on a process of {id.part}")
        if (verdict is Verdict.MET) != (self.maturity is not None):
            wrong = (
                "needs its maturity level, 1 to 4"
                if self.maturity is None
                else f"has no maturity level, but ML {int(self.maturity)} is given"
            )
            raise InvalidFinding(id.text, f"{verdict.value!r} {wrong}")

    def asserted(self, as_of: dt.date | None = None) -> bool:
        """Say whether it claims to be met without evidence that counts on the day."""
        if self.verdict not in _MET:
            return False
        return not self.evidence or (as_of is not None and not any(each.counts(as_of) for each in self.evidence))


_MET = frozenset({Verdict.MET, Verdict.MET_BY_CONFIGURATION})
_NEED_JUSTIFICATION = frozenset({Verdict.NOT_APPLICABLE, Verdict.COMPENSATED, Verdict.ALLOCATED})
# of two findings on one requirement the one further left wins: what does not close goes before what closes
_WINS = {
    verdict: place
    for place, verdict in enumerate(
        (
            Verdict.NOT_MET,
            Verdict.PARTIAL,
            Verdict.PLANNED,
            Verdict.NOT_ASSESSED,
            Verdict.COMPENSATED,
            Verdict.ALLOCATED,
            Verdict.NOT_APPLICABLE,
            Verdict.MET_BY_CONFIGURATION,
            Verdict.MET,
        )
    )
}


def _weakest_first(finding: Finding) -> tuple[object, ...]:
    holds = {False: 0, None: 1, True: 2}[finding.condition_holds]
    adequate = -1 if finding.adequate_up_to is None else int(finding.adequate_up_to)
    maturity = -1 if finding.maturity is None else int(finding.maturity)
    return _WINS[finding.verdict], holds, adequate, maturity, len(finding.evidence), repr(finding)


def _as_findings(values: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(values)


@frozen(repr=False)
class Subject:
    """What is assessed."""

    name: str
    version: str = ""
    #: The types of component (4-2): several types ask for the union of their requirements.
    component_types: frozenset[ComponentType] = field(default=frozenset(), converter=as_component_types)
    supplier: str = ""

    __repr__ = call_of


@frozen(repr=False)
class Assessment:
    """The findings on one subject against one edition of one part.

    Equal findings merge. Where two differ, the one that does not close wins, whatever the order, and `conflicts` tells.

    >>> subject = Subject("Edge controller", "1.4", {ComponentType.EMBEDDED_DEVICE})
    >>> differing = [Finding("CR 1.1", Verdict.MET), Finding("CR 1.1", Verdict.PLANNED)]
    >>> assessment = Assessment(subject, "62443-4-2", "2019", differing)
    >>> assessment["CR 1.1"].verdict, [str(id) for id in assessment.conflicts]
    (<Verdict.PLANNED: 'planned'>, ['CR 1.1'])
    """

    subject: Subject
    part: str
    edition: str
    findings: tuple[Finding, ...] = field(default=(), converter=_as_findings)
    corrigenda: tuple[str, ...] = field(default=(), converter=as_texts)
    #: The choice of requirements that was agreed; None for all.
    selection: Selection | None = None
    #: The level up to which was assessed: results are capped there. None for no cap.
    assessed_to: SL | None = field(default=None, converter=_as_level)
    stage: Stage = Stage.CAPABILITY
    assessor: str = ""
    date: dt.date | None = None
    #: Every finding as given, where two on one requirement differ; kept when the assessment is changed elsewhere.
    conflicts: Mapping[RequirementId, tuple[Finding, ...]] = field(factory=FrozenMapping)
    _by_text: dict[str, Finding] = field(init=False, repr=False, eq=False)

    _repr_html_ = html_view
    _repr_mimebundle_ = mime_view

    def __attrs_post_init__(self) -> None:
        """Merge the findings."""
        by_text: dict[str, Finding] = {}
        differing: dict[str, list[Finding]] = {}
        if self.conflicts:
            given = frozenset(self.findings)
            still = ((id, several) for id, several in self.conflicts.items() if not given.isdisjoint(several))
            differing = {id.text: [*several] for id, several in still}
        for finding in self.findings:
            text = finding.requirement.text
            first = by_text.setdefault(text, finding)
            if first is not finding and first != finding:
                several = differing.setdefault(text, [first])
                if finding not in several:
                    several.append(finding)
        for text, several in differing.items():
            several.sort(key=_weakest_first)
            by_text[text] = several[0]
        if len(by_text) < len(self.findings):
            object.__setattr__(self, "findings", tuple(by_text.values()))
        conflicts = FrozenMapping((several[0].requirement, tuple(several)) for several in differing.values())
        object.__setattr__(self, "conflicts", conflicts)
        object.__setattr__(self, "_by_text", by_text)

    def __getitem__(self, key: RequirementId | str) -> Finding:
        """Give the finding on a requirement; KeyError if there is none."""
        return self._by_text[_as_id(key).text]

    def get(self, key: RequirementId | str) -> Finding | None:
        """Give the finding on a requirement; None if there is none."""
        return self._by_text.get(_as_id(key).text)

    def __contains__(self, key: object) -> bool:
        """Say whether there is a finding on a requirement."""
        try:
            return isinstance(key, (RequirementId, str)) and _as_id(key).text in self._by_text
        except InvalidRequirementId:
            return False

    def __iter__(self) -> Iterator[Finding]:
        """Go through the findings."""
        return iter(self.findings)

    def __len__(self) -> int:
        """Count the findings."""
        return len(self.findings)

    def with_findings(self, *findings: Finding) -> Assessment:
        """Give the assessment with these findings in place of the ones on the same requirements."""
        replaced = {each.requirement for each in findings}
        kept = (each for each in self.findings if each.requirement not in replaced)
        unsettled = FrozenMapping((id, each) for id, each in self.conflicts.items() if id not in replaced)
        return evolve(self, findings=(*kept, *findings), conflicts=unsettled)

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            quote(self.subject.name),
            f"{one_line(self.part)}:{one_line(self.edition)}",
            how_many(self.findings, "finding"),
            how_many(self.conflicts, "conflict"),
        )


def spread_not_applicable(assessment: Assessment, enhancements: Iterable[RequirementId]) -> Assessment:
    """Fill in the blank enhancements of requirements that do not apply, with the base's reason.

    Nothing spreads by itself; this is the explicit way. `enhancements` are the ids that may be filled, such as the catalog's.

    >>> from iec62443 import load
    >>> subject = Subject("Sensor", "1", {ComponentType.EMBEDDED_DEVICE})
    >>> base = Finding("CR 1.9", Verdict.NOT_APPLICABLE, "no public keys in use")
    >>> assessment = Assessment(subject, "62443-4-2", "2019", [base])
    >>> [str(each.requirement) for each in spread_not_applicable(assessment, load("4-2"))]
    ['CR 1.9', 'CR 1.9 RE(1)']
    """
    filled = []
    for id in enhancements:
        base = assessment.get(id.base)
        if id.is_enhancement and id not in assessment and base is not None and base.verdict is Verdict.NOT_APPLICABLE:
            filled.append(evolve(base, requirement=id))
    return assessment.with_findings(*filled)
