"""Actions beside the gaps of a system: about which places, what they close, and what each does to the levels by design.

An action closes nothing until it is done; what is told is what it would do. The rules are *ours*.
"""

from __future__ import annotations

from ..assessors.rows import Basis
from ..assessors.verdicts import State
from ..levels import FR, SLVector
from . import at_place
from .frame import stated
from .gaps import AFTER, ALL, NO_ACTION, due
from .model import Cell, Column, ColumnKind, Paragraph, Table, Tone

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ..assessors.rows import PlaceRow
    from ..assessors.zones import PlaceReport
    from ..claims import Action
    from .model import Block


def acting(report: PlaceReport, row: PlaceRow, actions: tuple[Action, ...]) -> list[Action]:
    """The actions about a requirement of the place, or about what says the same of a component of it."""
    found = []
    for each in actions:
        whole = row.requirement.id in each.requirements
        names = {part.component for part in row.parts if whole or part.requirement.id in each.requirements}
        names |= {report.place.name} if whole else set()
        if names and (not each.places or names & each.places):
            found.append(each)
    return found


def _closed_by(report: PlaceReport, row: PlaceRow, actions: tuple[Action, ...]) -> bool:
    """Whether actions close a requirement of the place: itself, or at every component that lacks it.

    What the place itself was found not to do, no component closes.
    """
    id, place = row.requirement.id, report.place.name
    if any(id in each.requirements and (not each.places or place in each.places) for each in actions):
        return True
    lacking = [part for part in row.parts if part.state is not State.CLOSED]
    if not lacking or row.basis is Basis.ZONE:
        return False
    return all(
        any(
            not {id, part.requirement.id}.isdisjoint(each.requirements)
            and (not each.places or not {place, part.component}.isdisjoint(each.places))
            for each in actions
        )
        for part in lacking
    )


def levels_then(report: PlaceReport, actions: tuple[Action, ...]) -> dict[str, SLVector]:
    """The levels by design to come, by the title of their column."""
    missing = report.design.to_close
    found = {}
    about = [each.requirement.id for each in report.design.rows if _closed_by(report, each, actions)]
    if about:
        found[AFTER] = at_place.when_closed(report.design, about)
    if missing:
        found[ALL] = at_place.when_closed(report.design, [each.requirement.id for each in missing])
    return found


def what_is_done(
    report: PlaceReport, row: PlaceRow, actions: tuple[Action, ...], date: dt.date | None
) -> list[Cell | str]:
    """What is done about a requirement, by whom and until when."""
    mine = acting(report, row, actions)
    owners = [each.owner.strip() for each in mine if each.owner.strip()]
    dues = [due(each, date) for each in mine if each.due]
    late = any(each.overdue(date) for each in mine)
    return [
        Cell("\n".join(each.text.strip() for each in mine) or NO_ACTION, Tone.PLAIN if mine else Tone.UNSURE),
        Cell("\n".join((*owners, *dues)), Tone.BAD if late else Tone.PLAIN),
    ]


def what_each_does(reports: list[PlaceReport], actions: tuple[Action, ...], date: dt.date | None) -> Iterator[Block]:
    """Give the table of the actions, what is due first standing first, with what each does by itself."""
    yield Paragraph("What each action does to SL-C when it is done and closes all that it is about.")
    in_order = sorted(enumerate(actions), key=lambda pair: (pair[1].due is None, pair[1].due, pair[0]))
    yield Table(
        "actions",
        [
            Column("Action", 5),
            Column("Requirements", 3),
            Column("Where", 3),
            Column("Owner", 2),
            Column("Due", 2, ColumnKind.SHORT),
            Column("Effect on the levels", 4),
        ],
        [
            [
                each.text.strip(),
                ", ".join(id.text for id in each.requirements),
                ", ".join(sorted(each.places)) or "wherever they are open",
                stated(each.owner),
                Cell(due(each, date) or "no day", Tone.BAD if each.overdue(date) else Tone.PLAIN),
                "\n".join(_effect_of(reports, each)) or "none by itself",
            ]
            for _, each in in_order
        ],
    )


def _effect_of(reports: list[PlaceReport], action: Action) -> Iterator[str]:
    """What an action alone does, place by place."""
    for report in reports:
        about = [each.requirement.id for each in report.design.rows if _closed_by(report, each, (action,))]
        now, then = report.design.vector, at_place.when_closed(report.design, about)
        raised = [f"{fr.name} {now[fr]:d} to {then[fr]:d}" for fr in FR if then[fr] > now[fr]]
        if raised:
            yield f"{report.place.name}: {', '.join(raised)}"
