"""What carries mail away: the console where nothing is configured, otherwise a mail server."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import localtime, make_msgid, parseaddr

import click


class Console:
    """Prints each mail: right for a first look, and for a site whose operator reads along."""

    def send(self, *, recipient: str, subject: str, body: str) -> None:
        """Print it."""
        click.echo(f"To: {recipient}\nSubject: {subject}\n\n{body}\n")


@dataclass(frozen=True, slots=True)
class Server:
    """Hands each mail to a mail server, over TLS where the server offers it."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""

    def send(self, *, recipient: str, subject: str, body: str) -> None:
        """Hand it over; raises OSError (of which smtplib's errors are a kind) when the server does not take it."""
        message = EmailMessage()
        try:
            message["From"], message["To"], message["Subject"] = self.sender, recipient, subject
        except ValueError as unusable:
            # One address that no header can hold must not keep all the other mails from leaving.
            raise OSError(str(unusable)) from unusable
        message["Date"], message["Message-ID"] = (
            localtime(),
            make_msgid(domain=parseaddr(self.sender)[1].partition("@")[2]),
        )
        message.set_content(body)
        with smtplib.SMTP(self.host, self.port, timeout=20) as server:
            # Only after this greeting does the library know what the server offers.
            server.ehlo()
            if server.has_extn("starttls") or self.user:
                server.starttls(context=ssl.create_default_context())
            if self.user:
                server.login(self.user, self.password)
            server.send_message(message)
