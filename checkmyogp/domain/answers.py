"""What an NGO says of a milestone once it is whole: ready to be submitted."""

from collections.abc import Mapping
from dataclasses import dataclass

from checkmyogp.domain.conflicts import Conflict, ConflictLevel
from checkmyogp.domain.evidence import Evidence
from checkmyogp.domain.scales import Account, Confidence


@dataclass(frozen=True, slots=True)
class Given:
    """One NGO's answer on one criterion of one milestone."""

    account: Account
    reason: str
    language: str
    confidence: Confidence
    """Kept with a level only: a silence is neither sure nor unsure."""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Declared:
    """What an NGO says it has at stake in a milestone, in its own words."""

    conflict: Conflict
    level: ConflictLevel
    explanation: str


Answers = Mapping[str, Mapping[str, Given]]
"""Milestone numbers to criterion keys to answers."""
