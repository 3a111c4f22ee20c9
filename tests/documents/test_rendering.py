"""One function for every format: by suffix, always bytes, and an unknown one names those that there are."""

from __future__ import annotations

import pytest
from documents.cases import documents
from documents.sample import kitchen_sink

from iec62443 import InvalidFile, Templates, UnknownFormat, render
from iec62443.documents import html, markdown
from iec62443.documents.rendering import FORMATS, KINDS, TEMPLATES

SINK = kitchen_sink()
#: What a file of a format begins with.
BEGINNINGS = {"md": b"# ", "html": b"<!doctype html>", "docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "pdf": b"%PDF-"}


@pytest.mark.parametrize("format", FORMATS)
def test_a_document_is_written_in_each_format_and_the_same_each_time(format: str) -> None:
    data = render(SINK, format)
    assert data.startswith(BEGINNINGS[format])
    assert data == render(SINK, format)


def test_text_is_what_its_writer_gives_as_utf_8() -> None:
    assert markdown.write(SINK).encode() == render(SINK, "md")
    assert html.write(SINK).encode() == render(SINK, "html")


@pytest.mark.parametrize("format", ["MD", ".md", ".Md"])
def test_a_suffix_may_have_its_dot_and_any_case(format: str) -> None:
    assert render(SINK, "md") == render(SINK, format)


@pytest.mark.parametrize("format", ["odt", "", "markdown", "..md", "md "])
def test_an_unknown_format_names_those_that_there_are(format: str) -> None:
    with pytest.raises(UnknownFormat) as caught:
        render(SINK, format)
    assert f"{format!r} is no format of documents; there is: .md, .html, .docx, .xlsx, .pdf" == str(caught.value)
    assert UnknownFormat(format, FORMATS) == caught.value


def test_templates_are_for_the_formats_of_text() -> None:
    templates = Templates({"document.md": "own", "document.html": "own"})
    assert b"own" == render(SINK, "md", templates) == render(SINK, "html", templates)
    assert render(SINK, "xlsx") == render(SINK, "xlsx", templates)


def test_the_word_file_is_for_word() -> None:
    with pytest.raises(InvalidFile):
        render(SINK, "docx", Templates(word=b"no Word file"))
    assert render(SINK, "md") == render(SINK, "md", Templates(word=b"no Word file"))


def test_every_kind_of_document_may_have_a_template_of_its_own() -> None:
    kinds = {each.kind for each in documents().values()}
    assert kinds == set(KINDS)
    assert {f"{kind}.{suffix}" for kind in KINDS for suffix in ("md", "html")} <= set(TEMPLATES)
