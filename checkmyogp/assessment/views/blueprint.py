"""The one blueprint of these pages, and whose round it is that they show."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from flask import Blueprint, abort

from checkmyogp.accreditation import queries as accreditations
from checkmyogp.assessment import queries
from checkmyogp.plans import queries as plans
from checkmyogp.plans.models import Organisation
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.web import languages
from checkmyogp.web.access import Found, current_identity

bp = Blueprint("assessment", __name__, url_prefix="/<language:language>")
languages.in_each_language(bp)


@dataclass(frozen=True, slots=True)
class Desk:
    """A round, and the NGO that the visitor assesses it for."""

    round: Round
    organisation: Organisation
    accredited: bool
    """Whether it may score at this moment."""
    takes_answers: bool
    """Whether drafts can be saved and submitted."""


def own_desk(plan: str, round_: str) -> Found[Desk]:
    """The visitor's own NGO in this round, whether or not it has a part in it."""
    now = datetime.now(UTC)
    found = rounds.round_at(plan, round_) or abort(404)
    key = current_identity().organisation
    taking_part = queries.with_a_part_in(found, key)
    organisation = taking_part or plans.organisation_at(found.plan.member_id, key) or abort(404)
    situation = replace(
        found.situation(now),
        has_part=taking_part is not None,
        accredited=organisation.id in accreditations.accredited(found.plan_id, now=now),
    )
    desk = Desk(found, organisation, accredited=situation.accredited, takes_answers=situation.takes_submissions)
    return Found(desk, situation)


def anew(desk: Desk) -> Desk:
    """The same as it stands by now."""
    return own_desk(desk.round.plan.slug, desk.round.slug).thing
