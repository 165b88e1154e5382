"""The one blueprint of these pages, and whose round it is that they show."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, abort

from checkmyogp.accounts.seats import queries as seats
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.domain.permissions import Permission, Situation
from checkmyogp.plans.models import Organisation
from checkmyogp.reporting import queries
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.web import languages
from checkmyogp.web.access import current_identity, require

bp = Blueprint("reporting", __name__, url_prefix="/<language:language>")
languages.in_each_language(bp)


@dataclass(frozen=True, slots=True)
class Desk:
    """A round, and the agency that the visitor reports for."""

    round: Round
    organisation: Organisation
    takes_answers: bool
    """Whether drafts can be saved and submitted."""
    recovery: uuid.UUID | None
    """The recovery by which the visitor came while the round was open, if it did."""

    @property
    def hides_earlier(self) -> bool:
        """Whether the visitor may not read what others reported, as long as the round is open."""
        return self.recovery is not None and self.round.state is RoundState.OPEN

    def withholds(self, version: int) -> bool:
        """Whether that is so of this submission."""
        own = queries.from_recovered_seats(self.round.id).get((self.organisation.id, version))
        return self.hides_earlier and own != self.recovery


def desk(plan: str, round_: str) -> Desk:
    """The visitor's own agency in this round. Whoever leads nothing in it finds the same as where there is no round."""
    now = datetime.now(UTC)
    found = rounds.round_at(plan, round_) or abort(404)
    agency = queries.with_a_part_in(found, current_identity().organisation) or abort(404)
    require(Permission.REPORT_READ, Situation(owner=agency.key, round_state=found.state))
    open_ = found.state is RoundState.OPEN and found.opens_at <= now < found.closes_at
    recovery = seats.recovery_in(current_identity().key, found.opened_at)
    return Desk(found, agency, takes_answers=open_, recovery=recovery)
