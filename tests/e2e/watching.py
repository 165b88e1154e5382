"""A window that notes errors, broken rules and requests to elsewhere; and axe, the checker of accessibility."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Error, Page, Request

from tests.browsing import Scheme
from tests.e2e.looking_anew import LOOK

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = "color-contrast"
SIZE = "target-size"
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPEN_ALL = "() => document.querySelectorAll('details').forEach(part => { part.open = true; })"

LOOKED_AT: defaultdict[tuple[str, Scheme, int], set[str]] = defaultdict(set)
"""The kinds of elements that were looked at, by rule, scheme and, where it matters, width."""


class Watched:
    """A page together with what went wrong on it."""

    def __init__(self, page: Page, *, with_axe: bool = True) -> None:
        self.page = page
        self.noted: list[str] = []
        self._scheme: Scheme = "light"
        self._width = 0
        if with_axe:
            # A script that a window brings along is not bound by the rules that a page sets for its own.
            page.context.add_init_script(AXE_SCRIPT)
        page.on("console", self._heard)
        page.on("pageerror", self._failed)
        page.on("request", self._asked)

    def start(self) -> None:
        """Forget what was noted."""
        self.noted.clear()
        self.show_in("light")

    def show_in(self, scheme: Scheme) -> None:
        """As a reader with light or dark colours has it."""
        self._scheme = scheme
        self.page.emulate_media(color_scheme=scheme)

    def resize(self, width: int) -> None:
        """Make the window so wide."""
        self._width = width
        self.page.set_viewport_size({"width": width, "height": 900})

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        return int(self.page.evaluate(OVERFLOW))

    def violations(self, *, colours: bool = True) -> list[str]:
        """Everything that axe finds on the page as it is shown now, one line each.

        Colours, and the sizes of what is pressed, are looked at where they were not before, see ``looking_anew``.
        """
        # Axe leaves the size of what is pressed out unless it is named.
        rules = {SIZE: {"enabled": False}, CONTRAST: {"enabled": False}}
        options = {"runOnly": {"type": "tag", "values": TAGS}, "rules": rules, "resultTypes": ["violations"]}
        found: dict[str, Any] = self.page.evaluate("options => axe.run(options)", options)
        return [
            *_lines(found["violations"]),
            *(self._anew(CONTRAST) if colours else ()),
            *self._anew(SIZE),
        ]

    def poor_contrasts(self) -> list[str]:
        """Where colours are too near to each other: all that axe can find anew once only the colours are others."""
        return self._anew(CONTRAST)

    def _anew(self, rule: str) -> list[str]:
        known = LOOKED_AT[rule, self._scheme, self._width if rule == SIZE else 0]
        found: dict[str, Any] = self.page.evaluate(LOOK, {"rule": rule, "known": sorted(known)})
        known.update(found["names"])
        return list(_lines(found["violations"]))

    def _heard(self, message: ConsoleMessage) -> None:
        # A refused address is shown as a page, and the browser says so as well.
        own_status = message.text.startswith("Failed to load resource") and message.location["url"] == self.page.url
        if message.type in {"error", "warning"} and not own_status:
            self.noted.append(f"{self.page.url}: {message.text}")

    def _failed(self, error: Error) -> None:
        self.noted.append(f"{self.page.url}: {error}")

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "about"} and address.hostname != "127.0.0.1":
            self.noted.append(f"{self.page.url} asks for {request.url}")


def _lines(violations: list[dict[str, Any]]) -> Iterator[str]:
    for violation in violations:
        for node in violation["nodes"]:
            why = " ".join(node["failureSummary"].split())
            yield f"{violation['id']} ({violation['help']}): {node['html'][:160]} {why[:200]}"
