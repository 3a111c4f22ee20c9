"""Which files an assessment is read from, as they are: so that a document can name its inputs with their digests."""

from __future__ import annotations

from pathlib import Path

from .plain import parse_mapping, read_bytes, read_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike

#: Files of lines, whose header may lie beside them.
SHEETS = frozenset({".csv", ".md", ".xlsx"})


def assessment_inputs(path: str | PathLike[str]) -> list[tuple[str, bytes]]:
    """Give the files that `read_assessment` reads for a path, by name, with their content: the header first, then the sheet."""
    source = Path(path)
    if source.suffix.lower() in SHEETS:
        beside = source.with_suffix(".toml")
        return files_as_they_are(*([beside] if beside.is_file() else []), source)
    named = parse_mapping(read_text(source), source.name.lower()).get("findings")
    return files_as_they_are(source, *([source.parent / named] if isinstance(named, str) else []))


def files_as_they_are(*paths: str | PathLike[str]) -> list[tuple[str, bytes]]:
    """Give files by name with their content."""
    return [(Path(each).name, read_bytes(Path(each))) for each in paths]
