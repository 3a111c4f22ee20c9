"""From the records of patches to where each one stands: how long each state took, who it waits on, what is overdue.

Source: IEC TR 62443-2-3 for the states, their owners and their natural order; it is a technical report, so a step outside the
order is reported, not refused. The reckoning of days, of waiting and of limits is *ours*: the report's times are the caller's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import pairwise

from attrs import field, frozen

from .._frozen import FrozenMapping, brief, how_many
from ..errors import InvalidFinding, quote
from ..patches import PatchRecord, PatchState, natural_order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Pair = tuple[PatchState, PatchState]
    Limits = Mapping[PatchState, int] | Mapping[Pair, int] | Mapping[PatchState | Pair, int]


@frozen
class PatchStay:
    """How long a patch was in one state."""

    state: PatchState
    since: dt.date
    #: The day on which it left; None while it is there.
    until: dt.date | None
    #: The days until it left, or until the day asked for; None while it is there and no day is asked for.
    days: int | None


@frozen
class PatchStep:
    """A step from one state to the next, and its day."""

    before: PatchState
    after: PatchState
    date: dt.date


@frozen
class PatchOverdue:
    """A limit that a patch was held against and passed."""

    #: The state it was in too long; or the state it had to leave for `to`.
    state: PatchState
    #: The state it had to reach; None for a limit on one state.
    to: PatchState | None
    since: dt.date
    days: int
    limit: int
    #: Whether it is late still: the clock runs.
    running: bool


@frozen(repr=False)
class PatchStatus:
    """Where one patch on one product stands, and how it came there."""

    record: PatchRecord
    #: The states in the order of their days; those of one day as listed.
    stays: tuple[PatchStay, ...]
    #: Steps that are outside the natural order.
    unusual: tuple[PatchStep, ...]
    overdue: tuple[PatchOverdue, ...]
    #: What is strange about the dates.
    remarks: tuple[str, ...]

    @property
    def current(self) -> PatchState | None:
        """The state it is in; None if it has entered none by the day asked for."""
        return self.stays[-1].state if self.stays else None

    @property
    def waits_on(self) -> str | None:
        """Who owns the next step of the natural order; None where that ends, or nothing has begun."""
        following = self.current.next if self.current else ()
        return following[0].owner if following else None

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self,
            quote(self.record.id),
            f"on {quote(self.record.product)}",
            self.current.value if self.current else "",
            f"waits on {self.waits_on}" if self.waits_on else "",
            f"{len(self.overdue)} overdue" if self.overdue else "",
        )


def _frozen_waiting(waiting: Mapping[str, tuple[PatchStatus, ...]]) -> FrozenMapping[str, tuple[PatchStatus, ...]]:
    return FrozenMapping(waiting)


@frozen(repr=False)
class PatchReport:
    """Where all patches stand."""

    statuses: tuple[PatchStatus, ...]
    #: By who has to take the next step: the patches that wait for it, the longest wait first.
    waiting: Mapping[str, tuple[PatchStatus, ...]] = field(converter=_frozen_waiting)
    #: What is strange about the records taken together.
    remarks: tuple[str, ...]

    @property
    def overdue(self) -> tuple[PatchStatus, ...]:
        """The patches that are late still; what was late and is done stands in `PatchStatus.overdue` only."""
        return tuple(each for each in self.statuses if any(late.running for late in each.overdue))

    def __repr__(self) -> str:
        """Say it in a short line."""
        return brief(
            self, f"{len(self.statuses)} patches", f"{len(self.overdue)} overdue", how_many(self.remarks, "remark")
        )


def patch_status(
    record: PatchRecord,
    limits: Limits | None = None,
    *,
    as_of: dt.date | None = None,
) -> PatchStatus:
    """Say where a patch stands.

    States count from the day they were entered, in the order of the days. Without `as_of` the last state's days are not known
    and no running limit is judged; states of a later day than `as_of` are reported and do not count. `limits` are the caller's:
    the most days in a state, or from entering one state to entering another. The clock of a pair runs from the first time the
    first state is entered until the second is, and stops with a state that ends the natural order.

    >>> states = [("Released", dt.date(2026, 1, 10)), ("In Internal Test", dt.date(2026, 1, 20))]
    >>> limits = {(PatchState.RELEASED, PatchState.INSTALLED): 30}
    >>> status = patch_status(PatchRecord("KB-101", "Station 4", states), limits, as_of=dt.date(2026, 3, 1))
    >>> status.current, status.waits_on, [each.days for each in status.stays], status.overdue[0].days
    (<PatchState.IN_INTERNAL_TEST: 'In Internal Test'>, 'asset_owner', [10, 40], 50)
    """
    listed = record.states
    remarks = [
        f"listed out of order: {after.value} of {later} after {before.value} of {earlier}"
        for (before, earlier), (after, later) in pairwise(listed)
        if later < earlier
    ]
    dated = sorted(listed, key=lambda each: each[1])
    remarks += [
        f"{before.value} and {after.value} on one day, {day}: taken in the order listed"
        for (before, earlier), (after, day) in pairwise(dated)
        if earlier == day
    ]
    remarks += [
        f"{state.value} of {day} is later than {as_of}: not counted" for state, day in dated if as_of and day > as_of
    ]
    stays = _stays([each for each in dated if as_of is None or each[1] <= as_of], as_of)
    usual = frozenset(natural_order())
    return PatchStatus(
        record,
        stays,
        unusual=tuple(
            PatchStep(one.state, other.state, other.since)
            for one, other in pairwise(stays)
            if (one.state, other.state) not in usual
        ),
        overdue=tuple(late for limit in _checked(limits) for late in _overdue(stays, limit, as_of)),
        remarks=tuple(remarks),
    )


def patch_report(
    records: Iterable[PatchRecord],
    limits: Limits | None = None,
    *,
    as_of: dt.date | None = None,
) -> PatchReport:
    """Say where all patches stand and what waits on whom; see `patch_status` for the rules.

    >>> records = [PatchRecord("KB-101", "Station 4", [("Released", dt.date(2026, 1, 10))])]
    >>> {owner: [each.record.id for each in waiting] for owner, waiting in patch_report(records).waiting.items()}
    {'asset_owner': ['KB-101']}
    """
    statuses = tuple(patch_status(each, limits, as_of=as_of) for each in records)
    waiting: dict[str, list[PatchStatus]] = {}
    for status in sorted((each for each in statuses if each.waits_on), key=lambda each: each.stays[-1].since):
        waiting.setdefault(str(status.waits_on), []).append(status)
    seen: set[tuple[str, str]] = set()
    twice: dict[tuple[str, str], None] = {}
    for key in ((each.record.id, each.record.product) for each in statuses):
        if key in seen:
            twice[key] = None
        seen.add(key)
    return PatchReport(
        statuses,
        {owner: tuple(waiting[owner]) for owner in sorted(waiting)},
        tuple(f"{id} on {product} has more than one record" for id, product in twice),
    )


def _stays(dated: list[tuple[PatchState, dt.date]], as_of: dt.date | None) -> tuple[PatchStay, ...]:
    ends: list[dt.date | None] = [day for _, day in dated[1:]]
    stays = []
    for (state, since), until in zip(dated, [*ends, None], strict=False):
        end = until or as_of
        stays.append(PatchStay(state, since, until, (end - since).days if end else None))
    return tuple(stays)


_Limit = tuple[PatchState, PatchState | None, int]


def _checked(limits: Limits | None) -> list[_Limit]:
    """Take the limits apart; refuse what is no number of days."""
    taken: list[_Limit] = []
    for key, days in (limits or {}).items():
        state, to = key if isinstance(key, tuple) else (key, None)
        if type(days) is not int or days < 0:
            about = state.value if to is None else f"{state.value} to {to.value}"
            raise InvalidFinding(f"limit on {about}", f"a number of days is expected, not {days!r}")
        taken.append((state, to, days))
    return taken


def _overdue(stays: tuple[PatchStay, ...], limit: _Limit, as_of: dt.date | None) -> Iterator[PatchOverdue]:
    state, to, most = limit
    spans = _in_state(stays, state) if to is None else _between(stays, state, to, as_of)
    for since, days, running in spans:
        if days > most:
            yield PatchOverdue(state, to, since, days, most, running)


_Span = tuple[dt.date, int, bool]


def _in_state(stays: tuple[PatchStay, ...], state: PatchState) -> Iterator[_Span]:
    """The stays in a state: since when, how many days, whether it lasts."""
    for each in stays:
        if each.state is state and each.days is not None:
            yield each.since, each.days, each.until is None


def _between(stays: tuple[PatchStay, ...], state: PatchState, to: PatchState, as_of: dt.date | None) -> Iterator[_Span]:
    """The ways from entering a state to entering another, the last one perhaps unfinished."""
    since: dt.date | None = None
    for each in stays:
        if since is not None and each.state is to:
            yield since, (each.since - since).days, False
            since = None
        if since is None and each.state is state:
            since = each.since
    if since is None:
        return
    last = stays[-1]
    if not last.state.next and last.state is not state:  # it ended in another way
        yield since, (last.since - since).days, False
    elif as_of is not None:
        yield since, (as_of - since).days, True
