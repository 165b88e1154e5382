"""The figures of a scorecard of version 1 of the method, as far as both versions have them, read from forms 1 and 2.

Nothing is judged again. Version 1 counted what the government says over all milestones and kept no list for each side;
both are counted here from what it published of each milestone. Its further figures stand in its file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from checkmyogp.domain.method_2.headline_counts import OF_VERDICTS, Headline
from checkmyogp.domain.method_2.positions import Middle
from checkmyogp.domain.scales import Silence
from checkmyogp.snapshots.entries import account_of
from checkmyogp.snapshots.figures import (
    Agreement,
    CommitmentFigures,
    Counts,
    MilestoneFigures,
    PublishedPosition,
    PublishedSupport,
    in_order,
)
from checkmyogp.snapshots.numbers import figure_of
from checkmyogp.snapshots.schema import FrozenFigures, FrozenMilestoneFigures, FrozenPosition
from checkmyogp.snapshots.selections import counts_of


@dataclass(frozen=True)
class FiguresOfMethod1:
    """What both versions publish on one criterion, read part by part; ``scale`` is every level, ascending."""

    frozen: FrozenFigures
    scale: Sequence[int]

    @cached_property
    def counts(self) -> Counts:
        """Counts over the plan, with both lists."""
        published = _counts(self.frozen["counts"])
        everything = [_milestone(each, self.scale[-1]) for each in self.frozen["milestones"]]
        counted = counts_of(everything, self.scale, compared=self.frozen["compared"])
        return replace(
            published,
            headlines={**counted.headlines, **published.headlines},
            civil_society=counted.civil_society,
            government=counted.government,
        )

    @property
    def agreement(self) -> Agreement:
        """The agreement among NGOs."""
        frozen = self.frozen["agreement"]
        return Agreement(
            alpha=figure_of(frozen["alpha"]),
            ac2=figure_of(frozen["ac2"]),
            exact_agreement=figure_of(frozen["exact_agreement"]),
            adjacent_agreement=figure_of(frozen["adjacent_agreement"]),
            milestones=frozen["milestones"],
            raters=frozen["raters"],
            values=frozen["values"],
        )

    @property
    def commitments(self) -> tuple[CommitmentFigures, ...]:
        """Each commitment, in the plan's order, without derived levels."""
        return tuple(
            CommitmentFigures(each["number"], _counts(each["counts"]), {}) for each in self.frozen["commitments"]
        )

    @property
    def vignettes(self) -> None:
        """Version 1 knew none."""
        return

    @property
    def certainty(self) -> None:
        """How sure the figures are was not published."""
        return

    @cached_property
    def _by_number(self) -> Mapping[str, FrozenMilestoneFigures]:
        return {each["number"]: each for each in self.frozen["milestones"]}

    def milestone(self, number: str) -> MilestoneFigures:
        """One milestone."""
        return _milestone(self._by_number[number], self.scale[-1])


def _position(frozen: FrozenPosition, top: int) -> PublishedPosition | Silence:
    if "silence" in frozen:
        return Silence(frozen["silence"])
    middle = Middle.around(Fraction(frozen.get("exact", "")))
    return PublishedPosition(
        middle,
        frozen.get("lowest", 0),
        frozen.get("highest", 0),
        frozen.get("split", False),
        at_top=middle == Middle(top, top),
    )


def _milestone(frozen: FrozenMilestoneFigures, top: int) -> MilestoneFigures:
    position = _position(frozen["position"], top)
    support = frozen.get("support")
    return MilestoneFigures(
        number=frozen["number"],
        levels=tuple(frozen["levels"]),
        position=position,
        government=account_of(frozen["government"]) if "government" in frozen else Silence.NOT_REPORTED,
        outcome=frozen.get("outcome", position.value if isinstance(position, Silence) else ""),
        support=PublishedSupport(support["below"], support["at"], support["above"]) if support else None,
        fragile=frozen.get("fragile", False),
        without_interested=frozen["without_interested"]["outcome"] if "without_interested" in frozen else "",
    )


def _counts(frozen: Mapping[str, Any]) -> Counts:
    """What version 1 counted, without the lists."""
    outcomes: Mapping[str, int] = frozen.get("outcomes", {})
    verdicts = {headline: outcomes.get(verdict.value, 0) for verdict, headline in OF_VERDICTS.items()}
    return Counts(
        active=frozen["active"],
        withdrawn=frozen["withdrawn"],
        split=frozen["split"],
        fragile=frozen.get("fragile", 0),
        headlines={
            Headline.POSITIONS: frozen["assessed"],
            Headline.POSITIONS_AT_TOP: frozen["civil_society_at_top"],
            Headline.COMPARABLE: frozen.get("comparable", 0),
            **verdicts,
        },
        civil_society=(),
        government=(),
        not_comparable=in_order(outcomes),
    )
