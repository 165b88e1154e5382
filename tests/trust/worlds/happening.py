"""What goes on in a world beside what is sealed in it: what others send, and what officers do with rounds."""

import io
from collections.abc import Iterable
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import select

from checkmyogp.audit import queries as audit
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.wording import editorial
from checkmyogp.round_admin import services
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import services as scorecards
from tests.factories.assessing import complete, fields
from tests.factories.browsing import send
from tests.trust.clock import Clock
from tests.trust.worlds import base
from tests.trust.worlds.addresses import Receipt
from tests.trust.worlds.looking import Normalise, Seen, seen

LATER = base.rounds.CLOSES + timedelta(days=3)


def posts(app: Flask, receipts: Iterable[Receipt]) -> dict[tuple[str, str], Seen]:
    """What others get who send something: receipts to be checked, guesses at accounts, an assessment of their own."""
    visitor, lead, found = base.browser(app, base.VISITOR), base.browser(app, base.LEAD), dict[tuple[str, str], Seen]()
    for receipt, salt, content in receipts:
        sent = {"salt": salt, "content": (io.BytesIO(content), "submission.json")}
        found["POST", f"receipt {receipt}"] = seen(visitor.post("/en/receipts", data={"receipt": receipt}))
        found["POST", f"file of {receipt}"] = seen(visitor.post("/mn/receipts", data=sent))
    for observer in (base.OWN_LEAD, base.OWN_REPORTER):
        typed = {"address": observer.address, "password": "a wrong password"}
        found["POST", f"sign in as {observer.name}"] = seen(send(visitor, "/en/account/sign-in", **typed))
    form = f"/en/assess/xm-nap-1/{base.OPEN}/1.1"
    written = {**fields(lead.get(form).text), **complete(), "then": "stay"}
    found["POST", "an own draft"] = seen(lead.post(form, data=written))
    found["GET", "an own draft"] = seen(lead.get(form))
    return found


def officers_act(app: Flask, clock: Clock) -> None:
    """Remind, extend, then close and publish another round, while the first one is still open."""
    with app.app_context():
        officer = base.person(base.OFFICER).identity(confirmed=True)
        with unit_of_work(db.session):
            services.remind(round_=_round(base.OPEN), actor=officer, now=clock.moment)
        with unit_of_work(db.session):
            reason = editorial(en="The harbour froze.", mn="Боомт хөлдсөн.")
            services.extend(round_=_round(base.OPEN), closes_at=LATER, reason=reason, actor=officer, now=clock.moment)
        clock.moment = base.BESIDE_CLOSES
        with unit_of_work(db.session):
            scorecards.close(round_=_round(base.BESIDE), actor=officer, now=clock.moment)
        clock.pass_(timedelta(hours=1))
        with unit_of_work(db.session):
            scorecards.publish(round_=_round(base.BESIDE), actor=officer, now=clock.moment)


def without_heads(app: Flask, *, since: datetime) -> Normalise:
    """Takes the digests out of an answer that left the building since then; nothing else.

    They cover entries about sealed answers too, without telling anything of them: see the decision record about the
    public chain. Their numbers, which would count those entries, are not taken out.
    """
    with app.app_context():
        left = [head.digest.encode() for head in audit.published_heads() if head.published_at >= since]

    def normalise(answer: bytes) -> bytes:
        for number, digest in enumerate(left):
            answer = answer.replace(digest, b"head %d" % number)
        return answer

    return normalise


def _round(slug: str) -> Round:
    return db.session.scalars(select(Round).where(Round.slug == slug).order_by(Round.id)).one()
