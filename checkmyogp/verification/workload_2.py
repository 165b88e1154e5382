"""How much work version 2 of the method takes, told from a scorecard's shape; ``workload`` decides whether to do it."""

from collections.abc import Mapping, Sequence
from math import comb, inf
from typing import Any

from checkmyogp.domain.method_2.panels import DRAWN_PANELS, MOST_PANELS

MOST_NGOS = 1000
"""With more it would take long even to tell how long it takes."""

# What was measured, in microseconds: an answer in all that is found once; a milestone once more for each accredited
# NGO, for each band read otherwise and for each draw; a commitment's flips for each milestone.
ANSWERED, MISSED, SHIFTED, DRAWN, FLIPPED = 60, 2, 60, 0.13, 0.3
# A panel; a field of its ballots; a field of a ballot that is marked; an NGO in an order that is drawn.
TRIED, READ, MARKED, ORDERED = 6, 0.004, 0.4, 1.5
# Vignettes: a pair of cases that a rater scored both; a case for each answer that becomes a place; such an answer once
# more; a case for each rater.
PAIRED, PLACED, COMPARED, SCORED = 0.2, 0.1, 4, 0.6
# Leans: a milestone that two NGOs share; and what solving for so many at once takes, to the fourth power.
SHARED, SOLVED = 0.4, 0.055


def work(plain: Mapping[str, Any], given: Sequence[Mapping[str, Any]]) -> float:
    """Once through all figures, in microseconds; ``given`` are all assessments.

    Raises:
        KeyError, TypeError, AttributeError, ValueError: when the content is not a scorecard's.
    """
    milestones, raters = len(plain["milestones"]), len({str(assessment["rater"]) for assessment in given})
    answers = sum(len(assessment["answers"]) for assessment in given)
    if max(raters, len(plain["accredited"])) > MOST_NGOS:
        return inf
    reports = sum(len(milestone["reports"]) for milestone in plain["milestones"])
    criteria = plain["rubric"]["criteria"]
    solved = min(raters, milestones)
    each = (
        MISSED * milestones * len(plain["accredited"])
        + SHIFTED
        * (milestones + answers / max(1, len(criteria)))
        * sum(len(each["bands"]) for each in plain["crosswalks"])
        + DRAWN * max(1, int(plain["method"]["draws"])) * (milestones + 100)
        + FLIPPED * milestones * len(plain["commitments"])
        + SHARED * raters * raters * milestones
        + SOLVED * solved**4
    )
    panels = _panels(raters, max(1, int(plain["method"]["quorum"])))
    fields = sum(2 * len(criterion["levels"]) for criterion in criteria) * milestones
    return (
        _vignettes(plain.get("vignettes", {}), answers + reports)
        + len(criteria) * (each + TRIED * panels + ORDERED * DRAWN_PANELS * raters)
        + (READ * panels + MARKED * 5 * raters) * fields
        + (ANSWERED + len(criteria)) * (answers + reports + milestones)
    )


def _vignettes(said: Mapping[str, Any], answers: int) -> float:
    """How each rater reads the cases, and a place for each answer."""
    given = [len(scorer["given"]) for scorer in said.get("scorers", ())]
    if len(given) > MOST_NGOS:
        return inf
    most = max(given, default=0)
    return PAIRED * sum(number**2 for number in given) + (PLACED * most + COMPARED) * answers + SCORED * sum(given)


def _panels(raters: int, quorum: int) -> int:
    """How many sets of NGOs are tried: panels of each size, and one or two at an extreme."""
    sizes = (comb(raters, size) for size in range(min(quorum, raters), raters))
    return sum(possible if possible <= MOST_PANELS else DRAWN_PANELS for possible in sizes) + 2 * raters * raters + 1
