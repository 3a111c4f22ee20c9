"""The spreadsheet form of an assessment: one line a requirement."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from attrs import frozen

from ..errors import quote
from .plain import Sheet, protect
from .shapes import read_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..catalog import Catalog
    from ..levels import SLVector
    from ..requirements import ComponentType, Requirement
    from .plain import Sheet

    Problem = tuple[str, str]

#: The columns that are read; those before `verdict` say what the line is about and are checked against the catalog.
COLUMNS = (
    "id",
    "title",
    "fr",
    "sl",
    "verdict",
    "justification",
    "evidence",
    "reason",
    "condition",
    "condition_holds",
    "countermeasures",
    "adequate_up_to",
    "owner",
    "date",
    "maturity",
)
_ALIASES = {"requirement": "id", "status": "verdict", "result": "verdict", "rationale": "justification", "level": "sl"}
_YES_NO: dict[str, bool | None] = {"": None, "yes": True, "true": True, "no": False, "false": False}


@frozen
class Line:
    """A line as it stands, with its place in the file."""

    place: str
    cells: Mapping[str, object]


def template_sheet(
    catalog: Catalog,
    target: SLVector | int = 4,
    component_types: Iterable[ComponentType] = (),
) -> str:
    r"""Make the sheet to fill in: every constraint, and every requirement up to the target, as CSV with empty verdicts.

    >>> from iec62443 import load
    >>> print(template_sheet(load("3-3"), 1).splitlines()[4][:60])
    SR 1.1,Human user identification and authentication,IAC,1,,,
    """
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    blank = [""] * (len(COLUMNS) - 4)
    due = catalog.requirements if catalog.groups else catalog.required(target, component_types)
    rows: list[Requirement] = [*catalog.constraints.values(), *due]
    for each in rows:
        fr, sl = (each.fr.name, str(int(each.sl))) if each.fr is not None and each.sl is not None else ("", "")
        writer.writerow([protect(each.id.text), protect(each.title), fr, sl, *blank])
    return out.getvalue()


def read_lines(
    sheet: Sheet, catalog: Catalog | None, ignore_columns: Iterable[str] = (), more: Iterable[str] = ()
) -> tuple[list[Line], list[Problem]]:
    """Read the lines of a sheet into the shape that findings have in TOML and JSON, and list what is wrong with the others.

    `more` are columns that are read too, and given as they stand.
    """
    rows, problems = read_columns(sheet, (*COLUMNS, *more), _ALIASES, ("id", "verdict"), ignore_columns)
    lines = []
    for number, row in rows:
        values, wrong = _values(row)
        values |= {column: row[column] for column in more if row.get(column)}
        wrong.extend(_differences(row, catalog))
        place = f"{sheet.line} {number}"
        problems.extend((f"{place}, {column}", message) for column, message in wrong)
        if row["id"]:
            lines.append(Line(place, values))
        else:
            problems.append((place, "has no id"))
    return lines, problems


def read_columns(
    sheet: Sheet,
    known: Sequence[str],
    aliases: Mapping[str, str],
    needed: Iterable[str],
    ignore_columns: Iterable[str] = (),
) -> tuple[list[tuple[int, dict[str, str]]], list[Problem]]:
    """Give the lines of a sheet by what its columns mean, each with its number, and list what is wrong with the columns."""
    problems = list(sheet.problems)
    ignored = {column.casefold() for column in ignore_columns}
    meanings = {column: _meaning(column, aliases) for column in sheet.columns if column.casefold() not in ignored}
    for column, meant in meanings.items():
        if meant not in known:
            hint = f"known: {', '.join(known)}; name it in ignore_columns to pass over it"
            problems.append((sheet.head, f"the column {quote(column)} means nothing here; {hint}"))
    named = list(meanings.values())
    problems.extend((sheet.head, f"two columns mean {meant!r}") for meant in known if named.count(meant) > 1)
    lacking = [meant for meant in needed if meant not in named] if sheet.columns else []
    problems.extend((sheet.head, f"the column {meant!r} is missing") for meant in lacking)
    if lacking:
        return [], problems
    rows = [
        (number, {meant: cells[column] for column, meant in meanings.items() if meant in known})
        for number, cells in sheet.lines
    ]
    return rows, problems


def meaning(column: str) -> str:
    """What a column of this title means: a name among `COLUMNS`, or the title folded where it means nothing.

    >>> meaning("Adequate up to"), meaning("Requirement")
    ('adequate_up_to', 'id')
    """
    return _meaning(column, _ALIASES)


def _meaning(column: str, aliases: Mapping[str, str]) -> str:
    folded = column.casefold().replace(" ", "_")
    return aliases.get(folded, folded)


def _differences(row: Mapping[str, str], catalog: Catalog | None) -> list[Problem]:
    """Where the sheet's level or foundational requirement is not the catalog's."""
    wanted = (row.get("fr", ""), row.get("sl", ""))
    if catalog is None or not any(wanted) or row["id"] not in catalog:
        return []
    requirement = catalog[row["id"]]
    ours = (
        requirement.fr.name if requirement.fr else "",
        str(int(requirement.sl)) if requirement.sl is not None else "",
    )
    return [
        (column, f"says {theirs!r}, the catalog {catalog.name} has {our!r} for {requirement.id}")
        for column, theirs, our in zip(("fr", "sl"), wanted, ours, strict=True)
        if theirs and theirs.upper().removeprefix("SL").strip() != our
    ]


def _values(  # noqa: C901 - one branch a column
    row: Mapping[str, str],
) -> tuple[dict[str, object], list[Problem]]:
    """Turn cells into values; an empty cell is left out."""
    wrong: list[Problem] = []
    values: dict[str, object] = {"id": row["id"], "verdict": row["verdict"]}
    for column in ("justification", "reason", "condition", "owner"):
        if row.get(column):
            values[column] = row[column]
    for column in ("evidence", "countermeasures"):
        if row.get(column):
            values[column] = [part.strip() for part in row[column].replace("\n", ";").split(";") if part.strip()]
    holds = row.get("condition_holds", "").casefold()
    if holds not in _YES_NO:
        wrong.append(("condition_holds", f"yes or no is expected, not {row['condition_holds']!r}"))
    elif holds:
        values["condition_holds"] = _YES_NO[holds]
    for column, words in (("adequate_up_to", ("0", "1", "2", "3", "4")), ("maturity", ("1", "2", "3", "4"))):
        level = row.get(column, "")
        if level in words:
            values[column] = int(level)
        elif level:
            wrong.append((column, f"a level from {words[0]} to 4 is expected, not {level!r}"))
    if row.get("date"):
        try:
            values["date"] = read_date(row["date"])
        except TypeError as error:
            wrong.append(("date", str(error)))
    return values, wrong
