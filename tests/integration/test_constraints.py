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
    Constraint,
    Engine,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    Uuid,
    func,
    select,
    text,
)
from sqlalchemy.exc import DatabaseError

from checkmyogp.db import db
from checkmyogp.db.base import Base
from tests.factories import everywhere
from tests.factories.attempts import ATTEMPTS, STRICTER, Changes
from tests.plugins.databases import Databases
from tests.plugins.sites import running

FROZEN = {"dated_amendment", "decision", "extension", "report_submission", "reply", "irm_code"} | {
    "recovered_seat",
    "recovered_submission",
    "recovered_report",
    "round_vignettes",
    "vignette_set",
}
"""Tables whose rows refuse every change, so that only a new row can be tried."""
HEADLINE = "uq_criterion_headline"
VERSION = {"version", "number"}
OUT_OF_THE_WAY: Mapping[str, Changes] = {
    "criterion": {"headline": "false"},
    "vignette_submission": {"version": "1"},
}
"""What a copied row must not bring along, since another key would refuse it first."""
COMPANIONS: Mapping[str, Changes] = {
    "edition": {"change": "'amended'", "in_force_from": "due_starts"},
    "snapshot": {"correction": "(select name from round limit 1)"},
}
"""What has to go with another version for the row to be otherwise right."""


def is_partial(key: Constraint | Index) -> bool:
    """Whether it holds for some rows only."""
    return isinstance(key, Index) and key.dialect_options["sqlite"]["where"] is not None


TABLES = Base.metadata.sorted_tables
CHECKS = {
    str(found.name): table for table in TABLES for found in table.constraints if isinstance(found, CheckConstraint)
}
INDEXES = [index for table in TABLES for index in sorted(table.indexes, key=lambda found: str(found.name))]
KEYS = [
    (table, found)
    for table in TABLES
    for found in (
        *sorted(table.constraints, key=lambda found: str(found.name)),
        *(index for index in INDEXES if index.table is table and index.unique),
    )
    if isinstance(found, UniqueConstraint | PrimaryKeyConstraint | Index) and not is_partial(found)
]
LINKS = [
    (table, found)
    for table in TABLES
    for found in sorted(table.constraints, key=lambda found: str(found.name))
    if isinstance(found, ForeignKeyConstraint)
]
WAITING = [index for index in INDEXES if index.unique and is_partial(index) and index.name != HEADLINE]
"""What may wait only once: rows that nobody has settled yet."""
ENDS = ("withdrawn_at", "ended_by", "ended_at", "done_at", "due_at")
NOT_SETTLED = dict.fromkeys(("confirmed_by", "confirmed_at", "person_id", *ENDS), "null")


class Accepted(AssertionError):
    """The database took something that must never be true."""


@pytest.fixture(scope="module")
def engine(databases: Databases, seeded_database: str) -> Generator[Engine]:
    """A database with rows in every table, in which nothing is ever committed."""
    with databases.fresh(like=seeded_database) as address, running(address) as app:
        with app.app_context():
            engine = db.engine
            everywhere.one_of_each()
        yield engine


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
    companions = COMPANIONS.get(table.name, {}) if VERSION & changed.keys() else {}
    return {**changed, **companions, **OUT_OF_THE_WAY.get(table.name, {})}


def test_there_is_a_row_in_every_table_to_try_it_with(engine: Engine):
    with engine.connect() as connection:
        empty = [table.name for table in TABLES if connection.scalar(select(func.count()).select_from(table)) == 0]

    assert empty == []


def test_every_check_has_somebody_try_to_break_it():
    assert sorted(ATTEMPTS) == sorted(CHECKS)


@pytest.mark.asvs("2.2.1", "2.2.2")
@pytest.mark.parametrize("name", sorted(ATTEMPTS))
def test_a_check_refuses(engine: Engine, name: str):
    with engine.connect() as connection:
        for changes in ATTEMPTS[name]:
            said = refusal(connection, a_copy(CHECKS[name], changes))
            assert name in said or STRICTER.get(name, name) in said


@pytest.mark.parametrize(("table", "key"), KEYS, ids=lambda found: str(found.name))
def test_nothing_stands_twice_that_stands_once(
    engine: Engine, table: Table, key: UniqueConstraint | PrimaryKeyConstraint | Index
):
    kept = [column.name for column in key.columns]
    with engine.connect() as connection:
        said = refusal(connection, a_copy(table, others(table, kept, engine.dialect.name)))

    assert "unique" in said.lower()
    assert any(all(name in said for name in names) for names in [kept, *stricter(table, kept)])


def stricter(table: Table, names: list[str]) -> list[list[str]]:
    """Keys of fewer of these columns, which may refuse first."""
    others_of_it = [[column.name for column in key.columns] for owner, key in KEYS if owner is table]
    return [other for other in others_of_it if set(other) < set(names)]


@pytest.mark.parametrize("index", WAITING, ids=lambda index: str(index.name))
def test_only_one_waits_at_a_time(engine: Engine, index: Index):
    assert index.table is not None
    waiting = [{"id": some_other(index.table.columns["id"], engine.dialect.name), **NOT_SETTLED} for _ in range(2)]
    with engine.connect() as connection, connection.begin() as transaction:
        connection.execute(text(a_copy(index.table, waiting[0])))
        with pytest.raises(DatabaseError, match=r"(?i)unique"):
            connection.execute(text(a_copy(index.table, waiting[1])))
        transaction.rollback()


def test_a_rubric_opens_with_one_criterion_only(engine: Engine):
    with engine.connect() as connection:
        said = refusal(connection, "update criterion set headline = true where compared")

    assert "unique" in said.lower()
    assert "rubric_id" in said


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
