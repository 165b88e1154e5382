"""A registration as its page reads it, from nothing but its bytes."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from checkmyogp.domain.scales import Silence
from checkmyogp.domain.wording import Wording
from checkmyogp.rounds.registration.schema import (
    AnnouncedDirection,
    Registered,
    RegisteredAccount,
    RegisteredCriterion,
    RegisteredWording,
)


@dataclass(frozen=True)
class Registration:
    """What a round was registered with."""

    plain: Registered
    digest: str

    @classmethod
    def of(cls, content: bytes, digest: str) -> "Registration":
        """Read the bytes that were kept."""
        return cls(json.loads(content), digest)

    @staticmethod
    def text(stored: RegisteredWording) -> Wording:
        """One of its texts."""
        return Wording.restored(stored)

    @property
    def direction(self) -> AnnouncedDirection | None:
        """The announced test of the plan as a whole; nothing where the government is not asked."""
        found = self.plain["tests"]["direction"]
        return None if "absent" in found else found

    @property
    def can_show_a_direction(self) -> bool:
        """Whether the plan has commitments enough for any result of that test to show anything."""
        found = self.direction
        return found is not None and found["commitments"] >= found["fewest_commitments"]

    @cached_property
    def headline(self) -> Wording:
        """What the criterion is called that the finding will be about."""
        return Wording.restored(self.criterion(self.plain["tests"]["headline"])["name"])

    def criterion(self, key: str) -> RegisteredCriterion:
        """The criterion of this key."""
        return next(each for each in self.plain["rubric"]["criteria"] if each["key"] == key)

    def meaning(self, criterion: str, account: RegisteredAccount) -> Wording | Silence:
        """The name of the level as which a band will be read, or the silence."""
        if not isinstance(account, int):
            return Silence(account["silence"])
        levels = self.criterion(criterion)["levels"]
        return next(Wording.restored(level["name"]) for level in levels if level["value"] == account)

    @property
    def period_starts(self) -> date:
        """The first day that the round is about."""
        return date.fromisoformat(self.plain["round"]["period"]["starts"])

    @property
    def period_ends(self) -> date:
        """The last one."""
        return date.fromisoformat(self.plain["round"]["period"]["ends"])

    @property
    def opened_at(self) -> datetime:
        """When it was opened, and this was registered."""
        return datetime.fromisoformat(self.plain["round"]["opened_at"])

    @property
    def closes_at(self) -> datetime:
        """When it was to close; an extension may have moved that."""
        return datetime.fromisoformat(self.plain["round"]["closes_at"])
