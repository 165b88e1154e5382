"""A passkey in the place of a code, in a browser with a device of its own."""

from collections.abc import Generator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Request

from tests.browsing import served
from tests.factories.accounts import PASSWORD, Owner, actions, forget_used_codes, owner
from tests.plugins.engines import ON_SQLITE

pytestmark = [pytest.mark.browser, ON_SQLITE]

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def account(app: Flask, browser: Browser) -> Generator[str]:
    """The address of the account pages: passkeys are made for names, so that the site needs one."""
    with served(app) as address:
        site = address.replace("127.0.0.1", "localhost").rstrip("/")
        app.config["PUBLIC_URL"] = site
        yield f"{site}/en/account"


@pytest.fixture
def bat(app: Flask) -> Owner:
    """An officer."""
    return owner(app)


@pytest.fixture
def context(browser: Browser) -> Generator[BrowserContext]:
    """A browser of somebody's own."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Its window."""
    return context.new_page()


class Device:
    """Keeps passkeys and unlocks them by itself."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.session = context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        self.made: Any = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})

    def forget(self) -> None:
        """Lose every passkey."""
        self.session.send("WebAuthn.clearCredentials", {"authenticatorId": self.made["authenticatorId"]})


@pytest.fixture
def device(context: BrowserContext, page: Page) -> Device:
    """A device that goes with the window."""
    return Device(context, page)


def give_password(page: Page, account: str) -> None:
    page.goto(f"{account}/sign-in")
    page.fill("#address", "bat@example.org")
    page.fill("#password", PASSWORD)
    page.click("main button")


def sign_in_with_a_code(page: Page, account: str, bat: Owner) -> None:
    give_password(page, account)
    page.fill("#code", bat.code())
    page.click("main button")
    page.wait_for_url(account)


def add_a_passkey(page: Page, account: str) -> None:
    page.goto(f"{account}/passkeys")
    page.get_by_role("button", name="Add a passkey").click()
    page.fill("#name", "My phone")
    page.get_by_role("button", name="Make a passkey on this device").click()
    page.wait_for_url(f"{account}/passkeys")


def test_a_passkey_lets_in_in_the_place_of_a_code(app: Flask, account: str, bat: Owner, page: Page, device: Device):
    sign_in_with_a_code(page, account, bat)
    add_a_passkey(page, account)
    assert page.get_by_text("My phone").is_visible()
    page.get_by_role("button", name="Sign out").click()

    give_password(page, account)
    page.get_by_role("button", name="Use a passkey instead").click()
    page.get_by_role("button", name="Continue with my passkey").click()
    page.wait_for_url(account)

    assert page.get_by_role("heading", level=1).inner_text() == "Your account"
    assert actions(app) == ["person.passkey_added"]


def test_an_answer_that_was_sent_before_is_refused(app: Flask, account: str, bat: Owner, page: Page, device: Device):
    answers: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/passkey"):
            fields: Any = request.post_data_json
            answers.append(str(fields["answer"]))

    sign_in_with_a_code(page, account, bat)
    add_a_passkey(page, account)
    page.on("request", note)
    page.goto(f"{account}/confirm")
    page.get_by_role("button", name="Use a passkey instead").click()
    page.get_by_role("button", name="Continue with my passkey").click()
    page.wait_for_url(account)
    page.goto(f"{account}/confirm")
    page.get_by_role("button", name="Use a passkey instead").click()

    page.evaluate("answer => { document.querySelector('[name=answer]').value = answer }", answers[0])
    page.get_by_role("button", name="Continue with my passkey").click()

    assert page.get_by_role("heading", level=1).inner_text() == "This passkey was not accepted"


def test_a_device_without_a_passkey_leaves_the_code(account: str, bat: Owner, page: Page, app: Flask, device: Device):
    sign_in_with_a_code(page, account, bat)
    add_a_passkey(page, account)
    device.forget()
    forget_used_codes(app)
    page.goto(f"{account}/confirm")
    page.get_by_role("button", name="Use a passkey instead").click()
    page.get_by_role("button", name="Continue with my passkey").click()
    page.get_by_text("did not give a passkey").wait_for()

    page.get_by_role("link", name="Type a code instead").click()
    page.fill("#code", bat.code())
    page.get_by_role("button", name="Continue", exact=True).click()
    page.wait_for_url(account)


def test_a_removed_passkey_opens_nothing(account: str, bat: Owner, page: Page, device: Device):
    sign_in_with_a_code(page, account, bat)
    add_a_passkey(page, account)

    page.get_by_role("button", name="Remove the passkey of My phone").click()
    page.goto(f"{account}/confirm")

    assert page.get_by_role("button", name="Use a passkey instead").count() == 0
