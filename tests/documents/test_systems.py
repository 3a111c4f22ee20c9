"""Documents of a system: the requirements specification, and gaps and actions of every zone and conduit."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

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
    DocumentDetails,
    Finding,
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
    assert ["Result", "Zone Cell", "Zone DMZ", "Conduit Uplink"] == [each.title for each in document.sections]
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
