"""Texts may hold anything: here they are made fit for a page, and what no file can hold is told, not lost.

The rules are *ours*.
"""

from __future__ import annotations

import re

#: What XML forbids, controls, what turns the direction of what follows (U+202A to U+202E), and halves of surrogate pairs.
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_LONG = re.compile(r"[^\s]{25,}")
_SPOT = re.compile(r"(?<=[/\\._:;,=&?#@+|)-])(?=[^\s/\\._:;,=&?#@+|)-])")


def printable(text: str) -> str:
    r"""Give a text that every format can hold: lines parted by ``\n``, no tabs, controls as U+FFFD.

    Overrides and embeddings of direction become U+FFFD too, since with them a text reads other than it is; an isolate that is
    left open is closed at the end of its line, so that nothing after it turns.

    >>> printable("a\x00b\r\nc\u202ed"), printable("\u2067x")
    ('a�b\nc�d', '\u2067x\u2069')
    """
    if text.isascii() and text.isprintable():
        return text
    clean = _UNFIT.sub("\ufffd", _BREAKS.sub("\n", text).replace("\t", " "))
    return "\n".join(map(_closed, clean.split("\n"))) if _ISOLATES.search(clean) else clean


def _closed(line: str) -> str:
    """Close the isolates of a line, and tell a closing one that closes nothing."""
    depth = 0
    out = []
    for sign in line:
        closes = sign == "\u2069"
        out.append("\ufffd" if closes and not depth else sign)
        depth += ("\u2066" <= sign <= "\u2068") - (closes and depth > 0)
    return "".join(out) + "\u2069" * depth


def one_line(text: str, longest: int) -> str:
    r"""Give a text on one line, cut where it is longer, and that is told by an ellipsis.

    >>> one_line("A controller\nof ours", 40), one_line("A controller of ours", 12)
    ('A controller of ours', 'A controlle…')
    """
    line = " ".join(printable(text[: 4 * longest]).split())
    return line if len(line) <= longest and len(text) <= 4 * longest else f"{line[: longest - 1].rstrip()}…"


def pieces(text: str, longest: int = 12) -> list[str]:
    """Part a text where a line may break that would not otherwise: in words of 25 signs and more, after punctuation first.

    >>> pieces("see https://example.org/reports/2026/stack.pdf for it")
    ['see https://', 'example.', 'org/', 'reports/', '2026/', 'stack.', 'pdf for it']
    >>> pieces("short words only")
    ['short words only']
    """
    out = [""]
    start = 0
    for found in _LONG.finditer(text):
        spots = _SPOT.split(found[0])
        first, *more = [each[at : at + longest] for each in spots for at in range(0, len(each), longest)]
        out[-1] += text[start : found.start()] + first
        out.extend(more)
        start = found.end()
    out[-1] += text[start:]
    return out
