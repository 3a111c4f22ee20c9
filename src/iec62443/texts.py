"""Explanatory texts of requirements: what is asked for and why, and what an assessor would look at.

The packaged texts are *ours*, unofficial, and no substitute for the standard. A user's own licensed text is bound to a
catalog by `Catalog.with_texts` and never reaches a packaged file.
"""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen

from . import _resources
from ._frozen import brief
from .errors import UnknownPart, quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


_SERIES = "62443-"


@frozen(repr=False)
class Text:
    """What a requirement asks for (`summary`) and how to look at it (`verify`)."""

    summary: str
    verify: str = ""
    #: The title in the text's language; empty for the catalog's own.
    title: str = ""
    #: The language tag, such as ``en``.
    language: str = "en"
    #: Whether it is the user's licensed text of the standard rather than own words.
    licensed: bool = False

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(self, quote(self.title) if self.title else "", quote(self.summary))


def load_texts(part: str | None = None, language: str = "en") -> Mapping[str, Text]:
    """Give the packaged texts of a part by the printed id; of the foundational requirements without a part.

    A language that is not there falls back from ``de-AT`` to ``de`` to ``en``. Raises `UnknownPart`.

    >>> load_texts("3-3")["SR 7.5"].language
    'en'
    >>> sorted(load_texts())[0]
    'FR 1'
    """
    return dict(_of_part(part, language) if part else _texts((), language))


def load_group_texts(part: str, language: str = "en") -> Mapping[str, Text]:
    """Give the packaged summaries of a part's groups by their id; empty for a part without groups.

    >>> load_group_texts("4-1")["DM"].summary[:40]
    'Reports of weaknesses in products, shipp'
    """
    return dict(_of_part(part, language, groups=True))


def _of_part(part: str, language: str, *, groups: bool = False) -> tuple[tuple[str, Text], ...]:
    full = part if part.startswith(_SERIES) else f"{_SERIES}{part}"
    if not full.replace("-", "").isalnum():
        raise UnknownPart(part, (), "texts of the part")
    try:
        return _texts((full,), language, groups=groups)
    except UnknownPart as error:
        raise UnknownPart(part, error.known, error.what) from None


@lru_cache(maxsize=32)
def _texts(folder: tuple[str, ...], language: str, *, groups: bool = False) -> tuple[tuple[str, Text], ...]:
    import json

    there = languages(*folder)
    wanted = language.lower()
    while wanted and wanted not in there:
        wanted = wanted.rpartition("-")[0]
    wanted = wanted or "en"
    if wanted not in there:
        raise UnknownPart(folder[0] if folder else language, there, "texts of the part")
    content = json.loads(_resources.read_bytes(*folder, f"texts.{wanted}.json"))
    rows = content.get("groups", {}) if groups else {**content["texts"], **content.get("constraints", {})}
    return tuple(
        (key, Text(row["summary"], row.get("verify", ""), row.get("title", ""), wanted)) for key, row in rows.items()
    )


def languages(*folder: str) -> tuple[str, ...]:
    """List the languages in which a part has packaged texts."""
    try:
        names = _resources.names(*folder)
    except FileNotFoundError:
        return ()
    return tuple(name[6:-5] for name in names if name.startswith("texts.") and name.endswith(".json"))
