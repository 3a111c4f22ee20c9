"""The example works reads, and gives what its README derives by hand."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve

from iec62443 import (
    FR,
    SL,
    ComponentType,
    MeasureKind,
    SLVector,
    State,
    SystemReport,
    SystemUnderConsideration,
    Verdict,
    capability,
    load,
    read_assessment,
    read_system,
    system_report,
)
from iec62443.assessors.partition import check_partition
from iec62443.assessors.rows import Basis
from iec62443.files.systems import system_inputs

HERE = Path(__file__).parent.parent / "examples" / "water-treatment"
README = (HERE / "README.md").read_text(encoding="utf-8")
#: Derived by hand from the files and the rules, before the program was asked: SL-C and SL-A, in the order of the FRs.
BY_HAND = {
    "Disinfection": ("0 0..3 0..2 0..1 2 0..4 0", "0..1 0..3 0..2 0..1 2 0..4 0..2"),
    "Wireless field": ("0..4 0..4 0..1 1..4 2..4 0..4 0..4", "0..4 0..4 0..1 1..4 2..4 0..4 0..4"),
    "Supervisory": ("2..4 0..4 0..2 1 2..4 2..4 0..2", "0..4 0..4 0..2 0..2 2..4 0..4 0..2"),
    "Filtration": ("1 0 2 1 2 2 2", "1 2 2 1 2 2 0"),
    "Site DMZ": ("2..4 2..4 0..2 2 2..4 2..4 2..4", "2..4 2..4 0..2 2 2..4 2..4 2..4"),
    "Chlorine safety": ("2..4 2 2 1 3..4 2..4 2", "2..4 2 2 1 3..4 2..4 2"),
    "Remote link": ("2..4 2..4 2..4 3..4 3..4 4 2..4", "2..4 2..4 2..4 3..4 3..4 4 2..4"),
    "Business link": ("2..4 2..4 2..4 3..4 2..4 4 2..4", "2..4 2..4 2..4 3..4 2..4 4 2..4"),
    "Control backbone": ("2..4 2..4 2..4 1 2..4 4 2..4", "2..4 2..4 2..4 1 2..4 4 2..4"),
    "Remote access": ("3..4 2 2 2 3..4 4 2..4", "3..4 2 2 2 3..4 4 2..4"),
    "Safety link": ("- - - - 3..4 - 4", "- - - - 3..4 - 4"),
    "Supervisory link": ("2..4 2..4 2..4 3..4 2..4 4 2..4", "2..4 2..4 2..4 3..4 2..4 4 2..4"),
    "Wireless link": ("4 2 4 4 4 - 4", "4 2 4 4 4 - 4"),
}


@cache
def works() -> SystemUnderConsideration:
    return read_system(HERE)


@cache
def report() -> SystemReport:
    return system_report(works())


def rows(width: int, under: str = "") -> list[list[str]]:
    """Give the cells of the README's table rows of a width, under a heading or anywhere."""
    text = README.partition(f"## {under}")[2].partition("\n## ")[0] if under else README
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")
    ]
    return [row for row in cells if len(row) == width and not set(row[0]) <= {"-", " "}]


# ---- what is in it


def test_the_works_has_what_an_example_needs() -> None:
    system = works()
    assert (8, 6, 27) == (len(system.zones), len(system.conduits), len(system.components))
    assert set(ComponentType) == {each for one in system.components for each in one.component_types}
    assert 8 == len({id(each.assessment) for each in system.components if each.assessment is not None})
    assert {"VSD-201", "SIS-301"} == {each.name for each in system.components if each.claim is not None}
    assert set(MeasureKind) == {each.kind for each in system.countermeasures}
    assert 2 == sum(each.scope is not None for each in system.conduits)
    nothing = {each.name for each in system.components if each.assessment is None and each.claim is None}
    assert {"OPC-1", "REP-1", "DOS-201"} == nothing


def test_everything_that_a_requirements_specification_holds_is_filled_in() -> None:
    system = works()
    head = (system.description, system.tolerable_risk, system.threat_environment, system.operating_environment)
    assert all(head)
    assert all((system.regulations, system.policies, system.essential_functions, system.approvals, system.externals))
    assert [] == [each.name for each in system.places if not (each.owner and each.policies)]
    assert [] == [each.name for each in system.zones if not (each.logical_boundary and each.physical_boundary)]
    assert [] == [each.name for each in system.zones if not each.access_points or not each.assumptions]
    assert [] == [each.name for each in system.zones if each.safety_related is None]
    targets = {
        each.name: bool(each.target and each.target_basis) or bool(each.initial_risk_tolerable)
        for each in system.places
    }
    assert set(targets.values()) == {True}
    assert 5 <= len({each.target for each in system.zones if each.target is not None})


def test_every_name_of_a_maker_or_person_says_that_it_is_fictional() -> None:
    named = [each.supplier for each in works().components if each.supplier]
    named += [each.name for each in works().approvals]
    assert [] == [each for each in named if "fictional" not in each]
    assert "(fictional)" in works().name
    assert README.startswith("# A fictional")


def test_the_partition_has_one_remark() -> None:
    assert [("component-unsupported", "DOS-201")] == [
        (each.rule.value, each.place) for each in check_partition(works()).findings
    ]


@pytest.mark.parametrize("sheet", sorted(HERE.glob("*/*.csv")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sheet_has_the_titles_and_levels_of_the_catalog_in_its_order(sheet: Path) -> None:
    catalog = load("4-2" if sheet.parent.name == "assessments" else "3-3")
    order = [id.text for id in (*catalog.constraints, *catalog)]
    with sheet.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    ids = [line["id"] for line in lines]
    assert sorted(set(ids), key=order.index) == ids
    known = {each.id.text: each for each in (*catalog.constraints.values(), *catalog.values())}
    for line in lines:
        row = known[line["id"]]
        assert (row.title, row.fr.name if row.fr else "", str(int(row.sl)) if row.sl else "") == (
            line["title"],
            line["fr"],
            line["sl"],
        )


@pytest.mark.parametrize("path", sorted((HERE / "assessments").glob("*.toml")), ids=lambda path: path.stem)
def test_an_assessment_reads_by_itself(path: Path) -> None:
    assert capability(read_assessment(path)).assessment in {each.assessment for each in works().components}


def test_every_file_of_the_folder_is_read() -> None:
    there = {each.relative_to(HERE).as_posix() for each in HERE.rglob("*") if each.is_file()}
    beside = {"README.md", "water-treatment.options.toml", "risks/matrix.toml", "risks/scenarios.toml"}
    assert there - beside == {name for name, _ in system_inputs(HERE)}


# ---- the result


@pytest.mark.parametrize("name", BY_HAND)
def test_the_levels_of_a_place_are_those_derived_by_hand(name: str) -> None:
    place = report()[name]
    shown = tuple(" ".join(map(levels.shown, FR)) for levels in (place.design, place.achieved))
    assert BY_HAND[name] == shown


def test_the_readme_shows_every_place_with_a_target_worst_first() -> None:
    expected = [[name, *levels] for name, levels in BY_HAND.items()]
    printed = rows(4, "The result")[1:]
    assert expected == [[name, *levels] for name, _, *levels in printed]
    targets = {name: SLVector.parse(target) for name, target, *_ in printed}
    assert targets == {each.place.name: each.place.target for each in report() if each.place.target is not None}
    assert [*BY_HAND, "Office"] == [each.place.name for each in report()]


def test_what_the_readme_says_to_bar_filtration_bars_it() -> None:
    design = report()["Filtration"].design
    printed = rows(5, "Filtration by hand")[1:]
    assert [fr.name for fr in FR] == [row[0] for row in printed]
    for fr, id, level, _, _ in printed:
        row = design.row(id)
        assert (FR[fr], SL(int(level)), State.OPEN) == (row.requirement.fr, row.requirement.sl, row.state)
        lower = [each for each in design.rows if each.requirement.fr is FR[fr] and each.holds < row.holds]
        assert [] == lower
        assert row.holds is design.vector[FR[fr]]


def test_filtration_misses_its_target_in_two_frs() -> None:
    assert {FR.IAC, FR.UC} == {each.fr for each in report()["Filtration"].design.gaps if each.missing}


def test_what_the_readme_says_to_be_provided_is_provided_that_way() -> None:
    design = report()["Filtration"].design
    printed = rows(4, "Filtration by hand")[1:5]
    assert ["SR 1.3", "SR 6.2", "SR 7.3", "SR 7.3 RE(1)"] == [row[0] for row in printed]
    for id, _, _, way in printed:
        assert (Basis.PROVIDER, tuple(way.split(", "))) == (design.row(id).basis, design.row(id).path)


def test_without_providers_filtration_is_what_the_readme_says() -> None:
    zones = [evolve(each, providers={}) if each.name == "Filtration" else each for each in works().zones]
    design = system_report(evolve(works(), zones=zones))["Filtration"].design
    assert ["0", "1..2", "0..2"] == [design.shown(fr) for fr in (FR.IAC, FR.TRE, FR.RA)]
    assert "Without them IAC is 0" in README
    assert "TRE `1..2` and RA `0..2`" in README


def test_two_requirements_are_allocated_and_one_of_them_nobody_provides() -> None:
    allocated = {
        (part.requirement.id.text, row.state)
        for row in report()["Filtration"].design.rows
        for part in row.parts
        if part.allocated and row.requirement.sl is not None and row.requirement.sl <= 2
    }
    assert {("CR 1.3", State.CLOSED), ("CR 1.8", State.OPEN)} == allocated
    unprovided = report()["Filtration"].unprovided
    assert {("CR 1.8", "PLC-101"), ("CR 1.8", "PLC-102")} == {
        (each.part.requirement.id.text, each.component) for each in unprovided
    }


def test_achieved_differs_from_the_design_where_the_readme_says_so() -> None:
    for name, under in (("Filtration", "Filtration by hand"), ("Disinfection", "Disinfection by hand")):
        place = report()[name]
        differing = {fr for fr in FR if place.design.shown(fr) != place.achieved.shown(fr)}
        text = README.partition(f"## {under}")[2].partition("\n## ")[0].partition("**What is achieved**")[2]
        assert {fr.name for fr in differing} == set(re.findall(r"^\| ([A-Z]+) \|", text, re.MULTILINE)) - {"FR"}
    assert ("Locked gallery panel",) == tuple(each.name for each in works().countermeasures if "HMI-101" in each.places)


def test_the_levels_of_disinfection_stand_in_its_table() -> None:
    design = report()["Disinfection"].design
    printed = {row[0]: row[1] for row in rows(4, "Disinfection by hand") if row[0] in FR.__members__}
    assert {fr.name: design.shown(fr) for fr in FR} == printed


def test_what_is_at_best_open_in_disinfection_is_what_the_readme_names() -> None:
    design = report()["Disinfection"].design
    barring = {
        fr: {
            each.requirement.id.text
            for each in design.rows
            if each.requirement.fr is fr and each.may_hold == design.ceiling[fr]
        }
        for fr in FR
        if design.ceiling[fr] < 4
    }
    assert {
        FR.IAC: {"SR 1.1"},
        FR.UC: {"SR 2.1 RE(4)", "SR 2.11 RE(2)", "SR 2.12 RE(1)"},
        FR.SI: {"SR 3.1 RE(1)"},
        FR.DC: {"SR 4.1 RE(1)"},
        FR.RDF: {"SR 5.1 RE(2)"},
        FR.RA: {"SR 7.3"},
    } == barring


def test_one_countermeasure_is_adequate_below_the_target() -> None:
    guard = next(each for each in works().countermeasures if each.name == "Serial guard")
    target = works().zone("Disinfection").target
    assert target is not None
    assert guard.adequate_up_to < target[FR.IAC]
    assert SL.SL1 is report()["Disinfection"].achieved.row("SR 1.1").holds
    assert SL.SL0 is report()["Disinfection"].design.row("SR 1.1").holds


def test_the_acceptance_of_a_risk_stands_beside_its_gap() -> None:
    gaps = {each.fr: each for each in report()["Filtration"].design.gaps}
    assert ["SR 1.8"] == [each.requirement.text for each in gaps[FR.IAC].acceptances]


def test_the_certificate_and_the_leaflet_count_as_the_readme_says() -> None:
    safety = {part.component: part for part in report()["Chlorine safety"].design.row("SR 1.2 RE(1)").parts}
    assert (State.UNDETERMINED, State.CLOSED) == (safety["SIS-301"].state, safety["SEW-301"].state)
    drive = {part.component: part for part in report()["Disinfection"].design.row("SR 2.5").parts}["VSD-201"]
    assert (State.UNDETERMINED, True) == (drive.state, "version 2.8" in drive.reason)


def test_the_verdicts_are_of_mixed_quality() -> None:
    given = {one.verdict for each in works().components if each.assessment for one in each.assessment}
    assert set(Verdict) - {Verdict.COMPENSATED, Verdict.PLANNED} == given
