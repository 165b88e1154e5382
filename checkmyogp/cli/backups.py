"""Backups: made, checked, brought back."""

from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from checkmyogp.backup import creation, history, inspection, restoration
from checkmyogp.backup.history import History
from checkmyogp.backup.inspection import CheckedBackup
from checkmyogp.cli.refusals import refusing
from checkmyogp.db import db, keyring

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(path_type=Path)
KEPT_HEAD = click.option(
    "--head", metavar="DIGEST", help="A head of the audit chain that somebody kept: refuse a copy that lacks it."
)

backup_group = AppGroup("backup", help="Copies of everything that the site keeps.")


@backup_group.command("create")
@click.argument("target", type=NEW_FILE)
@click.option("--secret-key", "secret", type=NEW_FILE, help="Also write the secret key, into this other file.")
@click.option("--encryption-keys", "keys", type=NEW_FILE, help="Also write the encryption keys, into this other file.")
@refusing
def create(target: Path, secret: Path | None, keys: Path | None) -> None:
    """Write everything in the database into the new file TARGET, while the site runs."""
    click.echo("Copying …")
    if secret:
        creation.keep_secret(secret=current_app.config["SECRET_KEY"], target=secret)
    if keys:
        creation.keep_secret(secret=keyring.current().written(), target=keys)
    made = creation.make(source=db.engine, target=target, now=datetime.now(UTC))
    _describe(target, made)
    click.echo(f"Keep the head elsewhere. It tells later whether a copy reaches so far: {made.header.head.digest}")
    if not secret:
        click.echo("The secret key is not in it. Keep that apart: flask backup create … --secret-key FILE")
    if not keys:
        click.echo("Without the encryption keys nobody can read all of it. Keep them apart: … --encryption-keys FILE")


@backup_group.command("check")
@click.argument("target", type=FILE)
@KEPT_HEAD
@refusing
def check(target: Path, head: str | None) -> None:
    """Read all of TARGET, and say whether it is whole and how old it is."""
    checked, running = _examined(target, head)
    inspection.refuse_broken(checked)
    _describe(target, checked)
    if head:
        ahead = checked.header.head.sequence - checked.chain.places[head]
        click.echo(f"It reaches the entry {head[:12]}… and goes {ahead} entries further.")
    if checked.chain.is_of_another_site_than(running):
        click.echo("It is of another site than the one whose database is here.")
    elif running.digests:
        behind = running.head.sequence - checked.header.head.sequence
        click.echo(f"The database here is at entry {running.head.sequence}: the copy is {behind} entries behind it.")


@backup_group.command("restore")
@click.argument("target", type=FILE)
@click.argument("place", metavar="FOLDER_OR_DATABASE")
@KEPT_HEAD
@click.option("--secret-key", "secret", type=FILE, help="The file with the secret key, to be put into the folder.")
@click.option("--encryption-keys", "keys", type=FILE, help="The file with the encryption keys, likewise.")
@click.option("--another-site", is_flag=True, help="Bring it back although another site's database is here.")
@refusing
def restore(
    target: Path, place: str, head: str | None, secret: Path | None, keys: Path | None, *, another_site: bool
) -> None:
    """Bring TARGET back into a new folder, or into an empty database: postgresql+psycopg://user@host/name."""
    checked, running = _examined(target, head)
    if not another_site:
        inspection.refuse_another_site(checked, running)
    click.echo("Restoring …")
    if "://" in place:
        restoration.into_database(backup=target, address=place)
        setting = f"CHECKMYOGP_SQLALCHEMY_DATABASE_URI={place}"
    else:
        kept = secret.read_text(encoding="ascii") if secret else ""
        kept_keys = keys.read_text(encoding="ascii") if keys else ""
        restoration.into_folder(backup=target, folder=Path(place), secret=kept, keys=kept_keys)
        setting = f"CHECKMYOGP_INSTANCE_PATH={place}"
    _describe(target, checked)
    click.echo(f"All of it is back. Now run: {setting} flask --app checkmyogp verify")


def _examined(target: Path, head: str | None) -> tuple[CheckedBackup, History]:
    """The backup, which reaches the head, and the history of the database here."""
    checked, running = inspection.check(target), history.of_running_site(db.engine)
    if head:
        inspection.refuse_older(checked, running, head)
    return checked, running


def _describe(target: Path, checked: CheckedBackup) -> None:
    header = checked.header
    click.echo(f"{target} is whole: {checked.rows} rows of {checked.tables} tables, as of {header.made_at:%F %T} UTC.")
    if checked.chain.breaks_at:
        click.echo(f"Its audit chain breaks at entry {checked.chain.breaks_at}. Run: flask verify", err=True)
    else:
        click.echo(f"Its audit chain holds, up to entry {header.head.sequence}.")
