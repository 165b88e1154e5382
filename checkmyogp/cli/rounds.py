"""What a scheduler does with rounds and accreditations."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import click
from flask.cli import AppGroup

from checkmyogp.accreditation import services as accreditation
from checkmyogp.cli.refusals import refusing
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR
from checkmyogp.domain.lifecycles import StepRefused, TooEarly
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds import services as opening
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import services as publishing

round_group = AppGroup("round", help="Rounds of monitoring.")
accreditation_group = AppGroup("accreditation", help="Who may score.")


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


@round_group.command("open")
@click.option("--due", is_flag=True, required=True, help="Every draft whose opening time has come.")
@refusing
def open_rounds(*, due: bool) -> None:
    """Open every draft that is due; for a scheduler. Doing it again changes nothing."""
    del due
    now = datetime.now(UTC)
    _each_due(rounds.due_to_open(now), lambda row: opening.open_(round_=row, actor=OPERATOR, now=now), "opened")


@round_group.command("close")
@click.option("--due", is_flag=True, required=True, help="Every open round whose time is over.")
@refusing
def close_rounds(*, due: bool) -> None:
    """Close every round that is due; for a scheduler. Doing it again changes nothing."""
    del due
    now = datetime.now(UTC)
    _each_due(rounds.due_to_close(now), lambda row: publishing.close(round_=row, actor=OPERATOR, now=now), "closed")


def _each_due(found: Sequence[Round], step: Callable[[Round], None], done: str) -> None:
    """One step for each round, each in a transaction of its own, so that one that fails holds up no other."""
    for name, round_id in [(f"{row.plan.slug}/{row.slug}", row.id) for row in found]:
        try:
            with unit_of_work(db.session):
                step(db.session.get_one(Round, round_id))
        except (StepRefused, TooEarly):
            click.echo(f"{name}: somebody was faster.")
        else:
            click.echo(f"{name}: {done}.")
    if not found:
        click.echo("Nothing is due.")


@accreditation_group.command("expire")
@refusing
def expire_accreditations() -> None:
    """Record in the register which terms are over. They hold no longer than that in any case; run it daily."""
    with unit_of_work(db.session):
        expired = accreditation.expire(actor=OPERATOR, now=datetime.now(UTC))
        for decision in expired:
            click.echo(f"{decision.plan.slug}/{decision.organisation.key}: expired.")
    click.echo(f"{len(expired)} accreditations have expired.")
