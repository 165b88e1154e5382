"""Rounds drawn by hypothesis: a few NGOs, with silences, stakes and withdrawn milestones."""

from hypothesis.strategies import SearchStrategy, booleans, builds, integers, lists, sampled_from, tuples

from checkmyogp.domain.findings import Counting, MilestoneRatings, Rating
from checkmyogp.domain.scales import NGO_SILENCES, Silence

SCALE = (0, 1, 2, 3)
LEVELS = sampled_from(SCALE)
QUORUMS = integers(1, 5)
GOVERNMENT = sampled_from([*SCALE, *SCALE, Silence.NOT_REPORTED, Silence.NOT_YET_DUE])
ANSWERS = sampled_from([*SCALE, *SCALE, *NGO_SILENCES])
COUNTINGS = sampled_from([*[Counting.COUNTED] * 4, *Counting])


def _ratings(raters: str) -> SearchStrategy[tuple[Rating, ...]]:
    given = lists(
        tuples(sampled_from(raters), ANSWERS, COUNTINGS), max_size=len(raters), unique_by=lambda said: said[0]
    )
    return given.map(lambda said: tuple(Rating(*each) for each in said))


def rounds(raters: str = "abcde", milestones: int = 7) -> SearchStrategy[list[MilestoneRatings]]:
    """Rows of some milestones in up to four commitments."""
    rows = builds(
        MilestoneRatings,
        sampled_from([f"m{number}" for number in range(milestones)]),
        sampled_from("1234"),
        sampled_from([False, False, False, True]) if milestones > 1 else booleans(),
        GOVERNMENT,
        _ratings(raters),
    )
    return lists(rows, max_size=milestones, unique_by=lambda row: row.milestone)
