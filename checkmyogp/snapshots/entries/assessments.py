"""What an NGO said of a milestone, as it was published."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from checkmyogp.domain.conflicts import Conflict
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.scales import Account, Confidence
from checkmyogp.snapshots.entries.evidence import PublishedEvidence, account_of
from checkmyogp.snapshots.schema import FrozenAnswer, FrozenAssessment


@dataclass(frozen=True)
class AnswerEntry:
    """One NGO's answer on one criterion."""

    frozen: FrozenAnswer

    @property
    def criterion(self) -> str:
        """What it is about, by its key."""
        return self.frozen["criterion"]

    @property
    def account(self) -> Account:
        """The account that stands."""
        return account_of(self.frozen["account"])

    @property
    def first(self) -> Account | None:
        """What it said before it revised; nothing where its first account stands."""
        return account_of(self.frozen["first"]["account"]) if "first" in self.frozen else None

    @property
    def confidence(self) -> Confidence | None:
        """How sure the NGO is; nothing where it did not say."""
        return Confidence(self.frozen["confidence"]) if "confidence" in self.frozen else None

    @property
    def reason(self) -> str:
        """Why it stands where it stands."""
        return self.frozen["reason"]

    @property
    def language(self) -> str:
        """What the reason is written in."""
        return self.frozen["language"]

    @property
    def evidence(self) -> tuple[PublishedEvidence, ...]:
        """What it rests on."""
        return tuple(PublishedEvidence.of(piece) for piece in self.frozen["evidence"])


@dataclass(frozen=True, slots=True)
class ConflictEntry:
    """A conflict of interest, with the NGO's own words where it declared it."""

    conflict: Conflict
    explanation: str


@dataclass(frozen=True)
class AssessmentEntry:
    """One NGO on one milestone."""

    frozen: FrozenAssessment

    @property
    def rater(self) -> str:
        """The NGO's key."""
        return self.frozen["rater"]

    @property
    def counting(self) -> Counting:
        """Whether its answers count, and if not, why not."""
        return Counting(self.frozen["counting"])

    @property
    def from_recovered_seat(self) -> bool:
        """Whether it came from a seat that was recovered while the round was open."""
        return self.frozen.get("recovered_seat", False)

    @property
    def conflicts(self) -> tuple[ConflictEntry, ...]:
        """Its conflicts of interest with the milestone."""
        return tuple(
            ConflictEntry(Conflict(row["conflict"]), row.get("explanation", "")) for row in self.frozen["conflicts"]
        )

    @cached_property
    def answers(self) -> Mapping[str, AnswerEntry]:
        """Its answers by criterion."""
        return {answer["criterion"]: AnswerEntry(answer) for answer in self.frozen["answers"]}
