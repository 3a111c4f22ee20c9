"""The command line: the only place that opens files, prints and exits. Needs the extra ``cli``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line, or say in one line what to install for it."""
    try:
        from .app import app
    except ModuleNotFoundError as error:
        if error.name not in {"click", "rich"}:
            raise
        sys.exit("the command line needs an extra: python3 -m pip install 'iec62443[cli]'")
    app(prog_name="iec62443")
