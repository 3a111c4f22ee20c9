"""Vectors form a lattice: a partial order with a join and a meet, and a target is met or missed in it."""

from __future__ import annotations

import copy
import pickle

from hypothesis import given
from hypothesis import strategies as st
from strategies import frs, levels, vectors

from iec62443 import FR, SL, SLVector

BOTTOM, TOP = SLVector.uniform(0), SLVector.uniform(4)


@given(vectors, vectors)
def test_one_is_at_most_another_when_it_is_so_in_each_of_the_seven(a: SLVector, b: SLVector) -> None:
    assert (a <= b) == all(a[fr] <= b[fr] for fr in FR)
    assert (a < b) == (all(a[fr] <= b[fr] for fr in FR) and any(a[fr] < b[fr] for fr in FR))
    assert (a >= b) == (b <= a)
    assert (a > b) == (b < a)


@given(vectors, vectors, vectors)
def test_the_order_is_reflexive_antisymmetric_and_transitive(a: SLVector, b: SLVector, c: SLVector) -> None:
    assert a <= a  # noqa: PLR0124 - the law
    assert not a < a  # noqa: PLR0124 - the law
    assert (a <= b <= a) == (a == b)
    low, high = a & b, b | c
    assert low <= b <= high
    assert low <= high
    if a <= b <= c:
        assert a <= c


def test_the_order_is_not_total() -> None:
    one, other = SLVector(3, 1, 1, 1, 1, 1, 1), SLVector(1, 3, 1, 1, 1, 1, 1)
    assert not one <= other
    assert not other <= one
    assert one != other


@given(vectors, vectors, vectors)
def test_join_and_meet_are_commutative_associative_idempotent_and_absorb_each_other(
    a: SLVector, b: SLVector, c: SLVector
) -> None:
    assert (a | b, a & b) == (b | a, b & a)
    assert (a | (b | c), a & (b & c)) == ((a | b) | c, (a & b) & c)
    assert a == (a | a) == (a & a) == (a | (a & b)) == (a & (a | b))
    assert (a & (b | c)) == ((a & b) | (a & c))
    assert (a | BOTTOM, a & TOP, a & BOTTOM, a | TOP) == (a, a, BOTTOM, TOP)


@given(vectors, vectors)
def test_order_join_and_meet_say_the_same(a: SLVector, b: SLVector) -> None:
    assert (a <= b) == ((a | b) == b) == ((a & b) == a)
    assert [max(one, two) for one, two in zip(a, b, strict=True)] == list(a | b)
    assert [min(one, two) for one, two in zip(a, b, strict=True)] == list(a & b)


@given(vectors, vectors, vectors)
def test_the_join_is_the_least_above_both_and_the_meet_the_greatest_below(
    a: SLVector, b: SLVector, c: SLVector
) -> None:
    assert (a <= c and b <= c) == ((a | b) <= c)
    assert (c <= a and c <= b) == (c <= (a & b))


@given(vectors, vectors)
def test_the_shortfall_is_what_is_missing_to_the_target_and_nothing_where_it_is_met(
    a: SLVector, target: SLVector
) -> None:
    missing = a.shortfall(target)
    assert [max(0, int(target[fr]) - int(a[fr])) for fr in FR] == list(missing)
    assert a.meets(target) == (missing == BOTTOM) == (target <= a)
    raised = SLVector(*(have + lack for have, lack in zip(a, missing, strict=True)))
    assert (a | target) == raised
    assert raised.meets(target)


@given(vectors, vectors, vectors)
def test_a_higher_capability_or_a_lower_target_never_lengthens_the_shortfall(
    a: SLVector, b: SLVector, target: SLVector
) -> None:
    assert (a | b).shortfall(target) <= a.shortfall(target)
    assert a.shortfall(target & b) <= a.shortfall(target)
    assert not a.meets(target) or (a | b).meets(target & b)


@given(vectors, levels)
def test_the_minimum_is_the_highest_level_that_the_whole_vector_reaches(a: SLVector, level: SL) -> None:
    assert (level <= a.minimum()) == (SLVector.uniform(level) <= a)


@given(vectors, frs, levels)
def test_replace_changes_the_one_named_and_no_other(a: SLVector, changed: FR, level: SL) -> None:
    b = a.replace(**{changed.name: level})
    assert [level if fr is changed else a[fr] for fr in FR] == list(b)
    assert (a == b) == (a[changed] == level)


@given(vectors)
def test_what_is_printed_reads_back(a: SLVector) -> None:
    assert a == SLVector.parse(str(a))


@given(vectors, vectors)
def test_equal_vectors_hash_alike_and_are_one_in_a_set(a: SLVector, b: SLVector) -> None:
    assert (a == b) == (list(a) == list(b)) == (len({a, b}) == 1)
    assert hash(a) == hash(SLVector(*a))


@given(vectors)
def test_a_vector_survives_pickling_and_copying(a: SLVector) -> None:
    assert a == pickle.loads(pickle.dumps(a)) == copy.copy(a) == copy.deepcopy(a)  # noqa: S301 - our own bytes


@given(vectors, st.sampled_from((None, 0, 2, "{ 0 0 0 0 0 0 0 }", (0,) * 7)))
def test_a_stranger_is_left_to_the_other_side(a: SLVector, stranger: object) -> None:
    for name in ("lt", "le", "gt", "ge", "or", "and", "eq"):
        assert getattr(a, f"__{name}__")(stranger) is NotImplemented
