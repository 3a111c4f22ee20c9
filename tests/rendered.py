"""Pages of the site as a reader sees them: Markdown rendered as mkdocs renders it, then only text, links and tags."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

import markdown
from attrs import define, field

#: What mkdocs.yml switches on of Python-Markdown, as far as it changes what generated pages show.
EXTENSIONS = ("admonition", "attr_list", "def_list", "tables", "toc")
#: Where a new line of text begins.
BLOCKS = {"h1", "h2", "h3", "p", "li", "dt", "dd", "tr"}


@define
class Seen(HTMLParser):
    """What is to be seen of a page."""

    lines: list[str] = field(factory=list)
    links: list[str] = field(factory=list)
    tags: list[str] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        if tag == "a":
            self.links.append(given["href"] or "")
        if tag in BLOCKS:
            self.lines.append("")
        if tag in {"td", "th"} and self.lines[-1].strip():
            self.lines[-1] += " | "

    def handle_data(self, data: str) -> None:
        if not self.lines:
            self.lines.append("")
        self.lines[-1] += data


def seen(body: str) -> Seen:
    """Render Markdown and look at it."""
    page = Seen()
    page.feed(markdown.markdown(body, extensions=[*EXTENSIONS]))
    page.close()
    page.lines = [" ".join(line.split()) for line in page.lines if line.strip()]
    return page


def parted(page: str) -> tuple[dict[str, object], str]:
    """Part a page into its front matter, whose values are JSON, and its Markdown."""
    _, head, body = page.split("---\n", 2)
    return {key: json.loads(value) for key, _, value in (line.partition(": ") for line in head.splitlines())}, body


def target(page: str, link: str) -> str:
    """Give the page that a relative link of a page names."""
    path = link.partition("#")[0]
    return normpath(join(dirname(page), path)) if path else page
