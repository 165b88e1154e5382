"""A site with rounds in every state, and seats that came and went: rows made in the ways in which people make them."""

from datetime import timedelta

from flask import Flask
from pyotp.totp import TOTP
from sqlalchemy import select

from checkmyogp.accounts import queries
from checkmyogp.accounts.models import Passkey
from checkmyogp.accounts.services import second_factor
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.conflicts import Conflict, ConflictLevel
from checkmyogp.domain.identities import OPERATOR, Identity, Office
from checkmyogp.domain.irm.schemes import CodeWord, Scheme
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.offices import Seat
from checkmyogp.reporting import services as reporting
from checkmyogp.reporting.services import InLevels, Reported
from checkmyogp.rounds.models import Round
from tests.factories import coding, people, seats
from tests.factories.amending import load_amended
from tests.factories.answers import EVIDENCE, declare, report, score
from tests.factories.playing import play
from tests.factories.rounds import CLOSES, DURING, came_late, close, decide, draft_round, open_round, organisation
from tests.factories.vignettes import a_round_that_scored_them

NGO, AGENCY = "dock-league", "ministry-of-ports"


def live(app: Flask) -> None:
    """One round is corrected, one closed, one open, one a draft; a seat was lost and recovered while one was open."""
    play(db.session.scalars(select(Round).order_by(Round.id)).one())
    first, second = seats.officer(), seats.officer()
    _seats(app, first, second)
    closed = open_round(slug="closed")
    _report_with_evidence(closed)
    score(closed, "open-ledger", m1_1=1, m1_2=2)
    close(closed, now=CLOSES)
    a_round_that_scored_them("calibrated")
    open_ = open_round(slug="open")
    score(open_, "open-ledger", m1_1=1, m1_2=2)
    came_late(open_, "Late Watch")
    decide(AccreditationState.ACCREDITED, "late-watch")
    score(open_, "late-watch", m1_1=1)
    declare(open_, "civic-lens", "1.1", Conflict.STAFF, ConflictLevel.INTERESTED)
    _recovered(app, open_)
    draft_round(slug="drafted")
    load_amended()
    coding.record("1", Scheme.RESULTS_COMPLETION, CodeWord.LIMITED)
    coding.record("1", Scheme.RESULTS_COMPLETION, CodeWord.COMPLETE, now=coding.RECORDED + timedelta(days=1))
    db.session.expire_all()


def _report_with_evidence(round_: Round) -> None:
    """An agency shows what it says."""
    said = Reported("completion", InLevels(1), "It is on our site.", "en", (EVIDENCE,))
    with unit_of_work(db.session):
        reporting.submit(
            round_=round_,
            agency=organisation(AGENCY),
            reports={"1.1": [said]},
            salt=b"sixteen letters!",
            actor=OPERATOR,
            now=DURING,
        )


def _seats(app: Flask, first: Identity, second: Identity) -> None:
    """The first seats of an NGO and of an agency are filled, and a third officer comes; each can sign in."""
    before = DURING - timedelta(days=60)
    seats.another_officer(app, "third@example.org", by=first, agreed=second, now=before)
    for address, seat in (
        ("dock@example.org", Seat(Office.NGO, NGO, lead=True)),
        ("ports@example.org", Seat(Office.REPORTER, AGENCY)),
    ):
        seats.invite(address, seat, actor=first, now=before)
        person = seats.join(app, address, now=before)
        actor = people.identity(person)
        with unit_of_work(db.session):
            secret = second_factor.secret_to_confirm(person)
            assert secret is not None
            code = TOTP(secret).at(before)
            second_factor.set_up(person=person, code=code, actor=actor, now=before)
            # A device signs what no test can: the row is as the service leaves it.
            row = Passkey(
                credential=address.encode(), person_id=person.id, public_key=b"key", uses=0, name="p", added_at=before
            )
            db.session.add(row)
            audit.record("person.passkey_added", subject=str(person.id), actor=actor, now=before, binds=(row,))


def _recovered(app: Flask, open_: Round) -> None:
    """In the middle of the open round both lose their seats, and who comes submits."""
    for key, address in ((NGO, "new-dock@example.org"), (AGENCY, "new-ports@example.org")):
        somebody = people.identity(seats.recovered(app, key, now=DURING, address=address))
        if key == NGO:
            score(open_, NGO, actor=somebody, m1_1=1)
        else:
            report(open_, AGENCY, "1.1", 2, actor=somebody)
    assert queries.in_office(Office.OFFICER)
