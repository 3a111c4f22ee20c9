"""The packaged data is read from a plain folder and from a zip archive alike."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import importlib_resources
import pytest

import iec62443
from iec62443 import _resources

PACKAGE = Path(iec62443.__file__).parent
DATA = next(Path(folder) for folder in _resources._FOLDERS if Path(folder).is_dir())
FILES = sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Zip the package with its data where a wheel has it."""
    path = tmp_path_factory.mktemp("zip") / "iec62443.zip"
    with zipfile.ZipFile(path, "w") as file:
        for source in PACKAGE.rglob("*.py"):
            file.write(source, f"iec62443/{source.relative_to(PACKAGE).as_posix()}")
        for name in FILES:
            file.write(DATA / name, f"iec62443/_data/{name}")
    return path


@pytest.fixture
def zipped(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read from the archive as if the package were imported from it."""
    monkeypatch.setattr(_resources, "_FOLDERS", ())
    monkeypatch.setattr(importlib_resources, "files", lambda name: zipfile.Path(archive, f"{name}/"))


def run(archive: Path, code: str) -> str:
    """Run code in a fresh interpreter that imports the package from the archive."""
    lines = (f"import sys; sys.path.insert(0, {str(archive)!r})", "import iec62443", code)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    done = subprocess.run(
        [sys.executable, "-I", "-c", "\n".join(lines)], capture_output=True, text=True, check=False, env=environment
    )
    assert not done.stderr
    return done.stdout.strip()


def test_every_packaged_file_is_listed_and_read_from_a_folder() -> None:
    assert {name.partition("/")[0] for name in FILES} <= set(_resources.names())
    for name in FILES:
        *folder, file = name.split("/")
        assert file in _resources.names(*folder)
        assert (DATA / name).read_bytes() == _resources.read_bytes(*folder, file)


@pytest.mark.usefixtures("zipped")
def test_every_packaged_file_is_listed_and_read_from_an_archive() -> None:
    assert sorted({name.partition("/")[0] for name in FILES}) == list(_resources.names())
    for name in FILES:
        *folder, file = name.split("/")
        assert file in _resources.names(*folder)
        assert (DATA / name).read_bytes() == _resources.read_bytes(*folder, file)


def test_names_are_sorted() -> None:
    assert sorted(_resources.names("62443-3-3")) == list(_resources.names("62443-3-3"))
    assert "requirements.json" in _resources.names("62443-3-3")


def test_a_name_that_is_not_there_is_a_file_not_found_error() -> None:
    for read in (_resources.read_bytes, _resources.names):
        with pytest.raises(FileNotFoundError):
            read("62443-3-3", "nonsense")


@pytest.mark.usefixtures("zipped")
def test_a_file_that_is_not_in_an_archive_is_a_file_not_found_error() -> None:
    with pytest.raises(FileNotFoundError):
        _resources.read_bytes("62443-3-3", "nonsense.json")


@pytest.mark.usefixtures("zipped")
def test_a_folder_that_is_not_in_an_archive_is_a_file_not_found_error() -> None:
    with pytest.raises(FileNotFoundError):
        _resources.names("nonsense")


def test_an_imported_archive_has_the_whole_catalog(archive: Path) -> None:
    code = """
import json
from iec62443 import load, load_texts
print(json.dumps([
    iec62443.__file__,
    len(load("3-3")),
    len(load("4-2")),
    load("3-3", corrigenda=())["SR 3.4"].sl,
    load("4-2").text("CR 1.1").summary,
    len(load_texts()),
    "importlib_resources" in sys.modules,
]))
"""
    file, system, component, level, summary, foundation, used = json.loads(run(archive, code))
    assert file.startswith(str(archive))
    assert (100, 122, 1, 7, True) == (system, component, level, foundation, used)
    assert iec62443.load("4-2").text("CR 1.1").summary == summary


def test_an_imported_archive_refuses_an_unknown_part(archive: Path) -> None:
    code = """
try:
    iec62443.load_texts("9-9")
except iec62443.UnknownPart as error:
    print(error)
"""
    assert "no texts of the part '9-9' in this catalog; there is: none" == run(archive, code)
