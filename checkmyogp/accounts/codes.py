"""The codes of the second factor: those an authenticator app shows, and those kept on paper."""

import base64
import hmac
import io
import secrets
import unicodedata
from datetime import datetime

import segno
from pyotp.totp import TOTP

ISSUER = "Check My OGP"
STEP_SECONDS = 30
TOLERATED_STEPS = (0, -1, 1)
"""A phone's clock may be half a minute off, and typing takes time (RFC 6238, 5.2)."""

RECOVERY_CODES = 10
GROUPS_OF_A_RECOVERY_CODE = 7
_PAPER_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without the letters and digits that are mistaken for one another."""


def new_secret() -> str:
    """160 random bits in base 32."""
    return base64.b32encode(secrets.token_bytes(20)).decode("ascii")


def in_groups(secret: str) -> str:
    """A secret as it is typed by hand."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def typed(text: str) -> str:
    """A code without the spaces and hyphens that people put into it, in plain digits and small letters."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in plain if character.isascii() and character.isalnum())


def step_of(secret: str, code: str, *, now: datetime) -> int | None:
    """The time step whose code this is, if it is one of those tolerated now."""
    current = int(now.timestamp()) // STEP_SECONDS
    app = TOTP(secret, digits=6, interval=STEP_SECONDS)
    # Every step is compared, so that the time it takes does not tell which one it was.
    matching = [
        current + offset
        for offset in TOLERATED_STEPS
        if hmac.compare_digest(app.generate_otp(current + offset).encode(), typed(code).encode())
    ]
    return matching[0] if matching else None


def provisioning_uri(secret: str, *, address: str) -> str:
    """What an authenticator app reads from the picture."""
    return TOTP(secret, digits=6, interval=STEP_SECONDS).provisioning_uri(name=address, issuer_name=ISSUER)


def drawn(uri: str, *, title: str) -> str:
    """A QR code as SVG to be put into a page: black on white in every colour scheme, because scanners expect it."""
    picture = io.BytesIO()
    segno.make(uri, micro=False, error="m").save(
        picture, kind="svg", xmldecl=False, svgns=False, scale=4, light="#fff", svgclass="qr", lineclass=None,
        title=title,
    )  # fmt: skip
    return picture.getvalue().decode("utf-8").replace("<svg ", '<svg role="img" ', 1)


def new_recovery_codes() -> list[str]:
    """Ten codes of about 138 random bits each, so that a plain hash of one cannot be tried out."""
    return ["-".join(_group() for _ in range(GROUPS_OF_A_RECOVERY_CODE)) for _ in range(RECOVERY_CODES)]


def _group() -> str:
    return "".join(secrets.choice(_PAPER_ALPHABET) for _ in range(4))
