"""What is said without findings: a claimed vector with its source; beside a gap the acceptance of its risk, and actions."""

from __future__ import annotations

import datetime as dt
from enum import Enum

from attrs import field, frozen

from ._frozen import brief, how_many
from .errors import InvalidFinding, quote
from .findings import Subject, as_names
from .identifiers import RequirementId
from .levels import SLVector

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def _as_id(value: RequirementId | str) -> RequirementId:
    return RequirementId.parse(value) if isinstance(value, str) else value


def _as_ids(values: Iterable[RequirementId | str]) -> tuple[RequirementId, ...]:
    return tuple(dict.fromkeys(map(_as_id, values)))


class ClaimForm(Enum):
    """How a claimed level is counted where levels add no requirement."""

    #: The highest level that adds a requirement.
    NOMINAL = "nominal"
    #: The highest level with nothing open.
    SATURATED = "saturated"


@frozen
class ClaimSource:
    """Where a claim comes from: the maker itself, or a certificate with its scheme, body and number."""

    self_declared: bool = True
    scheme: str = ""
    body: str = ""
    number: str = ""
    valid_until: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        """A certificate names itself; a self-declaration has none."""
        named = (self.scheme, self.body, self.number)
        if self.self_declared and any(named):
            raise InvalidFinding("claim", "a self-declaration names no certificate scheme, body or number")
        if not self.self_declared and not all(named):
            raise InvalidFinding("claim", "a certificate needs its scheme, body and number")


def _as_vector(value: SLVector | int) -> SLVector:
    return value if isinstance(value, SLVector) else SLVector.uniform(value)


@frozen
class Claim:
    """A vector or one level that is stated without findings.

    >>> from iec62443 import ComponentType
    >>> Claim(Subject("Gateway", "2.0", {ComponentType.NETWORK_DEVICE}), 2, ClaimForm.NOMINAL).vector.minimum()
    <SL.SL2: 2>
    """

    subject: Subject
    vector: SLVector = field(converter=_as_vector)
    form: ClaimForm
    part: str = "62443-4-2"
    edition: str = "2019"
    source: ClaimSource = field(factory=ClaimSource)

    def valid_for(self, version: str, as_of: dt.date | None = None) -> bool:
        """Say whether it speaks of this version and has not run out on the day."""
        until = self.source.valid_until
        return self.subject.version == version and (as_of is None or until is None or as_of <= until)


@frozen
class RiskAcceptance:
    """A gap that its owner lives with for a reason until a day. It never closes anything: it is printed beside the gap."""

    requirement: RequirementId = field(converter=_as_id)
    owner: str
    reason: str
    until: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse an acceptance that nobody owns or that has no reason."""
        if not self.owner.strip() or not self.reason.strip():
            raise InvalidFinding(self.requirement.text, "a risk acceptance needs an owner and a reason")

    def expired(self, as_of: dt.date | None) -> bool:
        """Say whether it has run out on the day."""
        return as_of is not None and self.until is not None and self.until < as_of


@frozen(repr=False)
class Action:
    """What is to be done about one or several requirements, by whom and until when.

    A plan closes nothing: it is printed beside the gap. Raises `InvalidFinding` for one about nothing or without a text.

    >>> Action(["CR 1.7 RE(1)", "CR 1.7 RE(2)"], "password ages in release 3.4", "Firmware").requirements[0].text
    'CR 1.7 RE(1)'
    """

    requirements: tuple[RequirementId, ...] = field(converter=_as_ids)
    text: str
    owner: str = ""
    due: dt.date | None = None
    #: The zones, conduits and components of a system that it is about; wherever its requirements are open when left out.
    places: frozenset[str] = field(default=frozenset(), converter=as_names)

    def __attrs_post_init__(self) -> None:
        """Refuse an action about nothing, and one that does nothing."""
        if not self.requirements:
            raise InvalidFinding("action", f"{quote(self.text)} names no requirement")
        if not self.text.strip():
            raise InvalidFinding(self.requirements[0].text, "an action needs a text that says what is done")

    def overdue(self, as_of: dt.date | None) -> bool:
        """Say whether the day by which it was to be done has passed."""
        return as_of is not None and self.due is not None and self.due < as_of

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self, how_many(self.requirements, "requirement"), quote(self.text), quote(self.owner) if self.owner else ""
        )
