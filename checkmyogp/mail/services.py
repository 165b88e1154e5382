"""Writing mail, and delivering what is waiting."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Protocol

from checkmyogp.db import db
from checkmyogp.mail.letters import SITE, written
from checkmyogp.mail.models import OutboxMail


class Transport(Protocol):
    """Whatever carries a mail away."""

    def send(self, *, recipient: str, subject: str, body: str) -> None:
        """Carry one mail away, or raise OSError."""


def write(*, template: str, recipient: str, language: str, now: datetime, facts: dict[str, Any]) -> OutboxMail:
    """Put one mail into the outbox, in the caller's transaction; ``template`` is a file of templates/emails."""
    subject, body = written(template, language, facts)
    mail = OutboxMail(recipient=recipient, language=language, subject=subject, body=body, written_at=now)
    db.session.add(mail)
    return mail


def deliver(
    mails: Iterable[OutboxMail], *, transport: Transport, public_url: str, now: datetime
) -> Iterator[tuple[OutboxMail, bool]]:
    """Send each and tell whether it went; one that fails stays for the next time."""
    for mail in mails:
        mail.attempts += 1
        try:
            body = mail.body.replace(SITE, public_url.rstrip("/"))
            transport.send(recipient=mail.recipient, subject=mail.subject, body=body)
        except OSError as failure:
            mail.last_failure = str(failure)
            yield mail, False
        else:
            mail.sent_at = now
            yield mail, True
