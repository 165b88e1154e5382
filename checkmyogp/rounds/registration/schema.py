"""What is registered of a round at its opening, key by key: canonical JSON that anybody can download from then on.

Rubric, crosswalks, milestones, plan and texts have the form that a scorecard repeats them in, so that both can be
compared as they stand.
"""

from typing import Any, Final, Literal, NotRequired, TypedDict

REGISTRATION_1: Final = "check-my-ogp/registration/1"

RegisteredWording = dict[str, Any]
"""A text with its languages, as ``domain.wording`` stores and restores it."""


class Absence(TypedDict):
    """Something that the round does not have, with the reason: nothing is left out without a name."""

    absent: str


NO_VIGNETTES: Final = "no_vignettes_in_this_round"
NOT_ASKED: Final = "government_not_asked"
"""Why a test of the government's account is not announced."""


class RegisteredSilence(TypedDict):
    """A named silence in the place of a level."""

    silence: str


RegisteredAccount = int | RegisteredSilence


class RegisteredMember(TypedDict):
    """The country or locality."""

    code: str
    name: RegisteredWording


class RegisteredPlan(TypedDict):
    """The plan that will be judged."""

    slug: str
    ogp_id: str
    number: int
    title: RegisteredWording
    starts: str
    ends: str


class RegisteredPeriod(TypedDict):
    """The first and last day that the round is about."""

    starts: str
    ends: str


class RegisteredRound(TypedDict):
    """The round as it was opened; an extension moves the close later, with a public reason."""

    slug: str
    name: RegisteredWording
    period: RegisteredPeriod
    opened_at: str
    closes_at: str
    reply_days: int


SEED_FROM: Final = "digest_of_the_opening_entry"


class RegisteredSeed(TypedDict):
    """How the seed will come: the first hexadecimal digits of a digest that does not exist yet when this is written."""

    of: Literal["digest_of_the_opening_entry"]
    digits: int


class RegisteredMethod(TypedDict):
    """By which rules figures will be computed."""

    version: int
    quorum: int
    seed: RegisteredSeed


class RegisteredLevel(TypedDict):
    """One step of a scale."""

    value: int
    key: str
    name: RegisteredWording
    descriptor: RegisteredWording


class RegisteredCriterion(TypedDict):
    """One criterion of the rubric."""

    key: str
    name: RegisteredWording
    question: RegisteredWording
    compared: bool
    evidence_from: int
    levels: list[RegisteredLevel]


class RegisteredRubric(TypedDict):
    """The rubric, whole, in the words that it will be answered by."""

    key: str
    version: int
    headline: str
    criteria: list[RegisteredCriterion]


class RegisteredBand(TypedDict):
    """One band of an administration's own scale, and how it will be read."""

    raw: str
    name: RegisteredWording
    account: RegisteredAccount


class RegisteredCrosswalk(TypedDict):
    """A table by which bands may be read as levels."""

    key: str
    version: int
    criterion: str
    name: RegisteredWording
    source: RegisteredWording
    bands: list[RegisteredBand]


class AnnouncedDirection(TypedDict):
    """The one test of the plan as a whole, on which criterion, and from how many commitments it can show anything."""

    criterion: str
    commitments: int
    """Those at the top with a milestone that the plan still promises: no more can have a verdict."""
    fewest_commitments: int


class AnnouncedTests(TypedDict):
    """What will be tested, named before anybody knows an answer."""

    headline: str
    """The key of the criterion that the finding will be about."""
    direction: AnnouncedDirection | Absence


class RegisteredVignettes(TypedDict):
    """Which vignettes everybody scores; the cases and their known levels are opened with the scorecard."""

    key: str
    version: int
    number: int
    digest: str
    """The SHA-256 of a salt and the cases with their known levels."""


class RegisteredCommitment(TypedDict):
    """A commitment, or a sub-commitment within one."""

    number: str
    title: RegisteredWording
    within: NotRequired[str]


class RegisteredDue(TypedDict):
    """When a milestone is due; an open end has no last day."""

    printed: str
    starts: str
    ends: NotRequired[str]


class RegisteredMilestone(TypedDict):
    """A milestone in the edition that the round pins."""

    number: str
    commitment: str
    edition: int
    withdrawn: bool
    title: RegisteredWording
    text: RegisteredWording
    outputs: list[RegisteredWording]
    due: RegisteredDue


class Registered(TypedDict):
    """Everything."""

    schema: str
    demonstration: bool
    member: RegisteredMember
    plan: RegisteredPlan
    round: RegisteredRound
    method: RegisteredMethod
    tests: AnnouncedTests
    vignettes: RegisteredVignettes | Absence
    rubric: RegisteredRubric
    crosswalks: list[RegisteredCrosswalk]
    commitments: list[RegisteredCommitment]
    milestones: list[RegisteredMilestone]
