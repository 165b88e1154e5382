"""Checking a receipt: whether a round published it at its close, and what a file and its salt give."""

import re
from dataclasses import dataclass
from enum import StrEnum, unique

from checkmyogp.domain import canon
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import queries

RECEIPT = re.compile(r"[0-9a-f]{64}")
SALT = re.compile(r"(?:[0-9a-f]{2}){8,64}")


@unique
class Unchecked(StrEnum):
    """Why something that was given cannot be checked."""

    NOTHING_GIVEN = "nothing given"
    NO_RECEIPT = "no receipt"
    NO_FILE = "no file"
    NO_SALT = "no salt"


class UnreadableReceipt(ValueError):
    """Something that was given and cannot be checked."""

    def __init__(self, why: Unchecked) -> None:
        """Say why."""
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class CheckedReceipt:
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


def check(*, receipt: str, salt: str, content: bytes) -> CheckedReceipt:
    """Look a receipt up, and recompute it where a file was sent.

    Before its round closes a receipt is found as little as one that never was.

    Raises:
        UnreadableReceipt: when what was given is not of the right form, or a part of it is missing.
    """
    receipt, salt = "".join(receipt.split()).lower(), "".join(salt.split()).lower()
    if receipt and not RECEIPT.fullmatch(receipt):
        raise UnreadableReceipt(Unchecked.NO_RECEIPT)
    computed = _recomputed(salt, content)
    if not (receipt or computed):
        raise UnreadableReceipt(Unchecked.NOTHING_GIVEN)
    wanted = receipt or computed
    found = queries.round_that_published(wanted)
    return CheckedReceipt(wanted, computed, (found,) if found else ())


def _recomputed(salt: str, content: bytes) -> str:
    if not (salt or content):
        return ""
    if not content:
        raise UnreadableReceipt(Unchecked.NO_FILE)
    if not SALT.fullmatch(salt):
        raise UnreadableReceipt(Unchecked.NO_SALT)
    return canon.receipt(content, salt=bytes.fromhex(salt))
