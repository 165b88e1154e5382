"""The matrix: what each party says of each milestone on one criterion, chosen and ordered as a reader asks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, unique
from math import ceil

from checkmyogp.domain.divergence import SPREAD_THAT_SPLITS
from checkmyogp.domain.findings import COUNTS, Counting
from checkmyogp.domain.method_2.positions import Middle
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.scorecards.rows import (
    OUTCOMES,
    MilestoneRow,
    closest_call_first,
    farthest_first,
    milestone_rows,
)
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.snapshots.entries import AssessmentEntry
from checkmyogp.snapshots.reader import Readable

AT_ONCE = 50
"""Milestones on one page."""

OPEN_END = "open"
"""The year of a milestone for which the plan names no end."""


@unique
class MatrixSort(StrEnum):
    """In which order the milestones stand."""

    PLAN = "plan"
    DIVERGENCE = "divergence"
    DISAGREEMENT = "disagreement"
    FLIP_NUMBER = "flip_number"
    AGENCY = "agency"
    DUE = "due"


@unique
class AgreementFilter(StrEnum):
    """How far apart the NGOs stand."""

    SAME = "same"
    NEAR = "near"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What one party says of one milestone."""

    account: Account | Middle
    """A level, where civil society stands, or the silence in its place."""
    shade: int
    """The level's place on the scale, from 0, of two levels the lower one's; -1 for a silence."""
    shown: tuple[str, ...]
    """The level as a number, or two of them; none for a silence."""
    counting: Counting = Counting.COUNTED
    first: Account | None = None
    """What an NGO said before it revised; nothing where its first account stands."""

    @property
    def counts(self) -> bool:
        """Whether it is heard in where civil society stands."""
        return self.counting in COUNTS


@dataclass(frozen=True, slots=True)
class MatrixEntry:
    """One milestone with what every party says of it."""

    row: MilestoneRow
    government: MatrixCell
    stands: MatrixCell
    """Where civil society does."""
    raters: tuple[MatrixCell, ...]
    """In the order of the scorecard's raters."""


@dataclass(frozen=True, slots=True)
class DatedRow:
    """One milestone with what it is chosen and ordered by."""

    row: MilestoneRow
    due: str
    """The last day by which it is due; empty where the plan names none."""

    @property
    def year(self) -> str:
        """The year by whose end it is due."""
        return self.due[:4] or OPEN_END

    @property
    def agreeing(self) -> str:
        """How far apart the NGOs stand; empty where civil society has no position."""
        if isinstance(self.row.position, Silence):
            return ""
        if self.row.spread >= SPREAD_THAT_SPLITS:
            return AgreementFilter.SPLIT
        return AgreementFilter.NEAR if self.row.spread else AgreementFilter.SAME


@dataclass(frozen=True, slots=True)
class MatrixFilters:
    """What a reader asked to see; empty means everything."""

    criterion: str
    sort: str = MatrixSort.PLAN
    commitment: str = ""
    agency: str = ""
    outcome: str = ""
    agreeing: str = ""
    due: str = ""
    page: str = "1"

    def fits(self, dated: DatedRow) -> bool:
        """Whether the reader wants to see this milestone."""
        return (
            self.commitment in {"", dated.row.top}
            and (not self.agency or self.agency in dated.row.agencies)
            and self.outcome in {"", dated.row.outcome}
            and self.agreeing in {"", dated.agreeing}
            and self.due in {"", dated.year}
        )

    def parameters(self, headline: str, **changed: str) -> dict[str, str]:
        """The query parameters of this choice with some of them changed; what is left at its default is left out."""
        wanted = {name: getattr(self, name) for name in self.__dataclass_fields__} | {"page": "1"} | changed
        default = {"criterion": headline, "sort": MatrixSort.PLAN.value, "page": "1"}
        return {name: value for name, value in wanted.items() if value and value != default.get(name)}


@dataclass(frozen=True, slots=True)
class Matrix:
    """What of the matrix one page shows."""

    choice: MatrixFilters
    entries: Sequence[MatrixEntry]
    fitting: int
    """How many milestones fit the choice, on all pages."""
    everything: int

    @property
    def pages(self) -> int:
        """How many pages there are; one even where nothing fits."""
        return max(1, ceil(self.fitting / AT_ONCE))


def allowed(scorecard: Readable) -> Mapping[str, Collection[str]]:
    """Every query parameter with its possible values; a form also sends what was left empty."""
    years = {milestone.due.ends[:4] or OPEN_END for milestone in scorecard.milestones.values()}
    pages = ceil(len(scorecard.milestones) / AT_ONCE) or 1
    return {
        "criterion": tuple(scorecard.criteria),
        "sort": tuple(MatrixSort),
        "commitment": ("", *(number for number, top in scorecard.tops.items() if number == top)),
        "agency": ("", *scorecard.agencies),
        "outcome": ("", *OUTCOMES),
        "agreeing": ("", *AgreementFilter),
        "due": ("", *sorted(years)),
        "page": tuple(str(page) for page in range(1, pages + 1)),
    }


def matrix(scorecard: Readable, choice: MatrixFilters) -> Matrix:
    """The milestones that the reader asked for, in the order asked for."""
    criterion = scorecard.criteria[choice.criterion]
    everything = [
        DatedRow(each, milestone.due.ends)
        for each, milestone in zip(milestone_rows(scorecard, criterion), scorecard.milestones.values(), strict=True)
    ]
    fitting = ordered([each for each in everything if choice.fits(each)], choice.sort)
    start = (int(choice.page) - 1) * AT_ONCE
    shown = [_entry(scorecard, criterion, dated.row) for dated in fitting[start : start + AT_ONCE]]
    return Matrix(choice, shown, len(fitting), len(everything))


def ordered(everything: Sequence[DatedRow], sort: str) -> list[DatedRow]:
    """The milestones, which come in the plan's order, in another one; equals stay as in the plan."""
    match MatrixSort(sort):
        case MatrixSort.DIVERGENCE:
            return sorted(everything, key=lambda dated: farthest_first(dated.row))
        case MatrixSort.DISAGREEMENT:
            return sorted(everything, key=lambda dated: -dated.row.spread)
        case MatrixSort.FLIP_NUMBER:
            return sorted(everything, key=lambda dated: closest_call_first(dated.row))
        case MatrixSort.AGENCY:
            # Of several leads the first one named; a milestone without any stands last.
            return sorted(everything, key=lambda dated: (not dated.row.agencies, *dated.row.agencies[:1]))
        case MatrixSort.DUE:
            return sorted(everything, key=lambda dated: (not dated.due, dated.due))
        case MatrixSort.PLAN:
            return list(everything)


def _entry(scorecard: Readable, criterion: CriterionView, said: MilestoneRow) -> MatrixEntry:
    by_rater = {assessment.rater: assessment for assessment in scorecard.milestones[said.number].assessments}
    return MatrixEntry(
        row=said,
        government=_cell(criterion, said.government),
        stands=_cell(criterion, said.position),
        raters=tuple(_of_rater(criterion, by_rater.get(key)) for key in scorecard.raters),
    )


def _of_rater(criterion: CriterionView, assessment: AssessmentEntry | None) -> MatrixCell:
    answer = assessment.answers.get(criterion.key) if assessment else None
    if assessment is None or answer is None:
        return _cell(criterion, Silence.NOT_ASSESSED)
    return _cell(criterion, answer.account, counting=assessment.counting, first=answer.first)


def _cell(
    criterion: CriterionView,
    said: Account | Middle,
    *,
    counting: Counting = Counting.COUNTED,
    first: Account | None = None,
) -> MatrixCell:
    if isinstance(said, Silence):
        return MatrixCell(said, -1, (), counting, first)
    levels = sorted({said.lower, said.upper}) if isinstance(said, Middle) else [said]
    return MatrixCell(said, levels[0] - criterion.scale[0], tuple(map(str, levels)), counting, first)
