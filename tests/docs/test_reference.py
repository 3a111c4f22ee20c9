"""The reference is the public API, and the public API is the reference."""

from __future__ import annotations

import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

import iec62443

REFERENCE = Path(__file__).parent.parent.parent / "docs" / "reference"
#: What each page lets mkdocstrings show: page -> modules.
SHOWN = {
    path.name: re.findall(r"^::: (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    for path in sorted(REFERENCE.glob("*.md"))
}
#: What is imported by its own name, because it needs an extra or shows values that are public.
OF_ITS_OWN = {"iec62443.display"}
MODULES = [module for modules in SHOWN.values() for module in modules]


def test_there_is_something_to_look_at() -> None:
    assert len(MODULES) > 20
    assert "iec62443.catalog" in SHOWN["catalog.md"]


@pytest.mark.parametrize("name", iec62443.__all__)
def test_each_public_name_stands_in_exactly_one_page(name: str) -> None:
    home = getattr(iec62443, name).__module__
    assert [home] == [module for module in MODULES if module == home]
    assert getattr(import_module(home), name) is getattr(iec62443, name)


def test_no_module_is_shown_twice() -> None:
    assert {} == {module: count for module, count in Counter(MODULES).items() if count > 1}


@pytest.mark.parametrize("module", MODULES)
def test_each_module_that_is_shown_has_a_public_name(module: str) -> None:
    home = import_module(module)
    if module in OF_ITS_OWN:
        assert home.__all__
        return
    assert [name for name in iec62443.__all__ if getattr(iec62443, name).__module__ == module]


def test_each_command_stands_in_the_page_of_the_command_line() -> None:
    from iec62443.cli.app import app

    page = (REFERENCE / "command-line.md").read_text(encoding="utf-8")
    assert sorted(app.commands) == sorted(set(re.findall(r"^\| `([a-z]+)", page, re.MULTILINE)))
