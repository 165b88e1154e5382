"""A round as the people of one organisation see it: what is done, begun and left, and what of it counts."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from checkmyogp.domain import drafts
from checkmyogp.domain.conflicts import Conflict
from checkmyogp.domain.drafts import Submitted
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.domain.rubrics import Missing
from checkmyogp.drafting.models import DraftColumns, SubmissionColumns
from checkmyogp.plans.models import Commitment, Edition, Organisation
from checkmyogp.rounds.models import Round, RoundMilestone


@dataclass(frozen=True, slots=True)
class Workspace:
    """A round, and the visitor's own organisation in it."""

    round: Round
    organisation: Organisation
    accredited: bool
    """Whether it may submit at this moment, as far as that depends on itself. An agency always may."""
    takes_answers: bool
    """Whether drafts can be saved and submitted: by the round's state and by the clock."""
    recovery: uuid.UUID | None
    """The recovery by which the visitor came while the round was open, if it did: it writes on sheets of its own."""

    @property
    def hides_earlier(self) -> bool:
        """Whether the visitor may not read what others of its organisation submitted, as long as the round is open."""
        return self.recovery is not None and self.round.state is RoundState.OPEN

    @property
    def here(self) -> dict[str, Any]:
        """What the addresses of its pages have in common."""
        return {"plan": self.round.plan.slug, "round_": self.round.slug}


@dataclass(frozen=True, slots=True)
class MilestoneSlot:
    """One milestone of a round, ready to be written on."""

    workspace: Workspace
    pinned: RoundMilestone
    conflicts: tuple[Conflict, ...] = ()
    """What the plan says an NGO has at stake in it."""

    @property
    def round(self) -> Round:
        """The round."""
        return self.workspace.round

    @property
    def organisation(self) -> Organisation:
        """Whoever writes on it."""
        return self.workspace.organisation

    @property
    def number(self) -> str:
        """The milestone's number."""
        return self.pinned.milestone.number


class Line(Protocol):
    """One milestone of the list."""

    @property
    def number(self) -> str:
        """Its number in the plan."""
        ...

    @property
    def edition(self) -> Edition:
        """Its wording."""
        ...

    @property
    def commitment(self) -> Commitment:
        """What it belongs to."""
        ...

    @property
    def waits(self) -> bool:
        """Whether something is left to do."""
        ...

    @property
    def written(self) -> bool:
        """Whether anything is written on it."""
        ...

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What it lacks to be submitted."""
        ...

    @property
    def counting(self) -> Submitted:
        """What of it counts."""
        ...


LineT = TypeVar("LineT", bound=Line)


@dataclass(frozen=True, slots=True)
class Overview(Generic[LineT]):
    """All that an organisation has to say in a round."""

    lines: Sequence[LineT]
    """In the plan's order; withdrawn milestones are left out."""
    reviewed: str
    """What tells these drafts from any later state of them."""
    latest: SubmissionColumns | None
    """What was submitted last; nothing where that is withheld from the visitor."""
    versions: int
    """How often the organisation has submitted, withheld or not."""

    def line(self, number: str) -> LineT:
        """That of one milestone."""
        return next(line for line in self.lines if line.number == number)

    def next_after(self, number: str = "") -> str:
        """The next milestone with something left to do; empty when there is none."""
        waiting = drafts.waiting_after({line.number: line.waits for line in self.lines}, number)
        return waiting[0] if waiting else ""

    @property
    def changed(self) -> list[str]:
        """The milestones on which something else was submitted than is written by now."""
        return [line.number for line in self.lines if line.counting is Submitted.EARLIER]

    @property
    def unsent(self) -> list[str]:
        """The milestones on which something is written and nothing was submitted."""
        return [line.number for line in self.lines if line.written and line.counting is Submitted.NOTHING]


def fingerprint(written: Mapping[str, DraftColumns]) -> str:
    """What tells these drafts from any later state of them."""
    return drafts.fingerprint({number: draft.revision for number, draft in written.items()})
