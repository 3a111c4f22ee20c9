"""The built files, without a browser: no dead link or anchor, nothing from another host, the whole public API."""

from __future__ import annotations

import re
from enum import EnumType
from functools import cache
from html import unescape
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

import attrs
import pytest

import iec62443
from iec62443 import display

if TYPE_CHECKING:
    from pathlib import Path

LINK = re.compile(r'<(\w+)\b[^>]*?\b(?:href|src|data-src|action)="([^"]*)"')
ANCHOR = re.compile(r'\b(?:id|name)="([^"]+)"')
#: What a page shows only when it is followed by a person; everything else is fetched at once.
FOLLOWED = {"a"}


@cache
def html(site: Path) -> dict[str, str]:
    """Read every page, by its path in the site."""
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}


def links(site: Path) -> list[tuple[str, str, str]]:
    """Give every link: page, tag, address."""
    return [(page, tag, unescape(link)) for page, text in html(site).items() for tag, link in LINK.findall(text)]


def test_there_are_as_many_pages_as_requirements_and_more(site: Path) -> None:
    assert len(html(site)) > 637 + 7 + 7


def test_no_link_and_no_anchor_is_dead(site: Path) -> None:
    pages = html(site)
    anchors = {page: {unescape(each) for each in ANCHOR.findall(text)} for page, text in pages.items()}
    dead = []
    checked = 0
    for page, _, link in links(site):
        if re.match(r"[a-z]+:|//", link):
            continue
        path, _, anchor = link.partition("#")
        path = unquote(path.partition("?")[0])
        there = normpath(join(dirname(page), path)) if not path.startswith("/") else path.lstrip("/") or "."
        if not path:
            there = page
        elif (site / there).is_dir():
            there = normpath(join(there, "index.html"))
        known = (site / there).is_file() and (not anchor or there not in anchors or unquote(anchor) in anchors[there])
        checked += 1
        if not known:
            dead.append((page, link))
    assert [] == dead[:20]
    assert checked > 20_000


def test_nothing_is_fetched_from_another_host(site: Path) -> None:
    fetched_at_once = {
        (tag, link) for _, tag, link in links(site) if tag not in FOLLOWED and not link.startswith("data:")
    }
    foreign = {(tag, link) for tag, link in fetched_at_once if "//" in link}
    assert set() == foreign
    for sheet in site.rglob("*.css"):
        fetched = re.findall(r"url\(['\"]?([^)'\"]+)|@import\s+['\"]([^'\"]+)", sheet.read_text(encoding="utf-8"))
        assert [] == [each for each in fetched if "//" in "".join(each) and not "".join(each).startswith("data:")]


def test_the_disclaimer_stands_under_every_page(site: Path) -> None:
    said = "not affiliated with, endorsed or reviewed by IEC, ISA or ISCI"
    assert [] == [page for page, text in html(site).items() if said not in text]


@pytest.mark.parametrize("name", iec62443.__all__)
def test_each_public_name_is_shown_once_in_the_reference(site: Path, name: str) -> None:
    value = getattr(iec62443, name)
    anchor = f'id="{value.__module__}.{name}"'
    found = [
        page for page, text in html(site).items() if page.startswith("reference/") for _ in range(text.count(anchor))
    ]
    assert 1 == len(found)


VALUES = [name for name in iec62443.__all__ if attrs.has(getattr(iec62443, name))]
ENUMS = [name for name in iec62443.__all__ if isinstance(getattr(iec62443, name), EnumType)]


@pytest.mark.parametrize("name", [*VALUES, *ENUMS])
def test_each_field_or_member_of_a_public_class_is_shown(site: Path, name: str) -> None:
    value = getattr(iec62443, name)
    names = [*value.__members__] if name in ENUMS else [each.name for each in attrs.fields(value)]
    shown = "".join(text for page, text in html(site).items() if page.startswith("reference/"))
    wanted = [each for each in names if not each.startswith("_")]
    assert [] == [each for each in wanted if f"{value.__module__}.{name}.{each}" not in shown]


def test_what_else_the_reference_shows_are_values_that_public_names_give(site: Path) -> None:
    headings = re.compile(r'<h2 id="(iec62443(?:\.\w+)+)\.(\w+)" class="doc doc-heading"')
    shown = {
        (module, name)
        for page, text in html(site).items()
        if page.startswith("reference/")
        for module, name in headings.findall(text)
    }
    public = {(getattr(iec62443, name).__module__, name) for name in iec62443.__all__}
    own = {("iec62443.display", name) for name in display.__all__}
    assert public <= shown
    assert own <= shown
    assert [] == [name for _, name in shown - public - own if not name[0].isupper()]
