"""Attempts of late: one row each, until it no longer counts."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from checkmyogp.db.base import Base, Digest, Id


class Attempt(Base):
    """One attempt, under the counter that it counts for. Who tried what is not in it."""

    __tablename__ = "attempt"
    __table_args__ = (
        CheckConstraint("expires_at > tried_at", name="counts_for_a_while"),
        Index("ix_attempt_counter_tried_at", "counter", "tried_at"),
    )

    id: Mapped[Id]
    counter: Mapped[Digest]
    """A keyed hash of what is limited, of the account and of the network."""
    tried_at: Mapped[datetime]
    expires_at: Mapped[datetime]
