"""A griffe extension for the site: the reference shows what the package exports, and the values that this gives."""

from __future__ import annotations

import re

import griffe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_ON_THEIR_OWN = ("display",)
_WORD = re.compile(r"\w+")


class PublicOnly(griffe.Extension):
    """Take the functions and classes out of each module that are for other modules of the package only."""

    def on_package(self, *, pkg: griffe.Module, **_: object) -> None:
        """Keep the names of ``__all__``, those of the modules that are public on their own, and the classes that they name."""
        found = {name: each for module in _modules(pkg) for name, each in _members(module)}
        shown = {str(name) for module in (pkg, *map(pkg.get_member, _ON_THEIR_OWN)) for name in module.exports or ()}
        waiting = [*shown]
        while waiting:
            each = found.get(waiting.pop())
            given = {name for name in _named(each) if isinstance(found.get(name), griffe.Class)} if each else set()
            waiting += given - shown
            shown |= given
        for module in _modules(pkg):
            for name, _each in _members(module):
                if name not in shown:
                    module.del_member(name)


def _modules(module: griffe.Module) -> Iterator[griffe.Module]:
    yield module
    for each in module.modules.values():
        if not each.is_alias:
            yield from _modules(each)


def _members(module: griffe.Module) -> list[tuple[str, griffe.Class | griffe.Function]]:
    """The classes and functions that are written in a module."""
    return [
        (name, each)
        for name, each in module.members.items()
        if isinstance(each, (griffe.Class, griffe.Function)) and not name.startswith("_")
    ]


def _named(each: griffe.Class | griffe.Function) -> set[str]:
    """The words of what a function gives, or of the fields and methods of a class."""
    if isinstance(each, griffe.Function):
        return set(_WORD.findall(str(each.returns)))
    fields = [str(attribute.annotation) for attribute in each.attributes.values()]
    given = [str(method.returns) for method in each.functions.values()]
    return set(_WORD.findall(" ".join([*fields, *given])))
