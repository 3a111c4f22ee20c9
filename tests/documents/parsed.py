"""What a browser and a Markdown reader make of a document: parsers that are not ours."""

from __future__ import annotations

from html.parser import HTMLParser

from markdown_it import MarkdownIt

#: CommonMark as it is, with the tables of GitHub.
MARKDOWN = MarkdownIt("commonmark").enable("table")
_VOID = {"br", "col", "hr", "img", "input", "link", "meta"}


class Page(HTMLParser):
    """The elements of a page in their order, its attributes, and its text; complains of what does not close."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.comments: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert [] == self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.open.append(tag)
        elif tag == "br":
            self.words.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    @property
    def text(self) -> str:
        """The text of the page, blanks as they stand."""
        return "".join(self.words)

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of all elements of a name."""
        return [attrs for name, attrs in self.elements if name == tag]

    def structure(self) -> list[tuple[str, tuple[str, ...], str]]:
        """What the page is made of, whatever its words: elements, names of their attributes, and their classes."""
        return [(tag, tuple(attrs), attrs.get("class", "").replace(" brief", "")) for tag, attrs in self.elements]


def markdown_structure(text: str) -> list[str]:
    """What a Markdown text is made of, whatever its words: the kinds of its parts in their order."""
    found: list[str] = []
    for token in MARKDOWN.parse(text):
        found.append(f"{token.type} {token.tag}")
        for child in token.children or ():
            kind = child.content if child.type == "html_inline" else child.type
            if kind != "text" or found[-1] != "text":
                found.append(kind)
    return found


def markdown_text(text: str) -> str:
    """The words of a Markdown text as a reader sees them."""
    return Page(MARKDOWN.render(text)).text
