"""Tables: rows that say what the values say, in frames of three libraries, and findings back from any frame."""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
from functools import cache
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from assessment_strategies import assessments, component, least, system
from attrs import evolve
from golden.tables import table
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import rows_for
from rollup_strategies import systems
from strategies import findings, vectors

from iec62443 import (
    FR,
    Assessment,
    CatalogDiff,
    Component,
    ComponentType,
    Conduit,
    Evidence,
    Finding,
    IEC62443Error,
    InvalidFile,
    Measure,
    PatchRecord,
    PatchState,
    RequirementId,
    Selection,
    SLVector,
    Subject,
    SystemUnderConsideration,
    Verdict,
    Zone,
    capability,
    check_partition,
    compare,
    example_matrix,
    findings_from_frame,
    gap,
    load,
    marginal,
    maturity_gap,
    patch_report,
    place_report,
    plan,
    process_maturity,
    read_assessment,
    system_report,
    target_report,
    tasks,
    to_frame,
    to_records,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from iec62443.frames import Backend
    from iec62443.records import Record

EXAMPLE = Path(__file__).parent.parent / "examples" / "edge-controller" / "edge-controller.toml"
BACKENDS: list[Backend] = ["pandas", "polars", "pyarrow"]
MAKE: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "pandas": pd.DataFrame,
    "pandas with arrow": lambda columns: pa.table(columns).to_pandas(types_mapper=pd.ArrowDtype),
    "polars": lambda columns: pl.DataFrame(columns, strict=False),
    "polars, lazy": lambda columns: pl.LazyFrame(columns, strict=False),
    "pyarrow": pa.table,
}


def works() -> SystemUnderConsideration:
    """Give a plant with a gap, a zone without a target, a conduit that is asked for little, and a component."""
    met = [Finding(id, Verdict.MET, "", [Evidence("T-1")]) for id in load("3-3") if id.text not in {"SR 1.8", "SR 5.1"}]
    left = [Finding("SR 1.8", Verdict.PLANNED, "next year"), Finding("SR 5.1", Verdict.NOT_MET)]
    scope = Selection("Link", "62443-3-3", "2013", ["SR 5.1"], dict.fromkeys(["SR 5.2"], "not ours"))
    plc = Component("PLC-1", {ComponentType.EMBEDDED_DEVICE})
    return SystemUnderConsideration(
        "Works",
        zones=[Zone("Cell", 2, ["PLC-1"], findings=[*met, *left]), Zone("Office")],
        conduits=[Conduit("Uplink", ["Cell", "Office"], 1, scope)],
        components=[plc],
    )


def patches() -> list[PatchRecord]:
    """Give records of patches: one that waits too long and took an unusual step, and one whose day is still to come."""
    day = dt.date(2026, 1, 1)
    late = [("Released", day), ("Installed", day + dt.timedelta(9))]
    return [
        PatchRecord("KB-1", "Station", [("Released", day)]),
        PatchRecord("KB-2", "Station", late),
        PatchRecord("KB-3", "Station", [("Released", dt.date(2027, 1, 1))]),
    ]


@cache
def values() -> dict[str, Any]:
    """Give a value of each kind that has a table."""
    old = component(
        [
            least(Verdict.PLANNED, "CR 7.7"),
            Finding("CR 1.1", Verdict.MET, "", [Evidence("T", valid_until=dt.date(2025, 1, 1))]),
        ]
    )
    new = old.with_findings(least(Verdict.MET, "CR 7.7"), least(Verdict.NOT_MET, "CR 7.1"))
    report = capability(read_assessment(EXAMPLE))
    out = dict.fromkeys(["SG-1"], "not ours")
    scope = Selection("Ours", "62443-4-1", "2018", [id for id in load("4-1") if id.text != "SG-1"], out)
    met = [Finding(id, Verdict.MET, maturity=3) for id in load("4-1") if id.text not in {"SG-1", "DM-1"}]
    team = Assessment(
        Subject("Team", "2026"), "62443-4-1", "2018", [*met, least(Verdict.PARTIAL, "DM-1")], selection=scope
    )
    return {
        "catalog": load("4-2"),
        "levels": report,
        "gap": gap(report, 2),
        "assessment": report.assessment,
        "maturity": process_maturity(team),
        "diff": load("3-3", corrigenda=()).diff(load("3-3")),
        "progress": compare(capability(old), capability(new), dt.date(2026, 1, 1)),
        "system": system_report(works()),
        "place": place_report(works(), "Cell").design,
        "place-report": place_report(works(), "Cell"),
        "components": works(),
        "partition": check_partition(works()),
        "maturity-gap": maturity_gap(process_maturity(team), 3),
        "patches": patch_report(patches(), {PatchState.RELEASED: 3}, as_of=dt.date(2026, 3, 1)),
        "targets": target_report([], example_matrix("5x5"), system=works()),
        "tasks": tasks(place_report(works(), "Cell")),
        "marginal": marginal(works(), "Cell", [Measure("Firewall", 12.5, ["SR 5.1"], ["Cell"])]),
        "plan": plan(works(), [Measure("Firewall", 12.5, ["SR 5.1"], ["Cell"])], places=["Cell"]),
    }


def strange(frame: object) -> list[tuple[str, str]]:
    with pytest.raises(InvalidFile) as caught:
        findings_from_frame(frame, load("4-2"))  # type: ignore[arg-type] # whatever a user gives
    assert caught.value.source == "frame"
    return list(caught.value.problems)


# ---- rows


@pytest.mark.parametrize("name", values())
def test_rows_are_plain_and_all_of_one_shape(name: str) -> None:
    records = to_records(values()[name])
    assert records
    assert 1 == len({tuple(each) for each in records})
    assert {type(cell) for each in records for cell in each.values()} <= {str, int, float, bool, type(None)}
    assert records == json.loads(json.dumps(records))


def test_a_catalog_has_the_rows_that_were_transcribed() -> None:
    for catalog in (load("3-3"), load("4-2")):
        golden = [row for row in table("requirements") if row["part"] == catalog.part]
        ours = to_records(catalog)
        assert [row["id"] for row in golden] == [row["id"] for row in ours]
        assert [int(row["sl"]) for row in golden] == [row["sl"] for row in ours]
        assert [FR(int(row["fr"])).name for row in golden] == [row["fr"] for row in ours]
        assert [row["component_types"].split() for row in golden] == [
            str(row["component_types"]).split("; ") if row["component_types"] else [] for row in ours
        ]


def test_a_part_on_processes_has_no_levels_but_groups() -> None:
    rows = to_records(load("4-1"))
    assert {None} == {row["sl"] for row in rows} == {row["fr"] for row in rows}
    assert {"SM", "DM"} <= {row["group"] for row in rows}


@settings(max_examples=25)
@given(assessments(), vectors)
def test_a_report_has_a_row_a_requirement_and_a_gap_one_a_foundational_requirement(
    assessment: Assessment, target: SLVector
) -> None:
    report = capability(assessment)
    amended = bool(assessment.corrigenda) or assessment.part != "62443-3-3"
    due = rows_for(assessment.part, assessment.subject.component_types, amended=amended)
    rows = to_records(report)
    assert [(row.id, row.fr.name, row.sl) for row in due] == [(each["id"], each["fr"], each["sl"]) for each in rows]
    for result, row in zip(report.results, rows, strict=True):
        assert (result.state.value, result.reason, result.asserted) == (row["state"], row["reason"], row["asserted"])
        assert (result.finding.verdict.value if result.finding else None) == row["verdict"]
    compared = gap(report, target)
    for row, each in zip(to_records(compared), compared.gaps, strict=True):
        assert (each.fr.name, each.outcome.value, each.missing) == (row["fr"], row["outcome"], row["missing"])
        assert [*map(int, (each.level, each.ceiling, target[each.fr]))] == [row["level"], row["ceiling"], row["target"]]
        assert [result.requirement.id.text for result in each.to_close] == [
            id for id in str(row["to_close"]).split("; ") if id
        ]


def test_what_is_out_of_a_scope_has_a_row_too() -> None:
    rows = {row["id"]: row for row in to_records(values()["maturity"])}
    assert len(rows) == 47
    assert ("excluded", "not ours", None) == (rows["SG-1"]["state"], rows["SG-1"]["reason"], rows["SG-1"]["level"])
    assert ("open", "partial", None) == (rows["DM-1"]["state"], rows["DM-1"]["reason"], rows["DM-1"]["level"])
    assert ("closed", 3, True) == (rows["DM-2"]["state"], rows["DM-2"]["level"], rows["DM-2"]["asserted"])


def test_a_diff_has_a_row_a_change() -> None:
    amended = {row["id"] for row in table("amendments")}
    rows = to_records(values()["diff"])
    assert amended == {row["id"] for row in rows}
    assert {"level changed"} == {row["change"] for row in rows}
    assert all(row["sl_before"] != row["sl_after"] for row in rows)
    one, other = load("3-3").requirements[:2]
    moved = evolve(other, title="Another", clause="9.9")
    both = CatalogDiff(added=(one,), removed=(other,), title_changed=((other, moved),), moved=((other, moved),))
    assert ["removed", "added", "title changed", "moved"] == [row["change"] for row in to_records(both)]
    assert (None, one.title) == (to_records(both)[1]["title_before"], to_records(both)[1]["title_after"])
    assert ("9.9", other.clause) == (to_records(both)[3]["clause_after"], to_records(both)[3]["clause_before"])


def test_progress_has_a_row_a_change() -> None:
    shown = [
        (row["change"], row["id"], row["state_before"], row["state_after"]) for row in to_records(values()["progress"])
    ]
    assert [
        ("closed", "CR 7.7", "open", "closed"),
        ("opened", "CR 7.1", "undetermined", "open"),
        ("expired", "CR 1.1", None, "closed"),
    ] == shown


@settings(max_examples=15)
@given(systems())
def test_a_system_has_a_row_a_place_and_foundational_requirement(plant: SystemUnderConsideration) -> None:
    report = system_report(plant)
    rows = to_records(report)
    assert [(each.place.name, fr.name) for each in report for fr in FR] == [(row["place"], row["fr"]) for row in rows]
    for row in rows:
        fr, found = FR[str(row["fr"])], report[str(row["place"])]
        target = found.place.target
        assert (None if target is None else int(target[fr])) == row["target"]
        for which, levels in (("design", found.design), ("achieved", found.achieved)):
            shown = str(row[which])
            low, _, high = shown.partition("..")
            if shown == "-":
                assert (None, None, None) == tuple(row[f"{which}_{what}"] for what in ("level", "ceiling", "outcome"))
            elif shown != "n/a":
                assert (int(low), int(high or low)) == (row[f"{which}_level"], row[f"{which}_ceiling"])
            assert ("-" == shown) == (fr in levels.out_of_scope)
            assert bool(row[f"{which}_to_close"]) == (row[f"{which}_outcome"] in {"gap", "undetermined"})


@settings(max_examples=15)
@given(systems())
def test_the_levels_of_a_place_have_a_row_a_requirement(plant: SystemUnderConsideration) -> None:
    for place in plant.places:
        for levels in (place_report(plant, place.name).design, place_report(plant, place.name).achieved):
            rows = to_records(levels)
            assert [each.requirement.id.text for each in levels.rows] == [row["id"] for row in rows]
            for each in levels.gaps:
                short = [
                    row["id"] for row in rows if row["fr"] == each.fr.name and int(row["holds"] or 0) < each.target
                ]
                closing = [result.requirement.id.text for result in each.to_close]
                assert closing == (short if closing else [])


def test_a_plan_has_a_row_for_what_is_needed_and_who_closes_it() -> None:
    rows = [(row["place"], row["id"], row["level"], row["state"], row["by"]) for row in to_records(values()["plan"])]
    assert [("Cell", "SR 1.8", 2, "open", ""), ("Cell", "SR 5.1", 2, "closed", "Firewall")] == rows


def test_the_rows_of_a_place_say_what_they_rest_on() -> None:
    rows = {row["id"]: row for row in to_records(values()["place"])}
    assert ("open", "own finding", "planned", "planned") == tuple(
        rows["SR 1.8"][each] for each in ("state", "basis", "verdict", "reason")
    )
    assert "T-1" == rows["SR 1.1"]["evidence"]
    assert "PLC-1 CR 1.1: undetermined" in str(rows["SR 1.1"]["components"])


@pytest.mark.parametrize("stranger", [1, "x", None, SLVector.uniform(1), [load("3-3")], (load("3-3"),)])
def test_a_value_without_a_table_is_refused(stranger: object) -> None:
    with pytest.raises(TypeError, match="there is no table of"):
        to_records(stranger)
    with pytest.raises(TypeError, match="there is no table of"):
        to_frame(stranger)


# ---- frames


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("name", values())
def test_a_frame_has_the_rows_and_knows_what_is_missing(name: str, backend: Backend) -> None:
    value = values()[name]
    frame = nw.from_native(to_frame(value, backend), eager_only=True)
    assert backend == str(frame.implementation).lower()
    rows: list[Record] = [
        {key: None if missing else cell for (key, cell), missing in zip(row.items(), gone, strict=True)}
        for row, gone in zip(frame.rows(named=True), _missing(frame), strict=True)
    ]
    assert to_records(value) == rows
    numbers = {"sl", "level", "ceiling", "target", "sl_before", "maturity", "adequate_up_to"} & set(frame.columns)
    assert all(frame.schema[each] == nw.Int64 for each in numbers)
    assert all(frame.schema[each] == nw.String for each in {"id", "title", "verdict", "date"} & set(frame.columns))


def _missing(frame: nw.DataFrame[Any]) -> list[tuple[bool, ...]]:
    return [*zip(*(frame[each].is_null().to_list() for each in frame.columns), strict=True)]


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_frame_of_nothing_has_the_columns_of_something(backend: Backend) -> None:
    report = capability(system())
    bare = Selection("Nothing", "62443-3-3", "2013", [], dict.fromkeys(load("3-3"), "not ours"))
    uplink = SystemUnderConsideration("Bare", conduits=[Conduit("Uplink", [], 1, bare)])
    nothing = {
        "assessment": system(),
        "diff": CatalogDiff(),
        "progress": compare(report, report),
        "system": system_report(SystemUnderConsideration("Nothing")),
        "place": place_report(uplink, "Uplink").design,
        "plan": plan(SystemUnderConsideration("Nothing"), []),
        "components": SystemUnderConsideration("Nothing"),
        "partition": check_partition(SystemUnderConsideration("Nothing")),
        "patches": patch_report([]),
        "targets": target_report([], example_matrix("5x5")),
    }
    for name, value in nothing.items():
        frame = nw.from_native(to_frame(value, backend), eager_only=True)
        assert list(to_records(values()[name])[0]) == frame.columns
        assert 0 == len(frame)


def test_pandas_and_polars_take_the_rows_as_they_are() -> None:
    records = to_records(load("3-3"))
    assert 37 == int((pd.DataFrame(records)["sl"] == 1).sum())
    assert 37 == pl.DataFrame(records).filter(pl.col("sl") == 1).height
    assert 100 == pa.Table.from_pylist(records).num_rows


def test_an_unknown_backend_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no backend 'dask'; there is: pandas, polars, pyarrow"):
        to_frame(load("3-3"), "dask")  # type: ignore[call-overload] # on purpose


def test_without_narwhals_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pl.DataFrame({"id": ["CR 1.1"], "verdict": ["met"]})
    monkeypatch.setitem(sys.modules, "narwhals", None)
    for use in (lambda: to_frame(load("3-3")), lambda: findings_from_frame(frame, load("4-2"))):
        with pytest.raises(IEC62443Error) as caught:
            use()
        assert "frames need an extra: python3 -m pip install 'iec62443[frames]'" == str(caught.value)
    assert 100 == len(to_records(load("3-3")))


# ---- findings back


@pytest.mark.parametrize("kind", MAKE)
def test_findings_come_from_the_frames_of_each_library(kind: str) -> None:
    columns: dict[str, list[Any]] = {
        "Requirement": ["CR 1.1", "CR 1.9", "CR 1.9 RE(1)", "CR 7.7"],
        "status": ["fulfilled", "by configuration", "NA", "compensated"],
        "rationale": [None, None, "no keys", "a cabinet"],
        "condition": [None, "TLS is on", None, None],
        "condition_holds": [None, True, None, None],
        "countermeasures": [None, None, None, "cabinet; guard"],
        "adequate_up_to": [None, None, None, 2],
        "evidence": ["TR-1; TR-2", None, None, None],
        "date": [dt.date(2026, 3, 31), None, None, None],
    }
    found = findings_from_frame(MAKE[kind](columns), load("4-2"))
    assert (
        Finding("CR 1.1", Verdict.MET, evidence=[Evidence("TR-1"), Evidence("TR-2")], date=dt.date(2026, 3, 31)),
        Finding("CR 1.9", Verdict.MET_BY_CONFIGURATION, condition="TLS is on", condition_holds=True),
        Finding("CR 1.9 RE(1)", Verdict.NOT_APPLICABLE, "no keys"),
        Finding("CR 7.7", Verdict.COMPENSATED, "a cabinet", countermeasures=["cabinet", "guard"], adequate_up_to=2),
    ) == found


def _plain(finding: Finding) -> Finding:
    """A finding without what a sheet cannot say: kind, digest and dates of evidence."""
    return evolve(finding, evidence=[Evidence(each.reference) for each in finding.evidence])


_sayable = findings([RequirementId.parse(id) for id in ("CR 1.1", "CR 1.9", "EDR 2.4", "CCSC 1")]).filter(
    lambda finding: all(
        ";" not in text and text == text.strip() and text.isprintable() and text[:1] not in "'=+-@"
        for text in (
            finding.justification,
            finding.condition,
            finding.owner,
            *finding.countermeasures,
            *(each.reference for each in finding.evidence),
        )
    )
)


@settings(max_examples=40)
@given(st.lists(_sayable, max_size=6, unique_by=lambda each: each.requirement), st.sampled_from(BACKENDS))
def test_what_is_put_into_a_frame_comes_back(given_findings: list[Finding], backend: Backend) -> None:
    assessment = component(given_findings)
    frame = to_frame(assessment, backend)
    assert tuple(map(_plain, assessment)) == findings_from_frame(frame, load("4-2"))


def test_the_example_comes_back_from_its_own_sheet_and_from_its_frame() -> None:
    assessment = read_assessment(EXAMPLE)
    sheet = list(csv.DictReader(StringIO(EXAMPLE.with_suffix(".csv").read_text(encoding="utf-8"), newline="")))
    for frame in (pl.DataFrame(sheet), pd.read_csv(EXAMPLE.with_suffix(".csv")), to_frame(assessment)):
        assert assessment.findings == findings_from_frame(frame, load("4-2"))


def test_numbers_that_pandas_made_of_levels_are_levels() -> None:
    frame = pd.DataFrame({"id": ["CR 1.1", "CR 1.9"], "sl": [1, None], "verdict": ["met", float("nan")]})
    assert "float64" == str(frame["sl"].dtype)
    assert [Verdict.MET, Verdict.NOT_ASSESSED] == [each.verdict for each in findings_from_frame(frame, load("4-2"))]


def test_yes_and_no_days_and_not_a_number_are_read() -> None:
    frame = pl.DataFrame(
        {
            "id": ["SM-1", "SM-2"],
            "verdict": [True, False],
            "maturity": [3.0, float("nan")],
            "date": [dt.datetime(2026, 3, 31), None],  # noqa: DTZ001 - as frames keep a day
        }
    )
    first, second = findings_from_frame(frame, load("4-1"))
    assert (Verdict.MET, 3, dt.date(2026, 3, 31)) == (first.verdict, first.maturity, first.date)
    assert (Verdict.NOT_MET, None) == (second.verdict, second.maturity)
    stamped = pd.DataFrame({"id": ["CR 1.1"], "verdict": ["met"], "date": pd.to_datetime(["2026-03-31"])})
    assert dt.date(2026, 3, 31) == findings_from_frame(stamped, load("4-2"))[0].date


def test_own_words_and_columns_to_pass_over() -> None:
    frame = pl.DataFrame({"id": ["CR 1.1"], "verdict": ["prima"], "colour": ["red"]})
    found = findings_from_frame(frame, load("4-2"), verdicts={"Prima": Verdict.MET}, ignore_columns=["Colour"])
    assert [Verdict.MET] == [each.verdict for each in found]


def test_empty_rows_are_passed_over_and_empty_frames_have_none() -> None:
    frame = pl.DataFrame({"id": [None, "CR 1.1", " "], "verdict": [None, "met", ""]})
    assert 1 == len(findings_from_frame(frame, load("4-2")))
    assert () == findings_from_frame(frame.head(0), load("4-2"))


def test_every_problem_is_told_at_once_with_its_row() -> None:
    frame = pl.DataFrame(
        {
            "id": ["CR 1.1", "CR 99.9", None, "CR 1.9"],
            "fr": ["UC", None, None, None],
            "verdict": ["met", "met", "met", "perhaps"],
            "date": ["31.3.2026", None, None, None],
            "colour": ["red", None, None, None],
        }
    )
    told = strange(frame)
    assert ["columns", "row 0, date", "row 0, fr", "row 1", "row 2", "row 3"] == sorted({place for place, _ in told})
    assert "the column 'colour' means nothing here" in dict(told)["columns"]
    assert "says 'UC'" in dict(told)["row 0, fr"]
    assert "try" in dict(told)["row 3"]


def test_a_cell_that_is_no_text_number_day_or_answer_is_a_problem() -> None:
    told = strange(pl.DataFrame({"id": ["CR 1.1", "CR 1.9"], "verdict": ["met", "met"], "evidence": [["A"], ["B"]]}))
    assert ["row 0, evidence", "row 1, evidence"] == [place for place, _ in told]
    assert "['A']" in told[0][1]
    half = strange(pl.DataFrame({"id": ["CR 1.1"], "verdict": ["met"], "sl": [1.5]}))
    assert [("row 0, sl", "a text, a whole number, a date, or yes or no is expected, not 1.5")] == half
    noon = dt.datetime(2026, 3, 31, 12)  # noqa: DTZ001 - as frames keep a moment
    assert "row 0, date" == strange(pl.DataFrame({"id": ["CR 1.1"], "verdict": ["met"], "date": [noon]}))[0][0]


def test_columns_that_are_missing_or_mean_the_same_are_problems() -> None:
    assert [("columns", "the column 'verdict' is missing")] == strange(pl.DataFrame({"id": ["CR 1.1"]}))
    assert ("columns", "two columns mean 'id'") in strange(
        pl.DataFrame({"id": ["CR 1.1"], "Requirement": ["CR 1.1"], "verdict": ["met"]})
    )
    assert {"columns"} == {place for place, _ in strange(pl.DataFrame())}
    twice = pd.DataFrame([["CR 1.1", "CR 1.2", "met"]], columns=["id", "id", "verdict"])
    assert {"columns"} == {place for place, _ in strange(twice)}
    arrow = pa.table([pa.array(["CR 1.1"]), pa.array(["met"])], names=["id", "id"])
    assert {"columns"} == {place for place, _ in strange(arrow)}
    spaced = pl.DataFrame({"id": ["CR 1.1"], " id": ["CR 1.2"], "verdict": ["met"]})
    assert {"columns"} == {place for place, _ in strange(spaced)}


@pytest.mark.parametrize("stranger", ["CR 1.1", 7, None, [{"id": "CR 1.1"}]])
def test_what_is_no_frame_is_refused(stranger: object) -> None:
    with pytest.raises(TypeError):
        findings_from_frame(stranger, load("4-2"))  # type: ignore[arg-type] # on purpose


@pytest.mark.parametrize("stranger", ["4-2", None])
def test_what_is_no_catalog_is_refused_with_what_gives_one(stranger: object) -> None:
    with pytest.raises(TypeError, match=r"a Catalog is expected, not .*: load\('4-2'\) gives one"):
        findings_from_frame(pl.DataFrame({"id": ["CR 1.1"], "verdict": ["met"]}), stranger)  # type: ignore[arg-type] # on purpose


def test_columns_of_several_levels_are_a_problem_and_no_riddle() -> None:
    frame = pd.DataFrame([["CR 1.1", "met"]])
    frame.columns = pd.MultiIndex.from_tuples([("a", "id"), ("a", "verdict")])
    with pytest.raises(InvalidFile, match="names of several levels"):
        findings_from_frame(frame, load("4-2"))


def test_the_new_tables_say_what_the_values_say() -> None:
    late, done, later = to_records(values()["patches"])
    assert ("Released", "2026-01-01", 59, True) == (late["state"], late["since"], late["days"], late["overdue"])
    assert (False, "Released", None) == (done["overdue"], done["late"], later["state"])
    assert [each.extra for each in values()["marginal"]] == [each["extra"] for each in to_records(values()["marginal"])]
    assert {"none"} == {each["basis"] for each in to_records(values()["targets"])}
    assert ["Cell"] == [each["place"] for each in to_records(values()["components"])]
    raised = [each["id"] for each in to_records(values()["maturity-gap"]) if each["to_raise"]]
    assert [each.requirement.id.text for each in values()["maturity-gap"].to_raise] == raised
    assert [] == to_records(())


def test_a_frame_of_hostile_cells_is_only_ever_read() -> None:
    frame = pl.DataFrame({"id": ["CR 1.1"], "verdict": ["met"], "justification": ["'=cmd|'/c calc'!A1"]})
    assert "=cmd|'/c calc'!A1" == findings_from_frame(frame, load("4-2"))[0].justification
