"""Ids in running text: found, told from look-alikes, spelt in one way."""

from __future__ import annotations

import pickle

import pytest
from corpus.scores import Score, scores, total
from golden.tables import table

from iec62443 import RequirementId
from iec62443.references import Reference, find_all, fix_references


def printed(text: str) -> list[tuple[str, str]]:
    """Give what is found as pairs of print and id."""
    return [(each.printed, each.id.text) for each in find_all(text)]


def ids(text: str) -> list[str]:
    return [each.id.text for each in find_all(text)]


@pytest.mark.parametrize("name", ["raw", "prose"])
def test_of_a_hundred_labelled_ids_ninety_nine_are_found_and_of_a_hundred_found_ninety_nine_are_labelled(
    name: str,
) -> None:
    score = total([*scores(name).values()])
    assert score.labelled > 500
    assert score.recall >= 0.99
    assert score.precision >= 0.99


def test_text_without_an_id_gives_at_most_one_in_ten_thousand_words() -> None:
    score = total([each for source, each in scores("negative").items() if not source.startswith("collision-")])
    assert score.words > 5000
    assert score.false_positives <= 1


def test_scores_count_what_is_labelled_found_and_right() -> None:
    score = Score(labelled=10, found=8, right=6, words=1000)
    assert (0.6, 0.75, 20) == (score.recall, score.precision, score.false_positives)
    assert Score(11, 10, 7, 1004) == total([score, Score(1, 2, 1, 4)])


@pytest.mark.parametrize("row", table("notations"), ids=lambda row: row["notation"])
def test_every_notation_that_a_crosswalk_prints_is_found_in_a_sentence(row: dict[str, str]) -> None:
    part = RequirementId.parse(row["id"]).part
    assert [row["id"]] == ids(f"As IEC {part} asks: {row['notation']}; more below.")


@pytest.mark.parametrize("row", table("identifiers"), ids=lambda row: row["id"])
def test_every_id_is_found_in_its_canonical_print_after_its_part(row: dict[str, str]) -> None:
    part = RequirementId.parse(row["id"]).part
    text = f"IEC {part} {row['id']}, and so on"
    start = text.index(row["id"], len(part) + 4)
    assert [(row["id"], start, start + len(row["id"]), True, None, part)] == [
        (each.id.text, each.start, each.end, each.canonical, each.replacement, each.stated) for each in find_all(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # gaps, dashes, case, forms of the RE
        ("SR1.1RE1", ["SR 1.1 RE(1)"]),
        ("SR 1.1 (1)", ["SR 1.1 RE(1)"]),
        ("SR 1.1.RE.1", ["SR 1.1 RE(1)"]),
        ("SR 1.1, RE1", ["SR 1.1 RE(1)"]),
        ("SR 1.1 [RE 1]", ["SR 1.1 RE(1)"]),
        ("SR 1.1 enhancement 1", ["SR 1.1 RE(1)"]),
        ("sr1.1re1", ["SR 1.1 RE(1)"]),
        ("CR \u2013 3.5", ["CR 3.5"]),
        ("SR.6.1", ["SR 6.1"]),
        ("SR 01.02", ["SR 1.2"]),
        ("CR\u00a03.4\u202fRE(1)", ["CR 3.4 RE(1)"]),
        ("CR&nbsp;3.4", ["CR 3.4"]),
        (r"CR\u00a03.4", ["CR 3.4"]),
        (r'{"note": "first line\nCR 3.4"}', ["CR 3.4"]),
        ("CR\n3.4", ["CR 3.4"]),
        ("under CR 3.4\r\nRE(1)", ["CR 3.4 RE(1)"]),
        ("CR 4.1B, CR 4.1 a)", ["CR 4.1", "CR 4.1"]),
        ("CR 7.8 (11.10.1)", ["CR 7.8"]),
        (
            "SP01.02RE1, SP.01.02, SP 01.02 (BR), sp 1.2 RE 1",
            ["SP.01.02 RE(1)", "SP.01.02 BR", "SP.01.02 BR", "SP.01.02 RE(1)"],
        ),
        ("IEC 62443-4-2:2019 (Component Req 4.1)", ["CR 4.1"]),
        ("62443: embedded device requirement 3.14, system requirement 1.1", ["EDR 3.14", "SR 1.1"]),
        ("CCSC2, ccsc 3", ["CCSC 2", "CCSC 3"]),
        ("zcr 5.6", ["ZCR 5.6"]),
        ("IEC 62443-3-3 Clause 4.2", ["Clause 4.2"]),
        # one number, several ids
        ("EDR / HDR / NDR 3.14", ["EDR 3.14", "HDR 3.14", "NDR 3.14"]),
        ("SR/CR 2.8 RE1", ["SR 2.8 RE(1)", "CR 2.8 RE(1)"]),
        ("EDR, HDR and NDR 3.14", ["EDR 3.14", "HDR 3.14", "NDR 3.14"]),
        ("SRs 1.1 and 1.2", ["SR 1.1", "SR 1.2"]),
        # lists
        ("SR 1.1, 1.2 and 1.3", ["SR 1.1", "SR 1.2", "SR 1.3"]),
        ("SR 1.1,\n1.2", ["SR 1.1", "SR 1.2"]),
        ("SR 1.1 RE 1 and RE 2", ["SR 1.1 RE(1)", "SR 1.1 RE(2)"]),
        ("SR 1.1 RE(1)(2), (3)", ["SR 1.1 RE(1)", "SR 1.1 RE(2)", "SR 1.1 RE(3)"]),
        ("SR 1.1 RE 1, 2 and 3 are met", ["SR 1.1 RE(1)", "SR 1.1 RE(2)", "SR 1.1 RE(3)"]),
        ("SR 1.1 RE (1, 2)", ["SR 1.1 RE(1)", "SR 1.1 RE(2)"]),
        ("SR 1.1 with RE 1", ["SR 1.1", "SR 1.1 RE(1)"]),
        ("SR 1.1 and RE 1, 1.2", ["SR 1.1", "SR 1.1 RE(1)", "SR 1.2"]),
        ("SR 1.1 met, 1.2 not met, 1.3 RE 1 open", ["SR 1.1", "SR 1.2", "SR 1.3 RE(1)"]),
        ("SR 1.1\u20131.13", ["SR 1.1", "SR 1.13"]),
        ("SR 1.1 to SR 1.13", ["SR 1.1", "SR 1.13"]),
        ("CCSC 1 to 4", ["CCSC 1", "CCSC 4"]),
        ("62443-4-1: SM-1, -2 and 3; SVV 1", ["SM-1", "SM-2", "SM-3", "SVV-1"]),
        ("ORG 1.1, 1.2", ["ORG 1.1", "ORG 1.2"]),
        ("SR 1.1, 1.99, 9.1", ["SR 1.1", "SR 1.99"]),
        # a title between number and RE
        ("CR 2.1 \u2013 Authorization enforcement: RE (1) Authorization", ["CR 2.1 RE(1)"]),
        ("CR 3.1 \u2013 Communication integrity (1) Communication", ["CR 3.1 RE(1)"]),
        ("CR 2.1 \u2013 Something else: RE (1)", ["CR 2.1"]),
        ("CR 2.1 \u2013 authorization is there: RE (1)", ["CR 2.1"]),
        # a tick, a percentage or a letter in the next cell is no unit
        ("SR 1.1\tx\tx\t-", ["SR 1.1"]),
        ("SR 1.1\tx\t2", ["SR 1.1"]),
        ("SR 1.1\t3.4\tN\t%", ["SR 1.1"]),
        ("SR 1.1\tN\t-\r\nSR 1.2\t%", ["SR 1.1", "SR 1.2"]),
        ("CR 3.4 x x x", ["CR 3.4"]),
        ("SR 1.1 x SR 1.2", ["SR 1.1", "SR 1.2"]),
        ("SR1.1 x\r\nSR1.2 x\r\n", ["SR 1.1", "SR 1.2"]),
        ("SR1.1x\r\n", ["SR 1.1"]),
        ("SR 1.1 % done", ["SR 1.1"]),
        # no such number, but the form of one
        ("CR 3.99, NDR 5.13, SR 1.1 RE(7)", ["CR 3.99", "NDR 5.13", "SR 1.1 RE(7)"]),
    ],
)
def test_a_notation_is_read(text: str, expected: list[str]) -> None:
    assert expected == ids(text)


@pytest.mark.parametrize(
    "text",
    [
        "SR 71 Blackbird, CR 123, CR2032, SI-2 units, SM-3 missiles",
        "CR 1.1.2025, SR 3.5.1, SR 1.10.2, CR 2.0, CR 2.05, SR 9.9, CR 8.1, CR 7.?",
        "CR 2.4 GHz, CR 3.4 %, CR 4.5:1, CR 2.5mm, CR 1.1rc1, SR 1.1_a, CR 1.2 million",
        "CR 1.5 x 2.5 mm, CR 1.5x faster, SR 1.1 \u00d7 2, SR 1.1\u00a0%, SR 1.1\u00a0x\u00a03, SR 1.1 % of it, SR 1.1%",
        "CSR 1.1, \u00e9SR 1.1, SR_1_1, SR 1,1",
        "Cr 1.1 mg, Sr 2.1, SAR 1.6, sr 1.99, zcr 5.99",
        ".NET 3.1, NET 4.8, USER 9.9, Org 1.1, user 1.1",
        "SP 800-53, SP 5.1 of the record, SP 1.2, sp 0.05",
        "Component requirement 4.1: the pump shall stop",
        "clause 4.3.3.6.1 and Clause 4.2, IEC 62443-4-2 Clause 4.2",
        "CCSC 12, CCSC 0",
        "IEC 62443-2-1 4.2.3 and 4.5.1.1",
        "FR 1, SL 2, ML 3, SPE 1, SP.01",
    ],
)
def test_a_look_alike_is_left(text: str) -> None:
    assert [] == ids(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SM-1 and SVV-3", []),
        ("SM-1 and SVV-3 of 4-1", ["SM-1", "SVV-3"]),
        ("IEC 62443-4-1: SI-2", ["SI-2"]),
        ("Our secure development process has SI-2", ["SI-2"]),
        ("The best practice is SI-2", []),
        ("CR 3.4 and SI-2", ["CR 3.4", "SI-2"]),
        ("CR 3.4 and SI-7", ["CR 3.4"]),
        ("62443 SI-7", ["SI-7"]),
        ("62443\nSI-2", []),
        # NIST SP 800-53 has families of the same name
        ("NIST SP 800-53: SI-2, SR-3", []),
        ("NIST SP 800-53 practices: SI-2, SM-1", []),
        ("SI-2 of NIST, SI-1 of IEC 62443-4-1", ["SI-1"]),
        ("SI-2 (NIST) and SI-1, SI-2 (62443-4-1)", ["SI-1", "SI-2"]),
        ("AC-2, SI-2, IEC 62443-4-1 SI-1, SI-7", ["SI-1"]),
        ("AC-2 and CR 1.1; IEC 62443-4-1 SI-2(1)", ["CR 1.1", "SI-2"]),
        ("62443-4-1 and AC-2; 62443: text SI-2 (1)", []),
        ("NIST and 62443-4-1: SVV 1, SVV-2", ["SVV-1", "SVV-2"]),
        ("NIST and 62443: SVV 1, SM-2", ["SM-2"]),
        ("62443-4-1: SR 2", []),
        ("62443-4-1 and ISO/IEC 27001: SI-1", []),
        ("62443-4-1 and IEC 61508: SI-1, SM-1, SI-2", ["SM-1", "SI-2"]),
        # bare clauses of 2-1:2009
        ("62443-2-1:2009 4.3.3.6.1, 4.2.3.4", ["4.3.3.6.1", "4.2.3.4"]),
        ("4.3.3.6.1 of 62443-2-1", []),
        ("2-1:2009 has 4.3.3.6.1; ISO 27001 has 4.3.3.6", ["4.3.3.6.1"]),
        # prefixes that are words
        ("USER 1.1", ["USER 1.1"]),
        ("62443-2-1: User 1.1, USER 9.9", ["USER 1.1", "USER 9.9"]),
        ("62443-4-2: Cr 3.4, SAR 1.6", ["CR 3.4", "SAR 1.6"]),
        ("Cr 3.4 RE1", ["CR 3.4 RE(1)"]),
        ("SAR 2.4", ["SAR 2.4"]),
        ("62443-2-4: SP 1.2", ["SP.01.02 BR"]),
    ],
)
def test_what_its_line_speaks_of_decides_an_open_form(text: str, expected: list[str]) -> None:
    assert expected == ids(text)


def test_an_re_on_its_own_line_below_an_id_is_another_entry() -> None:
    assert ["SR 1.1", "SR 1.2"] == ids("- SR 1.1\n  RE 1\n- SR 1.2")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(SR 1.1 (RE 1))", ["SR 1.1 (RE 1)"]),
        ("(SR 1.1 RE 1)", ["SR 1.1 RE 1"]),
        ("SR 1.1, RE1, RE 2 (11.10.1)", ["SR 1.1, RE1", "RE 2"]),
        ("SR 1.1 (1), (2)", ["SR 1.1 (1)", "(2)"]),
        ("EDR / HDR 3.14, 3.13", ["EDR / HDR 3.14", "EDR / HDR 3.14", "3.13", "3.13"]),
        ("SP.01.01 (BR)", ["SP.01.01 (BR)"]),
        ("CR 4.1B", ["CR 4.1"]),
        ("CR 2.1 - Authorization enforcement: RE (1) Authorization", ["CR 2.1 - Authorization enforcement: RE (1)"]),
    ],
)
def test_a_span_goes_from_the_prefix_to_the_number_or_re(text: str, expected: list[str]) -> None:
    assert expected == [each for each, _ in printed(text)]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("IEC 62443-4-2:2019 - CR 2.1", "62443-4-2:2019"),
        ("Part 4-2 Req CR 7.7", "62443-4-2"),
        ("IEC 62443-3-3/SR 1.1", "62443-3-3"),
        ("ISA-62443.03.03 SR 1.1", "62443-3-3"),
        ("EN IEC 62443-4-2 (CR 2.1)", "62443-4-2"),
        ("2-1:2009 4.3.3.6.1", "62443-2-1:2009"),
        ("IEC 62443-3-3 asks in SR 1.1", ""),
        ("IEC 62443-3-3/62443-4-2 SR 1.1", ""),
        ("IEC 62443: SR 1.1", ""),
    ],
)
def test_the_part_directly_before_an_id_is_kept(text: str, stated: str) -> None:
    assert [stated] == [each.stated for each in find_all(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see sr1.1re1.", "see SR 1.1 RE(1)."),
        ("SR 1.1, 1.2 and 1.3", "SR 1.1, SR 1.2 and SR 1.3"),
        ("SR 1.1 RE 1 and RE 2", "SR 1.1 RE(1) and SR 1.1 RE(2)"),
        ("EDR / HDR / NDR 3.14", "EDR 3.14 / HDR 3.14 / NDR 3.14"),
        ("SP01.02;SP01.02RE1", "SP.01.02;SP.01.02 RE(1)"),
        (
            "SP.01.01 applies to all; SP01.02, 01.03 (BR), RE1",
            "SP.01.01 applies to all; SP.01.02, SP.01.03 BR, SP.01.03 RE(1)",
        ),
        ("SR\u00a01.1\r\nCR1.1\r\n", "SR 1.1\r\nCR 1.1\r\n"),
        ("IEC 62443-4-2 SR1.99", "IEC 62443-4-2 SR 1.99"),
        ("CR4.1B", "CR 4.1B"),
    ],
)
def test_fix_prints_the_canonical_form(text: str, expected: str) -> None:
    assert expected == fix_references(text)


@pytest.mark.parametrize(
    "text",
    [
        "SR 1.1 RE(1), SI-2 units, SR-1",
        "CR 2.1 \u2013 Authorization enforcement: RE (1) and RE (2)",
        "CR\n3.4",
        "CR 3.4\r\nRE 1",
        "SR 1.1 RE (1, 2)",
        "EDR / HDR 1.1, RE (1, 2)",
        "SP01.02x",
        "see docs/sr1.1.md, https://example.org/a?b=sr1.1, #sr1.1, requirements/sr1.1",
    ],
)
def test_fix_leaves_what_holds_more_than_an_id(text: str) -> None:
    assert text == fix_references(text)


def test_a_line_end_inside_an_id_is_no_flaw_of_its_print() -> None:
    assert [True, False] == [each.canonical for each in find_all("see CR\r\n  3.4 and\n CR\n3.4 RE1")]


def test_a_reference_is_a_value() -> None:
    (reference,) = find_all("IEC 62443-3-3 SR1.1")
    id = RequirementId.parse("SR 1.1")
    assert Reference(id, 14, 19, "SR1.1", canonical=False, replacement="SR 1.1", stated="62443-3-3") == reference
    assert "62443-3-3" == reference.part
    assert reference == pickle.loads(pickle.dumps(reference))  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    "piece",
    ["SR ", "SR/", "SR 1.1 (", "SR 1.1, ", "SR 1.1 - Aaaa ", "NIST SI-2, ", "IEC 62443-4-1 ", "4.3.", "([", " ", "\n"],
)
def test_a_hostile_text_is_read_to_its_end(piece: str) -> None:
    assert "CR 7.8" == find_all(piece * 5000 + "\nCR 7.8")[-1].id.text
