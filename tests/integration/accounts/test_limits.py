"""How often somebody may try."""

from collections.abc import Generator

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from checkmyogp.attempts.models import Attempt
from checkmyogp.db import db
from checkmyogp.db.transactions import WriteInsideUnitOfWork, unit_of_work
from checkmyogp.web import limits
from tests.factories.accounts import PASSWORD, Owner, mails, owner
from tests.factories.browsing import send
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE_UNLESS_PROVED
from tests.plugins.reading import Reader
from tests.plugins.sites import running

SIGN_IN = "/en/account/sign-in"
SECOND = "/en/account/second-factor"
FORGOTTEN = "/en/account/forgotten"


@pytest.fixture
def bat(app: Flask) -> Owner:
    """An officer."""
    return owner(app)


def at(app: Flask, network: str) -> Reader:
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = network
    assert isinstance(client, Reader)
    return client


def attempts(client: Reader, number: int, **fields: str) -> list[int]:
    given = {"address": "bat@example.org", "password": "wrong words here", **fields}
    return [send(client, SIGN_IN, **given).status_code for _ in range(number)]


def signed_in(client: Reader, person: Owner) -> TestResponse:
    send(client, SIGN_IN, address="bat@example.org", password=PASSWORD)
    return send(client, SECOND, code=person.code())


@pytest.mark.asvs("2.4.1", "6.3.1")
def test_an_account_is_tried_ten_times_in_five_minutes_from_one_network(client: Reader, bat: Owner):
    assert attempts(client, 11) == [400] * 10 + [429]


@ON_SQLITE_UNLESS_PROVED
@pytest.mark.asvs("6.3.1")
def test_whoever_guesses_shuts_out_nobody_elsewhere(app: Flask, client: Reader, bat: Owner):
    attempts(client, 12)

    answer = send(at(app, "192.0.2.1"), SIGN_IN, address="bat@example.org", password=PASSWORD)

    assert answer.status_code == 303


@ON_SQLITE_UNLESS_PROVED
@pytest.mark.parametrize(("language", "said"), [("en", "Wait 5 minutes"), ("mn", "5 минут хүлээгээд")])
def test_even_the_right_password_waits_then_and_the_form_stays(client: Reader, bat: Owner, language: str, said: str):
    attempts(client, 10)

    answer = send(client, f"/{language}/account/sign-in", address="bat@example.org", password=PASSWORD)

    assert answer.status_code == 429
    assert said in answer.text
    assert 'value="bat@example.org"' in answer.text
    assert 0 < int(answer.headers["Retry-After"]) <= 300


@ON_SQLITE_UNLESS_PROVED
def test_a_browser_that_has_signed_in_before_keeps_its_own_allowance(app: Flask, bat: Owner):
    known, stranger = at(app, "192.0.2.1"), at(app, "192.0.2.1")
    signed_in(known, bat)
    attempts(stranger, 12)

    answer = send(known, SIGN_IN, address="bat@example.org", password=PASSWORD)

    assert answer.status_code == 303
    assert attempts(known, 11) == [400] * 10 + [429]


@ON_SQLITE_UNLESS_PROVED
def test_a_browser_is_known_for_the_account_that_signed_in_only(app: Flask, bat: Owner):
    known = at(app, "192.0.2.1")
    signed_in(known, bat)

    assert attempts(known, 11, address="somebody@example.org") == [400] * 10 + [429]


@ON_SQLITE_UNLESS_PROVED
def test_what_a_browser_is_known_by_says_nothing_of_the_person(app: Flask, bat: Owner):
    client = at(app, "192.0.2.1")

    answer = signed_in(client, bat)

    (cookie,) = [each for each in answer.headers.getlist("Set-Cookie") if each.startswith("known-")]
    assert "bat" not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@ON_SQLITE_UNLESS_PROVED
def test_what_is_over_its_limit_is_not_counted_against_others(app: Flask, client: Reader, bat: Owner):
    for number in range(105):
        attempts(client, 1, address=f"somebody-{number}@example.org")
    attempts(client, 12)

    assert attempts(at(app, "192.0.2.1"), 10) == [400] * 10


def test_counters_are_shared_by_processes_and_survive_what_is_rolled_back(databases: Databases, empty_database: str):
    with databases.fresh(like=empty_database) as address:
        with running(address) as one:
            tried = attempts(at(one, "192.0.2.1"), 6)
        with running(address) as other:
            tried += attempts(at(other, "192.0.2.1"), 5)

    assert tried == [400] * 10 + [429]


def test_whoever_is_over_a_limit_costs_the_database_no_write(app: Flask, client: Reader, bat: Owner):
    attempts(client, 10)
    with app.app_context():
        before = db.session.scalar(select(func.count()).select_from(Attempt))

    attempts(client, 5)

    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Attempt)) == before


@ON_SQLITE_UNLESS_PROVED
def test_a_count_inside_of_a_unit_of_work_is_refused(app: Flask):
    with app.test_request_context(), unit_of_work(db.session), pytest.raises(WriteInsideUnitOfWork):
        limits.spend(limits.RESET, "somebody@example.org")


@ON_SQLITE_UNLESS_PROVED
def test_an_unknown_address_is_limited_alike(client: Reader, bat: Owner):
    assert attempts(client, 11, address="nobody@example.org") == [400] * 10 + [429]


@ON_SQLITE_UNLESS_PROVED
def test_an_office_where_somebody_guesses_goes_on_working(app: Flask, client: Reader, bat: Owner):
    for number in range(10):
        attempts(client, 5, address=f"somebody-{number}@example.org")

    assert send(app.test_client(), SIGN_IN, address="bat@example.org", password=PASSWORD).status_code == 303


@ON_SQLITE_UNLESS_PROVED
@pytest.mark.asvs("6.3.1")
def test_a_network_fails_a_hundred_times_in_five_minutes_whoever_is_tried(client: Reader, bat: Owner):
    tried = [status for number in range(11) for status in attempts(client, 10, address=f"n{number}@example.org")]

    assert tried == [400] * 100 + [429] * 10


@ON_SQLITE_UNLESS_PROVED
def test_a_room_full_of_people_signs_in_over_one_connection(app: Flask):
    for number in range(12):
        owner(app, address=f"person-{number}@example.com")

    answers = [
        send(app.test_client(), SIGN_IN, address=f"person-{number}@example.com", password=PASSWORD).status_code
        for number in range(12)
    ]

    assert answers == [303] * 12


@ON_SQLITE_UNLESS_PROVED
@pytest.mark.asvs("4.1.3", "15.3.4")
def test_a_forwarded_address_is_not_believed(client: Reader, bat: Owner):
    for number in range(10):
        client.environ_base["HTTP_X_FORWARDED_FOR"] = f"192.0.2.{number}"
        attempts(client, 1)
    client.environ_base["HTTP_X_FORWARDED_FOR"] = "192.0.2.99"

    assert attempts(client, 1) == [429]


@ON_SQLITE_UNLESS_PROVED
def test_addresses_of_one_ipv6_network_count_together(app: Flask, bat: Owner):
    for number in range(10):
        attempts(at(app, f"2001:db8::{number:x}"), 1)

    same, other = (attempts(at(app, network), 1) for network in ("2001:db8::ffff", "2001:db8:1::1"))

    assert (same, other) == ([429], [400])


@ON_SQLITE_UNLESS_PROVED
@pytest.mark.asvs("6.3.1")
def test_a_second_factor_is_tried_five_times_in_five_minutes(client: Reader, bat: Owner):
    send(client, SIGN_IN, address="bat@example.org", password=PASSWORD)

    tried = [send(client, SECOND, code="000000").status_code for _ in range(5)]

    assert tried == [400] * 5
    assert send(client, SECOND, code=bat.code()).status_code == 429


@ON_SQLITE_UNLESS_PROVED
def test_a_code_that_lets_in_makes_room_for_further_ones(client: Reader, bat: Owner):
    send(client, SIGN_IN, address="bat@example.org", password=PASSWORD)
    for _ in range(4):
        send(client, SECOND, code="000000")
    send(client, SECOND, code=bat.code())

    assert send(client, "/en/account/confirm", code="000000").status_code == 400


@ON_SQLITE_UNLESS_PROVED
@pytest.mark.asvs("6.3.1")
def test_a_second_factor_is_guessed_from_many_networks_fifty_times_a_day(app: Flask, bat: Owner):
    known = at(app, "203.0.113.1")
    signed_in(known, bat)
    tried: list[int] = []
    for number in range(11):
        stranger = at(app, f"192.0.2.{number}")
        send(stranger, SIGN_IN, address="bat@example.org", password=PASSWORD)
        tried += [send(stranger, SECOND, code="000000").status_code for _ in range(5)]

    assert tried == [400] * 50 + [429] * 5
    send(known, SIGN_IN, address="bat@example.org", password=PASSWORD)
    assert send(known, SECOND, code="000000").status_code == 400


@ON_SQLITE_UNLESS_PROVED
def test_a_new_password_is_never_refused_because_somebody_else_asked(app: Flask, client: Reader, bat: Owner):
    asked = [send(client, FORGOTTEN, address="bat@example.org") for _ in range(6)]

    assert [answer.status_code for answer in asked] == [303] * 5 + [429]
    assert "Wait 24 hours" in asked[-1].text
    assert send(at(app, "192.0.2.1"), FORGOTTEN, address="bat@example.org").status_code == 303


@ON_SQLITE_UNLESS_PROVED
@pytest.mark.asvs("2.3.2", "2.4.1")
def test_a_mailbox_is_not_filled_from_many_networks(app: Flask, bat: Owner):
    for number in range(1, 12):
        send(at(app, f"192.0.2.{number}"), FORGOTTEN, address="bat@example.org")

    assert len(mails(app)) == 5


@ON_SQLITE_UNLESS_PROVED
def test_an_office_of_twenty_asks_for_new_passwords(client: Reader, app: Flask):
    for number in range(20):
        owner(app, address=f"person-{number}@example.com")

    answers = [send(client, FORGOTTEN, address=f"person-{number}@example.com").status_code for number in range(20)]

    assert answers == [303] * 20


@pytest.fixture
def behind_a_proxy(databases: Databases, empty_database: str) -> Generator[Flask]:
    """The application as it runs behind one proxy."""
    with databases.fresh(like=empty_database) as address, running(address, TRUSTED_PROXIES=1) as app:
        yield app


@ON_SQLITE_UNLESS_PROVED
@pytest.mark.asvs("4.1.3", "15.3.4")
def test_a_proxy_of_one_s_own_is_believed_for_the_last_hop_only(behind_a_proxy: Flask):
    client = behind_a_proxy.test_client()
    assert isinstance(client, Reader)
    tried: list[int] = []
    for number in range(11):
        client.environ_base["HTTP_X_FORWARDED_FOR"] = f"203.0.113.{number}, 192.0.2.1"
        tried += attempts(client, 1)

    assert tried == [400] * 10 + [429]
