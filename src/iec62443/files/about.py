"""The block "About the assessment" of a checklist, as the header of what was filled in. The labels are *ours*."""

from __future__ import annotations

import re

from attrs import Factory, define

from ..errors import quote
from .shapes import read_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Problem = tuple[str, str]

#: The titles of the columns.
TITLES = ("About", "Fill in")
#: The labels of the lines, and where in a header each stands.
LABELS = {
    "Name": "subject.name",
    "Version": "subject.version",
    "Supplier": "subject.supplier",
    "Part": "part",
    "Edition": "edition",
    "Types": "subject.types",
    "Assessor": "assessor",
    "Date": "date",
}
_KEYS = {label.casefold(): key for label, key in LABELS.items()}
_PARTED = re.compile(r"[,;\n]")


def is_about(titles: Iterable[str]) -> bool:
    """Whether a table with these titles is the block.

    >>> is_about(["about", "Fill in"]), is_about(["ID", "Verdict"])
    (True, False)
    """
    return [each.strip().casefold() for each in titles] == [each.casefold() for each in TITLES]


@define
class About:
    """What the block says, by its place in a header (``subject.name``), where each stands, and what is wrong with the rest."""

    values: dict[str, object] = Factory(dict)
    places: dict[str, str] = Factory(dict)
    problems: list[Problem] = Factory(list)

    def take_up(self, content: dict[str, object], name: str) -> None:
        """Put what the block says into a header, the content of the file of a name; where that says otherwise is a problem."""
        subject = content.get("subject", {})
        inside = dict(subject) if isinstance(subject, dict) else {}
        for key, value in self.values.items():
            holder = inside if key.startswith("subject.") else content
            last = key.rpartition(".")[2]
            if last in holder and _plain(last, holder[last]) != _plain(last, value):
                self.problems.append(
                    (self.places[key], f"says {_shown(value)}, $.{key} in {name} says {_shown(holder[last])}")
                )
            holder.setdefault(last, value)
        if isinstance(subject, dict) and any(key.startswith("subject.") for key in self.values):
            content["subject"] = {"name": "", **inside}


def read_about(lines: Iterable[tuple[str, str, str]]) -> About:
    """Read the lines of the block, each with its place, its label and what was filled in; what is empty is not said.

    >>> about = read_about([("line 3", "Types", "host device; network_device"), ("line 4", "Colour", "red")])
    >>> about.values
    {'subject.types': ['host_device', 'network_device']}
    >>> about.problems[0][1]
    "'Colour' means nothing here; known: Name, Version, Supplier, Part, Edition, Types, Assessor, Date"
    """
    about = About()
    seen: dict[str, str] = {}
    for place, label, text in lines:
        key = _KEYS.get(label.strip().casefold())
        if key is None:
            about.problems.append((place, f"{quote(label)} means nothing here; known: {', '.join(LABELS)}"))
        elif key in seen:
            about.problems.append((place, f"{quote(label)} stands in {seen[key]} already"))
        else:
            seen[key] = place
            if text.strip():
                _take(about, key, f"{place}, {label}", text.strip())
    return about


def _take(about: About, key: str, place: str, text: str) -> None:
    try:
        about.values[key] = _value(key, text)
        about.places[key] = place
    except (TypeError, ValueError) as error:
        about.problems.append((place, str(error)))


def _value(key: str, text: str) -> object:
    from ..requirements import ComponentType

    if key == "date":
        return read_date(text)
    if key != "subject.types":
        return text
    known = {each.value for each in ComponentType}
    words = [each.strip() for each in _PARTED.split(text) if each.strip()]
    meant = [each.casefold().replace(" ", "_") for each in words]
    wrong = [word for word, each in zip(words, meant, strict=True) if each not in known]
    if wrong:
        raise ValueError(f"one of {', '.join(sorted(known))} is expected, not {', '.join(map(quote, wrong))}")
    return meant


def _plain(key: str, value: object) -> object:
    """A value of a header as it compares."""
    if key == "part":
        return str(value).removeprefix("62443-")
    if isinstance(value, list):
        return sorted(map(str, value))
    return str(value)


def _shown(value: object) -> str:
    return quote(", ".join(map(str, value)) if isinstance(value, list) else str(value))


def around(content: dict[str, object], usual: Mapping[str, object]) -> None:
    """Fill a header up with what is usual where it stands, as far as it is silent."""
    for key, value in usual.items():
        given = content.get(key, {})
        if isinstance(value, dict) and isinstance(given, dict):
            content[key] = {**value, **{name: each for name, each in given.items() if each != ""}}
        else:
            content.setdefault(key, value)
