"""Rounds, the milestones pinned to them, and stand-ins of the demonstration."""

import uuid
from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checkmyogp.db.base import Base, Id, Key
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.domain.permissions import Situation
from checkmyogp.domain.wording import Wording
from checkmyogp.plans.models import Edition, Milestone, Organisation, Plan
from checkmyogp.rubrics.models import RubricVersion


class Round(Base):
    """One monitoring exercise of one plan."""

    __tablename__ = "round"
    __table_args__ = (
        UniqueConstraint("plan_id", "slug"),
        CheckConstraint("quorum >= 1", name="quorum_is_positive"),
        CheckConstraint("period_starts <= period_ends", name="period_starts_before_it_ends"),
        CheckConstraint("opens_at < closes_at", name="opens_before_it_closes"),
        CheckConstraint("reply_days >= 0", name="reply_window_is_not_negative"),
        CheckConstraint("(state in ('draft', 'open')) = (closed_at is null)", name="closed_once_closed"),
        CheckConstraint("(state = 'published') = (published_at is not null)", name="published_once_published"),
    )

    id: Mapped[Id]
    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    slug: Mapped[Key]
    name: Mapped[Wording]
    rubric_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("rubric.id"))
    period_starts: Mapped[date]
    period_ends: Mapped[date]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    quorum: Mapped[int] = mapped_column(default=3)
    reply_days: Mapped[int] = mapped_column(default=14)
    seed: Mapped[int]
    """What the bootstrap's random draws start from; published with the scorecard."""
    state: Mapped[RoundState]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    demonstration: Mapped[bool] = mapped_column(default=False)

    plan: Mapped[Plan] = relationship()
    rubric: Mapped[RubricVersion] = relationship()

    @property
    def replies_until(self) -> datetime:
        """When the reply window ends; before the close, when it would if the round closed in time."""
        return (self.closed_at or self.closes_at) + timedelta(days=self.reply_days)

    def takes_submissions(self, now: datetime) -> bool:
        """Whether it is open, its opening time has come and its closing time has not."""
        return self.state is RoundState.OPEN and self.opens_at <= now < self.closes_at

    def waits_to_be_closed(self, now: datetime) -> bool:
        """Whether its closing time has come and nobody has closed it yet: it is called open and takes nothing."""
        return self.state is RoundState.OPEN and self.closes_at <= now

    def takes_replies(self, now: datetime) -> bool:
        """Whether its reply window is open."""
        return self.state is RoundState.CLOSED and now < self.replies_until

    def situation(self, now: datetime) -> Situation:
        """What a rule can know of the round alone."""
        return Situation(
            closed=self.state in {RoundState.CLOSED, RoundState.PUBLISHED},
            takes_submissions=self.takes_submissions(now),
            takes_replies=self.takes_replies(now),
        )


class RoundMilestone(Base):
    """A milestone as this round scores it: the edition that was in force when it opened."""

    __tablename__ = "round_milestone"

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    milestone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("milestone.id"), primary_key=True)
    edition_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("edition.id"))

    milestone: Mapped[Milestone] = relationship()
    edition: Mapped[Edition] = relationship()


class StandIn(Base):
    """An invented organisation in the place of one the plan names, in a demonstration round only."""

    __tablename__ = "stand_in"

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    stands_in_for_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)

    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])
    stands_in_for: Mapped[Organisation] = relationship(foreign_keys=[stands_in_for_id])


class Extension(Base):
    """A later closing time, given while the round was open, with a public reason."""

    __tablename__ = "extension"
    __table_args__ = (CheckConstraint("closed_before < closes_now", name="later_than_before"),)

    id: Mapped[Id]
    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), index=True)
    closed_before: Mapped[datetime]
    closes_now: Mapped[datetime]
    reason: Mapped[Wording]
    extended_at: Mapped[datetime]
