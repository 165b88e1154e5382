"""What a frozen scorecard and its extracts keep of a milestone, key by key."""

from typing import Literal, NotRequired, TypedDict

from checkmyogp.snapshots.schema.values import FrozenAccount, FrozenParty, FrozenWording


class FrozenDue(TypedDict):
    """When a milestone is due, as the plan prints it, and the days that this names."""

    printed: str
    starts: str
    ends: NotRequired[str]


class FrozenEvidence(TypedDict):
    """A piece of evidence."""

    url: str
    title: str
    publisher: str
    published: NotRequired[str]
    page: NotRequired[str]
    quotation: NotRequired[str]


class FrozenReport(TypedDict):
    """One agency's account on one criterion; in an extract without its words."""

    agency: str
    criterion: str
    account: FrozenAccount
    stands: bool
    crosswalk: NotRequired[str]
    crosswalk_version: NotRequired[int]
    raw: NotRequired[str]
    quarter: NotRequired[str]
    recovered_seat: NotRequired[bool]
    """True where it came from a seat that was recovered while the round was open."""
    narrative: str
    language: str
    submitted_at: str
    evidence: list[FrozenEvidence]


class FrozenFirst(TypedDict):
    """What was said before a revision."""

    account: FrozenAccount


class FrozenAnswer(TypedDict):
    """One NGO's answer on one criterion; in an extract without its words."""

    criterion: str
    account: FrozenAccount
    first: NotRequired[FrozenFirst]
    confidence: NotRequired[str]
    reason: str
    language: str
    evidence: list[FrozenEvidence]


class FrozenConflict(TypedDict):
    """A conflict of interest."""

    conflict: str
    level: str
    explanation: NotRequired[str]


class FrozenAssessment(TypedDict):
    """One NGO on one milestone; in an extract without conflicts."""

    rater: str
    counting: str
    recovered_seat: NotRequired[bool]
    """True where it came from a seat that was recovered while the round was open."""
    conflicts: list[FrozenConflict]
    answers: list[FrozenAnswer]


class FrozenAnswerToReply(TypedDict):
    """What one NGO did after one reply."""

    rater: str
    kind: str
    reason: str
    language: str
    answered_at: str
    levels: dict[str, int]


class FrozenReply(TypedDict):
    """What one agency replied, and what the NGOs answered."""

    agency: str
    text: str
    language: str
    replied_at: str
    evidence: list[FrozenEvidence]
    answers: list[FrozenAnswerToReply]


class FrozenMilestoneHead(TypedDict):
    """What a scorecard and an extract say alike of a milestone."""

    number: str
    commitment: str
    withdrawn: bool
    title: FrozenWording
    due: FrozenDue
    leads: list[FrozenParty]
    reports: list[FrozenReport]


class FrozenMilestone(FrozenMilestoneHead):
    """One milestone with everything said of it."""

    edition: int
    text: FrozenWording
    outputs: list[FrozenWording]
    recused: NotRequired[list[str]]
    """From form 3: of the accredited NGOs those that must not score it, by the plan or as declared, by key."""
    assessments: list[FrozenAssessment]
    replies: NotRequired[list[FrozenReply]]
    silent_leads: NotRequired[list[str]]


class ExtractedMilestone(FrozenMilestoneHead):
    """One milestone in an extract."""

    recused: int
    assessments: str
    """A list of assessments as JSON text, read only for milestones that are shown."""


MilestonePart = Literal["reports", "assessments", "replies", "silent_leads", "recused"]
"""What of a milestone follows from what somebody said or declared."""
