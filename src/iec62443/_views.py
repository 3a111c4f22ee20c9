"""How a value is shown in a notebook: `display` is asked for by name, and only when a notebook asks.

A class takes part with two lines in its body, ``_repr_html_ = html_view`` and ``_repr_mimebundle_ = mime_view``. So `display`
knows the values and may stand at the top of the house, while the values know nothing of it and load nothing for it.
"""

from __future__ import annotations


def html_view(self: object) -> str:
    """Show a value as a piece of HTML."""
    from importlib import import_module

    shown: str = import_module("iec62443.display").html(self)
    return shown


def mime_view(self: object, **_asked: object) -> dict[str, str]:
    """Show a value in the forms that a notebook, or IPython in a terminal, chooses from, whichever it asks for."""
    from importlib import import_module

    shown: dict[str, str] = import_module("iec62443.display").bundle(self)
    return shown
