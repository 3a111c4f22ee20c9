"""Importing the package costs nothing, and its public names are exactly those it lists."""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import iec62443

SOURCE = Path(iec62443.__file__)
TREE = ast.parse(SOURCE.read_text(encoding="utf-8"))
CHOICE = next(node for node in TREE.body if isinstance(node, ast.If))


FIRST_ANSWER = """
from iec62443 import Assessment, Finding, Subject, Verdict, capability, load
catalog = load("3-3")
met = [Finding(id, Verdict.MET) for id in catalog]
assert "SL-C(Plant) = { 4 4 4 4 4 4 4 }" == str(
    capability(Assessment(Subject("Plant"), catalog.part, catalog.edition, met, catalog.corrigenda))
)
"""


def loaded_by(code: str, *flags: str) -> set[str]:
    """Give the modules that a fresh, bare interpreter loads to run some code."""
    lines = (
        f"import sys; sys.path.insert(0, {str(SOURCE.parent.parent)!r})",
        "before = set(sys.modules)",
        code,
        "loaded = set(sys.modules) - before",
        "import json; print(json.dumps(sorted(loaded)))",
    )
    command = [sys.executable, "-I", *flags, "-c", "\n".join(lines)]
    return set(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))


def test_importing_the_package_loads_nothing_but_itself() -> None:
    assert {"__future__", "iec62443"} == loaded_by("import iec62443", "-S")


def test_listing_the_public_names_loads_nothing_more() -> None:
    assert {"__future__", "iec62443"} == loaded_by("import iec62443; dir(iec62443); iec62443.__all__", "-S")


def test_asking_for_a_name_that_is_not_there_loads_nothing_of_ours() -> None:
    loaded = loaded_by("import iec62443; hasattr(iec62443, 'nonsense')", "-S")
    assert {"iec62443"} == {name for name in loaded if name.startswith("iec62443")}


def test_the_errors_are_had_without_anything_else_of_ours() -> None:
    loaded = loaded_by("from iec62443 import IEC62443Error", "-S")
    assert {"iec62443", "iec62443.errors"} == {name for name in loaded if name.startswith("iec62443")}
    assert "attr" not in loaded


def test_the_first_answer_loads_what_it_needs_and_no_more() -> None:
    """Each module costs a fifth of a millisecond: `attr` rather than `attrs`, which loads six more for the same classes."""
    loaded = loaded_by(FIRST_ANSWER)
    needed = [
        "_frozen",
        "_resources",
        "_views",
        "catalog",
        "errors",
        "findings",
        "identifiers",
        "levels",
        "requirements",
    ]
    needed += ["assessors", *(f"assessors.{name}" for name in ("levels", "vectors", "verdicts"))]
    assert {"iec62443", *(f"iec62443.{name}" for name in needed)} == {
        name for name in loaded if name.startswith("iec62443")
    }
    assert "attr" in loaded
    assert not loaded & {
        "attrs",
        "cattrs",
        "click",
        "datetime",
        "difflib",
        "importlib_resources",
        "pathlib",
        "rich",
        "tomllib",
    }


@pytest.mark.parametrize("name", iec62443.__all__)
def test_each_public_name_resolves_to_the_thing_of_that_name(name: str) -> None:
    value = getattr(iec62443, name)
    assert name == value.__name__
    assert value.__module__.startswith("iec62443.")
    assert value is getattr(importlib.import_module(value.__module__), name)
    assert value is getattr(iec62443, name)


def test_no_public_name_is_listed_twice() -> None:
    assert len(iec62443.__all__) == len(set(iec62443.__all__))


def test_a_star_import_gives_the_public_names() -> None:
    namespace: dict[str, object] = {}
    exec("from iec62443 import *", namespace)  # noqa: S102 - the statement is the test
    assert set(iec62443.__all__) == set(namespace) - {"__builtins__"}


def test_dir_lists_the_public_names_sorted() -> None:
    listed = dir(iec62443)
    assert set(iec62443.__all__) <= set(listed)
    assert sorted(listed) == listed
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("name", ["nonsense", "SLvector", "_private", "__wrapped__"])
def test_an_unknown_attribute_is_an_attribute_error(name: str) -> None:
    with pytest.raises(AttributeError) as caught:
        getattr(iec62443, name)
    assert f"module 'iec62443' has no attribute {name!r}" == str(caught.value)


def test_the_version_is_that_of_the_installed_package() -> None:
    assert version("iec62443") == iec62443.__version__


def test_what_a_checker_sees_is_exactly_what_is_listed() -> None:
    imported = {}
    for node in CHOICE.body:
        if isinstance(node, ast.ImportFrom):
            assert 1 == node.level
            for alias in node.names:
                assert alias.name == alias.asname
                imported[alias.name] = node.module
        else:
            assert "__version__: str" == ast.unparse(node)
    assert set(iec62443.__all__) == set(imported)
    assert lazy_table() == imported


def test_the_lazy_table_names_exactly_what_is_listed_once() -> None:
    named = [name for names in lazy_homes().values() for name in names]
    assert sorted(iec62443.__all__) == sorted(named)


def lazy_homes() -> dict[str, tuple[str, ...]]:
    """Read the lazy table from the source."""
    table = next(node for node in CHOICE.orelse if isinstance(node, ast.Assign))
    homes: dict[str, tuple[str, ...]] = ast.literal_eval(table.value)
    return homes


def lazy_table() -> dict[str, str]:
    return {name: home for home, names in lazy_homes().items() for name in names}
