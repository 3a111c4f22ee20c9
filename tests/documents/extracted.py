"""What a document says, taken out of its bytes again by other people's libraries."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml.ns import qn
from pypdf import PdfReader
from python_calamine import load_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = re.compile(r"\[U\+([0-9A-F]{4,6})\]")


def plain(text: str) -> str:
    """A text without what gets lost on a page: blanks, hyphens where lines break, marks and what cannot be seen."""
    told = CODE.sub(lambda found: chr(int(found[1], 16)), text)
    kept = (each for each in unicodedata.normalize("NFD", told) if unicodedata.category(each) not in {"Cf", "Mn"})
    return re.sub(r"[\s\u2010-]", "", "".join(kept))


def pdf_reader(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data), strict=True)


def pdf_text(data: bytes) -> str:
    """The text of all pages, plain."""
    return plain("".join(page.extract_text() for page in pdf_reader(data).pages))


def paragraphs(root: Any) -> Iterator[str]:
    """The text of each paragraph below an element of a Word file, drop-downs included."""
    for paragraph in root.iter(qn("w:p")):
        runs = paragraph.iter(qn("w:t"), qn("w:br"))
        yield "".join("\n" if each.tag == qn("w:br") else each.text or "" for each in runs)


def docx_texts(data: bytes) -> set[str]:
    """The text of each paragraph, without what stands before it by its kind, and those of the footer."""
    word = docx.Document(BytesIO(data))
    found = {*paragraphs(word.element), *paragraphs(word.sections[0].footer._element)}
    return {each.removeprefix("Missing: ").removeprefix("\u2022 ") for each in found}


def docx_read(data: bytes) -> str:
    """What stands in a Word file from top to bottom: a line a paragraph, the cells of a table one below the other."""
    word = docx.Document(BytesIO(data))
    return "".join(f"{text.strip()}\n" for text in paragraphs(word.element) if text.strip())


def xlsx_read(data: bytes) -> str:
    """What stands in the cells of a workbook, a line a row, sheet by sheet."""
    told = []
    for name, rows in sheets(data).items():
        lines = (" | ".join(map(str, row)).rstrip(" |") for row in rows)
        told += [f"== {name}", *(line for line in lines if line)]
    return "\n".join([*told, ""])


def pdf_read(data: bytes) -> str:
    """What stands on the pages of a PDF file, page by page, in lines as they are broken there."""
    told = []
    for number, page in enumerate(pdf_reader(data).pages, 1):
        lines = (" ".join(line.split()) for line in page.extract_text().splitlines())
        told += [f"== page {number}", *(line for line in lines if line)]
    return "\n".join([*told, ""])


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    """The cells of each sheet from the top left."""
    book = load_workbook(BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def xlsx_texts(data: bytes) -> list[str]:
    """The text of each cell."""
    return [str(cell) for rows in sheets(data).values() for row in rows for cell in row if cell != ""]
