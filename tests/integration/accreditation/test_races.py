"""Revoking while an NGO submits, and while its round closes: what the chain says came first is what happened."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.accreditation import queries
from checkmyogp.accreditation.models import Proposal
from checkmyogp.assessment.models import Submission
from checkmyogp.assessment.services import NotAccredited
from checkmyogp.audit.models import AuditEntry
from checkmyogp.db import db
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.rounds import services as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots.models import CountedAnswer
from tests.factories import accreditation as played
from tests.factories.answers import score
from tests.factories.rounds import CLOSES, DURING, NGOS, PLAN, close, open_round, organisation

SUBMISSIONS = 30
"""How often an NGO submits at most before it gives up waiting to be refused."""


class Together:
    """Several things begun at the same moment, each in a context of its own."""

    def __init__(self, app: Flask, count: int) -> None:
        self.app = app
        self.start = threading.Barrier(count)
        self.failures: list[BaseException] = []
        self.threads: list[threading.Thread] = []

    def add(self, work: Callable[[], None]) -> None:
        def run() -> None:
            with self.app.app_context():
                self.start.wait()
                try:
                    work()
                except Exception as failure:  # noqa: BLE001
                    self.failures.append(failure)

        self.threads.append(threading.Thread(target=run))

    def run(self) -> None:
        for thread in self.threads:
            thread.start()
        for thread in self.threads:
            thread.join()
        assert self.failures == []


def set_up(app: Flask, *, open_rounds: int) -> None:
    """Accredited NGOs, open rounds, and for each NGO a proposal to revoke that waits for a second officer."""
    with app.app_context():
        for number in range(open_rounds):
            open_round(slug=f"race-{number}", ngos=())
        for ngo in NGOS:
            played.accredit(ngo)
            played.propose(ngo, AccreditationState.REVOKED, now=DURING)


def a_round(number: int) -> Round:
    return db.session.scalars(select(Round).where(Round.slug == f"race-{number}").order_by(Round.id)).one()


def a_waiting_proposal(ngo: str) -> Proposal:
    return db.session.scalars(
        select(Proposal)
        .where(Proposal.organisation_id == organisation(ngo).id, Proposal.confirmed_at.is_(None))
        .order_by(Proposal.id)
    ).one()


def revoke(ngo: str) -> None:
    played.confirm(a_waiting_proposal(ngo), now=DURING)


def keep_submitting(ngo: str) -> None:
    round_ = a_round(0)
    for turn in range(SUBMISSIONS):
        try:
            score(round_, ngo, m1_1=1, now=DURING + timedelta(seconds=turn))
        except NotAccredited:
            return


def places(action: str) -> dict[str, int]:
    """Where in the chain each thing of this kind stands, by what it is about."""
    rows = select(AuditEntry.subject, AuditEntry.sequence).where(AuditEntry.action == action)
    ordered = db.session.execute(rows.order_by(AuditEntry.sequence))
    return {subject: sequence for subject, sequence in ordered}  # noqa: C416 - rows are not plain tuples


def submitted_after_revocation() -> list[str]:
    """The receipts of submissions that the chain has after the revocation of who submitted."""
    revoked, submitted = places("accreditation.revoked"), places("assessment.submitted")
    return [
        row.receipt
        for row in db.session.scalars(select(Submission).order_by(Submission.organisation_id, Submission.version))
        for ngo in NGOS
        if organisation(ngo).id == row.organisation_id
        and submitted[f"{PLAN}/race-0/{row.receipt}"] > revoked[f"{PLAN}/{ngo}"]
    ]


def test_no_submission_is_accepted_after_a_revocation(app: Flask):
    set_up(app, open_rounds=1)
    race = Together(app, 2 * len(NGOS))
    for ngo in NGOS:
        race.add(lambda ngo=ngo: keep_submitting(ngo))
        race.add(lambda ngo=ngo: revoke(ngo))
    race.run()

    with app.app_context():
        assert len(places("accreditation.revoked")) == len(NGOS)
        assert submitted_after_revocation() == []
        for ngo in NGOS:
            with pytest.raises(NotAccredited):
                score(a_round(0), ngo, m1_1=1)


def test_a_submission_that_does_not_hold_the_accreditation_would_be_noticed(
    app: Flask, monkeypatch: pytest.MonkeyPatch
):
    if "sqlite" in app.config["SQLALCHEMY_DATABASE_URI"]:
        return  # One writer at a time: there is nobody to wait for.

    seen, go_on = threading.Event(), threading.Event()

    def without_holding(plan_id: object, organisation_id: object, **options: object) -> bool:
        found = organisation_id in queries.accredited(plan_id, **options)  # pyright: ignore[reportArgumentType]
        seen.set()
        assert go_on.wait(20)
        return found

    monkeypatch.setattr(rounds, "hold_organisation", lambda _organisation: None)
    monkeypatch.setattr(queries, "hold_may_score", without_holding)
    set_up(app, open_rounds=1)

    def submit() -> None:
        score(a_round(0), "open-ledger", m1_1=1)

    def revoke_in_between() -> None:
        assert seen.wait(20)
        revoke("open-ledger")
        go_on.set()

    race = Together(app, 2)
    race.add(submit)
    race.add(revoke_in_between)
    race.run()

    with app.app_context():
        assert len(submitted_after_revocation()) == 1


def test_a_round_counts_whom_the_chain_has_as_accredited_when_it_closed(app: Flask):
    set_up(app, open_rounds=len(NGOS))
    with app.app_context():
        for number, ngo in enumerate(NGOS):
            score(a_round(number), ngo, m1_1=1)
    race = Together(app, 2 * len(NGOS))
    for number, ngo in enumerate(NGOS):
        race.add(lambda number=number: close(a_round(number), now=CLOSES))
        race.add(lambda ngo=ngo: revoke(ngo))
    race.run()

    with app.app_context():
        closed = {"/".join(subject.split("/")[:2]): place for subject, place in places("round.closed").items()}
        revoked = places("accreditation.revoked")
        for number, ngo in enumerate(NGOS):
            rows = select(CountedAnswer.counting).where(CountedAnswer.round_id == a_round(number).id)
            (counting,) = set(db.session.scalars(rows.order_by(CountedAnswer.milestone_id)))
            revoked_first = revoked[f"{PLAN}/{ngo}"] < closed[f"{PLAN}/race-{number}"]
            assert (counting is Counting.NOT_ACCREDITED) == revoked_first


def test_one_proposal_is_confirmed_by_one_officer_when_two_try_at_once(app: Flask):
    set_up(app, open_rounds=0)
    refused: list[str] = []
    with app.app_context():
        waiting = a_waiting_proposal("open-ledger").id

    def try_to(actor: object) -> None:
        proposal = db.session.get_one(Proposal, waiting)
        try:
            played.confirm(proposal, now=DURING, actor=actor)  # pyright: ignore[reportArgumentType]
        except played.services.ProposalClosed:
            refused.append(str(actor))

    race = Together(app, 2)
    race.add(lambda: try_to(played.SECOND))
    race.add(lambda: try_to(played.THIRD))
    race.run()

    with app.app_context():
        assert len(refused) == 1
        assert list(places("accreditation.revoked")) == [f"{PLAN}/open-ledger"]
