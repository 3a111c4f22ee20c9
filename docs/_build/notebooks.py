"""Tutorials for the site: each percent notebook of docs/tutorials is executed and written as a Markdown page with its outputs.

A page holds what a reader of the notebook sees: prose, code, and of each output the richest form that a page can show. Outputs
are our own HTML and SVG, tables of pandas and Polars, pictures, and text.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import jupytext
from nbclient import NotebookClient
from traitlets.config import Config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

ROOT = Path(__file__).parent.parent.parent
TUTORIALS = ROOT / "docs" / "tutorials"
#: In the order in which they are read.
ORDER = ("first-vector", "assess-from-a-spreadsheet", "compare-two-products", "a-plant", "what-if")
SECONDS = 120


def write_tutorials(target: Path) -> tuple[Path, ...]:
    """Execute each tutorial and write its page below `target`; give the pages, in the order in which they are read."""
    target.mkdir(parents=True, exist_ok=True)
    pages = []
    for name in ORDER:
        page = target / f"{name}.md"
        text = as_markdown(executed(TUTORIALS / f"{name}.py"))
        if not page.exists() or page.read_text(encoding="utf-8") != text:  # else `mkdocs serve` would build for ever
            page.write_text(text, encoding="utf-8")
        pages.append(page)
    return tuple(pages)


def executed(source: Path) -> NotebookNode:
    """Read a percent notebook and run it from the root of the repository; `CellExecutionError` where a cell fails."""
    notebook: NotebookNode = jupytext.read(source, fmt="py:percent")
    NotebookClient(
        notebook,
        config=Config({"KernelManager": {"transport": "ipc"}}),  # over a socket in the file system, no port
        kernel_name="python3",
        resources={"metadata": {"path": str(ROOT)}},
        timeout=SECONDS,
        coalesce_streams=True,
    ).execute()
    return notebook


def as_markdown(notebook: NotebookNode) -> str:
    """Write an executed notebook as Markdown with HTML in it."""
    parts = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            parts.append(cell.source)
        elif cell.source.strip():
            parts.append(f"```python\n{cell.source}\n```")
            parts.extend(_outputs(cell))
    return "\n\n".join(parts) + "\n"


def _outputs(cell: NotebookNode) -> Iterator[str]:
    for output in cell.outputs:
        if output.output_type == "stream":
            yield _verbatim(output.text)
        elif output.output_type in {"display_data", "execute_result"}:
            yield _richest(output.data)


def _richest(data: NotebookNode) -> str:
    if "application/vnd.jupyter.widget-view+json" in data:
        return '<p class="notebook-output"><em>What can be ticked and moved here is there in a live notebook.</em></p>'
    if "text/html" in data:
        html = data["text/html"].replace('<table border="1" class="dataframe">', "<table>")
        return f'<div class="notebook-output">{_on_one_line(html)}</div>'
    if "image/png" in data:
        png = "".join(data["image/png"].split())
        said = escape(data.get("text/plain", ""))
        return f'<p class="notebook-output"><img alt="{said}" src="data:image/png;base64,{png}"></p>'
    return _verbatim(data["text/plain"])


def _verbatim(text: str) -> str:
    return f'<pre class="notebook-output"><code>{escape(text.rstrip())}</code></pre>'


def _on_one_line(html: str) -> str:
    """HTML without blank lines and indents, which Markdown would take for an end and for code; ``pre`` stays as it is."""
    parts = re.split(r"(<pre.*?</pre>)", html, flags=re.DOTALL)
    return "".join(
        part.replace("\n", "&#10;") if part.startswith("<pre") else re.sub(r"\s*\n\s*", " ", part) for part in parts
    )
