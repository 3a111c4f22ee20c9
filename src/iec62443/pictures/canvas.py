"""A sheet of SVG to draw on: escaped text, paints for light and dark, ids that are unique in a page.

Every paint is a plain presentation attribute in its light form, so that what knows no stylesheet (typst, resvg, print) draws
the light picture. On a screen a small stylesheet turns the paints with the colour scheme that is in force around the
picture; standing alone, or in an ``<img>``, the picture follows what the reader prefers. It brings its own ground, so that it
stays legible where the page around says nothing of its colours. The look is *ours*.
"""

from __future__ import annotations

import re
from math import ceil
from zlib import crc32

from attrs import Factory, define

from .lettering import wrap

#: What is painted, in light and in dark. The tests compute each contrast (WCAG 2.1, 1.4.3 and 1.4.11).
PAINTS: dict[str, tuple[str, str]] = {
    "ground": ("#ffffff", "#16191d"),
    "ink": ("#1b1f24", "#eceff2"),
    "quiet": ("#57606a", "#a9b3bd"),
    # what only parts one thing from another, and the web that levels are read off
    "line": ("#c3c9d0", "#4a525b"),
    "web": ("#8c959f", "#66707a"),
    "blue": ("#0b5cad", "#76b7f5"),
    "orange": ("#b4420a", "#f7a263"),
    "green": ("#0b7a52", "#5fd0a2"),
    "purple": ("#8237a0", "#d7a1ee"),
    "gold": ("#7a5a00", "#dcb94f"),
    "grey": ("#4d555e", "#b9c1c9"),
    # the ground of a box and what is written on it
    "good": ("#d3ecdd", "#1d4432"),
    "good-ink": ("#0c4a2e", "#c9f2dc"),
    "bad": ("#a32116", "#ff9d8f"),
    "bad-ink": ("#ffffff", "#33100b"),
    "unsure": ("#fdf3d0", "#3b3213"),
    "unsure-ink": ("#5c4300", "#f7dd8d"),
    "unsure-line": ("#e0c56e", "#6e5d22"),
    "asked": ("#c9dcf0", "#2a4763"),
    "added": ("#0b5cad", "#76b7f5"),
}
FONTS = "Arial,Helvetica,'Liberation Sans','DejaVu Sans',sans-serif"
#: Where a page says that it is dark without `color-scheme`: Jupyter, VS Code, Material for MkDocs.
DARK_HOSTS = (
    '[data-jp-theme-light="false"]',
    ".vscode-dark",
    ".vscode-high-contrast",
    '[data-md-color-scheme="slate"]',
)
_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLAIN = re.compile("[ !#-%(-;=?-~]*")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def escape(text: str) -> str:
    r"""Escape a text for XML and HTML, in an element or an attribute; what XML cannot hold becomes U+FFFD.

    >>> escape("a < b & \"c\"")
    'a &lt; b &amp; &quot;c&quot;'
    """
    if _PLAIN.fullmatch(text):
        return text
    return _UNFIT.sub("\ufffd", text).translate(_MARKUP)


def number(value: float) -> str:
    """Print a coordinate as short as it can be.

    >>> number(12.0), number(-0.01), number(3.14159)
    ('12', '0', '3.1')
    """
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class SVG(str):
    """The text of a picture; as the last line of a notebook's cell, the picture itself."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """Show the picture, in the page, so that it takes part in the page's colour scheme."""
        return str(self)

    def __repr__(self) -> str:
        """Say it in a short line."""
        return f"<SVG of {len(self)} characters>"


def prefix_of(*parts: object) -> str:
    """Make a prefix for ids of what a picture shows: the same for the same picture, another for another."""
    return f"p{crc32(repr(parts).encode('utf-8', 'backslashreplace')):08x}"


@define
class Canvas:
    """A sheet to draw on, from the top down; `close` gives the text of the picture."""

    width: int
    #: What every id begins with.
    prefix: str
    parts: list[str] = Factory(list)
    _painted: dict[str, None] = Factory(dict)

    def __attrs_post_init__(self) -> None:
        """Refuse a prefix that is no plain name."""
        if not _PREFIX.fullmatch(self.prefix):
            raise ValueError(
                f"{self.prefix!r} is no prefix for ids: a letter, then letters, digits, hyphens, underscores"
            )

    def add(self, *parts: str) -> None:
        """Draw what is SVG already."""
        self.parts.extend(parts)

    def paint(self, fill: str = "", stroke: str = "", *, more: str = "") -> str:
        """Give the attributes that paint a shape, and add `more`; a fill that is left out fills nothing."""
        names = []
        given = ""
        if fill:
            names.append(f"iecf-{fill}")
            given += f' fill="{PAINTS[fill][0]}"'
        if stroke:
            names.append(f"iecs-{stroke}")
            given += f' stroke="{PAINTS[stroke][0]}"'
            given += "" if fill else ' fill="none"'
        self._painted.update(dict.fromkeys(names))
        return f'class="{" ".join(names)}"{given}{more}'

    def text(  # noqa: PLR0913 - what can be said of a text
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 11,
        fill: str = "ink",
        anchor: str = "",
        bold: bool = False,
        more: str = "",
    ) -> None:
        """Write a text with its baseline at a place."""
        given = f' text-anchor="{anchor}"' if anchor else ""
        given += ' font-weight="bold"' if bold else ""
        painted = self.paint(fill, more=f"{given}{more}")
        self.add(f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" {painted}>{escape(text)}</text>')

    def hatch(self, name: str, paint: str, angle: int = 45, *, width: float = 1.6, gap: float = 5) -> str:
        """Define a hatching and give the attribute that fills with it."""
        id = f"{self.prefix}-{name}"
        line = self.paint("", paint, more=f' stroke-width="{number(width)}"')
        self.add(
            f'<pattern id="{id}" width="{number(gap)}" height="{number(gap)}" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate({angle})"><path d="M0 0V{number(gap)}" {line}/></pattern>'
        )
        return f'fill="url(#{id})"'

    def heading(self, title: str, *, size: int = 14) -> float:
        """Write a title over the picture, on up to three lines, and give the height it took; for none, hardly any."""
        if not title:
            return 8
        lines = wrap(title, self.width - 24, size, lines=3, bold=True)
        for place, line in enumerate(lines):
            self.text(12, 22 + place * (size + 4), line, size=size, bold=True)
        return 22 + len(lines) * (size + 4) - 8

    def close(self, height: float, title: str, description: str) -> SVG:
        """Give the picture as a text of SVG, with its title and description for those who cannot see it."""
        id, high = self.prefix, ceil(height)
        ground = self.paint("ground", "line")
        # by class alone, the same in every picture: a rule that named the picture would not reach into what is drawn by `use`
        rules = "".join(
            f".{each}{{{'fill' if each[3] == 'f' else 'stroke'}:light-dark({','.join(PAINTS[each[5:]])})}}"
            for each in self._painted
        )
        dark = ",".join(f"{host} #{id}" for host in DARK_HOSTS)
        return SVG(
            f'<svg xmlns="http://www.w3.org/2000/svg" id="{id}" role="img" aria-labelledby="{id}-t {id}-d" '
            f'width="{self.width}" height="{high}" viewBox="0 0 {self.width} {high}" '
            f'font-family="{FONTS}" style="max-width:100%;height:auto">'
            f'<title id="{id}-t">{escape(title)}</title><desc id="{id}-d">{escape(description)}</desc>'
            f"<style>@media screen{{#{id}:root{{color-scheme:light dark}}{dark}{{color-scheme:dark}}{rules}}}</style>"
            f'<rect x="0.5" y="0.5" width="{self.width - 1}" height="{high - 1}" rx="6" {ground}/>'
            f"{''.join(self.parts)}</svg>\n"
        )
