"""A level or a silence, and a piece of evidence, as they were published."""

from dataclasses import dataclass

from checkmyogp.domain.scales import Account, Silence
from checkmyogp.snapshots.schema import FrozenAccount, FrozenEvidence


def account_of(frozen: FrozenAccount) -> Account:
    """A level or a silence."""
    return frozen if isinstance(frozen, int) else Silence(frozen["silence"])


@dataclass(frozen=True, slots=True)
class PublishedEvidence:
    """A piece of evidence as it was published; what is not known of it is empty."""

    url: str
    title: str
    publisher: str
    day: str
    """The day it was published on, as YYYY-MM-DD."""
    page: str
    quotation: str

    @classmethod
    def of(cls, frozen: FrozenEvidence) -> "PublishedEvidence":
        """Read one piece."""
        return cls(
            frozen["url"],
            frozen["title"],
            frozen["publisher"],
            frozen.get("published", ""),
            frozen.get("page", ""),
            frozen.get("quotation", ""),
        )
