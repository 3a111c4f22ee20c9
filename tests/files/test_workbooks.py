"""Filled workbooks read as strictly as CSV: the same verdicts, every problem with its sheet and row, nothing guessed."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import sys
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from assessment_strategies import EMBEDDED
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from iec62443 import (
    ComponentType,
    Evidence,
    Header,
    InvalidFile,
    NotApplicableReason,
    Subject,
    Verdict,
    load,
    read_assessment,
)
from iec62443.documents import xlsx
from iec62443.documents.checklist import requirement_checklist
from iec62443.documents.model import Column, Document, Facts, Section, Table
from iec62443.errors import MissingExtra
from iec62443.files import template_sheet
from iec62443.files.archives import pack, unpack
from iec62443.files.plain import protect
from iec62443.files.sheets import COLUMNS
from iec62443.files.workbooks import MOST_COLUMNS, MOST_ROWS, continued, rest_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from iec62443 import Assessment

HEADER = Header(name="X", part="4-2", component_types=EMBEDDED)
HEAD = ("id", "verdict", "justification")

Rows = list[list[Any]]


def workbook(sheets: dict[str, Rows], change: Callable[[Workbook], None] = lambda _: None) -> bytes:
    """Make a workbook as a spreadsheet would: texts, numbers, dates and truth values as such, ``=`` a formula."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_urls": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        hour = book.add_format({"num_format": "hh:mm"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    if isinstance(value, dt.time):
                        sheet.write_number(row, column, value.hour / 24, hour)
                    elif isinstance(value, dt.datetime):
                        sheet.write_datetime(row, column, value, moment)
                    elif isinstance(value, dt.date):
                        sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), day)
                    elif value == "#N/A":
                        sheet.write_formula(row, column, "=NA()", None, "#N/A")
                    else:
                        sheet.write(row, column, value)
        change(book)
    return out.getvalue()


def read(folder: Path, data: bytes, header: Header = HEADER) -> Assessment:
    path = folder / "sheet.xlsx"
    path.write_bytes(data)
    return read_assessment(path, header)


def problems(folder: Path, data: bytes, header: Header = HEADER) -> list[tuple[str, str]]:
    with pytest.raises(InvalidFile) as caught:
        read(folder, data, header)
    return list(caught.value.problems)


def filled(**cells: Any) -> bytes:
    """A checklist of one line; a column is named by its title, with underscores for blanks."""
    line = {"id": "CR 1.1", "verdict": "met"} | cells
    return workbook({"Checklist": [[each.replace("_", " ").capitalize() for each in line], list(line.values())]})


# ---- the same as CSV

ANSWERS: dict[str, dict[str, str]] = {
    "CR 1.1": {"verdict": "met", "evidence": "TR-1; TR-2;\nTR-3", "owner": "R&D", "date": "2026-03-31"},
    "CR 1.2": {"verdict": "not applicable", "justification": "so, it; is", "reason": "feature_absent"},
    "CR 1.3": {"verdict": "met by configuration", "condition": 'says "on"', "condition holds": "no"},
    "CR 1.4": {"verdict": "compensated", "justification": "=gate", "countermeasures": "cabinet", "adequate up to": "2"},
    "CR 1.5": {"verdict": "not met", "justification": "-"},
    "CR 1.7": {"verdict": "allocated", "justification": "'@home"},
}


def test_a_checklist_that_is_written_filled_in_and_read_gives_what_the_csv_gives(tmp_path: Path) -> None:
    document = requirement_checklist(load("4-2"), 4, EMBEDDED)
    table = document.sections[1].blocks[1]
    assert isinstance(table, Table)
    titles = [each.title.casefold() for each in table.columns]
    rows = [
        [ANSWERS.get(row[0].text, {}).get(title, cell.text) for title, cell in zip(titles, row, strict=True)]
        for row in table.rows
    ]
    answered = Table(table.name, table.columns, rows)
    data = xlsx.write(Document("checklist", "T", "", Facts([]), [Section("S", [answered])], "None."))
    lines = list(csv.DictReader(StringIO(template_sheet(load("4-2"), 4, EMBEDDED), newline="")))
    text = StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    for line in lines:
        answer = {title.replace(" ", "_"): protect(said) for title, said in ANSWERS.get(line["id"], {}).items()}
        writer.writerow(line | answer)
    (tmp_path / "sheet.csv").write_text(text.getvalue(), encoding="utf-8", newline="")
    from_csv = read_assessment(tmp_path / "sheet.csv", HEADER)
    from_workbook = read(tmp_path, data)
    assert from_csv == from_workbook
    assert len(lines) == len(from_workbook) == 83 + 4
    found = {each.requirement.text: each for each in from_workbook}
    assert (Evidence("TR-1"), Evidence("TR-2"), Evidence("TR-3")) == found["CR 1.1"].evidence
    assert dt.date(2026, 3, 31) == found["CR 1.1"].date
    assert NotApplicableReason.FEATURE_ABSENT is found["CR 1.2"].reason
    assert found["CR 1.3"].condition_holds is False
    assert (Verdict.COMPENSATED, "=gate", 2) == (
        found["CR 1.4"].verdict,
        found["CR 1.4"].justification,
        found["CR 1.4"].adequate_up_to,
    )


@pytest.mark.parametrize("part", ["3-3", "4-1", "2-4"])
def test_an_empty_checklist_reads_as_not_assessed(part: str, tmp_path: Path) -> None:
    catalog = load(part)
    data = xlsx.write(requirement_checklist(catalog))
    found = read(tmp_path, data, Header(name="X", part=part))
    assert {Verdict.NOT_ASSESSED} == {each.verdict for each in found}
    assert len(catalog) + len(catalog.constraints) == len(found)


def test_the_header_stands_in_the_toml_beside_it(tmp_path: Path) -> None:
    (tmp_path / "sheet.toml").write_text(
        'part = "4-2"\n[subject]\nname = "Y"\ntypes = ["embedded_device"]', encoding="utf-8"
    )
    assert "Y" == read(tmp_path, filled(), Header()).subject.name


def test_a_toml_may_name_it(tmp_path: Path) -> None:
    (tmp_path / "rows.XLSX").write_bytes(filled())
    (tmp_path / "x.toml").write_text(
        'part = "4-2"\nfindings = "rows.XLSX"\n[subject]\nname = "Y"\ntypes = ["embedded_device"]', encoding="utf-8"
    )
    assert ["CR 1.1"] == [each.requirement.text for each in read_assessment(tmp_path / "x.toml")]


# ---- which sheet


def test_the_sheet_that_has_ids_and_verdicts_is_read(tmp_path: Path) -> None:
    data = workbook({"Overview": [["Title"], ["id"]], "Rows": [[], [], [*HEAD], ["CR 1.1", "met"]], "Empty": []})
    assert ["CR 1.1"] == [each.requirement.text for each in read(tmp_path, data)]


def test_of_several_the_checklist_is_read(tmp_path: Path) -> None:
    rows = [[*HEAD], ["CR 1.1", "met"]]
    data = workbook({"Old": rows, "CHECKLIST": [[*HEAD], ["CR 1.2", "met"]]})
    assert ["CR 1.2"] == [each.requirement.text for each in read(tmp_path, data)]
    told = problems(tmp_path, workbook({"Old": rows, "New": rows}))
    assert [("", "has several sheets to read, 'Old', 'New': name one of them 'Checklist'")] == told


def test_hidden_sheets_are_passed_over(tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        book.worksheets()[1].hide()
        book.worksheets()[2].very_hidden()

    rows = [[*HEAD], ["CR 1.1", "met"]]
    data = workbook({"Rows": rows, "Checklist": [[*HEAD], ["CR 9.9", "so so"]], "Third": rows}, hide)
    assert ["CR 1.1"] == [each.requirement.text for each in read(tmp_path, data)]
    seen = "no sheet has the columns 'id' and 'verdict' in its first row; visible sheets: 'A'"
    assert [("", seen)] == problems(tmp_path, workbook({"A": [["id"]], "B": rows, "C": rows}, hide))


# ---- what stands in cells

#: What has to stand beside a column.
BESIDE: dict[str, dict[str, object]] = {
    "adequate_up_to": {"verdict": "compensated", "justification": "cabinet", "countermeasures": "cabinet"},
    "condition_holds": {"verdict": "met by configuration", "condition": "locked"},
}


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("adequate_up_to", 2, 2),
        ("adequate_up_to", "2", 2),
        ("date", dt.date(2026, 3, 31), dt.date(2026, 3, 31)),
        ("date", dt.datetime(2026, 3, 31), dt.date(2026, 3, 31)),  # noqa: DTZ001 - a workbook has no zones
        ("date", "2026-03-31", dt.date(2026, 3, 31)),
        ("condition_holds", True, True),
        ("condition_holds", False, False),
        ("condition_holds", "yes", True),
        ("owner", 17, "17"),
        ("justification", "2.5", "2.5"),
        ("justification", "  two  ", "two"),
        ("justification", "'=1+1", "=1+1"),
        ("justification", "_x0041_", "_x0041_"),
        ("owner", "", ""),
    ],
)
def test_what_is_plain_is_taken(column: str, value: object, expected: object, tmp_path: Path) -> None:
    finding = next(iter(read(tmp_path, filled(**(BESIDE.get(column, {}) | {column: value})))))
    assert expected == getattr(finding, column)


CHANGED = ": a spreadsheet may have changed what was typed; format the cell as text"


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("adequate_up_to", 2.5, "a level from 0 to 4 is expected, not '2.5'"),
        ("adequate_up_to", 1e20, "a level from 0 to 4 is expected, not '100000000000000000000'"),
        ("adequate_up_to", True, f"a text is expected, not the truth value TRUE{CHANGED}"),
        ("adequate_up_to", dt.date(2026, 1, 2), f"a text is expected, not the date 2026-01-02{CHANGED}"),
        ("evidence", dt.date(2026, 1, 2), f"a text is expected, not the date 2026-01-02{CHANGED}"),
        ("justification", 1.1, f"a text is expected, not the number 1.1{CHANGED}"),
        ("justification", True, f"a text is expected, not the truth value TRUE{CHANGED}"),
        ("owner", dt.time(12), f"a text is expected, not the time 12:00:00{CHANGED}"),
        ("date", dt.datetime(2026, 3, 31, 12, 30), f"a text is expected, not the date 2026-03-31 12:30:00{CHANGED}"),  # noqa: DTZ001 - likewise
        ("date", 46000, "a date such as 2026-03-31 is expected, not '46000'"),
        ("date", "31.3.2026", "a date such as 2026-03-31 is expected, not '31.3.2026'"),
        ("owner", "=1+1", "holds a formula: put in what it shows, as a value"),
        ("owner", "#N/A", "holds a formula: put in what it shows, as a value"),
    ],
)
def test_what_a_spreadsheet_may_have_changed_is_refused(
    column: str, value: object, message: str, tmp_path: Path
) -> None:
    told = problems(tmp_path, filled(**{column: value}))
    [(place, said)] = told
    assert message == said
    assert f"sheet 'Checklist', row 2, {column}" == place.lower().replace("adequate up to", "adequate_up_to").replace(
        "checklist", "Checklist"
    )


def test_a_number_is_no_id(tmp_path: Path) -> None:
    data = workbook({"Checklist": [["ID", "Verdict"], [1.1, "met"], [5, "met"]]})
    assert [
        ("sheet 'Checklist', row 2, ID", f"a text is expected, not the number 1.1{CHANGED}"),
        ("sheet 'Checklist', row 3, ID", f"a text is expected, not the number 5{CHANGED}"),
    ] == problems(tmp_path, data)


@pytest.mark.parametrize(("expected", "value"), [(Verdict.MET, True), (Verdict.NOT_MET, False), (Verdict.MET, "x")])
def test_a_verdict_may_be_a_truth_value(expected: Verdict, value: object, tmp_path: Path) -> None:
    assert [expected] == [each.verdict for each in read(tmp_path, filled(verdict=value))]


def test_an_error_that_was_typed_in_is_refused_too(tmp_path: Path) -> None:
    parts = unpack(filled(owner="xyz"), "a")
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert b't="s"><v>5</v>' in sheet
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b't="s"><v>5</v>', b't="e"><v>#N/A</v>')
    assert [("sheet 'Checklist', row 2, Owner", "shows an error")] == problems(tmp_path, pack(parts))


def test_a_number_without_end_is_refused(tmp_path: Path) -> None:
    parts = unpack(filled(owner=17), "a")
    sheet = parts["xl/worksheets/sheet1.xml"]
    for number in (b"INF", b"NaN", b"-inf"):
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"<v>17</v>", b"<v>%s</v>" % number)
        assert "sheet 'Checklist', row 2, Owner" in str(problems(tmp_path, pack(parts))) or "can be read" in str(
            problems(tmp_path, pack(parts))
        )


def test_cells_without_references_are_found_all_the_same(tmp_path: Path) -> None:
    parts = unpack(filled(owner="=1+1"), "a")
    sheet = parts["xl/worksheets/sheet1.xml"]
    for reference in (b' r="A1"', b' r="B1"', b' r="C1"', b' r="A2"', b' r="B2"', b' r="C2"', b' r="1"', b' r="2"'):
        assert reference in sheet
        sheet = sheet.replace(reference, b"", 1)
    parts["xl/worksheets/sheet1.xml"] = sheet
    assert [("sheet 'Checklist', row 2, Owner", "holds a formula: put in what it shows, as a value")] == problems(
        tmp_path, pack(parts)
    )


def test_every_problem_is_told_at_once_in_the_order_of_the_rows(tmp_path: Path) -> None:
    data = workbook(
        {
            "Checklist": [
                ["ID", "SL", "Verdict", "Owner", "Owner", "Odd"],
                ["CR 1.1", 4, "met"],
                ["CR 9.9", "", "met"],
                [],
                ["", "", "met"],
                ["CR 1.2", "", "met", "", "", "", "beyond"],
                ["CR 1.2", "", "so so"],
            ]
        }
    )
    places = [place for place, _ in problems(tmp_path, data)]
    row = "sheet 'Checklist', row"
    expected = ["1", "1", "2, sl", "3", "5", "6", "7"]
    assert [f"{row} {place}" for place in expected] == places


def test_columns_that_are_ignored_may_hold_anything(tmp_path: Path) -> None:
    (tmp_path / "sheet.toml").write_text('ignore_columns = ["Notes"]', encoding="utf-8")
    data = workbook({"Checklist": [["ID", "Verdict", "Notes"], ["CR 1.1", "met", "=1+1"], ["CR 1.2", "met", 2.5]]})
    assert 2 == len(read(tmp_path, data))
    (tmp_path / "sheet.toml").unlink()
    assert 1 + 2 == len(problems(tmp_path, data))


def test_a_title_may_be_anything_that_a_cell_shows(tmp_path: Path) -> None:
    told = problems(tmp_path, workbook({"S": [["ID", "Verdict", 2026], ["CR 1.1", "met", ""]]}))
    assert told[0][1].startswith("the column '2026' means nothing here")


# ---- texts too long for a cell


@given(st.text(max_size=50), st.integers(2, 9))
def test_a_text_that_fits_stays_whole(text: str, row: int) -> None:
    assert (text, "") == continued(text, row)


@settings(max_examples=20)
@given(st.integers(15_000, 70_000), st.sampled_from("x\U0001f600\u00e9="), st.integers(2, 9))
def test_a_long_text_is_parted_into_what_cells_can_hold(length: int, sign: str, row: int) -> None:
    text = sign * length
    shown, rest = continued(text, row)
    parts = rest_of(rest)
    assert text == shown.partition("\u2026 [")[0] + "".join(each.removeprefix("\u2026 ") for each in parts)
    for each in (shown, *parts):
        assert len(each.encode("utf-16-le")) // 2 <= 32_767


@pytest.mark.parametrize("text", ["x" * 100_000, "=" * 40_000, "word " * 20_000 + "end"])
def test_a_long_justification_comes_back_whole(text: str, tmp_path: Path) -> None:
    table = Table("checklist", [Column(each) for each in HEAD], [["CR 1.1", "met", text], ["CR 1.2", "met", "short"]])
    data = xlsx.write(Document("c", "T", "", Facts([]), [Section("S", [table])], "None."))
    assert [text, "short"] == [each.justification for each in read(tmp_path, data)]


def test_a_rest_that_is_not_there_is_told(tmp_path: Path) -> None:
    text = "begun\u2026 [continues in sheet 'Long texts', row 7]"
    expected = "goes on in sheet 'Long texts', row 7, which is not there to be read"
    rows: Rows = [[*HEAD], ["CR 1.1", "met", text]]
    for sheets in (
        {"Checklist": rows},
        {"Checklist": rows, "Long texts": [["a"]]},
        {"Checklist": rows, "Long texts": [[]] * 6 + [["S", "C2", '="x"']]},
    ):
        assert [("sheet 'Checklist', row 2, justification", expected)] == problems(tmp_path, workbook(sheets))


# ---- what is no workbook, or too much of one


@pytest.mark.parametrize(
    ("message", "change"),
    [
        ("is no workbook that can be read", lambda parts: parts.pop("xl/workbook.xml")),
        ("is no workbook that can be read", lambda parts: parts.pop("xl/_rels/workbook.xml.rels")),
        ("is no workbook that can be read", lambda parts: parts.update({"xl/workbook.xml": b"<a"})),
        (
            "unknown encoding",
            lambda parts: parts.update({"xl/workbook.xml": b'<?xml version="1.0" encoding="none"?><a/>'}),
        ),
        ("is no workbook that can be read", lambda parts: parts.update({"xl/sharedStrings.xml": b"<sst><si>"})),
        (
            "is no workbook that can be read",
            lambda parts: parts.update({"xl/worksheets/sheet1.xml": b"<sheetData><row>"}),
        ),
        ("visible sheets: none", lambda parts: parts.pop("xl/worksheets/sheet1.xml")),
        ("visible sheets: none", lambda parts: parts.update({"xl/workbook.xml": b"<workbook><sheets/></workbook>"})),
    ],
)
def test_what_is_no_workbook_is_refused(
    message: str, change: Callable[[dict[str, bytes]], None], tmp_path: Path
) -> None:
    parts = unpack(filled(), "a")
    change(parts)
    assert message in problems(tmp_path, pack(parts))[0][1]


@pytest.mark.parametrize("data", [b"", b"id,verdict\nCR 1.1,met\n", b"PK\x03\x04"])
def test_another_file_of_that_name_is_refused(data: bytes, tmp_path: Path) -> None:
    assert "is no office file that can be read" in problems(tmp_path, data)[0][1]


def test_a_sheet_that_reaches_far_is_refused_before_room_is_made_for_it(tmp_path: Path) -> None:
    for reference in (f"A{MOST_ROWS + 1}", "XFD1048576", "HA1"):
        parts = unpack(filled(owner="xyz"), "a")
        parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
            b'r="C2"', f'r="{reference}"'.encode()
        )
        told = problems(tmp_path, pack(parts))
        assert f"a sheet reaches beyond row {MOST_ROWS} or column {MOST_COLUMNS}" in told[0][1]


def test_a_sheet_that_is_not_in_its_place_is_not_read_from_another(tmp_path: Path) -> None:
    """The reach of every part that is a sheet is looked at, wherever the workbook says that it lies."""
    parts = unpack(filled(), "a")
    far = parts["xl/worksheets/sheet1.xml"].replace(b'r="B2"', b'r="XFD1048576"')
    parts["xl/elsewhere.bin"] = far
    rels = parts["xl/_rels/workbook.xml.rels"]
    parts["xl/_rels/workbook.xml.rels"] = rels.replace(b"worksheets/sheet1.xml", b"/xl/elsewhere.bin")
    assert "reaches beyond" in problems(tmp_path, pack(parts))[0][1]


def test_entities_that_grow_are_refused(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "{"a" * 100}">{entities}]><sheetData><row><c><v>&a12;</v></c></row></sheetData>'
    parts = unpack(filled(), "a")
    parts["xl/worksheets/sheet1.xml"] = bomb.encode()
    assert "is no workbook that can be read" in problems(tmp_path, pack(parts))[0][1]


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    assert [("", "is larger than 8 MiB")] == problems(tmp_path, b"0" * (8 * 1024 * 1024 + 1))


@settings(max_examples=150)
@given(st.data())
def test_a_broken_workbook_is_refused_and_breaks_nothing(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    parts = unpack(filled(owner="xyz"), "a")
    name = data.draw(st.sampled_from(sorted(parts)))
    content = bytearray(parts[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=6))
    parts[name] = bytes(content)
    path = tmp_path_factory.getbasetemp() / "broken.xlsx"
    path.write_bytes(pack(parts))
    with contextlib.suppress(InvalidFile):
        read_assessment(path, HEADER)


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(MissingExtra) as caught:
        read(tmp_path, filled())
    assert "workbooks need an extra: python3 -m pip install 'iec62443[xlsx]'" == str(caught.value)


def test_nothing_but_the_parts_is_given_on(tmp_path: Path) -> None:
    """What stands before or after the archive, or twice in it, is no concern of what reads it."""
    assert 1 == len(read(tmp_path, b"#!/bin/sh\n" + filled()))
    with ZipFile(BytesIO(filled())) as archive:
        assert "xl/workbook.xml" in archive.namelist()


# ---- the block about the assessment

ABOUT: Rows = [
    ["About", "Fill in"],
    ["Name", "EC 210"],
    ["Version", "3.2.0"],
    ["Supplier", "Morrendal"],
    ["Part", "4-2"],
    ["Edition", 2019],
    ["Types", "embedded device; host_device"],
    ["Assessor", "N. N."],
    ["Date", dt.date(2026, 3, 31)],
]
LIST: Rows = [["ID", "Verdict"], ["CR 1.1", "met"]]


def test_what_the_block_says_is_the_header(tmp_path: Path) -> None:
    made = read(tmp_path, workbook({"About": ABOUT, "Checklist": LIST}), Header())
    types = frozenset({ComponentType.EMBEDDED_DEVICE, ComponentType.HOST_DEVICE})
    assert Subject("EC 210", "3.2.0", types, "Morrendal") == made.subject
    assert ("62443-4-2", "2019", "N. N.", dt.date(2026, 3, 31)) == (made.part, made.edition, made.assessor, made.date)


def test_what_is_wrong_with_the_block_is_told_with_its_row(tmp_path: Path) -> None:
    wrong: Rows = [
        ["About", "Fill in"],
        ["Name", 1.5],
        [],
        ["Colour", "red"],
        ["Part", "9-9", "!"],
        ["part", "4-2"],
        ["Types", "host, gadget"],
        ["Date", "31.3.2026"],
        ["Version", "=1+1"],
    ]
    told = dict(problems(tmp_path, workbook({"Facts": wrong, "Checklist": [*LIST, ["CR 9.9", "so so"]]}), Header()))
    assert f"a text is expected, not the number 1.5{CHANGED}" == told["sheet 'Facts', row 2, Name"]
    assert "means nothing here; known: Name, Version" in told["sheet 'Facts', row 4"]
    assert "has a cell in a column without a title" == told["sheet 'Facts', row 5"]
    assert "9-9" in told["sheet 'Facts', row 5, Part"]
    assert "'part' stands in sheet 'Facts', row 5 already" == told["sheet 'Facts', row 6"]
    assert "is expected, not 'host', 'gadget'" in told["sheet 'Facts', row 7, Types"]
    assert "a date such as 2026-03-31 is expected, not '31.3.2026'" == told["sheet 'Facts', row 8, Date"]
    assert "holds a formula: put in what it shows, as a value" == told["sheet 'Facts', row 9, Version"]


def test_the_block_the_toml_beside_it_and_the_call_have_to_agree(tmp_path: Path) -> None:
    data = workbook({"About": ABOUT, "Checklist": LIST})
    beside = tmp_path / "sheet.toml"
    same = 'part = "62443-4-2"\n[subject]\nname = "EC 210"\ntypes = ["host_device", "embedded_device"]'
    beside.write_text(same, encoding="utf-8")
    assert read(tmp_path, data, Header(part="4-2")) == read(tmp_path, data, Header())
    beside.write_text('edition = "2020"\nsubject = {name = "X", types = ["host_device"]}', encoding="utf-8")
    assert {
        ("sheet.xlsx, sheet 'About', row 2, Name", "says 'EC 210', $.subject.name in sheet.toml says 'X'"),
        ("sheet.xlsx, sheet 'About', row 6, Edition", "says '2019', $.edition in sheet.toml says '2020'"),
        (
            "sheet.xlsx, sheet 'About', row 7, Types",
            "says 'embedded_device, host_device', $.subject.types in sheet.toml says 'host_device'",
        ),
    } <= {(f"sheet.xlsx, {place}", message) for place, message in problems(tmp_path, data, Header())}
    beside.unlink()
    assert [("sheet 'About', row 5, Part", "the file says '4-2', the call says '3-3'")] == [
        each for each in problems(tmp_path, data, Header(part="3-3")) if each[0].endswith("Part")
    ]


def test_a_subject_that_is_no_table_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "sheet.toml").write_text("subject = 7", encoding="utf-8")
    told = dict(problems(tmp_path, workbook({"About": ABOUT, "Checklist": LIST}), Header()))
    assert "an object with keys is expected, not 7" == told["$.subject"]
