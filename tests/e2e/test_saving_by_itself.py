"""A draft saves itself every minute: on after a fault that passes, and no more after an answer that names a mistake."""

from collections.abc import Generator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.checkout import ROOT

pytestmark = pytest.mark.browser

SITE = "http://site.test/"
FORM = """<!doctype html><title>Draft</title>
<p id="saved" data-unsaved="unsaved" data-saved="saved" data-refused="refused" data-signed-out="signed out"
 data-unreachable="unreachable"></p>
<form id="draft" method="post"><input type="hidden" name="revision" value="0"><textarea name="reason"></textarea>
<button name="then" value="stay">Save</button></form><script src="/unsaved.js" defer></script>"""


@dataclass
class Desk:
    """A form in a browser, and a site that answers as it is told."""

    page: Page
    status: int = 200
    body: str = '{"revision": 1}'
    sent: list[int] = field(default_factory=list[int])

    def answer(self, route: Route) -> None:
        """The form, its script, or whatever saving is answered with."""
        if route.request.method == "POST":
            self.sent.append(self.status)
            route.fulfill(status=self.status, body=self.body)
        elif route.request.url.endswith(".js"):
            script = (ROOT / "checkmyogp/static/unsaved.js").read_text()
            route.fulfill(body=script, content_type="text/javascript")
        else:
            route.fulfill(body=FORM, content_type="text/html")

    def type(self) -> None:
        """One more letter."""
        self.page.type("[name=reason]", "x")

    def minutes(self, number: int) -> None:
        """Time goes by, and each answer arrives."""
        for _ in range(number):
            self.page.clock.run_for(60_000)
            self.page.evaluate("() => fetch('/').then(() => null)")

    def said(self) -> str:
        """What the page says of saving."""
        return self.page.inner_text("#saved")


@pytest.fixture
def desk(browser: Browser) -> Generator[Desk]:
    """A form into which something was typed."""
    page = browser.new_page()
    found = Desk(page)
    page.route("**/*", found.answer)
    page.clock.install()
    page.goto(SITE)
    found.type()
    yield found
    page.close()


def test_what_is_typed_is_saved_within_a_minute_and_once(desk: Desk):
    desk.minutes(3)

    assert desk.sent == [200]
    assert desk.said() == "saved"
    assert desk.page.input_value("[name=revision]") == "1"


@pytest.mark.parametrize(
    ("status", "body"), [(502, "Bad Gateway"), (429, ""), (403, ""), (200, "<h1>Sign in to this network</h1>")]
)
def test_a_fault_that_passes_is_survived(desk: Desk, status: int, body: str):
    desk.status, desk.body = status, body
    desk.minutes(1)
    assert desk.said() == "unreachable"

    desk.status, desk.body = 200, '{"revision": 4}'
    desk.minutes(1)

    assert desk.sent == [status, 200]
    assert desk.said() == "saved"


def test_a_fault_that_lasts_is_asked_about_less_often_and_for_ever(desk: Desk):
    desk.status = 502

    desk.minutes(30)

    assert 7 <= len(desk.sent) <= 12


def test_a_mistake_is_not_sent_again_before_it_is_changed(desk: Desk):
    desk.status = 400
    desk.minutes(5)
    assert (desk.sent, desk.said()) == ([400], "refused")

    desk.type()
    desk.status = 200
    desk.minutes(1)

    assert (desk.sent, desk.said()) == ([400, 200], "saved")


def test_what_somebody_else_saved_is_never_written_over(desk: Desk):
    desk.status = 409
    desk.minutes(1)
    desk.type()

    desk.minutes(10)

    assert desk.sent == [409]


def test_the_form_is_not_sent_while_the_browser_is_offline(desk: Desk):
    desk.page.context.set_offline(offline=True)

    desk.page.click("button")

    assert desk.sent == []
    assert desk.said() == "unreachable"
    assert desk.page.input_value("[name=reason]") == "x"
