"""How wide a text is, and a text broken and cut to what there is room for.

The widths are those of Arial, Helvetica and Liberation Sans, which have the same; what they lack is estimated, rather too
wide than too narrow.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, east_asian_width, normalize

#: In thousandths of the size, from the space to the tilde; below it the same in bold.
_PLAIN = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584"
    " 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611"
    " 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722"
    " 500 500 500 334 260 334 584"
)
_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 584 584"
    " 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667 611"
    " 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778"
    " 556 556 500 389 280 389 584"
)
_WIDTHS = tuple(
    {chr(32 + place): int(each) for place, each in enumerate(row.split())} | {"…": 1000} for row in (_PLAIN, _BOLD)
)
_EMOJI = "\U0001f000"


@lru_cache(maxsize=4096)
def _advance(sign: str, bold: bool) -> int:  # noqa: FBT001 - looked up a sign at a time
    """How wide a sign is, in thousandths of the size."""
    known = _WIDTHS[bold].get(sign)
    if known is not None:
        return known
    if category(sign) in {"Mn", "Me"}:
        return 0
    if sign >= _EMOJI:
        return 1300
    if east_asian_width(sign) in "WF":
        return 1000
    return _WIDTHS[bold].get(normalize("NFD", sign)[0], 1000 if category(sign) in {"Lu", "So", "Cc", "Cf"} else 850)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Say how wide a text is.

    >>> width_of("ill", 10), width_of("WWW", 10), width_of("漢字", 10)
    (6.66, 28.32, 20.0)
    """
    return sum([_advance(each, bold) for each in text]) * size / 1000


def wrap(text: str, width: float, size: float, *, lines: int = 2, bold: bool = False) -> list[str]:
    """Break a text into at most so many lines of a width; what is over is cut.

    >>> wrap("Edge controller of the filling machine", 80, 11)
    ['Edge controller', 'of the filling m…']
    """
    out = [""]
    for word in text.split():
        joined = f"{out[-1]} {word}".strip()
        if not out[-1] or len(out) == lines or width_of(joined, size, bold=bold) <= width:
            out[-1] = joined
        else:
            out.append(word)
        if len(out) == lines and width_of(out[-1], size, bold=bold) > width:  # the rest is cut anyway
            break
    return [cut(each, width, size, bold=bold) for each in out]


def cut(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Cut a text to a width, told by an ellipsis.

    >>> cut("WWWWWWWW", 50, 10), cut("iiiiiiii", 50, 10)
    ('WWWW…', 'iiiiiiii')
    """
    room = width * 1000 / size
    if len(text) * 1300 <= room or sum([_advance(each, bold) for each in text]) <= room:
        return text
    kept, room = 0, room - 1000 - _advance(text[0], bold)
    while room >= 0:
        kept += 1
        room -= _advance(text[kept], bold)
    return f"{text[:kept].rstrip()}…"
