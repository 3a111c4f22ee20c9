"""Levels as rows of filled and empty dots, which need no colour to be read."""

from __future__ import annotations

from iec62443 import SL, ComponentType, Heading, Requirement

from .markdown import table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .links import Links

#: The levels at which something can be selected.
ASKED = tuple(level for level in SL if level)
_DOTS = {
    True: '<span class="lv on" role="img" aria-label="selected">●</span>',
    False: '<span class="lv" role="img" aria-label="not selected">○</span>',
}
#: How the dots are read, under a matrix.
LEGEND = '<small class="own">● selected at this level, ○ not selected</small>'


def dots(sl: SL | None) -> list[str]:
    """Give a cell for each level: a requirement stays selected above the level that brings it in."""
    return [_DOTS[sl is not None and level >= sl] for level in ASKED]


def strip(sl: SL) -> str:
    """Give the levels of one requirement as a small table."""
    return table([f"SL {level:d}" for level in ASKED], [dots(sl)], "cccc")


def since(sl: SL) -> str:
    """Say in words from where on a requirement is selected."""
    return f"Selected from SL {sl:d} on" if sl < max(ASKED) else f"Selected at SL {sl:d} only"


def matrix(links: Links, rows: Iterable[Requirement], *, types: bool = False) -> str:
    """Give a level matrix: a requirement a row, a level a column, and the types of component where they are asked for."""
    head = ["Requirement", *(["Types"] * types), *(f'<abbr title="SL {level:d}">{level:d}</abbr>' for level in ASKED)]
    body = [[links.titled(each), *([short_types(each)] * types), *dots(each.sl)] for each in rows]
    return table(head, body, f"l{'l' * types}cccc")


def short_types(row: Requirement) -> str:
    """Give the types of component by the prefixes of their ids."""
    if row.component_types == frozenset(ComponentType):
        return "all"
    return " ".join(each.prefix for each in ComponentType if each in row.component_types)


def counts(rows: Sequence[Requirement]) -> list[str]:
    """Give for each level how many are selected there, and how many it adds."""
    cells = []
    for level in ASKED:
        added = sum(each.sl == level for each in rows)
        due = sum(each.sl is not None and each.sl <= level for each in rows)
        cells.append(f"{due}" + (f" (+{added})" if level > min(ASKED) else ""))
    return cells


def nothing_added(rows: Sequence[Requirement]) -> tuple[SL, ...]:
    """Give the levels that ask for nothing more than the one below."""
    return tuple(level for level in ASKED if not any(each.sl == level for each in rows))


def listed(rows: Iterable[Requirement | Heading], links: Links) -> str:
    """Give requirements without levels as a list."""
    return "\n".join(f"- {links.titled(each)}" for each in rows)
