"""The audit chain: whole under any number of writers, and broken by any change."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask

from checkmyogp.audit import queries, services
from checkmyogp.audit.models import AuditEntry
from checkmyogp.audit.services import Broken
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.canon import GENESIS
from checkmyogp.domain.identities import OPERATOR
from tests.factories.rounds import OPENS

THREADS = 4
EACH = 8


def record(subject: str) -> AuditEntry:
    with unit_of_work(db.session):
        return services.record("test.done", subject=subject, actor=OPERATOR, now=OPENS)


def chain() -> list[AuditEntry]:
    return list(queries.entries())


def test_each_entry_follows_the_one_before(site: Flask):
    for subject in ("one", "two", "three"):
        record(subject)

    first, second, third = chain()
    assert (first.sequence, first.previous) == (1, GENESIS)
    assert (second.sequence, second.previous) == (2, first.digest)
    assert (third.sequence, third.previous) == (3, second.digest)
    assert queries.head() == (3, third.digest)
    assert services.first_break(chain()) == 3


def test_an_empty_chain_holds(site: Flask):
    assert queries.head() == (0, GENESIS)
    assert services.first_break([]) == 0


@pytest.mark.asvs("2.3.3")
def test_what_is_rolled_back_leaves_no_entry(site: Flask):
    def record_and_fail() -> None:
        with unit_of_work(db.session):
            services.record("test.failed", subject="one", actor=OPERATOR, now=OPENS)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        record_and_fail()
    record("two")

    assert [(entry.sequence, entry.subject) for entry in chain()] == [(1, "two")]


def change_a_word(entries: list[AuditEntry]) -> None:
    entries[1].subject = "another"


def change_the_actor(entries: list[AuditEntry]) -> None:
    entries[1].actor = "somebody"


def drop_one(entries: list[AuditEntry]) -> None:
    del entries[1]


def drop_the_first(entries: list[AuditEntry]) -> None:
    del entries[0]


def swap_two(entries: list[AuditEntry]) -> None:
    entries[1], entries[2] = entries[2], entries[1]


def rehash_one(entries: list[AuditEntry]) -> None:
    entries[1].subject = "another"
    entries[1].digest = services.chained(entries[1].previous, services.content(entries[1]))


@pytest.mark.parametrize(
    ("mutation", "sequence"),
    [
        (change_a_word, 2),
        (change_the_actor, 2),
        (drop_one, 2),
        (drop_the_first, 1),
        (swap_two, 2),
        (rehash_one, 3),
    ],
)
def test_the_first_break_is_found(site: Flask, mutation: Callable[[list[AuditEntry]], None], sequence: int):
    for subject in ("one", "two", "three", "four"):
        record(subject)
    entries = chain()
    db.session.expunge_all()

    mutation(entries)

    assert services.first_break(entries) == Broken(sequence)


def test_many_writers_make_one_chain(app: Flask):
    start = threading.Barrier(THREADS)
    failures: list[BaseException] = []

    def write(name: int) -> None:
        with app.app_context():
            start.wait()
            try:
                for turn in range(EACH):
                    record(f"{name}/{turn}")
            except Exception as failure:  # noqa: BLE001
                failures.append(failure)

    threads = [threading.Thread(target=write, args=(name,)) for name in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with app.app_context():
        assert failures == []
        assert services.first_break(chain()) == THREADS * EACH
        assert len({entry.subject for entry in chain()}) == THREADS * EACH
