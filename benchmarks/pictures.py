"""Measure pictures, notebook views and tables: time, and size where a bar stands on it. No peer does the same.

Each time is the least of several tries in this process, with the modules there; each line shows its bar, if it has one.
"""

from __future__ import annotations

from functools import partial
from timeit import Timer

from iec62443 import (
    Assessment,
    ComponentType,
    Curve,
    Finding,
    LevelReport,
    SLVector,
    Subject,
    Verdict,
    capability,
    gap,
    heatmap_svg,
    load,
    radar_svg,
    staircase_svg,
    to_records,
)
from iec62443.display import html, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

TRIES, WINDOW = 15, 5e-3  # seconds that are timed at once: short, so that some try meets no other work
CURVES = [
    Curve("SL-C(Edge controller)", SLVector(2, 1, 3, 2, 4, 4, 1), SLVector(2, 3, 3, 2, 4, 4, 2)),
    Curve("SL-T(Zone 1)", SLVector.uniform(2)),
    Curve("SL-C(Other controller)", SLVector(1, 2, 1, 2, 3, 2, 1)),
    Curve("SL-A(Zone 1)", SLVector(1, 1, 1, 2, 1, 2, 1)),
]


def best(make: Callable[[], object]) -> float:
    """Give the least time of a call in seconds."""
    timer = Timer(make)
    number = 1
    while timer.timeit(number) < WINDOW:
        number *= 2
    return min(timer.repeat(TRIES, number)) / number


def line(
    what: str, make: Callable[[], object], milliseconds: float | None = None, kilobytes: float | None = None
) -> None:
    """Print what something costs beside its bars."""
    took = best(make) * 1e3
    made = make()
    time = f"{took:8.3f} ms" + ("" if milliseconds is None else f"  <= {milliseconds:g}  {said(took <= milliseconds)}")
    size = len(made.encode()) / 1e3 if isinstance(made, str) else None
    kept = "" if size is None else f"{size:7.1f} kB"
    limit = "" if size is None or kilobytes is None else f"  <= {kilobytes:g}  {said(size <= kilobytes)}"
    print(f"{what:<52}{time:<28}{kept}{limit}".rstrip())


def said(holds: bool) -> str:  # noqa: FBT001 - the answer to be printed
    """Print whether a bar holds."""
    return "ok" if holds else "MISSED"


def every_row() -> LevelReport:
    """Give a report on all 122 requirements of 4-2, each of them open."""
    findings = [Finding(id, Verdict.PARTIAL, "in the next release") for id in load("4-2")]
    return capability(Assessment(Subject("Controller", "1", ComponentType), "62443-4-2", "2019", findings))


def main() -> None:
    """Print the table."""
    report = every_row()
    compared = gap(report, 2)
    for count in (1, 2, 4):
        line(f"radar_svg, curves: {count}", partial(radar_svg, CURVES[:count], title="Edge controller"), 1, 10)
    line("heatmap_svg, 122 requirements", partial(heatmap_svg, report, title="Controller"))
    line("staircase_svg, 3-3", partial(staircase_svg, load("3-3")))
    line("html of a vector", partial(html, SLVector.uniform(2)))
    line("html of a report of 122 rows", partial(html, report), 5)
    line("html of its gap to a target", partial(html, compared))
    line("text of a report of 122 rows", partial(text, report))
    line("to_records of a report of 122 rows", partial(to_records, report))


if __name__ == "__main__":
    main()
