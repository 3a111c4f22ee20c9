"""Other spellings of an id that are seen in the wild, so that the search finds the page by them too.

The library reads each of them back as the id (a test holds that).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from iec62443 import RequirementId

#: A hyphen as it is typeset: the search splits at a plain one.
EN_DASH = "\u2013"


def spellings(id: RequirementId) -> tuple[str, ...]:
    """Give the spellings of one id, the run-together one first; none is the canonical print.

    ``SR 1.1 RE(1)`` is also written ``SR1.1RE1``, ``SR 1.1 RE1`` and ``SR 1.1 (1)``.
    """
    numbers = ".".join(map(str, id.numbers))
    if id.prefix == "SP":
        area, row = (f"{number:02}" for number in id.numbers)
        tail = "BR" if id.enhancement is None else f"RE{id.enhancement}"
        found = [f"SP{area}.{row}{tail}", f"SP.{area}.{row}{tail}", f"SP {area}.{row} {tail}"]
    elif id.prefix.endswith("-"):
        practice = id.prefix[:-1]  # SR without a hyphen would be another part
        found = (
            [f"{practice}{EN_DASH}{numbers}"] if practice == "SR" else [f"{practice}{numbers}", f"{practice} {numbers}"]
        )
    elif not id.prefix:
        found = []
    elif id.enhancement is None:
        found = [f"{id.prefix}{numbers}"]
    else:
        base = f"{id.prefix} {numbers}"
        found = [f"{id.prefix}{numbers}RE{id.enhancement}", f"{base} RE{id.enhancement}", f"{base} ({id.enhancement})"]
    return tuple(found)
