"""How much work it is to compute a scorecard's figures again, told from its shape before any of it is done.

Anybody may send a file, and a file may claim anything. The estimate depends on the file alone, so that an honest one is
never refused because the machine is busy.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from checkmyogp.domain.methods import CURRENT_METHOD
from checkmyogp.snapshots.content import DRAWS
from checkmyogp.verification import workload_2

LARGEST_FILE = 8 * 1024 * 1024
"""Bytes: some 1,000 milestones that 50 NGOs scored on one criterion."""
MOST_LEVELS = 20
LARGEST_NUMBER = 10**20
MOST_WORK = 10_000_000
"""About as many microseconds on an ordinary machine; 1,000 milestones by 50 NGOs on one criterion take eight million
under version 2 of the method, four million under version 1."""

# What was measured, in microseconds: a draw of one commitment; an answer; an answer once more for each rater left out;
# a milestone for each rater left out.
DRAWN, ANSWERED, LEFT_OUT, PASSED = 5, 30, 0.5, 11


LIGHT_WORK = 1_000_000
"""What is done for whoever asks, as often as they ask."""


def of_file(given: bytes) -> float:
    """The estimate for a file, in microseconds; nothing for what is no scorecard, which nothing is computed from."""
    try:
        plain = json.loads(given)
        return 0 if too_much(plain) else work(plain)
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError):
        return 0


def too_much(plain: Mapping[str, Any]) -> bool:
    """Whether computing the figures is more than this site does for whoever asks.

    Raises:
        KeyError, TypeError, AttributeError, ValueError: when the content is not a scorecard's.
    """
    method, criteria = plain["method"], plain["rubric"]["criteria"]
    numbers = [method["quorum"], method["seed"], method["draws"], *_numbers(criteria)]
    if not 1 <= method["draws"] <= DRAWS or any(abs(int(number)) > LARGEST_NUMBER for number in numbers):
        return True
    return any(len(criterion["levels"]) > MOST_LEVELS for criterion in criteria) or work(plain) > MOST_WORK


def work(plain: Mapping[str, Any]) -> float:
    """The estimate, in microseconds."""
    given = [assessment for milestone in plain["milestones"] for assessment in milestone["assessments"]]
    once = workload_2.work(plain, given) if plain["method"]["version"] == CURRENT_METHOD else _work_1(plain, given)
    # After a revision there are figures from before the replies as well.
    return 2 * once if "figures_before_replies" in plain or _is_revised(given) else once


def _work_1(plain: Mapping[str, Any], given: Sequence[Mapping[str, Any]]) -> float:
    """Once through all figures of version 1 of the method."""
    milestones, criteria = plain["milestones"], len(plain["rubric"]["criteria"])
    answers = sum(len(assessment["answers"]) for assessment in given)
    raters = len({str(assessment["rater"]) for assessment in given})
    reports = sum(len(milestone["reports"]) for milestone in milestones)
    return (
        DRAWN * max(1, int(plain["method"]["draws"])) * len(plain["commitments"]) * criteria
        # Each criterion looks through all answers for its own.
        + (ANSWERED + criteria) * (answers + reports + len(milestones))
        + raters * (LEFT_OUT * answers + PASSED * len(milestones) * criteria)
    )


def _is_revised(given: Sequence[Mapping[str, Any]]) -> bool:
    return any("first" in answer for assessment in given for answer in assessment["answers"])


def _numbers(criteria: Sequence[Mapping[str, Any]]) -> list[int]:
    """Every number that sums are made with; an answer can only be one of these levels."""
    return [
        number
        for criterion in criteria
        for number in (criterion["evidence_from"], *(level["value"] for level in criterion["levels"]))
    ]
