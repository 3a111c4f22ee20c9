"""The packaged data files: their form, and the laws that the facts in them obey among themselves."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from golden.tables import table

from iec62443 import FR, SL, ComponentType, MaturityLevel, RequirementId, _resources

# the parts that are ordered by foundational requirement and have security levels
PARTS = ("62443-3-3", "62443-4-2")
PREFIXES = ("SR", "CR", "SAR", "EDR", "HDR", "NDR")
# 62443-4-2 gives each component type a clause of its own, 12 to 15.
TYPE_CLAUSES = {"SAR": 12, "EDR": 13, "HDR": 14, "NDR": 15}


def files(*folder: str) -> list[tuple[str, ...]]:
    """List every packaged file below a folder."""
    found: list[tuple[str, ...]] = []
    for name in _resources.names(*folder):
        found.extend([(*folder, name)] if "." in name else files(*folder, name))
    return found


def read(*path: str) -> Any:
    return json.loads(_resources.read_bytes(*path))


def rows(folder: str) -> list[dict[str, Any]]:
    requirements: list[dict[str, Any]] = read(folder, "requirements.json")["requirements"]
    return requirements


def parts_of(id: str) -> tuple[int, int, str, int]:
    """Take a canonical id apart: foundational requirement, item, prefix, enhancement (0 for a base)."""
    found = re.fullmatch(r"([A-Z]+) ([1-7])\.([1-9][0-9]?)(?: RE\(([1-9])\))?", id)
    assert found, id
    return int(found[2]), int(found[3]), found[1], int(found[4] or 0)


def letters(title: str) -> str:
    """Take a title without its punctuation, on which the headings of the standard are not at one."""
    return " ".join(re.findall(r"\w+", title.casefold()))


def base_of(id: str) -> str:
    return id.partition(" RE(")[0]


FILES = ["/".join(path) for path in files()]
JSON_FILES = [path for path in FILES if path.endswith(".json")]
FOLDERS = [path.removesuffix("/requirements.json") for path in JSON_FILES if path.endswith("/requirements.json")]
GROUPED = [folder for folder in FOLDERS if folder not in PARTS]
TEXTS = [path for path in JSON_FILES if path.rpartition("/")[2].startswith("texts.") and "schema/" not in path]


# --- the form -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES)
def test_a_data_file_is_plain_utf8_that_diffs_well(path: str) -> None:
    data = _resources.read_bytes(*path.split("/"))
    lines = data.decode("utf-8").split("\n")
    assert b"\r" not in data
    assert b"\t" not in data
    assert not data.startswith(b"\xef\xbb\xbf")
    assert lines[-1] == ""
    assert lines[-2] != ""
    assert not [number for number, line in enumerate(lines, 1) if line != line.rstrip()]


@pytest.mark.parametrize("path", JSON_FILES)
def test_no_key_stands_twice_in_one_object(path: str) -> None:
    twice: list[str] = []

    def keep(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = [key for key, _ in pairs]
        twice.extend(key for key in keys if keys.count(key) > 1)
        return dict(pairs)

    json.loads(_resources.read_bytes(*path.split("/")), object_pairs_hook=keep)
    assert not twice


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_requirement_stands_on_one_line(folder: str) -> None:
    lines = _resources.read_bytes(folder, "requirements.json").decode().splitlines()
    first = lines.index('  "requirements": [') + 1
    one_a_line = lines[first : lines.index("  ]", first)]
    assert rows(folder) == [json.loads(line.removesuffix(",")) for line in one_a_line]


@pytest.mark.parametrize("path", FILES)
def test_the_readme_of_the_data_names_every_file(path: str) -> None:
    assert f"`{path}`" in _resources.read_bytes("README.md").decode()


def test_the_readme_says_whose_project_and_whose_facts_these_are() -> None:
    text = " ".join(_resources.read_bytes("README.md").decode().split())
    for promise in (
        "cross-checked against public sources, not compared with the licensed text",
        "not affiliated with, endorsed or reviewed by IEC, ISA or ISCI",
        "marks of their owners",
        "Apache-2.0",
    ):
        assert promise in text


# --- the ids --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_id_is_canonical_of_its_part_and_there_once(folder: str) -> None:
    content = read(folder, "requirements.json")
    ids = [row["id"] for key in ("requirements", "constraints", "headings") for row in content[key]]
    assert folder in {content["part"], f"{content['part']}-{content['edition']}"}
    assert len(ids) == len(set(ids))
    assert [(id, content["part"]) for id in ids] == [(each.text, each.part) for each in map(RequirementId.parse, ids)]


@pytest.mark.parametrize("part", PARTS)
def test_the_rows_stand_in_the_order_of_the_standard(part: str) -> None:
    def place(id: str) -> tuple[int, int, int, int]:
        fr, item, prefix, enhancement = parts_of(id)
        return fr, item, PREFIXES.index(prefix), enhancement

    ids = [row["id"] for row in rows(part)]
    assert sorted(ids, key=place) == ids


@pytest.mark.parametrize("folder", GROUPED)
def test_the_rows_stand_group_by_group_in_the_order_of_their_numbers(folder: str) -> None:
    groups = [row["id"] for row in read(folder, "requirements.json")["groups"]]

    def place(row: dict[str, Any]) -> tuple[int, list[int]]:
        return groups.index(row["group"]), [int(number) for number in re.findall(r"\d+", row["id"])]

    assert sorted(rows(folder), key=place) == rows(folder)


@pytest.mark.parametrize("folder", GROUPED)
def test_every_row_stands_in_a_group_of_the_part_and_no_group_is_empty(folder: str) -> None:
    parents = {row["id"]: row["parent"] for row in read(folder, "requirements.json")["groups"]}
    named = {row[key] for row in rows(folder) for key in ("group", "subgroup") if key in row}
    assert set(parents) == named
    assert not [row["id"] for row in rows(folder) if "subgroup" in row and parents[row["subgroup"]] != row["group"]]


@pytest.mark.parametrize("folder", GROUPED)
def test_an_id_begins_with_its_group_or_the_prefix_of_it(folder: str) -> None:
    groups = {row["id"]: row["prefix"] or row["id"] for row in read(folder, "requirements.json")["groups"]}
    wrong = [row["id"] for row in rows(folder) if not re.match(rf"{re.escape(groups[row['group']])}\b", row["id"])]
    assert not wrong
    assert not [row["id"] for row in rows(folder) if not row["id"].startswith(row.get("subgroup", ""))]


@pytest.mark.parametrize("part", PARTS)
def test_an_id_tells_its_foundational_requirement(part: str) -> None:
    order = ("IAC", "UC", "SI", "DC", "RDF", "TRE", "RA")
    assert not [row["id"] for row in rows(part) if row["fr"] != order[parts_of(row["id"])[0] - 1]]


@pytest.mark.parametrize("part", PARTS)
def test_an_enhancement_has_a_base_that_it_does_not_undercut(part: str) -> None:
    by_id = {row["id"]: row for row in rows(part)}
    for id, row in by_id.items():
        base = by_id[base_of(id)]
        assert base["sl"] <= row["sl"], id
        assert base["clause"] == row["clause"], id
        assert set(row.get("component_types", ())) <= set(base.get("component_types", ())), id


@pytest.mark.parametrize("part", PARTS)
def test_the_enhancements_of_a_requirement_are_counted_without_a_gap(part: str) -> None:
    counts: dict[str, list[int]] = {}
    for row in rows(part):
        counts.setdefault(base_of(row["id"]), []).append(parts_of(row["id"])[3])
    assert {base: list(range(len(numbers))) for base, numbers in counts.items()} == counts


@pytest.mark.parametrize("part", PARTS)
def test_the_clause_of_a_requirement_follows_its_number(part: str) -> None:
    """The standard puts SR x.y and CR x.y in clause (x + 4).(y + 2), the others in the clause of their component type."""
    wrong = []
    for row in rows(part):
        fr, item, prefix, _ = parts_of(row["id"])
        clause = f"{fr + 4}.{item + 2}" if prefix in {"SR", "CR"} else f"{TYPE_CLAUSES[prefix]}."
        if not (row["clause"] == clause or (prefix in TYPE_CLAUSES and row["clause"].startswith(clause))):
            wrong.append(row["id"])
    assert not wrong


def test_the_own_requirements_of_a_component_type_stand_in_its_clause_in_order() -> None:
    for prefix, clause in TYPE_CLAUSES.items():
        clauses = [row["clause"] for row in rows("62443-4-2") if re.fullmatch(rf"{prefix} \d\.\d+", row["id"])]
        assert [f"{clause}.{number}" for number in range(2, 2 + len(clauses))] == clauses


# --- what the rows refer to ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", PARTS)
def test_amendments_and_disputes_are_about_rows(part: str) -> None:
    content = read(part, "requirements.json")
    levels = {row["id"]: row["sl"] for row in content["requirements"]}
    assert not [each["id"] for each in content["disputes"] if each["id"] not in levels]
    for each in content["amendments"]:
        assert each["changed_by"] in content["corrigenda"]
        assert each["sl_without"] != levels[each["id"]]


def test_a_component_requirement_names_a_system_requirement_of_the_same_number() -> None:
    system = {row["id"] for row in rows("62443-3-3")}
    for row in rows("62443-4-2"):
        if row["corresponds_to"] is not None:
            assert row["corresponds_to"] in system
            assert parts_of(row["id"])[:2] == parts_of(row["corresponds_to"])[:2]


def test_what_is_the_same_is_a_base_in_both_parts_or_an_enhancement_in_both() -> None:
    for row in rows("62443-4-2"):
        if row["correspondence"] == "same":
            assert (" RE(" in row["id"]) == (" RE(" in row["corresponds_to"]), row["id"]


def test_a_constraint_on_components_names_the_constraint_on_systems_with_its_title() -> None:
    system = {row["id"]: row["title"] for row in read("62443-3-3", "requirements.json")["constraints"]}
    component = read("62443-4-2", "requirements.json")["constraints"]
    named = {row["corresponds_to"]: row["title"] for row in component if row["corresponds_to"]}
    assert system == named
    assert [f"CCSC {number}" for number in range(1, 5)] == [row["id"] for row in component]


def test_without_counterpart_are_the_enhancements_of_systems_that_no_component_requirement_repeats() -> None:
    content = read("62443-4-2", "requirements.json")
    repeated = {row["corresponds_to"] for row in content["requirements"] if row["correspondence"] == "same"}
    enhancements = [row["id"] for row in rows("62443-3-3") if " RE(" in row["id"]]
    assert [id for id in enhancements if id not in repeated] == content["without_counterpart"]


def test_headings_without_a_component_requirement_are_the_system_requirements_that_none_repeats() -> None:
    expected = {"CR 2.3": "SR 2.3", "CR 5.4": "SR 5.4", "CR 7.5": "SR 7.5"}
    content = read("62443-4-2", "requirements.json")
    repeated = {row["corresponds_to"] for row in content["requirements"] if row["correspondence"] == "same"}
    bases = [row["id"] for row in rows("62443-3-3") if " RE(" not in row["id"]]
    alone = {row["id"]: row["system_requirement"] for row in content["headings"] if not row["to"]}
    assert [id for id in bases if id not in repeated] == list(alone.values())
    assert expected == alone


def test_a_heading_points_on_to_every_requirement_of_its_number_and_to_nothing_else() -> None:
    content = read("62443-4-2", "requirements.json")
    titles = {row["id"]: row["title"] for row in content["requirements"] if " RE(" not in row["id"]}
    own = {id for id in titles if not id.startswith("CR ")}
    for heading in content["headings"]:
        number = heading["id"].removeprefix("CR ")
        assert [id for id in titles if id.split()[1] == number] == heading["to"]
        assert {letters(heading["title"])} >= {letters(titles[id]) for id in heading["to"]}
    assert own == {id for heading in content["headings"] for id in heading["to"]}


def test_the_prefix_of_a_component_requirement_tells_its_types() -> None:
    content = read("62443-4-2", "requirements.json")
    types = {row["prefix"]: row["code"] for row in content["component_types"]}
    assert list(TYPE_CLAUSES.items()) == [(row["prefix"], int(row["clause"])) for row in content["component_types"]]
    for row in content["requirements"]:
        prefix = row["id"].split()[0]
        assert ([types[prefix]] if prefix in types else list(types.values())) == row["component_types"], row["id"]


def test_the_types_of_component_have_the_prefixes_and_names_of_the_code() -> None:
    written = read("62443-4-2", "requirements.json")["component_types"]
    assert [(each.value, each.prefix, each.title) for each in ComponentType] == [
        (row["code"], row["prefix"], row["name"]) for row in written
    ]


# --- what the sources say of the facts, transcribed ---------------------------------------------------------------------


def test_component_levels_differ_from_the_system_s_exactly_where_the_sources_say_so() -> None:
    expected = {
        "NDR 1.13 RE(1)": (3, 2),
        "CR 2.11": (1, 2),
        "CR 2.11 RE(1)": (2, 3),
        "CR 2.12": (1, 3),
        "CR 3.4": (1, 2),
        "CR 3.7": (1, 2),
    }
    system = {row["id"]: row["sl"] for row in rows("62443-3-3")}
    differing = {
        row["id"]: (row["sl"], system[row["corresponds_to"]])
        for row in rows("62443-4-2")
        if row["correspondence"] == "same" and row["sl"] != system[row["corresponds_to"]]
    }
    assert expected == differing


def test_enhancements_that_changed_their_number_are_those_the_sources_name() -> None:
    expected = {"CR 3.3 RE(1)": "SR 3.3 RE(2)", "CR 3.4 RE(2)": "SR 3.4 RE(1)"}
    moved = {
        row["id"]: row["corresponds_to"]
        for row in rows("62443-4-2")
        if row["correspondence"] == "same" and parts_of(row["id"])[3] != parts_of(row["corresponds_to"])[3]
    }
    assert expected == moved


def test_a_dispute_is_ruled_as_its_note_says() -> None:
    expected = {"SR 1.13 RE(1)": 2, "SR 6.2": 2, "SR 2.12 RE(1)": 4, "SR 4.1 RE(2)": 4}
    levels = {row["id"]: row["sl"] for row in rows("62443-3-3")}
    disputed = [each["id"] for each in read("62443-3-3", "requirements.json")["disputes"]]
    assert expected == {id: levels[id] for id in disputed}


def test_only_two_levels_rest_on_a_ruling_alone() -> None:
    expected = {"SR 2.12 RE(1)": "provisional", "SR 6.2": "provisional"}
    weak = {row["id"]: row["assurance"] for part in PARTS for row in rows(part) if row["assurance"] != "confirmed"}
    assert expected == weak


def test_what_may_be_allocated_is_known_of_few_and_never_for_sure() -> None:
    known = {
        row["id"]: (row["allocatable"], row["allocatable_assurance"])
        for row in rows("62443-4-2")
        if row["allocatable"] is not None
    }
    seen = dict.fromkeys(("CR 1.4", "CR 1.7"), (True, "provisional"))
    likely = dict.fromkeys(("CR 1.1", "CR 1.3", "CR 1.8", "CR 1.9", "CR 1.14"), (True, "unconfirmed"))
    assert {**seen, **likely} == known


# --- the texts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [path for path in TEXTS if "/" in path])
def test_the_texts_of_a_part_speak_of_exactly_what_the_part_has(path: str) -> None:
    content, texts = read(path.partition("/")[0], "requirements.json"), read(*path.split("/"))
    assert (content["part"], content["edition"]) == (texts["part"], texts["edition"])
    assert [row["id"] for row in content["requirements"]] == list(texts["texts"])
    assert [row["id"] for row in content["constraints"]] == list(texts.get("constraints", {}))
    assert [row["id"] for row in content.get("groups", ())] == list(texts.get("groups", {}))


@pytest.mark.parametrize("path", [path for path in TEXTS if "/" not in path])
def test_the_texts_beside_the_foundation_speak_of_the_seven_foundational_requirements(path: str) -> None:
    assert [f"FR {number}" for number in range(1, 8)] == list(read(path)["texts"])


@pytest.mark.parametrize("path", TEXTS)
def test_texts_are_named_by_their_language_and_titled_where_it_is_not_the_catalog_s(path: str) -> None:
    content = read(*path.split("/"))
    assert path.endswith(f"texts.{content['language']}.json")
    titled = {"title" in entry for key in ("texts", "constraints", "groups") for entry in content.get(key, {}).values()}
    assert {content["language"] != "en"} == titled


def test_a_text_is_of_its_requirement_alone_and_has_not_the_voice_of_the_standard() -> None:
    """No text stands twice, no summary is longer than three sentences, none says 'shall'."""
    entries = [
        entry
        for path in TEXTS
        for key in ("texts", "constraints", "groups")
        for entry in read(*path.split("/")).get(key, {}).values()
    ]
    said = [entry[key] for entry in entries for key in ("summary", "verify") if key in entry]
    assert len(said) == len(set(said))
    assert not [entry["summary"] for entry in entries if len(re.findall(r"[.!?](?=\s|$)", entry["summary"])) > 3]
    assert not [text for text in said if re.search(r"\bshall\b", text, re.IGNORECASE)]


# --- the foundation ----------------------------------------------------------------------------------------------------


def test_the_foundation_says_what_the_code_says() -> None:
    content = read("foundation.json")
    assert [(each.number, each.name, each.title) for each in FR] == [
        (row["number"], row["abbreviation"], row["title"]) for row in content["foundational_requirements"]
    ]
    assert [each.name for each in FR] == content["vector_order"]
    assert [(int(each), each.violation, each.means, each.resources, each.skills, each.motivation) for each in SL] == [
        (row["level"], row["violation"], row["means"], row["resources"], row["skills"], row["motivation"])
        for row in content["security_levels"]
    ]
    assert [(int(each), each.title) for each in MaturityLevel] == [
        (row["level"], row["title"]) for row in content["maturity_levels"]
    ]


# --- the other files ----------------------------------------------------------------------------------------------------


def test_the_parts_of_the_series_stand_once_in_order_in_the_group_of_their_number() -> None:
    parts = read("series.json")["parts"]
    names = [row["part"] for row in parts]
    assert sorted(set(names)) == names
    assert [int(name.split("-")[1]) for name in names] == [row["group"] for row in parts]
    assert len({(row["group"], row["group_title"]) for row in parts}) == len({row["group"] for row in parts})


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_part_with_requirements_is_published_in_the_series_under_its_title(folder: str) -> None:
    content = read(folder, "requirements.json")
    row = next(row for row in read("series.json")["parts"] if row["part"] == content["part"])
    former = {title for each in row["former_editions"] if (title := each.get("title"))}
    assert row["status"] == "published"
    assert content["title"] in {row["title"], *former}
    assert content["audience"] == row["audience"]


def test_patches_go_from_available_to_installed() -> None:
    """Each step is between two states of the list, and every state lies on a way from the first."""
    content = read("62443-2-3", "patch_states.json")
    names = [row["name"] for row in content["patch_states"]]
    steps = content["natural_order"]
    reached = ["Available"]
    for state in reached:
        reached.extend(after for before, after in steps if before == state and after not in reached)
    assert sorted(names) == sorted(reached)
    assert {after for _, after in steps} == set(names) - {"Available"}
    assert "Installed" not in {before for before, _ in steps}


def test_what_is_of_the_system_is_what_was_transcribed_with_a_reason_of_its_own_for_each() -> None:
    """The ids stand in the order of the standard, a base with all of its enhancements; the reasons are a sentence or two."""
    content = read("62443-3-3", "system_level.json")
    listed = {row["id"]: row["reason"] for row in content["system_level"]}
    bases = {base_of(id) for id in listed}
    assert [row["id"] for row in table("system_level")] == list(listed)
    assert [row["id"] for row in rows("62443-3-3") if base_of(row["id"]) in bases] == list(listed)
    assert read("62443-3-3", "requirements.json")["edition"] == content["edition"]
    assert len(listed) == len({reason.casefold() for reason in listed.values()})
    for reason in listed.values():
        assert 100 <= len(reason) <= 300
        assert 1 <= len(re.findall(r"[.](?= [A-Z]|$)", reason)) <= 3
        assert reason == " ".join(reason.split())
        assert not re.search(r"\bshall\b", reason, re.IGNORECASE)
