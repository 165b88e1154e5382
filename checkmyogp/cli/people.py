"""Officers from the command line, recoveries whose time is over, and the mail that waits."""

from datetime import UTC, datetime

import click
from flask import current_app
from flask.cli import AppGroup

from checkmyogp.accounts.refusals import AccountRefusal
from checkmyogp.accounts.seats import queries as seats
from checkmyogp.accounts.seats import recoveries
from checkmyogp.accounts.seats.models import Recovery
from checkmyogp.accounts.services import invitations
from checkmyogp.cli.refusals import Refused, refusing
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR, Office
from checkmyogp.domain.lifecycles import TooEarly
from checkmyogp.domain.offices import Seat
from checkmyogp.mail import delivery, transports
from checkmyogp.mail import queries as outbox

officer_group = AppGroup("officer", help="Accreditation officers.")
seat_group = AppGroup("seat", help="Seats of organisations.")
mail_group = AppGroup("mail", help="The outbox.")


@officer_group.command("invite")
@click.argument("address")
@click.option("--language", help="The language of the mail; that of the site where it is left out.")
@refusing
def invite_officer(address: str, language: str | None) -> None:
    """Invite the person at ADDRESS to become an accreditation officer, with a public entry; other officers are told.

    The link leaves by `flask mail deliver`.
    """
    chosen = language or current_app.config["DEFAULT_LANGUAGE"]
    if chosen not in current_app.config["LANGUAGES"]:
        msg = f"The pages are not written in {chosen!r}. Choose one of: {', '.join(current_app.config['LANGUAGES'])}."
        raise Refused(msg)
    with unit_of_work(db.session):
        invitation = invitations.invite(
            guest=invitations.Guest(address, chosen), seat=Seat(Office.OFFICER), actor=OPERATOR, now=datetime.now(UTC)
        )
        click.echo(f"{address} is invited until {invitation.expires_at:%Y-%m-%d}. Send the mail: flask mail deliver")


@seat_group.command("recover")
@click.option("--due", is_flag=True, required=True, help="Every recovery whose waiting time is over.")
@refusing
def recover_seats(*, due: bool) -> None:
    """Send the invitation of each recovery that nobody has stopped; for a scheduler. Doing it again changes nothing."""
    del due
    now = datetime.now(UTC)
    found = [(row.id, row.organisation) for row in seats.due_recoveries(now=now)]
    for recovery_id, organisation in found:
        try:
            with unit_of_work(db.session):
                row = db.session.get_one(Recovery, recovery_id)
                recoveries.complete(recovery=row, actor=OPERATOR, now=now)
        except (AccountRefusal, TooEarly) as refused:
            click.echo(f"{organisation}: not recovered. {refused}", err=True)
        else:
            click.echo(f"{organisation}: the invitation is written.")
    if not found:
        click.echo("Nothing is due.")


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
