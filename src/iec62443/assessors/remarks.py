"""What a reader of a zone's report must know beside the numbers. All of it is *ours*."""

from __future__ import annotations

from ..components import EssentialEffect, Lifecycle
from ..findings import Verdict
from ..levels import FR
from ..zones import SYSTEM_PART, Zone
from .rows import Basis, PlaceRow, grouped
from .verdicts import State

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..findings import Finding
    from .zones import PlaceReport


def remarks(report: PlaceReport) -> Iterator[str]:
    """Give the remarks on a place, in sentences."""
    place, design, achieved = report.place, report.design, report.achieved
    for fr in FR:
        if achieved.vector[fr] > design.vector[fr] and fr not in design.out_of_scope:
            rows = [each for each in achieved.rows if each.requirement.fr is fr]
            if not any(_by_measure(each) for each in rows):
                yield (
                    f"SL-A of {fr.name} ({int(achieved.vector[fr])}) is above the design capability ({int(design.vector[fr])}) "
                    "without a countermeasure: findings are missing or wrong"
                )
    for measure in design._roll.measures:
        strange = sorted(each.text for each in measure.covers if each.part != SYSTEM_PART)
        if strange:
            yield f"{measure.name} covers {', '.join(strange)} at {place.name}: it counts at components, name them"
    around = {place.name, *(each.name for each in report.components)}
    for measure in design._roll.system.countermeasures:
        if not measure.places.isdisjoint(around) and measure.essential_effect is EssentialEffect.HARMS:
            yield f"{measure.name} harms an essential function: it closes nothing"
        if not measure.places.isdisjoint(around) and not measure.in_place:
            yield f"{measure.name} is not in place: it closes nothing"
    yield from _about_components(report)
    yield from _about_others(report)


def _about_components(report: PlaceReport) -> Iterator[str]:
    for each in report.components:
        if each.lifecycle is Lifecycle.END_OF_SUPPORT:
            yield f"{each.name} ({each.shown_product or 'no product named'}) is mended no more by its supplier"
        assessed = each.assessment.subject.version if each.assessment is not None else ""
        if assessed and each.version and assessed != each.version:
            yield f"{each.name} is version {each.version}, the findings on it are on {assessed}"


def _about_others(report: PlaceReport) -> Iterator[str]:
    """What the zones inside and the providers say that the numbers of this place do not."""
    place, system = report.place, report.design._roll.system
    for inner in system.subzones(place) if isinstance(place, Zone) else ():
        refused = {text for text, each in grouped(inner.findings).items() if _refuses(each)}
        rows = [row for row in report.design.rows if row.requirement.id.text in refused and row.state is State.CLOSED]
        if rows:
            yield f"{inner.name} leaves open what is closed here: {', '.join(row.requirement.id.text for row in rows)}"
    for name in sorted(set(place.providers.values())):
        for zone in (system.get(name), *system.places_of(name)):
            if isinstance(zone, Zone) and zone.target is not None and place.target is not None:
                frs = {report.design._roll.catalog[id].fr for id, by in place.providers.items() if by == name}
                weaker = [fr.name for fr in FR if fr in frs and zone.target[fr] < place.target[fr]]
                if weaker:
                    yield f"{zone.name}, from where {name} provides, has a lower SL-T in {', '.join(weaker)}"


def _refuses(findings: tuple[Finding, ...]) -> bool:
    return any(each.verdict in {Verdict.NOT_MET, Verdict.PARTIAL, Verdict.PLANNED} for each in findings)


def _by_measure(row: PlaceRow) -> bool:
    compensated = row.finding is not None and row.finding.verdict is Verdict.COMPENSATED
    return row.basis is Basis.COUNTERMEASURE or compensated or any(each.basis == "countermeasure" for each in row.parts)
