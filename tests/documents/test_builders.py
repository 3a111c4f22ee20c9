"""What every document owes its reader: where it comes from, what it is not, what it lacks; and no word that says too much."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from documents.cases import CONTROLLER, DAY, DETAILS, ORIGIN, PLAN, REPORT, TEAM, documents

from iec62443 import (
    Assessment,
    ComponentType,
    DocumentDetails,
    Evidence,
    Finding,
    InvalidFinding,
    Origin,
    Selection,
    Subject,
    Verdict,
    action_report,
    capability,
    compare,
    gap,
    load,
    maturity_gap,
    maturity_profile,
    process_maturity,
    progress_report,
    requirement_checklist,
    statement_of_applicability,
    supplier_declaration,
)
from iec62443.documents.model import ColumnKind, Facts, Listing, Missing, Paragraph, Signature, Table, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iec62443 import Document
    from iec62443.documents.model import Block, Section

DOCUMENTS = documents()
#: Words that our own texts never say of a result.
TOO_MUCH = re.compile(
    r"\b(certified|compliant|compliance|conformant|conforms?|conformity|official|guarantee\w*)\b", re.IGNORECASE
)


def blocks(document: Document) -> Iterator[Block]:
    def of(sections: tuple[Section, ...]) -> Iterator[Block]:
        for each in sections:
            yield from each.blocks
            yield from of(each.sections)

    return of(document.sections)


def texts(document: Document) -> Iterator[str]:
    """Give every text of a document but the names of requirements, which are the catalog's."""
    yield from (document.title, document.subtitle, document.disclaimer)
    for pair in document.head.pairs:
        yield from pair
    yield from (each.title for each in document.sections)
    for block in blocks(document):
        match block:
            case Paragraph():
                yield block.text
            case Listing():
                yield from block.items
            case Table():
                yield block.caption
                yield from (column.title for column in block.columns)
                named = [each.title == "Title" or each.kind is ColumnKind.NAME for each in block.columns]
                yield from (cell.text for row in block.rows for cell, skip in zip(row, named, strict=True) if not skip)
            case Missing():
                yield block.what


def table(document: Document, name: str) -> list[dict[str, str]]:
    """Give a table of a document as rows by the titles of their columns."""
    (found,) = (each for each in blocks(document) if isinstance(each, Table) and each.name == name)
    titles = [each.title for each in found.columns]
    return [dict(zip(titles, (cell.text for cell in row), strict=True)) for row in found.rows]


def paragraphs(document: Document) -> list[str]:
    return [each.text for each in blocks(document) if isinstance(each, Paragraph)]


# ---- what all of them owe


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_names_edition_corrigenda_version_and_digests(name: str) -> None:
    document = DOCUMENTS[name]
    head = dict(document.head.pairs)
    system = dict.fromkeys(("applicability", "specification", "gaps-system"), "2013")
    edition = (system | {"checklist-process": "2023", "maturity": "2018"}).get(name.removesuffix("-draft"), "2019")
    assert f", edition {edition}: " in head["Standard"]
    assert ("COR1:2014" if edition == "2013" else "none") == head["Corrigenda applied"]
    if edition == "2019":
        assert "COR1:2022" == head["Corrigenda known, text not seen"]
    if document.date is not None:
        assert "iec62443 1.2.3" == head["Made with"]
        assert (1 if name == "specification" else 2) == head["Made from"].count("sha256:")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_says_what_it_is_not(name: str) -> None:
    said = DOCUMENTS[name].disclaimer
    for words in ("not affiliated with, endorsed or reviewed by IEC, ISA or ISCI", "marks of their owners"):
        assert words in said
    for words in (
        "not compared with the licensed text",
        "no substitute for the standard",
        "not certification or legal advice",
    ):
        assert words in said


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_word_of_ours_says_more_than_is_so(name: str) -> None:
    assert [] == [text for text in texts(DOCUMENTS[name]) if TOO_MUCH.search(text)]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_value_of_a_head_is_empty(name: str) -> None:
    facts = [DOCUMENTS[name].head, *(each for each in blocks(DOCUMENTS[name]) if isinstance(each, Facts))]
    assert [] == [label for each in facts for label, value in each.pairs if not value.strip()]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_tables_have_names_of_their_own(name: str) -> None:
    names = [each.name for each in blocks(DOCUMENTS[name]) if isinstance(each, Table)]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", each) for each in names)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_missing_is_listed_at_the_end_and_only_then(name: str) -> None:
    document = DOCUMENTS[name]
    last = document.sections[-1]
    assert bool(document.missing) == (last.title == "What this document lacks")
    if document.missing:
        listed = last.blocks[-1]
        assert isinstance(listed, Listing)
        assert [f"{where}: {what}" for where, what in document.missing] == list(listed.items)


def test_without_an_origin_nothing_is_made_up() -> None:
    head = dict(action_report(gap(REPORT, 1)).head.pairs)
    assert ("iec62443", "not stated") == (head["Made with"], head["Made from"])


def test_a_digest_is_that_of_the_bytes() -> None:
    """The digest of nothing is in every textbook."""
    nothing = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert (("empty.csv", nothing),) == Origin.of("1", [("empty.csv", b"")]).inputs


# ---- declaration


@pytest.mark.parametrize("details", [None, DocumentDetails(), DocumentDetails(" "), DETAILS])
def test_a_declaration_is_a_draft_until_an_issuer_is_given(details: DocumentDetails | None) -> None:
    document = supplier_declaration(REPORT, details)
    named = details is not None and bool(details.issuer.strip())
    assert document.draft is not named
    assert (("Signatures", "the issuer") in document.missing) is not named


def test_a_declaration_prints_the_nominal_levels_as_the_claim_and_the_saturated_beside() -> None:
    """The levels that the example's README works out by hand."""
    rows = table(DOCUMENTS["declaration"], "levels")
    assert ["2", "1", "3", "2", "1", "3", "1..2"] == [row["Claimed"] for row in rows]
    assert ["2", "1", "3", "2", "4", "4", "1..2"] == [row["Saturated"] for row in rows]
    assert "SL-C(EC 210 edge controller) = { 2 1 3 2 1 3 1..2 }" in paragraphs(DOCUMENTS["declaration"])


def test_a_declaration_has_a_row_for_each_requirement_and_each_constraint() -> None:
    given = {each.requirement.text: each for each in CONTROLLER}
    rows = table(DOCUMENTS["declaration"], "requirements") + table(DOCUMENTS["declaration"], "constraints")
    assert set(given) == {row["ID"] for row in rows}
    for row in rows:
        finding = given[row["ID"]]
        assert finding.verdict.value.replace("_", " ") == row["Verdict"]
        assert finding.justification in row["How it is met, or why not"]
        assert all(each.reference in row["Evidence"] for each in finding.evidence)


def test_what_is_left_to_the_integrator_is_named_with_what_to_do() -> None:
    rows = {row["ID"]: row for row in table(DOCUMENTS["declaration"], "integrator")}
    verdicts = {"allocated": "provide", "met by configuration": "configure", "compensated": "compensate"}
    expected = {
        row["ID"]: verdicts[row["Verdict"]]
        for row in table(DOCUMENTS["declaration"], "requirements")
        if row["Verdict"] in verdicts
    }
    assert expected == {id: row["To do"] for id, row in rows.items()}
    assert CONTROLLER["CR 2.5"].condition == rows["CR 2.5"]["What"]
    assert "Locked cabinet as in MC-IG-21 chapter 9" in rows["EDR 2.13"]["What"]
    assert "Adequate up to SL 2" in rows["EDR 2.13"]["What"]


def test_it_is_no_certificate_and_refers_to_one_only_if_one_is_given() -> None:
    own, referring = DOCUMENTS["declaration"], DOCUMENTS["declaration-referring"]
    assert any("not a certificate" in each for each in paragraphs(own))
    assert any("not itself a certificate" in each for each in paragraphs(referring))
    assert "Certificates of third parties" in {each.title for each in referring.sections}
    assert "Certificates of third parties" not in {each.title for each in own.sections}
    assert "2026-10-31, run out" == table(referring, "certificates")[0]["Valid until"]


def test_a_claim_with_an_open_constraint_is_told_as_not_supported() -> None:
    changed = CONTROLLER.with_findings(Finding("CCSC 4", Verdict.PLANNED))
    said = paragraphs(supplier_declaration(capability(changed), DETAILS))
    assert "Claim not supported: CCSC 4 Software development process, planned." in said


def test_what_is_met_in_full_rests_on_nothing() -> None:
    rows = [each.requirement for each in CONTROLLER]
    met = [Finding(id, Verdict.MET, evidence=CONTROLLER["CR 1.1"].evidence) for id in rows]
    catalog = evolve(load("4-2"), corrigenda_known=())
    report = capability(Assessment(CONTROLLER.subject, "62443-4-2", "2019", met), catalog)
    document = supplier_declaration(report, DETAILS)
    assert "Nothing is left to the integrator by this assessment." in paragraphs(document)
    assert "Every requirement that is closed is met by the product itself, with evidence." in paragraphs(document)


def test_what_is_asserted_is_told_where_nothing_else_is_to_be_said() -> None:
    met = [Finding(each.requirement, Verdict.MET) for each in CONTROLLER]
    catalog = evolve(load("4-2"), corrigenda_known=())
    document = supplier_declaration(
        capability(Assessment(CONTROLLER.subject, "62443-4-2", "2019", met), catalog), DETAILS
    )
    (rests,) = (each for each in document.sections if each.title == "What the claim rests on")
    (only,) = rests.blocks
    assert isinstance(only, Paragraph)
    assert only.text.startswith("Asserted without evidence: CR 1.1, CR 1.1 RE(1), ")


def test_fr_that_do_not_apply_or_are_outside_the_selection_have_no_level() -> None:
    types = [ComponentType.SOFTWARE_APPLICATION]
    absent = Finding("CR 5.1", Verdict.NOT_APPLICABLE, "no network")
    chosen = Selection(
        "Scope", "62443-4-2", "2019", [each.id for each in load("4-2").requirements if each.id.text != "CR 6.1"]
    )
    report = capability(Assessment(Subject("App", "1", types), "62443-4-2", "2019", [absent], selection=chosen))
    document = supplier_declaration(report)
    assert ["n/a", "-"] == [row["Claimed"] for row in table(document, "levels")][4:6]
    (notation,) = (each for each in paragraphs(document) if each.startswith("Claimed is"))
    assert "n/a: " in notation
    assert "A hyphen: " in notation
    rows = {row["ID"]: row for row in table(document, "requirements")}
    assert "Outside the selection." == rows["CR 6.1"]["How it is met, or why not"]


@pytest.mark.parametrize(
    ("part", "edition", "types"), [("62443-3-3", "2013", ()), ("62443-4-2", "2019", (ComponentType.HOST_DEVICE,))]
)
def test_a_declaration_is_of_the_capability_of_a_component(
    part: str, edition: str, types: tuple[ComponentType, ...]
) -> None:
    from iec62443 import achieved

    corrigenda = load(part).corrigenda
    report = achieved(Assessment(Subject("X", "1", types), part, edition, corrigenda=corrigenda))
    with pytest.raises(InvalidFinding, match="a declaration is of SL-C against 62443-4-2, the report is of SL-A"):
        supplier_declaration(report)


@pytest.mark.parametrize("verdict", [Verdict.NOT_APPLICABLE, Verdict.COMPENSATED, Verdict.ALLOCATED])
def test_a_row_that_needs_a_justification_cannot_come_without(verdict: Verdict) -> None:
    """The values refuse it, so that no document can hold one; a selection likewise."""
    with pytest.raises(InvalidFinding, match="needs a justification"):
        CONTROLLER.with_findings(Finding("CR 1.1", verdict, " "))
    with pytest.raises(InvalidFinding, match="excluded without a reason"):
        Selection("X", "62443-3-3", "2013", [], {"SR 1.1": " "})


# ---- gaps and actions


def test_a_gap_report_has_a_row_for_each_requirement_to_close() -> None:
    compared = gap(REPORT, 3)
    rows = table(DOCUMENTS["gaps"], "gaps")
    assert [each.requirement.id.text for each in compared.to_close] == [row["ID"] for row in rows]
    assert [each.outcome.value for each in compared.gaps] == [
        row["Outcome"] for row in table(DOCUMENTS["gaps"], "levels")
    ]


def test_action_owner_and_day_stand_beside_the_gap_and_the_acceptance_too() -> None:
    row = {each["ID"]: each for each in table(DOCUMENTS["gaps"], "gaps")}["EDR 2.13"]
    assert "Sell hardware revision D only" in row["Action"]
    assert "Risk accepted by Product management until 2027-12-31: Units of revision C" in row["Action"]
    assert ("Product management", "2027-03-31", "UC 1 to 3") == (row["Owner"], row["Due"], row["Effect"])


def test_a_gap_without_an_action_is_told_and_has_the_owner_of_its_finding() -> None:
    row = {each["ID"]: each for each in table(DOCUMENTS["gaps"], "gaps")}["CR 1.5 RE(1)"]
    assert ("no action stated", "Hardware", "") == (row["Action"], row["Owner"], row["Due"])
    told = "3 of 7 requirements to close have no action: CR 1.1 RE(2), CR 1.5 RE(1), CR 4.2 RE(2)."
    assert told in paragraphs(DOCUMENTS["gaps"])


def test_on_its_day_a_document_tells_what_is_overdue_and_what_has_run_out() -> None:
    late = action_report(gap(REPORT, 2, PLAN.acceptances), PLAN.actions, date=DAY.replace(year=2028))
    row = {each["ID"]: each for each in table(late, "gaps")}["EDR 2.13"]
    assert "2027-03-31, overdue" == row["Due"]
    assert "until 2027-12-31, run out: " in row["Action"]
    assert ["2027-12-31, run out"] == [each["Until"] for each in table(late, "acceptances")]
    assert all(each["Due"].endswith(", overdue") for each in table(late, "actions"))


def test_actions_are_listed_by_the_day_they_are_due_with_what_they_do() -> None:
    rows = table(DOCUMENTS["gaps"], "actions")
    assert ["2026-12-04", "2027-03-31", "2027-06-30"] == [row["Due"] for row in rows]
    assert ["RA 1 to 2", "UC 1 to 3", "none by itself"] == [row["Effect on the levels"] for row in rows]


def test_what_is_about_no_gap_is_listed_all_the_same() -> None:
    from iec62443 import Action, RiskAcceptance

    closed = [RiskAcceptance("CR 2.1", "Plant", "why not")]
    document = action_report(gap(REPORT, 1), [Action(["CR 1.1"], "nothing to do")], closed, DETAILS, date=DAY)
    assert "no gap for this target" == table(document, "acceptances")[0]["Beside"]
    assert ("none for this target", "no day", "not stated") == tuple(
        table(document, "actions")[0][each] for each in ("Effect on the levels", "Due", "Owner")
    )
    assert "Morrendal Controls (fictional)" == dict(document.head.pairs)["Issuer"]
    assert "no end" == table(document, "acceptances")[0]["Until"]


def test_a_target_that_may_be_reached_is_neither_reached_nor_missed() -> None:
    from iec62443 import SLVector

    document = action_report(gap(REPORT, SLVector(2, 1, 2, 2, 2, 2, 2)))
    assert paragraphs(document)[0].startswith(
        "No gap is known, but for 1 of 7 foundational requirements it is not known"
    )
    assert "{ 2 1 2 2 2 2 2 }" == dict(document.head.pairs)["Target"]


def test_an_open_constraint_is_told_beside_the_gaps_too() -> None:
    changed = capability(CONTROLLER.with_findings(Finding("CCSC 4", Verdict.PLANNED)))
    assert "Claim not supported: CCSC 4 Software development process, planned." in paragraphs(
        action_report(gap(changed, 1))
    )


def test_levels_that_rest_on_nothing_say_so() -> None:
    catalog = evolve(load("3-3"), corrigenda_known=())
    report = capability(Assessment(Subject("Cell"), "62443-3-3", "2013", corrigenda=["COR1:2014"]), catalog)
    assert "On no assumption: what is closed is met, with evidence." in paragraphs(action_report(gap(report, 1)))


def test_an_effect_names_what_else_bars_the_level() -> None:
    rows = {each["ID"]: each["Effect"] for each in table(DOCUMENTS["gaps"], "gaps")}
    assert "IAC stays 2 while open: CR 1.7 RE(1), CR 1.5 RE(1)" == rows["CR 1.1 RE(2)"]
    assert "RA stays 1: needed for SL 3" == rows["CR 7.6 RE(1)"]
    none = action_report(gap(capability(Assessment(CONTROLLER.subject, "62443-4-2", "2019")), 1))
    assert {each["Effect"] for each in table(none, "gaps")} > {
        "IAC stays 0 while open: CR 1.3, CR 1.4, CR 1.5 and 4 more"
    }


# ---- applicability


def test_each_requirement_is_included_excluded_with_its_reason_or_not_decided() -> None:
    rows = {row["ID"]: row for row in table(DOCUMENTS["applicability-draft"], "applicability")}
    assert set(map(str, load("3-3"))) == set(rows)
    assert ("yes", "in the selection Baseline of the filling line\nattempts: 5\nlock-out: 15 minutes") == (
        rows["SR 1.11"]["Applicable"],
        rows["SR 1.11"]["Why, parameters"],
    )
    assert ("no", "There is no wireless access.") == (
        rows["SR 1.6"]["Applicable"],
        rows["SR 1.6"]["Why, parameters"],
    )
    assert ("not decided", "") == (rows["SR 5.1"]["Applicable"], rows["SR 5.1"]["Why, parameters"])


def test_a_statement_is_a_draft_while_something_is_not_decided() -> None:
    assert (False, True) == (DOCUMENTS["applicability"].draft, DOCUMENTS["applicability-draft"].draft)
    assert "Not decided" in {each.title for each in DOCUMENTS["applicability-draft"].sections}


def test_only_what_applies_to_the_types_is_due() -> None:
    types = [ComponentType.SOFTWARE_APPLICATION]
    due = [each.id for each in load("4-2").required(4, types)]
    document = statement_of_applicability(Selection("All", "62443-4-2", "2019", due), load("4-2"), types, DETAILS)
    assert not document.draft
    assert list(map(str, due)) == [row["ID"] for row in table(document, "applicability")]
    assert "software application" == dict(document.head.pairs)["Component types"]


def test_an_enhancement_of_a_part_on_processes_that_is_not_chosen_needs_no_reason() -> None:
    from iec62443 import scope

    document = statement_of_applicability(scope(load("2-4"), ["SP.01.01 RE(1)"]), load("2-4"))
    assert not document.draft
    rows = {row["ID"]: row["Applicable"] for row in table(document, "applicability")}
    assert ("yes", "yes", "not chosen") == (rows["SP.01.01 BR"], rows["SP.01.01 RE(1)"], rows["SP.01.02 RE(1)"])


def test_a_selection_over_something_else_is_refused() -> None:
    with pytest.raises(InvalidFinding, match="it is a selection over 62443-3-3:2013, the catalog is 62443-4-2:2019"):
        statement_of_applicability(Selection("X", "62443-3-3", "2013", []), load("4-2"))
    with pytest.raises(InvalidFinding, match=r"SR 1\.99"):
        statement_of_applicability(Selection("X", "62443-3-3", "2013", ["SR 1.99"]), load("3-3"))


# ---- checklist


def test_a_checklist_has_the_columns_of_the_sheet_and_its_rows() -> None:
    from csv import DictReader
    from io import StringIO

    from iec62443.files import template_sheet
    from iec62443.files.sheets import COLUMNS, meaning

    types = [ComponentType.SOFTWARE_APPLICATION]
    document = requirement_checklist(load("4-2"), 1, types)
    (made,) = (each for each in blocks(document) if isinstance(each, Table) and each.name == "checklist")
    assert list(COLUMNS) == [meaning(each.title) for each in made.columns]
    sheet = list(DictReader(StringIO(template_sheet(load("4-2"), 1, types), newline="")))
    rows = [{meaning(title): text for title, text in row.items()} for row in table(document, "checklist")]
    assert sheet == rows


@pytest.mark.parametrize(("part", "on_paper"), [("3-3", "Condition"), ("4-1", "Maturity"), ("3-2", "Condition")])
def test_on_paper_is_what_its_verdicts_need(part: str, on_paper: str) -> None:
    (made,) = (
        each
        for each in blocks(requirement_checklist(load(part)))
        if isinstance(each, Table) and each.name == "checklist"
    )
    assert on_paper == made.on_paper().columns[-1].title
    verdicts = {word for each in made.columns if each.title == "Verdict" for word in each.choices}
    assert ("allocated" in verdicts) is (part != "4-1")


def test_what_a_selection_chose_is_listed_and_nothing_else() -> None:
    chosen = Selection("Two", "62443-3-3", "2013", ["SR 1.1", "SR 7.7"])
    document = requirement_checklist(load("3-3"), 4, (), chosen, DETAILS, summaries=False)
    ids = [row["ID"] for row in table(document, "checklist")]
    assert ["SR 1.1", "SR 7.7"] == ids[3:]
    assert 2 == len(document.sections)
    with pytest.raises(InvalidFinding, match="it is a selection over 62443-3-3:2013, the catalog is 62443-4-1:2018"):
        requirement_checklist(load("4-1"), 4, (), chosen)


def test_types_are_asked_for_where_the_part_has_them_and_only_there() -> None:
    with pytest.raises(InvalidFinding, match="62443-4-2 asks for at least one component type"):
        requirement_checklist(load("4-2"))
    with pytest.raises(InvalidFinding, match="62443-3-3 has no component types"):
        requirement_checklist(load("3-3"), 1, [ComponentType.HOST_DEVICE])


def test_what_is_asked_is_told_in_own_words_or_the_users() -> None:
    from iec62443 import Text

    own = requirement_checklist(load("3-3"), 1)
    assert (
        load("3-3").text("SR 1.1").summary == {row["ID"]: row for row in table(own, "texts")}["SR 1.1"]["What is asked"]
    )
    assert "In own words, unofficial, and no substitute for the standard." in paragraphs(own)
    bound = load("3-3").with_texts({"SR 1.1": Text("Licensed words", licensed=True)})
    other = requirement_checklist(bound, 1)
    assert "Licensed words" == {row["ID"]: row for row in table(other, "texts")}["SR 1.1"]["What is asked"]
    assert "In own words, unofficial, and no substitute for the standard." not in paragraphs(other)


def test_an_edition_without_texts_is_listed_without_them() -> None:
    document = requirement_checklist(load("2-1", "2009"))
    assert ["About the assessment", "Requirements"] == [each.title for each in document.sections]


# ---- maturity


def test_a_profile_has_a_row_for_each_requirement_in_the_scope() -> None:
    report = process_maturity(TEAM)
    rows = table(DOCUMENTS["maturity"], "requirements")
    assert [each.requirement.id.text for each in report.results] == [row["ID"] for row in rows]
    assert {"ML 3", "ML 2", "below ML 1", "not rated"} == {row["Level"] for row in rows}
    assert ["SG-7"] == [row["ID"] for row in table(DOCUMENTS["maturity"], "excluded")]


def test_the_groups_have_their_own_level_and_what_is_below_the_target() -> None:
    rows = {row["ID"]: row for row in table(DOCUMENTS["maturity"], "groups")}
    assert ("ML 3", "reached", "") == (rows["SM"]["Maturity"], rows["SM"]["Outcome"], rows["SM"]["Below the target"])
    assert "DM-1, DM-2, DM-3, DM-4, DM-5, DM-6" == rows["DM"]["Below the target"]


def test_overall_is_told_whatever_it_is() -> None:
    met = [Finding(id, Verdict.MET, maturity=3) for id in load("4-1")]
    team = Assessment(Subject("Team"), "62443-4-1", "2018", met)
    full = maturity_profile(process_maturity(team))
    assert "Overall: ML 3, the lowest level of the 47 requirements in the scope." == paragraphs(full)[0]
    assert "Blocks the next level" in table(full, "groups")[0]
    some = maturity_profile(process_maturity(evolve(team, findings=met[1:])))
    assert "Overall: at most ML 3. Of 47 requirements in the scope, 1 is not rated yet." == paragraphs(some)[0]
    none = Selection("None", "62443-4-1", "2018", [], dict.fromkeys(load("4-1"), "not ours"))
    empty = maturity_profile(process_maturity(evolve(team, selection=none)))
    assert "Nothing is in the scope, so that there is no level." == paragraphs(empty)[0]


def test_a_contradiction_and_what_was_not_chosen_are_told() -> None:
    findings = [
        Finding("SP.01.01 BR", Verdict.NOT_APPLICABLE, "no own staff"),
        Finding("SP.01.01 RE(1)", Verdict.MET, maturity=2),
    ]
    from iec62443 import scope

    chosen = scope(load("2-4"), ["SP.01.01 RE(1)"])
    assessment = Assessment(Subject("Services"), "62443-2-4", "2023", findings, selection=chosen)
    said = paragraphs(maturity_profile(process_maturity(assessment)))
    assert any("SP.01.01 BR does not apply, but SP.01.01 RE(1) is met" in each for each in said)
    assert any(each.startswith("Enhancements that were not chosen, 50: ") for each in said)


def test_what_nobody_chose_is_told_though_nothing_is_excluded() -> None:
    document = maturity_profile(process_maturity(Assessment(Subject("Services"), "62443-2-4", "2023")))
    assert any(each.startswith("Enhancements that were not chosen, 51: ") for each in paragraphs(document))


def test_what_is_asserted_while_evidence_is_asked_for_is_told() -> None:
    one = Assessment(Subject("Team"), "62443-4-1", "2018", [Finding("SM-1", Verdict.MET, maturity=2)])
    from iec62443 import maturity_gap

    report = process_maturity(one, require_evidence=True)
    rows = {row["ID"]: row for row in table(maturity_profile(report, maturity_gap(report, 2)), "to-raise")}
    assert "Asserted without evidence." == rows["SM-1"]["What was found"]


def test_a_gap_of_another_report_is_refused() -> None:
    from iec62443 import maturity_gap

    other = process_maturity(Assessment(Subject("Other"), "62443-4-1", "2018"))
    with pytest.raises(InvalidFinding, match="the gap is that of another report"):
        maturity_profile(process_maturity(TEAM), maturity_gap(other, 2))


# ---- progress


def test_progress_tells_what_was_closed_lost_and_otherwise_changed() -> None:
    document = DOCUMENTS["progress"]
    assert ["CR 7.1 RE(1)"] == [row["ID"] for row in table(document, "closed")]
    assert ["CR 1.3"] == [row["ID"] for row in table(document, "lost")]
    assert ["CR 1.7 RE(1)"] == [row["ID"] for row in table(document, "changed")]
    assert ["CR 1.8"] == [row["ID"] for row in table(document, "expired")]
    changes = [row["Change"] for row in table(document, "levels")]
    assert ["lower", "none", "none", "none", "none", "none", "higher"] == changes


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ((), "No requirement was closed and none was lost."),
        (
            (Finding("EDR 2.13", Verdict.MET), Finding("CR 7.6 RE(1)", Verdict.MET)),
            "2 requirements were closed and none was lost.",
        ),
        (
            (Finding("CR 1.1", Verdict.NOT_MET), Finding("CR 1.3", Verdict.NOT_MET)),
            "No requirement was closed and 2 were lost.",
        ),
    ],
)
def test_the_summary_counts(changes: tuple[Finding, ...], said: str) -> None:
    document = progress_report(compare(REPORT, capability(CONTROLLER.with_findings(*changes))), DETAILS)
    assert said == paragraphs(document)[0]


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [(Verdict.NOT_MET, "better known"), (Verdict.MET, "higher"), (Verdict.NOT_ASSESSED, "none")],
)
def test_a_level_may_be_better_known_without_being_higher(verdict: Verdict, expected: str) -> None:
    after = capability(CONTROLLER.with_findings(Finding("CR 7.1 RE(1)", verdict)))
    assert expected == table(progress_report(compare(REPORT, after)), "levels")[6]["Change"]
    if verdict is Verdict.NOT_MET:
        assert "less known" == table(progress_report(compare(after, REPORT)), "levels")[6]["Change"]


def test_levels_of_another_selection_do_not_compare() -> None:
    chosen = Selection(
        "Scope", "62443-4-2", "2019", [each.id for each in load("4-2").requirements if each.id.text != "CR 6.1"]
    )
    after = capability(evolve(CONTROLLER, selection=chosen))
    assert "not comparable" == table(progress_report(compare(REPORT, after)), "levels")[5]["Change"]


def test_assessments_without_version_and_date_are_told_so() -> None:
    bare = capability(Assessment(Subject("Cell"), "62443-3-3", "2013", corrigenda=["COR1:2014"]))
    head = dict(progress_report(compare(bare, bare)).head.pairs)
    assert "without a date, against 62443-3-3:2013 with COR1:2014" == head["Before"] == head["After"]


def test_dates_and_digests_of_evidence_are_printed() -> None:
    import datetime as dt

    from iec62443 import Evidence, EvidenceKind

    evidence = Evidence("R 1", EvidenceKind.INTERVIEW, "sha256:ab", dt.date(2026, 1, 2), dt.date(2027, 1, 2))
    changed = CONTROLLER.with_findings(Finding("CR 1.1", Verdict.MET, evidence=[evidence]))
    rows = {row["ID"]: row for row in table(supplier_declaration(capability(changed)), "requirements")}
    assert "R 1 (interview, 2026-01-02, valid until 2027-01-02, sha256:ab)" == rows["CR 1.1"]["Evidence"]
    assert "none: asserted" == rows["CR 1.10"]["Evidence"]


@pytest.mark.parametrize(
    ("holds", "said"), [(True, " (as built it holds)"), (False, " (as built it does not hold)"), (None, "")]
)
def test_a_condition_says_whether_it_holds(holds: bool | None, said: str) -> None:  # noqa: FBT001 - a table's column
    finding = Finding("CR 2.5", Verdict.MET_BY_CONFIGURATION, "Locks.", condition="15 minutes", condition_holds=holds)
    rows = {
        row["ID"]: row
        for row in table(supplier_declaration(capability(CONTROLLER.with_findings(finding))), "requirements")
    }
    assert f"Locks.\nCondition: 15 minutes{said}" == rows["CR 2.5"]["How it is met, or why not"]


def test_the_heads_name_what_was_given() -> None:
    head = dict(DOCUMENTS["declaration"].head.pairs)
    assert "MC-SD-210-32, revision 1" == head["Document"]
    assert (
        "Morrendal Controls (fictional)\nQuay 4, 00000 Morrendal\nproduct-security@morrendal.example" == head["Issuer"]
    )
    assert f"iec62443 {ORIGIN.version}" == head["Made with"]


def test_many_inputs_are_listed_at_the_end_and_their_list_is_digested_as_sha256sum_prints_it() -> None:
    names = ("system.toml", "zones/a.csv", "zones/b.csv", "flows.csv", "assets.csv")
    origin = Origin.of("1.2.3", [(name, name.encode()) for name in names])
    listing = "".join(f"{hashlib.sha256(name.encode()).hexdigest()}  {name}\n" for name in names)
    document = statement_of_applicability(Selection("B", "62443-3-3", "2013", []), load("3-3"), origin=origin)
    digest = f"sha256:{hashlib.sha256(listing.encode()).hexdigest()}"
    assert ("Made from", f"5 files, listed at the end; their list has {digest}") in document.head.pairs
    end = document.sections[-1].blocks[0]
    assert isinstance(end, Table)
    assert listing == "".join(f"{row[1].text}  {row[0].text}\n" for row in end.rows)
    few = evolve(origin, inputs=origin.inputs[:4])
    shorter = statement_of_applicability(Selection("B", "62443-3-3", "2013", []), load("3-3"), origin=few)
    assert "\n".join(f"{name}, {digest}" for name, digest in few.inputs) == dict(shorter.head.pairs)["Made from"]
    assert document.sections[-1].title not in {each.title for each in shorter.sections}


# ---- dates


def test_what_is_dated_after_a_declaration_is_told() -> None:
    day = dt.date(2026, 6, 1)
    later = evolve(CONTROLLER, date=dt.date(2026, 10, 16)).with_findings(
        Finding("CR 1.1", Verdict.MET, evidence=[Evidence("TR-1", date=dt.date(2026, 7, 1)), Evidence("TR-2")]),
        Finding("CR 1.3", Verdict.MET, date=dt.date(2026, 7, 1)),
    )
    told = paragraphs(supplier_declaration(capability(later), date=day))
    assert "The assessment is dated 2026-10-16, after this document." in told
    (found,) = (each for each in told if each.startswith("Findings dated after this document: "))
    assert "CR 1.3" in found
    (shown,) = (each for each in told if each.startswith("Evidence dated after this document: "))
    assert "CR 1.1" in shown
    assert "TR-2" not in shown
    much_later = paragraphs(supplier_declaration(capability(later), date=dt.date(2036, 6, 1)))
    assert not [each for each in much_later if "after this document" in each]


def test_who_signs_puts_the_date_down() -> None:
    document = supplier_declaration(REPORT, DETAILS, date=DAY)
    signed = [each for each in blocks(document) if isinstance(each, Signature)]
    assert {each.place for each in DETAILS.signatories} == {each.place_and_date for each in signed}


def test_what_is_included_says_by_what() -> None:
    chosen = Selection("Baseline", "62443-3-3", "2013", ["SR 1.1"], {"SR 1.6": "no wireless"})
    rows = {row["ID"]: row for row in table(statement_of_applicability(chosen, load("3-3")), "applicability")}
    assert ("in the selection Baseline", "no wireless", "") == tuple(
        rows[id]["Why, parameters"] for id in ("SR 1.1", "SR 1.6", "SR 1.2")
    )


def test_a_level_below_the_target_is_not_shown_as_good() -> None:
    met = [Finding(each, Verdict.MET, maturity=2) for each in load("4-1")]
    report = process_maturity(Assessment(Subject("Team"), "62443-4-1", "2018", met))
    tones = []
    for asked in (None, maturity_gap(report, 3), maturity_gap(report, 2)):
        first = maturity_profile(report, asked).sections[0].blocks[0]
        assert isinstance(first, Paragraph)
        tones.append(first.tone)
    assert [Tone.GOOD, Tone.BAD, Tone.GOOD] == tones
