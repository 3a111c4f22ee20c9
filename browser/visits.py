"""Visits to the site: each listens to what the browser asks for and complains about."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from attrs import define, field
from playwright.sync_api import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


@define
class Visit:
    """A page in the browser, with what it asked for and complained about."""

    page: Page
    base: str
    requests: list[str] = field(factory=list)
    complaints: list[str] = field(factory=list)

    def open(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(self.base + path)
        return self.page

    @property
    def foreign(self) -> list[str]:
        """The requests that left the site."""
        return [url for url in self.requests if not url.startswith((self.base, "data:", "blob:"))]


@contextmanager
def visit(chromium: Browser, base: str, width: int, scheme: str = "light") -> Iterator[Visit]:
    """Open a window of a width, in the light or the dark; complaints and foreign requests fail at its end."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    there = Visit(context.new_page(), base)
    loud = {"error", "warning"}
    context.on("request", lambda request: there.requests.append(request.url))
    context.on("console", lambda said: there.complaints.append(said.text) if said.type in loud else None)
    context.on("weberror", lambda error: there.complaints.append(str(error.error)))
    context.set_default_timeout(30_000)
    try:
        yield there
    finally:
        context.close()
    assert there.requests
    assert ([], []) == (there.foreign, there.complaints)
