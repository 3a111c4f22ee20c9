"""XLSX: what the document says is in it as text, to be filtered, filled in and printed; the same bytes each time."""

from __future__ import annotations

import csv
import datetime as dt
import re
import sys
from io import BytesIO, StringIO
from typing import Any
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pytest
from attrs import evolve
from documents.extracted import sheets
from documents.extracted import xlsx_texts as said
from documents.sample import CURVES, HOSTILE, LONG, VERDICTS, declaration, kitchen_sink, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import SheetVisibleEnum, load_workbook

from iec62443.documents import worksheets, xlsx
from iec62443.documents.model import (
    Column,
    ColumnKind,
    Document,
    Facts,
    HeatMap,
    Paragraph,
    Picture,
    Radar,
    Section,
    Table,
    Tone,
)
from iec62443.documents.printable import printable
from iec62443.errors import MissingExtra

A_DAY = dt.date(2026, 3, 31)


def part(data: bytes, name: str) -> Element:
    with ZipFile(BytesIO(data)) as archive:
        return fromstring(archive.read(name))  # noqa: S314 - of our own making


def xml_of(data: bytes, sheet: str) -> Element:
    place = load_workbook(BytesIO(data)).sheet_names.index(sheet)
    return part(data, f"xl/worksheets/sheet{place + 1}.xml")


def of(*blocks: Any) -> Document:
    """A document of a section."""
    return Document("one", "One", "", Facts([]), [Section("Text", blocks)], "None.")


def look(data: bytes, sheet: str, reference: str) -> dict[str, str]:
    """How a cell looks: its ground, what is written on it, and whether it is locked."""
    styles = part(data, "xl/styles.xml")
    cell = xml_of(data, sheet).find(f".//{{*}}c[@r='{reference}']")
    assert cell is not None
    format = styles.findall("{*}cellXfs/{*}xf")[int(cell.get("s", "0"))]
    fill = styles.findall("{*}fills/{*}fill")[int(format.get("fillId", "0"))].find(".//{*}fgColor")
    font = styles.findall("{*}fonts/{*}font")[int(format.get("fontId", "0"))].find("{*}color")
    locked = format.find("{*}protection")
    return {
        "ground": "" if fill is None else fill.get("rgb", ""),
        "ink": "" if font is None else font.get("rgb", ""),
        "locked": "1" if locked is None else locked.get("locked", "1"),
    }


# ---- what is said


@pytest.mark.parametrize("document", [kitchen_sink(), declaration()], ids=["sink", "declaration"])
def test_every_text_is_in_it(document: Document) -> None:
    found = "\0".join(said(xlsx.write(document)))
    assert [] == [each for each in texts(document, workbook=True) if each not in found]


def test_a_table_is_a_sheet_with_its_head_in_the_first_row() -> None:
    document = declaration()
    table = document.sections[1].blocks[0]
    assert isinstance(table, Table)
    rows = sheets(xlsx.write(document))["Requirements"]
    assert [[each.title for each in table.columns], *([cell.text for cell in row] for row in table.rows)] == rows
    assert 83 + 1 == len(rows)


def test_there_is_a_sheet_for_each_table_radar_heat_map_and_drawing() -> None:
    names = list(sheets(xlsx.write(kitchen_sink())))
    assert ["Overview", "Levels", "Bare", "Levels plain", "Requirements plain", "Zones plain"] == names


def test_the_overview_leads_to_every_sheet() -> None:
    data = xlsx.write(kitchen_sink())
    links = [each.get("location") for each in xml_of(data, "Overview").iter() if each.tag.endswith("}hyperlink")]
    assert [f"'{name}'!A1" for name in sheets(data) if name != "Overview"] == links


def test_what_only_paper_needs_is_left_out() -> None:
    rows = sheets(xlsx.write(kitchen_sink()))["Levels"]
    assert ["FR", "Name", "Title plain", "Verdict", "Owner"] == rows[0]


def test_a_draft_says_so() -> None:
    data = xlsx.write(kitchen_sink(draft=True))
    assert "DRAFT: Everything plain" == sheets(data)["Overview"][0][0]
    for name in sheets(data):
        assert "DRAFT  Everything plain" in (xml_of(data, name).findtext("{*}headerFooter/{*}oddHeader") or "")


# ---- to be read, filtered and printed


def test_the_head_is_frozen_repeated_and_filtered() -> None:
    data = xlsx.write(declaration())
    sheet = xml_of(data, "Requirements")
    pane = sheet.find(".//{*}pane")
    assert pane is not None
    assert ("frozen", "1", "1") == (pane.get("state"), pane.get("xSplit"), pane.get("ySplit"))
    filtered = sheet.find("{*}autoFilter")
    assert filtered is not None
    assert "A1:G84" == filtered.get("ref")
    names = {each.get("name"): each.text for each in part(data, "xl/workbook.xml").iter() if "definedName" in each.tag}
    assert "Requirements!$1:$1" == names["_xlnm.Print_Titles"]


def test_it_prints_across_on_a4_as_wide_as_the_paper() -> None:
    sheet = xml_of(xlsx.write(declaration()), "Requirements")
    page = sheet.find("{*}pageSetup")
    assert page is not None
    assert ("9", "landscape", "0") == (page.get("paperSize"), page.get("orientation"), page.get("fitToHeight"))
    assert "&RPage" not in (sheet.findtext("{*}headerFooter/{*}oddHeader") or "")
    assert "&R&9Page &P of &N" == sheet.findtext("{*}headerFooter/{*}oddFooter")


def test_colours_follow_the_tones() -> None:
    data = xlsx.write(kitchen_sink())
    looks = [look(data, "Levels", f"C{row}") for row in range(2, 7)]
    assert ["", "FFE3F3EA", "FFFBE7E4", "FFFDF3D0", ""] == [each["ground"] for each in looks]
    assert 5 == len({each["ink"] for each in looks})


def test_rows_are_as_high_as_what_they_hold() -> None:
    sheet = xml_of(xlsx.write(of(Table("t", [Column("A")], [["x"], ["word " * 100], ["word " * 10_000]]))), "T")
    heights = [float(each.get("ht", "15")) for each in sheet.iter() if each.tag.endswith("}row")]
    assert heights[0] == heights[1] == 15
    assert 60 < heights[2] < 409
    assert 400 < heights[3] <= 409.5  # as high as Excel lets a row be


# ---- to be filled in


def test_what_is_to_be_filled_in_can_be_and_nothing_else() -> None:
    data = xlsx.write(kitchen_sink())
    assert xml_of(data, "Levels").find("{*}sheetProtection") is not None
    assert xml_of(data, "Requirements plain").find("{*}sheetProtection") is None
    assert ["1", "1", "1", "0", "1"] == [look(data, "Levels", f"{column}3")["locked"] for column in "ABCDE"]
    assert "FFF2F7FC" == look(data, "Levels", "D3")["ground"]


def test_verdicts_are_chosen_from_a_list_and_other_words_warn() -> None:
    sheet = xml_of(xlsx.write(kitchen_sink()), "Levels")
    rule = sheet.find(".//{*}dataValidation")
    assert rule is not None
    assert ("list", "warning", "D2:D6") == (rule.get("type"), rule.get("errorStyle"), rule.get("sqref"))
    assert '"' + ",".join(VERDICTS) + '"' == rule.findtext("{*}formula1")


def test_verdicts_that_are_filled_in_are_coloured() -> None:
    data = xlsx.write(kitchen_sink())
    rules = [each for each in xml_of(data, "Levels").iter() if each.tag.endswith("}cfRule")]
    formats = part(data, "xl/styles.xml").findall("{*}dxfs/{*}dxf")
    inks = {}
    for rule in rules:
        ink = formats[int(rule.get("dxfId", "0"))].find("{*}font/{*}color")
        assert ink is not None
        inks[(rule.findtext("{*}formula") or "").strip('"')] = ink.get("rgb")
    good, bad, unsure, quiet = "FF0C4A2E", "FF8C1A10", "FF5C4300", "FF57606A"
    expected = dict(zip(VERDICTS, (good, good, quiet, quiet, quiet, unsure, unsure, bad, unsure), strict=True))
    assert expected == inks


@pytest.mark.parametrize("choices", [tuple(f"choice number {each}" for each in range(40)), ("a, b", "c")])
def test_choices_that_excel_does_not_take_in_a_rule_stand_on_a_hidden_sheet(choices: tuple[str, ...]) -> None:
    column = Column("C", 1, ColumnKind.INPUT, choices)
    data = xlsx.write(of(Table("t", [column, column], [["", ""]]), Table("choices", [column], [[""]])))
    book = load_workbook(BytesIO(data))
    hidden = [each.name for each in book.sheets_metadata if each.visible is not SheetVisibleEnum.Visible]
    assert ["Choices"] == hidden
    assert [[each] for each in choices] == sheets(data)["Choices"]
    for sheet in ("T", "Choices 2"):
        rules = [each.findtext("{*}formula1") for each in xml_of(data, sheet).iter() if "dataValidation" in each.tag]
        assert f"Choices!$A$1:$A${len(choices)}" in rules


def test_a_choice_may_hold_quotes_and_be_long() -> None:
    column = Column("C", 1, ColumnKind.INPUT, ('say "yes"', "x" * 300))
    assert ['say "yes"'] == sheets(xlsx.write(of(Table("t", [column], [[""]]))))["Choices"][0]


def test_a_table_with_nothing_in_it_is_a_head() -> None:
    column = Column("C", 1, ColumnKind.INPUT, VERDICTS)
    assert [["C"]] == sheets(xlsx.write(of(Table("t", [column], []))))["T"]
    assert [] == sheets(xlsx.write(of(Table("t", [], []))))["T"]


# ---- pictures


def test_a_radar_is_numbers_and_a_native_chart_of_them() -> None:
    data = xlsx.write(kitchen_sink())
    rows = sheets(data)["Levels plain"]
    head = ["FR", "Title", "SL-T(Cell 4)", "SL-C(EC 210)", "SL-C(EC 210), not ruled out"]
    assert head == rows[2]
    assert ["IAC", "Identification and authentication control", 2, 2, 2] == rows[3]
    assert ["RA", "Resource availability", 2, 1, 4] == rows[9]
    chart = part(data, "xl/charts/chart1.xml")
    assert chart.find(".//{*}radarChart") is not None
    series = [each.text for each in chart.findall(".//{*}val/{*}numRef/{*}f")]
    assert [f"'Levels plain'!${column}$4:${column}$10" for column in "CDE"] == series
    assert ("0", "4") == tuple(
        each.get("val") for name in ("min", "max") for each in chart.findall(f".//{{*}}valAx/{{*}}scaling/{{*}}{name}")
    )


def test_pictures_are_told_to_those_who_cannot_see_them() -> None:
    data = xlsx.write(kitchen_sink())
    told = [
        each.get("descr", "")
        for name in ("xl/drawings/drawing1.xml", "xl/drawings/drawing2.xml")
        for each in part(data, name).iter()
        if each.tag.endswith("}cNvPr")
    ]
    assert told[0].startswith("Security levels 0 to 4 over the seven foundational requirements.")
    assert "One zone, A plain" == told[1]
    with ZipFile(BytesIO(data)) as archive:
        assert archive.read("xl/media/image1.png").startswith(b"\x89PNG")


def test_a_drawing_without_a_description_is_told_by_its_title() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    data = xlsx.write(of(Picture("Zones", "", svg)))
    assert ["Zones"] == [
        each.get("descr") for each in part(data, "xl/drawings/drawing1.xml").iter() if "cNvPr" in each.tag
    ][:1]


def test_a_heat_map_is_a_line_for_each_requirement() -> None:
    rows = sheets(xlsx.write(kitchen_sink()))["Requirements plain"]
    assert ["Requirement", "FR", "From SL", "State"] == rows[0]
    assert ["SR 1.1 RE(1)", "IAC", "2", "open"] == rows[2]
    assert ["closed", "open", "undetermined", "not applicable"] == [row[3] for row in rows[1:]]


# ---- names of sheets


def test_names_of_sheets_are_legal_and_unique() -> None:
    names = ["a" * 40, "a" * 40, "A" * 40, "history", "long-texts", "choices", "overview", "it's", "'", "[:*?/\\]", ""]
    tables = [Table(each, [Column("A")], []) for each in names]
    found = list(sheets(xlsx.write(of(*tables))))
    assert len(names) + 1 == len({each.casefold() for each in found})
    for each in found:
        assert re.fullmatch(r"(?!')[^\[\]:*?/\\]{1,31}(?<!')", each)
    assert not {"history", "long texts", "choices"} & {each.casefold() for each in found}


def test_a_name_that_is_cut_is_cut_after_a_word() -> None:
    titles = ("Capability by foundational requirement", "a" * 20 + " " + "b" * 20, "Thirty-one signs fit as they are")
    names = list(sheets(xlsx.write(of(*(Radar(each, CURVES) for each in titles)))))
    assert ["Overview", "Capability by foundational", "a" * 20, "Thirty-one signs fit as they"] == names
    exactly = "Thirty-one signs fit as theyare"
    assert exactly in sheets(xlsx.write(of(Radar(exactly, CURVES))))


# ---- the same bytes


@pytest.mark.parametrize("document", [kitchen_sink(), kitchen_sink(date=A_DAY)], ids=["no date", "a date"])
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    assert xlsx.write(document) == xlsx.write(document)


@pytest.mark.parametrize(("expected", "date"), [("1980-01-01", None), ("2026-03-31", A_DAY)])
def test_the_date_of_the_file_is_that_of_the_document(expected: str, date: dt.date | None) -> None:
    about = part(xlsx.write(kitchen_sink(date=date)), "docProps/core.xml")
    assert [f"{expected}T00:00:00Z"] * 2 == [each.text for each in about.iter() if "/dc/terms/" in each.tag]
    assert "Everything plain" == about.findtext("{*}title")
    assert not about.findtext("{*}creator")


# ---- whatever stands in a text


def formulas(data: bytes) -> list[str]:
    """Every formula in a cell."""
    with ZipFile(BytesIO(data)) as archive:
        return [
            each.text or ""
            for name in archive.namelist()
            if name.startswith("xl/worksheets/sheet")
            for each in fromstring(archive.read(name)).iterfind(".//{*}c/{*}f")  # noqa: S314 - of our own making
        ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    document = kitchen_sink(text)
    data = xlsx.write(document)
    found = "\0".join(said(data))
    assert [] == [each for each in texts(document, workbook=True) if printable(each) not in found]
    assert [] == formulas(data)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "'=1", "\t=1", "\r=1"])
def test_what_looks_like_a_formula_is_none_after_an_export_to_csv(text: str) -> None:
    table = Table("t", [Column(text), Column("B", 1, ColumnKind.INPUT)], [[text, text]])
    data = xlsx.write(evolve(of(table, Paragraph(text)), title=text, head=Facts([(text, text)])))
    for rows in sheets(data).values():
        out = StringIO()
        csv.writer(out).writerows(rows)
        for row in csv.reader(StringIO(out.getvalue())):
            assert [] == [each for each in row if each[:1] in {"=", "+", "@", "\t", "\r"} or each[:2] == "-1"]


def test_a_hyphen_alone_is_no_formula() -> None:
    assert [["A"], ["-"]] == sheets(xlsx.write(of(Table("t", [Column("A")], [["-"]]))))["T"]


@settings(max_examples=40)
@given(st.text(st.characters(), max_size=40))
def test_any_text_can_be_written_and_read(text: str) -> None:
    found = sheets(xlsx.write(of(Table("t", [Column("A")], [[text], ["end"]]))))["T"]
    assert str(found[1][0]) in {printable(text), f"'{printable(text)}"}


@pytest.mark.parametrize("text", LONG, ids=["one word", "words", "lines"])
def test_a_hundred_thousand_signs_in_a_field_are_all_there(text: str) -> None:
    document = kitchen_sink(text)
    data = xlsx.write(document)
    found = said(data)
    assert max(map(len, found)) <= 32_767
    assert sum(each.count("x") for each in found) >= sum(each.count("x") for each in texts(document, workbook=True))
    assert sum(each.count("word") for each in found) >= sum(
        each.count("word") for each in texts(document, workbook=True)
    )


def test_a_text_too_long_for_a_cell_says_where_it_goes_on() -> None:
    text = "".join(chr(0x1F600 + place % 50) for place in range(40_000))  # each takes two units of UTF-16
    data = xlsx.write(of(Table("t", [Column("A")], [["a"], [text]])))
    cell = str(sheets(data)["T"][2][0])
    head, _, told = cell.partition("\u2026 [")
    assert "continues in sheet 'Long texts', row 2]" == told
    name, reference, *rest = sheets(data)["Long texts"][1]
    assert ("T", "A3") == (name, reference)
    assert text == head + "".join(str(each).removeprefix("\u2026 ") for each in rest)
    for each in (cell, *rest):
        assert len(str(each).encode("utf-16-le")) // 2 <= 32_767


def test_a_table_too_large_for_a_sheet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 1_048_576 == worksheets._MOST_ROWS
    monkeypatch.setattr(worksheets, "_MOST_ROWS", 5)
    assert 5 == len(sheets(xlsx.write(of(Table("t", [Column("A")], [["x"]] * 4))))["T"])
    with pytest.raises(ValueError, match="table 't' of 5 rows and 1 columns is too large for a sheet"):
        xlsx.write(of(Table("t", [Column("A")], [["x"]] * 5)))
    with pytest.raises(ValueError, match="is too large for a sheet"):
        xlsx.write(of(Table("t", [Column("A")] * 16_385, [])))


def test_labels_of_a_chart_are_no_formulas() -> None:
    radar = Radar("=1+1", [evolve(CURVES[0], label="=2+2")])
    data = xlsx.write(of(radar, HeatMap("=1+1", [("=3", "UC", 1, Tone.GOOD)])))
    chart = part(data, "xl/charts/chart1.xml")
    assert {"'=1+1'!$A$1", "'=1+1'!$C$3", "'=1+1'!$A$4:$A$10", "'=1+1'!$C$4:$C$10"} == {
        each.text for each in chart.iter() if each.tag.endswith("}f")
    }


# ---- what is not installed


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtra) as caught:
        xlsx.write(kitchen_sink())
    assert "workbooks need an extra: python3 -m pip install 'iec62443[xlsx]'" == str(caught.value)


def test_only_drawings_need_typst(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert xlsx.write(declaration())
    with pytest.raises(MissingExtra, match=r"'iec62443\[documents\]'"):
        xlsx.write(kitchen_sink())
