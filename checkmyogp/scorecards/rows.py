"""The milestones of a scorecard on one criterion, chosen and ordered as a reader asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.domain.wording import Wording
from checkmyogp.snapshots.reader import CriterionView, Scorecard, account, position, recused

SORTS = ("plan", "divergence", "disagreement")


@dataclass(frozen=True, slots=True)
class Support:
    """How many NGOs stand below, at and above the government's level."""

    below: int
    at: int
    above: int
    clear: bool

    @property
    def raters(self) -> int:
        """How many NGOs count."""
        return self.below + self.at + self.above


@dataclass(frozen=True, slots=True)
class Line:
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
    position: Fraction | Silence
    position_shown: str
    spread: int
    split: bool
    outcome: str
    distance: Fraction | None
    """Government minus civil society; nothing where one of them is silent."""
    distance_shown: str
    support: Support | None
    fragile: bool
    without_interested: str
    """What it comes to without the interested NGOs; empty where there are none."""
    recused: int


@dataclass(frozen=True, slots=True)
class Choice:
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

    def parameters(self, **changed: str) -> dict[str, str]:
        """The query parameters of this choice with some of them changed; what is left at its default is left out."""
        wanted = {
            "criterion": self.criterion,
            "sort": self.sort,
            "commitment": self.commitment,
            "agency": self.agency,
            "outcome": self.outcome,
        } | changed
        default = {"criterion": "completion", "sort": "plan"}
        return {name: value for name, value in wanted.items() if value and value != default.get(name)}


def lines(scorecard: Scorecard, criterion: CriterionView) -> list[Line]:
    """Every milestone, in the plan's order."""
    return [line(scorecard, criterion, number) for number in scorecard.milestones]


def line(scorecard: Scorecard, criterion: CriterionView, number: str) -> Line:
    """One milestone."""
    milestone, figure = scorecard.milestones[number], criterion.milestones[number]
    stands = position(figure["position"])
    return Line(
        number=number,
        title=Wording.restored(milestone["title"]),
        commitment=milestone["commitment"],
        top=scorecard.tops[milestone["commitment"]],
        agencies=tuple(dict.fromkeys([lead["key"] for lead in milestone["leads"]])),
        compared=criterion.compared,
        government=account(figure["government"]) if criterion.compared else Silence.NOT_REPORTED,
        levels=tuple(figure["levels"]),
        position=stands,
        position_shown=figure["position"].get("shown", ""),
        spread=figure["position"].get("highest", 0) - figure["position"].get("lowest", 0),
        split=bool(figure["position"].get("split", False)),
        outcome=figure.get("outcome", stands.value if isinstance(stands, Silence) else ""),
        recused=recused(milestone, criterion.key),
        **_compared(figure),
    )


def _compared(figure: Mapping[str, Any]) -> dict[str, Any]:
    """What only a comparison has."""
    divergence = figure.get("divergence", {})
    return {
        "distance": Fraction(divergence["exact"]) if divergence else None,
        "distance_shown": divergence.get("shown", ""),
        "support": Support(**figure["support"]) if "support" in figure else None,
        "fragile": bool(figure.get("fragile", False)),
        "without_interested": figure.get("without_interested", {}).get("outcome", ""),
    }


def changed(scorecard: Scorecard, criterion: CriterionView, everything: Sequence[Line]) -> list[tuple[Line, Line]]:
    """The milestones that came to something else after the replies: as they were, and as they are."""
    first = scorecard.before_replies(criterion)
    pairs = [(line(scorecard, first, after.number), after) for after in everything]
    return [
        (before, after)
        for before, after in pairs
        if (before.outcome, before.position) != (after.outcome, after.position)
    ]


def chosen(everything: Sequence[Line], choice: Choice) -> list[Line]:
    """The lines a reader asked for, in the order asked for."""
    wanted = [
        line
        for line in everything
        if choice.commitment in {"", line.top}
        and (not choice.agency or choice.agency in line.agencies)
        and choice.outcome in {"", line.outcome}
    ]
    if choice.sort == "divergence":
        return sorted(wanted, key=farthest_first)
    if choice.sort == "disagreement":
        return sorted(wanted, key=lambda line: -line.spread)
    return wanted


def farthest_first(line: Line) -> tuple[bool, Fraction]:
    """Comparable lines first, the largest distance at the top whichever side is higher."""
    return (line.distance is None, -abs(line.distance or Fraction(0)))


def outcomes(everything: Sequence[Line]) -> list[str]:
    """The outcomes that occur, verdicts first."""
    found = dict.fromkeys(line.outcome for line in everything if line.outcome)
    order = [*(verdict.value for verdict in Verdict), *(silence.value for silence in Silence)]
    return sorted(found, key=order.index)
