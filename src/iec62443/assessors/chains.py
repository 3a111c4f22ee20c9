"""Chains of things that each point on to one other, as a zone to the zone around it: where they close, what they hand on."""

from __future__ import annotations

from typing import TypeVar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

V = TypeVar("V")


def cycles(onward: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Give each cycle once, from its first name in the alphabet on, the cycles in that order.

    >>> cycles({"b": "a", "a": "b", "c": "a", "d": "d"})
    (('a', 'b'), ('d',))
    """
    done: set[str] = set()
    found: list[tuple[str, ...]] = []
    for start in onward:
        way: dict[str, int] = {}
        each: str | None = start
        while each is not None and each not in done and each not in way:
            way[each] = len(way)
            each = onward.get(each)
        if each is not None and each in way:
            ring = list(way)[way[each] :]
            first = ring.index(min(ring))
            found.append((*ring[first:], *ring[:first]))
        done.update(way)
    return tuple(sorted(found))


def handed_on(own: Mapping[str, V], onward: Mapping[str, str], join: Callable[[V, V], V]) -> dict[str, V]:
    """Give for each name what it has of its own, joined with what was handed on to it; a cycle hands nothing on.

    `join` takes what a name has and what the one that it points on to was given.

    >>> handed_on({"a": "A", "b": "B", "c": "C"}, {"a": "b", "b": "c"}, lambda mine, theirs: mine + theirs)
    {'a': 'ABC', 'b': 'BC', 'c': 'C'}
    """
    closed = {name for ring in cycles(onward) for name in ring}
    open_ended = {name: to for name, to in onward.items() if name not in closed}
    given: dict[str, V] = {}
    for start in own:
        way = [start]
        while way[-1] not in given and way[-1] in open_ended:
            way.append(open_ended[way[-1]])
        for name in reversed(way):
            if name not in given:
                to = open_ended.get(name)
                given[name] = own[name] if to is None else join(own[name], given[to])
    return {name: given[name] for name in own}


def around(name: str, onward: Mapping[str, str]) -> Iterator[str]:
    """Give what a name points on to, what that points on to, and so on, each once and never the name itself.

    >>> list(around("a", {"a": "b", "b": "c", "c": "a"}))
    ['b', 'c']
    """
    seen = {name}
    each = onward.get(name)
    while each is not None and each not in seen:
        yield each
        seen.add(each)
        each = onward.get(each)
