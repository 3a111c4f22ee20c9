"""``iec62443 system init`` and ``system show``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from iec62443 import read_system
from iec62443.cli.app import app
from iec62443.files.system_starter import STARTER

if TYPE_CHECKING:
    from click.testing import Result

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "water-treatment"
#: A pipe of the default width, whatever the machine that runs the tests sets.
PIPE = {"COLUMNS": None, "FORCE_COLOR": None, "NO_COLOR": None, "TTY_COMPATIBLE": None}


def run(*arguments: str | Path) -> Result:
    """Run a command that ends by itself, without a traceback."""
    result = CliRunner(env=PIPE).invoke(app, ["system", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def error(*arguments: str | Path) -> str:
    """Give the message of a command that refuses its input."""
    result = run(*arguments)
    assert (2, "") == (result.exit_code, result.stdout)
    return result.stderr.partition("Error: ")[2].rstrip("\n")


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


# ---- init


@pytest.mark.parametrize(
    ("given", "written"), [("plant.toml", "plant.toml"), ("plant", "plant/system.toml"), (".", "system.toml")]
)
def test_the_starter_is_written_where_it_was_asked_for(tmp_path: Path, given: str, written: str) -> None:
    file = tmp_path / written
    result = run("init", tmp_path / given)
    assert (0, "") == (result.exit_code, result.stdout)
    assert f"{file}: a system to start from; iec62443 system show {file}\n" == result.stderr
    assert STARTER == file.read_text(encoding="utf-8")
    assert [file] == [each for each in tmp_path.rglob("*") if each.is_file()]


def test_what_was_written_reads_shows_checks_and_assesses_as_it_is(tmp_path: Path) -> None:
    run("init", tmp_path)
    assert "Packaging line 3" == read_system(tmp_path).name
    for command in ("show", "check", "assess"):
        result = run(command, tmp_path)
        assert (0, "") == (result.exit_code, result.stderr)


def test_a_system_that_is_there_is_not_overwritten_unless_told_to(tmp_path: Path) -> None:
    file = tmp_path / "system.toml"
    file.write_text("mine", encoding="utf-8")
    for given in (tmp_path, file):
        assert f"{file} exists; --force overwrites it" == error("init", given)
        assert "mine" == file.read_text(encoding="utf-8")
    assert 0 == run("init", tmp_path, "--force").exit_code
    assert STARTER == file.read_text(encoding="utf-8")
    assert [file] == [*tmp_path.iterdir()]


def test_a_place_that_cannot_be_written_to_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for given in (tmp_path / "none" / "deep", tmp_path / "none" / "x.toml", tmp_path / "file"):
        said = error("init", given, "--force")
        assert 1 == len(said.splitlines())
        assert "[Errno" in said
    assert "mine" == (tmp_path / "file").read_text(encoding="utf-8")


# ---- show


def test_what_was_read_is_shown_in_short_tables() -> None:
    result = run("show", EXAMPLE)
    assert (0, "") == (result.exit_code, result.stderr)
    shown = lines(result.stdout)
    assert "Aldermoor water treatment works (fictional)" == shown[0]
    said = "8 zones, 6 conduits, 27 components, 8 product assessments, 22 flows, 3 countermeasures"
    assert said == " ".join(shown[1:3])
    assert "Filtration 2 2 2 1 2 2 2 25, 25 as built HMI-101, PLC-101, PLC-102" in shown
    assert "Office not set 0 OPC-1, REP-1" in shown
    assert [line for line in shown if line.startswith("DOS-201 nothing Halcyon Dosing")]
    assert [line for line in shown if line.startswith("PLC-102 87 rows, 1 as built, configured")]
    assert [line for line in shown if line.startswith("SIS-301 a claim, configured")]


def test_nothing_shown_is_wider_than_80_columns() -> None:
    assert max(cell_len(line) for line in run("show", EXAMPLE).stdout.splitlines()) <= 80


def test_a_system_of_next_to_nothing_is_shown_too(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text('name = "\\u001b[31mPlant"', encoding="utf-8")
    counts = "0 zones, 0 conduits, 0 components, 0 product assessments, 0 flows, 0 countermeasures"
    shown = run("show", file).stdout
    assert ["[31mPlant", counts] == [" ".join(shown.split("\n")[0].split()), " ".join(shown.split("\n", 1)[1].split())]
    assert "\x1b" not in shown


def test_zones_in_zones_are_indented_and_components_in_none_are_named(tmp_path: Path) -> None:
    text = """name = "Plant"
zones = [{ name = "A", parent = "B" }, { name = "B" }, { name = "C", parent = "C" }]
components = [{ name = "Stray", types = "host_device", product = "PC" }, { name = "Other", types = "host_device" }]
"""
    (tmp_path / "system.toml").write_text(text, encoding="utf-8")
    shown = run("show", tmp_path).stdout
    assert "\n  A " in shown
    assert "\nB " in shown
    assert ["In no zone or conduit", "- Stray, Other"] == lines(shown)[-2:]
    assert [line for line in lines(shown) if line == "Other nothing no product named"]
    assert "3 zones, 0 conduits" in shown


@pytest.mark.parametrize("name", ["none.toml", "."])
def test_a_system_that_cannot_be_read_ends_with_2_and_every_problem(tmp_path: Path, name: str) -> None:
    assert "1 problem" in error("show", tmp_path / name)
    (tmp_path / "none.toml").write_text('nam = "x"\nzones = [{ name = "Z", sl_t = 7 }]', encoding="utf-8")
    (tmp_path / "system.toml").write_text('nam = "x"\nzones = [{ name = "Z", sl_t = 7 }]', encoding="utf-8")
    told = error("show", tmp_path / name)
    assert "3 problems" in told
    assert "$.zones[0].sl_t: '7' is not a security level vector" in told
