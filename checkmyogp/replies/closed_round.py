"""Everything said in a closed round, as those who take part read it before the scorecard is published.

It is read from the rows, in as few queries for a hundred NGOs as for one.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from checkmyogp.assessment.models import ConflictOfInterest, Score
from checkmyogp.db import db
from checkmyogp.domain.conflicts import ConflictLevel, strongest
from checkmyogp.domain.revisions import Revision, standing_levels
from checkmyogp.domain.scales import Account
from checkmyogp.plans.models import Milestone, Organisation, Plan
from checkmyogp.replies import queries
from checkmyogp.replies.models import Reply
from checkmyogp.reporting.models import SelfReport
from checkmyogp.rounds.models import Round, RoundMilestone
from checkmyogp.rubrics.models import CriterionRow, CrosswalkVersion, RubricVersion

Row = TypeVar("Row", SelfReport, Reply)


@dataclass(slots=True)
class NgoStatement:
    """What one NGO says of one milestone."""

    organisation: Organisation
    scores: list[Score] = field(default_factory=list[Score])
    conflicts: list[ConflictLevel] = field(default_factory=list[ConflictLevel])
    """What it has at stake in it, as found at the close."""
    revisions: list[Revision] = field(default_factory=list[Revision])

    def account(self, score: Score) -> Account:
        """What stands on this score's criterion, after everything the NGO answered so far."""
        return standing_levels(self.revisions).get(score.criterion, score.account)

    @property
    def stake(self) -> tuple[ConflictLevel, ...]:
        """What decides whether its scores count: at most one, the strongest."""
        return (strongest(self.conflicts),) if self.conflicts else ()


@dataclass(frozen=True, slots=True)
class MilestoneStatements:
    """Everything said of one milestone."""

    pinned: RoundMilestone
    voices: list[NgoStatement]
    reports: list[SelfReport]
    replies: list[Reply]

    @property
    def number(self) -> str:
        """The milestone's number."""
        return self.pinned.milestone.number


def round_at(plan_slug: str, slug: str) -> Round | None:
    """The round at this address with its rubric, in one query."""
    return (
        db.session.scalars(
            select(Round)
            .join(Round.plan)
            .options(
                contains_eager(Round.plan).joinedload(Plan.member),
                joinedload(Round.rubric).joinedload(RubricVersion.criteria).joinedload(CriterionRow.levels),
            )
            .where(Plan.slug == plan_slug, Round.slug == slug)
            .order_by(Round.id)
        )
        .unique()
        .one_or_none()
    )


def heard(round_: Round, *, number: str = "", evidence: bool = False) -> list[MilestoneStatements]:
    """What was said of each milestone, or of this one, in the plan's order; with its evidence where that is wanted."""
    pinned = _pinned(round_.id, number)
    one = pinned[0].milestone_id if number and pinned else None
    voices = _voices(round_.id, one, evidence=evidence)
    reports = _by_milestone(_reports(round_.id, one, evidence=evidence))
    replies = _by_milestone(queries.replies(round_.id, milestone_id=one))
    for milestone_id, given in replies.items():
        _revise(voices.get(milestone_id, {}), given)
    return [
        MilestoneStatements(
            entry,
            list(voices.get(entry.milestone_id, {}).values()),
            reports.get(entry.milestone_id, []),
            replies.get(entry.milestone_id, []),
        )
        for entry in pinned
    ]


def _pinned(round_id: uuid.UUID, number: str) -> Sequence[RoundMilestone]:
    wanted = (
        select(RoundMilestone)
        .join(RoundMilestone.milestone)
        .options(
            contains_eager(RoundMilestone.milestone).joinedload(Milestone.commitment),
            joinedload(RoundMilestone.edition),
        )
        .where(RoundMilestone.round_id == round_id)
        .order_by(Milestone.place)
    )
    return db.session.scalars(wanted.where(Milestone.number == number) if number else wanted).all()


def _voices(
    round_id: uuid.UUID, milestone_id: uuid.UUID | None, *, evidence: bool
) -> dict[uuid.UUID, dict[uuid.UUID, NgoStatement]]:
    """By milestone, then NGO in the order of its key."""
    same = (
        (ConflictOfInterest.round_id == Score.round_id)
        & (ConflictOfInterest.milestone_id == Score.milestone_id)
        & (ConflictOfInterest.organisation_id == Score.organisation_id)
    )
    wanted = (
        select(Score, ConflictOfInterest.level)
        .join(Score.organisation)
        .outerjoin(ConflictOfInterest, same)
        .options(contains_eager(Score.organisation))
        .where(Score.round_id == round_id)
        .order_by(Organisation.key, Score.criterion, ConflictOfInterest.level)
    )
    if milestone_id:
        wanted = wanted.where(Score.milestone_id == milestone_id)
    if evidence:
        wanted = wanted.options(joinedload(Score.evidence))
    found: dict[uuid.UUID, dict[uuid.UUID, NgoStatement]] = {}
    for score, level in db.session.execute(wanted).unique():
        of_milestone = found.setdefault(score.milestone_id, {})
        voice = of_milestone.setdefault(score.organisation_id, NgoStatement(score.organisation))
        if score not in voice.scores:
            voice.scores.append(score)
        voice.conflicts += [level] if level else []  # An outer join gives none where there is no conflict.
    return found


def _reports(round_id: uuid.UUID, milestone_id: uuid.UUID | None, *, evidence: bool) -> Sequence[SelfReport]:
    wanted = (
        select(SelfReport)
        .join(SelfReport.organisation)
        .options(
            contains_eager(SelfReport.organisation),
            joinedload(SelfReport.crosswalk).joinedload(CrosswalkVersion.bands),
        )
        .where(SelfReport.round_id == round_id)
        .order_by(SelfReport.criterion, SelfReport.submitted_at.desc(), SelfReport.sequence.desc(), Organisation.key)
    )
    if milestone_id:
        wanted = wanted.where(SelfReport.milestone_id == milestone_id)
    if evidence:
        wanted = wanted.options(joinedload(SelfReport.evidence))
    return db.session.scalars(wanted).unique().all()


def _by_milestone(rows: Iterable[Row]) -> dict[uuid.UUID, list[Row]]:
    found: dict[uuid.UUID, list[Row]] = {}
    for row in rows:
        found.setdefault(row.milestone_id, []).append(row)
    return found


def _revise(voices: dict[uuid.UUID, NgoStatement], replies: Iterable[Reply]) -> None:
    """Give each NGO what it revised after these replies."""
    for reply in replies:
        for answer in reply.answers:
            for row in answer.revisions:
                if answer.organisation_id in voices:
                    voices[answer.organisation_id].revisions.append(
                        Revision(row.criterion, row.level, answer.answered_at, reply.organisation.key)
                    )
