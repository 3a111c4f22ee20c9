"""Measure what a document costs in the formats that are bytes: a declaration of 83 requirements. No peer does the same.

Each time is the least of several tries in this process, with the modules there, and each try writes another document, so that
nothing is kept from one to the next. Beside it stands the first one, which imports what the format needs, and the size.
"""

from __future__ import annotations

import time
from importlib import import_module
from pathlib import Path

from attrs import evolve

from iec62443 import Document, capability, read_assessment, supplier_declaration

EXAMPLE = Path(__file__).parent.parent / "examples" / "edge-controller" / "edge-controller.toml"
TRIES = 15
#: The bars, in milliseconds.
BARS = {"xlsx": 150, "docx": 400, "pdf": 500}


def took(format: str, document: Document) -> tuple[float, float, int]:
    """Give the time on the clock and of the processor that a document takes, in milliseconds, and its size in bytes."""
    clock, processor = time.perf_counter(), time.process_time()
    made = import_module(f"iec62443.documents.{format}").write(document)
    return (time.perf_counter() - clock) * 1e3, (time.process_time() - processor) * 1e3, len(made)


def main() -> None:
    """Print a line a format."""
    document = supplier_declaration(capability(read_assessment(EXAMPLE)))
    rows = max(len(getattr(block, "rows", ())) for section in document.sections for block in section.blocks)
    print(f"a declaration of {rows} requirements, the least of {TRIES} tries")
    for format, bar in BARS.items():
        first, _, _ = took(format, document)
        tries = [took(format, evolve(document, subtitle=f"Try {number}")) for number in range(TRIES)]
        clock, processor = min(each[0] for each in tries), min(each[1] for each in tries)
        verdict = "kept" if clock <= bar else "missed"
        print(
            f"{format:<5} {clock:6.0f} ms  <= {bar} ms  {verdict:<7} processor {processor:4.0f} ms, "
            f"the first one {first:5.0f} ms, {tries[0][2] / 1e3:.0f} kB"
        )


if __name__ == "__main__":
    main()
