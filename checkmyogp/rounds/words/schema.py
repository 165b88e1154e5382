"""What is kept of a round's words at its opening, key by key: canonical JSON that the database never changes."""

from typing import NotRequired, TypedDict

WORDS_1 = "check-my-ogp/round-words/1"

AT_THE_OPENING = "opening"
"""When the words were kept; the migration that brought them says ``upgrade`` for rounds that were open before it."""


class KeptVersion(TypedDict):
    """A text in one language."""

    language: str
    text: str
    status: str


KeptWording = list[KeptVersion]
"""A text in its order of languages, which canonical JSON keeps of a list alone: the first is the fallback."""


class KeptMember(TypedDict):
    """The country or locality, and whose clock its deadlines are set and read by."""

    code: str
    name: KeptWording
    time_zone: str


class KeptPlan(TypedDict):
    """The plan."""

    ogp_id: str
    number: int
    title: KeptWording
    starts: str
    ends: str


class KeptCommitment(TypedDict):
    """A commitment; ``within`` names the one above it, where there is one."""

    number: str
    title: KeptWording
    within: NotRequired[str]


class KeptNote(TypedDict):
    """A note on the printed plan."""

    about: str
    text: KeptWording


class KeptMilestone(TypedDict):
    """The words of a milestone's edition; its dates and whether it was withdrawn never change in an edition."""

    number: str
    commitment: str
    title: KeptWording
    text: KeptWording
    outputs: list[KeptWording]
    notes: list[KeptNote]


class KeptParty(TypedDict):
    """An organisation of the member."""

    key: str
    name: KeptWording


class KeptLevel(TypedDict):
    """One step of a scale."""

    value: int
    key: str
    name: KeptWording
    descriptor: KeptWording


class KeptCriterion(TypedDict):
    """One criterion of the rubric."""

    key: str
    name: KeptWording
    question: KeptWording
    compared: bool
    evidence_from: int
    levels: list[KeptLevel]


class KeptBand(TypedDict):
    """One band; what it stands for never changes in a version."""

    raw: str
    name: KeptWording


class KeptCrosswalk(TypedDict):
    """One version of a crosswalk of the member."""

    key: str
    version: int
    name: KeptWording
    source: KeptWording
    bands: list[KeptBand]


class KeptWords(TypedDict):
    """Everything."""

    schema: str
    kept: str
    member: KeptMember
    plan: KeptPlan
    commitments: list[KeptCommitment]
    milestones: list[KeptMilestone]
    organisations: list[KeptParty]
    criteria: list[KeptCriterion]
    crosswalks: list[KeptCrosswalk]
