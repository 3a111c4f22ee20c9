"""Users' assessments: a TOML or JSON file, or a sheet (CSV) with its header in a small TOML beside it or in arguments."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from attrs import Factory, field, frozen

from ..catalog import Catalog, load
from ..errors import IEC62443Error, InvalidFile, quote
from ..findings import Assessment, Evidence, EvidenceKind, Finding, NotApplicableReason, Stage, Subject, Verdict
from ..identifiers import RequirementId
from ..requirements import ComponentType
from ..selections import Selection
from .plain import parse_mapping, read_text
from .sheets import Line, read_lines
from .verdict_words import normal, read_verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from os import PathLike
    from typing import Any

    from cattrs import Converter


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


# The shape of the file, structured strictly by cattrs before any value is made of it.
@frozen
class _Subject:
    name: str
    version: str = ""
    supplier: str = ""
    types: list[ComponentType] = Factory(list)


@frozen
class _Evidence:
    reference: str
    kind: EvidenceKind = EvidenceKind.DOCUMENT
    digest: str = ""
    date: dt.date | None = None
    valid_until: dt.date | None = None


@frozen
class _Selection:
    name: str
    ids: list[str]
    excluded: dict[str, str] = Factory(dict)
    parameters: dict[str, dict[str, str]] = Factory(dict)


@frozen
class _Row:
    id: str
    verdict: str
    justification: str = ""
    evidence: list[_Evidence] = Factory(list)
    reason: NotApplicableReason | None = None
    condition: str = ""
    condition_holds: bool | None = None
    countermeasures: list[str] = Factory(list)
    adequate_up_to: int | None = None
    owner: str = ""
    date: dt.date | None = None


@frozen
class _File:
    subject: _Subject | None = None
    part: str | None = None
    edition: str | None = None
    corrigenda: list[str] | None = None
    assessed_to: int | None = None
    stage: Stage | None = None
    assessor: str = ""
    date: dt.date | None = None
    selection: _Selection | None = None
    verdicts: dict[str, Verdict] = Factory(dict)
    ignore_columns: list[str] = Factory(list)
    findings: list[_Row] | None = field(default=None)


def read_assessment(path: str | PathLike[str], header: Header | None = None) -> Assessment:
    """Read an assessment from TOML, JSON or CSV; raise `InvalidFile` with every problem and its place.

    In TOML and JSON, `findings` is a list, or the name of a CSV file beside it. A CSV file takes its header from the TOML file
    of the same name beside it, if there is one, and from `header`. The rules of the format are *ours*.
    """
    source = Path(path)
    said = header or Header()
    if source.suffix.lower() == ".csv":
        beside = source.with_suffix(".toml")
        content = parse_mapping(read_text(beside), beside.name) if beside.is_file() else {}
        named = content.pop("findings", source.name)
        if named != source.name:
            raise InvalidFile(beside.name, [("$.findings", f"{quote(named)} is not {source.name}: read {beside.name} instead")])
        return _assessment(content, beside.name if content else source.name, said, source)
    content = parse_mapping(read_text(source), source.name.lower())
    named = content.get("findings")
    if isinstance(named, str):
        del content["findings"]
        return _assessment(content, source.name, said, source.parent / named)
    return _assessment(content, source.name, said, None)


def _assessment(content: dict[str, object], name: str, said: Header, sheet: Path | None) -> Assessment:
    file = _structure(content, name)
    problems: list[tuple[str, str]] = []
    subject = file.subject or _Subject("")
    part = _agree("part", file.part, said.part, problems)
    edition = _agree("edition", file.edition, said.edition, problems)
    types = _agree("subject.types", frozenset(subject.types) or None, said.component_types, problems)
    title = _agree("subject.name", subject.name or None, said.name, problems) or (sheet.stem if sheet else "")
    version = _agree("subject.version", subject.version or None, said.version, problems) or ""
    assessed_to = _agree("assessed_to", file.assessed_to, said.assessed_to, problems)
    stage = _agree("stage", file.stage, said.stage, problems) or Stage.CAPABILITY
    if not title:
        problems.append(("$.subject.name", "the subject needs a name"))
    if assessed_to is not None and assessed_to not in range(5):
        problems.append(("$.assessed_to", f"a level from 0 to 4 is expected, not {assessed_to}"))
    catalog = None
    if part is None:
        problems.append(("$.part", "the part is missing: 3-3 or 4-2"))
    else:
        try:
            catalog = load(part.removeprefix("IEC ").removeprefix("62443-"), edition, file.corrigenda)
        except IEC62443Error as error:
            problems.append(("$.part", str(error)))
    if catalog is None:
        raise InvalidFile(name, problems)
    if bool(types) != bool(catalog.headings):
        known = ", ".join(each.value for each in ComponentType)
        wants = f"at least one type is needed: {known}" if catalog.headings else f"{catalog.part} has no component types"
        problems.append(("$.subject.types", wants))
    selection = _selection(file.selection, catalog, problems)
    extra = {normal(word): verdict for word, verdict in file.verdicts.items()}
    findings, more = _findings(file, sheet, catalog, extra)
    if problems or more:
        raise InvalidFile(name if problems or sheet is None else sheet.name, [*problems, *more])
    return Assessment(
        Subject(title, version, types or frozenset(), subject.supplier),
        catalog.part,
        catalog.edition,
        findings,
        catalog.corrigenda,
        selection,
        assessed_to,
        stage,
        file.assessor,
        file.date,
    )


def _agree(place: str, in_file: T | None, said: T | None, problems: list[tuple[str, str]]) -> T | None:
    """Take what is said in the file or beside it; a difference is a problem."""
    if in_file is not None and said is not None and in_file != said:
        problems.append((f"$.{place}", f"the file says {_plainly(in_file)}, the call says {_plainly(said)}"))
    return said if in_file is None else in_file


def _plainly(value: object) -> str:
    if isinstance(value, frozenset):
        return ", ".join(sorted(each.value for each in value))
    return str(value.value) if isinstance(value, Enum) else repr(value)


def _selection(row: _Selection | None, catalog: Catalog, problems: list[tuple[str, str]]) -> Selection | None:
    if row is None:
        return None
    try:
        selection = Selection(row.name, catalog.part, catalog.edition, row.ids, row.excluded, row.parameters)
    except IEC62443Error as error:
        problems.append(("$.selection", str(error)))
        return None
    problems.extend(("$.selection", f"{id} is not a requirement of {catalog.name}") for id in selection.unknown(catalog))
    problems.extend(("$.selection", f"{id} is chosen without its base") for id in selection.without_base())
    return selection


def _findings(
    file: _File,
    sheet: Path | None,
    catalog: Catalog,
    extra: Mapping[str, Verdict],
) -> tuple[list[Finding], list[tuple[str, str]]]:
    """Make the findings, and list what is wrong with the others."""
    problems: list[tuple[str, str]] = []
    rows: list[tuple[str, _Row]]
    if sheet is None:
        rows = [(f"$.findings[{place}]", row) for place, row in enumerate(file.findings or ())]
    else:
        try:
            lines = read_lines(read_text(sheet), sheet.name, catalog, file.ignore_columns)
        except InvalidFile as error:
            return [], list(error.problems)
        rows = []
        for line in lines:
            try:
                rows.append((line.place, _row(line)))
            except InvalidFile as error:
                problems.extend((f"{line.place}, {place.removeprefix('$.')}", message) for place, message in error.problems)
    findings: list[Finding] = []
    for place, row in rows:
        try:
            findings.extend(_finding(row, catalog, extra))
        except (IEC62443Error, ValueError) as error:
            problems.append((place, str(error)))
    return findings, problems


def _row(line: Line) -> _Row:
    cells = dict(line.cells)
    cells["evidence"] = [{"reference": reference} for reference in cells.get("evidence", ())]  # type: ignore[attr-defined] # a list by then
    return _structured(cells, _Row, "sheet")


def _finding(row: _Row, catalog: Catalog, extra: Mapping[str, Verdict]) -> list[Finding]:
    """Make a finding for each requirement that the id names."""
    ids = RequirementId.parse_all(row.id)
    for id in ids:
        if id not in catalog.constraints:
            catalog.resolve(id)
    verdict = read_verdict(row.verdict, extra, explained=bool(row.justification.strip() or row.reason))
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
        )
        for id in ids
    ]


def _structure(content: dict[str, object], name: str) -> _File:
    try:
        return _structured(content, _File, name)
    except InvalidFile as error:
        raise InvalidFile(name, error.problems) from error


def _structured(content: Mapping[str, object], shape: type[T], name: str) -> T:
    """Structure plain data by cattrs; every problem becomes a place and a message."""
    from cattrs import BaseValidationError, transform_error

    try:
        return _converter().structure(content, shape)
    except BaseValidationError as error:
        told = (message.rpartition(" @ ") for message in transform_error(error, format_exception=_message))
        raise InvalidFile(name, [(place, message) for message, _, place in told]) from error


def _message(error: BaseException, _type: type[Any] | None) -> str:
    from cattrs.errors import ForbiddenExtraKeysError

    if isinstance(error, ForbiddenExtraKeysError):
        from difflib import get_close_matches

        keys = [each.name for each in error.cl.__attrs_attrs__]  # type: ignore[attr-defined] # only attrs classes are structured
        near = {key: get_close_matches(key, keys, 1) for key in sorted(error.extra_fields)}
        return "; ".join(f"the key {quote(key)} means nothing here" + (f", try {found[0]!r}" if found else "") for key, found in near.items())
    if isinstance(error, KeyError):
        return "is missing"
    return str(error)


@lru_cache(maxsize=1)
def _converter() -> Converter:
    """A converter that coerces nothing: a text is a text, a whole number no yes or no, an object has keys."""
    from attrs import has
    from cattrs import Converter
    from cattrs.cols import is_mapping, is_sequence, list_structure_factory, mapping_structure_factory
    from cattrs.gen import make_dict_structure_fn

    converter = Converter(forbid_extra_keys=True)
    converter.register_structure_hook(str, lambda value, _: _expect(value, str, "a text"))
    converter.register_structure_hook(int, lambda value, _: _expect(value, int, "a whole number"))
    converter.register_structure_hook(bool, lambda value, _: _expect(value, bool, "true or false"))
    converter.register_structure_hook(dt.date, lambda value, _: _date(value))
    converter.register_structure_hook_func(lambda shape: isinstance(shape, type) and issubclass(shape, Enum), _member)

    @converter.register_structure_hook_factory(has)
    def _(shape: type[Any]) -> Callable[[object, object], Any]:
        inner = make_dict_structure_fn(shape, converter, _cattrs_forbid_extra_keys=True)

        def structure(value: object, as_type: object) -> object:
            if shape is _Evidence and isinstance(value, str):
                return _Evidence(value)
            return inner(_expect(value, dict, "an object with keys"), as_type)

        return structure

    @converter.register_structure_hook_factory(is_sequence)
    def _(shape: Any) -> Callable[[object, object], Any]:
        inner = list_structure_factory(shape, converter)
        return lambda value, as_type: inner(_expect(value, list, "a list"), as_type)

    @converter.register_structure_hook_factory(is_mapping)
    def _(shape: Any) -> Callable[[object, object], Any]:
        inner = mapping_structure_factory(shape, converter)
        return lambda value, as_type: inner(_expect(value, dict, "an object with keys"), as_type)

    return converter


def _expect(value: object, kind: type[T], name: str) -> T:
    if type(value) is not kind:
        raise TypeError(f"{name} is expected, not {quote(value)}")
    return value


def _date(value: object) -> dt.date:
    if type(value) is dt.date:
        return value
    try:
        return dt.date.fromisoformat(_expect(value, str, "a date such as 2026-03-31"))
    except ValueError:
        raise TypeError(f"a date such as 2026-03-31 is expected, not {quote(value)}") from None


def _member(value: object, kind: type[Enum]) -> Enum:
    try:
        return kind(value)
    except ValueError:
        raise TypeError(f"one of {', '.join(str(each.value) for each in kind)} is expected, not {quote(value)}") from None
