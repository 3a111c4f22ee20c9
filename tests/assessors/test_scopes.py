"""What is to be rated: base requirements by default, chosen enhancements, and exclusions with their reasons."""

from __future__ import annotations

import pytest
from golden.tables import table
from hypothesis import given
from hypothesis import strategies as st

from iec62443 import InvalidFinding, RequirementId, UnknownRequirement, load
from iec62443.assessors.scopes import scope

NAME = "62443-2-4:2023"
AREAS = [f"SP.{number:02}" for number in range(1, 13)]
EDITIONS = {"2-1": "2024", "2-4": "2023", "4-1": "2018"}


def rows(part: str) -> list[dict[str, str]]:
    """Give the rows of a part, transcribed from outside."""
    edition = (f"62443-{part}", EDITIONS[part])
    return [row for row in table("other_requirements") if (row["part"], row["edition"]) == edition]


def texts(ids: frozenset[RequirementId]) -> set[str]:
    return {each.text for each in ids}


@pytest.mark.parametrize(("part", "count"), [("2-1", 87), ("2-4", 72), ("4-1", 47)])
def test_the_default_is_every_base_requirement(part: str, count: int) -> None:
    chosen = scope(load(part))
    assert {row["id"] for row in rows(part) if "RE(" not in row["id"]} == texts(chosen.ids)
    assert (count, {}) == (len(chosen.ids), chosen.excluded)
    assert (f"62443-{part}", EDITIONS[part]) == (chosen.part, chosen.edition)
    assert f"Scope over 62443-{part}:{EDITIONS[part]}" == chosen.name
    assert "Ours" == scope(load(part), name="Ours").name


@given(st.data())
def test_a_scope_is_the_bases_and_the_chosen_enhancements_less_what_is_excluded(data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(list(EDITIONS)))
    groups = data.draw(st.lists(st.sampled_from(sorted({row["group"] for row in rows(part)})), max_size=2, unique=True))
    left = [row["id"] for row in rows(part) if row["group"] not in groups]
    bases = [id for id in left if "RE(" not in id]
    out = data.draw(st.lists(st.sampled_from(bases), max_size=3, unique=True)) if bases else []
    stems = {id.removesuffix(" BR") for id in bases if id not in out}
    free = [id for id in left if "RE(" in id and id.partition(" RE(")[0] in stems]
    extra = data.draw(st.lists(st.sampled_from(free), max_size=3)) if free else []
    chosen = scope(load(part), extra, dict.fromkeys([*groups, *out], "not offered"))
    assert {*bases, *extra} - {*out} == texts(chosen.ids)
    assert {row["id"] for row in rows(part) if row["group"] in groups} | {*out} == {id.text for id in chosen.excluded}


def test_an_enhancement_is_chosen_in_any_notation_and_as_an_id() -> None:
    catalog = load("2-4")
    assert scope(catalog, ["SP01.02RE1"]) == scope(catalog, [RequirementId.parse("SP.01.02 RE(1)")])
    assert "SP.01.02 RE(1)" in texts(scope(catalog, ["SP01.02RE1"]).ids)


def test_the_nearest_reason_is_kept_whatever_the_order() -> None:
    given_reasons = {"ORG 1.1": "done by the group", "ORG 1": "done by the site", "SPE 1": "done elsewhere"}
    for reasons in (given_reasons, dict(reversed(given_reasons.items()))):
        excluded = scope(load("2-1"), excluded=reasons).excluded
        said = {id.text: reason for id, reason in excluded.items()}
        assert ("done by the group", "done by the site", "done elsewhere") == (
            said["ORG 1.1"],
            said["ORG 1.2"],
            said["ORG 2.1"],
        )
        assert 11 == len(said)


def test_an_exclusion_by_id_takes_an_id_too() -> None:
    id = RequirementId.parse("SP.01.01 BR")
    assert {id: "not offered"} == scope(load("2-4"), excluded={id: "not offered"}).excluded


@pytest.mark.parametrize(
    ("extra", "excluded", "says"),
    [
        (
            ["SP.01.01 RE(1)"],
            {"SP.01.01 BR": "not offered"},
            "Scope over 62443-2-4:2023: SP.01.01 RE(1) is in the scope without its base SP.01.01 BR",
        ),
        (
            ["SP.05.05 RE(1)"],
            {"SP.05": "no safety systems"},
            "Scope over 62443-2-4:2023: chosen and excluded at once: SP.05.05 RE(1)",
        ),
        (
            ["SP.01.01 BR", "SP.01.02 BR"],
            {},
            "Scope over 62443-2-4:2023: chosen as an enhancement, but none: SP.01.01 BR, SP.01.02 BR",
        ),
        ([], {"SP.06.01 BR": " "}, "Scope over 62443-2-4:2023: excluded without a reason: SP.06.01 BR"),
        (
            [],
            {"Wireless": "none"},
            f"Scope over {NAME}: 'Wireless' is neither a requirement nor a group of {NAME}; its groups: {', '.join(AREAS)}",
        ),
    ],
)
def test_a_scope_that_contradicts_itself_is_refused(extra: list[str], excluded: dict[str, str], says: str) -> None:
    with pytest.raises(InvalidFinding) as caught:
        scope(load("2-4"), extra, excluded)
    assert says == str(caught.value)


@pytest.mark.parametrize("id", ["SP.01.99 BR", "SM-1"])
def test_an_id_of_no_requirement_of_the_part_is_refused(id: str) -> None:
    with pytest.raises(UnknownRequirement, match="is not a requirement of 62443-2-4:2023"):
        scope(load("2-4"), excluded={id: "not offered"})
    with pytest.raises(UnknownRequirement, match="is not a requirement of 62443-2-4:2023"):
        scope(load("2-4"), [id])


@pytest.mark.parametrize(("part", "edition"), [("3-3", None), ("4-2", None), ("3-2", None), ("2-1", "2009")])
def test_a_part_without_maturity_levels_has_no_scope(part: str, edition: str | None) -> None:
    catalog = load(part, edition)
    with pytest.raises(InvalidFinding) as caught:
        scope(catalog)
    known = "62443-2-1:2024, 62443-2-4:2023, 62443-4-1:2018"
    assert f"{catalog.name}: {catalog.name} has no maturity levels; those that have: {known}" == str(caught.value)
