"""The frozen content of a scorecard, key by key: what the writer writes, and what the reader may rely on.

Two forms have been published. ``check-my-ogp/scorecard/1`` does not say which criterion is the headline, because there
was one rubric, whose headline is ``completion``; ``check-my-ogp/scorecard/2`` says it in the rubric. An extract repeats
a scorecard's frame and what it says on one criterion; it names its form by the scorecard's, has texts of titles only
and keeps what NGOs said of a milestone as JSON text.
"""

from typing import Any, Literal, NotRequired, TypedDict

FORM_1 = "check-my-ogp/scorecard/1"
FORM_2 = "check-my-ogp/scorecard/2"
FORMS = (FORM_1, FORM_2)
"""Every form that was ever published, the newest last: what is written now."""

HEADLINE_OF_FORM_1 = "completion"
"""The criterion that a scorecard's finding is about where its form does not say so."""

FrozenWording = dict[str, Any]
"""A text with its languages, as ``domain.wording`` stores and restores it."""


class FrozenSilence(TypedDict):
    """A named silence in the place of a level."""

    silence: str


FrozenAccount = int | FrozenSilence


class FrozenParty(TypedDict):
    """An organisation by its key."""

    key: str
    name: FrozenWording


class FrozenMember(TypedDict):
    """The country or locality."""

    code: str
    name: FrozenWording


class FrozenPlan(TypedDict):
    """The plan that was judged."""

    slug: str
    ogp_id: str
    number: int
    title: FrozenWording
    starts: str
    ends: str


class FrozenPeriod(TypedDict):
    """The first and last day that a round is about."""

    starts: str
    ends: str


class FrozenRound(TypedDict):
    """The round."""

    slug: str
    name: FrozenWording
    period: FrozenPeriod
    opened_at: str
    closed_at: str


class FrozenExtension(TypedDict):
    """A deadline that was moved while the round was open."""

    closed_before: str
    closes_now: str
    reason: FrozenWording


class FrozenMethod(TypedDict):
    """What figures depend on besides the scores."""

    version: int
    quorum: int
    seed: int
    draws: int


class FrozenLevel(TypedDict):
    """One step of a scale."""

    value: int
    key: str
    name: FrozenWording
    descriptor: FrozenWording


class FrozenCriterion(TypedDict):
    """One criterion of the rubric."""

    key: str
    name: FrozenWording
    question: FrozenWording
    compared: bool
    evidence_from: int
    levels: list[FrozenLevel]


class FrozenRubric(TypedDict):
    """The rubric with its words."""

    key: str
    version: int
    headline: NotRequired[str]
    """The key of the criterion that the finding is about; from form 2."""
    criteria: list[FrozenCriterion]


class FrozenBand(TypedDict):
    """One band of an administration's own scale."""

    raw: str
    name: FrozenWording
    account: FrozenAccount


class FrozenCrosswalk(TypedDict):
    """The table by which bands were read as levels."""

    key: str
    version: int
    criterion: str
    name: FrozenWording
    source: FrozenWording
    bands: list[FrozenBand]


class FrozenCommitment(TypedDict):
    """A commitment, or a sub-commitment within one."""

    number: str
    title: FrozenWording
    within: NotRequired[str]


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
    assessments: list[FrozenAssessment]
    replies: NotRequired[list[FrozenReply]]
    silent_leads: NotRequired[list[str]]


class FrozenFrame(TypedDict):
    """What a scorecard and its extracts say alike, before any milestone."""

    schema: str
    demonstration: bool
    version: int
    published_at: str
    member: FrozenMember
    plan: FrozenPlan
    round: FrozenRound
    method: FrozenMethod
    rubric: FrozenRubric
    crosswalks: list[FrozenCrosswalk]
    raters: list[FrozenParty]
    agencies: list[FrozenParty]
    commitments: list[FrozenCommitment]
    correction: NotRequired[FrozenWording]


class FrozenScorecard(FrozenFrame):
    """A whole scorecard."""

    extensions: NotRequired[list[FrozenExtension]]
    receipts: NotRequired[list[str]]
    milestones: list[FrozenMilestone]
    figures: list["FrozenFigures"]
    figures_before_replies: NotRequired[list["FrozenFigures"]]


class ExtractedMilestone(FrozenMilestoneHead):
    """One milestone in an extract."""

    recused: int
    assessments: str
    """A list of assessments as JSON text, read only for milestones that are shown."""


class FrozenExtract(FrozenFrame):
    """What a scorecard says on one criterion, without its texts."""

    milestones: list[ExtractedMilestone]
    figures: list["FrozenFigures"]
    figures_before_replies: NotRequired[list["FrozenFigures"]]


class FrozenNumber(TypedDict):
    """A figure, exact as a fraction and as it is shown; or the name of the reason why it is not computed."""

    exact: NotRequired[str]
    shown: NotRequired[str]
    undefined: NotRequired[str]


class FrozenInterval(TypedDict):
    """An interval, or why there is none."""

    low: NotRequired[FrozenNumber]
    high: NotRequired[FrozenNumber]
    draws: NotRequired[int]
    undefined_draws: NotRequired[int]
    undefined: NotRequired[str]


class FrozenPosition(TypedDict):
    """Civil society's median with its spread, or the silence in its place."""

    silence: NotRequired[str]
    exact: NotRequired[str]
    shown: NotRequired[str]
    lowest: NotRequired[int]
    highest: NotRequired[int]
    coverage: NotRequired[FrozenNumber]
    split: NotRequired[bool]


class FrozenSupport(TypedDict):
    """How many NGOs stand below, at and above the government's level."""

    below: int
    at: int
    above: int
    clear: bool


class FrozenWithoutInterested(TypedDict):
    """What a milestone comes to without the interested NGOs."""

    levels: list[int]
    outcome: str
    divergence: NotRequired[FrozenNumber]
    support: NotRequired[FrozenSupport]


class FrozenMilestoneFigures(TypedDict):
    """The figures of one milestone on one criterion; the second half only where the government is asked the same."""

    number: str
    levels: list[int]
    position: FrozenPosition
    government: NotRequired[FrozenAccount]
    outcome: NotRequired[str]
    divergence: NotRequired[FrozenNumber]
    support: NotRequired[FrozenSupport]
    fragile: NotRequired[bool]
    without_interested: NotRequired[FrozenWithoutInterested]


class FrozenDerived(TypedDict):
    """The levels of a commitment that are derived from its milestones."""

    civil_society: FrozenAccount
    government: NotRequired[FrozenAccount]


class FrozenCommitmentFigures(TypedDict):
    """The figures of one commitment on one criterion."""

    number: str
    counts: dict[str, Any]
    derived: FrozenDerived


class FrozenAgreement(TypedDict):
    """How far the NGOs agree among themselves."""

    alpha: FrozenNumber
    interval: FrozenInterval
    ac2: FrozenNumber
    exact_agreement: FrozenNumber
    adjacent_agreement: FrozenNumber
    commitments: int
    milestones: int
    raters: int
    values: int


class FrozenMeanDivergence(FrozenNumber):
    """The mean divergence with its interval."""

    interval: FrozenInterval


class FrozenLeaveOneOut(TypedDict):
    """How many milestones come to one outcome if any one NGO is left out."""

    outcome: str
    by_rater: list[dict[str, Any]]
    low: NotRequired[int]
    high: NotRequired[int]


class FrozenFigures(TypedDict):
    """The figures of one criterion; at the close of a round those of its milestones alone."""

    criterion: str
    compared: bool
    milestones: list[FrozenMilestoneFigures]
    counts: dict[str, Any]
    agreement: FrozenAgreement
    commitments: list[FrozenCommitmentFigures]
    mean_divergence: NotRequired[FrozenMeanDivergence]
    leave_one_out: NotRequired[FrozenLeaveOneOut]


Part = Literal["reports", "assessments", "replies", "silent_leads"]
"""What of a milestone was said by somebody."""
