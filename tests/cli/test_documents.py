"""``iec62443 document``: one command a document, the format by suffix, nothing overwritten, and what is wrong in a line."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from click.testing import CliRunner
from documents.test_rendering import BEGINNINGS

from iec62443 import (
    ComponentType,
    Document,
    NotApplicableReason,
    Subject,
    Verdict,
    load,
    read_assessment,
    render,
    requirement_checklist,
)
from iec62443.cli.app import app
from iec62443.documents.model import Block, Table
from iec62443.files import template_sheet

if TYPE_CHECKING:
    from click.testing import Result

EDGE = Path(__file__).parent.parent.parent / "examples" / "edge-controller"
CONTROLLER = EDGE / "edge-controller.toml"
DETAILS = EDGE / "edge-controller.details.toml"
PLAN = EDGE / "edge-controller.actions.toml"


def run(*arguments: str | Path) -> Result:
    """Run a command that ends by itself, without a traceback."""
    result = CliRunner().invoke(app, ["document", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert "Traceback" not in result.stderr
    return result


def written(path: Path, *arguments: str | Path) -> str:
    """Give what a command wrote, and nothing was printed but a line that names it."""
    result = run(*arguments, "-o", path, "--date", "2026-11-02")
    assert (0, "") == (result.exit_code, result.stdout), result.stderr
    assert result.stderr.startswith(f"{path}: ")
    assert 1 == result.stderr.count("\n")
    return path.read_text(encoding="utf-8")


def error(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert (2, "") == (result.exit_code, result.stdout)
    return result.stderr.partition("Error: ")[2].strip()


@pytest.mark.parametrize("format", BEGINNINGS)
def test_the_suffix_tells_the_format(tmp_path: Path, format: str) -> None:
    path = tmp_path / f"declaration.{format}"
    result = run("declaration", CONTROLLER, "-o", path)
    assert 0 == result.exit_code, result.stderr
    assert path.read_bytes().startswith(BEGINNINGS[format])
    assert [path.name] == [each.name for each in tmp_path.iterdir()]


def test_a_declaration_names_its_inputs_its_date_and_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    text = written(path, "declaration", CONTROLLER)
    assert "> **Draft**" in text
    assert "- **Date of this document:** 2026-11-02" in text
    assert "edge-controller.toml, sha256:" in text
    assert "edge-controller.csv, sha256:" in text
    told = run("declaration", CONTROLLER, "-o", path, "--force").stderr
    assert told.endswith("a draft, lacks 6 things, listed at its end\n")


def test_details_and_an_issuer_are_taken(tmp_path: Path) -> None:
    full = written(tmp_path / "x.md", "declaration", CONTROLLER, "--details", DETAILS)
    assert "edge-controller.details.toml, sha256:" in full
    assert "Draft" not in full
    named = written(tmp_path / "y.md", "declaration", CONTROLLER, "--issuer", "Morrendal")
    assert "- **Issuer:** Morrendal" in named
    same = ("--details", DETAILS, "--issuer", "Morrendal Controls (fictional)")
    assert full == written(tmp_path / "z.md", "declaration", CONTROLLER, *same)
    other = ("--details", DETAILS, "--issuer", "Other")
    said = error("declaration", CONTROLLER, "-o", tmp_path / "a.md", *other)
    assert f"--issuer says 'Other', {DETAILS} says 'Morrendal Controls (fictional)'" in said


def test_the_date_is_today_when_left_out(tmp_path: Path) -> None:
    before = dt.datetime.now().astimezone().date()
    assert 0 == run("declaration", CONTROLLER, "-o", tmp_path / "x.md").exit_code
    text = (tmp_path / "x.md").read_text(encoding="utf-8")
    days = {before, dt.datetime.now().astimezone().date()}
    assert any(f"- **Date of this document:** {day}" in text for day in days)


def test_gaps_with_their_actions(tmp_path: Path) -> None:
    text = written(tmp_path / "x.md", "gaps", CONTROLLER, "--target", "2", "--plan", PLAN)
    assert "Sell hardware revision D only" in text
    assert "edge-controller.actions.toml, sha256:" in text
    bare = written(tmp_path / "y.md", "gaps", CONTROLLER, "--target", "SL-T(x) = {2 1 2 2 2 2 2}")
    assert "no action stated" in bare
    as_built = written(tmp_path / "z.md", "gaps", CONTROLLER, "--target", "1", "--achieved", "--require-evidence")
    assert "SL-A, achieved" in as_built
    assert "gaps are gaps to a --target" in error("gaps", CONTROLLER, "-o", tmp_path / "a.md")


def test_applicability_of_a_profile(tmp_path: Path) -> None:
    profile = tmp_path / "profile.toml"
    profile.write_text(
        'name = "P"\npart = "4-2"\nids = ["CR 1.1"]\n[excluded]\n"CR 2.2" = "no radio"\n', encoding="utf-8"
    )
    text = written(tmp_path / "x.md", "applicability", profile, "--type", "host_device")
    assert "profile.toml, sha256:" in text
    assert "**CR 2.2**<br>Wireless use control | 1 | no | no radio |" in text
    assert "SAR 2.4" not in text


def test_a_checklist_of_a_part_or_of_a_profile(tmp_path: Path) -> None:
    part = ("--part", "4-2", "--type", "host_device", "--target", "1")
    text = written(tmp_path / "x.md", "checklist", *part)
    assert "| CR 1.1 | Human user identification and authentication | 1 |" in text
    assert "What is asked" in text
    assert "What is asked" not in written(tmp_path / "y.md", "checklist", *part, "--no-summaries")
    assert "Checklist, IEC 62443-3-3:2013" in written(tmp_path / "z.md", "checklist")
    profile = tmp_path / "profile.toml"
    profile.write_text('name = "P"\npart = "3-3"\nids = ["SR 1.1"]\n', encoding="utf-8")
    chosen = written(tmp_path / "p.md", "checklist", profile)
    assert "| SR 1.1 |" in chosen
    assert "| SR 1.2 |" not in chosen
    said = error("checklist", profile, "--part", "3-3", "-o", tmp_path / "q.md")
    assert "names the part and the edition; leave --part and --edition out" in said
    assert "62443-4-2 asks for at least one component type" in error(
        "checklist", "--part", "4-2", "-o", tmp_path / "r.md"
    )


@pytest.mark.parametrize("format", ["md", "xlsx"])
def test_a_checklist_is_read_back_by_assess(tmp_path: Path, format: str) -> None:
    path = tmp_path / f"x.{format}"
    assert 0 == run("checklist", "--part", "4-2", "--type", "host_device", "--target", "1", "-o", path).exit_code
    sheet = tmp_path / "sheet" / "x.csv"
    sheet.parent.mkdir()
    sheet.write_text(template_sheet(load("4-2"), 1, [ComponentType.HOST_DEVICE]), encoding="utf-8")
    options = ("--part", "4-2", "--type", "host_device", "--target", "1", "--format", "json")
    one, other = (CliRunner().invoke(app, ["assess", str(each), *options]) for each in (path, sheet))
    assert (0, 0) == (one.exit_code, other.exit_code), one.stderr
    assert other.stdout == one.stdout


def test_maturity_of_a_process(tmp_path: Path) -> None:
    sheet = tmp_path / "team.csv"
    rows = "".join(f"{id},met,3\n" for id in load("4-1"))
    sheet.write_text(f"id,verdict,maturity\n{rows}", encoding="utf-8")
    text = written(tmp_path / "x.md", "maturity", sheet, "--part", "4-1", "--target", "3")
    assert "> Overall: ML 3, the lowest level of the 47 requirements in the scope." in text
    assert "> The target, ML 3, is reached by every requirement in the scope." in text
    asked = written(tmp_path / "y.md", "maturity", sheet, "--part", "4-1", "--require-evidence")
    assert "> Overall: not rated. Of 47 requirements in the scope, 47 are not rated yet." in asked
    assert "no maturity levels" in error("maturity", CONTROLLER, "-o", tmp_path / "z.md")


def test_progress_names_the_one_of_two_files_that_is_wrong_as_it_was_given(tmp_path: Path) -> None:
    later = tmp_path / CONTROLLER.name
    later.write_text('part = "4-2"\nfindings = "x.csv"\n', encoding="utf-8")
    output = ("-o", tmp_path / "x.md")
    assert error("progress", CONTROLLER, later, *output).startswith(f"{later}: ")
    later.write_text((CONTROLLER).read_text(encoding="utf-8"), encoding="utf-8")
    sheet = tmp_path / "edge-controller.csv"
    sheet.write_text("id,verdict\nCR 1.1,none of them\n", encoding="utf-8")
    assert error("progress", CONTROLLER, later, *output).startswith(f"{later} ({sheet.name}): ")


def test_progress_from_one_assessment_to_the_next(tmp_path: Path) -> None:
    later = tmp_path / "later.csv"
    sheet = (EDGE / "edge-controller.csv").read_text(encoding="utf-8").replace("RA,2,not assessed", "RA,2,met")
    later.write_text(sheet, encoding="utf-8")
    (tmp_path / "later.toml").write_text(
        CONTROLLER.read_text(encoding="utf-8").replace('"edge-controller.csv"', '"later.csv"'), encoding="utf-8"
    )
    text = written(tmp_path / "x.md", "progress", CONTROLLER, tmp_path / "later.toml", "--require-evidence")
    assert "later.csv, sha256:" in text
    assert "edge-controller.csv, sha256:" in text
    plain = written(tmp_path / "y.md", "progress", CONTROLLER, later)
    assert "> 1 requirement was closed and none was lost." in plain
    assert "No requirement was closed and none was lost." in written(
        tmp_path / "z.md", "progress", CONTROLLER, later, "--achieved"
    )


def test_nothing_is_overwritten_without_being_told(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("old", encoding="utf-8")
    assert f"{path} exists; --force overwrites it" == error("declaration", CONTROLLER, "-o", path)
    assert "old" == path.read_text(encoding="utf-8")
    assert 0 == run("declaration", CONTROLLER, "-o", path, "--force").exit_code
    assert path.read_text(encoding="utf-8").startswith("# Supplier")


def test_a_file_that_comes_in_between_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.md"
    from iec62443.cli import documents

    def render(*_: object, **__: object) -> bytes:
        path.write_text("other", encoding="utf-8")
        return b"ours"

    monkeypatch.setattr(documents, "render", render)
    assert f"{path} exists; --force overwrites it" == error("declaration", CONTROLLER, "-o", path)
    assert "other" == path.read_text(encoding="utf-8")


def test_the_fonts_of_the_machine_may_serve_in_pdf_and_nowhere_else(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    assert 0 == run("declaration", CONTROLLER, "-o", path, "--system-fonts").exit_code
    assert path.read_bytes().startswith(b"%PDF")
    said = run("declaration", CONTROLLER, "-o", tmp_path / "x.docx", "--system-fonts")
    assert (2, True) == (said.exit_code, "--system-fonts is for .pdf" in said.stderr)
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["x.odt", "x", "md", ".md", "x.md.bak"])
def test_an_unknown_suffix_names_the_known_ones(tmp_path: Path, name: str) -> None:
    said = error("declaration", CONTROLLER, "-o", tmp_path / name)
    assert "tells no format; there is: .md, .html, .docx, .xlsx, .pdf" in said
    assert [] == list(tmp_path.iterdir())


def test_a_document_that_fails_leaves_nothing(tmp_path: Path) -> None:
    assert "a declaration is of SL-C against 62443-4-2" in error(
        "declaration", _system(tmp_path), "-o", tmp_path / "x.md"
    )
    assert not (tmp_path / "x.md").exists()
    assert "No such file or directory" in error("declaration", CONTROLLER, "-o", tmp_path / "none" / "x.md")


def _system(folder: Path) -> Path:
    path = folder / "system.toml"
    path.write_text('part = "3-3"\n[subject]\nname = "Cell"\n', encoding="utf-8")
    return path


def test_own_templates_go_before_ours(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    said = error("declaration", CONTROLLER, "-o", tmp_path / "x.md", "--templates", own)
    assert "has no template of a name that is looked for" in said
    (own / "declaration.md").write_text("{{ document.title }}", encoding="utf-8")
    assert "Supplier's self-declaration against IEC 62443-4-2" == written(
        tmp_path / "x.md", "declaration", CONTROLLER, "--templates", own
    )
    (own / "declaration.md").write_text("\n{{ document.__class__ }}", encoding="utf-8")
    said = error("declaration", CONTROLLER, "-o", tmp_path / "y.md", "--templates", own)
    assert "declaration.md, line 2: 1 problem" in said
    assert not (tmp_path / "y.md").exists()


@pytest.mark.parametrize(
    ("format", "library", "extra"), [("html", "jinja2", "documents"), ("xlsx", "xlsxwriter", "xlsx")]
)
def test_a_missing_extra_is_one_line_that_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str, library: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    said = error("declaration", CONTROLLER, "-o", tmp_path / f"x.{format}")
    assert said.endswith(f"need an extra: python3 -m pip install 'iec62443[{extra}]'")
    assert 0 == said.count("\n")


def test_what_is_wrong_with_an_input_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("isuer = 1\n", encoding="utf-8")
    assert "the key 'isuer' means nothing here, try 'issuer'" in error(
        "declaration", CONTROLLER, "--details", broken, "-o", tmp_path / "x.md"
    )
    assert "the key 'isuer' means nothing here" in error(
        "gaps", CONTROLLER, "--target", "2", "--plan", broken, "-o", tmp_path / "x.md"
    )
    assert "does not match" in error("declaration", CONTROLLER, "--date", "2.11.2026", "-o", tmp_path / "x.md")


def test_the_help_names_every_document() -> None:
    listed = CliRunner().invoke(app, ["document", "--help"]).stdout
    for name in ("applicability", "checklist", "declaration", "gaps", "maturity", "progress", "specification"):
        assert name in listed
        assert 0 == CliRunner().invoke(app, ["document", name, "--help"]).exit_code


@pytest.mark.parametrize("format", ["md", "xlsx"])
def test_a_checklist_that_was_filled_in_says_all_that_assess_needs(tmp_path: Path, format: str) -> None:
    path = tmp_path / f"checklist.{format}"
    types = [ComponentType.HOST_DEVICE]
    about = {
        "Name": "EC 210",
        "Version": "3.2.0",
        "Supplier": "Morrendal",
        "Assessor": "N. N.",
        "Date": "2026-03-31",
    }
    given: dict[str, dict[str, str]] = {
        "CR 1.1": {"Verdict": "met", "Evidence": "TR-1"},
        "CR 1.3": {
            "Verdict": "compensated",
            "Justification": "In a cabinet.",
            "Countermeasures": "cabinet; guard",
            "Adequate up to": "2",
            "Owner": "IT",
            "Date": "2026-03-30",
        },
        "CR 1.4": {
            "Verdict": "met by configuration",
            "Condition": "locked",
            "Condition holds": "yes",
        },
        "CR 2.2": {"Verdict": "not applicable", "Justification": "No radio.", "Reason": "feature_absent"},
    }
    path.write_bytes(render(_filled(requirement_checklist(load("4-2"), 1, types), about, given), format))
    made = read_assessment(path)
    assert Subject("EC 210", "3.2.0", frozenset(types), "Morrendal") == made.subject
    assert ("62443-4-2", "2019", "N. N.", dt.date(2026, 3, 31)) == (made.part, made.edition, made.assessor, made.date)
    assert Verdict.MET is made["CR 1.1"].verdict
    assert ("cabinet", "guard") == tuple(made["CR 1.3"].countermeasures)
    assert (2, "IT", dt.date(2026, 3, 30)) == (made["CR 1.3"].adequate_up_to, made["CR 1.3"].owner, made["CR 1.3"].date)
    assert ("locked", True) == (made["CR 1.4"].condition, made["CR 1.4"].condition_holds)
    assert NotApplicableReason.FEATURE_ABSENT is made["CR 2.2"].reason
    result = CliRunner().invoke(app, ["assess", str(path), "--format", "json"])
    assert (0, True) == (result.exit_code, '"EC 210"' in result.stdout), result.stderr


def _filled(document: Document, about: dict[str, str], given: dict[str, dict[str, str]]) -> Document:
    """A checklist as somebody fills it in: what has no column in Markdown goes into the table below."""

    def fill(block: Block) -> Block:
        if not isinstance(block, Table) or block.name not in {"about", "checklist", "more"}:
            return block
        titles = [each.title for each in block.columns]
        if block.name == "more":
            lines = [{"ID": id} | said for id, said in given.items() if set(said) & set(titles)]
            assert len(lines) <= len(block.rows)
            return evolve(block, rows=[[line.get(title, "") for title in titles] for line in lines])
        said = {label: {"Fill in": text} for label, text in about.items()} | given
        return evolve(
            block,
            rows=[
                [said.get(row[0].text, {}).get(title, cell.text) for title, cell in zip(titles, row, strict=True)]
                for row in block.rows
            ],
        )

    sections = [evolve(each, blocks=[fill(block) for block in each.blocks]) for each in document.sections]
    return evolve(document, sections=sections)


def test_a_list_without_levels_says_that_nothing_follows_from_it(tmp_path: Path) -> None:
    text = written(tmp_path / "x.md", "checklist", "--part", "3-2")
    assert "> This list is for working through: 62443-3-2 has neither security levels nor maturity levels" in text
    assert "for working through" not in written(tmp_path / "y.md", "checklist", "--part", "4-1")


def test_templates_that_would_change_nothing_are_told(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "document.typ").write_text("", encoding="utf-8")
    said = error("declaration", CONTROLLER, "-o", tmp_path / "x.pdf", "--templates", own)
    assert said.endswith("PDF and XLSX take none")
    (own / "declaration.html").write_text("{{ document.title }}", encoding="utf-8")
    for format in ("pdf", "xlsx"):
        said = error("declaration", CONTROLLER, "-o", tmp_path / f"x.{format}", "--templates", own)
        assert f"--templates: .{format} takes no template, so that {own} would change nothing" == said
    said = error("declaration", CONTROLLER, "-o", tmp_path / "x.docx", "--templates", own)
    assert f"{own} has nothing for a declaration in .docx, which takes document.docx" in said
    said = error("declaration", CONTROLLER, "-o", tmp_path / "x.md", "--templates", own)
    assert "in .md, which takes declaration.md, document.md, blocks.md" in said
    assert 0 == run("declaration", CONTROLLER, "-o", tmp_path / "x.html", "--templates", own).exit_code
    (own / "document.docx").write_bytes(b"")
    assert "would change" not in run("declaration", CONTROLLER, "-o", tmp_path / "y.docx", "--templates", own).stderr


def test_progress_of_a_system_is_refused_with_a_reason(tmp_path: Path) -> None:
    said = error("progress", tmp_path, tmp_path, "-o", tmp_path / "x.md")
    assert f"{tmp_path} is a system: progress compares two assessments, such as those of a component or a zone" == said


def test_a_folder_that_is_not_there_is_told_with_the_file_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "none" / "x.md"
    assert error("declaration", CONTROLLER, "-o", path).endswith(f"'{path}'")
