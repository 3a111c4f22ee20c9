"""What every format of a document that is bytes promises: the same on every machine, nothing of it left out."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from documents.cases import documents
from documents.extracted import docx_texts, pdf_text, plain, xlsx_texts
from documents.sample import declaration, kitchen_sink, texts

from iec62443.documents import docx, pdf, xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

    from iec62443.documents.model import Document

WRITERS: dict[str, Callable[[Document], bytes]] = {"docx": docx.write, "pdf": pdf.write, "xlsx": xlsx.write}
#: The documents whose text in Markdown and HTML was read by a person (`test_goldens`).
DOCUMENTS = documents()
TESTS = Path(__file__).resolve().parents[1]
ELSEWHERE = f"""
import hashlib, sys
sys.path.insert(0, {str(TESTS)!r})
from documents.sample import kitchen_sink
from iec62443.documents import docx, pdf, xlsx
for each in (docx, pdf, xlsx):
    print(hashlib.sha256(each.write(kitchen_sink())).hexdigest())
"""


@pytest.mark.parametrize(("zone", "seed"), [("Pacific/Kiritimati", "1"), ("America/Los_Angeles", "2")])
def test_another_process_in_another_place_gives_the_same_bytes(zone: str, seed: str, tmp_path: Path) -> None:
    around = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE], cwd=tmp_path, env=around, capture_output=True, text=True, check=True
    )
    assert [hashlib.sha256(write(kitchen_sink())).hexdigest() for write in WRITERS.values()] == done.stdout.split()
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_a_document_is_not_changed_by_writing_it(write: Callable[[Document], bytes]) -> None:
    document = declaration()
    write(document)
    assert declaration() == document


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_text_of_a_document_is_in_it_as_pdf(name: str) -> None:
    found = pdf_text(pdf.write(DOCUMENTS[name]))
    assert [] == [each for each in texts(DOCUMENTS[name]) if not all(plain(line) in found for line in each.split("\n"))]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_text_of_a_document_is_in_it_as_docx(name: str) -> None:
    found = docx_texts(docx.write(DOCUMENTS[name]))
    assert [] == [each for each in texts(DOCUMENTS[name]) if each not in found]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_text_of_a_document_is_in_it_as_xlsx(name: str) -> None:
    found = "\0".join(xlsx_texts(xlsx.write(DOCUMENTS[name])))
    assert [] == [each for each in texts(DOCUMENTS[name], workbook=True) if each not in found]
