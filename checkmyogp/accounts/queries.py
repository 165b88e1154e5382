"""Reading people, invitations and sessions."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from checkmyogp.accounts.models import (
    AddressChange,
    Invitation,
    LoginSession,
    Passkey,
    PasswordReset,
    Person,
    RecoveryCode,
    TotpFactor,
)
from checkmyogp.db import db
from checkmyogp.domain.conflicts import Sector
from checkmyogp.domain.identities import Office
from checkmyogp.domain.plans import OrganisationKind
from checkmyogp.plans.models import Member, Organisation


def person_at(folded_address: str) -> Person | None:
    """The person with this address, if there is one who has not left."""
    return db.session.scalars(
        select(Person).where(Person.folded_address == folded_address, Person.left_at.is_(None)).order_by(Person.id)
    ).one_or_none()


def person(person_id: uuid.UUID) -> Person | None:
    """The person with this id, if it has not left."""
    return db.session.scalars(
        select(Person).where(Person.id == person_id, Person.left_at.is_(None)).order_by(Person.id)
    ).one_or_none()


def people(*, organisation: str | None = None) -> Sequence[Person]:
    """Everybody who has not left, or of them those who act for this organisation; by office, then by address."""
    found = select(Person).where(Person.left_at.is_(None))
    if organisation is not None:
        found = found.where(Person.organisation == organisation)
    return db.session.scalars(
        found.order_by(Person.office, Person.organisation, Person.lead.desc(), Person.folded_address)
    ).all()


def in_office(office: Office) -> Sequence[Person]:
    """Everybody who has this office."""
    return db.session.scalars(
        select(Person).where(Person.office == office, Person.left_at.is_(None)).order_by(Person.folded_address)
    ).all()


def invitation(token: str, *, now: datetime) -> Invitation | None:
    """The invitation with this hash, if it can still be accepted."""
    return db.session.scalars(_open(now).where(Invitation.token == token)).one_or_none()


def open_invitations(*, now: datetime, organisation: str | None = None) -> Sequence[Invitation]:
    """Every invitation that can still be accepted, or of them those to this organisation; the newest first."""
    found = _open(now)
    if organisation is not None:
        found = found.where(Invitation.organisation == organisation)
    return db.session.scalars(found).all()


def open_invitation_of(person_id: uuid.UUID, *, now: datetime) -> Invitation | None:
    """The invitation that would let in the person with this id."""
    return db.session.scalars(_open(now).where(Invitation.person_id == person_id)).one_or_none()


def open_invitation_to(folded_address: str, *, now: datetime) -> Invitation | None:
    """The newest invitation that this address can still accept."""
    return db.session.scalars(_open(now).where(Invitation.folded_address == folded_address).limit(1)).one_or_none()


def _open(now: datetime):  # noqa: ANN202 - SQLAlchemy infers a select of invitations
    return (
        select(Invitation)
        .where(Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None), Invitation.expires_at > now)
        .order_by(Invitation.invited_at.desc(), Invitation.token)
    )


def session_with(token: str, *, now: datetime) -> LoginSession | None:
    """The session whose hashed token this is, if it is neither ended nor expired and its person has not left."""
    return db.session.scalars(
        select(LoginSession)
        .join(LoginSession.person)
        .options(joinedload(LoginSession.person))
        .where(
            LoginSession.token == token,
            LoginSession.ended_at.is_(None),
            LoginSession.expires_at > now,
            Person.left_at.is_(None),
        )
        .order_by(LoginSession.token)
    ).one_or_none()


def sessions_of(person_id: uuid.UUID, *, now: datetime) -> Sequence[LoginSession]:
    """A person's sessions that can still be used, the one seen last first."""
    return db.session.scalars(
        select(LoginSession)
        .where(LoginSession.person_id == person_id, LoginSession.ended_at.is_(None), LoginSession.expires_at > now)
        .order_by(LoginSession.seen_at.desc(), LoginSession.token)
    ).all()


def totp_of(person_id: uuid.UUID) -> TotpFactor | None:
    """A person's authenticator app, set up or about to be."""
    return db.session.get(TotpFactor, person_id)


def passkeys_of(person_id: uuid.UUID) -> Sequence[Passkey]:
    """A person's passkeys, oldest first."""
    return db.session.scalars(
        select(Passkey).where(Passkey.person_id == person_id).order_by(Passkey.added_at, Passkey.credential)
    ).all()


def second_factors_of(person_id: uuid.UUID) -> Sequence[TotpFactor | Passkey]:
    """The person's app, if there is one, and its passkeys."""
    app = totp_of(person_id)
    return [*((app,) if app else ()), *passkeys_of(person_id)]


def recovery_codes_left(person_id: uuid.UUID) -> int:
    """How many codes on paper can still be used."""
    return db.session.scalars(
        select(func.count())
        .select_from(RecoveryCode)
        .where(RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
    ).one()


def resets_waiting(person_id: uuid.UUID, *, now: datetime) -> int:
    """How many links to a new password this person could still use."""
    waiting = select(func.count()).where(
        PasswordReset.person_id == person_id, PasswordReset.used_at.is_(None), PasswordReset.expires_at > now
    )
    return db.session.scalars(waiting).one()


def reset(token: str, *, now: datetime) -> PasswordReset | None:
    """The reset with this hash, if it can still be used and is somebody's."""
    return db.session.scalars(
        select(PasswordReset)
        .where(
            PasswordReset.token == token,
            PasswordReset.person_id.is_not(None),
            PasswordReset.used_at.is_(None),
            PasswordReset.expires_at > now,
        )
        .order_by(PasswordReset.token)
    ).one_or_none()


def address_change(token: str, *, now: datetime, locked: bool = False) -> AddressChange | None:
    """The change of address that either of its two hashes stands for, while it is under way.

    ``locked`` keeps it from changing until the end of the transaction: when both agree at once, one sees the other.
    """
    found = (
        select(AddressChange)
        .where(
            (AddressChange.old_token == token) | (AddressChange.new_token == token),
            AddressChange.done_at.is_(None),
            AddressChange.expires_at > now,
        )
        .order_by(AddressChange.id)
    )
    return db.session.scalars(found.with_for_update() if locked else found).one_or_none()


def organisation(key: str) -> Organisation | None:
    """The organisation that goes by this key."""
    return db.session.scalars(
        select(Organisation).join(Organisation.member).where(Organisation.key == key).order_by(Member.code).limit(1)
    ).one_or_none()


def bodies(sector: Sector) -> Sequence[Organisation]:
    """The organisations of a sector that somebody can act for: no groups, and none that is invented."""
    return db.session.scalars(
        select(Organisation)
        .join(Organisation.member)
        .options(joinedload(Organisation.member))
        .where(
            Organisation.sector == sector,
            Organisation.kind == OrganisationKind.BODY,
            Organisation.demonstration.is_(False),
        )
        .order_by(Member.code, Organisation.key)
    ).all()


def time_zone_of(somebody: Person) -> str:
    """Whose clock this person lives by: its organisation's country's, else the site's first country's, else UTC."""
    organisation_of = organisation(somebody.organisation) if somebody.organisation else None
    if organisation_of:
        return organisation_of.member.time_zone
    return next((member.time_zone for member in members()), "UTC")


def members() -> Sequence[Member]:
    """Every OGP member on this site."""
    return db.session.scalars(select(Member).order_by(Member.code)).all()
