"""A gap and action report: what is missing for a target, what is done about it, by whom, until when, which risks are accepted.

What closes a gap is decided by the assessors; actions and acceptances stand beside it and close nothing. The layout is *ours*.
"""

from __future__ import annotations

from typing import cast

from .._wording import counted
from ..assessors.gaps import Outcome, when_closed
from ..levels import FR
from ..pictures import Curve
from . import rows
from .frame import Origin, catalog_facts, finished, section, stated
from .model import Cell, Column, ColumnKind, Listing, Paragraph, Radar, Table, Tone

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from ..assessors.gaps import FRGap, GapReport
    from ..assessors.verdicts import RequirementResult
    from ..claims import Action, RiskAcceptance
    from ..files.document_details import DocumentDetails
    from ..levels import SLVector
    from .model import Block, Document, Section

KIND = "gaps"
OUTCOMES = {Outcome.REACHED: Tone.GOOD, Outcome.GAP: Tone.BAD, Outcome.UNDETERMINED: Tone.UNSURE}
NO_ACTION = "no action stated"
AFTER, ALL = "After all actions", "When all is closed"


def action_report(  # noqa: PLR0913 - what a document is made of
    gaps: GapReport,
    actions: Iterable[Action] = (),
    acceptances: Iterable[RiskAcceptance] = (),
    details: DocumentDetails | None = None,
    *,
    origin: Origin | None = None,
    date: dt.date | None = None,
) -> Document:
    """Build the gap and action report of a comparison with a target.

    The acceptances are those of the comparison and those given here; what is about no gap is listed too. On the `date` of the
    document an action may be overdue and an acceptance have run out, and that is told.

    >>> from iec62443 import Assessment, ComponentType, Subject, capability, gap
    >>> subject = Subject("Switch", "3", {ComponentType.NETWORK_DEVICE})
    >>> document = action_report(gap(capability(Assessment(subject, "62443-4-2", "2019")), 1))
    >>> document.title, [each.title for each in document.sections][:2]
    ('Gap and action report', ['Result', 'To close for the target'])
    """
    assessment = gaps.report.assessment
    subject = assessment.subject
    issuer = details.issuer.strip() if details else ""
    accepted = {each: None for fr in gaps.gaps for each in fr.acceptances} | dict.fromkeys(acceptances)
    head = [
        *([("Issuer", issuer)] if issuer else []),
        ("Subject", " ".join(filter(None, (subject.supplier, subject.name, subject.version)))),
        *catalog_facts(gaps.report.catalog),
        ("Level", f"SL-{gaps.report.type.value}, {'achieved' if gaps.report.type.value == 'A' else 'capability'}"),
        ("Target", rows.level_words(gaps.target)),
        ("Assessor", stated(assessment.assessor)),
        ("Date of the assessment", stated(assessment.date.isoformat() if assessment.date else "")),
    ]
    sections = gap_sections(gaps, tuple(actions), tuple(accepted), date)
    return finished(
        KIND,
        "Gap and action report",
        " ".join(filter(None, (subject.name, subject.version))),
        head,
        sections,
        origin=origin,
        date=date,
    )


def gap_sections(
    gaps: GapReport, actions: tuple[Action, ...], acceptances: tuple[RiskAcceptance, ...], date: dt.date | None
) -> tuple[Section, ...]:
    """Give the sections on one comparison: of a component, a system, or a zone of it."""
    missing = gaps.to_close
    found = [
        section("Result", *_result(gaps, actions)),
        section("To close for the target", *_to_close(gaps, actions, acceptances, date)),
        section("Actions", *_actions(gaps, actions, date)) if actions else None,
        section("Risk acceptances", *_acceptances(missing, acceptances, date)) if acceptances else None,
        section("What the levels rest on", *_rests_on(gaps)),
    ]
    return tuple(filter(None, found))


def _result(gaps: GapReport, actions: tuple[Action, ...]) -> Iterator[Block]:
    report, subject = gaps.report, gaps.report.assessment.subject
    counts = {each: sum(fr.outcome is each for fr in gaps.gaps) for each in Outcome}
    told = {
        Outcome.REACHED: "The target is reached for every foundational requirement.",
        Outcome.GAP: f"There is a gap to the target in {counts[Outcome.GAP]} of 7 foundational requirements"
        + (
            f"; {counted(counts[Outcome.UNDETERMINED], 'more is', 'more are')} not known yet."
            if counts[Outcome.UNDETERMINED]
            else "."
        ),
        Outcome.UNDETERMINED: (
            f"No gap is known, but for {counts[Outcome.UNDETERMINED]} of 7 foundational requirements it is not known yet "
            "whether the target is reached."
        ),
    }
    yield Paragraph(told[gaps.outcome], OUTCOMES[gaps.outcome])
    yield Paragraph(str(report))
    for each in report.unsupported:
        yield Paragraph(rows.sentence(each), Tone.BAD)
    then = _then(gaps, actions)
    yield Table(
        "levels",
        [
            Column("Foundational requirement", 5, ColumnKind.NAME),
            Column("Now", 1, ColumnKind.SHORT),
            Column("Target", 1, ColumnKind.SHORT),
            Column("Outcome", 2),
            Column("To close", 1, ColumnKind.SHORT),
            *(Column(title, 2, ColumnKind.SHORT) for title in then),
        ],
        [_levels(gaps, each, then.values()) for each in gaps.gaps],
        f"Levels of {subject.name} against the target",
    )
    explained = {
        AFTER: "After all actions: when each action closes all that it is about. ",
        ALL: "When all is closed: when everything that is listed below is.",
    }
    if then:
        yield Paragraph("".join(explained[each] for each in then), Tone.QUIET)
    label = f"SL-{report.type.value}"
    yield Radar(
        "Levels and target by foundational requirement",
        [
            Curve("target", gaps.target),
            Curve(f"{label} now", report.vector, report.ceiling if report.undetermined else None),
        ],
    )


def _then(gaps: GapReport, actions: tuple[Action, ...]) -> dict[str, SLVector]:
    """The vectors to come, by the title of their column."""
    found = {}
    if actions:
        found[AFTER] = when_closed(gaps.report, [id for each in actions for id in each.requirements])
    if gaps.to_close:
        found[ALL] = when_closed(gaps.report, [each.requirement.id for each in gaps.to_close])
    return found


def _levels(gaps: GapReport, each: FRGap, then: Iterable[SLVector]) -> list[Cell | str]:
    now = gaps.report.vector[each.fr]
    shown = gaps.report.shown(each.fr)
    return [
        rows.fr_name(each.fr),
        shown,
        str(int(each.target)),
        Cell(each.outcome.value, OUTCOMES[each.outcome]),
        str(len(each.to_close)),
        *(str(int(vector[each.fr])) if vector[each.fr] > now else shown for vector in then),
    ]


def _to_close(
    gaps: GapReport, actions: tuple[Action, ...], acceptances: tuple[RiskAcceptance, ...], date: dt.date | None
) -> Iterator[Block]:
    missing = gaps.to_close
    if not missing:
        yield Paragraph("Nothing is left to close for this target.", Tone.GOOD)
        return
    without = [each for each in missing if not any(each.requirement.id in action.requirements for action in actions)]
    if without:
        yield Paragraph(
            f"{len(without)} of {len(missing)} requirements to close have no action: {rows.ids(without)}.", Tone.UNSURE
        )
    yield Table(
        "gaps",
        [
            *rows.named_columns(),
            *rows.level_columns(),
            Column("State", 2),
            Column("What was found", 5),
            Column("Action", 5),
            Column("Owner, due", 3, only_on_paper=True),
            Column("Owner", 2, only_in_workbook=True),
            Column("Due", 2, ColumnKind.SHORT, only_in_workbook=True),
            Column("Effect", 3),
        ],
        [_row(gaps, each, actions, acceptances, date) for each in missing],
        runs=rows.runs((each.requirement for each in missing), gaps.report.catalog),
    )


def _row(
    gaps: GapReport,
    result: RequirementResult,
    actions: tuple[Action, ...],
    acceptances: tuple[RiskAcceptance, ...],
    date: dt.date | None,
) -> list[Cell | str]:
    id = result.requirement.id
    mine = [each for each in actions if id in each.requirements]
    beside = [
        f"Risk accepted by {each.owner.strip()}{_until(each, date)}: {each.reason.strip()}"
        for each in acceptances
        if each.requirement == id
    ]
    done = Cell(
        "\n".join([*(each.text.strip() for each in mine), *beside]) or NO_ACTION, Tone.PLAIN if mine else Tone.UNSURE
    )
    owners = [each.owner.strip() for each in mine if each.owner.strip()]
    if not owners and result.finding and result.finding.owner.strip():
        owners = [result.finding.owner.strip()]
    dues = [due(each, date) for each in mine if each.due]
    late = any(each.overdue(date) for each in mine)
    return [
        *rows.named(result.requirement),
        *rows.leveled(result.requirement),
        rows.verdict(result),
        rows.statement(result),
        done,
        Cell("\n".join((*owners, *dues)), Tone.BAD if late else Tone.PLAIN),
        "\n".join(owners),
        Cell("\n".join(dues), Tone.BAD if late else Tone.PLAIN),
        _effect(gaps, result),
    ]


def _until(acceptance: RiskAcceptance, date: dt.date | None) -> str:
    return "" if acceptance.until is None else f" until {rows.until(acceptance.until, date).text}"


def due(action: Action, date: dt.date | None) -> str:
    """Print when an action is due; told where that day has passed on the day of the document."""
    if action.due is None:
        return ""
    return f"{action.due.isoformat()}{', overdue' if action.overdue(date) else ''}"


def _effect(gaps: GapReport, result: RequirementResult) -> str:
    """What closing this one alone does to the level of its FR."""
    report, fr = gaps.report, cast(FR, result.requirement.fr)  # what is to close has one
    now, then = report.vector[fr], when_closed(report, [result.requirement.id])[fr]
    if then > now:
        return f"{fr.name} {now:d} to {then:d}"
    others = [each for each in report.blockers(fr) if each.requirement.id != result.requirement.id]
    if result.requirement.id not in {each.requirement.id for each in report.blockers(fr)}:
        return f"{fr.name} stays {now:d}: needed for SL {int(result.requirement.sl or 0)}"
    named = rows.and_more([each.requirement.id.text for each in others[:3]], len(others))
    return f"{fr.name} stays {now:d} while open: {named}"


def _actions(gaps: GapReport, actions: tuple[Action, ...], date: dt.date | None) -> Iterator[Block]:
    yield Paragraph("What each action does to the levels when it is done and closes all that it is about.")
    in_order = sorted(enumerate(actions), key=lambda pair: (pair[1].due is None, pair[1].due, pair[0]))
    yield Table(
        "actions",
        [
            Column("Action", 6),
            Column("Requirements", 3),
            Column("Owner", 2),
            Column("Due", 2, ColumnKind.SHORT),
            Column("Effect on the levels", 3),
        ],
        [
            [
                each.text.strip(),
                ", ".join(id.text for id in each.requirements),
                stated(each.owner),
                Cell(due(each, date) or "no day", Tone.BAD if each.overdue(date) else Tone.PLAIN),
                _effect_of(gaps, each),
            ]
            for _, each in in_order
        ],
    )


def _effect_of(gaps: GapReport, action: Action) -> str:
    report = gaps.report
    then = when_closed(report, action.requirements)
    raised = [f"{fr.name} {report.vector[fr]:d} to {then[fr]:d}" for fr in FR if then[fr] > report.vector[fr]]
    needed = {each.requirement.id for each in gaps.to_close}
    if raised:
        return ", ".join(raised)
    return "none by itself" if needed.intersection(action.requirements) else "none for this target"


def _acceptances(
    missing: tuple[RequirementResult, ...], acceptances: tuple[RiskAcceptance, ...], date: dt.date | None
) -> Iterator[Block]:
    open_ones = {each.requirement.id for each in missing}
    yield Paragraph("Accepting a risk closes nothing: the gap stays until its requirement is closed.")
    yield Table(
        "acceptances",
        [
            Column("Requirement", 2, ColumnKind.SHORT),
            Column("Accepted by", 3),
            Column("Reason", 6),
            Column("Until", 2),
            Column("Beside", 2),
        ],
        [
            [
                each.requirement.text,
                each.owner.strip(),
                each.reason.strip(),
                rows.until(each.until, date),
                "a gap" if each.requirement in open_ones else "no gap for this target",
            ]
            for each in acceptances
        ],
    )


def _rests_on(gaps: GapReport) -> Iterator[Block]:
    report = gaps.report
    said = [f"{each.requirement.id}: {each.assumption}" for each in report.assumptions]
    if report.asserted:
        said.append(f"Asserted without evidence: {rows.ids(report.asserted)}")
    said.extend(map(rows.sentence, report.remarks))
    yield Listing(said) if said else Paragraph("On no assumption: what is closed is met, with evidence.")
