"""A profile is one file: written and read back the same, and checked against the catalog."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iec62443 import InvalidFile, Selection, load, read_selection
from iec62443.files.selections import check_selection, selection_json, selection_toml

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20)
reasons = texts.filter(str.strip)
bases = [each.id for each in load("3-3").requirements if not each.id.is_enhancement]


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    chosen = draw(st.sets(st.sampled_from(bases)))
    rest = [id for id in bases if id not in chosen]
    excluded = draw(st.dictionaries(st.sampled_from(rest), reasons, max_size=5)) if rest else {}
    parameters = draw(
        st.dictionaries(st.sampled_from(bases), st.dictionaries(texts, texts, min_size=1, max_size=3), max_size=3)
    )
    return Selection(draw(texts), "62443-3-3", "2013", chosen, excluded, parameters)


@given(selections())
def test_what_is_written_as_json_reads_back_the_same(selection: Selection) -> None:
    assert selection == _read(selection_json(selection), "p.json")


@given(selections())
def test_what_is_written_as_toml_reads_back_the_same(selection: Selection) -> None:
    tomllib.loads(selection_toml(selection))
    assert selection == _read(selection_toml(selection), "p.toml")


def _read(text: str, name: str) -> Selection:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8", newline="")
        return read_selection(path)


def test_every_wrong_id_and_every_lone_enhancement_is_told_at_once() -> None:
    with pytest.raises(InvalidFile) as raised:
        _read('name = "P"\npart = "3-3"\nids = ["SR 1.1 RE(1)", "SR 9.1x", "SR 1.99"]', "p.toml")
    assert "'SR 9.1x'" in str(raised.value)
    with pytest.raises(InvalidFile) as raised:
        _read('name = "P"\npart = "3-3"\nids = ["SR 1.1 RE(1)", "SR 1.99", "CR 1.1"]', "p.toml")
    assert {
        ("$.ids", "SR 1.1 RE(1) is chosen without its base SR 1.1"),
        ("$.ids", "SR 1.99 is chosen without its base SR 1.99"),
    } >= {problem for problem in raised.value.problems if "base" in problem[1]}
    assert 3 == len(raised.value.problems)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            'name = "P"\npart = "9-9"\nids = []',
            ("$.part", "no part '9-9' in this catalog; there is: 2-1, 2-4, 3-2, 3-3, 4-1, 4-2"),
        ),
        ('name = "P"\nids = []', ("$.part", "is missing")),
        (
            'name = "P"\npart = "3-3"\nids = ["SR 1.1"]\n[excluded]\n"SR 1.1" = "x"',
            ("$", "P: chosen and excluded at once: SR 1.1"),
        ),
        (
            'name = "P"\npart = "3-3"\nids = []\n[excluded]\n"SR 1.1" = " "',
            ("$", "P: excluded without a reason: SR 1.1"),
        ),
    ],
)
def test_a_profile_that_contradicts_itself_or_the_catalog_is_refused(text: str, problem: tuple[str, str]) -> None:
    with pytest.raises(InvalidFile) as raised:
        _read(text, "p.toml")
    assert (problem,) == raised.value.problems


def test_a_profile_over_another_edition_is_told() -> None:
    problems = check_selection(Selection("P", "62443-2-1", "2009", []), load("2-1"))
    assert [("$.edition", "it is a selection over 62443-2-1:2009, the catalog is 62443-2-1:2024")] == problems


def test_everything_that_is_wrong_with_a_profile_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "profile.toml"
    path.write_text(
        'name = "P"\npart = "3-3"\nids = ["SR 1.1 RE(1)", "SR 1.77", "CR 1.1", "SR 1.2", "sr1.2", "SR X"]\n'
        '[excluded]\n"SR 1.6" = ""\n"SR 1.7" = "a"\n"SR1.7" = "b"\n[parameters."SR Y"]\nn = "1"\n',
        encoding="utf-8",
    )
    with pytest.raises(InvalidFile) as caught:
        read_selection(path)
    told = [(place, message.partition("; nearest")[0]) for place, message in caught.value.problems]
    assert ("$.ids[4]", "SR 1.2 is chosen twice") in told
    assert ("$.excluded['SR1.7']", "SR 1.7 stands there twice") in told
    assert ("$", "P: excluded without a reason: SR 1.6") in told
    assert ("$.ids", "SR 1.1 RE(1) is chosen without its base SR 1.1") in told
    assert ["$.ids[5]", "$.parameters['SR Y']"] == [
        place for place, message in told if "'SR X'" in message or "'SR Y'" in message
    ]
    assert 2 == sum("is not a requirement of 62443-3-3" in message for _, message in told)
