"""The one blueprint of these pages, and whose round it is that they show."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, abort

from checkmyogp.accounts.seats import queries as seats
from checkmyogp.accreditation import queries as accreditations
from checkmyogp.assessment import queries
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.domain.permissions import Permission, Situation
from checkmyogp.plans.models import Organisation
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.web import languages
from checkmyogp.web.access import current_identity, require

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
    recovery: uuid.UUID | None
    """The recovery by which the visitor came while the round was open, if it did."""

    def withholds(self, version: int) -> bool:
        """Whether the visitor may not read this version of what was submitted, as long as the round is open."""
        own = queries.from_recovered_seats(self.round.id).get((self.organisation.id, version))
        return self.recovery is not None and self.round.state is RoundState.OPEN and own != self.recovery


def desk(plan: str, round_: str) -> Desk:
    """The visitor's own NGO in this round. Whoever has no part in it finds what is found where there is no round."""
    now = datetime.now(UTC)
    found = rounds.round_at(plan, round_) or abort(404)
    organisation = queries.with_a_part_in(found, current_identity().organisation) or abort(404)
    require(Permission.ASSESSMENT_READ, Situation(owner=organisation.key, round_state=found.state))
    return Desk(
        found,
        organisation,
        accredited=organisation.id in accreditations.accredited(found.plan_id, now=now),
        takes_answers=found.state is RoundState.OPEN and found.opens_at <= now < found.closes_at,
        recovery=seats.recovery_in(current_identity().key, found.opened_at),
    )
