"""How each rater read the vignettes, and the comparison on places, in the plain form that a snapshot keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checkmyogp.domain.figures import PlainTable, coefficient
from checkmyogp.domain.findings import MilestoneRatings
from checkmyogp.domain.method_2.changes import changed_verdicts
from checkmyogp.domain.method_2.plain import changes
from checkmyogp.domain.method_2.verdicts import find_all
from checkmyogp.domain.method_2.vignettes import (
    KnownLevels,
    VignetteScores,
    on_places,
    vignette_alpha,
    vignette_reading,
)
from checkmyogp.domain.rubrics import Criterion


@dataclass(frozen=True, slots=True)
class Calibration:
    """The vignettes of one criterion and what everybody made of them; there is at least one vignette."""

    known: KnownLevels
    scores: VignetteScores
    """By the keys of NGOs and agencies; nobody who scored none of these vignettes."""
    agencies: Mapping[str, str]
    """For each milestone the agency whose report stands."""


def of_vignettes(
    rows: Sequence[MilestoneRatings], criterion: Criterion, given: Calibration, *, quorum: int
) -> PlainTable:
    """E. Hits and order of each rater by key, alpha on the vignettes, and which verdicts change on places.

    Milestones that an agency reported on which has no place are not among those that are compared.
    """
    placed = on_places(rows, given.agencies, given.scores, given.known)
    compared = [row for row in rows if row.milestone not in placed.unplaced]
    changed = changed_verdicts(find_all(compared, quorum=quorum), find_all(placed.rows, quorum=quorum))
    return {
        "number": len(given.known),
        "readings": [_reading(rater, given) for rater in sorted(given.scores)],
        "alpha": coefficient(vignette_alpha(given.scores, criterion.values)),
        "places": {
            "left_out": list(placed.left_out),
            "unplaced": list(placed.unplaced),
            "changes": changes(changed),
        },
    }


def _reading(rater: str, given: Calibration) -> PlainTable:
    found = vignette_reading(given.known, given.scores[rater])
    return {
        "rater": rater,
        "scored": found.scored,
        "hits": found.hits,
        "in_order": found.in_order,
        "tied": found.tied,
        "reversed": found.reversed,
    }
