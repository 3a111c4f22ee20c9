"""What a level or vector selects grows with it, and agrees with a plain count over the golden table."""

from __future__ import annotations

from functools import reduce
from operator import or_

from golden.tables import table
from hypothesis import given
from hypothesis import strategies as st
from strategies import CATALOGS, catalogs, component_types, notations, vectors

from iec62443 import Catalog, ComponentType, RequirementId, SLVector, load

GOLDEN = {
    catalog: [row for row in table("requirements") if row["part"] == catalog.part]
    for catalog in (load("3-3"), load("4-2"))
}


def selected(catalog: Catalog, target: SLVector, types: frozenset[ComponentType] = frozenset()) -> set[str]:
    return {each.id.text for each in catalog.required(target, types)}


@given(st.sampled_from(list(GOLDEN)), vectors, component_types)
def test_the_selection_is_that_of_the_golden_table(
    catalog: Catalog, target: SLVector, types: frozenset[ComponentType]
) -> None:
    names = {each.value for each in types}
    expected = [
        row["id"]
        for row in GOLDEN[catalog]
        if int(row["sl"]) <= list(target)[int(row["fr"]) - 1]
        and (not names or not row["component_types"] or names & set(row["component_types"].split()))
    ]
    assert expected == [each.id.text for each in catalog.required(target, types)]


@given(catalogs, vectors, vectors, component_types)
def test_join_and_meet_of_targets_select_union_and_intersection(
    catalog: Catalog, a: SLVector, b: SLVector, types: frozenset[ComponentType]
) -> None:
    assert selected(catalog, a, types) | selected(catalog, b, types) == selected(catalog, a | b, types)
    assert selected(catalog, a, types) & selected(catalog, b, types) == selected(catalog, a & b, types)


@given(catalogs, vectors, component_types.filter(bool))
def test_several_types_ask_for_the_union_of_what_each_asks_for(
    catalog: Catalog, target: SLVector, types: frozenset[ComponentType]
) -> None:
    each_alone = [selected(catalog, target, frozenset({kind})) for kind in types]
    assert reduce(or_, each_alone) == selected(catalog, target, types)
    assert selected(catalog, target, types) <= selected(catalog, target)


@given(catalogs, vectors)
def test_what_is_selected_is_in_the_standards_order_and_an_enhancement_never_without_its_base(
    catalog: Catalog, target: SLVector
) -> None:
    chosen = [each.id for each in catalog.required(target)]
    assert sorted(chosen) == chosen
    assert {id.base for id in chosen} <= set(chosen)


@given(st.data())
def test_a_requirement_is_found_in_every_notation_of_its_id(data: st.DataObject) -> None:
    catalog = data.draw(st.sampled_from(CATALOGS))
    requirement = data.draw(st.sampled_from(catalog.requirements))
    written = data.draw(notations(requirement.id.text))
    assert requirement is catalog[written] is catalog[requirement.id]
    assert written in catalog


@given(st.sampled_from([(one, other) for one in CATALOGS for other in CATALOGS if one.part == other.part]))
def test_a_difference_read_backwards_is_the_difference_back(editions: tuple[Catalog, Catalog]) -> None:
    before, after = editions
    there, back = before.diff(after), after.diff(before)
    assert (there.added, there.removed) == (back.removed, back.added)
    assert [(b, a) for a, b in there.level_changed] == list(back.level_changed)
    assert [(b, a) for a, b in there.title_changed] == list(back.title_changed)
    assert bool(there) == bool(back) == (before.requirements != after.requirements)


@given(st.sampled_from(CATALOGS), st.data())
def test_enhancements_are_those_whose_base_it_is(catalog: Catalog, data: st.DataObject) -> None:
    id: RequirementId = data.draw(st.sampled_from(list(catalog)))
    expected = [each for each in catalog if each.is_enhancement and each.base == id.base]
    assert expected == [each.id for each in catalog.enhancements(id)]
