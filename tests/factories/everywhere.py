"""A row in every table, on a site with the demonstration."""

from datetime import timedelta

from sqlalchemy import text

from checkmyogp.accounts.services import organisations
from checkmyogp.accreditation.models import Decision
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR
from checkmyogp.domain.lifecycles import AccreditationState
from tests.factories import accounts, accreditation
from tests.factories.rounds import plan

NGO = "paper-kites"


def one_of_each() -> None:
    """Everything that the demonstration leaves out, in the context of the application that is entered."""
    accounts.one_of_each()
    _an_appeal()
    for row in (
        A_MEMBERSHIP,
        A_CORRECTION,
        AN_EXTENSION,
        AN_AMENDMENT,
        A_PUBLISHED_HEAD,
        A_DRAFT,
        A_REPORT_DRAFT,
        AN_IRM_CODE,
        A_NOTE,
        AN_ATTEMPT,
        *OF_SEATS,
    ):
        db.session.execute(text(row))
    db.session.commit()
    db.session.remove()


def a_declined_ngo(plan_slug: str) -> Decision:
    """An NGO that nobody else knows applies, and two officers decline it."""
    with unit_of_work(db.session):
        organisations.add_ngo(
            member=plan(plan_slug).member, names={"en": "Paper Kites"}, actor=OPERATOR, now=accreditation.APPLIED
        )
    accreditation.apply(NGO, plan_slug=plan_slug)
    return accreditation.decide(NGO, AccreditationState.DECLINED, plan_slug=plan_slug)


def _an_appeal() -> None:
    """A decision against an NGO, its appeal, and what came of that."""
    decision, later = a_declined_ngo("mn-nap-5"), accreditation.DECIDED + timedelta(days=1)
    accreditation.settle(accreditation.appeal(decision, now=later), now=later)


A_MEMBERSHIP = """
insert into membership (group_id, organisation_id)
select (select id from organisation order by id limit 1), (select id from organisation order by id desc limit 1)
where not exists (select * from membership)
"""
A_CORRECTION = """
insert into correction (id, round_id, reason, proposed_by, proposed_at, confirmed_by, confirmed_at)
select id, id, name, 'one', opened_at, 'another', opened_at from round
"""
AN_EXTENSION = """
insert into extension (id, round_id, closed_before, closes_now, reason, extended_at)
select id, id, opens_at, closes_at, name, opened_at from round
"""
AN_AMENDMENT = """
insert into dated_amendment
    (id, plan_id, commitment_id, number, in_force_from, change, reason, title_before, period_before, before)
select id, plan_id, id, 1, starts, 'amended', title, title, period_printed, '{}'
from commitment where starts is not null order by id limit 1
"""
A_DRAFT = """
insert into draft (round_id, milestone_id, organisation_id, revision, answers, edited_by, edited_at)
select round_id, milestone_id, organisation_id, 2, name, 'one', opened_at
from score join round on round.id = score.round_id
order by milestone_id, organisation_id limit 1
"""
A_REPORT_DRAFT = """
insert into report_draft (round_id, milestone_id, organisation_id, revision, answers, edited_by, edited_at, submitted)
select round_id, milestone_id, organisation_id, 2, name, 'one', submitted_at, 1
from self_report join round on round.id = self_report.round_id
order by milestone_id, organisation_id limit 1
"""
AN_IRM_CODE = """
insert into irm_code (id, commitment_id, scheme, code, page, source_title, source_url, recorded_by, recorded_at,
  ended_by, ended_at)
select commitment.id, commitment.id, 'review_lens', 'yes', '12', 'A review', 'https://example.org/review', 'one',
  opened_at, 'another', opened_at
from commitment join round on round.plan_id = commitment.plan_id
order by commitment.place limit 1
"""
"""Settled, as everything of which only one may wait at a time."""
A_NOTE = """
insert into research_note (person_id, round_id, milestone_id, revision, text, written_at)
select person.id, round_id, milestone_id, 2, 'A note.', joined_at
from round_milestone, person order by milestone_id, person.id limit 1
"""
OF_SEATS = (
    """
insert into officer_change (id, step, about, address, language, proposed_by, proposed_at, confirmed_by, confirmed_at,
  person_id)
select id, 'invite', 'guest@example.org', 'guest@example.org', 'en', 'one', opened_at, 'another', opened_at, id
from round
""",
    """
insert into seated_organisation (organisation, seated_at, registered_address, language)
select 'somebody', opened_at, 'office@example.org', 'en' from round
""",
    """
insert into recovery (id, office, organisation, address, language, reason, proposed_by, proposed_at, confirmed_by,
  confirmed_at, due_at, done_at)
select id, 'ngo', 'somebody', 'guest@example.org', 'en', name, 'one', opened_at, 'another', opened_at, closes_at,
  closes_at
from round
""",
    """
insert into recovered_seat (person_id, recovery_id, since)
select person.id, recovery.id, due_at from person, recovery order by person.id limit 1
""",
    """
insert into recovered_draft (round_id, milestone_id, organisation_id, recovery_id, revision, answers, edited_by,
  edited_at)
select round_id, milestone_id, organisation_id, recovery.id, revision, answers, edited_by, edited_at
from draft, recovery
""",
    """
insert into recovered_report_draft (round_id, milestone_id, organisation_id, recovery_id, revision, answers, edited_by,
  edited_at, submitted)
select round_id, milestone_id, organisation_id, recovery.id, revision, answers, edited_by, edited_at, submitted
from report_draft, recovery
""",
    """
insert into recovered_submission (round_id, organisation_id, version, recovery_id)
select round_id, organisation_id, version, recovery.id from submission, recovery order by organisation_id limit 1
""",
    """
insert into recovered_report (round_id, organisation_id, version, recovery_id)
select round_id, organisation_id, version, recovery.id from report_submission, recovery
order by organisation_id limit 1
""",
)
"""What two officers agreed on, in the order in which one row points at another."""
A_PUBLISHED_HEAD = """
insert into published_head (sequence, digest, published_at, occasion)
select sequence, digest, at, action from audit_entry where sequence = 1
"""

AN_ATTEMPT = """
insert into attempt (id, counter, tried_at, expires_at)
values ('00000000000000000000000000000010', 'c0unter', '2029-01-01 00:00:00+00:00', '2029-01-01 00:05:00+00:00')
"""
