"""The figures of a scorecard under version 2 of the method, key by key: those of form 3.

Every key that names a count is a value of ``domain.method_2.headline_counts.Headline``; every silence, verdict and
alignment is the value of its enum. What a figure means stands in the module of ``domain.method_2`` that computes it.
"""

from typing import NotRequired, TypedDict

from checkmyogp.snapshots.schema.figures import FrozenInterval, FrozenNumber
from checkmyogp.snapshots.schema.values import FrozenAccount


class FrozenMethod2(TypedDict):
    """What figures depend on besides the scores."""

    version: int
    quorum: int
    opening: str
    """The digest of the public entry that opened the round."""
    seed: int
    """The first 13 hexadecimal digits of that digest, as a number."""
    draws: int
    """How often alpha's milestones are drawn again."""


class FrozenStance(TypedDict):
    """Where civil society stands: the middle two levels, the same twice for an odd number of NGOs, or its silence."""

    middle: NotRequired[list[int]]
    silence: NotRequired[str]


class FrozenSpreadStance(FrozenStance):
    """The same of one milestone, with how far apart its NGOs are."""

    lowest: NotRequired[int]
    highest: NotRequired[int]
    split: NotRequired[bool]
    at_top: NotRequired[bool]


class FrozenSupport2(TypedDict):
    """How many NGOs stand below, at and above the government's level."""

    below: int
    at: int
    above: int


class FrozenOtherwise(TypedDict):
    """What a milestone comes to without the interested NGOs."""

    levels: list[int]
    outcome: str


class FrozenMilestoneFigures2(TypedDict):
    """One milestone on one criterion; from ``government`` on only where the government is asked the same."""

    number: str
    levels: list[int]
    """The levels that count, ascending."""
    civil_society: FrozenSpreadStance
    government: NotRequired[FrozenAccount]
    outcome: NotRequired[str]
    """The verdict, or the silence in its place."""
    fragile: NotRequired[bool]
    distance: NotRequired[int]
    """This and what follows only where there is a verdict: levels to the nearer of the middle two, never negative."""
    support: NotRequired[FrozenSupport2]
    flip_number: NotRequired[int]
    """Missing on a scale of one level as well."""
    alignment: NotRequired[str]
    """What "aligned" means here; only where that is the verdict."""
    without_interested: NotRequired[FrozenOtherwise]
    """Only where an interested NGO gave a counted level."""


class FrozenSaid(TypedDict):
    """Of how many active milestones the government said this."""

    said: FrozenAccount
    milestones: int


class FrozenStood(TypedDict):
    """Of how many active milestones civil society stands here."""

    stands: FrozenStance
    milestones: int


class FrozenCounts2(TypedDict):
    """Counts over the active milestones of a plan or a commitment; the last four only where the government is asked."""

    active: int
    withdrawn: int
    due: int
    """Of the active ones, those that were due by the end of the period."""
    split: int
    headlines: dict[str, int]
    """Every headline; of a criterion that only civil society is asked the positions and those at the top."""
    civil_society: list[FrozenStood]
    """Every level and whatever is between two and occurs, ascending, then every silence; they add up to ``active``."""
    government: NotRequired[list[FrozenSaid]]
    """Every level, then every silence; they add up to ``active``."""
    not_comparable: NotRequired[dict[str, int]]
    """Every silence, with how many milestones cannot be compared for it."""
    fragile: NotRequired[int]
    mean_distance: NotRequired[FrozenNumber]


class FrozenDerivedLevel(TypedDict):
    """A level of a commitment, and on how many of its active milestones it rests."""

    level: FrozenAccount
    milestones: int


class FrozenDerived2(TypedDict):
    """The levels of a commitment by one rule."""

    civil_society: FrozenDerivedLevel
    government: NotRequired[FrozenDerivedLevel]


class FrozenCommitmentFigures2(TypedDict):
    """One commitment on one criterion."""

    number: str
    counts: FrozenCounts2
    derived: dict[str, FrozenDerived2]
    """By rule: ``median`` and ``strict``."""


class FrozenPanelReliability(TypedDict):
    """How reliable the middle of the median number of raters is, or why that is not said."""

    raters: NotRequired[FrozenNumber]
    value: NotRequired[FrozenNumber]
    undefined: NotRequired[str]


class FrozenAgreement2(TypedDict):
    """How far the NGOs agree among themselves."""

    alpha: FrozenNumber
    mark: NotRequired[str]
    """What Krippendorff says that such an alpha is good for; only where alpha is printed."""
    interval: FrozenInterval
    panel: FrozenPanelReliability
    ac2: FrozenNumber
    exact_agreement: FrozenNumber
    adjacent_agreement: FrozenNumber
    exact_by_chance: FrozenNumber
    adjacent_by_chance: FrozenNumber
    milestones: int
    raters: int
    values: int


class FrozenRange(TypedDict):
    """The fewest and the most that a count came to."""

    low: int
    high: int


class FrozenMeanRange(TypedDict):
    """The least and the greatest mean distance, rounded outwards where shown, or why there is none."""

    low: NotRequired[FrozenNumber]
    high: NotRequired[FrozenNumber]
    undefined: NotRequired[str]


class FrozenRanges(TypedDict):
    """How far each headline count goes; the mean only where the government is asked."""

    counts: dict[str, FrozenRange]
    mean_distance: NotRequired[FrozenMeanRange]


class FrozenPanels(FrozenRanges):
    """The same over the panels of one size."""

    size: int
    possible: int
    tried: int


class FrozenFlipNumbers(TypedDict):
    """How many milestones of one verdict have this flip number."""

    verdict: str
    flip_number: int
    milestones: int


class FrozenMissingScores(TypedDict):
    """How far each headline count could go if the missing scores were given."""

    missing: int
    counts: dict[str, FrozenRange]


class FrozenSigns(TypedDict):
    """Of one commitment the milestones with the government higher, less those with civil society higher."""

    commitment: str
    signs: int


class FrozenDirection(TypedDict):
    """How many of all flips of whole commitments are at least as one-sided as the plan is."""

    by_commitment: list[FrozenSigns]
    as_extreme: int
    flips: int


class FrozenChange(TypedDict):
    """A milestone that comes to something else when the same scores are read otherwise."""

    milestone: str
    before: str
    after: str


class FrozenShiftedBand(TypedDict):
    """One band read one level lower or higher."""

    crosswalk: str
    version: int
    band: str
    published: int
    read_as: int
    changes: list[FrozenChange]


class FrozenLean(TypedDict):
    """How much higher or lower an NGO scores than the others do on the same milestones, in levels."""

    rater: str
    lean: FrozenNumber


class FrozenLeans(TypedDict):
    """The leans, and which verdicts change once they are taken away."""

    by_rater: list[FrozenLean]
    changes: list[FrozenChange]
    """Nothing where the government is not asked."""


class FrozenReading(TypedDict):
    """How one NGO or agency read the vignettes of a criterion."""

    rater: str
    scored: int
    hits: int
    in_order: int
    """Of pairs of different known levels; likewise the next two."""
    tied: int
    reversed: int


class FrozenPlaces(TypedDict):
    """The comparison repeated on places relative to one's own vignettes."""

    left_out: list[str]
    """NGOs with a counted level that did not score every vignette."""
    unplaced: list[str]
    """Milestones with a level of an agency that did not: not compared."""
    changes: list[FrozenChange]


class FrozenVignetteFigures(TypedDict):
    """What the vignettes of a criterion show."""

    number: int
    readings: list[FrozenReading]
    alpha: FrozenNumber
    places: FrozenPlaces


class FrozenFigures2(TypedDict):
    """The figures of one criterion; at the close of a round those of its milestones alone."""

    criterion: str
    compared: bool
    milestones: list[FrozenMilestoneFigures2]
    counts: FrozenCounts2
    commitments: list[FrozenCommitmentFigures2]
    agreement: FrozenAgreement2
    panels: list[FrozenPanels]
    """From one NGO fewer down to the quorum."""
    one_ngo: FrozenRanges
    two_ngos: FrozenRanges
    missing_scores: FrozenMissingScores
    leans: FrozenLeans
    flip_numbers: NotRequired[list[FrozenFlipNumbers]]
    """This and what follows only where the government is asked: by verdict, then ascending; none that is 0."""
    direction: NotRequired[FrozenDirection]
    bands: NotRequired[list[FrozenShiftedBand]]
    """By crosswalk and version as the scorecard lists them, then by band, lower before higher."""
    vignettes: NotRequired[FrozenVignetteFigures]
    """Only where the round had vignettes of this criterion."""
