"""What must never be true is refused by the database itself, whoever asks: every constraint has somebody try.

Rows are copied inside the database and changed on the way, so that neither a model nor a type of ours can object first.
"""

import uuid
from collections.abc import Generator, Iterable, Mapping

import pytest
from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Engine,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.exc import DatabaseError

from checkmyogp.db import db
from checkmyogp.db.base import Base
from tests.plugins.databases import Databases
from tests.plugins.sites import running

Changes = Mapping[str, str]
"""Columns and the SQL that takes their place in the copy of a row."""

NO_LEVEL = {"level": "null", "confidence": "null"}
A_LEVEL = {"level": "1", "silence": "null", "confidence": "'low'"}
AN_AMENDMENT = {"number": "2", "change": "'amended'", "in_force_from": "due_starts"}
ATTEMPTS: Mapping[str, tuple[Changes, ...]] = {
    "ck_accreditation_accreditationstate": ({"state": "'bribed'"},),
    "ck_audit_entry_counts_from_one": ({"sequence": "0"},),
    "ck_audit_entry_digest_is_sha256": ({"digest": "'abc'"},),
    "ck_audit_entry_office": ({"office": "'king'"},),
    "ck_band_level_or_silence": ({"level": "1", "silence": "'not_yet_due'"}, {"level": "null", "silence": "null"}),
    "ck_band_silence": ({"level": "null", "silence": "'shrug'"},),
    "ck_commitment_not_its_own_parent": ({"parent_id": "id"},),
    "ck_conflict_of_interest_conflict": ({"conflict": "'envy'"},),
    "ck_conflict_of_interest_conflictlevel": ({"level": "'a little'"},),
    "ck_correction_confirmed_by_somebody": ({"confirmed_by": "null"}, {"confirmed_at": "null"}),
    "ck_correction_confirmed_or_withdrawn": ({"withdrawn_at": "confirmed_at"},),
    "ck_correction_two_officers_decide": ({"confirmed_by": "proposed_by"},),
    "ck_counted_answer_counting": ({"counting": "'perhaps'"},),
    "ck_edition_change": (AN_AMENDMENT | {"change": "'reworded'"},),
    "ck_edition_counts_from_one": (AN_AMENDMENT | {"number": "0"},),
    "ck_edition_due_starts_before_it_ends": (
        {"due_starts": "(select max(due_starts) from edition)", "due_ends": "(select min(due_starts) from edition)"},
    ),
    "ck_edition_later_editions_say_when_and_why": (
        {"number": "2"},
        {"change": "'amended'"},
        {"in_force_from": "due_starts"},
    ),
    "ck_extension_later_than_before": ({"closes_now": "closed_before"}, {"closed_before": "closes_now"}),
    "ck_level_value_is_a_small_number": ({"value": "10"}, {"value": "-10"}),
    "ck_membership_not_its_own_member": ({"group_id": "organisation_id"},),
    "ck_organisation_organisationkind": ({"kind": "'cabal'"},),
    "ck_organisation_sector": ({"sector": "'underworld'"},),
    "ck_plan_starts_before_it_ends": ({"starts": "ends", "ends": "starts"},),
    "ck_answer_to_reply_answerkind": ({"kind": "'shrugged'"},),
    "ck_reply_evidence_url_is_a_web_address": ({"url": "'javascript:alert(1)'"}, {"url": "''"}),
    "ck_report_draft_revisions_count_from_one": ({"revision": "0", "submitted": "0"},),
    "ck_report_draft_submitted_what_was_saved": ({"submitted": "revision + 1"}, {"submitted": "-1"}),
    "ck_report_submission_counts_from_one": ({"version": "0"},),
    "ck_report_submission_receipt_is_sha256": ({"receipt": "'abc'"},),
    "ck_revised_level_level_is_a_small_number": ({"level": "10"}, {"level": "-10"}),
    "ck_report_evidence_url_is_a_web_address": ({"url": "'javascript:alert(1)'"}, {"url": "''"}),
    "ck_round_closed_once_closed": ({"closed_at": "null"}, {"state": "'open'", "published_at": "null"}),
    "ck_round_opens_before_it_closes": ({"opens_at": "closes_at"},),
    "ck_round_period_starts_before_it_ends": ({"period_starts": "period_ends", "period_ends": "period_starts"},),
    "ck_round_published_once_published": ({"published_at": "null"}, {"state": "'closed'"}),
    "ck_round_quorum_is_positive": ({"quorum": "0"},),
    "ck_round_reply_window_is_not_negative": ({"reply_days": "-1"},),
    "ck_round_roundstate": ({"state": "'lost'", "published_at": "null"},),
    "ck_rubric_counts_from_one": ({"version": "0"},),
    "ck_score_confidence": (A_LEVEL | {"confidence": "'total'"},),
    "ck_score_confidence_with_a_level": (
        A_LEVEL | {"confidence": "null"},
        {"level": "null", "silence": "'unable'", "confidence": "'low'"},
    ),
    "ck_score_level_is_a_small_number": (A_LEVEL | {"level": "10"},),
    "ck_score_level_or_silence": (NO_LEVEL | {"silence": "null"}, A_LEVEL | {"silence": "'unable'"}),
    "ck_score_silence": (NO_LEVEL | {"silence": "'shrug'"},),
    "ck_score_evidence_url_is_a_web_address": ({"url": "'data:text/html,x'"},),
    "ck_self_report_counts_from_one": ({"sequence": "0"},),
    "ck_self_report_level_is_a_small_number": ({"level": "10", "silence": "null"},),
    "ck_self_report_level_or_silence": (
        {"level": "null", "silence": "null"},
        {"level": "1", "silence": "'not_yet_due'"},
    ),
    "ck_self_report_raw_value_with_a_crosswalk": (
        {"crosswalk_id": "null", "raw": "'70'"},
        {"crosswalk_id": "(select id from crosswalk limit 1)", "raw": "null"},
    ),
    "ck_self_report_silence": ({"level": "null", "silence": "'shrug'"},),
    "ck_snapshot_corrections_say_why": ({"version": "2"}, {"correction": "(select name from round limit 1)"}),
    "ck_snapshot_counts_from_one": ({"version": "0", "correction": "(select name from round limit 1)"},),
    "ck_snapshot_digest_is_sha256": ({"digest": "'abc'"},),
    "ck_stakeholder_commitment_or_edition": (
        {"commitment_id": "null", "edition_id": "null"},
        {"commitment_id": "(select id from commitment limit 1)", "edition_id": "(select id from edition limit 1)"},
    ),
    "ck_stakeholder_role": ({"role": "'bystander'"},),
    "ck_stakeholder_sector": ({"sector": "'underworld'"},),
    "ck_submission_counts_from_one": ({"version": "0"},),
    "ck_submission_receipt_is_sha256": ({"receipt": "'abc'"},),
}

FROZEN = {"decision", "extension", "report_submission", "reply"}
"""Tables whose rows refuse every change, so that only a new row can be tried."""
VERSION = {"version", "number"}
COMPANIONS: Mapping[str, Changes] = {
    "edition": {"change": "'amended'", "in_force_from": "due_starts"},
    "snapshot": {"correction": "(select name from round limit 1)"},
}
"""What has to go with another version for the row to be otherwise right."""

TABLES = Base.metadata.sorted_tables
CHECKS = {
    str(found.name): table for table in TABLES for found in table.constraints if isinstance(found, CheckConstraint)
}
KEYS = [
    (table, found)
    for table in TABLES
    for found in sorted(table.constraints, key=lambda found: str(found.name))
    if isinstance(found, UniqueConstraint | PrimaryKeyConstraint)
]
LINKS = [
    (table, found)
    for table in TABLES
    for found in sorted(table.constraints, key=lambda found: str(found.name))
    if isinstance(found, ForeignKeyConstraint)
]


class Accepted(AssertionError):
    """The database took something that must never be true."""


@pytest.fixture(scope="module")
def engine(databases: Databases, seeded_database: str) -> Generator[Engine]:
    """A database with rows in every table, in which nothing is ever committed."""
    with databases.fresh(like=seeded_database) as address, running(address) as app:
        with app.app_context():
            engine = db.engine
        with engine.begin() as connection:
            for row in (A_MEMBERSHIP, A_CORRECTION, AN_EXTENSION, A_PUBLISHED_HEAD, A_REPORT_DRAFT):
                connection.execute(text(row))
        yield engine


A_MEMBERSHIP = """
insert into membership (group_id, organisation_id)
select (select id from organisation order by id limit 1), (select id from organisation order by id desc limit 1)
where not exists (select * from membership)
"""
A_CORRECTION = """
insert into correction (id, round_id, reason, proposed_by, proposed_at, confirmed_by, confirmed_at)
select id, id, name, 'one', opened_at, 'another', opened_at from round
"""
AN_EXTENSION = """
insert into extension (id, round_id, closed_before, closes_now, reason, extended_at)
select id, id, opens_at, closes_at, name, opened_at from round
"""
A_REPORT_DRAFT = """
insert into report_draft (round_id, milestone_id, organisation_id, revision, answers, edited_by, edited_at, submitted)
select round_id, milestone_id, organisation_id, 2, name, 'one', submitted_at, 1
from self_report join round on round.id = self_report.round_id
order by milestone_id, organisation_id limit 1
"""
A_PUBLISHED_HEAD = """
insert into published_head (sequence, digest, published_at, occasion)
select sequence, digest, at, action from audit_entry where sequence = 1
"""


def refusal(connection: Connection, statement: str) -> str:
    """What the database says to this."""
    try:
        with connection.begin():
            if connection.execute(text(statement)).rowcount:
                raise Accepted(statement)
    except DatabaseError as refused:
        return str(refused.orig)
    raise AssertionError(f"there is no row to try this with: {statement}")


def a_copy(table: Table, changes: Changes) -> str:
    """The statement that writes a row of this table again, changed."""
    columns = [f'"{column.name}"' for column in table.columns]
    values = [changes.get(column.name, f'"{column.name}"') for column in table.columns]
    order = ", ".join(f'"{table.name}"."{column.name}"' for column in table.primary_key)
    return f'insert into "{table.name}" ({", ".join(columns)}) select {", ".join(values)} from "{table.name}" order by {order} limit 1'  # noqa: E501, S608


def some_other(column: Column[object], dialect: str) -> str:
    """SQL for a value that no row has in this column."""
    if isinstance(column.type, Uuid):
        return f"'{uuid.uuid4()}'" if dialect == "postgresql" else f"'{uuid.uuid4().hex}'"
    if isinstance(column.type, Integer):
        return "8" if column.name == "value" else "4711"
    return f"'{(uuid.uuid4().hex * 2)[: getattr(column.type, 'length', None)]}'"


def others(table: Table, kept: Iterable[str], dialect: str) -> Changes:
    """New values for whatever else must be unique in this table."""
    unique = {column.name for owner, key in KEYS if owner is table for column in key.columns}
    changed = {name: some_other(table.columns[name], dialect) for name in sorted(unique - set(kept))}
    return changed | dict(COMPANIONS.get(table.name, {}) if VERSION & changed.keys() else {})


def test_every_check_has_somebody_try_to_break_it():
    assert sorted(ATTEMPTS) == sorted(CHECKS)


@pytest.mark.parametrize("name", sorted(ATTEMPTS))
def test_a_check_refuses(engine: Engine, name: str):
    with engine.connect() as connection:
        for changes in ATTEMPTS[name]:
            assert name in refusal(connection, a_copy(CHECKS[name], changes))


@pytest.mark.parametrize(("table", "key"), KEYS, ids=lambda found: str(found.name))
def test_nothing_stands_twice_that_stands_once(engine: Engine, table: Table, key: UniqueConstraint):
    kept = [column.name for column in key.columns]
    with engine.connect() as connection:
        said = refusal(connection, a_copy(table, others(table, kept, engine.dialect.name)))

    assert "unique" in said.lower()
    assert all(name in said for name in kept)


@pytest.mark.parametrize(("table", "link"), LINKS, ids=lambda found: str(found.name))
def test_nothing_points_at_what_is_not_there(engine: Engine, table: Table, link: ForeignKeyConstraint):
    dialect = engine.dialect.name
    astray = {name: some_other(table.columns[name], dialect) for name in link.column_keys}
    in_key = set(link.column_keys) <= {column.name for column in table.primary_key}
    set_ = ", ".join(f'"{name}" = {value}' for name, value in astray.items())
    keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
    one = f'select {keys} from "{table.name}" where "{link.column_keys[0]}" is not null order by {keys} limit 1'  # noqa: S608
    update = f'update "{table.name}" set {set_} where ({keys}) = ({one})'  # noqa: S608
    if table.name in FROZEN:
        in_key, astray = True, {column.name: some_other(column, dialect) for column in table.primary_key} | astray
    statement = a_copy(table, freshened(table, astray, dialect)) if in_key else update

    with engine.connect() as connection:
        assert "foreign key constraint" in refusal(connection, statement).lower()


def freshened(table: Table, astray: Changes, dialect: str) -> Changes:
    """These changes, and another value for what must be unique besides the primary key."""
    keys = {column.name for column in table.primary_key}
    return {**others(table, keys, dialect), **astray}


def test_an_attempt_that_is_allowed_would_be_noticed(engine: Engine):
    with engine.connect() as connection, pytest.raises(Accepted):
        refusal(connection, a_copy(Base.metadata.tables["rubric"], {"id": some_other_id(engine), "version": "9"}))


def some_other_id(engine: Engine) -> str:
    return some_other(Base.metadata.tables["rubric"].columns["id"], engine.dialect.name)
