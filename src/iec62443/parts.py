"""The parts of the series: which there are, in which edition, for whom, and which of them this catalog can load."""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen

from . import _resources
from .catalog import editions
from .requirements import Assurance


@frozen
class Part:
    """A part of the series."""

    part: str
    title: str
    #: The number of its group, 1 general to 6 evaluation, and the group's title.
    group: int
    group_title: str
    #: IS international standard, TS technical specification, TR technical report, PAS publicly available specification.
    type: str
    #: The IEC edition and its year; None while not published.
    edition: str | None
    year: int | None
    status: str
    audience: tuple[str, ...]
    isa_designation: str | None
    #: Earlier editions, as printed.
    former_editions: tuple[str, ...]
    assurance: Assurance
    #: The editions that `load` knows.
    loadable: tuple[str, ...]


def series() -> tuple[Part, ...]:
    """List the parts of the series in their order.

    >>> [each.part for each in series() if each.loadable]
    ['62443-2-1', '62443-2-4', '62443-3-2', '62443-3-3', '62443-4-1', '62443-4-2']
    """
    return _series()


@lru_cache(maxsize=1)
def _series() -> tuple[Part, ...]:
    import json

    content = json.loads(_resources.read_bytes("series.json"))
    return tuple(
        Part(
            part=row["part"],
            title=row["title"],
            group=row["group"],
            group_title=row["group_title"],
            type=row["type"],
            edition=row["edition"],
            year=row["year"],
            status=row["status"],
            audience=tuple(row["audience"]),
            isa_designation=row["isa_designation"],
            former_editions=tuple(_printed(former) for former in row["former_editions"]),
            assurance=Assurance(row["assurance"]),
            loadable=editions(row["part"]),
        )
        for row in content["parts"]
    )


def _printed(former: dict[str, str]) -> str:
    year = f"{former['edition']}:{former['year']}"
    return " ".join(filter(None, (year, former.get("isa"), former.get("title"))))
