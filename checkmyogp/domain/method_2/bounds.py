"""C. What the counts could have been at the least and at the most, had nobody kept silent.

Every missing score of an accredited, unrecused NGO is given the lowest level, then the highest. One milestone's
silence says nothing of another's, so that each milestone is taken at its worst for a count, then at its best.
Source: the published method, version 2, section "How sure are we?", point C.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from checkmyogp.domain.findings import Counting, MilestoneRatings, Rating
from checkmyogp.domain.method_2.ballots import CountRange
from checkmyogp.domain.method_2.headline_counts import Headline, headlines
from checkmyogp.domain.method_2.verdicts import find
from checkmyogp.domain.rubrics import Criterion
from checkmyogp.domain.scales import Silence


@dataclass(frozen=True, slots=True)
class Entitled:
    """Who might have scored: the accredited NGOs, and on which milestone which of them are recused."""

    accredited: frozenset[str]
    recused: Mapping[str, frozenset[str]]
    """By milestone, found in the plan or declared. Whoever is recused in the ratings themselves need not be here."""

    def missing(self, row: MilestoneRatings) -> tuple[str, ...]:
        """The NGOs that might have scored an active milestone and gave no level, in order of key.

        A level that does not count is none that is missing: whoever is recused or not accredited stays so.
        """
        uncounted = {rating.rater for rating in row.ratings if not rating.counts or rating.account is Silence.RECUSED}
        kept_out = uncounted | self.recused.get(row.milestone, frozenset())
        return tuple(sorted(self.accredited - row.by_rater.keys() - kept_out))


@dataclass(frozen=True, slots=True)
class MissingScores:
    """How many scores are missing, and how far each headline count could go if they were given."""

    missing: int
    counts: tuple[tuple[Headline, CountRange], ...]
    """Every headline, in the order of ``Headline``.

    A published count may lie outside: it lacks a quorum here and there, and in what is counted here nobody is silent.
    """

    def of(self, headline: Headline) -> CountRange:
        """One of the bounds."""
        return dict(self.counts)[headline]


def completed(row: MilestoneRatings, missing: Collection[str], level: int) -> MilestoneRatings:
    """The milestone if each of these NGOs had given this level, whatever silence it kept instead."""
    others = tuple(rating for rating in row.ratings if rating.rater not in missing)
    return replace(row, ratings=(*others, *(Rating(rater, level, Counting.COUNTED) for rater in missing)))


def bounds(rows: Sequence[MilestoneRatings], criterion: Criterion, entitled: Entitled, *, quorum: int) -> MissingScores:
    """The bounds of each headline count over all ways to give the missing scores.

    A milestone is surely in a count when it is in it both with the lowest and with the highest level, and perhaps in
    it when it is with either. "Aligned" alone is not bounded by the two ends, so that the government's own level is
    given as well: with it a milestone is aligned if it can be at all.
    """
    heard = [row for row in rows if not row.withdrawn]
    tried = [_tried(row, entitled.missing(row), criterion, quorum=quorum) for row in heard]
    return MissingScores(
        missing=sum(len(entitled.missing(row)) for row in heard),
        counts=tuple((headline, _range(headline, tried)) for headline in Headline),
    )


def _tried(
    row: MilestoneRatings, missing: Collection[str], criterion: Criterion, *, quorum: int
) -> tuple[frozenset[Headline], ...]:
    own = () if isinstance(row.government, Silence) else (row.government,)
    return tuple(
        headlines(find(completed(row, missing, level), quorum=quorum), criterion.highest)
        for level in (criterion.values[0], criterion.highest, *own)
    )


def _range(headline: Headline, tried: Iterable[tuple[frozenset[Headline], ...]]) -> CountRange:
    inside = [[headline in found for found in ways] for ways in tried]
    return CountRange(sum(map(all, inside)), sum(map(any, inside)))
