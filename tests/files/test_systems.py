"""Users' systems from files and folders: strict, every problem at once under the name of its file, nothing half-read."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from system_strategies import systems

from iec62443 import (
    SL,
    Approval,
    Assessment,
    AssetKind,
    Attachment,
    Claim,
    ClaimForm,
    ClaimSource,
    Component,
    ComponentType,
    Conduit,
    Configuration,
    Countermeasure,
    EssentialEffect,
    Evidence,
    EvidenceKind,
    External,
    Finding,
    Flow,
    FlowKind,
    Initiator,
    InvalidFile,
    Lifecycle,
    MeasureKind,
    RequirementId,
    RiskAcceptance,
    Selection,
    SLVector,
    Subject,
    SupplierAssumption,
    SystemUnderConsideration,
    Verdict,
    Zone,
    read_system,
    system_json,
    system_report,
    system_toml,
)
from iec62443.files.system_starter import STARTER
from iec62443.files.systems import is_system, system_inputs
from iec62443.files.toml_text import toml_text

if TYPE_CHECKING:
    from pathlib import Path

EMBEDDED, NETWORK = ComponentType.EMBEDDED_DEVICE, ComponentType.NETWORK_DEVICE
HOST, SOFTWARE = ComponentType.HOST_DEVICE, ComponentType.SOFTWARE_APPLICATION
A_DAY = dt.date(2026, 3, 31)
ID = RequirementId.parse


def put(folder: Path, name: str, content: str | bytes | dict[str, Any]) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    data = json.dumps(content) if isinstance(content, dict) else content
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def read(folder: Path, **content: Any) -> SystemUnderConsideration:
    """Read a JSON file with a name and what else is given."""
    return read_system(put(folder, "system.json", {"name": "Plant"} | content))


def problems(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(InvalidFile) as caught:
        read_system(path)
    return list(caught.value.problems)


def wrong(folder: Path, **content: Any) -> list[tuple[str, str]]:
    """Give what is wrong with a JSON file with a name and what else is given."""
    return problems(put(folder, "system.json", {"name": "Plant"} | content))


# ---- the forms of one system

EXPECTED = SystemUnderConsideration(
    "Plant",
    "Makes things",
    zones=[
        Zone("Site", 1, owner="Us"),
        Zone(
            "Cell",
            SLVector(2, 2, 0, 1, 3, 1, 3),
            ["PLC-1", "PLC-2"],
            "Site",
            [Finding("SR 5.1", Verdict.MET, evidence=[Evidence("drawing")]), Finding("SR 5.2", Verdict.PARTIAL)],
            [Finding("SR 5.1", Verdict.MET, evidence=[Evidence("drawing")])],
            [Finding("SR 1.3", Verdict.MET)],
            [],
            {"SR 1.1": "Site", "SR 1.2": "FW-1"},
            "RA-3",
            "",
            "Head of automation",
            "VLAN 30",
            "cabinet 3",
            ["FW-1"],
            safety_related=False,
            policies=["P-1"],
            assumptions=["A-1"],
            acceptances=[RiskAcceptance("SR 1.1 RE(2)", "Head", "next year", A_DAY)],
            description="the drives",
        ),
    ],
    conduits=[
        Conduit(
            "Uplink",
            ["Cell", "Office"],
            2,
            Selection("What is asked of Uplink", "62443-3-3", "2013", ["SR 5.1", "SR 5.2"], {"SR 1.6": "no radio"}),
            ["FW-1"],
            ["FW-1"],
            [Finding("SR 5.3", Verdict.NOT_APPLICABLE, "no mail")],
            initial_risk_tolerable="it is",
        )
    ],
    components=[
        Component(
            "PLC-1",
            {EMBEDDED},
            "EC",
            "1.0",
            "Works",
            Assessment(
                Subject("EC", "1.0", {EMBEDDED}, "Works"),
                "62443-4-2",
                "2019",
                [Finding("CR 1.1", Verdict.MET), Finding("CR 1.2", Verdict.ALLOCATED, "the directory does it")],
            ),
            configuration=Configuration(["CR 1.1"], [Evidence("CR-8", EvidenceKind.INSPECTION)], A_DAY),
            assumes=[SupplierAssumption("a fence"), SupplierAssumption("a firewall", ["SR 5.2"])],
            kind=AssetKind.SAFETY,
            attachments=[Attachment.WIRELESS, Attachment.EXTERNAL],
            lifecycle=Lifecycle.END_OF_SALE,
            supported_until=A_DAY,
            hosted_on="PLC-2",
            description="the first",
        ),
        Component(
            "PLC-2",
            {EMBEDDED},
            "EC",
            "2.0",
            claim=Claim(
                Subject("EC", "1.9", {EMBEDDED}),
                2,
                ClaimForm.NOMINAL,
                source=ClaimSource(
                    self_declared=False, scheme="Scheme", body="Body", number="17", valid_until=dt.date(2027, 1, 1)
                ),
            ),
            as_built=[Finding("CR 1.1", Verdict.NOT_MET)],
        ),
        Component("FW-1", {NETWORK, HOST}, provides=[Finding("SR 1.2", Verdict.MET)]),
    ],
    externals=[External("Office"), External("Internet", "out there")],
    flows=[Flow("PLC-1", "Office", "OPC UA", FlowKind.ENGINEERING, Initiator.BOTH, ["Uplink"], "recipes")],
    countermeasures=[
        Countermeasure(
            "Fence",
            ["CR 1.1", "SR 1.1"],
            ["Cell", "PLC-2"],
            2,
            MeasureKind.PHYSICAL,
            "tall",
            EssentialEffect.NONE,
            evidence=[Evidence("photo")],
            owner="Us",
            in_place=False,
        )
    ],
    edition="2013",
    corrigenda=["COR1:2014"],
    regulations=["R-1"],
    policies=["P-0"],
    tolerable_risk="little",
    threat_environment="thieves",
    operating_environment="a hall",
    essential_functions=["stop"],
    approvals=[Approval("Manager", "N. N.", A_DAY, "all of it")],
    switched_off={"place-without-owner": "small"},
)

HEAD = """
name = "Plant"
description = "Makes things"
edition = "2013"
corrigenda = ["COR1:2014"]
regulations = ["R-1"]
policies = ["P-0"]
tolerable_risk = "little"
threat_environment = "thieves"
operating_environment = "a hall"
essential_functions = ["stop"]
approvals = [{ role = "Manager", name = "N. N.", date = 2026-03-31, what = "all of it" }]
externals = ["Office", { name = "Internet", description = "out there" }]
switched_off = { place-without-owner = "small" }
"""
ZONES = """
[[zones]]
name = "Site"
sl_t = 1
owner = "Us"

[[zones]]
name = "Cell"
sl_t = "SL-T(Cell) = { 2 2 0 1 3 1 3 }"
sl_t_basis = "RA-3"
components = ["PLC-1", "PLC-2"]
parent = "Site"
owner = "Head of automation"
logical_boundary = "VLAN 30"
physical_boundary = "cabinet 3"
access_points = ["FW-1"]
safety_related = false
policies = ["P-1"]
assumptions = ["A-1"]
description = "the drives"
providers = { "SR1.1" = "Site", "SR 1.2" = "FW-1" }
provides = [{ id = "SR 1.3", verdict = "met" }]
acceptances = [{ requirement = "SR 1.1 RE 2", owner = "Head", reason = "next year", until = 2026-03-31 }]
findings = [
  { id = "SR 5.1", verdict = "fulfilled", evidence = ["drawing"], stage = ["capability", "as_built"] },
  { id = "SR 5.2", verdict = "partial" },
]
"""
REST = """
[[conduits]]
name = "Uplink"
joins = ["Cell", "Office"]
sl_t = 2
scope = { ids = ["SR 5.1", "SR 5.2"], excluded = { "SR 1.6" = "no radio" } }
components = ["FW-1"]
boundary_devices = ["FW-1"]
initial_risk_tolerable = "it is"
findings = [{ id = "SR 5.3", verdict = "n/a", justification = "no mail" }]

[[countermeasures]]
name = "Fence"
covers = ["SR 1.1", "CR 1.1"]
places = ["Cell", "PLC-2"]
adequate_up_to = 2
kind = "physical"
description = "tall"
essential_effect = "none"
in_place = false
evidence = ["photo"]
owner = "Us"
"""
COMPONENTS = """
[[components]]
name = "PLC-1"
assessment = {assessment}
configured = {{ requirements = ["CR 1.1"], evidence = [{{ reference = "CR-8", kind = "inspection" }}], date = 2026-03-31 }}
assumes = ["a fence", {{ text = "a firewall", requirements = ["SR 5.2"] }}]
kind = "safety"
attachments = ["wireless", "external"]
lifecycle = "end_of_sale"
supported_until = 2026-03-31
hosted_on = "PLC-2"
description = "the first"

[[components]]
name = "PLC-2"
types = "embedded_device"
product = "EC"
version = "2.0"
findings = [{{ id = "CR 1.1", verdict = "no", stage = "as_built" }}]

[components.claim]
sl_c = 2
form = "nominal"
version = "1.9"
source = {{ scheme = "Scheme", body = "Body", number = "17", valid_until = 2027-01-01 }}

[[components]]
name = "FW-1"
types = ["network_device", "host_device"]
provides = [{{ id = "SR 1.2", verdict = "met" }}]
"""
FLOWS = """
[[flows]]
source = "PLC-1"
target = "Office"
protocol = "OPC UA"
kind = "engineering"
initiator = "both"
via = "Uplink"
description = "recipes"
"""
ASSESSMENT = """
part = "4-2"
findings = "ec.csv"
[subject]
name = "EC"
version = "1.0"
supplier = "Works"
types = ["embedded_device"]
"""
ROWS = "id,verdict,justification\nCR 1.1,met,\nCR 1.2,allocated,the directory does it\n"
IN_PLACE = """{ subject = { name = "EC", version = "1.0", supplier = "Works", types = ["embedded_device"] }, findings = [
  { id = "CR 1.1", verdict = "met" }, { id = "CR 1.2", verdict = "allocated", justification = "the directory does it" }] }"""


def test_one_file_gives_the_system(tmp_path: Path) -> None:
    text = HEAD + ZONES + COMPONENTS.format(assessment=IN_PLACE) + REST + FLOWS
    assert EXPECTED == read_system(put(tmp_path, "plant.toml", text))
    assert EXPECTED == read_system(str(put(tmp_path, "plant.conf", "\ufeff" + text.replace("\n", "\r\n"))))


REST_AS_JSON = {
    "$schema": "system.schema.json",
    "conduits": [
        {
            "name": "Uplink",
            "joins": ["Cell", "Office"],
            "sl_t": "2",
            "scope": {"ids": ["SR 5.1", "SR 5.2"], "excluded": {"SR 1.6": "no radio"}},
            "components": ["FW-1"],
            "boundary_devices": ["FW-1"],
            "initial_risk_tolerable": "it is",
            "findings": [{"id": "SR 5.3", "verdict": "n/a", "justification": "no mail"}],
        }
    ],
    "flows": "flows.csv",
    "countermeasures": [
        {
            "name": "Fence",
            "covers": ["SR 1.1", "CR 1.1"],
            "places": ["Cell", "PLC-2"],
            "adequate_up_to": 2,
            "kind": "physical",
            "description": "tall",
            "essential_effect": "none",
            "in_place": False,
            "evidence": ["photo"],
            "owner": "Us",
        }
    ],
}
FLOW_SHEET = """\
from;to;protocol;kind;initiator;conduit;description
PLC-1;Office;OPC UA;Engineering;both;Uplink;recipes
"""


def test_a_folder_gives_the_system(tmp_path: Path) -> None:
    site, cell = ZONES.split("\n\n")
    include = 'include = ["zones/*.toml", "rest.json", "zones/1 site.toml"]\n'
    put(tmp_path, "system.toml", include + HEAD + COMPONENTS.format(assessment='"a/ec.toml"'))
    put(tmp_path, "zones/1 site.toml", site)
    put(tmp_path, "zones/2 cell.toml", cell)
    put(tmp_path, "zones/.3 hidden.toml", "nonsense")
    put(tmp_path, "zones/notes.txt", "nonsense")
    put(tmp_path, "rest.json", REST_AS_JSON)
    put(tmp_path, "flows.csv", FLOW_SHEET)
    put(tmp_path, "a/ec.toml", ASSESSMENT)
    put(tmp_path, "a/ec.csv", ROWS)
    assert EXPECTED == read_system(tmp_path)
    assert EXPECTED == read_system(str(tmp_path / "system.toml"))


def test_a_folder_has_one_system(tmp_path: Path) -> None:
    assert [("", "holds no system.toml or system.json")] == problems(tmp_path)
    put(tmp_path, "system.json", {"name": "Plant"})
    assert "Plant" == read_system(tmp_path).name
    put(tmp_path, "system.toml", 'name = "Plant"')
    assert [("", "holds both system.toml and system.json: one is expected")] == problems(tmp_path)


# ---- written and read again


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(systems(2))
def test_what_is_written_reads_as_the_same_system(tmp_path: Path, system: SystemUnderConsideration) -> None:
    assert system == read_system(put(tmp_path, "x.json", system_json(system)))
    assert system == read_system(put(tmp_path, "x.toml", system_toml(system)))


@pytest.mark.parametrize(("name", "write"), [("x.json", system_json), ("x.toml", system_toml)])
def test_the_system_of_these_tests_is_written_and_reads_the_same(tmp_path: Path, name: str, write: Any) -> None:
    assert EXPECTED == read_system(put(tmp_path, name, write(EXPECTED)))
    assert write(EXPECTED) == write(read_system(tmp_path / name))


def test_an_assessment_is_written_once_however_many_components_share_it(tmp_path: Path) -> None:
    one, other = (Assessment(Subject("EC", "1", {EMBEDDED}), "62443-4-2", "2019", assessor=who) for who in "ab")
    shared = [Component(f"PLC-{number}", {EMBEDDED}, assessment=one) for number in range(50)]
    system = SystemUnderConsideration("Plant", components=[*shared, Component("X", {EMBEDDED}, assessment=other)])
    content = json.loads(system_json(system))
    assert ["EC 1", "EC 1 (2)"] == list(content["assessments"])
    assert {"EC 1", "EC 1 (2)"} == {each["assessment"] for each in content["components"]}
    again = read_system(put(tmp_path, "x.json", content))
    assert system == again
    assert 2 == len({id(each.assessment) for each in again.components})


def test_an_assessment_may_stay_in_its_file(tmp_path: Path) -> None:
    put(tmp_path, "a/ec.toml", ASSESSMENT)
    put(tmp_path, "a/ec.csv", ROWS)
    files = {each.assessment: "a/ec.toml" for each in EXPECTED.components if each.assessment is not None}
    for name, text in (("x.json", system_json(EXPECTED, files)), ("x.toml", system_toml(EXPECTED, files))):
        assert '"a/ec.toml"' in text
        assert "the directory does it" not in text
        assert EXPECTED == read_system(put(tmp_path, name, text))


def test_a_written_finding_is_one_line_of_toml() -> None:
    lines = system_toml(EXPECTED).splitlines()
    assert '  { id = "SR 5.2", verdict = "partial" },' in lines
    assert "supported_until = 2026-03-31" in lines


def test_toml_has_no_form_for_nothing() -> None:
    with pytest.raises(TypeError, match="None has no form in TOML"):
        toml_text({"name": None})


# ---- what is left out


def test_the_least_that_a_system_needs_is_a_name(tmp_path: Path) -> None:
    assert SystemUnderConsideration("Plant") == read(tmp_path)
    assert SystemUnderConsideration("Plant") == read(tmp_path, zones=[], components=None, include=[], flows=None)


def test_a_product_is_the_one_of_its_assessment_while_nothing_else_is_said(tmp_path: Path) -> None:
    put(tmp_path, "ec.toml", ASSESSMENT)
    put(tmp_path, "ec.csv", ROWS)
    components = [
        {"name": "A", "assessment": "ec.toml"},
        {"name": "B", "assessment": "ec.toml", "product": "", "version": "2", "supplier": None},
    ]
    first, second = read(tmp_path, components=components).components
    assert ("EC 1.0", "Works EC 1.0") == (f"{first.product} {first.version}", first.shown_product)
    assert (" 2", "Works 2") == (f"{second.product} {second.version}", second.shown_product)
    assert {EMBEDDED} == first.component_types == second.component_types
    assert first.assessment is second.assessment


def test_findings_on_a_product_may_stand_at_the_component(tmp_path: Path) -> None:
    put(tmp_path, "rows.csv", "id,verdict,stage\nCR 1.1,met,\nCR 1.2,no,as built\nCR 1.3,met,capability; As Built\n")
    rows = [
        {"id": "CR 1.1", "verdict": "met"},
        {"id": "CR 1.2", "verdict": "no", "stage": "as_built"},
        {"id": "CR 1.3", "verdict": "met", "stage": ["capability", "as_built"]},
    ]
    plain = {"name": "A", "types": "embedded_device", "product": "EC", "version": "1"}
    for form in (rows, "rows.csv"):
        (found,) = read(tmp_path, components=[plain | {"findings": form}]).components
        assert found.assessment is not None
        assert Subject("EC", "1", {EMBEDDED}) == found.assessment.subject
        assert ["CR 1.1", "CR 1.3"] == [each.requirement.text for each in found.assessment]
        assert ["CR 1.2", "CR 1.3"] == [each.requirement.text for each in found.as_built]


def test_an_assessment_in_place_takes_from_around_it_what_it_leaves_out(tmp_path: Path) -> None:
    around = {"name": "A", "types": ["embedded_device"], "version": "3", "assessment": {"assessor": "us"}}
    (found,) = read(tmp_path, components=[around]).components
    assert found.assessment == Assessment(Subject("A", "3", {EMBEDDED}), "62443-4-2", "2019", assessor="us")
    named = {"EC": {"subject": {"types": ["embedded_device"]}}}
    (found,) = read(tmp_path, components=[{"name": "A", "assessment": "EC"}], assessments=named).components
    assert found.assessment == Assessment(Subject("EC", "", {EMBEDDED}), "62443-4-2", "2019")


def test_an_assessment_in_place_may_have_its_rows_in_a_sheet(tmp_path: Path) -> None:
    put(tmp_path, "a/rows.csv", ROWS.replace("met", "done") + "CR 1.5,NA,\n")
    around = {"name": "A", "types": "embedded_device"}
    content: dict[str, Any] = {"findings": "a/rows.csv", "verdicts": {"NA": "not_assessed"}}
    (found,) = read(tmp_path, verdicts={"done": "met"}, components=[around | {"assessment": content}]).components
    assert found.assessment is not None
    assert [Verdict.MET, Verdict.ALLOCATED, Verdict.NOT_ASSESSED] == [each.verdict for each in found.assessment]


def test_an_assessment_may_have_a_name_and_a_file(tmp_path: Path) -> None:
    put(tmp_path, "a/ec.toml", ASSESSMENT)
    put(tmp_path, "a/ec.csv", ROWS)
    put(tmp_path, "more.json", {"assessments": {"controller": "a/ec.toml"}})
    put(tmp_path, "assets.csv", "name,assessment\nA,controller\nB,a/ec.toml\nC,a/ec.csv\n")
    found = read(tmp_path, include=["more.json"], components="assets.csv").components
    assert found[0].assessment is found[1].assessment
    assert found[0].assessment == found[2].assessment


def test_a_claim_is_about_the_product_while_nothing_else_is_said(tmp_path: Path) -> None:
    around = {"name": "A", "types": ["embedded_device"], "supplier": "Works", "version": "3"}
    claim = {"sl_c": "2 2 2 1 1 2 2", "form": "saturated", "version": "3"}
    other = claim | {"product": "EC", "supplier": "", "types": "host_device", "edition": "2018"}
    first, second = read(
        tmp_path, components=[around | {"claim": claim}, around | {"name": "B", "claim": other}]
    ).components
    vector = SLVector(2, 2, 2, 1, 1, 2, 2)
    assert Claim(Subject("A", "3", {EMBEDDED}, "Works"), vector, ClaimForm.SATURATED) == first.claim
    assert Claim(Subject("EC", "3", {HOST}), vector, ClaimForm.SATURATED, "62443-4-2", "2018") == second.claim


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (True, Configuration()),
        ({}, Configuration()),
        (False, None),
        (None, None),
        ({"evidence": ["CR-8"]}, Configuration(None, [Evidence("CR-8")])),
        ({"requirements": []}, Configuration([])),
    ],
)
def test_an_instance_is_configured_when_it_is_said(tmp_path: Path, said: object, expected: object) -> None:
    (found,) = read(tmp_path, components=[{"name": "A", "types": "host_device", "configured": said}]).components
    assert expected == found.configuration


def test_a_component_says_where_it_is_or_is_named_there(tmp_path: Path) -> None:
    components = [
        {"name": name, "types": "host_device", "zone": zone} for name, zone in zip("ABCD", "ZZUZ", strict=True)
    ]
    zones, conduits = [{"name": "Z", "components": ["D", "B"]}], [{"name": "U"}]
    system = read(tmp_path, components=components, zones=zones, conduits=conduits)
    assert (("D", "B", "A"), ("C",)) == (system.zones[0].components, system.conduits[0].components)


def test_a_scope_may_be_a_profile_in_a_file_of_its_own(tmp_path: Path) -> None:
    put(tmp_path, "scope.toml", 'name = "Ours"\npart = "3-3"\nids = ["SR 5.1"]')
    (conduit,) = read(tmp_path, conduits=[{"name": "U", "scope": "scope.toml"}]).conduits
    assert Selection("Ours", "62443-3-3", "2013", ["SR 5.1"]) == conduit.scope


def test_a_heading_stands_for_what_it_points_on_to_where_a_measure_covers_it(tmp_path: Path) -> None:
    measure = {"name": "M", "covers": "EDR / HDR 3.14", "places": "Z", "adequate_up_to": 2}
    (found,) = read(tmp_path, zones=[{"name": "Z"}], countermeasures=[measure]).countermeasures
    assert {ID("EDR 3.14"), ID("HDR 3.14")} == found.covers


# ---- levels


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (0, SLVector.uniform(0)),
        (4, SLVector.uniform(4)),
        ("3", SLVector.uniform(3)),
        ("2 2 0 1 3 1 3", SLVector(2, 2, 0, 1, 3, 1, 3)),
        ("{2,2,0,1,3,1,3}", SLVector(2, 2, 0, 1, 3, 1, 3)),
        ("SL-T(Cell 4) = { 2 2 0 1 3 1 3 }", SLVector(2, 2, 0, 1, 3, 1, 3)),
        ("slt = 2", SLVector.uniform(2)),
        (None, None),
    ],
)
def test_a_target_is_a_level_a_vector_or_a_statement(tmp_path: Path, said: object, expected: object) -> None:
    name = "Cell  4"
    system = read(tmp_path, zones=[{"name": name, "sl_t": said}])
    assert {expected} == {each.target for each in system.places}


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (5, "'5' is not a security level vector: a level is a whole number from 0 to 4"),
        (-1, "'-1' is not a security level vector: a level is a whole number from 0 to 4"),
        (True, "a level from 0 to 4, or a text such as '2 2 0 1 3 1 3' or 'SL-T = { 2 2 0 1 3 1 3 }' is expected"),
        (2.0, "a level from 0 to 4, or a text such as '2 2 0 1 3 1 3' or 'SL-T = { 2 2 0 1 3 1 3 }' is expected"),
        ([2, 2], "a level from 0 to 4, or a text such as '2 2 0 1 3 1 3' or 'SL-T = { 2 2 0 1 3 1 3 }' is expected"),
        ("", "there are no levels in it"),
        ("2-3", "a range is not a level"),
        ("2 2 2", "it has 3 levels, where seven belong"),
        ("SL-C = 2", "'SL-C = 2' is not a security level vector: it is an SL-C; try 'SL-T'"),
        ("SL-T(Other) = 2", "it is about 'Other', and stands at 'Cell'"),
        ("SL-T = { 2 2 - 2 2 2 2 }", "it leaves levels unset, all seven are needed"),
    ],
)
def test_what_is_no_target_is_refused(tmp_path: Path, said: object, message: str) -> None:
    ((place, told),) = wrong(tmp_path, zones=[{"name": "Cell", "sl_t": said}])
    assert "$.zones[0].sl_t" == place
    assert message in told


# ---- sheets


def test_a_sheet_of_assets_is_read_as_people_keep_it(tmp_path: Path) -> None:
    put(tmp_path, "found.csv", "id,verdict,stage\nCR 1.1,no,as_built\n")
    sheet = (
        "\ufeffAsset;Type;Model;Firmware;Vendor;Zone;findings;configured;kind;attachments;lifecycle;supported until;host;"
        "description;Serial number\r\n"
        "PLC-1;Embedded device; EC ;1.0;Works;Z;found.csv;record 8; safety;;End of sale;2026-03-31;B;'=x;4711\r\n"
        ";;;;;;;;;;;;;;\r\n"
        "B;HDR; SAR ;;;;;Yes;;wireless;;;;;\r\n".replace("HDR; SAR ;", "HDR ,SAR;;").replace("HDR ,SAR", '"HDR; sar"')
    )
    put(tmp_path, "assets.csv", sheet)
    system = read(tmp_path, components="assets.csv", zones=[{"name": "Z"}], ignore_columns=["serial number"])
    first = Component(
        "PLC-1",
        {EMBEDDED},
        "EC",
        "1.0",
        "Works",
        as_built=[Finding("CR 1.1", Verdict.NOT_MET)],
        configuration=Configuration(None, [Evidence("record 8")]),
        kind=AssetKind.SAFETY,
        lifecycle=Lifecycle.END_OF_SALE,
        supported_until=A_DAY,
        hosted_on="B",
        description="=x",
    )
    second = Component("B", {HOST, SOFTWARE}, configuration=Configuration(), attachments=[Attachment.WIRELESS])
    assert ((first, second), ("PLC-1",)) == (system.components, system.zones[0].components)


def test_what_is_wrong_with_a_sheet_is_told_with_its_line(tmp_path: Path) -> None:
    put(tmp_path, "assets.csv", "name,types,kind,price\nA,PLC,safe,\n,host_device,,\nB,,,\nC,host_device,\n")
    put(tmp_path, "flows.csv", "source,target,via,kind\nA,,,\nA,B,X; Y,mail\n")
    told = dict(wrong(tmp_path, components="assets.csv", flows="flows.csv"))
    places = [
        "assets.csv: line 5",
        "assets.csv: line 1",
        "assets.csv: line 3",
        "flows.csv: line 2",
        "assets.csv: line 2, types[0]",
        "assets.csv: line 2, kind",
        "assets.csv: line 4, types",
        "flows.csv: line 3, kind",
        "flows.csv: line 3, via",
    ]
    assert set(places) == set(told)
    assert "has 3 cells, the head line has 4" == told[places[0]]
    assert told[places[1]].startswith("the column 'price' means nothing here; known: name, types, product")
    assert ("has no name", "has no target") == (told[places[2]], told[places[3]])
    assert "one of process, engineering" in told[places[7]]


@pytest.mark.parametrize(("key", "column"), [("components", "name"), ("flows", "source")])
def test_a_sheet_needs_its_first_columns(tmp_path: Path, key: str, column: str) -> None:
    put(tmp_path, "x.csv", "description\nA\n")
    assert ("x.csv: line 1", f"the column {column!r} is missing") in wrong(tmp_path, **{key: "x.csv"})
    put(tmp_path, "x.csv", "")
    assert [("x.csv", "is empty: a head line with the names of the columns is expected")] == wrong(
        tmp_path, **{key: "x.csv"}
    )


def test_findings_of_a_zone_may_stand_in_markdown(tmp_path: Path) -> None:
    put(
        tmp_path,
        "found.md",
        "Seen:\n\n| ID | Verdict | Stage |\n| - | - | - |\n| SR 5.1 | met | as built |\n| SR 9.1 | met | |\n",
    )
    assert ["found.md: line 6"] == [
        place for place, _ in wrong(tmp_path, zones=[{"name": "Z", "findings": "found.md"}])
    ]
    put(tmp_path, "found.md", "| ID | Verdict | Stage |\n| - | - | - |\n| SR 5.1 | met | as built; capability |\n")
    (zone,) = read(tmp_path, zones=[{"name": "Z", "findings": "found.md"}]).zones
    assert (Finding("SR 5.1", Verdict.MET),) == zone.findings == zone.as_built


def test_every_file_that_was_read_is_an_input(tmp_path: Path) -> None:
    put(tmp_path, "a/ec.toml", ASSESSMENT)
    put(tmp_path, "a/ec.csv", ROWS)
    put(tmp_path, "b/x.csv", ROWS)
    put(tmp_path, "b/x.toml", ASSESSMENT.replace("ec.csv", "x.csv"))
    put(tmp_path, "rows.csv", ROWS)
    put(tmp_path, "scope.toml", 'name = "Ours"\npart = "3-3"\nids = ["SR 5.1"]')
    put(tmp_path, "other.csv", "not read")
    components: list[dict[str, Any]] = [
        {"name": "A", "assessment": "a/ec.toml"},
        {"name": "B", "assessment": "b/x.csv"},
        {"name": "C", "types": "embedded_device", "assessment": {"findings": "rows.csv"}},
    ]
    content = {"name": "Plant", "components": components, "conduits": [{"name": "U", "scope": "scope.toml"}]}
    inputs = system_inputs(put(tmp_path, "system.json", content))
    expected = ["system.json", "a/ec.csv", "a/ec.toml", "b/x.csv", "b/x.toml", "rows.csv", "scope.toml"]
    assert expected == [name for name, _ in inputs]
    assert [(tmp_path / name).read_bytes() for name in expected] == [data for _, data in inputs]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("x", None, False),
        (".", None, True),
        ("x.csv", "id", False),
        ("x.toml", 'name = "a"', False),
        ("x.toml", "zones = []", True),
        ("x.json", '{"components": []}', True),
    ],
)
def test_a_system_is_told_from_an_assessment(tmp_path: Path, name: str, content: str | None, *, expected: bool) -> None:
    if content is not None:
        put(tmp_path, name, content)
    assert expected is is_system(tmp_path / name)


# ---- one file for many


def test_an_assessment_that_fifty_components_use_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    original = type(tmp_path).open

    def noted(path: Path, *arguments: Any, **more: Any) -> Any:
        opened.append(path.name)
        return original(path, *arguments, **more)

    put(tmp_path, "ec.toml", ASSESSMENT)
    put(tmp_path, "ec.csv", ROWS)
    put(tmp_path, "rows.csv", "id,verdict,stage\nCR 1.1,no,as_built\n")
    lines = "".join(f"PLC-{number},ec.toml,rows.csv\n" for number in range(50))
    put(tmp_path, "assets.csv", f"name,assessment,findings\n{lines}")
    put(tmp_path, "system.json", {"name": "Plant", "components": "assets.csv"})
    monkeypatch.setattr(type(tmp_path), "open", noted)
    system = read_system(tmp_path)
    assert 1 == len({id(each.assessment) for each in system.components})
    assert ["assets.csv", "ec.csv", "ec.toml", "rows.csv", "system.json"] == sorted(opened)


def test_what_is_wrong_with_a_shared_file_is_told_once(tmp_path: Path) -> None:
    put(tmp_path, "a/ec.toml", ASSESSMENT)
    put(tmp_path, "a/ec.csv", "id,verdict\nCR 1.1,mett\n")
    components = [{"name": name, "assessment": "a/ec.toml"} for name in "ABC"]
    expected = "'mett' is no verdict; try 'met', or give the word its meaning in the table 'verdicts'"
    assert [("a/ec.csv: line 2", expected)] == wrong(tmp_path, components=components)


# ---- the starter


def test_the_starter_reads_and_assesses_as_it_is(tmp_path: Path) -> None:
    system = read_system(put(tmp_path, "x.toml", STARTER))
    assert {"Line control", "Plant services", "Line uplink"} == {each.place.name for each in system_report(system)}
    control = system_report(system)["Line control"]
    assert "provided by Plant services" == control.design.row("SR 1.3").assumption
    assert SL.SL2 is control.achieved.row("SR 1.1").holds


def test_the_starter_uses_most_of_what_a_system_file_can_say() -> None:
    missing = [
        key for key in ("zones", "conduits", "components", "flows", "countermeasures") if f"[[{key}]]" not in STARTER
    ]
    assert [] == missing


def test_the_block_of_a_checklist_goes_before_what_is_usual_around_it(tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text(
        "| About | Fill in |\n| --- | --- |\n| Name | EC 210 |\n| Assessor | N. N. |\n\n"
        "| ID | Verdict |\n| --- | --- |\n| CR 1.1 | met |\n",
        encoding="utf-8",
    )
    (tmp_path / "system.toml").write_text(
        'name = "Plant"\n[[zones]]\nname = "Cell"\ncomponents = ["PLC"]\n'
        '[[components]]\nname = "PLC"\nversion = "3"\ntypes = ["embedded_device"]\n'
        'assessment = {findings = "list.md"}\n',
        encoding="utf-8",
    )
    made = read_system(tmp_path / "system.toml").components[0].assessment
    assert made is not None
    assert ("EC 210", "3", "N. N.") == (made.subject.name, made.subject.version, made.assessor)
