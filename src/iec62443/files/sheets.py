"""The spreadsheet form of an assessment: one line a requirement."""

from __future__ import annotations

import csv
import datetime as dt
from io import StringIO

from attrs import frozen

from ..catalog import Catalog
from ..errors import InvalidFile, quote
from .plain import parse_sheet, protect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..levels import SLVector
    from ..requirements import ComponentType, Requirement

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
    rows: list[Requirement] = [*catalog.constraints.values(), *catalog.required(target, component_types)]
    for each in rows:
        fr, sl = (each.fr.name, str(int(each.sl))) if each.fr is not None and each.sl is not None else ("", "")
        writer.writerow([protect(each.id.text), protect(each.title), fr, sl, *blank])
    return out.getvalue()


def read_lines(text: str, name: str, catalog: Catalog, ignore_columns: Iterable[str] = ()) -> list[Line]:
    """Read the lines of a sheet into the shape that findings have in TOML and JSON. Raises `InvalidFile`."""
    sheet = parse_sheet(text, name)
    ignored = {column.casefold() for column in ignore_columns}
    meaning = {column: _meaning(column) for column in sheet.columns if column.casefold() not in ignored}
    problems = [
        ("line 1", f"the column {quote(column)} means nothing here; known: {', '.join(COLUMNS)}; name it in ignore_columns to pass over it")
        for column, meant in meaning.items()
        if meant not in COLUMNS
    ]
    known = list(meaning.values())
    problems.extend(("line 1", f"two columns mean {meant!r}") for meant in COLUMNS if known.count(meant) > 1)
    problems.extend(("line 1", f"the column {meant!r} is missing") for meant in ("id", "verdict") if meant not in known)
    if problems:
        raise InvalidFile(name, problems)
    lines = []
    for number, cells in sheet.lines:
        row = {meant: cells[column] for column, meant in meaning.items()}
        if not row["id"]:
            problems.append((f"line {number}", "has no id"))
            continue
        wrong = _differences(row, catalog)
        problems.extend((f"line {number}, {column}", message) for column, message in wrong)
        values, wrong = _values(row)
        problems.extend((f"line {number}, {column}", message) for column, message in wrong)
        lines.append(Line(f"line {number}", values))
    if problems:
        raise InvalidFile(name, problems)
    return lines


def _meaning(column: str) -> str:
    folded = column.casefold().replace(" ", "_")
    return _ALIASES.get(folded, folded)


def _differences(row: Mapping[str, str], catalog: Catalog) -> list[tuple[str, str]]:
    """Where the sheet's level or foundational requirement is not the catalog's."""
    wanted = (row.get("fr", ""), row.get("sl", ""))
    if not any(wanted) or row["id"] not in catalog:
        return []
    requirement = catalog[row["id"]]
    ours = (requirement.fr.name if requirement.fr else "", str(int(requirement.sl)) if requirement.sl is not None else "")
    return [
        (column, f"says {theirs!r}, the catalog {catalog.name} has {our!r} for {requirement.id}")
        for column, theirs, our in zip(("fr", "sl"), wanted, ours, strict=True)
        if theirs and theirs.upper().removeprefix("SL").strip() != our
    ]


def _values(row: Mapping[str, str]) -> tuple[dict[str, object], list[tuple[str, str]]]:
    """Turn cells into values; an empty cell is left out."""
    wrong: list[tuple[str, str]] = []
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
    level = row.get("adequate_up_to", "")
    if level:
        if level in {"0", "1", "2", "3", "4"}:
            values["adequate_up_to"] = int(level)
        else:
            wrong.append(("adequate_up_to", f"a level from 0 to 4 is expected, not {level!r}"))
    if row.get("date"):
        try:
            values["date"] = dt.date.fromisoformat(row["date"])
        except ValueError:
            wrong.append(("date", f"a date such as 2026-03-31 is expected, not {row['date']!r}"))
    return values, wrong
