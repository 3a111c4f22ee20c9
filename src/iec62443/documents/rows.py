"""What documents say of a requirement in a row: its name, verdict, how it is met or why not, evidence. The words are *ours*."""

from __future__ import annotations

from itertools import groupby

from ..assessors.verdicts import State
from ..findings import EvidenceKind, NotApplicableReason, Verdict
from .model import Cell, Column, ColumnKind, HeatMap, Tone

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from ..assessors.levels import LevelReport
    from ..assessors.verdicts import RequirementResult
    from ..catalog import Catalog
    from ..findings import Evidence, Finding
    from ..levels import FR, SLVector
    from ..requirements import Requirement

#: How the state of a requirement looks.
TONES = {State.CLOSED: Tone.GOOD, State.OPEN: Tone.BAD, State.UNDETERMINED: Tone.UNSURE}
_REASONS = {
    NotApplicableReason.FEATURE_ABSENT: "The feature is absent. ",
    NotApplicableReason.CONDITION_NOT_MET: "Its condition is not met. ",
    NotApplicableReason.OTHER: "",
}
_HOLDS = {True: "as built it holds", False: "as built it does not hold"}


def name(requirement: Requirement) -> str:
    """Name a requirement: its id on the first line, its title below."""
    return f"{requirement.id}\n{requirement.title}"


def named_columns() -> list[Column]:
    """The columns that name a requirement: one on paper, an id and a title to sort and filter by in a workbook."""
    return [
        Column("Requirement", 4, ColumnKind.NAME, only_on_paper=True),
        Column("ID", 2, ColumnKind.SHORT, only_in_workbook=True),
        Column("Title", 4, only_in_workbook=True),
    ]


def named(requirement: Requirement) -> list[Cell | str]:
    """The cells under `named_columns`."""
    return [name(requirement), requirement.id.text, requirement.title]


def level_columns() -> list[Column]:
    """The columns of the foundational requirement and the level; on paper the FR stands over the rows."""
    return [
        Column("FR", 1, ColumnKind.SHORT, only_in_workbook=True),
        Column("SL", 1, ColumnKind.SHORT),
    ]


def leveled(requirement: Requirement) -> list[Cell | str]:
    """The cells under `level_columns`."""
    return [fr(requirement), level(requirement)]


def level(requirement: Requirement) -> str:
    """Print the lowest level at which it is selected; nothing where levels do not apply."""
    return "" if requirement.sl is None else str(int(requirement.sl))


def fr(requirement: Requirement) -> str:
    """Print the abbreviation of its foundational requirement; nothing where there is none."""
    return "" if requirement.fr is None else requirement.fr.name


def words(verdict: Verdict | None) -> str:
    """Print a verdict; what has no finding is not assessed.

    >>> words(Verdict.MET_BY_CONFIGURATION), words(None)
    ('met by configuration', 'not assessed')
    """
    return (verdict or Verdict.NOT_ASSESSED).value.replace("_", " ")


def tone(result: RequirementResult) -> Tone:
    """Give the tone of a result: by its state, and quiet for what does not apply."""
    finding = result.finding
    if result.state is State.CLOSED and finding is not None and finding.verdict is Verdict.NOT_APPLICABLE:
        return Tone.QUIET
    return TONES[result.state]


def verdict(result: RequirementResult) -> Cell:
    """The verdict on a requirement in the tone of what follows from it."""
    return Cell(words(result.finding.verdict if result.finding else None), tone(result))


def statement(result: RequirementResult) -> str:
    """Say how a requirement is met, why it is not or does not apply, and on what condition; nothing where nothing is said."""
    finding = result.finding
    if finding is None:
        return "" if result.reason == "no finding" else sentence(result.reason)
    lines = [absent(finding)]
    if finding.condition:
        held = "" if finding.condition_holds is None else f" ({_HOLDS[finding.condition_holds]})"
        lines.append(f"Condition: {finding.condition.strip()}{held}")
    lines.extend(countermeasures(finding))
    if result.reason and result.reason != words(finding.verdict):
        lines.append(sentence(result.reason))
    return "\n".join(filter(None, lines))


def absent(finding: Finding) -> str:
    """Give the justification of a finding, and before it why it does not apply where it does not."""
    return f"{_REASONS[finding.reason] if finding.reason else ''}{finding.justification.strip()}"


def countermeasures(finding: Finding) -> Iterator[str]:
    """Say what compensates, and up to which level that is adequate."""
    if finding.countermeasures:
        yield f"Countermeasures: {'; '.join(finding.countermeasures)}"
    if finding.adequate_up_to is not None:
        yield f"Adequate up to SL {int(finding.adequate_up_to)}"


def sentence(text: str) -> str:
    """Make a sentence of a reason or a remark."""
    end = "" if text.endswith((".", "?", "!")) else "."
    return f"{text[:1].upper()}{text[1:]}{end}"


def ids(results: Iterable[RequirementResult]) -> str:
    """List the ids of results in a line."""
    return ", ".join(each.requirement.id.text for each in results)


def blockers(report: LevelReport, fr: FR, most: int = 6) -> str:
    """List what blocks the next level of an FR; what is not known yet has a question mark."""
    found = report.blockers(fr)
    named = [f"{each.requirement.id}{' ?' if each.state is State.UNDETERMINED else ''}" for each in found[:most]]
    return and_more(named, len(found))


def and_more(named: list[str], total: int) -> str:
    """List names, and how many more there are.

    >>> and_more(["CR 1.1", "CR 1.2"], 5), and_more([], 0)
    ('CR 1.1, CR 1.2 and 3 more', '')
    """
    return ", ".join(named) + (f" and {total - len(named)} more" if total > len(named) else "")


def level_words(vector: SLVector) -> str:
    """Print a vector as a target: one level for all seven in words.

    >>> from iec62443 import SLVector
    >>> level_words(SLVector.uniform(2)), level_words(SLVector(2, 2, 0, 1, 3, 1, 3))
    ('SL 2 for every foundational requirement', '{ 2 2 0 1 3 1 3 }')
    """
    first = vector.minimum()
    return f"SL {first:d} for every foundational requirement" if set(vector) == {first} else str(vector)


def until(day: dt.date | None, as_of: dt.date | None) -> Cell:
    """Print the last day of something; told where it has passed on the day of the document."""
    if day is None:
        return Cell("no end")
    if as_of is not None and day < as_of:
        return Cell(f"{day.isoformat()}, run out", Tone.BAD)
    return Cell(day.isoformat())


def evidence(result: RequirementResult) -> Cell:
    """The evidence of a requirement, one piece a line; what is claimed to be met without any is told."""
    return evidence_of(result.finding, asserted=result.asserted)


def evidence_of(finding: Finding | None, *, asserted: bool) -> Cell:
    """The evidence of a finding, one piece a line, and whether it counts for nothing."""
    pieces = list(map(piece, finding.evidence)) if finding else []
    if asserted:
        return Cell("\n".join((*pieces, "none that counts" if pieces else "none: asserted")), Tone.UNSURE)
    return Cell("\n".join(pieces))


def piece(evidence: Evidence) -> str:
    """Print a piece of evidence with what else is known of it.

    >>> import datetime as dt
    >>> from iec62443 import Evidence
    >>> piece(Evidence("TR-17", EvidenceKind.TEST, valid_until=dt.date(2028, 2, 1)))
    'TR-17 (test, valid until 2028-02-01)'
    """
    known = (
        "" if evidence.kind is EvidenceKind.DOCUMENT else evidence.kind.value,
        evidence.date.isoformat() if evidence.date else "",
        f"valid until {evidence.valid_until.isoformat()}" if evidence.valid_until else "",
        evidence.digest,
    )
    more = ", ".join(filter(None, known))
    return f"{evidence.reference} ({more})" if more else evidence.reference


def runs(requirements: Iterable[Requirement], catalog: Catalog) -> list[tuple[str, int]]:
    """Give the runs of rows by foundational requirement or group, in their order: title and length.

    >>> from iec62443 import load
    >>> runs(load("3-3").requirements, load("3-3"))[0]
    ('FR 1 Identification and authentication control (IAC)', 24)
    """
    return [(title, len(list(run))) for title, run in groupby(_over(each, catalog) for each in requirements)]


def _over(requirement: Requirement, catalog: Catalog) -> str:
    """What stands over a requirement in a table."""
    if requirement.fr is not None:
        return f"FR {requirement.fr.number} {requirement.fr.title} ({requirement.fr.name})"
    group = catalog.groups.get(requirement.group)
    return f"{group.id} {group.title}" if group else "Common constraints"


def heat_map(report: LevelReport) -> HeatMap:
    """Give the requirements of a report by FR and level, each as it stands."""
    entries = (
        (each.requirement.id.text, each.requirement.fr.name, int(each.requirement.sl), tone(each))
        for each in report.results
        if each.requirement.fr is not None and each.requirement.sl is not None
    )
    return HeatMap("Requirements by foundational requirement and level", entries)


def fr_name(each: FR) -> str:
    """Name a foundational requirement in a row: its abbreviation on the first line, its title below."""
    return f"{each.name}\n{each.title}"
