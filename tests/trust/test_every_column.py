"""Whoever owns the database changes one column of one row: `flask verify` names it, or a list says whom it harms not.

`unbound_columns.csv` is the list: a table, a column or * for all of them, and the reason why nobody can be harmed.
"""

import csv
from collections.abc import Generator, Iterable
from contextlib import contextmanager

import pytest

from checkmyogp.db import db
from checkmyogp.snapshots import queries
from checkmyogp.verification import checks, invariants
from checkmyogp.verification.invariants import bound_rows
from tests.checkout import ROOT
from tests.factories import tampering
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE_UNLESS_PROVED
from tests.plugins.proving import Proof, Scale
from tests.plugins.sites import running
from tests.trust.columns import changing
from tests.trust.columns.changing import Change
from tests.trust.columns.living import live

pytestmark = ON_SQLITE_UNLESS_PROVED

HARNESS = "every column"
LIST = ROOT / "tests" / "trust" / "unbound_columns.csv"
EVERY_COLUMN = "*"

Place = tuple[str, str]


def listed() -> dict[Place, str]:
    """The columns that nothing derives, with the reason."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return {(row["table"], row["column"]): row["reason"] for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def lived(databases: Databases, open_round_database: str) -> Generator[None]:
    """A site that has lived, in a transaction in which nothing holds and which is never kept."""
    with databases.fresh(like=open_round_database) as address, running(address) as app, app.app_context():
        live(app)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(invariants, "_read_one_state", lambda: None)
            db.session.rollback()
            tampering.unlock()
            yield
            tampering.lock()
        db.session.remove()


def notices() -> bool:
    """Whether `flask verify` names something, or cannot even be run to its end; the quickest check comes first."""
    try:
        if any(True for _ in bound_rows.of_rows()):
            return True
        figures = (line for snapshot in queries.all_snapshots() for line in checks.of_snapshot(snapshot))
        return bool(invariants.broken() or checks.of_chain() or any(True for _ in figures))
    except Exception:  # noqa: BLE001 - an unreadable row ends the command with an error, and not with "holds"
        return True


@contextmanager
def after(change: Change) -> Generator[bool]:
    """The same site with this change; false where the database itself refused it."""
    with db.session.begin_nested() as savepoint:
        yield change.apply()
        savepoint.rollback()
    db.session.expire_all()


def changes(*, most: int, tables: Iterable[str] = ()) -> list[Change]:
    """Each column of so many rows of each table that is not on the list as a whole."""
    whole = {table for table, column in listed() if column == EVERY_COLUMN}
    return [
        Change(table, column, row)
        for table in changing.tables()
        if table.name not in whole and (not tables or table.name in tables)
        for row in changing.rows(table, most=most)
        for column in table.columns
    ]


def unnoticed(tried: Iterable[Change]) -> set[Place]:
    """The columns whose change passes at some row."""
    found: set[Place] = set()
    for change in tried:
        if change.place in found:
            continue
        with after(change) as written:
            if written and not notices():
                found.add(change.place)
    return found


def test_the_list_names_columns_that_are_there_with_a_reason():
    known = {(table.name, column.name) for table in changing.tables() for column in table.columns}
    known |= {(table.name, EVERY_COLUMN) for table in changing.tables()}

    assert listed().keys() <= known
    assert all(len(reason.split()) > 3 for reason in listed().values())


@pytest.mark.usefixtures("lived")
def test_each_column_is_bound_or_listed(scale: Scale, proof: Proof):
    assert not notices()
    tried = changes(most=scale.of(1, 12))
    silent = unnoticed(tried)
    empty = {table.name for table in changing.tables()} - {change.table.name for change in tried}
    unlisted = sorted(silent - listed().keys())
    bound = sorted(place for place in listed().keys() - silent if place[1] != EVERY_COLUMN)

    proof.holds(
        HARNESS,
        tried=len(tried),
        found=[
            *(f"{table}.{column}: nobody notices a change" for table, column in unlisted),
            *(f"{table}.{column}: it is on the list, and a change is noticed" for table, column in bound),
            *(f"{table}: it has no row to change" for table in sorted(empty) if (table, EVERY_COLUMN) not in listed()),
        ],
    )


@pytest.mark.usefixtures("lived")
def test_a_verify_that_does_not_follow_what_entries_bind_misses_terms(
    monkeypatch: pytest.MonkeyPatch, scale: Scale, proof: Proof
):
    tried = changes(most=scale.of(1, 3), tables=("round", "accreditation"))
    monkeypatch.setattr(bound_rows, "of_rows", lambda: iter(()))
    monkeypatch.setattr(invariants, "OF_THE_SITE", tuple(c for c in invariants.OF_THE_SITE if c.__name__ != "of_rows"))

    proof.catches(HARNESS, "what entries bind is not followed", tried=len(tried), found=sorted(unnoticed(tried)))
