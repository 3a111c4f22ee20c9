"""The files that an assessment is read from, so that a document can name them with their digests."""

from __future__ import annotations

from pathlib import Path

import pytest

from iec62443 import InvalidFile
from iec62443.files.inputs import assessment_inputs, files_as_they_are

EDGE = Path(__file__).parent.parent.parent / "examples" / "edge-controller"


@pytest.mark.parametrize("name", ["edge-controller.toml", "edge-controller.csv"])
def test_the_header_comes_first_and_then_its_sheet(name: str) -> None:
    expected = [(each, (EDGE / each).read_bytes()) for each in ("edge-controller.toml", "edge-controller.csv")]
    assert expected == assessment_inputs(EDGE / name)


@pytest.mark.parametrize("name", ["alone.csv", "alone.md", "alone.XLSX"])
def test_a_sheet_may_stand_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"id,verdict")
    assert [(name, b"id,verdict")] == assessment_inputs(str(tmp_path / name))


@pytest.mark.parametrize("text", ['{"part": "3-3"}', '{"part": "3-3", "findings": []}'])
def test_a_file_with_its_own_findings_is_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    assert [("x.json", text.encode())] == assessment_inputs(tmp_path / "x.json")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile, match=r"none\.toml"):
        assessment_inputs(tmp_path / "none.toml")
    with pytest.raises(InvalidFile, match="none"):
        files_as_they_are(tmp_path / "none")
