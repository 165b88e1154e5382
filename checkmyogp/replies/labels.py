"""What the pages of replies say, in words."""

from flask_babel import gettext

from checkmyogp.domain.conflicts import ConflictLevel
from checkmyogp.domain.lifecycles import WindowClosed
from checkmyogp.domain.revisions import AnswerKind, NoReason, NothingRevised
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.replies import services
from checkmyogp.reporting.models import SelfReport
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.words.reader import ScoredCriterion
from checkmyogp.web.jinja import plain

REFUSALS = (WindowClosed, services.AlreadyReplied, services.NothingToAnswer, NothingRevised, NoReason)
"""What a reply or an answer can be refused for."""


def account(value: Account, criterion: ScoredCriterion) -> str:
    """A level by its name, or the silence in its place."""
    if isinstance(value, Silence):
        return {
            Silence.NO_EVIDENCE: gettext("No evidence"),
            Silence.UNABLE: gettext("Unable to judge"),
            Silence.RECUSED: gettext("Recused"),
            Silence.NOT_YET_DUE: gettext("Not yet due"),
        }[value]
    return next(plain(level.name) for level in criterion.levels if level.value == value)


def reported(report: SelfReport, round_: Round) -> str:
    """The band that an agency reported in; empty where it reported a level of the rubric."""
    if report.crosswalk is None:
        return ""
    return plain(round_.crosswalk(report.crosswalk).bands[report.raw or ""])


def stake(value: ConflictLevel) -> str:
    """What a conflict of interest does to an NGO's scores."""
    return {
        ConflictLevel.INTERESTED: gettext("Interested: its scores count and are marked"),
        ConflictLevel.RECUSED: gettext("Recused: its scores do not count"),
    }[value]


def kind(value: AnswerKind) -> str:
    """What an NGO did after a reply."""
    return {AnswerKind.KEPT: gettext("kept its levels"), AnswerKind.REVISED: gettext("revised")}[value]


def choice(value: AnswerKind) -> str:
    """The same to choose from."""
    return {
        AnswerKind.KEPT: gettext("We keep our levels"),
        AnswerKind.REVISED: gettext("We revise: the levels below stand from now on"),
    }[value]


def refusal(refused: Exception) -> str:
    """Why a reply or an answer was not taken, and what to do."""
    if isinstance(refused, WindowClosed):
        return gettext(
            "The time for replies is over, so this was not taken. What you typed stands below and nowhere else: copy "
            "what you want to keep."
        )
    if isinstance(refused, services.AlreadyReplied):
        return gettext(
            "Your agency has replied to this milestone. A reply cannot be changed, because NGOs answer it. What you "
            "typed stands below and nowhere else."
        )
    if isinstance(refused, services.NothingToAnswer):
        return gettext("Your organisation did not score this milestone, so there is nothing to keep or revise.")
    if isinstance(refused, NothingRevised):
        return gettext(
            "“Revised” needs at least one level other than the one that stands, and “kept” has none. Choose a level, "
            "or choose the other answer."
        )
    return gettext("It needs words.")
