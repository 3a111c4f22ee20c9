"""Writing to disk: all or nothing."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from iec62443.files import write_text

if TYPE_CHECKING:
    from pathlib import Path

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.parametrize("text", ["", "a\n", "a\r\nb\rc\n", "ä \u2013 \U0001f512\n"])
def test_a_text_is_written_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.csv"
    write_text(path, text)
    assert text.encode() == path.read_bytes()
    assert ["x.csv"] == names(tmp_path)


def test_a_path_may_be_a_text(tmp_path: Path) -> None:
    write_text(str(tmp_path / "x.csv"), "a")
    assert "a" == (tmp_path / "x.csv").read_text(encoding="utf-8")


def test_a_file_that_is_there_is_not_overwritten_unless_told_to(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(FileExistsError) as caught:
        write_text(path, "new")
    assert f"{path} exists" == str(caught.value)
    assert "old" == path.read_text(encoding="utf-8")
    write_text(path, "new", overwrite=True)
    assert "new" == path.read_text(encoding="utf-8")
    assert ["x.csv"] == names(tmp_path)


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_write_that_fails_leaves_no_trace_of_a_new_file(tmp_path: Path, *, overwrite: bool) -> None:
    """A lone surrogate cannot be written as UTF-8, and comes after enough text that some is written before."""
    with pytest.raises(UnicodeEncodeError):
        write_text(tmp_path / "x.csv", "a" * 100_000 + "\ud800", overwrite=overwrite)
    assert [] == names(tmp_path)


def test_a_write_that_fails_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("old", encoding="utf-8")
    before = path.stat()
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "a" * 100_000 + "\ud800", overwrite=True)
    after = path.stat()
    assert "old" == path.read_text(encoding="utf-8")
    assert (before.st_ino, before.st_mtime_ns, before.st_mode) == (after.st_ino, after.st_mtime_ns, after.st_mode)
    assert ["x.csv"] == names(tmp_path)


def test_what_cannot_be_replaced_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "kept").write_text("old", encoding="utf-8")
    with pytest.raises(OSError, match="folder"):
        write_text(folder, "new", overwrite=True)
    with pytest.raises(FileExistsError):
        write_text(folder, "new")
    assert ["folder"] == names(tmp_path)
    assert ["kept"] == names(folder)


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_text(tmp_path / "none" / "x.csv", "a")
    assert [] == names(tmp_path)


@on_posix
@pytest.mark.parametrize("kept", [0o600, 0o644, 0o640, 0o755])
def test_a_file_that_is_overwritten_keeps_its_mode(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "x.csv"
    path.write_text("old", encoding="utf-8")
    path.chmod(kept)
    write_text(path, "new", overwrite=True)
    assert kept == mode(path)


@on_posix
@pytest.mark.parametrize(("mask", "expected"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_mode_that_the_user_gives_new_files(tmp_path: Path, mask: int, expected: int) -> None:
    before = os.umask(mask)
    try:
        write_text(tmp_path / "x.csv", "a")
        assert mask == os.umask(mask)
    finally:
        os.umask(before)
    assert expected == mode(tmp_path / "x.csv")
