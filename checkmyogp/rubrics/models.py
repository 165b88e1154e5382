"""Rubrics with criteria and levels, and crosswalks with bands. Immutable but for their words."""

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checkmyogp.db.base import Base, Id, Key
from checkmyogp.db.sealed import SealedText
from checkmyogp.domain.scales import Silence
from checkmyogp.domain.wording import Wording


class RubricVersion(Base):
    """One version of a rubric."""

    __tablename__ = "rubric"
    __table_args__ = (
        UniqueConstraint("key", "version"),
        CheckConstraint("version >= 1", name="counts_from_one"),
        CheckConstraint("arrival >= 1", name="arrivals_count_from_one"),
    )

    id: Mapped[Id]
    key: Mapped[Key]
    version: Mapped[int]
    member: Mapped[Key | None]
    """The code of the member whose pack brought it; empty where that was before packs were told apart."""
    arrival: Mapped[int] = mapped_column(server_default="1")
    """The how many-eth rubric it was to come to this site; all versions of one have the same."""

    criteria: Mapped[list["CriterionRow"]] = relationship(order_by="CriterionRow.place", back_populates="rubric")

    @property
    def headline(self) -> str:
        """The key of the criterion that a scorecard opens with.

        A rubric from before packs named one, in which nothing is compared, has none marked: it opens with its first.
        """
        return next((criterion.key for criterion in self.criteria if criterion.headline), self.criteria[0].key)


class CriterionRow(Base):
    """One criterion of a rubric version."""

    __tablename__ = "criterion"
    __table_args__ = (
        UniqueConstraint("rubric_id", "key"),
        UniqueConstraint("rubric_id", "place"),
        CheckConstraint("compared or not headline", name="only_what_is_compared_is_the_headline"),
        Index(
            "uq_criterion_headline",
            "rubric_id",
            unique=True,
            sqlite_where=text("headline"),
            postgresql_where=text("headline"),
        ),
    )

    id: Mapped[Id]
    rubric_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("rubric.id"))
    place: Mapped[int]
    key: Mapped[Key]
    name: Mapped[Wording]
    question: Mapped[Wording]
    compared: Mapped[bool]
    headline: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether a scorecard opens with this criterion; one of each rubric version does."""
    evidence_from: Mapped[int]

    rubric: Mapped[RubricVersion] = relationship(back_populates="criteria")
    levels: Mapped[list["LevelRow"]] = relationship(order_by="LevelRow.value")


class LevelRow(Base):
    """One step of a criterion's scale."""

    __tablename__ = "level"
    __table_args__ = (
        UniqueConstraint("criterion_id", "key"),
        CheckConstraint("value between -9 and 9", name="value_is_a_small_number"),
    )

    criterion_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("criterion.id"), primary_key=True)
    value: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[Key]
    name: Mapped[Wording]
    descriptor: Mapped[Wording]


class CrosswalkVersion(Base):
    """One version of a table that maps reported bands to one criterion's levels."""

    __tablename__ = "crosswalk"
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: Mapped[Id]
    key: Mapped[Key]
    version: Mapped[int]
    criterion_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("criterion.id"))
    member: Mapped[Key | None]
    """The code of the member whose agencies report in it; empty as above, and then offered to nobody."""
    name: Mapped[Wording]
    source: Mapped[Wording]

    criterion: Mapped[CriterionRow] = relationship()
    bands: Mapped[list["BandRow"]] = relationship(order_by="BandRow.place")


class BandRow(Base):
    """One band: what an agency reports, and the level or silence it stands for."""

    __tablename__ = "band"
    __table_args__ = (
        UniqueConstraint("crosswalk_id", "place"),
        CheckConstraint("(level is null) <> (silence is null)", name="level_or_silence"),
    )

    crosswalk_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("crosswalk.id"), primary_key=True)
    raw: Mapped[Key] = mapped_column(primary_key=True)
    place: Mapped[int]
    name: Mapped[Wording]
    level: Mapped[int | None]
    silence: Mapped[Silence | None]


class VignetteSetRow(Base):
    """One version of the vignettes of a rubric version. The database refuses to change it or its vignettes."""

    __tablename__ = "vignette_set"
    __table_args__ = (UniqueConstraint("key", "version"), CheckConstraint("version >= 1", name="counts_from_one"))

    id: Mapped[Id]
    key: Mapped[Key]
    version: Mapped[int]
    rubric_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("rubric.id"))
    member: Mapped[Key]
    """The code of the member whose pack brought it."""

    rubric: Mapped[RubricVersion] = relationship()
    vignettes: Mapped[list["VignetteRow"]] = relationship(order_by="VignetteRow.place")


class VignetteRow(Base):
    """One short invented case, written for one level of one criterion."""

    __tablename__ = "vignette"
    __table_args__ = (UniqueConstraint("vignette_set_id", "place"),)

    vignette_set_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("vignette_set.id"), primary_key=True)
    key: Mapped[Key] = mapped_column(primary_key=True)
    place: Mapped[int]
    criterion: Mapped[Key]
    level: Mapped[str] = mapped_column(SealedText("vignette.level"))
    """The known level, which whoever copies the database must not read before the close of a round that uses it."""
    text: Mapped[Wording]
