"""``iec62443 system init``: a system to start from."""

from __future__ import annotations

from pathlib import Path

import click

from ..files import write_text
from ..files.system_starter import STARTER
from .printing import clean


@click.command(short_help="Write a system to start from.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Overwrite the file.")
def init(*, path: Path, force: bool) -> None:
    """Write a commented system to PATH that reads and assesses as it is, for you to replace piece by piece.

    PATH is a file that ends in .toml, or a folder, made if it is not there, that gets a system.toml.
    """
    file = path if path.suffix.lower() == ".toml" and not path.is_dir() else path / "system.toml"
    try:
        if file.name != path.name:
            path.mkdir(exist_ok=True)
        write_text(file, STARTER, overwrite=force)
    except FileExistsError as error:
        raise click.ClickException(clean(f"{error}; --force overwrites it" if file.exists() else str(error))) from error
    click.echo(clean(f"{file}: a system to start from; iec62443 system show {file}"), err=True)
