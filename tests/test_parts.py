"""The list of the parts agrees with what is known of the series, and what it calls loadable loads."""

from __future__ import annotations

import pytest

from iec62443 import Assurance, RequirementId, UnknownPart, load, series
from iec62443.catalog import catalog_of, editions

# counts as given with the cross-checked facts
COUNTS = {
    ("62443-2-1", "2024"): 87,
    ("62443-2-1", "2009"): 126,
    ("62443-2-4", "2023"): 123,
    ("62443-3-2", "2020"): 32,
    ("62443-3-3", "2013"): 100,
    ("62443-4-1", "2018"): 47,
    ("62443-4-2", "2019"): 122,
}


def test_nineteen_parts_are_known() -> None:
    assert 19 == len(series())
    provisional = {each.part for each in series() if each.assurance is Assurance.PROVISIONAL}
    assert {"62443-1-3", "62443-1-4", "62443-2-5"} == provisional


def test_every_part_published_with_requirements_loads() -> None:
    """International standards carry requirements; the other kinds describe, recommend or evaluate."""
    standards = {each.part for each in series() if each.type == "IS" and each.status == "published"}
    assert {part for part, _ in COUNTS} == standards == {each.part for each in series() if each.loadable}


@pytest.mark.parametrize(("part", "edition"), COUNTS)
def test_a_part_has_as_many_requirements_as_its_facts(part: str, edition: str) -> None:
    catalog = load(part.removeprefix("62443-"), edition)
    assert (part, edition, COUNTS[part, edition]) == (catalog.part, catalog.edition, len(catalog))
    assert all(each.audience and each.part == part for each in catalog.requirements)


def test_the_edition_in_force_comes_first() -> None:
    assert ("2024", "2009") == editions("62443-2-1")
    assert "2024" == load("2-1").edition


def test_every_row_of_a_part_with_groups_stands_in_one() -> None:
    for part, edition in COUNTS:
        catalog = load(part, edition)
        assert bool(catalog.groups) is (part not in {"62443-3-3", "62443-4-2"})
        for each in catalog.requirements if catalog.groups else ():
            assert each in catalog.by_group(each.group)
            if each.subgroup:
                assert catalog.groups[each.subgroup].parent == each.group


def test_titles_of_2_4_are_labels_of_our_own() -> None:
    assert {Assurance.OWN} == {each.title_assurance for each in load("2-4").requirements}


@pytest.mark.parametrize(
    ("part", "edition", "message"),
    [
        ("2-3", None, "no part '2-3' in this catalog; there is: 2-1, 2-4, 3-2, 3-3, 4-1, 4-2"),
        ("2-1", "2010", "no edition of 62443-2-1 '2010' in this catalog; there is: 2024, 2009"),
    ],
)
def test_an_unknown_part_or_edition_names_the_ones_that_exist(part: str, edition: str | None, message: str) -> None:
    with pytest.raises(UnknownPart) as raised:
        load(part, edition)
    assert message == str(raised.value)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("4.3.3.6.1", "62443-2-1:2009"),
        ("ORG 1.1", "62443-2-1:2024"),
        ("SP.01.01 RE(1)", "62443-2-4:2023"),
        ("SM-99", "62443-4-1:2018"),
    ],
)
def test_an_id_finds_the_edition_that_has_it(text: str, name: str) -> None:
    assert name == catalog_of(RequirementId.parse(text)).name
