"""A user's own templates: read from a folder, which must have at least one that is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from iec62443 import InvalidFile, Templates, read_templates

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = ("document.md", "style.css")


def test_texts_are_read_by_name_and_the_rest_is_passed_over(tmp_path: Path) -> None:
    for name in ("document.md", "part.html", "style.css", "logo.svg", ".hidden.md", "notes.txt"):
        (tmp_path / name).write_text(f"\ufeff{name}", encoding="utf-8")
    (tmp_path / "folder.md").mkdir()
    found = read_templates(tmp_path, KNOWN)
    assert Templates({name: name for name in ("document.md", "part.html", "style.css")}) == found


def test_a_word_file_is_enough(tmp_path: Path) -> None:
    (tmp_path / "document.docx").write_bytes(b"PK")
    assert Templates({}, b"PK") == read_templates(str(tmp_path), KNOWN)


def test_a_folder_that_would_change_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text("x", encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        read_templates(tmp_path, KNOWN)
    said = "has no template of a name that is looked for: document.docx, document.md, style.css; PDF and XLSX take none"
    assert (("", said),) == caught.value.problems
    assert tmp_path.name == caught.value.source


def test_what_is_no_folder_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile, match="is no folder that can be read: No such file"):
        read_templates(tmp_path / "none", KNOWN)
    (tmp_path / "document.md").write_bytes(b"\xff\xff")
    with pytest.raises(InvalidFile, match="is not UTF-8"):
        read_templates(tmp_path, KNOWN)


def test_templates_do_not_change() -> None:
    given = {"document.md": "x"}
    made = Templates(given)
    given["document.md"] = "y"
    assert "x" == made.texts["document.md"]
    assert hash(made) == hash(Templates({"document.md": "x"}))
