"""The second factor: an authenticator app, and codes on paper for the day it is lost."""

from datetime import datetime

from sqlalchemy import delete, update

from checkmyogp.accounts import codes, queries
from checkmyogp.accounts.models import Person, RecoveryCode, TotpFactor
from checkmyogp.accounts.refusals import NothingToConfirm, WrongCode
from checkmyogp.accounts.tokens import hashed
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain.identities import Identity
from checkmyogp.mail import services as mail


def is_set_up(person: Person) -> bool:
    """Whether signing in asks for a code, rather than for setting up what shows codes."""
    factor = queries.totp_of(person.id)
    return factor is not None and factor.confirmed_at is not None


def secret_to_confirm(person: Person) -> str | None:
    """The secret that an app is to be given, if one is being set up."""
    factor = queries.totp_of(person.id)
    if factor is None:
        return None
    return factor.secret if factor.confirmed_at is None else factor.waiting


def replace(*, person: Person) -> None:
    """Begin to set up another app. The one in use stays in use until the other has shown a code."""
    factor = queries.totp_of(person.id)
    if factor is None or factor.confirmed_at is None:
        raise NothingToConfirm
    factor.waiting = codes.new_secret()


def set_up(*, person: Person, code: str, actor: Identity, now: datetime) -> list[str]:
    """Take an app into use that has shown its first code. Returns the recovery codes, which are not to be had again.

    Raises:
        NothingToConfirm: when no app is being set up.
        WrongCode: when the code is not the app's.
    """
    secret = secret_to_confirm(person)
    if secret is None:
        raise NothingToConfirm
    step = codes.step_of(secret, code, now=now)
    if step is None or not _take_into_use(person, secret, step, now=now):
        raise WrongCode
    in_use = db.session.get_one(TotpFactor, person.id, populate_existing=True)
    audit.record("person.second_factor_set", subject=str(person.id), actor=actor, now=now, binds=(in_use,))
    mail.write(template="second_factor_changed", recipient=person.address, language=person.language, now=now, facts={})
    return _new_recovery_codes(person)


def renew_recovery_codes(*, person: Person, actor: Identity, now: datetime) -> list[str]:
    """Ten new codes for paper; the old ones open nothing any more."""
    audit.record("person.recovery_codes_renewed", subject=str(person.id), actor=actor, now=now)
    mail.write(template="second_factor_changed", recipient=person.address, language=person.language, now=now, facts={})
    return _new_recovery_codes(person)


def check(*, person: Person, code: str, now: datetime) -> None:
    """Accept a code of the app in use or one from paper, once.

    Raises:
        WrongCode: when it is neither, or was used before.
    """
    factor = queries.totp_of(person.id)
    if factor is None or factor.confirmed_at is None:
        raise WrongCode
    step = codes.step_of(factor.secret, code, now=now)
    accepted = _spend_step(person, step) if step is not None else _spend_recovery_code(person, code, now=now)
    if not accepted:
        raise WrongCode


def _take_into_use(person: Person, secret: str, step: int, *, now: datetime) -> bool:
    # The condition on the old step makes the second of two requests with the same code find nothing to change.
    taken = db.session.execute(
        update(TotpFactor)
        .where(TotpFactor.person_id == person.id, TotpFactor.last_step < step)
        .values(secret=secret, waiting=None, confirmed_at=now, last_step=step)
    )
    return taken.rowcount == 1  # pyright: ignore[reportAttributeAccessIssue] - a CursorResult, as of every update


def _spend_step(person: Person, step: int) -> bool:
    """Each code works once, also in two requests at the same time: the database lets only one of them move on."""
    spent = db.session.execute(
        update(TotpFactor)
        .where(TotpFactor.person_id == person.id, TotpFactor.last_step < step)
        .values(last_step=step)
        .execution_options(synchronize_session=False)
    )
    return spent.rowcount == 1  # pyright: ignore[reportAttributeAccessIssue] - as above


def _spend_recovery_code(person: Person, code: str, *, now: datetime) -> bool:
    spent = db.session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.person_id == person.id,
            RecoveryCode.code == hashed(codes.typed(code)),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    if spent.rowcount != 1:  # pyright: ignore[reportAttributeAccessIssue] - as above
        return False
    mail.write(
        template="recovery_code_used",
        recipient=person.address,
        language=person.language,
        now=now,
        facts={"left": queries.recovery_codes_left(person.id)},
    )
    return True


def _new_recovery_codes(person: Person) -> list[str]:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    fresh = codes.new_recovery_codes()
    db.session.add_all(RecoveryCode(person_id=person.id, code=hashed(codes.typed(code))) for code in fresh)
    db.session.flush()
    return fresh
