"""What every document carries: the catalog it speaks of, what it was made with and from, the disclaimer, what it lacks.

Source: design principle that every result names its edition and is no certificate, *ours*.
"""

from __future__ import annotations

from attrs import evolve, field, frozen

from .._frozen import brief, how_many, one_line
from .model import Column, ColumnKind, Document, Facts, Listing, Missing, Paragraph, Section, Table, Tone

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ..catalog import Catalog
    from .model import Block

DISCLAIMER = (
    "Made with iec62443, an independent project that is not affiliated with, endorsed or reviewed by IEC, ISA or ISCI. "
    "IEC, ISA, ANSI/ISA and ISASecure are marks of their owners, used only to refer. "
    "The catalog of requirements was cross-checked against public sources, not compared with the licensed text; "
    "titles and summaries are no substitute for the standard. "
    "Levels are calculations on the statements in this document, not certification or legal advice."
)
#: So many inputs with their digests have room in the head of a document.
_MOST_IN_HEAD = 4
#: What stands where the input says nothing.
NOT_STATED = "not stated"


def _as_inputs(inputs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(inputs)


@frozen(repr=False)
class Origin:
    """What a document was made with and from: the library's version, and the digest of each input by its name.

    >>> Origin.of("1.2.3", [("controller.csv", b"id,verdict")]).inputs[0][1][:20]
    'sha256:0d6f334083b87'
    """

    version: str = ""
    inputs: tuple[tuple[str, str], ...] = field(default=(), converter=_as_inputs)

    @classmethod
    def of(cls, version: str, contents: Iterable[tuple[str, bytes]]) -> Origin:
        """Digest the inputs (SHA-256), which are given as pairs of a name and the content."""
        from hashlib import sha256

        return cls(version, [(name, f"sha256:{sha256(content).hexdigest()}") for name, content in contents])

    def facts(self) -> list[tuple[str, str]]:
        """Give what the head of a document says of it: each input, or of many how many and the digest of their list."""
        made_from = "\n".join(f"{name}, {digest}" for name, digest in self.inputs)
        if self.is_long:
            made_from = f"{len(self.inputs)} files, listed at the end; their list has {self.digest()}"
        return [("Made with", f"iec62443 {self.version}".strip()), ("Made from", made_from or NOT_STATED)]

    @property
    def is_long(self) -> bool:
        """Whether its inputs are too many for the head of a document, which lists them at its end instead."""
        return len(self.inputs) > _MOST_IN_HEAD

    def digest(self) -> str:
        """Digest the list of all inputs, as ``sha256sum`` prints it: a line each with the digest, two spaces and the name.

        >>> Origin.of("1.2.3", [("a.csv", b"id,verdict")]).digest()[:20]
        'sha256:e4e1f24cc4927'
        """
        from hashlib import sha256

        lines = "".join(f"{digest.removeprefix('sha256:')}  {name}\n" for name, digest in self.inputs)
        return f"sha256:{sha256(lines.encode()).hexdigest()}"

    def listed(self) -> Section:
        """Give the section that lists the inputs."""
        columns = [Column("File", 2, ColumnKind.NAME), Column("SHA-256", 3)]
        rows = [(name, digest.removeprefix("sha256:")) for name, digest in self.inputs]
        return Section("What this document was made from", [Table("made-from", columns, rows)])

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(self, one_line(self.version), how_many(self.inputs, "input"))


def catalog_facts(catalog: Catalog) -> list[tuple[str, str]]:
    """Give what the head of a document says of the catalog: part, edition, corrigenda applied, and those not seen.

    >>> from iec62443 import load
    >>> catalog_facts(load("4-2"))[1:]
    [('Corrigenda applied', 'none'), ('Corrigenda known, text not seen', 'COR1:2022')]
    """
    unseen = ", ".join(each.id for each in catalog.corrigenda_known if each.applied is None)
    return [
        ("Standard", f"IEC {catalog.part}, edition {catalog.edition}: {catalog.title}"),
        ("Corrigenda applied", ", ".join(catalog.corrigenda) or "none"),
        *([("Corrigenda known, text not seen", unseen)] if unseen else []),
    ]


def stated(text: str) -> str:
    """Give a text, or say that nothing is stated: no value in a head is empty."""
    return text.strip() or NOT_STATED


def section(title: str, *blocks: Block | None) -> Section:
    """Make a section of the blocks that are there."""
    return Section(title, [each for each in blocks if each is not None])


def text_or_missing(text: str, what: str) -> Paragraph | Missing:
    """Give a text as a paragraph, or say what is missing where it is empty."""
    return Paragraph(text.strip()) if text.strip() else Missing(what)


def finished(  # noqa: PLR0913 - the parts of a document
    kind: str,
    title: str,
    subtitle: str,
    head: Iterable[tuple[str, str]],
    sections: Iterable[Section],
    *,
    origin: Origin | None,
    date: dt.date | None,
    draft: bool = False,
) -> Document:
    """Make the document, with what it was made with and from in its head, and what it lacks listed at its end."""
    made = origin or Origin()
    facts = Facts([*head, *made.facts()])
    body = (*sections, *([made.listed()] if made.is_long else []))
    document = Document(kind, title, subtitle, facts, body, DISCLAIMER, date, draft)
    lacking = [f"{where}: {what}" for where, what in document.missing]
    if not lacking:
        return document
    end = Section("What this document lacks", [Paragraph("The input does not say:", Tone.UNSURE), Listing(lacking)])
    return evolve(document, sections=[*body, end])
