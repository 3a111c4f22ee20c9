"""The staircase shows how many requirements each level adds: the counts that were transcribed."""

from __future__ import annotations

from pathlib import Path

import pytest
from assessment_strategies import some_types
from drawings import NS, named, picture, texts
from golden.tables import table
from hypothesis import given
from oracle import rows_for

from iec62443 import FR, ComponentType, InvalidFinding, load, staircase_svg
from iec62443.pictures.staircase import added_by_level

GOLDEN = Path(__file__).parent.parent / "golden" / "pictures" / "staircase.svg"


@pytest.mark.parametrize("part", ["62443-3-3", "62443-4-2"])
def test_the_steps_add_up_to_the_counts_of_the_part(part: str) -> None:
    golden = {
        (row["fr"]): [int(row[f"sl{level}"]) for level in (1, 2, 3, 4)]
        for row in table("counts_by_fr")
        if row["part"] == part
    }
    for fr, adds in added_by_level(load(part)):
        assert golden[str(fr.number)] == [sum(adds[: place + 1]) for place in range(4)]


@given(some_types)
def test_what_is_written_over_the_steps_is_what_the_level_adds(types: frozenset[ComponentType]) -> None:
    rows = rows_for("62443-4-2", types)
    written = texts(picture(staircase_svg(load("4-2"), types)))
    expected = []
    for fr in FR:
        below = 0
        for level in (1, 2, 3, 4):
            adds = sum(row.fr is fr and row.sl == level for row in rows)
            expected.append((f"+{adds}" if below else f"{adds}") if adds else "nothing more" if below else "nothing")
            below += adds
    assert expected == [text for text in written if text.removeprefix("+").isdigit() or text.startswith("nothing")]


def test_the_steps_are_as_high_as_what_is_asked_for() -> None:
    root = picture(staircase_svg(load("3-3")))
    heights = [float(each.get("height", "0")) for each in root.iter(f"{NS}rect") if each.get("width") == "80"]
    counts: list[int] = []
    for _, adds in added_by_level(load("3-3")):
        for place, added in enumerate(adds):
            counts.extend(count for count in (sum(adds[:place]), added) if count)
    assert len(counts) == len(heights)
    unit = max(heights) / max(counts)
    assert all(abs(height - count * unit) < 0.11 for height, count in zip(heights, counts, strict=True))


def test_it_says_what_it_is_of() -> None:
    of_types = staircase_svg(load("4-2"), ["network_device", ComponentType.HOST_DEVICE])  # type: ignore[list-item] # codes are taken too
    assert "What each level adds: 62443-4-2:2019, host device, network device" == named(picture(of_types))[0]
    assert "What each level adds: 62443-3-3:2013 with COR1:2014" == named(picture(staircase_svg(load("3-3"))))[0]
    assert (
        "TRE, SL 1: 1, SL 2: 1 more, SL 3: 1 more, SL 4: nothing more." in named(picture(staircase_svg(load("3-3"))))[1]
    )


def test_a_part_without_levels_has_no_staircase() -> None:
    with pytest.raises(InvalidFinding, match="no security levels"):
        staircase_svg(load("4-1"))


def test_the_picture_is_the_one_that_was_looked_at() -> None:
    assert GOLDEN.read_text(encoding="utf-8") == staircase_svg(load("3-3"), title="A PLC & its <zone>")
