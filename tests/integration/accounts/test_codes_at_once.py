"""One code in many requests at the same moment lets in exactly one of them."""

import threading
import uuid
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask

from checkmyogp.accounts import queries
from checkmyogp.accounts.refusals import LinkSpent, WrongCode
from checkmyogp.accounts.services import invitations, resets, second_factor
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR, Office
from checkmyogp.domain.offices import Seat
from tests.factories.accounts import OTHER_PASSWORD, PASSWORD, RECOVERY, links_to, owner

AT_ONCE = 8
ROUNDS = 5


def outcomes(app: Flask, attempt: Callable[[], object], refusal: type[Exception]) -> Counter[str]:
    """What came of the same attempt made by several threads that start together."""
    start, seen = threading.Barrier(AT_ONCE), Counter[str]()

    def run() -> None:
        with app.app_context():
            queries.people()
            start.wait()
            try:
                with unit_of_work(db.session):
                    attempt()
                seen["in"] += 1
            except refusal:
                seen["refused"] += 1

    threads = [threading.Thread(target=run) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


@pytest.mark.asvs("6.5.1")
@pytest.mark.parametrize("kind", ["app", "paper"])
def test_a_code_is_accepted_once(app: Flask, kind: str):
    for number in range(ROUNDS):
        bat = owner(app, address=f"bat-{number}@example.org")
        code = bat.code() if kind == "app" else RECOVERY

        def attempt(person_id: uuid.UUID = bat.person.id, code: str = code) -> None:
            person = queries.person(person_id)
            assert person
            second_factor.check(person=person, code=code, now=datetime.now(UTC))

        assert outcomes(app, attempt, WrongCode) == {"in": 1, "refused": AT_ONCE - 1}


@pytest.mark.asvs("2.3.4", "6.4.1")
def test_an_invitation_is_accepted_once(app: Flask):
    with app.app_context(), unit_of_work(db.session):
        guest = invitations.Guest("bat@example.org", "en")
        invitations.invite(guest=guest, seat=Seat(Office.RESEARCHER), actor=OPERATOR, now=datetime.now(UTC))
    [link] = links_to(app, "bat@example.org")
    token = link.rpartition("/")[2]

    def attempt() -> None:
        invitations.accept(token=token, password=PASSWORD, language="en", now=datetime.now(UTC))

    assert outcomes(app, attempt, LinkSpent) == {"in": 1, "refused": AT_ONCE - 1}


def test_a_link_to_a_new_password_is_used_once(app: Flask):
    owner(app)
    with app.app_context(), unit_of_work(db.session):
        resets.ask(address="bat@example.org", language="en", now=datetime.now(UTC))
    [link] = links_to(app, "bat@example.org")
    token = link.rpartition("/")[2]

    def attempt() -> None:
        resets.choose(token=token, password=OTHER_PASSWORD, now=datetime.now(UTC))

    assert outcomes(app, attempt, LinkSpent) == {"in": 1, "refused": AT_ONCE - 1}
