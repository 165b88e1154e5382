"""A forgotten password is replaced by mail; nobody learns who has an account, and the second factor stays."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, update

from checkmyogp.accounts.models import PasswordReset
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from tests.factories import people
from tests.factories.accounts import (
    OTHER_PASSWORD,
    PASSWORD,
    Owner,
    actions,
    links_to,
    mails,
    owner,
)
from tests.factories.browsing import send
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = ON_SQLITE

ACCOUNT = "/en/account"


@pytest.fixture
def bat(app: Flask) -> Owner:
    """An officer."""
    return owner(app)


@pytest.fixture
def signed_in(app: Flask, client: Reader, bat: Owner) -> Reader:
    """The officer's browser."""
    with app.app_context():
        people.carry(client, people.open_session(db.session.merge(bat.person)))
    return client


def password_opens(app: Flask, password: str, address: str = "bat@example.org") -> bool:
    answer = send(app.test_client(), f"{ACCOUNT}/sign-in", address=address, password=password)
    return answer.status_code == 303


def asked(app: Flask, client: FlaskClient, address: str = "bat@example.org") -> str:
    send(client, f"{ACCOUNT}/forgotten", address=address)
    return links_to(app, address)[-1]


def test_a_known_and_an_unknown_address_get_the_same_answer(app: Flask, bat: Owner):
    answers = [
        send(app.test_client(use_cookies=True), f"{ACCOUNT}/forgotten", address=address)
        for address in ("bat@example.org", "tom@example.org")
    ]

    assert answers[0].data == answers[1].data
    assert [answer.status for answer in answers] == ["303 SEE OTHER"] * 2
    assert [answer.location for answer in answers] == [f"{ACCOUNT}/forgotten/asked"] * 2
    assert set(answers[0].headers.keys()) == set(answers[1].headers.keys())
    assert [mail.recipient for mail in mails(app)] == ["bat@example.org"]


def test_a_known_and_an_unknown_address_make_the_same_work(app: Flask, bat: Owner):
    with app.app_context():
        engine = db.engine
    kinds: list[list[str]] = []
    for address in ("bat@example.org", "tom@example.org"):
        client, seen = app.test_client(), list[str]()
        client.get(f"{ACCOUNT}/forgotten")

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            seen.append(" ".join(statement.split()[:3]))  # noqa: B023 - called within this turn only

        event.listen(engine, "before_cursor_execute", note)
        send(client, f"{ACCOUNT}/forgotten", address=address)
        event.remove(engine, "before_cursor_execute", note)
        kinds.append([kind for kind in seen if "outbox_mail" not in kind])

    assert kinds[0] == kinds[1]
    assert any("password_reset" in kind for kind in kinds[0])


@pytest.mark.asvs("7.4.3")
def test_the_link_sets_a_new_password_and_ends_every_session(app: Flask, signed_in: Reader):
    link = asked(app, app.test_client())

    answer = send(app.test_client(), link, password=OTHER_PASSWORD)

    assert answer.location == f"{ACCOUNT}/sign-in"
    assert signed_in.get(ACCOUNT).status_code == 303
    assert (password_opens(app, PASSWORD), password_opens(app, OTHER_PASSWORD)) == (False, True)
    assert actions(app)[-1] == "person.password_reset"


@pytest.mark.asvs("6.3.4", "6.4.3")
def test_it_never_stands_for_the_second_factor(app: Flask, client: Reader, bat: Owner):
    send(client, asked(app, client), password=OTHER_PASSWORD)
    half = send(client, f"{ACCOUNT}/sign-in", address="bat@example.org", password=OTHER_PASSWORD)

    assert client.get(ACCOUNT).status_code == 303
    assert half.location == f"{ACCOUNT}/second-factor"
    assert client.get(f"{ACCOUNT}/set-up").location == f"{ACCOUNT}/second-factor"
    assert send(client, f"{ACCOUNT}/second-factor", code=bat.code()).status_code == 303


def test_the_link_works_once_and_voids_the_others(app: Flask, client: Reader, bat: Owner):
    first, second = asked(app, client), asked(app, client)
    send(client, second, password=OTHER_PASSWORD)

    assert [client.get(link).status_code for link in (first, second)] == [410, 410]


@pytest.mark.asvs("6.4.3")
def test_the_link_works_for_an_hour(app: Flask, client: Reader, bat: Owner):
    link = asked(app, client)
    with app.app_context(), unit_of_work(db.session):
        db.session.execute(update(PasswordReset).values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))

    assert client.get(link).status_code == 410


@pytest.mark.asvs("6.2.4")
def test_a_weak_password_is_refused_and_the_link_still_works(app: Flask, client: Reader, bat: Owner):
    link = asked(app, client)
    refused = send(client, link, password="qwerty" * 2)

    assert refused.status_code == 400
    assert send(client, link, password=OTHER_PASSWORD).status_code == 303


def test_a_request_s_host_is_in_no_mail(app: Flask, client: Reader, bat: Owner):
    page = client.get(f"{ACCOUNT}/forgotten", headers={"Host": "evil.example"})
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    client.set_cookie("checkmyogp", page.headers["Set-Cookie"].split(";")[0].partition("=")[2], domain="evil.example")
    client.post(
        f"{ACCOUNT}/forgotten",
        data={"address": "bat@example.org", "csrf_token": token},
        headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"},
    )

    [mail] = mails(app)
    assert "evil" not in mail.body
    assert "{{site}}/en/account/new-password/" in mail.body
