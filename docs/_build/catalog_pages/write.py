"""Bring the pages to disk: only what changed, so that a watching server does not start over, and nothing stale stays."""

from __future__ import annotations

from iec62443.files.writing import write_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write(pages: Mapping[str, str], docs: Path, root: str) -> int:
    """Make the folder `root` below `docs` hold exactly the pages; give how many files were written or removed."""
    changed = 0
    kept = {docs / path for path in pages}
    for old in sorted((docs / root).rglob("*"), reverse=True):
        if old.is_file() and old not in kept:
            old.unlink()
            changed += 1
        elif old.is_dir() and not any(old.iterdir()):
            old.rmdir()
    for path, text in pages.items():
        file = docs / path
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_text(file, text, overwrite=True)
            changed += 1
    return changed
