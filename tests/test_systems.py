"""A system under consideration: references by name, look-ups, subzones, and changes that give a new system."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING, Any

import pytest
from assessment_strategies import EMBEDDED, component, met
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from system_strategies import systems

from iec62443 import (
    Component,
    Conduit,
    Countermeasure,
    External,
    Finding,
    Flow,
    InvalidFinding,
    InvalidSystem,
    RequirementId,
    Stage,
    SystemUnderConsideration,
    Verdict,
    Zone,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ID = RequirementId.parse
LOOK_UPS: tuple[Callable[[SystemUnderConsideration, str], object], ...] = (
    SystemUnderConsideration.zone,
    SystemUnderConsideration.conduit,
    SystemUnderConsideration.component,
)


def plant(**more: Any) -> SystemUnderConsideration:
    """A plant of which every part refers to others."""
    parts: dict[str, Any] = {
        "zones": [
            Zone("Site", components=["PLC-1"]),
            Zone("Cell", 2, ["PLC-2", "PLC-1"], "Site", providers={"SR 1.1": "PLC-3", "SR 1.2": "Site"}),
            Zone("Safety", 3, ["PLC-3"], "Cell"),
        ],
        "conduits": [
            Conduit("Uplink", ["Cell", "Internet"], 2, components=["PLC-3"], boundary_devices=["PLC-3", "PLC-1"])
        ],
        "components": [
            Component("PLC-1", EMBEDDED, assessment=component([met(ID("CR 1.1"))])),
            Component("PLC-2", EMBEDDED, hosted_on="PLC-3"),
            Component("PLC-3", EMBEDDED),
        ],
        "externals": [External("Internet")],
        "flows": [Flow("PLC-1", "Internet", "OPC UA", via=["Uplink"]), Flow("PLC-3", "Cell")],
        "countermeasures": [
            Countermeasure("Fence", ["SR 1.1"], ["Cell", "PLC-3", "Uplink"], 2),
            Countermeasure("Seal", ["EDR 3.11"], ["PLC-3"], 2),
        ],
    }
    return SystemUnderConsideration("Plant", **parts | more)


def refused(**more: Any) -> list[tuple[str, str]]:
    """Give what is wrong with a plant that differs from the one above."""
    with pytest.raises(InvalidSystem) as caught:
        plant(**more)
    assert "Plant" == caught.value.system
    return list(caught.value.problems)


# ---- names


def test_a_system_needs_a_name() -> None:
    with pytest.raises(InvalidSystem) as caught:
        SystemUnderConsideration(" ")
    assert (("name", "the system needs a name"),) == caught.value.problems


def test_a_name_stands_for_one_thing() -> None:
    three = "'Cell' stands for 3 things of the system: names are unique"
    found = refused(
        externals=[External("Internet"), External("Cell")],
        components=[*plant().components, Component("Cell", EMBEDDED)],
    )
    assert [("zones[1].name", three), ("components[3].name", three), ("externals[1].name", three)] == found


def test_a_countermeasure_may_be_called_like_a_place_but_not_like_another() -> None:
    fence = plant().countermeasures[0]
    twice = "'Fence' stands for 2 countermeasures"
    expected = [("countermeasures[0].name", twice), ("countermeasures[1].name", twice)]
    assert expected == refused(countermeasures=[fence, evolve(fence, covers=["SR 1.2"])])
    assert "Cell" == plant(countermeasures=[evolve(fence, name="Cell")]).countermeasures[0].name


def test_a_check_is_switched_off_with_a_reason() -> None:
    assert [("switched_off.ZCR-3.2", "is switched off without a reason")] == refused(
        switched_off={"ZCR-3.2": " ", "ZCR-3.3": "said so"}
    )


@pytest.mark.parametrize(
    ("more", "place", "message"),
    [
        (
            {"zones": [Zone("Cell"), Zone("A", parent="Cel")]},
            "zones[1].parent",
            "no zone is called 'Cel'; nearest: Cell",
        ),
        ({"zones": [Zone("A", parent="PLC-1")]}, "zones[0].parent", "no zone is called 'PLC-1'"),
        ({"zones": [Zone("A", components=["A"])]}, "zones[0].components", "no component is called 'A'"),
        (
            {"zones": [Zone("A", providers={"SR 1.1": "PLC-4"})]},
            "zones[0].providers",
            "no zone or component is called 'PLC-4'; nearest: PLC-3, PLC-2, PLC-1",
        ),
        ({"conduits": [Conduit("U", ["PLC-1"])]}, "conduits[0].joins", "no zone or external is called 'PLC-1'"),
        ({"conduits": [Conduit("U", components=["X"])]}, "conduits[0].components", "no component is called 'X'"),
        (
            {"conduits": [Conduit("U", boundary_devices=["X"])]},
            "conduits[0].boundary_devices",
            "no component is called 'X'",
        ),
        (
            {"conduits": [Conduit("U", providers={"SR 1.1": "X"})]},
            "conduits[0].providers",
            "no zone or component is called 'X'",
        ),
        (
            {"components": [Component("A", EMBEDDED, hosted_on="Z")]},
            "components[0].hosted_on",
            "no component is called 'Z'",
        ),
        ({"flows": [Flow("X", "Cell")]}, "flows[0].source", "no component, zone or external is called 'X'"),
        ({"flows": [Flow("Cell", "Uplink")]}, "flows[0].target", "no component, zone or external is called 'Uplink'"),
        ({"flows": [Flow("Cell", "Site", via=["Cell"])]}, "flows[0].via", "no conduit is called 'Cell'"),
        (
            {"countermeasures": [Countermeasure("Fence", ["SR 1.1"], ["Internet"], 2)]},
            "countermeasures[0].places",
            "no zone, conduit or component is called 'Internet'",
        ),
    ],
)
def test_a_reference_to_nothing_is_told_with_what_is_near(more: dict[str, Any], place: str, message: str) -> None:
    assert (place, message) in refused(**more)


def test_every_problem_is_told_at_once() -> None:
    zones = [Zone("A", parent="X", components=["Y"]), Zone("A")]
    with pytest.raises(InvalidSystem) as caught:
        SystemUnderConsideration("", zones=zones, flows=[Flow("A", "Z")], switched_off={"rule": ""})
    assert ["name", "zones[0].name", "zones[1].name", "zones[0].parent", "zones[0].components", "flows[0].target"] == [
        place for place, _ in caught.value.problems if not place.startswith("switched_off")
    ]


# ---- look-ups


def test_a_thing_is_looked_up_by_its_name_and_kind() -> None:
    system = plant()
    names = (["Site", "Cell", "Safety"], ["Uplink"], ["PLC-1", "PLC-2", "PLC-3"])
    for kind, (look_up, own) in enumerate(zip(LOOK_UPS, names, strict=True)):
        assert own == [getattr(look_up(system, name), "name", None) for name in own]
        for others in (*names[:kind], *names[kind + 1 :], ["Internet", "nothing"]):
            for name in others:
                with pytest.raises(KeyError, match=name):
                    look_up(system, name)
    assert [External("Internet"), system.zones[0], None] == [system.get(each) for each in ("Internet", "Site", "no")]


def test_the_places_are_the_zones_and_then_the_conduits() -> None:
    assert ["Site", "Cell", "Safety", "Uplink"] == [each.name for each in plant().places]


def test_a_flow_is_shown_in_a_few_words() -> None:
    assert ["PLC-1 to Internet (OPC UA)", "PLC-3 to Cell"] == [each.shown for each in plant().flows]


def test_a_component_stands_in_the_places_that_name_it() -> None:
    system = plant()
    expected = {"PLC-1": ["Site", "Cell"], "PLC-2": ["Cell"], "PLC-3": ["Safety", "Uplink"], "nothing": []}
    assert expected == {name: [each.name for each in system.places_of(name)] for name in expected}


def test_a_place_that_names_a_component_twice_has_it_once() -> None:
    system = plant(zones=[Zone("Cell", components=["PLC-1", "PLC-1"])], conduits=[], flows=[], countermeasures=[])
    assert ["PLC-1"] == [each.name for each in system.components_in(system.zone("Cell"))]
    assert ["Cell"] == [each.name for each in system.places_of("PLC-1")]


# ---- subzones


def test_a_zone_has_the_components_of_its_subzones_each_once() -> None:
    system = plant()
    inside = {each.name: [one.name for one in system.components_in(each)] for each in system.places}
    assert {
        "Site": ["PLC-1", "PLC-2", "PLC-3"],
        "Cell": ["PLC-2", "PLC-1", "PLC-3"],
        "Safety": ["PLC-3"],
        "Uplink": ["PLC-3"],
    } == inside
    assert ["Cell", "Safety"] == [each.name for each in system.subzones(system.zone("Site"))]
    assert () == system.subzones(system.zone("Safety"))


@pytest.mark.parametrize(
    ("parents", "of", "expected"),
    [
        ({"A": "A"}, "A", []),
        ({"A": "B", "B": "A"}, "A", ["B"]),
        ({"A": "C", "B": "A", "C": "B", "D": "C"}, "B", ["A", "C", "D"]),
    ],
)
def test_a_cycle_of_parents_ends_where_it_closes(parents: dict[str, str], of: str, expected: list[str]) -> None:
    system = SystemUnderConsideration("Plant", zones=[Zone(name, parent=parent) for name, parent in parents.items()])
    assert expected == [each.name for each in system.subzones(system.zone(of))]


def naive_subzones(system: SystemUnderConsideration, zone: Zone) -> list[str]:
    """Walk up from every zone: inside is what comes past the zone before it has been everywhere."""
    inside = []
    for each in system.zones:
        above = each
        for _ in system.zones:
            if not above.parent:
                break
            above = system.zone(above.parent)
            if above == zone:
                inside.append(each.name)
                break
    return [name for name in inside if name != zone.name]


@given(st.data())
def test_a_subzone_is_what_a_walk_up_its_parents_finds(data: st.DataObject) -> None:
    names = "ABCDE"
    zones = [Zone(name, parent=data.draw(st.sampled_from(["", *names]))) for name in names]
    system = SystemUnderConsideration("Plant", zones=zones)
    for zone in zones:
        assert naive_subzones(system, zone) == [each.name for each in system.subzones(zone)]


# ---- changes


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("name", ["Cell", "Uplink"])
def test_a_finding_on_a_place_takes_the_place_of_the_one_on_the_same_requirement(name: str, stage: Stage) -> None:
    first, worse, other = met(ID("SR 1.1")), Finding("SR 1.1", Verdict.NOT_MET), met(ID("SR 1.2"))
    system = plant()
    for each in (first, other, worse):
        system = system.with_finding(name, each, stage)
    found = system.get(name)
    assert isinstance(found, (Zone, Conduit))
    assert {Stage.CAPABILITY: ((other, worse), ()), Stage.AS_BUILT: ((), (other, worse))}[stage] == (
        found.findings,
        found.as_built,
    )
    assert plant() == evolve(system, zones=plant().zones, conduits=plant().conduits)


def test_a_finding_on_a_component_is_on_its_product_or_as_built() -> None:
    worse = Finding("CR 1.1", Verdict.NOT_MET)
    on_product = plant().with_finding("PLC-1", worse).component("PLC-1")
    assert on_product.assessment is not None
    assert worse == on_product.assessment["CR 1.1"]
    assert (worse,) == plant().with_finding("PLC-2", worse, Stage.AS_BUILT).component("PLC-2").as_built


@pytest.mark.parametrize("name", ["Internet", "nothing"])
def test_a_finding_on_nothing_is_refused(name: str) -> None:
    with pytest.raises(InvalidFinding) as caught:
        plant().with_finding(name, met(ID("SR 1.1")))
    assert f"{name}: no zone, conduit or component of the system has this name" == str(caught.value)


def test_a_finding_of_another_part_is_refused() -> None:
    with pytest.raises(InvalidFinding, match=r"is on 62443-3-3, not CR 1\.1"):
        plant().with_finding("Cell", met(ID("CR 1.1")))


def test_without_a_component_nothing_refers_to_it_any_more() -> None:
    without = plant().without_component("PLC-3")
    assert ["PLC-1", "PLC-2"] == [each.name for each in without.components]
    assert [("PLC-1",), ("PLC-2", "PLC-1"), ()] == [each.components for each in without.zones]
    assert {ID("SR 1.2"): "Site"} == without.zone("Cell").providers
    assert ((), ("PLC-1",)) == (without.conduits[0].components, without.conduits[0].boundary_devices)
    assert not without.component("PLC-2").hosted_on
    assert ["PLC-1 to Internet (OPC UA)"] == [each.shown for each in without.flows]
    assert [("Fence", {"Cell", "Uplink"})] == [(each.name, set(each.places)) for each in without.countermeasures]


def test_what_is_no_component_cannot_be_left_out() -> None:
    for name in ("Cell", "nothing"):
        with pytest.raises(KeyError, match=name):
            plant().without_component(name)


@settings(max_examples=25)
@given(systems(2), st.data())
def test_any_component_can_be_left_out(system: SystemUnderConsideration, data: st.DataObject) -> None:
    assume(system.components)
    gone = data.draw(st.sampled_from(system.components))
    without = system.without_component(gone.name)
    assert [each.name for each in system.components if each is not gone] == [each.name for each in without.components]
    assert without.get(gone.name) is None
    assert [each.name for each in system.places] == [each.name for each in without.places]


# ---- values


@settings(max_examples=25)
@given(systems(2))
def test_a_system_is_a_value(value: SystemUnderConsideration) -> None:
    for copied in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):  # noqa: S301 - our own bytes
        assert value == copied
        assert hash(value) == hash(copied)
        assert [each.name for each in value.places] == [each.name for each in copied.places]
    with pytest.raises(FrozenInstanceError):
        value.name = "C"  # type: ignore[misc] # it is frozen


def test_an_invalid_system_is_an_error_like_any_other() -> None:
    error = InvalidSystem("Plant", [("zones[0].parent", "no zone is called 'X'")])
    assert error == pickle.loads(pickle.dumps(error)) == copy.copy(error)  # noqa: S301 - our own bytes
    assert "Plant: 1 problem\n  zones[0].parent: no zone is called 'X'" == str(error)


def test_a_file_full_of_wrong_names_gets_hints_for_the_first_of_them() -> None:
    zones = [Zone(f"Zone {number}", parent=f"Zon {number}") for number in range(60)]
    with pytest.raises(InvalidSystem) as caught:
        SystemUnderConsideration("Plant", zones=zones)
    hinted = ["nearest" in message for _, message in caught.value.problems]
    assert [True] * 50 + [False] * 10 == hinted
