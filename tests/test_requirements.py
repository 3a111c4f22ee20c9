"""One class for every row of the catalog, and what stands beside the rows."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest
from golden.tables import table

from iec62443 import (
    FR,
    SL,
    Amendment,
    Assurance,
    ComponentType,
    Correspondence,
    Dispute,
    Group,
    Heading,
    KnownCorrigendum,
    Requirement,
    RequirementId,
    load,
)

ONE = Requirement(RequirementId.parse("SR 1.1"), "Any title", "62443-3-3", FR.IAC, SL.SL1)
EMBEDDED, HOST = ComponentType.EMBEDDED_DEVICE, ComponentType.HOST_DEVICE


def test_the_component_types_have_the_prefixes_and_names_of_the_standard() -> None:
    golden = [(row["code"], row["prefix"], row["name"]) for row in table("component_types")]
    assert golden == [(each.value, each.prefix, each.title) for each in ComponentType]


def test_assurance_and_correspondence_are_the_scales_of_the_facts() -> None:
    assert ["confirmed", "provisional", "unconfirmed", "own"] == [each.value for each in Assurance]
    assert ["same", "related"] == [each.value for each in Correspondence]


def test_an_enhancement_names_its_base_and_a_base_names_none() -> None:
    catalog = load("4-2")
    assert RequirementId.parse("EDR 3.14") == catalog["EDR 3.14 RE(1)"].base
    assert catalog["EDR 3.14"].base is None


def test_a_requirement_applies_to_any_of_its_types_and_to_all_where_types_do_not_matter() -> None:
    typed = load("4-2")["EDR 3.14"]
    assert typed.applies_to(frozenset({EMBEDDED}))
    assert typed.applies_to(frozenset({EMBEDDED, HOST}))
    assert not typed.applies_to(frozenset({HOST}))
    assert typed.applies_to(frozenset())
    assert ONE.applies_to(frozenset({HOST}))
    assert ONE.applies_to(frozenset())


def test_requirements_are_equal_when_everything_known_of_them_is() -> None:
    twin = copy.deepcopy(ONE)
    assert ONE == twin
    assert hash(ONE) == hash(twin)
    assert ONE != ONE.id
    others: dict[str, Any] = {
        "id": RequirementId.parse("SR 1.2"),
        "title": "Another title",
        "part": "62443-4-2",
        "fr": None,
        "sl": SL.SL2,
        "component_types": frozenset({HOST}),
        "corresponds_to": ONE.id,
        "correspondence": Correspondence.SAME,
        "allocatable": False,
        "allocatable_assurance": Assurance.OWN,
        "clause": "5.3",
        "assurance": Assurance.OWN,
        "title_assurance": Assurance.OWN,
        "group": "SM",
        "subgroup": "SM",
        "audience": ("us",),
    }
    assert [each.name for each in attrs.fields(Requirement)] == [*others]
    different = [ONE, *(attrs.evolve(ONE, **{name: value}) for name, value in others.items())]
    assert len(different) == len(set(different))


def test_its_repr_is_a_short_line_with_the_level_where_it_has_one() -> None:
    assert "<SR 1.1 Any title, IAC, SL 1>" == repr(ONE)
    assert "<SM-1 Any title>" == repr(Requirement(RequirementId.parse("SM-1"), "Any title", "62443-4-1"))
    assert "<SR 1.1 Any title>" == repr(Requirement(ONE.id, "Any title", "62443-3-3", FR.IAC))


VALUES = [
    ONE,
    load("4-2")["CR 1.4"],
    Heading(ONE.id, "Any title", "5.3", (ONE.id,)),
    Group("SM", "Any title", "", "5"),
    Amendment(ONE.id, "COR1", SL.SL1),
    Dispute(ONE.id, "two sources differ"),
    KnownCorrigendum("COR1", None),
]


@pytest.mark.parametrize("value", [*VALUES, *ComponentType, *Assurance, *Correspondence], ids=repr)
def test_the_values_survive_pickling_and_copying(value: object) -> None:
    for twin in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):  # noqa: S301 - our own bytes
        assert value == twin
        assert hash(value) == hash(twin)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_the_values_cannot_be_changed(value: object) -> None:
    for name in ("title", "note", "new"):
        with pytest.raises(AttributeError):
            setattr(value, name, "another")


def test_the_same_row_with_another_level_is_another_value() -> None:
    assert Requirement(ONE.id, ONE.title, ONE.part, ONE.fr, SL.SL1) == ONE
    assert Requirement(ONE.id, ONE.title, ONE.part, ONE.fr, SL.SL2) != ONE
