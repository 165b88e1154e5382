"""E. The additive lean of each NGO, and the verdicts once it is taken away. A place to look, not a finding.

A level is taken to be the milestone's mean plus the NGO's lean (two-way means). Where not everybody scored everything
the means are those of least squares, exact. A lean is taken away in whole levels, since verdicts know nothing between.
Source: Scheffe 1959, "The Analysis of Variance", chapter 4 (two-way layout, unequal numbers); the published method,
version 2, section "How sure are we?", point E.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from checkmyogp.domain.findings import MilestoneRatings
from checkmyogp.domain.method_2.linear_systems import solved
from checkmyogp.domain.rubrics import Criterion
from checkmyogp.domain.scales import Silence

LevelTable = Mapping[str, Mapping[str, int]]
"""Levels by NGO and milestone, or by milestone and NGO: the sum treats both alike."""


def leans(rows: Iterable[MilestoneRatings]) -> dict[str, Fraction]:
    """The lean of each NGO with a counted level, in levels and in order of key: below 0 when harsher.

    Leans are known only among NGOs that are linked by milestones they share; among those they add up to 0.
    """
    scored = {row.milestone: row.by_rater for row in rows if not row.withdrawn and row.by_rater}
    found: dict[str, Fraction] = {}
    for linked in _linked(scored.values()):
        found |= _among({milestone: given for milestone, given in scored.items() if not linked.isdisjoint(given)})
    return {rater: found[rater] for rater in sorted(found)}


def _linked(scored: Iterable[Mapping[str, int]]) -> list[frozenset[str]]:
    groups: list[frozenset[str]] = []
    for given in scored:
        joined = [group for group in groups if not group.isdisjoint(given)]
        groups = [group for group in groups if group not in joined]
        groups.append(frozenset(given).union(*joined))
    return groups


def _among(by_milestone: LevelTable) -> dict[str, Fraction]:
    """The leans of one linked group. The smaller side's equations are solved; the other side's follow from them."""
    by_rater = _turned(by_milestone)
    if len(by_rater) <= len(by_milestone):
        found = _effects(by_rater, by_milestone)
    else:
        places = _effects(by_milestone, by_rater)
        found = {
            rater: sum((level - places[milestone] for milestone, level in given.items()), Fraction()) / len(given)
            for rater, given in by_rater.items()
        }
    centre = sum(found.values(), Fraction()) / len(found)
    return {rater: lean - centre for rater, lean in found.items()}


def _turned(table: LevelTable) -> LevelTable:
    turned: dict[str, dict[str, int]] = {}
    for one, given in table.items():
        for other, level in given.items():
            turned.setdefault(other, {})[one] = level
    return turned


def _effects(side: LevelTable, other: LevelTable) -> dict[str, Fraction]:
    """The least squares of one side of the table, the other side's own means taken out; the last is held at 0."""
    *free, last = sorted(side)
    matrix = [[_coefficient(one, another, side, other) for another in free] for one in free]
    means = {key: Fraction(sum(given.values()), len(given)) for key, given in other.items()}
    distances = [sum((level - means[key] for key, level in side[one].items()), Fraction()) for one in free]
    return dict(zip((*free, last), (*solved(matrix, distances), Fraction()), strict=True))


def _coefficient(one: str, another: str, side: LevelTable, other: LevelTable) -> Fraction:
    shared = side[one].keys() & side[another].keys()
    own = len(side[one]) if one == another else 0
    # Few numbers of raters occur, however many milestones are shared.
    counts = Counter(len(other[key]) for key in shared)
    return own - sum((Fraction(many, raters) for raters, many in counts.items()), Fraction())


def without_leans(
    rows: Sequence[MilestoneRatings], criterion: Criterion, found: Mapping[str, Fraction]
) -> tuple[MilestoneRatings, ...]:
    """The same rows with each NGO's lean, as ``leans`` found it, taken from its counted levels; judged like any rows.

    What is left is taken to the nearest level of the scale, a half to the one nearer to what the NGO gave. A lean of
    half a level or less therefore changes nothing.
    """
    steps = {rater: _whole(lean) for rater, lean in found.items()}
    return tuple(
        replace(
            row,
            ratings=tuple(
                replace(rating, account=_moved(rating.account, steps[rating.rater], criterion))
                if rating.counts and not isinstance(rating.account, Silence) and rating.rater in steps
                else rating
                for rating in row.ratings
            ),
        )
        for row in rows
    )


def _whole(lean: Fraction) -> int:
    """The whole levels of a lean, with its sign; a half counts as nothing."""
    whole = -((Fraction(1, 2) - abs(lean)) // 1)
    return whole if lean > 0 else -whole


def _moved(level: int, lean: int, criterion: Criterion) -> int:
    return min(max(level - lean, criterion.values[0]), criterion.highest)
