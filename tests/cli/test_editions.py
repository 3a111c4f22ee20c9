"""``iec62443 diff`` and ``series``, and texts of one's own in ``show``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from iec62443 import series
from iec62443.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path

    from iec62443.parts import Part


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output


def test_diff_shows_what_the_corrigendum_changed() -> None:
    code, output = run("diff", "3-3@2013", "3-3")
    assert 1 == code
    assert " - SR 3.4 Software and information integrity: from SL 1 to SL 2" in output


def test_diff_of_a_part_with_itself_shows_nothing() -> None:
    code, output = run("diff", "3-3@2013+COR1:2014", "3-3")
    assert (0, "nothing changes") == (code, output.splitlines()[-1])


def test_diff_over_editions_names_what_came_and_went() -> None:
    code, output = run("diff", "2-1@2009", "2-1@2024")
    assert 1 == code
    assert " - ORG 1.1 Information security management system (ISMS)" in output
    assert " - 4.2.2.1 Develop a business rationale" in output


def test_an_unknown_edition_is_bad_input() -> None:
    code, output = run("diff", "3-3@2012", "3-3")
    assert (2, "Error: no edition of 62443-3-3 '2012' in this catalog; there is: 2013\n") == (code, output)


def test_series_lists_the_parts() -> None:
    code, output = run("series")
    assert 0 == code
    assert all(part in output for part in ("62443-1-1", "62443-2-3", "62443-6-2"))
    assert all(len(line) <= 80 for line in output.splitlines())


@pytest.mark.parametrize("part", series(), ids=lambda part: part.part)
def test_series_tells_the_edition_in_force_what_loads_and_whom_a_part_is_for(part: Part) -> None:
    _, output = run("series")
    (line,) = (line for line in output.splitlines() if line.startswith(part.part))
    cells = re.split(" {2,}", line)
    edition = f"{part.edition}:{part.year}" if part.year else part.status.replace("_", " ")
    assert [part.type, edition, *([", ".join(part.loadable)] if part.loadable else [])] == cells[1:-2][
        : 2 + bool(part.loadable)
    ]
    legend = " ".join(output.rpartition("\n\n")[2].split()).split(", ")
    named = dict(each.split(" ", 1) for each in legend)
    shorts = next(cell for cell in cells[2:] if set(cell.split()) <= named.keys())
    assert {each.replace("_", " ") for each in part.audience} == {named[short] for short in shorts.split()}


def test_show_says_that_ones_own_text_is_licensed(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('"SR 7.5" = "My licensed text."', encoding="utf-8")
    code, output = run("show", "SR 7.5", "--texts", str(own))
    assert 0 == code
    assert "My licensed text." in output
    assert " - text: the user's licensed text" in output


def test_show_gives_another_language() -> None:
    code, output = run("show", "SR 1.1", "--language", "de-AT")
    assert 0 == code
    assert output.startswith("SR 1.1  Personen identifizieren und authentifizieren")


def test_show_of_a_part_with_titles_only_shows_the_title() -> None:
    code, output = run("show", "ISA 62443-2-1:2009 4.3.3.6.1")
    assert 0 == code
    assert "4.3.3.6 Access control: authentication" in output
    assert "text:" not in output
