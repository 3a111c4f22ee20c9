"""Templates of users: they go before ours by name, see values only, and what is wrong with them is told with its place."""

from __future__ import annotations

import sys

import pytest
from documents.cases import documents
from documents.sample import kitchen_sink

from iec62443 import InvalidFile
from iec62443.documents import html, markdown
from iec62443.documents.templating import css_string
from iec62443.errors import MissingExtra

DOCUMENTS = documents()
GAPS = DOCUMENTS["gaps-none"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_sandbox_changes_nothing_that_ours_give(name: str) -> None:
    beside = {"other.md": "x"}
    assert markdown.write(DOCUMENTS[name]) == markdown.write(DOCUMENTS[name], beside)
    assert html.write(DOCUMENTS[name]) == html.write(DOCUMENTS[name], beside)


def test_a_document_may_be_laid_out_anew() -> None:
    template = "{{ document.title }} of {{ parts|length }}: {% for part in parts %}{{ part.title }}; {% endfor %}"
    expected = "Gap and action report of 3: Result; To close for the target; What the levels rest on; "
    assert expected == markdown.write(GAPS, {"document.md": template})
    assert expected == html.write(GAPS, {"document.html": template})


def test_the_template_of_a_kind_goes_before_the_common_one() -> None:
    templates = {"document.md": "common", "gaps.md": "gaps", "declaration.html": "declaration"}
    assert "gaps" == markdown.write(GAPS, templates)
    assert "common" == markdown.write(DOCUMENTS["progress"], templates)
    assert "declaration" == html.write(DOCUMENTS["declaration"], templates)
    assert html.write(GAPS) == html.write(GAPS, templates)


def test_a_part_of_ours_may_be_replaced_and_the_rest_used() -> None:
    written = html.write(GAPS, {"style.css": "body { color: red; }"})
    assert "<style>\nbody { color: red; }</style>" in written
    assert "<h1>Gap and action report</h1>" in written
    own = markdown.write(
        GAPS,
        {"gaps.md": '{% include "note.md" %}{% import "blocks.md" as b %}{{ b.heading(2, "<x>") }}', "note.md": "N "},
    )
    assert "N ## &lt;x>" == own


def test_ours_may_be_extended_and_used_by_any_name() -> None:
    template = "{% import 'blocks.html' as ours %}{% for part in parts %}{{ ours.part(part) }}{% endfor %}"
    assert '<h2 id="result">Result</h2>' in html.write(GAPS, {"document.html": template})


@pytest.mark.parametrize(
    "template",
    [
        "{{ document.title }}",
        "{{ document['title'] }}",
        "{{ document.title ~ '' }}",
        "{% set x = document.title %}{{ x }}",
        "{% for pair in document.head.pairs %}{{ pair[0] }}{% endfor %}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(document.title) }}",
        "{{ [document.title]|join }}",
        "{{ document.title|lines }}",
        "{{ document.title|paragraphs|first }}",
        "{{ document.title|first_line }}",
    ],
)
def test_whatever_a_template_prints_is_escaped(template: str) -> None:
    document = kitchen_sink("<b>{{ 7 * 7 }}</b> *x*")
    assert "<b>" not in html.write(document, {"document.html": template})
    written = markdown.write(document, {"document.md": template})
    assert "<b>" not in written
    assert " *x*" not in written
    assert "49" not in written


HOSTILE = {
    "the class": "{{ document.__class__ }}",
    "the subclasses": "{{ document.__class__.__mro__[1].__subclasses__() }}",
    "a private field": "{{ document._private }}",
    "the globals of a filter": "{{ self.__init__.__globals__ }}",
    "formatting": "{{ '{0.__class__}'.format(document) }}",
    "a method's function": "{{ document.sections[0].__init__ }}",
    "the interpreter": "{{ cycler.__init__.__globals__.os }}",
    "a list changed": "{% set x = [] %}{{ x.append(1) }}",
    "a range without end": "{% for x in range(10 ** 9) %}{% endfor %}",
    "a file": "{% include '/etc/passwd' %}",
    "a file above": "{% include '../model.py' %}",
    "a template that is not there": "{% extends 'none.html' %}",
    "an undefined name": "{{ nothing }}",
    "an undefined field": "{{ document.tilte }}",
    "an unknown filter": "{{ document|nothing }}",
    "dividing by nothing": "{{ 1 // 0 }}",
    "adding what does not add": "{{ document + 1 }}",
    "calling what is no function": "{{ document.title() }}",
    "calling itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a key that is not there": "{{ {}['x'] }}",
    "no number": "{{ 'x'|int(base=99) + [] }}",
    "broken": "{% for %}",
    "open": "{% if x %}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_template_reaches_nothing_but_what_it_is_given(name: str) -> None:
    for write, suffix in ((markdown.write, "md"), (html.write, "html")):
        with pytest.raises(InvalidFile):
            write(GAPS, {f"document.{suffix}": HOSTILE[name]})


@pytest.mark.parametrize(
    ("template", "source", "place", "said"),
    [
        ("\n\n{{ nothing }}", "gaps.md, line 3", "", "'nothing' is undefined"),
        ("\n{{ 1 // 0 }}", "gaps.md, line 2", "", "integer division or modulo by zero"),
        ("\n{% for %}", "gaps.md", "line 2", "Expected"),
        ("{% include 'none.md' %}", "gaps.md, line 1", "", "none.md"),
    ],
)
def test_what_is_wrong_with_a_template_is_told_with_its_place(
    template: str, source: str, place: str, said: str
) -> None:
    with pytest.raises(InvalidFile) as caught:
        markdown.write(GAPS, {"gaps.md": template})
    assert source == caught.value.source
    assert place == caught.value.problems[0][0]
    assert said in caught.value.problems[0][1]


def test_an_error_in_a_template_that_is_included_is_told_there() -> None:
    with pytest.raises(InvalidFile) as caught:
        markdown.write(GAPS, {"gaps.md": "{% include 'note.md' %}", "note.md": "x\n{{ nothing }}"})
    assert "note.md, line 2" == caught.value.source


def test_an_error_of_a_user_in_the_use_of_ours_is_told_at_the_user() -> None:
    with pytest.raises(InvalidFile) as caught:
        markdown.write(GAPS, {"gaps.md": "\n{% import 'blocks.md' as b %}{{ b.table(nothing, 2) }}"})
    assert caught.value.source.startswith("gaps.md")


def test_without_jinja_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    for write in (markdown.write, html.write):
        with pytest.raises(MissingExtra) as caught:
            write(GAPS)
        assert "documents in Markdown and HTML need an extra: python3 -m pip install 'iec62443[documents]'" == str(
            caught.value
        )


@pytest.mark.parametrize("text", ['a"b', "a\\b", "a</style>b", "a\nb", "a\x00b", "\u202e", "{}", "*/"])
def test_a_string_of_css_holds_no_sign_that_ends_it(text: str) -> None:
    written = css_string(text)
    assert '"' == written[0] == written[-1]
    assert not set(written[1:-1]) & set('"\n<>{}*/\x00')
