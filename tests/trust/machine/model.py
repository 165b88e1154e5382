"""What the description of a round's life says may happen next, in a few sets and without a database."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum, unique

from checkmyogp.domain.lifecycles import AccreditationState as Standing
from checkmyogp.domain.lifecycles import RoundState

REPLY_DAYS = timedelta(days=14)
LED = {"ministry-of-ports": frozenset({"1.1", "1.2"}), "treasury": frozenset({"2.1.1"})}
"""The milestones that each agency leads."""
MILESTONES = ("1.1", "1.2", "2.1.1")
STEPS = {
    Standing.ACCREDITED: {Standing.ACCREDITED, Standing.SUSPENDED, Standing.REVOKED},
    Standing.SUSPENDED: {Standing.ACCREDITED, Standing.REVOKED},
}
"""What two officers may decide on an NGO that was accredited once."""


@unique
class Part(StrEnum):
    """As whom somebody acts."""

    OFFICER = "officer"
    LEAD = "lead"
    MEMBER = "member"
    REPORTER = "reporter"
    RESEARCHER = "researcher"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody with a browser."""

    name: str
    part: Part
    organisation: str = ""
    stale: bool = False
    """Whether the second factor was given too long ago."""

    @property
    def is_of_an_ngo(self) -> bool:
        """Whether it scores."""
        return self.part in {Part.LEAD, Part.MEMBER}

    def __repr__(self) -> str:
        return self.name


@dataclass
class Proposal:
    """A decision that waits for a second officer."""

    state: Standing
    by: str


@dataclass
class Model:
    """Where everything stands."""

    now: datetime
    opens_at: datetime
    closes_at: datetime
    terms: dict[str, date]
    """The last day of each NGO's accreditation."""
    state: RoundState = RoundState.DRAFT
    closed_at: datetime | None = None
    standing: dict[str, Standing] = field(default_factory=dict[str, Standing])
    proposals: dict[str, Proposal] = field(default_factory=dict[str, Proposal])
    drafted: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    """What each organisation has written, whether or not it was submitted."""
    unsubmitted: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    """What each agency has written since it last submitted."""
    submissions: dict[str, int] = field(default_factory=dict[str, int])
    scored: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    replied: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    answered: set[tuple[str, str, str]] = field(default_factory=set[tuple[str, str, str]])
    correction_by: str = ""
    versions: int = 0
    log: list[str] = field(default_factory=list[str])
    """What the audit chain must hold, entry for entry."""

    def stands(self, ngo: str) -> Standing:
        """Where an NGO stands at this moment: a term ends by itself."""
        state = self.standing.get(ngo, Standing.ACCREDITED)
        return Standing.EXPIRED if state is Standing.ACCREDITED and self.now.date() > self.terms[ngo] else state

    def takes_answers(self) -> bool:
        """Whether drafts and submissions are taken."""
        return self.state is RoundState.OPEN and self.opens_at <= self.now < self.closes_at

    def takes_replies(self) -> bool:
        """Whether replies and answers are taken."""
        return self.state is RoundState.CLOSED and self.now < self.replies_until()

    def replies_until(self) -> datetime:
        """When the reply window ends."""
        return (self.closed_at or self.closes_at) + REPLY_DAYS

    def may_open(self, who: Actor) -> bool:
        """Once, within its time."""
        in_time = self.opens_at <= self.now < self.closes_at
        return who.part is Part.OFFICER and self.state is RoundState.DRAFT and in_time

    def may_extend(self, who: Actor, to: datetime) -> bool:
        """Only before the time is over, and only to a later time."""
        in_time = self.now < self.closes_at < to
        return who.part is Part.OFFICER and self.state is RoundState.OPEN and in_time

    def may_close(self, who: Actor) -> bool:
        """Once the time is over."""
        return who.part is Part.OFFICER and self.state is RoundState.OPEN and self.now >= self.closes_at

    def may_publish(self, who: Actor) -> bool:
        """Once the reply window is over."""
        is_over = self.state is RoundState.CLOSED and self.now >= self.replies_until()
        return who.part is Part.OFFICER and is_over

    def may_draft(self, who: Actor) -> bool:
        """Members of an NGO, whatever became of its accreditation meanwhile."""
        return who.is_of_an_ngo and self.takes_answers()

    def may_submit(self, who: Actor) -> bool:
        """The lead of an NGO that is accredited at this very moment."""
        accredited = who.part is Part.LEAD and self.stands(who.organisation) is Standing.ACCREDITED
        return accredited and self.takes_answers() and bool(self.drafted.get(who.organisation))

    def may_draft_report(self, who: Actor, milestone: str) -> bool:
        """A reporter, on what the agency leads."""
        leads = who.part is Part.REPORTER and milestone in LED[who.organisation]
        return leads and self.takes_answers()

    def may_report(self, who: Actor) -> bool:
        """A reporter, with something that was not submitted yet."""
        return who.part is Part.REPORTER and self.takes_answers() and bool(self.unsubmitted.get(who.organisation))

    def may_reply(self, who: Actor, milestone: str) -> bool:
        """An agency, once, on what it leads."""
        leads = who.part is Part.REPORTER and milestone in LED[who.organisation]
        return leads and self.takes_replies() and (who.organisation, milestone) not in self.replied

    def may_answer(self, who: Actor, agency: str, milestone: str) -> bool:
        """An NGO that scored the milestone to which the agency replied."""
        scored = who.is_of_an_ngo and milestone in self.scored.get(who.organisation, set())
        return scored and self.takes_replies() and (agency, milestone) in self.replied

    def may_propose(self, who: Actor, ngo: str, state: Standing) -> bool:
        """An officer, where nothing waits and the step exists."""
        exists = ngo not in self.proposals and state in STEPS.get(self.stands(ngo), set())
        return who.part is Part.OFFICER and exists

    def may_confirm(self, who: Actor, ngo: str) -> bool:
        """Another officer than the one who proposed, where the step still exists."""
        waiting = self.proposals.get(ngo)
        if who.part is not Part.OFFICER or waiting is None:
            return False
        return waiting.by != who.name and waiting.state in STEPS.get(self.stands(ngo), set())

    def may_propose_correction(self, who: Actor) -> bool:
        """Of something published, and one at a time."""
        return who.part is Part.OFFICER and self.state is RoundState.PUBLISHED and not self.correction_by

    def may_confirm_correction(self, who: Actor) -> bool:
        """Another officer than the one who proposed it."""
        return who.part is Part.OFFICER and bool(self.correction_by) and self.correction_by != who.name

    def may_read_closed(self, _who: Actor) -> bool:
        """Everybody who takes part, from the close on."""
        return self.state in {RoundState.CLOSED, RoundState.PUBLISHED}
