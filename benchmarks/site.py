"""Measure how long the site takes to build, in one run: the pages alone, and the strict build that CI runs, against its bar.

The build is one process on one core: the time of its processor is what the clock shows on a machine that does nothing else, and
what the bar stands on. POSIX only, because that time is read of a child. Run with ``--group docs``.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent / "docs" / "_build"))

from catalog_pages import book, shelf

ROOT = Path(__file__).parent.parent
#: Seconds for the whole site.
BAR = 30.0


def build(folder: Path) -> tuple[float, float]:
    """Build the site as CI does; give its seconds on the clock and of the processor."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    seconds, after = perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Measure, print, and say whether the bar holds."""
    parser = argparse.ArgumentParser(description="Measure how long the site takes to build.")
    parser.add_argument("--runs", type=int, default=3, help="how often it is built (default: 3)")
    parser.add_argument("--strict", action="store_true", help="exit with 1 when the bar is missed")
    asked = parser.parse_args()
    start = perf_counter()
    made = book.pages(shelf.packaged())
    making = perf_counter() - start
    tries = []
    for _ in range(max(1, asked.runs)):
        with tempfile.TemporaryDirectory() as folder:
            tries.append(build(Path(folder)))
            pages = sum(1 for _ in Path(folder).rglob("*.html"))
            index = (Path(folder) / "search" / "search_index.json").stat().st_size
    wall, cpu = min(wall for wall, _ in tries), min(cpu for _, cpu in tries)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, least of {len(tries)}")
    print(f"{len(made)} files made from the catalog  {making:6.2f} s")
    print(f"strict build of {pages} pages, wall     {wall:6.2f} s")
    print(f"strict build of {pages} pages, CPU      {cpu:6.2f} s   bar {BAR:.0f} s   {cpu / BAR:.2f}")
    print(f"index of the search                 {index / 1e6:6.2f} MB")
    print("every bar holds" if cpu <= BAR else "1 bars missed")
    return int(cpu > BAR and asked.strict)


if __name__ == "__main__":
    sys.exit(main())
