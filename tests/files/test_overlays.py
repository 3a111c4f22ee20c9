"""One's own text is bound by id from any of three formats, marked as licensed, and never half-read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from iec62443 import InvalidFile, load, read_texts

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "own.json": '{"SR 1.1": "Text A", "sr1.2": {"text": "Text B", "title": "Titel"}}',
    "own.toml": '"SR 1.1" = "Text A"\n["sr1.2"]\ntext = "Text B"\ntitle = "Titel"\n',
    "own.csv": "id,title,text\nSR 1.1,,Text A\nsr1.2,Titel,Text B\n",
}


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", FILES)
def test_each_format_binds_the_same_texts(tmp_path: Path, name: str) -> None:
    catalog = load("3-3")
    overlay = read_texts(write(tmp_path, name, FILES[name]), catalog)
    bound = catalog.with_texts(overlay.texts)
    assert ("Text A", True) == (bound.text("SR 1.1").summary, bound.text("SR 1.1").licensed)
    assert ("Text B", "Titel") == (bound.text("SR 1.2").summary, bound.text("SR 1.2").title)
    assert not bound.text("SR 1.3").licensed
    assert not catalog.text("SR 1.1").licensed
    assert 100 + 3 - 2 == len(overlay.missing)


@pytest.mark.parametrize(
    ("name", "text", "problems"),
    [
        (
            "own.toml",
            '"SR 1.1" = "a"\n"sr 1.1" = "b"\n"SR 1.99" = "c"\n"CR 1.1" = 5\n"SR 1.3" = 6\n',
            [
                ("$.sr 1.1", "SR 1.1 stands twice"),
                (
                    "$.SR 1.99",
                    "'SR 1.99' is not a requirement of 62443-3-3:2013 with COR1:2014; nearest: SR 1.9, SR 3.9, SR 2.9",
                ),
                ("$.CR 1.1", "an object with keys is expected, not 5"),
                (
                    "$.CR 1.1",
                    "'CR 1.1' is not a requirement of 62443-3-3:2013 with COR1:2014: it is an id of 62443-4-2",
                ),
                ("$.SR 1.3", "an object with keys is expected, not 6"),
            ],
        ),
        (
            "own.csv",
            "id,text\nSR 1.1,a\nSR 1.1,b\nfoo\n",
            [("line 4", "has 1 cells, the head line has 2"), ("line 3", "SR 1.1 stands twice")],
        ),
        (
            "own.csv",
            "number,text\nSR 1.1,a\n",
            [
                ("line 1", "the column 'number' means nothing here; known: id, title, text, verify"),
                ("line 1", "the column 'id' is missing"),
            ],
        ),
        (
            "own.csv",
            "id,text,more\nSR 1.1,a,b\n",
            [("line 1", "the column 'more' means nothing here; known: id, title, text, verify")],
        ),
    ],
)
def test_every_problem_is_told_at_once(tmp_path: Path, name: str, text: str, problems: list[tuple[str, str]]) -> None:
    with pytest.raises(InvalidFile) as raised:
        read_texts(write(tmp_path, name, text), load("3-3"))
    assert problems == list(raised.value.problems)


def test_a_constraint_has_a_text_of_ones_own_too(tmp_path: Path) -> None:
    catalog = load("4-2")
    overlay = read_texts(write(tmp_path, "own.toml", '"CCSC 1" = "a"'), catalog, "fr", licensed=False)
    text = catalog.with_texts(overlay.texts).text("CCSC 1")
    assert ("a", "fr", False) == (text.summary, text.language, text.licensed)
