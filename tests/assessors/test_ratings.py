"""A rating of a security level and a maturity level, by the caller's matrix and no other."""

from __future__ import annotations

import pytest

from iec62443 import SL, Assessment, Finding, InvalidFinding, MaturityLevel, Subject, Verdict, load
from iec62443.assessors.maturity import MaturityReport, process_maturity
from iec62443.assessors.ratings import rating

CELLS: list[tuple[SL, MaturityLevel | None]] = [(sl, ml) for sl in SL for ml in (None, *MaturityLevel)]
MATRIX = {cell: f"cell {place}" for place, cell in enumerate(CELLS)}


def report(*findings: Finding) -> MaturityReport:
    """Rate a team whose every process is at level 3 but for these."""
    met = [Finding(id, Verdict.MET, maturity=3) for id in load("4-1")]
    return process_maturity(Assessment(Subject("Firmware team"), "62443-4-1", "2018", met).with_findings(*findings))


@pytest.mark.parametrize("cell", CELLS)
def test_a_rating_is_the_callers_cell(cell: tuple[SL, MaturityLevel | None]) -> None:
    assert MATRIX[cell] == rating(*cell, MATRIX)


def test_plain_numbers_name_a_cell_too() -> None:
    assert MATRIX[SL.SL2, MaturityLevel.ML3] == rating(2, 3, MATRIX)


def test_a_report_gives_its_overall_level() -> None:
    assert MATRIX[SL.SL2, MaturityLevel.ML3] == rating(SL.SL2, report(), MATRIX)
    assert MATRIX[SL.SL2, None] == rating(SL.SL2, report(Finding("SM-1", Verdict.PARTIAL)), MATRIX)


def test_what_is_not_known_is_not_taken_for_below_level_1() -> None:
    with pytest.raises(InvalidFinding) as caught:
        rating(SL.SL2, report(Finding("SM-1", Verdict.NOT_ASSESSED)), MATRIX)
    assert "Firmware team: its maturity is not known (at most ML 3): no rating yet" == str(caught.value)
    absent = [Finding(id, Verdict.NOT_APPLICABLE, "no development") for id in load("4-1")]
    with pytest.raises(InvalidFinding) as caught:
        rating(SL.SL2, report(*absent), MATRIX)
    assert "Firmware team: its maturity is not known (n/a): no rating yet" == str(caught.value)


@pytest.mark.parametrize(("ml", "beside"), [(None, "below ML 1"), (MaturityLevel.ML4, "ML 4")])
def test_a_missing_cell_is_named(ml: MaturityLevel | None, beside: str) -> None:
    sparse = {cell: label for cell, label in MATRIX.items() if cell != (SL.SL3, ml)}
    with pytest.raises(InvalidFinding) as caught:
        rating(SL.SL3, ml, sparse)
    assert f"rating matrix: it has no cell for SL 3 and {beside}" == str(caught.value)


def test_a_label_may_be_empty() -> None:
    assert "" == rating(1, 1, {(SL.SL1, MaturityLevel.ML1): ""})


def test_what_is_no_level_is_refused() -> None:
    with pytest.raises(InvalidFinding, match=r"^5: a security level is a whole number from 0 to 4$"):
        rating(5, 1, MATRIX)
    with pytest.raises(InvalidFinding, match=r"^0: a maturity level is a whole number from 1 to 4$"):
        rating(1, 0, MATRIX)
