"""The figures of a frozen scorecard, key by key."""

from typing import Any, NotRequired, TypedDict

from checkmyogp.snapshots.schema.values import FrozenAccount


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
