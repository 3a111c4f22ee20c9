"""The README promises commands and a result; both are held against what happens."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from iec62443.cli.app import app

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SET_UP = "python3 -m pip install uv && python3 -m uv run "


def commands() -> list[str]:
    return [line.removeprefix(SET_UP) for line in README.splitlines() if line.startswith(SET_UP)]


def test_two_commands_do_all_the_set_up() -> None:
    main, tests = commands()
    assert (main.split()[0], tests) == ("iec62443", "pytest")


def test_the_main_command_prints_what_the_readme_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = re.search(r"```text\n(.*?)```", README, re.DOTALL)
    assert shown
    result = CliRunner().invoke(app, shlex.split(commands()[0])[1:])
    printed = [line.rstrip() for line in result.output.splitlines()]
    expected = shown[1].splitlines()
    assert (0, expected) == (result.exit_code, printed[: len(expected)])


def test_every_file_that_the_readme_links_to_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert [] == [link for link in links if not (ROOT / link).exists()]
    assert len(links) > 5
