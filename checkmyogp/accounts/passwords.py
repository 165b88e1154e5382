"""Passwords: hashed with argon2id, compared in the same time whether or not there is anybody to compare with."""

from functools import cache
from importlib import resources

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from checkmyogp.domain.passwords import Weakness, normalised, weakness

SITE_NAMES = ("Check My OGP", "checkmyogp")

# The least that OWASP's Password Storage Cheat Sheet asks for: 19 MiB, two passes, one lane.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_of(password: str) -> str:
    """What is kept of a password."""
    return _HASHER.hash(normalised(password))


def matches(password: str, kept: str | None) -> bool:
    """Whether this is the password; where nothing is kept, no, after the same work."""
    try:
        return _HASHER.verify(_nobody_s() if kept is None else kept, normalised(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether it was hashed with other parameters than today's."""
    return _HASHER.check_needs_rehash(kept)


def weakness_of(password: str, *, address: str) -> Weakness | None:
    """Why a new password for the person with this address is refused, if it is."""
    local, _, _ = address.partition("@")
    return weakness(normalised(password), commonest=_commonest(), known=(address, local, *SITE_NAMES))


@cache
def _nobody_s() -> str:
    return _HASHER.hash("a password that nobody has")


@cache
def _commonest() -> frozenset[str]:
    text = resources.files("checkmyogp.accounts").joinpath("commonest_passwords.list").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("# "))
