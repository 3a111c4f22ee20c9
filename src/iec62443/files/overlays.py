"""One's own text, bound to requirements by id: a licensed copy of the standard, or a translation. It stays with the user."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attrs import field, frozen

from .._frozen import FrozenMapping
from ..errors import IEC62443Error, InvalidFile
from ..identifiers import RequirementId
from ..texts import Text
from .plain import parse_mapping, parse_sheet, read_text
from .shapes import TextShape, structure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike

    from ..catalog import Catalog

    Problem = tuple[str, str]

_COLUMNS = ("id", "title", "text", "verify")


def _frozen_texts(items: Mapping[RequirementId, Text]) -> FrozenMapping[RequirementId, Text]:
    return FrozenMapping(items)


@frozen
class Overlay:
    """The texts that were read, for `Catalog.with_texts`, and the requirements for which there was none."""

    texts: Mapping[RequirementId, Text] = field(converter=_frozen_texts)
    missing: tuple[RequirementId, ...]


def read_texts(path: str | PathLike[str], catalog: Catalog, language: str = "en", *, licensed: bool = True) -> Overlay:
    """Read texts by id from TOML, JSON or CSV; `licensed` marks them as the text of the standard, which output then says.

    In TOML and JSON each id has a text, or an object with `title`, `text` and `verify`; a CSV has these columns.
    Raises `InvalidFile` for unknown and duplicate ids and wrong types, all at once.
    """
    source = Path(path)
    text = read_text(source)
    problems: list[Problem] = []
    if source.suffix.lower() == ".csv":
        rows = _sheet_rows(text, problems)
    else:
        rows = [(f"$.{key}", key, value) for key, value in parse_mapping(text, source.name).items()]
    found: dict[RequirementId, Text] = {}
    for place, key, value in rows:
        shape, wrong = structure({"text": value} if isinstance(value, str) else value, TextShape, place)
        problems.extend(wrong)
        try:
            id = _known(key, catalog)
        except IEC62443Error as error:
            problems.append((place, str(error)))
            continue
        if id in found:
            problems.append((place, f"{id} stands twice"))
        if shape is not None:
            found[id] = Text(shape.text, shape.verify, shape.title, language, licensed)
    if problems:
        raise InvalidFile(source.name, problems)
    return Overlay(found, tuple(id for id in (*catalog.constraints, *catalog) if id not in found))


def _known(key: str, catalog: Catalog) -> RequirementId:
    id = RequirementId.parse(key)
    return id if id in catalog.constraints else catalog[id].id


def _sheet_rows(text: str, problems: list[Problem]) -> list[tuple[str, str, object]]:
    sheet = parse_sheet(text)
    problems.extend(sheet.problems)
    columns = [column.casefold() for column in sheet.columns]
    strange = [column for column in columns if column not in _COLUMNS]
    problems.extend(
        ("line 1", f"the column {column!r} means nothing here; known: {', '.join(_COLUMNS)}") for column in strange
    )
    if strange or "id" not in columns:
        problems.extend([("line 1", "the column 'id' is missing")] if "id" not in columns else [])
        return []
    rows: list[tuple[str, str, object]] = []
    for number, cells in sheet.lines:
        values = {column.casefold(): cell for column, cell in cells.items()}
        rows.append((f"line {number}", values.pop("id"), values))
    return rows
