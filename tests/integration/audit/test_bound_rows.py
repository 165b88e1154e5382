"""What an entry bound is changed behind the application's back: the column is named, and the entry that bound it."""

import pytest
from sqlalchemy import text

from checkmyogp.audit import queries
from checkmyogp.audit import services as audit
from checkmyogp.audit.models import AuditEntry
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.canon import GENESIS
from checkmyogp.domain.identities import OPERATOR, Office
from checkmyogp.rounds import services
from checkmyogp.rounds.models import Round
from checkmyogp.verification.invariants import bound_rows
from tests.factories.rounds import OPENS


@pytest.mark.tampers
@pytest.mark.parametrize(
    ("change", "column"),
    [
        ("closes_at = '2031-01-01 00:00:00+00:00'", "closes_at"),
        ("quorum = 1", "quorum"),
        ("reply_days = 0", "reply_days"),
    ],
)
def test_a_term_of_an_open_round_is_named(round_: Round, change: str, column: str):
    assert round_.quorum > 1
    assert not [*bound_rows.of_rows()]
    db.session.execute(text(f"update round set {change}"))  # noqa: S608 - of the three above
    db.session.expire_all()

    (found,) = bound_rows.of_rows()

    assert found == (
        f"{services.opening_subject(round_)}: {column} of round is not what entry 3 of the audit chain, round.opened, "
        "bound it to."
    )


@pytest.mark.tampers
def test_another_method_of_an_open_round_is_named(round_: Round):
    db.session.execute(text("update round set method_version = 1, seed = 7"))
    db.session.expire_all()

    assert [sentence.partition(" of round is not")[0] for sentence in bound_rows.of_rows()] == [
        f"{services.opening_subject(round_)}: method_version",
        f"{services.opening_subject(round_)}: seed",
    ]


@pytest.mark.tampers
def test_the_clock_by_which_days_end_is_bound_as_well(round_: Round):
    with unit_of_work(db.session):
        round_.plan.member.time_zone = "Asia/Ulaanbaatar"

    assert ["time_zone of member" in sentence for sentence in bound_rows.of_rows()] == [True]


@pytest.mark.tampers
def test_a_row_that_an_entry_took_away_may_not_be_there(round_: Round):
    with unit_of_work(db.session):
        audit.record("pack.loaded", subject="one", actor=OPERATOR, now=OPENS, frees=(round_.plan.member,))

    assert [*bound_rows.of_rows()] == [
        f"one: a row of member is there, which entry {queries.head()[0]} of the audit chain, pack.loaded, took away."
    ]


def test_two_entries_of_the_same_thing_say_it_with_another_salt(round_: Round):
    with unit_of_work(db.session):
        first, second = (
            audit.record("test.happened", subject="one", actor=OPERATOR, now=OPENS, binds=(round_,)) for _ in range(2)
        )

    assert first.salt != second.salt
    assert first.terms != second.terms


def test_an_entry_of_an_earlier_version_says_what_it_said():
    entry = AuditEntry(
        sequence=1, at=OPENS, actor="operator", office=Office.OPERATOR, action="round.opened", subject="plan/round",
        previous=GENESIS, digest="", salt="", terms="",
    )  # fmt: skip

    assert audit.content(entry).keys() == {"sequence", "at", "actor", "office", "action", "subject"}  # pyright: ignore[reportAttributeAccessIssue] - it is a table
