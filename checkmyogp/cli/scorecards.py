"""Publishing scorecards, and checking that everything still holds."""

from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from checkmyogp.cli.refusals import Refused, refusing
from checkmyogp.db import db, key_check, rotation
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR
from checkmyogp.rounds import queries as rounds
from checkmyogp.snapshots import queries as scorecards
from checkmyogp.snapshots import services as publishing
from checkmyogp.verification import checks, invariants
from checkmyogp.web import settings

scorecard_group = AppGroup("scorecard", help="Published scorecards.")


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
    report = checks.of_bytes(file.read_bytes())
    if report.unchecked:
        msg = f"{file.name} was not checked: it asks for more work than is done here. Use the stand-alone verifier."
        raise Refused(msg)
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
    """Check every published scorecard, the audit chain, and that everything in this database goes together."""
    key_check.refuse_unfit_keys()
    snapshots = scorecards.all_snapshots()
    with click.progressbar(snapshots, label="Scorecards") as progress:
        broken = [line for snapshot in progress for line in checks.of_snapshot(snapshot)]
    broken += checks.of_chain() + invariants.broken()
    broken += [f"{path} can be read by others than its owner: chmod 600" for path in settings.open_files(current_app)]
    broken += rotation.unreadable(db.engine)
    for line in broken:
        click.echo(line, err=True)
    if broken:
        msg = f"{len(broken)} things do not hold."
        raise Refused(msg)
    click.echo(f"Everything holds: {len(snapshots)} scorecards recomputed, the audit chain is whole.")
