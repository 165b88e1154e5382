"""The IRM's codes, as researchers recorded them. A code that is replaced or withdrawn stays, with its end."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checkmyogp.db.base import Base, Id, Key, Prose, choice_of
from checkmyogp.domain.irm import SCHEMES, Coded, CodeWord, Mark, Scheme
from checkmyogp.plans.models import Commitment

STANDING = text("ended_at is null")


def _each_with_its_codes() -> str:
    """SQL for what ``SCHEMES`` says: no scheme takes a code of another."""
    lists: dict[tuple[CodeWord, ...], list[Scheme]] = {}
    for scheme, asked in SCHEMES.items():
        lists.setdefault(asked.codes, []).append(scheme)
    return " or ".join(
        f"(scheme in ({_quoted(schemes)}) and code in ({_quoted(codes)}))" for codes, schemes in lists.items()
    )


def _quoted(keys: list[Scheme] | tuple[CodeWord, ...]) -> str:
    return ", ".join(f"'{key.value}'" for key in keys)


class IrmCode(Base):
    """What the IRM says to one question of one commitment, and where it says so."""

    __tablename__ = "irm_code"
    __table_args__ = (
        CheckConstraint("(code is null) <> (mark is null)", name="code_or_mark"),
        CheckConstraint(f"code is null or {_each_with_its_codes()}", name="code_of_its_scheme"),
        CheckConstraint("page <> ''", name="says_where_it_stands"),
        CheckConstraint("source_title <> ''", name="names_its_source"),
        CheckConstraint("source_url like 'http://%' or source_url like 'https://%'", name="source_is_a_web_address"),
        CheckConstraint("(ended_at is null) = (ended_by is null)", name="ended_by_somebody"),
        CheckConstraint("ended_at is null or ended_at >= recorded_at", name="ends_after_it_begins"),
        Index("ix_irm_code_commitment_id", "commitment_id"),
        Index(
            "uq_irm_code_standing",
            "commitment_id",
            "scheme",
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        ),
    )

    id: Mapped[Id]
    commitment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("commitment.id"))
    scheme: Mapped[Scheme]
    code: Mapped[CodeWord | None] = mapped_column(choice_of(CodeWord, name="code"))
    mark: Mapped[Mark | None]
    """What OGP's table writes in place of a code."""
    page: Mapped[Prose]
    """Where in the source: a page, or the row and column of a table."""
    source_title: Mapped[Prose]
    source_url: Mapped[Prose]
    recorded_by: Mapped[Key]
    recorded_at: Mapped[datetime]
    ended_by: Mapped[Key | None]
    """Who replaced or withdrew it; nobody while it stands."""
    ended_at: Mapped[datetime | None]

    commitment: Mapped[Commitment] = relationship()

    @property
    def said(self) -> Coded:
        """The code, or the mark in its place."""
        said = self.mark if self.code is None else self.code
        assert said is not None  # noqa: S101 - the constraint code_or_mark says so
        return said
