"""The site as a person meets it: opened, searched and followed, on a desk and on a phone, in the light and in the dark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from catalog_pages import shelf
from catalog_pages.spellings import spellings
from playwright.sync_api import expect
from visits import visit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

DESK, PHONE = 1280, 390
PAGES = {
    "home": "",
    "a requirement": "catalog/3-3/sr-1.1-re-1/",
    "one with a long title": "catalog/2-1-2009/4.3.4.3.9/",
    "one of a group": "catalog/2-4/sp.01.01-re-1/",
    "a heading": "catalog/4-2/cr-3.2/",
    "a matrix": "catalog/4-2/level-matrix/",
    "the matrix of a type": "catalog/4-2/embedded-device/",
    "a part": "catalog/3-3/",
    "a part of groups": "catalog/2-1/",
    "a foundational requirement": "catalog/foundational/iac/",
    "the series": "catalog/",
    "the levels": "catalog/levels/",
    "the glossary": "explanation/glossary/",
    "the sources": "explanation/sources/",
    "a how-to": "how-to/assess-a-component/",
    "a tutorial": "tutorials/a-plant/",
    "a tutorial with pictures": "tutorials/compare-two-products/",
    "a reference": "reference/catalog/",
}
#: Looks for what is wider than the window and not inside something that scrolls by itself.
WIDER = """() => [...document.querySelectorAll("body *")].filter(each => {
  const box = each.getBoundingClientRect()
  if (!box.width || box.right <= innerWidth + 1 && box.left >= -1) return false
  for (let up = each; up && up !== document.body; up = up.parentElement) {
    if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX)) return false
    if (getComputedStyle(up).position === "fixed") return false
  }
  return true
}).map(each => each.outerHTML.slice(0, 120))"""
#: Asks the worker of the search for each query, and gives the pages that it puts first.
ASK = """async queries => {
  const config = JSON.parse(document.getElementById("__config").textContent)
  const index = await (await fetch(new URL("search/search_index.json", new URL(config.base + "/", location)))).json()
  const worker = new Worker(new URL(config.search, location))
  const ask = message => new Promise((done, failed) => {
    worker.onmessage = ({data}) => done(data)
    worker.onerror = ({message}) => failed(new Error(message))
    setTimeout(() => failed(new Error("the worker does not answer")), 60_000)
    worker.postMessage(message)
  })
  await ask({type: 0, data: {config: index.config, docs: index.docs, options: {}}})
  const found = []
  for (const query of queries) {
    const {data} = await ask({type: 2, data: query})
    found.push(data.items.slice(0, 4).map(([first]) => first.location.split("#")[0]))
  }
  worker.terminate()
  return found
}"""


def search(page: Page, query: str) -> None:
    """Type into the search, as a person does."""
    if page.viewport_size and page.viewport_size["width"] < 960:
        page.locator("label.md-header__button[for=__search]").click()
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type(query)


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_fits_its_window(chromium: Browser, base: str, width: int, scheme: str) -> None:
    too_wide = {}
    with visit(chromium, base, width, scheme) as there:
        for name, path in PAGES.items():
            page = there.open(path)
            expect(page.locator("article")).to_be_visible()
            assert {"light": "default", "dark": "slate"}[scheme] == page.evaluate("document.body.dataset.mdColorScheme")
            wider = [page.evaluate("document.documentElement.scrollWidth"), page.evaluate(WIDER)]
            if wider != [width, []]:
                too_wide[name] = wider
    assert {} == too_wide


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("query", ["SR 1.1 RE(1)", "sr1.1re1"])
def test_the_search_finds_a_requirement_and_leads_to_it(chromium: Browser, base: str, query: str, width: int) -> None:
    with visit(chromium, base, width) as there:
        page = there.open("")
        search(page, query)
        first = page.locator(".md-search-result__item a").first
        expect(first).to_contain_text("SR 1.1 RE(1) Unique identification and authentication")
        first.click()
        expect(page).to_have_url(re.compile(r"/catalog/3-3/sr-1\.1-re-1/"))
        expect(page.locator("h1")).to_contain_text("SR\u00a01.1\u00a0RE(1)")


def test_the_search_puts_the_page_of_an_id_first_in_every_spelling(chromium: Browser, base: str) -> None:
    pages = {id: path.removesuffix("md")[:-1] + "/" for id, path in shelf.packaged().where.items()}
    asked = {query: page for id, page in pages.items() for query in (id.text, id.text.lower(), *spellings(id))}
    asked |= {
        "62443-3-3": "catalog/3-3/",
        "IEC 62443-4-2": "catalog/4-2/",
        "part 4-1": "catalog/4-1/",
        "IEC 62443-3-3:2013 - SR 1.1": "catalog/3-3/sr-1.1/",
        "CR \u2013 3.5": "catalog/4-2/cr-3.5/",
        '"SR 1.1 RE(1)"': "catalog/3-3/sr-1.1-re-1/",
        "sp1.1": "catalog/2-4/sp.01.01-br/",
    }
    with visit(chromium, base, DESK) as there:
        found = there.open("").evaluate(ASK, [*asked])
    wrong = {query: some for query, some in zip(asked, found, strict=True) if [asked[query]] != some[:1]}
    assert {} == wrong
    assert len(asked) > 2 * 659


def test_the_enhancements_of_a_base_requirement_come_after_it(chromium: Browser, base: str) -> None:
    with visit(chromium, base, DESK) as there:
        (found,) = there.open("").evaluate(ASK, ["SR 1.1"])
    first, *others = found
    assert "catalog/3-3/sr-1.1/" == first
    assert {f"catalog/3-3/sr-1.1-re-{number}/" for number in (1, 2, 3)} == set(others)


def test_words_are_found_too(chromium: Browser, base: str) -> None:
    with visit(chromium, base, DESK) as there:
        page = there.open("")
        search(page, "session lock")
        expect(page.locator(".md-search-result__item a").first).to_contain_text("Session lock")


def test_a_reader_goes_from_home_to_a_requirement_and_on(chromium: Browser, base: str) -> None:
    with visit(chromium, base, DESK) as there:
        page = there.open("")
        page.locator("article").get_by_role("link", name="level", exact=True).click()
        page.get_by_role("link", name="SR 3.4", exact=True).first.click()
        expect(page.locator("article h1")).to_contain_text("Software and information integrity")
        page.locator("article").get_by_role("link", name="CR 3.4", exact=True).click()
        expect(page).to_have_url(re.compile(r"/catalog/4-2/cr-3\.4/"))
        page.locator("article").get_by_role("link", name="SR 3.4", exact=True).click()
        expect(page).to_have_url(re.compile(r"/catalog/3-3/sr-3\.4/"))
        page.locator("article").get_by_role("link", name="sources and assurance").click()
        expect(page).to_have_url(re.compile(r"/explanation/sources/#assurance$"))


def test_levels_are_told_to_who_does_not_see_them(chromium: Browser, base: str) -> None:
    with visit(chromium, base, DESK) as there:
        page = there.open("catalog/3-3/sr-1.1-re-1/")
        strip = page.locator("article table").first.locator("td")
        spoken = [strip.nth(level).locator("[role=img]").get_attribute("aria-label") for level in range(4)]
        assert ["not selected", "selected", "selected", "selected"] == spoken


def test_the_index_of_the_search_stays_small_enough_for_a_phone(site: Path) -> None:
    assert (site / "search" / "search_index.json").stat().st_size < 2_000_000
