"""Laws of the search for ids in running text."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import KNOWN_IDS, notations

from iec62443 import RequirementId
from iec62443.linting import lint
from iec62443.references import Misnumbered, find_all, fix_references

_PREFIXES = (
    *(
        "SR",
        "CR",
        "SAR",
        "EDR",
        "HDR",
        "NDR",
        "SP",
        "SM-",
        "SR-",
        "SI-",
        "SVV-",
        "SM",
        "SVV",
        "ZCR",
        "ORG",
        "CM",
        "NET",
    ),
    *("USER", "CCSC", "Clause", "sr", "Cr", "cr", "sp", "sm-", "org", "ccsc", "SRs", "RE", "REs", "re", "BR"),
)
_NUMBERS = (
    *(
        "1.1",
        "1.2",
        "3.14",
        "2.4",
        "4.2",
        "01.01",
        "1.13",
        "7.8",
        "1.99",
        "5",
        "2",
        "1",
        "4.3.3.6.1",
        "4.2.3",
        "8.1",
        "0",
    ),
    *("12", "9"),
)
_BETWEEN = (
    *(
        " ",
        ", ",
        "; ",
        " and ",
        "/",
        " - ",
        "\u2013",
        "\n",
        "\r\n",
        "",
        "(",
        ")",
        "[",
        "]",
        "(1)",
        " (2)",
        "RE1",
        " RE(1)",
    ),
    *(
        ", RE 2",
        " RE (1, 2)",
        " bis ",
        ". ",
        ": ",
        "\u2026",
        ".md",
        "#",
        "http://x/",
        "\\n",
        "&nbsp;",
        "\u00a0",
        "_",
        "%",
    ),
    *(" GHz", " met, ", " with ", " of ", " (NIST) ", "a", " b)", "System Requirement ", "EDR / HDR "),
)
_CONTEXT = (
    *(
        "IEC 62443-4-1",
        "62443-2-1:2009",
        "NIST SP 800-53",
        "AC-2",
        "practice",
        "IEC 62443-3-3",
        "Part 4-2 Req",
        "4-1",
        "SDL",
    ),
    *(" \u2013 Human user identification: RE (1)", "word", "IEC", "2-1:2009", "ISO 27001"),
)
_pieces = st.one_of(*map(st.sampled_from, (_PREFIXES, _NUMBERS, _NUMBERS, _BETWEEN, _BETWEEN, _CONTEXT)))
#: Text full of ids, halves of ids, look-alikes and what stands around them.
wild: st.SearchStrategy[str] = st.lists(_pieces | st.text(max_size=3), max_size=16).map("".join)


@given(wild)
def test_what_is_printed_stands_at_its_place_and_spans_are_the_same_or_apart(text: str) -> None:
    found = find_all(text)
    for each in found:
        assert each.printed == text[each.start : each.end]
        assert each.printed.strip() == each.printed != ""
    for first, second in pairwise(found):
        assert first.end <= second.start or (first.start, first.end) == (second.start, second.end)


@given(st.text())
def test_text_without_a_digit_has_no_ids(text: str) -> None:
    without = "".join(sign for sign in text if not sign.isdigit())
    assert () == find_all(without)


@given(st.sampled_from(KNOWN_IDS), st.data())
def test_an_id_in_any_notation_after_its_part_is_found_and_fixed(canonical: str, data: st.DataObject) -> None:
    id = RequirementId.parse(canonical)
    written = data.draw(notations(canonical))
    # a practice without its hyphen is a word and a number: it must stand in capitals
    hyphen = re.search("[a-z][ \u00a0]?[-\u2013\u2011]", written, re.IGNORECASE)
    assume(id.part != "62443-4-1" or hyphen or written.isupper())
    text = f"{id.part}, {written}, and more"
    assert [id] == [each.id for each in find_all(text)]
    bare = canonical.removesuffix(" BR")  # what is written without BR stays so
    printed = bare if id.prefix == "SP" and id.enhancement is None and "BR" not in written.upper() else canonical
    assert [printed] == [each.printed for each in find_all(fix_references(text))]


@given(wild)
def test_fix_keeps_the_ids_and_is_done_after_once(text: str) -> None:
    fixed = fix_references(text)
    assert [each.id for each in find_all(text)] == [each.id for each in find_all(fixed)]
    assert fixed == fix_references(fixed)


@given(wild)
def test_fix_changes_nothing_outside_of_the_ids(text: str) -> None:
    spans = sorted({(each.start, each.end) for each in find_all(text)})
    outside = [text[end:start] for (_, end), (start, _) in pairwise([(0, 0), *spans, (len(text), len(text))])]
    fixed = fix_references(text)
    assert fixed.startswith(outside[0])
    assert fixed.endswith(outside[-1])
    place = 0
    for piece in outside:
        place = fixed.index(piece, place) + len(piece)


@given(wild, wild)
def test_what_stands_in_one_paragraph_does_not_touch_the_next(first: str, second: str) -> None:
    gap = "\n\n"
    shift = len(first + gap)
    apart = [(each.id, each.start, each.end) for each in find_all(first)]
    apart += [(each.id, each.start + shift, each.end + shift) for each in find_all(second)]
    assert apart == [(each.id, each.start, each.end) for each in find_all(first + gap + second)]


@given(wild)
def test_every_finding_points_to_its_place_by_line_and_column(text: str) -> None:
    lines = text.split("\n")
    found = find_all(text)
    for each in lint(text):
        assert each.reference in found or isinstance(each.reference, Misnumbered)
        assert each.reference.printed == text[each.reference.start : each.reference.end]
        before = sum(len(line) + 1 for line in lines[: each.line - 1])
        assert before + each.column - 1 == each.reference.start
        before = sum(len(line) + 1 for line in lines[: each.end_line - 1])
        assert before + each.end_column - 1 == each.reference.end


@given(wild)
def test_fix_leaves_no_misprint_that_it_could_mend(text: str) -> None:
    assert [] == [each for each in lint(fix_references(text)) if each.replacement is not None]
