"""What people write for a verdict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iec62443 import Verdict
from iec62443.files.verdict_words import QUESTION, normal, read_verdict

#: What makers and assessors print, each with the one meaning that it has here.
SEEN = {
    Verdict.MET: "met Met yes Y true TRUE full fulfilled implemented supported pass passed OK x X",
    Verdict.PARTIAL: "partial partially partly Partial",
    Verdict.PLANNED: "planned roadmap future",
    Verdict.NOT_MET: "no N false FALSE fail failed open",
    Verdict.NOT_ASSESSED: "tbd TBD unknown ?",
    Verdict.ALLOCATED: "allocated inherited",
    Verdict.COMPENSATED: "compensated alternative",
    Verdict.MET_BY_CONFIGURATION: "configurable",
}
SEEN_IN_WORDS = {
    "fully met": Verdict.MET,
    "partially met": Verdict.PARTIAL,
    "in progress": Verdict.PARTIAL,
    "not met": Verdict.NOT_MET,
    "not fulfilled": Verdict.NOT_MET,
    "not implemented": Verdict.NOT_MET,
    "not supported": Verdict.NOT_MET,
    "not assessed": Verdict.NOT_ASSESSED,
    "above assessed level": Verdict.NOT_ASSESSED,
    "by system": Verdict.ALLOCATED,
    "provided by system": Verdict.ALLOCATED,
    "by integrator": Verdict.ALLOCATED,
    "compensating countermeasure": Verdict.COMPENSATED,
    "with configuration": Verdict.MET_BY_CONFIGURATION,
    "by configuration": Verdict.MET_BY_CONFIGURATION,
    "not relevant": Verdict.NOT_APPLICABLE,
    "": Verdict.NOT_ASSESSED,
    "   ": Verdict.NOT_ASSESSED,
}
PAIRS = [(word, verdict) for verdict, words in SEEN.items() for word in words.split()] + list(SEEN_IN_WORDS.items())
AMBIGUOUS = [
    "NA",
    "na",
    "N/A",
    "n/a",
    "n.a.",
    "N. A.",
    "-",
    " NA ",
    "not applicable",
    "Not Applicable",
    "not_applicable",
]


@pytest.mark.parametrize(("word", "expected"), PAIRS)
def test_words_that_makers_print_have_their_meaning(word: str, expected: Verdict) -> None:
    assert expected is read_verdict(word, {}, explained=False)
    assert expected is read_verdict(word, {}, explained=True)


@pytest.mark.parametrize("verdict", [each for each in Verdict if each is not Verdict.NOT_APPLICABLE])
@pytest.mark.parametrize("separator", ["_", " ", "-", "  ", " - "])
def test_the_verdicts_themselves_are_words_however_they_are_spaced(verdict: Verdict, separator: str) -> None:
    word = verdict.value.replace("_", separator)
    for written in (word, word.upper(), word.title(), f"  {word}\t"):
        assert verdict is read_verdict(written, {}, explained=False)


@pytest.mark.parametrize("word", AMBIGUOUS)
def test_not_applicable_alone_is_refused_with_the_question_that_must_be_answered(word: str) -> None:
    with pytest.raises(ValueError, match="alone leaves a question open") as caught:
        read_verdict(word, {}, explained=False)
    assert f"{word!r} alone leaves a question open: {QUESTION}" == str(caught.value)
    assert "not relevant to this subject" in QUESTION
    assert "above the assessed level" in QUESTION


@pytest.mark.parametrize("word", AMBIGUOUS)
def test_not_applicable_that_is_explained_is_read(word: str) -> None:
    assert Verdict.NOT_APPLICABLE is read_verdict(word, {}, explained=True)


@pytest.mark.parametrize(
    ("word", "near"),
    [("parital", "partial"), ("plannd", "planned"), ("not meet", "not met"), ("implementd", "implemented")],
)
def test_a_word_without_a_meaning_is_refused_with_the_nearest(word: str, near: str) -> None:
    with pytest.raises(ValueError, match="is no verdict") as caught:
        read_verdict(word, {}, explained=True)
    expected = f"{word!r} is no verdict; try {near!r}, or give the word its meaning in the table 'verdicts'"
    assert expected == str(caught.value)


def test_a_word_like_no_other_is_refused_with_what_there_is() -> None:
    with pytest.raises(ValueError, match="is no verdict") as caught:
        read_verdict("zzzzzz", {}, explained=False)
    there = "met, partial, planned, not met, not assessed, ..."
    assert f"'zzzzzz' is no verdict; try {there!r}, or give the word its meaning in the table 'verdicts'" == (
        str(caught.value)
    )


def test_words_of_the_user_go_first_and_are_near_ones_too() -> None:
    extra = {"erfüllt": Verdict.MET, "yes": Verdict.PARTIAL, "n/a": Verdict.NOT_MET}
    assert Verdict.MET is read_verdict("ERFÜLLT", extra, explained=False)
    assert Verdict.PARTIAL is read_verdict("Yes", extra, explained=False)
    assert Verdict.NOT_MET is read_verdict("N/A", extra, explained=False)
    with pytest.raises(ValueError, match="try 'erfüllt'"):
        read_verdict("erfült", extra, explained=False)


@given(st.text())
def test_what_is_normal_stays_so(word: str) -> None:
    assert normal(word) == normal(normal(word))


@given(st.text())
def test_any_word_is_read_or_refused_with_itself(word: str) -> None:
    try:
        verdict = read_verdict(word, {}, explained=False)
    except ValueError as error:
        assert repr(word)[:58] in str(error)  # noqa: PT017 - both ways out are right
    else:
        assert isinstance(verdict, Verdict)
