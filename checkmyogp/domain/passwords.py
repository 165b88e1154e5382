"""What makes a password too easy: its length, and being among the first that anybody would try.

No rule asks for digits or signs (NIST SP 800-63B, 3.1.1.2): they make passwords harder to keep, not harder to guess.
"""

import unicodedata
from collections.abc import Collection
from enum import StrEnum, unique
from itertools import pairwise

SHORTEST = 12
LONGEST = 256
LONGEST_TAIL = 6
"""How many digits and signs after a common password do not make it another one."""


@unique
class Weakness(StrEnum):
    """Why a password is refused."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    COMMON = "common"
    """Among the commonest, or one of them with a few digits behind it."""
    REPEATED = "repeated"
    """The same few characters over and over, or characters in their order."""
    KNOWN = "known"
    """The person's own address, or this site's name."""


def normalised(password: str) -> str:
    """The same letters as the same characters (NFC), however the keyboard composed them."""
    return unicodedata.normalize("NFC", password)


def weakness(password: str, *, commonest: Collection[str], known: Collection[str]) -> Weakness | None:
    """Why this normalised password is refused, if it is.

    ``commonest`` are the commonest passwords, case-folded; ``known`` what everybody knows of this person and site.
    """
    if len(password) < SHORTEST:
        return Weakness.TOO_SHORT
    if len(password) > LONGEST:
        return Weakness.TOO_LONG
    core = _core(password)
    if core and core in {_core(word) for word in known}:
        return Weakness.KNOWN
    if _is_repeated(password.casefold()):
        return Weakness.REPEATED
    return Weakness.COMMON if _is_among_the_first(password.casefold(), commonest) else None


def _core(text: str) -> str:
    """Its letters and digits alone, without the digits at its end."""
    return "".join(character for character in text.casefold() if character.isalnum()).rstrip("0123456789")


def _is_among_the_first(password: str, commonest: Collection[str]) -> bool:
    tail = 0
    while tail <= LONGEST_TAIL and tail < len(password):
        if password[: len(password) - tail] in commonest:
            return True
        tail += 1
        if password[-tail].isalpha():
            return False
    return False


def _is_repeated(password: str) -> bool:
    length = len(password)
    shown_again = any(
        length >= 2 * unit and password == (password[:unit] * (length // unit + 1))[:length]
        for unit in range(1, length // 2 + 1)
    )
    steps = {ord(after) - ord(before) for before, after in pairwise(password)}
    return shown_again or steps in ({1}, {-1})
