"""How far a long run is, on a terminal and nowhere else."""

from __future__ import annotations

import pytest
from rich.console import Console

from iec62443.cli import printing


@pytest.mark.parametrize(("total", "terminal", "shown"), [(100, True, True), (99, True, False), (100, False, False)])
def test_a_long_run_is_shown_on_a_terminal_and_gives_what_it_was_given(
    *, total: int, terminal: bool, shown: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(printing, "Console", lambda stderr: Console(stderr=stderr, force_terminal=terminal))
    assert list(range(total)) == list(printing.tracked(iter(range(total)), total, "zones and conduits"))
    out, err = capsys.readouterr()
    assert ("", shown) == (out, "zones and conduits" in err)
