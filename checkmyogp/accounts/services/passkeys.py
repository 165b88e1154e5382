"""Passkeys: keys that a device keeps and a person unlocks, in the place of typing a code.

Each question is answered once: it is kept with the session that it was put to, and goes with the answer that is taken.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import webauthn
from sqlalchemy import delete, update
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.structs import PublicKeyCredentialDescriptor, UserVerificationRequirement

from checkmyogp.accounts import queries
from checkmyogp.accounts.models import LoginSession, Passkey, Person
from checkmyogp.accounts.refusals import NotThisPasskey
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain.identities import Identity
from checkmyogp.mail import services as mail

CHALLENGE_BYTES = 32
ALGORITHMS = [
    COSEAlgorithmIdentifier.EDDSA,
    COSEAlgorithmIdentifier.ECDSA_SHA_256,
    COSEAlgorithmIdentifier.RSASSA_PKCS1_v1_5_SHA_256,
]
"""What devices sign with, the best first; the last is for those of Windows that know no other."""


@dataclass(frozen=True, slots=True)
class Site:
    """Whom a passkey is for: the site's name, as in "ogp.example.org", and its address, as in "https://ogp.example.org"."""

    host: str
    origin: str


def question_for_adding(*, session: LoginSession, site: Site) -> str:
    """What a browser asks a device when a passkey is to be made, as JSON."""
    person = session.person
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name="Check My OGP",
        user_id=person.id.bytes,
        user_name=person.address,
        challenge=_new_challenge(session),
        exclude_credentials=_known(person),
        supported_pub_key_algs=ALGORITHMS,
    )
    return webauthn.options_to_json(options)


def question_for_using(*, session: LoginSession, site: Site) -> str:
    """What a browser asks a device when a passkey is to be used, as JSON."""
    options = webauthn.generate_authentication_options(
        rp_id=site.host,
        challenge=_new_challenge(session),
        allow_credentials=_known(session.person),
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return webauthn.options_to_json(options)


def add(*, session: LoginSession, answer: str, name: str, site: Site, actor: Identity, now: datetime) -> Passkey:
    """Keep a passkey that a device has made.

    Raises:
        NotThisPasskey: when the answer does not fit the question.
    """
    challenge, person = _take_challenge(session), session.person
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            supported_pub_key_algs=ALGORITHMS,
        )
    # The answer is bytes from a stranger, and the parsers behind the library fail in many ways of their own.
    except Exception as error:
        raise NotThisPasskey from error
    if db.session.get(Passkey, made.credential_id):
        raise NotThisPasskey
    row = Passkey(
        credential=made.credential_id,
        person_id=person.id,
        public_key=made.credential_public_key,
        uses=made.sign_count,
        name=name,
        added_at=now,
    )
    db.session.add(row)
    audit.record("person.passkey_added", subject=str(person.id), actor=actor, now=now, binds=(row,))
    mail.write(template="second_factor_changed", recipient=person.address, language=person.language, now=now, facts={})
    return row


def check(*, session: LoginSession, answer: str, site: Site) -> None:
    """Accept the answer of one of the person's passkeys, once.

    Raises:
        NotThisPasskey: when it is none of them, does not fit the question, or comes from a copy of the device.
    """
    challenge, row = _take_challenge(session), _named_in(answer, session.person)
    try:
        used = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=row.public_key,
            credential_current_sign_count=row.uses,
        )
    except Exception as error:
        raise NotThisPasskey from error
    row.uses = used.new_sign_count


def remove(*, person: Person, credential: bytes, actor: Identity, now: datetime) -> None:
    """Forget one of the person's passkeys. The authenticator app stays."""
    frees = [row for row in queries.passkeys_of(person.id) if row.credential == credential]
    gone = db.session.execute(delete(Passkey).where(Passkey.credential == credential, Passkey.person_id == person.id))
    if gone.rowcount:  # pyright: ignore[reportAttributeAccessIssue] - a CursorResult, as of every delete
        audit.record("person.passkey_removed", subject=str(person.id), actor=actor, now=now, frees=frees)


def _known(person: Person) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=row.credential) for row in queries.passkeys_of(person.id)]


def _new_challenge(session: LoginSession) -> bytes:
    challenge = secrets.token_bytes(CHALLENGE_BYTES)
    session.challenge = challenge
    return challenge


def _take_challenge(session: LoginSession) -> bytes:
    """The question that was put to this session; of two answers at once only one finds it."""
    challenge = session.challenge
    if challenge is None:
        raise NotThisPasskey
    taken = db.session.execute(
        update(LoginSession)
        .where(LoginSession.token == session.token, LoginSession.challenge == challenge)
        .values(challenge=None)
        .execution_options(synchronize_session="fetch")
    )
    if taken.rowcount != 1:  # pyright: ignore[reportAttributeAccessIssue] - as above
        raise NotThisPasskey
    return challenge


def _named_in(answer: str, person: Person) -> Passkey:
    try:
        said: Any = json.loads(answer)
        credential = webauthn.base64url_to_bytes(said["rawId"])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotThisPasskey from error
    row = next((row for row in queries.passkeys_of(person.id) if row.credential == credential), None)
    if row is None:
        raise NotThisPasskey
    return row
