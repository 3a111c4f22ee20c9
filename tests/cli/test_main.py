"""The command line as a whole: how it starts, what it says of itself, and what is missing without the extra."""

from __future__ import annotations

import runpy
import subprocess
import sys
from importlib.metadata import version

import pytest
from click.testing import CliRunner

from iec62443.cli import main
from iec62443.cli.app import app

#: At least these.
COMMANDS = ["assess", "diff", "list", "series", "show", "template", "vector", "verify"]
INSTALL = "the command line needs an extra: python3 -m pip install 'iec62443[cli]'"


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False, timeout=60)


def test_the_package_runs_as_a_module() -> None:
    done = python("-m", "iec62443", "vector", "2")
    assert (0, "") == (done.returncode, done.stderr)
    assert "{ 2 2 2 2 2 2 2 }" == done.stdout.splitlines()[0]


def test_bad_input_ends_a_process_with_2_and_one_line() -> None:
    done = python("-m", "iec62443", "show", "nonsense")
    assert (2, "") == (done.returncode, done.stdout)
    assert 1 == len(done.stderr.splitlines())
    assert done.stderr.startswith("Error: 'nonsense' is not a requirement id: ")


# hides what the extra installs, as if it were not there
HIDE = """
import sys

class Hide:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in sys.argv[1:]:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Hide())
"""


@pytest.mark.parametrize("missing", [("click",), ("rich",), ("click", "rich")])
def test_without_the_extra_one_line_says_what_to_install(missing: tuple[str, ...]) -> None:
    done = python("-c", f"{HIDE}\nfrom iec62443.cli import main; main()", *missing)
    assert (INSTALL, "") == (done.stderr.strip(), done.stdout)
    assert 0 != done.returncode


def test_the_library_works_without_the_extra() -> None:
    done = python("-c", f"{HIDE}\nimport iec62443; print(iec62443.load('3-3'))", "click", "rich")
    assert "<Catalog of 62443-3-3:2013 with COR1:2014, 100 requirements>\n" == done.stdout


def test_a_missing_extra_is_known_in_this_process_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "click", None)
    monkeypatch.delitem(sys.modules, "iec62443.cli.app")
    with pytest.raises(SystemExit) as caught:
        main()
    assert INSTALL == caught.value.code


def test_anything_else_that_is_missing_is_no_matter_of_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "iec62443.cli.app", None)
    with pytest.raises(ModuleNotFoundError, match=r"iec62443\.cli\.app"):
        main()


def test_the_program_names_itself(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["anything", "--version"])
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("iec62443", run_name="__main__")
    assert not caught.value.code
    assert f"iec62443, version {version('iec62443')}\n" == capsys.readouterr().out


def test_importing_the_module_runs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["anything", "--version"])
    assert main is runpy.run_module("iec62443.__main__", run_name="iec62443.__main__")["main"]


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_names_every_command_and_says_what_results_are_not(option: str) -> None:
    result = CliRunner().invoke(app, [option])
    assert 0 == result.exit_code
    named = [line.split()[0] for line in result.output.partition("Commands:\n")[2].splitlines()]
    assert set(COMMANDS) <= set(named)
    assert sorted(app.commands) == named
    assert "not certification or legal advice" in " ".join(result.output.split())


@pytest.mark.parametrize("command", sorted(app.commands))
def test_every_command_explains_itself_within_100_columns(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"])
    assert 0 == result.exit_code
    assert result.output.startswith(f"Usage: app {command} ")
    assert max(map(len, result.output.splitlines())) <= 100


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["--nonsense"]])
def test_what_is_no_command_is_bad_input(arguments: list[str]) -> None:
    result = CliRunner().invoke(app, arguments)
    assert 2 == result.exit_code
    assert "Usage: app" in result.output
