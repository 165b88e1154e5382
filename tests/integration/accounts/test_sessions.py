"""Sessions end when they are ended, whoever holds a copy of the cookie."""

from http.cookies import SimpleCookie

import pytest
from flask import Flask

from checkmyogp.db import db
from checkmyogp.domain.identities import Office
from checkmyogp.web import devices
from tests.factories import people
from tests.factories.accounts import PASSWORD, Owner, forget_used_codes, let_time_pass, owner
from tests.factories.browsing import send
from tests.pages.markup import read
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = ON_SQLITE

ACCOUNT = "/en/account"


@pytest.fixture
def bat(app: Flask) -> Owner:
    """An officer."""
    return owner(app)


def sign_in(client: Reader, bat: Owner) -> None:
    send(client, f"{ACCOUNT}/sign-in", address="bat@example.org", password=PASSWORD)
    assert send(client, f"{ACCOUNT}/second-factor", code=bat.code()).status_code == 303


def copied_cookie(client: Reader) -> str:
    cookie = client.get_cookie("checkmyogp")
    assert cookie is not None
    return f"checkmyogp={cookie.value}"


def replay(app: Flask, cookie: str, path: str = ACCOUNT) -> int:
    """What somebody gets who sends a copied cookie; a client with a cookie jar would drop the header."""
    thief = app.test_client(use_cookies=False)
    return thief.get(path, headers={"Cookie": cookie}).status_code


def test_a_copied_cookie_is_good_while_the_session_is(app: Flask, client: Reader, bat: Owner):
    sign_in(client, bat)

    assert replay(app, copied_cookie(client)) == 200


@pytest.mark.asvs("7.2.1", "7.4.1")
def test_a_copied_cookie_is_worth_nothing_after_signing_out(app: Flask, client: Reader, bat: Owner):
    sign_in(client, bat)
    cookie = copied_cookie(client)

    answer = send(client, ACCOUNT, to=f"{ACCOUNT}/sign-out")

    assert answer.status_code == 303
    assert replay(app, cookie) == 303


@pytest.mark.asvs("7.2.2", "7.2.4")
def test_the_cookie_from_before_the_second_factor_is_worth_nothing_after_it(app: Flask, client: Reader, bat: Owner):
    send(client, f"{ACCOUNT}/sign-in", address="bat@example.org", password=PASSWORD)
    planted = copied_cookie(client)

    send(client, f"{ACCOUNT}/second-factor", code=bat.code())

    assert client.get(ACCOUNT).status_code == 200
    assert replay(app, planted) == 303


@pytest.mark.asvs("7.2.2", "7.2.4")
def test_confirming_makes_earlier_copies_worthless(app: Flask, client: Reader, bat: Owner):
    sign_in(client, bat)
    cookie = copied_cookie(client)
    forget_used_codes(app)

    send(client, f"{ACCOUNT}/confirm", code=bat.code())

    assert client.get(ACCOUNT).status_code == 200
    assert replay(app, cookie) == 303


@pytest.mark.asvs("7.3.1", "7.4.1")
def test_a_session_ends_after_12_idle_hours(app: Flask, client: Reader, bat: Owner):
    sign_in(client, bat)
    let_time_pass(app, hours=11, minutes=59)
    before = client.get(ACCOUNT).status_code

    let_time_pass(app, minutes=2)

    assert (before, client.get(ACCOUNT).status_code) == (200, 303)


def test_work_keeps_a_session_alive_and_reading_writes_nothing(app: Flask, client: Reader, bat: Owner):
    sign_in(client, bat)
    let_time_pass(app, hours=11)
    send(client, ACCOUNT, to=f"{ACCOUNT}/language", language="en")

    let_time_pass(app, hours=11)

    assert client.get(ACCOUNT).status_code == 200


@pytest.mark.asvs("7.3.2", "7.4.1")
def test_a_session_ends_after_7_days_at_the_latest(app: Flask, client: Reader, bat: Owner):
    sign_in(client, bat)
    for _ in range(15):
        let_time_pass(app, hours=11)
        send(client, ACCOUNT, to=f"{ACCOUNT}/language", language="en")

    let_time_pass(app, hours=4)

    assert client.get(ACCOUNT).status_code == 303


def test_a_second_factor_is_waited_for_a_quarter_of_an_hour(app: Flask, client: Reader, bat: Owner):
    send(client, f"{ACCOUNT}/sign-in", address="bat@example.org", password=PASSWORD)

    let_time_pass(app, minutes=16)

    assert client.get(f"{ACCOUNT}/second-factor").status_code == 303


@pytest.mark.asvs("7.3.1", "7.5.1")
def test_a_fresh_second_factor_is_asked_for_after_ten_minutes(app: Flask, client: Reader, bat: Owner):
    sign_in(client, bat)
    before = client.get(f"{ACCOUNT}/password").status_code
    let_time_pass(app, minutes=11)

    after = client.get(f"{ACCOUNT}/password")
    forget_used_codes(app)
    confirmed = send(client, after.location, code=bat.code())

    assert before == 200
    assert after.location == f"{ACCOUNT}/confirm?next={ACCOUNT}/password"
    assert confirmed.location == f"{ACCOUNT}/password"
    assert client.get(f"{ACCOUNT}/password").status_code == 200


def test_a_form_sent_too_late_leads_back_to_its_page(app: Flask, client: Reader, bat: Owner):
    sign_in(client, bat)
    let_time_pass(app, minutes=11)

    answer = client.post(
        f"{ACCOUNT}/authenticator/begin", headers={"Referer": f"http://elsewhere.example{ACCOUNT}/authenticator?a=b"}
    )

    assert answer.location == f"{ACCOUNT}/confirm?next={ACCOUNT}/authenticator?a%3Db"


@pytest.mark.asvs("7.5.2")
def test_one_other_session_can_be_ended(app: Flask, client: Reader, bat: Owner):
    other = app.test_client()
    with app.app_context():
        people.carry(other, people.open_session(db.session.merge(bat.person)))
    sign_in(client, bat)
    page = client.get(f"{ACCOUNT}/sessions").text
    [address] = [part.split('"')[0] for part in page.split('action="') if part.split('"')[0].endswith("/end")]

    send(client, f"{ACCOUNT}/sessions", to=address)

    assert (client.get(ACCOUNT).status_code, other.get(ACCOUNT).status_code) == (200, 303)


@pytest.mark.asvs("7.4.3", "7.5.2")
def test_all_others_can_be_ended_at_once(app: Flask, client: Reader, bat: Owner):
    others = [app.test_client(), app.test_client()]
    with app.app_context():
        for other in others:
            people.carry(other, people.open_session(db.session.merge(bat.person)))
    sign_in(client, bat)

    send(client, f"{ACCOUNT}/sessions", to=f"{ACCOUNT}/sessions/end-others")

    assert [one.get(ACCOUNT).status_code for one in (client, *others)] == [200, 303, 303]


@pytest.mark.asvs("8.2.2")
def test_nobody_ends_the_session_of_somebody_else(app: Flask, client: Reader, bat: Owner):
    sign_in(client, bat)
    stranger = app.test_client()
    people.sign_in(stranger, office=Office.RESEARCHER)
    with app.app_context():
        token = people.open_session(db.session.merge(bat.person))
    other = app.test_client()
    people.carry(other, token)

    send(stranger, f"{ACCOUNT}/sessions", to=f"{ACCOUNT}/sessions/{people.hashed(token)}/end")

    assert other.get(ACCOUNT).status_code == 200


@pytest.mark.asvs("3.3.2", "3.3.4")
def test_the_cookie_is_marked_so_that_no_script_reads_it(client: Reader, bat: Owner):
    answer = client.get(f"{ACCOUNT}/sign-in")

    [morsel] = SimpleCookie(answer.headers["Set-Cookie"]).values()
    assert (morsel["httponly"], morsel["samesite"], morsel["path"], morsel["domain"]) == (True, "Lax", "/", "")


@pytest.mark.asvs("9.1.1")
@pytest.mark.parametrize("part", [0, -1], ids=["the content", "the signature"])
def test_a_cookie_that_was_changed_opens_nothing(app: Flask, client: Reader, bat: Owner, part: int):
    sign_in(client, bat)
    cookie = copied_cookie(client).partition("=")[2]
    # A cookie that was packed begins with a point of its own.
    dot = "." if cookie.startswith(".") else ""
    parts = cookie.strip(".").split(".")
    parts[part] = ("A" if parts[part][0] != "A" else "B") + parts[part][1:]

    assert replay(app, f"checkmyogp={dot}{'.'.join(parts)}") == 303


@pytest.mark.asvs("9.1.1", "9.2.2")
def test_a_cookie_of_one_kind_is_not_taken_for_the_other(app: Flask, client: Reader, bat: Owner):
    sign_in(client, bat)
    session = copied_cookie(client).partition("=")[2]
    [known] = [cookie for cookie in (client._cookies or {}).values() if cookie.key.startswith("known-")]
    address = "bat@example.org"

    assert replay(app, f"checkmyogp={known.value}") == 303
    for carried, is_known in ((known.value, True), (session, False), (f"A{known.value}", False)):
        with app.test_request_context(headers={"Cookie": f"{known.key}={carried}"}):
            assert bool(devices.known(address)) is is_known


@pytest.mark.asvs("14.3.1")
def test_signing_out_empties_what_the_browser_keeps(client: Reader, bat: Owner):
    sign_in(client, bat)

    answer = send(client, ACCOUNT, to=f"{ACCOUNT}/sign-out")

    assert answer.headers["Clear-Site-Data"] == '"cache"'


@pytest.mark.asvs("7.4.4")
@pytest.mark.parametrize("page", ["", "/sessions", "/password", "/people", "/passkeys", "/authenticator", "/leave"])
def test_signing_out_is_on_every_page_for_whoever_is_signed_in(client: Reader, bat: Owner, page: str):
    sign_in(client, bat)

    shown = read(client.get(f"{ACCOUNT}{page}").text)

    assert [form for form in shown.root.all("form") if form.attributes.get("action") == f"{ACCOUNT}/sign-out"]


def test_the_browser_is_named_as_its_owner_knows_it(client: Reader, bat: Owner):
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
    client.environ_base["HTTP_USER_AGENT"] = firefox

    sign_in(client, bat)

    assert "Firefox, Linux" in client.get(f"{ACCOUNT}/sessions").text
