"""What frozen values share: a mapping that cannot be changed and pickles (``MappingProxyType`` does not), and two reprs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from attr import fields

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterable, Iterator, KeysView, Sized, ValuesView

    from attr import AttrsInstance

K = TypeVar("K")
V = TypeVar("V")


class FrozenMapping(Mapping[K, V]):
    """An immutable, hashable copy of a mapping, in its order; equal to any mapping with the same items."""

    __slots__ = ("_items",)
    _items: dict[K, V]

    def __init__(self, items: Mapping[K, V] | Iterable[tuple[K, V]] = ()) -> None:
        """Copy the items."""
        object.__setattr__(self, "_items", dict(items))

    def __getitem__(self, key: K) -> V:
        """Look one up."""
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        """Go through the keys."""
        return iter(self._items)

    def __len__(self) -> int:
        """Count the items."""
        return len(self._items)

    def keys(self) -> KeysView[K]:
        """View the keys."""
        return self._items.keys()

    def values(self) -> ValuesView[V]:
        """View the values."""
        return self._items.values()

    def items(self) -> ItemsView[K, V]:
        """View the pairs of key and value."""
        return self._items.items()

    def __hash__(self) -> int:
        """Hash like the set of keys, which equal mappings share."""
        return hash(frozenset(self._items))

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse every change."""
        raise AttributeError(f"{name} cannot be set: the mapping is immutable")

    def __delattr__(self, name: str) -> None:
        """Refuse every change."""
        raise AttributeError(f"{name} cannot be deleted: the mapping is immutable")

    def __reduce__(self) -> tuple[type[FrozenMapping[K, V]], tuple[dict[K, V]]]:
        """Pickle and copy through the constructor."""
        return type(self), (self._items,)

    def __repr__(self) -> str:
        """Show the items."""
        return f"{type(self).__name__}({self._items!r})"


def call_of(value: AttrsInstance) -> str:
    """Show a value as the call that makes it, as attrs does; a repr made for each class takes a third of the time to make it.

    Set as ``__repr__`` of the classes on the way to the first answer.
    """
    shown = (f"{each.name}={getattr(value, each.name)!r}" for each in fields(type(value)) if each.repr)
    return f"{type(value).__name__}({', '.join(shown)})"


def brief(value: object, *said: str) -> str:
    """Show a large value in a short line, whatever is in it: its kind, then what is said of it, as far as there is something.

    >>> print(brief(FrozenMapping(), "'Cell'", "", "2 zones"))
    <FrozenMapping 'Cell', 2 zones>
    """
    told = one_line(", ".join(filter(None, said)), _LONGEST)
    return f"<{type(value).__name__}{' ' * bool(told)}{told}>"


#: How long what is said of a large value becomes.
_LONGEST = 160


def how_many(things: Sized, noun: str) -> str:
    """Count things for a repr, which leaves out what there is none of: an empty text.

    >>> how_many("A", "zone"), how_many("AB", "zone"), how_many("", "zone")
    ('1 zone', '2 zones', '')
    """
    return f"{len(things)} {noun}{'s' * (len(things) != 1)}" if things else ""


def one_line(text: str, limit: int = 60) -> str:
    r"""Put a text on one line, what would steer a terminal written out, and cut it.

    >>> print(one_line("Cell\n1"), one_line("Filling line", 8))
    Cell\n1 Filling…
    """
    line = "".join(each if each.isprintable() else repr(each)[1:-1] for each in text[: limit + 1])
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
