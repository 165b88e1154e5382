"""Reading replies and answers."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from checkmyogp.assessment.models import Score
from checkmyogp.db import db
from checkmyogp.domain.conflicts import Sector
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.domain.revisions import Revision, standing_levels
from checkmyogp.plans import queries as plan_queries
from checkmyogp.plans.models import Milestone, Organisation, Plan
from checkmyogp.replies.models import AnswerToReply, Reply, RevisedLevel
from checkmyogp.rounds import queries as round_queries
from checkmyogp.rounds.models import Round


def revised_by(reply_id: uuid.UUID, organisation_id: uuid.UUID) -> Sequence[RevisedLevel]:
    """The levels that an NGO has revised after a reply, by criterion."""
    return db.session.scalars(
        select(RevisedLevel)
        .where(RevisedLevel.reply_id == reply_id, RevisedLevel.organisation_id == organisation_id)
        .order_by(RevisedLevel.criterion)
    ).all()


def replies(round_id: uuid.UUID, *, milestone_id: uuid.UUID | None = None) -> Sequence[Reply]:
    """Every reply of a round, or of one of its milestones, with evidence and answers: by milestone, then agency."""
    wanted = (
        select(Reply)
        .join(Reply.milestone)
        .join(Reply.organisation)
        .options(
            contains_eager(Reply.organisation),
            contains_eager(Reply.milestone),
            joinedload(Reply.evidence),
            joinedload(Reply.answers).joinedload(AnswerToReply.organisation),
            joinedload(Reply.answers).joinedload(AnswerToReply.revisions),
        )
        .where(Reply.round_id == round_id)
        .order_by(Milestone.place, Organisation.key)
        .execution_options(populate_existing=True)
    )
    if milestone_id:
        wanted = wanted.where(Reply.milestone_id == milestone_id)
    return db.session.scalars(wanted).unique().all()


def reply_of(round_id: uuid.UUID, milestone_id: uuid.UUID, organisation_id: uuid.UUID) -> Reply | None:
    """What an agency replied to a milestone, if it did."""
    return db.session.scalars(
        select(Reply)
        .options(selectinload(Reply.evidence))
        .where(
            Reply.round_id == round_id,
            Reply.milestone_id == milestone_id,
            Reply.organisation_id == organisation_id,
        )
        .order_by(Reply.id)
    ).one_or_none()


def revisions(
    round_id: uuid.UUID, *, milestone_id: uuid.UUID | None = None, but_for: uuid.UUID | None = None
) -> dict[tuple[uuid.UUID, uuid.UUID], list[Revision]]:
    """What was revised, by milestone and NGO; of one milestone only, or without the answers to one reply."""
    wanted = (
        select(Reply.milestone_id, Organisation.key, AnswerToReply.answered_at, RevisedLevel)
        .join(AnswerToReply, AnswerToReply.reply_id == Reply.id)
        .join(
            RevisedLevel,
            (RevisedLevel.reply_id == AnswerToReply.reply_id)
            & (RevisedLevel.organisation_id == AnswerToReply.organisation_id),
        )
        .join(Reply.organisation)
        .where(Reply.round_id == round_id)
        .order_by(Reply.milestone_id, Organisation.key, RevisedLevel.organisation_id, RevisedLevel.criterion)
    )
    if milestone_id:
        wanted = wanted.where(Reply.milestone_id == milestone_id)
    if but_for:
        wanted = wanted.where(Reply.id != but_for)
    found: dict[tuple[uuid.UUID, uuid.UUID], list[Revision]] = {}
    for milestone, agency, answered_at, row in db.session.execute(wanted):
        found.setdefault((milestone, row.organisation_id), []).append(
            Revision(row.criterion, row.level, answered_at, agency)
        )
    return found


def standing_revisions(round_id: uuid.UUID, criterion: str) -> dict[str, dict[str, int]]:
    """The levels that stand on one criterion after all answers: by the milestone's number, then the NGO's key."""
    ngo = aliased(Organisation)
    rows = db.session.execute(
        select(Milestone.number, ngo.key, RevisedLevel.level, AnswerToReply.answered_at, Organisation.key)
        .select_from(RevisedLevel)
        .join(
            AnswerToReply,
            (RevisedLevel.reply_id == AnswerToReply.reply_id)
            & (RevisedLevel.organisation_id == AnswerToReply.organisation_id),
        )
        .join(Reply, AnswerToReply.reply_id == Reply.id)
        .join(Reply.milestone)
        .join(Reply.organisation)
        .join(ngo, ngo.id == RevisedLevel.organisation_id)
        .where(Reply.round_id == round_id, RevisedLevel.criterion == criterion)
        .order_by(Milestone.place, ngo.key, Organisation.key)
    )
    found: dict[str, dict[str, list[Revision]]] = {}
    for number, rater, level, answered_at, agency in rows:
        revision = Revision(criterion, level, answered_at, agency)
        found.setdefault(number, {}).setdefault(rater, []).append(revision)
    return {
        number: {rater: standing_levels(given)[criterion] for rater, given in by_rater.items()}
        for number, by_rater in found.items()
    }


def leading(round_: Round) -> list[Organisation]:
    """The organisations of the government that lead a milestone of the round, or in a demonstration their stand-ins."""
    pinned = [entry for entry in round_queries.pinned(round_.id) if not entry.edition.withdrawn]
    leads = {key for keys in round_queries.leads(pinned).values() for key in keys}
    known = plan_queries.organisations(leads)
    stand_ins = round_queries.stand_ins(round_.id) if round_.demonstration else {}
    found = {
        row.key: row
        for key in leads
        for row in (stand_ins.get(key, []) if round_.demonstration else [known[key]])
        if row.sector is Sector.GOVERNMENT
    }
    return [found[key] for key in sorted(found)]


def scored_by(round_id: uuid.UUID, milestone_id: uuid.UUID) -> Sequence[Organisation]:
    """The NGOs that scored a milestone."""
    scored = select(Score.organisation_id).where(Score.round_id == round_id, Score.milestone_id == milestone_id)
    return db.session.scalars(select(Organisation).where(Organisation.id.in_(scored)).order_by(Organisation.key)).all()


def closed_rounds() -> Sequence[Round]:
    """Every round that has closed, the latest first; demonstrations last."""
    return db.session.scalars(
        select(Round)
        .join(Round.plan)
        .options(contains_eager(Round.plan).joinedload(Plan.member))
        .where(Round.state.in_((RoundState.CLOSED, RoundState.PUBLISHED)))
        .order_by(Round.demonstration, Round.closed_at.desc(), Plan.slug, Round.slug)
    ).all()
