"""``iec62443 document``: the documents that are handed over, in any of the formats."""

from __future__ import annotations

import datetime as dt
from functools import wraps
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import click
from attrs import evolve, frozen

from ..assessors.gaps import gap
from ..assessors.levels import achieved, capability
from ..assessors.maturity import maturity_gap, process_maturity
from ..assessors.progress import compare
from ..assessors.zones import place_reports, worst_first
from ..catalog import load
from ..documents.applicability import statement_of_applicability
from ..documents.checklist import requirement_checklist
from ..documents.declaration import supplier_declaration
from ..documents.frame import Origin
from ..documents.gaps import action_report
from ..documents.maturity import maturity_profile
from ..documents.progress import progress_report
from ..documents.rendering import FORMATS, TEMPLATES, render, taken
from ..documents.specification import requirements_specification
from ..documents.system_gaps import system_action_report
from ..files import Header, read_assessment, read_selection
from ..files.action_plans import ActionPlan, read_action_plan
from ..files.document_details import DocumentDetails, read_details
from ..files.inputs import assessment_inputs, files_as_they_are
from ..files.systems import is_system, read_system, system_inputs
from ..files.templates import WORD, Templates, read_templates
from ..files.writing import write_bytes
from .options import component_types, part_option, target_option, type_option
from .printing import clean, named_as_given, tracked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ..assessors.zones import SystemReport
    from ..documents.model import Document
    from ..levels import SLVector

    Inputs = list[tuple[str, bytes]]

F = TypeVar("F", bound="Callable[..., object]")
_SUFFIXES = ", ".join(f".{each}" for each in FORMATS)


@frozen
class _Order:
    """What every document is asked for with."""

    output: str
    format: str
    force: bool
    date: dt.date
    details: DocumentDetails
    #: The file of the details, if there is one.
    inputs: tuple[tuple[str, bytes], ...]
    templates: Templates
    system_fonts: bool

    def origin(self, inputs: Inputs) -> Origin:
        """What the document is made with and from."""
        return Origin.of(version("iec62443"), [*inputs, *self.inputs])

    def write(self, document: Document) -> None:
        """Write the document, and say what was written and what it lacks."""
        data = render(document, self.format, self.templates, system_fonts=self.system_fonts)
        try:
            write_bytes(self.output, data, overwrite=self.force)
        except FileExistsError as error:
            raise click.ClickException(f"{error}; --force overwrites it") from error
        lacking = len(document.missing)
        said = (
            document.title,
            "a draft" if document.draft else "",
            f"lacks {lacking} thing{'' if lacking == 1 else 's'}, listed at its end" if lacking else "",
        )
        click.echo(clean(f"{self.output}: {', '.join(filter(None, said))}"), err=True)


def _ordered(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that every document has, and hand them over as one order."""

    @wraps(command)
    def with_order(  # noqa: PLR0917 - one argument an option
        output: str,
        force: bool,  # noqa: FBT001 - an option
        date: dt.datetime | None,
        details: str | None,
        issuer: str | None,
        templates: str | None,
        system_fonts: bool,  # noqa: FBT001 - an option
        **own: object,
    ) -> None:
        format = Path(output).suffix.lower().removeprefix(".")
        if format not in FORMATS:
            raise click.BadParameter(
                f"the suffix of {output!r} tells no format; there is: {_SUFFIXES}", param_hint="-o"
            )
        if system_fonts and format != "pdf":
            raise click.UsageError(
                f"--system-fonts is for .pdf; .{format} names its fonts and leaves them to the reader's machine"
            )
        if Path(output).exists() and not force:
            raise click.ClickException(f"{output} exists; --force overwrites it")
        day = date.date() if date else dt.datetime.now().astimezone().date()
        said = read_details(details) if details else DocumentDetails()
        if issuer and said.issuer not in {"", issuer}:
            raise click.UsageError(f"--issuer says {issuer!r}, {details} says {said.issuer!r}")
        own_templates = read_templates(templates, TEMPLATES) if templates else Templates()
        if templates:
            _check_templates(templates, own_templates, command.__name__, format)
        order = _Order(
            output,
            format,
            force,
            day,
            evolve(said, issuer=issuer or said.issuer),
            tuple(files_as_they_are(details)) if details else (),
            own_templates,
            system_fonts,
        )
        command(order, **own)

    options = (
        click.option(
            "-o",
            "--output",
            required=True,
            type=click.Path(),
            help=f"The file to write. Its suffix tells the format: {_SUFFIXES}.",
        ),
        click.option("--force", is_flag=True, help="Overwrite the file."),
        click.option(
            "--date", type=click.DateTime(["%Y-%m-%d"]), help="The date of the document; today when left out."
        ),
        click.option("--details", type=click.Path(), help="What it says beside the results: a TOML or JSON file."),
        click.option("--issuer", help="Who answers for the document."),
        click.option("--templates", type=click.Path(), help="A folder of your own templates, which go before ours."),
        click.option(
            "--system-fonts", is_flag=True, help="In PDF: the fonts of this machine too, for scripts that ours lack."
        ),
    )
    made: Callable[..., None] = with_order
    for option in reversed(options):
        made = option(made)
    return made


def _check_templates(folder: str, templates: Templates, kind: str, format: str) -> None:
    """Refuse templates that would change nothing."""
    names = taken(kind, format)
    if not names:
        raise click.UsageError(f"--templates: .{format} takes no template, so that {folder} would change nothing")
    if not {*templates.texts, *([WORD] if templates.word else [])} & {*names}:
        raise click.UsageError(
            f"--templates: {folder} has nothing for a {kind} in .{format}, which takes {', '.join(names)}"
        )


def _described(command: F) -> F:
    """Add what can be said of an assessment beside its file."""
    return part_option()(
        click.option("--edition", help="The edition, where several are packaged.")(type_option()(command))
    )


def _header(part: str | None, edition: str | None, types: tuple[str, ...]) -> Header:
    return Header(part=part, edition=edition, component_types=component_types(types) or None)


@click.group("document", short_help="Write a document to hand over.")
def document() -> None:
    """Write a document to hand over: as Markdown, HTML, Word, workbook or PDF, by the suffix of the file."""


@document.command(short_help="A supplier's self-declaration of a component.")
@click.argument("file", type=click.Path())
@_described
@click.option("--require-evidence", is_flag=True, help="What is met without evidence stays open.")
@_ordered
def declaration(
    order: _Order,
    *,
    file: str,
    part: str | None,
    edition: str | None,
    types: tuple[str, ...],
    require_evidence: bool,
) -> None:
    """Declare a component against 62443-4-2, from the findings in FILE. It is a draft until an issuer is given."""
    assessment = read_assessment(file, _header(part, edition, types))
    report = capability(assessment, require_evidence=require_evidence, as_of=order.date)
    origin = order.origin(assessment_inputs(file))
    order.write(supplier_declaration(report, order.details, origin=origin, date=order.date))


@document.command(short_help="Gaps to a target, actions, accepted risks.")
@click.argument("file", type=click.Path())
@_described
@target_option()
@click.option("--plan", type=click.Path(), help="Actions and risk acceptances: a TOML or JSON file.")
@click.option("--achieved", "as_achieved", is_flag=True, help="Levels achieved (SL-A) from findings as built.")
@click.option("--place", "places", multiple=True, help="One zone or conduit of a system only; several can be named.")
@click.option("--require-evidence", is_flag=True, help="What is met without evidence stays open.")
@_ordered
def gaps(
    order: _Order,
    *,
    file: str,
    part: str | None,
    edition: str | None,
    types: tuple[str, ...],
    target: SLVector | None,
    plan: str | None,
    as_achieved: bool,
    places: tuple[str, ...],
    require_evidence: bool,
) -> None:
    """Report what is missing for a target, from the findings in FILE, with what is done about it in the --plan.

    FILE may be a system's, or its folder: then each zone and conduit is compared with its own SL-T, the worst first.
    """
    if is_system(file):
        if target is not None or part or types or as_achieved:
            raise click.UsageError("zones and conduits have their own SL-T: no --target, --part, --type or --achieved")
        _system_gaps(order, file, plan, places, require_evidence=require_evidence)
        return
    if places:
        raise click.UsageError("--place names a zone or conduit of a system")
    if target is None:
        raise click.UsageError("gaps are gaps to a --target")
    assessment = read_assessment(file, _header(part, edition, types))
    assessor = achieved if as_achieved else capability
    report = assessor(assessment, require_evidence=require_evidence, as_of=order.date)
    said = read_action_plan(plan, report.catalog) if plan else ActionPlan()
    origin = order.origin([*assessment_inputs(file), *(files_as_they_are(plan) if plan else ())])
    compared = gap(report, target, said.acceptances)
    order.write(action_report(compared, said.actions, said.acceptances, order.details, origin=origin, date=order.date))


def _rolled_up(path: str, order: _Order, *, require_evidence: bool = False) -> SystemReport:
    system = read_system(path)
    reports = place_reports(system, require_evidence=require_evidence, as_of=order.date)
    return worst_first(system, tracked(reports, len(system.places), "zones and conduits"))


def _system_gaps(
    order: _Order, file: str, plan: str | None, places: tuple[str, ...], *, require_evidence: bool
) -> None:
    report = _rolled_up(file, order, require_evidence=require_evidence)
    said = read_action_plan(plan, load("3-3"), load("4-2")) if plan else ActionPlan()
    if said.acceptances:
        raise click.UsageError(
            f"{plan}: risks of a system are accepted at its zones and conduits, in the system's file"
        )
    origin = order.origin([*system_inputs(file), *(files_as_they_are(plan) if plan else ())])
    order.write(
        system_action_report(report, said.actions, order.details, places=places, origin=origin, date=order.date)
    )


@document.command(short_help="What a system has to meet, zone by zone.")
@click.argument("path", type=click.Path())
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    metavar="[PLACE=]FILE",
    help="Parameters such as a lock-out count: a selection as TOML or JSON, for all zones or for the one named.",
)
@_ordered
def specification(order: _Order, *, path: str, profiles: tuple[str, ...]) -> None:
    """Write the cyber security requirements specification of the system in PATH. It is a draft until it is approved."""
    report = _rolled_up(path, order)
    names = {each.place.name for each in report}
    files: dict[str, str] = {}
    for each in profiles:
        place, equals, file = each.partition("=")
        name, source = (place, file) if equals and place in names else ("", each)
        if name in files:
            raise click.UsageError(f"two profiles for {name or 'all zones'}: {files[name]} and {source}")
        files[name] = source
    parameters = {name: read_selection(source) for name, source in files.items()}
    inputs = [each for source in files.values() for each in files_as_they_are(source)]
    origin = order.origin([*system_inputs(path), *inputs])
    order.write(requirements_specification(report, order.details, parameters, origin=origin, date=order.date))


@document.command(short_help="What of a part applies, and why not.")
@click.argument("profile", type=click.Path())
@type_option()
@_ordered
def applicability(order: _Order, *, profile: str, types: tuple[str, ...]) -> None:
    """State which requirements apply by the selection in PROFILE. It is a draft until each is chosen or excluded."""
    selection = read_selection(profile)
    catalog = load(selection.part, selection.edition)
    origin = order.origin(files_as_they_are(profile))
    order.write(
        statement_of_applicability(
            selection, catalog, component_types(types), order.details, origin=origin, date=order.date
        )
    )


@document.command(short_help="Requirements to fill in, for tenders and audits.")
@click.argument("profile", type=click.Path(), required=False)
@_described
@target_option("4")
@click.option("--summaries/--no-summaries", default=True, help="With what is asked, in own words.", show_default=True)
@_ordered
def checklist(
    order: _Order,
    *,
    profile: str | None,
    part: str | None,
    edition: str | None,
    types: tuple[str, ...],
    target: SLVector,
    summaries: bool,
) -> None:
    """List the requirements of a part to fill in, or those that the selection in PROFILE chose.

    What is filled in is read back by ``assess``: a workbook or Markdown as it is.
    """
    selection = read_selection(profile) if profile else None
    if selection is not None and (part or edition):
        raise click.UsageError(f"{profile} names the part and the edition; leave --part and --edition out")
    catalog = load(selection.part, selection.edition) if selection else load(part or "3-3", edition)
    order.write(
        requirement_checklist(
            catalog,
            target,
            component_types(types),
            selection,
            order.details,
            summaries=summaries,
            origin=order.origin(files_as_they_are(profile) if profile else []),
            date=order.date,
        )
    )


@document.command(short_help="The maturity of processes, by group.")
@click.argument("file", type=click.Path())
@part_option()
@click.option("--edition", help="The edition, where several are packaged.")
@click.option("--target", type=click.IntRange(1, 4), help="The maturity level to reach.")
@click.option("--require-evidence", is_flag=True, help="What is met without evidence is not rated.")
@_ordered
def maturity(
    order: _Order,
    *,
    file: str,
    part: str | None,
    edition: str | None,
    target: int | None,
    require_evidence: bool,
) -> None:
    """Show the maturity of processes against 62443-2-1, 2-4 or 4-1, from the findings in FILE."""
    assessment = read_assessment(file, _header(part, edition, ()))
    report = process_maturity(assessment, require_evidence=require_evidence, as_of=order.date)
    compared = None if target is None else maturity_gap(report, target)
    origin = order.origin(assessment_inputs(file))
    order.write(maturity_profile(report, compared, order.details, origin=origin, date=order.date))


@document.command(short_help="From one assessment to the next.")
@click.argument("before", type=click.Path())
@click.argument("after", type=click.Path())
@_described
@click.option("--achieved", "as_achieved", is_flag=True, help="Levels achieved (SL-A) from findings as built.")
@click.option("--require-evidence", is_flag=True, help="What is met without evidence stays open.")
@_ordered
def progress(
    order: _Order,
    *,
    before: str,
    after: str,
    part: str | None,
    edition: str | None,
    types: tuple[str, ...],
    as_achieved: bool,
    require_evidence: bool,
) -> None:
    """Report what changed from the findings in BEFORE to those in AFTER: of one subject, not of a system."""
    systems = [each for each in (before, after) if is_system(each)]
    if systems:
        raise click.UsageError(
            f"{systems[0]} is a system: progress compares two assessments, such as those of a component or a zone"
        )
    assessor = achieved if as_achieved else capability
    reports = []
    for file in (before, after):
        with named_as_given(file):
            assessment = read_assessment(file, _header(part, edition, types))
        reports.append(assessor(assessment, require_evidence=require_evidence, as_of=order.date))
    earlier, later = reports
    origin = order.origin([*assessment_inputs(before), *assessment_inputs(after)])
    compared = compare(earlier, later, as_of=order.date)
    order.write(progress_report(compared, order.details, origin=origin, date=order.date))
