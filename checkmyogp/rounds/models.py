"""Rounds, the milestones pinned to them, and stand-ins of the demonstration."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cached_property

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checkmyogp import times
from checkmyogp.db.base import Base, Digest, Id, Key
from checkmyogp.db.sealed import SealedBytes
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.domain.permissions import Situation
from checkmyogp.domain.wording import Wording
from checkmyogp.plans.models import Edition, Milestone, Organisation, Plan
from checkmyogp.rounds.words.reader import (
    OpeningWords,
    ScoredCommitment,
    ScoredCriterion,
    ScoredCrosswalk,
    ScoredEdition,
    ScoredPlan,
)
from checkmyogp.rubrics.models import CrosswalkVersion, RubricVersion, VignetteSetRow


class Round(Base):
    """One monitoring exercise of one plan."""

    __tablename__ = "round"
    __table_args__ = (
        UniqueConstraint("plan_id", "slug"),
        CheckConstraint("method_version in (1, 2)", name="known_method"),
        CheckConstraint("(method_version = 1) = (seed is not null)", name="seed_under_version_1_alone"),
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
    method_version: Mapped[int]
    """The version of the method that judges it; from its opening on for ever."""
    seed: Mapped[int | None]
    """What random draws start from under version 1; under version 2 that follows from the entry that opened it."""
    state: Mapped[RoundState]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    demonstration: Mapped[bool] = mapped_column(default=False)

    plan: Mapped[Plan] = relationship()
    rubric: Mapped[RubricVersion] = relationship()
    kept_words: Mapped["RoundWords | None"] = relationship(lazy="joined", viewonly=True)
    registration: Mapped["RoundRegistration | None"] = relationship(lazy="joined", viewonly=True)
    chosen_vignettes: Mapped["ChosenVignettes | None"] = relationship(viewonly=True)
    """Those that were chosen when it was drafted; nothing where vignettes are off."""
    vignettes: Mapped["RoundVignettes | None"] = relationship(viewonly=True)
    """Those that it was opened with; nothing for a draft, and where vignettes are off."""
    late_names: Mapped[list["LateName"]] = relationship(order_by="LateName.organisation_id", viewonly=True)

    @property
    def words(self) -> OpeningWords | None:
        """What was kept at its opening; nothing for a draft."""
        return self.kept_words.opening if self.kept_words else None

    @property
    def plan_title(self) -> Wording:
        """What the plan is called."""
        return self.kept_words.plan_title if self.kept_words else self.plan.title

    @property
    def member_name(self) -> Wording:
        """What the country or locality is called."""
        return self.kept_words.member_name if self.kept_words else self.plan.member.name

    @property
    def time_zone(self) -> str:
        """Whose clock its deadlines are set and read by."""
        return self.kept_words.time_zone if self.kept_words else self.plan.member.time_zone

    def day_of(self, at: datetime) -> date:
        """The day of a moment by its clock: terms of NGOs end by it."""
        return times.on_the_clock(at, self.time_zone).date()

    @property
    def scored_plan(self) -> ScoredPlan:
        """The plan that it judges."""
        return self.words.plan if self.words else ScoredPlan.of_row(self.plan)

    @property
    def criteria(self) -> Sequence[ScoredCriterion]:
        """What it asks, in the rubric's order."""
        if self.words:
            return self.words.criteria
        return tuple(ScoredCriterion.of_row(row) for row in self.rubric.criteria)

    def crosswalk(self, version: CrosswalkVersion) -> ScoredCrosswalk:
        """What a crosswalk and its bands are called."""
        kept = self.words.crosswalks.get((version.key, version.version)) if self.words else None
        return kept or ScoredCrosswalk.of_row(version)

    def name_of(self, organisation: Organisation) -> Wording:
        """What an organisation is called."""
        if self.words is None:
            return organisation.name
        if kept := self.words.names.get(organisation.key):
            return kept
        return next((row.name for row in self.late_names_of(organisation)), organisation.name)

    def late_names_of(self, organisation: Organisation) -> "Sequence[LateName]":
        """What was kept of an organisation that the site learned of after the opening; at most one."""
        return [row for row in self.late_names if row.organisation_id == organisation.id]

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

    round: Mapped[Round] = relationship()
    milestone: Mapped[Milestone] = relationship()
    edition: Mapped[Edition] = relationship()

    @property
    def scored(self) -> ScoredEdition:
        """The edition in the words that the round scores."""
        words = self.round.words
        return ScoredEdition.of_row(self.edition, words.milestones[self.milestone.number] if words else None)

    @property
    def commitment(self) -> ScoredCommitment:
        """The commitment it stands under, as the round knows it."""
        words, row = self.round.words, self.milestone.commitment
        return words.commitment_of(self.milestone.number) if words else ScoredCommitment.of_row(row)


class RoundWords(Base):
    """What a round is scored by, as it was called at the opening. The database refuses to change it."""

    __tablename__ = "round_words"
    __table_args__ = (CheckConstraint("length(digest) = 64", name="digest_is_sha256"),)

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    plan_title: Mapped[Wording]
    member_name: Mapped[Wording]
    time_zone: Mapped[Key]
    """These three stand in the content as well; a list of rounds reads nothing else."""
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    digest: Mapped[Digest]

    @cached_property
    def opening(self) -> OpeningWords:
        """The content, read."""
        return OpeningWords(self.content)


class RoundRegistration(Base):
    """What a round is judged by, registered at its opening and public from then on. The database refuses to change it.

    A round that was opened before this was kept has none.
    """

    __tablename__ = "round_registration"
    __table_args__ = (CheckConstraint("length(digest) = 64", name="digest_is_sha256"),)

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    digest: Mapped[Digest] = mapped_column(unique=True)


class ChosenVignettes(Base):
    """The vignettes that a round will be opened with. A round without such a row has them off."""

    __tablename__ = "chosen_vignettes"

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    vignette_set_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("vignette_set.id"))

    vignette_set: Mapped[VignetteSetRow] = relationship()


class RoundVignettes(Base):
    """The vignettes of a round as they were at its opening, sealed until the close. The database refuses to change it.

    The digest is salted, because whoever has the cases could otherwise try known levels until one fits.
    """

    __tablename__ = "round_vignettes"
    __table_args__ = (CheckConstraint("length(digest) = 64", name="digest_is_sha256"),)

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    vignette_set_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("vignette_set.id"))
    content: Mapped[bytes] = mapped_column(SealedBytes("round_vignettes.content"))
    salt: Mapped[bytes] = mapped_column(SealedBytes("round_vignettes.salt"))
    digest: Mapped[Digest] = mapped_column(unique=True)

    vignette_set: Mapped[VignetteSetRow] = relationship()


class LateName(Base):
    """An organisation that was not known at a round's opening, as it was called when it first submitted."""

    __tablename__ = "late_name"

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    name: Mapped[Wording]


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
