"""The states of a patch against the facts, transcribed from outside and as packaged, and the record of one patch."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle

import pytest
from attrs.exceptions import FrozenInstanceError

from iec62443 import Assurance, InvalidFinding, _resources
from iec62443.patches import PatchRecord, PatchState, natural_order

SUPPLIER, OWNER = "product_supplier", "asset_owner"
#: Transcribed from the facts, not read by our loader.
STATES = [
    ("Available", SUPPLIER, "issued by the supplier or a third party, not yet tested by the IACS supplier"),
    ("In Test", SUPPLIER, "being tested by the IACS supplier"),
    ("Not Approved", SUPPLIER, "failed the IACS supplier's test; not to be used"),
    ("Not Applicable", SUPPLIER, "tested or reviewed and not relevant to the IACS product"),
    ("Approved", SUPPLIER, "passed the IACS supplier's test"),
    ("Released", SUPPLIER, "released for use by the supplier"),
    ("In Internal Test", OWNER, "being tested by the asset owner"),
    ("Not Authorized", OWNER, "failed the internal test or judged not to be installed"),
    ("Authorized", OWNER, "cleared against the owner's own criteria"),
    ("Effective", OWNER, "posted by the owner for installation"),
    ("Installed", OWNER, "on the device"),
]
ORDER = [
    ("Available", "In Test"),
    ("Available", "Released"),
    ("Available", "Not Applicable"),
    ("In Test", "Not Approved"),
    ("In Test", "Not Applicable"),
    ("In Test", "Approved"),
    ("Approved", "Released"),
    ("Released", "In Internal Test"),
    ("In Internal Test", "Not Authorized"),
    ("In Internal Test", "Authorized"),
    ("Authorized", "Effective"),
    ("Effective", "Installed"),
]
FACTS = json.loads(_resources.read_bytes("62443-2-3", "patch_states.json"))
DAY = dt.date(2026, 3, 2)


def test_there_are_the_eleven_states_of_the_report_with_their_owners() -> None:
    assert STATES == [(each.value, each.owner, each.own_words) for each in PatchState]
    assert 11 == len(PatchState)


def test_the_packaged_facts_say_the_same() -> None:
    assert STATES == [(row["name"], row["owner"], row["own_words"]) for row in FACTS["patch_states"]]
    assert ORDER == [tuple(pair) for pair in FACTS["natural_order"]]
    assert [row["assurance"] for row in FACTS["patch_states"]] == [each.assurance.value for each in PatchState]


def test_a_state_is_named_in_the_code_as_it_is_printed() -> None:
    assert [name.upper().replace(" ", "_") for name, _, _ in STATES] == [each.name for each in PatchState]


def test_the_names_are_not_claimed_to_be_confirmed() -> None:
    assert {Assurance.PROVISIONAL} == {each.assurance for each in PatchState}


def test_the_natural_order_is_that_of_the_facts() -> None:
    assert ORDER == [(before.value, after.value) for before, after in natural_order()]


@pytest.mark.parametrize("state", PatchState)
def test_what_follows_a_state_is_owned_by_one_side(state: PatchState) -> None:
    """So that a patch waits on somebody, and not on either."""
    assert [after for before, after in ORDER if before == state.value] == [each.value for each in state.next]
    assert len({each.owner for each in state.next}) <= 1


def test_the_order_ends_in_four_states() -> None:
    ends = ["Not Approved", "Not Applicable", "Not Authorized", "Installed"]
    assert ends == [each.value for each in PatchState if not each.next]


@pytest.mark.parametrize("state", PatchState)
def test_a_record_reads_a_state_however_it_is_written(state: PatchState) -> None:
    for text in (state, state.value, state.value.lower(), state.name, f"  {state.value.replace(' ', '  ')} "):
        assert ((state, DAY),) == PatchRecord("KB-1", "Station", [(text, DAY)]).states


def test_a_record_is_a_value() -> None:
    record = PatchRecord("KB-1", "Station", [(PatchState.AVAILABLE, DAY)])
    for same in (
        pickle.loads(pickle.dumps(record)),  # noqa: S301 - our own bytes
        copy.deepcopy(record),
        PatchRecord("KB-1", "Station", (("available", DAY),)),
    ):
        assert record == same
        assert hash(record) == hash(same)
    with pytest.raises(FrozenInstanceError):
        record.product = "Other"  # type: ignore[misc] # that is the point


def test_an_unknown_state_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(InvalidFinding) as caught:
        PatchRecord("KB-1", "Station", [("Deployed", DAY)])
    assert f"'Deployed': no state of a patch; there are {', '.join(name for name, _, _ in STATES)}" == str(caught.value)


@pytest.mark.parametrize("day", [dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC), "2026-03-02", None])
def test_a_day_is_a_date_and_nothing_else(day: object) -> None:
    with pytest.raises(InvalidFinding, match="a date without a time is expected"):
        PatchRecord("KB-1", "Station", [("Available", day)])  # type: ignore[list-item] # that is the point


@pytest.mark.parametrize(
    ("id", "product", "says"),
    [
        ("", "Station", "Station: it needs an id and a product"),
        ("KB-1", " ", "KB-1: it needs an id and a product"),
        ("", "", "patch record: it needs an id and a product"),
    ],
)
def test_a_record_names_a_patch_and_a_product(id: str, product: str, says: str) -> None:
    with pytest.raises(InvalidFinding) as caught:
        PatchRecord(id, product, [("Available", DAY)])
    assert says == str(caught.value)


def test_a_record_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidFinding, match=r"^KB-1: it needs at least one state with its day$"):
        PatchRecord("KB-1", "Station", ())
