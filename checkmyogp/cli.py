"""`flask` commands: each parses its arguments, calls one service, and says what happened.

Every refusal is a sentence on standard error and a non-zero exit; nothing is half-written.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext
from flask_migrate import upgrade
from sqlalchemy.exc import OperationalError, ProgrammingError

from checkmyogp import demonstration, resources
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR
from checkmyogp.packs import pack as packs
from checkmyogp.packs import services as loading
from checkmyogp.rounds import queries as rounds
from checkmyogp.scorecards import queries as scorecards
from checkmyogp.scorecards import services as publishing
from checkmyogp.scorecards import verification

Arguments = ParamSpec("Arguments")
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)

pack_group = AppGroup("pack", help="Country packs: organisations, plans, rubrics and crosswalks as files.")
demo_group = AppGroup("demo", help="The demonstration round, in which everything but the plan is invented.")
round_group = AppGroup("round", help="Rounds of monitoring.")
scorecard_group = AppGroup("scorecard", help="Published scorecards.")


class Refused(click.ClickException):
    """A refusal: one or more sentences, exit code 1."""

    def show(self, file: object = None) -> None:
        """Say it as it is."""
        del file
        click.echo(self.message, err=True)


def refusing(command: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Turn the refusals of the domain into sentences; anything else stays a crash that shows where it is from."""

    @wraps(command)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except ValueError as refusal:
            raise Refused(str(refusal)) from refusal
        except (OperationalError, ProgrammingError) as error:
            msg = f"The database does not answer as it should: {error.orig}. Run: flask setup"
            raise Refused(msg) from error

    return guarded


@click.command("setup")
@click.option("--demonstration/--no-demonstration", "with_demonstration", default=False, help="Also show a round.")
@with_appcontext
@refusing
def setup(*, with_demonstration: bool) -> None:
    """Create or upgrade the database and load the packs that come with the program. Loses nothing."""
    click.echo("Preparing the database …")
    upgrade()
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


@round_group.command("list")
@refusing
def list_rounds() -> None:
    """List every round with its state."""
    found = rounds.rounds()
    for round_ in found:
        mark = " (demonstration)" if round_.demonstration else ""
        click.echo(f"{round_.plan.slug}/{round_.slug}: {round_.state.value}, closes {round_.closes_at:%Y-%m-%d}{mark}")
    if not found:
        click.echo("There is no round yet.")


@scorecard_group.command("publish")
@click.argument("plan")
@click.argument("round_slug", metavar="ROUND")
@refusing
def publish(plan: str, round_slug: str) -> None:
    """Publish the scorecard of ROUND of PLAN, for good."""
    round_ = rounds.round_at(plan, round_slug)
    if round_ is None:
        msg = f"There is no round {round_slug} of {plan}. flask round list shows every round."
        raise Refused(msg)
    click.echo("Computing every figure …")
    with unit_of_work(db.session):
        snapshot = publishing.publish(round_=round_, actor=OPERATOR, now=datetime.now(UTC))
    click.echo(f"Published {plan}/{round_slug} version {snapshot.version}, sha256 {snapshot.digest}")


@scorecard_group.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@refusing
def verify_file(file: Path) -> None:
    """Recompute every figure of a downloaded scorecard and compare it with what is published here."""
    report = verification.of_bytes(file.read_bytes())
    for line in report.differences:
        click.echo(line, err=True)
    if not report.holds:
        msg = f"{file.name} does not hold."
        raise Refused(msg)
    click.echo(f"{file.name} holds: sha256 {report.digest}, every figure follows from its scores.")
    click.echo("It is published here." if report.published else "It is not published on this site.")


@click.command("verify")
@with_appcontext
@refusing
def verify() -> None:
    """Check every published scorecard and the audit chain of this database."""
    snapshots = scorecards.all_snapshots()
    with click.progressbar(snapshots, label="Scorecards") as progress:
        broken = [line for snapshot in progress for line in verification.of_snapshot(snapshot)]
    broken += verification.of_chain()
    for line in broken:
        click.echo(line, err=True)
    if broken:
        msg = f"{len(broken)} things do not hold."
        raise Refused(msg)
    click.echo(f"Everything holds: {len(snapshots)} scorecards recomputed, the audit chain is whole.")


def init_app(app: Flask) -> None:
    """Register the commands."""
    for command in (setup, verify, pack_group, demo_group, round_group, scorecard_group):
        app.cli.add_command(command)
