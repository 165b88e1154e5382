"""Checking a receipt: whether a round published it at its close, and what a file and its salt give."""

import re
from dataclasses import dataclass

from flask_babel import gettext

from checkmyogp.domain import canon
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import queries

RECEIPT = re.compile(r"[0-9a-f]{64}")
SALT = re.compile(r"(?:[0-9a-f]{2}){8,64}")


class Unreadable(ValueError):
    """Something that was given and cannot be checked; says why in the reader's language."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one check."""

    receipt: str
    """What was looked for."""
    computed: str
    """What the file and the salt give; empty where none were sent."""
    published: tuple[Round, ...]
    """The closed round that published it; none where no closed round did."""

    @property
    def agrees(self) -> bool:
        """Whether the file and the salt give the receipt that was looked for."""
        return self.computed == self.receipt


def check(*, receipt: str, salt: str, content: bytes) -> Checked:
    """Look a receipt up, and recompute it where a file was sent.

    Before its round closes a receipt is found as little as one that never was.

    Raises:
        Unreadable: when what was given is not of the right form, or a part of it is missing.
    """
    receipt, salt = "".join(receipt.split()).lower(), "".join(salt.split()).lower()
    if receipt and not RECEIPT.fullmatch(receipt):
        raise Unreadable(gettext("A receipt has 64 characters, each a digit or a letter from a to f."))
    computed = _recomputed(salt, content)
    if not (receipt or computed):
        raise Unreadable(gettext("Give a receipt, or the file together with its salt."))
    wanted = receipt or computed
    found = queries.round_that_published(wanted)
    return Checked(wanted, computed, (found,) if found else ())


def _recomputed(salt: str, content: bytes) -> str:
    if not (salt or content):
        return ""
    if not content:
        raise Unreadable(gettext("A salt was given without a file: choose the submission’s file as well."))
    if not SALT.fullmatch(salt):
        raise Unreadable(
            gettext(
                "The salt is missing or misspelt: it is the one of the receipt, 64 characters from 0 to 9 and a to f."
            )
        )
    return canon.receipt(content, salt=bytes.fromhex(salt))
