"""Which two parties a reader asked for, in this round and in the plan's others."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from checkmyogp.comparison.criterion_data import CriterionData
from checkmyogp.domain.pairs import Met, Pair
from checkmyogp.snapshots.reader import Scorecard

PairCell = tuple[int, int]
"""A level of the first party and one of the other."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Two parties on one criterion, by their keys."""

    criterion: str
    one: str
    other: str

    @property
    def distinct(self) -> bool:
        """Whether there is anything to compare."""
        return self.one != self.other

    @property
    def parameters(self) -> dict[str, str]:
        """What an address says of them."""
        return {"criterion": self.criterion, "one": self.one, "other": self.other}


def allowed(scorecard: Scorecard, criterion: str) -> Mapping[str, Collection[str]]:
    """Every query parameter with its possible values; who can be asked depends on the criterion."""
    judged = CriterionData(scorecard, criterion if criterion in scorecard.criteria else scorecard.headline_key)
    return {"criterion": tuple(scorecard.criteria), "one": tuple(judged.parties), "other": tuple(judged.parties)}


def sides(scorecard: Scorecard, asked: Mapping[str, str]) -> Sides:
    """Whom a reader asked for: the first two parties unless told, which is the government and civil society."""
    criterion = asked.get("criterion", scorecard.headline_key)
    everybody = list(CriterionData(scorecard, criterion).parties)
    one = asked.get("one", next((key for key in everybody if key != asked.get("other")), everybody[0]))
    return Sides(criterion, one, asked.get("other", next((key for key in everybody if key != one), one)))


def cells(pair: Pair) -> dict[PairCell, list[Met]]:
    """The milestones of each combination of levels that occurs, in the order of the table."""
    found: dict[PairCell, list[Met]] = {}
    for met in sorted(pair.whole, key=lambda met: (met.one, met.other)):
        found.setdefault((met.one.lower, met.other.lower), []).append(met)
    return found


def same_rubric(one: Scorecard, other: Scorecard) -> bool:
    """Whether two rounds were judged by the same version of the same rubric: otherwise levels mean something else."""
    return one.rubric == other.rubric


def takes_part(scorecard: Scorecard, sides: Sides) -> bool:
    """Whether both parties can be asked for in a round: an NGO only where it scored."""
    return {sides.one, sides.other} <= CriterionData(scorecard, sides.criterion).parties.keys()


def in_round(scorecard: Scorecard, sides: Sides) -> Pair:
    """The same two parties in a round; where one of them does not take part they never meet."""
    judged = CriterionData(scorecard, sides.criterion)
    if takes_part(scorecard, sides):
        return judged.pair(sides.one, sides.other)
    return Pair(judged.criterion.values, (), ())
