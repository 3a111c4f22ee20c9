"""The tutorials run from top to bottom, show what they promise, and become pages of the site with their outputs."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hooks
import jupytext
import pytest
from nbclient.exceptions import CellExecutionError

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parent.parent.parent
TUTORIALS = ROOT / "docs" / "tutorials"


@cache
def builder() -> ModuleType:
    """Load the build step of the site, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("notebooks", ROOT / "docs" / "_build" / "notebooks.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


NAMES: tuple[str, ...] = builder().ORDER


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Execute every tutorial, once, and give the pages."""
    target = tmp_path_factory.mktemp("site") / "tutorials"
    written = builder().write_tutorials(target)
    assert [f"{name}.md" for name in NAMES] == [path.name for path in written]
    return {path.stem: path.read_text(encoding="utf-8") for path in written}


def shown(text: str) -> str:
    """Give the text of a page's outputs, without their markup."""
    pattern = r'<pre class="notebook-output">[\s\S]*?</pre>|<(?:div|p) class="notebook-output">.*'
    said = re.sub(r"<style>.*?</style>|<[^>]*>", " ", " ".join(re.findall(pattern, text)))
    return " ".join(unescape(said).split())


def test_every_tutorial_is_listed_once() -> None:
    assert sorted(NAMES) == sorted(path.stem for path in TUTORIALS.glob("*.py"))


def test_the_site_leads_through_them_in_their_order_and_executes_them_when_it_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listed = re.findall(r"^  - ([\w-]+)\.md$", (TUTORIALS / ".nav.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert list(NAMES) == listed
    written: list[Path] = []
    monkeypatch.setattr(hooks, "write_tutorials", written.append)
    hooks.on_startup(command="build", dirty=False)
    assert [TUTORIALS] == written


@pytest.mark.parametrize("name", NAMES)
def test_a_tutorial_runs_and_shows_something_after_each_step(name: str, pages: dict[str, str]) -> None:
    text = pages[name]
    assert text.startswith("# ")
    assert text.count('class="notebook-output"') >= text.count("```python") - 2
    assert "Traceback" not in text
    assert str(ROOT) not in text


@pytest.mark.parametrize("name", NAMES)
def test_no_output_brings_a_script_and_none_is_cut_by_markdown(name: str, pages: dict[str, str]) -> None:
    assert "<script" not in pages[name]
    for output in re.findall(r'<(?:div|p|pre) class="notebook-output">.*?(?=\n\n|\n*\Z)', pages[name], re.DOTALL):
        assert "\n" not in output or output.startswith("<pre")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("first-vector", "SL-C(Controller) = { 1 2..4 2..4 2..4 4 2..4 0..4 }"),
        ("first-vector", "CR 1.8 Public key infrastructure certificates | partial"),
        ("first-vector", "The controller and its target"),
        ("assess-from-a-spreadsheet", "frame: 3 problems"),
        ("assess-from-a-spreadsheet", "SL-C(EC 210 edge controller) = { 2 1 3 2 4 4 1..2 }: gap"),
        ("assess-from-a-spreadsheet", "EC 210 edge controller against 62443-4-2"),
        ("compare-two-products", "(False, False)"),
        ("compare-two-products", "CR 7.3 RE(1): not met"),
        ("a-plant", "Aldermoor water treatment works (fictional): by design gap"),
        ("a-plant", "open - HMI-101 CR 2.5: not met"),
        ("a-plant", "2 chosen, cost 33, 0 stay open"),
        ("a-plant", "SL-C(Filtration) = { 2 2..3 2 1 2 2 2 } reached"),
        ("a-plant", "DC 2 12.0"),
        ("what-if", "SL-C(EC 210 edge controller) = { 2 3 3 2 4 4 2 }"),
    ],
)
def test_a_tutorial_comes_to_the_result_that_its_text_speaks_of(name: str, said: str, pages: dict[str, str]) -> None:
    assert said in shown(pages[name])


def test_a_picture_of_matplotlib_is_in_the_page(pages: dict[str, str]) -> None:
    assert 'src="data:image/png;base64,' in pages["compare-two-products"]


def test_what_lives_only_in_a_notebook_says_so(pages: dict[str, str]) -> None:
    assert "is there in a live notebook" in pages["what-if"]
    assert "VBox(" not in pages["what-if"].replace("VBox([", "")


@pytest.mark.parametrize("name", NAMES)
def test_a_tutorial_names_what_it_needs(name: str) -> None:
    text = (TUTORIALS / f"{name}.py").read_text(encoding="utf-8")
    needed = re.search(r"^# Needed: `python3 -m pip install ([^`]*)`", text, re.MULTILINE)
    assert needed
    distributions = {"frames": "narwhals", "plans": "scipy", "plot": "matplotlib"}
    given = {"iec62443", *sys.stdlib_module_names}
    for each in needed[1].replace("'", "").split():
        base, _, extras = each.partition("[")
        given |= {base, *(distributions[extra] for extra in extras.rstrip("]").split(",") if extra)}
    given |= {"IPython"} if "a notebook" in text else set()
    imported = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.Import, ast.ImportFrom))
    }
    assert {each.partition(".")[0] for each in imported} <= given


@pytest.mark.parametrize("name", NAMES)
def test_no_output_is_kept_in_the_repository(name: str) -> None:
    notebook: Any = jupytext.read(TUTORIALS / f"{name}.py", fmt="py:percent")
    assert [] == [cell for cell in notebook.cells if cell.get("outputs")]


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_pages_that_are_there(name: str) -> None:
    text = (TUTORIALS / f"{name}.py").read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#]+\.md)\)", text):
        target = TUTORIALS / link
        assert target.exists() or target.with_suffix(".py").exists()


def test_a_cell_that_fails_fails_the_build(tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("# %%\nraise ValueError('on purpose')\n", encoding="utf-8")
    with pytest.raises(CellExecutionError, match="on purpose"):
        builder().executed(broken)
