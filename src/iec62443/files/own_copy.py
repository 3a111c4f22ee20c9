"""A licensee's own table of ids, titles and levels, compared with the catalog: locally, nothing leaves the machine."""

from __future__ import annotations

from pathlib import Path

from attrs import field, frozen

from .._frozen import FrozenMapping
from ..catalog import editions, load
from ..errors import InvalidFile, InvalidRequirementId
from ..identifiers import RequirementId
from ..requirements import Heading
from .plain import parse_sheet, read_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from ..catalog import Catalog

_LEVEL_COLUMNS = ("sl", "level", "sl-c", "sl-t")


@frozen
class Difference:
    """Where the own copy and the catalog differ: what is compared, what each says (None: not there), and what explains it."""

    id: RequirementId
    what: str
    theirs: str | None
    ours: str | None
    #: What explains the difference: a corrigendum, a heading; empty where nothing known does.
    note: str = ""
    #: The corrigendum that explains it, if one does.
    corrigendum: str = ""


@frozen
class Comparison:
    """The differences, how many rows were compared, the columns that were passed over, and which rows are headings only."""

    differences: tuple[Difference, ...]
    compared: int
    ignored: tuple[str, ...]
    #: Rows that are no requirement but a heading of the part (4-2), whose title is compared.
    headings: tuple[Heading, ...] = ()


def _frozen_rows(rows: Mapping[RequirementId, dict[str, str]]) -> FrozenMapping[RequirementId, dict[str, str]]:
    return FrozenMapping(rows)


@frozen
class OwnCopy:
    """The rows of an own copy: `title` and `sl` by id, empty where nothing is said; and the columns that are passed over."""

    rows: FrozenMapping[RequirementId, dict[str, str]] = field(converter=_frozen_rows)
    ignored: tuple[str, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that the ids are of."""
        return tuple(sorted({id.part for id in self.rows}))

    def catalog(self) -> Catalog | None:
        """Load what the ids are of: their part, in the edition that has the most of them; None unless all are of one part."""
        if len(self.parts) != 1:
            return None
        known = [load(self.parts[0], edition) for edition in editions(self.parts[0])]
        return max(known, key=lambda catalog: sum(id in catalog for id in self.rows))


def compare_own_copy(path: str | PathLike[str], catalog: Catalog) -> Comparison:
    """Compare a CSV with the columns `id` and `title` or `sl` (or `level`), or both, with a catalog.

    Titles are compared without regard to case and blanks. Raises `InvalidFile` with every problem and its line.
    """
    return compare(read_own_copy(path), catalog)


def compare(own: OwnCopy, catalog: Catalog) -> Comparison:
    """Compare what was read with a catalog. A difference that a corrigendum explains, or a heading, says so."""
    headings = tuple(catalog.headings[id] for id in own.rows if id in catalog.headings)
    return Comparison(tuple(_differences(own.rows, catalog)), len(own.rows), own.ignored, headings)


def read_own_copy(path: str | PathLike[str]) -> OwnCopy:
    """Read the CSV. Raises `InvalidFile` with every problem and its line."""
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
    return OwnCopy(seen, ignored)


def _differences(seen: Mapping[RequirementId, dict[str, str]], catalog: Catalog) -> list[Difference]:
    differences: list[Difference] = []
    for id, theirs in seen.items():
        heading = catalog.headings.get(id.base)
        if heading is not None and not id.is_enhancement:
            differences.extend(_of_heading(heading, theirs))
        elif id not in catalog and id not in catalog.constraints:
            note = "" if heading is None else f"{heading.id} is a heading: {heading.says}"
            differences.append(Difference(id, "id", id.text, None, note))
    for id, requirement in catalog.items():
        if id not in seen:
            differences.append(Difference(id, "id", None, id.text))
            continue
        theirs = seen[id]
        ours = {"title": requirement.title, "sl": "" if requirement.sl is None else str(int(requirement.sl))}
        differences.extend(
            Difference(id, what, theirs[what], ours[what], *_explained(id, what, theirs[what], catalog))
            for what in ("title", "sl")
            if theirs[what] and _folded(theirs[what]) != _folded(ours[what])
        )
    return differences


def _of_heading(heading: Heading, theirs: dict[str, str]) -> list[Difference]:
    differences = []
    if theirs["title"] and _folded(theirs["title"]) != _folded(heading.title):
        differences.append(Difference(heading.id, "title", theirs["title"], heading.title))
    if theirs["sl"]:
        note = f"a heading has no level of its own: {heading.says}"
        differences.append(Difference(heading.id, "sl", theirs["sl"], None, note))
    return differences


def _explained(id: RequirementId, what: str, theirs: str, catalog: Catalog) -> tuple[str, str]:
    """Say which corrigendum makes the difference of a level, because one side has it applied and the other has not."""
    for each in (row for row in catalog.amendments if row.id == id and what == "sl"):
        side, level = "before", each.sl_without
        if each.changed_by not in catalog.corrigenda:
            side, level = "after", load(catalog.part, catalog.edition)[id].sl or level
        if theirs == str(int(level)):
            return f"your copy has the level {side} {each.changed_by}: {each.note}", each.changed_by
    return "", ""


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
