"""Backups of a site that a test made, and empty places to bring them back into."""

import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import text

from checkmyogp.backup import archive, tables
from checkmyogp.backup.archive import RowHashes
from checkmyogp.db import db
from tests.factories.commands import done

Line = dict[str, Any] | list[Any]


@dataclass(frozen=True)
class Place:
    """Somewhere empty, as `flask backup restore` is told of it, and the address of the database that is there then."""

    argument: str
    address: str


def folder(path: Path) -> Place:
    """A folder that is not there yet."""
    return Place(str(path), f"sqlite:///{path / 'checkmyogp.sqlite'}")


def backed_up(app: Flask, target: Path) -> Path:
    """The file that `flask backup create` writes."""
    done(app, "backup", "create", str(target))
    return target


def contents(app: Flask) -> dict[str, dict[str, Any]]:
    """How many rows each table of a site has, and their hash."""
    found: dict[str, dict[str, Any]] = {}
    with app.app_context(), db.engine.connect() as connection:
        for head in tables.all_tables(connection):
            hashes = RowHashes()
            for row in tables.rows(connection, head):
                hashes.add(row)
            found[head.name] = hashes.closing()
    return found


def triggers(app: Flask) -> set[tuple[str, str]]:
    """The triggers of a site's database, by table and name."""
    by_engine = {
        "sqlite": "select tbl_name, name from sqlite_master where type = 'trigger'",
        "postgresql": "select relname, tgname from pg_trigger join pg_class on pg_class.oid = tgrelid "
        "where not tgisinternal",
    }
    with app.app_context(), db.engine.connect() as connection:
        found = connection.execute(text(by_engine[db.engine.dialect.name])).all()
    return {(row[0], row[1]) for row in found}


def forge(backup: Path, change: Callable[[list[Line]], None]) -> None:
    """Change what a backup says, and put right every hash in it, as somebody who knows the form can."""
    packed = backup.read_bytes()[archive.LINE_LENGTH :]
    lines: list[Line] = [json.loads(line) for line in gzip.decompress(packed).splitlines()]
    change(lines)
    hashes = RowHashes()
    for line in lines:
        if isinstance(line, list):
            hashes.add(line)
        elif "rows" in line:
            line.update(hashes.closing())
            hashes = RowHashes()
    body = gzip.compress(b"".join(archive.line(line) for line in lines))
    backup.write_bytes(archive.FORM + b" sha256:" + hashlib.sha256(body).hexdigest().encode() + b"\n" + body)


def rows_of(lines: list[Line], table: str) -> list[list[Any]]:
    """The rows of one table, each of which may be changed in place."""
    begins = next(number for number, line in enumerate(lines) if isinstance(line, dict) and line.get("table") == table)
    found: list[list[Any]] = []
    for line in lines[begins + 1 :]:
        if not isinstance(line, list):
            break
        found.append(line)
    return found
