"""The one blueprint of these pages, and whose closed round it is that they show."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from flask import Blueprint, abort

from checkmyogp.accounts import sessions
from checkmyogp.plans import queries as plans
from checkmyogp.plans.models import Organisation
from checkmyogp.replies import closed_round
from checkmyogp.replies.closed_round import MilestoneStatements
from checkmyogp.rounds.models import Round
from checkmyogp.web import languages
from checkmyogp.web.access import Found, current_identity

bp = Blueprint("replies", __name__, url_prefix="/<language:language>")
languages.in_each_language(bp)


@dataclass(frozen=True, slots=True)
class ReplyWorkspace:
    """A closed round, and the organisation that the visitor acts for."""

    round: Round
    organisation: Organisation

    @property
    def takes_replies(self) -> bool:
        """Whether replies and answers are taken at this moment."""
        return self.round.takes_replies(datetime.now(UTC))


PartIn = Callable[[Round, str], Organisation | None]
"""The organisation of this key, if it has a part in the round."""


def once_closed(plan: str, round_: str) -> Found[Round]:
    """The round, and whether it has closed."""
    found = closed_round.round_at(plan, round_) or abort(404)
    return Found(found, found.situation(datetime.now(UTC)))


def workspace_in(plan: str, round_: str, with_a_part_in: PartIn) -> Found[ReplyWorkspace]:
    """The visitor's own organisation in this round, whether or not it has a part in it."""
    found, key = once_closed(plan, round_), current_identity().organisation
    taking_part = with_a_part_in(found.thing, key)
    organisation = taking_part or plans.organisation_at(found.thing.plan.member_id, key) or abort(404)
    return Found(ReplyWorkspace(found.thing, organisation), replace(found.situation, has_part=taking_part is not None))


def heard_at(round_: Round, number: str) -> MilestoneStatements:
    """Everything said of this milestone of the round, if it has it."""
    found = closed_round.heard(round_, number=number, evidence=True)
    return found[0] if found else abort(404)


def own_language() -> str:
    """What the visitor most likely writes in."""
    visitor = sessions.current_person()
    return visitor.language if visitor else languages.current()
