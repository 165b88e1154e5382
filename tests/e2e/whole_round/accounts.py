"""Coming in by an invitation, inviting others, signing in and out."""

from tests.e2e.whole_round.place import Place
from tests.e2e.whole_round.window import Window

PASSWORD = "seven tame geese on a pond"  # noqa: S105 - of people in tests
SIGN_OUT = ".work-bar form button"
COOKIE = "checkmyogp"


def join(place: Place, address: str, language: str) -> Window:
    """Follow the link in the mail, choose a language and a password, set up an app, keep the codes for paper."""
    window = place.window(language)
    window.page.goto(place.link_for(address))
    if not window.page.url.startswith(window.home):
        # Mail is in the language of whoever invited.
        window.page.click(f"nav a[hreflang={language}]")
    window.look()
    window.fill(password=PASSWORD, language=language)
    window.press()
    assert window.path == "/account/set-up"
    window.secret = window.page.locator("figcaption code").inner_text().replace(" ", "")
    window.give_code()
    assert window.page.locator(".codes code").count() == 10
    window.follow("/account")
    assert address in window.page.locator(".work-bar").inner_text()
    return window


def invite(window: Window, kind: str, address: str, **typed: str) -> None:
    """Invite somebody to an office, from one's own page on."""
    window.goto("/account")
    window.follow("/account/people")
    window.follow(f"/account/people/invite/{kind}")
    window.fill(address=address, **typed)
    window.press()
    assert address in window.page.locator("main").inner_text()


def sign_in(window: Window, address: str) -> None:
    """With a password and a code."""
    window.goto("/account/sign-in")
    window.fill(address=address, password=PASSWORD)
    window.press()
    window.give_code()
    assert window.path == "/account"


def sign_out(window: Window) -> str:
    """Sign out; what the cookie held until then."""
    cookies = {cookie.get("name"): cookie.get("value") for cookie in window.page.context.cookies()}
    window.press(SIGN_OUT)
    assert window.path == "/account/sign-in"
    return str(cookies[COOKIE])
