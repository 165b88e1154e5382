"""Levels, and the names a missing level goes by.

Levels are integers on a rubric's scale, one apart. Where there is no level there is a
named silence: a missing number is never zero, never empty and never ``None``.
Source: the published method, sections "Scale" and "Typed silence".
"""

from enum import StrEnum, unique


@unique
class Silence(StrEnum):
    """Why a level is missing. The values are the keys used in the database, exports and pages."""

    NOT_REPORTED = "not_reported"
    """The government said nothing."""

    NOT_ASSESSED = "not_assessed"
    """No NGO scored."""

    NO_QUORUM = "no_quorum"
    """Some NGOs scored, too few of them count."""

    NO_EVIDENCE = "no_evidence"
    """An NGO looked and found nothing either way."""

    UNABLE = "unable"
    """An NGO says that it is not qualified to judge."""

    RECUSED = "recused"
    """An NGO has a stake that keeps its score from counting."""

    NOT_YET_DUE = "not_yet_due"
    """The government says that the time has not come."""

    WITHDRAWN = "withdrawn"
    """The milestone was taken out of the plan."""


NGO_SILENCES = (Silence.NO_EVIDENCE, Silence.UNABLE, Silence.RECUSED)
"""What an NGO may answer instead of a level."""

GOVERNMENT_SILENCES = (Silence.NOT_YET_DUE,)
"""What an agency may report instead of a level; not reporting at all is a silence of its own."""

Account = int | Silence
"""What one party says of one milestone on one criterion: a level, or why there is none."""


@unique
class Confidence(StrEnum):
    """How sure a rater is. Published; it never weights a score."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
