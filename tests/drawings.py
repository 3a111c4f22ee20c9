"""What every picture and every piece of HTML of ours must be, checked from the text alone; and contrasts after WCAG 2.1."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from hypothesis import strategies as st

from iec62443 import (
    FR,
    SL,
    Conduit,
    Curve,
    HeatCell,
    Mark,
    SLVector,
    SystemUnderConsideration,
    Zone,
    heatmap_svg,
    load,
    radar_svg,
    staircase_svg,
    zones_svg,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iec62443.pictures.canvas import SVG

NS = "{http://www.w3.org/2000/svg}"
#: Any text at all, also what XML cannot hold; and what would break out of an attribute, a text, a stylesheet.
hostile: st.SearchStrategy[str] = st.one_of(
    st.text(st.characters(), max_size=40),
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "\"><img src=x onerror='alert(1)'>",
            "]]></style><script>",
            "</title></svg><b>",
            "&amp;&#x3c;&",
            "\0\x0b\ufffe\ud800",
            "url(javascript:1)",
            "x" * 500,
            " ",
            "\u202egnp.exe",
        ]
    ),
)
_ELEMENTS = {"svg", "g", "path", "rect", "text", "title", "desc", "style", "pattern", "use", "defs"}


CURVES = [
    Curve("SL-C(PLC)", SLVector(2, 1, 3, 2, 4, 4, 1), SLVector(2, 3, 3, 2, 4, 4, 2)),
    Curve("SL-T", SLVector.uniform(2)),
]
CELLS = [HeatCell(f"CR {level}.1", FR.SI, SL(level), mark) for level, mark in enumerate(Mark, 1)]


PLANT = SystemUnderConsideration(
    "Plant", zones=[Zone("Cell", 2), Zone("Hall")], conduits=[Conduit("Bus", ["Cell", "Hall"])]
)


def samples(title: str = "A title", description: str = "", prefix: str = "", *, titled: bool = True) -> list[SVG]:
    """Give a picture of each kind."""
    return [
        radar_svg(CURVES, title=title, description=description, prefix=prefix, titled=titled),
        heatmap_svg(CELLS, title=title, description=description, prefix=prefix, titled=titled),
        staircase_svg(load("4-2"), title=title, description=description, prefix=prefix, titled=titled),
        zones_svg(PLANT, title=title, description=description, prefix=prefix, titled=titled),
    ]


def picture(svg: str) -> ET.Element:
    """Parse a picture, and hold it against what every picture promises."""
    root = ET.fromstring(svg)  # noqa: S314 - a text of our own
    assert f"{NS}svg" == root.tag
    assert "img" == root.get("role")
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert all(each and each.startswith(root.get("id", "?")) for each in ids)
    assert {f"{root.get('id')}-t", f"{root.get('id')}-d"} == set(root.get("aria-labelledby", "").split())
    for each in root.iter():
        assert each.tag.removeprefix(NS) in _ELEMENTS
        assert not [name for name in each.attrib if name.lower().startswith("on") or "http" in name]
        for name, value in each.attrib.items():
            for used in re.findall(r"url\(#([^)]*)\)", value) if name == "fill" else ():
                assert used in ids
        if each.tag == f"{NS}use":
            assert each.get("href", "").removeprefix("#") in ids
    return root


def named(root: ET.Element) -> tuple[str, str]:
    """Give the title and the description for those who cannot see a picture."""
    return (root.findtext(f"{NS}title") or "", root.findtext(f"{NS}desc") or "")


def texts(root: ET.Element) -> list[str]:
    """Give what is written in a picture, from the first to the last."""
    return [each.text or "" for each in root.iter(f"{NS}text")]


class _Pieces(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.said.append(data)


_HTML = {
    "div",
    "strong",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "span",
    "p",
    "ul",
    "li",
    "details",
    "summary",
    "br",
}


def page(html: str) -> list[str]:
    """Parse a piece of HTML, hold it against what every piece promises, and give what it says."""
    pieces = _Pieces()
    pieces.feed(html)
    pieces.close()
    assert [] == pieces.open
    for tag, attributes in pieces.tags:
        assert tag in _HTML | _ELEMENTS
        assert not [name for name in attributes if name.startswith("on") or name in {"src", "srcset", "action"}]
        assert (attributes.get("href") or "#").startswith("#")
    ids = [given["id"] for _, given in pieces.tags if "id" in given]
    assert len(ids) == len(set(ids))
    return pieces.said


def painted(root: ET.Element) -> Iterator[tuple[str, str]]:
    """Give each class of a picture that paints, with the plain attribute that stands beside it."""
    for each in root.iter():
        for name in (each.get("class") or "").split():
            yield name, each.get("fill" if name.startswith("iecf-") else "stroke") or ""


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours such as ``#1b1f24``, 1 to 21 (WCAG 2.1, definition of contrast ratio)."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
