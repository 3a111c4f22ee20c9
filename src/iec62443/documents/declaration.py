"""A supplier's self-declaration of a component against 62443-4-2: the claim, what it rests on, and each requirement.

The layout follows what makers publish with their products: who declares what of which product, a row a requirement, and what is
left to the integrator. No certificate, and it says so. The words are *ours*.
"""

from __future__ import annotations

from ..assessors.vectors import nominal
from ..errors import InvalidFinding
from ..files.document_details import DocumentDetails
from ..findings import Stage, Verdict
from ..levels import FR, SLType
from ..pictures import Curve
from . import rows
from .frame import NOT_STATED, Origin, catalog_facts, finished, section, stated, text_or_missing
from .model import Column, ColumnKind, Listing, Missing, Paragraph, Radar, Signature, Table, Tone

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ..assessors.levels import LevelReport
    from ..assessors.verdicts import RequirementResult
    from ..catalog import Catalog
    from ..findings import Finding
    from ..levels import SLVector
    from .model import Block, Cell, Document, Section

KIND = "declaration"
_NO_CERTIFICATE = (
    "This is a self-declaration of the supplier, not a certificate. No third party is named that looked at it."
)
_REFERRED = (
    "This is a self-declaration of the supplier and not itself a certificate. It refers to the certificates of third parties "
    "listed below; what they cover, they say themselves."
)
_NOTATION = (
    "Claimed is the highest level reached that adds a requirement, the form in which levels are usually published. "
    "Saturated is the highest level with nothing open, also where the levels on the way ask for nothing more: "
    "the form to compare with a target. "
)
_RANGE = (
    "A range such as 1..2 says that the lower level is reached and the higher one not ruled out, "
    "while something is not assessed. "
)
_ABSENT = "n/a: every requirement that is due does not apply. "
_UNSELECTED = "A hyphen: something that is due lies outside the selection, so no level is printed. "


def supplier_declaration(
    report: LevelReport,
    details: DocumentDetails | None = None,
    *,
    origin: Origin | None = None,
    date: dt.date | None = None,
) -> Document:
    """Build the self-declaration of a component from its capability levels; a draft until an issuer is given.

    Raises `InvalidFinding` for a report that is not one of the capability of a component against 62443-4-2.

    >>> from iec62443 import Assessment, ComponentType, Subject, capability
    >>> subject = Subject("Switch", "3", {ComponentType.NETWORK_DEVICE})
    >>> document = supplier_declaration(capability(Assessment(subject, "62443-4-2", "2019")))
    >>> document.title, document.draft
    ("Supplier's self-declaration against IEC 62443-4-2", True)
    """
    subject = report.assessment.subject
    if report.catalog.part != "62443-4-2" or report.type is not SLType.CAPABILITY:
        kind = f"SL-{report.type.value} against {report.catalog.name}"
        raise InvalidFinding(subject.name, f"a declaration is of SL-C against 62443-4-2, the report is of {kind}")
    said = details or DocumentDetails()
    return finished(
        KIND,
        "Supplier's self-declaration against IEC 62443-4-2",
        " ".join(filter(None, (subject.name, subject.version))),
        _head(report, said),
        _sections(report, said, date),
        origin=origin,
        date=date,
        draft=not said.issuer.strip(),
    )


def _head(report: LevelReport, said: DocumentDetails) -> list[tuple[str, str]]:
    assessment = report.assessment
    subject = assessment.subject
    issuer = "\n".join(filter(None, (said.issuer.strip(), said.address.strip(), said.contact.strip())))
    number = ", revision ".join(filter(None, (said.number.strip() or "without a number", said.revision.strip())))
    return [
        ("Issuer", issuer if said.issuer.strip() else NOT_STATED),
        ("Document", number),
        ("Product", subject.name),
        ("Supplier", stated(subject.supplier)),
        ("Version", stated(subject.version)),
        ("Hardware", stated("\n".join(said.hardware))),
        ("Component types", ", ".join(sorted(each.title for each in subject.component_types))),
        *catalog_facts(report.catalog),
        ("Assessed up to", "every level" if assessment.assessed_to is None else f"SL {int(assessment.assessed_to)}"),
        ("Assessor", stated(assessment.assessor)),
        ("Date of the assessment", assessment.date.isoformat() if assessment.date else NOT_STATED),
        ("Validity", stated(said.validity)),
    ]


def _sections(report: LevelReport, said: DocumentDetails, date: dt.date | None) -> Iterator[Section]:
    yield section("Claim", *_claim(report, said))
    if said.certificates:
        yield section("Certificates of third parties", _certificates(said, date))
    yield section("Scope and security context", *_context(report, said))
    yield section("How it was assessed", *_basis(report, said, date))
    yield section(
        "Common constraints",
        Paragraph(
            "The constraints that 62443-4-2 puts on every requirement. They have no level; "
            "an open one leaves the claim unsupported."
        ),
        _table("constraints", report.constraints, report.catalog),
    )
    yield section("Requirements", *_requirements(report))
    yield section("What the integrator has to do", *_integrator(report))
    yield section("What the claim rests on", *_rests_on(report))
    yield section("Signatures", *_signatures(said))


def _claim(report: LevelReport, said: DocumentDetails) -> Iterator[Block]:
    subject = report.assessment.subject
    who = said.issuer.strip() or "The issuer, not yet named,"
    yield Paragraph(
        f"{who} declares on its own responsibility the capability security levels (SL-C) below for {subject.name}"
        f"{f', version {subject.version}' if subject.version else ''}."
    )
    claimed = " ".join(claimed_level(report, each) for each in FR)
    yield Paragraph(f"SL-C({subject.name}) = {{ {claimed} }}", Tone.GOOD if report.supported else Tone.UNSURE)
    yield Paragraph(_REFERRED if said.certificates else _NO_CERTIFICATE)
    for each in report.unsupported:
        yield Paragraph(rows.sentence(each), Tone.BAD)
    ceiling = nominal(report.ceiling, report.catalog, subject.component_types)
    yield Table(
        "levels",
        [
            Column("Foundational requirement", 3, ColumnKind.NAME),
            Column("Claimed", 1, ColumnKind.SHORT),
            Column("Saturated", 1, ColumnKind.SHORT),
            Column("Blocks the next level", 4),
        ],
        [
            [rows.fr_name(each), claimed_level(report, each), report.shown(each), rows.blockers(report, each)]
            for each in FR
        ],
        "Capability security levels (SL-C) by foundational requirement",
    )
    shown = {report.shown(each) for each in FR}
    yield Paragraph(
        "".join(
            (
                _NOTATION,
                _RANGE if report.undetermined else "",
                _ABSENT if "n/a" in shown else "",
                _UNSELECTED if "-" in shown else "",
            )
        ).strip(),
        Tone.QUIET,
    )
    yield Radar(
        "Capability by foundational requirement",
        [_curve("claimed", report.nominal, ceiling), _curve("saturated", report.vector, report.ceiling)],
    )


def _curve(label: str, vector: SLVector, ceiling: SLVector) -> Curve:
    return Curve(f"SL-C {label}", vector, ceiling if ceiling != vector else None)


def claimed_level(report: LevelReport, each: FR) -> str:
    """Print the claimed level of an FR: the nominal one, a range while undetermined, ``n/a`` and ``-`` as the report does."""
    if each in report.unselected or each in report.not_applicable:
        return report.shown(each)
    low = int(report.nominal[each])
    high = int(nominal(report.ceiling, report.catalog, report.assessment.subject.component_types)[each])
    return str(low) if low == high else f"{low}..{high}"


def _certificates(said: DocumentDetails, date: dt.date | None) -> Table:
    titles = ("Scheme", "Body", "Number", "Valid until")
    return Table(
        "certificates",
        [Column(title, 1 if title == "Valid until" else 2) for title in titles],
        [[each.scheme, each.body, each.number, rows.until(each.valid_until, date)] for each in said.certificates],
    )


def _context(report: LevelReport, said: DocumentDetails) -> Iterator[Block]:
    if not report.assessment.subject.version.strip():
        yield Missing("the exact version of the product")
    yield text_or_missing(said.scope, "what of the product is covered")
    yield text_or_missing(said.security_context, "the surroundings that the product is made for")
    if not said.hardware:
        yield Missing("the hardware types or revisions")


def _basis(report: LevelReport, said: DocumentDetails, date: dt.date | None) -> Iterator[Block]:
    assessment = report.assessment
    yield text_or_missing(said.method, "the method")
    yield text_or_missing(
        f"Configuration baseline: {said.baseline.strip()}" if said.baseline.strip() else "",
        "the configuration baseline",
    )
    as_built = assessment.stage is Stage.AS_BUILT
    of = "an installation of the product, as built" if as_built else "the product as such, not of an installation"
    to = assessment.assessed_to
    above = "" if to is None else f" It goes up to SL {int(to)}; above, nothing was looked at."
    yield Paragraph(f"The assessment is of {of}.{above}")
    if not assessment.assessor.strip():
        yield Missing("who assessed")
    if assessment.date is None:
        yield Missing("the date of the assessment")
    if date is not None:
        yield from _later(report, date)


def _later(report: LevelReport, date: dt.date) -> Iterator[Block]:
    """Tell what is dated after the document that rests on it."""
    assessed = report.assessment.date
    if assessed is not None and assessed > date:
        yield Paragraph(f"The assessment is dated {assessed.isoformat()}, after this document.", Tone.UNSURE)
    for what, dated in (("Findings", _found), ("Evidence", _shown)):
        late = [
            each
            for each in (*report.constraints, *report.results)
            if each.finding and any(day > date for day in dated(each.finding))
        ]
        if late:
            yield Paragraph(f"{what} dated after this document: {rows.ids(late)}.", Tone.UNSURE)


def _found(finding: Finding) -> list[dt.date]:
    return [finding.date] if finding.date else []


def _shown(finding: Finding) -> list[dt.date]:
    return [each.date for each in finding.evidence if each.date]


def _requirements(report: LevelReport) -> Iterator[Block]:
    results = report.results
    counts: dict[str, int] = {}
    for each in results:
        word = rows.words(each.finding.verdict if each.finding else None)
        counts[word] = counts.get(word, 0) + 1
    said = ", ".join(f"{counts[word]} {word}" for word in map(rows.words, Verdict) if word in counts)
    yield Paragraph(f"{len(results)} requirements apply to the component types of the product: {said}.")
    yield rows.heat_map(report)
    yield _table("requirements", results, report.catalog)


def _table(name: str, results: tuple[RequirementResult, ...], catalog: Catalog) -> Table:
    leveled = name == "requirements"
    return Table(
        name,
        [
            *rows.named_columns(),
            *(rows.level_columns() if leveled else []),
            Column("Verdict", 2),
            Column("How it is met, or why not", 7),
            Column("Evidence", 4),
        ],
        [_row(each, leveled=leveled) for each in results],
        runs=rows.runs((each.requirement for each in results), catalog) if leveled else (),
    )


def _row(result: RequirementResult, *, leveled: bool) -> list[Cell | str]:
    requirement = result.requirement
    return [
        *rows.named(requirement),
        *(rows.leveled(requirement) if leveled else []),
        rows.verdict(result),
        rows.statement(result),
        rows.evidence(result),
    ]


_LEFT = {
    Verdict.MET_BY_CONFIGURATION: "configure",
    Verdict.ALLOCATED: "provide",
    Verdict.COMPENSATED: "compensate",
}


def _integrator(report: LevelReport) -> Iterator[Block]:
    left = [each for each in (*report.constraints, *report.results) if each.finding and each.finding.verdict in _LEFT]
    if not left:
        yield Paragraph("Nothing is left to the integrator by this assessment.")
        return
    yield Paragraph(
        "What the statements above leave to the one who builds the product into a system: to configure it so, to provide a "
        "capability in the system around it, or to compensate what the product does not have. What is compensated counts for "
        "what is achieved on site (SL-A), not for the capability claimed here."
    )
    yield Table(
        "integrator",
        [
            *rows.named_columns(),
            Column("SL", 1, ColumnKind.SHORT),
            Column("To do", 2),
            Column("What", 9),
        ],
        [
            [
                *rows.named(each.requirement),
                rows.level(each.requirement),
                _LEFT[each.finding.verdict],
                _what(each.finding),
            ]
            for each in left
            if each.finding
        ],
    )


def _what(finding: Finding) -> str:
    """What is to be configured, provided or compensated."""
    if finding.verdict is Verdict.MET_BY_CONFIGURATION:
        return finding.condition.strip()
    return "\n".join((finding.justification.strip(), *rows.countermeasures(finding)))


def _rests_on(report: LevelReport) -> Iterator[Block]:
    absent = [each for each in report.assumptions if each.finding and each.finding.verdict is Verdict.NOT_APPLICABLE]
    others = [each for each in report.assumptions if each not in absent]
    asserted = report.asserted
    if not (absent or others or asserted or report.remarks):
        yield Paragraph("Every requirement that is closed is met by the product itself, with evidence.")
        return
    if absent:
        yield Paragraph(f"Taken as not applicable, for the reasons given above: {rows.ids(absent)}.")
    allocated = [each for each in others if each.finding and each.finding.verdict is Verdict.ALLOCATED]
    configured = [each for each in others if each not in allocated]
    if configured:
        yield Paragraph(f"Met only when configured as stated: {rows.ids(configured)}.")
    if allocated:
        yield Paragraph("Left to the system around the product; that this is allowed is known only as far as stated:")
        yield Listing(f"{each.requirement.id}: {each.assumption}" for each in allocated)
    if asserted:
        yield Paragraph(f"Asserted without evidence: {rows.ids(asserted)}.", Tone.UNSURE)
    if report.remarks:
        yield Listing(map(rows.sentence, report.remarks))


def _signatures(said: DocumentDetails) -> Iterator[Block]:
    if not said.issuer.strip():
        yield Paragraph("Draft: no issuer is named, so nobody answers for this document yet.", Tone.BAD)
        yield Missing("the issuer")
    for each in said.signatories:  # the date is put down by who signs
        yield Signature(each.role or "Signatory", each.name, each.place)
    if not said.signatories:
        yield Signature(f"For {said.issuer.strip()}" if said.issuer.strip() else "For the issuer")
