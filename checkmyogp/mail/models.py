"""The outbox."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from checkmyogp.db.base import Base, Id, Key, Prose


class OutboxMail(Base):
    """One mail, waiting or sent."""

    __tablename__ = "outbox_mail"
    __table_args__ = (CheckConstraint("attempts >= 0", name="attempts_are_counted"),)

    id: Mapped[Id]
    recipient: Mapped[Prose]
    language: Mapped[Key]
    subject: Mapped[Prose]
    body: Mapped[Prose]
    written_at: Mapped[datetime] = mapped_column(index=True)
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    last_failure: Mapped[Prose | None]
