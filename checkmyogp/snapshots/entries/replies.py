"""What agencies replied and NGOs answered, as it was published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from checkmyogp.domain.revisions import AnswerKind
from checkmyogp.snapshots.entries.evidence import PublishedEvidence
from checkmyogp.snapshots.schema import FrozenAnswerToReply, FrozenReply


@dataclass(frozen=True)
class AnswerToReplyEntry:
    """What one NGO did after one reply."""

    frozen: FrozenAnswerToReply

    @property
    def rater(self) -> str:
        """The NGO's key."""
        return self.frozen["rater"]

    @property
    def kind(self) -> AnswerKind:
        """Whether it keeps its scores or revised them."""
        return AnswerKind(self.frozen["kind"])

    @property
    def reason(self) -> str:
        """What it wrote."""
        return self.frozen["reason"]

    @property
    def language(self) -> str:
        """What that is written in."""
        return self.frozen["language"]

    @property
    def levels(self) -> Mapping[str, int]:
        """The levels it revised to, by criterion."""
        return self.frozen["levels"]


@dataclass(frozen=True)
class ReplyEntry:
    """What one agency replied, and what the NGOs answered."""

    frozen: FrozenReply

    @property
    def agency(self) -> str:
        """Who replied, by its key."""
        return self.frozen["agency"]

    @property
    def text(self) -> str:
        """What it wrote."""
        return self.frozen["text"]

    @property
    def language(self) -> str:
        """What that is written in."""
        return self.frozen["language"]

    @property
    def day(self) -> date:
        """The day of the reply, in UTC."""
        return datetime.fromisoformat(self.frozen["replied_at"]).date()

    @property
    def evidence(self) -> tuple[PublishedEvidence, ...]:
        """What it rests on."""
        return tuple(PublishedEvidence.of(piece) for piece in self.frozen["evidence"])

    @property
    def answers(self) -> tuple[AnswerToReplyEntry, ...]:
        """What NGOs answered, in the order of their keys."""
        return tuple(AnswerToReplyEntry(answer) for answer in self.frozen["answers"])
