"""What a roll-up to zones and conduits must obey, whatever the system; each law is said without looking at how it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from assessment_strategies import ALL_TYPES, PART_3_3, PART_4_2, ids_of, met
from attrs import evolve
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rollup_strategies import (
    VERSION,
    Hot,
    all_met,
    as_of_days,
    claims,
    component_findings,
    components,
    countermeasures,
    findings_on_hot,
    hot_ids,
    place_findings,
    products,
    systems,
)
from strategies import vectors
from system_oracle import system_level

from iec62443 import (
    FR,
    Assessment,
    Basis,
    Component,
    Conduit,
    Configuration,
    Duty,
    Finding,
    Outcome,
    PlaceLevels,
    PlaceRow,
    SLVector,
    Stage,
    State,
    Subject,
    SystemReport,
    SystemUnderConsideration,
    Verdict,
    Zone,
    place_report,
    system_report,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from random import Random

Place = Zone | Conduit
P = TypeVar("P", Zone, Conduit)
T = TypeVar("T")
#: Systems are large values: what takes time is drawing them.
laws = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
chance = st.randoms(use_true_random=False)


class Said(NamedTuple):
    """What a report says in numbers."""

    vector: SLVector
    ceiling: SLVector
    nominal: SLVector
    rows: dict[str, tuple[State, int, int]]
    not_applicable: frozenset[FR]
    out_of_scope: frozenset[FR]


def said(levels: PlaceLevels) -> Said:
    rows = {each.requirement.id.text: (each.state, int(each.holds), int(each.may_hold)) for each in levels.rows}
    return Said(levels.vector, levels.ceiling, levels.nominal, rows, levels.not_applicable, levels.out_of_scope)


def designs(system: SystemUnderConsideration) -> dict[str, Said]:
    return {each.place.name: said(each.design) for each in system_report(system).places}


def achievements(system: SystemUnderConsideration) -> dict[str, Said]:
    return {each.place.name: said(each.achieved) for each in system_report(system).places}


def levels(report: SystemReport) -> list[PlaceLevels]:
    return [each for place in report.places for each in (place.design, place.achieved)]


def with_place(system: SystemUnderConsideration, new: Place) -> SystemUnderConsideration:
    """Give the system with a place instead of the one of its name."""
    if isinstance(new, Zone):
        return evolve(system, zones=[new if each.name == new.name else each for each in system.zones])
    return evolve(system, conduits=[new if each.name == new.name else each for each in system.conduits])


def with_component(system: SystemUnderConsideration, new: Component) -> SystemUnderConsideration:
    """Give the system with a component instead of the one of its name."""
    return evolve(system, components=[new if each.name == new.name else each for each in system.components])


def emptied(system: SystemUnderConsideration) -> SystemUnderConsideration:
    """Take the components out of every place; they may still provide."""
    return evolve(
        system,
        zones=[evolve(each, components=()) for each in system.zones],
        conduits=[evolve(each, components=()) for each in system.conduits],
    )


def lower(one: Said, other: Said) -> bool:
    """Say whether something of the other is below the one."""
    return not (
        one.vector <= other.vector
        and one.ceiling <= other.ceiling
        and one.nominal <= other.nominal
        and all(
            holds <= other.rows[id][1] and may_hold <= other.rows[id][2]
            for id, (_, holds, may_hold) in one.rows.items()
        )
    )


def lowered(before: dict[str, Said], after: dict[str, Said]) -> list[str]:
    return [name for name in before if lower(before[name], after[name])]


# ---- what is closed lowers nothing


@laws
@given(systems(), st.sampled_from(Stage), st.data())
def test_one_more_closed_requirement_at_a_place_lowers_nothing_anywhere(
    system: SystemUnderConsideration, stage: Stage, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from(system.places))
    spoken_of = {each.requirement for each in (*place.findings, *place.as_built, *place.provides)} | set(
        place.providers
    )
    ids = st.sampled_from(ids_of(PART_3_3))
    id = data.draw(ids | st.sampled_from(sorted(spoken_of)) if spoken_of else ids)
    better = system.with_finding(place.name, met(id), stage)
    assert [] == lowered(designs(system), designs(better))
    assert [] == lowered(achievements(system), achievements(better))


@laws
@given(systems(), st.sampled_from(Stage), st.data())
def test_one_more_closed_requirement_of_a_component_lowers_nothing_anywhere(
    system: SystemUnderConsideration, stage: Stage, data: st.DataObject
) -> None:
    able = [each for each in system.components if stage is Stage.AS_BUILT or each.assessment is not None]
    assume(able)
    component = data.draw(st.sampled_from(able))
    spoken_of = {each.requirement for each in component.as_built if each.verdict is not Verdict.MET}
    ids = st.sampled_from(ids_of(PART_4_2))
    id = data.draw(ids | st.sampled_from(sorted(spoken_of)) if spoken_of else ids)
    better = system.with_finding(component.name, met(id), stage)
    assert [] == lowered(designs(system), designs(better))
    assert [] == lowered(achievements(system), achievements(better))


@laws
@given(systems(), hot_ids(), st.data())
def test_a_countermeasure_lowers_nothing_and_leaves_the_design_as_it_is(
    system: SystemUnderConsideration, hot: Hot, data: st.DataObject
) -> None:
    everywhere = [each.name for each in (*system.places, *system.components)]
    more = data.draw(countermeasures("one more", hot, everywhere))
    countered = evolve(system, countermeasures=[*system.countermeasures, more])
    assert designs(system) == designs(countered)
    assert [] == lowered(achievements(system), achievements(countered))


@laws
@given(systems(), hot_ids(), st.data())
def test_a_component_more_raises_nothing_where_there_is_one(
    system: SystemUnderConsideration, hot: Hot, data: st.DataObject
) -> None:
    """Wherever there is one, each requirement that components may close has a row of it."""
    inhabited = [each for each in system.places if system.components_in(each)]
    assume(inhabited)
    place = data.draw(st.sampled_from(inhabited))
    more = data.draw(components("one more", hot, (data.draw(products(hot)),)))
    grown = evolve(system, components=[*system.components, more])
    grown = with_place(grown, evolve(place, components=[*place.components, more.name]))
    above = {each.name for each in system.zones if place in system.subzones(each) and not system.components_in(each)}
    for before, after in ((designs(system), designs(grown)), (achievements(system), achievements(grown))):
        assert [] == [name for name in before if name not in above and lower(after[name], before[name])]


# ---- what closes nothing


@laws
@given(systems())
def test_nothing_is_closed_by_no_components(system: SystemUnderConsideration) -> None:
    for each in levels(system_report(emptied(system))):
        closed = {row.basis for row in each.rows if row.state is State.CLOSED}
        assert closed <= {Basis.ZONE, Basis.PROVIDER, Basis.COUNTERMEASURE}
        assert not [row for row in each.rows if row.parts]


@laws
@given(systems())
def test_where_nothing_is_said_nothing_is_known(system: SystemUnderConsideration) -> None:
    bare = evolve(
        system,
        zones=[Zone(each.name, each.target, parent=each.parent) for each in system.zones],
        conduits=[Conduit(each.name, each.joins, each.target, each.scope) for each in system.conduits],
        countermeasures=(),
    )
    for each in levels(system_report(bare)):
        assert {State.UNDETERMINED} >= {row.state for row in each.rows}
        for fr in FR:
            asked = [int(row.requirement.sl or 0) for row in each.rows if row.requirement.fr is fr]
            low = min(asked) - 1 if asked else 4
            assert (low, 4) == (each.vector[fr], each.ceiling[fr])
            assert ("-" if not asked else f"{low}..4") == each.shown(fr)


@laws
@given(systems())
def test_the_system_s_own_requirements_are_never_closed_by_components(system: SystemUnderConsideration) -> None:
    """They are what they are without any component."""
    for of in (designs, achievements):
        before, after = of(system), of(emptied(system))
        for name, each in before.items():
            listed = {id: each.rows[id] for id in system_level() if id in each.rows}
            assert {id: after[name].rows[id] for id in listed} == listed


@laws
@given(st.integers(1, 4), st.integers(0, 3), hot_ids(), st.data())
def test_a_cycle_of_providers_closes_nothing(length: int, before: int, hot: Hot, data: st.DataObject) -> None:
    """Nor does a way that leads into one, whatever stands outside the way."""
    id = hot.system[0]
    names = [f"Z{number}" for number in range(before + length)]
    onward = {name: names[place + 1] for place, name in enumerate(names[:-1])} | {names[-1]: names[before]}
    silent = [[], [Finding(id, Verdict.ALLOCATED, "by the next")]]
    zones = [
        Zone(
            name,
            findings=data.draw(st.sampled_from(silent)),
            as_built=data.draw(st.sampled_from(silent)),
            provides=data.draw(st.sampled_from(silent)),
            provides_as_built=data.draw(st.sampled_from(silent)),
            providers={id: onward[name]},
        )
        for name in names
    ]
    report = system_report(SystemUnderConsideration("Plant", zones=[*zones, Zone("Z", 0, findings=[met(id)])]))
    for place in report.places:
        for each in (place.design, place.achieved):
            if place.place.name != "Z":
                assert State.OPEN is each.row(id).state
                assert "cycle" in each.row(id).reason


# ---- what does not matter


def shuffled(system: SystemUnderConsideration, random: Random) -> SystemUnderConsideration:
    """Give the same system, every list of it in another order."""

    def mixed(items: Iterable[T]) -> list[T]:
        listed = list(items)
        return random.sample(listed, len(listed))

    def assessed(given_one: Assessment | None) -> Assessment | None:
        if given_one is None:
            return None
        several = [each for one in given_one for each in given_one.conflicts.get(one.requirement, (one,))]
        return evolve(given_one, findings=mixed(several), conflicts={})

    def placed(place: P) -> P:
        return evolve(
            place,
            components=mixed(place.components),
            findings=mixed(place.findings),
            as_built=mixed(place.as_built),
            provides=mixed(place.provides),
            provides_as_built=mixed(place.provides_as_built),
            providers=dict(mixed(place.providers.items())),
        )

    def instance(component: Component) -> Component:
        return evolve(
            component,
            assessment=assessed(component.assessment),
            as_built=mixed(component.as_built),
            provides=mixed(component.provides),
            provides_as_built=mixed(component.provides_as_built),
        )

    return evolve(
        system,
        zones=mixed([placed(each) for each in system.zones]),
        conduits=mixed([placed(each) for each in system.conduits]),
        components=mixed([instance(each) for each in system.components]),
        countermeasures=mixed(system.countermeasures),
    )


@laws
@given(system=systems(), random=chance, require_evidence=st.booleans(), as_of=as_of_days)
def test_the_order_in_which_things_are_said_changes_nothing(
    *, system: SystemUnderConsideration, random: Random, require_evidence: bool, as_of: dt.date | None
) -> None:
    """Not of components, findings, zones, providers or countermeasures, and of findings that differ neither."""
    one, other = (
        system_report(each, require_evidence=require_evidence, as_of=as_of)
        for each in (system, shuffled(system, random))
    )
    assert [each.place.name for each in one.places] == [each.place.name for each in other.places]
    for first, second in zip(one.places, other.places, strict=True):
        assert (said(first.design), said(first.achieved)) == (said(second.design), said(second.achieved))
        assert first.component_minimum == second.component_minimum
        assert set(first.remarks) == set(second.remarks)
        assert owed(first.duties) == owed(second.duties)
        assert owed(first.unprovided) == owed(second.unprovided)
        for before, after in ((first.design, second.design), (first.achieved, second.achieved)):
            for row, same in zip(before.rows, after.rows, strict=True):
                assert (row.basis, given_by(row), row.path) == (same.basis, given_by(same), same.path)


def owed(duties: Iterable[Duty]) -> set[tuple[str, str]]:
    """Say who owes what; the reasons are told in the order of the system."""
    return {(each.component, each.row.requirement.id.text) for each in duties}


def given_by(row: PlaceRow) -> set[tuple[object, ...]]:
    """Say what the components give to a row."""
    return {
        (each.component, each.requirement.id, each.state, each.holds, each.may_hold, each.basis) for each in row.parts
    }


@laws
@given(systems())
def test_a_component_counts_once_and_for_every_zone_around_it(system: SystemUnderConsideration) -> None:
    """Moved into a new subzone, or named again in one, it changes nothing for the zone."""
    zone = system.zones[0]
    inner = Zone("inside", components=zone.components, parent=zone.name)
    again = evolve(system, zones=[*system.zones, inner])
    moved = with_place(again, evolve(zone, components=()))
    for of in (designs, achievements):
        before = of(system)
        assert [before, before] == [{name: of(each)[name] for name in before} for each in (again, moved)]


@laws
@given(systems(), hot_ids(), st.data())
def test_the_design_asks_nothing_of_what_was_found_as_built(
    system: SystemUnderConsideration, hot: Hot, data: st.DataObject
) -> None:
    def built(place: P) -> P:
        return evolve(
            place,
            as_built=data.draw(place_findings(hot)),
            provides_as_built=data.draw(findings_on_hot(hot.system)),
        )

    other = evolve(
        system,
        zones=[built(each) for each in system.zones],
        conduits=[built(each) for each in system.conduits],
        components=[
            evolve(
                each,
                as_built=data.draw(component_findings(hot)),
                configuration=data.draw(st.none() | st.just(Configuration())),
                provides_as_built=data.draw(findings_on_hot(hot.system)),
            )
            for each in system.components
        ],
        countermeasures=(),
    )
    assert designs(system) == designs(other)


@laws
@given(systems(), hot_ids(), st.data())
def test_what_is_achieved_asks_nothing_of_the_design(
    system: SystemUnderConsideration, hot: Hot, data: st.DataObject
) -> None:
    """But of a product whose instance is recorded to be configured."""

    def designed(place: P) -> P:
        return evolve(place, findings=data.draw(place_findings(hot)), provides=data.draw(findings_on_hot(hot.system)))

    def other_product(component: Component) -> Component:
        changed = evolve(component, provides=data.draw(findings_on_hot(hot.system)))
        given_one = component.assessment
        if component.configuration is not None or (given_one is not None and given_one.stage is Stage.AS_BUILT):
            return changed
        product = evolve(data.draw(products(hot)), stage=Stage.CAPABILITY)
        return evolve(changed, assessment=product, claim=data.draw(claims(component.component_types)))

    other = evolve(
        system,
        zones=[designed(each) for each in system.zones],
        conduits=[designed(each) for each in system.conduits],
        components=[other_product(each) for each in system.components],
    )
    assert achievements(system) == achievements(other)


@laws
@given(systems(), hot_ids(), st.data())
def test_a_claim_never_beats_a_finding(system: SystemUnderConsideration, hot: Hot, data: st.DataObject) -> None:
    """Where everything was looked at, nothing is left for it to say."""
    assume(system.components)
    component = data.draw(st.sampled_from(system.components))
    unlike = data.draw(component_findings(hot))
    looked_at = [each for each in unlike if each.verdict is not Verdict.NOT_ASSESSED and each in set(unlike)]
    spoken_of = {each.requirement for each in looked_at}
    everything = [*(each for each in all_met(PART_4_2, shown=True) if each.requirement not in spoken_of), *looked_at]
    product = Assessment(Subject("Product", VERSION, ALL_TYPES), PART_4_2, "2019", everything)
    without, with_one = (
        with_component(system, evolve(component, assessment=product, claim=claim))
        for claim in (None, data.draw(claims(component.component_types)))
    )
    assert (designs(without), achievements(without)) == (designs(with_one), achievements(with_one))
    lowest = [
        {each.place.name: each.component_minimum for each in system_report(of).places} for of in (without, with_one)
    ]
    assert lowest[0] == lowest[1]


# ---- bounds, targets, evidence


@laws
@given(system=systems(), require_evidence=st.booleans(), as_of=as_of_days)
def test_the_vector_lies_below_the_ceiling_and_the_nominal_below_the_vector(
    *, system: SystemUnderConsideration, require_evidence: bool, as_of: dt.date | None
) -> None:
    for each in levels(system_report(system, require_evidence=require_evidence, as_of=as_of)):
        assert each.nominal <= each.vector <= each.ceiling
        for row in each.rows:
            assert row.holds <= row.may_hold
            state = (
                State.CLOSED
                if row.holds >= (row.requirement.sl or 0)
                else State.OPEN
                if row.may_hold < (row.requirement.sl or 0)
                else State.UNDETERMINED
            )
            assert state is row.state


@laws
@given(system=systems(), as_of=as_of_days)
def test_where_evidence_is_asked_for_nothing_is_higher(
    *, system: SystemUnderConsideration, as_of: dt.date | None
) -> None:
    lax, strict = (levels(system_report(system, require_evidence=each, as_of=as_of)) for each in (False, True))
    by_name = {(each.place.name, each.type): each for each in strict}
    for each in lax:
        assert by_name[each.place.name, each.type].vector <= each.vector


def aimed(system: SystemUnderConsideration, name: str, target: SLVector) -> SystemUnderConsideration:
    """Give the system with another target for a place."""
    zones = [evolve(each, target=target) if each.name == name else each for each in system.zones]
    conduits = [evolve(each, target=target) if each.name == name else each for each in system.conduits]
    return evolve(system, zones=zones, conduits=conduits)


@laws
@given(systems(), vectors, st.data())
def test_a_raised_target_never_shrinks_the_gap(
    system: SystemUnderConsideration, more: SLVector, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from(system.places))
    target = SLVector.uniform(0) if place.target is None else place.target
    before, after = (place_report(aimed(system, place.name, each), place.name) for each in (target, target | more))
    for one, other in ((before.design, after.design), (before.achieved, after.achieved)):
        assert said(one) == said(other)
        for first, second in zip(one.gaps, other.gaps, strict=True):
            assert first.missing <= second.missing
            assert {each.requirement.id for each in first.to_close} <= {each.requirement.id for each in second.to_close}
            assert (first.outcome, second.outcome) not in {
                (Outcome.GAP, Outcome.REACHED),
                (Outcome.GAP, Outcome.UNDETERMINED),
                (Outcome.UNDETERMINED, Outcome.REACHED),
            }


@laws
@given(systems(), st.data())
def test_removing_a_component_never_lowers_the_component_minimum(
    system: SystemUnderConsideration, data: st.DataObject
) -> None:
    """Without any component there is none."""
    assume(system.components)
    name = data.draw(st.sampled_from([each.name for each in system.components]))
    smaller = system.without_component(name)
    for place in system.places:
        before, after = (place_report(each, place.name).component_minimum for each in (system, smaller))
        left = smaller.components_in(next(each for each in smaller.places if each.name == place.name))
        assert (after is None) is (not left)
        assert before is None or after is None or before <= after
