"""The one blueprint of these pages, and what is found before the close: nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, abort

from checkmyogp.accounts import sessions
from checkmyogp.domain.permissions import Permission, Situation
from checkmyogp.plans.models import Organisation
from checkmyogp.replies import closed_round, services
from checkmyogp.replies.closed_round import Heard
from checkmyogp.rounds.models import Round
from checkmyogp.web import languages
from checkmyogp.web.access import require

bp = Blueprint("replies", __name__, url_prefix="/<language:language>")
languages.in_each_language(bp)


@dataclass(frozen=True, slots=True)
class Desk:
    """A closed round, and the organisation that the visitor acts for."""

    round: Round
    organisation: Organisation

    @property
    def takes_replies(self) -> bool:
        """Whether replies and answers are taken at this moment."""
        return services.takes_replies(self.round, now=datetime.now(UTC))


def closed_or_404(plan: str, round_: str) -> Round:
    """The round, once it has closed; before that the visitor finds what is found where there is none."""
    found = closed_round.round_at(plan, round_) or abort(404)
    require(Permission.READ_CLOSED, Situation(round_state=found.state))
    return found


def heard_at(round_: Round, number: str) -> Heard:
    """Everything said of this milestone of the round, if it has it."""
    found = closed_round.heard(round_, number=number, evidence=True)
    return found[0] if found else abort(404)


def own_language() -> str:
    """What the visitor most likely writes in."""
    visitor = sessions.current_person()
    return visitor.language if visitor else languages.current()
