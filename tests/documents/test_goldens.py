"""The documents as people get them, in every format: each golden was read by a person, the texts of Word, Excel and PDF too."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from documents.cases import GOLDEN, bare, documents
from documents.extracted import docx_read, pdf_read, plain, xlsx_read

from iec62443.documents import docx, html, markdown, pdf, xlsx

DOCUMENTS = documents()


def golden(name: str, suffix: str) -> str:
    return GOLDEN.joinpath(f"{name}.{suffix}").read_bytes().decode()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_in_markdown_is_the_one_that_was_read(name: str) -> None:
    assert golden(name, "md") == markdown.write(DOCUMENTS[name])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_in_html_is_the_one_that_was_read(name: str) -> None:
    assert golden(name, "html") == bare(html.write(DOCUMENTS[name]))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_word_shows_is_what_was_read_from_top_to_bottom(name: str) -> None:
    assert golden(name, "docx.txt") == docx_read(docx.write(DOCUMENTS[name]))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_stands_in_the_workbook_is_what_was_read_sheet_by_sheet(name: str) -> None:
    assert golden(name, "xlsx.txt") == xlsx_read(xlsx.write(DOCUMENTS[name]))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_stands_on_paper_is_what_was_read_page_by_page(name: str) -> None:
    """Wherever a line is broken in it."""
    assert plain(golden(name, "pdf.txt")) == plain(pdf_read(pdf.write(DOCUMENTS[name])))


def test_no_golden_lies_idle() -> None:
    suffixes = ("md", "html", "docx.txt", "xlsx.txt", "pdf.txt")
    assert {f"{name}.{suffix}" for name in DOCUMENTS for suffix in suffixes} == {each.name for each in GOLDEN.iterdir()}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_markdown_has_no_empty_line_too_many_and_ends_its_last_line(name: str) -> None:
    text = markdown.write(DOCUMENTS[name])
    assert "\n\n\n" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


CODE = """
import sys
sys.path.insert(0, sys.argv[1])
from documents.cases import documents
from iec62443 import render
import hashlib
for name, document in documents().items():
    for format in ("md", "html"):
        print(name, format, hashlib.sha256(render(document, format)).hexdigest())
"""


def test_the_same_document_is_the_same_bytes_in_every_process() -> None:
    """Whatever the seed of the hashes, which orders sets."""
    tests = Path(__file__).parent.parent
    runs = [
        subprocess.run(
            [sys.executable, "-c", CODE, str(tests)],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "4242")
    ]
    assert runs[0] == runs[1]
    here = [
        f"{name} {format} {hashlib.sha256(written.encode()).hexdigest()}"
        for name, document in DOCUMENTS.items()
        for format, written in (("md", markdown.write(document)), ("html", html.write(document)))
    ]
    assert here == runs[0].splitlines()
