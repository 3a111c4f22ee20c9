"""Compare the roll-up of systems with the slow one on as many systems as there is time for; the suite compares a few.

``PYTHONPATH=tests python tests/at_size.py --seconds 600 --seed 7`` exits with 1 when a row differs, and prints it.
"""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from rollup_strategies import as_of_days, systems
from system_oracle import ExpectedLevels, ExpectedRow, Slow

from iec62443 import PlaceLevels, SLType, SystemUnderConsideration, system_report

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator


def told(levels: PlaceLevels) -> ExpectedLevels:
    """Give what a report says in the shape of what is expected."""
    rows = {
        each.requirement.id.text: ExpectedRow(each.state, int(each.holds), int(each.may_hold)) for each in levels.rows
    }
    return ExpectedLevels(
        rows, levels.vector, levels.ceiling, levels.nominal, levels.not_applicable, levels.out_of_scope
    )


def differences(
    system: SystemUnderConsideration, *, require_evidence: bool, as_of: dt.date | None
) -> Iterator[tuple[object, ...]]:
    """Give where the two roll-ups of a system differ: the order of the places, the weakest component, rows, levels."""
    slow = Slow(system, require_evidence=require_evidence, as_of=as_of)
    whole = system_report(system, require_evidence=require_evidence, as_of=as_of)
    names = [each.place.name for each in whole.places]
    if slow.order() != names:
        yield "order", slow.order(), names
    for each in whole.places:
        name = each.place.name
        if slow.component_minimum(name) != each.component_minimum:
            yield name, "component minimum", slow.component_minimum(name), each.component_minimum
        for kind, levels in ((SLType.CAPABILITY, each.design), (SLType.ACHIEVED, each.achieved)):
            expected, found = slow.expect(name, kind), told(levels)
            if expected != found:
                rows = [(id, row, found.rows[id]) for id, row in expected.rows.items() if row != found.rows[id]]
                yield name, kind, rows or (expected, found)


def main() -> int:
    """Compare until the time is over."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    given_to = parser.parse_args()
    end = time.monotonic() + given_to.seconds
    compared = 0
    found: list[object] = []

    @seed(given_to.seed)
    @settings(
        max_examples=10**6, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=[*HealthCheck]
    )
    @given(system=systems(), require_evidence=st.booleans(), as_of=as_of_days)
    def compare(*, system: SystemUnderConsideration, require_evidence: bool, as_of: dt.date | None) -> None:
        nonlocal compared
        if time.monotonic() > end:
            raise KeyboardInterrupt
        compared += 1
        for each in differences(system, require_evidence=require_evidence, as_of=as_of):
            found.append(each)
            print(*each)

    try:
        compare()
    except KeyboardInterrupt:
        print(f"{compared} systems compared, {len(found)} differences")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
