"""The spreadsheet form of a system's long lists: one line an asset, one line a flow; read into what TOML and JSON would say."""

from __future__ import annotations

from ..requirements import ComponentType
from .plain import parse_sheet
from .sheets import read_columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Problem = tuple[str, str]
    Row = dict[str, object]

#: The columns of a list of components, and of flows, that are read.
COMPONENT_COLUMNS = (
    "name",
    "types",
    "product",
    "version",
    "supplier",
    "zone",
    "assessment",
    "findings",
    "configured",
    "kind",
    "attachments",
    "lifecycle",
    "supported_until",
    "hosted_on",
    "description",
)
FLOW_COLUMNS = ("source", "target", "protocol", "kind", "initiator", "via", "description")

_COMPONENT_ALIASES = {
    "asset": "name",
    "component": "name",
    "tag": "name",
    "type": "types",
    "model": "product",
    "firmware": "version",
    "vendor": "supplier",
    "manufacturer": "supplier",
    "attachment": "attachments",
    "host": "hosted_on",
}
_FLOW_ALIASES = {"from": "source", "to": "target", "conduit": "via", "conduits": "via"}
_PREFIXES = {each.prefix.casefold(): each.value for each in ComponentType}
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


def component_rows(text: str, ignore_columns: Iterable[str] = ()) -> tuple[list[tuple[int, Row]], list[Problem]]:
    r"""Read a list of components: each with its line, and what is wrong with the sheet.

    >>> component_rows("asset,type,zone\nPLC-1,Embedded device,Cell\n")[0]
    [(2, {'name': 'PLC-1', 'types': ['embedded_device'], 'zone': 'Cell'})]
    """
    made: dict[str, Callable[[str], object]] = {
        "types": _types,
        "attachments": lambda cell: [*map(_word, _parts(cell))],
        "kind": _word,
        "lifecycle": _word,
        "configured": _configured,
    }
    return _rows(text, COMPONENT_COLUMNS, _COMPONENT_ALIASES, ("name",), made, ignore_columns)


def flow_rows(text: str, ignore_columns: Iterable[str] = ()) -> tuple[list[tuple[int, Row]], list[Problem]]:
    r"""Read a list of flows: each with its line, and what is wrong with the sheet.

    >>> flow_rows("from;to;kind\nHMI-1;PLC-1;Process\n")[0]
    [(2, {'source': 'HMI-1', 'target': 'PLC-1', 'kind': 'process'})]
    """
    made: dict[str, Callable[[str], object]] = {"kind": _word, "initiator": _word, "via": _parts}
    return _rows(text, FLOW_COLUMNS, _FLOW_ALIASES, ("source", "target"), made, ignore_columns)


def _rows(  # noqa: PLR0913, PLR0917 - everything that tells one list from another
    text: str,
    columns: tuple[str, ...],
    aliases: Mapping[str, str],
    needed: tuple[str, ...],
    made: Mapping[str, Callable[[str], object]],
    ignore_columns: Iterable[str],
) -> tuple[list[tuple[int, Row]], list[Problem]]:
    rows, problems = read_columns(parse_sheet(text), columns, aliases, needed, ignore_columns)
    found: list[tuple[int, Row]] = []
    for number, cells in rows:
        lacking = [column for column in needed if not cells[column]]
        problems += [(f"line {number}", f"has no {column}") for column in lacking]
        if not lacking:
            found.append((number, {column: made.get(column, str)(cell) for column, cell in cells.items() if cell}))
    return found, problems


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.replace("\n", ";").split(";") if part.strip()]


def _word(cell: str) -> str:
    """A word of an enumeration as people write it."""
    return "_".join(cell.casefold().replace("-", " ").replace("_", " ").split())


def _types(cell: str) -> list[str]:
    """Types of component by their names or by what the ids of their requirements begin with."""
    return [_PREFIXES.get(part.casefold(), _word(part)) for part in _parts(cell)]


def _configured(cell: str) -> object:
    """Yes or no, or what shows it."""
    known = _YES_NO.get(cell.casefold())
    return {"evidence": _parts(cell)} if known is None else known
