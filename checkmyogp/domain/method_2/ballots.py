"""The headline counts of any set of NGOs in a few additions, so that thousands of sets can be tried.

What one NGO says of all milestones is one integer, a *ballot*: a field for each milestone and each question, +1 for
yes and -1 for no. The ballots of some NGOs are added, and a field above nothing is a majority for yes, on all
milestones at once. The counts are those of ``headline_counts``, which says them one milestone at a time.
Source: the published method, version 2, section "How sure are we?", points B and C.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.findings import MilestoneRatings
from checkmyogp.domain.method_2.headline_counts import Headline
from checkmyogp.domain.rubrics import Criterion
from checkmyogp.domain.scales import Silence

Counted = tuple[int, ...]
"""Every headline in the order of ``Headline``, then the sum of signed distances."""


@dataclass(frozen=True, slots=True)
class CountRange:
    """The fewest and the most that a count came to."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Ranges:
    """How far each headline count, and the mean of signed distances, went over some sets of NGOs."""

    counts: tuple[tuple[Headline, CountRange], ...]
    """Every headline, in the order of ``Headline``."""
    mean: tuple[Fraction, Fraction] | Undefined
    """The least and the greatest mean, in levels; sets that leave nothing to compare have none."""

    def of(self, headline: Headline) -> CountRange:
        """One of the ranges."""
        return dict(self.counts)[headline]


def ranges(found: Collection[Counted]) -> Ranges:
    """The ranges over at least one set of NGOs."""
    comparable = list(Headline).index(Headline.COMPARABLE)
    means = [Fraction(counted[-1], counted[comparable]) for counted in found if counted[comparable]]
    columns = list(zip(*found, strict=True))[:-1]
    return Ranges(
        tuple(
            (headline, CountRange(min(column), max(column))) for headline, column in zip(Headline, columns, strict=True)
        ),
        (min(means), max(means)) if means else Undefined.NO_PAIRS,
    )


@dataclass(frozen=True, slots=True)
class BallotSheet:
    """The layout of all ballots of a criterion, and what is the same whoever is heard.

    A *section* is a field for each active milestone. The first counts who scored, the second asks "the highest
    level?", then for each distance d "at least d levels below the government?", then the same above.
    """

    active: tuple[MilestoneRatings, ...]
    scale: tuple[int, ...]
    width: int  # bits of a field; its highest bit says yes
    bias: int  # added to a sum of ballots, so that no field is negative and a majority reaches the highest bit
    marks: int  # the highest bit of every field of one section
    reported: int  # those of them of which the government gave a level
    reported_at_top: int  # those of them of which it gave the highest

    @property
    def section(self) -> int:
        """How many bits a section has."""
        return self.width * len(self.active)

    def ballot(self, levels: Mapping[str, int]) -> int:
        """What one NGO says, by milestone."""
        answers = [
            self._answers(row, levels[row.milestone]) if row.milestone in levels else []
            for row in reversed(self.active)
        ]
        sections = [
            [said[section] if section < len(said) else 0 for said in answers]
            for section in reversed(range(2 * len(self.scale)))
        ]
        return self._marked(sections, 1) - self._marked(sections, -1)

    def _marked(self, sections: Iterable[Iterable[int]], answer: int) -> int:
        """A one in every field with this answer: read from its digits at once, as a thousand sums would be long."""
        one, zero = "1".zfill(self.width), "0" * self.width
        return int("".join(one if said == answer else zero for section in sections for said in section) or "0", 2)

    def _answers(self, row: MilestoneRatings, level: int) -> list[int]:
        yes = [level == self.scale[-1]]
        if isinstance(row.government, Silence):
            return [1, *(1 if each else -1 for each in yes)]
        distances = range(1, len(self.scale))
        yes += [level <= row.government - distance for distance in distances]
        yes += [level >= row.government + distance for distance in distances]
        return [1, *(1 if each else -1 for each in yes)]

    def read(self, total: int) -> Counted:
        """What a sum of ballots comes to."""
        fields, section = total + self.bias, self.section
        quorate = fields & self.marks
        sections: list[int] = []
        for _ in range(2 * len(self.scale) - 1):
            fields >>= section
            sections.append(fields & quorate)
        at_top, below, above = sections[0], sections[1 : len(self.scale)], sections[len(self.scale) :]
        comparable = (quorate & self.reported).bit_count()
        lower, higher = [each.bit_count() for each in below], [each.bit_count() for each in above]
        government_higher, civil_society_higher = sum(lower[:1]), sum(higher[:1])
        return (
            quorate.bit_count(),
            at_top.bit_count(),
            comparable,
            government_higher,
            comparable - government_higher - civil_society_higher,
            civil_society_higher,
            (quorate & self.reported_at_top).bit_count(),
            (at_top & self.reported).bit_count(),
            (at_top & self.reported_at_top).bit_count(),
            sum(lower) - sum(higher),
        )


def sheet(rows: Iterable[MilestoneRatings], criterion: Criterion, *, quorum: int) -> BallotSheet:
    """The layout for these milestones, wide enough for everybody who scored any of them and for the quorum."""
    heard = tuple(row for row in rows if not row.withdrawn)
    scale = criterion.values
    width = max(len(raters(heard)), quorum).bit_length() + 1
    highest = 1 << (width - 1)
    marks = _everywhere(range(len(heard)), highest, width)
    section = width * len(heard)
    reported = [place for place, row in enumerate(heard) if not isinstance(row.government, Silence)]
    at_top = [place for place in reported if heard[place].government == scale[-1]]
    majorities = sum(
        _everywhere(range(len(heard)), highest - 1, width) << n * section for n in range(1, 2 * len(scale))
    )
    return BallotSheet(
        active=heard,
        scale=scale,
        width=width,
        bias=_everywhere(range(len(heard)), highest - max(quorum, 1), width) + majorities,
        marks=marks,
        reported=_everywhere(reported, highest, width),
        reported_at_top=_everywhere(at_top, highest, width),
    )


def _everywhere(places: Iterable[int], field: int, width: int) -> int:
    return sum(field << place * width for place in places)


def raters(rows: Iterable[MilestoneRatings]) -> tuple[str, ...]:
    """Every NGO with a counted level on an active milestone, in order of its key."""
    return tuple(sorted({rater for row in rows if not row.withdrawn for rater in row.by_rater}))


def levels_of(rows: Sequence[MilestoneRatings]) -> dict[str, dict[str, int]]:
    """The counted levels of each such NGO, by milestone, in order of its key."""
    return {
        rater: {row.milestone: row.by_rater[rater] for row in rows if not row.withdrawn and rater in row.by_rater}
        for rater in raters(rows)
    }
