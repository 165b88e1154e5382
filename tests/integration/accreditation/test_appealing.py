"""An NGO objects, and officers who had no part in the decision settle it, where there are any."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from checkmyogp.accounts.models import Person
from checkmyogp.accreditation import queries
from checkmyogp.accreditation import services as accreditation
from checkmyogp.accreditation.models import Appeal, Decision
from checkmyogp.accreditation.services.appeals import fingerprint
from checkmyogp.accreditation.services.refusals import (
    AlreadyAppealed,
    AlreadySettled,
    NothingToAgreeWith,
    NothingToAppeal,
    NotIndependent,
    OutcomeChanged,
    OwnOutcome,
    TooLateToAppeal,
)
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.wording import editorial
from checkmyogp.mail.models import OutboxMail
from tests.factories import accreditation as played
from tests.factories.accreditation import DECIDED
from tests.factories.people import person
from tests.factories.rounds import organisation, plan
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

NGO = "open-ledger"
STATES = AccreditationState
NEXT_DAY = DECIDED + timedelta(days=1)
LATER = DECIDED + timedelta(days=2)
LAST_MOMENT = DECIDED + timedelta(days=30) - timedelta(microseconds=1)


def officers(number: int) -> list[Identity]:
    return [person(address=f"officer-{place}@example.org").identity(confirmed=True) for place in range(number)]


def declined(proposer: Identity = played.FIRST, confirmer: Identity = played.SECOND) -> Decision:
    played.apply(NGO)
    return played.confirm(played.propose(NGO, STATES.DECLINED, actor=proposer), actor=confirmer)


def agree(appeal: Appeal, actor: Identity, *, seen: str) -> None:
    with unit_of_work(db.session):
        accreditation.agree_outcome(appeal=appeal, seen=seen, actor=actor, now=LATER)


def test_an_appeal_changes_no_standing(country: Flask):
    appeal = played.appeal(declined(), now=LAST_MOMENT)

    assert appeal.settled_at is None
    assert queries.where_it_stands(plan().id, organisation(NGO).id, now=LAST_MOMENT) is STATES.DECLINED


def test_there_is_one_appeal_against_each_decision(country: Flask):
    decision = declined()
    played.appeal(decision, now=NEXT_DAY)

    with pytest.raises(AlreadyAppealed):
        played.appeal(decision, now=NEXT_DAY)


def test_after_thirty_days_it_is_too_late(country: Flask):
    decision = declined()

    with pytest.raises(TooLateToAppeal):
        played.appeal(decision, now=DECIDED + timedelta(days=30))


def test_there_is_no_appeal_against_being_accredited(country: Flask):
    decision = played.accredit(NGO)

    with pytest.raises(NothingToAppeal):
        played.appeal(decision, now=NEXT_DAY)


def test_an_officer_who_had_no_part_settles_it_alone(country: Flask):
    first, second, third = officers(3)
    appeal = played.appeal(declined(first, second), now=NEXT_DAY)

    settled = played.settle(appeal, actor=third, now=LATER)

    assert (settled.outcome_by, settled.agreed_by, settled.settled_at) == (third.key, None, LATER)


@pytest.mark.parametrize("place", [0, 1])
def test_who_decided_leaves_the_appeal_to_who_did_not(country: Flask, place: int):
    everybody = officers(3)
    appeal = played.appeal(declined(*everybody[:2]), now=NEXT_DAY)

    with pytest.raises(NotIndependent):
        played.settle(appeal, actor=everybody[place], now=LATER)

    assert appeal.outcome is None


def test_where_everybody_decided_two_have_to_agree(country: Flask):
    first, second = officers(2)
    appeal = played.settle(played.appeal(declined(first, second), now=NEXT_DAY), actor=first, now=LATER)
    waited = appeal.settled_at is None
    seen = fingerprint(editorial(en="The decision stands."))
    with pytest.raises(OwnOutcome):
        agree(appeal, first, seen=seen)
    agree(appeal, second, seen=seen)

    assert waited
    assert (appeal.outcome_by, appeal.agreed_by, appeal.settled_at) == (first.key, second.key, LATER)


def test_an_officer_who_has_left_is_not_waited_for(country: Flask):
    first, second, third = officers(3)
    appeal = played.appeal(declined(first, second), now=NEXT_DAY)
    with unit_of_work(db.session):
        db.session.execute(update(Person).where(Person.address == "officer-2@example.org").values(left_at=NEXT_DAY))

    settled = played.settle(appeal, actor=first, now=LATER)

    assert third.key not in {first.key, second.key}
    assert (settled.outcome_by, settled.settled_at) == (first.key, None)


def test_a_second_officer_agrees_with_the_words_that_were_read(country: Flask):
    first, second = officers(2)
    appeal = played.settle(played.appeal(declined(first, second), now=NEXT_DAY), actor=first, now=LATER)
    seen = fingerprint(editorial(en="The decision stands."))
    played.settle(appeal, actor=first, now=LATER, outcome=editorial(en="The decision was wrong."))

    with pytest.raises(OutcomeChanged):
        agree(appeal, second, seen=seen)

    assert appeal.settled_at is None


def test_there_must_be_an_outcome_to_agree_with(country: Flask):
    appeal = played.appeal(declined(), now=NEXT_DAY)

    with pytest.raises(NothingToAgreeWith):
        agree(appeal, played.THIRD, seen="")


def test_what_is_settled_stays_settled(country: Flask):
    appeal = played.settle(played.appeal(declined(), now=NEXT_DAY), now=LATER)

    with pytest.raises(AlreadySettled):
        played.settle(appeal, now=LATER, outcome=editorial(en="On second thoughts."))


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"outcome": editorial(en="So it is.")}, "an_outcome_is_somebody_s"),
        ({"settled_at": LATER}, "settled_with_an_outcome"),
        (
            {"outcome": editorial(en="So."), "outcome_by": "one", "agreed_by": "one", "settled_at": LATER},
            "two_officers_agree",
        ),
        ({"outcome": editorial(en="So."), "outcome_by": "one", "agreed_by": "two"}, "agreed_is_settled"),
    ],
)
def test_the_database_takes_no_outcome_that_nobody_agreed_on(
    country: Flask, changed: dict[str, object], constraint: str
):
    played.appeal(declined(), now=NEXT_DAY)

    with pytest.raises(IntegrityError, match=constraint), unit_of_work(db.session):
        db.session.execute(update(Appeal).values(**changed))


def test_the_ngo_is_told_once_it_is_settled(country: Flask):
    first, second = officers(2)
    lead = played.lead_of(NGO)
    person(office=lead.office, organisation=NGO, lead=True, address="lead@example.org")
    appeal = played.settle(played.appeal(declined(first, second), now=NEXT_DAY), actor=first, now=LATER)
    agree(appeal, second, seen=fingerprint(editorial(en="The decision stands.")))

    mails = db.session.execute(
        select(OutboxMail.recipient, OutboxMail.subject)
        .where(OutboxMail.written_at >= NEXT_DAY)
        .order_by(OutboxMail.written_at, OutboxMail.recipient.desc())
    ).all()

    assert [tuple(mail) for mail in mails] == [
        ("officer-1@example.org", "An appeal has come"),
        ("officer-0@example.org", "An appeal has come"),
        ("officer-1@example.org", "The outcome of an appeal waits for your agreement"),
        ("lead@example.org", "Your appeal is settled"),
    ]
