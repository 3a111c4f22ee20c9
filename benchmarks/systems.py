"""Measure what systems cost: a zone of 100 components, and a system of 10,000, each against its limit, in one run.

Every product of the zone is another one; the system has 200 zones of 50 components with 100 products among them, as plants do.
"""

from __future__ import annotations

import gc
import platform
import random
import time
import tracemalloc

from iec62443 import (
    Assessment,
    Component,
    ComponentType,
    Configuration,
    Evidence,
    Finding,
    Subject,
    SystemUnderConsideration,
    Verdict,
    Zone,
    load,
    place_report,
    system_report,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_EVIDENCE = (Evidence("report 17"),)


def product(number: int, chance: random.Random) -> Component:
    """A product with most of its requirements met, and some of every other verdict."""
    kind = chance.choice(list(ComponentType))
    findings = []
    for each in load("4-2").required(4, [kind]):
        share = chance.random()
        if share < 0.8:
            findings.append(Finding(each.id, Verdict.MET, evidence=_EVIDENCE))
        elif share < 0.85:
            findings.append(Finding(each.id, Verdict.MET_BY_CONFIGURATION, condition="as in the guide"))
        elif share < 0.9:
            findings.append(Finding(each.id, Verdict.NOT_APPLICABLE, "not there"))
        elif share < 0.92:
            findings.append(Finding(each.id, Verdict.ALLOCATED, "by the plant"))
        elif share < 0.98:
            findings.append(Finding(each.id, Verdict.NOT_MET))
    assessment = Assessment(Subject(f"Product {number}", "1", {kind}), "62443-4-2", "2019", findings)
    built = [Finding(each, Verdict.MET) for each in ("CR 1.1", "CR 7.7", "CR 7.6") if each in assessment]
    return Component(
        f"C{number}", {kind}, assessment=assessment, as_built=built, configuration=Configuration(evidence=_EVIDENCE)
    )


def zone_of_100(chance: random.Random) -> SystemUnderConsideration:
    """One zone, a hundred products."""
    components = [product(number, chance) for number in range(100)]
    zone = Zone("Zone", 2, [each.name for each in components])
    return SystemUnderConsideration("A zone", zones=[zone], components=components)


def system_of_10_000(products: tuple[Component, ...]) -> SystemUnderConsideration:
    """Two hundred zones of fifty components: twenty sites, with nine zones in each."""
    components = []
    for number in range(10_000):
        like = products[number % len(products)]
        components.append(
            Component(
                f"C{number}",
                like.component_types,
                assessment=like.assessment,
                as_built=like.as_built if number % 3 else (),
                configuration=like.configuration if number % 2 else None,
            )
        )
    zones = [
        Zone(
            f"Z{number}",
            2,
            [each.name for each in components[number * 50 : (number + 1) * 50]],
            parent="" if number < 20 else f"Z{number % 20}",
        )
        for number in range(200)
    ]
    return SystemUnderConsideration("A plant", zones=zones, components=components)


def least(run: Callable[[], object], tries: int) -> float:
    """The least seconds of processor of several tries."""
    found = []
    for _ in range(tries):
        gc.collect()
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


def traced(run: Callable[[], object]) -> tuple[float, float]:
    """What is kept and the peak while it runs, in MiB."""
    gc.collect()
    tracemalloc.start()
    kept = run()
    now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return now / 2**20, peak / 2**20


def main() -> None:
    """Print each figure beside its limit."""
    chance = random.Random(62443)  # noqa: S311 - the same systems each time
    zone = zone_of_100(chance)
    system = system_of_10_000(zone.components)
    place_report(zone, "Zone")
    print(f"{time.strftime('%Y-%m-%d')}, Python {platform.python_version()}, {platform.machine()}")
    rows = [
        ("zone of 100 components, both results", least(lambda: place_report(zone, "Zone"), 40), 5e-3),
        ("system of 10,000 components, both results", least(lambda: system_report(system), 5), 1.0),
    ]
    for what, seconds, limit in rows:
        mark = "" if seconds <= limit else "  MISSED"
        print(f"{what:<45}{seconds * 1e3:9.2f} ms   limit {limit * 1e3:g} ms   {seconds / limit:5.2f}{mark}")
    seconds = least(lambda: place_report(zone, "Zone").design.rows, 5)
    print(f"{'  with every requirement and its reasons':<45}{seconds * 1e3:9.2f} ms")
    kept, peak = traced(lambda: system_report(system))
    print(f"{'report on the system of 10,000, memory':<45}{kept:9.2f} MiB kept, {peak:.2f} MiB at the peak")


if __name__ == "__main__":
    main()
