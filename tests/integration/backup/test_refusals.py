"""What is not whole, not ours, too old or too new is refused with a sentence, and nothing is left half-written."""

import resource
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import inspect, text

from checkmyogp.audit import queries as audit
from checkmyogp.audit import services as chain
from checkmyogp.backup import archive
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR
from tests.factories.backups import Line, Place, backed_up, forge, rows_of
from tests.factories.commands import done, refused
from tests.factories.rounds import OPENS
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE, ON_SQLITE_UNLESS_PROVED
from tests.plugins.sites import migrate, running


@pytest.fixture
def backup(round_app: Flask, tmp_path: Path) -> Path:
    """Of a site with an open round."""
    return backed_up(round_app, tmp_path / "backup")


def head(app: Flask) -> str:
    with app.app_context():
        return audit.head()[1]


def go_on(app: Flask, *, steps: int) -> str:
    """Something happens, so many times; the head afterwards."""
    with app.app_context(), unit_of_work(db.session):
        for _ in range(steps):
            chain.record("pack.loaded", subject="xm", actor=OPERATOR, now=OPENS)
    return head(app)


def is_empty(place: Place) -> bool:
    """Whether nothing was left there."""
    if "://" not in place.argument:
        return not Path(place.argument).exists()
    with running(place.address) as app, app.app_context():
        return inspect(db.engine).get_table_names() == []


@ON_SQLITE
def test_half_a_file_is_refused_wherever_it_was_cut(round_app: Flask, backup: Path):
    whole = backup.read_bytes()

    for length in (archive.LINE_LENGTH, archive.LINE_LENGTH + 5, len(whole) // 2, len(whole) - 1):
        backup.write_bytes(whole[:length])
        assert "is not whole: it was cut off or changed" in refused(round_app, "backup", "check", str(backup))


@ON_SQLITE
def test_a_changed_byte_is_refused_wherever_it_is(round_app: Flask, backup: Path):
    whole = backup.read_bytes()
    places = [0, len(archive.NAME), len(archive.FORM) + 9, archive.LINE_LENGTH, *range(100, len(whole), 401)]

    for place in places:
        backup.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert str(backup) in refused(round_app, "backup", "check", str(backup)), f"byte {place}"


@ON_SQLITE
@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"PK\3\4", b"check-my-ogp"])
def test_another_file_is_no_backup(round_app: Flask, tmp_path: Path, content: bytes):
    (tmp_path / "other").write_bytes(content)

    assert "is no backup of Check My OGP" in refused(round_app, "backup", "check", str(tmp_path / "other"))


def in_a_newer_form(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes().replace(archive.FORM, archive.NAME + b"2", 1))


def of_newer_tables(backup: Path) -> None:
    def change(lines: list[Line]) -> None:
        lines[0]["revision"] = "9999"  # pyright: ignore[reportArgumentType, reportCallIssue]

    forge(backup, change)


@ON_SQLITE_UNLESS_PROVED
@pytest.mark.parametrize("newer", [in_a_newer_form, of_newer_tables])
def test_what_a_newer_version_made_is_refused(
    round_app: Flask, backup: Path, place: Place, newer: Callable[[Path], None]
):
    newer(backup)

    said = refused(round_app, "backup", "restore", str(backup), place.argument)

    assert "was made by a newer version of the program" in said
    assert is_empty(place)


def without_a_row_that_others_need(lines: list[Line]) -> None:
    lines.remove(rows_of(lines, "plan")[0])


def with_a_row_twice(lines: list[Line]) -> None:
    first = rows_of(lines, "organisation")[0]
    lines.insert(lines.index(first), [*first])


@pytest.mark.parametrize("change", [without_a_row_that_others_need, with_a_row_twice])
def test_rows_that_do_not_go_together_are_refused(
    round_app: Flask, backup: Path, place: Place, change: Callable[[list[Line]], None]
):
    forge(backup, change)

    refused(round_app, "backup", "restore", str(backup), place.argument)

    assert is_empty(place)


@ON_SQLITE
def test_a_history_that_was_rewritten_before_the_copy_is_told(round_app: Flask, backup: Path):
    def change(lines: list[Line]) -> None:
        rows_of(lines, "audit_entry")[2][5] = "xm-nap-1/other"

    forge(backup, change)

    assert "The audit chain breaks at entry 3" in refused(round_app, "backup", "check", str(backup))


@ON_SQLITE
def test_another_history_than_the_one_it_names_is_refused(round_app: Flask, backup: Path):
    def change(lines: list[Line]) -> None:
        lines.remove(rows_of(lines, "audit_entry")[-1])

    forge(backup, change)

    assert "names another audit chain" in refused(round_app, "backup", "check", str(backup))


@ON_SQLITE_UNLESS_PROVED
def test_an_old_copy_is_told_from_a_new_one_by_a_head_that_was_kept(round_app: Flask, backup: Path, place: Place):
    kept = head(round_app)
    later = go_on(round_app, steps=3)

    assert "goes 0 entries further" in done(round_app, "backup", "check", str(backup), "--head", kept)
    assert "the copy is 3 entries behind" in done(round_app, "backup", "check", str(backup))
    for command in (["check", str(backup)], ["restore", str(backup), place.argument]):
        assert "it ends 3 entries before it" in refused(round_app, "backup", *command, "--head", later)
    assert is_empty(place)


@ON_SQLITE_UNLESS_PROVED
def test_a_head_that_no_history_here_has_is_not_reached(round_app: Flask, backup: Path):
    said = refused(round_app, "backup", "check", str(backup), "--head", "f" * 64)

    assert "made before that entry, or of another site, or its history was rewritten" in said


@ON_SQLITE_UNLESS_PROVED
def test_a_copy_of_another_site_is_not_brought_back_unless_that_is_meant(
    round_app: Flask, databases: Databases, backup: Path, place: Place
):
    del round_app
    with databases.fresh() as address:
        migrate(address)
        with running(address) as other:
            go_on(other, steps=2)
            said = refused(other, "backup", "restore", str(backup), place.argument)
            assert is_empty(place)
            done(other, "backup", "restore", str(backup), place.argument, "--another-site")

    assert "The backup is of another site" in said


def test_nothing_is_written_over(round_app: Flask, backup: Path, place: Place):
    done(round_app, "backup", "restore", str(backup), place.argument)
    before = backup.read_bytes()

    assert "already" in refused(round_app, "backup", "create", str(backup))
    assert "already" in refused(round_app, "backup", "restore", str(backup), place.argument)
    assert backup.read_bytes() == before


@contextmanager
def a_full_disk(room: int) -> Generator[None]:
    """No file of this process can grow beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@ON_SQLITE
def test_a_full_disk_leaves_nothing_behind(round_app: Flask, backup: Path, place: Place, tmp_path: Path):
    before = {path.name for path in tmp_path.iterdir()}

    with a_full_disk(room=2000):
        creating = refused(round_app, "backup", "create", str(tmp_path / "second"))
    with a_full_disk(room=100_000):
        restoring = refused(round_app, "backup", "restore", str(backup), place.argument)

    assert "could not be written: File too large" in creating
    assert "could not be filled" in restoring
    assert {path.name for path in tmp_path.iterdir()} == before


@ON_SQLITE
@pytest.mark.parametrize(
    "address", ["sqlite:///elsewhere", "postgresql://somebody@127.0.0.1/there", "postgresql+psycopg://", "what://"]
)
def test_what_is_no_address_of_a_database_is_refused(round_app: Flask, backup: Path, address: str):
    assert "This is no address of a database" in refused(round_app, "backup", "restore", str(backup), address)


@ON_SQLITE_UNLESS_PROVED
@pytest.mark.tampers
def test_a_site_whose_chain_is_broken_can_still_be_copied(round_app: Flask, tmp_path: Path):
    with round_app.app_context(), db.engine.begin() as connection:
        trigger = "audit_entry_is_never_updated"
        on = "" if connection.dialect.name == "sqlite" else " on audit_entry"
        connection.execute(text(f"drop trigger {trigger}{on}"))
        connection.execute(text("update audit_entry set subject = 'other' where sequence = 2"))

    result = round_app.test_cli_runner().invoke(args=["backup", "create", str(tmp_path / "backup")])

    assert (result.exit_code, "breaks at entry 2" in result.stderr) == (0, True)
