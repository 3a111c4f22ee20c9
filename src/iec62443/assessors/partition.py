"""From a system to what is wrong with how it is partitioned into zones and conduits: every problem, with its reason and source.

Source: 62443-3-2 ZCR 3.1 to 3.6, 4.1, 5.6 and 6.4, as named with each rule (`partition_rules`); that they are checks of a model
is *ours*. `separation`, `crossings` and `specification` hold the checks.
"""

from __future__ import annotations

from attrs import field, frozen

from .._frozen import brief, how_many
from .._views import html_view, mime_view
from .._wording import nearest, shown
from ..errors import quote
from ..systems import SystemUnderConsideration
from .crossings import crossings
from .partition_rules import PartitionRule, Severity
from .separation import separation
from .specification import specification

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from .partition_rules import Problem

#: Between a rule and a place, where a check is switched off at that place alone.
AT = "@"


@frozen(repr=False)
class PartitionFinding:
    """One thing that is wrong with a partition: which rule finds it, where, and why."""

    rule: PartitionRule
    #: The zone, conduit, component or external, by name; a flow as `Flow.shown`.
    place: str
    #: The reason in a sentence; every name in it is quoted, on one line.
    reason: str
    #: The recorded reason why the check is switched off; empty while it is on.
    switched_off: str = ""

    @property
    def severity(self) -> Severity:
        """What stands behind the rule."""
        return self.rule.severity

    @property
    def source(self) -> str:
        """The requirements that the rule leans on; ``ours`` where there are none."""
        return self.rule.source

    def __str__(self) -> str:
        """Say how grave it is, which rule, where and why, on one line."""
        return f"{self.severity.value}: {self.rule.value}: {shown(self.place)}: {self.reason}"

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(self, self.severity.value, self.rule.value, quote(self.place))


@frozen(repr=False)
class PartitionReport:
    """What is wrong with the partition of a system, by rule and place, with what is switched off beside it."""

    system: SystemUnderConsideration = field(repr=False)
    #: What the checks find that are on.
    findings: tuple[PartitionFinding, ...]
    #: What they find that are switched off, each with the recorded reason.
    switched_off: tuple[PartitionFinding, ...]
    #: What is switched off without hiding anything.
    idle: tuple[str, ...]

    _repr_html_ = html_view
    _repr_mimebundle_ = mime_view

    def of(self, severity: Severity) -> tuple[PartitionFinding, ...]:
        """Give the findings of one severity."""
        return tuple(each for each in self.findings if each.severity is severity)

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            quote(self.system.name),
            how_many(self.findings, "finding") or "no finding",
            f"{len(self.switched_off)} switched off" if self.switched_off else "",
        )


def check_partition(system: SystemUnderConsideration, *, as_of: dt.date | None = None) -> PartitionReport:
    """Find what is wrong with how a system is partitioned; nothing is raised, and nothing is lost.

    `SystemUnderConsideration.switched_off` switches a check off by its rule id, for the whole system or, as ``rule@place``, for
    one place: what it finds is listed apart, with the reason. The order of what is in the system changes nothing. `as_of` is
    the day on which support is looked at; without it, none runs out.

    >>> from iec62443 import AssetKind, Component, ComponentType, SystemUnderConsideration, Zone
    >>> office = Component("Mail server", {ComponentType.HOST_DEVICE}, kind=AssetKind.BUSINESS)
    >>> zone = Zone("Plant", 2, ["PLC 1", "Mail server"], owner="Plant manager", target_basis="Policy 7")
    >>> parts = [office, Component("PLC 1", {ComponentType.EMBEDDED_DEVICE})]
    >>> for finding in check_partition(SystemUnderConsideration("Works", zones=[zone], components=parts)).findings:
    ...     print(finding)
    required: business-and-iacs-in-one-zone: 'Plant': business: 'Mail server'; of the IACS: 'PLC 1'
    """
    order = {rule: place for place, rule in enumerate(PartitionRule)}
    found = sorted(
        set(_problems(system, as_of)), key=lambda each: (order[each[0]], *each[1:])
    )  # said twice is said once
    off = system.switched_off
    on: list[PartitionFinding] = []
    silenced: list[PartitionFinding] = []
    used: set[str] = set()
    for rule, place, reason in found:
        key = _key(rule, place, off) if off else None
        if key is None:
            on.append(PartitionFinding(rule, place, reason))
        else:
            used.add(key)
            silenced.append(PartitionFinding(rule, place, reason, off[key]))
    return PartitionReport(system, tuple(on), tuple(silenced), tuple(sorted(off.keys() - used)))


def _key(rule: PartitionRule, place: str, off: Mapping[str, str]) -> str | None:
    """Give by what a check is switched off at a place; None where it is on."""
    at_place = f"{rule.value}{AT}{place}"
    return at_place if at_place in off else rule.value if rule.value in off else None


def _problems(system: SystemUnderConsideration, as_of: dt.date | None) -> Iterator[Problem]:
    yield from crossings(system)
    yield from separation(system)
    yield from specification(system, as_of)
    yield from _unknown(system.switched_off)


def _unknown(switched_off: Mapping[str, str]) -> Iterator[Problem]:
    """Find what is switched off and is no rule."""
    known = {rule.value for rule in PartitionRule}
    for key in switched_off:
        rule = key.partition(AT)[0]
        if rule not in known:
            near = nearest(rule.strip().replace("_", "-").replace(" ", "-"), known)
            yield PartitionRule.UNKNOWN_RULE, key, f"no rule is called {shown(rule)}{near}"
