"""`flask` commands: each parses its arguments, calls one service, and says what happened.

Every refusal is a sentence on standard error and a non-zero exit; nothing is half-written.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from flask_migrate import upgrade
from sqlalchemy.exc import OperationalError, ProgrammingError

from checkmyogp import demonstration, resources
from checkmyogp.accounts.services import invitations
from checkmyogp.accreditation import services as accreditation
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR, Office
from checkmyogp.domain.lifecycles import StepRefused, TooEarly
from checkmyogp.domain.offices import Seat
from checkmyogp.mail import delivery, transports
from checkmyogp.mail import queries as outbox
from checkmyogp.packs import pack as packs
from checkmyogp.packs import services as loading
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds import services as opening
from checkmyogp.rounds.models import Round
from checkmyogp.scorecards import invariants, verification
from checkmyogp.scorecards import queries as scorecards
from checkmyogp.scorecards import services as publishing

Arguments = ParamSpec("Arguments")
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)

pack_group = AppGroup("pack", help="Country packs: organisations, plans, rubrics and crosswalks as files.")
demo_group = AppGroup("demo", help="The demonstration round, in which everything but the plan is invented.")
round_group = AppGroup("round", help="Rounds of monitoring.")
accreditation_group = AppGroup("accreditation", help="Who may score.")
scorecard_group = AppGroup("scorecard", help="Published scorecards.")
officer_group = AppGroup("officer", help="Accreditation officers.")
mail_group = AppGroup("mail", help="The outbox.")


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
    """Check every published scorecard, the audit chain, and that everything in this database goes together."""
    snapshots = scorecards.all_snapshots()
    with click.progressbar(snapshots, label="Scorecards") as progress:
        broken = [line for snapshot in progress for line in verification.of_snapshot(snapshot)]
    broken += verification.of_chain() + invariants.broken()
    for line in broken:
        click.echo(line, err=True)
    if broken:
        msg = f"{len(broken)} things do not hold."
        raise Refused(msg)
    click.echo(f"Everything holds: {len(snapshots)} scorecards recomputed, the audit chain is whole.")


@officer_group.command("invite")
@click.argument("address")
@click.option("--language", help="The language of the mail; that of the site where it is left out.")
@refusing
def invite_officer(address: str, language: str | None) -> None:
    """Invite the person at ADDRESS to become an accreditation officer. The link leaves by `flask mail deliver`."""
    chosen = language or current_app.config["DEFAULT_LANGUAGE"]
    if chosen not in current_app.config["LANGUAGES"]:
        msg = f"The pages are not written in {chosen!r}. Choose one of: {', '.join(current_app.config['LANGUAGES'])}."
        raise Refused(msg)
    with unit_of_work(db.session):
        invitation = invitations.invite(
            guest=invitations.Guest(address, chosen), seat=Seat(Office.OFFICER), actor=OPERATOR, now=datetime.now(UTC)
        )
        click.echo(f"{address} is invited until {invitation.expires_at:%Y-%m-%d}. Send the mail: flask mail deliver")


@mail_group.command("deliver")
@refusing
def deliver_mail() -> None:
    """Send what waits in the outbox; without a mail server it is printed here. A scheduler runs it every minute."""
    now, failed = datetime.now(UTC), 0
    mails = outbox.waiting(now=now)
    sending = delivery.deliver(
        mails, transport=_transport(), public_url=current_app.config["PUBLIC_URL"], now=datetime.now(UTC)
    )
    for number, sent in enumerate(sending, start=1):
        failed += not sent
        click.echo(f"{number} of {len(mails)}: {'sent' if sent else 'failed, to be tried again'}", err=True)
    if not mails:
        click.echo("Nothing waits in the outbox.", err=True)
    if stuck := outbox.given_up():
        click.echo(f"{stuck} mails failed {outbox.MOST_ATTEMPTS} times and are not tried again.", err=True)
    if failed:
        msg = f"{failed} mails were not sent; the column last_failure of the table outbox_mail says why."
        raise Refused(msg)


def _transport() -> delivery.Transport:
    config = current_app.config
    if not config["MAIL_SERVER"]:
        return transports.Console()
    return transports.Server(
        host=config["MAIL_SERVER"],
        port=config["MAIL_PORT"],
        sender=config["MAIL_SENDER"],
        user=config["MAIL_USER"],
        password=config["MAIL_PASSWORD"],
    )


def init_app(app: Flask) -> None:
    """Register the commands."""
    groups = (pack_group, demo_group, round_group, accreditation_group, scorecard_group, officer_group, mail_group)
    for command in (setup, verify, *groups):
        app.cli.add_command(command)
