"""What was published, submitted, decided or recorded can be neither changed nor deleted, not even by raw SQL."""

from collections.abc import Generator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DatabaseError

from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR, Office
from checkmyogp.domain.irm import CodeWord, Scheme
from checkmyogp.domain.wording import editorial
from checkmyogp.rounds import services
from checkmyogp.rounds.models import Round
from tests.factories import everywhere, vignettes
from tests.factories.amending import load_amended
from tests.factories.answers import report, score
from tests.factories.coding import record
from tests.factories.people import identity
from tests.factories.replying import reply
from tests.factories.rounds import CLOSES, DURING, REPLIES_END, came_late, close, publish
from tests.factories.seats import recovered, sitting
from tests.plugins.databases import Databases
from tests.plugins.sites import assert_everything_holds, running

CHANGES = {
    "accredited_ngo": "organisation_id = organisation_id",
    "snapshot": "version = version + 1",
    "snapshot_extract": "criterion = 'another'",
    "closing_extract": "criterion = 'another'",
    "submission": "version = version + 1",
    "counted_answer": "counting = 'recused'",
    "audit_entry": "subject = 'another'",
    "decision": "decided_at = decided_at",
    "extension": "closes_now = closes_now",
    "published_head": "occasion = 'another'",
    "report_submission": "version = version + 1",
    "reply": "text = 'another'",
    "irm_code": "page = 'another'",
    "recovered_seat": "since = since",
    "recovered_submission": "version = version + 1",
    "recovered_report": "version = version + 1",
    "round_registration": "digest = 'another'",
    "round_words": "time_zone = 'another'",
    "late_name": "name = name",
    "dated_amendment": "number = number + 1",
    "round_vignettes": "digest = 'another'",
    "vignette": "place = place + 1",
    "vignette_set": "version = version + 1",
    "vignette_submission": "receipt = 'another'",
}
OF_A_ROUND = (
    "accredited_ngo",
    "snapshot",
    "snapshot_extract",
    "closing_extract",
    "submission",
    "counted_answer",
    "report_submission",
    "reply",
    "round_registration",
    "round_words",
    "late_name",
    "round_vignettes",
    "vignette_submission",
)


@pytest.fixture(scope="module")
def published(databases: Databases, open_round_database: str) -> Generator[Engine]:
    """A database with a real round and a row in each frozen table, in which nothing more is ever committed."""
    with databases.fresh(like=open_round_database) as address, running(address) as app, app.app_context():
        play(app, db.session.scalars(select(Round).order_by(Round.id)).one())
        db.session.remove()
        yield db.engine
        assert_everything_holds()


@pytest.fixture(scope="module")
def demonstrated(databases: Databases, seeded_database: str) -> Generator[Engine]:
    """A database with a demonstration, in which nothing is ever committed."""
    with databases.fresh(like=seeded_database) as address, running(address) as app, app.app_context():
        yield db.engine
        assert_everything_holds()


def play(app: Flask, round_: Round) -> None:
    """The NGO and the agency are heard through recovered seats; an organisation and an amendment came later."""
    everywhere.a_declined_ngo("xm-nap-1")
    vignettes.a_round_that_scored_them()
    sitting("open-ledger")
    sitting("ministry-of-ports", office=Office.REPORTER)
    lead = recovered(app, "open-ledger", now=DURING)
    reporter = recovered(app, "ministry-of-ports", now=DURING, address="reporter@example.org")
    score(round_, "open-ledger", m1_1=1, actor=identity(lead))
    came_late(round_, "Late Watch")
    load_amended()
    report(round_, "ministry-of-ports", "1.1", 3, actor=identity(reporter))
    closes_at = CLOSES + timedelta(days=1)
    with unit_of_work(db.session):
        services.extend(
            round_=round_, closes_at=closes_at, reason=editorial(en="Power cut."), actor=OPERATOR, now=DURING
        )
    close(round_, now=closes_at)
    reply(round_, "ministry-of-ports", "1.1", now=closes_at)
    publish(round_, now=REPLIES_END + timedelta(days=1))
    record("1", Scheme.REVIEW_LENS, CodeWord.YES)


def attempt(engine: Engine, statement: str, *before: str) -> str:
    """What the database says after these statements, or nothing where it does as it is told; nothing is kept."""
    with engine.connect() as connection, connection.begin() as transaction:
        try:
            for earlier in before:
                connection.execute(text(earlier))
            changed = connection.execute(text(statement)).rowcount
        except DatabaseError as refused:
            return str(refused.orig)
        transaction.rollback()
    assert changed, f"there is no row to try this with: {statement}"
    return ""


def test_every_table_with_a_trigger_has_somebody_try_to_change_it(published: Engine):
    tables = {
        "sqlite": "select tbl_name from sqlite_master where type = 'trigger' and name like '%_is_never_%'",
        "postgresql": "select tgrelid::regclass::text from pg_trigger where tgname like '%_is_never_%'",
    }
    with published.connect() as connection:
        found = connection.execute(text(tables[published.dialect.name])).scalars().all()

    per_table = 2 if published.dialect.name == "sqlite" else 3
    assert sorted(found) == sorted([*CHANGES] * per_table)


@pytest.mark.parametrize("table", sorted(CHANGES))
def test_a_frozen_row_is_not_updated(published: Engine, table: str):
    assert f"{table} is never changed" in attempt(published, f"update {table} set {CHANGES[table]}")  # noqa: S608


@pytest.mark.parametrize("table", sorted(CHANGES))
def test_a_frozen_row_is_not_deleted(published: Engine, table: str):
    said = attempt(published, f"delete from {table}")  # noqa: S608

    assert f"{table} is never" in said
    assert "deleted" in said


@pytest.mark.parametrize("table", sorted(CHANGES))
def test_a_frozen_row_is_not_replaced(published: Engine, table: str):
    if published.dialect.name != "sqlite":
        assert published.dialect.name == "postgresql"  # It has no INSERT OR REPLACE; ON CONFLICT is an UPDATE.
        return

    said = attempt(published, f"insert or replace into {table} select * from {table}")  # noqa: S608

    assert f"{table} is never deleted" in said


@pytest.mark.parametrize("table", sorted(CHANGES))
def test_a_frozen_table_is_not_emptied_at_one_stroke(published: Engine, table: str):
    if published.dialect.name != "postgresql":
        assert published.dialect.name == "sqlite"  # It has no TRUNCATE; a DELETE of everything meets the trigger.
        return

    assert f"{table} is never changed or deleted" in attempt(published, f"truncate {table} cascade")


@pytest.mark.parametrize("table", OF_A_ROUND)
def test_a_demonstrations_row_is_not_updated_but_may_be_deleted(demonstrated: Engine, table: str):
    assert f"{table} is never changed" in attempt(demonstrated, f"update {table} set {CHANGES[table]}")  # noqa: S608
    assert attempt(demonstrated, f"delete from {table}") == ""  # noqa: S608


def test_even_a_demonstration_leaves_its_audit_entries(demonstrated: Engine):
    said = attempt(demonstrated, "delete from audit_entry where office = 'demonstration'")

    assert "audit_entry is never" in said


def test_a_real_round_never_becomes_a_demonstration(published: Engine):
    assert attempt(published, "update round set demonstration = true") != ""


def test_a_demonstration_never_becomes_a_real_round(demonstrated: Engine):
    assert attempt(demonstrated, "update round set demonstration = false") != ""


def test_a_round_with_something_frozen_is_not_deleted(published: Engine):
    assert attempt(published, "delete from round") != ""


def test_without_its_trigger_a_row_would_change(published: Engine):
    on = " on audit_entry" if published.dialect.name == "postgresql" else ""
    without = f"drop trigger audit_entry_is_never_updated{on}"

    assert attempt(published, "update audit_entry set subject = 'another'", without) == ""


# A snapshot is not replaced even then: its extracts would go with it, and theirs are triggers that always ask.
@pytest.mark.parametrize("table", sorted(CHANGES.keys() - {"snapshot"}))
def test_without_recursive_triggers_a_row_would_be_replaced(published: Engine, table: str):
    if published.dialect.name != "sqlite":
        assert published.dialect.name == "postgresql"  # It has neither the setting nor INSERT OR REPLACE.
        return

    with published.connect() as connection:
        connection.execute(text("pragma recursive_triggers = off"))
        replaced = connection.execute(text(f"insert or replace into {table} select * from {table}")).rowcount  # noqa: S608
        connection.rollback()
        connection.execute(text("pragma recursive_triggers = on"))

    assert replaced > 0
