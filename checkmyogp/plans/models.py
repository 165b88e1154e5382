"""Members, organisations with their spellings, plans, commitments, milestones and their editions."""

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checkmyogp.db.base import Base, Id, Key, Prose, choice_of
from checkmyogp.domain.conflicts import Role, Sector
from checkmyogp.domain.dates import Bounds, Due, OpenEnded
from checkmyogp.domain.plans import EditionChange, Note, OrganisationKind, TemplateAnswer
from checkmyogp.domain.wording import Wording


class Member(Base):
    """A country or locality that takes part in OGP."""

    __tablename__ = "member"

    id: Mapped[Id]
    code: Mapped[Key] = mapped_column(unique=True)
    ogp_code: Mapped[Key]
    name: Mapped[Wording]
    languages: Mapped[str] = mapped_column(String(100))
    """Language codes with one space between them; the first is the fallback."""
    time_zone: Mapped[Key] = mapped_column(default="UTC", server_default="UTC")
    """Whose clock its officers and NGOs live by, as the time zone database names it: Asia/Ulaanbaatar."""


class Organisation(Base):
    """A body, or a group of bodies, that a plan names or that takes part in a round."""

    __tablename__ = "organisation"
    # Whoever acts for an organisation is known by its key alone, so no two members may share one.
    __table_args__ = (UniqueConstraint("member_id", "key"), Index("uq_organisation_key", "key", unique=True))

    id: Mapped[Id]
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
    key: Mapped[Key]
    name: Mapped[Wording]
    sector: Mapped[Sector]
    kind: Mapped[OrganisationKind]
    demonstration: Mapped[bool] = mapped_column(default=False)
    """Invented for the demonstration round; never part of a register or a plan."""

    member: Mapped[Member] = relationship()


class Spelling(Base):
    """One way a plan writes an organisation's name. Within a member no two organisations share one."""

    __tablename__ = "spelling"

    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"), primary_key=True)
    folded: Mapped[str] = mapped_column(String(500), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    printed: Mapped[Prose]


class Membership(Base):
    """An organisation known to belong to a group that a plan names."""

    __tablename__ = "membership"
    __table_args__ = (CheckConstraint("group_id <> organisation_id", name="not_its_own_member"),)

    group_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)


class Plan(Base):
    """One action plan."""

    __tablename__ = "plan"
    __table_args__ = (CheckConstraint("starts <= ends", name="starts_before_it_ends"),)

    id: Mapped[Id]
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("member.id"))
    slug: Mapped[Key] = mapped_column(unique=True)
    ogp_id: Mapped[str] = mapped_column(String(40), default="")
    number: Mapped[int]
    title: Mapped[Wording]
    period_printed: Mapped[Prose]
    starts: Mapped[date]
    ends: Mapped[date]
    source_title: Mapped[Wording | None]
    source_publisher: Mapped[Wording | None]
    source_published: Mapped[date | None]
    current: Mapped[bool]
    introduction: Mapped[Wording | None]
    notes: Mapped[tuple[Note, ...]]

    member: Mapped[Member] = relationship()


class Commitment(Base):
    """A commitment, or a sub-commitment of one."""

    __tablename__ = "commitment"
    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        UniqueConstraint("plan_id", "place"),
        CheckConstraint("parent_id <> id", name="not_its_own_parent"),
    )

    id: Mapped[Id]
    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    parent_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("commitment.id"))
    number: Mapped[str] = mapped_column(String(40))
    place: Mapped[int]
    """Its place in the plan, counted over commitments and sub-commitments alike."""
    ogp_id: Mapped[str] = mapped_column(String(40), default="")
    title: Mapped[Wording]
    period_printed: Mapped[Prose]
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    answers: Mapped[tuple[TemplateAnswer, ...]]
    notes: Mapped[tuple[Note, ...]]

    plan: Mapped[Plan] = relationship()
    parent: Mapped["Commitment | None"] = relationship(remote_side="Commitment.id", viewonly=True)


class DatedAmendment(Base):
    """A change to the official words of a plan or of one of its commitments, with the words that stood before it.

    The plan's or the commitment's own row says what stands now. The database refuses to change or delete this one.
    """

    __tablename__ = "dated_amendment"
    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        CheckConstraint("number >= 1", name="counts_from_one"),
        CheckConstraint("change <> 'withdrawn'", name="only_milestones_are_withdrawn"),
    )

    id: Mapped[Id]
    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    commitment_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("commitment.id"))
    """Empty where it amends what the plan says of itself."""
    number: Mapped[int]
    """In which order the plan's came to the site."""
    in_force_from: Mapped[date]
    change: Mapped[EditionChange] = mapped_column(choice_of(EditionChange, name="change"))
    reason: Mapped[Wording]
    title_before: Mapped[Wording]
    period_before: Mapped[Prose]
    """As printed; empty where none was."""
    before: Mapped[bytes] = mapped_column(LargeBinary)
    """Everything official that stood before, as canonical JSON."""


class Milestone(Base):
    """One step of a commitment. What it says is in its editions."""

    __tablename__ = "milestone"
    __table_args__ = (UniqueConstraint("plan_id", "number"), UniqueConstraint("plan_id", "place"))

    id: Mapped[Id]
    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    commitment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("commitment.id"), index=True)
    number: Mapped[str] = mapped_column(String(40))
    place: Mapped[int]
    """Its place in the plan."""

    commitment: Mapped[Commitment] = relationship()


class Edition(Base):
    """A milestone's wording from a day on. Amendments add editions; none is overwritten."""

    __tablename__ = "edition"
    __table_args__ = (
        UniqueConstraint("milestone_id", "number"),
        CheckConstraint("number >= 1", name="counts_from_one"),
        CheckConstraint("due_ends is null or due_starts <= due_ends", name="due_starts_before_it_ends"),
        CheckConstraint(
            "(number = 1) = (change is null) and (change is null) = (in_force_from is null)",
            name="later_editions_say_when_and_why",
        ),
    )

    id: Mapped[Id]
    milestone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("milestone.id"))
    number: Mapped[int]
    in_force_from: Mapped[date | None]
    change: Mapped[EditionChange | None] = mapped_column(choice_of(EditionChange, name="change"))
    reason: Mapped[Wording | None]
    withdrawn: Mapped[bool]
    title: Mapped[Wording]
    text: Mapped[Wording]
    outputs: Mapped[tuple[Wording, ...]]
    due_printed: Mapped[Prose]
    due_starts: Mapped[date]
    due_ends: Mapped[date | None]
    """Empty where the plan names no end."""
    notes: Mapped[tuple[Note, ...]]

    milestone: Mapped[Milestone] = relationship()

    @property
    def due(self) -> Due:
        """The bounds of its due date."""
        return OpenEnded(self.due_starts) if self.due_ends is None else Bounds(self.due_starts, self.due_ends)


class Stakeholder(Base):
    """One entry of a stakeholder table: of a commitment, or of a milestone's edition."""

    __tablename__ = "stakeholder"
    __table_args__ = (
        CheckConstraint("(commitment_id is null) <> (edition_id is null)", name="commitment_or_edition"),
        Index("ix_stakeholder_commitment_id", "commitment_id"),
        Index("ix_stakeholder_edition_id", "edition_id"),
    )

    id: Mapped[Id]
    commitment_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("commitment.id"))
    edition_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("edition.id"))
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[Role]
    sector: Mapped[Sector]
    place: Mapped[int]
    printed: Mapped[Prose]
    printed_under: Mapped[Prose]

    organisation: Mapped[Organisation] = relationship()

    @property
    def name(self) -> Wording:
        """What the organisation is called today."""
        return self.organisation.name
