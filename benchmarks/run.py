"""Measure what this library costs, beside its peers, in one run.

Standard library, attrs and the peers only; a peer that is not installed is skipped and named in the head. Imports and first
answers are measured in fresh interpreters (POSIX only), the rest in this one, always as the least of several tries that are
spread over the run. What each line means stands in README.md beside this file.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import subprocess
import sys
import time
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from itertools import cycle
from pathlib import Path
from statistics import median
from timeit import Timer
from typing import NamedTuple

from attrs import frozen

import iec62443
from iec62443 import (
    FR,
    Assessment,
    Catalog,
    ComponentType,
    Evidence,
    Finding,
    LevelReport,
    RequirementId,
    SLStatement,
    SLVector,
    Subject,
    Verdict,
    capability,
    gap,
    load,
    satisfied_vector,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# What a fresh interpreter runs for a peer: distribution -> name in the table, code.
PEERS = {
    "cvss": ("import cvss", "import cvss"),
    "packaging": ("import packaging.version", "import packaging.version"),
    "attrs": ("import attrs", "import attrs"),
    "pycountry": ("import pycountry, first look-up", "import pycountry; pycountry.countries.get(alpha_2='DE').name"),
    "stix2": ("import stix2", "import stix2"),
    "compliance-trestle": ("import trestle.oscal.catalog", "import trestle.oscal.catalog"),
    "mitreattack-python": ("import mitreattack.stix20", "import mitreattack.stix20"),
}
FIRST_ANSWER = """
from iec62443 import Assessment, Finding, Subject, Verdict, capability, load
catalog = load("3-3")
findings = [Finding(id, Verdict.MET) for id in catalog]
assessment = Assessment(Subject("Plant"), catalog.part, catalog.edition, findings, catalog.corrigenda)
assert str(capability(assessment)) == "SL-C(Plant) = { 4 4 4 4 4 4 4 }"
"""
MODULES = "import sys; before = set(sys.modules); import iec62443; print(*sorted(set(sys.modules) - before))"
BYTECODE = "import iec62443, os; print(os.path.exists(iec62443.__cached__))"
FRESH = """
import time
start = time.process_time()
{code}
print(time.process_time() - start)
"""
FIRST_LOAD = """
import json, time
from iec62443 import capability, load
start = time.perf_counter()
load({part!r}, {edition!r})
print(time.perf_counter() - start)
"""
MEMORY = """
import json, tracemalloc
from iec62443 import FR, Assessment, Finding, Subject, Verdict, capability, load
tracemalloc.start()
catalog, other = load("3-3"), load("4-2")
kept, peak = tracemalloc.get_traced_memory()
findings = [Finding(id, Verdict.MET) for id in catalog]
assessment = Assessment(Subject("Plant"), catalog.part, catalog.edition, findings, catalog.corrigenda)
tracemalloc.reset_peak()
before, _ = tracemalloc.get_traced_memory()
report = capability(assessment)
explained = [report.blockers(fr) for fr in FR], report.assumptions
after, highest = tracemalloc.get_traced_memory()
print(json.dumps({"kept": kept, "peak": peak, "report_kept": after - before, "report_peak": highest - before}))
"""
# Other notations of the same ids, as seen in the wild.
NOTATIONS: dict[str, Callable[[RequirementId], str]] = {
    "run together": lambda of: of.text.lower().replace(" ", "").replace("(", "").replace(")", ""),
    "with the part": lambda of: f"IEC {of.part} - {of.text.replace(' RE(', ', RE').replace(')', '')}",
    "bare number": lambda of: of.text.replace("RE(", "(").replace(" ", "\N{NO-BREAK SPACE}", 1),
}
UNREAD = "forget('identifiers', '_parse')"  # no text was read before; the ids themselves are there
# What is loaded, and its bar in seconds: 2 ms up to the 100 rows of 3-3, 3 ms for the 122 of 4-2 and the like.
LOADS: tuple[tuple[str, str | None, float], ...] = (
    ("3-3", None, 2e-3),
    ("4-2", None, 3e-3),
    ("2-1", None, 2e-3),
    ("2-1", "2009", 3e-3),
    ("2-4", None, 3e-3),
    ("3-2", None, 2e-3),
    ("4-1", None, 2e-3),
)
HEADINGS = ("measured", "against", "ratio", "bar", "")
FEWEST, PATIENCE = 5, 10.0  # a slow snippet gets fewer tries: these at least, and those that fit into the seconds
WINDOW, TRIES = 2e-3, 20  # seconds that are timed at once: short, so that some try meets no other work


class Cost(NamedTuple):
    """What a fresh interpreter took, in seconds."""

    #: On the clock, from its start to its end.
    wall: float
    #: Of the processor, user and system.
    cpu: float
    #: Of the processor, as it saw itself: without its start and end.
    inside: float


class Row(NamedTuple):
    """A line of the table; without a `limit` on the ratio it is information only."""

    what: str
    seconds: float
    against: str = ""
    #: What it is compared with, in seconds.
    yard: float | None = None
    limit: float | None = None
    #: Printed in place of the seconds.
    text: str = ""

    @property
    def ratio(self) -> float | None:
        """What is measured over what it is compared with."""
        return None if self.yard is None else self.seconds / self.yard

    @property
    def missed(self) -> bool:
        """Whether the bar is missed."""
        return self.limit is not None and (self.seconds if self.ratio is None else self.ratio) > self.limit

    def better(self, other: Row) -> Row:
        """Keep the least of two tries."""
        yard = None if self.yard is None or other.yard is None else min(self.yard, other.yard)
        return self._replace(seconds=min(self.seconds, other.seconds), yard=yard)

    def cells(self) -> tuple[str, ...]:
        """Print it."""
        against = self.against if self.yard is None else f"{self.against} {shown(self.yard)}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}" if self.ratio < 10 else f"{self.ratio:.0f}"
        limit = "" if self.limit is None else f"<= {self.limit:.1f}"
        verdict = "" if self.limit is None else "MISSED" if self.missed else "ok"
        return self.what, self.text or shown(self.seconds), against, ratio, limit, verdict


@frozen
class Plain:
    """Seven fields as `SLVector` has them, without any check: the yardstick."""

    IAC: int
    UC: int
    SI: int
    DC: int
    RDF: int
    TRE: int
    RA: int


def shown(seconds: float) -> str:
    """Print a time in the unit that suits it."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("us", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}" if seconds < 1000 * size else f"{seconds / size:.0f} {unit}"
    return f"{seconds * 1e6:.3f} us"


def timed(what: str, seconds: float, bar: float | None = None) -> Row:
    """Compare a time with a bar in seconds, if there is one."""
    return Row(what, seconds) if bar is None else Row(what, seconds, "bar", bar, 1.0)


def above(what: str, seconds: float, noise: float, bar: float | None = None) -> Row:
    """Compare a difference with a bar, taking it for no less than the noise in it."""
    row = timed(what, max(seconds, noise), bar)
    return row if seconds >= noise else row._replace(text=f"< {shown(noise)}")


def best(statement: str, names: dict[str, object], size: int = 1, before: str = "") -> float:
    """Give the least time of a statement in seconds, over `size` things.

    With something to do `before` each single run, which is not timed, the statement is run once a try.
    """
    if before:
        return min(Timer(statement, before, globals={**names, "gc": gc}).repeat(TRIES, 1)) / size
    timer = Timer(statement, globals=names)
    number = 1
    while timer.timeit(number) < WINDOW:
        number *= 2
    return min(timer.repeat(TRIES, number)) / number / size


def run_fresh(code: str) -> tuple[float, float, str]:
    """Run code in a fresh, isolated interpreter; give seconds on the clock and of the processor, and what it printed."""
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, "-I", "-c", code], stdout=subprocess.PIPE, text=True) as process:
        printed = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"a fresh interpreter failed on:\n{code}")
    return wall, usage.ru_utime + usage.ru_stime, printed


def costs(snippets: dict[str, str], runs: int) -> dict[str, list[Cost]]:
    """Give what each snippet costs, try by try, all of them in turn so that a busy moment meets all."""
    tries: dict[str, list[Cost]] = {name: [] for name in snippets}
    for code in snippets.values():
        run_fresh(code)  # writes the bytecode
    for _ in range(runs):
        for name, code in snippets.items():
            if len(tries[name]) < FEWEST or sum(each.wall for each in tries[name]) < PATIENCE:
                wall, cpu, printed = run_fresh(FRESH.format(code=code))
                tries[name].append(Cost(wall, cpu, float(printed)))
    return tries


def least(tries: list[Cost]) -> Cost:
    """Give the least of each figure."""
    return Cost(*map(min, zip(*tries, strict=True)))


def over(cost: Cost, bare: Cost) -> Cost:
    """Give what a snippet costs over a bare interpreter."""
    return Cost(cost.wall - bare.wall, cost.cpu - bare.cpu, cost.inside - bare.inside)


def installed(distribution: str) -> str:
    """Give the version of a distribution, empty if it is not installed."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def imports(runs: int) -> Iterator[Row]:
    """Imports and first answers, in fresh interpreters."""
    there = dict(peer for distribution, peer in PEERS.items() if installed(distribution))
    own = {"bare": "pass", "ours": "import iec62443", "bare again": "pass", "first": FIRST_ANSWER}
    tries = costs(own | there, runs)
    bare, again = least(tries["bare"]), least(tries["bare again"])
    noise = Cost(*(abs(one - other) for one, other in zip(bare, again, strict=True)))
    bare = Cost(*map(min, bare, again))
    cost = {name: over(least(each), bare) for name, each in tries.items()}
    usual = {name: median(each.cpu for each in some) for name, some in tries.items()}
    ours, first = cost["ours"], cost["first"]
    yield Row("bare interpreter, wall", bare.wall)
    yield Row("bare interpreter, CPU", bare.cpu)
    yield Row("  noise: one half of its tries against the other", noise.cpu)
    yield above("import iec62443, wall", ours.wall, noise.wall)
    yield above("import iec62443, CPU", ours.cpu, noise.cpu, 1e-3)
    yield timed("import iec62443, CPU seen from inside", ours.inside, 1e-3)
    loaded = run_fresh(MODULES)[2].split()
    extra = [name for name in loaded if name not in {"__future__", "iec62443"}]
    text = str(len(extra))
    yield Row("modules loaded beside __future__ and iec62443", len(extra), "none", None, 0.0, text)
    for name in there:
        yield Row(f"{name}, CPU", cost[name].cpu)
        yield Row("  CPU seen from inside", cost[name].inside, "import iec62443, CPU seen from inside", ours.inside)
    for name, limit in (("import attrs", 1.5), ("import pycountry, first look-up", 1.0)):
        if name in cost:
            yield Row("first answer of 100 findings, wall", first.wall, name, cost[name].wall)
            yield Row("first answer of 100 findings, CPU", first.cpu, name, cost[name].cpu, limit)
            medians = usual["first"] - usual["bare"], usual[name] - usual["bare"]
            yield Row("  the same of medians, for a busy machine", medians[0], name, medians[1])


def loads() -> Iterator[Row]:
    """Loading each packaged edition of each part with the modules already there."""
    for part, edition, bar in LOADS:
        names: dict[str, object] = {"load": load, "part": part, "edition": edition, "forget": forget}
        shown = f"{part}:{edition}" if edition else part
        shown += f", {len(load(part, edition))} rows"
        seconds = best("load(part, edition)", names, before="gc.enable(); forget()")
        yield timed(f"first load of {shown}, every cache empty", seconds, bar)
        seconds = best("load(part, edition)", names, before="gc.enable(); forget('catalog')")
        yield timed("  its ids read before", seconds, bar)
        seconds = min(float(run_fresh(FIRST_LOAD.format(part=part, edition=edition))[2]) for _ in range(FEWEST))
        yield timed("  once in a fresh interpreter", seconds)
        yield timed("  and again", best("load(part, edition)", names), 1e-6)
    forget()  # the ids made so far are not the ones of the catalogs to come


def forget(module: str = "", name: str = "") -> None:
    """Empty the caches of the library, of one of its modules, or one alone."""
    wanted = f"iec62443.{module}".rstrip(".")
    modules = [each for key, each in sys.modules.items() if key == wanted or (not module and key.startswith(wanted))]
    there = [value for each in modules for key, value in vars(each).items() if not name or key == name]
    caches = [value.cache_clear for value in there if hasattr(value, "cache_clear")]
    if not caches:
        raise SystemExit(f"no cache {name} in {wanted}: by now this benchmark measures something else")
    for clear in caches:
        clear()


def look_ups() -> Iterator[Row]:
    """Looking a requirement up, over all of a part."""
    for part in ("3-3", "4-2"):
        catalog = load(part)
        ids = tuple(catalog)
        names: dict[str, object] = {"catalog": catalog, "keys": ids, "forget": forget}
        statement = "for key in keys: catalog[key]"
        yield timed(f"look-up in {part} by id", best(statement, names, len(ids)))
        names["keys"] = [id.text for id in ids]
        yield timed(f"look-up in {part} by canonical text", best(statement, names, len(ids)), 3e-7)
        for name, write in NOTATIONS.items():
            other = [id for id in ids if write(id) != id.text]
            keys = [write(id) for id in other]
            if [catalog[key].id for key in keys] != other:
                raise SystemExit(f"the notation {name!r} is not read as the ids that it was made of")
            names["keys"] = keys
            what = f"look-up in {part}, {name} ({keys[-1]!r})"
            yield timed(f"{what}, first seen", best(statement, names, len(keys), before=UNREAD), 1e-5)
            yield timed(f"{what}, seen before", best(statement, names, len(keys)), 1e-6)


def vectors() -> Iterator[Row]:
    """Making a vector, against the same class without any check."""
    names: dict[str, object] = {"SLVector": SLVector, "Plain": Plain, "a": SLVector(2, 2, 1, 3, 2, 2, 2)}
    plain = best("Plain(2, 2, 1, 3, 2, 2, 2)", names)
    ours = best("SLVector(2, 2, 1, 3, 2, 2, 2)", names)
    yield Row("SLVector(2, 2, 1, 3, 2, 2, 2)", ours, "unchecked attrs class", plain, 1.5)
    yield timed("vector <= vector", best("a <= a", names))
    yield timed("vector | vector", best("a | a", names))


def satisfied() -> Iterator[Row]:
    """From the ids that are satisfied to a vector."""
    for part, types in (("3-3", frozenset[ComponentType]()), ("4-2", frozenset(ComponentType))):
        catalog = load(part)
        ids = [each.id for each in catalog.required(4, types)]
        texts = [id.text for id in ids]
        read = frozenset(RequirementId.parse(NOTATIONS["with the part"](id)) for id in ids)
        names: dict[str, object] = {"vector": satisfied_vector, "catalog": catalog, "types": types}
        names |= {"ids": ids, "texts": texts, "read": read}
        names |= {"set_of_ids": frozenset(ids), "set_of_texts": frozenset(texts)}
        for name, given, bar in (
            ("frozenset of texts", "set_of_texts", 1e-5),
            ("list of texts", "texts", 1e-5),
            ("frozenset of the catalog's ids", "set_of_ids", 1e-5),
            ("frozenset of ids read by parse", "read", 1e-5),
            ("list of ids", "ids", 3.5e-5),
            ("generator of ids", "(id for id in ids)", 3.5e-5),
        ):
            seconds = best(f"vector({given}, catalog, types)", names)
            yield timed(f"{len(ids)} satisfied of {part} -> vector, {name}", seconds, bar)


def assessment(
    catalog: Catalog,
    types: frozenset[ComponentType],
    verdicts: Iterable[Verdict],
    evidence: tuple[Evidence, ...] = (),
) -> Assessment:
    """Answer everything that is required of the types, each row with the next verdict and what that needs."""
    findings = [
        Finding(
            each.id,
            verdict,
            "for a reason",
            evidence,
            condition="set so" if verdict is Verdict.MET_BY_CONFIGURATION else "",
        )
        for each, verdict in zip(catalog.required(4, types), cycle(verdicts), strict=False)
    ]
    return Assessment(Subject("Plant", "1", types), catalog.part, catalog.edition, findings, catalog.corrigenda)


def explain(given: Assessment) -> LevelReport:
    """Derive the levels, what blocks the next one of each FR, and the assumptions."""
    report = capability(given)
    for fr in FR:
        report.blockers(fr)
    _ = report.assumptions
    return report


def explanations() -> Iterator[Row]:
    """From findings that are there to levels with reasons."""
    shown_by = (Evidence("test report 7"),)
    met = (Verdict.MET,)
    every = (*met * 4, *Verdict, *met * 4)  # each verdict, and more than half of the rows met
    for part, types in (("3-3", frozenset[ComponentType]()), ("4-2", frozenset({ComponentType.EMBEDDED_DEVICE}))):
        for name, verdicts, evidence in (
            ("all met", met, shown_by),
            ("all met, no evidence", met, ()),
            ("every verdict", every, shown_by),
        ):
            given = assessment(load(part), types, verdicts, evidence)
            names: dict[str, object] = {"explain": explain, "capability": capability, "gap": gap}
            names |= {"given": given, "report": capability(given)}
            yield timed(f"{len(given)} findings on {part}, {name}: explanation", best("explain(given)", names), 1e-4)
            yield timed("  of it the report", best("capability(given)", names))
            yield timed("  with every single result", best("explain(given).results", names))
            yield timed("  beside it the gap to level 3", best("gap(report, 3)", names))
    catalog = load("3-3")
    names = {"assessment": assessment, "catalog": catalog, "none": frozenset(), "verdicts": met}
    yield timed("building 100 findings and their assessment", best("assessment(catalog, none, verdicts)", names))


def memory() -> Iterator[Row]:
    """Memory as tracemalloc counts it, in a fresh interpreter with the modules there."""
    told: dict[str, int] = json.loads(run_fresh(MEMORY)[2])
    for what, key in (
        ("both catalogs, kept", "kept"),
        ("both catalogs, peak while loading", "peak"),
        ("a report of 100 findings, kept", "report_kept"),
        ("a report of 100 findings, peak", "report_peak"),
    ):
        yield Row(what, 0.0, text=f"{told[key] / 1024:.0f} KiB")


def relatives() -> Iterator[Row]:
    """The nearest thing that a peer does, for a feeling of size."""
    names: dict[str, object] = {"catalog": load("3-3"), "parse": RequirementId.parse, "statement": SLStatement.parse}
    names["forget"] = forget
    if installed("pycountry"):
        names["countries"] = import_module("pycountry").countries
        ours = best("catalog['SR 1.1 RE(1)']", names)
        yield Row("look up by canonical text", ours, "pycountry by code", best("countries.get(alpha_2='DE')", names))
    if installed("packaging"):
        names["Version"] = import_module("packaging.version").Version
        ours = best("for n in range(1, 100): parse(f'SR 1.{n}').text", names, 99, UNREAD)
        theirs = best("for n in range(1, 100): str(Version(f'1.{n}rc1'))", names, 99)
        yield Row("read and print an id, first seen", ours, "packaging a version", theirs)
    if installed("cvss"):
        names["CVSS3"] = import_module("cvss").CVSS3
        ours = best("statement('SL-T(Zone) = { 2 2 0 1 3 1 3 }')", names)
        theirs = best("CVSS3('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H')", names)
        yield Row("read SL-T(Zone) = { 2 2 0 1 3 1 3 }", ours, "cvss a vector", theirs)


def processor() -> str:
    """Name the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def head() -> str:
    """Say on what and beside what the figures were measured."""
    peers = ", ".join(f"{each} {installed(each) or 'not installed: skipped'}" for each in PEERS)
    system = f"{os.cpu_count()} cores, {platform.system()}, load {os.getloadavg()[0]:.1f}"
    lines = [
        f"{platform.python_implementation()} {platform.python_version()}, {processor()}, {system}",
        f"iec62443 {iec62443.__version__}; peers: {peers}",
    ]
    if run_fresh(BYTECODE)[2].strip() != "True":
        lines.append("NO BYTECODE of iec62443 could be written: what is imported costs too much below")
    return "\n".join(lines)


def calibration() -> Iterator[Row]:
    """How fast the machine is, to compare figures of two."""
    yield Row("constructing a plain attrs class of 7 fields", best("Plain(2, 2, 1, 3, 2, 2, 2)", {"Plain": Plain}))
    yield Row("100,000 turns of an empty loop", best("for _ in range(100_000): pass", {}))


def show(title: str, rows: Iterable[Row]) -> None:
    """Print a section."""
    cells = [(title, *HEADINGS), *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    print()
    for line in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def main() -> int:
    """Measure, print, and say how many bars are missed."""
    parser = argparse.ArgumentParser(description="Measure what this library costs, beside its peers.")
    parser.add_argument("--runs", type=int, default=100, help="tries of each fresh interpreter (default: 100)")
    parser.add_argument("--passes", type=int, default=10, help="how often the rest is gone through (default: 10)")
    parser.add_argument("--strict", action="store_true", help="exit with 1 when a bar is missed")
    asked = parser.parse_args()
    print(head())
    sections: dict[str, list[Row]] = {}
    warm = {
        "Calibration": calibration,
        "Loading, modules warm": loads,
        "Look-ups": look_ups,
        "Vectors": vectors,
        "Satisfied ids": satisfied,
        "Reports": explanations,
        "Relatives, information only": relatives,
    }
    for _ in range(max(1, asked.passes)):
        for title, section in warm.items():
            rows = list(section())
            sections[title] = list(map(Row.better, sections.get(title, rows), rows))
    sections["Imports, over a bare interpreter"] = list(imports(max(1, asked.runs)))
    sections["Memory"] = list(memory())
    for title, rows in sections.items():
        show(title, rows)
    missed = sum(row.missed for rows in sections.values() for row in rows)
    print(f"\n{missed} bars missed" if missed else "\nevery bar holds")
    return int(bool(missed) and asked.strict)


if __name__ == "__main__":
    sys.exit(main())
