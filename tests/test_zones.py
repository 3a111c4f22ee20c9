"""Zones and conduits: what they keep, and what they refuse to be."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING

import pytest
from assessment_strategies import met
from attrs.exceptions import FrozenInstanceError
from hypothesis import given, settings
from system_strategies import conduits, zones

from iec62443 import Conduit, InvalidFinding, InvalidSLVector, RequirementId, RiskAcceptance, SLVector, Zone

if TYPE_CHECKING:
    from collections.abc import Callable

ID = RequirementId.parse
PLACES: tuple[Callable[..., Zone | Conduit], ...] = (Zone, Conduit)


@pytest.mark.parametrize("place", PLACES)
def test_a_place_says_nothing_that_was_not_said(place: Callable[..., Zone | Conduit]) -> None:
    bare = place("A")
    assert (None, (), {}, "", ()) == (bare.target, bare.components, bare.providers, bare.owner, bare.findings)


@pytest.mark.parametrize("place", PLACES)
def test_a_target_is_a_vector_or_one_level_for_all_seven(place: Callable[..., Zone | Conduit]) -> None:
    assert SLVector.uniform(2) == place("A", target=2).target
    assert SLVector(2, 2, 0, 1, 3, 1, 3) == place("A", target=SLVector(2, 2, 0, 1, 3, 1, 3)).target
    with pytest.raises(InvalidSLVector):
        place("A", target=5)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("key", ["findings", "as_built", "provides", "provides_as_built"])
def test_what_is_found_of_a_place_is_on_3_3(place: Callable[..., Zone | Conduit], key: str) -> None:
    with pytest.raises(InvalidFinding) as caught:
        place("A", **{key: [met(ID("CR 1.1")), met(ID("SR 1.1"))]})
    assert "A: what is found of it as a whole is on 62443-3-3, not CR 1.1" == str(caught.value)


@pytest.mark.parametrize("place", PLACES)
def test_what_is_provided_to_a_place_is_on_3_3(place: Callable[..., Zone | Conduit]) -> None:
    assert {ID("SR 1.1"): "DMZ"} == place("A", providers={"SR 1.1": "DMZ"}).providers
    with pytest.raises(InvalidFinding, match=r"is on 62443-3-3, not CR 1\.1"):
        place("A", providers={"CR 1.1": "DMZ"})


@pytest.mark.parametrize(("place", "said"), [(Zone, "zone: it has no name"), (Conduit, "conduit: it has no name")])
def test_a_place_has_a_name(place: Callable[..., Zone | Conduit], said: str) -> None:
    with pytest.raises(InvalidFinding) as caught:
        place(" ")
    assert said == str(caught.value)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("key", ["components", "policies", "assumptions"])
def test_one_text_is_no_list_of_texts(place: Callable[..., Zone | Conduit], key: str) -> None:
    with pytest.raises(InvalidFinding, match="'PLC-1': a list of texts is expected, not one text"):
        place("A", **{key: "PLC-1"})


def test_the_acceptance_of_a_risk_stays_beside_its_zone() -> None:
    acceptance = RiskAcceptance("SR 1.1 RE(2)", "plant manager", "replaced next year")
    assert (acceptance,) == Zone("A", acceptances=[acceptance]).acceptances


@settings(max_examples=40)
@given(zones("A", ["A", "B"], ["P"]))
def test_a_zone_is_a_value(value: Zone) -> None:
    for copied in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):  # noqa: S301 - our own bytes
        assert value == copied
        assert hash(value) == hash(copied)
    with pytest.raises(FrozenInstanceError):
        value.name = "C"  # type: ignore[misc] # it is frozen


@settings(max_examples=40)
@given(conduits("A", ["B", "C"], ["P"]))
def test_a_conduit_is_a_value(value: Conduit) -> None:
    for copied in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):  # noqa: S301 - our own bytes
        assert value == copied
        assert hash(value) == hash(copied)
