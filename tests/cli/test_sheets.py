"""``iec62443 template`` and ``verify``."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from golden.tables import table
from rich.cells import cell_len

from iec62443 import ComponentType, Verdict, load, read_assessment
from iec62443.cli.app import app
from iec62443.files import Header, template_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from iec62443 import Catalog

#: A pipe of the default width, whatever the machine that runs the tests sets.
PIPE = {"COLUMNS": None, "FORCE_COLOR": None, "NO_COLOR": None, "TTY_COMPATIBLE": None}
EMBEDDED = ("--part", "4-2", "--type", "embedded_device")


def run(*arguments: str | Path) -> Result:
    """Run a command that ends by itself, without a traceback."""
    result = CliRunner(env=PIPE).invoke(app, list(map(str, arguments)))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def error(*arguments: str | Path) -> str:
    """Give the message of a command that refuses its input."""
    result = run(*arguments)
    assert (2, "") == (result.exit_code, result.stdout)
    return result.stderr.partition("Error: ")[2].rstrip("\n")


def own_copy(folder: Path, text: str) -> Path:
    path = folder / "own.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return path


# ---- template


@pytest.mark.parametrize(
    ("options", "part", "target", "types"),
    [
        ((), "3-3", 4, ()),
        (("--part", "4-1"), "4-1", 4, ()),
        (("--part", "3-3", "--target", "1"), "3-3", 1, ()),
        ((*EMBEDDED, "--target", "2"), "4-2", 2, (ComponentType.EMBEDDED_DEVICE,)),
        (
            (*EMBEDDED, "--type", "host_device"),
            "4-2",
            4,
            (ComponentType.EMBEDDED_DEVICE, ComponentType.HOST_DEVICE),
        ),
    ],
)
def test_the_sheet_to_fill_in_is_printed(
    options: tuple[str, ...], part: str, target: int, types: tuple[ComponentType, ...]
) -> None:
    result = run("template", *options)
    assert (0, "") == (result.exit_code, result.stderr)
    assert template_sheet(load(part), target, types) == result.stdout


def test_the_sheet_is_written_and_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "F.csv"
    result = run("template", *EMBEDDED, "--target", "2", "-o", path)
    assert (0, "", f"{path}: 65 lines to fill in\n") == (result.exit_code, result.stdout, result.stderr)
    header = Header(part="4-2", component_types=frozenset({ComponentType.EMBEDDED_DEVICE}))
    assessment = read_assessment(path, header)
    assert (61 + 4, {Verdict.NOT_ASSESSED}) == (len(assessment), {each.verdict for each in assessment})
    assert ["F.csv"] == [each.name for each in tmp_path.iterdir()]


def test_a_sheet_that_is_there_is_not_overwritten_unless_told_to(tmp_path: Path) -> None:
    path = tmp_path / "F.csv"
    path.write_text("mine", encoding="utf-8")
    assert f"{path} exists; --force overwrites it" == error("template", "-o", path)
    assert "mine" == path.read_text(encoding="utf-8")
    assert 0 == run("template", "-o", path, "--force").exit_code
    assert template_sheet(load("3-3")) == path.read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_to_is_one_line(tmp_path: Path) -> None:
    for path in (tmp_path / "none" / "F.csv", tmp_path):
        said = error("template", "-o", path, "--force")
        assert 1 == len(said.splitlines())
        assert "[Errno" in said


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--part", "4-2"), "62443-4-2 needs at least one --type"),
        (("--part", "9-9"), "no part '9-9' in this catalog; there is: "),
        (
            ("--part", "3-2"),
            "62443-3-2 has no levels, neither of security nor of maturity, so that no sheet of it can ",
        ),
        (("--part", "4-1", "--target", "4"), "62443-4-1:2018 has no security levels: leave --target out"),
        (("--part", "2-4", "--type", "host_device"), "62443-2-4:2023 does not tell component types apart: leave "),
        (("--type", "host_device"), "62443-3-3:2013 with COR1:2014 does not tell component types apart: leave --type"),
        (("--target", "x"), "Invalid value for '--target': 'x' is not a security level vector: "),
        (("--target", "SL-T = - - - - - - -"), "Invalid value for '--target': "),
    ],
)
def test_a_template_of_what_is_not_there_is_refused(options: tuple[str, ...], message: str) -> None:
    said = error("template", *options)
    assert said.startswith(message)
    assert 1 == len(said.splitlines())


# ---- verify

ROWS = [row for row in table("requirements") if row["part"] == "62443-3-3"]


def test_a_copy_that_agrees_ends_with_0(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["id", "title", "sl", "page"], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(ROWS)
    result = run("verify", "--against", path)
    assert (0, "") == (result.exit_code, result.stderr)
    assert [
        "100 rows compared with 62443-3-3:2013 with COR1:2014: 0 differences",
        "columns not compared: page",
    ] == result.stdout.splitlines()


def test_a_copy_that_differs_ends_with_1_and_shows_where(tmp_path: Path) -> None:
    text = "id,sl\n" + "".join(f"{row['id']},{row['sl']}\n" for row in ROWS if row["id"] != "SR 7.8")
    path = own_copy(tmp_path, text.replace("SR 1.1,1\n", "SR 1.1,2\n") + "SR 7.80,1\n")
    result = run("verify", "--part", "3-3", "--against", path)
    assert (1, "") == (result.exit_code, result.stderr)
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert [
        "id what your copy catalog",
        "SR 7.80 id SR 7.80 (not there)",
        "SR 1.1 sl 2 1",
        "SR 7.8 id (not there) SR 7.8",
        "",
        "100 rows compared with 62443-3-3:2013 with COR1:2014: 3 differences",
    ] == lines


def test_one_difference_is_one(tmp_path: Path) -> None:
    text = "id,title\n" + "".join(f'{row["id"]},"{row["title"]}"\n' for row in ROWS)
    result = run("verify", "--against", own_copy(tmp_path, text.replace(ROWS[0]["title"], "[red]x[/red]\x07")))
    assert 1 == result.exit_code
    assert result.stdout.splitlines()[-1].endswith(": 1 difference")
    assert "[red]x[/red] " in result.stdout
    assert "\x07" not in result.stdout


def test_a_long_title_hides_no_column(tmp_path: Path) -> None:
    text = "id,title\n" + "".join(f'{row["id"]},"{row["title"]}"\n' for row in ROWS)
    result = run("verify", "--against", own_copy(tmp_path, text.replace(ROWS[0]["title"], "long " * 100)))
    assert max(cell_len(line) for line in result.stdout.splitlines()) <= 80
    assert ["id", "what", "your", "copy", "catalog"] == result.stdout.splitlines()[0].split()
    assert result.stdout.splitlines()[1].split()[:3] == ["SR", "1.1", "title"]
    assert "Human user" in result.stdout


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ["own.csv: 1 problem", "  is empty: a head line with the names of the columns is expected"]),
        ("id\n", ["own.csv: 1 problem", "  line 1: the columns id, and title or sl or both, are expected"]),
        ("id,sl\nSR 1.1,7\n", ["own.csv: 1 problem", "  line 2: a level from 1 to 4 is expected, not '7'"]),
    ],
)
def test_a_copy_that_cannot_be_read_ends_with_2(tmp_path: Path, text: str, lines: list[str]) -> None:
    assert lines == error("verify", "--against", own_copy(tmp_path, text)).splitlines()


def test_a_copy_is_needed(tmp_path: Path) -> None:
    assert "Missing option '--against'." == error("verify")
    missing = error("verify", "--against", tmp_path / "none.csv").splitlines()
    assert ["none.csv: 1 problem", "  cannot be read: No such file or directory"] == missing
    assert error("verify", "--part", "9-9", "--against", tmp_path).startswith("no part '9-9'")


def copy_of(folder: Path, catalog: Catalog, *more: tuple[str, str, str]) -> Path:
    """Write an own copy that agrees with a catalog, and has more rows."""
    path = folder / "own.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "title", "sl"])
        writer.writerows(
            (each.id, each.title, "" if each.sl is None else int(each.sl)) for each in catalog.requirements
        )
        writer.writerows(more)
    return path


@pytest.mark.parametrize(
    ("catalog", "options"),
    [
        (load("2-1", "2009"), ()),
        (load("2-1", "2009"), ("--part", "2-1@2009")),
        (load("2-1"), ()),
        (load("3-3", corrigenda=()), ("--part", "3-3@2013")),
        (load("3-3"), ("--part", "3-3@2013+COR1:2014")),
        (load("3-3"), ("--part", "3-3")),
        (load("3-3"), ()),
        (load("4-1"), ()),
        (load("4-2"), ()),
    ],
)
def test_every_edition_and_print_can_be_compared(tmp_path: Path, catalog: Catalog, options: tuple[str, ...]) -> None:
    result = run("verify", "--against", copy_of(tmp_path, catalog), *options)
    assert (0, "") == (result.exit_code, result.stderr)
    assert f"{len(catalog)} rows compared with {catalog.name}: 0 differences\n" == result.stdout


def test_what_a_corrigendum_explains_is_said_with_the_print_to_compare_with(tmp_path: Path) -> None:
    (row,) = table("amendments")
    for catalog, options, side, other in (
        (load("3-3", corrigenda=()), (), "before", "3-3@2013"),
        (load("3-3"), ("--part", "3-3@2013"), "after", "3-3@2013+COR1:2014"),
    ):
        path = copy_of(tmp_path, catalog)
        result = run("verify", "--against", path, *options)
        assert 1 == result.exit_code
        said = " ".join(result.stdout.partition("What explains a difference")[2].split())
        expected = f"- SR 3.4: your copy has the level {side} COR1:2014: {row['note']}"
        assert f"{expected} - compare with --part {other} to leave this out" == said
        assert 0 == run("verify", "--against", path, "--part", other).exit_code


def test_headings_are_named_with_what_they_point_to(tmp_path: Path) -> None:
    headings = [(row["id"], row["title"], "") for row in table("headings")]
    result = run("verify", "--against", copy_of(tmp_path, load("4-2"), *headings))
    assert (0, "") == (result.exit_code, result.stderr)
    assert "What explains" not in result.stdout
    assert "(not there)" not in result.stdout
    assert max(cell_len(line) for line in result.stdout.splitlines()) <= 80
    said = " ".join(result.stdout.partition("Headings in your copy, which are no requirements")[2].split())
    assert "- CR 1.6 Wireless access management: points on to NDR 1.6 -" in said
    assert (
        "CR 2.3 Use control for portable and mobile devices: components have no requirement here, see SR 2.3 -" in said
    )
    enhanced = run("verify", "--against", copy_of(tmp_path, load("4-2"), ("CR 1.6 RE(1)", "x", "2")))
    assert 1 == enhanced.exit_code
    assert "- CR 1.6 RE(1): CR 1.6 is a heading: points on to NDR 1.6\n" in enhanced.stdout
    assert "compare with" not in enhanced.stdout


def test_ids_that_tell_no_part_need_one(tmp_path: Path) -> None:
    path = own_copy(tmp_path, "id,sl\nSR 1.1,1\nCR 1.1,1\n")
    assert f"{path} has ids of 62443-3-3, 62443-4-2: --part says which to compare with" == error(
        "verify", "--against", path
    )
    assert 1 == run("verify", "--against", path, "--part", "4-2").exit_code
    none = own_copy(tmp_path, "id,sl\n")
    assert f"{none} has no ids: --part says which to compare with" == error("verify", "--against", none)
    assert "no edition of 62443-3-3 '2012' in this catalog; there is: 2013" == error(
        "verify", "--against", path, "--part", "3-3@2012"
    )
