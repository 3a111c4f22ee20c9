"""``iec62443 lint``: any text file, three outputs, exit codes, and mending in place."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from iec62443.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["lint", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    file = tmp_path / "notes.md"
    file.write_bytes(b"We follow SR1.1,\r\nand IEC 62443-4-2 SR 4.3.\n")
    return file


def test_a_clean_file_exits_with_0(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("id,state\nSR 1.1 RE(1),met\n", encoding="utf-8")
    assert (0, "0 findings in 1 file\n", "") == run(file)


def test_findings_are_listed_with_their_places_and_exit_with_1(notes: Path) -> None:
    nearest = "nearest: 62443-3-3 SR 4.3, 62443-4-2 CR 4.3"
    expected = [
        f"{notes}:1:11: not-canonical: 'SR1.1' is not the canonical print; nearest: SR 1.1",
        f"{notes}:2:19: wrong-part: it says 62443-4-2, but SR 4.3 is of 62443-3-3; {nearest}",
        "2 findings in 1 file",
    ]
    code, output, errors = run(notes)
    assert (1, expected, "") == (code, output.splitlines(), errors)


@pytest.mark.parametrize(
    "name", ["notes.md", "rows.csv", "findings.json", "test_device.py", "Device.java", "no suffix at all"]
)
def test_any_text_file_is_read(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text('{"id": "see\\nCR3.4RE1"}', encoding="utf-8")
    code, output, _ = run(file)
    assert 1 == code
    assert "'CR3.4RE1' is not the canonical print; nearest: CR 3.4 RE(1)" in output


def test_json_gives_each_finding_with_all_that_is_known_of_it(notes: Path) -> None:
    code, output, errors = run(notes, "--format", "json")
    document = json.loads(output)
    assert (1, "") == (code, errors)
    assert "iec62443-lint/1" == document["format"]
    assert "not affiliated" in document["disclaimer"]
    assert document["findings"][0] == {
        "file": str(notes),
        "line": 1,
        "column": 11,
        "end_line": 1,
        "end_column": 16,
        "start": 10,
        "end": 15,
        "rule": "not-canonical",
        "level": "note",
        "printed": "SR1.1",
        "id": "SR 1.1",
        "part": "62443-3-3",
        "reason": "'SR1.1' is not the canonical print",
        "nearest": ["SR 1.1"],
        "replacement": "SR 1.1",
    }
    assert ["not-canonical", "wrong-part"] == [each["rule"] for each in document["findings"]]


def test_sarif_names_each_file_and_each_finding(notes: Path) -> None:
    code, output, errors = run(notes, "--format", "sarif")
    (sarif_run,) = json.loads(output)["runs"]
    assert (1, "") == (code, errors)
    assert [notes.as_uri()] == [each["location"]["uri"] for each in sarif_run["artifacts"]]
    assert ["not-canonical", "wrong-part"] == [each["ruleId"] for each in sarif_run["results"]]


def test_fix_mends_the_spelling_in_place_and_reports_the_rest(notes: Path) -> None:
    code, output, errors = run(notes, "--fix")
    assert b"We follow SR 1.1,\r\nand IEC 62443-4-2 SR 4.3.\n" == notes.read_bytes()
    assert 1 == code
    assert ["2:19: wrong-part", "1 finding in 1 file"] == [
        output.removeprefix(f"{notes}:")[:16],
        output.splitlines()[-1],
    ]
    assert f"{notes}: ids printed in their canonical form\n" == errors


def test_fix_of_what_can_be_mended_exits_with_0_and_is_done_after_once(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbfSR1.1\r\rEDR/HDR 3.14\r\n")
    assert 0 == run(file, "--fix")[0]
    mended = b"\xef\xbb\xbfSR 1.1\r\rEDR 3.14 / HDR 3.14\r\n"
    assert mended == file.read_bytes()
    assert (0, "0 findings in 1 file\n", "") == run(file, "--fix")
    assert mended == file.read_bytes()


def test_a_file_without_anything_to_mend_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("CR 3.2\n", encoding="utf-8")
    os.utime(file, ns=(1, 1))
    inode = file.stat().st_ino
    assert 1 == run(file, "--fix")[0]
    assert (1, inode) == (file.stat().st_mtime_ns, file.stat().st_ino)


def test_without_fix_nothing_is_written(notes: Path) -> None:
    before = notes.read_bytes()
    run(notes)
    assert before == notes.read_bytes()
    assert [notes] == [*notes.parent.iterdir()]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_fix_through_a_link_mends_the_file_and_keeps_the_link(notes: Path) -> None:
    link = notes.parent / "link.md"
    link.symlink_to(notes)
    run(link, "--fix")
    assert link.is_symlink()
    assert b"SR 1.1," in notes.read_bytes()


def test_a_write_that_fails_leaves_the_file_and_is_bad_input(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    before = notes.read_bytes()
    code, _, errors = run(notes, "--fix")
    assert (2, before, [notes]) == (code, notes.read_bytes(), [*notes.parent.iterdir()])
    assert "Permission denied" in errors


def test_what_cannot_be_read_is_named_and_exits_with_2_after_the_rest(notes: Path) -> None:
    folder, binary, missing = notes.parent / "folder", notes.parent / "image.png", notes.parent / "missing.md"
    folder.mkdir()
    binary.write_bytes(b"\x89PNG\x00")
    code, output, errors = run(folder, notes, binary, missing)
    assert 2 == code
    assert "2 findings in 1 file" == output.splitlines()[-1]
    named = [line for line in errors.splitlines() if line.startswith("Error: ")]
    assert [f"Error: {each}: 1 problem" for each in (folder, binary, missing)] == named


def test_files_of_one_name_are_told_apart_and_each_problem_has_its_line(tmp_path: Path) -> None:
    files = [tmp_path / folder / "x.md" for folder in ("d1", "d2")]
    for each in files:
        each.parent.mkdir()
        each.write_bytes(b"\x00")
    expected = [
        line
        for each in files
        for line in (f"Error: {each}: 1 problem", "  line 1: holds a NUL character: it is no text file")
    ]
    assert (2, expected) == (run(*files)[0], run(*files)[2].splitlines())


def test_without_a_file_the_use_is_shown() -> None:
    code, _, errors = run()
    assert 2 == code
    assert "Missing argument 'FILES...'" in errors


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("IEC 62443-4-2\u00a0SR\u00a04.3\x1b[31m", encoding="utf-8")
    assert "\x1b" not in run(file)[1]
