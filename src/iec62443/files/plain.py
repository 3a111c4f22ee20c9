"""From bytes to plain data: UTF-8, JSON, TOML and CSV, with the limits that keep a hostile file from doing harm."""

from __future__ import annotations

import csv
import json
import tomllib
from collections import Counter
from collections.abc import Mapping
from io import StringIO

from attrs import frozen

from .._frozen import FrozenMapping
from ..errors import InvalidFile, quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import NoReturn

#: The largest file that is read, in bytes, and the deepest nesting.
LARGEST = 8 * 1024 * 1024
DEEPEST = 32


@frozen
class Sheet:
    """The lines of a CSV file, or the rows of a frame or workbook: each with its number and its cells by column name."""

    columns: tuple[str, ...]
    lines: tuple[tuple[int, dict[str, str]], ...]
    #: What could not be read, as pairs of place and message.
    problems: tuple[tuple[str, str], ...] = ()
    #: What a problem's place is called: of the names of the columns, and of a line, before its number.
    head: str = "line 1"
    line: str = "line"
    #: The lines of the block about the assessment, each as its place, its label and what was filled in.
    about: tuple[tuple[str, str, str], ...] = ()
    #: Where a cell stands that does not stand in its line, by the place that it would have there.
    elsewhere: Mapping[str, str] = FrozenMapping()


def read_bytes(path: Path) -> bytes:
    """Read a file of bearable size."""
    name = path.name
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise InvalidFile(name, [("", f"cannot be read: {error.strerror}")]) from error
    except ValueError as error:  # a name that no file can have
        raise InvalidFile(quote(name), [("", f"cannot be read: {error}")]) from error
    if len(data) > LARGEST:
        raise InvalidFile(name, [("", f"is larger than {LARGEST // 1024 // 1024} MiB")])
    return data


def read_text(path: Path) -> str:
    """Read a UTF-8 text of bearable size, with or without a byte order mark."""
    name = path.name
    data = read_bytes(path)
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise InvalidFile(name, [("", "is UTF-16: save it as UTF-8 (in a spreadsheet: CSV UTF-8)")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InvalidFile(
            name, [(f"line {line}", f"byte {data[error.start]:#04x} is not UTF-8: save it as UTF-8")]
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InvalidFile(name, [(f"line {line}", "holds a NUL character: it is no text file")])
    return text


def lies_in(folder: Path, path: Path) -> bool:
    """Say whether a path, links and all, ends in a folder (given resolved); what no file can be called does not."""
    try:
        return path.resolve().is_relative_to(folder)
    except (OSError, RuntimeError, ValueError):  # a name that no file can have, links that go in a circle
        return False


def parse_mapping(text: str, name: str) -> dict[str, object]:
    """Read JSON (by the suffix of the name) or TOML whose top level is an object; duplicate keys are refused."""
    try:
        content = (
            json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
            if name.endswith(".json")
            else tomllib.loads(text)
        )
    except RecursionError:
        raise InvalidFile(name, [("", f"is nested more than {DEEPEST} deep")]) from None
    except (json.JSONDecodeError, tomllib.TOMLDecodeError, _Refused) as error:
        raise InvalidFile(name, [("", str(error))]) from error
    except ValueError as error:  # Python refuses to read whole numbers of thousands of digits
        raise InvalidFile(name, [("", "holds a number that is too long to read")]) from error
    if not isinstance(content, dict):
        raise InvalidFile(name, [("$", f"an object with keys is expected, not {type(content).__name__}")])
    _check_depth(content, name)
    try:
        json.dumps(content, ensure_ascii=False, default=str).encode("utf-8")
    except UnicodeEncodeError:
        raise InvalidFile(name, [("", "cannot be read: it holds half of a pair of surrogates")]) from None
    return content


def parse_sheet(text: str) -> Sheet:
    """Read CSV with a head line, separated by comma, semicolon or tab; what cannot be read is listed, the rest is read."""
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    problems: list[tuple[str, str]] = []
    lines: list[tuple[int, dict[str, str]]] = []
    columns: tuple[str, ...] = ()
    start = 1
    try:
        columns = tuple(cell.strip() for cell in next(reader, ()))
        start = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) != len(columns):
                    problems.append((f"line {start}", f"has {len(cells)} cells, the head line has {len(columns)}"))
                else:
                    lines.append((start, dict(zip(columns, map(unprotect, cells), strict=True))))
            start = reader.line_num + 1
    except csv.Error as error:
        problems.append((f"line {start}", str(error)))
    if not columns and not problems:
        problems.append(("", "is empty: a head line with the names of the columns is expected"))
    twice = sorted(column for column, count in Counter(columns).items() if count > 1)
    problems.extend(("line 1", f"has the column {quote(column)} twice") for column in twice)
    return Sheet(columns, tuple(lines), tuple(problems))


def protect(cell: str) -> str:
    """Keep a spreadsheet from taking a text for a formula: an apostrophe before = + - @ and control characters."""
    return f"'{cell}" if cell.lstrip("'")[:1] in _FORMULA else cell


_FORMULA = {"=", "+", "-", "@", "\t", "\r"}


def unprotect(cell: str) -> str:
    """Take off what `protect` put before a text, and the blanks around it."""
    stripped = cell.strip()
    return stripped[1:] if stripped[:1] == "'" and stripped.lstrip("'")[:1] in _FORMULA else stripped


class _Refused(ValueError):
    """What JSON as such allows, and we do not."""


def _unique(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    content = dict(pairs)
    if len(content) < len(pairs):
        twice = sorted(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise _Refused(f"the key {quote(twice[0])} stands twice in one object")
    return content


def _no_constant(constant: str) -> NoReturn:
    raise _Refused(f"{constant} is not a number of JSON")


def _check_depth(content: dict[str, object], name: str) -> None:
    level: list[dict[str, object] | list[object]] = [content]
    for _ in range(DEEPEST):
        level = [
            child
            for each in level
            for child in (each.values() if isinstance(each, dict) else each)
            if isinstance(child, (dict, list))
        ]
        if not level:
            return
    raise InvalidFile(name, [("", f"is nested more than {DEEPEST} deep")])
