"""Names in a sentence: quoted on one line whatever they hold, sorted, and no more than a reader takes in."""

from __future__ import annotations

from .errors import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator


def shown(name: str) -> str:
    r"""Quote a name, on one line.

    >>> print(shown("Cell\n1"))
    'Cell\n1'
    """
    return quote(name)


def listed(names: Iterable[str], limit: int = 5) -> str:
    """Give names sorted and quoted, the first of many.

    >>> listed(["C", "A", "B"]), listed("ABCDEFG", 2)
    ("'A', 'B' and 'C'", "'A', 'B' and 5 more")
    """
    ordered = sorted({*names})
    if len(ordered) == 1:
        return shown(ordered[0])
    told = [shown(each) for each in ordered[:limit]]
    if len(ordered) > limit:
        told.append(f"{len(ordered) - limit} more")
    return f"{', '.join(told[:-1])} and {told[-1]}"


def circle(ring: tuple[str, ...]) -> str:
    """Tell a circle of names from the first back to it, a long one with its middle left out.

    >>> circle(("A", "B"))
    "'A' to 'B' to 'A'"
    """
    told = list(map(shown, ring if len(ring) <= 6 else (*ring[:3], *ring[-2:])))
    if len(ring) > 6:
        told.insert(3, "…")
    return " to ".join((*told, shown(ring[0])))


def nearest(text: str, known: Collection[str]) -> str:
    """Say what is near a word that is not known, whatever its case, for the end of a sentence; nothing where nothing is.

    >>> nearest("hihg", ["Low", "High"]), nearest("x", ["Low"])
    ("; nearest: 'High'", '')
    """
    from difflib import get_close_matches

    folded = {each.casefold(): each for each in sorted(known)}
    near = get_close_matches(text.casefold(), folded, 3, 0.6)
    return f"; nearest: {', '.join(shown(folded[each]) for each in near)}" if near else ""


def unknown(
    place: str, words: Iterable[str], what: str, known: Collection[str], *, near: bool = True
) -> Iterator[tuple[str, str]]:
    """Tell of each word that is not known, as a problem of a place, with what is near.

    >>> list(unknown("rating", ["hihg"], "rating", ["low", "high"]))
    [('rating', "no rating is called 'hihg'; nearest: 'high'")]
    """
    for word in words:
        if word not in known:
            yield place, f"no {what} is called {shown(word)}{nearest(word, known) if near else ''}"


def counted(number: int, one: str, many: str = "") -> str:
    """Count things: the word for one, or that for several, which has an s at its end when left out.

    >>> counted(1, "requirement is", "requirements are"), counted(3, "requirement is", "requirements are"), counted(0, "zone")
    ('1 requirement is', '3 requirements are', '0 zones')
    """
    return f"{number} {one if number == 1 else many or f'{one}s'}"
