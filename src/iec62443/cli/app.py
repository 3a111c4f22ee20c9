"""The commands under one roof, and how errors leave."""

from __future__ import annotations

import click

from ..errors import IEC62443Error
from .assess import assess
from .browse import list_requirements, show, vector
from .documents import document
from .editions import diff, list_series
from .printing import message
from .references import lint_files
from .sheets import template, verify
from .systems import system


class _Group(click.Group):
    """A group whose commands turn the library's errors into a message and exit code 2."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except (IEC62443Error, OSError) as error:
            raise click.ClickException(message(error)) from error


click.ClickException.exit_code = 2


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="iec62443")
def app() -> None:
    """ISA/IEC 62443: look requirements up, and turn findings into security levels.

    Independent project; results are calculations on your statements, not certification or legal advice.
    """


_COMMANDS = (
    assess,
    diff,
    document,
    lint_files,
    list_requirements,
    list_series,
    show,
    system,
    template,
    vector,
    verify,
)
for _command in _COMMANDS:
    app.add_command(_command)
