"""A term has a last day; what is suspended or over stops the very next submission."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from checkmyogp.accreditation import queries
from checkmyogp.accreditation import services as accreditation
from checkmyogp.accreditation.services.refusals import (
    NoTerm,
)
from checkmyogp.assessment.services import NotAccredited
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR
from checkmyogp.domain.lifecycles import AccreditationState
from tests.factories import accreditation as played
from tests.factories.accreditation import DECIDED
from tests.factories.answers import score
from tests.factories.rounds import DURING, open_round, organisation, plan
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

NGO = "open-ledger"
STATES = AccreditationState


def stands(ngo: str = NGO, *, now: datetime = DURING) -> AccreditationState | None:
    return queries.where_it_stands(plan().id, organisation(ngo).id, now=now)


def may_score(ngo: str = NGO, *, now: datetime = DURING) -> bool:
    return organisation(ngo).id in queries.accredited(plan().id, day=queries.today(plan(), now=now))


def history(ngo: str = NGO) -> list[AccreditationState]:
    return [decision.state for decision in queries.decisions(plan().id, organisation(ngo).id)]


@pytest.mark.parametrize("ends_on", [None, DECIDED.date() - timedelta(days=1)])
def test_an_accreditation_needs_a_last_day_to_come(country: Flask, ends_on: date | None):
    played.apply(NGO)

    with pytest.raises(NoTerm):
        played.propose(NGO, STATES.ACCREDITED, ends_on=ends_on)


def test_a_term_that_ended_while_the_proposal_waited_is_refused(country: Flask):
    played.apply(NGO)
    proposal = played.propose(NGO, STATES.ACCREDITED, ends_on=DECIDED.date())

    with pytest.raises(NoTerm):
        played.confirm(proposal, now=DECIDED + timedelta(days=1))


def test_a_suspension_ends_when_two_officers_end_it(country: Flask):
    played.accredit(NGO)
    played.decide(NGO, STATES.SUSPENDED, now=DURING)
    suspended = may_score()
    played.decide(NGO, STATES.ACCREDITED, now=DURING + timedelta(days=1))

    assert not suspended
    assert may_score(now=DURING + timedelta(days=1))
    assert history() == [STATES.ACCREDITED, STATES.SUSPENDED, STATES.ACCREDITED]


def test_a_new_term_needs_no_pause(country: Flask):
    played.accredit(NGO, ends_on=DURING.date())
    played.decide(NGO, STATES.ACCREDITED, now=DURING)

    assert may_score(now=DURING + timedelta(days=30))


@pytest.mark.parametrize("state", [STATES.SUSPENDED, STATES.REVOKED])
def test_the_very_next_submission_is_refused(country: Flask, state: AccreditationState):
    round_ = open_round(ngos=())
    played.accredit(NGO)
    score(round_, NGO, m1_1=1)
    played.decide(NGO, state, now=DURING)

    with pytest.raises(NotAccredited):
        score(round_, NGO, m1_1=2, now=DURING)


def test_a_submission_after_the_last_day_is_refused_though_nothing_was_recorded(country: Flask):
    round_ = open_round(ngos=())
    played.accredit(NGO, ends_on=DURING.date())
    score(round_, NGO, m1_1=1)

    with pytest.raises(NotAccredited):
        score(round_, NGO, m1_1=2, now=DURING + timedelta(days=1))

    assert history() == [STATES.ACCREDITED]


def test_a_term_that_is_over_is_recorded_once_and_from_its_end_on(country: Flask):
    played.accredit(NGO, ends_on=DURING.date())
    played.accredit("civic-lens")
    late = DURING + timedelta(days=9)
    with unit_of_work(db.session):
        accreditation.expire(actor=OPERATOR, now=late)
    with unit_of_work(db.session):
        again = accreditation.expire(actor=OPERATOR, now=late)

    (_, expired) = queries.decisions(plan().id, organisation(NGO).id)

    assert again == []
    assert (expired.state, expired.decided_at) == (STATES.EXPIRED, datetime(2030, 1, 16, tzinfo=UTC))
    assert history("civic-lens") == [STATES.ACCREDITED]


def test_an_application_made_before_the_end_was_recorded_still_waits(country: Flask):
    played.accredit(NGO, ends_on=DURING.date())
    played.apply(NGO, now=DURING + timedelta(days=2))
    with unit_of_work(db.session):
        accreditation.expire(actor=OPERATOR, now=DURING + timedelta(days=3))

    assert stands(now=DURING + timedelta(days=3)) is STATES.APPLIED
