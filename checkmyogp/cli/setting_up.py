"""Setting up: the database, country packs, the demonstration round."""

from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext
from flask_migrate import upgrade
from sqlalchemy import inspect

from checkmyogp import demonstration, resources
from checkmyogp.cli.refusals import refusing
from checkmyogp.db import db, leftovers
from checkmyogp.db.key_check import KeyCheck
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR
from checkmyogp.packs import pack as packs
from checkmyogp.packs import services as loading

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)

pack_group = AppGroup("pack", help="Country packs: organisations, plans, rubrics and crosswalks as files.")
demo_group = AppGroup("demo", help="The demonstration round, in which everything but the plan is invented.")


@click.command("setup")
@click.option("--demonstration/--no-demonstration", "with_demonstration", default=False, help="Also show a round.")
@with_appcontext
@refusing
def setup(*, with_demonstration: bool) -> None:
    """Create or upgrade the database and load the packs that come with the program. Loses nothing."""
    click.echo("Preparing the database …")
    sealed_before = inspect(db.engine).has_table(KeyCheck.__tablename__)
    upgrade()
    if not sealed_before:
        # What was readable before the migration sealed it must not stay in the file.
        leftovers.sweep(db.engine)
    for folder in sorted(path for path in resources.PACKS.iterdir() if (path / "member.toml").exists()):
        _load(folder)
    if with_demonstration:
        _load_demonstration()


@pack_group.command("check")
@click.argument("path", type=FOLDER)
@refusing
def check_pack(path: Path) -> None:
    """Say everything that is wrong with the pack in PATH, one mistake per line."""
    pack = packs.read(path)
    click.echo(f"{path}: sound. {len(pack.plans)} plans, {len(pack.organisations)} organisations.")


@pack_group.command("load")
@click.argument("path", type=FOLDER)
@refusing
def load_pack(path: Path) -> None:
    """Load the pack in PATH: all of it, or nothing."""
    _load(path)


def _load(path: Path) -> None:
    click.echo(f"Reading the pack {path.name} …")
    pack = packs.read(path)
    with unit_of_work(db.session), click.progressbar(length=len(pack.plans), label="Loading plans") as progress:
        loaded = loading.load(pack=pack, actor=OPERATOR, now=datetime.now(UTC), progress=lambda: progress.update(1))
    click.echo(f"Pack {path.name}: {loaded.added} rows added, {loaded.changed} changed.")


@demo_group.command("load")
@refusing
def load_demonstration() -> None:
    """Load the demonstration round. Loading it again changes nothing."""
    _load_demonstration()


def _load_demonstration() -> None:
    click.echo("Preparing the demonstration round: everything but the plan is invented …")
    with unit_of_work(db.session):
        loaded = demonstration.load()
    click.echo("Demonstration round loaded." if loaded else "The demonstration round is already there.")


@demo_group.command("remove")
@refusing
def remove_demonstration() -> None:
    """Take the demonstration round out again, with everything invented for it."""
    with unit_of_work(db.session):
        removed = demonstration.remove()
    click.echo("Demonstration round removed." if removed else "There is no demonstration round.")
