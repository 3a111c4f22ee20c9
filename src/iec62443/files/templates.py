"""A user's own templates for documents: a folder of texts by name, and perhaps a Word file in the corporate design."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attrs import field, frozen

from .._frozen import FrozenMapping, brief, how_many
from ..errors import InvalidFile
from .plain import read_bytes, read_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from os import PathLike

#: What a text template may end with, and what the Word template is called.
SUFFIXES = frozenset({".css", ".html", ".md"})
WORD = "document.docx"


def _frozen_texts(texts: Mapping[str, str]) -> FrozenMapping[str, str]:
    return FrozenMapping(texts)


@frozen(repr=False)
class Templates:
    """Templates that go before ours: texts by name, and the Word file whose styles a DOCX takes."""

    texts: Mapping[str, str] = field(factory=FrozenMapping, converter=_frozen_texts)
    word: bytes | None = None

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(self, how_many(self.texts, "text"), f"{len(self.word)} bytes of Word" if self.word else "")


def read_templates(folder: str | PathLike[str], known: Collection[str]) -> Templates:
    """Read the templates in a folder: texts that end with .md, .html or .css, and ``document.docx``; the rest is passed over.

    `known` are the names that are looked for. Raises `InvalidFile` for a folder that has none of them, since it would change
    nothing, and for texts that cannot be read.
    """
    place = Path(folder)
    try:
        found = sorted(each for each in place.iterdir() if each.is_file() and not each.name.startswith("."))
    except OSError as error:
        raise InvalidFile(place.name, [("", f"is no folder that can be read: {error.strerror}")]) from error
    texts = {each.name: read_text(each) for each in found if each.suffix in SUFFIXES}
    word = next((read_bytes(each) for each in found if each.name == WORD), None)
    if word is None and not texts.keys() & set(known):
        names = ", ".join(sorted({*known, WORD}))
        raise InvalidFile(
            place.name, [("", f"has no template of a name that is looked for: {names}; PDF and XLSX take none")]
        )
    return Templates(texts, word)
