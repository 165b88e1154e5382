"""Mail leaves once what it is about is committed, and once only."""

import re
import smtplib
import ssl
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from jinja2 import Environment, meta
from sqlalchemy import select
from werkzeug.routing import Map

from checkmyogp import resources
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.mail import delivery, queries, services
from checkmyogp.mail.letters import SITE, written
from checkmyogp.mail.models import OutboxMail
from checkmyogp.mail.transports import Server
from tests.plugins.engines import ON_SQLITE
from tests.plugins.sites import running

pytestmark = ON_SQLITE

NOW = datetime(2029, 6, 1, 8, tzinfo=UTC)
SITE_ADDRESS = "https://ogp.example.org/"
TEMPLATES = sorted(path.stem for path in (resources.TEMPLATES / "emails").glob("*.txt"))
OUR_LINK = re.compile(re.escape(SITE) + r"(/\S*)")


class Carrier:
    """A transport that remembers, and fails for whom it is told."""

    def __init__(self, *failing: str) -> None:
        self.failing = set(failing)
        self.carried: list[tuple[str, str]] = []

    def send(self, *, recipient: str, subject: str, body: str) -> None:
        assert subject
        if recipient in self.failing:
            msg = "no such mailbox"
            raise OSError(msg)
        self.carried.append((recipient, body))


def put(*recipients: str, now: datetime = NOW) -> None:
    for recipient in recipients:
        services.write(template="officer_invited", recipient=recipient, language="en", now=now, facts={})


def deliver(carrier: Carrier, *, now: datetime = NOW) -> list[bool]:
    return list(delivery.deliver(queries.waiting(now=now), transport=carrier, public_url=SITE_ADDRESS, now=now))


def rows() -> list[OutboxMail]:
    return list(db.session.scalars(select(OutboxMail).order_by(OutboxMail.recipient)))


def test_a_mail_leaves_with_the_public_address_in_it_and_leaves_no_words_behind(site: Flask):
    with unit_of_work(db.session):
        put("a@example.org")
    carrier = Carrier()

    assert deliver(carrier) == [True]

    [(recipient, body)] = carrier.carried
    assert recipient == "a@example.org"
    assert "https://ogp.example.org/en/account/people" in body
    assert [(row.body, row.sent_at, row.attempts) for row in rows()] == [("", NOW, 1)]


@pytest.mark.asvs("2.3.3", "16.5.3")
def test_a_mail_about_something_rolled_back_never_leaves(site: Flask):
    def break_off() -> None:
        with unit_of_work(db.session):
            put("a@example.org")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    carrier = Carrier()

    assert deliver(carrier) == []
    assert carrier.carried == []


@pytest.mark.asvs("16.5.2")
def test_one_that_fails_does_not_keep_the_others_back_and_is_tried_again_later(site: Flask):
    with unit_of_work(db.session):
        put("a@example.org", "b@example.org")

    first = deliver(Carrier("a@example.org"))
    too_early = deliver(Carrier(), now=NOW + timedelta(minutes=4))
    again = deliver(Carrier(), now=NOW + timedelta(minutes=5))

    assert (sorted(first), too_early, again) == ([False, True], [], [True])


def test_pauses_double_and_end(site: Flask):
    with unit_of_work(db.session):
        put("a@example.org")
    pauses: list[float] = []
    now = NOW
    while queries.waiting(now=now):
        deliver(Carrier("a@example.org"), now=now)
        [row] = rows()
        pauses.append((row.due_at - now).total_seconds() / 60)
        now = row.due_at

    assert pauses == [5, 10, 20, 40, 80, 160, 320, 360, 360, 360, 360, 360]
    assert queries.given_up() == 1
    assert rows()[0].last_failure == "no such mailbox"


def test_two_deliveries_at_once_send_a_mail_once(site: Flask):
    with unit_of_work(db.session):
        put("a@example.org")
    both = [queries.waiting(now=NOW), queries.waiting(now=NOW)]

    class Overtaken(Carrier):
        def send(self, *, recipient: str, subject: str, body: str) -> None:
            """Another delivery comes while this one waits for the mail server."""
            super().send(recipient=recipient, subject=subject, body=body)
            other = Carrier()
            assert list(delivery.deliver(both[1], transport=other, public_url=SITE_ADDRESS, now=NOW)) == []
            assert deliver(other) == []

    carrier = Overtaken()
    assert list(delivery.deliver(both[0], transport=carrier, public_url=SITE_ADDRESS, now=NOW)) == [True]
    assert len(carrier.carried) == 1


def test_no_transaction_is_open_while_a_server_is_waited_for(site: Flask):
    with unit_of_work(db.session):
        put("a@example.org")

    class Slow(Carrier):
        def send(self, *, recipient: str, subject: str, body: str) -> None:
            assert not db.session().in_transaction()
            super().send(recipient=recipient, subject=subject, body=body)

    assert deliver(Slow()) == [True]


def test_the_command_prints_to_the_console_and_says_how_far_it_is(app: Flask):
    with app.app_context(), unit_of_work(db.session):
        put("a@example.org", "b@example.org", now=datetime.now(UTC))

    result = app.test_cli_runner().invoke(args=["mail", "deliver"])
    again = app.test_cli_runner().invoke(args=["mail", "deliver"])

    assert result.exit_code == 0
    assert "To: a@example.org" in result.output
    assert "2 of 2: sent" in result.output
    assert "Nothing waits in the outbox." in again.output


@pytest.mark.asvs("1.3.11")
def test_a_line_feed_in_a_subject_adds_no_header():
    subject, _body = written("address_change", "en", {"address": "a@example.org\nBcc: b@example.org", "token": "t"})

    assert "\n" not in subject


@pytest.fixture(scope="module")
def routes() -> Generator[Map]:
    """Every address of the site."""
    with running("sqlite://") as app, app.app_context():
        yield app.url_map


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_has_a_subject_and_a_body(template: str):
    subject, body = written(template, "en", Anything())

    assert 0 < len(subject) < 100
    assert body.strip()


@pytest.mark.parametrize("language", ["en", "mn"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_link_in_a_mail_leads_to_a_page_of_ours(routes: Map, template: str, language: str):
    text = written(template, language, Anything())[1]

    for path in OUR_LINK.findall(text):
        endpoint, _values = routes.bind("").match(path, method="GET")
        assert endpoint


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_mail_names_an_address_of_its_own(template: str):
    source = (resources.TEMPLATES / "emails" / f"{template}.txt").read_text(encoding="utf-8")

    assert "://" not in source


class Anything(dict[str, Any]):
    """Facts for any template: one of everything that any of them asks for."""

    def __init__(self) -> None:
        syntax = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
        names = {
            name
            for path in (resources.TEMPLATES / "emails").glob("*.txt")
            for name in meta.find_undeclared_variables(syntax.parse(path.read_text(encoding="utf-8")))
        }
        asked_for = names - {"site", "language", "gettext", "ngettext"}
        super().__init__(dict.fromkeys(asked_for, "1"), left=2, office="ngo", lead=True, path="1/1", work="assess")


class FakeSmtp:
    """A mail server that notes what it is asked."""

    asked: list[str]

    def __init__(self, offers: set[str]) -> None:
        self.offers, self.asked, self.greeted = offers, [], False

    def ehlo(self) -> None:
        self.greeted = True

    def has_extn(self, name: str) -> bool:
        return self.greeted and name in self.offers

    def starttls(self, context: ssl.SSLContext) -> None:
        assert context.check_hostname
        assert context.verify_mode is ssl.CERT_REQUIRED
        self.asked.append("starttls")

    def login(self, user: str, password: str) -> None:
        self.asked.append(f"login {user} {password}")

    def send_message(self, message: Any) -> None:
        self.asked.append(f"{message['From']} -> {message['To']}: {message['Subject']}")
        assert message["Date"]
        assert message["Message-ID"].endswith("@example.org>")


@pytest.mark.asvs("12.3.1", "12.3.2")
@pytest.mark.parametrize(
    ("offers", "user", "asked"),
    [({"starttls"}, "", ["starttls"]), (set[str](), "", []), (set[str](), "me", ["starttls", "login me secret"])],
)
def test_a_mail_server_is_spoken_to_over_tls_wherever_it_offers_it(
    monkeypatch: pytest.MonkeyPatch, offers: set[str], user: str, asked: list[str]
):
    server = FakeSmtp(offers)

    @contextmanager
    def connected(_host: str, _port: int, timeout: int) -> Generator[FakeSmtp]:
        assert timeout
        yield server

    monkeypatch.setattr(smtplib, "SMTP", connected)

    Server("mail.example.org", 587, "ogp@example.org", user, "secret").send(
        recipient="a@example.org", subject="Сайн байна уу", body="…"
    )

    assert server.asked == [*asked, "ogp@example.org -> a@example.org: Сайн байна уу"]
