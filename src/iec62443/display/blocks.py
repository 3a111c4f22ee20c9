"""What is shown of a value, whatever the form: a head line, blocks, and sections that a reader opens.

It is made of what documents are made of (`documents.model`). A kind of value that is to be shown too, such as a system with its
zones, registers a function of its own with `view`.
"""

from __future__ import annotations

from functools import singledispatch

from .._wording import counted
from ..assessors.gaps import GapReport
from ..assessors.levels import LevelReport
from ..assessors.maturity import MaturityGap, MaturityReport, ProcessResult
from ..assessors.verdicts import RequirementResult, State
from ..catalog import Catalog
from ..documents.gaps import OUTCOMES
from ..documents.model import Cell, Column, ColumnKind, Facts, Listing, Paragraph, Radar, Section, Table, Tone
from ..documents.rows import TONES
from ..findings import Assessment, Finding, Subject, Verdict
from ..levels import FR, SL, SLVector
from ..pictures import Curve
from ..requirements import ComponentType, Requirement
from ..selections import Selection
from ..statements import SLStatement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..documents.model import Block

#: How many rows of a long list are shown before the rest is counted.
FIRST_ROWS = 8


@singledispatch
def view(value: object) -> Section:
    """Say what is shown of a value: its head line, blocks, and sections that are closed until a reader opens them."""
    raise TypeError(f"there is no view of {type(value).__name__}")


def short(*titles: str) -> tuple[Column, ...]:
    """Columns that are no wider than what is in them."""
    return tuple(Column(title, kind=ColumnKind.SHORT) for title in titles)


@view.register
def _(value: SLVector) -> Section:
    return Section(str(value), (Table("levels", short(*FR.__members__), [[str(int(level)) for level in value]]),))


@view.register
def _(value: SLStatement) -> Section:
    levels = ["-" if level is None else str(int(level)) for level in value.levels]
    return Section(str(value), (Table("levels", short(*FR.__members__), [levels]),))


@view.register
def _(value: Requirement) -> Section:
    facts = (
        ("part", f"{value.part}, clause {value.clause}" if value.clause else value.part),
        ("group", value.subgroup or value.group),
        ("foundational requirement", f"FR {value.fr.number} {value.fr.title} ({value.fr.name})" if value.fr else ""),
        ("selected from", "" if value.sl is None else f"SL {int(value.sl)}"),
        ("component types", types_of(value.component_types)),
        ("enhances", value.base.text if value.base else ""),
        ("corresponds to", _corresponds(value)),
        ("may be allocated", _allocatable(value)),
        ("to be met by", ", ".join(each.replace("_", " ") for each in value.audience)),
        ("assurance", f"{value.assurance.value}, of the title {value.title_assurance.value}"),
    )
    return Section(f"{value.id} {value.title}", (facts_of(facts),))


def facts_of(pairs: Iterable[tuple[str, str]]) -> Facts:
    """Pairs of a label and what is said, without those of which nothing is."""
    return Facts(tuple((label, said) for label, said in pairs if said))


def types_of(types: frozenset[ComponentType]) -> str:
    """List component types in their order."""
    return ", ".join(each.title for each in ComponentType if each in types)


def _corresponds(requirement: Requirement) -> str:
    if requirement.corresponds_to is None:
        return ""
    how = f" ({requirement.correspondence.value})" if requirement.correspondence else ""
    return f"{requirement.corresponds_to}{how}"


def _allocatable(requirement: Requirement) -> str:
    if requirement.allocatable is None:
        return ""
    known = f" ({requirement.allocatable_assurance.value})" if requirement.allocatable_assurance else ""
    return f"{'yes' if requirement.allocatable else 'no'}{known}"


@view.register
def _(value: Catalog) -> Section:
    rows = value.requirements[:FIRST_ROWS]
    more = len(value) - len(rows)
    unseen = (
        f"{each.id} is known but was not seen: {each.note}" for each in value.corrigenda_known if not each.applied
    )
    blocks: list[Block] = [
        _by_group(value) if value.groups else _by_fr(value),
        Table("first", _columns(value), [_row(each) for each in rows], f"the first {len(rows)}, and {more} more"),
        *(Paragraph(each, Tone.UNSURE) for each in unseen),
    ]
    return Section(f"{value.name}: {value.title}, {len(value)} requirements", tuple(blocks))


def _by_fr(catalog: Catalog) -> Table:
    columns = (*short("FR"), Column("title", 3), *short("SL 1", "+ SL 2", "+ SL 3", "+ SL 4", "all"))
    rows = []
    for fr in FR:
        levels = [each.sl for each in catalog.by_fr(fr)]
        counts = [levels.count(level) for level in (SL.SL1, SL.SL2, SL.SL3, SL.SL4)]
        rows.append([fr.name, fr.title, *map(str, counts), str(len(levels))])
    return Table("counts", columns, rows)


def _by_group(catalog: Catalog) -> Table:
    rows = [(each.id, each.title, str(len(catalog.by_group(each.id)))) for each in catalog.groups.values()]
    return Table("counts", (*short("group"), Column("title", 3), *short("requirements")), rows)


def _columns(catalog: Catalog) -> tuple[Column, ...]:
    return (*short("id"), Column("title", 3), *short(*(("group",) if catalog.groups else ("FR", "from"))))


def _row(requirement: Requirement) -> list[str]:
    if requirement.fr is None or requirement.sl is None:
        return [requirement.id.text, requirement.title, requirement.subgroup or requirement.group]
    return [requirement.id.text, requirement.title, requirement.fr.name, f"SL {int(requirement.sl)}"]


@view.register
def _(value: Selection) -> Section:
    reasons = [[id.text, reason] for id, reason in value.excluded.items()]
    parameters = [[id.text, name, said] for id, each in value.parameters.items() for name, said in each.items()]
    blocks: list[Block] = []
    if reasons:
        blocks.append(Table("excluded", (*short("excluded"), Column("reason", 3)), reasons))
    if parameters:
        blocks.append(Table("parameters", (*short("requirement", "parameter"), Column("value", 2)), parameters))
    chosen = (Paragraph(", ".join(id.text for id in sorted(value.ids))),)
    return Section(
        f"{value.name}: {counted(len(value.ids), 'requirement')} of {value.part}:{value.edition}, {len(reasons)} excluded",
        tuple(blocks),
        (Section(f"{len(value.ids)} chosen", chosen),),
    )


@view.register
def _(value: Assessment) -> Section:
    counts = [(each.value.replace("_", " "), sum(one.verdict is each for one in value)) for each in Verdict]
    verdicts = [[name, str(count)] for name, count in counts if count]
    head = facts_of((*_of_subject(value), ("findings that differ", ", ".join(id.text for id in value.conflicts))))
    rows = [_finding(each) for each in value]
    columns = (*short("id", "verdict"), Column("justification", 3), Column("evidence", 2))
    return Section(
        f"{value.subject.name}: {counted(len(value), 'finding')} against {value.part}:{value.edition}",
        (head, Table("verdicts", short("verdict", "findings"), verdicts)),
        (Section(counted(len(value), "finding"), (Table("findings", columns, rows),)),),
    )


def _finding(finding: Finding) -> list[str]:
    said = finding.verdict.value.replace("_", " ")
    evidence = "; ".join(each.reference for each in finding.evidence)
    return [finding.requirement.text, said, finding.justification or finding.condition, evidence]


def _of_subject(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    subject: Subject = assessment.subject
    named = " ".join(filter(None, (subject.name, subject.version)))
    cap = assessment.assessed_to
    return (
        ("subject", f"{named}, {subject.supplier}" if subject.supplier else named),
        ("component types", types_of(subject.component_types)),
        ("stage", assessment.stage.value.replace("_", " ")),
        ("assessed to", "" if cap is None else f"SL {int(cap)}"),
        ("selection", assessment.selection.name if assessment.selection else ""),
        ("date", assessment.date.isoformat() if assessment.date else ""),
    )


@view.register
def _(value: LevelReport) -> Section:
    levels: list[list[Cell | str]] = []
    for fr in FR:
        tone = Tone.UNSURE if fr in value.undetermined else Tone.PLAIN
        saturated = "*" if fr in value.saturated else ""
        nominal = f"{int(value.nominal[fr])}{saturated}"
        levels.append([fr.name, fr.title, Cell(value.shown(fr), tone), nominal, ids_of(value.blockers(fr))])
    columns = (
        *short("FR"),
        Column("title", 3),
        *short(f"SL-{value.type.value}", "nominal"),
        Column("blocks the next level", 3),
    )
    blocks = (
        facts_of((("catalog", value.catalog.name), *_of_subject(value.assessment))),
        Radar(str(value), (Curve.of(value),)),
        Table("levels", columns, levels, _note(value)),
        *_said(value),
    )
    return Section(str(value), blocks, _details(value))


def ids_of(results: Iterable[RequirementResult]) -> str:
    """The ids, none of them broken over two lines; those not known yet with a question mark."""
    shown = (f"{each.requirement.id}{' ?' * (each.state is State.UNDETERMINED)}" for each in results)
    return ", ".join(each.replace(" ", "\N{NO-BREAK SPACE}") for each in shown)


def _note(report: LevelReport) -> str:
    saturated = "* the levels above ask for nothing more" if report.saturated else ""
    unknown = "? not known yet" if any(each.state is State.UNDETERMINED for each in report.notable) else ""
    return "; ".join(filter(None, (saturated, unknown)))


def _said(report: LevelReport) -> list[Block]:
    """What a reader must know beside the levels."""
    unsupported: list[Block] = [Paragraph(each, Tone.BAD) for each in report.unsupported]
    return [*unsupported, *([Listing(report.remarks)] if report.remarks else [])]


def _details(report: LevelReport) -> tuple[Section, ...]:
    """What is there to be opened: every requirement, and what the result rests on."""
    results = report.results
    sections = [Section(counted(len(results), "requirement"), (_results("requirements", results),))]
    if report.assumptions:
        rows = [[each.requirement.id.text, each.assumption] for each in report.assumptions]
        table = Table("assumptions", (*short("id"), Column("assumption", 3)), rows)
        sections.append(Section(f"{len(rows)} closed on an assumption", (table,)))
    if report.asserted:
        ids = ", ".join(each.requirement.id.text for each in report.asserted)
        sections.append(Section(f"{len(report.asserted)} met without evidence", (Paragraph(ids),)))
    return tuple(sections)


def _results(name: str, results: Iterable[RequirementResult]) -> Table:
    rows: list[list[Cell | str]] = []
    for each in results:
        verdict = each.finding.verdict.value.replace("_", " ") if each.finding else ""
        level = "" if each.requirement.sl is None else f"SL {int(each.requirement.sl)}"
        state = Cell(each.state.value, TONES[each.state])
        rows.append(
            [each.requirement.id.text, each.requirement.title, level, state, verdict, each.reason or each.assumption]
        )
    columns = (*short("id"), Column("title", 3), *short("from", "state", "verdict"), Column("why", 3))
    return Table(name, columns, rows)


@view.register
def _(value: GapReport) -> Section:
    report = value.report
    rows: list[list[Cell | str]] = [
        [
            each.fr.name,
            each.fr.title,
            report.shown(each.fr),
            str(int(each.target)),
            Cell(each.outcome.value, OUTCOMES[each.outcome]),
            ids_of(each.to_close),
        ]
        for each in value.gaps
    ]
    columns = (
        *short("FR"),
        Column("title", 3),
        *short(f"SL-{report.type.value}", "SL-T", "outcome"),
        Column("to close", 3),
    )
    accepted = [each for fr in value.gaps for each in fr.acceptances]
    blocks: list[Block] = [
        facts_of(
            (("catalog", report.catalog.name), *_of_subject(report.assessment), ("target", f"SL-T = {value.target}"))
        ),
        Radar(f"{report} and its target", (Curve.of(report), Curve("SL-T", value.target))),
        Table("gaps", columns, rows, _note(report)),
        *_said(report),
    ]
    if accepted:
        lines = [[each.requirement.text, each.owner, each.reason] for each in accepted]
        blocks.append(Table("accepted", (*short("risk accepted", "owner"), Column("reason", 3)), lines))
    closing = Section(f"{len(value.to_close)} to close", (_results("to_close", value.to_close),))
    sections = (closing, *_details(report)) if value.to_close else _details(report)
    return Section(f"{report}: {value.outcome.value}", tuple(blocks), sections)


@view.register
def _(value: MaturityReport) -> Section:
    return _maturity(value, None)


@view.register
def _(value: MaturityGap) -> Section:
    return _maturity(value.report, value)


def _maturity(report: MaturityReport, gap: MaturityGap | None) -> Section:
    groups: list[list[Cell | str]] = []
    for id, each in report.groups.items():
        if each.results:
            rated = f"{sum(one.level is not None for one in each.results)} of {len(each.results)}"
            compared = [Cell(gap.groups[id].value, OUTCOMES[gap.groups[id]])] if gap else []
            groups.append([id, report.catalog.groups[id].title, str(each), rated, *compared])
    columns = (*short("group"), Column("title", 3), *short("maturity", "rated", *(["outcome"] if gap else [])))
    blocks: list[Block] = [
        facts_of((("catalog", report.catalog.name), *_of_subject(report.assessment), ("scope", report.scope.name))),
        Table("groups", columns, groups),
        *(Paragraph(f"contradiction: {each}", Tone.BAD) for each in report.contradictions),
        *([Listing(report.remarks)] if report.remarks else []),
    ]
    closing = gap.to_raise if gap else report.blockers
    told = f"to raise to ML {int(gap.target)}" if gap else "block the next level"
    named = ((f"{len(closing)} {told}", closing), (counted(len(report.results), "requirement"), report.results))
    sections = tuple(Section(title, (_rated(results),)) for title, results in named if results)
    outcome = f": {gap.outcome.value} for ML {int(gap.target)}" if gap else ""
    return Section(f"{report}{outcome}", tuple(blocks), sections)


def _rated(results: Iterable[ProcessResult]) -> Table:
    rows: list[list[Cell | str]] = []
    for each in results:
        level = f"ML {int(each.level)}" if each.level else "-"
        rows.append([each.requirement.id.text, each.requirement.title, Cell(level, TONES[each.state]), each.reason])
    return Table("rated", (*short("id"), Column("title", 3), *short("level"), Column("why", 3)), rows)
