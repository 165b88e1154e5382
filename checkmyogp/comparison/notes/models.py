"""Private notes."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checkmyogp.db.base import Base, Prose
from checkmyogp.plans.models import Milestone
from checkmyogp.rounds.models import Round


class ResearchNote(Base):
    """One researcher's note on one milestone of a round; the revision keeps two windows from colliding."""

    __tablename__ = "research_note"
    __table_args__ = (
        CheckConstraint("revision >= 1", name="revisions_count_from_one"),
        CheckConstraint("text <> ''", name="says_something"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"), primary_key=True)
    """With a demonstration round leave the notes on it."""
    milestone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("milestone.id"), primary_key=True)
    revision: Mapped[int]
    text: Mapped[Prose]
    written_at: Mapped[datetime]

    round: Mapped[Round] = relationship()
    milestone: Mapped[Milestone] = relationship()
