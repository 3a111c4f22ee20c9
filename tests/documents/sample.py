"""Documents made by hand: one that has every block, and one of the size of a declaration."""

from __future__ import annotations

import datetime as dt

from iec62443 import SLVector, load
from iec62443.documents.model import (
    Cell,
    Column,
    ColumnKind,
    Document,
    Facts,
    HeatMap,
    Listing,
    Missing,
    Paragraph,
    Picture,
    Radar,
    Section,
    Signature,
    Table,
    Tone,
)
from iec62443.pictures import Curve
from iec62443.requirements import ComponentType

DISCLAIMER = (
    "Independent project, not affiliated with, endorsed or reviewed by IEC, ISA or ISCI. Catalog cross-checked against public "
    "sources, not compared with the licensed text. A calculation on the user's statements; not certification or legal advice."
)
VERDICTS = (
    "met",
    "met_by_configuration",
    "allocated",
    "compensated",
    "not_applicable",
    "partial",
    "planned",
    "not_met",
    "not_assessed",
)
SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80" viewBox="0 0 200 80">'
    '<rect x="1" y="1" width="198" height="78" fill="none" stroke="#0b5cad"/>'
    '<text x="20" y="45" font-size="16">Zone A</text></svg>'
)
CURVES = (
    Curve("SL-T(Cell 4)", SLVector.uniform(2)),
    Curve("SL-C(EC 210)", SLVector(2, 1, 3, 2, 4, 4, 1), SLVector(2, 3, 3, 2, 4, 4, 4)),
)


def kitchen_sink(word: str = "plain", **more: object) -> Document:
    """Every block and every tone; `word` stands in every free field."""
    tones = [Cell(f"{tone.value} {word}", tone) for tone in Tone]
    table = Table(
        "levels",
        [
            Column("FR", kind=ColumnKind.SHORT),
            Column("Name", 2, ColumnKind.NAME),
            Column(f"Title {word}", 2),
            Column("Verdict", kind=ColumnKind.INPUT, choices=VERDICTS),
            Column("Owner", only_in_workbook=True),
            Column("Owner, due", only_on_paper=True),
        ],
        [
            ["IAC", f"SR 1.1\n{word}", tones[0], "met", f"owner {word}", "on paper"],
            ["UC", "SR 2.1", tones[1], "", "", ""],
            ["SI", "SR 3.1", tones[2], "not_met", "", ""],
            ["DC", "SR 4.1", tones[3], "", f"two\nlines {word}", ""],
            ["RDF", "SR 5.1", tones[4], f"something else {word}", "", ""],
        ],
        f"What the table shows {word}",
        [(f"First run {word}", 2), ("Second run", 3)],
    )
    bare = Table("bare", [Column("One"), Column("Two")], [])
    given = {
        "kind": "sink",
        "title": f"Everything {word}",
        "subtitle": f"Each block once {word}",
        "head": Facts([("Issuer", f"Morrendal Controls {word}"), (f"Label {word}", "62443-4-2:2019")]),
        "sections": [
            Section(
                f"Texts {word}",
                [
                    Paragraph(f"A paragraph in plain words {word}.\nAnd a second line."),
                    *(Paragraph(f"A paragraph that is {tone.value} {word}.", tone) for tone in Tone),
                    Listing([f"first {word}", "second"]),
                    Facts([("Zone", f"Cell 4 {word}"), ("Conduits", "C 1, C 2")]),
                    Missing(f"the name of the issuer {word}"),
                ],
                [Section(f"Deeper {word}", [Paragraph("Below.")], [Section("Deepest", [Paragraph("At the bottom.")])])],
            ),
            Section(f"Table {word}", [table, bare]),
            Section(
                f"Pictures {word}",
                [
                    Radar(f"Levels {word}", CURVES),
                    HeatMap(
                        f"Requirements {word}",
                        (
                            ("SR 1.1", "IAC", 1, Tone.GOOD),
                            ("SR 1.1 RE(1)", "IAC", 2, Tone.BAD),
                            ("SR 1.2", "IAC", 2, Tone.UNSURE),
                            ("SR 2.1", "UC", 1, Tone.QUIET),
                        ),
                    ),
                    Picture(f"Zones {word}", f"One zone, A {word}", SQUARE),
                ],
            ),
            Section(
                "Signed", [Signature(f"For the issuer {word}"), Signature("Assessor", f"B. Ruhl {word}", "Bern, 1 May")]
            ),
        ],
        "disclaimer": DISCLAIMER,
    }
    return Document(**(given | more))  # type: ignore[arg-type] # what is given otherwise is given rightly


def declaration() -> Document:
    """A document of the size of a supplier's declaration: the 83 requirements of an embedded device up to SL 4."""
    catalog = load("4-2")
    due = catalog.required(4, [ComponentType.EMBEDDED_DEVICE])
    columns = [
        Column("Requirement", kind=ColumnKind.SHORT),
        Column("Title", 3),
        Column("SL", kind=ColumnKind.SHORT),
        Column("Verdict", 2),
        Column("How met, or why not", 5),
        Column("What the integrator must do", 4),
        Column("Evidence", 3),
    ]
    tones = {"met": Tone.GOOD, "not met": Tone.BAD, "not assessed": Tone.UNSURE, "not applicable": Tone.QUIET}
    words = list(tones)
    rows: list[list[Cell | str]] = []
    toned = {}
    for place, each in enumerate(due):
        word = words[(place * 7 + place // 5) % len(words)]
        toned[each.id] = tones[word]
        rows.append(
            [
                each.id.text,
                each.title,
                str(int(each.sl or 0)),
                Cell(word, tones[word]),
                f"The controller's own mechanism number {place} covers this through its role-based access service.",
                "" if place % 3 else "Configure the directory service and keep its certificates current.",
                f"TR-2026-{place:03}; https://example.org/evidence/reports/2026/test-report-{place:03}.pdf",
            ]
        )
    runs: dict[str, int] = {}
    for each in due:
        title = f"FR {each.fr.number} {each.fr.title} ({each.fr.name})" if each.fr else ""
        runs[title] = runs.get(title, 0) + 1
    heat = [
        (each.id.text, each.fr.name, int(each.sl), toned[each.id])
        for each in due
        if each.fr is not None and each.sl is not None
    ]
    return Document(
        "declaration",
        "Self-declaration of security capability",
        "EC 210 edge controller 3.2",
        Facts(
            [
                ("Issuer", "Morrendal Controls (fictional)"),
                ("Product", "EC 210 edge controller, version 3.2, hardware revision C"),
                ("Types", "embedded device"),
                ("Catalog", "62443-4-2:2019; known corrigenda not seen: COR1:2022"),
                ("Library", "iec62443 0.1.0"),
                ("Input", "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                ("Nature", "Not a certificate: what the issuer states about its own product."),
            ]
        ),
        [
            Section(
                "Claim",
                [
                    Paragraph("SL-C(EC 210) = { 2 1 3 2 1 3 1 }, nominal."),
                    Radar("Claimed levels", CURVES),
                    HeatMap("Requirements by level", tuple(heat)),
                ],
            ),
            Section(
                "Requirements",
                [Table("requirements", columns, rows, "Every requirement that applies", list(runs.items()))],
            ),
            Section("Signature", [Signature("For the issuer")]),
        ],
        DISCLAIMER,
        dt.date(2026, 3, 31),
        draft=True,
    )


#: What people and their tools put into a text, by what it is.
HOSTILE = {
    "html": "<script>alert(1)</script> & <b>bold</b> &lt;",
    "markdown": "**bold** [a](javascript:x) ![i](file:///etc/passwd) | ` # ~~~",
    "formula": "=1+1",
    "command": "+cmd|' /C calc'!A0",
    "minus": "-2+3",
    "at": "@SUM(A1:A9)",
    "quoted formula": "''=1",
    "jinja": "{{ 7 * 7 }} {% for x in y %} {# c #}",
    "typst": '#eval("1+1") #read("/etc/passwd") #import "@preview/x:1.0.0" $x$ *b* _i_ @ref <l> \\u{41} ``` // /* "q" -- ~',
    "xml": "]]> <?xml?> <!DOCTYPE a> &amp; _x0041_ \\n",
    "json": '"note": "", \\" } ] </svg>',
    "header codes": '&P&D&A && &"Arial"',
    "right to left": "\u05e9\u05dc\u05d5\u05dd 1.0 (SR 1.1)",
    "override": "met \u202etem ton\u202c \u2066open \u2069\u2069",
    "controls": "a\x00b\x01\x1b[31mc\x7f\x85d\u2028e\x0bf\tg\r\nh",
    "half a pair": "a\ud800b",
    "no characters": "a\ufffe\uffffb",
    "not in the fonts": "\u4e2d\u6587 \U0001f600 \u0e01 \ue000",
    "combining": "Z\u0351\u036b\u0343\u036a\u0302\u036bA\u0334\u0335\u031c\u0330 e\u0323\u0323\u0323",
}
LONG = ("x" * 100_000, "word " * 20_000, "\n" * 2_000)


def texts(document: Document, *, workbook: bool = False) -> list[str]:
    """Every text that a document says, on paper or in a workbook; those of pictures left out."""
    said = [document.title, document.subtitle, document.disclaimer]
    said.extend(each for pair in document.head.pairs for each in pair)
    for section in document.sections:
        said.extend(_section(section, workbook=workbook))
    return [each for each in said if each]


def _section(section: Section, *, workbook: bool) -> list[str]:
    said = [section.title]
    for block in section.blocks:
        match block:
            case Paragraph():
                said.append(block.text)
            case Listing():
                said.extend(block.items)
            case Facts():
                said.extend(each for pair in block.pairs for each in pair)
            case Missing():
                said.append(block.what)
            case Signature():
                said.extend((block.role, block.name, block.place_and_date))
            case Table():
                shown = block.in_workbook() if workbook else block.on_paper()
                if workbook and not shown.columns:
                    continue  # there it is no sheet
                said.extend([block.caption, *(each.title for each in shown.columns)])
                said.extend(cell.text for row in shown.rows for cell in row)
                said.extend(() if workbook else (each.title for each in block.runs))
            case _:
                pass
    for each in section.sections:
        said.extend(_section(each, workbook=workbook))
    return said
