"""Plain data as TOML that people read: one table an entry, one line a finding, days as days."""

from __future__ import annotations

import datetime as dt
import json
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_LONGEST_LINE = 100


def toml_text(content: Mapping[str, object]) -> str:
    """Write an object as TOML: first what is said of it, then its tables, then its lists of tables.

    Texts, whole numbers, true and false, days, lists and objects of these; anything else is a TypeError.

    >>> print(toml_text({"name": "Plant", "zones": [{"name": "Cell", "findings": [{"id": "SR 5.1", "verdict": "met"}]}]}))
    name = "Plant"
    <BLANKLINE>
    [[zones]]
    name = "Cell"
    findings = [
      { id = "SR 5.1", verdict = "met" },
    ]
    <BLANKLINE>
    """
    tables = {key: value for key, value in content.items() if isinstance(value, dict)}
    lists = {key: value for key, value in content.items() if isinstance(value, list) and _is_table_list(value)}
    lines = [line for key, value in content.items() if key not in {*tables, *lists} for line in _pair(key, value)]
    for key, table in tables.items():
        lines += ["", *_table(_key(key), table)]
    for key, entries in lists.items():
        for entry in entries:
            lines += ["", f"[[{_key(key)}]]", *(line for inner, value in entry.items() for line in _pair(inner, value))]
    return "\n".join(lines).lstrip("\n") + "\n"


def _is_table_list(items: Sequence[object]) -> bool:
    return bool(items) and all(isinstance(each, dict) for each in items)


def _table(name: str, table: Mapping[str, object]) -> Iterator[str]:
    """The lines of a table, with the tables that it is made of where it holds nothing else."""
    inner_tables = {key: value for key, value in table.items() if isinstance(value, dict)}
    if table and len(inner_tables) == len(table):
        for place, (key, inner) in enumerate(inner_tables.items()):
            yield from [""] if place else []
            yield f"[{name}.{_key(key)}]"
            for each, value in inner.items():
                yield from _pair(each, value)
        return
    yield f"[{name}]"
    for key, value in table.items():
        yield from _pair(key, value)


def _pair(key: str, value: object) -> Iterator[str]:
    """The lines of a key with its value; a long list has a line an item."""
    line = f"{_key(key)} = {_value(value)}"
    if isinstance(value, list) and value and (len(line) > _LONGEST_LINE or _is_table_list(value)):
        yield f"{_key(key)} = ["
        for each in value:
            yield f"  {_value(each)},"
        yield "]"
    else:
        yield line


def _value(value: object) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, (bool, int)):
        return json.dumps(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        inner = ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    raise TypeError(f"{value!r} has no form in TOML")


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    """A basic string of TOML: what JSON writes, with DEL escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
