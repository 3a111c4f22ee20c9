"""HTML: one file that needs no other, sound, told apart without colour, legible in light and dark, and never more than text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from documents.cases import documents
from documents.hostile import MANY_LINES, ONE_LINE
from documents.parsed import Page
from documents.sample import kitchen_sink

from iec62443.documents import html
from iec62443.documents.printable import printable

PAGES = {name: html.write(document) for name, document in {**documents(), "sink": kitchen_sink()}.items()}
SINK = PAGES["sink"]


def style() -> str:
    found = re.search(r"<style>\n:root(.*?)</style>", SINK, re.DOTALL)
    assert found
    return found[0]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_needs_nothing_from_anywhere(name: str) -> None:
    page = Page(PAGES[name])
    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base"} & {
        tag for tag, _ in page.elements
    }
    for _, attrs in page.elements:
        assert not {"src", "srcset", "action", "data", "poster", "background"} & set(attrs)
        assert not [key for key in attrs if key.startswith("on")]
        assert all(attrs[key].startswith("#") for key in ("href", "xlink:href") if key in attrs)
    without_namespaces = PAGES[name].replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "http:" not in without_namespaces.replace("http-equiv", "")
    assert not re.search(r"@import|url\((?!#)", PAGES[name])


@pytest.mark.parametrize("name", PAGES)
def test_even_a_hole_in_our_escaping_would_load_and_run_nothing(name: str) -> None:
    policy = next(each["content"] for each in Page(PAGES[name]).all("meta") if each.get("http-equiv"))
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" == policy


@pytest.mark.parametrize("name", PAGES)
def test_headings_go_down_one_level_at_a_time(name: str) -> None:
    levels = [int(tag[1]) for tag, _ in Page(PAGES[name]).elements if re.fullmatch("h[1-6]", tag)]
    assert [1, 2] == levels[:2]
    assert 1 == levels.count(1)
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", PAGES)
def test_landmarks_language_and_title_are_there(name: str) -> None:
    page = Page(PAGES[name])
    assert "en" == page.all("html")[0]["lang"]
    for landmark in ("header", "nav", "main", "footer"):
        assert 1 == len(page.all(landmark))
    labelled = [each["aria-labelledby"] for each in (*page.all("section"), *page.all("nav"))]
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert set(labelled) <= set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere_in_the_page(name: str) -> None:
    page = Page(PAGES[name])
    ids = {attrs["id"] for _, attrs in page.elements if "id" in attrs}
    links = [each["href"] for each in page.all("a")]
    assert links
    assert {link.removeprefix("#") for link in links} <= ids


@pytest.mark.parametrize("name", PAGES)
def test_every_table_says_what_its_heads_are_of(name: str) -> None:
    page = Page(PAGES[name])
    assert all(each["role"] == "table" for each in page.all("table"))
    scopes = {each["scope"] for each in page.all("th")}
    assert scopes <= {"col", "row", "rowgroup"}
    assert len(page.all("table")) == len(page.all("thead"))
    assert all(each["role"] == "cell" and each["data-label"] for each in page.all("td"))


def test_each_cell_to_fill_in_can_be_filled_and_has_a_name() -> None:
    boxes = [each for each in Page(PAGES["checklist"]).all("div") if each.get("role") == "textbox"]
    assert boxes
    assert all(each["contenteditable"] == "true" and each["aria-label"] for each in boxes)
    assert "Verdict, CR 1.1" in {each["aria-label"] for each in boxes}


def test_pictures_say_what_they_show_to_those_who_cannot_see_them() -> None:
    page = Page(PAGES["declaration"])
    pictures = page.all("svg")
    assert 2 == len(pictures)
    ids = {attrs["id"] for _, attrs in page.elements if "id" in attrs}
    assert all(each["role"] == "img" and set(each["aria-labelledby"].split()) <= ids for each in pictures)


def channel(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    full = digits if len(digits) == 6 else "".join(2 * each for each in digits)
    red, green, blue = (channel(int(full[at : at + 2], 16)) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "ground"),
        ("ink", "band"),
        ("quiet", "ground"),
        ("quiet", "band"),
        ("link", "ground"),
        ("good-ink", "good"),
        ("bad-ink", "bad"),
        ("unsure-ink", "unsure"),
    ],
)
def test_ink_stands_out_from_its_ground_in_light_and_dark(scheme: int, ink: str, ground: str) -> None:
    """WCAG 2.1, 1.4.3, level AA: 4.5 to 1."""
    light, dark = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", each)) for each in style().split("@media screen", 1))
    colours = {**light, **(dark if scheme else {})}
    assert contrast(colours[ink], colours[ground]) >= 4.5


def test_paper_has_heads_on_each_page_page_numbers_and_no_dark() -> None:
    css = style()
    assert "thead { display: table-header-group; }" in css
    assert 'counter(page) " / " counter(pages)' in css
    assert "@media screen and (prefers-color-scheme: dark)" in css
    assert ":root { color-scheme: light; }" in css


def test_a_draft_says_so_in_words_and_on_each_page() -> None:
    draft, final = PAGES["declaration-draft"], PAGES["declaration"]
    assert '<p class="badge">Draft</p>' in draft
    assert '@bottom-center { content: "Draft";' in draft
    assert '<p class="badge">' not in final
    assert '@bottom-center { content: "";' in final


@pytest.mark.parametrize("name", ONE_LINE)
def test_a_hostile_text_changes_nothing_but_words(name: str) -> None:
    hostile = html.write(kitchen_sink(ONE_LINE[name]))
    page = Page(hostile)
    assert strip(Page(SINK).structure()) == strip(page.structure())
    assert [] == page.comments
    expected = printable(ONE_LINE[name])
    assert page.text.count(expected) >= 20
    styled = re.search(r"<style>(.*?)</style>", hostile, re.DOTALL)
    assert styled
    assert style().count("{") == styled[1].count("{")


def strip(structure: list[tuple[str, tuple[str, ...], str]]) -> list[tuple[str, tuple[str, ...], str]]:
    """Without what is drawn: how a title is wrapped in a picture hangs on its length."""
    drawn = {
        "svg",
        "title",
        "desc",
        "style",
        "rect",
        "text",
        "g",
        "path",
        "use",
        "defs",
        "pattern",
        "circle",
        "polygon",
        "tspan",
        "line",
    }
    return [each for each in structure if each[0] not in drawn]


@pytest.mark.parametrize("name", MANY_LINES)
def test_a_text_of_many_lines_or_long_changes_nothing_but_words_and_breaks(name: str) -> None:
    page = Page(html.write(kitchen_sink(MANY_LINES[name])))
    inert = {"br", "p"}
    one, other = ([each for each in strip(made.structure()) if each[0] not in inert] for made in (Page(SINK), page))
    assert one == other


@pytest.mark.parametrize("name", ["bidi", "controls"])
def test_what_turns_a_text_or_cannot_be_shown_is_told(name: str) -> None:
    written = html.write(kitchen_sink(ONE_LINE[name]))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufffe]", written)
    assert "\ufffd" in written
    written.encode("utf-8")


def test_each_text_keeps_its_direction_to_itself() -> None:
    assert "unicode-bidi: plaintext" in style()


def test_sections_of_one_title_have_anchors_of_their_own() -> None:
    from iec62443.documents.model import Document, Facts, Section

    sections = [
        Section("Contents"),
        Section("Contents", (), [Section("Contents 2"), Section("\u4e2d")]),
        Section("\u6587"),
    ]
    page = Page(html.write(Document("gaps", "T", "", Facts([]), sections, "D")))
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {"contents", "contents-2", "section"} <= set(ids)
