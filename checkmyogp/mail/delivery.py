"""Delivering what waits in the outbox. Each mail is taken, carried and noted by itself.

No transaction is open while a mail server is waited for, and one that breaks off in between sends a mail twice rather
than never.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.mail import services
from checkmyogp.mail.letters import SITE
from checkmyogp.mail.models import OutboxMail


class Transport(Protocol):
    """Whatever carries a mail away."""

    def send(self, *, recipient: str, subject: str, body: str) -> None:
        """Carry one mail away, or raise OSError."""
        ...


def deliver(mails: Iterable[OutboxMail], *, transport: Transport, public_url: str, now: datetime) -> Iterator[bool]:
    """Send each and tell whether it went; one that another delivery has taken in the meantime is passed over."""
    for mail in mails:
        with unit_of_work(db.session):
            taken = services.claim(mail, now=now)
        if taken:
            yield _sent(mail, transport=transport, public_url=public_url, now=now)


def _sent(mail: OutboxMail, *, transport: Transport, public_url: str, now: datetime) -> bool:
    recipient, subject = mail.recipient, mail.subject
    body = mail.body.replace(SITE, public_url.rstrip("/"))
    db.session.rollback()
    try:
        transport.send(recipient=recipient, subject=subject, body=body)
    except OSError as failure:
        with unit_of_work(db.session):
            services.note_failure(mail, why=str(failure))
        return False
    with unit_of_work(db.session):
        services.note_sent(mail, now=now)
    return True
