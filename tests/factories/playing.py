"""A round in which everything happens that can."""

from datetime import timedelta

from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.conflicts import Conflict, ConflictLevel
from checkmyogp.domain.identities import Office
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.scales import Silence
from checkmyogp.domain.wording import editorial
from checkmyogp.round_admin import services
from checkmyogp.rounds.models import Round
from tests.factories import accreditation, everywhere
from tests.factories.answers import EVIDENCE, declare, report, score
from tests.factories.people import person
from tests.factories.replying import answer, reply
from tests.factories.rounds import CLOSES, DURING, ONE_OFFICER, REPLIES_END, close, correct, decide, publish

EXTENDED = CLOSES + timedelta(days=7)
REPLIED, ANSWERED, ANSWERED_AGAIN = (EXTENDED + timedelta(days=days) for days in (2, 5, 6))


def play(round_: Round) -> None:
    """An NGO declined; the round scored, reported, extended twice, closed, replied to, published, corrected."""
    person(office=Office.NGO, organisation="open-ledger", lead=True, address="Lead@example.org")
    person(office=Office.RESEARCHER, address="other@example.org")
    appeal = accreditation.appeal(everywhere.a_declined_ngo("xm-nap-1"), now=DURING)
    accreditation.settle(appeal, now=DURING)
    _answer(round_)
    for closes_at in (CLOSES + timedelta(days=3), EXTENDED):
        with unit_of_work(db.session):
            services.extend(
                round_=round_, closes_at=closes_at, reason=editorial(en="Power cut."), actor=ONE_OFFICER, now=DURING
            )
    decide(AccreditationState.SUSPENDED, "river-watch")
    close(round_, now=EXTENDED)
    _reply(round_)
    publish(round_, now=REPLIES_END + timedelta(days=7))
    correct(round_, "A name was wrong.")


def _answer(round_: Round) -> None:
    score(round_, "open-ledger", m1_1=1, m1_2=2)
    score(round_, "open-ledger", m1_1=2, m1_2=Silence.NO_EVIDENCE)
    score(round_, "civic-lens", m1_1=1)
    score(round_, "river-watch", m1_1=3)
    score(round_, "fair-budget", m2_1_1=3)
    declare(round_, "civic-lens", "1.1", Conflict.STAFF, ConflictLevel.INTERESTED)
    report(round_, "ministry-of-ports", "1.1", "green")
    report(round_, "ministry-of-ports", "1.1", 1)


def _reply(round_: Round) -> None:
    """One NGO keeps what it said, another keeps and then revises it; one reply is left unanswered."""
    reply(round_, "ministry-of-ports", "1.1", evidence=(EVIDENCE,), now=REPLIED)
    reply(round_, "treasury", "2.1.1", now=REPLIED)
    answer(round_, "civic-lens", "1.1", "ministry-of-ports", now=ANSWERED)
    answer(round_, "open-ledger", "1.1", "ministry-of-ports", now=ANSWERED)
    answer(round_, "open-ledger", "1.1", "ministry-of-ports", now=ANSWERED_AGAIN, completion=3)
