"""Replies, answers, and levels that were revised. First and revised level are both kept."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checkmyogp.db.base import Base, Id, Key, Prose
from checkmyogp.db.evidence import EvidenceColumns, is_a_web_address
from checkmyogp.domain.revisions import AnswerKind
from checkmyogp.plans.models import Milestone, Organisation


class Reply(Base):
    """What an agency replies to the scores of one milestone. Given once; NGOs answer exactly this."""

    __tablename__ = "reply"
    __table_args__ = (UniqueConstraint("round_id", "milestone_id", "organisation_id"),)

    id: Mapped[Id]
    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"))
    milestone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("milestone.id"))
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    text: Mapped[Prose]
    language: Mapped[Key]
    replied_at: Mapped[datetime]

    organisation: Mapped[Organisation] = relationship()
    milestone: Mapped[Milestone] = relationship()
    evidence: Mapped[list["ReplyEvidence"]] = relationship(order_by="ReplyEvidence.place", viewonly=True)
    answers: Mapped[list["AnswerToReply"]] = relationship(order_by="AnswerToReply.organisation_id", viewonly=True)
    """In an order that says nothing: whoever shows them sorts them by the NGO's key."""


class ReplyEvidence(EvidenceColumns, Base):
    """One piece of evidence for one reply."""

    __tablename__ = "reply_evidence"
    __table_args__ = (is_a_web_address(),)

    reply_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("reply.id", ondelete="CASCADE"), primary_key=True)


class AnswerToReply(Base):
    """Whether one NGO keeps or revises its levels after one reply, and why."""

    __tablename__ = "answer_to_reply"

    reply_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("reply.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    kind: Mapped[AnswerKind]
    reason: Mapped[Prose]
    language: Mapped[Key]
    answered_at: Mapped[datetime]

    organisation: Mapped[Organisation] = relationship()
    revisions: Mapped[list["RevisedLevel"]] = relationship(order_by="RevisedLevel.criterion", viewonly=True)


class RevisedLevel(Base):
    """A level on one criterion after the answer; the first one stays where it is."""

    __tablename__ = "revised_level"
    __table_args__ = (
        CheckConstraint("level between -9 and 9", name="level_is_a_small_number"),
        ForeignKeyConstraint(
            ("reply_id", "organisation_id"),
            ("answer_to_reply.reply_id", "answer_to_reply.organisation_id"),
            ondelete="CASCADE",
        ),
    )

    reply_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    criterion: Mapped[Key] = mapped_column(primary_key=True)
    level: Mapped[int]
