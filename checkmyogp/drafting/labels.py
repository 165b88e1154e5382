"""What the workspaces of NGOs and agencies say alike, in words."""

from collections.abc import Callable, Iterable
from datetime import datetime

from flask_babel import gettext, lazy_gettext

from checkmyogp.domain.drafts import CONFLICT_OF_INTEREST, Submitted
from checkmyogp.domain.lifecycles import RoundNotOpen, RoundState
from checkmyogp.domain.rubrics import Lack, Missing
from checkmyogp.domain.scales import Silence
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.words.reader import ScoredCriterion
from checkmyogp.web.actions import Refusals
from checkmyogp.web.jinja import plain

SAVING_REFUSED: Refusals = {
    RoundNotOpen: lazy_gettext(
        "The round is closed, so this could not be saved. What you typed stands below and nowhere else: copy what you "
        "want to keep."
    ),
}
"""Why a draft is not kept."""


def silence(value: Silence) -> str:
    """A missing level, in words: what a party answers in its place, or why there is none."""
    return {
        Silence.NOT_REPORTED: gettext("Not reported"),
        Silence.NOT_ASSESSED: gettext("Not assessed"),
        Silence.NO_QUORUM: gettext("No quorum"),
        Silence.NO_EVIDENCE: gettext("No evidence"),
        Silence.UNABLE: gettext("Unable to judge"),
        Silence.RECUSED: gettext("Recused"),
        Silence.NOT_YET_DUE: gettext("Not yet due"),
        Silence.WITHDRAWN: gettext("Withdrawn"),
    }[value]


def missing(found: Iterable[Missing], criteria: Iterable[ScoredCriterion], lack: Callable[[Lack], str]) -> list[str]:
    """Everything that a milestone lacks, a sentence for each criterion's lack."""
    names = {criterion.key: plain(criterion.name) for criterion in criteria}
    names[CONFLICT_OF_INTEREST] = gettext("Conflict of interest")
    return [
        gettext("%(criterion)s: %(lack)s.", criterion=names[each.criterion], lack=lack(each.lack)) for each in found
    ]


def whole_evidence() -> str:
    """What a row of evidence lacks that nobody could find."""
    return gettext("a piece of evidence lacks its address or its title")


def counting(value: Submitted) -> str:
    """What of a milestone counts, in a few words of a list."""
    return {
        Submitted.NOTHING: gettext("not submitted"),
        Submitted.AS_WRITTEN: gettext("submitted"),
        Submitted.EARLIER: gettext("changed since it was submitted"),
    }[value]


def state(round_: Round, *, now: datetime) -> str:
    """Where a round stands, by its state and by the clock."""
    if round_.waits_to_be_closed(now):
        return gettext("time is over, not yet closed")
    return {
        RoundState.DRAFT: gettext("in preparation"),
        RoundState.OPEN: gettext("open"),
        RoundState.CLOSED: gettext("closed"),
        RoundState.PUBLISHED: gettext("published"),
    }[round_.state]
