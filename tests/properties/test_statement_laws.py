"""What is stated prints in the standard's notation and reads back, and no text makes a reader stumble."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import assume, example, given
from hypothesis import strategies as st
from strategies import statements, vectors

from iec62443 import FR, SL, InvalidSLVector, SLStatement, SLType, SLVector
from iec62443.statements import as_domain

texts = st.one_of(
    st.text(max_size=60),
    st.text("SLTCA-_ (){}[]=:,;|*0123456789x\u2013\u0662\n", max_size=40),
    st.builds(
        "SL-{}{}{}".format,
        st.sampled_from("TCAX"),
        st.sampled_from(("", "(RA)", "(zone)", "(", "((a))")),
        st.text("0123456789 {}()[]=,;|*-RA", max_size=25),
    ),
)


@given(statements)
def test_what_is_printed_reads_back(statement: SLStatement) -> None:
    assert statement == SLStatement.parse(str(statement))


@given(st.text(max_size=500) | texts)
@example("zone (north)\n\u00a0")
def test_any_name_can_be_made_fit_for_a_statement(name: str) -> None:
    assume(")" not in name or "SL" not in name.upper())
    statement = SLStatement(SLType.TARGET, (SL.SL2,) * 7, as_domain(name))
    assert statement == SLStatement.parse(str(statement))
    assert statement.domain == as_domain(statement.domain)


@given(statements)
def test_the_print_is_one_line(statement: SLStatement) -> None:
    assert str(statement).isprintable()


@given(statements)
def test_an_unset_level_lies_anywhere_between_lowest_and_highest(statement: SLStatement) -> None:
    assert statement.lowest <= statement.highest
    for fr in FR:
        level = statement[fr]
        expected = (SL.SL0, SL.SL4) if level is None else (level, level)
        assert expected == (statement.lowest[fr], statement.highest[fr])
    assert (statement.vector is None) == (None in statement.levels) == (statement.lowest != statement.highest)


@given(
    vectors, st.sampled_from(("{%s}", "(%s)", "[%s]", "%s", "{ %s }*", "SL-T(zone) = {%s}")), st.sampled_from(" ,;|")
)
def test_every_vector_reads_in_every_bracket_and_separator(vector: SLVector, bracket: str, separator: str) -> None:
    listed = separator.join(str(int(level)) for level in vector)
    for levels in (listed, listed.replace(separator, separator + " "), listed.replace(separator, "")):
        text = bracket % levels
        assert vector == (SLStatement.parse(text).vector if text.startswith("SL") else SLVector.parse(text))


@given(texts)
@example("SL-T(a) = 2, SL-C(b) = 3")
@example("SL-T(-) = -")
def test_any_text_is_a_value_that_reads_back_or_our_error(text: str) -> None:
    with suppress(InvalidSLVector):
        statement = SLStatement.parse(text)
        assert statement == SLStatement.parse(str(statement))
    with suppress(InvalidSLVector):
        vector = SLVector.parse(text)
        assert vector == SLVector.parse(str(vector))
