"""Whether what is written of zones, conduits and components can be worked with: targets, owners, support, providers.

Source: 62443-3-2 ZCR 4.1, 5.6 and 6.4 for targets and owners. That a provider has to say that it provides is *ours*, as in the
roll-up (`rows`): one that only hands on to another is followed, and a circle closes nothing.
"""

from __future__ import annotations

from .._wording import circle, listed, shown
from ..components import Lifecycle
from ..findings import Verdict
from ..zones import Zone
from .chains import cycles
from .partition_rules import PartitionRule

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from ..components import Component
    from ..findings import Finding
    from ..identifiers import RequirementId
    from ..systems import SystemUnderConsideration
    from ..zones import Place
    from .partition_rules import Problem

#: The verdicts by which a provider says that it provides.
_PROVIDING = frozenset((Verdict.MET, Verdict.MET_BY_CONFIGURATION, Verdict.COMPENSATED))


def specification(system: SystemUnderConsideration, as_of: dt.date | None = None) -> Iterator[Problem]:
    """Find what is not written down, or contradicts itself; without a day, dates in the future and the past are alike."""
    for place in system.places:
        yield from _written(place)
    for component in system.components:
        yield from _supported(component, as_of)
    yield from _providers(system)


def _written(place: Place) -> Iterator[Problem]:
    if place.target is None and not place.initial_risk_tolerable.strip():
        zone = isinstance(place, Zone)
        rule = PartitionRule.ZONE_WITHOUT_TARGET if zone else PartitionRule.CONDUIT_WITHOUT_TARGET
        yield rule, place.name, "SL-T is not set, and nobody recorded why the initial risk is tolerable"
    if place.target is not None and not place.target_basis.strip():
        yield PartitionRule.TARGET_WITHOUT_BASIS, place.name, f"SL-T is {place.target}, and nobody says why"
    if not place.owner.strip():
        yield PartitionRule.PLACE_WITHOUT_OWNER, place.name, "nobody is named who answers for it"


def _supported(component: Component, as_of: dt.date | None) -> Iterator[Problem]:
    product = shown(component.shown_product) if component.shown_product else "no product named"
    until = component.supported_until
    if component.lifecycle is Lifecycle.END_OF_SUPPORT:
        since = f" since {until}" if until is not None else ""
        yield PartitionRule.COMPONENT_UNSUPPORTED, component.name, f"its support has ended{since} ({product})"
    elif until is not None and as_of is not None and until < as_of:
        yield PartitionRule.COMPONENT_UNSUPPORTED, component.name, f"it was supported until {until} ({product})"


def _providers(system: SystemUnderConsideration) -> Iterator[Problem]:
    said = _Said(system)
    handed: dict[RequirementId, dict[str, str]] = {}
    for place in system.places:
        for id, name in place.providers.items():
            verdicts = said.on(name, id)
            onward = said.onward(name, id)
            if onward is None and not verdicts & _PROVIDING:
                if not verdicts:
                    reason = f"{shown(name)} should provide {id}, and says nothing on it"
                else:
                    words = listed(each.value.replace("_", " ") for each in verdicts)
                    reason = f"{shown(name)} should provide {id}, and says {words}"
                yield PartitionRule.PROVIDER_DOES_NOT_PROVIDE, place.name, reason
            if said.onward(place.name, id) is not None:
                handed.setdefault(id, {})[place.name] = name
    for id in sorted(handed):
        for ring in cycles(handed[id]):
            yield PartitionRule.PROVIDER_CYCLE, ring[0], f"{id}: {circle(ring)}: each leaves it to the next"


class _Said:
    """What each provider says on each requirement, looked up once."""

    def __init__(self, system: SystemUnderConsideration) -> None:
        self._system = system
        self._known: dict[str, dict[RequirementId, frozenset[Verdict]]] = {}

    def on(self, name: str, id: RequirementId) -> frozenset[Verdict]:
        """The verdicts that a zone or component itself gives on a requirement, in its design or as built."""
        if name not in self._known:
            self._known[name] = _verdicts(self._system.get(name))
        return self._known[name].get(id, frozenset())

    def onward(self, name: str, id: RequirementId) -> str | None:
        """To whom a zone hands a requirement on: it names a provider, and says nothing itself, or that it is allocated."""
        at = self._system.get(name)
        if not isinstance(at, Zone) or self.on(name, id) - {Verdict.ALLOCATED}:
            return None
        return at.providers.get(id)


def _verdicts(at: object) -> dict[RequirementId, frozenset[Verdict]]:
    """Group by requirement what something provides; of a zone, where that says nothing, what was found of it as a whole."""
    found: dict[RequirementId, frozenset[Verdict]] = {}
    lists: tuple[Iterable[Finding], ...] = (getattr(at, "provides", ()), getattr(at, "provides_as_built", ()))
    for each in (each for findings in lists for each in findings):
        found[each.requirement] = found.get(each.requirement, frozenset()) | {each.verdict}
    if isinstance(at, Zone):
        whole: dict[RequirementId, frozenset[Verdict]] = {}
        for each in (*at.findings, *at.as_built):
            whole[each.requirement] = whole.get(each.requirement, frozenset()) | {each.verdict}
        found = whole | found
    return found
