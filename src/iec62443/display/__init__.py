"""How values are shown in a notebook and in a terminal, and pictures drawn with matplotlib.

`blocks` and `systems` say what is shown of a value, made of what documents are made of; `markup` puts that into HTML, `plain`
into text; `plots` and `zone_plots` draw on axes of matplotlib. The values know nothing of all this: see `iec62443._views`.
"""

from __future__ import annotations

from . import systems  # noqa: F401 - registers its views
from .blocks import view
from .markup import as_html
from .plain import as_text
from .plots import heatmap, radar, staircase
from .zone_plots import zones

__all__ = ("bundle", "heatmap", "html", "radar", "staircase", "text", "zones")


def html(value: object) -> str:
    """Show a value as a piece of HTML: escaped, without a script, legible in light and dark.

    TypeError for a value that has no view.

    >>> from iec62443 import SLVector
    >>> html(SLVector.uniform(2)).count("<td")
    7
    """
    return as_html(view(value))


def text(value: object) -> str:
    """Show a value as plain text: a head line, then what is to be said of it, in columns.

    TypeError for a value that has no view.

    >>> from iec62443 import SLVector
    >>> print(text(SLVector.uniform(2)))
    { 2 2 2 2 2 2 2 }
    IAC  UC  SI  DC  RDF  TRE  RA
    2    2   2   2   2    2    2
    """
    return as_text(view(value))


def bundle(value: object) -> dict[str, str]:
    """Show a value in each form that a notebook chooses from, by media type.

    >>> from iec62443 import SLVector
    >>> sorted(bundle(SLVector.uniform(2)))
    ['text/html', 'text/plain']
    """
    shown = view(value)
    return {"text/html": as_html(shown), "text/plain": as_text(shown)}
