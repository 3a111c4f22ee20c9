"""How things look in a terminal of 80 columns and in a pipe."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.padding import Padding
from rich.progress import track
from rich.table import Table
from rich.text import Text

from ..errors import InvalidFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")
#: From how many steps on a run is long.
LONG = 100
#: The styles of states and outcomes; the word is always printed too, so that nothing hangs on colour.
STYLES = {
    "reached": "green",
    "closed": "green",
    "gap": "red",
    "open": "red",
    "undetermined": "yellow",
}


def console() -> Console:
    """A console on standard output: colour in a terminal, none in a pipe."""
    return Console(highlight=False, markup=False, emoji=False)


def tracked(items: Iterable[T], total: int, what: str) -> Iterable[T]:
    """Show on standard error how far a long run is; nothing for a short one, and nothing where that is no terminal."""
    err = Console(stderr=True)
    if total < LONG or not err.is_terminal:
        return items
    return track(items, what, total=total, console=err, transient=True)


def clean(text: str) -> str:
    """Take out control characters, which a terminal would obey."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def message(error: Exception) -> str:
    """What an error says, line by line, without anything that a terminal would obey."""
    return "\n".join(map(clean, str(error).split("\n")))


@contextmanager
def named_as_given(path: str) -> Iterator[None]:
    """Let an error in a file name it by the path as it was given: for commands that are given several files."""
    try:
        yield
    except InvalidFile as error:
        given = clean(path)
        place = given if error.source == Path(path).name else f"{given} ({error.source})"
        raise InvalidFile(place, error.problems) from error


def styled(word: str) -> Text:
    """A word in its colour."""
    return Text(word, STYLES.get(word, ""))


def table(*columns: str, rows: Iterable[tuple[str | Text, ...]]) -> Table:
    """A plain table: bold heads, no lines, the last column takes what is left."""
    made = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for place, column in enumerate(columns):
        last = place == len(columns) - 1
        made.add_column(column, no_wrap=not last, overflow="fold", ratio=1 if last else None)
    for row in rows:
        made.add_row(*(Text(clean(cell)) if isinstance(cell, str) else cell for cell in row))
    return made


def packed(words: Iterable[str], width: int) -> Text:
    """Words with commas in lines of at most a width, so that no id is torn apart."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + len(word) + 3 <= width:
            lines[-1] += f", {word}"
        else:
            lines.append(word)
    return Text(",\n".join(lines))


def section(out: Console, title: str, body: Iterable[str] | Table) -> None:
    """A title with indented lines or a table under it; nothing when there are no lines."""
    lines = [body] if isinstance(body, Table) else [Text(clean(line)) for line in body]
    if not lines:
        return
    out.print()
    out.print(Text(title, "bold"))
    for line in lines:
        if isinstance(line, Table):
            out.print(Padding(line, (0, 0, 0, 2)))
        else:
            hung = Table.grid(padding=(0, 1, 0, 0))
            hung.add_row(Text(" -"), line)
            out.print(hung)
