"""A seed that nobody chooses, and orders of NGOs that anybody can draw again from it.

Nothing here needs a generator of random numbers: a draw is a SHA-256, the same in every language.
Source: the published method, version 2, section "How sure are we?".
"""

import re
from collections.abc import Iterable

from checkmyogp.domain.canon import sha256

DIGEST = re.compile(r"[0-9a-f]{64}")
DIGITS_OF_A_SEED = 13
"""Hexadecimal digits: 52 bits, which every program reads as a whole number without loss."""


class NotADigest(ValueError):
    """A text that is not a SHA-256 in 64 lower-case hexadecimal digits."""


def seed_from(digest: str) -> int:
    """The seed of a round: the first 13 digits of the digest of the public entry that opened it, as a number.

    Raises:
        NotADigest: for anything but 64 lower-case hexadecimal digits.
    """
    if not DIGEST.fullmatch(digest):
        raise NotADigest(f"{digest!r} is not a SHA-256 in 64 hexadecimal digits")
    return int(digest[:DIGITS_OF_A_SEED], 16)


def drawn_order(raters: Iterable[str], *, seed: int, draw: int) -> list[str]:
    """The NGOs in an order drawn by chance: ascending SHA-256 of the text "seed:draw:key", in UTF-8."""
    return sorted(raters, key=lambda rater: sha256(f"{seed}:{draw}:{rater}".encode()))
