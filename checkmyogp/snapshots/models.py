"""The counted set of a closed round, and published snapshots."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checkmyogp.db.base import Base, Digest, Id, Key
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.wording import Wording
from checkmyogp.plans.models import Organisation
from checkmyogp.rounds.models import Round


class CountedAnswer(Base):
    """Whether one NGO's answers on one milestone count, decided in the transaction that closed the round."""

    __tablename__ = "counted_answer"

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    milestone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("milestone.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    counting: Mapped[Counting]


class AccreditedNgo(Base):
    """An NGO that was accredited when a round closed, whether it scored or not: written in that very transaction."""

    __tablename__ = "accredited_ngo"

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)

    organisation: Mapped[Organisation] = relationship()


class Snapshot(Base):
    """One version of a scorecard: canonical JSON and its hash. The database refuses to change or delete it."""

    __tablename__ = "snapshot"
    __table_args__ = (
        CheckConstraint("version >= 1", name="counts_from_one"),
        CheckConstraint("length(digest) = 64", name="digest_is_sha256"),
        CheckConstraint("(version = 1) = (correction is null)", name="corrections_say_why"),
    )

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[Digest] = mapped_column(unique=True)
    published_at: Mapped[datetime]
    correction: Mapped[Wording | None]

    round: Mapped[Round] = relationship()


class Extract(Base):
    """What one version of a scorecard says on one criterion, without its texts; it follows from the snapshot."""

    __tablename__ = "snapshot_extract"
    __table_args__ = (
        ForeignKeyConstraint(["round_id", "version"], ["snapshot.round_id", "snapshot.version"], ondelete="CASCADE"),
    )

    round_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    criterion: Mapped[Key] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)

    snapshot: Mapped[Snapshot] = relationship()


class ClosingExtract(Base):
    """What a round had come to on one criterion when it closed, without its texts; it follows from the rows."""

    __tablename__ = "closing_extract"

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    criterion: Mapped[Key] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Correction(Base):
    """A new version of a scorecard that one officer proposes and another confirms."""

    __tablename__ = "correction"
    __table_args__ = (
        CheckConstraint("confirmed_by is null or confirmed_by <> proposed_by", name="two_officers_decide"),
        CheckConstraint("(confirmed_by is null) = (confirmed_at is null)", name="confirmed_by_somebody"),
        CheckConstraint("confirmed_at is null or withdrawn_at is null", name="confirmed_or_withdrawn"),
        Index(
            "uq_correction_open",
            "round_id",
            unique=True,
            sqlite_where=text("confirmed_at is null and withdrawn_at is null"),
            postgresql_where=text("confirmed_at is null and withdrawn_at is null"),
        ),
    )

    id: Mapped[Id]
    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"))
    reason: Mapped[Wording]
    proposed_by: Mapped[Key]
    proposed_at: Mapped[datetime]
    confirmed_by: Mapped[Key | None]
    confirmed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
