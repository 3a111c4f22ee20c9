"""``iec62443 assess``: what it prints, for people and machines, and how it ends."""

from __future__ import annotations

import csv
import json
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from assessment_strategies import A_DAY
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from iec62443 import FR, _resources, achieved, capability, gap, read_assessment
from iec62443.cli.app import app
from iec62443.files import report_document

if TYPE_CHECKING:
    from click.testing import Result

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
EDGE = EXAMPLES / "edge-controller" / "edge-controller.toml"
CIP = EXAMPLES / "civil-infrastructure-platform" / "civil-infrastructure-platform.toml"
SCHEMA = Draft202012Validator(json.loads(_resources.read_bytes("schema", "report.schema.json")))
#: A pipe of the default width, whatever the machine that runs the tests sets.
PIPE = {"COLUMNS": None, "FORCE_COLOR": None, "NO_COLOR": None, "TTY_COMPATIBLE": None}


def run(*arguments: str | Path) -> Result:
    """Run a command that ends by itself, without a traceback."""
    result = CliRunner(env=PIPE).invoke(app, ["assess", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def printed(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert (0, "") == (result.exit_code, result.stderr)
    return result.stdout


def error(*arguments: str | Path) -> str:
    """Give the message of a command that refuses its input."""
    result = run(*arguments)
    assert (2, "") == (result.exit_code, result.stdout)
    assert "Traceback" not in result.stderr
    return result.stderr.partition("Error: ")[2]


def put(folder: Path, content: str, name: str = "x.toml") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def head(name: str = '"X"', more: str = "") -> str:
    return f'part = "4-2"\n{more}\n[subject]\nname = {name}\ntypes = ["embedded_device"]\n'


def table_rows(text: str) -> dict[str, list[str]]:
    """Give the words of each line of the table of levels, by FR."""
    lines = [line.split() for line in text.splitlines()]
    return {words[0]: words[1:] for words in lines if words and words[0] in FR.__members__}


def section(text: str, title: str) -> list[str]:
    """Give the lines below a title, up to the next blank line."""
    lines = text.splitlines()
    begin = lines.index(title) + 1
    return lines[begin : lines.index("", begin)]


# ---- for people


def test_the_example_is_printed_as_its_readme_derives_it_by_hand() -> None:
    text = printed(EDGE, "--target", "2")
    lines = text.splitlines()
    assert "Morrendal Controls (fictional) EC 210 edge controller 3.2" == lines[0]
    assert "embedded device, capability, against 62443-4-2:2019" == lines[1].rstrip()
    assert "SL-C(EC 210 edge controller) = { 2 1 3 2 4 4 1..2 }" in lines
    assert "nominal { 2 1 3 2 1 3 1 }, target { 2 2 2 2 2 2 2 }: gap" in lines
    readme = (EDGE.parent / "README.md").read_text(encoding="utf-8")
    assert "{ 2 1 3 2 4 4 1..2 }" in readme
    assert {
        "IAC": ["2", "2", "2", "reached"],
        "UC": ["1", "1", "2", "gap"],
        "SI": ["3", "3", "2", "reached"],
        "DC": ["2", "2", "2", "reached"],
        "RDF": ["4", "1*", "2", "reached"],
        "TRE": ["4", "3*", "2", "reached"],
        "RA": ["1..2", "1", "2", "undetermined"],
    } == {fr: words[:4] for fr, words in table_rows(text).items()}
    assert "* the levels above ask for nothing more; ? not known yet" in lines


def test_what_blocks_and_what_closes_the_gap_are_named() -> None:
    text = printed(EDGE, "--target", "2")
    assert ["EDR", "2.13"] == table_rows(text)["UC"][4:]
    assert ["CR", "7.1", "RE(1)", "?"] == table_rows(text)["RA"][4:]
    assert [] == table_rows(text)["RDF"][4:]
    closing = section(text, "To close for the target (2)")
    assert ["requirement", "from", "state", "title,", "reason"] == closing[0].split()
    assert ["EDR", "2.13", "SL", "2", "open"] == closing[1].split()[:5]
    joined = " ".join(" ".join(closing).split())
    assert "EDR 2.13 SL 2 open" in joined
    assert "CR 7.1 RE(1) SL 2 undetermined" in joined
    assert "not assessed" in joined


def test_constraints_assumptions_asserted_rows_and_remarks_have_their_sections() -> None:
    text = printed(EDGE, "--target", "2")
    constraints = " ".join(section(text, "Constraints"))
    assert all(f"CCSC {number}" in constraints for number in (1, 2, 3, 4))
    report = capability(read_assessment(EDGE))
    rests = section(text, "Rests on")
    assert [each.requirement.id.text for each in report.assumptions] == [
        line[3:].partition(":")[0] for line in rests if line.startswith(" - ")
    ]
    asserted = " ".join(section(text, "Asserted without evidence"))
    assert [each.requirement.id.text for each in report.asserted] == asserted.replace(" - ", "").split(", ")
    assert any("COR1:2022 of 62443-4-2 is known but was not seen" in line for line in section(text, "Remarks"))
    assert "Claim not supported" not in text


def test_every_result_says_what_it_is_not() -> None:
    said = " ".join(printed(EDGE).split())
    assert "not affiliated with, endorsed or reviewed by IEC, ISA or ISCI" in said
    assert "cross-checked against public sources, not compared with the licensed text" in said
    assert said.endswith("A calculation on the user's statements; not certification or legal advice.")


def test_what_is_not_known_is_a_range() -> None:
    text = printed(CIP)
    readme = (CIP.parent / "README.md").read_text(encoding="utf-8")
    shown = [table_rows(text)[fr.name][0] for fr in FR]
    assert f"{{ {' '.join(shown)} }}" in readme
    assert any(".." in each for each in shown)
    assert "? not known yet" in text
    unsupported = " ".join(" ".join(section(text, "Claim not supported")).split())
    assert "CCSC 1 Support of essential functions, no finding" in unsupported


def test_without_a_target_nothing_is_compared() -> None:
    text = printed(EDGE)
    assert ["FR", "SL-C", "nominal", "blocks"] == next(
        line.split()[:4] for line in text.splitlines() if "SL-C  " in line
    )
    assert "target" not in text
    assert "outcome" not in text


def test_nothing_to_close_and_nothing_to_explain_leaves_their_sections_out(tmp_path: Path) -> None:
    lines = ["id,verdict,evidence", *(f"{id},met,TR-1" for id in ("CCSC 1", "CCSC 2", "CCSC 3", "CCSC 4"))]
    every = capability(read_assessment(EDGE)).results
    lines += [f"{each.requirement.id},met,TR-1" for each in every]
    path = put(tmp_path, "\n".join(lines), "x.csv")
    text = printed(path, "--part", "4-2", "--type", "embedded_device", "--target", "4")
    for title in ("To close", "Claim not supported", "Rests on", "Asserted", "? not known"):
        assert title not in text
    assert "SL-C(x) = { 4 4 4 4 4 4 4 }" in text
    low = printed(path, "--part", "4-2", "--type", "embedded_device", "--assessed-to", "1")
    assert "* the levels above" not in low
    assert "embedded device, capability, assessed to SL 1, against 62443-4-2:2019" in low


@pytest.mark.parametrize("options", [(), ("--target", "4")])
def test_every_blocker_is_named_and_no_id_is_torn_apart(tmp_path: Path, options: tuple[str, ...]) -> None:
    path = put(tmp_path, head())
    text = printed(path, *options)
    levels = text[text.index("FR ") : text.index("? not known yet")]
    report = capability(read_assessment(path))
    for fr in FR:
        assert all(f"{each.requirement.id} ?" in levels for each in report.blockers(fr))
    assert "SL-C(X) = { 0..4 0..4 0..4 0..4 0..4 0..4 0..4 }" in text


def test_what_is_achieved_is_printed_as_such(tmp_path: Path) -> None:
    assert ["0..4"] * 7 == [table_rows(printed(EDGE, "--achieved"))[fr.name][0] for fr in FR]
    built = put(tmp_path, head(more='stage = "as_built"'))
    text = printed(built, "--achieved")
    assert "embedded device, as built, against 62443-4-2:2019" in text
    assert "SL-A(X) = { 0..4 0..4 0..4 0..4 0..4 0..4 0..4 }" in text


def test_evidence_may_be_required_and_asked_for_on_a_day(tmp_path: Path) -> None:
    row = '[[findings]]\nid = "CR 5.1"\nverdict = "met"\nevidence = [{ reference = "TR", valid_until = 2026-03-31 }]\n'
    path = put(tmp_path, head() + row)
    shown = {
        ("--require-evidence",): "4",
        ("--require-evidence", "--as-of", "2026-03-31"): "4",
        ("--require-evidence", "--as-of", "2026-04-01"): "0..4",
        ("--as-of", "2026-04-01"): "4",
    }
    assert shown == {options: table_rows(printed(path, *options))["RDF"][0] for options in shown}


def test_a_system_has_no_types(tmp_path: Path) -> None:
    text = printed(put(tmp_path, 'part = "3-3"\n[subject]\nname = "Cell 4"\n'))
    assert ["Cell 4", "capability, against 62443-3-3:2013 with COR1:2014"] == [
        line.rstrip() for line in text.splitlines()[:2]
    ]


def test_a_vector_or_statement_may_be_the_target() -> None:
    for target in ("2 2 0 1 3 1 3", "SL-T(zone) = {2 2 0 1 3 1 3}", "{2201313}"):
        assert "target { 2 2 0 1 3 1 3 }: gap" in printed(EDGE, "--target", target)


# ---- for machines


@pytest.mark.parametrize("path", [EDGE, CIP], ids=["edge-controller", "civil-infrastructure-platform"])
@pytest.mark.parametrize("target", [None, 2])
def test_json_fits_the_schema_and_is_what_the_library_says(path: Path, target: int | None) -> None:
    options = [] if target is None else ["--target", str(target)]
    document = json.loads(printed(path, "--format", "json", *options))
    SCHEMA.validate(document)
    report = capability(read_assessment(path))
    gaps = None if target is None else gap(report, target)
    expected = json.loads(json.dumps(report_document(report, gaps, version=version("iec62443"))))
    assert expected == document


def test_json_takes_the_same_options() -> None:
    options = ("--achieved", "--require-evidence", "--as-of", "2026-03-31", "--format", "json")
    expected = report_document(achieved(read_assessment(EDGE), require_evidence=True, as_of=A_DAY))
    document = json.loads(printed(EDGE, *options))
    assert json.loads(json.dumps(expected | {"generator": document["generator"]})) == document


# ---- how it ends


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("2", 1),  # UC is 1
        ("2 1 2 2 2 2 2", 3),  # RA is 1..2
        ("2 1 3 2 4 4 1", 0),
        ("0", 0),
        ("2 2 2 2 2 2 2", 1),  # a gap beside what is undetermined
    ],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_check_ends_with_what_the_comparison_says(target: str, code: int, form: str) -> None:
    checked = run(EDGE, "--target", target, "--check", "--format", form)
    plain = run(EDGE, "--target", target, "--format", form)
    assert (code, 0) == (checked.exit_code, plain.exit_code)
    assert plain.stdout == checked.stdout
    assert "" == checked.stderr


@pytest.mark.parametrize(
    ("verdict", "code"),
    [("not met", 1), ("partial", 1), ("planned", 1), ("met", 0), ("not assessed", 0), (None, 0)],
)
def test_a_check_ends_with_1_when_a_constraint_was_found_open(tmp_path: Path, verdict: str | None, code: int) -> None:
    lines = ["id,verdict,evidence", *([f"CCSC 1,{verdict},TR-1"] if verdict else [])]
    every = capability(read_assessment(EDGE)).results
    lines += [f"{each.requirement.id},met,TR-1" for each in every]
    path = put(tmp_path, "\n".join(lines), "x.csv")
    result = run(path, "--part", "4-2", "--type", "embedded_device", "--target", "4", "--check")
    assert (code, "") == (result.exit_code, result.stderr)


def test_an_open_constraint_counts_before_what_is_undetermined(tmp_path: Path) -> None:
    path = put(tmp_path, f'{head()}[[findings]]\nid = "CCSC 1"\nverdict = "not met"\n')
    assert 1 == run(path, "--target", "2", "--check").exit_code
    assert 0 == run(path, "--target", "2").exit_code


# ---- the header from the command line


def test_a_sheet_alone_is_assessed_with_options(tmp_path: Path) -> None:
    rows = list(csv.reader((EDGE.parent / "edge-controller.csv").read_text(encoding="utf-8").splitlines()))
    path = tmp_path / "Controller.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    options = ("--part", "4-2", "--type", "embedded_device", "--edition", "2019", "--stage", "capability")
    assert "SL-C(Controller) = { 2 1 3 2 4 4 1..2 }" in printed(path, *options)
    assert "SL-C(Controller) = { 1 1 1 1 1 1 1 }" in printed(path, *options, "--assessed-to", "1")
    two = printed(path, *options, "--type", "host_device")
    assert "embedded device, host device, capability" in two


def test_options_that_differ_from_the_file_are_refused() -> None:
    message = error(EDGE, "--part", "3-3", "--type", "host_device", "--stage", "as_built")
    assert [
        "edge-controller.toml: 3 problems",
        "  $.part: the file says '4-2', the call says '3-3'",
        "  $.subject.types: the file says embedded_device, the call says host_device",
        "  $.stage: the file says capability, the call says as_built",
    ] == message.splitlines()


# ---- bad input


def test_a_check_needs_a_target() -> None:
    assert "--check needs a --target\n" == error(EDGE, "--check")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--target", "9"], "Invalid value for '--target': '9' is not a security level vector: "),
        (["--target", "2 2"], "Invalid value for '--target': '2 2' is not a security level vector: "),
        (
            ["--target", "SL-T = {2 2 - 1 3 1 3}"],
            "Invalid value for '--target': 'SL-T = {2 2 - 1 3 1 3}' leaves levels unset",
        ),
        (["--type", "toaster"], "Invalid value for '--type': 'toaster' is not one of "),
        (["--stage", "x"], "Invalid value for '--stage': 'x' is not one of "),
        (["--assessed-to", "5"], "Invalid value for '--assessed-to': 5 is not in the range 0<=x<=4."),
        (["--as-of", "31.3.2026"], "Invalid value for '--as-of': '31.3.2026' does not match the format '%Y-%m-%d'."),
        (["--format", "xml"], "Invalid value for '--format': 'xml' is not one of "),
        (["--nonsense"], "No such option"),
        (["more.toml"], "Got unexpected extra argument"),
    ],
)
def test_a_bad_option_is_one_line(options: list[str], message: str) -> None:
    said = error(EDGE, *options)
    assert said.startswith(message)
    assert 1 == len(said.splitlines())


def test_a_file_is_needed() -> None:
    assert "Missing argument 'FILE'.\n" == error()


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (None, ["x.toml: 1 problem", "  cannot be read: No such file or directory"]),
        ("", ["x.toml: 1 problem", "  $.part: is missing: 3-3 or 4-2"]),
        ("a = \0", ["x.toml: 1 problem", "  line 1: holds a NUL character: it is no text file"]),
        (head(more="x = 1"), ["x.toml: 1 problem", "  $: the key 'x' means nothing here"]),
    ],
)
def test_a_bad_file_is_told_with_every_problem(tmp_path: Path, content: str | None, lines: list[str]) -> None:
    path = tmp_path / "x.toml" if content is None else put(tmp_path, content)
    assert lines == error(path).splitlines()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "cannot be read: Is a directory" in error(tmp_path)


# ---- how it looks


def widest(text: str) -> int:
    return max(cell_len(line) for line in text.splitlines())


@pytest.mark.parametrize("path", [EDGE, CIP], ids=["edge-controller", "civil-infrastructure-platform"])
@pytest.mark.parametrize("options", [(), ("--target", "4"), ("--achieved",), ("--require-evidence", "--target", "1")])
def test_no_line_is_wider_than_80_columns_in_a_pipe(path: Path, options: tuple[str, ...]) -> None:
    text = printed(path, *options)
    assert widest(text) <= 80
    assert "\x1b" not in text


def test_names_and_reasons_of_any_length_and_script_stay_within_80_columns(tmp_path: Path) -> None:
    rows = "".join(
        f'[[findings]]\nid = "{id}"\nverdict = "NA"\njustification = "{said}"\nevidence = ["{said}"]\n'
        for id, said in (("CR 1.1", "x" * 300), ("CCSC 1", "\u4e16" * 300), ("CR 1.2", "e\u0301\U0001f512 " * 100))
    )
    text = printed(put(tmp_path, head(f'"{"N" * 500}"') + rows), "--target", "3")
    assert widest(text) <= 80
    assert text.count("N") >= 2 * 500


HOSTILE = r'"\u001b[31m[red]X[/red] [link=file:///etc]y[/link] :smile: \u0007\u0008\u009b2J\u202e\u0000"'


def test_control_characters_and_markup_in_a_name_come_out_harmless(tmp_path: Path) -> None:
    text = printed(put(tmp_path, head(HOSTILE)), "--target", "1")
    assert not [sign for sign in text if sign != "\n" and not sign.isprintable()]
    for kept in ("[red]X[/red]", "[link=file:///etc]y[/link]", ":smile:"):
        assert 2 == " ".join(text.split()).count(kept)


def test_control_characters_in_justifications_and_references_come_out_harmless(tmp_path: Path) -> None:
    rows = "".join(
        f'[[findings]]\nid = "{id}"\nverdict = "NA"\njustification = {HOSTILE}\nevidence = [{HOSTILE}]\n'
        for id in ("CR 1.1", "CCSC 1")
    )
    text = printed(put(tmp_path, head() + rows))
    assert not [sign for sign in text if sign != "\n" and not sign.isprintable()]
    assert "[red]X[/red]" in text


def test_json_escapes_what_a_terminal_would_obey(tmp_path: Path) -> None:
    text = printed(put(tmp_path, head(r'"\u001b[31mX\u0007\u0000"')), "--format", "json")
    assert "\x1b" not in text
    assert "\x1b[31mX\x07\0" == json.loads(text)["subject"]["name"]


def test_a_name_forges_no_line(tmp_path: Path) -> None:
    forged = "SL-C(X) = { 4 4 4 4 4 4 4 }"
    text = printed(put(tmp_path, head(rf'"X\n\n{forged}\n"')))
    assert forged not in [line.strip() for line in text.splitlines()]


def test_control_characters_in_an_error_come_out_harmless(tmp_path: Path) -> None:
    selection = '[selection]\nname = "\\u0007\\u009b2J"\nids = ["CR 1.1"]\nexcluded = { "CR 1.1" = "so" }\n'
    said = error(put(tmp_path, head() + selection))
    assert not [sign for sign in said if sign != "\n" and not sign.isprintable()]


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_name_that_cannot_be_encoded_ends_in_no_traceback(tmp_path: Path, form: str) -> None:
    """JSON can name half a pair of surrogates, which no text in UTF-8 can hold."""
    content = '{"part": "4-2", "subject": {"name": "\\ud800", "types": ["embedded_device"]}}'
    assert run(put(tmp_path, content, "x.json"), "--format", form).exit_code in {0, 2}
