"""Values as frames of pandas, Polars or pyarrow, and findings back from any frame that narwhals reads.

The rows and columns are those of `records`. It needs the extra ``frames``.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, overload

from .catalog import Catalog
from .errors import InvalidFile, MissingExtra, quote
from .files.assessments import findings_of
from .files.plain import Sheet, unprotect
from .files.shapes import HeaderShape
from .records import ANSWERS, COLUMNS_OF, FRACTIONS, NUMBERS, to_records

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import ModuleType

    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from narwhals.typing import IntoFrame

    from .findings import Finding, Verdict

Backend = Literal["pandas", "polars", "pyarrow"]


@overload
def to_frame(value: object, backend: Literal["pandas"] = "pandas") -> pd.DataFrame: ...
@overload
def to_frame(value: object, backend: Literal["polars"]) -> pl.DataFrame: ...
@overload
def to_frame(value: object, backend: Literal["pyarrow"]) -> pa.Table: ...
def to_frame(value: object, backend: Backend = "pandas") -> pd.DataFrame | pl.DataFrame | pa.Table:
    """Give the rows of `to_records` as a frame of pandas, Polars or pyarrow, with a type a column that knows what is missing.

    ModuleNotFoundError where the backend is not installed; `MissingExtra` where narwhals is not.

    >>> from iec62443 import load
    >>> frame = to_frame(load("3-3"), "polars")
    >>> frame.filter(frame["sl"] == 1).height
    37
    """
    if backend not in _BACKENDS:
        raise ValueError(f"no backend {backend!r}; there is: {', '.join(_BACKENDS)}")
    records = to_records(value)
    names = tuple(records[0]) if records else COLUMNS_OF.get(type(value), ())
    columns = {name: [each[name] for each in records] for name in names}
    narwhals = _narwhals()
    types = {
        name: narwhals.Int64
        if name in NUMBERS
        else narwhals.Float64
        if name in FRACTIONS
        else narwhals.Boolean
        if name in ANSWERS
        else narwhals.String
        for name in names
    }
    if backend == "pandas":  # its nullable types: without them what is missing makes fractions of levels
        plain: pd.DataFrame = narwhals.from_dict(columns, backend=backend).to_native()
        return plain.astype(narwhals.Schema(types).to_pandas("numpy_nullable"))
    frame: pl.DataFrame | pa.Table = narwhals.from_dict(columns, types, backend=backend).to_native()
    return frame


_BACKENDS = ("pandas", "polars", "pyarrow")


def findings_from_frame(
    frame: IntoFrame,
    catalog: Catalog,
    *,
    verdicts: Mapping[str, Verdict] | None = None,
    ignore_columns: Iterable[str] = (),
) -> tuple[Finding, ...]:
    """Make findings of the rows of any frame that narwhals reads: the columns, words and checks of the spreadsheet form.

    `id` and `verdict` are needed. `verdicts` gives words of your own their meaning; `ignore_columns` names those to pass over.
    What is missing is an empty cell; yes or no, whole numbers and dates are taken for the texts they would be in a sheet.
    Raises `InvalidFile` with every problem and its row, counted from 0 as frames do; TypeError for what is no frame or no
    catalog; `MissingExtra` without narwhals.

    >>> import polars
    >>> from iec62443 import load
    >>> frame = polars.DataFrame({"id": ["CR 1.1", "CR 1.9"], "verdict": ["fulfilled", "partly"]})
    >>> [(str(each.requirement), each.verdict.value) for each in findings_from_frame(frame, load("4-2"))]
    [('CR 1.1', 'met'), ('CR 1.9', 'partial')]
    """
    if not isinstance(catalog, Catalog):
        raise TypeError(f"a Catalog is expected, not {quote(catalog)}: load('4-2') gives one")
    sheet = _sheet(frame)
    said = HeaderShape(verdicts=dict(verdicts or {}), ignore_columns=[*ignore_columns])
    findings, problems = findings_of(sheet, said, catalog)
    if problems:
        raise InvalidFile("frame", problems)
    return tuple(findings)


def _sheet(frame: IntoFrame) -> Sheet:
    """Put a frame into the form of a sheet that was read."""
    narwhals = _narwhals()
    if hasattr(frame, "iloc") and any(isinstance(each, tuple) for each in frame.columns):  # of pandas
        told = "have names of several levels (MultiIndex): one line of names is expected"
        return Sheet((), (), (("columns", told),), _HEAD, _LINE)
    try:
        read = narwhals.from_native(frame)
    except narwhals.exceptions.DuplicateError as error:
        return Sheet((), (), (("columns", " ".join(str(error).split())),), _HEAD, _LINE)
    if isinstance(read, narwhals.LazyFrame):
        read = read.collect()
    names = [str(name).strip() for name in read.columns]
    problems = [
        ("columns", f"has the column {quote(name)} twice") for name in sorted({*names}) if names.count(name) > 1
    ]
    if not names:
        problems.append(("columns", "there are none: at least id and verdict are expected"))
    columns: list[list[str]] = []
    for name in read.columns:
        cells: list[str] = []
        missing = read[name].is_null().to_list()
        for row, (value, gone) in enumerate(zip(read[name].to_list(), missing, strict=True)):
            try:
                cells.append("" if gone else _cell(value))
            except TypeError as error:
                problems.append((f"{_LINE} {row}, {name}", str(error)))
                cells.append("")
        columns.append(cells)
    rows = (dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True))
    lines = tuple((place, row) for place, row in enumerate(rows) if any(row.values()))
    return Sheet(tuple(names), lines, tuple(problems), _HEAD, _LINE)


_HEAD, _LINE = "columns", "row"


def _cell(value: object) -> str:
    """Write a value as it would stand in a sheet; TypeError for one that has no such form."""
    if isinstance(value, str):
        return unprotect(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime) and value.time() == dt.time():  # a day, as pandas keeps it
        return value.date().isoformat()
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, float) and (value.is_integer() or value != value):  # noqa: PLR0124 - NaN is what differs from itself
        return str(int(value)) if value.is_integer() else ""
    if isinstance(value, int):
        return str(int(value))
    raise TypeError(f"a text, a whole number, a date, or yes or no is expected, not {quote(value)}")


def _narwhals() -> ModuleType:
    try:
        import narwhals
    except ModuleNotFoundError as error:
        raise MissingExtra("frames", "frames") from error
    return narwhals
