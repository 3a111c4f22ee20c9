"""WordprocessingML as text, one function an element, with every text escaped: what `docx` puts a document together from.

The order of elements within one is that of ECMA-376, which Word insists on.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from .model import Tone
from .printable import one_line, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
#: By tone: what is written, and its ground; neither for plain.
INKS = {Tone.GOOD: "0C4A2E", Tone.BAD: "8C1A10", Tone.UNSURE: "5C4300", Tone.QUIET: "57606A"}
GROUNDS = {Tone.GOOD: "E3F3EA", Tone.BAD: "FBE7E4", Tone.UNSURE: "FDF3D0"}
_BARS = {Tone.GOOD: "0B7A52", Tone.BAD: "A32116", Tone.UNSURE: "B98900"}
_EMU = 12700  # in a point
_LONGEST_NAME = 64  # of a drop-down, as Word takes it


def body(parts: Iterable[str]) -> str:
    """Wrap elements in one that declares the namespaces."""
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return f"<w:body{declared}>{''.join(parts)}</w:body>"


def run(text: str, *, bold: bool = False, ink: str = "", size: float = 0) -> str:
    r"""Give a text as a run, a line break for each ``\n``; a size in points, if it is not that of the style."""
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in printable(text).split("\n")
    )
    how = ("<w:b/><w:bCs/>" if bold else "") + (f'<w:color w:val="{ink}"/>' if ink else "")
    how += f'<w:sz w:val="{2 * size:.0f}"/><w:szCs w:val="{2 * size:.0f}"/>' if size else ""
    return f"<w:r>{f'<w:rPr>{how}</w:rPr>' if how else ''}{lines}</w:r>"


def choice(chosen: str, choices: Iterable[str], title: str) -> str:
    """Give a drop-down, with what is chosen or, where nothing is, an invitation to choose."""
    offered = map(
        _attribute, dict.fromkeys(filter(None, choices))
    )  # Word takes each value once, and none that is empty
    items = "".join(f"<w:listItem w:displayText={each} w:value={each}/>" for each in offered)
    inside = run(chosen) if chosen else run("choose", ink=INKS[Tone.QUIET])
    asks = "" if chosen else "<w:showingPlcHdr/>"
    named = f"<w:alias w:val={_attribute(one_line(title, _LONGEST_NAME))}/>"
    how = f"{named}{asks}<w:dropDownList>{items}</w:dropDownList>"
    return f"<w:sdt><w:sdtPr>{how}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def field(instruction: str) -> str:
    """Give a field that Word works out, such as ``PAGE``."""
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def paragraph(runs: str, style: str = "", *, tone: Tone = Tone.PLAIN, keep: bool = False, set_to: str = "") -> str:
    """Give a paragraph; `keep` holds it on the page of the next one, a tone with a ground gets a bar beside it."""
    how = f'<w:pStyle w:val="{style}"/>' if style else ""
    how += "<w:keepNext/>" if keep else ""
    if tone in _BARS:
        how += f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="6" w:color="{_BARS[tone]}"/></w:pBdr>'
        how += f'{_shade(GROUNDS[tone])}<w:ind w:left="170"/>'
    how += f'<w:jc w:val="{set_to}"/>' if set_to else ""
    return f"<w:p>{f'<w:pPr>{how}</w:pPr>' if how else ''}{runs}</w:p>"


def _shade(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def cell(  # noqa: PLR0913 - what a cell is made of
    inside: str, width: int, *, fill: str = "", span: int = 1, left: str = "", foot: str = ""
) -> str:
    """Give a cell of paragraphs, its width in twentieths of a point; `left` and `foot` draw a line there in that colour."""
    how = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    how += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    lines = (("left", left), ("bottom", foot))
    drawn = "".join(f'<w:{at} w:val="single" w:sz="6" w:space="0" w:color="{ink}"/>' for at, ink in lines if ink)
    how += f"<w:tcBorders>{drawn}</w:tcBorders>" if drawn else ""
    how += _shade(fill) if fill else ""
    return f"<w:tc><w:tcPr>{how}</w:tcPr>{inside}</w:tc>"


def row(cells: Iterable[str], *, head: bool = False, whole: bool = True, least: int = 0) -> str:
    """Give a row at `least` so high; a `head` repeats on each page, a `whole` one does not break over pages."""
    how = ("<w:cantSplit/>" if whole else "") + (f'<w:trHeight w:val="{least}"/>' if least else "")
    how += "<w:tblHeader/>" if head else ""
    return f"<w:tr>{f'<w:trPr>{how}</w:trPr>' if how else ''}{''.join(cells)}</w:tr>"


def table(  # noqa: PLR0913 - what a table is made of
    rows: Iterable[str],
    widths: Sequence[int],
    style: str,
    *,
    head: bool,
    first: bool = False,
    caption: str = "",
) -> str:
    """Give a table of fixed widths; `head` and `first` say whether its first row and column are titles."""
    looks = f'<w:tblLook w:val="{(0x20 if head else 0) + (0x80 if first else 0) + 0x600:04X}" w:firstRow="{head:d}" '
    looks += f'w:lastRow="0" w:firstColumn="{first:d}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    told = f"<w:tblCaption w:val={_attribute(caption)}/>" if caption else ""
    styled = f'<w:tblStyle w:val="{style}"/>' if style else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr>{styled}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{looks}{told}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _attribute(text: str) -> str:
    return quoteattr(printable(text).replace("\n", " "))


def gap(height: int = 140, section: str = "") -> str:
    """Give an empty paragraph so high, in twentieths of a point; one that ends a `section` of pages carries its XML."""
    return (
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>{section}</w:pPr></w:p>'
    )


def picture(  # noqa: PLR0913 - what a picture is made of
    png: str, svg: str, number: int, size: tuple[float, float], *, title: str, description: str
) -> str:
    """Give a picture that is there as PNG and as SVG by the ids of their relationships, its size in points."""
    extent = f'cx="{round(size[0] * _EMU)}" cy="{round(size[1] * _EMU)}"'
    named = f'id="{number}" name="Picture {number}"'
    told = f"{named} descr={_attribute(description)} title={_attribute(one_line(title, 250))}"
    better = (
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
        f'<asvg:svgBlip r:embed="{svg}"/></a:ext></a:extLst>'
    )
    blip = f'<a:blip r:embed="{png}">{better}</a:blip><a:stretch><a:fillRect/></a:stretch>'
    frame = f'<a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/><wp:docPr {told}/>'
        f'<a:graphic><a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
        f"<pic:blipFill>{blip}</pic:blipFill><pic:spPr>{frame}</pic:spPr>"
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
