"""What a document says beside the results: who issues and signs it, of what exactly, how it was assessed. TOML or JSON."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from attrs import Factory, field, frozen

from .._frozen import brief
from ..claims import ClaimSource
from ..errors import InvalidFile, InvalidFinding, quote
from ..findings import as_texts
from .plain import parse_mapping, read_text
from .shapes import structure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike


def _as_sources(values: Iterable[ClaimSource]) -> tuple[ClaimSource, ...]:
    return tuple(values)


def _as_signatories(values: Iterable[Signatory]) -> tuple[Signatory, ...]:
    return tuple(values)


@frozen
class Signatory:
    """Who signs a document, as what and where; the signature itself is put on the paper or the file."""

    name: str = ""
    #: What the person signs as: a function in the organisation.
    role: str = ""
    place: str = ""


@frozen(repr=False)
class DocumentDetails:
    """What stands in a document beside the results; what is left empty is told as missing where the document needs it.

    The layout that it fills is what makers publish with their products; the names of the fields are *ours*.

    >>> DocumentDetails("Morrendal Controls", hardware=["C", "D"]).hardware
    ('C', 'D')
    """

    #: The organisation that answers for the document; a declaration without one is a draft.
    issuer: str = ""
    address: str = ""
    #: Where a reader may ask.
    contact: str = ""
    #: The document's own number and revision.
    number: str = ""
    revision: str = ""
    #: The hardware types or revisions that it is about.
    hardware: tuple[str, ...] = field(default=(), converter=as_texts)
    #: What of the product is covered: options, modules, tools.
    scope: str = ""
    #: The surroundings that the product is made for: what has to be there for the statements to hold.
    security_context: str = ""
    #: How it was assessed: review, test, inspection, by whom and how deep.
    method: str = ""
    #: The configuration that was assessed.
    baseline: str = ""
    #: Until when or for which releases the document holds.
    validity: str = ""
    #: Certificates of third parties that the document refers to.
    certificates: tuple[ClaimSource, ...] = field(default=(), converter=_as_sources)
    signatories: tuple[Signatory, ...] = field(default=(), converter=_as_signatories)

    def __attrs_post_init__(self) -> None:
        """Refuse a self-declaration among the certificates."""
        if any(each.self_declared for each in self.certificates):
            raise InvalidFinding("certificates", "a self-declaration is no certificate of a third party")

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            quote(self.issuer) if self.issuer else "",
            quote(self.number) if self.number else "",
            f"{len(self.signatories)} to sign" if self.signatories else "",
        )


@frozen
class _CertificateShape:
    """A certificate in a file."""

    scheme: str
    body: str
    number: str
    valid_until: dt.date | None = None


@frozen
class _DetailsShape:
    """The file."""

    issuer: str = ""
    address: str = ""
    contact: str = ""
    number: str = ""
    revision: str = ""
    hardware: list[str] = Factory(list)
    scope: str = ""
    security_context: str = ""
    method: str = ""
    baseline: str = ""
    validity: str = ""
    certificates: list[_CertificateShape] = Factory(list)
    signatories: list[_SignatoryShape] = Factory(list)


@frozen
class _SignatoryShape:
    """Who signs, in a file."""

    name: str = ""
    role: str = ""
    place: str = ""


def read_details(path: str | PathLike[str]) -> DocumentDetails:
    """Read what a document says beside the results; raise `InvalidFile` with every problem and its place.

    The keys are the fields of `DocumentDetails`, all of them may be left out; ``[[certificates]]`` have a scheme, a body, a
    number and perhaps the day until which they are valid.
    """
    source = Path(path)
    content = parse_mapping(read_text(source), source.name.lower())
    if isinstance(content.get("$schema"), str):  # by which editors find the schema
        del content["$schema"]
    shape, problems = structure(content, _DetailsShape)
    certificates = [] if shape is None else _certificates(shape.certificates, problems)
    if shape is None or problems:
        raise InvalidFile(source.name, problems)
    return DocumentDetails(
        shape.issuer,
        shape.address,
        shape.contact,
        shape.number,
        shape.revision,
        shape.hardware,
        shape.scope,
        shape.security_context,
        shape.method,
        shape.baseline,
        shape.validity,
        certificates,
        [Signatory(each.name, each.role, each.place) for each in shape.signatories],
    )


def _certificates(shapes: list[_CertificateShape], problems: list[tuple[str, str]]) -> list[ClaimSource]:
    made = []
    for place, each in enumerate(shapes):
        named = (("scheme", each.scheme), ("body", each.body), ("number", each.number))
        empty = [(f"$.certificates[{place}].{key}", "is empty") for key, value in named if not value.strip()]
        if empty:
            problems.extend(empty)
        else:
            made.append(ClaimSource(False, each.scheme, each.body, each.number, each.valid_until))
    return made
