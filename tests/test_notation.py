"""How levels are written: everything seen in the wild is read, everything else is refused with a reason."""

from __future__ import annotations

from contextlib import suppress

import pytest

from iec62443 import FR, InvalidSLVector, SLStatement, SLType, SLVector

EXAMPLE = "SL-T(zone) = { 2 2 0 1 3 1 3 }"
ORDER = "IAC UC SI DC RDF TRE RA"
STANDARD = SLVector(2, 2, 0, 1, 3, 1, 3)
TWO = SLVector.uniform(2)


@pytest.mark.parametrize(
    "text",
    [
        "{ 2 2 0 1 3 1 3 }",
        "{2 2 0 1 3 1 3}",
        "2 2 0 1 3 1 3",
        "{2,2,0,1,3,1,3}",
        "{ 2, 2, 0, 1, 3, 1, 3 }",
        "(2,2,0,1,3,1,3)",
        "[2 2 0 1 3 1 3]",
        "[2;2;0;1;3;1;3]",
        "2|2|0|1|3|1|3",
        "{2201313}",
        "2201313",
        "(2201313)",
        "  {2201313}  ",
        "{2\t2 0\n1 3 1 3}",
        "{2 2 0 1 3 1 3}*",
        "{2 2 0* 1 3 1 3}",
        "= {2 2 0 1 3 1 3}",
        "{2 2 0 1 3 1 3} (IAC UC SI DC RDF TRE RA)",
        "{2 2 0 1 3 1 3} (iac, uc, si, dc, rdf, tre, ra)",
        "{2 2 0 1 3 1 3} IAC, UC, SI, DC, RDF, TRE, RA",
        "2 2 0 1 3 1 3 (AC UC DI DC RDF TRE RA)",
        "{2 2 0 1 3 1 3} * not yet agreed",
    ],
)
def test_a_vector_is_read_in_every_bracket_and_separator_seen_in_the_wild(text: str) -> None:
    assert STANDARD == SLVector.parse(text)


@pytest.mark.parametrize("text", ["2", "{2}", "(2)", "[ 2 ]", " 2 ", "2*", "2222222", "= 2"])
def test_one_number_stands_for_all_seven(text: str) -> None:
    assert TWO == SLVector.parse(text)


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        ("", "there are no levels in it", EXAMPLE),
        ("   ", "there are no levels in it", EXAMPLE),
        ("{}", "there are no levels in it", EXAMPLE),
        ("=", "there are no levels in it", EXAMPLE),
        ("{2 2 0 1 3 1 3 1}", f"it has 8 levels, where seven belong: {ORDER}", ""),
        ("{22013131}", f"it has 8 levels, where seven belong: {ORDER}", ""),
        ("2 2 0 1 3 1", f"it has 6 levels, where seven belong: {ORDER}", ""),
        ("222", f"it has 3 levels, where seven belong: {ORDER}", ""),
        ("2 2", f"it has 2 levels, where seven belong: {ORDER}", ""),
        ("22", "'22' is not a level from 0 to 4 (or '-' for unset)", ""),
        ("12", "'12' is not a level from 0 to 4 (or '-' for unset)", ""),
        ("5", "'5' is not a level from 0 to 4 (or '-' for unset)", ""),
        ("{2 2 0 1 3 1 5}", "'5' is not a level from 0 to 4 (or '-' for unset)", ""),
        ("2201315", "'5' is not a level from 0 to 4 (or '-' for unset)", ""),
        ("-1", "'-1' is not a level from 0 to 4 (or '-' for unset)", ""),
        ("2.5", "'2.5' is not a level from 0 to 4 (or '-' for unset)", ""),
        ("02", "'02' is not a level from 0 to 4 (or '-' for unset)", ""),
        ("two", "'two' is not a level from 0 to 4 (or '-' for unset)", ""),
        ("{2 2 0 1 3 1 x}", "'x' is not a level from 0 to 4 (or '-' for unset)", ""),
        (
            "{\u0662 \u0662 \u0660 \u0661 \u0663 \u0661 \u0663}",
            "'\u0662' is not a level from 0 to 4 (or '-' for unset)",
            "",
        ),
        ("\u0662\u0662\u0660\u0661\u0663\u0661\u0663", "'\u0662' is not a level from 0 to 4 (or '-' for unset)", ""),
        ("{\uff12\uff12\uff10\uff11\uff13\uff11\uff13}", "'\uff12' is not a level from 0 to 4 (or '-' for unset)", ""),
        ("²", "'²' is not a level from 0 to 4 (or '-' for unset)", ""),
        ("2-3", "a range is not a level: decide on one of its ends", EXAMPLE),
        ("2\u20133", "a range is not a level: decide on one of its ends", EXAMPLE),
        ("2..3", "a range is not a level: decide on one of its ends", EXAMPLE),
        ("2 to 3", "a range is not a level: decide on one of its ends", EXAMPLE),
        ("{2 2 0-1 1 3 1 3}", "a range is not a level: decide on one of its ends", EXAMPLE),
        ("{2 2 0 1 3 1 3", "'{' is not closed", EXAMPLE),
        ("[2 2 0 1 3 1 3}", "'[' is not closed", EXAMPLE),
        ("(2", "'(' is not closed", EXAMPLE),
        ("{2 2 0 1 3 1 3} see table 4", "after the levels stands 'see table 4', which is no legend", EXAMPLE),
        ("{2 2 0 1 3 1 3} {1 1 1 1 1 1 1}", "after the levels stands '{1 1 1 1 1 1 1}', which is no legend", EXAMPLE),
        ("{2 2 0 1 3 1 3} (RA TRE RDF DC SI UC IAC)", "its legend names another order than the standard's", ORDER),
        ("{2 2 0 1 3 1 3} UC IAC SI DC RDF TRE RA", "its legend names another order than the standard's", ORDER),
        ("SL-T(zone) = 2", "it is a statement with a type: read it with SLStatement.parse", ""),
        ("SLC 2", "it is a statement with a type: read it with SLStatement.parse", ""),
        ("-", "a vector has no unset level; SLStatement.parse keeps '-' as unset", ""),
        ("{2 2 - 1 3 1 3}", "a vector has no unset level; SLStatement.parse keeps '-' as unset", ""),
        ("2 " * 300, "it is 600 characters long, at most 500 are read", ""),
    ],
)
def test_what_is_no_vector_is_refused_with_the_reason_and_what_would_be_right(
    text: str, reason: str, hint: str
) -> None:
    with pytest.raises(InvalidSLVector) as caught:
        SLVector.parse(text)
    assert (text, reason, hint) == (caught.value.text, caught.value.reason, caught.value.hint)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("SL-T(BPCS Zone) = { 2 2 0 1 3 1 3 }", "SL-T(BPCS Zone) = { 2 2 0 1 3 1 3 }"),
        ("slt(BPCS Zone)={2,2,0,1,3,1,3}", "SL-T(BPCS Zone) = { 2 2 0 1 3 1 3 }"),
        ("SL-C(RA, FS-PLC) = 4", "SL-C(RA, FS-PLC) = 4"),
        ("sl-c(ra,FS-PLC)=4", "SL-C(RA, FS-PLC) = 4"),
        ("SL-C(RA) = [4]*", "SL-C(RA) = 4"),
        ("SL-T {2222222}", "SL-T = { 2 2 2 2 2 2 2 }"),
        ("SL-T (2,2,0,1,3,1,3)", "SL-T = { 2 2 0 1 3 1 3 }"),
        ("SL-T (2,2,0,1,3,1,3)*", "SL-T = { 2 2 0 1 3 1 3 }"),
        ("SL-T (2,2,0,1,3,1,3) (IAC UC SI DC RDF TRE RA)", "SL-T = { 2 2 0 1 3 1 3 }"),
        ("SL-T [2 2 0 1 3 1 3]", "SL-T = { 2 2 0 1 3 1 3 }"),
        ("SLT 2", "SL-T = { 2 2 2 2 2 2 2 }"),
        ("SL_T 2", "SL-T = { 2 2 2 2 2 2 2 }"),
        ("SL T 2", "SL-T = { 2 2 2 2 2 2 2 }"),
        ("SL-T 2", "SL-T = { 2 2 2 2 2 2 2 }"),
        ("SL-T2", "SL-T = { 2 2 2 2 2 2 2 }"),
        ("SL-T(2)", "SL-T = { 2 2 2 2 2 2 2 }"),
        ("SL-T(Zone)2", "SL-T(Zone) = { 2 2 2 2 2 2 2 }"),
        ("SL-T(Zone){2201313}", "SL-T(Zone) = { 2 2 0 1 3 1 3 }"),
        ("Sl-A: 3", "SL-A = { 3 3 3 3 3 3 3 }"),
        ("SL-A = 3", "SL-A = { 3 3 3 3 3 3 3 }"),
        ("SL-A* = 3", "SL-A = { 3 3 3 3 3 3 3 }"),
        ("  SL-A = 3  ", "SL-A = { 3 3 3 3 3 3 3 }"),
        ("SL-A(Cell 4) = [2 2 - 1 3 1 3]*", "SL-A(Cell 4) = { 2 2 - 1 3 1 3 }"),
        ("SL-A(Cell 4) = {2,2,\u2013,1,3,1,3}", "SL-A(Cell 4) = { 2 2 - 1 3 1 3 }"),
        ("SL-A(Cell 4) = -", "SL-A(Cell 4) = { - - - - - - - }"),
        ("SL-T(zone (north), level 2) = 2", "SL-T(zone (north), level 2) = { 2 2 2 2 2 2 2 }"),
        ("SL-T( Zone ) : {2|2|0|1|3|1|3}", "SL-T(Zone) = { 2 2 0 1 3 1 3 }"),
        ("SL-T(Zone)\n= {2 2 0\n1 3 1 3}", "SL-T(Zone) = { 2 2 0 1 3 1 3 }"),
        ("SL-T() = 2", "SL-T = { 2 2 2 2 2 2 2 }"),
        ("SL-T(RA) = {2 2 0 1 3 1 3}", "SL-T(RA) = { 2 2 0 1 3 1 3 }"),
        ("SL-T(Zone) = {2 2 0 1 3 1 3} * to be agreed (owner)", "SL-T(Zone) = { 2 2 0 1 3 1 3 }"),
    ],
)
def test_a_statement_is_read_in_every_notation_seen_in_the_wild(text: str, printed: str) -> None:
    assert printed == str(SLStatement.parse(text))
    assert SLStatement.parse(printed) == SLStatement.parse(text)


def test_the_longest_text_is_read_and_a_longer_one_is_not() -> None:
    assert TWO == SLVector.parse("2" + " " * 499)
    assert TWO == SLStatement.parse("SL-T 2" + " " * 494).vector
    for read in (SLVector.parse, SLStatement.parse):
        with pytest.raises(InvalidSLVector, match="it is 501 characters long, at most 500 are read"):
            read("SL-T 2" + " " * 495)


def test_a_seven_level_statement_on_a_zone_called_like_a_foundational_requirement_is_on_the_zone() -> None:
    statement = SLStatement.parse("SL-T(RA) = {2 2 0 1 3 1 3}")
    assert (None, "RA", STANDARD) == (statement.fr, statement.domain, statement.vector)


@pytest.mark.parametrize(("letter", "kind"), [("T", SLType.TARGET), ("C", SLType.CAPABILITY), ("A", SLType.ACHIEVED)])
@pytest.mark.parametrize("head", ["SL-{}", "SL{}", "SL_{}", "SL {}", "sl-{}", "Sl{}"])
@pytest.mark.parametrize("fr", FR)
def test_each_type_and_each_foundational_requirement_is_told_by_its_letters(
    head: str, letter: str, kind: SLType, fr: FR
) -> None:
    statement = SLStatement.parse(f"{head.format(letter)}({fr.name}, pump) = 3")
    assert (kind, fr, "pump", 3) == (statement.type, statement.fr, statement.domain, statement[fr])
    assert statement == SLStatement.parse(f"{head.format(letter.lower())}({fr.name.lower()}, pump) = 3")


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        ("", "it does not begin with SL-T, SL-C or SL-A", EXAMPLE),
        ("2", "it does not begin with SL-T, SL-C or SL-A", EXAMPLE),
        ("SL 2", "it does not begin with SL-T, SL-C or SL-A", EXAMPLE),
        ("SL-X = 2", "it does not begin with SL-T, SL-C or SL-A", EXAMPLE),
        ("SL-TA = 2", "it does not begin with SL-T, SL-C or SL-A", EXAMPLE),
        ("SLTarget 2", "it does not begin with SL-T, SL-C or SL-A", EXAMPLE),
        ("Zone: SL-T = 2", "it does not begin with SL-T, SL-C or SL-A", EXAMPLE),
        ("SL-T", "there are no levels in it", EXAMPLE),
        ("SL-T(zone)", "'zone' is not a level from 0 to 4 (or '-' for unset)", ""),
        ("SL-T(zone) = {2 2 0 1 3 1 3 1}", f"it has 8 levels, where seven belong: {ORDER}", ""),
        ("SL-T {22013131}", f"it has 8 levels, where seven belong: {ORDER}", ""),
        ("SL-T 5", "'5' is not a level from 0 to 4 (or '-' for unset)", ""),
        ("SL-T(zone) = 12", "'12' is not a level from 0 to 4 (or '-' for unset)", ""),
        ("SL-T(zone) = \uff12", "'\uff12' is not a level from 0 to 4 (or '-' for unset)", ""),
        ("SL-T 2-3", "a range is not a level: decide on one of its ends", EXAMPLE),
        ("SL-T(zone) = 2 to 3", "a range is not a level: decide on one of its ends", EXAMPLE),
        ("SL-T(zone) = {2 2 2", "'{' is not closed", EXAMPLE),
        ("SL-T(zone = 2", "'(' is not closed", EXAMPLE),
        ("SL-T = 2 (a) = 3", "after the levels stands '(a) = 3', which is no legend", EXAMPLE),
        ("SL-T (2)(1)", "after the levels stands '(1)', which is no legend", EXAMPLE),
        ("SL-T = {2222222} SL-C = {1111111}", "it mixes two statements; give one at a time", ""),
        ("SL-T, SL-C = 2", "it mixes two statements; give one at a time", ""),
        ("SL-T/SL-A 2", "it mixes two statements; give one at a time", ""),
        ("SL-T(zone) = 2 (RA first)", "its legend names another order than the standard's", ORDER),
        ("SL-T(zone) = " + "2 " * 300, "it is 613 characters long, at most 500 are read", ""),
    ],
)
def test_what_is_no_statement_is_refused_with_the_reason_and_what_would_be_right(
    text: str, reason: str, hint: str
) -> None:
    with pytest.raises(InvalidSLVector) as caught:
        SLStatement.parse(text)
    assert (text, reason, hint) == (caught.value.text, caught.value.reason, caught.value.hint)


@pytest.mark.parametrize(
    "text",
    [
        "SL-T(a) = 2, SL-C(b) = 3",
        "SL-T(a) = {2 2 2 2 2 2 2}, SL-C(b) = {1 1 1 1 1 1 1}",
        "SL-T(a) = 2; SL-T(b) = 3",
    ],
)
def test_two_statements_with_domains_are_refused(text: str) -> None:
    with pytest.raises(InvalidSLVector, match="it mixes two statements"):
        SLStatement.parse(text)


@pytest.mark.parametrize("text", ["SL-T(RA) = -", "SL-T(a\tb) = 2", f"SL-T({'x' * 401}) = 2"])
def test_a_statement_that_reads_but_is_no_value_is_quoted_whole(text: str) -> None:
    with pytest.raises(InvalidSLVector) as caught:
        SLStatement.parse(text)
    assert text == caught.value.text


@pytest.mark.parametrize("text", ["SL-C(FR 5, PLC) = 4", "SL-C(FR5) = 4", "SL-C(AC, PLC) = 4", "SL-C(DI) = 4"])
def test_a_statement_on_one_foundational_requirement_by_another_name_is_not_widened_to_all_seven(text: str) -> None:
    try:
        statement = SLStatement.parse(text)
    except InvalidSLVector:
        return
    assert 1 == len([level for level in statement.levels if level is not None])


@pytest.mark.parametrize(
    "text",
    [
        "(" * 500,
        "SL-T" + "(" * 490,
        "SL-T(" + ")" * 490,
        "SL-T(" + ") = 2" * 60,
        "SL-T (" + "2 " * 240,
        "{" * 250 + "}" * 250,
    ],
)
def test_hostile_texts_up_to_the_limit_end_in_a_value_or_our_error(text: str) -> None:
    for parse in (SLVector.parse, SLStatement.parse):
        with suppress(InvalidSLVector):
            assert parse(text)
