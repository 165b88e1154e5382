"""Leads who submit over HTTP as fast as they can, note every acknowledgement, and go on when nobody answers."""

import http.client
import random
import re
import threading
from dataclasses import dataclass, field
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import select

from checkmyogp.assessment.models import Submission
from checkmyogp.audit import queries as audit
from checkmyogp.db import db
from checkmyogp.domain import canon
from checkmyogp.domain.identities import Office
from checkmyogp.plans.models import Organisation
from tests.factories.assessing import ROUND, Member, complete, put_around_now
from tests.factories.people import sign_in
from tests.factories.rounds import NGOS
from tests.trust.fuzzing.reaching import RAW_TOKEN, form_token
from tests.trust.killing.servers import AppServer, PostgresqlServer, until

RECEIPT = re.compile(r"/receipts/(\d+)$")
SEED = 7
LONGEST_WAIT = 0.1
"""Seconds at most between an acknowledgement and the next kill."""

Acknowledged = tuple[str, int]
"""An NGO and the version of its submission."""


@dataclass
class Lead:
    """Somebody who submits what is written."""

    ngo: str
    cookie: str
    form: bytes

    @classmethod
    def of(cls, app: Flask, ngo: str) -> "Lead":
        """Signed in, with a draft, and the form that submits it."""
        member = Member.of(app, ngo, lead=True)
        assert member.write("1.1", complete()).status_code == 303
        form = {**member.form("/submit"), "csrf_token": form_token(app)}
        reader = app.test_client()
        sign_in(reader, office=Office.NGO, organisation=ngo, lead=True)
        with reader.session_transaction() as session:
            session["csrf_token"] = RAW_TOKEN
        cookie = reader.get_cookie("checkmyogp")
        assert cookie is not None
        return cls(ngo, f"checkmyogp={cookie.value}", urlencode(form).encode())

    def submit(self, port: int) -> int | None:
        """Submit once; the version that was acknowledged, if any was."""
        caller = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
            caller.request("POST", f"{ROUND}/submit", self.form, headers)
            answer = caller.getresponse()
            found = RECEIPT.search(answer.getheader("Location") or "")
            return int(found[1]) if answer.status == 303 and found else None
        except (OSError, http.client.HTTPException):
            return None
        finally:
            caller.close()


@dataclass
class Siege:
    """Leads on one side, somebody with SIGKILL on the other."""

    server: AppServer
    victim: AppServer | PostgresqlServer
    leads: list[Lead]
    acknowledged: list[Acknowledged] = field(default_factory=list[Acknowledged])
    over: threading.Event = field(default_factory=threading.Event)
    kills: int = 0

    def hold(self, *, acknowledgements: int, kills: int) -> None:
        """Until there were at least so many of both."""
        chance = random.Random(SEED)  # noqa: S311 - when somebody is killed is no secret
        threads = [threading.Thread(target=self._keep_submitting, args=(lead,)) for lead in self.leads]
        for thread in threads:
            thread.start()
        each = acknowledgements // kills + 1
        try:
            for _ in range(kills):
                wanted = len(self.acknowledged) + each
                until(lambda wanted=wanted: len(self.acknowledged) >= wanted, f"{each} acknowledgements")
                self.over.wait(chance.random() * LONGEST_WAIT)
                self.victim.kill()
                self.kills += 1
                self.victim.start()
        finally:
            self.over.set()
            for thread in threads:
                thread.join()

    def _keep_submitting(self, lead: Lead) -> None:
        while not self.over.is_set():
            version = lead.submit(self.server.port)
            if version is None:
                self.over.wait(0.02)
            else:
                self.acknowledged.append((lead.ngo, version))


def prepared(app: Flask) -> list[Lead]:
    """Everybody ready, in a round that is open at this moment."""
    put_around_now(app)
    return [Lead.of(app, ngo) for ngo in NGOS]


def lost(app: Flask, acknowledged: list[Acknowledged]) -> list[str]:
    """What was acknowledged and is not there: its version, its receipt, or its entry in the audit chain."""
    with app.app_context():
        rows = db.session.execute(
            select(Organisation.key, Submission)
            .join(Organisation, Organisation.id == Submission.organisation_id)
            .order_by(Organisation.key, Submission.version)
        ).all()
        entries = {entry.subject.rpartition("/")[2] for entry in audit.with_actions("assessment.submitted")}
        kept = {
            (key, row.version)
            for key, row in rows
            if row.receipt == canon.receipt(row.content, salt=row.salt) and row.receipt in entries
        }
    missing = [f"{ngo}: version {version} was acknowledged and is lost" for ngo, version in acknowledged]
    twice = len(acknowledged) - len(set(acknowledged))
    found = [line for line, key in zip(missing, acknowledged, strict=True) if key not in kept]
    return found + [f"{twice} versions were acknowledged twice"] * bool(twice)
