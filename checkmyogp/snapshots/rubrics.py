"""A rubric and a crosswalk as a snapshot keeps them, so that it can be read without this site.

They have the form in which they were registered at the opening, so that both can be compared as they stand.
"""

from checkmyogp.rounds.models import Round
from checkmyogp.rounds.registration import parts
from checkmyogp.rubrics.models import CrosswalkVersion
from checkmyogp.snapshots.schema import FrozenCrosswalk, FrozenRubric


def rubric(round_: Round) -> FrozenRubric:
    """The rubric version of a round, in the words that it was scored by."""
    return {**parts.rubric(round_)}


def crosswalk(round_: Round, row: CrosswalkVersion) -> FrozenCrosswalk:
    """A crosswalk version with its bands, in the words that they were reported by."""
    return {**parts.crosswalk(round_, row)}
