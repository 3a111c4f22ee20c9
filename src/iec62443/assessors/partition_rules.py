"""The checks of a partition: each with a stable id, what it finds, how grave that is, and what its severity rests on.

Source: what `data/62443-3-2/partition_rules.json` names for each, mostly steps of 62443-3-2; that they are checks is *ours*.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from .. import _resources
from ..identifiers import RequirementId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Severity(Enum):
    """What stands behind a check."""

    #: Public sources say that 62443-3-2 requires it.
    REQUIRED = "required"
    #: They say that it recommends it, or leave open which of the two.
    RECOMMENDED = "recommended"
    #: Good practice or plain logic: *ours*.
    OURS = "ours"


class PartitionRule(Enum):
    """What can be wrong with a partition, in the order in which it is reported.

    >>> rule = PartitionRule("business-and-iacs-in-one-zone")
    >>> rule.severity, rule.source
    (<Severity.REQUIRED: 'required'>, '62443-3-2 ZCR 3.2')
    """

    EXTERNAL_WITHOUT_CONDUIT = "external-without-conduit"
    COMPONENT_IN_NO_PLACE = "component-in-no-place"
    COMPONENT_IN_SEVERAL_PLACES = "component-in-several-places"
    HOSTED_ELSEWHERE = "hosted-elsewhere"
    HOSTING_CYCLE = "hosting-cycle"
    PARENT_CYCLE = "parent-cycle"
    FLOW_WITHOUT_CONDUIT = "flow-without-conduit"
    FLOW_NAMES_NO_CONDUIT = "flow-names-no-conduit"
    FLOW_OFF_ITS_CONDUITS = "flow-off-its-conduits"
    FLOW_PAST_NO_BOUNDARY = "flow-past-no-boundary"
    REMOTE_ACCESS_PAST_NO_BOUNDARY = "remote-access-past-no-boundary"
    CONDUIT_JOINS_TOO_FEW = "conduit-joins-too-few"
    CONDUIT_WITHOUT_BOUNDARY_DEVICE = "conduit-without-boundary-device"
    BOUNDARY_DEVICE_ELSEWHERE = "boundary-device-elsewhere"
    BUSINESS_AND_IACS = "business-and-iacs-in-one-zone"
    SAFETY_NOT_SEPARATED = "safety-not-separated"
    SAFETY_ZONE_DENIED = "safety-zone-denied"
    TEMPORARY_DEVICES = "temporary-devices-not-separated"
    WIRELESS_DEVICES = "wireless-devices-not-separated"
    EXTERNAL_DEVICES = "external-devices-not-separated"
    ZONE_WITHOUT_TARGET = "zone-without-target"
    CONDUIT_WITHOUT_TARGET = "conduit-without-target"
    TARGET_WITHOUT_BASIS = "target-without-basis"
    SUBZONE_WEAKER = "subzone-weaker-than-parent"
    COMPONENT_UNSUPPORTED = "component-unsupported"
    PLACE_WITHOUT_OWNER = "place-without-owner"
    PROVIDER_DOES_NOT_PROVIDE = "provider-does-not-provide"
    PROVIDER_CYCLE = "provider-cycle"
    UNKNOWN_RULE = "unknown-rule"

    if not TYPE_CHECKING:  # members are singletons; the hash of Enum is five times slower
        __hash__ = object.__hash__

    @property
    def title(self) -> str:
        """What it finds, in a few words."""
        return str(_rows()[self.value]["title"])

    @property
    def severity(self) -> Severity:
        """What stands behind it."""
        return Severity(_rows()[self.value]["severity"])

    @property
    def why(self) -> str:
        """What the severity rests on; the wording of the standard was not compared."""
        return str(_rows()[self.value]["why"])

    @property
    def sources(self) -> tuple[RequirementId, ...]:
        """The requirements of 62443-3-2 and 62443-3-3 that it leans on; none where it is plain logic."""
        return tuple(map(RequirementId.parse, _rows()[self.value]["sources"]))

    @property
    def source(self) -> str:
        """The same as text; ``ours`` where there are none."""
        return ", ".join(f"{each.part} {each.text}" for each in self.sources) or Severity.OURS.value


@lru_cache(maxsize=1)
def _rows() -> dict[str, dict[str, Any]]:
    import json

    content = json.loads(_resources.read_bytes("62443-3-2", "partition_rules.json"))
    return {row["id"]: row for row in content["rules"]}


#: What a check finds: the rule, the name of the place or flow, and why, all names in it quoted.
Problem = tuple[PartitionRule, str, str]
