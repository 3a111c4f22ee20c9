"""DOCX: what the document says is in it, in real styles, the same bytes each time, in the user's template if there is one."""

from __future__ import annotations

import datetime as dt
import re
import sys
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import docx as python_docx
import pytest
from attrs import evolve
from documents.extracted import docx_texts
from documents.extracted import paragraphs as said
from documents.sample import HOSTILE, LONG, VERDICTS, declaration, kitchen_sink, texts
from docx.enum.section import WD_ORIENTATION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from iec62443.documents import docx
from iec62443.documents.model import (
    Cell,
    Column,
    ColumnKind,
    Document,
    Facts,
    Listing,
    Paragraph,
    Radar,
    Section,
    Table,
)
from iec62443.documents.printable import printable
from iec62443.errors import InvalidFile, MissingExtra
from iec62443.levels import SLVector
from iec62443.pictures import Curve

if TYPE_CHECKING:
    from docx.document import Document as Word

A_DAY = dt.date(2026, 3, 31)


def opened(data: bytes) -> Word:
    return python_docx.Document(BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {each: archive.read(each) for each in archive.namelist()}


def one(*blocks: Any) -> Document:
    """A document of a section."""
    return Document("one", "One", "", Facts([]), [Section("Text", blocks)], "None.")


def saved(word: Word) -> bytes:
    out = BytesIO()
    word.save(out)
    return out.getvalue()


# ---- what is said


@pytest.mark.parametrize("document", [kitchen_sink(), declaration()], ids=["sink", "declaration"])
def test_every_text_is_a_paragraph_of_its_own(document: Document) -> None:
    found = docx_texts(docx.write(document))
    assert [] == [each for each in texts(document) if each not in found]


def test_what_only_a_workbook_has_room_for_is_not() -> None:
    assert "owner plain" not in {*said(opened(docx.write(kitchen_sink())).element)}


def test_what_leads_up_to_a_picture_stays_with_it() -> None:
    radar = Radar("Levels", [Curve("SL-C", SLVector.uniform(1))])
    word = opened(docx.write(one(Paragraph("far away"), Paragraph("leads up"), radar, Paragraph("after"))))
    kept = {each.text for each in word.paragraphs if each.paragraph_format.keep_with_next}
    assert {"leads up"} == kept & {"far away", "leads up", "after"}


def test_styles_are_those_of_word() -> None:
    word = opened(docx.write(kitchen_sink()))
    styles = {each.text: each.style.name for each in word.paragraphs if each.style is not None}
    expected = {
        "Everything plain": "Title",
        "Each block once plain": "Subtitle",
        "Texts plain": "Heading 1",
        "Deeper plain": "Heading 2",
        "Deepest": "Heading 3",
        "first plain": "List Bullet",
        "What the table shows plain": "Caption",
        "Below.": "Normal",
    }
    assert expected == {text: styles[text] for text in expected}
    assert ["Facts", "Facts", "Requirements", "Requirements"] == [
        each.style.name for each in word.tables if each.style is not None and each.style.name != "Normal Table"
    ]


def test_headings_are_levels_of_the_outline() -> None:
    word = opened(docx.write(kitchen_sink()))
    for level in range(1, 7):
        element = word.styles[f"Heading {level}"].element
        assert str(level - 1) == element.find(f".//{qn('w:outlineLvl')}").get(qn("w:val"))


def test_heads_of_tables_repeat_and_rows_stay_whole() -> None:
    word = opened(docx.write(declaration()))
    table = word.tables[1]
    rows = table._tbl.tr_lst
    assert [True] + [False] * (len(rows) - 1) == [each.find(f".//{qn('w:tblHeader')}") is not None for each in rows]
    assert {True} == {each.find(f".//{qn('w:cantSplit')}") is not None for each in rows}


def test_a_row_that_is_taller_than_a_page_may_break() -> None:
    word = opened(docx.write(one(Table("t", [Column("A")], [["short"], ["word " * 3000]]))))
    rows = word.tables[0]._tbl.tr_lst
    assert [True, True, False] == [each.find(f".//{qn('w:cantSplit')}") is not None for each in rows]


def test_the_columns_fill_the_line_and_short_ones_hold_an_id() -> None:
    word = opened(docx.write(declaration()))
    section = word.sections[-2]
    assert WD_ORIENTATION.LANDSCAPE is section.orientation
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    widths = [column.width or 0 for column in word.tables[1].columns]
    assert 0.99 < sum(widths) / room <= 1
    assert widths[0] > 65 * 12700  # CR 2.12 RE(1) in points of 8.5


def test_a_wide_table_lies_across_and_what_follows_stands() -> None:
    wide = Table("w", [Column(f"Column {each}") for each in range(8)], [["some words of text here"] * 8])
    sections = [Section("Before", [Paragraph("a")]), Section("Wide", [wide]), Section("After", [Paragraph("b")])]
    word = opened(docx.write(Document("t", "T", "", Facts([]), sections, "None.")))
    across, upright = WD_ORIENTATION.LANDSCAPE, WD_ORIENTATION.PORTRAIT
    assert [upright, across, upright] == [each.orientation for each in word.sections]
    assert all(each.header.is_linked_to_previous is False for each in word.sections)


def test_the_title_the_disclaimer_and_the_number_are_on_every_page() -> None:
    document = kitchen_sink()
    section = opened(docx.write(document)).sections[0]
    assert ["Everything plain"] == [*said(section.header._element)]
    assert [document.disclaimer, "Page 1 of 1"] == [*said(section.footer._element)]
    fields = [each.get(qn("w:instr")) for each in section.footer._element.iter(qn("w:fldSimple"))]
    assert [" PAGE ", " NUMPAGES "] == fields


def test_a_draft_is_marked_on_every_page() -> None:
    word = opened(docx.write(kitchen_sink(draft=True)))
    assert ["DRAFT  Everything plain"] == [*said(word.sections[0].header._element)]


def test_what_may_be_chosen_is_a_drop_down() -> None:
    root = opened(docx.write(kitchen_sink())).element
    boxes = [*root.iter(qn("w:sdt"))]
    assert 4 == len(boxes)  # the fifth holds a text that is none of the choices
    for box in boxes:
        assert [*VERDICTS] == [each.get(qn("w:value")) for each in box.iter(qn("w:listItem"))]
    assert ["met", "choose", "not_met", "choose"] == [
        "".join(text.text for text in each.iter(qn("w:t"))) for each in boxes
    ]


def test_choices_that_word_does_not_take_are_left_out() -> None:
    column = Column("Verdict " * 20, 1, ColumnKind.INPUT, ("yes", "", "yes", "no"))
    box = next(opened(docx.write(one(Table("t", [column], [[""]])))).element.iter(qn("w:sdt")))
    assert ["yes", "no"] == [each.get(qn("w:value")) for each in box.iter(qn("w:listItem"))]
    assert len(box.find(f".//{qn('w:alias')}").get(qn("w:val"))) <= 64


def test_pictures_are_there_twice_and_told_to_those_who_cannot_see_them() -> None:
    data = docx.write(kitchen_sink())
    told = [each.get("descr") for each in opened(data).element.iter(qn("wp:docPr"))]
    assert told[0].startswith("Security levels 0 to 4 over the seven foundational requirements. SL-T(Cell 4): IAC 2,")
    assert "One zone, A plain" == told[2]
    held = parts(data)
    assert 3 == len([each for each in held if each.endswith(".png") and held[each].startswith(b"\x89PNG")])
    assert 3 == len([each for each in held if each.endswith(".svg") and held[each].startswith(b"<svg")])
    assert 3 == held["[Content_Types].xml"].count(b'ContentType="image/svg+xml"')


def test_no_picture_is_larger_than_the_page_has_room() -> None:
    word = opened(docx.write(declaration()))
    for shape in word.inline_shapes:
        assert shape.width <= 470 * 12700
        assert shape.height <= 680 * 12700


def test_the_file_says_what_it_is_and_in_which_language() -> None:
    word = opened(docx.write(kitchen_sink(language="de", date=A_DAY)))
    about = word.core_properties
    assert ("Everything plain", "Each block once plain", "de") == (about.title, about.subject, about.language)
    assert ("", "", "", 1) == (about.author, about.last_modified_by, about.comments, about.revision)
    assert A_DAY == about.created.date() == about.modified.date()
    assert "de" == word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").get(qn("w:val"))


def test_nothing_but_the_document_is_in_the_file() -> None:
    names = {re.sub(r"\d+", "", each) for each in parts(docx.write(kitchen_sink()))}
    media = {"word/media/image.png", "word/media/drawing.svg"}
    word = {"word/document.xml", "word/styles.xml", "word/settings.xml", "word/numbering.xml", "word/header.xml"}
    rels = {"_rels/.rels", "word/_rels/document.xml.rels"}
    assert names == {"[Content_Types].xml", "docProps/core.xml", "word/footer.xml"} | media | word | rels


# ---- the same bytes


@pytest.mark.parametrize("document", [kitchen_sink(), kitchen_sink(date=A_DAY)], ids=["no date", "a date"])
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    data = docx.write(document)
    assert data == docx.write(document)
    with ZipFile(BytesIO(data)) as archive:
        assert {(1980, 1, 1, 0, 0, 0)} == {each.date_time for each in archive.infolist()}
        assert "[Content_Types].xml" == archive.namelist()[0]


# ---- whatever stands in a text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    document = kitchen_sink(text)
    found = docx_texts(docx.write(document))
    assert [] == [each for each in texts(document) if printable(each) not in found]


@settings(max_examples=40)
@given(st.text(st.characters(), max_size=40))
def test_any_text_can_be_written_and_read(text: str) -> None:
    assert printable(text) in {*said(opened(docx.write(one(Paragraph(text)))).element)}


@pytest.mark.parametrize("text", LONG, ids=["one word", "words", "lines"])
def test_a_hundred_thousand_signs_in_a_field_are_all_there(text: str) -> None:
    found = [*said(opened(docx.write(kitchen_sink(text))).element)]
    expected = sum(text in each for each in texts(kitchen_sink(text)))
    assert expected == sum(text in each for each in found) > 20


# ---- the user's template


def template() -> Word:
    """A template as a company has one: a logo in the header, its own styles, a cover with text."""
    word = python_docx.Document()
    word.add_heading("Cover of the template")
    word.add_picture(BytesIO(parts(docx.write(kitchen_sink()))["word/media/image1.png"]))
    section = word.sections[0]
    section.header.paragraphs[0].text = "Morrendal Controls, internal"
    section.page_width, section.page_height = section.page_height, section.page_width
    return word


def test_a_template_brings_its_styles_its_page_and_its_header() -> None:
    given = template()
    given.styles["Heading 1"].font.name = "Corporate Sans"
    data = docx.write(kitchen_sink(), saved(given))
    word = opened(data)
    assert ["Morrendal Controls, internal", "Everything plain"] == [*said(word.sections[0].header._element)]
    assert "Corporate Sans" == word.styles["Heading 1"].font.name
    assert given.sections[0].page_width == word.sections[0].page_width
    assert [] == [each for each in texts(kitchen_sink()) if each not in docx_texts(data)]


def test_the_text_of_a_template_is_left_out_and_its_pictures_too() -> None:
    given = saved(template())
    data = docx.write(Document("t", "T", "", Facts([]), [], "None."), given)
    assert "Cover of the template" not in {*said(opened(data).element)}
    assert [] == [each for each in parts(data) if each.startswith("word/media/")]


def test_a_style_that_a_template_lacks_is_ours() -> None:
    given = template()
    wanted = ("Title", "Heading 2", "List Bullet", "Caption")
    for name in wanted:
        given.styles[name].delete()
    word = opened(docx.write(kitchen_sink(), saved(given)))
    styles = {each.text: each.style.name for each in word.paragraphs if each.style is not None}
    assert ["Title", "Heading 2", "List Bullet", "Caption"] == [
        styles[each]
        for each in ("Everything plain", "Deeper plain", "\u2022 first plain", "What the table shows plain")
    ]
    for name in wanted:
        style = word.styles[name]
        assert WD_STYLE_TYPE.PARAGRAPH is style.type
        assert style.element.find(f".//{qn('w:numPr')}") is None
        assert "Normal" == style.base_style.name


def test_a_table_style_of_the_template_may_be_named() -> None:
    word = opened(docx.write(kitchen_sink(), saved(template()), table_style="Light Grid Accent 1"))
    assert 2 == [each.style.name for each in word.tables if each.style is not None].count("Light Grid Accent 1")
    ours = opened(docx.write(kitchen_sink(), saved(template()), table_style="No such style"))
    assert 2 == [each.style.name for each in ours.tables if each.style is not None].count("Requirements")


def test_a_template_proper_serves_too() -> None:
    held = parts(saved(template()))
    kind = b"wordprocessingml.%s.main+xml"
    held["[Content_Types].xml"] = held["[Content_Types].xml"].replace(kind % b"document", kind % b"template")
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    word = opened(docx.write(kitchen_sink(), out.getvalue()))
    assert "Everything plain" in {*said(word.element)}


def test_the_header_in_force_at_the_end_of_a_template_is_kept() -> None:
    given = template()
    given.add_section()  # takes the header of the section before
    word = opened(docx.write(kitchen_sink(), saved(given)))
    assert "Morrendal Controls, internal" == next(said(word.sections[0].header._element))


def test_first_and_even_pages_are_marked_too_where_a_template_has_them() -> None:
    given = template()
    given.sections[0].different_first_page_header_footer = True
    given.settings.odd_and_even_pages_header_footer = True
    given.sections[0].first_page_header.paragraphs[0].text = "First"
    section = opened(docx.write(kitchen_sink(draft=True), saved(given))).sections[0]
    assert ["First", "DRAFT  Everything plain"] == [*said(section.first_page_header._element)]
    assert ["DRAFT  Everything plain"] == [*said(section.even_page_header._element)]
    for footer in (section.first_page_footer, section.even_page_footer):
        assert [kitchen_sink().disclaimer, "Page 1 of 1"] == [*said(footer._element)]


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"no archive",
        pytest.param(saved(template())[:2000], id="cut short"),
        pytest.param(lambda held: held.pop("[Content_Types].xml"), id="no types"),
        pytest.param(lambda held: held.pop("word/document.xml"), id="no document"),
        pytest.param(lambda held: held.update({"word/document.xml": b"<w:"}), id="broken XML"),
        pytest.param(lambda held: held.update({"word/document.xml": b"<a/>"}), id="other XML"),
        pytest.param(lambda held: held.update({"word/styles.xml": b"<a/>"}), id="other styles"),
        pytest.param(lambda held: held.update({"word/settings.xml": b"<a/>"}), id="other settings"),
        pytest.param(lambda held: held.update({"docProps/core.xml": b"<a/>"}), id="other properties"),
        pytest.param(
            lambda held: held.update({"word/document.xml": held["word/document.xml"].replace(b' r:id="', b' id="')}),
            id="a header that is nowhere",
        ),
        pytest.param(
            lambda held: held.update(
                {"[Content_Types].xml": held["[Content_Types].xml"].replace(b"document.main+xml", b"macro")}
            ),
            id="another kind",
        ),
    ],
)
def test_what_is_no_word_file_is_refused(broken: Any) -> None:
    data = broken
    if not isinstance(broken, bytes):
        held = parts(saved(template()))
        broken(held)
        out = BytesIO()
        with ZipFile(out, "w") as archive:
            for name, content in held.items():
                archive.writestr(name, content)
        data = out.getvalue()
    with pytest.raises(InvalidFile, match="template: 1 problem"):
        docx.write(one(Listing(["a"])), data)


def test_a_fault_of_ours_is_not_put_down_to_a_template() -> None:
    wrong = Column(None)  # type: ignore[arg-type] # what no builder makes
    with pytest.raises(AttributeError):
        docx.write(one(Table("t", [wrong], [])))


@pytest.mark.parametrize("module", ["docx", "typst"])
def test_a_missing_extra_is_named(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setitem(sys.modules, f"{module}.oxml.exceptions", None)
    with pytest.raises(MissingExtra, match=r"python3 -m pip install 'iec62443\[documents\]'"):
        docx.write(kitchen_sink())


def test_a_document_without_a_subtitle_or_a_head_has_none() -> None:
    word = opened(
        docx.write(evolve(one(Table("t", [Column("A", kind=ColumnKind.NAME)], [[Cell("x\ny")]])), subtitle=""))
    )
    assert ["One", "Text"] == [each.text for each in word.paragraphs if each.text]
    assert ["x\ny"] == [row.cells[0].text for row in word.tables[0].rows[1:]]
