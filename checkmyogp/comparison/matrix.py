"""The matrix: what each party says of each milestone on one criterion, chosen and ordered as a reader asks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, unique
from fractions import Fraction
from math import ceil

from checkmyogp.domain import display
from checkmyogp.domain.divergence import SPREAD_THAT_SPLITS
from checkmyogp.domain.findings import COUNTS, Counting
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.scorecards.filters import OUTCOMES
from checkmyogp.scorecards.rows import Line, farthest_first, lines
from checkmyogp.snapshots.reader import CriterionView, Plain, Scorecard, account

AT_ONCE = 50
"""Milestones on one page."""

OPEN_END = "open"
"""The year of a milestone for which the plan names no end."""


@unique
class Order(StrEnum):
    """In which order the milestones stand."""

    PLAN = "plan"
    DIVERGENCE = "divergence"
    DISAGREEMENT = "disagreement"
    AGENCY = "agency"
    DUE = "due"


@unique
class Agreeing(StrEnum):
    """How far apart the NGOs stand."""

    SAME = "same"
    NEAR = "near"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one party says of one milestone."""

    account: Account | Fraction
    """A level, civil society's median, or the silence in its place."""
    shade: int
    """The level's place on the scale, from 0, rounded down; -1 for a silence."""
    shown: str
    """The level as a number; empty for a silence."""
    counting: Counting = Counting.COUNTED
    first: Account | None = None
    """What an NGO said before it revised; nothing where its first account stands."""

    @property
    def counts(self) -> bool:
        """Whether civil society's median hears it."""
        return self.counting in COUNTS


@dataclass(frozen=True, slots=True)
class Entry:
    """One milestone with what every party says of it."""

    line: Line
    government: Cell
    median: Cell
    raters: tuple[Cell, ...]
    """In the order of the scorecard's raters."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One milestone with what it is chosen and ordered by."""

    line: Line
    due: str
    """The last day by which it is due; empty where the plan names none."""

    @property
    def year(self) -> str:
        """The year by whose end it is due."""
        return self.due[:4] or OPEN_END

    @property
    def agreeing(self) -> str:
        """How far apart the NGOs stand; empty where civil society has no position."""
        if isinstance(self.line.position, Silence):
            return ""
        if self.line.spread >= SPREAD_THAT_SPLITS:
            return Agreeing.SPLIT
        return Agreeing.NEAR if self.line.spread else Agreeing.SAME


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader asked to see; empty means everything."""

    criterion: str
    order: str = Order.PLAN
    commitment: str = ""
    agency: str = ""
    outcome: str = ""
    agreeing: str = ""
    due: str = ""
    page: str = "1"

    def fits(self, placed: Placed) -> bool:
        """Whether the reader wants to see this milestone."""
        return (
            self.commitment in {"", placed.line.top}
            and (not self.agency or self.agency in placed.line.agencies)
            and self.outcome in {"", placed.line.outcome}
            and self.agreeing in {"", placed.agreeing}
            and self.due in {"", placed.year}
        )

    def parameters(self, **changed: str) -> dict[str, str]:
        """The query parameters of this choice with some of them changed; what is left at its default is left out."""
        wanted = {name: getattr(self, name) for name in self.__dataclass_fields__} | {"page": "1"} | changed
        default = {"criterion": "completion", "order": Order.PLAN.value, "page": "1"}
        return {name: value for name, value in wanted.items() if value and value != default.get(name)}


@dataclass(frozen=True, slots=True)
class Matrix:
    """What of the matrix one page shows."""

    choice: Choice
    entries: Sequence[Entry]
    fitting: int
    """How many milestones fit the choice, on all pages."""
    everything: int

    @property
    def pages(self) -> int:
        """How many pages there are; one even where nothing fits."""
        return max(1, ceil(self.fitting / AT_ONCE))


def allowed(scorecard: Scorecard) -> Mapping[str, Collection[str]]:
    """Every query parameter with its possible values; a form also sends what was left empty."""
    years = {_due(milestone)[:4] or OPEN_END for milestone in scorecard.milestones.values()}
    pages = ceil(len(scorecard.milestones) / AT_ONCE) or 1
    return {
        "criterion": tuple(scorecard.criteria),
        "order": tuple(Order),
        "commitment": ("", *(number for number, top in scorecard.tops.items() if number == top)),
        "agency": ("", *scorecard.agencies),
        "outcome": ("", *OUTCOMES),
        "agreeing": ("", *Agreeing),
        "due": ("", *sorted(years)),
        "page": tuple(str(page) for page in range(1, pages + 1)),
    }


def matrix(scorecard: Scorecard, choice: Choice) -> Matrix:
    """The milestones that the reader asked for, in the order asked for."""
    criterion = scorecard.criteria[choice.criterion]
    everything = [
        Placed(each, _due(milestone))
        for each, milestone in zip(lines(scorecard, criterion), scorecard.milestones.values(), strict=True)
    ]
    fitting = ordered([each for each in everything if choice.fits(each)], choice.order)
    start = (int(choice.page) - 1) * AT_ONCE
    shown = [_entry(scorecard, criterion, placed.line) for placed in fitting[start : start + AT_ONCE]]
    return Matrix(choice, shown, len(fitting), len(everything))


def ordered(everything: Sequence[Placed], order: str) -> list[Placed]:
    """The milestones, which come in the plan's order, in another one; equals stay as in the plan."""
    match Order(order):
        case Order.DIVERGENCE:
            return sorted(everything, key=lambda placed: farthest_first(placed.line))
        case Order.DISAGREEMENT:
            return sorted(everything, key=lambda placed: -placed.line.spread)
        case Order.AGENCY:
            # Of several leads the first one named; a milestone without any stands last.
            return sorted(everything, key=lambda placed: (not placed.line.agencies, *placed.line.agencies[:1]))
        case Order.DUE:
            return sorted(everything, key=lambda placed: (not placed.due, placed.due))
        case Order.PLAN:
            return list(everything)


def _entry(scorecard: Scorecard, criterion: CriterionView, said: Line) -> Entry:
    by_rater = {assessment["rater"]: assessment for assessment in scorecard.assessments(said.number)}
    return Entry(
        line=said,
        government=_cell(criterion, said.government),
        median=_cell(criterion, said.position),
        raters=tuple(_of_rater(criterion, by_rater.get(key)) for key in scorecard.raters),
    )


def _due(milestone: Plain) -> str:
    return str(milestone["due"].get("ends", ""))


def _of_rater(criterion: CriterionView, assessment: Plain | None) -> Cell:
    answers = assessment["answers"] if assessment else ()
    answer = next((each for each in answers if each["criterion"] == criterion.key), None)
    if assessment is None or answer is None:
        return _cell(criterion, Silence.NOT_ASSESSED)
    return _cell(
        criterion,
        account(answer["account"]),
        counting=Counting(assessment["counting"]),
        first=account(answer["first"]["account"]) if "first" in answer else None,
    )


def _cell(
    criterion: CriterionView,
    said: Account | Fraction,
    *,
    counting: Counting = Counting.COUNTED,
    first: Account | None = None,
) -> Cell:
    if isinstance(said, Silence):
        return Cell(said, -1, "", counting, first)
    lowest = criterion.levels[0].value
    return Cell(said, int(said - lowest), display.levels(said), counting, first)
