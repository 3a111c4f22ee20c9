"""``iec62443 lint``: the ids in any text file against the catalogs."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from importlib.metadata import version
from pathlib import Path

import click

from ..errors import IEC62443Error
from ..files import write_text
from ..files.lint_reports import lint_document
from ..files.plain import read_text
from ..files.sarif import sarif_log
from ..linting import lint
from ..references import fix_references
from .printing import clean, message, named_as_given

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..linting import LintFinding


@click.command("lint", short_help="Check the ids in text files.")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--format", "as_format", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True)
@click.option("--fix", is_flag=True, help="Print ids in their canonical form, in place; nothing else is changed.")
def lint_files(*, files: tuple[str, ...], as_format: str, fix: bool) -> None:
    """Check the requirement ids in FILES, whatever text they hold: Markdown, CSV, JSON, source code.

    Reports ids that do not exist, are of another part than the one before them, are only headings, or are not printed in their
    canonical form. Exit code 0 when nothing is found, 1 when something is (after --fix: is left), 2 when a file cannot be read.
    """
    linted: list[tuple[str, tuple[LintFinding, ...]]] = []
    bad = False
    for file in files:
        try:
            with named_as_given(file):
                linted.append((file, lint(_fixed(file) if fix else read_text(Path(file)))))
        except (IEC62443Error, OSError) as error:
            bad = True
            click.echo(f"Error: {message(error)}", err=True)
    if as_format == "text":
        _print(linted)
    else:
        made = (lint_document if as_format == "json" else sarif_log)(linted, version=version("iec62443"))
        click.echo(json.dumps(made, indent=2, ensure_ascii=False))
    raise SystemExit(2 if bad else int(any(findings for _, findings in linted)))


def _fixed(file: str) -> str:
    """Write the file with canonical ids if that changes it, and give its text."""
    path = Path(file).resolve()  # a link stays one
    text = read_text(path)
    fixed = fix_references(text)
    if fixed != text:
        with path.open("rb") as source:
            mark = source.read(len(BOM_UTF8)) == BOM_UTF8
        write_text(path, f"\ufeff{fixed}" if mark else fixed, overwrite=True)
        click.echo(clean(f"{file}: ids printed in their canonical form"), err=True)
    return fixed


def _print(linted: list[tuple[str, tuple[LintFinding, ...]]]) -> None:
    for file, findings in linted:
        for each in findings:
            click.echo(clean(f"{file}:{each}"))
    count = sum(len(findings) for _, findings in linted)
    click.echo(f"{count} finding{'' if count == 1 else 's'} in {len(linted)} file{'' if len(linted) == 1 else 's'}")
