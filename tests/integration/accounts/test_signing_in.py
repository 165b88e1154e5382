"""Signing in: a password, then a second factor, and nothing before both."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from tests.factories.accounts import PASSWORD, RECOVERY, Owner, actions, forget_used_codes, mails, owner
from tests.factories.browsing import send
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader
from tests.trust.clock import standing_at

pytestmark = ON_SQLITE

SIGN_IN = "/en/account/sign-in"
SECOND = "/en/account/second-factor"


@pytest.fixture
def bat(app: Flask) -> Owner:
    """An officer."""
    return owner(app)


def sign_in(client: Reader, bat: Owner) -> None:
    assert send(client, SIGN_IN, address="bat@example.org", password=PASSWORD).location == SECOND
    assert send(client, SECOND, code=bat.code()).location == "/en/account"


def test_a_password_and_a_code_let_in(client: Reader, bat: Owner):
    sign_in(client, bat)

    assert "bat@example.org · Accreditation officer" in client.get("/en/account").text


@pytest.mark.parametrize("written", ["BAT@example.org", " bat@example.org "])
def test_an_address_is_the_same_however_it_is_written(client: Reader, bat: Owner, written: str):
    answer = send(client, SIGN_IN, address=written, password=PASSWORD)

    assert answer.location == SECOND


@pytest.mark.asvs("6.3.3")
@pytest.mark.parametrize("path", ["", "/sessions", "/people", "/password", "/confirm"])
def test_half_signed_in_is_not_signed_in(client: Reader, bat: Owner, path: str):
    send(client, SIGN_IN, address="bat@example.org", password=PASSWORD)

    answer = client.get(f"/en/account{path}")

    assert (answer.status_code, answer.location) == (303, f"{SIGN_IN}?next=/en/account{path}")


def test_half_signed_in_may_not_even_sign_out(client: Reader, bat: Owner):
    send(client, SIGN_IN, address="bat@example.org", password=PASSWORD)

    answer = client.post("/en/account/sign-out")

    assert (answer.status_code, answer.location) == (303, SIGN_IN)


@pytest.mark.asvs("2.3.1", "6.3.3")
def test_a_second_factor_needs_a_first_one(client: Reader, bat: Owner):
    assert client.get(SECOND).location == SIGN_IN
    assert client.get("/en/account/set-up").location == SIGN_IN


@pytest.mark.asvs("6.3.4", "6.4.4")
def test_whoever_has_an_app_cannot_set_up_another_one_with_the_password_alone(client: Reader, bat: Owner):
    send(client, SIGN_IN, address="bat@example.org", password=PASSWORD)

    assert client.get("/en/account/set-up").location == SECOND


@pytest.mark.parametrize(
    ("address", "password"), [("bat@example.org", "wrong words here"), ("nobody@example.org", PASSWORD)]
)
def test_an_unknown_address_and_a_wrong_password_are_answered_alike(
    app: Flask, client: Reader, bat: Owner, address: str, password: str
):
    answer = send(client, SIGN_IN, address=address, password=password)

    assert answer.status_code == 400
    assert "do not belong together" in answer.text
    assert f'value="{address}"' in answer.text
    assert password not in answer.text


def test_somebody_who_has_left_is_unknown(app: Flask, client: Reader, bat: Owner):
    for number in (2, 3):
        owner(app, address=f"officer-{number}@example.org")
    sign_in(client, bat)
    send(client, "/en/account/leave")

    answer = send(client, SIGN_IN, address="bat@example.org", password=PASSWORD)

    assert answer.status_code == 400
    assert actions(app)[-2:] == ["person.left", "seat.left"]


@pytest.mark.asvs("6.2.10")
def test_a_password_does_not_run_out(client: Reader, bat: Owner):
    with standing_at(datetime.now(UTC) + timedelta(days=3650)):
        answer = send(client, SIGN_IN, address="bat@example.org", password=PASSWORD)

    assert answer.location == SECOND


@pytest.mark.asvs("6.5.1")
def test_a_code_works_once(app: Flask, client: Reader, bat: Owner):
    sign_in(client, bat)
    other = app.test_client()
    send(other, SIGN_IN, address="bat@example.org", password=PASSWORD)

    answer = send(other, SECOND, code=f"{bat.code()[:3]} {bat.code()[3:]}")

    assert answer.status_code == 400
    assert "each code works once" in answer.text


def test_a_code_with_spaces_hyphens_and_full_width_digits_is_the_same_code(client: Reader, bat: Owner):
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in bat.code())
    send(client, SIGN_IN, address="bat@example.org", password=PASSWORD)

    assert send(client, SECOND, code=f" {wide[:2]}-{wide[2:4]} {wide[4:]} ").status_code == 303


@pytest.mark.asvs("6.4.4", "6.5.1")
def test_a_code_from_paper_works_once_and_is_told_by_mail(app: Flask, client: Reader, bat: Owner):
    send(client, SIGN_IN, address="bat@example.org", password=PASSWORD)
    first = send(client, SECOND, code=RECOVERY.upper().replace("-", " "))
    other = app.test_client()
    send(other, SIGN_IN, address="bat@example.org", password=PASSWORD)

    second = send(other, SECOND, code=RECOVERY)

    assert (first.status_code, second.status_code) == (303, 400)
    assert [mail.subject for mail in mails(app)] == ["A recovery code was used"]


@pytest.mark.asvs("7.2.4")
def test_the_present_session_ends_when_somebody_signs_in_anew(app: Flask, client: Reader, bat: Owner):
    sign_in(client, bat)
    forget_used_codes(app)

    sign_in(client, bat)

    assert client.get("/en/account/sessions").text.count("this session") == 1
    assert "End all but this one" not in client.get("/en/account/sessions").text


@pytest.mark.asvs("3.5.1")
@pytest.mark.parametrize("page", [SIGN_IN, "/mn/account/sign-in"])
def test_a_form_without_its_token_is_refused_in_words(client: Reader, page: str):
    answer = client.post(page, data={"address": "bat@example.org", "password": PASSWORD})

    assert answer.status_code == 400
    assert "<h1>" in answer.text
    assert "csrf" not in answer.text.lower()


def test_signing_in_leads_back_to_where_one_was(app: Flask, client: Reader, bat: Owner):
    first = send(
        client, f"{SIGN_IN}?next=/en/account/sessions?_external=1", address="bat@example.org", password=PASSWORD
    )
    second = send(client, first.location, code=bat.code())

    assert second.location == "/en/account/sessions?_external=1"


def test_reading_pages_neither_set_a_cookie_nor_look_at_one(client: Reader, bat: Owner):
    sign_in(client, bat)

    answer = client.get("/en/plans")

    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "bat@example.org" not in answer.text


@pytest.mark.asvs("14.3.2")
def test_work_pages_are_kept_by_no_cache(client: Reader, bat: Owner):
    sign_in(client, bat)

    assert client.get("/en/account").headers["Cache-Control"] == "no-store"
