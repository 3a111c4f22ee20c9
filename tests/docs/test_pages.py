"""The generated pages of the site: one a requirement, with the facts of the golden tables, and no link into the void."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING

import hooks
import pytest
from attrs import evolve
from catalog_pages import book, places, shelf
from catalog_pages.spellings import spellings
from catalog_pages.write import write
from golden.tables import table
from rendered import Seen, parted, seen, target

from iec62443 import FR, Assurance, ComponentType, Correspondence, EvidenceKind, RequirementId, Verdict, load

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parent.parent.parent / "docs"
HERE = Path(__file__).parent / "golden"
SHELF = shelf.packaged()
FILES = book.pages(SHELF)
PAGES = {path: text for path, text in FILES.items() if path.endswith(".md")}
TITLES = {path: unescape(str(parted(text)[0]["title"])) for path, text in PAGES.items()}
#: Requirements of each edition, counted outside.
COUNTS = {"3-3": 100, "4-2": 122, "4-1": 47, "3-2": 32, "2-4": 123, "2-1": 87, "2-1-2009": 126}
DOTS = {True: "●", False: "○"}


def rows() -> Iterator[tuple[str, str, str]]:
    """Give the folder, id and title of every requirement, as transcribed from outside."""
    for row in table("requirements"):
        yield row["part"].removeprefix("62443-"), row["id"], row["title"]
    for row in table("other_requirements"):
        year = "-2009" if row["edition"] == "2009" else ""
        yield row["part"].removeprefix("62443-") + year, row["id"], row["title"]


def page_of(id: str) -> str:
    """Find the one page whose title begins with an id, and not with that of an enhancement of it."""
    (found,) = [path for path, title in TITLES.items() if re.match(rf"{re.escape(id)} (?!RE\()", title)]
    return found


@cache
def rendered(path: str) -> Seen:
    return seen(parted(PAGES[path])[1])


def dots(sl: str) -> str:
    return " | ".join(DOTS[level >= int(sl)] for level in range(1, 5))


def test_each_requirement_has_exactly_one_page_that_is_titled_as_it_is() -> None:
    wanted = Counter((folder, f"{id} {title}") for folder, id, title in rows())
    assert COUNTS == Counter(folder for folder, _ in wanted)
    there = Counter((path.split("/")[1], title) for path, title in TITLES.items())
    assert wanted == Counter({key: there[key] for key in wanted})


def test_constraints_and_headings_have_one_too_and_nothing_else_has() -> None:
    constraints = [f"{row['id'] or 'Clause ' + row['clause']} {row['title']}" for row in table("constraints")]
    headings = [f"{row['id']} {row['title']}" for row in table("headings")]
    assert Counter([*constraints, *headings]) <= Counter(TITLES.values())
    parts, frs, matrices, overviews = len(COUNTS), 7, 2 + 4, 3
    others = len(constraints) + len(headings) + parts + frs + matrices + overviews
    assert sum(COUNTS.values()) + others == len(PAGES)


@pytest.mark.parametrize("id", ["SR 3.4", "HDR 3.2 RE(1)", "SP.01.01 RE(1)", "4.2.2.1"])
def test_a_page_shows_what_was_written_down_by_hand(id: str) -> None:
    path = page_of(id)
    expected = (HERE / f"{path.split('/')[-1].removesuffix('.md')}.txt").read_text(encoding="utf-8")
    texts = DOCS.parent / "data" / f"62443-{path.split('/')[1]}" / "texts.en.json"
    if texts.is_file():
        text = json.loads(texts.read_text(encoding="utf-8"))["texts"][id]
        expected = expected.replace("{summary}", text["summary"]).replace("{verify}", text["verify"])
    assert expected.splitlines() == rendered(path).lines


@pytest.mark.parametrize("row", table("requirements"), ids=lambda row: row["id"])
def test_the_levels_are_those_of_the_golden_table(row: dict[str, str]) -> None:
    path = page_of(row["id"])
    lines = rendered(path).lines
    assert dots(row["sl"]) in lines
    since = "at SL 4 only" if row["sl"] == "4" else f"from SL {row['sl']} on"
    assert any(line.startswith(f"Selected {since}. ") for line in lines)
    part = row["part"].removeprefix("62443-")
    matrix = [
        line
        for line in rendered(f"catalog/{part}/level-matrix.md").lines
        if line.startswith(f"{row['id']} {row['title']} | ")
    ]
    (fr,) = [
        line
        for line in rendered(places.foundational(FR(int(row["fr"])))).lines
        if line.startswith(f"{row['id']} {row['title']} | ")
    ]
    assert [fr] == matrix
    assert fr.endswith(f" | {dots(row['sl'])}")


@pytest.mark.parametrize("type", ComponentType)
def test_the_matrix_of_a_type_has_what_applies_to_it(type: ComponentType) -> None:
    lines = rendered(places.type_matrix(SHELF, load("4-2"), type)).lines
    wanted = [
        f"{row['id']} {row['title']} | {dots(row['sl'])}"
        for row in table("requirements")
        if type.value in row["component_types"].split()
    ]
    assert sorted(wanted) == sorted(line for line in lines if line.endswith(tuple(DOTS.values())))
    (golden,) = [row for row in table("counts_by_type") if row["component_type"] == type.value]
    (every,) = [line for line in lines if line.startswith("all | ")]
    assert [golden[f"sl{level}"] for level in range(1, 5)] == re.findall(r"\| (\d+)", every)


@pytest.mark.parametrize("row", table("counts_by_fr"), ids=lambda row: f"{row['part']} FR {row['fr']}")
def test_the_counts_by_level_are_those_of_the_golden_table(row: dict[str, str]) -> None:
    fr = FR(int(row["fr"]))
    wanted = [int(row[f"sl{level}"]) for level in range(1, 5)]
    added = [after - before for before, after in zip([0, *wanted], wanted, strict=False)]
    shown = " | ".join([str(wanted[0]), *(f"{due} (+{more})" for due, more in zip(wanted[1:], added[1:], strict=True))])
    part = row["part"].removeprefix("62443-")
    for path in (f"catalog/{part}/index.md", f"catalog/{part}/level-matrix.md"):
        assert f"{fr.name} {fr.title} | {shown}" in rendered(path).lines
    assert shown in rendered(places.foundational(fr)).lines


@pytest.mark.parametrize(
    "row", [row for row in table("requirements") if row["corresponds_to"]], ids=lambda row: row["id"]
)
def test_the_correspondence_is_linked_in_both_directions(row: dict[str, str]) -> None:
    component, system = page_of(row["id"]), page_of(row["corresponds_to"])
    assert system in {target(component, link) for link in rendered(component).links}
    assert component in {target(system, link) for link in rendered(system).links}
    (line,) = [line for line in rendered(system).lines if line.startswith(f"{row['id']} {row['title']} | ")]
    assert row["correspondence"] == line.split(" | ")[1]


def test_enhancements_without_a_counterpart_say_so() -> None:
    said = "62443-4-2 has no counterpart of this enhancement."
    without = {row["id"] for row in table("without_counterpart")}
    assert without == {TITLES[path].partition(")")[0] + ")" for path in PAGES if said in rendered(path).lines}


@pytest.mark.parametrize("row", table("headings"), ids=lambda row: row["id"])
def test_a_heading_points_to_what_stands_for_it_and_is_pointed_to(row: dict[str, str]) -> None:
    path = page_of(row["id"])
    meant = row["to"].split("|") if row["to"] else [row["system_requirement"]]
    links = {target(path, link) for link in rendered(path).links}
    assert {page_of(id) for id in meant} <= links
    assert all(path in {target(page_of(id), link) for link in rendered(page_of(id)).links} for id in meant)


@pytest.mark.parametrize("name", ["disputes", "amendments"])
def test_what_is_disputed_or_amended_is_told_on_its_page_and_on_that_of_its_part(name: str) -> None:
    for row in table(name):
        told = row["note"].rstrip(".").lower()
        part = row["part"].removeprefix("62443-")
        for path in (page_of(row["id"]), f"catalog/{part}/index.md"):
            assert any(told in line.lower() for line in rendered(path).lines)


def test_a_corrigendum_that_was_not_seen_is_told_on_every_page_of_its_part() -> None:
    told = "A corrigendum is known to exist, and whether it changes this is not known: COR1:2022."
    assert 122 + 4 == sum(told in rendered(path).lines for path in PAGES)


def test_every_link_leads_to_a_page_that_there_is() -> None:
    missing = [
        (path, link)
        for path in PAGES
        for link in rendered(path).links
        if target(path, link) not in PAGES and not (DOCS / target(path, link)).is_file()
    ]
    assert [] == missing


def test_no_section_is_empty() -> None:
    empty = re.compile(r"^(#+) .*\n\s*(?:\Z|(?=#{1,2} )(?!\1#))", re.MULTILINE)
    assert [] == [path for path, text in PAGES.items() if empty.search(parted(text)[1])]


def test_each_page_is_in_the_navigation_exactly_once() -> None:
    listed: Counter[str] = Counter()
    for path, text in FILES.items():
        if path.endswith(".nav.yml"):
            listed.update(target(path, entry) for entry in entries(json.loads(text)["nav"]))
    assert Counter(PAGES.keys()) == Counter({path: count for path, count in listed.items() if path.endswith(".md")})
    assert {path.removesuffix("/.nav.yml") for path in FILES if path.endswith("/.nav.yml")} - {places.ROOT} == {
        path for path in listed if not path.endswith(".md")
    }


def entries(nav: list[object]) -> Iterator[str]:
    """Give the files and folders of a navigation."""
    for entry in nav:
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, dict):
            for value in entry.values():
                yield from entries(value if isinstance(value, list) else [value])


def test_other_spellings_are_read_as_the_id_and_none_stands_for_two() -> None:
    written = [(spelling, id) for id in SHELF.where for spelling in spellings(id)]
    assert [id for _, id in written] == [RequirementId.parse(spelling) for spelling, _ in written]
    assert len(written) == len({spelling.lower() for spelling, _ in written})
    assert not {spelling for spelling, id in written if spelling == id.text}
    assert ("SR1.1RE1", RequirementId.parse("SR 1.1 RE(1)")) in written


@pytest.mark.parametrize("word", ["certified", "compliant", "conformant", "official", "shall"])
def test_no_page_promises_what_we_do_not_give(word: str) -> None:
    found = [path for path, text in PAGES.items() if re.search(rf"\b{word}\b", text, re.IGNORECASE)]
    assert [] == found


def test_a_hostile_title_is_shown_and_does_nothing_else() -> None:
    title = '<script>alert(1)</script> | [x](javascript:1) {: onclick=a } `b` "c" # '
    catalog = load("4-1")
    hostile = evolve(
        catalog, title=title, requirements=tuple(evolve(each, title=title) for each in catalog.requirements)
    )
    pages = book.pages(shelf.Shelf((hostile,), SHELF.parts))
    plain = {path: set(rendered(path).tags) for path in pages if path.endswith(".md") and path in PAGES}
    for path, text in pages.items():
        if path.startswith("catalog/4-1/") and path.endswith(".md"):
            head, body = parted(text)
            page = seen(body)
            assert set(page.tags) <= plain[path] | {"ul", "li"}
            assert not [link for link in page.links if "javascript" in link]
            assert str(head["title"]).endswith(escape(title, quote=False))
            assert page.lines[0].endswith(" ".join(title.split()))
    assert json.loads(pages["catalog/4-1/.nav.yml"])["title"].endswith(escape(title, quote=False))


def test_the_first_page_counts_as_the_catalog_does() -> None:
    home = (DOCS / "index.md").read_text(encoding="utf-8")
    counted = {row[0]: int(row[1]) for row in re.findall(r"^\| \[(\d-\d)\]\([^)]*\) \| (\d+)\b", home, re.MULTILINE)}
    (old,) = re.findall(r"2-1-2009/index\.md\): (\d+)", home)
    assert COUNTS == counted | {"2-1-2009": int(old)}


def test_the_glossary_has_the_words_of_the_catalog() -> None:
    glossary = (DOCS / "explanation" / "glossary.md").read_text(encoding="utf-8").lower()
    words = [
        *(fr.title for fr in FR),
        *(type.title for type in ComponentType),
        *(each.value.replace("_", " ") for each in (*Verdict, *Assurance, *EvidenceKind, *Correspondence)),
    ]
    assert [] == [word for word in words if word.lower() not in glossary]


def test_a_dash_that_says_nothing_goes() -> None:
    said = '<b>fr</b> \u2013 <div class="doc-md-description">\n <p>Said.</p></div>'
    unsaid = '<b>id</b> \u2013\n <div class="doc-md-description">\n \n</div>'
    assert f"{said}<b>id</b> " == hooks.on_page_content(said + unsaid)


def test_writing_makes_the_folder_hold_exactly_the_pages(tmp_path: Path) -> None:
    pages = {"catalog/index.md": "one\n", "catalog/3-3/a.md": "two\n"}
    assert 2 == write(pages, tmp_path, "catalog")
    stamp = (tmp_path / "catalog/index.md").stat().st_mtime_ns
    assert 0 == write(pages, tmp_path, "catalog")
    assert stamp == (tmp_path / "catalog/index.md").stat().st_mtime_ns
    (tmp_path / "index.md").write_text("by hand\n", encoding="utf-8")
    assert 2 == write({"catalog/index.md": "new\n"}, tmp_path, "catalog")
    left = {each.relative_to(tmp_path).as_posix(): each.read_text(encoding="utf-8") for each in tmp_path.rglob("*.md")}
    assert {"index.md": "by hand\n", "catalog/index.md": "new\n"} == left
    assert not (tmp_path / "catalog/3-3").exists()


def test_the_same_pages_come_from_the_same_data() -> None:
    assert FILES == book.pages(shelf.packaged())
