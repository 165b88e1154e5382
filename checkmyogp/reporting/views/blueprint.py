"""The one blueprint of these pages, and whose round it is that they show."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from flask import Blueprint, abort

from checkmyogp.plans import queries as plans
from checkmyogp.plans.models import Organisation
from checkmyogp.reporting import queries
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.web import languages
from checkmyogp.web.access import Found, current_identity

bp = Blueprint("reporting", __name__, url_prefix="/<language:language>")
languages.in_each_language(bp)


@dataclass(frozen=True, slots=True)
class Desk:
    """A round, and the agency that the visitor reports for."""

    round: Round
    organisation: Organisation
    takes_answers: bool
    """Whether drafts can be saved and submitted."""


def own_desk(plan: str, round_: str) -> Found[Desk]:
    """The visitor's own agency in this round, whether or not it leads anything in it."""
    found = rounds.round_at(plan, round_) or abort(404)
    key = current_identity().organisation
    leading = queries.with_a_part_in(found, key)
    agency = leading or plans.organisation_at(found.plan.member_id, key) or abort(404)
    situation = replace(found.situation(datetime.now(UTC)), has_part=leading is not None)
    return Found(Desk(found, agency, takes_answers=situation.takes_submissions), situation)


def own_milestone(plan: str, round_: str, number: str) -> Found[Desk]:
    """The same for one milestone, in which the agency has a part if it leads it."""
    found = own_desk(plan, round_)
    led = queries.led(found.thing.round, found.thing.organisation.id)
    leads = number in [pinned.milestone.number for pinned in led]
    return Found(found.thing, replace(found.situation, has_part=found.situation.has_part and leads))


def anew(desk: Desk) -> Desk:
    """The same as it stands by now."""
    return own_desk(desk.round.plan.slug, desk.round.slug).thing
