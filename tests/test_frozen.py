"""The frozen mapping cannot be changed, compares like a mapping, hashes, copies and pickles."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iec62443._frozen import FrozenMapping

contents = st.dictionaries(st.text(max_size=3), st.integers(), max_size=5)


@given(contents)
def test_it_behaves_like_the_mapping_it_was_made_of(items: dict[str, int]) -> None:
    for frozen in (FrozenMapping(items), FrozenMapping(items.items())):
        assert items == frozen
        assert frozen == items
        assert list(items) == list(frozen)
        assert list(items.items()) == list(frozen.items())
        assert (items.keys(), list(items.values())) == (frozen.keys(), list(frozen.values()))
        assert len(items) == len(frozen)
        assert all(value == frozen[key] for key, value in items.items())


@given(contents, contents)
def test_equal_mappings_hash_alike_and_equality_is_that_of_the_items(one: dict[str, int], two: dict[str, int]) -> None:
    assert (one == two) == (FrozenMapping(one) == FrozenMapping(two))
    shuffled = FrozenMapping(dict(reversed(one.items())))
    assert FrozenMapping(one) == shuffled
    assert hash(FrozenMapping(one)) == hash(shuffled)


@given(contents)
def test_it_survives_pickling_and_copying_in_its_order(items: dict[str, int]) -> None:
    frozen = FrozenMapping(items)
    for twin in (pickle.loads(pickle.dumps(frozen)), copy.copy(frozen), copy.deepcopy(frozen)):  # noqa: S301 - our own bytes
        assert isinstance(twin, FrozenMapping)
        assert list(frozen.items()) == list(twin.items())
        assert hash(frozen) == hash(twin)


def test_it_keeps_its_own_copy() -> None:
    items = {"a": 1}
    frozen = FrozenMapping(items)
    items["b"] = 2
    assert {"a": 1} == frozen


def test_it_refuses_every_change() -> None:
    frozen = FrozenMapping({"a": 1})
    with pytest.raises(AttributeError, match="_items cannot be set: the mapping is immutable"):
        frozen._items = {}
    with pytest.raises(AttributeError, match="new cannot be set: the mapping is immutable"):
        frozen.new = 1
    with pytest.raises(AttributeError, match="_items cannot be deleted: the mapping is immutable"):
        del frozen._items
    with pytest.raises(TypeError, match="does not support item assignment"):
        frozen["a"] = 2  # type: ignore[index]
    with pytest.raises(TypeError, match="does not support item deletion"):
        del frozen["a"]  # type: ignore[attr-defined]
    assert {"a": 1} == frozen


def test_a_missing_key_is_a_key_error_and_an_empty_one_is_falsy() -> None:
    with pytest.raises(KeyError, match="'b'"):
        FrozenMapping({"a": 1})["b"]
    nothing: FrozenMapping[str, int] = FrozenMapping()
    assert nothing.get("b") is None
    assert not nothing


def test_its_repr_shows_the_items() -> None:
    assert "FrozenMapping({'a': 1})" == repr(FrozenMapping({"a": 1}))
