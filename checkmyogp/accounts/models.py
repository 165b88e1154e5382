"""People and everything that lets them in. Tokens are kept as hashes; what is used once says when it was used."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checkmyogp.db.base import UNRECORDED, Base, Digest, Id, Key, Prose
from checkmyogp.db.sealed import SealedText
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.offices import Seat

PERSON_OFFICE = "office in ('officer', 'ngo', 'reporter', 'researcher')"
ORGANISATION_BY_OFFICE = "(office in ('ngo', 'reporter')) = (organisation <> '')"
LEAD_OF_AN_NGO = "not lead or office = 'ngo'"


class Person(Base):
    """Somebody with an account. One office each, by shape: nobody holds two."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint(PERSON_OFFICE, name="has_a_person_s_office"),
        CheckConstraint(ORGANISATION_BY_OFFICE, name="acts_for_an_organisation_or_not"),
        CheckConstraint(LEAD_OF_AN_NGO, name="only_an_ngo_has_a_lead"),
    )

    id: Mapped[Id]
    address: Mapped[Prose]
    """As the person writes it."""
    folded_address: Mapped[str] = mapped_column(String(320), unique=True)
    """As it is compared: NFC, case-folded."""
    office: Mapped[Office]
    organisation: Mapped[Key] = mapped_column(default="")
    """The key of the NGO or agency acted for; empty for officers and researchers."""
    lead: Mapped[bool] = mapped_column(default=False)
    language: Mapped[Key] = mapped_column(info=UNRECORDED)
    password: Mapped[Prose] = mapped_column(info=UNRECORDED)
    """The argon2 hash; made anew at a sign-in where it was made with less work than today's."""
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]

    def identity(self, *, confirmed: bool) -> Identity:
        """This person as an actor. The key says nothing about who it is."""
        return Identity(str(self.id), self.office, self.organisation, self.lead, confirmed)

    @property
    def seat(self) -> Seat:
        """Where this person sits."""
        return Seat(self.office, self.organisation, self.lead)


class Invitation(Base):
    """A link that lets one person in, once, for a while."""

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint(PERSON_OFFICE, name="has_a_person_s_office"),
        CheckConstraint(ORGANISATION_BY_OFFICE, name="acts_for_an_organisation_or_not"),
        CheckConstraint(LEAD_OF_AN_NGO, name="only_an_ngo_has_a_lead"),
    )

    token: Mapped[Digest] = mapped_column(primary_key=True)
    """The hash of what the link carries."""
    person_id: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    """The id of the person who is invited, so that the audit chain names the same one from the start."""
    address: Mapped[Prose]
    folded_address: Mapped[str] = mapped_column(String(320), index=True)
    office: Mapped[Office]
    organisation: Mapped[Key] = mapped_column(default="")
    lead: Mapped[bool] = mapped_column(default=False)
    language: Mapped[Key]
    invited_by: Mapped[Key]
    invited_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    recovery_id: Mapped[uuid.UUID | None]
    """The recovery that ended in this invitation; empty for every other one."""

    @property
    def seat(self) -> Seat:
        """Where the guest is to sit."""
        return Seat(self.office, self.organisation, self.lead)


class LoginSession(Base):
    """One session of one person: a row, so that ending it ends it everywhere."""

    __tablename__ = "signed_in"

    token: Mapped[Digest] = mapped_column(primary_key=True)
    """The hash of what the cookie carries."""
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    """When the second factor was last given; empty until it was, and the session may do nothing before."""
    ended_at: Mapped[datetime | None]
    browser: Mapped[Prose]
    """What the browser calls itself, shortened, so that the person recognises the session."""
    challenge: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What a passkey is asked to sign, until it is answered once."""

    person: Mapped[Person] = relationship()


class TotpFactor(Base):
    """A person's authenticator app."""

    __tablename__ = "totp_factor"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    secret: Mapped[str] = mapped_column(SealedText("totp_factor.secret"))
    waiting: Mapped[str | None] = mapped_column(SealedText("totp_factor.waiting"), info=UNRECORDED)
    """A new secret, which takes the first one's place once a code has shown that the app has it."""
    confirmed_at: Mapped[datetime | None]
    """Empty until a first code has shown that the app has the secret."""
    last_step: Mapped[int] = mapped_column(default=0, info=UNRECORDED)
    """The time step of the last accepted code: each code works once."""


class RecoveryCode(Base):
    """A code on paper for the day the phone is lost. Works once."""

    __tablename__ = "recovery_code"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    code: Mapped[Digest] = mapped_column(primary_key=True)
    """The hash of the code."""
    used_at: Mapped[datetime | None]


class Passkey(Base):
    """A key kept by a person's device, as an alternative to the authenticator app."""

    __tablename__ = "passkey"
    __table_args__ = (CheckConstraint("uses >= 0", name="uses_are_counted"),)

    credential: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    uses: Mapped[int] = mapped_column(info=UNRECORDED)
    """The device's own counter; one that falls is a copy."""
    name: Mapped[Prose]
    added_at: Mapped[datetime]


class PasswordReset(Base):
    """A link that lets a person choose a new password, once. The second factor is asked all the same."""

    __tablename__ = "password_reset"

    token: Mapped[Digest] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    """Empty where nobody has the typed address: the same is written, so that the time it takes tells nothing."""
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AddressChange(Base):
    """A new address, in force once both the old and the new one have agreed."""

    __tablename__ = "address_change"

    id: Mapped[Id]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    address: Mapped[Prose]
    old_token: Mapped[Digest] = mapped_column(unique=True)
    new_token: Mapped[Digest] = mapped_column(unique=True)
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    old_agreed_at: Mapped[datetime | None]
    new_agreed_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
