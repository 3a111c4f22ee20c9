"""A selection is a named choice over a catalog that does not contradict itself and leaves nothing out in silence."""

from __future__ import annotations

import copy
import pickle

import pytest

from iec62443 import InvalidFinding, InvalidRequirementId, RequirementId, Selection, load

SYSTEM = load("3-3")
parse = RequirementId.parse
OURS = Selection(
    "Baseline",
    "62443-3-3",
    "2013",
    ["sr1.1", "SR 1.1 RE(1)", parse("SR 1.11")],
    {"SR 1.6": "no wireless on site"},
    {"SR 1.11": {"attempts": "5"}},
)


def test_ids_are_taken_in_any_notation_and_kept_as_ids() -> None:
    assert {parse("SR 1.1"), parse("SR 1.1 RE(1)"), parse("SR 1.11")} == OURS.ids
    assert {parse("SR 1.6"): "no wireless on site"} == OURS.excluded
    assert {parse("SR 1.11"): {"attempts": "5"}} == OURS.parameters
    same = Selection("Baseline", "62443-3-3", "2013", OURS.ids, OURS.excluded, OURS.parameters)
    assert same == OURS
    assert hash(same) == hash(OURS)


def test_a_chosen_requirement_is_in_it_and_an_excluded_one_is_not() -> None:
    assert parse("SR 1.1") in OURS
    assert parse("SR 1.6") not in OURS
    assert None not in OURS


def test_a_chosen_requirement_is_in_it_by_its_text_too() -> None:
    assert "SR 1.1" in OURS
    assert "sr1.1re1" in OURS
    assert "SR 1.6" not in OURS
    assert "hello" not in OURS


def test_what_is_neither_chosen_nor_excluded_is_missing() -> None:
    expected = [id for id in SYSTEM if id.text not in {"SR 1.1", "SR 1.1 RE(1)", "SR 1.11", "SR 1.6"}]
    assert expected == list(OURS.missing(SYSTEM))
    assert () == Selection("All", "62443-3-3", "2013", list(SYSTEM)).missing(SYSTEM)
    everything_out = Selection("None", "62443-3-3", "2013", [], dict.fromkeys(SYSTEM, "out of scope"))
    assert () == everything_out.missing(SYSTEM)


def test_what_the_catalog_does_not_have_is_told_wherever_it_is_named() -> None:
    assert () == OURS.unknown(SYSTEM)
    odd = Selection("Odd", "62443-3-3", "2013", ["SR 2.99"], {"CR 1.1": "of another part"}, {"SR 1.99": {"count": "1"}})
    assert sorted(map(parse, ("CR 1.1", "SR 1.99", "SR 2.99"))) == list(odd.unknown(SYSTEM))


def test_an_enhancement_that_is_chosen_without_its_base_is_told() -> None:
    assert () == OURS.without_base()
    odd = Selection("Odd", "62443-3-3", "2013", ["SR 1.1 RE(2)", "SR 1.1 RE(1)", "SR 5.2", "SR 5.2 RE(1)"])
    assert (parse("SR 1.1 RE(1)"), parse("SR 1.1 RE(2)")) == odd.without_base()


def test_what_is_chosen_and_excluded_at_once_is_refused() -> None:
    with pytest.raises(InvalidFinding) as caught:
        Selection("Odd", "62443-3-3", "2013", ["SR 1.1", "SR 1.2"], {"SR 1.2": "why", "SR 1.1": "why"})
    assert ("Odd", "chosen and excluded at once: SR 1.1, SR 1.2") == (caught.value.about, caught.value.reason)


@pytest.mark.parametrize("reason", ["", " ", "\n\t"])
def test_what_is_excluded_without_a_reason_is_refused(reason: str) -> None:
    with pytest.raises(InvalidFinding) as caught:
        Selection("Odd", "62443-3-3", "2013", [], {"SR 1.2": "why", "SR 1.10": reason, "SR 1.1": reason})
    assert ("Odd", "excluded without a reason: SR 1.1, SR 1.10") == (caught.value.about, caught.value.reason)


def test_a_text_that_is_no_id_is_refused() -> None:
    with pytest.raises(InvalidRequirementId, match="'hello' is not a requirement id"):
        Selection("Odd", "62443-3-3", "2013", ["hello"])


def test_a_selection_survives_pickling_and_copying_and_cannot_be_changed() -> None:
    for twin in (pickle.loads(pickle.dumps(OURS)), copy.copy(OURS), copy.deepcopy(OURS)):  # noqa: S301 - our own bytes
        assert OURS == twin
        assert hash(OURS) == hash(twin)
    with pytest.raises(AttributeError):
        OURS.name = "Another"  # type: ignore[misc]
    with pytest.raises(TypeError):
        OURS.excluded[parse("SR 1.1")] = "why"  # type: ignore[index]
    with pytest.raises(TypeError):
        OURS.parameters[parse("SR 1.11")]["attempts"] = "6"  # type: ignore[index]


def test_it_keeps_its_own_copy_of_what_it_was_made_of() -> None:
    parameters = {"SR 1.11": {"attempts": "5"}}
    excluded = {"SR 1.6": "no wireless"}
    mine = Selection("Mine", "62443-3-3", "2013", [], excluded, parameters)
    parameters["SR 1.11"]["attempts"] = "6"
    excluded.clear()
    assert {"attempts": "5"} == mine.parameters[parse("SR 1.11")]
    assert 1 == len(mine.excluded)
