"""The chain's entries."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from checkmyogp.db.base import Base, Digest, Key, Prose
from checkmyogp.domain.identities import Office


class AuditEntry(Base):
    """One thing that happened. Never updated, never deleted; the database refuses both."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        CheckConstraint("sequence >= 1", name="counts_from_one"),
        CheckConstraint("length(digest) = 64", name="digest_is_sha256"),
    )

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[Key]
    office: Mapped[Office]
    action: Mapped[Key]
    subject: Mapped[Prose]
    previous: Mapped[Digest]
    digest: Mapped[Digest] = mapped_column(unique=True)
    salt: Mapped[Digest] = mapped_column(default="")
    """Random, so that nobody guesses what an entry says that shows its links alone; empty in entries of old."""
    terms: Mapped[Prose] = mapped_column(default="")
    """The hashes of the rows that the entry binds, by column; empty where it binds none."""


class PublishedHead(Base):
    """Where the chain stood when its head left the building: what was mailed and served is kept to compare with."""

    __tablename__ = "published_head"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[Digest]
    published_at: Mapped[datetime]
    occasion: Mapped[Prose]
