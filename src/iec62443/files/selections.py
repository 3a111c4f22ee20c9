"""Profiles: a selection as one TOML or JSON file, checked against the catalog."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

from ..catalog import Catalog, load
from ..errors import IEC62443Error, InvalidFile, UnknownPart, quote
from ..identifiers import RequirementId
from ..selections import Selection
from .plain import parse_mapping, read_text
from .shapes import ProfileShape, structure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from os import PathLike

T = TypeVar("T")


def read_selection(path: str | PathLike[str]) -> Selection:
    """Read a selection from TOML or JSON and check it against the catalog it names.

    Refused: unknown ids, an enhancement without its base, an edition or part that is not there, an id both chosen and
    excluded, an exclusion without a reason. Raises `InvalidFile` with every problem and its place.
    """
    source = Path(path)
    content = parse_mapping(read_text(source), source.name)
    shape, problems = structure(content, ProfileShape)
    if shape is None:
        raise InvalidFile(source.name, problems)
    try:
        catalog = load(shape.part, shape.edition)
    except UnknownPart as error:
        raise InvalidFile(source.name, [("$.part", str(error))]) from error
    problems = []
    ids = _ids([(f"$.ids[{place}]", text) for place, text in enumerate(shape.ids)], problems)
    excluded = _by_id(shape.excluded, "$.excluded", problems)
    parameters = _by_id(shape.parameters, "$.parameters", problems)
    try:
        selection = Selection(shape.name, catalog.part, catalog.edition, ids, excluded, parameters)
    except IEC62443Error as error:
        problems.append(("$", str(error)))
        rest = {id: reason for id, reason in excluded.items() if id not in ids and reason.strip()}
        selection = Selection(shape.name, catalog.part, catalog.edition, ids, rest, parameters)
    problems += check_selection(selection, catalog)
    if problems:
        raise InvalidFile(source.name, problems)
    return selection


def _by_id(told: Mapping[str, T], where: str, problems: list[tuple[str, str]]) -> dict[RequirementId, T]:
    """Read the keys of a table as ids."""
    found: dict[RequirementId, T] = {}
    for text, value in told.items():
        place = f"{where}[{quote(text)}]"
        for id in _ids([(place, text)], problems):
            if id in found:
                problems.append((place, f"{id} stands there twice"))
            found[id] = value
    return found


def _ids(texts: Iterable[tuple[str, str]], problems: list[tuple[str, str]]) -> list[RequirementId]:
    """Read ids, each with its place, and tell those that are none and those that stand twice."""
    found: list[RequirementId] = []
    for place, text in texts:
        try:
            id = RequirementId.parse(text)
        except IEC62443Error as error:
            problems.append((place, str(error)))
            continue
        if id in found:
            problems.append((place, f"{id} is chosen twice"))
        found.append(id)
    return found


def check_selection(selection: Selection, catalog: Catalog) -> list[tuple[str, str]]:
    """List what is wrong with a selection for a catalog, as pairs of place and message.

    >>> from iec62443 import load
    >>> check_selection(Selection("Ours", "62443-3-3", "2013", ["SR 1.1 RE(1)"]), load("3-3"))
    [('$.ids', 'SR 1.1 RE(1) is chosen without its base SR 1.1')]
    """
    if (selection.part, selection.edition) != (catalog.part, catalog.edition):
        return [
            ("$.edition", f"it is a selection over {selection.part}:{selection.edition}, the catalog is {catalog.name}")
        ]
    problems = [("$.ids", str(catalog.unknown(id))) for id in selection.unknown(catalog)]
    problems.extend(("$.ids", f"{id} is chosen without its base {id.base}") for id in selection.without_base())
    return problems


def selection_json(selection: Selection) -> str:
    """Write a selection as JSON that `read_selection` reads.

    >>> print(selection_json(Selection("Ours", "62443-3-3", "2013", ["SR 1.1"])).splitlines()[1])
      "name": "Ours",
    """
    return json.dumps(_plain(selection), indent=2, ensure_ascii=False) + "\n"


def selection_toml(selection: Selection) -> str:
    """Write a selection as TOML that `read_selection` reads.

    >>> print(selection_toml(Selection("Ours", "62443-3-3", "2013", ["SR 1.1"], {"SR 1.6": "no wireless"})))
    name = "Ours"
    part = "62443-3-3"
    edition = "2013"
    ids = [
      "SR 1.1",
    ]
    <BLANKLINE>
    [excluded]
    "SR 1.6" = "no wireless"
    <BLANKLINE>
    """
    lines = [f"{key} = {_text(value)}" for key, value in _head(selection).items()]
    lines += ["ids = [", *(f"  {_text(id.text)}," for id in sorted(selection.ids)), "]", ""]
    lines += ["[excluded]", *(f"{_text(id.text)} = {_text(why)}" for id, why in sorted(selection.excluded.items()))]
    for id, values in sorted(selection.parameters.items()):
        lines += [
            "",
            f"[parameters.{_text(id.text)}]",
            *(f"{_text(key)} = {_text(value)}" for key, value in values.items()),
        ]
    return "\n".join(lines) + "\n"


def _head(selection: Selection) -> dict[str, str]:
    return {"name": selection.name, "part": selection.part, "edition": selection.edition}


def _plain(selection: Selection) -> dict[str, object]:
    return {
        **_head(selection),
        "ids": [id.text for id in sorted(selection.ids)],
        "excluded": {id.text: reason for id, reason in sorted(selection.excluded.items())},
        "parameters": {id.text: dict(values) for id, values in sorted(selection.parameters.items())},
    }


def _text(text: str) -> str:
    """A basic string of TOML: what JSON writes, with DEL escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
