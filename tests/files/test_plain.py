"""From bytes to plain data: what is read, and the hostile files that are not."""

from __future__ import annotations

import csv
import json
import sys
from contextlib import suppress
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iec62443 import InvalidFile
from iec62443.files.plain import DEEPEST, LARGEST, parse_mapping, parse_sheet, protect, read_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Problems = tuple[tuple[str, str], ...]
plain_text = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


def problems(read: Callable[[], object]) -> Problems:
    """Give what is wrong; what is wrong gives no value."""
    with pytest.raises(InvalidFile) as caught:
        read()
    return caught.value.problems


def of_bytes(folder: Path, data: bytes) -> Problems:
    path = folder / "x.toml"
    path.write_bytes(data)
    return problems(lambda: read_text(path))


# ---- bytes


@given(plain_text)
def test_utf_8_is_read_with_or_without_a_byte_order_mark(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "text.csv"
    text = text.removeprefix("\ufeff")
    for mark in (b"", b"\xef\xbb\xbf"):
        path.write_bytes(mark + text.encode())
        assert text == read_text(path)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xff", ("line 1", "byte 0xff is not UTF-8: save it as UTF-8")),
        (b"a\r\nb\r\nc\xe4d", ("line 3", "byte 0xe4 is not UTF-8: save it as UTF-8")),
        (b"a\n\xed\xa0\x80", ("line 2", "byte 0xed is not UTF-8: save it as UTF-8")),  # a lone surrogate
        (b"a\n\xc0\x80", ("line 2", "byte 0xc0 is not UTF-8: save it as UTF-8")),  # an overlong NUL
        (b"\xf0\x9f", ("line 1", "byte 0xf0 is not UTF-8: save it as UTF-8")),  # cut short
        (b"a\n\nb\0c", ("line 3", "holds a NUL character: it is no text file")),
        (b"\0", ("line 1", "holds a NUL character: it is no text file")),
        ("ä".encode("utf-16"), ("", "is UTF-16: save it as UTF-8 (in a spreadsheet: CSV UTF-8)")),
        (b"\xfe\xff\0a", ("", "is UTF-16: save it as UTF-8 (in a spreadsheet: CSV UTF-8)")),
    ],
)
def test_what_is_no_utf_8_is_refused_with_its_line(tmp_path: Path, data: bytes, expected: tuple[str, str]) -> None:
    assert (expected,) == of_bytes(tmp_path, data)


def test_a_file_is_read_up_to_a_bearable_size(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"x" * LARGEST)
    assert LARGEST == len(read_text(path))
    assert (("", "is larger than 8 MiB"),) == of_bytes(tmp_path, b"x" * (LARGEST + 1))
    assert (("", "is larger than 8 MiB"),) == of_bytes(tmp_path, b"\xff\0" * (5 * 1024 * 1024))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    missing = problems(lambda: read_text(tmp_path / "none.toml"))
    assert (("", "cannot be read: No such file or directory"),) == missing
    if sys.platform != "win32":
        assert (("", "cannot be read: Is a directory"),) == problems(lambda: read_text(tmp_path))


def test_the_error_names_the_file_without_its_folders(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile) as caught:
        read_text(tmp_path / "none.toml")
    assert "none.toml: 1 problem\n  cannot be read: No such file or directory" == str(caught.value)


# ---- JSON and TOML


def test_json_is_known_by_the_suffix_and_anything_else_is_toml() -> None:
    assert {"a": [1, 2.5, True, None]} == parse_mapping('{"a": [1, 2.5, true, null]}', "x.json")
    assert {"a": [1, 2.5, True]} == parse_mapping("a = [1, 2.5, true]", "x.toml")
    assert {"a": 1} == parse_mapping("a = 1", "json")


@pytest.mark.parametrize("name", ["x.json", "x.toml"])
def test_line_ends_of_any_system_are_read(name: str) -> None:
    lines = {"x.json": ('{"a": 1,', '"b": 2}'), "x.toml": ("a = 1", "b = 2")}[name]
    for end in ("\n", "\r\n"):
        assert {"a": 1, "b": 2} == parse_mapping(end.join(lines), name)


@pytest.mark.parametrize(
    ("text", "kind"), [("[]", "list"), ('"a"', "str"), ("1", "int"), ("null", "NoneType"), ("true", "bool")]
)
def test_the_top_level_is_an_object(text: str, kind: str) -> None:
    expected = ("$", f"an object with keys is expected, not {kind}")
    assert (expected,) == problems(lambda: parse_mapping(text, "x.json"))


@pytest.mark.parametrize(
    "text", ["", " ", "{", '{"a": }', '{"a": 1,}', "{'a': 1}", '{"a": 1} x', "{\"a\": 'b'}", "{a: 1}"]
)
def test_what_is_no_json_is_refused_with_its_place(text: str) -> None:
    ((place, message),) = problems(lambda: parse_mapping(text, "x.json"))
    assert not place
    assert "line 1 column" in message


@pytest.mark.parametrize("text", ["a", "a =", "a = b", "[a", "= 1", '{"a": 1}', "a = 1 b = 2", "a = 01", "a = 'b"])
def test_what_is_no_toml_is_refused_with_its_place(text: str) -> None:
    ((place, message),) = problems(lambda: parse_mapping(text, "x.toml"))
    assert not place
    assert "(at " in message


@pytest.mark.parametrize(
    "text", ['{"a": 1, "b": 2, "b": 1}', '{"x": [{"b": 1, "a": 0, "b": 2}]}', '{"\\u0062": 1, "b": 2}']
)
def test_a_key_that_stands_twice_in_json_is_refused(text: str) -> None:
    expected = ("", "the key 'b' stands twice in one object")
    assert (expected,) == problems(lambda: parse_mapping(text, "x.json"))


def test_a_key_that_stands_in_two_objects_is_no_duplicate() -> None:
    assert {"a": {"a": 1}, "b": {"a": 1}} == parse_mapping('{"a": {"a": 1}, "b": {"a": 1}}', "x.json")


@pytest.mark.parametrize("text", ["a = 1\na = 1", "[t]\na = 1\n[t]\nb = 2", "a = {b = 1, b = 2}", "a.b = 1\na.b = 2"])
def test_a_key_that_stands_twice_in_toml_is_refused(text: str) -> None:
    ((place, message),) = problems(lambda: parse_mapping(text, "x.toml"))
    assert not place
    assert "(at " in message


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_what_python_takes_for_a_number_and_json_does_not_is_refused(constant: str) -> None:
    expected = ("", f"{constant} is not a number of JSON")
    assert (expected,) == problems(lambda: parse_mapping(f'{{"a": {constant}}}', "x.json"))


@pytest.mark.parametrize(("name", "text"), [("x.json", '{{"a": {}}}'), ("x.toml", "a = {}")])
def test_a_number_of_thousands_of_digits_is_refused(name: str, text: str) -> None:
    """Python itself does not read it: it would take too long."""
    expected = ("", "holds a number that is too long to read")
    assert (expected,) == problems(lambda: parse_mapping(text.format("9" * 5000), name))
    assert {"a": 10**30} == parse_mapping(text.format(10**30), name)


def nested(depth: int) -> str:
    """Write JSON so many objects deep, which reads as TOML after ``a =`` when the outermost is left out."""
    return '{"a": ' * (depth - 1) + "{}" + "}" * (depth - 1)


@pytest.mark.parametrize(
    "write",
    [
        lambda depth: ("x.json", nested(depth)),
        lambda depth: ("x.json", '{"a": ' + "[" * (depth - 1) + "]" * (depth - 1) + "}"),
        lambda depth: ("x.toml", "a = " + "[" * (depth - 1) + "]" * (depth - 1)),
        lambda depth: ("x.toml", ".".join("a" * depth) + " = 1"),
        lambda depth: ("x.toml", f"[{'.'.join('a' * (depth - 1))}]"),
    ],
)
def test_nesting_is_read_to_a_bearable_depth(write: Callable[[int], tuple[str, str]]) -> None:
    name, text = write(DEEPEST)
    assert isinstance(parse_mapping(text, name), dict)
    for depth in (DEEPEST + 1, 1000):
        name, text = write(depth)
        expected = ("", f"is nested more than {DEEPEST} deep")
        assert (expected,) == problems(lambda text=text, name=name: parse_mapping(text, name))  # type: ignore[misc] # bound


@pytest.mark.parametrize(
    ("name", "text"), [("x.json", '{"a": '), ("x.json", '{"a": [{"b": '), ("x.json", "["), ("x.toml", "a = ")]
)
def test_nesting_that_would_break_a_reader_is_refused(name: str, text: str) -> None:
    """Closed or not, a hundred thousand deep."""
    for hostile in (text + "[" * 100_000, text + "[" * 100_000 + "]" * 100_000, text * 100_000):
        with pytest.raises(InvalidFile):
            parse_mapping(hostile, name)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda more: st.lists(more, max_size=3)))
def test_json_reads_back_what_was_written(value: object) -> None:
    assert {"a": value} == parse_mapping(json.dumps({"a": value}), "x.json")


@given(plain_text)
def test_any_text_is_read_or_refused(text: str) -> None:
    for name in ("x.json", "x.toml"):
        with suppress(InvalidFile):
            assert isinstance(parse_mapping(text, name), dict)


# ---- CSV


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_the_separators_and_line_ends_of_spreadsheets_are_read(*, separator: str, end: str, last: bool) -> None:
    text = end.join(("id|verdict|note", "CR 1.1|met|a", '"CR 1.2"|"not met"|"b ""quoted"" c"')).replace("|", separator)
    sheet = parse_sheet(text + end * last)
    assert ("id", "verdict", "note") == sheet.columns
    assert (
        (2, {"id": "CR 1.1", "verdict": "met", "note": "a"}),
        (3, {"id": "CR 1.2", "verdict": "not met", "note": 'b "quoted" c'}),
    ) == sheet.lines
    assert () == sheet.problems


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_quoted_cell_may_hold_the_separators_and_lines(separator: str) -> None:
    text = f'a{separator}b\n"x,y;z\tw\nnext line"{separator}1\n2{separator}3\n'
    sheet = parse_sheet(text)
    assert ((2, {"a": "x,y;z\tw\nnext line", "b": "1"}), (4, {"a": "2", "b": "3"})) == sheet.lines


def test_lines_without_content_are_passed_over_and_counted() -> None:
    assert ((3, {"a": "1", "b": "2"}), (6, {"a": "3", "b": ""})) == parse_sheet("a,b\n\n1,2\n,\n ,\t\n3,\n\n").lines


def test_cells_and_columns_are_taken_without_blanks_around() -> None:
    sheet = parse_sheet(" a , b \n 1 , 2 2 \n")
    assert ("a", "b") == sheet.columns
    assert ((2, {"a": "1", "b": "2 2"}),) == sheet.lines


def test_a_line_with_more_or_fewer_cells_is_told_and_the_rest_is_read() -> None:
    sheet = parse_sheet("a,b\n1\n1,2\n1,2,3\n3,4\n")
    assert (
        ("line 2", "has 1 cells, the head line has 2"),
        ("line 4", "has 3 cells, the head line has 2"),
    ) == sheet.problems
    assert [3, 5] == [number for number, _ in sheet.lines]


def test_a_column_that_stands_twice_is_told() -> None:
    assert (("line 1", "has the column 'a' twice"), ("line 1", "has the column 'b' twice")) == (
        parse_sheet("a,b,a,c,b\n").problems
    )


@pytest.mark.parametrize("text", ["", "\n", "\n\n \n"])
def test_a_sheet_has_a_head_line(text: str) -> None:
    assert (("", "is empty: a head line with the names of the columns is expected"),) == parse_sheet(text).problems


def test_a_quote_that_is_never_closed_is_told_and_the_lines_before_are_read() -> None:
    sheet = parse_sheet('a,b\n1,2\n3,"4\n5,6\n')
    assert ("unexpected end of data",) == tuple(message for _, message in sheet.problems)
    assert ((2, {"a": "1", "b": "2"}),) == sheet.lines


def test_a_quote_that_is_never_closed_is_told_with_its_line() -> None:
    assert "line 3" == parse_sheet('a,b\n1,2\n3,"4\n5,6\n').problems[0][0]


def test_text_after_a_closing_quote_is_told_with_its_line() -> None:
    assert (("line 3", "',' expected after '\"'"),) == parse_sheet('a,b\n1,2\n3,"4"x\n').problems


def test_a_head_line_that_cannot_be_read_is_one_problem() -> None:
    assert (("line 1", "',' expected after '\"'"),) == parse_sheet('a,"b"x\n1,2\n').problems


def test_a_cell_of_200_000_characters_is_refused() -> None:
    sheet = parse_sheet(f"a,b\n1,{'x' * 200_000}\n")
    assert (("line 2", "field larger than field limit (131072)"),) == sheet.problems
    assert () == sheet.lines
    assert "x" * 100_000 == parse_sheet(f"a,b\n1,{'x' * 100_000}\n").lines[0][1]["b"]


@given(plain_text)
def test_any_sheet_is_read_or_told_about(text: str) -> None:
    sheet = parse_sheet(text)
    assert sheet.columns or sheet.problems
    assert all(tuple(cells) == tuple(dict.fromkeys(sheet.columns)) for _, cells in sheet.lines)


# ---- formulas

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")', "-", "=")


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_that_is_written_is_a_formula(formula: str) -> None:
    assert f"'{formula}" == protect(formula)


@pytest.mark.parametrize("text", ["", "a", "1", "'", "a=1", " =1", "CR 1.1", "'a", "\u2013"])
def test_a_cell_that_is_no_formula_is_written_as_it_is(text: str) -> None:
    assert text == protect(text)


@pytest.mark.parametrize("formula", [each.strip() for each in FORMULAS])
def test_a_protected_cell_reads_as_it_was_and_so_does_a_bare_formula(formula: str) -> None:
    """An apostrophe of the text itself stays."""
    quoted = formula.replace('"', '""')
    lines = parse_sheet(f'a,b,c\n"{protect(quoted)}","{quoted}","\'{quoted.lstrip("=+-@")}x"\n').lines
    bare = formula.lstrip("=+-@")
    assert ((2, {"a": formula, "b": formula, "c": f"'{bare}x"}),) == lines


@pytest.mark.parametrize("text", ["'=1", "'-", "'@x"])
def test_a_text_that_looks_protected_reads_back_as_it_was(text: str) -> None:
    assert ((2, {"a": text, "b": "1"}),) == parse_sheet(f"a,b\n{protect(text)},1\n").lines


@given(plain_text.map(str.strip))
def test_any_cell_that_is_written_reads_back(text: str) -> None:
    """Without the blanks around, which no cell keeps."""
    out = StringIO(newline="")
    csv.writer(out).writerows([["a", "b"], [protect(text), "1"]])
    assert ((2, {"a": text, "b": "1"}),) == parse_sheet(out.getvalue()).lines


def test_keys_and_columns_by_the_ten_thousand_are_told_about_all_the_same() -> None:
    """In a time that grows with the file, not with its square: a quadratic one would take minutes here."""
    with pytest.raises(InvalidFile, match="the key 'k0' stands twice"):
        parse_mapping("{" + ", ".join(f'"k{number}": 1' for number in (*range(60_000), 0)) + "}", "x.json")
    problems = parse_sheet("," * 60_000 + "\n").problems
    assert (("line 1", "has the column '' twice"),) == problems
