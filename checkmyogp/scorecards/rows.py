"""The milestones of a scorecard on one criterion, chosen and ordered as a reader asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.method_2.positions import Middle
from checkmyogp.domain.method_2.verdicts import Alignment
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.domain.wording import Wording
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.snapshots.figures import Counts, PublishedPosition, PublishedSupport
from checkmyogp.snapshots.reader import Readable, Scorecard
from checkmyogp.snapshots.selections import counts_of

SORTS = ("plan", "divergence", "disagreement", "flip_number")
OUTCOMES = (*(verdict.value for verdict in Verdict), *(silence.value for silence in Silence))
"""Everything that a reader can choose by: every verdict and every silence."""


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One milestone on one criterion."""

    number: str
    title: Wording
    commitment: str
    """The commitment or sub-commitment it stands under."""
    top: str
    agencies: tuple[str, ...]
    compared: bool
    government: Account
    levels: tuple[int, ...]
    position: Middle | Silence
    spread: int
    split: bool
    outcome: str
    distance: int | None
    """Levels from the government's to the nearer of the middle two; from version 2, where there is a verdict."""
    support: PublishedSupport | None
    flip_number: int | None
    """How many NGOs would have to change for another verdict; from version 2."""
    alignment: Alignment | None
    fragile: bool
    without_interested: str
    """What it comes to without the interested NGOs; empty where there are none."""
    recused: int

    @property
    def apart(self) -> int | None:
        """Levels between the government's and where civil society stands; nothing where one of them is silent."""
        if isinstance(self.government, Silence) or isinstance(self.position, Silence):
            return None
        return max(self.position.lower - self.government, self.government - self.position.upper, 0)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asked to see: empty means everything."""

    criterion: str
    sort: str = "plan"
    commitment: str = ""
    agency: str = ""
    outcome: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether some milestones are left out."""
        return bool(self.commitment or self.agency or self.outcome)

    def parameters(self, headline: str, **changed: str) -> dict[str, str]:
        """The query parameters of this choice with some of them changed; what is left at its default is left out."""
        wanted = {
            "criterion": self.criterion,
            "sort": self.sort,
            "commitment": self.commitment,
            "agency": self.agency,
            "outcome": self.outcome,
        } | changed
        default = {"criterion": headline, "sort": "plan"}
        return {name: value for name, value in wanted.items() if value and value != default.get(name)}


def milestone_rows(scorecard: Readable, criterion: CriterionView) -> list[MilestoneRow]:
    """Every milestone, in the plan's order."""
    return [milestone_row(scorecard, criterion, number) for number in scorecard.milestones]


def milestone_row(scorecard: Readable, criterion: CriterionView, number: str) -> MilestoneRow:
    """One milestone."""
    milestone, figures = scorecard.milestones[number], criterion.figures.milestone(number)
    position = figures.position
    stands = isinstance(position, PublishedPosition)
    return MilestoneRow(
        number=number,
        title=milestone.title,
        commitment=milestone.commitment,
        top=scorecard.tops[milestone.commitment],
        agencies=tuple(dict.fromkeys(lead.key for lead in milestone.leads)),
        compared=criterion.compared,
        government=figures.government,
        levels=figures.levels,
        position=position.middle if stands else position,
        spread=position.spread if stands else 0,
        split=stands and position.split,
        outcome=figures.outcome,
        distance=figures.distance,
        support=figures.support,
        flip_number=figures.flip_number,
        alignment=figures.alignment,
        fragile=figures.fragile,
        without_interested=figures.without_interested,
        recused=milestone.recused(criterion.key),
    )


def changed(
    scorecard: Scorecard, criterion: CriterionView, everything: Sequence[MilestoneRow]
) -> list[tuple[MilestoneRow, MilestoneRow]]:
    """The milestones that came to something else after the replies: as they were, and as they are."""
    first = scorecard.before_replies(criterion)
    pairs = [(milestone_row(scorecard, first, after.number), after) for after in everything]
    return [
        (before, after)
        for before, after in pairs
        if (before.outcome, before.position) != (after.outcome, after.position)
    ]


def chosen(everything: Sequence[MilestoneRow], choice: Filters) -> list[MilestoneRow]:
    """The rows a reader asked for, in the order asked for."""
    wanted = [
        row
        for row in everything
        if choice.commitment in {"", row.top}
        and (not choice.agency or choice.agency in row.agencies)
        and choice.outcome in {"", row.outcome}
    ]
    if choice.sort == "divergence":
        return sorted(wanted, key=farthest_first)
    if choice.sort == "disagreement":
        return sorted(wanted, key=lambda row: -row.spread)
    if choice.sort == "flip_number":
        return sorted(wanted, key=closest_call_first)
    return wanted


def counts(criterion: CriterionView, choice: Filters, selection: Sequence[MilestoneRow]) -> Counts:
    """What the rows that were chosen come to: as published where that is the plan, counted where it is a part."""
    if not choice.narrowed:
        return criterion.figures.counts
    figures = [criterion.figures.milestone(row.number) for row in selection]
    return counts_of(figures, criterion.scale, compared=criterion.compared)


def farthest_first(row: MilestoneRow) -> tuple[bool, int]:
    """Comparable rows first, the largest distance at the top whichever side is higher."""
    return (row.apart is None, -(row.apart or 0))


def closest_call_first(row: MilestoneRow) -> tuple[bool, int]:
    """Verdicts first, those at the top that the fewest NGOs decide."""
    return (row.flip_number is None, row.flip_number or 0)


def outcomes(everything: Sequence[MilestoneRow]) -> list[str]:
    """The outcomes that occur, verdicts first."""
    found = dict.fromkeys(row.outcome for row in everything if row.outcome)
    order = [*(verdict.value for verdict in Verdict), *(silence.value for silence in Silence)]
    return sorted(found, key=order.index)
