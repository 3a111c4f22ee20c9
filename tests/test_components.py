"""Components and countermeasures: what they keep, and what they refuse to be."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from typing import TYPE_CHECKING, Any

import pytest
from assessment_strategies import A_DAY, EMBEDDED, component, met
from attrs.exceptions import FrozenInstanceError
from hypothesis import given, settings
from system_strategies import components, countermeasures, products

from iec62443 import (
    SL,
    Assessment,
    AssetKind,
    Attachment,
    Claim,
    ClaimForm,
    Component,
    ComponentType,
    Configuration,
    Countermeasure,
    EssentialEffect,
    Evidence,
    Finding,
    InvalidFinding,
    Lifecycle,
    MeasureKind,
    RequirementId,
    Stage,
    Subject,
    SupplierAssumption,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ID = RequirementId.parse
CELL = Assessment(Subject("Cell"), "62443-3-3", "2013")
CLAIM = Claim(Subject("Controller", "1.0"), 2, ClaimForm.NOMINAL)


def plc(**more: Any) -> Component:
    return Component("PLC-1", EMBEDDED, **more)


def refused(make: Callable[[], object]) -> str:
    with pytest.raises(InvalidFinding) as caught:
        make()
    return str(caught.value)


# ---- components


def test_a_component_says_nothing_that_was_not_said() -> None:
    bare = plc()
    assert (AssetKind.IACS, frozenset(), Lifecycle.NOT_KNOWN, None) == (
        bare.kind,
        bare.attachments,
        bare.lifecycle,
        bare.configuration,
    )
    assert not bare.findings_as_built
    assert not bare.shown_product


def test_types_are_given_as_members_or_by_their_codes() -> None:
    assert plc() == Component("PLC-1", ["embedded_device"])  # type: ignore[list-item] # texts are taken too
    with pytest.raises(ValueError, match="'PLC' is not a valid ComponentType"):
        Component("PLC-1", ["PLC"])  # type: ignore[list-item] # the mistake


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Component(" ", EMBEDDED), "component: it has no name"),
        (lambda: Component("PLC-1", []), "PLC-1: a component needs at least one type"),
        (lambda: plc(assessment=CELL), "PLC-1: its assessment is against 62443-3-3, not 62443-4-2"),
        (
            lambda: Component("PLC-1", ComponentType, assessment=component()),
            "PLC-1: its assessment does not speak of all of its types",
        ),
        (
            lambda: plc(claim=Claim(Subject("Cell"), 2, ClaimForm.NOMINAL, "62443-3-3", "2013")),
            "PLC-1: its claim is about 62443-3-3, not 62443-4-2",
        ),
        (
            lambda: plc(as_built=[met(ID("SR 1.1")), met(ID("CR 1.1"))]),
            "PLC-1: what is found as built is on 62443-4-2, not SR 1.1",
        ),
        (lambda: plc(provides=[met(ID("CR 1.1"))]), "PLC-1: what is provided is on 62443-3-3, not CR 1.1"),
        (lambda: plc(provides_as_built=[met(ID("CR 1.1"))]), "PLC-1: what is provided is on 62443-3-3, not CR 1.1"),
        (lambda: SupplierAssumption(" "), "supplier's assumption: it is empty"),
        (
            lambda: SupplierAssumption("a fence", ["CR 1.1", "SR 1.1"]),
            "a fence: an assumption names requirements of 62443-3-3, not CR 1.1",
        ),
    ],
)
def test_a_component_that_cannot_be_is_refused(make: Callable[[], object], said: str) -> None:
    assert said == refused(make)


def test_an_assessment_may_speak_of_more_types_than_the_component_has() -> None:
    assessment = component(types=frozenset(ComponentType))
    assert plc(assessment=assessment).assessment is assessment


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"product": "EC 210"}, "EC 210"),
        ({"product": "EC 210", "version": "3.2"}, "EC 210 3.2"),
        ({"product": "EC 210", "version": "3.2", "supplier": "Works"}, "Works EC 210 3.2"),
    ],
)
def test_a_product_is_shown_with_what_is_known_of_it(given: dict[str, str], shown: str) -> None:
    assert shown == plc(**given).shown_product


# ---- what was found as built


def test_only_what_was_found_as_built_was_found_as_built() -> None:
    own, of_assessment = met(ID("CR 1.1")), met(ID("CR 1.2"))
    as_product = component([of_assessment])
    as_built = component([of_assessment], stage=Stage.AS_BUILT)
    assert (own,) == plc(as_built=[own], assessment=as_product).findings_as_built
    assert (own, of_assessment) == plc(as_built=[own], assessment=as_built).findings_as_built


def test_what_was_found_as_built_and_differs_is_all_kept() -> None:
    differing = [met(ID("CR 1.1")), Finding("CR 1.1", Verdict.NOT_MET)]
    found = plc(assessment=component(differing, stage=Stage.AS_BUILT)).findings_as_built
    assert set(differing) == set(found)


def test_a_finding_takes_the_place_of_the_one_on_the_same_requirement() -> None:
    before = plc(assessment=component([met(ID("CR 1.1")), met(ID("CR 1.2"))]), as_built=[met(ID("CR 1.1"))])
    worse = Finding("CR 1.1", Verdict.NOT_MET)

    of_product = before.with_finding(worse)
    assert of_product.assessment is not None
    assert (worse, met(ID("CR 1.2"))) == (of_product.assessment["CR 1.1"], of_product.assessment["CR 1.2"])
    assert before.as_built == of_product.as_built

    as_built = before.with_finding(worse, Stage.AS_BUILT)
    assert (worse,) == as_built.as_built
    assert before.assessment is as_built.assessment
    assert (met(ID("CR 1.1")),) == before.as_built


def test_a_finding_on_a_product_needs_an_assessment_of_it() -> None:
    finding = met(ID("CR 1.1"))
    said = "PLC-1: it has no assessment that the finding could be added to"
    assert said == refused(lambda: plc().with_finding(finding))
    assert (finding,) == plc().with_finding(finding, Stage.AS_BUILT).as_built


@pytest.mark.parametrize(("covered", "expected"), [(None, True), (["CR 1.1"], True), (["CR 1.2"], False), ([], False)])
def test_a_configuration_speaks_of_all_requirements_or_of_those_it_names(
    covered: list[str] | None, *, expected: bool
) -> None:
    assert expected is Configuration(covered).covers(ID("CR 1.1"))


# ---- countermeasures


def fence(**more: Any) -> Countermeasure:
    least: dict[str, Any] = {"name": "Fence", "covers": ["SR 1.1"], "places": ["Cell"], "adequate_up_to": 2}
    return Countermeasure(**least | more)


def test_a_countermeasure_is_in_place_and_its_effect_not_known_while_nobody_says_otherwise() -> None:
    assert (True, EssentialEffect.NOT_KNOWN, MeasureKind.TECHNICAL) == (
        fence().in_place,
        fence().essential_effect,
        fence().kind,
    )
    assert SL.SL2 is fence().adequate_up_to


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"name": " "}, "countermeasure: it has no name"),
        ({"covers": []}, "Fence: a countermeasure names what it covers, and where it stands"),
        ({"places": []}, "Fence: a countermeasure names what it covers, and where it stands"),
        ({"covers": ["SVV-3", "CR 1.1"]}, "Fence: it covers requirements of 62443-3-3 or 4-2, not SVV-3"),
        ({"adequate_up_to": 5}, "5: a countermeasure is adequate up to a level from 0 to 4"),
        ({"places": "Cell"}, "'Cell': a list of texts is expected, not one text"),
    ],
)
def test_a_countermeasure_that_says_too_little_is_refused(more: dict[str, Any], said: str) -> None:
    assert said == refused(lambda: fence(**more))


# ---- values


@settings(max_examples=40)
@given(components("A", ["B"]))
def test_a_component_is_a_value(value: Component) -> None:
    for copied in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):  # noqa: S301 - our own bytes
        assert value == copied
        assert hash(value) == hash(copied)
    with pytest.raises(FrozenInstanceError):
        value.name = "C"  # type: ignore[misc] # it is frozen


@settings(max_examples=40)
@given(countermeasures("A", ["B", "C"]))
def test_a_countermeasure_is_a_value(value: Countermeasure) -> None:
    for copied in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):  # noqa: S301 - our own bytes
        assert value == copied
        assert hash(value) == hash(copied)


@settings(max_examples=40)
@given(products())
def test_an_assessment_stays_one_object_in_every_component_that_has_it(assessment: Assessment) -> None:
    types = assessment.subject.component_types
    both = [Component(name, types, assessment=assessment) for name in ("A", "B")]
    one, two = pickle.loads(pickle.dumps(both))  # noqa: S301 - our own bytes
    assert one.assessment is two.assessment


def test_everything_given_as_a_list_is_kept_as_something_that_cannot_change() -> None:
    evidence = [Evidence("TR-1", date=A_DAY, valid_until=A_DAY + dt.timedelta(days=1))]
    given = plc(
        claim=CLAIM,
        configuration=Configuration(None, evidence, A_DAY),
        assumes=[SupplierAssumption("a fence", ["SR 5.2"])],
        attachments=[Attachment.WIRELESS],
    )
    evidence.clear()
    assert given.configuration is not None
    assert 1 == len(given.configuration.evidence)
    assert isinstance(hash(given), int)
