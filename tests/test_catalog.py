"""The catalog agrees row by row with tables transcribed from outside, and finds what it is asked for."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from golden.tables import table

from iec62443 import (
    FR,
    SL,
    Amendment,
    Assurance,
    Catalog,
    ComponentType,
    Correspondence,
    Dispute,
    Group,
    InvalidFinding,
    InvalidRequirementId,
    InvalidSLVector,
    KnownCorrigendum,
    RequirementId,
    SLVector,
    Text,
    UnknownPart,
    UnknownRequirement,
    load,
    load_texts,
)
from iec62443.catalog import catalog_of, editions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iec62443 import Requirement

SYSTEM, COMPONENT, PRINT_2013 = load("3-3"), load("4-2"), load("3-3", corrigenda=())
CATALOGS = {"62443-3-3": SYSTEM, "62443-4-2": COMPONENT}
SOFTWARE, EMBEDDED, HOST, NETWORK = ComponentType
parse = RequirementId.parse


def text(id: RequirementId | None) -> str:
    return "" if id is None else id.text


def texts(requirements: Iterable[Requirement]) -> list[str]:
    return [each.id.text for each in requirements]


# ---- golden rows


def as_golden(requirement: Requirement) -> dict[str, str]:
    """Write a requirement as a row of the golden table."""
    assert requirement.fr
    assert requirement.sl
    return {
        "part": requirement.part,
        "id": requirement.id.text,
        "fr": str(requirement.fr.number),
        "sl": str(int(requirement.sl)),
        "title": requirement.title,
        "clause": requirement.clause,
        "assurance": requirement.assurance.value,
        "title_assurance": requirement.title_assurance.value,
        "component_types": " ".join(each.value for each in ComponentType if each in requirement.component_types),
        "corresponds_to": text(requirement.corresponds_to),
        "correspondence": requirement.correspondence.value if requirement.correspondence else "",
    }


def test_all_222_requirements_agree_with_the_golden_table_and_none_is_missing_on_either_side() -> None:
    golden = table("requirements")
    assert 222 == len(golden)
    assert golden == [as_golden(each) for catalog in CATALOGS.values() for each in catalog.values()]


@pytest.mark.parametrize("row", table("requirements"), ids=lambda row: row["id"])
def test_each_requirement_agrees_with_its_golden_row(row: dict[str, str]) -> None:
    assert row == as_golden(CATALOGS[row["part"]][row["id"]])


def test_the_counts_by_foundational_requirement_and_level_are_golden() -> None:
    for row in table("counts_by_fr"):
        fr = FR(int(row["fr"]))
        for level in range(1, 5):
            vector = SLVector.uniform(0).replace(**{fr.name: level})
            assert int(row[f"sl{level}"]) == len(CATALOGS[row["part"]].required(vector))


def test_the_counts_by_component_type_and_level_are_golden() -> None:
    for row in table("counts_by_type"):
        kind = ComponentType(row["component_type"])
        expected = [int(row[f"sl{level}"]) for level in range(1, 5)]
        assert expected == [len(COMPONENT.required(level, [kind])) for level in range(1, 5)]


@pytest.mark.parametrize(
    ("catalog", "types", "expected"),
    [
        (SYSTEM, [], (37, 60, 90, 100)),
        (COMPONENT, [], (50, 93, 116, 122)),
        (COMPONENT, list(ComponentType), (50, 93, 116, 122)),
        (COMPONENT, [SOFTWARE], (34, 53, 67, 73)),
        (COMPONENT, [EMBEDDED], (36, 61, 77, 83)),
        (COMPONENT, [HOST], (36, 62, 78, 84)),
        (COMPONENT, [NETWORK], (40, 67, 86, 92)),
    ],
)
def test_the_cumulative_counts_are_the_published_ones(
    catalog: Catalog, types: list[ComponentType], expected: tuple[int, ...]
) -> None:
    assert expected == tuple(len(catalog.required(level, types)) for level in range(1, 5))
    assert () == catalog.required(0, types)


def test_the_levels_that_add_no_requirement_are_the_known_ones() -> None:
    def adds_nothing(catalog: Catalog, *types: ComponentType) -> set[tuple[str, int]]:
        found = set()
        for fr in FR:
            for level in range(1, 5):
                due = {each.id for each in catalog.required(level, types) if each.fr is fr}
                if due == {each.id for each in catalog.required(level - 1, types) if each.fr is fr}:
                    found.add((fr.name, level))
        return found

    flat = {("DC", 4), ("TRE", 4), ("RA", 4)}
    assert {("TRE", 4), ("RA", 4)} == adds_nothing(SYSTEM)
    for kind in (SOFTWARE, EMBEDDED, HOST):
        assert flat | {("RDF", 2), ("RDF", 3), ("RDF", 4)} == adds_nothing(COMPONENT, kind)
    assert flat | {("RDF", 4)} == adds_nothing(COMPONENT, NETWORK)


def test_part_edition_title_audience_and_corrigenda_are_golden() -> None:
    for row in table("parts"):
        catalog = CATALOGS[row["part"]]
        assert (row["part"], row["edition"], row["title"]) == (catalog.part, catalog.edition, catalog.title)
        assert tuple(row["corrigenda"].split()) == catalog.corrigenda
        assert tuple(filter(None, row["drafts_known"].split("|"))) == catalog.drafts_known
        assert {tuple(row["audience"].split())} == {each.audience for each in catalog.values()}


def test_the_constraints_are_golden() -> None:
    for part, catalog in CATALOGS.items():
        golden = [row for row in table("constraints") if row["part"] == part]
        assert [row["id"] or f"Clause {row['clause']}" for row in golden] == [id.text for id in catalog.constraints]
        for row, (id, constraint) in zip(golden, catalog.constraints.items(), strict=True):
            assert id == constraint.id
            assert (row["title"], row["clause"], part) == (constraint.title, constraint.clause, constraint.part)
            to = f"Clause {row['corresponds_to']}" if row["corresponds_to"] else ""
            assert to == text(constraint.corresponds_to)
            assert constraint.sl is None
            assert constraint.fr is None


def test_the_headings_are_golden() -> None:
    golden = {
        row["id"]: (
            row["title"],
            row["clause"],
            [each for each in row["to"].split("|") if each],
            row["system_requirement"],
        )
        for row in table("headings")
    }
    found = {
        id.text: (each.title, each.clause, [to.text for to in each.to], text(each.system_requirement))
        for id, each in COMPONENT.headings.items()
    }
    assert golden == found
    assert 15 == len(found)
    assert not SYSTEM.headings


def test_what_may_be_allocated_is_golden_and_all_else_is_not_known() -> None:
    golden = {row["id"]: (row["allocatable"] == "true", Assurance(row["assurance"])) for row in table("allocatable")}
    assert 7 == len(golden)
    for each in (*COMPONENT.values(), *SYSTEM.values()):
        assert golden.get(each.id.text, (None, None)) == (each.allocatable, each.allocatable_assurance)


def test_amendments_disputes_and_what_is_known_but_unseen_are_golden() -> None:
    amendments = tuple(
        Amendment(parse(row["id"]), row["changed_by"], SL(int(row["sl_without"])), row["note"])
        for row in table("amendments")
    )
    assert (amendments, ()) == (SYSTEM.amendments, COMPONENT.amendments)
    disputes = tuple(Dispute(parse(row["id"]), row["note"]) for row in table("disputes"))
    assert (disputes, ()) == (SYSTEM.disputes, COMPONENT.disputes)
    known = tuple(KnownCorrigendum(row["id"], None, row["note"]) for row in table("corrigenda_known"))
    assert [""] == [row["applied"] for row in table("corrigenda_known")]
    assert (known, ()) == (COMPONENT.corrigenda_known, SYSTEM.corrigenda_known)
    without = tuple(parse(row["id"]) for row in table("without_counterpart"))
    assert (without, ()) == (COMPONENT.without_counterpart, SYSTEM.without_counterpart)


def test_every_note_of_the_facts_is_kept() -> None:
    for row in table("notes"):
        assert any(row["note"] in note for note in CATALOGS[row["part"]].notes)


# ---- the other parts


OTHERS = {(row["part"], row["edition"]): load(row["part"], row["edition"]) for row in table("other_parts")}


@pytest.mark.parametrize("row", table("other_parts"), ids=lambda row: f"{row['part']}:{row['edition']}")
def test_the_parts_without_levels_are_golden(row: dict[str, str]) -> None:
    catalog = OTHERS[row["part"], row["edition"]]
    assert (row["part"], row["edition"], row["title"]) == (catalog.part, catalog.edition, catalog.title)
    assert {tuple(row["audience"].split())} == {each.audience for each in catalog.values()}
    assert row["note"] in (*catalog.notes, "")
    golden = [
        each for each in table("other_requirements") if (each["part"], each["edition"]) == (row["part"], row["edition"])
    ]
    assert [each["id"] for each in golden] == texts(catalog.values())
    for each, requirement in zip(golden, catalog.values(), strict=True):
        assert (each["title"], each["clause"], each["group"]) == (
            requirement.title,
            requirement.clause,
            requirement.group,
        )
        assert (None, None, frozenset()) == (requirement.fr, requirement.sl, requirement.component_types)


def test_the_assurance_of_the_parts_without_levels_is_that_of_the_facts() -> None:
    for row in table("other_requirements"):
        found = OTHERS[row["part"], row["edition"]][row["id"]]
        if row["part"] == "62443-2-4":  # the standard gives no titles
            assert (row["assurance"], "own") == (found.assurance.value, found.title_assurance.value)
        elif (row["edition"], row["assurance"]) == ("2024", "provisional"):  # the id is confirmed, the wording is not
            assert (Assurance.CONFIRMED, Assurance.PROVISIONAL) == (found.assurance, found.title_assurance)
        elif row["edition"] == "2009":
            assert (row["assurance"], "provisional") == (found.assurance.value, found.title_assurance.value)
        else:
            assert (row["assurance"], row["assurance"]) == (found.assurance.value, found.title_assurance.value)


def test_the_groups_are_golden_and_hold_their_requirements() -> None:
    rows = table("groups")
    for (part, edition), catalog in OTHERS.items():
        golden = {
            row["id"]: Group(
                row["id"], row["title"], row["parent"], row["clause"], row["prefix"], Assurance(row["assurance"])
            )
            for row in rows
            if (row["part"], row["edition"]) == (part, edition)
        }
        assert golden == catalog.groups
        for id in golden:
            expected = [
                row["id"]
                for row in table("other_requirements")
                if (row["part"], row["edition"]) == (part, edition) and id in {row["group"], row["parent"]}
            ]
            assert expected
            assert expected == texts(catalog.by_group(id))
    with pytest.raises(KeyError, match="XX"):
        load("4-1").by_group("XX")


@pytest.mark.parametrize("target", [2, SLVector.uniform(0)])
def test_a_part_without_levels_refuses_a_level_and_a_foundational_requirement(target: SLVector | int) -> None:
    for catalog in OTHERS.values():
        with pytest.raises(InvalidFinding, match="no foundational requirement and no security level") as caught:
            catalog.required(target)
        assert catalog.name == caught.value.about
        with pytest.raises(InvalidFinding, match="by_group gives those of a group"):
            catalog.by_fr(FR.IAC)


# ---- loading


def test_a_part_is_loaded_by_its_short_and_by_its_full_number_and_given_again() -> None:
    assert SYSTEM is load("3-3") is load("62443-3-3") is load("3-3", "2013") is load("3-3", edition="2013")
    assert SYSTEM is load("3-3", corrigenda=["COR1:2014"]) is load("3-3", "2013", ("COR1:2014",))
    assert COMPONENT is load("4-2") is load("62443-4-2", "2019") is load("4-2", corrigenda=())
    assert load("2-1") is load("2-1", "2024")
    assert load("2-1") is not load("2-1", "2009")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("4-3",), "no part '4-3' in this catalog; there is: 2-1, 2-4, 3-2, 3-3, 4-1, 4-2"),
        (("",), "no part '' in this catalog; there is: 2-1, 2-4, 3-2, 3-3, 4-1, 4-2"),
        (("3-3 ",), "no part '3-3 ' in this catalog; there is: 2-1, 2-4, 3-2, 3-3, 4-1, 4-2"),
        (("../62443-3-3",), "no part '../62443-3-3' in this catalog; there is: 2-1, 2-4, 3-2, 3-3, 4-1, 4-2"),
        (("3-3", "2019"), "no edition of 62443-3-3 '2019' in this catalog; there is: 2013"),
        (("2-1", ""), "no edition of 62443-2-1 '' in this catalog; there is: 2024, 2009"),
        (("3-3", None, ["COR2"]), "no corrigendum of 62443-3-3 'COR2' in this catalog; there is: COR1:2014"),
        (("4-2", None, ["COR1:2022"]), "no corrigendum of 62443-4-2 'COR1:2022' in this catalog; there is: none"),
    ],
)
def test_an_unknown_part_edition_or_corrigendum_is_refused_with_the_ones_that_exist(
    arguments: tuple[str, str | None, list[str] | None], message: str
) -> None:
    with pytest.raises(UnknownPart) as caught:
        load(*arguments)
    assert message == str(caught.value)


def test_without_its_corrigendum_3_3_differs_in_the_level_of_sr_3_4_only() -> None:
    assert () == PRINT_2013.corrigenda
    assert [(SL.SL1, SL.SL2)] == [
        (before.sl, after.sl)
        for before, after in zip(PRINT_2013.values(), SYSTEM.values(), strict=True)
        if before != after
    ]
    assert evolve(PRINT_2013["SR 3.4"], sl=SL.SL2) == SYSTEM["SR 3.4"]
    assert PRINT_2013 != SYSTEM
    assert evolve(PRINT_2013, corrigenda=SYSTEM.corrigenda, requirements=SYSTEM.requirements) == SYSTEM


def test_the_editions_of_a_part_are_listed_with_the_default_first() -> None:
    assert ("2024", "2009") == editions("2-1") == editions("62443-2-1")
    assert ("2013",) == editions("3-3")
    assert () == editions("9-9")


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("SR 1.1", "62443-3-3:2013 with COR1:2014"),
        ("CR 1.1", "62443-4-2:2019"),
        ("CR 2.3", "62443-4-2:2019"),
        ("ORG 1.1", "62443-2-1:2024"),
        ("4.3.3.6.1", "62443-2-1:2009"),
        ("4.3.3.6.99", "62443-2-1:2024"),
        ("SM-1", "62443-4-1:2018"),
    ],
)
def test_the_catalog_of_an_id_is_the_edition_that_has_it_else_the_default_one(id: str, expected: str) -> None:
    assert expected == catalog_of(parse(id)).name


# ---- looking up


@pytest.mark.parametrize(
    "notation",
    ["SR 1.1 RE(1)", "sr1.1re1", "SR 1.1 (1)", "SR 1.1.RE.1", "IEC 62443-3-3:2013 - SR 1.1, RE1", "SR\u00a01.1 RE 1"],
)
def test_a_requirement_is_found_by_id_and_in_any_notation(notation: str) -> None:
    expected = SYSTEM[parse("SR 1.1 RE(1)")]
    assert expected is SYSTEM[notation]
    assert expected is SYSTEM[parse(notation)]
    assert expected is SYSTEM.get(notation)
    assert notation in SYSTEM
    assert parse(notation) in SYSTEM


@pytest.mark.parametrize(
    ("catalog", "key", "message"),
    [
        (
            SYSTEM,
            "SR 1.1 RE(9)",
            (
                "'SR 1.1 RE(9)' is not a requirement of 62443-3-3:2013 with COR1:2014;"
                " nearest: SR 1.1, SR 1.1 RE(1), SR 1.1 RE(2), SR 1.1 RE(3)"
            ),
        ),
        (
            SYSTEM,
            "CR 1.1",
            "'CR 1.1' is not a requirement of 62443-3-3:2013 with COR1:2014: it is an id of 62443-4-2",
        ),
        (
            SYSTEM,
            "Clause 4.2",
            (
                "'Clause 4.2' is not a requirement of 62443-3-3:2013 with COR1:2014:"
                " Clause 4.2 is a constraint common to all requirements: look in catalog.constraints"
            ),
        ),
        (
            COMPONENT,
            "CCSC 4",
            (
                "'CCSC 4' is not a requirement of 62443-4-2:2019:"
                " CCSC 4 is a constraint common to all requirements: look in catalog.constraints"
            ),
        ),
        (
            COMPONENT,
            "CR 2.3",
            "'CR 2.3' is not a requirement of 62443-4-2:2019: components have no requirement there, see SR 2.3",
        ),
        (
            COMPONENT,
            "CR 7.5 RE(1)",
            "'CR 7.5 RE(1)' is not a requirement of 62443-4-2:2019: components have no requirement there, see SR 7.5",
        ),
        (
            COMPONENT,
            "cr3.2",
            (
                "'CR 3.2' is not a requirement of 62443-4-2:2019: the heading points on to"
                " SAR 3.2, EDR 3.2, HDR 3.2, NDR 3.2; catalog.resolve gives those of a type"
            ),
        ),
        (COMPONENT, "SR 1.1", "'SR 1.1' is not a requirement of 62443-4-2:2019: it is an id of 62443-3-3"),
    ],
)
def test_an_unknown_id_is_refused_with_the_reason_and_the_nearest(catalog: Catalog, key: str, message: str) -> None:
    for given in (key, parse(key)):
        with pytest.raises(UnknownRequirement) as caught:
            catalog[given]
        assert message == str(caught.value)
        assert given not in catalog
        assert catalog.get(given) is None


def test_an_id_without_kin_is_near_to_ids_that_look_alike() -> None:
    with pytest.raises(UnknownRequirement) as caught:
        SYSTEM["SR 6.9"]
    assert caught.value.nearest
    assert len(caught.value.nearest) <= 3
    assert all(id in SYSTEM for id in caught.value.nearest)
    assert {"SR 6.1", "SR 6.2"} <= set(caught.value.nearest)


def test_no_more_than_five_kin_are_named() -> None:
    with pytest.raises(UnknownRequirement) as caught:
        SYSTEM["SR 2.1 RE(7)"]
    assert ("SR 2.1", *(f"SR 2.1 RE({number})" for number in range(1, 5))) == caught.value.nearest


def test_a_text_that_is_no_id_is_refused_as_such_and_is_not_in_the_catalog() -> None:
    with pytest.raises(InvalidRequirementId, match="no notation of an id of 62443 fits"):
        SYSTEM["hello"]
    assert "hello" not in SYSTEM
    for stranger in (None, 1, b"SR 1.1", ("SR", 1)):
        assert stranger not in SYSTEM


def test_get_gives_the_default_for_a_text_that_is_no_id() -> None:
    assert SYSTEM.get("hello") is None
    assert "other" == SYSTEM.get("hello", "other") == SYSTEM.get(parse("SR 6.9"), default="other")


@pytest.mark.parametrize("stranger", [None, 1, b"SR 1.1", ("SR", 1)])
def test_a_key_that_is_neither_id_nor_text_is_a_key_error(stranger: object) -> None:
    with pytest.raises(UnknownRequirement, match="an id or its text is expected"):
        SYSTEM[stranger]  # type: ignore[index]


# ---- headings


@pytest.mark.parametrize("row", table("headings"), ids=lambda row: row["id"])
def test_a_heading_stands_for_the_requirements_of_the_types_that_it_points_on_to(row: dict[str, str]) -> None:
    to = [each for each in row["to"].split("|") if each]
    assert to == texts(COMPONENT.resolve(row["id"]))
    assert to == texts(COMPONENT.resolve(row["id"], ComponentType))
    for kind in ComponentType:
        assert [each for each in to if each.startswith(kind.prefix)] == texts(COMPONENT.resolve(row["id"], [kind]))
    two = [each for each in to if each.startswith(("EDR", "HDR"))]
    assert two == texts(COMPONENT.resolve(parse(row["id"]), [EMBEDDED, HOST]))


def test_an_enhancement_of_a_heading_stands_for_that_of_the_types_that_have_it() -> None:
    assert ["HDR 3.2 RE(1)"] == texts(COMPONENT.resolve("CR 3.2 RE(1)"))
    assert [] == texts(COMPONENT.resolve("CR 3.2 RE(1)", [EMBEDDED]))
    assert ["NDR 5.2 RE(3)"] == texts(COMPONENT.resolve("CR 5.2 RE(3)", [NETWORK]))


def test_a_requirement_stands_for_itself() -> None:
    assert (COMPONENT["CR 1.1"],) == COMPONENT.resolve("cr1.1", [HOST])
    assert (SYSTEM["SR 1.1 RE(1)"],) == SYSTEM.resolve("SR 1.1 RE(1)")


def test_what_is_neither_heading_nor_requirement_stands_for_nothing_and_is_refused() -> None:
    with pytest.raises(UnknownRequirement, match="constraint common to all requirements"):
        COMPONENT.resolve("CCSC 1")
    with pytest.raises(UnknownRequirement, match="it is an id of 62443-3-3"):
        COMPONENT.resolve("SR 1.1")


def test_an_enhancement_of_a_heading_that_no_type_has_is_refused() -> None:
    for id in ("CR 3.2 RE(9)", "CR 2.3 RE(1)"):
        with pytest.raises(UnknownRequirement):
            COMPONENT.resolve(id)


# ---- choosing


def test_a_vector_selects_by_foundational_requirement() -> None:
    target = SLVector(1, 0, 2, 0, 3, 0, 4)
    chosen = SYSTEM.required(target)
    expected = [
        row["id"]
        for row in table("requirements")
        if row["part"] == "62443-3-3" and int(row["sl"]) <= list(target)[int(row["fr"]) - 1]
    ]
    assert expected == texts(chosen)


def test_the_requirements_of_a_foundational_requirement_are_those_of_the_golden_table() -> None:
    for part, catalog in CATALOGS.items():
        for fr in FR:
            expected = [
                row["id"] for row in table("requirements") if (row["part"], row["fr"]) == (part, str(fr.number))
            ]
            assert expected == texts(catalog.by_fr(fr))


@pytest.mark.parametrize("bad", [5, -1, 2.5, "2", None])
def test_a_target_that_is_no_level_is_refused(bad: object) -> None:
    with pytest.raises(InvalidSLVector, match="a level is a whole number from 0 to 4"):
        SYSTEM.required(bad)  # type: ignore[arg-type]


def test_the_enhancements_of_a_requirement_are_given_for_its_base_and_for_each_of_them() -> None:
    expected = ["SR 5.2 RE(1)", "SR 5.2 RE(2)", "SR 5.2 RE(3)"]
    assert expected == texts(SYSTEM.enhancements("SR 5.2"))
    assert expected == texts(SYSTEM.enhancements(parse("SR 5.2 RE(2)")))
    assert [] == texts(SYSTEM.enhancements("SR 5.4"))
    with pytest.raises(UnknownRequirement):
        SYSTEM.enhancements("SR 5.9")


def test_a_difference_names_levels_titles_and_what_comes_and_goes() -> None:
    changed = PRINT_2013.diff(SYSTEM)
    assert ((PRINT_2013["SR 3.4"], SYSTEM["SR 3.4"]),) == changed.level_changed
    assert ((), (), (), ()) == (changed.added, changed.removed, changed.title_changed, changed.moved)
    assert changed
    first, second, third, *rest = SYSTEM.requirements
    renamed, moved = evolve(second, title="Another title"), evolve(third, clause="99")
    other = evolve(SYSTEM, requirements=(renamed, moved, *rest))
    difference = SYSTEM.diff(other)
    assert ((first,), ()) == (difference.removed, difference.added)
    assert ((second, renamed),) == difference.title_changed
    assert ((third, moved),) == difference.moved
    assert not difference.level_changed
    back = other.diff(SYSTEM)
    assert ((first,), ()) == (back.added, back.removed)
    assert difference
    assert back


def test_a_catalog_does_not_differ_from_itself() -> None:
    assert not SYSTEM.diff(SYSTEM)


# ---- texts


def test_a_requirement_and_a_constraint_have_the_packaged_text() -> None:
    packaged = load_texts("62443-3-3")
    assert packaged["SR 1.1"] == SYSTEM.text("SR 1.1") == SYSTEM.text(parse("SR 1.1")) == SYSTEM.text("sr1.1")
    assert packaged["Clause 4.2"] == SYSTEM.text("Clause 4.2")
    assert load_texts("62443-4-2")["CCSC 1"] == COMPONENT.text("CCSC 1")
    assert packaged["SR 1.1"] == PRINT_2013.text("SR 1.1")


def test_a_language_that_is_not_packaged_falls_back_to_english() -> None:
    assert SYSTEM.text("SR 1.1") == SYSTEM.text("SR 1.1", "tlh-Latn-QA")
    assert "en" == SYSTEM.text("SR 1.1", "tlh").language


def test_what_is_no_requirement_has_no_text() -> None:
    with pytest.raises(UnknownRequirement, match="it is an id of 62443-4-2"):
        SYSTEM.text("CR 1.1")
    with pytest.raises(UnknownRequirement, match="the heading points on"):
        COMPONENT.text("CR 3.2")


def test_a_users_own_text_is_bound_by_id_and_shown_in_place_of_ours() -> None:
    mine = Text("licensed words", licensed=True)
    bound = SYSTEM.with_texts({"sr1.1": mine, "Clause 4.3": mine})
    assert mine == bound.text("SR 1.1") == bound.text("SR 1.1", "de") == bound.text("Clause 4.3")
    assert SYSTEM.text("SR 1.2") == bound.text("SR 1.2")
    assert not SYSTEM.text("SR 1.1").licensed
    again = bound.with_texts({parse("SR 1.2"): mine})
    assert (mine, mine) == (again.text("SR 1.1"), again.text("SR 1.2"))
    assert list(SYSTEM.values()) == list(bound.values())
    assert bound != SYSTEM
    assert bound == pickle.loads(pickle.dumps(bound))  # noqa: S301 - our own bytes


@pytest.mark.parametrize("id", ["CR 1.1", "SR 1.1 RE(9)", "SR 9.9"])
def test_a_text_is_bound_to_nothing_that_is_not_there(id: str) -> None:
    with pytest.raises((UnknownRequirement, InvalidRequirementId)):
        SYSTEM.with_texts({id: Text("words")})


# ---- a value


ALL = [SYSTEM, COMPONENT, PRINT_2013, *OTHERS.values()]


@pytest.mark.parametrize("catalog", ALL, ids=repr)
def test_a_catalog_is_a_mapping_of_exactly_its_requirements(catalog: Catalog) -> None:
    assert isinstance(catalog, Mapping)
    assert len(catalog) == len(catalog.requirements) == len(list(catalog))
    assert [each.id for each in catalog.requirements] == list(catalog) == list(catalog.keys())
    assert catalog.requirements == tuple(catalog.values())
    assert dict(zip(catalog, catalog.requirements, strict=True)) == dict(catalog.items()) == dict(catalog)
    assert list(catalog) == sorted(catalog)
    assert all(id not in catalog for id in (*catalog.constraints, *catalog.headings))


@pytest.mark.parametrize("catalog", ALL, ids=repr)
def test_a_catalog_survives_pickling_and_copying(catalog: Catalog) -> None:
    for twin in (pickle.loads(pickle.dumps(catalog)), copy.copy(catalog), copy.deepcopy(catalog)):  # noqa: S301 - our own bytes
        assert catalog == twin
        assert hash(catalog) == hash(twin)
        assert all(each == twin[each.id.text] for each in catalog.values())


def test_catalogs_are_equal_by_content_and_no_two_are_alike() -> None:
    assert len(ALL) == len(set(ALL))
    assert evolve(SYSTEM) == SYSTEM
    assert evolve(SYSTEM) is not SYSTEM
    assert evolve(SYSTEM, notes=("another",)) != SYSTEM
    assert hash(SYSTEM) != hash(PRINT_2013)
    assert SYSTEM != dict(SYSTEM)
    assert "62443-3-3" != SYSTEM


def test_a_catalog_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        SYSTEM.requirements = ()  # type: ignore[misc]
    with pytest.raises(AttributeError):
        SYSTEM.new = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        SYSTEM["SR 1.1"] = SYSTEM["SR 1.2"]  # type: ignore[index]
    for mapping in (SYSTEM.constraints, SYSTEM.headings, SYSTEM.groups, SYSTEM.overlay):
        with pytest.raises(TypeError):
            mapping["x"] = 1  # type: ignore[index]


def test_its_repr_is_a_short_line() -> None:
    assert "<Catalog of 62443-3-3:2013 with COR1:2014, 100 requirements>" == repr(SYSTEM)
    assert "<Catalog of 62443-3-3:2013, 100 requirements>" == repr(PRINT_2013)
    assert "<Catalog of 62443-4-2:2019, 122 requirements>" == repr(COMPONENT)


def test_every_row_of_4_2_that_corresponds_names_a_row_of_3_3() -> None:
    for each in COMPONENT.values():
        assert (each.corresponds_to is None) == (each.correspondence is None)
        assert each.corresponds_to is None or each.corresponds_to in SYSTEM
    assert {Correspondence.SAME, Correspondence.RELATED, None} == {each.correspondence for each in COMPONENT.values()}


def test_a_corrigendum_named_twice_is_applied_once() -> None:
    assert "62443-3-3:2013 with COR1:2014" == load("3-3", corrigenda=["COR1:2014"] * 2).name


def test_a_code_names_a_component_type_and_any_other_text_is_refused() -> None:
    by_code = COMPONENT.required(1, ["embedded_device"])  # type: ignore[list-item] # as people type it
    assert COMPONENT.required(1, [ComponentType.EMBEDDED_DEVICE]) == by_code
    with pytest.raises(ValueError, match="'plc' is not a valid ComponentType"):
        COMPONENT.required(1, ["plc"])  # type: ignore[list-item] # as people type it
