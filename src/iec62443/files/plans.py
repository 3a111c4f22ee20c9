"""Plans as plain data for machines: the shape of ``data/schema/plan.schema.json``."""

from __future__ import annotations

from .reports import DISCLAIMER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..assessors.falls import Fall
    from ..assessors.needs import Obligation
    from ..assessors.plans import Marginal, Plan, Task
    from .reports import Plain


def plan_document(  # noqa: PLR0913 - all that is told beside a plan
    plan: Plan,
    tasks: Iterable[Task] = (),
    marginals: Iterable[Marginal] = (),
    falls: Iterable[Fall] = (),
    *,
    unit: str = "",
    version: str = "",
) -> dict[str, Plain]:
    """Give a plan as plain data that `json` takes, with what is to be done, what more would cost and what carries what.

    >>> from iec62443 import Measure, SystemUnderConsideration, Zone, plan
    >>> system = SystemUnderConsideration("Plant", zones=[Zone("Cell", 1)])
    >>> plan_document(plan(system, [Measure("Firewall", 3, ["SR 5.1"], ["Cell"])]), unit="kEUR")["cost"]
    3.0
    """
    return {
        "format": "iec62443-plan/1",
        "generator": f"iec62443 {version}".strip(),
        "disclaimer": DISCLAIMER,
        "system": plan.system.name,
        "type": f"SL-{plan.type.value}",
        "unit": unit,
        "cost": plan.cost,
        "bound": plan.bound,
        "optimal": plan.optimal,
        "measures": [
            {"name": each.name, "cost": each.cost, "places": [*sorted(each.places)]} for each in plan.measures
        ],
        "products": [{"name": each.name, "cost": each.cost, "component": each.component} for each in plan.products],
        "closed": [_obligation(each) for each in plan.closed],
        "unreached": [_obligation(each) for each in plan.unreached],
        "tasks": [
            {
                "place": each.place,
                "component": each.component,
                "id": each.requirement.id.text,
                "needed_by": each.needed_by.id.text,
                "state": each.state.value,
                "reason": each.reason,
            }
            for each in tasks
        ],
        "marginal": [
            {"place": each.place, "fr": each.fr.name, "level": int(each.level), "extra": each.extra}
            for each in marginals
        ],
        "falls": [
            {
                "assumption": each.assumption,
                "kind": each.kind,
                "place": each.place,
                "frs": {fr.name: [int(each.before[fr]), int(each.after[fr])] for fr in each.frs},
            }
            for each in falls
        ],
    }


def _obligation(obligation: Obligation) -> Plain:
    return {
        "place": obligation.place,
        "id": obligation.requirement.id.text,
        "level": int(obligation.level),
        "by": [*obligation.by],
    }
