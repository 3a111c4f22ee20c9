"""The examples read without problems and give the results that their READMEs derive by hand."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve

from iec62443 import (
    FR,
    SL,
    Assessment,
    ComponentType,
    LevelReport,
    NotApplicableReason,
    Outcome,
    SLVector,
    State,
    SystemReport,
    Verdict,
    achieved,
    capability,
    gap,
    load,
    plan,
    read_assessment,
    read_system,
    system_report,
)
from iec62443.files import template_sheet
from iec62443.files.options import read_options

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
EDGE = EXAMPLES / "edge-controller"
CIP = EXAMPLES / "civil-infrastructure-platform"
WORKS = EXAMPLES / "water-treatment"
#: A public self-assessment as it was transcribed, which the CIP example must repeat.
TRANSCRIBED = json.loads((HERE / "golden" / "cip-4-2-gap-tables.json").read_text(encoding="utf-8"))["supported"]
ALL_TYPES = frozenset(ComponentType)


@cache
def edge() -> Assessment:
    return read_assessment(EDGE / "edge-controller.toml")


@cache
def cip() -> Assessment:
    return read_assessment(CIP / "civil-infrastructure-platform.toml")


def sheet(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def blockers(report: LevelReport, fr: FR) -> tuple[str, ...]:
    return tuple(each.requirement.id.text for each in report.blockers(fr))


def tables(readme: Path) -> list[list[str]]:
    """Give the cells of every table row of a README."""
    lines = (line.strip() for line in readme.read_text(encoding="utf-8").splitlines())
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]


# --- the fictional edge controller


def test_every_requirement_of_an_embedded_device_and_every_constraint_is_answered() -> None:
    constraints = ["CCSC 1", "CCSC 2", "CCSC 3", "CCSC 4"]
    ids = [each.requirement.text for each in edge()]

    assert constraints == ids[:4]
    assert 83 == len(set(ids[4:])) == len(ids[4:])
    assert {each.id.text for each in load("4-2").required(4, [ComponentType.EMBEDDED_DEVICE])} == set(ids[4:])


def test_the_sheet_is_the_template_filled_in() -> None:
    given = ("id", "title", "fr", "sl")
    template = csv.DictReader(template_sheet(load("4-2"), 4, [ComponentType.EMBEDDED_DEVICE]).splitlines())

    assert [[row[column] for column in given] for row in template] == [
        [row[column] for column in given] for row in sheet(EDGE / "edge-controller.csv")
    ]


def test_the_header_and_the_sheet_beside_it_read_the_same() -> None:
    assert edge() == read_assessment(EDGE / "edge-controller.csv")


def test_every_verdict_is_used() -> None:
    assert set(Verdict) == {each.verdict for each in edge()}


def test_most_of_what_is_met_has_evidence() -> None:
    met = [each for each in edge() if each.verdict in {Verdict.MET, Verdict.MET_BY_CONFIGURATION}]

    assert sum(bool(each.evidence) for each in met) > 0.9 * len(met)


def test_what_does_not_apply_gives_both_reasons() -> None:
    expected = {
        "CR 1.14": NotApplicableReason.CONDITION_NOT_MET,
        "CR 1.14 RE(1)": NotApplicableReason.CONDITION_NOT_MET,
        "CR 2.2": NotApplicableReason.FEATURE_ABSENT,
        "EDR 2.4": NotApplicableReason.FEATURE_ABSENT,
        "EDR 2.4 RE(1)": NotApplicableReason.FEATURE_ABSENT,
    }

    assert expected == {each.requirement.text: each.reason for each in edge() if each.verdict is Verdict.NOT_APPLICABLE}


def test_every_row_has_a_justification_an_owner_and_a_day() -> None:
    assert not [each.requirement.text for each in edge() if not (each.justification and each.owner and each.date)]


def test_no_row_is_dated_after_the_assessment() -> None:
    day = edge().date

    assert day is not None
    assert not [each.requirement.text for each in edge() if each.date is None or each.date > day]


#: Derived by hand from the rows that are not closed: level as shown, nominal, outcome at target 2, what blocks the next level.
BY_HAND = {
    FR.IAC: ("2", 2, Outcome.REACHED, ("CR 1.1 RE(2)", "CR 1.7 RE(1)", "CR 1.5 RE(1)")),
    FR.UC: ("1", 1, Outcome.GAP, ("EDR 2.13",)),
    FR.SI: ("3", 3, Outcome.REACHED, ("CR 3.3 RE(1)", "CR 3.9 RE(1)")),
    FR.DC: ("2", 2, Outcome.REACHED, ("CR 4.2 RE(2)",)),
    FR.RDF: ("4", 1, Outcome.REACHED, ()),
    FR.TRE: ("4", 3, Outcome.REACHED, ()),
    FR.RA: ("1..2", 1, Outcome.UNDETERMINED, ("CR 7.1 RE(1)",)),
}


@pytest.mark.parametrize("fr", FR)
def test_the_levels_and_their_blockers_are_those_derived_by_hand(fr: FR) -> None:
    report = capability(edge())

    assert BY_HAND[fr] == (report.shown(fr), report.nominal[fr], gap(report, 2)[fr].outcome, blockers(report, fr))


def test_the_vector_is_the_one_derived_by_hand() -> None:
    report = capability(edge())
    expected = "SL-C(EC 210 edge controller) = { 2 1 3 2 4 4 1..2 }"

    assert SLVector(2, 1, 3, 2, 4, 4, 1) == report.vector
    assert SLVector(2, 1, 3, 2, 4, 4, 2) == report.ceiling
    assert SLVector(2, 1, 3, 2, 1, 3, 1) == report.nominal
    assert expected == str(report)


def test_the_sheet_alone_gives_the_levels() -> None:
    """The level is one below the lowest level of a row that is not closed: no catalog and no library is needed to see it."""
    closing = {"met", "met by configuration", "not applicable", "allocated"}
    rows = [row for row in sheet(EDGE / "edge-controller.csv") if row["fr"]]
    low, high = dict.fromkeys(FR.__members__, 4), dict.fromkeys(FR.__members__, 4)
    for row in rows:
        below = int(row["sl"]) - 1
        if row["verdict"] not in closing:
            low[row["fr"]] = min(low[row["fr"]], below)
        if row["verdict"] not in {*closing, "not assessed"}:
            high[row["fr"]] = min(high[row["fr"]], below)
    report = capability(edge())

    assert (SLVector(*low.values()), SLVector(*high.values())) == (report.vector, report.ceiling)


def test_the_claim_is_supported_and_ccsc_4_names_a_4_1_report() -> None:
    assert capability(edge()).supported
    assert "4-1 assessment report" in edge()["CCSC 4"].evidence[0].reference


def test_five_rows_are_asserted_and_leave_levels_open_when_evidence_is_required() -> None:
    asserted = ["CR 1.10", "CR 2.7", "CR 3.7", "CR 4.2 RE(1)", "CR 7.2"]
    strict = "SL-C(EC 210 edge controller) = { 0..2 1 0..3 2 4 4 0..2 }"

    assert asserted == [each.requirement.id.text for each in capability(edge()).asserted]
    assert strict == str(capability(edge(), require_evidence=True))


def test_the_readme_says_what_happens_to_a_level_when_a_row_changes() -> None:
    closed = edge().with_findings(evolve(edge()["EDR 2.13 RE(1)"], requirement="EDR 2.13"))
    not_allocated = edge().with_findings(evolve(edge()["CR 6.2"], verdict=Verdict.NOT_MET))

    assert SL.SL3 is capability(closed).vector[FR.UC]
    assert SL.SL1 is capability(not_allocated).vector[FR.TRE]


def test_a_capability_leaves_what_is_achieved_undetermined() -> None:
    assert set(FR) == achieved(edge()).undetermined


def test_the_readme_shows_the_result() -> None:
    readme = EDGE / "README.md"
    report = capability(edge())
    gaps = gap(report, 2)
    expected = [
        [
            fr.name,
            report.shown(fr),
            str(int(report.nominal[fr])),
            gaps[fr].outcome.value,
            ", ".join(blockers(report, fr)),
        ]
        for fr in FR
    ]

    assert expected == [row[:5] for row in tables(readme) if len(row) == 6 and row[0] in FR.__members__]
    assert str(report) in readme.read_text(encoding="utf-8")


def test_the_readme_lists_every_row_that_is_not_closed() -> None:
    closed = {"met", "met by configuration", "not applicable", "allocated"}
    rows = sheet(EDGE / "edge-controller.csv")
    expected = {(row["fr"], row["id"], row["sl"], row["verdict"]) for row in rows if row["verdict"] not in closed}

    assert expected == {
        tuple(row[:4]) for row in tables(EDGE / "README.md") if len(row) == 5 and row[0] in FR.__members__
    }


# --- the public excerpt

#: What the words of the tables mean, as the README says.
MEANING = {
    True: Verdict.MET,
    False: Verdict.NOT_MET,
    "in progress": Verdict.PARTIAL,
    "with hardware": Verdict.MET_BY_CONFIGURATION,
    "row cut": Verdict.NOT_ASSESSED,
    "no component requirement": Verdict.NOT_ASSESSED,
    "no component-level requirement": Verdict.NOT_ASSESSED,
}


def test_every_transcribed_row_is_a_finding_with_its_meaning_and_there_is_no_other() -> None:
    expected = {id: MEANING[value] for rows in TRANSCRIBED.values() for id, value in rows.items()}

    assert expected == {each.requirement.text: each.verdict for each in cip()}
    assert len(expected) == len(cip())
    assert not cip().conflicts


def test_the_sheet_keeps_the_words_and_the_order_of_the_source() -> None:
    expected = [
        (id, fr, value if isinstance(value, str) else json.dumps(value))
        for fr, rows in TRANSCRIBED.items()
        for id, value in rows.items()
    ]

    assert expected == [
        (row["id"], row["fr"], row["verdict"]) for row in sheet(CIP / "civil-infrastructure-platform.csv")
    ]


def test_the_header_gives_every_word_of_the_source_its_meaning() -> None:
    header = tomllib.loads((CIP / "civil-infrastructure-platform.toml").read_text(encoding="utf-8"))
    expected = {word if isinstance(word, str) else json.dumps(word): verdict.value for word, verdict in MEANING.items()}

    assert expected == header["verdicts"]


def test_what_is_not_simply_supported_says_what_the_source_has() -> None:
    rows = {id: value for part in TRANSCRIBED.values() for id, value in part.items() if value is not True}
    quoted = {id: value if isinstance(value, str) else "false" for id, value in rows.items() if value != "row cut"}

    assert not [id for id, word in quoted.items() if word not in cip()[id].justification]
    assert "cut off" in cip()["CR 1.11"].justification


def test_the_hardware_is_a_condition() -> None:
    conditions = {each.requirement.text: each.condition for each in cip() if each.condition}

    assert {"CR 1.5 RE(1)", "CR 1.9 RE(1)"} == set(conditions)
    assert {"With hardware support on the target"} == set(conditions.values())


def naive_bounds(types: frozenset[ComponentType]) -> tuple[list[int], list[int]]:
    """Count each level up from the transcription: what is unread or cut is open for the lower bound, closed for the upper."""
    answers: dict[str, object] = {id: value for rows in TRANSCRIBED.values() for id, value in rows.items()}
    low, high = [], []
    for fr in FR:
        due = [each for each in load("4-2").by_fr(fr) if each.component_types & types]
        level = {True: 0, False: 0}
        for unknown_closes in level:
            closes = {True, "with hardware", *(["unread", "row cut"] if unknown_closes else [])}
            for step in range(1, 5):
                if all(answers.get(each.id.text, "unread") in closes for each in due if (each.sl or 0) <= step):
                    level[unknown_closes] = step
        low.append(level[False])
        high.append(level[True])
    return low, high


@pytest.mark.parametrize(
    "types", [ALL_TYPES, *(frozenset({each}) for each in ComponentType)], ids=lambda each: f"{len(each)}"
)
def test_the_undetermined_frs_are_those_whose_bounds_differ(types: frozenset[ComponentType]) -> None:
    report = capability(evolve(cip(), subject=evolve(cip().subject, component_types=types)))
    low, high = naive_bounds(types)

    assert (SLVector(*low), SLVector(*high)) == (report.vector, report.ceiling)
    assert {fr for fr, bottom, top in zip(FR, low, high, strict=True) if bottom != top} == report.undetermined


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (ALL_TYPES, "{ 0 0 0 0..4 0 4 0 }"),
        (frozenset({ComponentType.SOFTWARE_APPLICATION}), "{ 0..1 0 0 0..4 0 4 0 }"),
        (frozenset({ComponentType.EMBEDDED_DEVICE}), "{ 0..1 0 0 0..4 0 4 0 }"),
        (frozenset({ComponentType.HOST_DEVICE}), "{ 0..1 0 0 0..4 0 4 0 }"),
        (frozenset({ComponentType.NETWORK_DEVICE}), "{ 0 0 0 0..4 0 4 0 }"),
    ],
)
def test_the_levels_of_the_excerpt_are_those_derived_by_hand(types: frozenset[ComponentType], expected: str) -> None:
    report = capability(evolve(cip(), subject=evolve(cip().subject, component_types=types)))

    assert f"SL-C(CIP reference Linux platform) = {expected}" == str(report)
    assert f"`{expected}`" in (CIP / "README.md").read_text(encoding="utf-8")


def test_the_unread_table_of_fr_4_is_undetermined_not_a_gap() -> None:
    report = capability(cip())
    gaps = gap(report, 1)
    due = [("CR 4.1", "no finding"), ("CR 4.3", "no finding")]

    assert {FR.DC} == report.undetermined
    assert due == [(each.requirement.id.text, each.reason) for each in report.blockers(FR.DC)]
    assert Outcome.UNDETERMINED is gaps[FR.DC].outcome
    assert {FR.IAC, FR.UC, FR.SI, FR.RDF, FR.RA} == {each.fr for each in gaps.gaps if each.outcome is Outcome.GAP}
    assert Outcome.REACHED is gaps[FR.TRE].outcome


def test_rows_without_a_component_requirement_are_reported_as_counting_for_nothing() -> None:
    expected = ["CR 2.3", "CR 5.4", "CR 7.5"]
    remarks = capability(cip()).remarks

    assert expected == [each.split(":")[0] for each in remarks if "counts for nothing" in each]


def test_the_four_types_ask_for_122_requirements_and_38_have_no_row() -> None:
    expected = {"asked": 122, "without a row": 38}
    results = capability(cip()).results

    assert expected == {"asked": len(results), "without a row": sum(each.finding is None for each in results)}


def test_the_claim_of_the_excerpt_is_not_supported() -> None:
    expected = ["CCSC 1", "CCSC 2", "CCSC 3", "CCSC 4"]
    report = capability(cip())

    assert not report.supported
    assert expected == [each.requirement.id.text for each in report.constraints if each.finding is None]


def test_the_readme_shows_the_result_of_the_excerpt() -> None:
    report = capability(cip())
    rows = [row for row in tables(CIP / "README.md") if row[0] in FR.__members__]

    assert [(fr.name, report.shown(fr)) for fr in FR] == [(row[0], row[1]) for row in rows]
    assert str(report) in (CIP / "README.md").read_text(encoding="utf-8")


def test_the_readme_counts_the_words_of_the_source() -> None:
    words = Counter(row["verdict"] for row in sheet(CIP / "civil-infrastructure-platform.csv"))
    rows = [row for row in tables(CIP / "README.md") if len(row) == 4 and row[1].isdigit()]
    printed = {tuple(row[0].replace("`", "").split(", ")): int(row[1]) for row in rows}

    assert printed == {key: sum(words[word] for word in key) for key in printed}
    assert set(words) == {word for key in printed for word in key}


def test_the_readme_says_what_the_excerpt_is() -> None:
    said = "an excerpt of an older edition; unread rows are not assessed; it says nothing about the project today"

    assert said in (CIP / "README.md").read_text(encoding="utf-8")


# ---- the water treatment works: its README derives these by hand


def works() -> SystemReport:
    return system_report(read_system(WORKS))


def told_in_its_readme() -> dict[str, tuple[str, str, str]]:
    """The table of results: SL-T, SL-C and SL-A of each place, in its order."""
    text = (WORKS / "README.md").read_text(encoding="utf-8")
    row = re.compile(r"^\| ([A-Z][^|]*) \| ([-0-9 ]+) \| ([-.0-9 ]+) \| ([-.0-9 ]+) \|$", re.MULTILINE)
    rows = row.findall(text)
    return {name: (target, design, achieved) for name, target, design, achieved in rows}


def test_the_works_come_out_as_their_readme_derives_by_hand() -> None:
    found = {
        each.place.name: (
            " ".join(str(int(level)) for level in each.place.target),
            " ".join(map(each.design.shown, FR)),
            " ".join(map(each.achieved.shown, FR)),
        )
        for each in works()
        if each.place.target is not None
    }
    expected = told_in_its_readme()
    assert 13 == len(expected)
    assert list(expected.items()) == list(found.items())


def test_every_number_of_the_works_can_be_followed_to_what_it_rests_on() -> None:
    for each in works():
        for levels in (each.design, each.achieved):
            for fr in FR:
                rows = [row for row in levels.rows if row.requirement.fr is fr]
                assert min((row.holds for row in rows), default=4) == levels.vector[fr]
                assert min((row.may_hold for row in rows), default=4) == levels.ceiling[fr]
            for row in levels.rows:
                closed = row.state is State.CLOSED
                # what is closed rests on a finding, on components, on a provider or on a countermeasure; the rest says why not
                assert bool(row.finding or row.parts or row.path or row.countermeasures) if closed else bool(row.reason)


def test_the_plan_for_filtration_is_the_cheapest_that_its_options_allow() -> None:
    # by hand: SR 1.8 takes the PKI (45); SR 2.5 the screen lock (2), as the panels (18) cost more and nothing else is missing
    options = read_options(WORKS / "water-treatment.options.toml")
    made = plan(read_system(WORKS), options.measures, places=["Filtration"])
    assert (47, ["Plant PKI", "Screen lock on the gallery panel"]) == (made.cost, [each.name for each in made.measures])
    assert () == made.unreached
