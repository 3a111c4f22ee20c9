"""The pictures of a document: as SVG with a description for those who cannot see it, and as PNG where SVG is not enough."""

from __future__ import annotations

from html import unescape

from attrs import evolve, frozen

from ..errors import MissingExtra
from ..levels import FR
from ..pictures import HeatCell, Mark, heatmap_svg, radar_svg
from .model import HeatMap, Picture, Radar, Tone
from .printable import one_line

_MARKS = {
    Tone.GOOD: Mark.CLOSED,
    Tone.BAD: Mark.OPEN,
    Tone.UNSURE: Mark.UNDETERMINED,
    Tone.QUIET: Mark.NOT_APPLICABLE,
    Tone.PLAIN: Mark.NOT_APPLICABLE,
}
_LONGEST = 300


@frozen
class Drawing:
    """A picture as it is drawn: SVG, its title, and what it shows in words."""

    title: str
    description: str
    svg: str


def drawn(block: Radar | HeatMap | Picture) -> Drawing:
    """Draw a block; a title or label that no picture has room for is cut, and that is told by an ellipsis.

    >>> from iec62443 import SLVector
    >>> from iec62443.pictures import Curve
    >>> drawn(Radar("Levels", (Curve("SL-T", SLVector.uniform(2)),))).description
    'Security levels 0 to 4 over the seven foundational requirements. SL-T: IAC 2, UC 2, SI 2, DC 2, RDF 2, TRE 2, RA 2.'
    """
    if isinstance(block, Picture):
        return Drawing(block.title, block.description, block.svg)
    title = one_line(block.title, _LONGEST)
    svg = (
        radar_svg([evolve(each, label=one_line(each.label, _LONGEST)) for each in block.curves], title=title)
        if isinstance(block, Radar)
        else heatmap_svg(heat_cells(block), title=title)
    )
    _, _, described = svg.partition("<desc")
    return Drawing(title, unescape(described.partition(">")[2].partition("</desc>")[0]), svg)


def heat_cells(block: HeatMap) -> tuple[HeatCell, ...]:
    """Give the entries of a heat-map as what `heatmap_svg` draws.

    >>> [each.mark.value for each in heat_cells(HeatMap("Cell", (("SR 1.1", "IAC", 1, Tone.BAD),)))]
    ['open']
    """
    return tuple(HeatCell(id, FR[fr], level, _MARKS[tone]) for id, fr, level, tone in block.entries)


def png(svg: str, *, dots: float = 192) -> bytes:
    """Draw SVG as PNG, so many dots an inch, with the fonts that typst brings: the same bytes on every machine."""
    try:
        from typst import Fonts
        from typst import compile as drawn_by
    except ModuleNotFoundError as error:
        raise MissingExtra("pictures in this format", "documents") from error
    fonts = Fonts(include_system_fonts=False)
    return drawn_by(_SHEET, font_paths=fonts, ignore_system_fonts=True, format="png", ppi=dots, sys_inputs={"svg": svg})


_SHEET = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg")"""
