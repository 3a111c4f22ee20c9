"""What frozen values share: a mapping that cannot be changed and pickles (``MappingProxyType`` does not), and one repr."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from attr import fields

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterable, Iterator, KeysView, ValuesView

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
