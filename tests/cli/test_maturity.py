"""``iec62443 assess`` on a part with maturity levels: what is printed, the exit codes, JSON, and bad input."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from iec62443 import _resources, load
from iec62443.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from click.testing import Result

SCHEMA = json.loads(_resources.read_bytes("schema", "maturity-report.schema.json"))
NAMES = {"2-1": "62443-2-1:2024", "2-4": "62443-2-4:2023", "4-1": "62443-4-1:2018"}


def sheet(folder: Path, part: str, answers: Mapping[str, str] | None = None, header: str = "") -> Path:
    """Write a sheet in which every base requirement is met at level 3 with evidence, but for the answers given by id.

    An answer is the rest of a line: verdict, justification, evidence and maturity.
    """
    given = answers or {}
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(["id", "verdict", "justification", "evidence", "maturity"])
    for id in load(part):
        if id.text in given or id.enhancement is None:
            writer.writerow([id.text, *given.get(id.text, "met,,DOC-1,3").split(",")])
    (folder / "ours.csv").write_text(lines.getvalue(), encoding="utf-8")
    head = (
        f'part = "{part}"\n{header}\n[subject]\nname = "Plant services"\nversion = "2026"\nsupplier = "Example Works"\n'
    )
    (folder / "ours.toml").write_text(head, encoding="utf-8")
    return folder / "ours.csv"


def run(*arguments: object, width: int = 100) -> Result:
    return CliRunner().invoke(app, ["assess", *map(str, arguments)], env={"COLUMNS": str(width)})


def plain(result: Result) -> str:
    """The output with the line breaks of the layout taken out."""
    return " ".join(result.output.split())


def lines(result: Result) -> list[str]:
    return [line.rstrip() for line in result.output.splitlines()]


@pytest.mark.parametrize(("part", "count"), [("2-1", "87 of 87"), ("2-4", "72 of 123"), ("4-1", "47 of 47")])
def test_the_level_is_printed_with_what_it_is_over(part: str, count: str, tmp_path: Path) -> None:
    result = run(sheet(tmp_path, part))
    assert 0 == result.exit_code
    assert [
        "Example Works Plant services 2026",
        f"maturity, against {NAMES[part]}, {count} requirements in the scope",
        "",
        "ML 3",
    ] == lines(result)[:4]
    assert "target" not in result.output
    assert "not certification or legal advice." in plain(result)
    assert "Asserted" not in result.output


def test_each_practice_has_its_level_and_what_blocks_the_next_one(tmp_path: Path) -> None:
    answers = {"SM-1": "met,,DOC-1,2", "SI-1": "partial,for C only,,", "SI-2": ",,,", "DM-1": ",,,", "DM-2": "met,,,4"}
    printed = lines(run(sheet(tmp_path, "4-1", answers)))
    table = printed[printed.index("below ML 1") + 2 :]
    assert ["group", "maturity", "rated", "title, what blocks the next level"] == [
        each.strip() for each in table[0].split("  ") if each
    ]
    rows = {line.split(maxsplit=1)[0]: (line, under.strip()) for line, under in pairwise(table) if line}
    assert ["SM", "ML", "2", "13/13"] == rows["SM"][0].split()[:4]
    assert "SM-1" == rows["SM"][1]
    assert "SI     below ML 1    1/2    Secure implementation" == rows["SI"][0]
    assert "SI-1, SI-2 ?" == rows["SI"][1]
    assert "DM     at most ML 3  5/6    Management of security-related issues" == rows["DM"][0]
    assert "DM-3, DM-4, DM-5, DM-6, DM-1 ?" == rows["DM"][1]
    assert "? not rated yet" in printed


def test_a_group_at_level_4_is_blocked_by_nothing(tmp_path: Path) -> None:
    printed = lines(run(sheet(tmp_path, "4-1", {"SI-1": "met,,DOC-1,4", "SI-2": "met,,DOC-1,4"})))
    place = next(number for number, line in enumerate(printed) if line.startswith("SI "))
    assert "SI     ML 4      2/2    Secure implementation" == printed[place]
    assert printed[place + 1].startswith("SVV")
    assert "? not rated yet" not in printed


def test_program_elements_are_printed_with_their_subgroups_under_them(tmp_path: Path) -> None:
    printed = lines(run(sheet(tmp_path, "2-1", {"ORG 2.1": "met,,DOC-1,1"})))
    levels = [line.partition("ML ") for line in printed if line.startswith(("SPE ", "  "))]
    groups = {before.rstrip(): after[:1] for before, found, after in levels if found}
    assert ["SPE 1", "  ORG 1", "  ORG 2", "  ORG 3", "SPE 2", "  CM 1", "SPE 3"] == list(groups)[:7]
    assert 8 + 16 == len(groups)
    assert ["SPE 1", "  ORG 2"] == [group for group, level in groups.items() if level == "1"]
    place = next(number for number, line in enumerate(printed) if line.startswith("  ORG 2"))
    assert "ORG 2.1" == printed[place + 1].strip()
    (parent,) = (number for number, line in enumerate(printed) if line.startswith("SPE 1 "))
    assert printed[parent + 1].startswith("  ORG 1")


def test_a_target_adds_the_outcome_and_what_has_to_be_raised(tmp_path: Path) -> None:
    file = sheet(tmp_path, "4-1", {"SM-1": "met,,DOC-1,2", "SI-1": "planned,,,", "SI-2": ",,,"})
    result = run(file, "--target", 3)
    assert 0 == result.exit_code
    assert ["below ML 1", "target ML 3: gap"] == lines(result)[3:5]
    printed = lines(result)
    place = printed.index("To raise to the target (3)")
    assert [
        "  requirement  now         title, reason",
        "  SM-1         ML 2        Development process",
        f"  SI-1         below ML 1  {load('4-1')['SI-1'].title}: planned",
        f"  SI-2         not rated   {load('4-1')['SI-2'].title}: not assessed",
    ] == printed[place + 1 : place + 5]
    assert ["SR", "ML", "3", "reached"] == next(line.split()[:4] for line in printed if line.startswith("SR "))


def test_a_target_that_is_reached_has_nothing_to_raise(tmp_path: Path) -> None:
    result = run(sheet(tmp_path, "4-1"), "--target", 3)
    assert "target ML 3: reached" in lines(result)
    assert "To raise" not in result.output


@pytest.mark.parametrize(
    ("answer", "target", "code"),
    [
        ("met,,DOC-1,3", 3, 0),
        ("met,,DOC-1,3", 4, 1),
        ("met,,DOC-1,2", 3, 1),
        ("partial,,,", 1, 1),
        (",,,", 3, 3),
        (",,,", 4, 1),
    ],
)
def test_check_exits_with_1_on_a_gap_and_3_while_undetermined(
    answer: str, target: int, code: int, tmp_path: Path
) -> None:
    file = sheet(tmp_path, "4-1", {"SM-1": answer})
    assert code == run(file, "--target", target, "--check").exit_code
    assert code == run(file, "--target", target, "--check", "--format", "json").exit_code
    assert 0 == run(file, "--target", target).exit_code


def test_what_the_level_rests_on_is_printed(tmp_path: Path) -> None:
    header = f"""
[selection]
name = "Our services"
ids = {json.dumps([id.text for id in load("2-4") if id.enhancement is None and id.numbers[0] != 5] + ["SP.01.01 RE(1)"])}
[selection.excluded]
{"".join(f'"{id}" = "no safety systems"{chr(10)}' for id in load("2-4") if id.numbers[0] == 5 and id.enhancement is None)}
"""
    absent = {f"SP.{area}.01 BR": "not applicable,none offered,," for area in ("01", "04", "07")}
    answers = {**absent, "SP.01.01 RE(1)": "met,,,3", "SP.02.01 BR": "met,,,3", "SP.01.02 RE(1)": "met,,DOC-2,1"}
    result = run(sheet(tmp_path, "2-4", answers, header), width=200)
    assert "ML 3" == lines(result)[3]
    sections = plain(result)
    assert "61 of 123 requirements in the scope" in sections
    assert "SP.05 n/a 0/0 Safety instrumented system (SIS)" in sections
    assert "Contradictions - SP.01.01 BR does not apply, but SP.01.01 RE(1) is met" in sections
    assert (
        "Out of the scope - SP.01.01 BR, SP.04.01 BR, SP.07.01 BR: not applicable, other: none offered - SP.05.01 BR, "
        in sections
    )
    assert "SP.05.09 BR: no safety systems - 50 enhancements that were not chosen" in sections
    assert "Asserted without evidence - SP.01.01 RE(1), SP.02.01 BR" in sections
    assert "outside the scope, their findings count for nothing: SP.01.02 RE(1), SP.05.01 BR, " in sections
    group = run(tmp_path / "ours.csv", "--target", 3, width=200)
    assert "SP.05 n/a - 0/0 Safety" in plain(group)


def test_evidence_can_be_required_and_must_be_valid_on_a_day(tmp_path: Path) -> None:
    file = sheet(tmp_path, "4-1", {"SM-1": "met,,,2"})
    assert "ML 2" == lines(run(file))[3]
    assert "at most ML 3" == lines(run(file, "--require-evidence"))[3]
    row = {"id": "SM-1", "verdict": "met", "maturity": 2, "evidence": [{"reference": "D", "valid_until": "2026-03-31"}]}
    content = {"part": "4-1", "subject": {"name": "Team"}, "findings": [row]}
    (tmp_path / "team.json").write_text(json.dumps(content), encoding="utf-8")
    in_time = run(tmp_path / "team.json", "--require-evidence", "--as-of", "2026-03-31")
    assert ["Team", "at most ML 2"] == [lines(in_time)[0], lines(in_time)[3]]
    assert "not rated" == lines(run(tmp_path / "team.json", "--require-evidence", "--as-of", "2026-04-01"))[3]


def test_json_fits_its_schema_and_says_the_same(tmp_path: Path) -> None:
    file = sheet(tmp_path, "2-1", {"ORG 1.1": "met,,DOC-1,2"})
    made = json.loads(run(file, "--format", "json").stdout)
    Draft202012Validator(SCHEMA).validate(made)
    assert ("ML 2", 87) == (made["maturity"]["shown"], len(made["requirements"]))
    assert made["generator"].startswith("iec62443 ")
    assert "target" not in made
    made = json.loads(run(file, "--format", "json", "--target", 3).stdout)
    Draft202012Validator(SCHEMA).validate(made)
    assert (3, "gap", ["ORG 1.1"]) == (made["target"], made["outcome"], made["to_raise"])


@pytest.mark.parametrize("part", NAMES)
def test_nothing_printed_is_wider_than_the_terminal(part: str, tmp_path: Path) -> None:
    result = run(sheet(tmp_path, part), "--target", 4, width=80)
    assert max(len(line) for line in lines(result)) <= 80


def test_control_characters_of_the_file_are_not_printed(tmp_path: Path) -> None:
    row = {"id": "SM-1", "verdict": "not applicable", "justification": "none\u001b[31m of it"}
    content = {"part": "4-1", "subject": {"name": "Plant\u0007"}, "findings": [row]}
    (tmp_path / "team.json").write_text(json.dumps(content), encoding="utf-8")
    result = run(tmp_path / "team.json")
    assert 0 == result.exit_code
    assert not {"\x1b", "\x07"} & set(result.output)


NO_SECURITY_LEVELS = (
    "Invalid value for '--target': 62443-4-1 has maturity levels, no security levels: "
    "a target is one from 1 to 4, such as 3 or 'ML 3', not"
)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--target", "2 2 2 2 2 2 3"), f"{NO_SECURITY_LEVELS} '2 2 2 2 2 2 3'"),
        (("--target", "2 2 2 2 2 2 2"), f"{NO_SECURITY_LEVELS} '2 2 2 2 2 2 2'"),
        (("--target", "SL-T 3"), f"{NO_SECURITY_LEVELS} 'SL-T 3'"),
        (("--target", "SL-T = {3 3 3 3 3 3 3}"), f"{NO_SECURITY_LEVELS} 'SL-T = {{3 3 3 3 3 3 3}}'"),
        (("--target", "SL 3"), f"{NO_SECURITY_LEVELS} 'SL 3'"),
        (("--target", "0"), f"{NO_SECURITY_LEVELS} '0'"),
        (("--target", "5"), f"{NO_SECURITY_LEVELS} '5'"),
        (("--target", "\u0663"), f"{NO_SECURITY_LEVELS} '\u0663'"),
        (("--target", ""), f"{NO_SECURITY_LEVELS} ''"),
        (("--achieved",), "--achieved is about security levels, which 62443-4-1 does not have"),
        (("--assessed-to", "2"), "62443-4-1 has no security levels"),
        (("--type", "host_device"), "62443-4-1 has no component types"),
        (("--check",), "--check needs a --target"),
    ],
)
def test_what_belongs_to_security_levels_is_refused(arguments: tuple[str, ...], says: str, tmp_path: Path) -> None:
    result = run(sheet(tmp_path, "4-1"), *arguments)
    assert 2 == result.exit_code
    assert says in plain(result)


@pytest.mark.parametrize("target", ["3", " 3 ", "ML 3", "ml3", "ML-3", "ML_3"])
def test_a_maturity_level_is_a_target_however_it_is_written(target: str, tmp_path: Path) -> None:
    assert "target ML 3: reached" in lines(run(sheet(tmp_path, "4-1"), "--target", target))


def test_a_maturity_level_is_no_target_for_security_levels(tmp_path: Path) -> None:
    content = {"part": "3-3", "subject": {"name": "Cell"}, "findings": [{"id": "SR 1.1", "verdict": "met"}]}
    (tmp_path / "cell.json").write_text(json.dumps(content), encoding="utf-8")
    result = run(tmp_path / "cell.json", "--target", "ML 3")
    assert 2 == result.exit_code
    assert "Invalid value for '--target': 'ML 3' is not a security level vector" in plain(result)


def test_an_edition_without_maturity_levels_is_refused_and_those_that_have_them_are_named(tmp_path: Path) -> None:
    content = {"part": "2-1", "edition": "2009", "subject": {"name": "Plant"}, "findings": []}
    (tmp_path / "old.json").write_text(json.dumps(content), encoding="utf-8")
    result = run(tmp_path / "old.json")
    assert 2 == result.exit_code
    assert (
        "62443-2-1:2009 has no maturity levels; those that have: 62443-2-1:2024, 62443-2-4:2023, 62443-4-1:2018"
        in plain(result)
    )


def test_levels_of_a_part_with_security_levels_are_printed_as_ever(tmp_path: Path) -> None:
    content = {"part": "3-3", "subject": {"name": "Cell"}, "findings": [{"id": "SR 1.1", "verdict": "not met"}]}
    (tmp_path / "cell.json").write_text(json.dumps(content), encoding="utf-8")
    result = run(tmp_path / "cell.json", "--target", 1, "--check")
    assert 1 == result.exit_code
    assert "SL-C(Cell) = { 0 0..4 0..4 0..4 0..4 0..4 0..4 }" in result.output
