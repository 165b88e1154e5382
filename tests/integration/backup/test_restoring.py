"""What was copied comes back: every row of every table, and the rules that protect it."""

import gzip
import stat
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from checkmyogp.db import db
from tests.factories.backups import Place, backed_up, contents, folder, triggers
from tests.factories.commands import done
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_POSTGRESQL, ON_SQLITE
from tests.plugins.sites import SECRET, assert_everything_holds, running


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_whole_site_comes_back_and_holds(seeded_app: Flask, tmp_path: Path, place: Place):
    backup = backed_up(seeded_app, tmp_path / "backup")

    said = done(seeded_app, "backup", "restore", str(backup), place.argument)

    assert f"{place.argument} flask --app checkmyogp verify" in said
    with running(place.address) as restored:
        assert contents(restored) == contents(seeded_app)
        assert triggers(restored) == triggers(seeded_app) != set()
        with restored.app_context():
            assert_everything_holds()


@pytest.mark.parametrize("statement", ["update audit_entry set subject = 'x'", "delete from audit_entry"])
def test_what_never_changes_is_protected_after_a_restore(
    round_app: Flask, tmp_path: Path, place: Place, statement: str
):
    done(round_app, "backup", "restore", str(backed_up(round_app, tmp_path / "backup")), place.argument)

    with (
        running(place.address) as restored,
        restored.app_context(),
        pytest.raises(DBAPIError, match="audit_entry is never"),
        db.engine.begin() as connection,
    ):
        connection.execute(text(statement))


@ON_POSTGRESQL
def test_a_site_moves_from_one_engine_to_the_other_and_back(seeded_app: Flask, tmp_path: Path, place: Place):
    embedded = folder(tmp_path / "embedded")
    done(seeded_app, "backup", "restore", str(backed_up(seeded_app, tmp_path / "first")), embedded.argument)

    with running(embedded.address) as moved:
        second = backed_up(moved, tmp_path / "second")
        done(moved, "backup", "restore", str(second), place.argument)
        there = contents(moved)

    with running(place.address) as back:
        assert contents(back) == there == contents(seeded_app)
        assert triggers(back) == triggers(seeded_app)
        with back.app_context():
            assert_everything_holds()


def test_a_backup_of_an_older_version_is_brought_up_to_date(
    databases: Databases, tmp_path: Path, place: Place, app: Flask
):
    with databases.fresh() as address, running(address) as old:
        with old.app_context():
            upgrade(revision="0002")
        backup = backed_up(old, tmp_path / "backup")

    done(app, "backup", "restore", str(backup), place.argument)

    with running(place.address) as restored:
        assert contents(restored).keys() == contents(app).keys()
        assert triggers(restored) == triggers(app)


def test_a_backup_is_its_owner_s_alone_and_holds_no_secret_key(round_app: Flask, tmp_path: Path):
    backup, key = tmp_path / "backup", tmp_path / "elsewhere"

    done(round_app, "backup", "create", str(backup), "--secret-key", str(key))

    assert (mode(backup), mode(key)) == (0o600, 0o600)
    assert key.read_text() == SECRET
    assert SECRET.encode() not in unpacked(backup)
    assert {path.name for path in tmp_path.iterdir()} == {"backup", "elsewhere"}


def unpacked(backup: Path) -> bytes:
    return gzip.decompress(backup.read_bytes().split(b"\n", 1)[1])


@ON_SQLITE
def test_the_restored_folder_is_its_owner_s_alone_and_takes_the_key_along(round_app: Flask, tmp_path: Path):
    backup, key, back = tmp_path / "backup", tmp_path / "key", tmp_path / "back"
    done(round_app, "backup", "create", str(backup), "--secret-key", str(key))

    done(round_app, "backup", "restore", str(backup), str(back), "--secret-key", str(key))

    assert mode(back) == 0o700
    assert {path.name: mode(path) for path in back.iterdir()} == {"checkmyogp.sqlite": 0o600, "secret-key": 0o600}
    assert (back / "secret-key").read_text() == SECRET


def test_no_column_counts_by_itself(app: Flask):
    """A sequence of the server's would have to be set after a restore."""
    with app.app_context():
        inspector = inspect(db.engine)
        counted = [
            f"{table}.{column['name']}"
            for table in inspector.get_table_names()
            for column in inspector.get_columns(table)
            if "nextval" in str(column["default"]) or "identity" in column
        ]

    assert counted == []
