"""A round as the people of one organisation see it: what is done, begun and left, and what of it counts."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from checkmyogp.domain import drafts
from checkmyogp.domain.conflicts import Conflict, Role, Sector
from checkmyogp.domain.drafts import Submitted
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.domain.rubrics import Missing
from checkmyogp.domain.wording import Wording
from checkmyogp.drafting.models import DraftColumns, SubmissionColumns
from checkmyogp.plans import view_models as plans
from checkmyogp.plans.models import Organisation
from checkmyogp.rounds.models import Round, RoundMilestone
from checkmyogp.rounds.words.reader import ScoredCommitment, ScoredEdition


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
    def edition(self) -> ScoredEdition:
        """Its wording."""
        ...

    @property
    def commitment(self) -> ScoredCommitment:
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


@dataclass(frozen=True, slots=True)
class NamedStakeholder:
    """One entry of a milestone's stakeholder table, by the name that the round keeps."""

    name: Wording
    printed: str
    printed_under: str


@dataclass(frozen=True, slots=True)
class PromiseToScore:
    """A milestone as whoever scores it or reports on it reads it beside the form."""

    edition: ScoredEdition
    commitment: ScoredCommitment
    about: plans.NotesAbout
    entries: list[tuple[Role, Sector | None, list[NamedStakeholder]]]


def promise(slot: MilestoneSlot) -> PromiseToScore:
    """The milestone in the words of its round."""
    shown, scored = plans.milestone([slot.pinned.edition]), slot.pinned.scored
    entries = [
        (
            role,
            sector,
            [
                NamedStakeholder(slot.round.name_of(each.organisation), each.printed, each.printed_under)
                for each in found
            ],
        )
        for role, sector, found in shown.entries
    ]
    return PromiseToScore(scored, slot.pinned.commitment, plans.notes_about(scored.notes), entries)


def official_language(round_: Round) -> str:
    """The language a round's plan was adopted in, as far as it is quoted here."""
    return plans.official_language(round_.plan_title)


def fingerprint(written: Mapping[str, DraftColumns]) -> str:
    """What tells these drafts from any later state of them."""
    return drafts.fingerprint({number: draft.revision for number, draft in written.items()})
