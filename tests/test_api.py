"""The public names: documented, typed without `Any`, and never called like a module."""

from __future__ import annotations

import ast
import inspect
import pkgutil
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

import iec62443

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAMES = {name: getattr(iec62443, name) for name in iec62443.__all__}
MODULES = {each.name for each in pkgutil.walk_packages(iec62443.__path__, "iec62443.") if "__main__" not in each.name}
LAST_WORDS = {name.rpartition(".")[2] for name in MODULES}


def functions(value: object) -> Iterator[tuple[str, Callable[..., object]]]:
    """Give the public functions, methods and properties of a public name, with the magic methods written for it."""
    if not inspect.isclass(value):
        assert inspect.isfunction(value)
        yield value.__name__, value
        return
    for name, member in vars(value).items():
        written = name in {"__init__", "__getitem__", "__contains__", "__iter__", "__len__", "__or__", "__and__"}
        if name.startswith("_") and not written:
            continue
        plain = member.fget if isinstance(member, property) else getattr(member, "__func__", member)
        if inspect.isfunction(plain) and "<attrs generated" not in plain.__code__.co_filename:
            yield f"{value.__name__}.{name}", plain


FUNCTIONS = dict(each for value in NAMES.values() for each in functions(value))


def words(annotation: object) -> set[str]:
    """Give every name in an annotation."""
    text = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", repr(annotation))
    tree = ast.walk(ast.parse(text, mode="eval"))
    return {
        node.id if isinstance(node, ast.Name) else node.attr
        for node in tree
        if isinstance(node, (ast.Name, ast.Attribute))
    }


def test_there_is_something_to_look_at() -> None:
    assert len(FUNCTIONS) > 50
    assert {"load", "SLVector.meets", "Catalog.name", "SLVector.parse", "Catalog.__getitem__"} <= set(FUNCTIONS)


@pytest.mark.parametrize("name", NAMES)
def test_each_public_name_says_what_it_is(name: str) -> None:
    text = inspect.cleandoc(NAMES[name].__doc__ or "")
    assert text
    assert text.splitlines()[0].endswith(".")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_public_function_and_method_says_what_it_does(name: str) -> None:
    assert (FUNCTIONS[name].__doc__ or "").strip()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_public_function_and_method_is_typed_and_without_any(name: str) -> None:
    signature = inspect.signature(FUNCTIONS[name])
    assert signature.return_annotation is not inspect.Signature.empty
    assert "Any" not in words(signature.return_annotation)
    for parameter in signature.parameters.values():
        if parameter.name in {"self", "cls"}:
            continue
        assert parameter.annotation is not inspect.Parameter.empty
        assert "Any" not in words(parameter.annotation)


@pytest.mark.parametrize("name", [name for name, value in NAMES.items() if attrs.has(value)])
def test_each_field_of_a_public_class_is_typed_and_without_any(name: str) -> None:
    for field in attrs.fields(NAMES[name]):
        assert field.type is not None
        assert "Any" not in words(field.type)


@pytest.mark.parametrize("name", [name for name, value in NAMES.items() if attrs.has(value)])
def test_each_public_class_of_values_is_frozen_and_slotted(name: str) -> None:
    assert "__dict__" not in dir(NAMES[name])
    assert NAMES[name].__setattr__ is not object.__setattr__


def test_no_public_name_is_called_like_a_module() -> None:
    assert {"catalog", "levels", "errors", "files", "gaps"} <= LAST_WORDS
    assert set() == set(iec62443.__all__) & LAST_WORDS


@pytest.mark.parametrize("name", sorted(MODULES))
def test_each_module_says_what_it_is_for(name: str) -> None:
    assert (import_module(name).__doc__ or "").strip()


def test_the_package_says_that_it_is_typed() -> None:
    assert any(each.joinpath("py.typed").is_file() for each in _locations())


def _locations() -> Iterator[Path]:
    yield from map(Path, iec62443.__path__)
