"""A licensee's own table of ids, titles and levels, compared with the catalog: locally, nothing leaves the machine."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from ..errors import InvalidFile, InvalidRequirementId
from ..identifiers import RequirementId
from .plain import parse_sheet, read_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike

    from ..catalog import Catalog

_LEVEL_COLUMNS = ("sl", "level", "sl-c", "sl-t")


@frozen
class Difference:
    """Where the own copy and the catalog differ: what is compared, and what each says (None: not there)."""

    id: RequirementId
    what: str
    theirs: str | None
    ours: str | None


@frozen
class Comparison:
    """The differences, how many rows were compared, and the columns that were passed over."""

    differences: tuple[Difference, ...]
    compared: int
    ignored: tuple[str, ...]


def compare_own_copy(path: str | PathLike[str], catalog: Catalog) -> Comparison:
    """Compare a CSV with the columns `id` and `title` or `sl` (or `level`), or both, with a catalog.

    Titles are compared without regard to case and blanks. Raises `InvalidFile` with every problem and its line.
    """
    source = Path(path)
    sheet = parse_sheet(read_text(source))
    problems = list(sheet.problems)
    named = {column.casefold(): column for column in sheet.columns}
    level_column = next((named[each] for each in _LEVEL_COLUMNS if each in named), None)
    if sheet.columns and ("id" not in named or (level_column is None and "title" not in named)):
        problems.append(("line 1", "the columns id, and title or sl or both, are expected"))
    seen: dict[RequirementId, dict[str, str]] = {}
    for number, cells in sheet.lines if not problems else ():
        try:
            id = RequirementId.parse(cells[named["id"]])
        except InvalidRequirementId as error:
            problems.append((f"line {number}", str(error)))
            continue
        level = cells[level_column].upper().replace("SL-C", "").replace("SL", "").strip() if level_column else ""
        if level not in {"", "1", "2", "3", "4"}:
            problems.append((f"line {number}", f"a level from 1 to 4 is expected, not {cells[level_column or '']!r}"))
        if id in seen:
            problems.append((f"line {number}", f"{id} stands twice"))
        seen[id] = {"title": cells[named["title"]] if "title" in named else "", "sl": level}
    if problems:
        raise InvalidFile(source.name, problems)
    used = {named["id"], named.get("title"), level_column}
    ignored = tuple(column for column in sheet.columns if column not in used)
    return Comparison(tuple(_differences(seen, catalog)), len(seen), ignored)


def _differences(seen: dict[RequirementId, dict[str, str]], catalog: Catalog) -> list[Difference]:
    differences = [
        Difference(id, "id", id.text, None) for id in seen if id not in catalog and id not in catalog.constraints
    ]
    for id, requirement in catalog.items():
        if id not in seen:
            differences.append(Difference(id, "id", None, id.text))
            continue
        theirs = seen[id]
        ours = {"title": requirement.title, "sl": "" if requirement.sl is None else str(int(requirement.sl))}
        differences.extend(
            Difference(id, what, theirs[what], ours[what])
            for what in ("title", "sl")
            if theirs[what] and _folded(theirs[what]) != _folded(ours[what])
        )
    return differences


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
