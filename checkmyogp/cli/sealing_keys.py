"""The keys with which columns of the database are sealed."""

import click
from flask.cli import AppGroup

from checkmyogp.cli.refusals import refusing
from checkmyogp.db import db, keyring, leftovers, rotation
from checkmyogp.db.keyring import KeyFile
from checkmyogp.db.transactions import unit_of_work

secrets_group = AppGroup("secrets", help="The keys with which what nobody may read is sealed in the database.")


@secrets_group.command("make")
@refusing
def make() -> None:
    """Print a new key, for CHECKMYOGP_ENCRYPTION_KEYS. It is kept nowhere."""
    click.echo(keyring.new_key())


@secrets_group.command("rotate")
@click.option("--new-key/--same-key", default=True, help="Make a key first, where keys are in a file (the default).")
@refusing
def rotate(*, new_key: bool) -> None:
    """Seal everything with a new key, while the site runs. On PostgreSQL run it as the owner of the tables."""
    if new_key and isinstance(keyring.current(), KeyFile):
        keyring.current().add_newest()
        click.echo("A new key stands first in the file encryption-keys. Back the file up, apart from the database.")
    with unit_of_work(db.session):
        changed = rotation.reseal(db.session.connection())
    leftovers.sweep(db.engine)
    click.echo(f"{changed} values are sealed with the newest key now.")
    click.echo("Older keys are still there, for copies made before. Once no copy needs them: flask secrets forget")


@secrets_group.command("forget")
@refusing
def forget() -> None:
    """Forget all keys but the newest, unless something in the database is sealed with an older one."""
    rotation.refuse_older_keys_in_use(db.engine)
    forgotten = keyring.current().keep_newest_only()
    click.echo(f"{forgotten} older keys are forgotten. Backups that were made under them need them, kept elsewhere.")
