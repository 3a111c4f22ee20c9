"""The packaged texts: own words for every requirement, foundational requirement and constraint."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from golden.tables import table

from iec62443 import FR, Text, UnknownPart, _resources, load, load_group_texts, load_texts, texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WITH_LEVELS = ("62443-3-3", "62443-4-2")
PARTS = (*WITH_LEVELS, "62443-4-1", "62443-3-2", "62443-2-1", "62443-2-4")
ENGLISH = {(part, id): text for part in (None, *PARTS) for id, text in load_texts(part).items()}
# What the standard says in its own voice; texts in own words have no need of it.
BANNED = (
    r"shall",
    r"(provides?|support) the capability",
    r"capability to",
    r"the control system (must|should|provides)",
    r"in accordance with",
    r"commonly accepted",
    r"(security )?industry (best |accepted )?practices?",
    r"supplemental guidance",
    r"requirement enhancements?",
    r"general[- ]purpose person[- ]to[- ]person messages",
    r"as a minimum",
    r"this requirement",
)


def test_each_of_the_222_requirements_and_7_constraints_has_a_text_and_nothing_else_has() -> None:
    for part in WITH_LEVELS:
        golden = [row["id"] for row in table("requirements") if row["part"] == part]
        constraints = [row["id"] or f"Clause {row['clause']}" for row in table("constraints") if row["part"] == part]
        assert golden + constraints == list(load_texts(part))


def test_each_of_the_seven_foundational_requirements_has_a_text() -> None:
    assert [f"FR {fr.number}" for fr in FR] == list(load_texts())


@pytest.mark.parametrize("part", ["62443-4-1", "62443-3-2", "62443-2-1", "62443-2-4"])
def test_each_requirement_of_the_other_parts_has_a_text(part: str) -> None:
    assert [id.text for id in load(part)] == list(load_texts(part))


@pytest.mark.parametrize("part", [None, *PARTS])
def test_a_text_says_in_a_few_sentences_what_is_asked_for_and_how_to_look_at_it(part: str | None) -> None:
    for text in load_texts(part).values():
        for shown in (text.summary, text.verify):
            assert 100 <= len(shown) <= 450
            assert 1 <= len(re.findall(r"[.!?](?= [A-Z]|$)", shown)) <= 3
            assert shown[0].isupper() or shown[0].isdigit()
            assert shown.endswith((".", "?"))
            assert shown == " ".join(shown.split())
            assert shown.isprintable()
        assert ("en", False) == (text.language, text.licensed)


def test_no_text_is_said_twice() -> None:
    for shown in ([text.summary for text in ENGLISH.values()], [text.verify for text in ENGLISH.values()]):
        assert len(ENGLISH) == len({each.casefold() for each in shown})
    sentences = [
        sentence.casefold()
        for text in ENGLISH.values()
        for sentence in re.split(r"(?<=[.!?])\s+", f"{text.summary} {text.verify}")
    ]
    assert len(sentences) == len(set(sentences))


def test_no_two_texts_share_more_than_a_tenth_of_their_runs_of_five_words() -> None:
    def runs(text: Text) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", f"{text.summary} {text.verify}".lower())
        return {tuple(words[place : place + 5]) for place in range(len(words) - 4)}

    found = {key: runs(text) for key, text in ENGLISH.items()}
    alike = [
        (one, two)
        for (one, first), (two, second) in combinations(found.items(), 2)
        if len(first & second) > 0.1 * min(len(first), len(second))
    ]
    assert not alike


@pytest.mark.parametrize("phrase", BANNED)
def test_no_text_speaks_in_the_voice_of_the_standard(phrase: str) -> None:
    pattern = re.compile(rf"\b{phrase}\b", re.IGNORECASE)
    assert [] == [key for key, text in ENGLISH.items() if pattern.search(f"{text.summary} {text.verify}")]


def test_no_text_claims_what_we_do_not_claim() -> None:
    claims = re.compile(r"\b(certified|compliant|compliance|official|conformant)\b", re.IGNORECASE)
    assert [] == [key for key, text in ENGLISH.items() if claims.search(f"{text.summary} {text.verify}")]


def test_english_is_a_language_of_every_part_and_an_unknown_part_has_none() -> None:
    for part in PARTS:
        assert "en" in texts.languages(part)
    assert "en" in texts.languages()
    assert () == texts.languages("62443-9-9")


@pytest.mark.parametrize("part", [None, *PARTS])
def test_a_part_that_has_a_language_has_it_for_every_text_in_its_own_words(part: str | None) -> None:
    english = load_texts(part)
    for language in texts.languages(*filter(None, (part,))):
        translated = load_texts(part, language)
        assert list(english) == list(translated)
        assert {language} == {text.language for text in translated.values()}
        assert all(text.summary and text.verify for text in translated.values())
        if language != "en":
            assert all(text.title for text in translated.values())
            assert not {text.summary for text in english.values()} & {text.summary for text in translated.values()}


@pytest.mark.parametrize("part", ["3-3", "4-2", "4-1", "3-2", "2-1", "2-4"])
def test_each_group_has_a_summary_of_its_own(part: str) -> None:
    groups = load_group_texts(part)
    assert list(load(part).groups) == list(groups) == list(load_group_texts(f"62443-{part}"))
    assert len(groups) == len({text.summary for text in groups.values()})
    assert all(100 <= len(text.summary) <= 450 and text.summary.endswith(".") for text in groups.values())
    assert not set(groups) & set(load_texts(part))
    with pytest.raises(UnknownPart, match="no texts of the part '9-9'"):
        load_group_texts("9-9")


def test_each_caller_gets_a_mapping_of_his_own() -> None:
    mine = dict(load_texts("62443-3-3"))
    again = load_texts("62443-3-3")
    assert isinstance(again, dict)
    again.clear()
    assert mine == load_texts("62443-3-3")


@pytest.mark.parametrize("part", ["62443-9-9", "nonsense"])
def test_an_unknown_part_is_refused(part: str) -> None:
    with pytest.raises(UnknownPart) as caught:
        load_texts(part)
    assert f"no texts of the part {part!r} in this catalog; there is: none" == str(caught.value)


def test_a_part_is_named_by_its_short_number_too() -> None:
    assert load_texts("62443-3-3") == load_texts("3-3")


@pytest.mark.parametrize("part", [".", "schema/..", "62443-3-3/../62443-4-2"])
def test_a_part_is_not_a_path(part: str) -> None:
    with pytest.raises(UnknownPart):
        load_texts(part)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Lay out a part of our own with two languages, and forget it afterwards."""
    part = tmp_path / "62443-9-1"
    part.mkdir()
    for language, title in (("en", "In"), ("de", "Auf")):
        row = f'{{"texts": {{"SR 1.1": {{"summary": "{title}", "verify": "", "title": "{title}"}}}}}}'
        (part / f"texts.{language}.json").write_text(row, encoding="utf-8")
    (part / "requirements.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(_resources, "_FOLDERS", (str(tmp_path),))
    yield part.name
    texts._texts.cache_clear()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "de"),
        ("DE", "de"),
        ("de-AT", "de"),
        ("de-Latn-AT", "de"),
        ("en", "en"),
        ("en-GB", "en"),
        ("fr", "en"),
        ("fr-CH", "en"),
        ("", "en"),
        ("d", "en"),
        ("../en", "en"),
    ],
)
def test_a_language_falls_back_from_its_region_to_itself_to_english(folder: str, language: str, expected: str) -> None:
    assert ("de", "en") == texts.languages(folder)
    text = load_texts(folder, language)["SR 1.1"]
    assert (expected, {"en": "In", "de": "Auf"}[expected]) == (text.language, text.title)
