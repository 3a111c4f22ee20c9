"""PDF: what the document says is in it, tagged and archivable, the same bytes each time, whatever stands in a text."""

from __future__ import annotations

import datetime as dt
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from documents.extracted import pdf_reader as reader
from documents.extracted import pdf_text as said
from documents.extracted import plain
from documents.sample import CURVES, HOSTILE, LONG, SQUARE, declaration, kitchen_sink, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from iec62443.documents import pdf
from iec62443.documents.model import (
    Cell,
    Column,
    ColumnKind,
    Document,
    Facts,
    Paragraph,
    Picture,
    Radar,
    Section,
    Table,
)
from iec62443.documents.printable import printable
from iec62443.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterator

A_DAY = dt.date(2026, 3, 31)


DECLARATION = pdf.write(declaration())
PAGES = [page.extract_text() for page in reader(DECLARATION).pages]


def one(text: str) -> Document:
    """A document of a paragraph."""
    return Document("one", "One", "", Facts([]), [Section("Text", [Paragraph(text)])], "None.")


def tags(data: bytes) -> list[tuple[str, dict[str, Any]]]:
    """The elements of the structure tree, in the order of reading."""

    def walk(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
        node = node.get_object()
        if isinstance(node, list):
            for each in node:
                yield from walk(each)
        elif isinstance(node, dict):
            if "/S" in node:
                yield str(node["/S"]), node
            if "/K" in node:
                yield from walk(node["/K"])

    return list(walk(reader(data).root_object["/StructTreeRoot"]))


# ---- what is said


@pytest.mark.parametrize("document", [kitchen_sink(), declaration()], ids=["sink", "declaration"])
def test_every_text_is_in_it(document: Document) -> None:
    found = said(pdf.write(document))
    assert [] == [each for each in texts(document) if plain(each) not in found]


def test_what_only_a_workbook_has_room_for_is_not() -> None:
    assert "ownerplain" not in said(pdf.write(kitchen_sink()))


def test_texts_of_pictures_are_in_it() -> None:
    found = said(pdf.write(kitchen_sink()))
    assert [] == [
        each for each in ("SL-T(Cell4)", "SR1.1RE(1)", "ZoneA", "{21..332441..4}") if plain(each) not in found
    ]


def test_pages_are_numbered() -> None:
    assert len(PAGES) > 5
    for number, page in enumerate(PAGES, 1):
        assert f"{number} / {len(PAGES)}" in page


def test_the_disclaimer_is_on_every_page() -> None:
    disclaimer = plain(declaration().disclaimer)
    assert [] == [page for page in PAGES if disclaimer not in plain(page)]


@pytest.mark.parametrize("draft", [True, False])
def test_a_draft_is_marked_on_every_page_and_nothing_else_is(draft: bool) -> None:  # noqa: FBT001 - a case
    pages = reader(pdf.write(kitchen_sink(draft=draft))).pages
    assert {draft} == {"DRAFT" in page.extract_text() for page in pages}


def test_the_head_of_a_table_and_the_title_of_a_run_repeat_on_each_page() -> None:
    rows = [[f"CR {row}", "met"] for row in range(120)]
    table = Table("t", [Column("Head A", kind=ColumnKind.SHORT), Column("Head B")], rows, runs=[("The run", 120)])
    pages = reader(pdf.write(Document("t", "T", "", Facts([]), [Section("S", [table])], "None."))).pages
    assert len(pages) > 2
    for page in pages:
        text = page.extract_text()
        assert "Head A" in text
        assert "Head B" in text
        assert "The run" in text


def test_a_wide_table_lies_across_and_what_follows_stands() -> None:
    wide = Table("w", [Column(f"Column {each}") for each in range(8)], [["some words of text here"] * 8])
    sections = [Section("Before", [Paragraph("a")]), Section("Wide", [wide]), Section("After", [Paragraph("b")])]
    pages = reader(pdf.write(Document("t", "T", "", Facts([]), sections, "None."))).pages
    assert [False, True, False] == [page.mediabox.width > page.mediabox.height for page in pages]


def test_nothing_stands_outside_the_page() -> None:
    """Words that could not break would run out at the right."""
    long = "/".join(["segment"] * 60)
    cells: list[list[Cell | str]] = [[long, "x" * 300, Cell("IEC62443" * 30)]]
    table = Table("t", [Column("A", 1, ColumnKind.SHORT), Column("B"), Column("C", 1, ColumnKind.NAME)], cells)
    document = Document(
        "t", long, "y" * 400, Facts([("z" * 90, long)]), [Section(long, [Paragraph(long), table])], long
    )
    for page in reader(pdf.write(document)).pages:
        rights: list[float] = []

        def visit(text: str, _cm: Any, tm: Any, _font: Any, size: float, rights: list[float] = rights) -> None:
            if text.strip():
                rights.append(tm[4] + len(text.strip()) * size * 0.2)

        page.extract_text(visitor_text=visit)
        assert max(rights) < float(page.mediabox.width) - 30


# ---- tagged and archivable


def test_it_says_that_it_is_pdf_a_2a_and_pdf_ua_1() -> None:
    stream: Any = reader(pdf.write(kitchen_sink())).root_object["/Metadata"]
    metadata = stream.get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_it_is_tagged_and_names_its_language_and_title() -> None:
    made = reader(pdf.write(kitchen_sink(language="de-CH")))
    root = made.root_object
    assert {"/Marked": True} == {"/Marked": bool(root["/MarkInfo"]["/Marked"])}  # type: ignore[index] # a dictionary
    assert "de-CH" == str(root["/Lang"])
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])  # type: ignore[index] # likewise
    assert made.metadata is not None
    assert "Everything plain" == made.metadata.title
    assert "Each block once plain" == made.metadata.subject
    assert "/OutputIntents" in root


@pytest.mark.parametrize(("expected", "language"), [("en", "en"), ("en-GB", "en-GB"), ("und", '#x"]'), ("de", "de-x")])
def test_a_language_that_is_none_is_undetermined(expected: str, language: str) -> None:
    assert expected == str(reader(pdf.write(kitchen_sink(language=language))).root_object["/Lang"])


def test_the_structure_is_that_of_the_document() -> None:
    found = tags(pdf.write(kitchen_sink()))
    kinds = [kind for kind, _ in found]
    assert ["/H1", "/H2", "/H3", "/H1", "/H1", "/H1"] == [each for each in kinds if re.fullmatch("/H[1-6]", each)]
    assert 2 == kinds.count("/LI")
    assert 3 == kinds.count("/Figure")
    assert 4 == kinds.count("/Table")  # two, the head, and the facts
    assert 5 + 2 + 2 == kinds.count("/TH")  # the columns and the runs of one, the columns of the other
    assert {"/THead", "/TBody", "/TD", "/Caption", "/Title"} <= set(kinds)


def test_a_deep_section_has_the_deepest_heading_there_is() -> None:
    section = Section("8", [])
    for level in range(7, 0, -1):
        section = Section(str(level), [], [section])
    found = tags(pdf.write(Document("t", "T", "", Facts([]), [section], "None.")))
    assert [f"/H{level}" for level in (1, 2, 3, 4, 5, 6, 6, 6)] == [each for each, _ in found if each.startswith("/H")]


def test_pictures_are_told_to_those_who_cannot_see_them() -> None:
    told = [str(node["/Alt"]) for kind, node in tags(pdf.write(kitchen_sink())) if kind == "/Figure"]
    assert told[0].startswith("Security levels 0 to 4 over the seven foundational requirements. SL-T(Cell 4): IAC 2,")
    assert "IAC, SL 1: 1 closed; SL 2: 1 open, 1 undetermined." in told[1]
    assert "One zone, A plain" == told[2]


def test_a_picture_without_a_description_is_told_by_its_title() -> None:
    document = Document("t", "T", "", Facts([]), [Section("S", [Picture("Zones", "", SQUARE)])], "None.")
    assert ["Zones"] == [str(node["/Alt"]) for kind, node in tags(pdf.write(document)) if kind == "/Figure"]


def test_every_font_is_in_the_file_and_nothing_runs_or_is_fetched() -> None:
    made = reader(DECLARATION)
    for page in made.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index] # a dictionary
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.get_object())
        assert "/Annots" not in page
    names = set(made.root_object)
    assert not names & {"/OpenAction", "/AA", "/AcroForm", "/Names"}
    assert not made.is_encrypted


# ---- the same bytes


@pytest.mark.parametrize("document", [kitchen_sink(), kitchen_sink(date=A_DAY)], ids=["no date", "a date"])
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    assert pdf.write(document) == pdf.write(document)


@pytest.mark.parametrize(("expected", "date"), [("1980-01-01", None), ("2026-03-31", A_DAY)])
def test_the_date_of_the_file_is_that_of_the_document(expected: str, date: dt.date | None) -> None:
    metadata = reader(pdf.write(kitchen_sink(date=date))).metadata
    assert metadata is not None
    assert metadata.creation_date is not None
    assert expected == metadata.creation_date.date().isoformat()


# ---- whatever stands in a text


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_text(name: str) -> None:
    document = kitchen_sink(HOSTILE[name])
    found = _once(said(pdf.write(document)))
    assert [] == [each for each in texts(document) if _once(plain(printable(each))) not in found]


def _once(text: str) -> str:
    """A text with each sign once in a row: what reads it back tells a sign with many marks once for each of its glyphs."""
    return re.sub(r"(.)\1+", r"\1", text)


@settings(max_examples=25)
@given(st.text(max_size=40))
def test_any_text_can_be_written(text: str) -> None:
    assert pdf.write(one(text)).startswith(b"%PDF")


def test_what_the_fonts_lack_is_told_as_its_code_point() -> None:
    document = evolve(one("\u4e2d and \U0001f600 and \ue000"), title="\u6587")
    data = pdf.write(document)
    pages = "".join(page.extract_text() for page in reader(data).pages)
    assert "[U+4E2D] and [U+1F600] and [U+E000]" in pages
    assert "[U+6587]" in pages
    assert plain("Signs that the fonts of this file lack are printed as their code points") in plain(pages)
    assert "Signs that" not in reader(pdf.write(one("\u00e9t\u00e9 \u03a9 \u0416 \u05d0"))).pages[0].extract_text()


def test_what_the_fonts_lack_in_a_picture_is_told_too() -> None:
    radar = Radar("\u4e2d", [evolve(CURVES[0], label="\u6587 \ue000")])
    data = pdf.write(Document("t", "T", "", Facts([]), [Section("S", [radar])], "None."))
    assert "[U+6587] [U+E000]" in reader(data).pages[0].extract_text()


def test_a_fault_that_is_not_in_the_fonts_is_not_hidden() -> None:
    from typst import TypstError

    broken = Document("t", "T", "", Facts([]), [Section("S", [Picture("P", "D", "<svg")])], "None.")
    with pytest.raises(TypstError, match="SVG"):
        pdf.write(broken)


def test_fonts_of_the_machine_serve_when_asked() -> None:
    assert pdf.write(one("plain words"), system_fonts=True).startswith(b"%PDF")


@pytest.mark.parametrize("text", LONG, ids=["one word", "words", "lines"])
def test_a_hundred_thousand_signs_in_a_field_are_all_there(text: str) -> None:
    table = Table("t", [Column("A", kind=ColumnKind.SHORT), Column("B")], [["CR 1.1", text]])
    document = Document("t", "T", "", Facts([]), [Section("S", [table, Paragraph("the end")])], "None.")
    found = said(pdf.write(document))
    assert [text.count("x"), text.count("word")] == [found.count("x"), found.count("word")]
    assert "theend" in found


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingExtra) as caught:
        pdf.write(kitchen_sink())
    assert "documents in PDF need an extra: python3 -m pip install 'iec62443[documents]'" == str(caught.value)
