"""Findings survive an upgrade: each is carried, put up for another look with the reason, or named as dropped."""

from __future__ import annotations

import pytest
from attrs import evolve

from iec62443 import Catalog, Finding, InvalidFinding, Requirement, Verdict, load, upgrade


def findings(*ids: str) -> list[Finding]:
    return [Finding(id, Verdict.NOT_MET) for id in ids]


def changed(catalog: Catalog, row: Requirement) -> Catalog:
    return evolve(catalog, requirements=tuple(row if each.id == row.id else each for each in catalog.requirements))


def test_what_the_corrigendum_changed_needs_another_look() -> None:
    done = upgrade(findings("SR 3.4", "SR 1.1", "Clause 4.2"), load("3-3", corrigenda=()), load("3-3"))
    assert ["SR 1.1", "Clause 4.2"] == [str(each.requirement) for each in done.carried]
    assert [("SR 3.4", "selected from SL 2 on, before from SL 1")] == [
        (str(each.finding.requirement), each.reason) for each in done.review
    ]
    assert ((), ()) == (done.dropped, done.new)


def test_the_same_edition_carries_everything() -> None:
    given = findings(*(each.id.text for each in load("4-2").requirements))
    done = upgrade(given, load("4-2"), load("4-2"))
    assert (tuple(given), (), (), ()) == (done.carried, done.review, done.dropped, done.new)


def test_another_title_or_place_needs_another_look_with_both_named() -> None:
    old = load("4-1")
    new = changed(old, evolve(old["SM-1"], title="Something else", clause="9.9", group="SD"))
    (review,) = upgrade([Finding("SM-1", Verdict.NOT_MET)], old, new).review
    title = "its title is 'Something else', before 'Development process'"
    assert f"{title}; it stands in clause 9.9, SD, before in clause 5.2, SM" == review.reason


def test_a_level_that_goes_is_said() -> None:
    old = load("3-3")
    new = changed(old, evolve(old["SR 1.1"], sl=None, clause=""))
    (review,) = upgrade(findings("SR 1.1"), old, new).review
    assert "selected from SL none on, before from SL 1; it stands in no clause, before in clause 5.3" == review.reason


def test_from_the_former_2_1_everything_is_dropped_by_name_and_everything_is_new() -> None:
    old, new = load("2-1", "2009"), load("2-1")
    done = upgrade([Finding("4.3.3.6.1", Verdict.NOT_MET)], old, new)
    assert ["'4.3.3.6.1' is not a requirement of 62443-2-1:2024"] == [each.reason for each in done.dropped]
    assert (87, ()) == (len(done.new), done.carried)


def test_catalogs_of_two_parts_are_refused_with_both_named() -> None:
    with pytest.raises(InvalidFinding, match=r"^62443-2-1:2024: 62443-3-3:2013 with COR1:2014 is another part"):
        upgrade(findings("SR 1.1"), load("2-1"), load("3-3"))
    with pytest.raises(InvalidFinding, match=r"^62443-4-2:2019: 62443-3-3:2013 with COR1:2014 is another part"):
        load("4-2").diff(load("3-3"))


def test_findings_on_what_the_edition_before_does_not_have_are_refused_all_at_once() -> None:
    with pytest.raises(InvalidFinding) as caught:
        upgrade(findings("CR 1.1", "SR 1.1", "SR 1.99", "CR 1.1"), load("3-3", corrigenda=()), load("3-3"))
    assert "62443-3-3:2013" == caught.value.about
    assert caught.value.reason.startswith(
        "'CR 1.1' is not a requirement of 62443-3-3:2013: it is an id of 62443-4-2; 'SR 1.99'"
    )
    with pytest.raises(InvalidFinding, match=r"ORG 1\.1"):
        upgrade([Finding("ORG 1.1", Verdict.NOT_MET)], load("2-1", "2009"), load("2-1"))
