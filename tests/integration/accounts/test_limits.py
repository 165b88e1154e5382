"""How often somebody may try."""

from collections.abc import Generator

import pytest
from flask import Flask

from tests.factories.accounts import PASSWORD, Owner, mails, owner
from tests.factories.browsing import send
from tests.plugins.databases import Databases
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


def test_an_account_is_tried_ten_times_in_five_minutes_wherever_from(app: Flask, bat: Owner):
    tried = [attempts(at(app, f"192.0.2.{number}"), 1)[0] for number in range(1, 12)]

    assert tried == [400] * 10 + [429]


def test_even_the_right_password_waits_then(app: Flask, client: Reader, bat: Owner):
    attempts(client, 10)

    answer = send(at(app, "192.0.2.1"), SIGN_IN, address="bat@example.org", password=PASSWORD)

    assert answer.status_code == 429
    assert "<h1>Too many attempts</h1>" in answer.text
    assert "Wait 5 minutes" in answer.text
    assert 0 < int(answer.headers["Retry-After"]) <= 300


def test_an_unknown_address_is_limited_alike(client: Reader, bat: Owner):
    assert attempts(client, 11, address="nobody@example.org") == [400] * 10 + [429]


def test_a_network_fails_ten_times_in_five_minutes_whoever_is_tried(client: Reader, bat: Owner):
    tried = [attempts(client, 1, address=f"somebody-{number}@example.org")[0] for number in range(11)]

    assert tried == [400] * 10 + [429]


def test_a_room_full_of_people_signs_in_over_one_connection(app: Flask):
    for number in range(12):
        owner(app, address=f"person-{number}@example.com")

    answers = [
        send(app.test_client(), SIGN_IN, address=f"person-{number}@example.com", password=PASSWORD).status_code
        for number in range(12)
    ]

    assert answers == [303] * 12


def test_a_forwarded_address_is_not_believed(client: Reader, bat: Owner):
    for number in range(10):
        client.environ_base["HTTP_X_FORWARDED_FOR"] = f"192.0.2.{number}"
        attempts(client, 1, address=f"somebody-{number}@example.org")
    client.environ_base["HTTP_X_FORWARDED_FOR"] = "192.0.2.99"

    assert attempts(client, 1, address="one-more@example.org") == [429]


def test_addresses_of_one_ipv6_network_count_together(app: Flask, bat: Owner):
    for number in range(10):
        attempts(at(app, f"2001:db8::{number:x}"), 1, address=f"somebody-{number}@example.org")

    same, other = (
        attempts(at(app, network), 1, address="one-more@example.org") for network in ("2001:db8::ffff", "2001:db8:1::1")
    )

    assert (same, other) == ([429], [400])


def test_a_second_factor_is_tried_five_times_in_five_minutes(client: Reader, bat: Owner):
    send(client, SIGN_IN, address="bat@example.org", password=PASSWORD)

    tried = [send(client, SECOND, code="000000").status_code for _ in range(5)]

    assert tried == [400] * 5
    assert send(client, SECOND, code=bat.code()).status_code == 429


def test_a_code_that_lets_in_makes_room_for_further_ones(client: Reader, bat: Owner):
    send(client, SIGN_IN, address="bat@example.org", password=PASSWORD)
    for _ in range(4):
        send(client, SECOND, code="000000")
    send(client, SECOND, code=bat.code())

    assert send(client, "/en/account/confirm", code="000000").status_code == 400


def test_a_new_password_is_asked_for_five_times_a_day(app: Flask, bat: Owner):
    answers = [
        send(at(app, f"192.0.2.{number}"), FORGOTTEN, address="bat@example.org").status_code for number in range(1, 7)
    ]

    assert answers == [303] * 5 + [429]
    assert len(mails(app)) == 5


@pytest.fixture
def behind_a_proxy(databases: Databases, empty_database: str) -> Generator[Flask]:
    """The application as it runs behind one proxy."""
    with databases.fresh(like=empty_database) as address, running(address, TRUSTED_PROXIES=1) as app:
        yield app


def test_a_proxy_of_one_s_own_is_believed_for_the_last_hop_only(behind_a_proxy: Flask):
    client = behind_a_proxy.test_client()
    assert isinstance(client, Reader)
    tried: list[int] = []
    for number in range(11):
        client.environ_base["HTTP_X_FORWARDED_FOR"] = f"203.0.113.{number}, 192.0.2.1"
        tried += attempts(client, 1, address=f"somebody-{number}@example.org")

    assert tried == [400] * 10 + [429]
