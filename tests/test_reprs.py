"""What a console shows of a value: one short line, whatever is in it; of a small value the call that makes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from copy import copy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import iec62443
from iec62443 import (
    Assessment,
    AttackerTable,
    Component,
    ComponentType,
    Configuration,
    DocumentDetails,
    Evidence,
    Finding,
    Measure,
    Origin,
    PatchRecord,
    ProductOption,
    SLVector,
    Subject,
    SupplierAssumption,
    SystemUnderConsideration,
    Templates,
    Verdict,
    Zone,
    capability,
    check_partition,
    compare,
    gap,
    load,
    load_texts,
    maturity_gap,
    patch_report,
    place_report,
    plan,
    process_maturity,
    read_action_plan,
    read_assessment,
    read_matrix,
    read_scenarios,
    read_system,
    supplier_declaration,
    system_report,
    target_report,
    tasks,
    upgrade,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = Path(__file__).parent.parent / "examples"
WORKS, EDGE = EXAMPLES / "water-treatment", EXAMPLES / "edge-controller"
#: The small ones: as the call that makes them, or as a value of a tuple.
SMALL = {
    "Amendment",
    "Approval",
    "Attacker",
    "Claim",
    "ClaimSource",
    "Curve",
    "Dispute",
    "Evidence",
    "External",
    "Fall",
    "Finding",
    "Flow",
    "Group",
    "Header",
    "Heading",
    "HeatCell",
    "KnownCorrigendum",
    "LintFinding",
    "Marginal",
    "Misnumbered",
    "Part",
    "Reference",
    "RequirementId",
    "RiskAcceptance",
    "SLRange",
    "SLStatement",
    "SLVector",
    "Signatory",
    "Subject",
    "TargetDecision",
}


def public() -> dict[str, type]:
    """Give the classes of values that a user meets, by name."""
    known = {name: getattr(iec62443, name) for name in iec62443.__all__}
    return {
        name: each
        for name, each in known.items()
        if isinstance(each, type) and (attrs.has(each) or hasattr(each, "_fields"))
    }


@cache
def large() -> dict[str, list[Any]]:
    """Give values of every large class, most of them from the examples."""
    works = read_system(WORKS)
    report = system_report(works)
    controller = read_assessment(EDGE / "edge-controller.toml")
    level = capability(controller)
    met = [Finding(id, Verdict.MET, maturity=2) for id in load("4-1")][1:]
    out = [Finding("SG-1", Verdict.NOT_APPLICABLE, "no guides")]
    team = process_maturity(Assessment(Subject("Team"), "62443-4-1", "2018", [*met[:-1]]).with_findings(*out))
    day = dt.date(2026, 1, 1)
    plc = Component(
        "PLC",
        {ComponentType.EMBEDDED_DEVICE},
        assessment=controller,
        as_built=[Finding("CR 1.1", Verdict.MET)],
        assumes=[SupplierAssumption("a firewall stands before it", ["SR 5.2"])],
    )
    cell = Zone(
        "Cell", 2, ["PLC"], findings=[Finding("SR 5.1", Verdict.MET)], as_built=[Finding("SR 5.1", Verdict.MET)]
    )
    small = SystemUnderConsideration("Works", zones=[cell], components=[plc], switched_off={"place-without-owner": "x"})
    offer = ProductOption("PLC", "PX 8", 20, configuration=Configuration(["CR 1.1"], [Evidence("T")]))
    measures = [Measure("Firewall", 12.5, ["SR 5.1", "SR 5.2"], ["Cell"])]
    matrix, scenarios = read_matrix(WORKS / "risks/matrix.toml"), read_scenarios(WORKS / "risks/scenarios.toml")
    attackers = AttackerTable("Ours", {"insider": 2})
    seeds: list[object] = [
        *(works, report, *report, check_partition(works), check_partition(small), tasks(report.places[0])),
        *(level, gap(level, 3), team, maturity_gap(team, 3), compare(level, level, day)),
        *(load("3-3", corrigenda=()).diff(load("3-3")), upgrade(controller.findings, load("4-2"), load("4-2"))),
        *(small, place_report(small, "Cell"), offer, Configuration(), Templates({"a.md": "text"}, b"x")),
        *(
            patch_report([PatchRecord("KB 1", "Station", [("Released", day)])], as_of=day),
            DocumentDetails("Us", number="7"),
        ),
        *(
            plan(small, measures, [offer], places=["Cell"]),
            read_action_plan(EDGE / "edge-controller.actions.toml", load("4-2")),
        ),
        *(load_texts("3-3"), matrix, attackers, target_report(scenarios, matrix, system=works)),
        *(supplier_declaration(level), Origin.of("1", [("a.toml", b"x")])),
    ]
    found: dict[str, list[Any]] = {}
    for each in walked(seeds, set()):
        found.setdefault(type(each).__name__, []).append(each)
    return found


def walked(value: object, seen: set[int]) -> Iterator[object]:
    """Go through a value and what it holds: the values of classes of ours."""
    if isinstance(value, (str, bytes)) or id(value) in seen:
        return
    seen.add(id(value))
    parts: list[object] = []
    if attrs.has(type(value)):
        yield value
        kind: Any = type(value)
        parts = [getattr(value, each.name) for each in attrs.fields(kind)]
        parts += [
            getattr(value, name)
            for name in ("rows", "duties", "results", "supplier_assumptions")
            if hasattr(value, name)
        ]
    elif isinstance(value, Mapping):
        parts = [*value.values()]
    elif isinstance(value, (tuple, list)):
        if hasattr(value, "_fields"):
            yield value
        parts = [*value]
    for each in parts:
        yield from walked(each, seen)


def test_every_large_class_is_looked_at() -> None:
    assert set(public()) - SMALL <= set(large())


@pytest.mark.parametrize("name", sorted(set(public()) - SMALL))
def test_a_large_value_says_itself_in_a_short_line(name: str) -> None:
    for each in large()[name]:
        said = repr(each)
        assert said.startswith("<")
        assert said.isprintable()
        assert len(said) <= 200


@pytest.mark.parametrize("name", sorted(set(public()) - SMALL - {"Catalog", "LevelReport", "PlaceLevels"}))
def test_a_long_and_hostile_text_leaves_it_a_short_line(name: str) -> None:
    strange = "Cell\n\x1b[31m\u202e" * 1000
    for each in large()[name][:20]:
        texts = {
            field.name: strange
            for field in (attrs.fields(type(each)) if attrs.has(type(each)) else ())
            if isinstance(getattr(each, field.name), str) and field.init and field.name not in {"part", "parent"}
        }
        changed = copy(each)
        for field, text in texts.items():
            object.__setattr__(changed, field, text)
        assert repr(changed).isprintable()
        assert len(repr(changed)) <= 200


def test_names_are_cut_and_on_one_line_in_what_rests_on_them() -> None:
    strange = "Cell\n\x1b[31m" * 1000
    zone = Zone(strange, 2)
    plant = SystemUnderConsideration(strange, zones=[zone])
    report = system_report(plant)
    level = capability(Assessment(Subject(strange), "62443-3-3", "2013"))
    values = [plant, zone, report, *report, *(each.design for each in report), check_partition(plant), plan(plant, [])]
    for each in (*values, level, level.assessment, gap(level, 2)):
        assert repr(each).isprintable()
        assert len(repr(each)) <= 200


@pytest.mark.parametrize("name", sorted(SMALL & set(public())))
def test_a_small_value_is_one_line_too(name: str) -> None:
    assert all("\n" not in repr(each) for each in large().get(name, []))


def test_a_line_says_the_name_and_counts_what_there_is() -> None:
    system = large()["SystemUnderConsideration"][0]
    counts = "8 zones, 6 conduits, 27 components, 22 flows, 3 countermeasures"
    assert repr(system) == f"<SystemUnderConsideration 'Aldermoor water treatment works (fictional)', {counts}>"
    assert repr(Zone("Cell")) == "<Zone 'Cell', no SL-T>"
    assert repr(Zone("Cell", 2, ["PLC"])) == "<Zone 'Cell', SL-T { 2 2 2 2 2 2 2 }, 1 component>"
    assert repr(SLVector.uniform(2)) == "SLVector(2, 2, 2, 2, 2, 2, 2)"


@pytest.mark.parametrize("name", sorted(set(public()) - SMALL))
def test_a_line_says_nothing_twice(name: str) -> None:
    for each in large()[name]:
        said = repr(each).strip("<>").split(", ")
        assert len(said) == len(set(said))
