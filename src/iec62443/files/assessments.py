"""Users' assessments: TOML or JSON, or a sheet (CSV, XLSX, Markdown) with its header in a TOML beside it or in arguments."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TypeVar

from attrs import evolve, frozen

from ..assessors.scopes import check_part, scope
from ..catalog import Catalog, load
from ..errors import IEC62443Error, InvalidFile, InvalidFinding, UnknownPart, quote
from ..findings import Assessment, Evidence, Finding, Stage, Subject, Verdict
from ..identifiers import RequirementId
from ..requirements import ComponentType
from ..selections import Selection
from .about import around, read_about
from .inputs import SHEETS
from .markdown_sheets import parse_markdown
from .plain import Sheet, lies_in, parse_mapping, parse_sheet, read_text
from .shapes import HeaderShape, RowShape, SelectionShape, SubjectShape, structure
from .sheets import read_lines
from .verdict_words import own_words, read_verdict
from .workbooks import read_workbook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from os import PathLike

    from .folders import Folder

    Problem = tuple[str, str]

T = TypeVar("T")


@frozen
class Header:
    """What stands above the findings and can be given as arguments; None for what is not said.

    Where the file says it too, both must agree: nothing is overridden in silence.
    """

    name: str | None = None
    version: str | None = None
    part: str | None = None
    edition: str | None = None
    component_types: frozenset[ComponentType] | None = None
    assessed_to: int | None = None
    stage: Stage | None = None


def read_assessment(path: str | PathLike[str], header: Header | None = None) -> Assessment:
    """Read an assessment from TOML, JSON, CSV, XLSX or Markdown; raise `InvalidFile` with every problem and its place.

    In TOML and JSON, `findings` is a list, or the name of a CSV, XLSX or Markdown file beside it. Such a file takes its header
    from the TOML file of the same name beside it, if there is one, and from `header`. A workbook needs the extra ``xlsx``
    (`MissingExtra`). The rules of the format are *ours*.
    """
    return read_inside(Path(path), header or Header(), None)


def read_inside(source: Path, said: Header, folder: Folder | None) -> Assessment:
    """Read an assessment as `read_assessment` does; with a `folder`, every file is counted there, and none may lie outside."""
    if folder is not None:
        folder.count(source)
    if source.suffix.lower() in SHEETS:
        beside = source.with_suffix(".toml")
        if folder is not None and not lies_in(folder.root, beside):
            raise InvalidFile(source.name, [("", f"{beside.name} beside it leads out of the folder")])
        content = parse_mapping(read_text(beside), beside.name) if beside.is_file() else {}
        if folder is not None and beside.is_file():
            folder.count(beside)
        named = content.pop("findings", source.name)
        if named != source.name:
            raise InvalidFile(
                beside.name, [("$.findings", f"{quote(named)} is not {source.name}: read {beside.name} instead")]
            )
        return assessment_of(content, beside.name if content else source.name, said, source)
    content = parse_mapping(read_text(source), source.name.lower())
    named = content.get("findings")
    if isinstance(named, str):
        del content["findings"]
        if Path(named).is_absolute() or ".." in Path(named).parts:
            raise InvalidFile(source.name, [("$.findings", f"{quote(named)} does not lie beside the file or below")])
        if folder is not None and not lies_in(folder.root, source.parent / named):
            raise InvalidFile(source.name, [("$.findings", f"{quote(named)} leads out of the folder")])
        if folder is not None:
            folder.count(source.parent / named)
        return assessment_of(content, source.name, said, source.parent / named)
    return assessment_of(content, source.name, said, None)


def assessment_of(
    content: dict[str, object],
    name: str,
    said: Header,
    sheet: Path | None,
    usual: Mapping[str, object] | None = None,
) -> Assessment:
    """Make an assessment of what stands in the file of a name, with its findings there or in a sheet.

    What the header leaves out is taken from the block about the assessment in the sheet, else it is as `usual`.
    """
    rows = content.pop("findings", [])
    if isinstance(content.get("$schema"), str):  # by which editors find the schema
        del content["$schema"]
    lines, unread = _lines(sheet, content) if sheet else (None, [])
    about = read_about(lines.about if lines else ())
    about.take_up(content, name)
    around(content, usual or {})
    file, problems = structure(content, HeaderShape)
    broken = bool(problems)
    if file is None:  # its problems are told; what can be read of it still helps to look at the findings
        file = structure(_readable(content), HeaderShape)[0]
    file = file or HeaderShape()
    untold = broken or (not content and bool(unread))  # of a sheet alone that is not there, nothing else is said
    catalog = _catalog(file, said, [] if untold else problems)
    findings, wrong = findings_of(lines, file, catalog) if lines else ([], unread)
    if sheet is None:
        findings, wrong = _listed_findings(rows, file, catalog)
    assessment = None if broken or catalog is None else _header(file, catalog, said, sheet, findings, problems)
    filled_in = [(about.places[place[2:]], message) for place, message in problems if place[2:] in about.places]
    problems = [each for each in problems if each[0][2:] not in about.places]
    wrong = [*about.problems, *filled_in, *wrong]
    if sheet is not None and problems:
        wrong = [(", ".join(filter(None, (sheet.name, place))), message) for place, message in wrong]
    if problems or wrong or assessment is None:
        raise InvalidFile(sheet.name if sheet and not problems else name, [*problems, *wrong])
    return assessment


def _readable(content: Mapping[str, object]) -> dict[str, object]:
    """What of a header can be read by itself, of the words for verdicts each."""
    words = content.get("verdicts")
    if isinstance(words, dict):
        content = {
            **content,
            "verdicts": {key: value for key, value in words.items() if _reads("verdicts", {key: value})},
        }
    return {key: value for key, value in content.items() if _reads(key, value)}


def _reads(key: str, value: object) -> bool:
    return structure({key: value}, HeaderShape)[0] is not None


def _catalog(file: HeaderShape, said: Header, problems: list[Problem]) -> Catalog | None:
    """Load the catalog that the header names."""
    part = _agree("part", file.part, said.part, problems)
    edition = _agree("edition", file.edition, said.edition, problems)
    if part is None:
        problems.append(("$.part", "is missing: 3-3 or 4-2"))
        return None
    try:
        return load(part, edition, file.corrigenda)
    except UnknownPart as error:
        problems.append(("$.part", str(error)))
        return None


def _header(  # noqa: PLR0913, PLR0917 - everything that makes an assessment
    file: HeaderShape,
    catalog: Catalog,
    said: Header,
    sheet: Path | None,
    findings: list[Finding],
    problems: list[Problem],
) -> Assessment | None:
    """Make the assessment of a header and its findings, or list what is wrong with the header."""
    subject = file.subject or SubjectShape("")
    types = _agree("subject.types", frozenset(subject.types) or None, said.component_types, problems)
    title = _agree("subject.name", subject.name or None, said.name, problems) or (sheet.stem if sheet else "")
    version = _agree("subject.version", subject.version or None, said.version, problems)
    assessed_to = _agree("assessed_to", file.assessed_to, said.assessed_to, problems)
    stage = _agree("stage", file.stage, said.stage, problems)
    if not title.strip():
        problems.append(("$.subject.name", "is missing: the subject needs a name"))
    if assessed_to is not None and assessed_to not in range(5):
        problems.append(("$.assessed_to", f"a level from 0 to 4 is expected, not {assessed_to}"))
    if assessed_to is not None and not catalog.has_levels:
        problems.append(("$.assessed_to", f"{catalog.part} has no security levels"))
    if bool(types) != bool(catalog.headings):
        known = ", ".join(each.value for each in ComponentType)
        wants = f"at least one is needed: {known}" if catalog.headings else f"{catalog.part} has no component types"
        problems.append(("$.subject.types", wants))
    selection = _selection(file.selection, catalog, problems)
    if problems:
        return None
    return Assessment(
        Subject(title, version or "", types or frozenset(), subject.supplier),
        catalog.part,
        catalog.edition,
        findings,
        catalog.corrigenda,
        selection,
        assessed_to,
        stage or Stage.CAPABILITY,
        file.assessor,
        file.date,
    )


def _agree(place: str, in_file: T | None, said: T | None, problems: list[Problem]) -> T | None:
    """Take what is said in the file or beside it; a difference is a problem."""
    if in_file is not None and said is not None and in_file not in {said, f"62443-{said}"}:
        problems.append((f"$.{place}", f"the file says {_plainly(in_file)}, the call says {_plainly(said)}"))
    return said if in_file is None else in_file


def _plainly(value: object) -> str:
    if isinstance(value, frozenset):
        return ", ".join(sorted(each.value for each in value))
    return str(value.value) if isinstance(value, Enum) else repr(value)


def _selection(row: SelectionShape | None, catalog: Catalog, problems: list[Problem]) -> Selection | None:
    if row is None:
        return None
    if row.ids is None and row.enhancements is None:
        short = "on a part with maturity levels also enhancements, which are chosen beside every base requirement"
        problems.append(("$.selection.ids", f"is missing: all that is chosen; {short}"))
        return None
    if row.ids is not None and row.enhancements is not None:
        problems.append(("$.selection.enhancements", "stands beside ids: one of the two says what is chosen"))
        return None
    try:
        selection = (
            Selection(row.name, catalog.part, catalog.edition, row.ids or (), row.excluded, row.parameters)
            if row.enhancements is None
            else evolve(scope(catalog, row.enhancements, row.excluded, name=row.name), parameters=row.parameters)
        )
    except IEC62443Error as error:
        problems.extend(_alone(row, catalog) or [("$.selection", str(error))])
        return None
    problems.extend(
        ("$.selection", f"{id} is not a requirement of {catalog.name}") for id in selection.unknown(catalog)
    )
    problems.extend(("$.selection", f"{id} is chosen without its base") for id in selection.without_base())
    return selection


def _alone(row: SelectionShape, catalog: Catalog) -> list[Problem]:
    """List what is wrong with the enhancements and the exclusions of a scope, each by itself; nothing for a list of ids."""
    if row.enhancements is None:
        return []
    try:
        check_part(row.name, catalog)
    except InvalidFinding as error:
        return [("$.selection.enhancements", f"{error.reason}; on any other part ids say what is chosen")]
    parts: list[tuple[str, list[str], dict[str, str]]] = [
        *((f"$.selection.enhancements[{place}]", [id], {}) for place, id in enumerate(row.enhancements)),
        *((f"$.selection.excluded[{quote(key)}]", [], {key: why}) for key, why in row.excluded.items()),
    ]
    problems: list[Problem] = []
    for place, enhancements, excluded in parts:
        try:
            scope(catalog, enhancements, excluded, name=row.name)
        except IEC62443Error as error:
            problems.append((place, str(error)))
    return problems


def _listed_findings(rows: object, file: HeaderShape, catalog: Catalog | None) -> tuple[list[Finding], list[Problem]]:
    if not isinstance(rows, list):
        return [], [("$.findings", f"a list, or the name of a CSV file, is expected, not {quote(rows)}")]
    return _findings([(f"$.findings[{place}]", row) for place, row in enumerate(rows)], file, catalog)


def _lines(sheet: Path, content: Mapping[str, object]) -> tuple[Sheet | None, list[Problem]]:
    """Read a sheet, without the columns that its header passes over; or why it cannot be read."""
    ignored = content.get("ignore_columns")
    columns = [each for each in ignored if isinstance(each, str)] if isinstance(ignored, list) else []
    try:
        return read_sheet(sheet, columns), []
    except InvalidFile as error:
        return None, list(error.problems)


def read_sheet(path: Path, ignore_columns: Iterable[str] = ()) -> Sheet:
    """Read the lines of a sheet of findings, whatever its form: a workbook, Markdown, else CSV."""
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return read_workbook(path, ignore_columns)
    return (parse_markdown if suffix == ".md" else parse_sheet)(read_text(path))


def findings_of(sheet: Sheet, file: HeaderShape, catalog: Catalog | None) -> tuple[list[Finding], list[Problem]]:
    """Make the findings of a sheet, and list what is wrong with the others, in the order of the lines."""
    lines, problems = read_lines(sheet, catalog, file.ignore_columns)
    findings, more = _findings([(line.place, line.cells) for line in lines], file, catalog)
    told = [(sheet.elsewhere.get(place, place), message) for place, message in (*problems, *more)]
    return findings, sorted(told, key=lambda problem: _number(problem[0].removeprefix(f"{sheet.line} ")))


def _number(place: str) -> int:
    digits = place.partition(",")[0]
    return int(digits) if digits.isdecimal() else -1


def _findings(
    rows: list[tuple[str, object]],
    file: HeaderShape,
    catalog: Catalog | None,
) -> tuple[list[Finding], list[Problem]]:
    """Make the findings, and list what is wrong with the others."""
    extra, problems = own_words(file.verdicts)
    findings, wrong = read_rows(rows, extra, catalog)
    return findings, [*problems, *wrong]


def read_rows(
    rows: list[tuple[str, object]],
    extra: Mapping[str, Verdict],
    catalog: Catalog | None,
) -> tuple[list[Finding], list[Problem]]:
    """Make findings of rows, each with its place, and list what is wrong with the others; `extra` as in `read_verdict`."""
    findings: list[Finding] = []
    problems: list[Problem] = []
    for place, content in rows:
        row, wrong = structure(content, RowShape, place)
        problems.extend((_in_line(where, place), message) for where, message in wrong)
        if row is not None and catalog is not None:
            made, errors = _finding(row, catalog, extra)
            findings.extend(made)
            problems.extend((place, str(error)) for error in errors)
    return findings, problems


def _in_line(where: str, place: str) -> str:
    """Name a column of a line as people do; a path stays one."""
    return where if place.startswith("$") else where.replace(f"{place}.", f"{place}, ", 1)


def _finding(
    row: RowShape, catalog: Catalog, extra: Mapping[str, Verdict]
) -> tuple[list[Finding], list[IEC62443Error | ValueError]]:
    """Make a finding for each requirement that the id names, or say all that is wrong with the row."""
    wrong: list[IEC62443Error | ValueError] = []
    ids: tuple[RequirementId, ...] = ()
    verdict = None
    try:
        ids = tuple(RequirementId.parse_all(row.id))
        for id in ids:
            if id not in catalog.constraints:
                catalog.resolve(id)
    except (IEC62443Error, ValueError) as error:
        wrong.append(error)
    try:
        verdict = read_verdict(row.verdict, extra, explained=bool(row.justification.strip() or row.reason))
    except (IEC62443Error, ValueError) as error:
        wrong.append(error)
    if wrong or verdict is None:
        return [], wrong
    try:
        return _made(row, ids, verdict), []
    except (IEC62443Error, ValueError) as error:
        return [], [error]


def _made(row: RowShape, ids: tuple[RequirementId, ...], verdict: Verdict) -> list[Finding]:
    evidence = [Evidence(each.reference, each.kind, each.digest, each.date, each.valid_until) for each in row.evidence]
    return [
        Finding(
            id,
            verdict,
            row.justification,
            evidence,
            row.reason,
            row.condition,
            row.condition_holds,
            row.countermeasures,
            row.adequate_up_to,
            row.owner,
            row.date,
            row.maturity,
        )
        for id in ids
    ]
