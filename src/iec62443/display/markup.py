"""A view as a piece of HTML for a notebook: a small stylesheet, tables, sections to open; no script, everything escaped."""

from __future__ import annotations

from itertools import islice

from ..documents.model import (
    Cell,
    Column,
    ColumnKind,
    Facts,
    Listing,
    Paragraph,
    Picture,
    Radar,
    Section,
    Table,
    Tone,
)
from ..pictures import radar_svg
from ..pictures.canvas import DARK_HOSTS, PAINTS, escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..documents.model import Block

#: The paints of what has a tone: its ground and what is written on it. The text is the page's own, and so is its ground.
TONES = {Tone.GOOD: ("good", "good-ink"), Tone.BAD: ("bad", "bad-ink"), Tone.UNSURE: ("unsure", "unsure-ink")}


_PLAIN = (
    "div.iec62443 table.cells{border-collapse:collapse;margin:.4em 0;font-size:.93em}"
    "div.iec62443 table.cells tr>*{text-align:left;vertical-align:top;padding:.15em .7em .15em 0;border:0;"
    "border-bottom:1px solid rgba(128,128,128,.35);white-space:normal;max-width:38em}"
    "div.iec62443 table.cells th{font-weight:bold}div.iec62443 table.cells tr>.short{white-space:nowrap}"
    ".iec62443 caption{caption-side:bottom;text-align:left;font-size:.93em;padding:.2em 0}"
    ".iec62443 .tone{border-radius:3px;padding:0 .4em}"
    ".iec62443 .scroll{overflow-x:auto}"
    ".iec62443 .beside{display:flex;flex-wrap:wrap;align-items:flex-start;gap:0 1.5em}"
    ".iec62443 .beside>.scroll{flex:1 1 26em;min-width:0}"
    ".iec62443 details{margin:.3em 0}.iec62443 summary{cursor:pointer}.iec62443 p,.iec62443 ul{margin:.4em 0}"
)


def _style() -> str:
    rules = [_PLAIN]
    dark = ",".join(f"{host} .iec62443" for host in DARK_HOSTS)
    screen = [f"{dark}{{color-scheme:dark}}"]
    for tone, (ground, ink) in TONES.items():
        rules.append(f".iec62443 .{tone.value}{{background:{PAINTS[ground][0]};color:{PAINTS[ink][0]}}}")
        grounds, inks = ",".join(PAINTS[ground]), ",".join(PAINTS[ink])
        screen.append(f".iec62443 .{tone.value}{{background:light-dark({grounds});color:light-dark({inks})}}")
    return f"<style>{''.join(rules)}@media screen{{{''.join(screen)}}}</style>"


_STYLE = _style()
_PLAIN_TONE = Tone.PLAIN  # bound once: looking a member up on its enum costs more than the rest of a cell


def as_html(shown: Section) -> str:
    """Put a view into HTML."""
    title = f"<div><strong>{escape(shown.title)}</strong></div>"
    return f'{_STYLE}<div class="iec62443">{title}{_content(shown)}</div>'


def _content(section: Section) -> str:
    blocks = iter(section.blocks)
    parts = []
    for each in blocks:
        shown = _block(each)
        if isinstance(each, Radar):  # a picture has what follows it at its side, where there is room
            beside = "".join(map(_block, islice(blocks, 1)))
            shown = f'<div class="beside">{shown}{beside}</div>'
        parts.append(shown)
    opened = (
        f"<details><summary>{escape(each.title)}</summary>{_content(each)}</details>" for each in section.sections
    )
    return "".join((*parts, *opened))


def _block(block: Block) -> str:
    match block:
        case Table():
            return _table(block)
        case Facts():
            return f"{_TABLE}{''.join(_fact(*each) for each in block.pairs)}{_END}"
        case Paragraph():
            return f"<p>{_toned(block.text, block.tone)}</p>"
        case Listing():
            return f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in block.items)}</ul>"
        case Radar():
            return f"<div>{radar_svg(block.curves, title=block.title, titled=False)}</div>"
        case Picture():
            return f'<div class="scroll"><div style="min-width:42em">{block.svg}</div></div>'  # legible on a phone
    raise TypeError(f"{type(block).__name__} is not shown in notebooks")


_TABLE = '<div class="scroll"><table class="cells">'
_END = "</table></div>"


def _fact(label: str, said: str) -> str:
    return f'<tr><th scope="row" class="short">{escape(label)}</th><td>{escape(said)}</td></tr>'


def _table(table: Table) -> str:
    classes = [_class(each) for each in table.columns]
    head = "".join(
        f'<th scope="col"{kind}>{escape(each.title)}</th>' for each, kind in zip(table.columns, classes, strict=True)
    )
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    body = "".join(f"<tr>{_cells(row, classes)}</tr>" for row in table.rows)
    return f"{_TABLE}{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody>{_END}"


def _class(column: Column) -> str:
    return ' class="short"' if column.kind is ColumnKind.SHORT else ""


def _cells(row: Iterable[Cell], classes: Iterable[str]) -> str:
    return "".join(f"<td{kind}>{_toned(cell.text, cell.tone)}</td>" for cell, kind in zip(row, classes, strict=True))


def _toned(text: str, tone: Tone) -> str:
    said = escape(text)
    if "\n" in said:
        said = said.replace("\n", "<br>")
    return said if tone is _PLAIN_TONE or tone not in TONES else f'<span class="tone {tone.value}">{said}</span>'
