"""What every document carries: the catalog it speaks of, what it was made with and from, the disclaimer, what it lacks.

Source: design principle that every result names its edition and is no certificate, *ours*.
"""

from __future__ import annotations

from attrs import field, frozen

from .model import Document, Facts, Listing, Missing, Paragraph, Section, Tone

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
#: What stands where the input says nothing.
NOT_STATED = "not stated"


def _as_inputs(inputs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(inputs)


@frozen
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
        """Give what the head of a document says of it."""
        digests = "\n".join(f"{name}, {digest}" for name, digest in self.inputs)
        return [("Made with", f"iec62443 {self.version}".strip()), ("Made from", digests or NOT_STATED)]


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
    date: dt.date | None,
    draft: bool = False,
) -> Document:
    """Make the document, with what it lacks listed at its end."""
    body = tuple(sections)
    document = Document(kind, title, subtitle, Facts(head), body, DISCLAIMER, date, draft)
    lacking = [f"{where}: {what}" for where, what in document.missing]
    if not lacking:
        return document
    end = Section("What this document lacks", [Paragraph("The input does not say:", Tone.UNSURE), Listing(lacking)])
    return Document(kind, title, subtitle, Facts(head), (*body, end), DISCLAIMER, date, draft)
