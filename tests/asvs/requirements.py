"""What stands of each requirement in docs/security/asvs.toml, the part that people review."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum, unique

from tests.checkout import ROOT

REVIEWED = ROOT / "docs" / "security" / "asvs.toml"
KEYS = {"number", "level", "asks", "state", "why"}


@unique
class State(StrEnum):
    """How this site stands to a requirement."""

    MET = "met"
    """Tests that carry its number fail when it is broken."""
    NOT_APPLICABLE = "not applicable"
    OPEN = "open"
    """Not met, or met without anything that would show if it were not."""


class Unreadable(ValueError):
    """An entry of the list that is not of its form."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement in our own words, and how it stands."""

    number: str
    level: int
    asks: str
    state: State
    why: str
    """The reason, what is missing, or what there is to know of how it is met; empty where the tests say it all."""

    @property
    def chapter(self) -> int:
        """The chapter that it is in."""
        return int(self.number.partition(".")[0])


def read(text: str) -> list[Requirement]:
    """The requirements of the list, in its order.

    Raises:
        Unreadable: when an entry has other keys, types or states than it should.
    """
    return [_one(entry) for entry in tomllib.loads(text)["requirement"]]


def _one(entry: dict[str, object]) -> Requirement:
    match {"why": "", **entry}:
        case {
            "number": str(number), "level": int(level), "asks": str(asks), "state": str(state), "why": str(why),
        } if set(entry) <= KEYS and state in set(State):  # fmt: skip
            return Requirement(number, level, asks, State(state), why)
        case _:
            raise Unreadable(f"This is no requirement of our list: {entry}")
