"""Opens pages in a browser and finds whatever a payload did there."""

from collections.abc import Mapping
from itertools import cycle
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Error, Request

from checkmyogp.domain.texts import DIRECTION_MARKS
from tests.browsing import LANGUAGES
from tests.trust.payloads.corpus import MARK
from tests.trust.payloads.world import AGENCY, DECLINED, DRAFT, NGO, PLAN, ROUND, WAITING, World

APPLICATIONS = f"/accreditation/applications/{PLAN}"
PAGES: dict[str, dict[str, tuple[str, ...]]] = {
    "open": {
        "visitor": ("/register", f"/register/{PLAN}/{NGO}", f"/register/{PLAN}/{DECLINED}", f"/rounds/{ROUND}"),
        "officer": (
            "/account", "/account/people", "/account/sessions", "/account/passkeys", "/accreditation/applications",
            f"{APPLICATIONS}/{NGO}", f"{APPLICATIONS}/{WAITING}", f"{APPLICATIONS}/{DECLINED}", "/rounds",
            f"/accreditation/groups/{PLAN}", f"/rounds/{DRAFT}/manage", f"/rounds/{DRAFT}/edit",
            f"/rounds/{DRAFT}/open", f"/rounds/{ROUND}/manage", f"/rounds/{ROUND}/extend", f"/rounds/{ROUND}/close",
        ),
        "lead": (
            "/apply", "/account/passkeys", "/assess", f"/assess/{ROUND}", f"/assess/{ROUND}/1.1",
            f"/assess/{ROUND}/submit", f"/assess/{ROUND}/receipts/1",
        ),
        "applicant": ("/apply", f"/apply/{PLAN}"),
        "declined": ("/apply",),
        "reporter": (f"/report/{ROUND}", f"/report/{ROUND}/1.1", f"/report/{ROUND}/submit"),
    },
    "closed": {
        "visitor": (f"/rounds/{ROUND}", "/receipts"),
        "reporter": ("/reply", f"/reply/{ROUND}", f"/reply/{ROUND}/1.1"),
        "lead": (f"/answer/{ROUND}", f"/answer/{ROUND}/1.1/{AGENCY}"),
        "researcher": (
            "/closed", f"/closed/{ROUND}", f"/closed/{ROUND}/1.1", f"/workbench/{ROUND}/reading/1.1",
            f"/workbench/{ROUND}/reading?q={MARK}", "/workbench/notes",
        ),
    },
    "published": {
        "visitor": (
            "/", "/scorecards", f"/scorecards/{ROUND}", f"/scorecards/{ROUND}/1",
            f"/scorecards/{ROUND}/2/milestones/1.1", f"/rounds/{ROUND}", "/verify", "/audit", "/receipts",
            f"/scorecards/{ROUND}/2/analysis/reading/1.1", f"/scorecards/{ROUND}/2/analysis/reading?q={MARK}",
        ),
        "officer": (f"/rounds/{ROUND}/manage", f"/rounds/{ROUND}/correct"),
    },
}  # fmt: skip
"""The pages on which something shows that somebody typed, in each state of the round, by who reads them."""

INSPECT = """mark => {
    const found = [];
    for (const element of document.querySelectorAll("*")) {
        const name = element.localName;
        const odd = [...element.attributes].filter(
            ({ name }) => name.startsWith("on") || name.includes(mark) || name === "srcdoc" || name === "style");
        if (odd.length || name.includes(mark)) found.push(`made ${element.cloneNode().outerHTML.slice(0, 160)}`);
        for (const attribute of ["href", "src", "action", "formaction", "data"]) {
            if (!element.hasAttribute(attribute) || element.namespaceURI.endsWith("svg")) continue;
            const { protocol } = new URL(element.getAttribute(attribute), document.baseURI);
            if (!["http:", "https:"].includes(protocol)) found.push(`${attribute} leads to ${protocol}`);
        }
    }
    const strange = "iframe, object, embed, base, style, math, meta[http-equiv], script:not([src^='/static/'])";
    for (const element of document.querySelectorAll(strange)) found.push(`has ${element.localName}`);
    return {
        found,
        shown: document.documentElement.outerHTML.includes(mark),
        text: document.body.innerText + [...document.querySelectorAll("input, textarea")].map(({ value }) => value),
        links: [...document.querySelectorAll("a[href^='/']")].map(link => link.getAttribute("href")),
    };
}"""


class Looker:
    """A window, and everything a payload did in it."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        """``site`` is the address without a slash at the end."""
        self.context = context
        self.site = site
        self.tried = 0
        self.shown = 0
        """On how many pages a payload stood."""
        self.found: list[str] = []
        self.page = context.new_page()
        self.page.on("dialog", self._asked)
        self.page.on("console", self._heard)
        self.page.on("pageerror", self._failed)
        self.page.on("request", self._requested)

    def open(self, path: str, *, followed: bool = False) -> list[str]:
        """Go to a page and look at what it became; the addresses on this site that it links to.

        A link that was only followed may lead to what is hidden from this seat.
        """
        answer = self.page.goto(f"{self.site}{path}")
        self.tried += 1
        if followed and answer is not None and answer.status == 404:
            return []
        if answer is None or answer.status != 200:
            self._note(f"answers {answer and answer.status}")
            return []
        return self.inspect()

    def inspect(self) -> list[str]:
        """Look at the page as it is now."""
        try:
            seen: dict[str, Any] = self.page.evaluate(INSPECT, MARK)
        except Error as gone:
            # A page that leads away by itself is gone before it can be looked at.
            self._note(str(gone))
            return []
        self.shown += seen["shown"]
        for wrong in seen["found"]:
            self._note(wrong)
        if DIRECTION_MARKS.intersection(seen["text"]):
            self._note("turns the direction of writing")
        return seen["links"]

    def send(self, typed: Mapping[str, str], button: str = "main form button") -> None:
        """Type over the fields of the page, press a button, and look at what comes."""
        for name, text in typed.items():
            self.page.fill(f"main [name='{name}']", text)
        with self.page.expect_navigation():
            self.page.locator(button).first.click()
        self.tried += 1
        self.inspect()

    def everything(self, world: World, state: str, languages: tuple[str, ...], *, follow: bool) -> None:
        """Every page of this state in these languages; with every page that they lead to where links are followed."""
        for seat, paths in PAGES[state].items():
            world.seat(self.context, self.site, seat)
            listed = [f"/{language}{path}" for language in languages for path in paths]
            waiting, known = list(listed), set(listed)
            while waiting:
                path = waiting.pop(0)
                links = self.open(path, followed=path not in listed)
                new = [link for link in links if follow and _worth_following(link) and link not in known]
                known.update(new)
                waiting += new

    def in_turn(self, world: World, state: str) -> None:
        """Every page of this state in one of the languages."""
        for seat, paths in PAGES[state].items():
            world.seat(self.context, self.site, seat)
            for path, language in zip(paths, cycle(LANGUAGES), strict=False):
                self.open(f"/{language}{path}")

    def _note(self, wrong: str) -> None:
        self.found.append(f"{self.page.url}: {wrong}")

    def _asked(self, dialog: Dialog) -> None:
        self._note(f"dialog {dialog.message}")
        dialog.dismiss()

    def _heard(self, message: ConsoleMessage) -> None:
        # A refused form is shown as a page, and the browser says so as well.
        own_status = message.text.startswith("Failed to load resource") and message.location["url"] == self.page.url
        if message.type in {"error", "warning"} and not own_status:
            self._note(message.text[:300])

    def _failed(self, error: Error) -> None:
        self._note(str(error))

    def _requested(self, request: Request) -> None:
        if urlsplit(request.url).hostname != "127.0.0.1":
            self._note(f"asks for {request.url}")


def _worth_following(link: str) -> bool:
    """A page of this site: no part of one, no selection of its rows, no file to download."""
    ends = ("submission.json", ".py", ".R", ".csv", ".txt", ".zip")
    return link.startswith(("/en/", "/mn/")) and not {"#", "?"}.intersection(link) and not link.endswith(ends)
