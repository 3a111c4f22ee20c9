"""SL-T from scenarios: an example worked by hand, what is refused, decisions, ends of conduits, and systems with targets."""

from __future__ import annotations

import copy
import pickle

import pytest
from attrs import evolve

from iec62443 import (
    FR,
    Attacker,
    AttackerTable,
    Conduit,
    External,
    InvalidFinding,
    InvalidRisk,
    RiskMatrix,
    RiskScenario,
    SLRange,
    SLVector,
    SystemUnderConsideration,
    TargetBasis,
    TargetDecision,
    TargetReport,
    Zone,
    apply_targets,
    check_partition,
    example_matrix,
    target_report,
)

MATRIX = evolve(example_matrix("5x5"), example=False)


def scenario(name: str, place: str, frs: str, likelihood: str, consequence: str, **more: str) -> RiskScenario:
    return RiskScenario(name, place, frs.split(), likelihood=likelihood, consequence=consequence, **more)


#: A small plant, worked by hand. Ratings are read from the 5x5 table: low 1, medium 2, high 2-3, extreme 3-4; low is tolerable.
SCENARIOS = [
    # possible, severe: high; unlikely, severe: high
    scenario("Forged level", "Pumping", "SI UC", "possible", "severe", residual_likelihood="unlikely"),
    # likely, moderate: high; remote, moderate: low
    scenario("Stolen laptop", "Pumping", "IAC UC", "likely", "moderate", residual_likelihood="remote"),
    # almost certain, minor: medium, which is lived with here
    scenario("Storm of packets", "Pumping", "RA", "almost certain", "minor", tolerable="medium"),
    # likely, severe: extreme; likely, minor: medium
    scenario("Ransom", "Control room", "IAC UC SI TRE RA", "likely", "severe", residual_consequence="minor"),
    # unlikely, minor: low
    scenario("Wiped log", "Control room", "TRE", "unlikely", "minor"),
    # remote, major: medium
    scenario("Overheard recipe", "Plant bus", "DC", "remote", "major"),
]
PLANT = SystemUnderConsideration(
    "Waterworks",
    zones=[
        Zone("Pumping", 2, owner="works"),
        Zone("Control room", owner="works"),
        Zone("Office", initial_risk_tolerable="no OT"),
    ],
    conduits=[
        Conduit("Plant bus", ["Pumping", "Control room"]),
        Conduit("Uplink", ["Control room", "Office", "Internet"], 1),
        Conduit("Way out", ["Internet", "Office"]),
    ],
    externals=[External("Internet")],
)
#: FR by FR in the order of a vector.
EXPECTED = {
    "Control room": "{ 3-4 3-4 3-4 - - 3-4 3-4 }",
    "Office": "{ - - - - - - - }",
    # the ends: the worse of Pumping and Control room; of DC, RDF and TRE one of the two says nothing
    "Plant bus": "{ 3-4 3-4 3-4 2 - - 3-4 }",
    "Pumping": "{ 2-3 2-3 2-3 - - - 2 }",
    # the office needs nothing, the internet is no zone
    "Uplink": "{ 3-4 3-4 3-4 - - 3-4 3-4 }",
    "Way out": "{ - - - - - - - }",
}
#: Unmitigated, tolerable, residual; whether the first and the last are above the second.
SIDE_BY_SIDE = {
    "Forged level": ("high", "low", "high", True, True),
    "Overheard recipe": ("medium", "low", "", True, None),
    "Ransom": ("extreme", "low", "medium", True, True),
    "Stolen laptop": ("high", "low", "low", True, False),
    "Storm of packets": ("medium", "medium", "", False, None),
    "Wiped log": ("low", "low", "", False, None),
}


def plant() -> TargetReport:
    return target_report(SCENARIOS, MATRIX, system=PLANT)


def test_the_plant_has_the_targets_that_were_worked_by_hand() -> None:
    assert EXPECTED == {each.place: str(each) for each in plant().places}
    assert [*EXPECTED] == [each.place for each in plant().places]


def test_the_risks_of_the_plant_stand_side_by_side_as_worked_by_hand() -> None:
    assert SIDE_BY_SIDE == {
        each.scenario.name: (each.unmitigated, each.tolerable, each.residual, each.exceeds, each.residual_exceeds)
        for each in plant().scenarios
    }
    assert [*SIDE_BY_SIDE] == [each.scenario.name for each in plant().scenarios]


def test_each_target_traces_to_the_scenarios_that_carry_it() -> None:
    report = plant()
    assert ("Forged level", "Stolen laptop") == report["Pumping"][FR.UC].carried_by
    assert ("Forged level",) == report["Pumping"][FR.SI].carried_by
    assert ("Ransom",) == report["Control room"][FR.TRE].carried_by
    assert ("Control room",) == report["Plant bus"][FR.RA].carried_by
    assert ("Overheard recipe",) == report["Plant bus"][FR.DC].carried_by
    assert () == report["Pumping"][FR.DC].carried_by


def test_each_target_says_what_it_rests_on() -> None:
    def bases(place: str) -> str:
        return " ".join(each.basis.value for each in plant()[place].entries)

    assert "scenarios scenarios scenarios none none none scenarios" == bases("Pumping")
    assert "ends ends ends scenarios none none ends" == bases("Plant bus")
    assert "ends ends ends none none ends ends" == bases("Uplink")
    assert " ".join(["tolerable"] * 7) == bases("Office")
    assert " ".join(["none"] * 7) == bases("Way out")
    assert "no OT" == plant()["Office"][FR.SI].reason


def test_what_is_open_is_told_and_has_no_vector() -> None:
    report = plant()
    assert (FR.IAC, FR.UC, FR.SI, FR.DC, FR.RDF, FR.TRE) == report["Pumping"].open
    assert () == report["Office"].open
    assert ["Control room", "Plant bus", "Pumping", "Uplink", "Way out"] == [each.place for each in report.open]
    assert {} == report.vectors
    assert report["Office"].vector is None
    assert report["Pumping"].vector is None
    assert "<TargetReport of 6 places, 5 open, 6 scenarios>" == repr(report)


def test_what_is_on_record_stands_beside_and_is_told_where_it_is_lower() -> None:
    report = plant()
    assert SLVector.uniform(2) == report["Pumping"].recorded
    assert () == report["Pumping"].lower_on_record
    assert (FR.IAC, FR.UC, FR.SI, FR.TRE, FR.RA) == report["Uplink"].lower_on_record
    assert () == report["Control room"].lower_on_record


def test_without_a_system_the_places_are_those_of_the_scenarios() -> None:
    report = target_report(SCENARIOS, MATRIX)
    assert ["Control room", "Plant bus", "Pumping"] == [each.place for each in report.places]
    assert "{ - - - 2 - - - }" == str(report["Plant bus"])
    with pytest.raises(KeyError, match="Office"):
        report["Office"]


def test_without_the_heuristic_a_conduit_has_what_its_own_scenarios_say() -> None:
    report = target_report(SCENARIOS, MATRIX, system=PLANT, ends=False)
    assert "{ - - - 2 - - - }" == str(report["Plant bus"])
    assert "{ - - - - - - - }" == str(report["Uplink"])
    assert "{ - 4 - 2 - - - }" == str(report.decide("Plant bus", "so be it", UC=4)["Plant bus"])


# --- decisions --------------------------------------------------------------------------------------------------------


def test_a_decision_narrows_a_range_sets_what_is_undetermined_and_reaches_the_conduits() -> None:
    report = (
        plant().decide("Pumping", "insurer asks for it", IAC=2, UC=2, SI=3).decide("Control room", "so be it", UC=3)
    )
    assert "{ 2 2 3 - - - 2 }" == str(report["Pumping"])
    assert "{ 3-4 3 3-4 2 - - 3-4 }" == str(report["Plant bus"])
    settled = report.decide("Pumping", "not at stake", DC=0, RDF=1, TRE=1)
    assert SLVector(2, 2, 3, 0, 1, 1, 2) == settled["Pumping"].vector == settled.vectors["Pumping"]
    assert "{ 3-4 3 3-4 2 - 3-4 3-4 }" == str(settled["Plant bus"])
    entry = settled["Pumping"][FR.SI]
    assert (TargetBasis.DECISION, "insurer asks for it") == (entry.basis, entry.reason)
    assert (SLRange(2, 3), ("Forged level",)) == (entry.asked, entry.carried_by)


def test_a_decision_goes_above_what_is_asked_and_never_below() -> None:
    assert "4" == str(plant().decide("Pumping", "so be it", SI=4)["Pumping"][FR.SI])
    with pytest.raises(InvalidRisk) as caught:
        plant().decide("Pumping", "cheaper", SI=1, RA=1, UC=2)
    assert (
        ("Pumping.SI", "SL 1 is below 2-3, which its scenarios ask for"),
        ("Pumping.RA", "SL 1 is below 2, which its scenarios ask for"),
    ) == caught.value.problems


def test_what_the_ends_alone_ask_for_can_be_decided_otherwise() -> None:
    report = plant().decide("Plant bus", "a diode", UC=1)
    assert "1" == str(report["Plant bus"][FR.UC])
    assert TargetBasis.DECISION is report["Plant bus"][FR.UC].basis


def test_a_later_decision_on_the_same_gives_way_to_none_but_itself() -> None:
    report = (
        plant()
        .decide("Pumping", "first", SI=2, UC=2)
        .decide("Control room", "else", SI=4)
        .decide("Pumping", "second", SI=3)
    )
    assert "{ 2-3 2 3 - - - 2 }" == str(report["Pumping"])
    assert {("Control room", "else"), ("Pumping", "first"), ("Pumping", "second")} == {
        (each.place, each.reason) for each in report.decisions
    }
    again = report.decide("Pumping", "third", SI=2, UC=3)
    assert {("Control room", "else"), ("Pumping", "third")} == {(each.place, each.reason) for each in again.decisions}


def test_decisions_are_kept_and_given_to_the_next_report() -> None:
    report = plant().decide("Pumping", "insurer", SI=3).decide("Control room", "so be it", TRE=4)
    assert report == target_report(SCENARIOS, MATRIX, system=PLANT, decisions=report.decisions)
    assert report == target_report(SCENARIOS, MATRIX, system=PLANT, decisions=reversed(report.decisions))


@pytest.mark.parametrize(
    ("place", "reason", "levels", "problems"),
    [
        (
            "Pumpin",
            "r",
            {"SI": 3},
            [("place", "no place of the report is called 'Pumpin'; nearest: 'Pumping', 'Uplink'")],
        ),
        ("Pumping", "r", {"si": 3}, [("levels", "no foundational requirement is called 'si'; nearest: 'SI'")]),
        ("Pumping", "r", {}, [("levels", "at least one level is decided")]),
        ("Pumping", " ", {"SI": 3}, [("Pumping", "a decision has a reason")]),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    place: str, reason: str, levels: dict[str, int], problems: list[tuple[str, str]]
) -> None:
    with pytest.raises(InvalidRisk) as caught:
        plant().decide(place, reason, **levels)
    assert tuple(problems) == caught.value.problems


def test_a_decided_level_is_one() -> None:
    with pytest.raises(InvalidFinding, match="7: a level from 0 to 4 is expected"):
        plant().decide("Pumping", "more", SI=7)


def test_decisions_that_contradict_each_other_or_speak_of_nothing_are_refused() -> None:
    decisions = [
        TargetDecision("Pumping", {FR.SI: 3}, "one"),
        TargetDecision("Pumping", {FR.SI: 4}, "other"),
        TargetDecision("Ofice", {FR.SI: 4}, "other"),
    ]
    with pytest.raises(InvalidRisk) as caught:
        target_report(SCENARIOS, MATRIX, system=PLANT, decisions=decisions)
    assert (
        ("Pumping.SI", "two decisions differ"),
        ("Ofice", "no place of the report is called 'Ofice'; nearest: 'Office'"),
    ) == caught.value.problems


# --- tables -----------------------------------------------------------------------------------------------------------

ATTACKERS = AttackerTable(
    "Ours", {"Insider": 1, "Crew": "2-3", "State": Attacker(means="sophisticated", motivation="high")}
)


def test_by_attackers_alone_the_level_is_that_of_the_table() -> None:
    by_crew = RiskScenario("Ransom", "Cell", ["RA"], attacker="Crew")
    by_state = RiskScenario("Sabotage", "Cell", ["RA", "SI"], attacker="State")
    report = target_report([by_crew, by_state], attackers=ATTACKERS)
    assert "{ - - 4 - - - 4 }" == str(report["Cell"])
    assert ("Sabotage",) == report["Cell"][FR.RA].carried_by
    assert ("", "", "", None, None) == (
        report.scenarios[0].unmitigated,
        report.scenarios[0].tolerable,
        report.scenarios[0].residual,
        report.scenarios[0].exceeds,
        report.scenarios[0].residual_exceeds,
    )


def test_of_a_matrix_and_an_attacker_the_worse_counts() -> None:
    crew = scenario("Ransom", "Cell", "RA", "remote", "minor", attacker="Crew")
    insider = scenario("Grudge", "Cell", "UC", "likely", "severe", attacker="Insider")
    report = target_report([crew, insider], MATRIX, ATTACKERS)
    assert "{ - 3-4 - - - - 2-3 }" == str(report["Cell"])
    assert (False, True) == (report.scenarios[1].exceeds, report.scenarios[0].exceeds)


def test_scenarios_rated_by_a_matrix_and_by_attackers_alone_stand_side_by_side() -> None:
    given = [
        RiskScenario("Ransom", "Cell", ["RA"], attacker="Crew"),
        scenario("Storm", "Cell", "RA", "remote", "minor"),
    ]
    report = target_report(given, MATRIX, ATTACKERS)
    assert "{ - - - - - - 2-3 }" == str(report["Cell"])
    assert [("", "low", None), ("low", "low", False)] == [
        (each.unmitigated, each.tolerable, each.exceeds) for each in report.scenarios
    ]


def test_what_a_table_is_not_given_for_is_remarked() -> None:
    crew = scenario("Ransom", "Cell", "RA", "remote", "minor", attacker="Crew")
    assert ("no table of attackers is given, and these name one: 'Ransom'",) == target_report([crew], MATRIX).remarks
    assert ("no matrix is given, and these have a likelihood and a consequence: 'Ransom'",) == target_report(
        [crew], attackers=ATTACKERS
    ).remarks
    assert () == target_report([crew], MATRIX, ATTACKERS).remarks


def test_an_example_matrix_and_one_that_falls_are_remarked() -> None:
    falling = RiskMatrix("Falling", ["a"], ["b"], ["low", "high"], {"a": {"b": "low"}}, {"low": 2, "high": 1})
    assert ("'Falling' falls: 'low' asks for 2, and 'high' only for 1",) == target_report([], falling).remarks
    assert (
        "'Example 5x5' is an example of the form: use the matrix that your organization has issued",
    ) == target_report([], example_matrix("5x5")).remarks


def test_a_matrix_that_tolerates_nothing_leaves_open_what_is_above() -> None:
    report = target_report(SCENARIOS[:1], evolve(MATRIX, tolerable=""))
    assert (None, None, "") == (
        report.scenarios[0].exceeds,
        report.scenarios[0].residual_exceeds,
        report.scenarios[0].tolerable,
    )


def test_every_word_that_a_table_does_not_know_is_told_at_once() -> None:
    wrong = [
        scenario("One", "Pumpin", "SI", "Possible", "sever", residual_likelihood="x", tolerable="mediun"),
        scenario("Two", "Pumping", "SI", "possible", "severe", residual_consequence="minr", attacker="Crow"),
        scenario("One", "Pumping", "SI", "possible", "severe"),
    ]
    with pytest.raises(InvalidRisk) as caught:
        target_report(wrong, MATRIX, ATTACKERS, system=PLANT)
    assert (
        ("scenarios[0].place", "no zone or conduit is called 'Pumpin'; nearest: 'Pumping', 'Uplink'"),
        ("scenarios[0].likelihood", "no likelihood is called 'Possible'; nearest: 'possible'"),
        ("scenarios[0].consequence", "no consequence is called 'sever'; nearest: 'severe'"),
        ("scenarios[0].residual_likelihood", "no likelihood is called 'x'"),
        ("scenarios[0].tolerable", "no rating is called 'mediun'; nearest: 'medium'"),
        ("scenarios[1].residual_consequence", "no consequence is called 'minr'; nearest: 'minor'"),
        ("scenarios[1].attacker", "no attacker is called 'Crow'; nearest: 'Crew'"),
        ("scenarios[2].name", "'One' stands for two scenarios: names are unique"),
    ) == caught.value.problems


def test_a_scenario_that_no_table_rates_is_told() -> None:
    with pytest.raises(InvalidRisk) as caught:
        target_report([RiskScenario("R", "Cell", FR, attacker="Crew"), SCENARIOS[0]])
    assert (
        ("scenarios[0].attacker", "a table of attackers is needed to rate it, and none is given"),
        ("scenarios[1].likelihood", "a matrix is needed to rate it, and none is given"),
    ) == caught.value.problems


def test_of_very_many_problems_the_nearest_is_named_for_the_first_alone() -> None:
    many = [scenario(f"S{number}", "Cell", "SI", "possi", "severe") for number in range(150)]
    with pytest.raises(InvalidRisk) as caught:
        target_report(many, MATRIX)
    assert 150 == len(caught.value.problems)
    assert 100 == sum("nearest" in message for _, message in caught.value.problems)


# --- the ends of a conduit --------------------------------------------------------------------------------------------


def two(scenarios: list[RiskScenario]) -> TargetReport:
    works = SystemUnderConsideration("W", zones=[Zone("A"), Zone("B")], conduits=[Conduit("AB", ["A", "B", "A"])])
    matrix = RiskMatrix(
        "M",
        ["x"],
        ["1", "2", "1-4", "2-3"],
        ["r1", "r2", "r14", "r23"],
        {"x": {"1": "r1", "2": "r2", "1-4": "r14", "2-3": "r23"}},
        {"r1": 1, "r2": 2, "r14": "1-4", "r23": "2-3"},
    )
    return target_report(scenarios, matrix, system=works)


@pytest.mark.parametrize(
    ("a", "b", "own", "level", "basis", "carried"),
    [
        ("2", "1", "", "2", "ends", ("A",)),
        ("2", "2", "", "2", "ends", ("A", "B")),
        ("2", "", "", "-", "none", ()),
        ("", "", "2", "2", "scenarios", ("sAB",)),
        ("2", "", "1", "1", "scenarios", ("sAB",)),
        ("2", "1", "1", "2", "ends", ("A",)),
        ("2", "1", "2", "2", "scenarios", ("sAB",)),
        ("2", "2", "1-4", "2-4", "ends", ("A", "B", "sAB")),
        ("2", "2", "2-3", "2-3", "scenarios", ("sAB",)),
        ("2-3", "1-4", "1", "2-4", "ends", ("A", "B")),
    ],
)
def test_a_conduit_is_given_the_worse_of_its_scenarios_and_its_ends(  # noqa: PLR0913, PLR0917 - a table's columns
    a: str, b: str, own: str, level: str, basis: str, carried: tuple[str, ...]
) -> None:
    given = {"A": a, "B": b, "AB": own}
    entry = two([scenario(f"s{place}", place, "SI", "x", word) for place, word in given.items() if word])["AB"][FR.SI]
    assert (level, basis, carried) == (str(entry), entry.basis.value, entry.carried_by)
    assert own == (str(entry.asked) if entry.asked else "")


def test_a_tolerable_initial_risk_of_a_conduit_is_no_matter_of_its_ends() -> None:
    works = SystemUnderConsideration(
        "W",
        zones=[Zone("A", initial_risk_tolerable="small"), Zone("B")],
        conduits=[Conduit("AB", ["A", "B"], initial_risk_tolerable="a wire")],
    )
    given = [scenario("S", "A", "SI", "possible", "severe"), scenario("T", "B", "SI RA", "possible", "severe")]
    report = target_report(given, MATRIX, system=works)
    assert "{ - - - - - - - }" == str(report["AB"])
    assert {TargetBasis.TOLERABLE} == {each.basis for each in report["AB"].entries}
    assert "{ - - 2-3 - - - - }" == str(report["A"])
    decided = report.decide("A", "so be it", SI=3)
    assert SLVector(0, 0, 3, 0, 0, 0, 0) == decided["A"].vector


# --- a system with targets --------------------------------------------------------------------------------------------


def settled() -> TargetReport:
    return (
        plant()
        .decide("Pumping", "the insurer\nasks for it", IAC=2, UC=2, SI=3)
        .decide("Pumping", "not at stake", DC=0, RDF=1, TRE=1)
        .decide("Control room", "the board", IAC=3, UC=3, SI=4, TRE=3, RA=3, DC=1, RDF=1)
    )


def test_targets_go_into_the_system_each_with_its_basis_in_words() -> None:
    works = apply_targets(PLANT, settled())
    pumping, room, bus = works.zone("Pumping"), works.zone("Control room"), works.conduit("Plant bus")
    assert SLVector(2, 2, 3, 0, 1, 1, 2) == pumping.target
    assert (
        "IAC 2: decided, the insurer asks for it (2-3 asked for by 'Stolen laptop'); "
        "UC 2: decided, the insurer asks for it (2-3 asked for by 'Forged level' and 'Stolen laptop'); "
        "SI 3: decided, the insurer asks for it (2-3 asked for by 'Forged level'); "
        "DC 0, RDF 1, TRE 1: decided, not at stake; "
        "RA 2: 'Storm of packets'"
    ) == pumping.target_basis
    assert SLVector(3, 3, 4, 1, 1, 3, 3) == room.target
    assert SLVector(3, 3, 4, 2, 1, 3, 3) == bus.target
    assert (
        "IAC 3, UC 3, SI 4, TRE 3, RA 3: the highest of the zones joined (ours), 'Control room'; "
        "DC 2: 'Overheard recipe'; "
        "RDF 1: the highest of the zones joined (ours), 'Control room' and 'Pumping'"
    ) == bus.target_basis
    assert "works" == pumping.owner


def test_a_conduit_with_a_target_on_record_is_not_changed_by_its_ends_alone() -> None:
    works = apply_targets(PLANT, settled())
    assert SLVector.uniform(1) == works.conduit("Uplink").target
    own = settled().decide("Uplink", "as strong as the room", DC=1)
    assert SLVector(3, 3, 4, 1, 1, 3, 3) == apply_targets(PLANT, own).conduit("Uplink").target


def test_places_of_which_something_is_open_and_those_that_need_nothing_stay_as_they_are() -> None:
    works = apply_targets(PLANT, plant())
    assert PLANT == works
    assert PLANT.zone("Office") == apply_targets(PLANT, settled()).zone("Office")


def test_where_a_tolerable_risk_stands_beside_scenarios_its_reason_is_told() -> None:
    works = SystemUnderConsideration("W", zones=[Zone("A", initial_risk_tolerable="a small  site")])
    report = target_report([scenario("S", "A", "SI", "remote", "major")], MATRIX, system=works)
    assert "IAC 0, UC 0, DC 0, RDF 0, TRE 0, RA 0: initial risk tolerable, a small site; SI 2: 'S'" == (
        apply_targets(works, report).zone("A").target_basis
    )


def test_a_system_with_targets_passes_the_checks_of_its_targets() -> None:
    rules = {each.rule.value for each in check_partition(PLANT).findings}
    after = {(each.rule.value, each.place) for each in check_partition(apply_targets(PLANT, settled())).findings}
    assert {"zone-without-target", "conduit-without-target", "target-without-basis"} <= rules
    assert {("conduit-without-target", "Way out"), ("target-without-basis", "Uplink")} == {
        each for each in after if "target" in each[0]
    }


def test_a_report_on_another_system_is_refused() -> None:
    with pytest.raises(InvalidRisk) as caught:
        apply_targets(SystemUnderConsideration("Other", zones=[Zone("Pumpin")]), target_report(SCENARIOS[:1], MATRIX))
    assert (("Pumping", "no zone or conduit is called 'Pumping'; nearest: 'Pumpin'"),) == caught.value.problems


def test_a_report_is_a_value() -> None:
    report = settled()
    assert report == pickle.loads(pickle.dumps(report)) == copy.deepcopy(report)  # noqa: S301 - our own bytes
    assert hash(report.places) == hash(settled().places)
