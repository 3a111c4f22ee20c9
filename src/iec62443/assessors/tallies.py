"""Components as bits that a zone can add up: what of their requirements is not closed, without the reasons.

The rule is the one of `contributions`, which says why; here it is fast, for the many rows that need no telling.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ..catalog import load
from ..findings import Finding, Verdict
from ..levels import SL, SLVector
from .contributions import (
    Bits,
    Ground,
    as_built,
    built_part,
    claimed,
    configured_bits,
    counts,
    covered_bits,
    finding_part,
    not_so,
    of_product,
)
from .headings import resolved
from .verdicts import State, Terms, judge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..components import Component, Countermeasure
    from ..findings import Assessment


class Tally(NamedTuple):
    """The requirements of a component as bits (see `Bits`): what is not closed, and what is closed up to a level only."""

    applies: int
    open: int
    unknown: int
    #: Left to the system around by a component that may do so.
    allocated: int
    #: Met on a condition that is known not to hold.
    off: int
    #: Of a bit that is closed up to a level only: that level, and the level to which it may turn out to be.
    up_to: Mapping[int, tuple[int, int]]


_NOTHING: dict[int, tuple[int, int]] = {}
_NO_BITS = dict.fromkeys(Verdict, 0)


def tally(component: Component, ground: Ground, *, achieved: bool, known: dict[object, Tally]) -> Tally:
    """Tally a component, by its product or as achieved; `known` keeps what was tallied already, for one ground."""
    product = (id(component.assessment), id(component.claim), component.version, component.component_types)
    found = known.get(product)
    if found is None:
        found = known[product] = _product(component, ground)
    return _instance(component, found, ground) if achieved else found


def level_of(component: Component, tallied: Tally, table: Bits) -> SLVector:
    """Give the levels of a component by its product: what it allocates counts as closed here, as in `capability`."""
    left = tallied.open | tallied.unknown
    assessment = of_product(component)
    assessed_to = None if assessment is None else assessment.assessed_to
    cap = 4 if assessed_to is None else int(assessed_to)
    levels = []
    for _, mask in table.frs:
        missing = left & mask
        lowest = table.levels[(missing & -missing).bit_length() - 1] - 1 if missing else 4
        levels.append(min(lowest, cap))
    return SLVector(*levels)


def _product(component: Component, ground: Ground) -> Tally:
    """Tally a product from its findings, and from its claim where there is none."""
    table = ground.table
    applies = table.of(component.component_types)
    assessment = of_product(component)
    if assessment is None:
        opened, unknown, silent, allocated, off = 0, applies, applies, 0, 0
    else:
        opened, unknown, silent, allocated, off = _found(assessment, applies, ground)
    if component.claim is not None and silent:
        unknown &= ~(silent & claimed(component, ground)[0])
    return Tally(applies, opened, unknown, allocated, off, _NOTHING)


def _found(given: Assessment, applies: int, ground: Ground) -> tuple[int, int, int, int, int]:
    """What findings on a product leave open, unknown, without a finding, to the system around, and on a false condition."""
    table = ground.table
    assessment = resolved(given, table.catalog)
    masks, doubtful = _NO_BITS.copy(), 0
    bit_of = table.by_text.get
    for text, finding in assessment._by_text.items():
        bit = bit_of(text, 0)
        masks[finding.verdict] |= bit
        if finding.condition_holds is False:
            doubtful |= bit
    simple = not (assessment.selection or assessment.conflicts)
    plain = _plain_states(ground.design) if simple else {}
    opened = allocated = closed = looked_at = 0
    if simple:
        mask = masks.pop(Verdict.ALLOCATED)
        looked_at = mask
        allocated = closed = mask & _allocatable(table, ground.design)
        opened = mask & ~allocated
    for verdict, mask in masks.items():
        state = plain.get(verdict)
        if state is not None:
            looked_at |= mask
            closed |= mask if state is State.CLOSED else 0
            opened |= mask if state is State.OPEN else 0
            continue
        for bit in table.each(mask & applies):
            part = finding_part("", table.row(bit), assessment, ground.design)
            if part is not None:
                looked_at |= bit
                allocated |= bit if part.allocated else 0
                closed |= bit if part.allocated or part.state is State.CLOSED else 0
                opened |= bit if part.state is State.OPEN and not part.allocated else 0
    for id in assessment.conflicts:
        doubtful |= bit_of(id.text, 0)
    off = sum(bit for bit in table.each(doubtful & applies) if not_so(assessment, table.row(bit)))
    return opened & applies, applies & ~(closed | opened), applies & ~looked_at, allocated, off


@lru_cache(maxsize=16)
def _allocatable(table: Bits, terms: Terms) -> int:
    """The requirements that a component may leave to the system around it."""
    samples = ((each, Finding(each.id, Verdict.ALLOCATED, "as said")) for each in table.rows)
    return sum(table.by_text[row.id.text] for row, sample in samples if judge(row, sample, terms).state is State.CLOSED)


@lru_cache(maxsize=16)
def _plain_states(terms: Terms) -> dict[Verdict, State]:
    """The verdicts whose state hangs on nothing but the verdict, on these terms."""
    id = load("4-2").requirements[0].id
    samples = [
        Finding(id, Verdict.NOT_MET),
        Finding(id, Verdict.PARTIAL),
        Finding(id, Verdict.PLANNED),
        Finding(id, Verdict.NOT_APPLICABLE, "as said"),
    ]
    if not terms.achieved:
        samples.append(Finding(id, Verdict.COMPENSATED, "as said"))
    if not terms.require_evidence:
        samples.append(Finding(id, Verdict.MET))
    if not (terms.achieved or terms.require_evidence):
        samples.append(Finding(id, Verdict.MET_BY_CONFIGURATION, condition="as said"))
    row = load("4-2")[id]
    return {each.verdict: judge(row, each, terms).state for each in samples}


def _instance(component: Component, product: Tally, ground: Ground) -> Tally:
    """Tally an instance as achieved: what was found as built, else what it is configured to do, and what compensates."""
    left = _configured(component, product, ground)
    if component.findings_as_built:
        left = _built(component, left, ground)
    for measure in ground.measures.get(component.name, ()):
        left = _compensated(measure, left, ground)
    return left


def _configured(component: Component, product: Tally, ground: Ground) -> Tally:
    covers = product.applies & configured_bits(component, ground)
    unknown = product.applies & ~(covers & ~product.unknown | covers & product.off)
    opened = covers & (product.open | product.off)
    return Tally(product.applies, opened, unknown & ~opened, covers & product.allocated & ~product.off, 0, _NOTHING)


def _built(component: Component, left: Tally, ground: Ground) -> Tally:
    table = ground.table
    decided = opened = allocated = 0
    up_to: dict[int, tuple[int, int]] = {}
    plain = _plain_states(ground.built)
    for text, several in as_built(component, ground).items():
        bit = table.by_text[text] & left.applies
        state = plain.get(several[0].verdict) if len(several) == 1 else None
        if state is None and bit:
            part = built_part(component.name, table.row(bit), several, ground)
            if part is None:
                continue
            state = State.CLOSED if part.allocated else part.state
            if part.allocated:
                allocated |= bit
            elif part.holds < SL.SL4 and state is State.CLOSED:
                up_to[bit] = int(part.holds), int(part.holds)
        decided |= bit
        opened |= bit if state is State.OPEN else 0
    kept = left.applies & ~decided
    return Tally(
        left.applies, left.open & kept | opened, left.unknown & kept, left.allocated & kept | allocated, 0, up_to
    )


def _compensated(measure: Countermeasure, left: Tally, ground: Ground) -> Tally:
    adequate, sure = int(measure.adequate_up_to), counts(measure, ground.built)
    if sure is False:
        return left
    table = ground.table
    up_to = dict(left.up_to)
    raised = 0
    for bit in table.each(
        covered_bits(measure.covers, table) & (left.open | left.unknown | left.allocated | sum(up_to))
    ):
        below = table.levels[bit.bit_length() - 1] - 1
        if adequate > below:
            holds, may_hold = up_to.pop(bit, (below, 4 if bit & left.unknown else below))
            raised |= bit
            bounds = max(holds, adequate) if sure else holds, max(may_hold, adequate)
            if bounds != (4, 4):
                up_to[bit] = bounds
    kept = ~raised
    return Tally(left.applies, left.open & kept, left.unknown & kept, left.allocated & kept, 0, up_to)
