"""The counted set of a closed round, and published snapshots."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checkmyogp.db.base import Base, Digest
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.wording import Wording
from checkmyogp.rounds.models import Round


class CountedAnswer(Base):
    """Whether one NGO's answers on one milestone count, decided in the transaction that closed the round."""

    __tablename__ = "counted_answer"

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    milestone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("milestone.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    counting: Mapped[Counting]


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
