"""The frozen content of a scorecard, key by key: what the writer writes, and what the reader may rely on.

Three forms have been published. ``check-my-ogp/scorecard/1`` does not say which criterion is the headline, because
there was one rubric, whose headline is ``completion``; ``check-my-ogp/scorecard/2`` says it in the rubric;
``check-my-ogp/scorecard/3`` has the figures of version 2 of the method, and says who might have scored. An extract
repeats a scorecard's frame and what it says on one criterion; it names its form by the scorecard's, has texts of titles
only and keeps what NGOs said of a milestone as JSON text.
"""

from typing import Final, NotRequired, TypedDict

from checkmyogp.snapshots.schema.figures import FrozenFigures
from checkmyogp.snapshots.schema.method_2 import FrozenFigures2, FrozenMethod2
from checkmyogp.snapshots.schema.milestones import ExtractedMilestone, FrozenMilestone
from checkmyogp.snapshots.schema.values import FrozenAccount, FrozenParty, FrozenWording

FORM_1: Final = "check-my-ogp/scorecard/1"


FORM_2: Final = "check-my-ogp/scorecard/2"
"""What is still written of a round that version 1 of the method judges."""


FORM_3: Final = "check-my-ogp/scorecard/3"
"""What is written of a round that version 2 of the method judges."""


METHODS = {FORM_1: 1, FORM_2: 1, FORM_3: 2}
"""Which version of the method each form has the figures of."""


FORMS = tuple(METHODS)
"""Every form that was ever published, the newest last."""


HEADLINE_OF_FORM_1 = "completion"
"""The criterion that a scorecard's finding is about where its form does not say so."""


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
    """What figures depend on besides the scores; that of version 2 names an opening as well."""

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


class FrozenFrame(TypedDict):
    """What a scorecard and its extracts say alike, before any milestone."""

    schema: str
    demonstration: bool
    version: int
    published_at: str
    member: FrozenMember
    plan: FrozenPlan
    round: FrozenRound
    method: FrozenMethod | FrozenMethod2
    rubric: FrozenRubric
    crosswalks: list[FrozenCrosswalk]
    raters: list[FrozenParty]
    agencies: list[FrozenParty]
    commitments: list[FrozenCommitment]
    correction: NotRequired[FrozenWording]
    registered: NotRequired[str]
    """The digest of what was registered at the opening; only of rounds that were opened since there is such a thing."""


class FrozenCase(TypedDict):
    """One vignette, as it was at the opening."""

    key: str
    criterion: str
    level: int
    """The level that it was written for."""
    text: FrozenWording


class FrozenScorer(FrozenParty):
    """An NGO or an agency with the levels that it gave to vignettes, by their keys."""

    side: str
    """``civil_society`` or ``government``."""
    given: dict[str, int]


class FrozenVignettes(TypedDict):
    """The vignettes of a round and what everybody made of them."""

    key: str
    version: int
    digest: str
    """What was registered at the opening: the SHA-256 of the salt and of key, version and cases in canonical form."""
    salt: str
    """In hexadecimal digits."""
    cases: list[FrozenCase]
    """In the order in which they were shown."""
    scorers: list[FrozenScorer]
    """By key."""


AnyFigures = FrozenFigures | FrozenFigures2
"""The figures of one criterion, by the version of the method that the content names."""


class FrozenScorecard(FrozenFrame):
    """A whole scorecard."""

    accredited: NotRequired[list[FrozenParty]]
    """From form 3: every NGO that was accredited when the round closed, by key, whether it scored or not."""
    vignettes: NotRequired[FrozenVignettes]
    """Only of a round that used some."""
    extensions: NotRequired[list[FrozenExtension]]
    receipts: NotRequired[list[str]]
    milestones: list[FrozenMilestone]
    figures: list[AnyFigures]
    figures_before_replies: NotRequired[list[AnyFigures]]


class FrozenExtract(FrozenFrame):
    """What a scorecard says on one criterion, without its texts."""

    milestones: list[ExtractedMilestone]
    figures: list[AnyFigures]
    figures_before_replies: NotRequired[list[AnyFigures]]
