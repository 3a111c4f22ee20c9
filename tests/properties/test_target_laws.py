"""Laws of SL-T from risk, against a slow reckoning that looks at every choice a range leaves open."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from iec62443 import (
    FR,
    AttackerTable,
    Conduit,
    External,
    RiskMatrix,
    RiskScenario,
    SLRange,
    SystemUnderConsideration,
    TargetBasis,
    Zone,
    apply_targets,
    target_report,
)

if TYPE_CHECKING:
    from random import Random

LIKELIHOODS, CONSEQUENCES, RATINGS = ("l0", "l1", "l2"), ("c0", "c1", "c2"), ("r0", "r1", "r2", "r3")
PLACES = ("A", "B", "C", "AB", "BX")
WORKS = SystemUnderConsideration(
    "Works",
    zones=[Zone("A"), Zone("B", 3), Zone("C", initial_risk_tolerable="small")],
    conduits=[Conduit("AB", ["A", "B", "C"], 1), Conduit("BX", ["B", "X"])],
    externals=[External("X")],
)
ranges = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(lambda pair: SLRange(min(pair), max(pair)))
attackers = st.dictionaries(st.sampled_from(["x", "y"]), ranges, min_size=2).map(lambda rows: AttackerTable("T", rows))


@st.composite
def matrices(draw: st.DrawFn, *, monotone: bool = False) -> RiskMatrix:
    """Draw any matrix, or one in which nothing falls: cells are running maxima along both axes, and so are levels."""
    cells = {likelihood: {each: draw(st.integers(0, 3)) for each in CONSEQUENCES} for likelihood in LIKELIHOODS}
    levels = draw(st.lists(ranges, min_size=4, max_size=4))
    if monotone:
        for row, likelihood in enumerate(LIKELIHOODS):
            for column, each in enumerate(CONSEQUENCES):
                around = [cells[LIKELIHOODS[row - 1]][each]] if row else []
                around += [cells[likelihood][CONSEQUENCES[column - 1]]] if column else []
                cells[likelihood][each] = max((cells[likelihood][each], *around))
        for place in range(1, 4):
            levels[place] |= levels[place - 1]
    named = {likelihood: {each: RATINGS[rating] for each, rating in row.items()} for likelihood, row in cells.items()}
    tolerable = draw(st.sampled_from(("", *RATINGS)))
    return RiskMatrix(
        "M", LIKELIHOODS, CONSEQUENCES, RATINGS, named, dict(zip(RATINGS, levels, strict=True)), tolerable
    )


def scenarios(*, least: int = 0) -> st.SearchStrategy[list[RiskScenario]]:
    return st.lists(
        st.builds(
            RiskScenario,
            st.uuids(version=4).map(str),
            st.sampled_from(PLACES),
            st.sets(st.sampled_from(FR), min_size=1),
            likelihood=st.sampled_from(LIKELIHOODS),
            consequence=st.sampled_from(CONSEQUENCES),
            attacker=st.sampled_from(["", "x", "y"]),
            residual_likelihood=st.sampled_from(["", *LIKELIHOODS]),
        ),
        min_size=least,
        max_size=6,
        unique_by=lambda each: each.name,
    )


Choice = frozenset[int] | None


def slowly(given_: list[RiskScenario], matrix: RiskMatrix, table: AttackerTable) -> dict[tuple[str, FR], Choice]:
    """The levels that are possible for each place and FR, over every choice within every range; None while undetermined.

    A set of levels stands for a range: no interval arithmetic is used.
    """

    def levels(each: RiskScenario) -> list[set[int]]:
        found = [matrix.levels[matrix.cells[each.likelihood][each.consequence]]]
        found += [table.levels[each.attacker]] if each.attacker else []
        return [set(range(one.low, one.high + 1)) for one in found]

    def worst(options: list[set[int]]) -> Choice:
        """What comes out when one is chosen of each, and the highest of the chosen counts."""
        return frozenset(map(max, product(*options))) if options else None

    own: dict[tuple[str, FR], Choice] = {}
    for place, fr in product(PLACES, FR):
        own[place, fr] = worst([each for one in given_ if one.place == place and fr in one.frs for each in levels(one)])
    result = dict(own)
    for conduit in WORKS.conduits:
        for fr in FR:
            zones = [name for name in conduit.joins if name in "ABC" and not (name == "C" and own["C", fr] is None)]
            ends = [own[name, fr] for name in zones]
            known = [set(each) for each in ends if each is not None]
            if known and len(known) == len(ends):
                mine = own[conduit.name, fr]
                result[conduit.name, fr] = worst([*known, *([set(mine)] if mine else [])])
    return result


@given(scenarios(), matrices(), attackers)
def test_targets_are_what_every_choice_within_the_ranges_gives(
    given_: list[RiskScenario], matrix: RiskMatrix, table: AttackerTable
) -> None:
    report = target_report(given_, matrix, table, system=WORKS)
    fast = {
        (place.place, entry.fr): None
        if entry.level is None
        else frozenset(range(entry.level.low, entry.level.high + 1))
        for place in report.places
        for entry in place.entries
    }
    assert slowly(given_, matrix, table) == fast


@given(scenarios(), matrices(), attackers)
def test_every_target_traces_to_scenarios_that_would_give_it_alone(
    given_: list[RiskScenario], matrix: RiskMatrix, table: AttackerTable
) -> None:
    report = target_report(given_, matrix, table, system=WORKS)
    by_name = {each.name: each for each in given_}
    for place in report.places:
        for entry in place.entries:
            if entry.basis is TargetBasis.SCENARIOS:
                assert entry.carried_by
                carriers = [by_name[name] for name in entry.carried_by]
                assert all(each.place == place.place and entry.fr in each.frs for each in carriers)
                again = target_report(carriers, matrix, table, system=WORKS, ends=False)
                assert entry.level == again[place.place][entry.fr].level
            if entry.basis is TargetBasis.NONE:
                assert not [each for each in given_ if each.place == place.place and entry.fr in each.frs]


def never_lower(before: SLRange | None, after: SLRange | None) -> bool:
    return before is None or (after is not None and before | after == after)


@given(scenarios(least=1), matrices(), attackers, st.data())
def test_one_more_scenario_never_lowers_a_target(
    given_: list[RiskScenario], matrix: RiskMatrix, table: AttackerTable, data: st.DataObject
) -> None:
    fewer = [each for each in given_ if each is not data.draw(st.sampled_from(given_))]
    before = target_report(fewer, matrix, table, system=WORKS)
    after = target_report(given_, matrix, table, system=WORKS)
    for place in before.places:
        for entry in place.entries:
            assert never_lower(entry.level, after[place.place][entry.fr].level)


@given(scenarios(), matrices(), attackers, st.randoms(use_true_random=False))
def test_no_order_changes_the_report(
    given_: list[RiskScenario], matrix: RiskMatrix, table: AttackerTable, random: Random
) -> None:
    mixed = list(given_)
    random.shuffle(mixed)
    assert target_report(given_, matrix, table, system=WORKS) == target_report(mixed, matrix, table, system=WORKS)


@given(scenarios(least=1), matrices(monotone=True), attackers, st.data())
def test_a_raised_likelihood_or_consequence_never_lowers_a_target_where_the_matrix_falls_nowhere(
    given_: list[RiskScenario], matrix: RiskMatrix, table: AttackerTable, data: st.DataObject
) -> None:
    assert () == matrix.remarks
    chosen = data.draw(st.sampled_from(given_))
    raised = evolve(
        chosen,
        likelihood=data.draw(st.sampled_from(LIKELIHOODS[LIKELIHOODS.index(chosen.likelihood) :])),
        consequence=data.draw(st.sampled_from(CONSEQUENCES[CONSEQUENCES.index(chosen.consequence) :])),
    )
    before = target_report(given_, matrix, table, system=WORKS)
    after = target_report([raised if each is chosen else each for each in given_], matrix, table, system=WORKS)
    for place in before.places:
        for entry in place.entries:
            assert never_lower(entry.level, after[place.place][entry.fr].level)
    exceeding = {each.scenario.name for each in before.scenarios if each.exceeds}
    assert exceeding <= {each.scenario.name for each in after.scenarios if each.exceeds}


@given(matrices())
def test_a_matrix_is_remarked_exactly_where_some_raise_would_lower(matrix: RiskMatrix) -> None:
    order = {rating: place for place, rating in enumerate(RATINGS)}

    def falls() -> bool:
        pairs = [(one, two) for one in product(range(3), range(3)) for two in product(range(3), range(3))]
        for (l1, c1), (l2, c2) in pairs:
            before, after = (
                matrix.rating(LIKELIHOODS[row], CONSEQUENCES[column]) for row, column in ((l1, c1), (l2, c2))
            )
            if l1 <= l2 and c1 <= c2 and order[after] < order[before]:
                return True
        return any(
            not never_lower(matrix.levels[RATINGS[one]], matrix.levels[RATINGS[two]])
            for one in range(4)
            for two in range(one, 4)
        )

    assert falls() is bool(matrix.remarks)


@given(scenarios(), matrices(), attackers, st.data())
def test_a_decision_within_the_range_stands_and_leaves_other_places_but_conduits_alone(
    given_: list[RiskScenario], matrix: RiskMatrix, table: AttackerTable, data: st.DataObject
) -> None:
    report = target_report(given_, matrix, table, system=WORKS)
    place, fr = data.draw(st.sampled_from(PLACES)), data.draw(st.sampled_from(FR))
    asked = report[place][fr].asked
    level = data.draw(st.integers(asked.low if asked else 0, 4))
    decided = report.decide(place, "because", **{fr.name: level})
    assert SLRange(level, level) == decided[place][fr].level
    for other in report.places:
        for entry in other.entries:
            if (other.place, entry.fr) != (place, fr) and not (other.place in {"AB", "BX"} and entry.fr is fr):
                assert entry == decided[other.place][entry.fr]
    assert decided == report.decide(place, "first", **{fr.name: 4}).decide(place, "because", **{fr.name: level})


@given(scenarios(least=1), matrices(), attackers)
def test_a_system_with_targets_has_those_of_the_report_and_nothing_else_changes(
    given_: list[RiskScenario], matrix: RiskMatrix, table: AttackerTable
) -> None:
    report = target_report(given_, matrix, table, system=WORKS)
    for place in report.places:
        for entry in place.entries:
            if entry.open:
                report = report.decide(
                    place.place, "for now", **{entry.fr.name: entry.asked.high if entry.asked else 1}
                )
    works = apply_targets(WORKS, report)
    assert not report.open
    for before, after in zip(WORKS.places, works.places, strict=True):
        vector = report.vectors.get(before.name)
        if after.target != before.target or after.target_basis != before.target_basis:
            assert vector == after.target
            assert after.target_basis
        elif vector is not None and before.target != vector:
            assert "AB" == before.name  # on record, and only its ends speak of it
        assert evolve(after, target=before.target, target_basis=before.target_basis) == before


@given(scenarios(least=1), matrices(), attackers)
def test_the_residual_risk_changes_no_target(
    given_: list[RiskScenario], matrix: RiskMatrix, table: AttackerTable
) -> None:
    assume(any(each.residual for each in given_))
    without = [evolve(each, residual_likelihood="", residual_consequence="") for each in given_]
    before, after = (target_report(each, matrix, table, system=WORKS) for each in (without, given_))
    assert before.places == after.places
