"""An NGO applies, two officers decide, and what they decided holds from that moment."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from checkmyogp.accreditation import queries
from checkmyogp.accreditation import services as accreditation
from checkmyogp.accreditation.models import Accreditation, Decision, Proposal
from checkmyogp.accreditation.services.applications import SupportingDocument
from checkmyogp.accreditation.services.refusals import (
    AlreadyProposed,
    ApplicationChanged,
    NeverApplied,
    NotADemonstration,
    OwnProposal,
    ProposalClosed,
)
from checkmyogp.audit.models import AuditEntry
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.evidence import NotALink
from checkmyogp.domain.lifecycles import AccreditationState, StepRefused
from checkmyogp.domain.wording import editorial
from tests.factories import accreditation as played
from tests.factories.accreditation import APPLIED, DECIDED, FIRST, LAST_DAY, SECOND, THIRD
from tests.factories.rounds import DURING, decide, organisation, plan
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


def actions() -> list[str]:
    found = select(AuditEntry.action).where(AuditEntry.action.like("accreditation.%")).order_by(AuditEntry.sequence)
    return list(db.session.scalars(found))


def test_an_ngo_that_has_not_applied_stands_nowhere_and_cannot_be_decided_on(country: Flask):
    with pytest.raises(NeverApplied):
        played.propose(NGO, STATES.ACCREDITED)

    assert stands() is None
    assert not may_score()


def test_one_officer_changes_nothing(country: Flask):
    played.apply(NGO)
    played.propose(NGO, STATES.ACCREDITED)

    assert stands() is STATES.APPLIED
    assert history() == []
    assert not may_score()


def test_a_second_officer_puts_a_proposal_into_force(country: Flask):
    played.apply(NGO)
    decision = played.confirm(played.propose(NGO, STATES.ACCREDITED))

    assert stands() is STATES.ACCREDITED
    assert may_score()
    assert history() == [STATES.ACCREDITED]
    assert (decision.ends_on, decision.decided_at) == (LAST_DAY, DECIDED)
    assert actions() == ["accreditation.applied", "accreditation.proposed", "accreditation.accredited"]


def test_nobody_confirms_an_own_proposal(country: Flask):
    played.apply(NGO)
    proposal = played.propose(NGO, STATES.ACCREDITED, actor=FIRST)

    with pytest.raises(OwnProposal):
        played.confirm(proposal, actor=FIRST)

    assert stands() is STATES.APPLIED


def test_the_database_refuses_an_own_proposal_too(country: Flask):
    played.apply(NGO)
    played.propose(NGO, STATES.ACCREDITED, actor=FIRST)

    with pytest.raises(IntegrityError, match="two_officers_decide"), unit_of_work(db.session):
        db.session.execute(update(Proposal).values(confirmed_by=FIRST.key, confirmed_at=DECIDED))


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"proposal_id": None}, "two_officers_or_the_calendar"),
        ({"reason": None}, "officers_say_why"),
        ({"ends_on": None}, "only_an_accreditation_has_a_term"),
        ({"state": STATES.APPLIED, "ends_on": None}, "an_application_is_no_decision"),
    ],
)
def test_the_database_takes_no_decision_that_nobody_took(country: Flask, changed: dict[str, object], constraint: str):
    played.apply(NGO)
    proposal = played.propose(NGO, STATES.ACCREDITED)
    sound: dict[str, object] = {
        "plan_id": proposal.plan_id,
        "organisation_id": proposal.organisation_id,
        "proposal_id": proposal.id,
        "state": STATES.ACCREDITED,
        "reason": editorial(en="So it is."),
        "ends_on": LAST_DAY,
        "decided_at": DECIDED,
    }

    with pytest.raises(IntegrityError, match=constraint), unit_of_work(db.session):
        db.session.add(Decision(**sound | changed))


def test_only_one_proposal_waits_for_each_ngo_and_plan(country: Flask):
    played.apply(NGO)
    played.propose(NGO, STATES.ACCREDITED)

    with pytest.raises(AlreadyProposed):
        played.propose(NGO, STATES.DECLINED, actor=SECOND)


def test_a_proposal_that_was_withdrawn_makes_room_and_is_never_confirmed(country: Flask):
    played.apply(NGO)
    proposal = played.propose(NGO, STATES.DECLINED)
    with unit_of_work(db.session):
        accreditation.withdraw(proposal=proposal, actor=SECOND, now=DECIDED)

    with pytest.raises(ProposalClosed):
        played.confirm(proposal)
    played.decide(NGO, STATES.ACCREDITED)

    assert stands() is STATES.ACCREDITED


def test_a_proposal_is_confirmed_once(country: Flask):
    played.apply(NGO)
    proposal = played.propose(NGO, STATES.ACCREDITED)
    played.confirm(proposal)

    with pytest.raises(ProposalClosed):
        played.confirm(proposal, actor=THIRD)

    assert history() == [STATES.ACCREDITED]


def test_a_second_officer_agrees_with_what_the_first_one_read(country: Flask):
    played.apply(NGO)
    proposal = played.propose(NGO, STATES.ACCREDITED)
    played.apply(NGO, now=DECIDED + timedelta(hours=1))

    with pytest.raises(ApplicationChanged):
        played.confirm(proposal, now=DECIDED + timedelta(hours=2))

    assert stands() is STATES.APPLIED


@pytest.mark.tampers
def test_a_decision_on_an_ngo_that_is_accredited_without_an_application_is_confirmed(country: Flask):
    decide(STATES.ACCREDITED, NGO)
    proposal = played.propose(NGO, STATES.SUSPENDED)

    played.confirm(proposal)

    assert stands() is STATES.SUSPENDED


def test_an_application_is_replaced_until_it_is_decided_and_every_version_is_kept(country: Flask):
    played.apply(NGO)
    played.apply(NGO, now=APPLIED + timedelta(days=1))

    found = queries.applications(plan().id, organisation(NGO).id)

    assert [row.submitted_at for row in found] == [APPLIED + timedelta(days=1), APPLIED]


@pytest.mark.parametrize("state", [STATES.ACCREDITED, STATES.SUSPENDED])
def test_who_is_accredited_or_suspended_has_nothing_to_apply_for(country: Flask, state: AccreditationState):
    played.accredit(NGO)
    if state is STATES.SUSPENDED:
        played.decide(NGO, STATES.SUSPENDED, now=DURING)

    with pytest.raises(StepRefused):
        played.apply(NGO, now=DURING + timedelta(days=1))


@pytest.mark.parametrize("state", [STATES.DECLINED, STATES.REVOKED])
def test_who_was_declined_or_revoked_may_apply_again(country: Flask, state: AccreditationState):
    if state is STATES.REVOKED:
        played.accredit(NGO)
    else:
        played.apply(NGO)
    played.decide(NGO, state, now=DURING)

    played.apply(NGO, now=DURING + timedelta(days=1))

    assert stands(now=DURING + timedelta(days=1)) is STATES.APPLIED
    assert not may_score()


@pytest.mark.parametrize("state", [STATES.APPLIED, STATES.EXPIRED, STATES.SUSPENDED])
def test_what_is_no_decision_or_no_step_cannot_be_proposed(country: Flask, state: AccreditationState):
    played.apply(NGO)

    with pytest.raises(StepRefused):
        played.propose(NGO, state)


@pytest.mark.tampers  # No pack makes a real organisation an invented one.
def test_an_invented_organisation_neither_applies_nor_is_decided_on(country: Flask):
    with unit_of_work(db.session):
        organisation(NGO).demonstration = True

    with pytest.raises(NotADemonstration):
        played.apply(NGO)

    assert queries.ngo(plan().member_id, NGO) is None


def test_one_actor_alone_decides_on_invented_organisations_only(country: Flask):
    with pytest.raises(NotADemonstration), unit_of_work(db.session):
        accreditation.decide(
            plan=plan(),
            organisation=organisation(NGO),
            state=STATES.ACCREDITED,
            reason=editorial(en="Because."),
            actor=FIRST,
            now=DECIDED,
        )

    assert db.session.scalars(select(Accreditation).order_by(Accreditation.plan_id)).all() == []


def test_a_document_is_a_web_address_and_nothing_that_could_run():
    with pytest.raises(NotALink):
        SupportingDocument("Report", "javascript:alert(1)")
