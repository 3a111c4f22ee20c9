"""The heat-map shows each requirement once, in its place, and how it stands."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from assessment_strategies import ALL_TYPES, absent, assessments, component, least, met
from drawings import NS, hostile, named, picture, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import rows_for
from strategies import frs

from iec62443 import (
    FR,
    SL,
    Assessment,
    HeatCell,
    Mark,
    RequirementId,
    State,
    Verdict,
    capability,
    heat_cells,
    heatmap_svg,
)

GOLDEN = Path(__file__).parent.parent / "golden" / "pictures" / "heatmap.svg"
cells: st.SearchStrategy[HeatCell] = st.builds(
    HeatCell, hostile, frs, st.sampled_from(list(SL)[1:]), st.sampled_from(Mark), hostile
)


@settings(max_examples=60)
@given(st.lists(cells, max_size=30), hostile)
def test_each_requirement_is_one_cell_with_its_mark(given_cells: list[HeatCell], title: str) -> None:
    root = picture(heatmap_svg(given_cells, title=title))
    drawn = [each for each in root.iter(f"{NS}g") if each.find(f"{NS}title") is not None]
    assert len(given_cells) == len(drawn)
    prefix = root.get("id")
    marks = Counter((each.find(f"{NS}use")).get("href", "").removeprefix(f"#{prefix}-") for each in drawn)  # type: ignore[union-attr] # a cell has one
    assert Counter(each.mark.name.lower() for each in given_cells) == marks
    for each in drawn:
        assert (each.findtext(f"{NS}title") or "").rpartition(": ")[2] in {mark.value for mark in Mark}


@given(st.lists(cells, min_size=1, max_size=30))
def test_a_cell_lies_in_the_column_of_its_level_and_below_the_name_of_its_fr(given_cells: list[HeatCell]) -> None:
    root = picture(
        heatmap_svg(
            [HeatCell(f"CR {n}", each.fr, each.level, each.mark) for n, each in enumerate(given_cells)], title="X"
        )
    )
    heads = {
        text.text: float(text.get("x", "0"))
        for text in root.iter(f"{NS}text")
        if (text.text or "").startswith("from SL")
    }
    blocks = [(float(text.get("y", "0")), text.text) for text in root.iter(f"{NS}text") if text.text in FR.__members__]
    assert [fr.name for fr in FR if any(each.fr is fr for each in given_cells)] == [name for _, name in blocks]
    for group in root.iter(f"{NS}g"):
        written = group.find(f"{NS}text")
        if group.find(f"{NS}title") is not None and written is not None:
            cell = given_cells[int((written.text or "").removeprefix("CR "))]
            nearest = min(heads, key=lambda head: abs(heads[head] - float(written.get("x", "0")) - 30))
            assert f"from SL {int(cell.level)}" == nearest
            assert cell.fr.name == max(block for block in blocks if block[0] < float(written.get("y", "0")))[1]


@settings(max_examples=25)
@given(assessments())
def test_a_report_has_a_cell_for_each_requirement_and_stands_for_its_cells(assessment: Assessment) -> None:
    report = capability(assessment)
    made = heat_cells(report)
    amended = bool(assessment.corrigenda) or assessment.part != "62443-3-3"
    due = rows_for(assessment.part, assessment.subject.component_types, amended=amended)
    assert [(row.id, row.fr, row.sl) for row in due] == [(each.id, each.fr, each.level) for each in made]
    for result, cell in zip(report.results, made, strict=True):
        closed_as_absent = (
            result.state is State.CLOSED and result.finding and result.finding.verdict is Verdict.NOT_APPLICABLE
        )
        assert ("not applicable" if closed_as_absent else result.state.value) == cell.mark.value
    assert heatmap_svg(made, title="X") == heatmap_svg(report, title="X")


def test_the_description_counts_what_is_shown() -> None:
    report = capability(
        component(
            [
                met(RequirementId.parse("CR 5.1")),
                absent(RequirementId.parse("CR 6.1")),
                least(Verdict.PARTIAL, "CR 7.7"),
            ]
        )
    )
    told = named(picture(heatmap_svg(report, title="Controller")))[1]
    assert "RDF, SL 1: 1 closed." in told
    assert "TRE, SL 1: 1 not applicable; SL 2: 1 undetermined; SL 3: 1 undetermined." in told
    assert "RA, SL 1: 1 open, 5 undetermined;" in told


def test_a_state_stands_for_the_mark_of_its_name() -> None:
    assert [Mark.CLOSED, Mark.OPEN, Mark.UNDETERMINED] == [
        HeatCell("CR 1.1", FR.IAC, SL.SL1, each).mark for each in State
    ]


@pytest.mark.parametrize("level", [0, 5, -1])
def test_a_level_that_selects_nothing_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match="is no level that selects a requirement"):
        HeatCell("CR 1.1", FR.IAC, level, Mark.OPEN)


def test_the_longest_ids_fit_their_cells_uncut() -> None:
    report = capability(component(types=ALL_TYPES))
    written = texts(picture(heatmap_svg(report, title="X")))
    assert {each.requirement.id.text for each in report.results} <= set(written)


def test_the_picture_is_the_one_that_was_looked_at() -> None:
    shown = [
        HeatCell("CR 1.1", FR.IAC, SL.SL1, Mark.CLOSED, "Human users"),
        HeatCell("CR 1.1 RE(1)", FR.IAC, SL.SL2, Mark.OPEN),
        HeatCell("NDR 1.13 RE(1)", FR.IAC, SL.SL3, Mark.UNDETERMINED),
        HeatCell("CR 7.1", FR.RA, SL.SL1, Mark.NOT_APPLICABLE),
    ]
    assert GOLDEN.read_text(encoding="utf-8") == heatmap_svg(shown, title="A PLC & its <zone>")


def test_a_cell_takes_the_words_of_its_parts_and_what_is_none_is_refused() -> None:
    assert HeatCell("SR 1.1", FR.IAC, SL.SL1, Mark.OPEN) == HeatCell("SR 1.1", "IAC", 1, "open")
    assert Mark.CLOSED is HeatCell("SR 1.1", FR.IAC, SL.SL1, State.CLOSED).mark
    wrong: list[tuple[tuple[Any, ...], str]] = [
        (("SR 1.1", "IAK", 1, "open"), "'IAK' is no foundational requirement"),
        (("SR 1.1", "IAC", 0, "open"), "0 is no level that selects a requirement"),
        (("SR 1.1", "IAC", 1, "opened"), "'opened' is no mark"),
    ]
    for parts, told in wrong:
        with pytest.raises(ValueError, match=told):
            HeatCell(*parts)
    texts_only: Any = ["SR 1.1"]
    with pytest.raises(TypeError, match="a heat-map cannot draw str"):
        heatmap_svg(texts_only, title="T")
