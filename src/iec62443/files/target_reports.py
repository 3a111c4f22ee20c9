"""Targets from risk as plain data for machines: the shape of ``data/schema/target-report.schema.json``."""

from __future__ import annotations

from ..levels import FR
from .reports import DISCLAIMER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..assessors.demands import PlaceTarget
    from ..assessors.rated import RatedScenario
    from ..assessors.targets import TargetReport
    from ..matrices import SLRange
    from .reports import Plain


def target_document(report: TargetReport, *, version: str = "") -> dict[str, Plain]:
    """Give targets with the scenarios that they come from as plain data that `json` takes; `version` is the library's.

    >>> from iec62443 import RiskScenario, example_matrix, target_report
    >>> gale = RiskScenario("Gale of packets", "Cell", ["RA"], likelihood="likely", consequence="major")
    >>> document = target_document(target_report([gale], example_matrix("5x5")))
    >>> document["places"][0]["frs"]["RA"]["level"], document["places"][0]["frs"]["RA"]["carried_by"]
    ([2, 3], ['Gale of packets'])
    """
    return {
        "format": "iec62443-target-report/1",
        "generator": f"iec62443 {version}".strip(),
        "disclaimer": DISCLAIMER,
        "system": None if report.system is None else report.system.name,
        "scenarios": [_scenario(each) for each in report.scenarios],
        "places": [_place(each) for each in report.places],
        "remarks": [*report.remarks],
    }


def _scenario(rated: RatedScenario) -> Plain:
    scenario = rated.scenario
    return {
        "name": scenario.name,
        "place": scenario.place,
        "frs": [each.name for each in FR if each in scenario.frs],
        "threat": scenario.threat,
        "level": _bounds(rated.level),
        "unmitigated": rated.unmitigated or None,
        "tolerable": rated.tolerable or None,
        "residual": rated.residual or None,
        "exceeds": rated.exceeds,
        "residual_exceeds": rated.residual_exceeds,
    }


def _place(target: PlaceTarget) -> Plain:
    return {
        "place": target.place,
        "target": None if target.vector is None else [*map(int, target.vector)],
        "recorded": None if target.recorded is None else [*map(int, target.recorded)],
        "lower_on_record": [each.name for each in target.lower_on_record],
        "frs": {
            each.fr.name: {
                "level": _bounds(each.level),
                "asked": _bounds(each.asked),
                "basis": each.basis.value,
                "carried_by": [*each.carried_by],
                "reason": each.reason,
            }
            for each in target.entries
        },
    }


def _bounds(levels: SLRange | None) -> list[Plain] | None:
    """The lowest and the highest level of a range; both the same where it is decided."""
    return None if levels is None else [int(levels.low), int(levels.high)]
