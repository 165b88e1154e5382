"""The columns that the drafts and submissions of NGOs and of agencies both have."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from checkmyogp.db.base import Digest, Key
from checkmyogp.db.sealed import SealedBytes, SealedJson
from checkmyogp.domain.scales import Account, Silence


def revisions_count_from_one() -> CheckConstraint:
    """The rule that a draft which is there was saved, as a constraint of the table it is given to."""
    return CheckConstraint("revision >= 1", name="revisions_count_from_one")


def sealed_by_receipts() -> tuple[CheckConstraint, CheckConstraint]:
    """The rules that versions count from one and that receipts are whole, for a table of submissions."""
    return (
        CheckConstraint("version >= 1", name="counts_from_one"),
        CheckConstraint("length(receipt) = 64", name="receipt_is_sha256"),
    )


def marks_a_submission(mark: str, submission: str) -> ForeignKeyConstraint:
    """The rule that a mark is on a submission that is there, for the two tables of these names."""
    key = ("round_id", "organisation_id", "version")
    of = [f"{submission}.{column}" for column in key]
    return ForeignKeyConstraint(key, of, name=f"fk_{mark}_{submission}")


def level_or_silence() -> tuple[CheckConstraint, CheckConstraint]:
    """The rules that an account is one of the two, and that levels are small numbers."""
    return (
        CheckConstraint("(level is null) <> (silence is null)", name="level_or_silence"),
        CheckConstraint("level is null or level between -9 and 9", name="level_is_a_small_number"),
    )


class DraftColumns:
    """A mixin: what the people of one organisation write on one milestone. The revision keeps two from colliding."""

    __tablename__: ClassVar[str]
    __table_args__: ClassVar[Any]

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    milestone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("milestone.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    revision: Mapped[int]
    edited_by: Mapped[Key]
    edited_at: Mapped[datetime]

    @declared_attr
    @classmethod
    def answers(cls) -> Mapped[dict[str, Any]]:
        """What was typed, complete or not, as the sheet of its kind stores it."""
        return mapped_column(SealedJson(f"{cls.__tablename__}.answers"))


class RecoveredDraftColumns(DraftColumns):
    """A mixin: the same, as written by those whose seats came by a recovery while the round was open.

    They begin with empty sheets and find none that was written before; those whose seats did not, find none of theirs.
    """

    recovery_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recovery.id"), primary_key=True)


class SubmissionColumns:
    """A mixin: one submission of one organisation to a round, sealed: the very bytes and their receipt."""

    __tablename__: ClassVar[str]
    __table_args__: ClassVar[Any]

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    receipt: Mapped[Digest] = mapped_column(unique=True)
    submitted_at: Mapped[datetime]

    @declared_attr
    @classmethod
    def content(cls) -> Mapped[bytes]:
        """The very bytes; the receipt is of them, not of what the database keeps in their place."""
        return mapped_column(SealedBytes(f"{cls.__tablename__}.content"))

    @declared_attr
    @classmethod
    def salt(cls) -> Mapped[bytes]:
        """Bytes of chance in the receipt."""
        return mapped_column(SealedBytes(f"{cls.__tablename__}.salt"))


class RecoveredColumns:
    """A mixin: that a submission came from a recovered seat. Never taken back; the scorecard says so."""

    __table_args__: ClassVar[Any]

    round_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    recovery_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recovery.id"))


class AccountColumns:
    """A mixin: what one party says of one milestone on one criterion, a level or the silence in its place."""

    __table_args__: ClassVar[Any]

    level: Mapped[int | None]
    silence: Mapped[Silence | None]

    @property
    def account(self) -> Account:
        """The level, or the silence in its place."""
        return self.silence if self.silence is not None else self._level

    @property
    def _level(self) -> int:
        assert self.level is not None  # noqa: S101 - the constraint level_or_silence says so
        return self.level
