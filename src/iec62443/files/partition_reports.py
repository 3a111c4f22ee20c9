"""What is wrong with a partition as plain data for machines: the shape of ``data/schema/partition-report.schema.json``."""

from __future__ import annotations

from .reports import DISCLAIMER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..assessors.partition import PartitionFinding, PartitionReport
    from .reports import Plain


def partition_document(report: PartitionReport, *, version: str = "") -> dict[str, Plain]:
    """Give what the checks of a partition find as plain data that `json` takes; `version` is the library's.

    >>> from iec62443 import SystemUnderConsideration, Zone, check_partition
    >>> report = check_partition(SystemUnderConsideration("Plant", zones=[Zone("Cell", owner="Shift lead")]))
    >>> [each["rule"] for each in partition_document(report)["findings"]]
    ['zone-without-target']
    """
    return {
        "format": "iec62443-partition-report/1",
        "generator": f"iec62443 {version}".strip(),
        "disclaimer": DISCLAIMER,
        "system": report.system.name,
        "findings": [_finding(each) for each in report.findings],
        "switched_off": [_finding(each) | {"switched_off": each.switched_off} for each in report.switched_off],
        "idle": [*report.idle],
    }


def _finding(finding: PartitionFinding) -> dict[str, Plain]:
    return {
        "rule": finding.rule.value,
        "severity": finding.severity.value,
        "source": finding.source,
        "place": finding.place,
        "reason": finding.reason,
    }
