"""Documents of a system: the requirements specification, and gaps and actions of every zone and conduit."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from documents.cases import full
from hypothesis import given, settings
from rollup_strategies import systems

from iec62443 import (
    Action,
    Approval,
    Component,
    ComponentType,
    Conduit,
    Countermeasure,
    Document,
    DocumentDetails,
    EssentialEffect,
    External,
    Finding,
    Flow,
    InvalidFinding,
    Lifecycle,
    Origin,
    Selection,
    SystemUnderConsideration,
    Verdict,
    Zone,
    load,
    read_system,
    render,
    requirements_specification,
    system_action_report,
    system_report,
)
from iec62443.documents.model import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

WORKS = Path(__file__).parent.parent.parent / "examples" / "water-treatment"
DAY = dt.date(2026, 11, 26)
STEPS = ("6.2", "6.3", "6.4", "6.5", "6.6", "6.7", "6.8", "6.9", "7.1")
FORBIDDEN = re.compile(r"\b(certified|compliant|compliance|conformant|conformity)\b", re.IGNORECASE)


def text_of(system: SystemUnderConsideration) -> str:
    return render(requirements_specification(system_report(system), date=DAY), "md").decode()


def test_a_specification_has_a_section_for_each_step_and_is_final_when_approved() -> None:
    profile = Selection("Baseline", "62443-3-3", "2013", [], {}, {"SR 1.11": {"attempts": "5"}})
    document = requirements_specification(system_report(full()), parameters=profile, date=DAY)
    assert list(STEPS) == [found for each in document.sections for found in re.findall(r"ZCR (\d\.\d)", each.title)]
    assert (False, ()) == (document.draft, document.missing)
    assert ["Zone Cell", "Zone DMZ", "Conduit Uplink"] == [each.title for each in document.sections[2].sections]


def test_everything_that_is_said_of_a_system_stands_in_its_specification() -> None:
    text = text_of(full())
    for said in (
        "Fills bottles", "stop safely", "Internet", "EC 210", "TLS", "Shift lead", "VLAN 7", "hall 3", "scenario 4",
        "no phones",
        "the hall is locked", "a locked cabinet", "a fenced site", "criminals", "accounts are personal", "one day in ten years",
        "water act", "N. N.", "zones and targets", "Where it is filled", "provider: Uplink > DMZ", "2026-11-26",
    ):  # fmt: skip
        assert said in text, said


def test_what_is_not_said_is_told_in_its_place_and_at_the_end() -> None:
    bare = SystemUnderConsideration("Plant", zones=[Zone("Cell", 1), Zone("Hall")])
    document = requirements_specification(system_report(bare))
    assert document.draft
    lacking = {what for _, what in document.missing}
    assert {"who is accountable", "the logical boundary", "the essential functions", "the components"} < lacking
    assert {"SL-T, or why the initial risk is tolerable", "why SL-T is as it is"} < lacking
    assert "What this document lacks" == document.sections[-1].title
    empty = requirements_specification(system_report(SystemUnderConsideration("Empty")))
    assert {"the zones", "the zones and conduits"} < {what for _, what in empty.missing}


def test_parameters_of_a_profile_stand_beside_their_requirement() -> None:
    profile = Selection("Baseline", "62443-3-3", "2013", [], {}, {"SR 1.11": {"attempts": "5"}})
    document = requirements_specification(
        system_report(full()), DocumentDetails("Works"), profile, origin=Origin("1.2")
    )
    assert "attempts: 5" in render(document, "md").decode()
    assert ("Issuer", "Works") == document.head.pairs[0]


def test_the_scope_of_a_conduit_has_parameters_of_its_own_which_go_before_those_of_all() -> None:
    ids = [each.id for each in load("3-3").required(1)]
    scope = Selection("Radio", "62443-3-3", "2013", ids, {}, {"SR 1.11": {"attempts": "3"}})
    system = SystemUnderConsideration("P", zones=[Zone("A", 1)], conduits=[Conduit("Link", ["A"], 1, scope)])
    profile = Selection("Baseline", "62443-3-3", "2013", [], {}, {"SR 1.11": {"attempts": "5", "pause": "1 h"}})
    document = requirements_specification(system_report(system), parameters=profile)
    zone, conduit = (each.blocks[-1] for each in document.sections[2].sections)
    for place, told in ((zone, "attempts: 5\npause: 1 h"), (conduit, "attempts: 3\npause: 1 h")):
        assert isinstance(place, Table)
        at = [each.title for each in place.columns].index("Parameters")
        assert [told] == [row[at].text for row in place.rows if row[at].text]


def test_without_any_parameter_there_is_no_column_for_them_and_that_is_told() -> None:
    document = requirements_specification(system_report(SystemUnderConsideration("P", zones=[Zone("A", 1)])))
    text = render(document, "md").decode()
    assert "| Parameters |" not in text
    told = "the values of parameters, such as after how many failed logins an account is locked"
    assert ("Zones and conduits (ZCR 6.4)", told) in document.missing


@pytest.mark.parametrize(
    ("lifecycle", "until", "told"),
    [
        (Lifecycle.SUPPORTED, DAY, "supported until 2026-11-26"),
        (Lifecycle.END_OF_SALE, DAY, "end of sale, supported until 2026-11-26"),
        (Lifecycle.END_OF_SUPPORT, DAY, "end of support, was supported until 2026-11-26"),
        (Lifecycle.NOT_KNOWN, DAY, "supported until 2026-11-26"),
        (Lifecycle.END_OF_SALE, None, "end of sale"),
        (Lifecycle.NOT_KNOWN, None, "not known"),
    ],
)
def test_until_when_a_component_is_mended_is_said_in_words(
    lifecycle: Lifecycle, until: dt.date | None, told: str
) -> None:
    drive = Component("VSD", {ComponentType.EMBEDDED_DEVICE}, "Drive", lifecycle=lifecycle, supported_until=until)
    line = f"| **VSD** | embedded device | Drive | no zone or conduit | {told} |\n"
    assert line in text_of(SystemUnderConsideration("P", zones=[Zone("A")], components=[drive]))


def test_gaps_stand_worst_first_with_actions_owners_and_what_closing_does() -> None:
    late = Action(["SR 7.2"], "Bigger buffer", "Automation", dt.date(2026, 1, 1))
    document = system_action_report(system_report(full()), [late], DocumentDetails("Works"), date=DAY)
    assert ["Result", "Zone Cell", "Zone DMZ", "Conduit Uplink", "Actions"] == [
        each.title for each in document.sections
    ]
    text = render(document, "md").decode()
    for said in (
        "Bigger buffer", "Automation", "overdue", "Plant manager", "rare", "RA stays 0 while open: SR 7.6", "a locked cabinet",
        "Nothing is left to close for SL-T by design.", "1 of 2 requirements to close without an action",
    ):  # fmt: skip
        assert said in text, said


def test_an_action_on_a_component_stands_beside_what_needs_it() -> None:
    action = Action(["CR 7.6"], "Firmware 4")
    text = render(system_action_report(system_report(full()), [action]), "md").decode()
    assert "Firmware 4" in text
    alone = system_action_report(system_report(SystemUnderConsideration("P", zones=[Zone("A")])))
    assert "No zone or conduit has SL-T." in render(alone, "md").decode()
    one = SystemUnderConsideration("P", zones=[Zone("A", 1, findings=[Finding("SR 6.1", Verdict.NOT_MET)])])
    assert "TRE 0 to 1" in render(system_action_report(system_report(one)), "md").decode()


@settings(max_examples=8)
@given(system=systems())
def test_any_system_gives_both_documents(system: SystemUnderConsideration) -> None:
    report = system_report(system)
    for document in (requirements_specification(report, date=DAY), system_action_report(report, date=DAY)):
        text = render(document, "md").decode()
        assert not FORBIDDEN.search(text)
        sections = [*document.sections, *(inner for each in document.sections for inner in each.sections)]
        names = [block.name for each in sections for block in each.blocks if isinstance(block, Table)]
        assert len(names) == len(set(names))
        for each in system.places:
            for row in report[each.name].design.to_close:
                assert row.requirement.id.text in text


@pytest.mark.parametrize("format", ["md", "html", "docx", "xlsx", "pdf"])
def test_the_documents_of_the_works_are_written_in_every_format_the_same_each_time(format: str) -> None:
    report = system_report(read_system(WORKS))
    for document in (requirements_specification(report, date=DAY), system_action_report(report, date=DAY)):
        written = render(document, format)
        assert len(written) > 10_000
        assert written == render(document, format)


def test_an_approval_of_which_nothing_more_is_said_is_signed_all_the_same() -> None:
    system = SystemUnderConsideration("P", zones=[Zone("A")], approvals=[Approval("Owner", "N. N.")])
    assert "N. N." in text_of(system)


def test_where_each_requirement_has_an_action_none_is_missed() -> None:
    actions = [Action(["SR 7.2"], "Bigger buffer"), Action(["CR 7.6"], "Firmware 4")]
    assert "without an action" not in render(system_action_report(system_report(full()), actions), "md").decode()


def test_the_command_writes_both_documents_of_a_system(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from iec62443.cli.app import app

    plan = tmp_path / "plan.toml"
    plan.write_text('[[actions]]\nrequirements = ["CR 2.5"]\naction = "New panels"\n', encoding="utf-8")
    profile = tmp_path / "profile.toml"
    profile.write_text('name = "P"\npart = "3-3"\nids = []\n[parameters."SR 1.11"]\nattempts = "5"\n', encoding="utf-8")
    gaps, specification = tmp_path / "g.md", tmp_path / "s.md"
    commands = (
        ["gaps", str(WORKS), "--plan", str(plan), "-o", str(gaps)],
        ["gaps", str(WORKS), "-o", str(gaps), "--force"],
        ["specification", str(WORKS), "--profile", str(profile), "-o", str(specification)],
        ["specification", str(WORKS), "-o", str(specification), "--force"],
    )
    for each in commands:
        result = CliRunner().invoke(app, ["document", *each])
        assert 0 == result.exit_code, result.output
    assert "Filtration" in gaps.read_text(encoding="utf-8")
    assert "ZCR 6.2" in specification.read_text(encoding="utf-8")
    refused = CliRunner().invoke(app, ["document", "gaps", str(WORKS), "--target", "2", "-o", str(tmp_path / "x.md")])
    assert (2, True) == (refused.exit_code, "their own SL-T" in refused.output)
    plan.write_text('[[acceptances]]\nrequirement = "SR 1.1"\nowner = "A"\nreason = "b"\n', encoding="utf-8")
    refused = CliRunner().invoke(
        app, ["document", "gaps", str(WORKS), "--plan", str(plan), "-o", str(tmp_path / "x.md")]
    )
    assert (2, True) == (refused.exit_code, "accepted at its zones" in refused.output)


def gaps_of(*actions: Action, places: Iterable[str] = ()) -> Document:
    """The report on the works, whose numbers its README derives by hand."""
    return system_action_report(system_report(read_system(WORKS)), actions, places=places, date=DAY)


def cells(document: Document, place: str, name: str) -> list[dict[str, str]]:
    """A table of the section on a place as rows by the titles of their columns."""
    (part,) = (each for each in document.sections if each.title.endswith(place))
    (found,) = (each for each in part.blocks if isinstance(each, Table) and each.name.startswith(name))
    titles = [each.title for each in found.columns]
    return [dict(zip(titles, (cell.text for cell in row), strict=True)) for row in found.rows]


def test_what_a_zone_was_found_not_to_do_stands_before_what_its_components_lack() -> None:
    """zones/disinfection.csv has the zone's own finding on SR 1.1, which nothing outweighs."""
    rows = {each["ID"]: each["Where, why"].splitlines() for each in cells(gaps_of(), "Disinfection", "gaps")}
    assert rows["SR 1.1"][0].startswith("Disinfection: not met: DOS-201 takes commands from anyone")
    assert "DOS-201 CR 1.1: no finding" == rows["SR 1.1"][1]
    told = text_of(read_system(WORKS))
    assert "Disinfection: partial: DOS-201 cannot be backed up" in told


def test_what_is_closed_by_design_and_not_as_achieved_is_listed() -> None:
    """Filtration reaches RA by design; as built, PLC-102 has services open that nothing needs (SR 7.7)."""
    document = gaps_of()
    assert [("SR 7.7", "PLC-102 CR 7.7: not met")] == [
        (each["ID"], each["Where, why"]) for each in cells(document, "Zone Filtration", "not-achieved")
    ]
    levels = {
        each["Foundational requirement"][:3].strip(): each for each in cells(document, "Zone Filtration", "levels")
    }
    assert ("reached", "gap") == (levels["RA"]["Outcome"], levels["RA"]["Achieved"])
    small = system_report(full())
    text = render(system_action_report(small), "md").decode()
    assert "closed by design, and not known as achieved: SR 1.1, SR 1.1 RE(1)" in text


def test_countermeasures_stand_where_they_count_with_their_evidence() -> None:
    document = gaps_of()
    (one,) = cells(document, "Zone Filtration", "countermeasures")
    assert ("CR 2.5", "HMI-101", "SL 2", "in place") == (one["Covers"], one["At"], one["Adequate up to"], one["State"])
    assert "WD-26-03" in one["Evidence"]
    assert "compensated up to SL 2 by Locked gallery panel" in render(document, "md").decode()
    assert "Locked gallery panel" in text_of(read_system(WORKS))
    harmful = Countermeasure("Lock", ["SR 1.1"], ["A"], 1, essential_effect=EssentialEffect.HARMS, in_place=False)
    system = SystemUnderConsideration("P", zones=[Zone("A", 1)], countermeasures=[harmful])
    (told,) = cells(system_action_report(system_report(system)), "Zone A", "countermeasures")
    assert "planned: counts for nothing yet\nharms an essential function: counts for nothing" == told["State"]
    assert "none: asserted" == told["Evidence"]


def test_an_action_is_about_the_places_that_it_names_and_together_they_do_what_is_told() -> None:
    """By hand: Filtration reaches UC 2 once SR 2.5 is closed, which HMI-101 alone lacks; IAC 2 once SR 1.8 is."""
    lock = Action(["SR 2.5"], "Screens lock", places=["Filtration"])
    panel = Action(["CR 2.5"], "New panels", places=["HMI-101"])
    one_only = Action(["CR 1.8"], "Certificates for one", places=["PLC-101"])
    both = Action(["CR 1.8"], "Certificates", "Automation", dt.date(2027, 1, 1), places=["PLC-101", "PLC-102"])

    def effects(*actions: Action) -> list[str]:
        return [each["Effect on the levels"] for each in cells(gaps_of(*actions), "Actions", "actions")]

    assert ["Filtration: UC 0 to 2"] * 2 == effects(lock, panel)
    assert ["Filtration: IAC 1 to 2", "none by itself"] == effects(one_only, both)
    document = gaps_of(lock, both)
    beside = {
        name: [each["Action"] for each in cells(document, name, "gaps") if each["ID"] == "SR 2.5"]
        for name in ("Zone Filtration", "Zone Disinfection")
    }
    assert {"Zone Filtration": ["Screens lock"], "Zone Disinfection": ["no action stated"]} == beside
    levels = {
        each["Foundational requirement"][:3].strip(): each for each in cells(document, "Zone Filtration", "levels")
    }
    assert [("2", "2"), ("2", "2")] == [
        (levels[fr]["After all actions"], levels[fr]["When all is closed"]) for fr in ("IAC", "UC")
    ]


def test_what_a_zone_itself_does_not_do_no_component_closes() -> None:
    zone = Zone("A", 1, ["PLC"], findings=[Finding("SR 1.1", Verdict.NOT_MET, "by the zone")])
    plc = Component("PLC", {ComponentType.EMBEDDED_DEVICE})
    report = system_report(SystemUnderConsideration("P", zones=[zone], components=[plc]))
    rest = [each.requirement.id for each in report["A"].design.rows if each.requirement.id.text != "SR 1.1"]
    at_component = Action([*rest, "CR 1.1"], "All but what the zone lacks")
    at_zone = Action([*rest, "SR 1.1"], "All")
    found = [
        cells(system_action_report(report, [each]), "Zone A", "levels")[0]["After all actions"]
        for each in (at_component, at_zone)
    ]
    assert ["0", "4"] == found


def test_some_places_can_be_asked_for_and_names_that_are_none_are_refused_at_once() -> None:
    document = gaps_of(places=["Filtration", "Remote link"])
    titles = [each.title for each in document.sections]
    assert ["Result", "Conduit Remote link", "Zone Filtration"] == [titles[0], *sorted(titles[1:3])]
    assert ("Reported on", "Filtration, Remote link") in document.head.pairs
    with pytest.raises(
        InvalidFinding, match=r"no zone or conduit is called 'Filtratoin'; nearest: 'Filtration'.*'HMI-999'"
    ):
        gaps_of(Action(["CR 2.5"], "x", places=["HMI-999"]), places=["Filtratoin"])


def test_parameters_may_be_those_of_a_single_zone() -> None:
    report = system_report(SystemUnderConsideration("P", zones=[Zone("A", 1), Zone("B", 1)]))

    def chosen(value: str) -> Selection:
        return Selection("S", "62443-3-3", "2013", [], {}, {"SR 1.11": {"attempts": value}})

    document = requirements_specification(report, parameters={"": chosen("5"), "B": chosen("3")})
    told = []
    for each in document.sections[2].sections:
        table = each.blocks[-1]
        assert isinstance(table, Table)
        at = [column.title for column in table.columns].index("Parameters")
        told.append([row[at].text for row in table.rows if row[at].text])
    assert [["attempts: 5"], ["attempts: 3"]] == told
    with pytest.raises(InvalidFinding, match="no zone or conduit is called 'C'"):
        requirements_specification(report, parameters={"C": chosen("1")})


def test_a_zone_has_the_flows_over_its_boundary_and_not_those_inside() -> None:
    text = text_of(
        SystemUnderConsideration(
            "P",
            zones=[Zone("Site", 1), Zone("Cell", 1, ["PLC", "HMI"], parent="Site"), Zone("Hall", 1, parent="Site")],
            components=[Component(name, {ComponentType.EMBEDDED_DEVICE}) for name in ("PLC", "HMI")],
            externals=[External("Internet")],
            flows=[
                Flow("PLC", "HMI", "Modbus"),
                Flow("HMI", "Hall", "OPC UA"),
                Flow("Internet", "PLC", "TLS", via=["X"]),
            ],
            conduits=[Conduit("X", ["Cell", "Internet"], 1)],
        )
    )
    assert [
        "Internet to PLC (TLS), through X",
        "HMI to Hall (OPC UA)<br>Internet to PLC (TLS), through X",
        "HMI to Hall (OPC UA)",
    ] == re.findall(r"\*\*Flows in and out:\*\* (.*)", text)


def test_the_command_takes_places_and_profiles_of_single_zones(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from iec62443.cli.app import app

    def run(*arguments: object) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["document", *map(str, arguments)])
        return result.exit_code, result.stderr

    profile, out = tmp_path / "profile.toml", tmp_path / "out.md"
    profile.write_text('name = "P"\npart = "3-3"\nids = []\n[parameters."SR 1.11"]\nattempts = "5"\n', encoding="utf-8")
    assert 0 == run("gaps", WORKS, "--place", "Filtration", "-o", out)[0]
    assert "## Zone Disinfection" not in out.read_text(encoding="utf-8")
    assert 0 == run("specification", WORKS, "--profile", f"Filtration={profile}", "-o", out, "--force")[0]
    assert 1 == out.read_text(encoding="utf-8").count("attempts: 5")
    twice = ("specification", WORKS, "--profile", profile, "--profile", profile, "-o", tmp_path / "x.md")
    assert (2, True) == ((code := run(*twice))[0], "two profiles for all zones" in code[1])
    device = WORKS.parent / "edge-controller" / "edge-controller.toml"
    alone = run("gaps", device, "--target", 2, "--place", "Filtration", "-o", tmp_path / "x.md")
    assert (2, True) == (alone[0], "--place names a zone or conduit of a system" in alone[1])
