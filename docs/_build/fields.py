"""A griffe extension for the site: the fields of a class are listed under it, each with its type and the comment above it."""

from __future__ import annotations

import griffe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = "#:"


class Fields(griffe.Extension):
    """Add the fields to the docstring of each class, as a section that the docstring parser reads."""

    def on_class(self, *, cls: griffe.Class, **_: object) -> None:
        """Rewrite the docstring of a loaded class."""
        rows = [row for field in cls.attributes.values() if _is_field(field) for row in _rows(field)]
        if cls.docstring and rows:
            cls.docstring.value = "\n".join([cls.docstring.value, "", "Attributes:", *rows])


def _is_field(attribute: griffe.Attribute) -> bool:
    """Say whether it is a field or a member: no property, and nothing private."""
    return not attribute.name.startswith("_") and "property" not in attribute.labels


def _rows(field: griffe.Attribute) -> Iterator[str]:
    said = _comment(field)
    yield f"    {field.name}: {said[0] if said else ''}"
    for line in said[1:]:
        yield f"        {line}"


def _comment(field: griffe.Attribute) -> list[str]:
    """The comment above a field, in its lines."""
    source = field.source
    lines: list[str] = []
    if source and field.parent is not None and field.lineno is not None:
        above = field.parent.lines_collection[field.parent.filepath][: field.lineno - 1]  # type: ignore[index]
        while above and above[-1].lstrip().startswith(_MARK):
            lines.insert(0, above.pop().lstrip().removeprefix(_MARK).strip())
    return lines
