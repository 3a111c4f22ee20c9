"""The requirements of 3-3 that components never close for their zone: they are about the system. The choice is *ours*."""

from __future__ import annotations

from functools import lru_cache

from . import _resources
from ._frozen import FrozenMapping
from .identifiers import RequirementId

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


@lru_cache(maxsize=1)
def system_level() -> Mapping[RequirementId, str]:
    """Give the reason for each requirement that has to be shown at the zone itself.

    >>> len(system_level()), RequirementId.parse("SR 5.1") in system_level()
    (25, True)
    """
    import json

    content = json.loads(_resources.read_bytes("62443-3-3", "system_level.json"))
    return FrozenMapping((RequirementId.parse(row["id"]), row["reason"]) for row in content["system_level"])
