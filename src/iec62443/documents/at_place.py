"""What documents say of a zone or conduit in several places: why a requirement is not closed there, and what compensates.

The words are *ours*.
"""

from __future__ import annotations

from .._wording import unknown
from ..assessors.rows import Basis
from ..assessors.verdicts import State
from ..components import EssentialEffect
from ..errors import InvalidFinding
from ..levels import FR, SLVector
from ..zones import Zone
from . import rows
from .frame import stated
from .model import Cell, Column, ColumnKind, Table, Tone

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..assessors.rollup import PlaceLevels
    from ..assessors.rows import PlaceRow
    from ..assessors.zones import PlaceReport
    from ..claims import Action
    from ..components import Countermeasure
    from ..identifiers import RequirementId
    from ..systems import SystemUnderConsideration
    from ..zones import Place

#: So many components are named in a row.
_MOST = 4


def kind(place: Place) -> str:
    """Say what a place is."""
    return "Zone" if isinstance(place, Zone) else "Conduit"


def refuse_unknown(system: SystemUnderConsideration, places: Iterable[str], actions: Iterable[Action] = ()) -> None:
    """Refuse places that the system does not have, and actions at what it does not have, all at once: `InvalidFinding`."""
    known = [each.name for each in system.places]
    problems = [*unknown("", places, "zone or conduit", known)]
    known += [each.name for each in system.components]
    for each in actions:
        problems += unknown("", sorted(each.places), "zone, conduit or component", known)
    if problems:
        raise InvalidFinding(system.name, "; ".join(message for _, message in problems))


def why(place: Place, row: PlaceRow) -> str:
    """Say why a requirement is not closed at a place, a line each: what was found of itself, then what its components lack."""
    told = []
    if row.basis not in {Basis.COMPONENTS, Basis.CLAIM, Basis.NONE}:
        told.append(f"{place.name}: {found(row)}")
    lacking = [
        f"{part.component} {part.requirement.id}: {part.reason}" for part in row.parts if part.state is not State.CLOSED
    ]
    more = [f"and {len(lacking) - _MOST} more"] if len(lacking) > _MOST else []
    return "\n".join([*told, *lacking[:_MOST], *more]) or rows.sentence(row.reason)


def found(row: PlaceRow) -> str:
    """Give the reason of a row with what the finding says that it rests on."""
    said = row.finding.justification.strip() if row.finding is not None else ""
    return f"{row.reason}: {said}" if said and said not in row.reason else row.reason


def when_closed(levels: PlaceLevels, ids: Iterable[RequirementId]) -> SLVector:
    """Give the levels of a place once these requirements are closed there, and all else stays as it is."""
    closed = set(ids)
    left = [each for each in levels.rows if each.requirement.id not in closed]
    return SLVector(*(min((int(each.holds) for each in left if each.requirement.fr is fr), default=4) for fr in FR))


def measures(report: PlaceReport, system: SystemUnderConsideration, number: int) -> Table | None:
    """Give the table of the countermeasures at a place or at a component of it; None where there is none."""
    names = {report.place.name, *(each.name for each in report.components)}
    standing = [each for each in system.countermeasures if not names.isdisjoint(each.places)]
    if not standing:
        return None
    return Table(
        f"countermeasures-{number}",
        [
            Column("Countermeasure", 4, ColumnKind.NAME),
            Column("Covers", 3),
            Column("At", 3),
            Column("Adequate up to", 2),
            Column("State", 3),
            Column("Evidence", 4),
            Column("Owner", 2),
        ],
        [_measure(each) for each in standing],
        "Countermeasures: they count for what is achieved, never for the design",
    )


_EFFECTS = {
    EssentialEffect.HARMS: "harms an essential function: counts for nothing",
    EssentialEffect.NOT_KNOWN: "its effect on essential functions is not known",
    EssentialEffect.NONE: "",
}


def _measure(measure: Countermeasure) -> list[Cell | str]:
    state = "in place" if measure.in_place else "planned: counts for nothing yet"
    counts = measure.in_place and measure.essential_effect is not EssentialEffect.HARMS
    evidence = "\n".join(map(rows.piece, measure.evidence))
    return [
        "\n".join(filter(None, (measure.name, measure.kind.value, measure.description.strip()))),
        ", ".join(sorted(each.text for each in measure.covers)),
        ", ".join(sorted(measure.places)),
        f"SL {int(measure.adequate_up_to)}",
        Cell(
            "\n".join(filter(None, (state, _EFFECTS[measure.essential_effect]))), Tone.PLAIN if counts else Tone.UNSURE
        ),
        Cell(evidence or "none: asserted", Tone.PLAIN if evidence else Tone.UNSURE),
        stated(measure.owner),
    ]
