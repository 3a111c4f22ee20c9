"""A gap and action report of a system: each zone and conduit with its gaps, by design and as achieved, the worst first.

Actions and acceptances stand beside a gap and close nothing; countermeasures count for what is achieved. The layout is *ours*.
"""

from __future__ import annotations

from typing import cast

from .._wording import counted
from ..assessors.gaps import Outcome
from ..assessors.verdicts import State
from ..catalog import load
from ..levels import FR
from ..pictures import Curve
from ..zones import SYSTEM_PART
from . import at_place, rows
from .frame import Origin, catalog_facts, finished, section
from .gaps import AFTER, ALL, OUTCOMES
from .model import Cell, Column, ColumnKind, Listing, Paragraph, Radar, Section, Table, Tone
from .system_actions import acting, levels_then, what_each_does, what_is_done

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from ..assessors.rollup import PlaceLevels
    from ..assessors.rows import PlaceRow
    from ..assessors.zones import PlaceReport, SystemReport
    from ..claims import Action, RiskAcceptance
    from ..files.document_details import DocumentDetails
    from ..systems import SystemUnderConsideration
    from .model import Block, Document

KIND = "gaps"


def system_action_report(  # noqa: PLR0913 - what is reported on, and what is said beside
    report: SystemReport,
    actions: Iterable[Action] = (),
    details: DocumentDetails | None = None,
    *,
    places: Iterable[str] = (),
    origin: Origin | None = None,
    date: dt.date | None = None,
) -> Document:
    """Build the gap and action report of a system, the worst zone or conduit first; acceptances are those of the places.

    `places` names some zones and conduits, all when left out. Raises `InvalidFinding` for an action or a name at nothing that
    the system has.

    >>> from iec62443 import SystemUnderConsideration, Zone, system_report
    >>> document = system_action_report(system_report(SystemUnderConsideration("Plant", zones=[Zone("Cell", 1)])))
    >>> document.title, [each.title for each in document.sections]
    ('Gap and action report', ['Result', 'Zone Cell'])
    """
    system = report.system
    planned = tuple(actions)
    names = dict.fromkeys(places)
    at_place.refuse_unknown(system, names, planned)
    asked = [each for each in report if not names or each.place.name in names]
    issuer = details.issuer.strip() if details else ""
    head = [
        *([("Issuer", issuer)] if issuer else []),
        ("System", system.name),
        ("Zones", str(len(system.zones))),
        ("Conduits", str(len(system.conduits))),
        ("Components", str(len(system.components))),
        *([("Reported on", ", ".join(names))] if names else []),
        *catalog_facts(load(SYSTEM_PART, system.edition, system.corrigenda)),
    ]
    sections = [
        section("Result", *_result(report, asked)),
        *(_place(each, system, planned, date, number) for number, each in enumerate(asked, 1)),
        *([section("Actions", *what_each_does(asked, planned, date))] if planned else []),
    ]
    return finished(KIND, "Gap and action report", system.name, head, sections, origin=origin, date=date)


def _result(report: SystemReport, asked: list[PlaceReport]) -> Iterator[Block]:
    told = {
        Outcome.REACHED: "By design, every zone and conduit with SL-T reaches it.",
        Outcome.GAP: "By design, at least one zone or conduit does not reach its SL-T.",
        Outcome.UNDETERMINED: "No gap is known by design, but it is not known yet whether every SL-T is reached.",
        None: "No zone or conduit has SL-T.",
    }
    outcome = report.outcome
    yield Paragraph(told[outcome], Tone.UNSURE if outcome is None else OUTCOMES[outcome])
    yield Table(
        "places",
        [
            Column("Zone or conduit", 4, ColumnKind.NAME),
            Column("SL-T", 3, ColumnKind.SHORT),
            Column("By design", 2),
            Column("As achieved", 2),
            Column("Largest gap", 1, ColumnKind.SHORT),
            Column("Sum", 1, ColumnKind.SHORT),
        ],
        [_line(each) for each in asked],
        "Zones and conduits, the worst first; the largest gap of one FR and the sum of all are those by design",
    )


def _line(report: PlaceReport) -> list[Cell | str]:
    target = report.place.target
    largest, total = report.design.shortfall
    missing = ["", ""] if target is None else [str(largest), str(total)]
    shown = "not set" if target is None else " ".join(str(int(level)) for level in target)
    return [report.place.name, shown, _outcome(report.design), _outcome(report.achieved), *missing]


def _outcome(levels: PlaceLevels) -> Cell:
    return (
        Cell("no SL-T", Tone.QUIET) if levels.outcome is None else Cell(levels.outcome.value, OUTCOMES[levels.outcome])
    )


def _place(
    report: PlaceReport,
    system: SystemUnderConsideration,
    actions: tuple[Action, ...],
    date: dt.date | None,
    number: int,
) -> Section:
    place = report.place
    return section(
        f"{at_place.kind(place)} {place.name}",
        *_levels(report, actions, number),
        *_to_close(report, actions, date, number),
        *_not_achieved(report, actions, date, number),
        at_place.measures(report, system, number),
        *_beside(report, date, number),
    )


def _levels(report: PlaceReport, actions: tuple[Action, ...], number: int) -> Iterator[Block]:
    design, achieved, place = report.design, report.achieved, report.place
    if place.target_basis.strip():
        yield Paragraph(f"SL-T: {place.target_basis.strip()}", Tone.QUIET)
    yield Paragraph(f"{design}, {achieved}")
    gaps, built = ({each.fr: each for each in levels.gaps} for levels in (design, achieved))
    then = levels_then(report, actions)
    yield Table(
        f"levels-{number}",
        [
            Column("Foundational requirement", 4, ColumnKind.NAME),
            Column("SL-T", 1, ColumnKind.SHORT),
            Column("SL-C", 1, ColumnKind.SHORT),
            Column("Outcome", 2),
            Column("SL-A", 1, ColumnKind.SHORT),
            Column("Achieved", 2),
            *(Column(title, 2, ColumnKind.SHORT) for title in then),
            Column("Lowest component", 2, ColumnKind.SHORT),
        ],
        [
            [
                rows.fr_name(fr),
                "-" if place.target is None else str(int(place.target[fr])),
                design.shown(fr),
                Cell(gaps[fr].outcome.value, OUTCOMES[gaps[fr].outcome]) if fr in gaps else "",
                achieved.shown(fr),
                Cell(built[fr].outcome.value, OUTCOMES[built[fr].outcome]) if fr in built else "",
                *(
                    str(int(vector[fr])) if vector[fr] > design.vector[fr] else design.shown(fr)
                    for vector in then.values()
                ),
                "-" if report.component_minimum is None else str(int(report.component_minimum[fr])),
            ]
            for fr in FR
        ],
        f"Levels of {place.name}",
    )
    explained = {
        AFTER: "After all actions: SL-C when each action closes all that it is about here. ",
        ALL: "When all is closed: SL-C when everything is that is to be closed for SL-T by design.",
    }
    if then:
        yield Paragraph("".join(explained[each] for each in then), Tone.QUIET)
    if place.target is not None:
        yield Radar(
            f"Levels and target of {place.name}",
            [
                Curve("SL-T", place.target),
                Curve("SL-C", design.vector, design.ceiling if design.undetermined else None),
                Curve("SL-A", achieved.vector, achieved.ceiling if achieved.undetermined else None),
            ],
        )


def _to_close(report: PlaceReport, actions: tuple[Action, ...], date: dt.date | None, number: int) -> Iterator[Block]:
    missing = report.design.to_close
    if report.place.target is None:
        return
    if not missing:
        yield Paragraph("Nothing is left to close for SL-T by design.", Tone.GOOD)
        return
    without = [each for each in missing if not acting(report, each, actions)]
    if without:
        yield Paragraph(
            f"{len(without)} of {counted(len(missing), 'requirement', 'requirements')} to close without an action.",
            Tone.UNSURE,
        )
    yield Table(
        f"gaps-{number}",
        [
            *rows.named_columns(),
            *rows.level_columns(),
            Column("State", 2),
            Column("Where, why", 5),
            Column("Action", 4),
            Column("Owner, due", 3),
            Column("Effect", 3),
        ],
        [_row(report, each, actions, date) for each in missing],
        f"To close in {report.place.name} by design",
        rows.runs((each.requirement for each in missing), report.design._roll.catalog),
    )


def _not_achieved(
    report: PlaceReport, actions: tuple[Action, ...], date: dt.date | None, number: int
) -> Iterator[Block]:
    """What is closed by design and not as it was built: what is open with its reason, and what is not known by its id."""
    by_design = {each.requirement.id for each in report.design.to_close}
    missing = [each for each in report.achieved.to_close if each.requirement.id not in by_design]
    opened = [each for each in missing if each.state is State.OPEN]
    unknown_ones = [each.requirement.id.text for each in missing if each.state is not State.OPEN]
    if opened:
        yield Table(
            f"not-achieved-{number}",
            [
                *rows.named_columns(),
                *rows.level_columns(),
                Column("Where, why", 6),
                Column("Action", 4),
                Column("Owner, due", 3),
            ],
            [
                [
                    *rows.named(each.requirement),
                    *rows.leveled(each.requirement),
                    at_place.why(report.place, each),
                    *what_is_done(report, each, actions, date),
                ]
                for each in opened
            ],
            f"Closed in {report.place.name} by design, and open as achieved",
            rows.runs((each.requirement for each in opened), report.achieved._roll.catalog),
        )
    if unknown_ones:
        said = counted(len(unknown_ones), "requirement is", "requirements are")
        yield Paragraph(f"{said} closed by design, and not known as achieved: {', '.join(unknown_ones)}.", Tone.UNSURE)


def _row(report: PlaceReport, row: PlaceRow, actions: tuple[Action, ...], date: dt.date | None) -> list[Cell | str]:
    return [
        *rows.named(row.requirement),
        *rows.leveled(row.requirement),
        Cell(row.state.value, Tone.BAD if row.state is State.OPEN else Tone.UNSURE),
        at_place.why(report.place, row),
        *what_is_done(report, row, actions, date),
        _effect(report.design, row),
    ]


def _effect(levels: PlaceLevels, row: PlaceRow) -> str:
    """What closing this one alone does to the level of its FR."""
    fr = cast("FR", row.requirement.fr)  # every one of 3-3 has one
    now = int(levels.vector[fr])
    others = [each for each in levels.rows if each.requirement.fr is fr and each.requirement.id != row.requirement.id]
    then = min((int(each.holds) for each in others), default=4)
    if then > now:
        return f"{fr.name} {now} to {then}"
    barring = [each.requirement.id.text for each in others if int(each.holds) <= now]
    return f"{fr.name} stays {now} while open: {rows.and_more(barring[:3], len(barring))}"


def _beside(report: PlaceReport, date: dt.date | None, number: int) -> Iterator[Block]:
    """What stands beside the gaps: risks accepted, what nobody provides, what suppliers assume, what the levels rest on."""
    yield from _accepted(report.place.acceptances, date, number)
    if report.unprovided:
        yield Paragraph("Left to the system by components, and provided by nobody:", Tone.BAD)
        yield Listing(
            [
                f"{each.component} {each.part.requirement.id}, for {each.row.requirement.id}"
                for each in report.unprovided
            ]
        )
    wanting = [each for each in report.supplier_assumptions if each.state is not State.CLOSED]
    if wanting:
        yield Paragraph("Assumed by suppliers, and not given here:", Tone.UNSURE)
        yield Listing([f"{each.component}: {each.assumption.text.strip()} ({each.reason})" for each in wanting])
    by_design = [f"{each.requirement.id}: {each.assumption}" for each in report.design.assumptions]
    built = [f"{each.requirement.id}: {each.assumption}" for each in report.achieved.assumptions]
    if by_design:
        yield Paragraph("The design capability rests on:")
        yield Listing(by_design)
    if more := [each for each in built if each not in by_design]:
        yield Paragraph("What was achieved rests also on:" if by_design else "What was achieved rests on:")
        yield Listing(more)
    if report.remarks:
        yield Listing(list(map(rows.sentence, report.remarks)))


def _accepted(acceptances: tuple[RiskAcceptance, ...], date: dt.date | None, number: int) -> Iterator[Block]:
    if acceptances:
        yield Paragraph("Accepting a risk closes nothing: the gap stays until its requirement is closed.")
        yield Table(
            f"acceptances-{number}",
            [
                Column("Requirement", 2, ColumnKind.SHORT),
                Column("Accepted by", 3),
                Column("Reason", 6),
                Column("Until", 2),
            ],
            [
                [each.requirement.text, each.owner.strip(), each.reason.strip(), rows.until(each.until, date)]
                for each in acceptances
            ],
        )
