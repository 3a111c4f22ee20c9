"""Measure documents: the declaration of an embedded device, built and written in each format, beside its bar.

Each time is the least of several tries of processor time in this process, with the modules there and the templates compiled.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from time import process_time
from timeit import Timer

from iec62443 import Origin, Templates, capability, read_assessment, read_details, render, supplier_declaration

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

TRIES = 15
EDGE = Path(__file__).parent.parent / "examples" / "edge-controller"
#: Milliseconds by format.
BARS = {"md": 20, "html": 50, "xlsx": 150, "docx": 400, "pdf": 500}


def best(make: Callable[[], object]) -> float:
    """Give the least time of a call in milliseconds."""
    make()
    return 1e3 * min(Timer(make, timer=process_time).repeat(TRIES, 1))


def line(what: str, took: float, bar: float | None, size: int | None = None) -> None:
    """Print what something costs beside its bar."""
    limit = "" if bar is None else f"  <= {bar:g}  {'ok' if took <= bar else 'MISSED'}"
    print(f"{what:<44}{took:9.2f} ms{limit:<18}" + ("" if size is None else f"{size / 1e3:8.1f} kB"))


def main() -> None:
    """Print every line."""
    report = capability(read_assessment(EDGE / "edge-controller.toml"))
    details = read_details(EDGE / "edge-controller.details.toml")
    origin, day = Origin.of("1.2.3", [("edge-controller.csv", b"")]), dt.date(2026, 11, 2)
    document = supplier_declaration(report, details, origin=origin, date=day)
    rows = len(report.results)
    print(f"declaration of {rows} requirements")
    line("built", best(lambda: supplier_declaration(report, details, origin=origin, date=day)), None)
    for format, bar in BARS.items():
        write = partial(render, document, format)
        line(f"as .{format}", best(write), bar, len(write()))
    own = Templates({"style.css": "body { color: black; }"})
    line("as .html with a template of the user's", best(lambda: render(document, "html", own)), None)


if __name__ == "__main__":
    main()
