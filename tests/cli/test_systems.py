"""``iec62443 system``: what is printed of a system, for people and machines, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from iec62443 import _resources, check_partition, load, read_system, sensitivity, system_report
from iec62443.cli.app import app
from iec62443.files.partition_reports import partition_document
from iec62443.files.system_reports import system_document

if TYPE_CHECKING:
    from click.testing import Result

#: A pipe of the default width, whatever the machine that runs the tests sets.
PIPE = {"COLUMNS": None, "FORCE_COLOR": None, "NO_COLOR": None, "TTY_COMPATIBLE": None}


def schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(_resources.read_bytes("schema", f"{name}.schema.json")))


def run(*arguments: str | Path) -> Result:
    """Run a command that ends by itself, without a traceback."""
    result = CliRunner(env=PIPE).invoke(app, ["system", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def printed(*arguments: str | Path, code: int = 0) -> str:
    result = run(*arguments)
    assert (code, "") == (result.exit_code, result.stderr)
    return result.stdout


def error(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert (2, "") == (result.exit_code, result.stdout)
    assert "Traceback" not in result.stderr
    return result.stderr.partition("Error: ")[2]


def words(text: str) -> str:
    """The text with every run of blanks as one, so that a break of a line does not matter."""
    return " ".join(text.split())


MET = "\n".join(
    f'[[zones.findings]]\nid = "{id}"\nverdict = "met"\nstage = ["capability", "as_built"]'
    for id in load("3-3")
    if id.text not in {"SR 1.3", "SR 6.1", "SR 7.2"}
)
#: A zone that lacks what a provider, a component and a measure can give; a conduit that lacks everything; a zone without SL-T.
PLANT = f"""
name = "Plant"
externals = ["Internet"]

[[zones]]
name = "Cell"
sl_t = "1 1 1 1 1 1 1"
sl_t_basis = "Policy 7"
owner = "Shift lead"
components = ["PLC"]
acceptances = [{{ requirement = "SR 7.2", owner = "Plant manager", reason = "rare", until = 2027-01-31 }}]
[zones.providers]
"SR 1.3" = "DMZ"
{MET}

[[zones]]
name = "DMZ"
owner = "IT"
initial_risk_tolerable = "nothing of value"
components = ["Office PC"]
[[zones.provides]]
id = "SR 1.3"
verdict = "met"
evidence = ["concept 4"]

[[conduits]]
name = "Uplink"
joins = ["Cell", "DMZ"]
sl_t = 1

[[components]]
name = "PLC"
types = "embedded_device"
assumes = [{{ text = "a firewall", requirements = ["SR 5.2"] }}]
findings = [{{ id = "CR 7.2", verdict = "allocated", justification = "by the plant" }}]

[[components]]
name = "Office PC"
types = "host_device"
kind = "business"

[[flows]]
source = "PLC"
target = "Internet"
kind = "remote_access"

[[countermeasures]]
name = "Paper log"
covers = ["SR 6.1"]
places = ["Cell"]
adequate_up_to = 1
essential_effect = "none"

[switched_off]
"component-in-no-place" = "the list is complete by contract"
"""
OPTIONS = """
unit = "kEUR"
[[measures]]
name = "Log server"
cost = 3
covers = ["SR 6.1"]
places = ["Cell"]
[[measures]]
name = "Firewall"
cost = 5
covers = ["SR 5.1", "SR 5.2"]
places = ["Uplink"]
"""


@pytest.fixture(name="plant")
def put_plant(tmp_path: Path) -> Path:
    path = tmp_path / "system.toml"
    path.write_text(PLANT, encoding="utf-8")
    (tmp_path / "options.toml").write_text(OPTIONS, encoding="utf-8")
    return path


# ---- assess


def test_an_overview_says_how_each_place_stands_worst_first(plant: Path) -> None:
    text = printed("assess", plant)
    said = words(text)
    assert "Plant 2 zones, 1 conduit, 2 components, against 62443-3-3:2013 with COR1:2014, worst first" in said
    lines = [line.split() for line in text.splitlines()]
    head = next(place for place, each in enumerate(lines) if each[:1] == ["place"])
    expected = [["Uplink", "conduit", "undetermined"], ["Cell", "zone", "gap"], ["DMZ", "zone", "no"]]
    assert expected == [each[:3] for each in lines[head + 1 : head + 4]]
    assert "no SL-T, the initial risk is tolerable: nothing of value" in said
    assert "To close for SL-T: 2 requirements, of which 1 component owes some; see --place Cell" in said
    assert "Independent project" in said


def test_one_place_is_told_with_every_requirement_and_what_it_rests_on(plant: Path) -> None:
    said = words(printed("assess", plant, "--place", "Cell"))
    assert "SR 1.3 1 closed provider; Cell > Uplink > DMZ; met [concept 4]; provided by DMZ" in said
    assert "SR 6.1 1 closed countermeasure; compensated up to SL 1 by Paper log (technical)" in said
    assert "To close for SL-T, by design (2)" in said
    assert "PLC: CR 6.1 ?, CR 7.2" in said
    assert "PLC CR 7.2 for SR 7.2" in said  # allocated, and nobody provides it
    assert "PLC: a firewall (closed)" in said
    assert "SR 7.2: rare (Plant manager, until 2027-01-31)" in said
    assert "Uplink, conduit" not in said


@pytest.mark.parametrize("arguments", [["assess"], ["assess", "--place", "Cell"], ["check"], ["plan"], ["show"]])
def test_nothing_printed_is_wider_than_80_columns(plant: Path, arguments: list[str]) -> None:
    text = run(arguments[0], plant, *arguments[1:]).stdout
    assert text
    assert not [line for line in text.splitlines() if cell_len(line) > 80]


def test_a_program_gets_what_the_library_says(plant: Path) -> None:
    document = json.loads(printed("assess", plant, "--format", "json"))
    schema("system-report").validate(document)
    expected = system_document(system_report(read_system(plant)))
    assert document.pop("generator").startswith("iec62443 ")
    del expected["generator"]
    assert json.loads(json.dumps(expected)) == document


def test_check_ends_with_what_is_found(plant: Path) -> None:
    assert 1 == run("assess", plant, "--check").exit_code
    assert 1 == run("assess", plant, "--check", "--place", "Cell").exit_code
    # what the place was found not to do, and the countermeasure, make the difference
    assert 3 == run("assess", plant, "--check", "--place", "Uplink").exit_code
    assert 3 == run("assess", plant, "--check", "--place", "DMZ").exit_code
    met = plant.read_text(encoding="utf-8").replace('"1 1 1 1 1 1 1"', '"0 1 1 1 1 1 0"')
    plant.write_text(met, encoding="utf-8")
    assert 3 == run("assess", plant, "--check", "--place", "Cell").exit_code
    assert 0 == run("assess", plant, "--check", "--achieved", "--place", "Cell").exit_code


def test_a_place_that_is_not_there_is_named_with_the_nearest(plant: Path) -> None:
    assert "no zone or conduit is called 'Cel'; nearest: Cell" in error("assess", plant, "--place", "Cel")
    assert "no zone or conduit is called 'Zzz'\n" in error("assess", plant, "--place", "Zzz")


def test_evidence_can_be_asked_for(plant: Path) -> None:
    text = words(printed("assess", plant, "--require-evidence", "--as-of", "2026-01-01"))
    assert "IAC 1 0..4 undetermined" in text


def test_a_place_of_which_nothing_is_said_is_printed_too(tmp_path: Path) -> None:
    path = tmp_path / "system.toml"
    path.write_text('name = "P"\n[[zones]]\nname = "Cell"\n', encoding="utf-8")
    assert "Cell, zone, 0 components FR SL-T SL-C SL-A" in words(printed("assess", path))


def test_a_program_follows_each_requirement_to_the_findings_that_it_rests_on() -> None:
    """assessments/hp-12.csv, mc-410.csv and zones/disinfection.csv have these words and this evidence."""
    document = json.loads(printed("assess", WORKS, "--place", "Filtration", "--format", "json"))
    schema("system-report").validate(document)
    (place,) = document["places"]
    rows = {each["id"]: each for each in place["design"]["rows"]}
    parts = {each["component"]: each["findings"] for each in rows["SR 2.5"]["parts"]}
    assert ("not_met", []) == (parts["HMI-101"][0]["verdict"], parts["HMI-101"][0]["evidence"])
    assert parts["HMI-101"][0]["justification"].startswith("The panel never locks")
    assert ["MC-TR-4122 Session lock"] == [each["reference"] for each in parts["PLC-101"][0]["evidence"]]
    assert ["directory concept DC-1, chapter 2"] == [each["reference"] for each in rows["SR 1.3"]["evidence"]]
    measures = {each["name"]: each for each in document["countermeasures"]}
    assert ["CR 2.5"] == measures["Locked gallery panel"]["covers"]
    text = words(printed("assess", WORKS, "--place", "Disinfection"))
    assert "own finding; partial, DOS-201 cannot be backed up; its settings are kept on paper." in text


def test_what_is_not_achieved_is_listed_beside_what_is_open_by_design() -> None:
    text = words(printed("assess", WORKS, "--place", "Filtration"))
    assert "To close for SL-T, by design (2)" in text
    assert (
        "as achieved, beside what is open by design (1) requirement from state reason SR 7.7 SL 1 open PLC-102" in text
    )
    planned = words(printed("plan", WORKS, "--achieved", "--place", "Filtration", "--no-falls"))
    assert "SR 7.7 SL 1 open PLC-102 CR 7.7: not met" in planned
    assert "SR 2.5" not in planned


# ---- check


def test_what_is_wrong_with_the_partition_is_told_by_severity(plant: Path) -> None:
    said = words(printed("check", plant, code=1))
    assert "remote-access-past-no-boundary" in said
    assert "Required" in said
    assert "Ours: good practice" in said
    report = check_partition(read_system(plant))
    assert f"{len(report.findings)} findings: " in said


def test_a_program_gets_what_the_checks_find(plant: Path) -> None:
    document = json.loads(printed("check", plant, "--format", "json", code=1))
    schema("partition-report").validate(document)
    expected = partition_document(check_partition(read_system(plant)))
    assert expected["findings"] == document["findings"]
    assert ["component-in-no-place"] == document["idle"]


def test_what_is_switched_off_is_listed_with_its_reason(plant: Path) -> None:
    off = PLANT.replace(
        "[switched_off]", '[switched_off]\n"remote-access-past-no-boundary" = "a modem, dialled by hand"'
    )
    plant.write_text(off, encoding="utf-8")
    said = words(run("check", plant).stdout)
    assert "a modem, dialled by hand" in said
    assert "Switched off without need - component-in-no-place" in said


def test_strict_ends_with_1_on_any_finding(tmp_path: Path) -> None:
    path = tmp_path / "system.toml"
    path.write_text('name = "P"\n[[zones]]\nname = "Cell"\ninitial_risk_tolerable = "a toy"\n', encoding="utf-8")
    loose, strict = run("check", path), run("check", path, "--strict")
    assert (0, 1) == (loose.exit_code, strict.exit_code)
    assert loose.stdout == strict.stdout


# ---- targets

WORKS = Path(__file__).parent.parent.parent / "examples" / "water-treatment"
RISKS = ("--scenarios", WORKS / "risks" / "scenarios.toml", "--matrix", WORKS / "risks" / "matrix.toml")


def test_the_zones_of_the_works_have_on_record_what_their_scenarios_ask_for() -> None:
    """Derived by hand from the two files: the worst scenario of each FR, by the cell of the matrix."""
    asked = {
        "Site DMZ": "2 2 2 2 2 2 2",
        "Remote access": "3 2 2 2 3 2 1",
        "Supervisory": "2 2 2 1 2 2 2",
        "Filtration": "2 2 2 1 2 2 2",
        "Disinfection": "2 2 2 1 2 2 3",
        "Chlorine safety": "3 3 3 1 3 2 3",
        "Wireless field": "2 1 2 2 2 1 1",
    }
    said = words(printed("targets", WORKS, *RISKS))
    for place, levels in asked.items():
        assert f"{{ {levels} }} {{ {levels} }} as asked {place}" in said
    assert "{ 2 2 2 1 2 2 3 } { 2 2 2 1 2 2 2 } less in RA Control backbone" in said
    assert "{ 3 2 2 2 3 2 2 } { 2 2 2 2 2 2 2 } less in IAC RDF Supervisory link" in said
    assert "{ - - - - - - - } - none needed Office" in said
    assert "3 high * medium * 5 Release of chlorine, Chlorine safety: IAC UC SI RDF RA" in said
    assert "Disinfection: IAC 2, UC 2, SI 2, RDF 2, TRE 2: '3 Dosing falsified'; DC 1:" in said
    assert "Office: none needed: initial risk tolerable, RA-2, scenario 1" in said
    assert max(map(cell_len, printed("targets", WORKS, *RISKS).splitlines())) <= 80


def test_a_program_gets_targets_with_the_scenarios_that_carry_them() -> None:
    document = json.loads(printed("targets", WORKS, *RISKS, "--format", "json"))
    schema("target-report").validate(document)
    places = {each["place"]: each for each in document["places"]}
    assert [2, 2, 2, 1, 2, 2, 3] == places["Disinfection"]["target"] == places["Disinfection"]["recorded"]
    assert ["3a Dosing stopped"] == places["Disinfection"]["frs"]["RA"]["carried_by"]
    backbone, office = places["Control backbone"], places["Office"]
    assert (["RA"], "ends") == (backbone["lower_on_record"], backbone["frs"]["RA"]["basis"])
    assert (None, None, "tolerable") == (office["target"], office["recorded"], office["frs"]["IAC"]["basis"])


def test_targets_can_be_checked(tmp_path: Path) -> None:
    assert [1, 3] == [run("targets", WORKS, *RISKS, "--check", *more).exit_code for more in ((), ("--no-ends",))]
    path, told = tmp_path / "system.toml", tmp_path / "scenarios.toml"
    told.write_text(
        '[[scenarios]]\nname = "Crew"\nplace = "Cell"\nfrs = '
        '["IAC", "UC", "SI", "DC", "RDF", "TRE", "RA"]\nattacker = "crew"\n',
        encoding="utf-8",
    )
    table = tmp_path / "attackers.toml"
    table.write_text('name = "Ours"\n[levels]\ncrew = 2\n', encoding="utf-8")
    given = ("targets", path, "--scenarios", told, "--attackers", table)
    for level, code, word in (("1", 1, "less in IAC"), ("2", 0, "as asked"), ("3", 0, "more")):
        path.write_text(f'name = "P"\n[[zones]]\nname = "Cell"\nsl_t = {level}\n', encoding="utf-8")
        result = run(*given, "--check")
        assert (code, True) == (result.exit_code, word in result.stdout)
    path.write_text('name = "P"\n[[zones]]\nname = "Cell"\n[[zones]]\nname = "Hall"\n', encoding="utf-8")
    result = run(*given, "--check")
    assert (3, True) == (result.exit_code, "to be decided: IAC UC SI DC RDF TRE RA Hall" in words(result.stdout))
    assert "not on record" in result.stdout


def test_scenarios_that_no_table_knows_are_told_all_at_once(tmp_path: Path) -> None:
    told = tmp_path / "scenarios.toml"
    told.write_text(
        '[[scenarios]]\nname = "A"\nplace = "Filtratoin"\nfrs = ["UC"]\nlikelihood = "often"\nconsequence = "nuisance"\n',
        encoding="utf-8",
    )
    said = words(error("targets", WORKS, "--scenarios", told, "--matrix", WORKS / "risks" / "matrix.toml"))
    assert "scenarios[0].place" in said
    assert "Filtration" in said
    assert "scenarios[0].likelihood" in said
    assert "Missing option '--scenarios'" in run("targets", WORKS).stderr


# ---- plan


def test_a_plan_says_what_is_to_be_closed_what_to_choose_and_what_carries_what(plant: Path) -> None:
    said = words(printed("plan", plant, "--options", plant.parent / "options.toml", "--marginal"))
    assert "To close in Cell (2)" in said
    assert "SR 7.2 SL 1 open PLC CR 7.2: allocated: the system around has to provide it" in said
    assert "The cheapest choice for SL-C: 8 kEUR (nothing cheaper does as much)" in said
    assert "3 Log server SR 6.1" in said
    assert "5 Firewall SR 5.1, SR 5.2" in said
    assert "Cell: SR 7.2" in said
    assert "What one level more costs" in said
    assert "Cell TRE SL 2 +0 kEUR" in said
    assert "What SL-A rests on: what falls without it" in said
    assert "Cell Paper log: TRE 1 to 0" in said


def test_without_options_a_plan_is_what_is_to_be_done(plant: Path) -> None:
    said = words(printed("plan", plant, "--place", "Cell"))
    assert "To close in Cell (2)" in said
    assert "cheapest" not in said
    assert "Uplink" not in said


def test_a_plan_for_what_is_achieved_needs_nothing_where_a_measure_compensates(plant: Path) -> None:
    text = PLANT.replace('sl_t = "1 1 1 1 1 1 1"', 'sl_t = "0 0 0 0 0 1 0"')
    plant.write_text(text, encoding="utf-8")
    arguments = (plant, "--achieved", "--place", "Cell", "--options", plant.parent / "options.toml")
    assert "nothing on offer helps, or nothing is needed" in words(printed("plan", *arguments))


def test_a_program_gets_the_plan(plant: Path) -> None:
    document = json.loads(printed("plan", plant, "--options", plant.parent / "options.toml", "--format", "json"))
    schema("plan").validate(document)
    assert ("kEUR", 8.0, True) == (document["unit"], document["cost"], document["optimal"])
    assert len(sensitivity(read_system(plant))) == len(document["falls"])


def test_a_plant_with_nothing_to_close_says_so(tmp_path: Path) -> None:
    path = tmp_path / "system.toml"
    path.write_text('name = "P"\n[[zones]]\nname = "Cell"\nsl_t = 0\n', encoding="utf-8")
    assert "nothing is to be closed for SL-T by design" in words(printed("plan", path))


def test_options_that_name_what_is_not_there_are_refused(plant: Path) -> None:
    options = plant.parent / "options.toml"
    options.write_text(OPTIONS.replace('"Uplink"', '"Downlink"'), encoding="utf-8")
    assert "no zone, conduit or component is called 'Downlink'" in words(error("plan", plant, "--options", options))


# ---- all of them


@pytest.mark.parametrize("command", ["assess", "check", "plan", "show"])
def test_a_file_that_cannot_be_read_is_told(command: str, tmp_path: Path) -> None:
    path = tmp_path / "system.toml"
    path.write_text('name = "P"\n[[zones]]\nname = "Cell"\nsl_t = 7\n[[zone]]\n', encoding="utf-8")
    assert "system.toml: " in error(command, path)
    assert "cannot be read" in error(command, tmp_path / "nowhere.toml")
