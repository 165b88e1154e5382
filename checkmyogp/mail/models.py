"""The outbox."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from checkmyogp.db.base import Base, Id, Key, Prose
from checkmyogp.db.sealed import SealedText


class OutboxMail(Base):
    """One mail, waiting or sent."""

    __tablename__ = "outbox_mail"
    __table_args__ = (CheckConstraint("attempts >= 0", name="attempts_are_counted"),)

    id: Mapped[Id]
    recipient: Mapped[Prose]
    language: Mapped[Key]
    subject: Mapped[Prose]
    body: Mapped[str] = mapped_column(SealedText("outbox_mail.body"))
    """Emptied once it was sent: what lets somebody in must not stay in the database."""
    written_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    """When it is next to be tried. Moved on before each attempt, so that two deliveries never send the same mail."""
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    last_failure: Mapped[Prose | None]
