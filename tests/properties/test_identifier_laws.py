"""Ids are totally ordered, told apart by their print, and read from every notation."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import KNOWN_IDS, notations, requirement_ids

from iec62443 import InvalidRequirementId, RequirementId, load

SYSTEM = load("3-3")
texts = st.one_of(
    st.text(max_size=60),
    st.text("SRCEDHNPMVIZOG .:-()[]/,1234567890Re\u2013\u00a0\u0661", max_size=30),
    st.tuples(st.sampled_from(KNOWN_IDS), st.text(max_size=8)).map("".join),
    st.tuples(st.text(max_size=8), st.sampled_from(KNOWN_IDS)).map("".join),
)


@given(st.data())
def test_an_id_reads_from_every_notation_of_it(data: st.DataObject) -> None:
    canonical = data.draw(st.sampled_from(KNOWN_IDS))
    written = data.draw(notations(canonical))
    assert canonical == RequirementId.parse(written).text


@given(requirement_ids, requirement_ids, requirement_ids)
def test_ids_are_totally_ordered(a: RequirementId, b: RequirementId, c: RequirementId) -> None:
    assert [a < b, a == b, a > b].count(True) == 1
    assert (a <= b) == (a < b or a == b) == (not a > b)
    assert (a >= b) == (b <= a)
    first, second, third = sorted((a, b, c))
    assert first <= second <= third
    assert first <= third


@given(requirement_ids, requirement_ids)
def test_ids_are_equal_when_their_prints_are_and_then_hash_alike(a: RequirementId, b: RequirementId) -> None:
    assert (a == b) == (a.text == b.text) == (len({a, b}) == 1)
    assert hash(a) == hash(RequirementId(a.prefix, a.numbers, a.enhancement))


@given(requirement_ids, st.integers(1, 99))
def test_an_enhancement_stands_between_its_base_and_the_next_base(a: RequirementId, number: int) -> None:
    assume(a.prefix in {"SR", "CR", "SAR", "EDR", "HDR", "NDR", "SP"})
    enhancement = RequirementId(a.prefix, a.numbers, number)
    following = RequirementId(a.prefix, (a.numbers[0], a.numbers[1] + 1))
    assert enhancement.base == a.base
    assert a.base < enhancement < following


@given(texts)
def test_any_text_is_an_id_that_reads_back_or_our_error_that_quotes_it(text: str) -> None:
    with suppress(InvalidRequirementId):
        for id in RequirementId.parse_all(text):
            assert id == RequirementId.parse(id.text)


@given(texts | st.none() | st.integers() | st.binary())
def test_asking_whether_anything_is_in_a_catalog_never_fails(key: object) -> None:
    assert (key in SYSTEM) in {True, False}
