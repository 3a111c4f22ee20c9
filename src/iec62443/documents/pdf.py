"""A document as PDF: tagged, PDF/A-2a and PDF/UA-1 as typst makes them, set with a template of ours that is given data only.

The fonts are those that typst brings (Libertinus Serif above all; not Chinese, Japanese, Korean or Thai), so that the file is
the same, byte for byte, on every machine. A sign that they lack is printed as its code point, ``[U+4E2D]``, and the document
says so; `write` with ``system_fonts=True`` looks at the fonts of the machine too. Nothing else is read from disk, and nothing
from a network.
"""

from __future__ import annotations

import datetime as dt
import json
import re

from ..errors import MissingExtra
from ..files.archives import FIRST_DAY
from .drawings import drawn
from .layout import across, layout
from .model import (
    Facts,
    Listing,
    Missing,
    Paragraph,
    Signature,
    Table,
    Tone,
)
from .printable import one_line, pieces, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .model import Block, Cell, Document, Section

    Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed|contains the codepoint `"(.+?)"`')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_NOTE = "Signs that the fonts of this file lack are printed as their code points, such as [U+4E2D]."


def write(document: Document, *, system_fonts: bool = False) -> bytes:
    """Write a document as PDF: the same bytes for the same document, library and version of typst.

    With `system_fonts` the fonts of the machine serve where those of typst lack a sign; then the bytes hang on the machine.
    Raises `MissingExtra` where typst is not installed.
    """
    try:
        from typst import Fonts, TypstError, compile  # noqa: A004 - typst's own word
    except ModuleNotFoundError as error:
        raise MissingExtra("documents in PDF", "documents") from error
    from importlib.resources import files

    template = files(__package__).joinpath("templates", "document.typ").read_bytes()
    fonts = Fonts(include_system_fonts=system_fonts)
    made_on = dt.datetime.combine(document.date or FIRST_DAY, dt.time(), dt.UTC)
    given = _data(document)
    lacking = _PRIVATE.findall(json.dumps(given, ensure_ascii=False))
    told: dict[str, str] = {}
    while True:
        told |= {each: f"[U+{ord(each):04X}]" for each in lacking}
        data = json.dumps(given | {"note": _NOTE if told else ""}, ensure_ascii=False)
        data = data.translate({ord(each): code for each, code in told.items()})
        try:
            return compile(
                template,
                format="pdf",
                font_paths=fonts,
                ignore_system_fonts=not system_fonts,
                sys_inputs={"document": data},
                pdf_standards=["a-2a", "ua-1"],
                timestamp=made_on,
            )
        except TypstError as error:
            lacking = sorted(_lacking(error.diagnostic) - told.keys())
            if not lacking:
                raise


def _lacking(diagnostic: str) -> set[str]:
    """The signs that typst says no font has, one that stands for itself left out."""
    said = "".join(shown or named for shown, named in _LACKING.findall(diagnostic))
    return {each for each in _ESCAPE.sub(lambda found: chr(int(found[1], 16)), said) if not each.isascii()}


def _data(document: Document) -> dict[str, Plain]:
    """The document as the template takes it."""
    language, _, region = document.language.partition("-")
    return {
        "name": one_line(document.title, 200),
        "subject": one_line(document.subtitle, 400),
        "running": one_line(document.title, 90),
        "title": _text(document.title),
        "subtitle": _text(document.subtitle),
        "lang": language if _LANGUAGE.fullmatch(language) else "und",
        "region": region if _REGION.fullmatch(region) else None,
        "draft": document.draft,
        "disclaimer": _text(document.disclaimer),
        "head": _pairs(document.head),
        "parts": [{"across": each, "blocks": blocks} for each, blocks in _parts(document.sections)],
    }


_LANGUAGE = re.compile("[a-z]{2,3}")
_REGION = re.compile("[A-Z]{2}")


def _text(text: str) -> Plain:
    """A text as it is where it is one line that breaks well, else its lines as lists of pieces."""
    clean = printable(text)
    lines: list[Plain] = [[*pieces(line)] for line in clean.split("\n")]
    return clean if lines == [[clean]] else lines


def _pairs(facts: Facts) -> list[Plain]:
    return [[_text(label), _text(value)] for label, value in facts.pairs]


def _parts(sections: Iterable[Section]) -> list[tuple[bool, list[Plain]]]:
    """The blocks of all sections, parted where the page turns."""
    parts: list[tuple[bool, list[Plain]]] = [(False, [])]
    for level, section in _walk(sections, 1):
        turned = across(section)
        if turned is not parts[-1][0]:
            parts.append((turned, []))
        parts[-1][1].append({"kind": "heading", "level": level, "text": _text(section.title)})
        parts[-1][1].extend(map(_block, section.blocks))
    return parts


def _walk(sections: Iterable[Section], level: int) -> Iterator[tuple[int, Section]]:
    for each in sections:
        yield min(level, 6), each
        yield from _walk(each.sections, level + 1)


def _block(block: Block) -> Plain:
    data: Plain
    match block:
        case Paragraph():
            data = {"kind": "paragraph", "text": _text(block.text), "tone": block.tone.value}
        case Listing():
            data = {"kind": "listing", "items": [_text(each) for each in block.items]}
        case Facts():
            data = {"kind": "facts", "pairs": _pairs(block)}
        case Table():
            data = _table(block.on_paper())
        case Missing():
            data = {"kind": "missing", "text": _text(block.what)}
        case Signature():
            name, when = _text(block.name), _text(block.place_and_date)
            data = {"kind": "signature", "role": _text(block.role), "name": name, "when": when}
        case _:
            drawing = drawn(block)
            alt = printable(drawing.description or drawing.title)
            data = {"kind": "drawing", "svg": drawing.svg, "alt": alt}
    return data


def _table(table: Table) -> Plain:
    laid = layout(table)
    rows: list[Plain] = []
    for title, run in table.parted():
        if title:
            rows.append({"run": _text(title)})
        rows.extend({"cells": [_cell(each) for each in row], "breaks": laid.breaks(row)} for row in run)
    return {
        "kind": "table",
        "caption": _text(table.caption),
        "widths": [*laid.widths],
        "head": [_text(each.title) for each in table.columns],
        "kinds": [each.kind.value for each in table.columns],
        "rows": rows,
    }


def _cell(cell: Cell) -> Plain:
    return _text(cell.text) if cell.tone is Tone.PLAIN else {"text": _text(cell.text), "tone": cell.tone.value}
