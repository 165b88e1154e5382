"""Taking replies and answers while the reply window is open."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from checkmyogp.assessment import queries as assessment
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.db import evidence as evidence_columns
from checkmyogp.domain.evidence import Evidence
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.lifecycles import WindowClosed
from checkmyogp.domain.revisions import AnswerKind, NoReason, refuse_unfit, standing_levels
from checkmyogp.domain.scales import Account
from checkmyogp.plans.models import Organisation
from checkmyogp.replies import letters, queries
from checkmyogp.replies.models import AnswerToReply, Reply, ReplyEvidence, RevisedLevel
from checkmyogp.reporting import queries as reporting
from checkmyogp.reporting.services import NotALead
from checkmyogp.rounds import services as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.rubrics import queries as rubric_queries


class AlreadyReplied(ValueError):
    """A second reply to the same milestone: NGOs have answered the first."""


class NothingToAnswer(ValueError):
    """An answer by an NGO that did not score the milestone."""


@dataclass(frozen=True, slots=True)
class ReplyContent:
    """An agency's reply in words and evidence."""

    text: str
    language: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerContent:
    """What an NGO answers: whether it keeps or revises, the levels it revises to, and why."""

    kind: AnswerKind
    levels: Mapping[str, int]
    reason: str
    language: str


def open_window(round_: Round, *, now: datetime) -> None:
    """Tell the reporters of every agency that leads a milestone that the window is open; called by the close."""
    letters.tell_of_window(round_, queries.leading(round_), now=now)


def hold_window(round_id: uuid.UUID, *, now: datetime) -> Round:
    """The round, kept from being published until the caller's transaction ends.

    Raises:
        WindowClosed: when it is not closed, or its time for replies is over.
    """
    round_ = db.session.scalars(
        select(Round)
        .where(Round.id == round_id)
        .order_by(Round.id)
        .with_for_update(read=True, of=Round)
        .execution_options(populate_existing=True)
    ).one()
    if not round_.takes_replies(now):
        msg = f"The round {round_.slug} takes no replies now."
        raise WindowClosed(msg)
    return round_


def reply(
    *, round_: Round, milestone_id: uuid.UUID, agency: Organisation, said: ReplyContent, actor: Identity, now: datetime
) -> Reply:
    """Keep what an agency replies to the scores of a milestone that it leads, and tell the NGOs that scored it.

    It can be given once.

    Raises:
        WindowClosed: outside of the reply window.
        NotALead: the plan does not name the agency as a lead of the milestone, or no longer promises it.
        AlreadyReplied: the agency has replied to this milestone.
        NoReason: the reply has no words.
    """
    held = hold_window(round_.id, now=now)
    rounds.hold_organisation(agency)  # Of two reporters who reply at once the second learns of the first.
    led = {pinned.milestone_id: pinned for pinned in reporting.led(held, agency.id)}
    if milestone_id not in led:
        msg = f"{agency.key} does not lead this milestone, so it has nothing to reply to."
        raise NotALead(msg)
    if queries.reply_of(held.id, milestone_id, agency.id):
        msg = "Your agency has replied to this milestone. A reply cannot be changed, because NGOs answer it."
        raise AlreadyReplied(msg)
    if not said.text.strip():
        msg = "A reply needs words."
        raise NoReason(msg)
    row = _keep(held, milestone_id, agency, said, now=now)
    named = f"{rounds.subject(held)}/{agency.key}"
    audit.record("reply.given", subject=named, actor=actor, now=now, binds=(row, *row.evidence))
    letters.tell_of_reply(held, led[milestone_id], agency, now=now)
    return row


def _keep(round_: Round, milestone_id: uuid.UUID, agency: Organisation, said: ReplyContent, *, now: datetime) -> Reply:
    row = Reply(
        round_id=round_.id,
        milestone_id=milestone_id,
        organisation_id=agency.id,
        text=said.text,
        language=said.language,
        replied_at=now,
    )
    db.session.add(row)
    db.session.flush()
    db.session.add_all(
        ReplyEvidence(reply_id=row.id, place=place, **evidence_columns.columns(piece))
        for place, piece in enumerate(said.evidence, start=1)
    )
    db.session.flush()
    return row


def answer(
    *, reply_: Reply, ngo: Organisation, answered: AnswerContent, actor: Identity, now: datetime
) -> AnswerToReply:
    """Keep what an NGO answers to a reply; a later answer to the same reply replaces it while the window is open.

    Raises:
        WindowClosed: outside of the reply window.
        NothingToAnswer: the NGO gave no answer on the milestone.
        replying.NothingRevised, rubrics.UnknownLevel, rubrics.UnknownCriterion: levels that are none.
        NoReason: the answer has no words.
    """
    held = hold_window(reply_.round_id, now=now)
    rounds.hold_organisation(ngo)  # Of two members who answer at once the second replaces what the first said.
    standing = accounts_besides(reply_, ngo)
    if not standing:
        msg = "Your organisation did not score this milestone, so there is nothing to keep or revise."
        raise NothingToAnswer(msg)
    refuse_unfit(answered.kind, answered.levels, standing, rubric_queries.as_domain(held.rubric))
    if not answered.reason.strip():
        msg = "An answer needs a reason."
        raise NoReason(msg)
    before = queries.revised_by(reply_.id, ngo.id)
    row = _replace(reply_, ngo, answered, now=now)
    revised = [
        RevisedLevel(reply_id=reply_.id, organisation_id=ngo.id, criterion=criterion, level=level)
        for criterion, level in answered.levels.items()
        if standing.get(criterion) != level
    ]
    db.session.add_all(revised)
    db.session.flush()
    named = f"{rounds.subject(held)}/{ngo.key}"
    audit.record("reply.answered", subject=named, actor=actor, now=now, binds=(row, *revised), frees=before)
    return row


def accounts_besides(reply_: Reply, ngo: Organisation) -> dict[str, Account]:
    """What an NGO says of a milestone but for its answer to this reply, by criterion; nothing where it did not score.

    Where several agencies replied, its answers to the others may have revised a level already.
    """
    first = {
        score.criterion: score.account
        for score in assessment.scores_of(reply_.round_id, ngo.id)
        if score.milestone_id == reply_.milestone_id
    }
    others = queries.revisions(reply_.round_id, milestone_id=reply_.milestone_id, but_for=reply_.id)
    revised = standing_levels(others.get((reply_.milestone_id, ngo.id), ()))
    return {criterion: revised.get(criterion, account) for criterion, account in first.items()}


def _replace(reply_: Reply, ngo: Organisation, answered: AnswerContent, *, now: datetime) -> AnswerToReply:
    mine = (AnswerToReply.reply_id == reply_.id, AnswerToReply.organisation_id == ngo.id)
    db.session.execute(
        delete(RevisedLevel).where(RevisedLevel.reply_id == reply_.id, RevisedLevel.organisation_id == ngo.id)
    )
    db.session.execute(delete(AnswerToReply).where(*mine))
    row = AnswerToReply(
        reply_id=reply_.id,
        organisation_id=ngo.id,
        kind=answered.kind,
        reason=answered.reason,
        language=answered.language,
        answered_at=now,
    )
    db.session.add(row)
    db.session.flush()
    return row
