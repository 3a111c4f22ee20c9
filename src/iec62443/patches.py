"""What became of a patch: the states it goes through after 62443-2-3, and the record of one patch on one product.

Source: IEC TR 62443-2-3, a technical report: it recommends, it does not require. The names of the states are provisional (no
second public source), and their order is the natural reading: other steps are not forbidden.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum
from functools import lru_cache

from attrs import field, frozen

from . import _resources
from ._frozen import brief, how_many
from .errors import InvalidFinding, quote
from .requirements import Assurance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


class PatchState(Enum):
    """A state of a patch, in the order of the report. The names are provisional, and the report only recommends.

    >>> PatchState("In Test").owner, PatchState.RELEASED.own_words
    ('product_supplier', 'released for use by the supplier')
    >>> PatchState.RELEASED.next, PatchState.INSTALLED.next
    ((<PatchState.IN_INTERNAL_TEST: 'In Internal Test'>,), ())
    """

    AVAILABLE = "Available"
    IN_TEST = "In Test"
    NOT_APPROVED = "Not Approved"
    NOT_APPLICABLE = "Not Applicable"
    APPROVED = "Approved"
    RELEASED = "Released"
    IN_INTERNAL_TEST = "In Internal Test"
    NOT_AUTHORIZED = "Not Authorized"
    AUTHORIZED = "Authorized"
    EFFECTIVE = "Effective"
    INSTALLED = "Installed"

    @property
    def owner(self) -> str:
        """Who brings the state about: ``product_supplier`` or ``asset_owner``."""
        return str(_states()[self.value]["owner"])

    @property
    def own_words(self) -> str:
        """What it means, in our own words."""
        return str(_states()[self.value]["own_words"])

    @property
    def assurance(self) -> Assurance:
        """How well the name is supported by public sources."""
        return Assurance(_states()[self.value]["assurance"])

    @property
    def next(self) -> tuple[PatchState, ...]:
        """The states that follow in the natural order; empty where it ends."""
        return tuple(after for before, after in natural_order() if before is self)


def natural_order() -> tuple[tuple[PatchState, PatchState], ...]:
    """Give the usual steps as pairs (from, to); other steps are not forbidden.

    >>> natural_order()[-1]
    (<PatchState.EFFECTIVE: 'Effective'>, <PatchState.INSTALLED: 'Installed'>)
    """
    return _natural_order()


@lru_cache(maxsize=1)
def _natural_order() -> tuple[tuple[PatchState, PatchState], ...]:
    return tuple((PatchState(before), PatchState(after)) for before, after in _facts()["natural_order"])


@lru_cache(maxsize=1)
def _states() -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in _facts()["patch_states"]}


def _facts() -> Any:
    import json

    return json.loads(_resources.read_bytes("62443-2-3", "patch_states.json"))


def _as_state(value: PatchState | str) -> PatchState:
    if isinstance(value, PatchState):
        return value
    folded = " ".join(value.replace("_", " ").split()).casefold()
    for state in PatchState:
        if state.value.casefold() == folded:
            return state
    raise InvalidFinding(quote(value), f"no state of a patch; there are {', '.join(each.value for each in PatchState)}")


def _as_day(value: dt.date) -> dt.date:
    if type(value) is not dt.date:
        raise InvalidFinding(quote(value), "a date without a time is expected")
    return value


def _as_states(
    states: Iterable[tuple[PatchState | str, dt.date]],
) -> tuple[tuple[PatchState, dt.date], ...]:
    return tuple((_as_state(state), _as_day(day)) for state, day in states)


@frozen(repr=False)
class PatchRecord:
    """One patch on one product, with the states that it entered and the day of each, as listed by whoever keeps the record.

    >>> record = PatchRecord("KB-101", "Station 4", [("in test", dt.date(2026, 3, 2)), ("Approved", dt.date(2026, 3, 9))])
    >>> record.states[-1]
    (<PatchState.APPROVED: 'Approved'>, datetime.date(2026, 3, 9))
    """

    id: str
    product: str
    states: tuple[tuple[PatchState, dt.date], ...] = field(converter=_as_states)

    def __attrs_post_init__(self) -> None:
        """Refuse a record of nothing."""
        if not self.id.strip() or not self.product.strip():
            raise InvalidFinding(
                self.id.strip() or self.product.strip() or "patch record", "it needs an id and a product"
            )
        if not self.states:
            raise InvalidFinding(self.id, "it needs at least one state with its day")

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(self, quote(self.id), f"on {quote(self.product)}", how_many(self.states, "state"))
