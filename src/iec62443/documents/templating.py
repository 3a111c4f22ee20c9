"""Templates that turn a document into text: ours, and a user's in their place, in a sandbox that escapes whatever is printed.

A template sees `document`, its `parts` (the sections with an anchor and a level each), and a few filters; it reads no file,
calls nothing but what it is given, and an undefined name is an error. The names of the templates and the filters are *ours*.
"""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import frozen

from ..errors import InvalidFile, MissingExtra
from .drawings import drawn, heat_cells
from .model import Block
from .printable import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jinja2 import Environment
    from markupsafe import Markup

    from .model import Document, HeatMap, Section

    Escape = Callable[[str], Markup]


@frozen
class Part:
    """A section as a template takes it: with an anchor that is unique in the document, and its level, 1 for the outermost."""

    anchor: str
    level: int
    title: str
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...]


def parts_of(sections: Iterable[Section]) -> tuple[Part, ...]:
    """Give the sections of a document with their anchors and levels.

    >>> from iec62443.documents.model import Section
    >>> [each.anchor for each in parts_of([Section("What it rests on"), Section("What it rests on"), Section("...")])]
    ['what-it-rests-on', 'what-it-rests-on-2', 'section']
    """
    return _parts(sections, 1, {"contents": 1})  # the table of contents has that one


def _parts(sections: Iterable[Section], level: int, taken: dict[str, int]) -> tuple[Part, ...]:
    return tuple(
        Part(_anchor(each.title, taken), level, each.title, each.blocks, _parts(each.sections, level + 1, taken))
        for each in sections
    )


def _anchor(title: str, taken: dict[str, int]) -> str:
    """Make an anchor of a title, and count those that have it already."""
    word = "-".join(re.findall(r"[a-z0-9]+", title[:80].lower())) or "section"
    taken[word] = taken.get(word, 0) + 1
    if taken[word] == 1:
        return word
    return _anchor(f"{word}-{taken[word]}", taken)


def rendered(format: str, document: Document, templates: Mapping[str, str] | None, escape: Escape) -> str:
    """Render a document with the template ``KIND.FORMAT``, such as ``declaration.html``, if there is one, else the common one.

    `templates` are a user's by name, which go before ours; `escape` makes a text safe where it is printed. Raises
    `MissingExtra` where Jinja2 is not installed, `InvalidFile` for a user's template that cannot be used.
    """
    try:
        from jinja2 import TemplateError, TemplateSyntaxError
    except ModuleNotFoundError as error:
        raise MissingExtra("documents in Markdown and HTML", "documents") from error
    names = [f"{document.kind}.{format}", f"document.{format}"]
    given = {"document": document, "parts": parts_of(document.sections)}
    if not templates:
        return _own(escape).select_template(names).render(given)
    try:
        return _environment(escape, templates).select_template(names).render(given)
    except TemplateSyntaxError as error:
        raise InvalidFile(error.name or "template", [(f"line {error.lineno}", str(error.message))]) from error
    except (
        TemplateError,
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise InvalidFile(_where(error, templates), [("", str(error))]) from error


def _where(error: BaseException, templates: Mapping[str, str]) -> str:
    """Name the user's template, and the line, in which an error arose."""
    found = "templates"
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename.removeprefix(_GIVEN)
        if name in templates:
            found = f"{name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return found


#: What stands before the name of a user's template where Python shows it.
_GIVEN = "given: "


@lru_cache(maxsize=4)
def _own(escape: Escape) -> Environment:
    """The environment of our own templates, which is compiled once a format."""
    return _environment(escape, {})


def _environment(escape: Escape, templates: Mapping[str, str]) -> Environment:
    from jinja2 import ChoiceLoader, Environment, FunctionLoader, PackageLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    def given(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        return (templates[name], f"{_GIVEN}{name}", lambda: True) if name in templates else None

    def printed(value: object) -> Markup:
        return value if isinstance(value, Markup) else escape(str(value))

    def lines(value: str) -> Markup:
        return Markup("<br>").join(map(escape, printable(value).strip("\n").split("\n")))

    kind = (
        ImmutableSandboxedEnvironment if templates else Environment
    )  # ours need no sandbox, which costs as much again
    environment = kind(
        loader=ChoiceLoader([FunctionLoader(given), PackageLoader("iec62443.documents")]),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters |= {
        "kind": _kind,
        "lines": lines,
        "paragraphs": lambda text: [lines(each) for each in _PARTED.split(printable(text).strip()) if each.strip()],
        "first_line": lambda text: printable(text).partition("\n")[0],
        "other_lines": lambda text: printable(text).partition("\n")[2],
        "heat_rows": heat_rows,
        "css_string": lambda text: Markup(css_string(text)),  # noqa: S704 - it is escaped for CSS
        "svg": lambda block: Markup(printable(drawn(block).svg)),  # noqa: S704 - of our own making, its texts are escaped
    }
    return environment


_PARTED = re.compile(r"\n\s*\n")


def _kind(block: Block) -> str:
    """The name of a block's class in lower case: ``paragraph``, ``table`` ..."""
    return type(block).__name__.lower()


def heat_rows(block: HeatMap) -> list[tuple[str, list[str]]]:
    """Give a heat-map as rows of a table: the FR, and for each level what is not closed, and how much is.

    >>> from iec62443.documents.model import HeatMap, Tone
    >>> heat_rows(HeatMap("Cell", [("SR 1.1", "IAC", 1, Tone.GOOD), ("SR 1.2", "IAC", 2, Tone.BAD)]))
    [('IAC', ['1 closed', 'open: SR 1.2', '', ''])]
    """
    found: dict[str, list[dict[str, list[str]]]] = {}
    for each in heat_cells(block):
        levels = found.setdefault(each.fr.name, [{}, {}, {}, {}])
        levels[int(each.level) - 1].setdefault(each.mark.value, []).append(each.id)
    return [(fr, [_said(level) for level in levels]) for fr, levels in found.items()]


def _said(level: dict[str, list[str]]) -> str:
    closed = level.get("closed", ())
    others = (f"{mark}: {', '.join(ids)}" for mark, ids in level.items() if mark != "closed")
    return "\n".join(([f"{len(closed)} closed"] if closed else []) + list(others))


def css_string(text: str) -> str:
    r"""Write a text as a string of CSS that may stand in a ``<style>`` element: all but letters, digits and blanks as codes.

    >>> css_string('a "b" </style>')
    '"a \\22 b\\22  \\3c \\2f style\\3e "'
    """
    line = " ".join(printable(text).split())
    return '"' + "".join(each if each.isalnum() or each == " " else f"\\{ord(each):x} " for each in line) + '"'
