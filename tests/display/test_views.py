"""What notebooks and terminals show of a value: true, escaped, small, and never in the way of anything else."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from assessment_strategies import ALL_TYPES, assessments, component, least, system
from drawings import contrast, hostile, page
from hypothesis import given, settings
from hypothesis import strategies as st
from rollup_strategies import systems
from strategies import statements, vectors

import iec62443
from iec62443 import (
    FR,
    Assessment,
    Catalog,
    Claim,
    ClaimForm,
    Component,
    ComponentType,
    Conduit,
    Countermeasure,
    Evidence,
    External,
    Finding,
    Flow,
    GapReport,
    LevelReport,
    MaturityGap,
    MaturityReport,
    Measure,
    PartitionReport,
    PlaceLevels,
    PlaceReport,
    Plan,
    Requirement,
    RiskAcceptance,
    Selection,
    SLStatement,
    SLVector,
    Subject,
    SupplierAssumption,
    SystemReport,
    SystemUnderConsideration,
    Verdict,
    Zone,
    capability,
    check_partition,
    gap,
    load,
    maturity_gap,
    place_report,
    plan,
    process_maturity,
    read_assessment,
    system_report,
)
from iec62443.display import bundle, html, text
from iec62443.display.blocks import view
from iec62443.display.markup import TONES, as_html
from iec62443.display.plain import LAST, as_text
from iec62443.documents.model import HeatMap, Section, Tone
from iec62443.pictures.canvas import PAINTS

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parent.parent / "golden" / "display"
EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "edge-controller" / "edge-controller.toml"
SHOWN: tuple[type, ...] = (
    SLVector,
    SLStatement,
    Requirement,
    Catalog,
    Selection,
    Assessment,
    LevelReport,
    GapReport,
    MaturityReport,
    MaturityGap,
    SystemUnderConsideration,
    Zone,
    Conduit,
    Component,
    PlaceLevels,
    PlaceReport,
    SystemReport,
    Plan,
    PartitionReport,
)


@cache
def controller() -> LevelReport:
    return capability(read_assessment(EXAMPLE))


@cache
def team() -> MaturityReport:
    met = [Finding(id, Verdict.MET, maturity=3) for id in load("4-1")]
    low = (
        Finding("DM-2", Verdict.MET, maturity=2),
        Finding("SM-1", Verdict.PARTIAL),
        Finding("SG-1", Verdict.NOT_ASSESSED),
    )
    return process_maturity(Assessment(Subject("Firmware team"), "62443-4-1", "2018", met).with_findings(*low))


def chosen() -> Selection:
    return Selection(
        "Baseline",
        "62443-3-3",
        "2013",
        ["SR 1.1", "SR 1.10"],
        {"SR 1.6": "no wireless"},
        {"SR 1.11": {"attempts": "5"}},
    )


@cache
def works() -> SystemUnderConsideration:
    """Give a small plant in which something is reached, open, not known, left to others, assumed and switched off."""
    met = [Finding(id, Verdict.MET) for id in load("3-3") if id.text not in {"SR 1.8", "SR 5.1"}]
    left = [Finding("SR 1.8", Verdict.PLANNED, "next year"), Finding("SR 5.1", Verdict.NOT_MET)]
    firewall = Component("FW-1", {ComponentType.NETWORK_DEVICE}, "Wall <3>", "2.1", "Maker & co")
    control = Component(
        "PLC-1",
        {ComponentType.EMBEDDED_DEVICE},
        assessment=Assessment(
            Subject("PX 7", "2.0", {ComponentType.EMBEDDED_DEVICE}),
            "62443-4-2",
            "2019",
            [Finding("CR 1.8", Verdict.ALLOCATED, "the plant has a PKI"), Finding("CR 1.1", Verdict.MET)],
        ),
        assumes=[SupplierAssumption("a firewall stands before it", ["SR 5.2"])],
    )
    cell = Zone(
        "Cell",
        2,
        ["PLC-1"],
        findings=[*met, *left],
        owner="Plant manager",
        target_basis="Policy 7",
        providers={"SR 1.3": "DMZ"},
        acceptances=[RiskAcceptance("SR 5.1", "Plant manager", "behind a locked door")],
    )
    return SystemUnderConsideration(
        "Works",
        zones=[cell, Zone("Inner", 1, parent="Cell"), Zone("DMZ", 1, findings=[*met, Finding("SR 5.1", Verdict.MET)])],
        conduits=[Conduit("Uplink", ["Cell", "DMZ", "Internet"], 1, None, ["FW-1"], ["FW-1"])],
        components=[firewall, control],
        externals=[External("Internet")],
        flows=[Flow("PLC-1", "Internet", "HTTPS", via=["Uplink"])],
        countermeasures=[Countermeasure("Locked door", ["SR 1.8"], ["Cell"], 2)],
        essential_functions=["keep the water clean"],
        switched_off={"place-without-owner": "see the org chart", "hosting-cycle": "no virtual machines"},
    )


def measures() -> list[Measure]:
    return [Measure("Firewall", 12.5, ["SR 5.1"], ["Cell"]), Measure("Gold", 99, ["SR 5.1"], ["Cell"])]


def values() -> dict[str, Any]:
    """Give a value of each kind that is shown."""
    accepted = RiskAcceptance("EDR 2.13", "Plant manager", "behind a locked door")
    return {
        "vector": SLVector(2, 2, 0, 1, 3, 1, 3),
        "statement": SLStatement.parse("SL-T(BPCS <Zone> & co) = { 2 2 0 1 3 1 - }"),
        "requirement": load("4-2")["EDR 3.14 RE(1)"],
        "catalog": load("3-3"),
        "catalog-in-groups": load("2-1"),
        "selection": chosen(),
        "assessment": controller().assessment,
        "levels": controller(),
        "gap": gap(controller(), 2, [accepted]),
        "maturity": team(),
        "maturity-gap": maturity_gap(team(), 3),
        "system": works(),
        "zone": works().zone("Cell"),
        "conduit": works().conduit("Uplink"),
        "component": works().component("PLC-1"),
        "place-levels": place_report(works(), "Cell").design,
        "place": place_report(works(), "Cell"),
        "system-report": system_report(works()),
        "plan": plan(works(), measures(), places=["Cell", "DMZ"]),
        "partition": check_partition(works()),
    }


# ---- every value


@pytest.mark.parametrize("name", values())
def test_a_value_shows_itself_in_a_notebook(name: str) -> None:
    value = values()[name]
    shown = value._repr_mimebundle_(include=None, exclude=None)
    assert {"text/html": html(value), "text/plain": text(value)} == shown == bundle(value)
    assert html(value) == value._repr_html_()
    said = page(html(value))
    head = text(value).splitlines()[0]
    assert head == said[0]


@pytest.mark.parametrize("name", values())
def test_the_text_is_the_one_that_was_looked_at(name: str) -> None:
    assert (GOLDEN / f"{name}.txt").read_text(encoding="utf-8") == text(values()[name]) + "\n"


@pytest.mark.parametrize("name", ["vector", "requirement", "catalog", "selection", "gap"])
def test_the_html_is_the_one_that_was_looked_at(name: str) -> None:
    assert (GOLDEN / f"{name}.html").read_text(encoding="utf-8") == html(values()[name]) + "\n"


def test_every_kind_that_is_shown_is_a_public_one() -> None:
    known = [getattr(iec62443, name) for name in iec62443.__all__]
    assert set(SHOWN) == {each for each in known if isinstance(each, type) and hasattr(each, "_repr_html_")}
    assert set(SHOWN) <= {type(each) for each in values().values()}


def test_taking_part_adds_no_field_and_no_dictionary() -> None:
    for each in SHOWN:
        assert not [field for field in attrs.fields(each) if "repr" in field.name]
        assert "__dict__" not in dir(each)


@pytest.mark.parametrize("name", ["vector", "requirement", "catalog", "levels", "maturity"])
def test_repr_stays_one_line(name: str) -> None:
    assert "\n" not in repr(values()[name])
    assert len(repr(values()[name])) < 120


@pytest.mark.parametrize("stranger", [1, "SR 1.1", None, FR.IAC, [SLVector.uniform(1)]])
def test_a_value_without_a_view_is_refused(stranger: object) -> None:
    for show in (html, text, bundle):
        with pytest.raises(TypeError, match="there is no view of"):
            show(stranger)


def test_a_block_that_neither_form_knows_is_refused() -> None:
    strange = Section("X", (HeatMap("X", ()),))
    for show in (as_html, as_text):
        with pytest.raises(TypeError, match="HeatMap is not shown in"):
            show(strange)


def test_nothing_is_loaded_for_it_until_a_notebook_asks() -> None:
    lines = (
        "import sys",
        "from iec62443 import SLVector, load",
        "load('3-3'), repr(SLVector.uniform(2))",
        "print([name for name in sys.modules if name.startswith(('iec62443.d', 'iec62443.p'))])",
        "SLVector.uniform(2)._repr_html_()",
        "print('iec62443.display' in sys.modules, 'matplotlib' in sys.modules, 'pandas' in sys.modules)",
    )
    code = "\n".join(lines)
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed == "[]\nTrue False False\n"


# ---- what is said


@given(vectors)
def test_a_vector_is_shown_in_the_order_of_the_standard(vector: SLVector) -> None:
    said = page(html(vector))
    assert [str(vector), *FR.__members__, *(str(int(level)) for level in vector)] == said
    head, frs, levels = text(vector).splitlines()
    assert (str(vector), list(FR.__members__), [str(int(level)) for level in vector]) == (
        head,
        frs.split(),
        levels.split(),
    )


@given(statements)
def test_a_statement_shows_what_is_unset_as_a_dash(statement: SLStatement) -> None:
    levels = ["-" if level is None else str(int(level)) for level in statement.levels]
    assert levels == page(html(statement))[-7:]
    assert levels == text(statement).splitlines()[-1].split()


@settings(max_examples=15)
@given(assessments(), vectors)
def test_a_report_shows_each_level_and_a_gap_each_outcome(assessment: Assessment, target: SLVector) -> None:
    report = capability(assessment)
    for said in (page(html(report)), page(html(gap(report, target)))):
        assert said[0].startswith(str(report))
        for fr in FR:
            place = next(i for i in range(len(said)) if said[i : i + 2] == [fr.name, fr.title])
            assert report.shown(fr) == said[place + 2]
    compared = gap(report, target)
    told = text(compared)
    for each in compared.gaps:
        line = next(line for line in told.splitlines() if line.startswith(f"{each.fr.name} "))
        assert each.outcome.value in line
    said = page(html(compared))
    closing = {each.requirement.id.text for each in compared.to_close}
    assert closing <= set(re.split(r", | \?", " ".join(said).replace("\N{NO-BREAK SPACE}", " "))) | set(said)


@settings(max_examples=25)
@given(assessments())
def test_every_requirement_stands_among_those_to_be_opened(assessment: Assessment) -> None:
    report = capability(assessment)
    shown = view(report)
    table = next(each for each in shown.sections if "requirement" in each.title).blocks[0]
    assert [each.requirement.id.text for each in report.results] == [row[0].text for row in table.rows]  # type: ignore[union-attr] # a table
    assert [each.state.value for each in report.results] == [row[3].text for row in table.rows]  # type: ignore[union-attr] # a table


def test_a_requirement_says_what_is_known_of_it() -> None:
    told = text(load("4-2")["CR 1.4"])
    assert re.search(r"corresponds to +SR 1\.4 \(same\)", told)
    assert re.search(r"may be allocated +yes \(provisional\)", told)
    assert "may be allocated" not in text(load("3-3")["SR 1.4"])
    assert "corresponds to" not in text(load("3-3")["SR 1.4"])
    assert re.search(r"group +DM", text(load("4-1")["DM-1"]))
    assert "selected from" not in text(load("4-1")["DM-1"])


def test_lines_stay_lines() -> None:
    said = html(component([Finding("CR 1.1", Verdict.PARTIAL, "one\n<two>")]))
    assert "one<br>&lt;two&gt;" in said


def test_what_a_claim_lacks_and_what_is_remarked_is_said() -> None:
    said = " ".join(page(html(controller())))
    for each in (*controller().unsupported, *controller().remarks):
        assert each in said
    bare = capability(component([least(Verdict.MET)]))
    assert "claim not supported: CCSC 1" in " ".join(page(html(bare)))


def test_an_accepted_risk_stands_beside_the_gap() -> None:
    assert "behind a locked door" in html(values()["gap"])
    assert "behind a locked door" not in html(gap(controller(), 2))


def test_a_reached_target_lists_nothing_to_close() -> None:
    met = [least(Verdict.MET, id.text) for id in load("3-3")]
    reached = gap(capability(system(met)), 4)
    assert not [each.title for each in view(reached).sections if "to close" in each.title]
    assert reached.outcome.value in text(reached).splitlines()[0]


def test_a_scope_that_is_empty_shows_no_empty_tables() -> None:
    nothing = Selection("Nothing", "62443-4-1", "2018", [], dict.fromkeys(load("4-1"), "not ours"))
    report = process_maturity(Assessment(Subject("Team"), "62443-4-1", "2018", selection=nothing))
    assert () == view(report).sections
    assert view(Selection("Plain", "62443-3-3", "2013", ["SR 1.1"])).blocks == ()


def test_one_is_one_and_two_are_two() -> None:
    assert "1 requirement of" in text(Selection("One", "62443-3-3", "2013", ["SR 1.1"]))
    assert "2 requirements of" in text(chosen())


def test_evidence_and_conditions_stand_beside_the_verdict() -> None:
    findings = [
        Finding("CR 1.1", Verdict.MET, evidence=[Evidence("TR-1"), Evidence("TR-2")]),
        Finding("CR 1.9", Verdict.MET_BY_CONFIGURATION, condition="TLS is on"),
        Finding("CR 1.9", Verdict.MET),
    ]
    said = page(html(component(findings)))
    assert "TR-1; TR-2" in said
    assert "TLS is on" in said
    assert "CR 1.9" in said[said.index("findings that differ") + 1]


def test_an_assessment_says_how_far_and_of_what_it_is() -> None:
    choice = Selection("Agreed", "62443-4-2", "2019", load("4-2"))
    said = page(html(component(assessed_to=2, selection=choice)))
    assert said[said.index("assessed to") + 1] == "SL 2"
    assert said[said.index("selection") + 1] == "Agreed"


# ---- hostile and long


@settings(max_examples=30)
@given(hostile, hostile, hostile)
def test_whatever_is_said_is_shown_as_text(name: str, reason: str, evidence: str) -> None:
    finding = Finding("CR 1.1", Verdict.MET, reason, [Evidence(evidence)] if evidence.strip() else [])
    absent = [Finding("CR 5.1", Verdict.NOT_APPLICABLE, reason)] if reason.strip() else []
    subject = Subject(name, name, ALL_TYPES, name)
    report = capability(Assessment(subject, "62443-4-2", "2019", [finding, *absent]))
    for value in (report, gap(report, 3), report.assessment):
        page(html(value))
        for line in text(value).splitlines():
            assert line.isprintable()


@given(st.text(st.characters(), max_size=2000))
def test_a_terminal_is_never_steered_and_lines_stay_bearable(name: str) -> None:
    assessment = Assessment(Subject(name, "1"), "62443-3-3", "2013", corrigenda=["COR1:2014"])
    lines = text(assessment).splitlines()
    assert all(each.isprintable() for each in lines)
    assert max(map(len, lines[1:])) <= 30 + LAST


# ---- light and dark


@pytest.mark.parametrize("dark", [0, 1])
@pytest.mark.parametrize("tone", TONES)
def test_what_has_a_tone_is_legible_on_its_own_ground(tone: Tone, dark: int) -> None:
    ground, ink = TONES[tone]
    assert contrast(PAINTS[ground][dark], PAINTS[ink][dark]) >= 4.5


def test_a_tone_is_told_by_its_word_too() -> None:
    coloured = re.findall(r'<span class="tone (\w+)">([^<]*)</span>', html(values()["gap"]))
    assert {("good", "reached"), ("bad", "gap"), ("unsure", "undetermined")} <= set(coloured)


@pytest.mark.parametrize("show", [html, text])
def test_it_is_small(show: Callable[[object], str]) -> None:
    every = capability(component([least(Verdict.PARTIAL, id.text) for id in load("4-2")], ALL_TYPES))
    assert len(every.results) == 122
    assert len(show(every).encode()) < 40_000
    assert len(show(SLVector.uniform(2)).encode()) < 2_500


# ---- systems


@settings(max_examples=15)
@given(systems())
def test_a_report_of_a_system_has_the_drawing_and_every_place_with_its_levels(plant: SystemUnderConsideration) -> None:
    report = system_report(plant)
    said = page(html(report))
    rows = [" ".join(line.split()) for line in text(report).splitlines()[2:]]
    shown = re.findall(r"<svg [^>]*>", html(report))
    assert len(shown) == bool(plant.places)
    for each, row in zip(report, rows, strict=False):
        target = "not set" if each.place.target is None else " ".join(str(int(level)) for level in each.place.target)
        levels = [" ".join(map(one.shown, FR)) for one in (each.design, each.achieved)]
        outcomes = [one.outcome.value if one.outcome else "no SL-T" for one in (each.design, each.achieved)]
        assert " ".join((*outcomes, target, *levels)) in row
        at = next(i for i in range(len(said)) if said[i : i + 4] == [each.place.name, *outcomes, target])
        assert levels == said[at + 4 : at + 6]


@settings(max_examples=15)
@given(systems())
def test_the_levels_of_a_place_are_shown_with_every_requirement_that_is_asked_of_it(
    plant: SystemUnderConsideration,
) -> None:
    for place in plant.places:
        report = place_report(plant, place.name)
        for levels in (report.design, report.achieved):
            tables = [each.blocks[0] for each in view(levels).sections if "asked of it" in each.title]
            ids = [row[0].text for table in tables for row in table.rows]  # type: ignore[union-attr] # a table
            assert [each.requirement.id.text for each in levels.rows] == ids
            said = page(html(levels))
            for fr in FR:
                at = next(i for i in range(len(said)) if said[i : i + 2] == [fr.name, fr.title])
                assert levels.shown(fr) == said[at + 2]
        page(html(report))


@settings(max_examples=20)
@given(hostile)
def test_whatever_is_said_of_a_system_is_shown_as_text(said: str) -> None:
    name = f"N{said}"
    plc = Component(name, {ComponentType.EMBEDDED_DEVICE}, said, said, said)
    zone = Zone("Z" + said, 2, [name], owner=said, target_basis=said, policies=[said], description=said)
    plant = SystemUnderConsideration(
        name,
        zones=[zone],
        conduits=[Conduit("C" + said, ["Z" + said, "E" + said], 1)],
        components=[plc],
        externals=[External("E" + said)],
        flows=[Flow(name, "E" + said, said)],
    )
    report = system_report(plant)
    for value in (
        plant,
        zone,
        plant.conduits[0],
        plc,
        report,
        *report,
        report.places[0].design,
        check_partition(plant),
    ):
        page(html(value))
        assert all(line.isprintable() for line in text(value).splitlines())


def test_an_empty_system_is_shown_without_a_drawing() -> None:
    nothing = SystemUnderConsideration("Nothing")
    assert "<svg" not in html(nothing) + html(system_report(nothing))
    assert "Nothing: 0 zones, 0 conduits, 0 components" == text(nothing).splitlines()[0]
    assert "Nothing: no SL-T" == text(system_report(nothing)).splitlines()[0]
    assert "Partition of Nothing: 0 findings" == text(check_partition(nothing))


def test_a_place_without_a_target_says_so_and_shows_what_blocks() -> None:
    zone = Zone("Cell", findings=[Finding("SR 5.1", Verdict.NOT_MET)])
    report = place_report(SystemUnderConsideration("Plant", zones=[zone]), "Cell")
    assert "zone Cell: no SL-T" == text(report).splitlines()[0]
    assert "SR 5.1" in text(report.design)
    assert "SL-T      not set" in text(zone)


def test_a_plan_says_what_is_chosen_what_stays_open_and_whether_that_is_proved() -> None:
    chosen = values()["plan"]
    said = page(html(chosen))
    assert {"Firewall", "12.5", "SR 5.1"} <= set(said)
    assert "Gold" not in said
    assert "SR 1.8" in said
    unproved = html(attrs.evolve(chosen, optimal=False, bound=7.0))
    assert "not proved to be the cheapest: the cost is at least 7" in unproved


def test_a_component_shows_what_was_claimed_of_it() -> None:
    types = {ComponentType.EMBEDDED_DEVICE}
    plc = Component("PLC", types, claim=Claim(Subject("PX 7", "2.0", types), 2, ClaimForm.NOMINAL))
    assert "{ 2 2 2 2 2 2 2 } (nominal)" in text(plc)


def test_a_drawing_stands_in_no_text_of_a_terminal() -> None:
    assert "<svg" not in text(works())


def test_what_is_switched_off_is_shown_with_its_reason() -> None:
    assert "switched off: see the org chart" in " ".join(page(html(values()["partition"])))
    assert "hosting-cycle" in " ".join(page(html(values()["partition"])))


def test_a_plan_that_chooses_nothing_is_shown_too() -> None:
    from iec62443 import SystemUnderConsideration, Zone, plan
    from iec62443.display import text

    assert "P" in text(plan(SystemUnderConsideration("P", zones=[Zone("A", 1)]), []))
