"""Somebody's browser: goes to pages, types into fields, presses buttons, and notes whatever is not as it should be."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Dialog, Response
from pyotp.totp import TOTP

from tests.e2e.watching import Watched
from tests.trust.clock import Clock

A_STEP = timedelta(seconds=31)
"""After this an authenticator app shows another code."""
BUTTON = "main form button[type=submit]"
KINDS = (
    """names => Object.fromEntries(names.map(name => [name, document.querySelector(`main [name='${name}']`)?.type]))"""
)
AT_ONCE = """typed => Object.entries(typed).filter(([name, text]) => {
    const fields = [...document.querySelectorAll(`main [name='${name}']`)];
    const grouped = fields.length && ["radio", "checkbox"].includes(fields[0].type);
    const field = grouped ? fields.find(each => each.value === text) : fields[0];
    if (!field) return true;
    if (grouped) field.checked = true; else field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return !grouped && field.value !== text;
}).map(([name]) => name)"""
REACHED = """([name, value]) =>
    document.activeElement.name === name && (!value || document.activeElement.value === value)"""


class Window:
    """A browser with an authenticator app beside it."""

    def __init__(self, context: BrowserContext, home: str, clock: Clock, noted: list[str]) -> None:
        """``home`` is the address of the pages in this person's language."""
        context.set_default_timeout(10_000)
        self.page = context.new_page()
        self.home = home
        self.clock = clock
        self.secret = ""
        self._expected: int | None = None
        self.watched = Watched(self.page, with_axe=False)
        self.watched.noted = noted
        self.page.on("response", self._answered)
        self.page.on("dialog", self._asked)

    @property
    def path(self) -> str:
        """Where this window is, below the language."""
        return self.page.url.removeprefix(self.home)

    def goto(self, path: str) -> None:
        """Open a page; whoever is asked to confirm who they are does so."""
        self.page.goto(f"{self.home}{path}")
        self.look()
        self.confirm_if_asked()
        assert urlsplit(self.path).path == urlsplit(path).path, self.page.url

    def confirm_if_asked(self) -> None:
        """Give the second factor once more, where a page asks for it."""
        if urlsplit(self.path).path == "/account/confirm":
            self.give_code()

    def press(self, button: str = BUTTON) -> None:
        """Press a button that leads to a page; there must be one of it."""
        with self.page.expect_navigation():
            self.page.locator(button).click()
        self.look()

    def follow(self, path: str) -> None:
        """Follow the link to this page."""
        home = urlsplit(self.home).path
        self.press(f"main a[href='{home}{path}']")
        assert self.path == path, self.page.url

    def fill(self, **typed: str) -> None:
        """Type into fields, by their names; a hyphen in a name is written as two underlines."""
        self.type({name.replace("__", "-"): text for name, text in typed.items()})

    def type(self, typed: dict[str, str]) -> None:
        """Type into fields, choose from lists, and mark buttons of a group, by the names of the fields."""
        kinds: dict[str, str] = self.page.evaluate(KINDS, list(typed))
        for name, text in typed.items():
            field = self.page.locator(f"main [name='{name}']")
            if kinds[name] in {"radio", "checkbox"}:
                self.page.check(f"main [name='{name}'][value='{text}']")
            elif kinds[name] == "select-one":
                field.select_option(text)
            else:
                field.fill(text)

    def type_at_once(self, typed: dict[str, str]) -> None:
        """The same for one more of many forms alike, in one stroke."""
        missing: list[str] = self.page.evaluate(AT_ONCE, typed)
        assert missing == [], f"{self.page.url} lacks {missing}"

    def code(self) -> str:
        """What the authenticator app shows a moment later."""
        self.clock.pass_(A_STEP)
        return TOTP(self.secret).at(self.clock.moment)

    def give_code(self) -> None:
        """Type the code and go on."""
        self.fill(code=self.code())
        self.press()

    def tab_to(self, name: str, value: str = "") -> None:
        """Go on from field to field by the keyboard until this one is reached."""
        for _ in range(60):
            if self.page.evaluate(REACHED, [name, value]):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not lead to {name} on {self.page.url}")

    @contextmanager
    def expecting(self, status: int) -> Generator[None]:
        """What is done now is refused with this status."""
        self._expected = status
        yield
        assert self._expected is None, f"{self.page.url} was not refused with {status}"

    def look(self) -> None:
        """Every page has one heading above all others, and is in the language that it was asked for."""
        headings, language = self.page.evaluate(
            "() => [document.querySelectorAll('h1').length, document.documentElement.lang]"
        )
        if headings != 1 or not self.home.endswith(f"/{language}"):
            self.watched.noted.append(f"{self.page.url}: {headings} h1 in {language}")

    def _answered(self, response: Response) -> None:
        if response.status == self._expected:
            self._expected = None
        elif response.status >= 400:
            self.watched.noted.append(f"{self.page.url}: {response.status} from {response.url}")

    def _asked(self, dialog: Dialog) -> None:
        self.watched.noted.append(f"{self.page.url} asks: {dialog.message} ({dialog.type})")
        dialog.accept()
