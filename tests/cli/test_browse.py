"""``iec62443 show``, ``list`` and ``vector``."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from golden.tables import table
from oracle import rows_for
from rich.cells import cell_len

from iec62443 import ComponentType, load, load_group_texts, load_texts, to_records
from iec62443.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path

#: A pipe of the default width, whatever the machine that runs the tests sets.
PIPE = {"COLUMNS": None, "FORCE_COLOR": None, "NO_COLOR": None, "TTY_COMPATIBLE": None}


def run(*arguments: str) -> tuple[int, str, str]:
    """Run a command that ends by itself, without a traceback and within 80 columns."""
    result = CliRunner(env=PIPE).invoke(app, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert max((cell_len(line) for line in result.stdout.splitlines()), default=0) <= 80
    return result.exit_code, result.stdout, result.stderr


def printed(*arguments: str) -> str:
    code, out, err = run(*arguments)
    assert (0, "") == (code, err)
    return out


def error(*arguments: str) -> str:
    """Give the message of a command that refuses its input, which is one line."""
    code, out, err = run(*arguments)
    assert (2, "") == (code, out)
    message = err.partition("Error: ")[2]
    assert 1 == len(message.splitlines())
    return message.rstrip("\n")


def plain(text: str) -> str:
    return " ".join(text.split())


def section(text: str, title: str) -> list[str]:
    """Give the entries below a title, each on one line."""
    lines = [plain(line) for line in text.splitlines()]
    begin = lines.index(title) + 1
    end = lines.index("", begin) if "" in lines[begin:] else len(lines)
    return " ".join(lines[begin:end]).removeprefix("- ").split(" - ")


# ---- show

GOLDEN = {row["id"]: row for row in table("requirements")}


@pytest.mark.parametrize("id", [*list(GOLDEN)[::7], "SR 1.1", "SR 1.1 RE(1)", "CR 1.4", "NDR 1.13 RE(1)"])
def test_show_says_what_the_transcribed_table_says(id: str) -> None:
    row = GOLDEN[id]
    text = plain(printed("show", id))
    part = {"62443-3-3": "62443-3-3:2013 with COR1:2014", "62443-4-2": "62443-4-2:2019"}[row["part"]]
    fr = next(each["title"] for each in table("foundational_requirements") if each["number"] == row["fr"])
    title = plain(f"{id} {row['title']} {part}, clause {row['clause']}")
    assert text.startswith(f"{title}, FR {row['fr']} {fr}, from SL {row['sl']} ")
    assert "How to look at it" in text
    assert f"id and level {row['assurance']}, title {row['title_assurance']}" in text
    assert text.endswith("text: own words, unofficial: no substitute for the standard")


@pytest.mark.parametrize("notation", ["SR 1.1 RE(1)", "sr1.1re1", "IEC 62443-3-3:2013 - SR 1.1, RE1", "SR 1.1 (1)"])
def test_show_reads_any_notation(notation: str) -> None:
    assert printed("show", "SR 1.1 RE(1)") == printed("show", notation)


def test_show_tells_how_a_requirement_relates_to_others() -> None:
    base = section(printed("show", "SR 1.1"), "Relations")
    assert "enhanced by SR 1.1 RE(1) Unique identification and authentication (SL 2)" == base[0]
    assert "in 62443-4-2: CR 1.1, CR 1.1 RE(2)" == base[-1]
    assert "enhances SR 1.1" == section(printed("show", "SR 1.1 RE(1)"), "Relations")[0]
    device = section(printed("show", "EDR 3.14 RE(1)"), "Relations")
    assert ["applies to embedded device", "enhances EDR 3.14"] == device[:2]
    assert "same as SR 1.1" == section(printed("show", "CR 1.1"), "Relations")[-2]
    assert "related to SR 1.1" in section(printed("show", "CR 1.1 RE(2)"), "Relations")


@pytest.mark.parametrize("row", table("allocatable"), ids=lambda row: row["id"])
def test_show_tells_what_the_system_around_may_provide(row: dict[str, str]) -> None:
    expected = f"the system around may provide it ({row['assurance']})"
    assert expected == section(printed("show", row["id"]), "Relations")[-1]


@pytest.mark.parametrize("row", table("disputes"), ids=lambda row: row["id"])
def test_show_tells_where_sources_differ(row: dict[str, str]) -> None:
    assert plain(row["note"]) in plain(printed("show", row["id"]))


def test_show_tells_what_a_corrigendum_changed() -> None:
    (row,) = table("amendments")
    assert plain(f"{row['changed_by']}: {row['note']}") in plain(printed("show", row["id"]))


@pytest.mark.parametrize("row", table("headings"), ids=lambda row: row["id"])
def test_show_tells_where_a_heading_points(row: dict[str, str]) -> None:
    to = f"points on to {row['to'].replace('|', ', ')}"
    says = to if row["to"] else f"components have no requirement here, see {row['system_requirement']}"
    expected = f"{row['id']} {row['title']} (62443-4-2:2019, clause {row['clause']}): {says}"
    assert expected == plain(printed("show", row["id"]))


@pytest.mark.parametrize("row", table("constraints"), ids=lambda row: row["title"])
def test_show_knows_the_constraints(row: dict[str, str]) -> None:
    id = row["id"] or f"Clause {row['clause']}"
    text = plain(printed("show", id))
    assert text.startswith(f"{id} {row['title']} {row['part']}:")
    assert "from SL" not in text


def test_show_gives_each_of_several_that_share_a_number() -> None:
    several = printed("show", "EDR / HDR 3.14")
    assert f"{printed('show', 'EDR 3.14')}\n{printed('show', 'HDR 3.14')}" == several


@pytest.mark.parametrize(
    ("id", "start"),
    [
        ("SM-1", "SM-1 Development process 62443-4-1:2018"),
        ("SP.01.01 BR", "SP.01.01 BR "),
        ("ZCR 5.6", "ZCR 5.6 "),
        ("ORG 1.1", "ORG 1.1 Information security management system (ISMS) 62443-2-1:2024"),
        ("4.3.3.6.1", "4.3.3.6.1 "),
    ],
)
def test_show_knows_the_other_parts(id: str, start: str) -> None:
    text = plain(printed("show", id))
    assert text.startswith(start)
    assert "from SL" not in text
    assert ", FR " not in text


def test_show_takes_an_edition() -> None:
    assert printed("show", "CR 1.1") == printed("show", "CR 1.1", "--edition", "2019")
    expected = "no edition of 62443-4-2 '1999' in this catalog; there is: 2019"
    assert expected == error("show", "CR 1.1", "--edition", "1999")


def test_show_binds_ones_own_text(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("id,title,text\nCR 1.1,\x07Mine,[red]x[/red]\n", encoding="utf-8")
    text = printed("show", "CR 1.1", "--texts", str(path))
    assert text.startswith("CR 1.1   Mine")
    assert "[red]x[/red]" in text
    assert "How to look at it" not in text


def test_a_translated_title_is_own_words_and_is_not_assured_as_the_english_one() -> None:
    text = printed("show", "SR 1.1", "--language", "de")
    expected = (
        "id and level confirmed, title own words; confirmed in English: Human user identification and authentication"
    )
    assert expected == section(text, "Sources")[0]
    title = load_texts("3-3", "de")["SR 1.1 RE(1)"].title
    assert title != load("3-3")["SR 1.1 RE(1)"].title
    assert f"enhanced by SR 1.1 RE(1) {title} (SL 2)" in section(text, "Relations")


def test_where_there_is_no_text_in_the_language_the_title_is_the_catalogs() -> None:
    assert "id and level confirmed, title confirmed" in section(
        printed("show", "CR 1.1", "--language", "de"), "Sources"
    )


def test_a_title_of_ones_own_text_is_not_assured_by_the_catalog(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("id,title,text\nCR 1.1,Mine,x\n", encoding="utf-8")
    said = section(printed("show", "CR 1.1", "--texts", str(path)), "Sources")[0]
    english = "Human user identification and authentication"
    assert f"id and level confirmed, title the user's licensed text; confirmed in English: {english}" == said


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("CR 4.1B", "'CR 4.1B' is not a requirement id: 'B' after it is an item of a list inside the requirement, "),
        ("", "'' is not a requirement id: "),
        ("SR 1.99", "'SR 1.99' is not a requirement of 62443-3-3:2013 with COR1:2014; nearest: SR 1.9, "),
        ("\x1b[31m", "'\\x1b[31m' is not a requirement id: "),
        ("x" * 10_000, "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
    ],
)
def test_show_refuses_what_is_no_requirement(id: str, message: str) -> None:
    said = error("show", id)
    assert said.startswith(message)
    assert len(said) < 400


def test_show_needs_an_id() -> None:
    assert "Missing argument 'ID'." == error("show")


# ---- show: foundational requirements and groups


@pytest.mark.parametrize("row", table("foundational_requirements"), ids=lambda row: row["abbreviation"])
def test_show_gives_a_foundational_requirement_with_what_is_in_it_by_level(row: dict[str, str]) -> None:
    text = printed("show", f"FR {row['number']}")
    assert text == printed("show", f"fr{row['number']}")
    assert text.startswith(f"FR {row['number']} {row['abbreviation']}  {row['title']}")
    assert plain(load_texts()[f"FR {row['number']}"].summary) in plain(text)
    assert plain(load_texts()[f"FR {row['number']}"].verify) in plain(text)
    assert text in printed("show", row["abbreviation"].lower())
    for part, name in (("62443-3-3", "62443-3-3:2013 with COR1:2014"), ("62443-4-2", "62443-4-2:2019")):
        own = [each for each in GOLDEN.values() if each["fr"] == row["number"] and each["part"] == part]
        entries = " ".join(section(text, f"In {name} ({len(own)})")).removeprefix("from count requirements ")
        for sl in "1234":
            ids = [each["id"] for each in own if each["sl"] == sl]
            assert f"SL {sl} {len(ids)} {', '.join(ids)}".strip() in entries


@pytest.mark.parametrize(
    ("name", "start", "clause", "inside"),
    [
        (
            "SPE 1",
            "SPE 1 Organizational security measures 62443-2-1:2024, clause 6",
            "ORG 3 Security of physical access (",
            "ORG 1.1",
        ),
        ("org-1", "ORG 1 Security related organization and policies 62443-2-1:2024, in SPE 1 ", "In it (", "ORG 1.1"),
        ("SP.01", "SP.01 Solution staffing 62443-2-4:2023", "In it (", "SP.01.01 BR"),
        ("sp 01", "SP.01 Solution staffing 62443-2-4:2023", "In it (", "SP.01.01 RE(1)"),
        ("ZCR 5", "ZCR 5 Perform a detailed cyber security risk assessment 62443-3-2:2020", "In it (", "ZCR 5.1"),
        ("SM", "SM Security management 62443-4-1:2018", "In it (13)", "SM-1 Development process"),
        (
            "4.3.3.6",
            "4.3.3.6 Access control: authentication 62443-2-1:2009, in 4.3.3 Selected ",
            "In it (",
            "4.3.3.6.1",
        ),
    ],
)
def test_show_gives_a_group_with_what_is_in_it(name: str, start: str, clause: str, inside: str) -> None:
    text = plain(printed("show", name))
    assert text.startswith(start)
    assert f" {clause}" in text
    assert f"- {inside} " in text
    assert "Sources - id and title " in text


def test_show_gives_the_summary_of_every_group_and_each_requirement_in_it() -> None:
    for part in ("2-1", "2-4", "3-2", "4-1"):
        for id, text in load_group_texts(part).items():
            shown = plain(printed("show", id))
            assert plain(text.summary) in shown
            assert all(f"- {each.id} {plain(each.title)}" in shown for each in load(part).by_group(id))
    assert "own words" not in printed("show", "4.3.3.6")


def test_show_gives_both_where_a_name_has_two_meanings() -> None:
    both = printed("show", "SI")
    assert f"{printed('show', 'FR 3')}\nSI  Secure implementation\n" == both[: both.index("62443-4-1")]


def test_show_gives_groups_in_another_language_and_of_an_edition() -> None:
    assert printed("show", "FR 1", "--language", "de").startswith(f"FR 1 IAC  {load_texts(None, 'de')['FR 1'].title}\n")
    assert "62443-4-2" not in printed("show", "FR 1", "--edition", "2013")
    assert printed("show", "SM") == printed("show", "SM", "--edition", "2018")
    assert "no edition with SM '2013' in this catalog; there is: 2018" == error("show", "SM", "--edition", "2013")
    assert "no edition with UC '1999' in this catalog; there is: 2013, 2019" == error("show", "UC", "--edition", "1999")


def test_a_text_of_ones_own_is_of_requirements_not_of_groups(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("id,title,text\nSM-1,Mine,x\n", encoding="utf-8")
    assert error("show", "SM", "--texts", str(path)).startswith("'SM' is not a requirement id: ")


# ---- list


_LINE = re.compile(r"^(\S+ \S+(?: RE\(\d+\))?) +(IAC|UC|SI|DC|RDF|TRE|RA) +(\d) ", re.MULTILINE)


def listed(text: str) -> list[tuple[str, str, str]]:
    """Give the id, FR and level of each line of the table."""
    return _LINE.findall(text)


@pytest.mark.parametrize("row", table("counts_by_fr"), ids=lambda row: f"{row['part']}-{row['fr']}")
def test_list_counts_what_the_table_counts(row: dict[str, str]) -> None:
    name = next(each["abbreviation"] for each in table("foundational_requirements") if each["number"] == row["fr"])
    for level in (1, 2, 3, 4):
        text = printed("list", "--part", row["part"], "--sl", str(level), "--fr", name.lower())
        expected = int(row[f"sl{level}"])
        assert expected == len(listed(text))
        assert text.splitlines()[-1].startswith(
            f"{expected} of {len(load(row['part']))} requirements of {row['part']}:"
        )


@pytest.mark.parametrize("row", table("counts_by_type"), ids=lambda row: row["component_type"])
def test_list_counts_per_type_what_the_table_counts(row: dict[str, str]) -> None:
    types = [ComponentType(row["component_type"])]
    for level in (1, 4):
        text = printed("list", "--part", "4-2", "--target", str(level), "--type", row["component_type"])
        expected = [(each.id, each.fr.name, str(each.sl)) for each in rows_for("62443-4-2", types) if each.sl <= level]
        assert int(row[f"sl{level}"]) == len(expected)
        assert expected == listed(text)


def test_list_takes_several_types_as_their_union_and_a_vector_as_target() -> None:
    types = [ComponentType.NETWORK_DEVICE, ComponentType.HOST_DEVICE]
    options = [option for each in types for option in ("--type", each.value)]
    text = printed("list", "--part", "4-2", *options, "--target", "0 0 2 0 0 0 0")
    expected = [each.id for each in rows_for("62443-4-2", types) if each.fr.name == "SI" and each.sl <= 2]
    assert expected == [id for id, _, _ in listed(text)]


def test_list_is_of_the_whole_of_3_3_unless_told_otherwise() -> None:
    text = printed("list")
    assert [row["id"] for row in table("requirements") if row["part"] == "62443-3-3"] == [id for id, *_ in listed(text)]
    assert "100 of 100 requirements of 62443-3-3:2013 with COR1:2014" == text.splitlines()[-1]


@pytest.mark.parametrize("part", ["2-1", "2-4", "3-2", "4-1"])
def test_list_of_a_part_without_levels_has_titles_only(part: str) -> None:
    text = printed("list", "--part", part)
    assert text.splitlines()[-1] == f"{len(load(part))} of {len(load(part))} requirements of {load(part).name}"
    assert [] == listed(text)


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("2-1", ["ORG 1.1", "ORG 1", "Information security management system (ISMS)"]),
        ("2-4", ["SP.01.01 RE(1)", "SP.01", "to", "Same for subcontractor and consultant personnel"]),
        ("3-2", ["ZCR 1.1", "ZCR 1", "Identify the SUC perimeter and access points"]),
        ("4-1", ["SM-1", "SM", "Development process"]),
        ("4-2", ["EDR 3.2", "SI", "1", "EDR", "Protection from malicious code"]),
    ],
)
def test_list_has_the_columns_that_the_part_has(part: str, line: list[str]) -> None:
    lines = [re.split(" {2,}", each.strip()) for each in printed("list", "--part", part).splitlines()]
    assert line in lines
    head = {"4-2": ["id", "FR", "SL", "types", "mark", "title"]}.get(part, ["id", "group", "mark", "title"])
    assert [each for each in head if each != "mark" or part in {"2-1", "2-4", "4-2"}] == lines[0]


def test_list_marks_what_is_not_confirmed() -> None:
    for part in ("3-3", "4-2"):
        text = printed("list", "--part", part)
        rows = [row for row in table("requirements") if row["part"] == f"62443-{part}"]
        assert {row["id"] for row in rows if row["title_assurance"] == "provisional"} == {
            found[1] for found in re.finditer(r"^(\S+ \S+(?: RE\(\d+\))?) .*  (?:p )?tp  ", text, re.MULTILINE)
        }
        assert {row["id"] for row in rows if row["assurance"] == "provisional"} == {
            found[1] for found in re.finditer(r"^(\S+ \S+(?: RE\(\d+\))?) .*  p(?: tp)?  ", text, re.MULTILINE)
        }
    assert "without a mark: confirmed; p: id and level provisional; tp: title provisional" in printed("list")
    old = plain(printed("list", "--part", "2-1", "--edition", "2009"))
    assert "without a mark: confirmed; p: id provisional; u: id unconfirmed; tp: title provisional" in old
    assert "id and title confirmed" in printed("list", "--part", "4-1")
    assert "id, level and title confirmed" in printed("list", "--sl", "1", "--fr", "TRE")


def test_list_is_rows_for_machines() -> None:
    options = ("--part", "4-2", "--type", "embedded_device", "--sl", "1", "--format", "json")
    rows = json.loads(CliRunner().invoke(app, ["list", *options]).stdout)
    chosen = [each.id.text for each in load("4-2").required(1, [ComponentType.EMBEDDED_DEVICE])]
    assert [each for each in to_records(load("4-2")) if each["id"] in chosen] == rows


def test_help_names_the_part_that_is_taken_when_none_is_named() -> None:
    for command in ("list", "template"):
        assert "such as 3-3 or 4-2. [default: 3-3]" in plain(printed(command, "--help"))


def test_list_takes_an_edition() -> None:
    assert "requirements of 62443-2-1:2009" in printed("list", "--part", "2-1", "--edition", "2009")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--part", "9-9"], "no part '9-9' in this catalog; there is: "),
        (["--edition", "1999"], "no edition of 62443-3-3 '1999' in this catalog; there is: 2013"),
        (["--sl", "5"], "Invalid value for '--sl': 5 is not in the range 1<=x<=4."),
        (["--fr", "XX"], "Invalid value for '--fr': 'XX' is not one of "),
        (["--type", "toaster"], "Invalid value for '--type': 'toaster' is not one of "),
        (["--part", "2-1", "--sl", "2"], "62443-2-1:2024 has no security levels: leave --sl out"),
        (["--part", "4-1", "--target", "2"], "62443-4-1:2018 has no security levels: leave --target out"),
        (["--part", "2-1", "--fr", "uc"], "62443-2-1:2024 has no foundational requirements: leave --fr out"),
        (
            ["--part", "2-4", "--fr", "uc", "--sl", "1"],
            "62443-2-4:2023 has no security levels: leave --sl and --fr out",
        ),
        (["--type", "host_device"], "62443-3-3:2013 with COR1:2014 does not tell component types apart: leave "),
        (["--sl", "2", "--target", "2"], "--sl and --target say the same thing; give one"),
    ],
)
def test_list_refuses_what_it_does_not_know(options: list[str], message: str) -> None:
    assert error("list", *options).startswith(message)


# ---- vector


def test_vector_reads_the_standards_example() -> None:
    text = printed("vector", "slt(BPCS Zone)={2,2,0,1,3,1,3}")
    lines = [line.split() for line in text.splitlines()]
    assert "SL-T(BPCS Zone) = { 2 2 0 1 3 1 3 }" == text.splitlines()[0]
    expected = {"IAC": "2", "UC": "2", "SI": "0", "DC": "1", "RDF": "3", "TRE": "1", "RA": "3"}
    assert expected == {words[0]: words[1] for words in lines if words and words[0] in expected}
    assert ["SL 0", "SL 1", "SL 2", "SL 3"] == [entry[:4] for entry in section(text, "Levels")]


@pytest.mark.parametrize("text", ["2", "2 2 2 2 2 2 2", "{2222222}", "(2,2,2,2,2,2,2)"])
def test_vector_reads_levels_without_a_type(text: str) -> None:
    out = printed("vector", text)
    assert "{ 2 2 2 2 2 2 2 }" == out.splitlines()[0]
    assert 1 == len(section(out, "Levels"))


def test_vector_shows_what_is_unset() -> None:
    text = printed("vector", "SL-C(RA, FS-PLC) = 4")
    shown = {line.split()[0]: line.split()[1] for line in text.splitlines()[3:10]}
    assert {"IAC": "-", "UC": "-", "SI": "-", "DC": "-", "RDF": "-", "TRE": "-", "RA": "4"} == shown
    assert "SL-A = { - - - - - - - }" == printed("vector", "SL-A {- - - - - - -}").splitlines()[0]


@pytest.mark.parametrize("text", ["", "9", "2 2", "{ 1 2 3 4 1 2 3 4 }", "SL-T", "SL-X(a) = 2", "2..3", "\x1b[31m"])
def test_vector_refuses_what_is_none_and_quotes_it(text: str) -> None:
    said = error("vector", text)
    assert said.startswith(repr(text))
    assert "is not a security level vector" in said
