"""The documents of the goldens: made from the edge controller, and from small inputs made by hand.

``PYTHONPATH=tests python tests/documents/cases.py`` writes the goldens anew. Read what changed before you commit it: people
hand it over.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from attrs import evolve
from documents.extracted import docx_read, pdf_read, xlsx_read

from iec62443 import (
    FR,
    Action,
    Approval,
    ClaimSource,
    Component,
    ComponentType,
    Conduit,
    Document,
    DocumentDetails,
    Evidence,
    EvidenceKind,
    External,
    Finding,
    Flow,
    Origin,
    RiskAcceptance,
    Selection,
    SupplierAssumption,
    SystemUnderConsideration,
    Verdict,
    Zone,
    action_report,
    capability,
    compare,
    gap,
    load,
    maturity_gap,
    maturity_profile,
    process_maturity,
    progress_report,
    read_action_plan,
    read_assessment,
    read_details,
    requirement_checklist,
    requirements_specification,
    statement_of_applicability,
    supplier_declaration,
    system_action_report,
    system_report,
)
from iec62443.documents import docx, html, markdown, pdf, xlsx
from iec62443.findings import Assessment, Subject

ROOT = Path(__file__).parent.parent.parent
EDGE = ROOT / "examples" / "edge-controller"
GOLDEN = ROOT / "tests" / "golden" / "documents"
DAY = dt.date(2026, 11, 2)
ORIGIN = Origin.of("1.2.3", [("controller.toml", b"the header"), ("controller.csv", b"the sheet")])

CONTROLLER = read_assessment(EDGE / "edge-controller.toml")
DETAILS = read_details(EDGE / "edge-controller.details.toml")
PLAN = read_action_plan(EDGE / "edge-controller.actions.toml", load("4-2"))
REPORT = capability(CONTROLLER)

#: The controller three months on: one requirement more is closed, one is lost, evidence has run out, one is looked at no more.
LATER = evolve(CONTROLLER, date=dt.date(2027, 1, 15)).with_findings(
    Finding("CR 7.1 RE(1)", Verdict.MET, "Tested in week 49.", [Evidence("MC-TR-1150", EvidenceKind.TEST)]),
    Finding("CR 1.3", Verdict.PARTIAL, "Removal of an account fails while its session is open."),
    Finding("CR 1.8", Verdict.MET, evidence=[Evidence("MC-TR-1106", valid_until=dt.date(2026, 10, 31))]),
    Finding("CR 1.7 RE(1)", Verdict.NOT_ASSESSED),
)

TEAM = Assessment(
    Subject("Firmware team", supplier="Morrendal Controls (fictional)"),
    "62443-4-1",
    "2018",
    [
        *(
            Finding(each.id, Verdict.MET, "Lived on every line.", [Evidence("QM-41")], maturity=3)
            for each in load("4-1").requirements
            if each.group not in {"DM", "SG"}
        ),
        *(Finding(f"DM-{number}", Verdict.MET, "Written down.", maturity=2) for number in (1, 3, 4, 5, 6)),
        Finding("DM-2", Verdict.PARTIAL, "Only for two of five product lines.", owner="Product security"),
        Finding("SG-7", Verdict.NOT_APPLICABLE, "No guides are delivered with these parts."),
    ],
    assessor="Quality",
    date=dt.date(2026, 9, 30),
)

#: Two FRs decided, wireless left out, the rest of the part left open.
BASELINE = Selection(
    "Baseline of the filling line",
    "62443-3-3",
    "2013",
    [each.id for each in load("3-3").required(2) if each.fr in {FR.IAC, FR.UC} and each.id.base.text != "SR 1.6"],
    {"SR 1.6": "There is no wireless access.", "SR 1.6 RE(1)": "There is no wireless access."},
    {"SR 1.11": {"attempts": "5", "lock-out": "15 minutes"}, "SR 2.5": {"idle time": "10 minutes"}},
)
WIRELESS_TOO = {
    each.id: "Not asked for at this site." for each in load("3-3").requirements if each.id not in BASELINE.ids
}
DECIDED = evolve(BASELINE, name="Whole baseline", excluded={**WIRELESS_TOO, **BASELINE.excluded})


def full() -> SystemUnderConsideration:
    """A small system of which everything is said."""
    met = [Finding(each, Verdict.MET) for each in load("3-3") if each.text not in {"SR 1.3", "SR 7.2", "SR 7.6"}]
    zone = Zone(
        "Cell",
        2,
        ["PLC"],
        findings=met,
        providers={"SR 1.3": "DMZ"},
        owner="Shift lead",
        logical_boundary="VLAN 7",
        physical_boundary="hall 3",
        access_points=["firewall"],
        safety_related=False,
        target_basis="scenario 4",
        policies=["no phones"],
        assumptions=["the hall is locked"],
        acceptances=[RiskAcceptance("SR 7.2", "Plant manager", "rare", DAY)],
        description="Where it is filled.",
    )
    dmz = Zone(
        "DMZ",
        1,
        owner="IT",
        logical_boundary="VLAN 8",
        physical_boundary="rack 2",
        access_points=["firewall"],
        target_basis="policy",
        findings=[Finding(each, Verdict.MET) for each in load("3-3")],
    )
    plc = Component(
        "PLC",
        {ComponentType.EMBEDDED_DEVICE},
        "EC 210",
        assumes=[SupplierAssumption("a locked cabinet")],
        supported_until=DAY,
    )
    return SystemUnderConsideration(
        "Plant",
        "Fills bottles.",
        zones=[zone, dmz],
        conduits=[
            Conduit("Uplink", ["Cell", "DMZ"], 0, owner="IT", target_basis="nothing secret", boundary_devices=["PLC"])
        ],
        components=[plc],
        externals=[External("Internet")],
        flows=[Flow("PLC", "Internet", "TLS", via=["Uplink"])],
        regulations=["water act"],
        policies=["accounts are personal"],
        tolerable_risk="one day in ten years",
        threat_environment="criminals",
        operating_environment="a fenced site",
        essential_functions=["stop safely"],
        approvals=[Approval("Plant manager", "N. N.", DAY, "zones and targets")],
    )


def documents() -> dict[str, Document]:
    """Make every document of the goldens, by name."""
    maturity = process_maturity(TEAM)
    certificate = ClaimSource(False, "Example scheme", "Example body", "17-0042", dt.date(2026, 10, 31))
    return {
        "declaration": supplier_declaration(REPORT, DETAILS, origin=ORIGIN, date=DAY),
        "declaration-draft": supplier_declaration(
            capability(
                Assessment(Subject("Switch", "", [ComponentType.NETWORK_DEVICE]), "62443-4-2", "2019", assessed_to=1)
            )
        ),
        "declaration-referring": supplier_declaration(
            REPORT,
            DocumentDetails("Morrendal Controls (fictional)", certificates=[certificate]),
            origin=ORIGIN,
            date=DAY,
        ),
        "gaps": action_report(
            gap(REPORT, 3, PLAN.acceptances), PLAN.actions, PLAN.acceptances, origin=ORIGIN, date=DAY
        ),
        "gaps-none": action_report(gap(REPORT, 1), origin=ORIGIN, date=DAY),
        "applicability": statement_of_applicability(DECIDED, load("3-3"), origin=ORIGIN, date=DAY),
        "applicability-draft": statement_of_applicability(BASELINE, load("3-3"), origin=ORIGIN, date=DAY),
        "checklist": requirement_checklist(
            load("4-2"), 1, [ComponentType.SOFTWARE_APPLICATION], origin=ORIGIN, date=DAY
        ),
        "checklist-process": requirement_checklist(load("2-4"), summaries=False, origin=ORIGIN, date=DAY),
        "maturity": maturity_profile(maturity, maturity_gap(maturity, 3), DETAILS, origin=ORIGIN, date=DAY),
        "specification": requirements_specification(
            system_report(full()),
            DocumentDetails("Bottles and Sons"),
            Selection("Baseline", "62443-3-3", "2013", [], {}, {"SR 1.11": {"attempts": "5"}}),
            origin=Origin.of("1.2.3", [(f"zones/{name}.csv", name.encode()) for name in ("a", "b", "c", "d", "e")]),
            date=DAY,
        ),
        "gaps-system": system_action_report(
            system_report(full()),
            [Action(["SR 7.2"], "Bigger buffer", "Automation", dt.date(2026, 1, 1))],
            origin=ORIGIN,
            date=DAY,
        ),
        "progress": progress_report(compare(REPORT, capability(LATER, as_of=DAY), as_of=DAY), origin=ORIGIN, date=DAY),
    }


def bare(text: str) -> str:
    """HTML without the style and the pictures, which have tests of their own: a picture is what it says in words."""
    text = re.sub(r"<style>.*?</style>", "<style></style>", text, count=1, flags=re.DOTALL)
    return re.sub(
        r"<svg .*?<title[^>]*>(.*?)</title><desc[^>]*>(.*?)</desc>.*?</svg>", r"[\1: \2]", text, flags=re.DOTALL
    )


def written(document: Document) -> dict[str, str]:
    """Give what stands in the golden of each format, by its suffix: the text itself, or what other libraries read of it."""
    return {
        "md": markdown.write(document),
        "html": bare(html.write(document)),
        "docx.txt": docx_read(docx.write(document)),
        "xlsx.txt": xlsx_read(xlsx.write(document)),
        "pdf.txt": pdf_read(pdf.write(document)),
    }


if __name__ == "__main__":
    for name, document in documents().items():
        for suffix, text in written(document).items():
            GOLDEN.joinpath(f"{name}.{suffix}").write_text(text, encoding="utf-8", newline="")
