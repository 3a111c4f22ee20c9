"""Free text in a page of the site is shown as it is: it begins no heading, list, cell, link or tag."""

from __future__ import annotations

from html import unescape

import pytest
from catalog_pages.markdown import escape, front_matter, note, paragraph, table, terms
from hypothesis import given
from hypothesis import strategies as st
from rendered import parted, seen

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![x](http://example.org/x.png)",
    "**bold** _it_ `code` ~~gone~~",
    "a | b | c",
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "12) item",
    "> quotation",
    ": definition",
    "!!! danger",
    "??? folded",
    "=== tab",
    '--8<-- "pyproject.toml"',
    "text {: .class #id onclick=alert(1) }",
    "{ #id }",
    "&lt;b&gt; &amp; &#60;",
    "back\\slash \\* \\",
    "[ref]: http://example.org",
    "[^1]: note",
    "<http://example.org>",
    "```python",
    "~~~",
    "---",
    "    indented",
    "two\n\nlines",
    "\u202eright to left",
)
# Control characters mean nothing in a page; the renderer takes two of them for itself.
free_texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60) | st.sampled_from(HOSTILE)
pieces = st.lists(st.sampled_from([*"[](){}<>*_`#|!:&\\~^-+=.\"' \n1a", "&#", "](", "--8<--"]), max_size=30).map(
    "".join
)
texts = (free_texts | pieces).filter(str.strip)


def shown(text: str) -> str:
    return " ".join(text.split())


@given(texts)
def test_a_paragraph_shows_the_text_and_nothing_else(text: str) -> None:
    page = seen(paragraph(text))
    assert (["p"], [shown(text)]) == (page.tags, page.lines)


@given(texts)
def test_a_heading_a_cell_an_item_and_a_term_show_it_too(text: str) -> None:
    inline = escape(text)
    body = "\n\n".join(
        [f"# X {inline}", table(["a", "b"], [[f"X {inline}", "Y"]]), f"- X {inline}", terms([("t", f"X {inline}")])]
    )
    page = seen(body)
    said = f"X {shown(text)}"
    assert [said, "a | b", f"{said} | Y", said, "t", said] == page.lines
    assert set() == set(page.tags) - {"h1", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "dl", "dt", "dd"}


@given(texts)
def test_a_link_text_stays_inside_its_link(text: str) -> None:
    page = seen(f"see [{escape(text)}](there.md) now")
    assert (["p", "a"], ["there.md"], [f"see {shown(text)} now"]) == (page.tags, page.links, page.lines)


@given(texts)
def test_a_note_shows_its_title_and_its_text(text: str) -> None:
    page = seen(note("warning", text, paragraph(text)))
    assert ({"div", "p"}, [shown(text)] * 2) == (set(page.tags), page.lines)


@given(texts)
def test_the_front_matter_gives_the_title_as_html(text: str) -> None:
    head, body = parted(front_matter(text, {"search": {"boost": 2}}) + "x")
    assert ({"boost": 2}, "x") == (head["search"], body)
    title = str(head["title"])
    assert text == unescape(title)
    assert set() == set("<>") & set(title)


@pytest.mark.parametrize("text", ["SR 1.1 RE(1) holds, so-and-so: 4.2 of it.", "(in brackets) and a dash - here"])
def test_plain_text_is_left_readable(text: str) -> None:
    assert text == paragraph(text)
