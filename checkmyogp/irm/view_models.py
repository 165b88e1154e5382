"""What the pages of the IRM's codes show: each era's by themselves, and completion beside what the parties say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checkmyogp.domain.irm import (
    LEVELS,
    SCHEMES,
    IrmAgreement,
    IrmQuestion,
    Lifting,
    Product,
    Scheme,
    Stance,
    Unlevelled,
    agreement,
    derived,
    of_product,
)
from checkmyogp.domain.scales import Silence
from checkmyogp.domain.wording import Wording
from checkmyogp.irm import queries
from checkmyogp.irm.models import IrmCode
from checkmyogp.plans.models import Commitment, Plan
from checkmyogp.scorecards.rows import milestone_row
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.snapshots.figures import PublishedLevel, PublishedLevels
from checkmyogp.snapshots.reader import Scorecard

NOT_HEARD: Mapping[str, Silence] = {
    "government": Silence.NOT_REPORTED,
    "civil_society": Silence.NOT_ASSESSED,
}
"""Each party beside the IRM, and what it is called that no milestone of a commitment has a level of its."""


ByRule = tuple[str, Lifting]
"""A party, and the rule by which its milestones' levels are derived into a commitment's."""


@dataclass(frozen=True, slots=True)
class CommitmentCodes:
    """One commitment with what is recorded of it, question by question."""

    number: str
    title: Wording
    codes: tuple[IrmCode | None, ...]


@dataclass(frozen=True, slots=True)
class ProductTable:
    """One product of the IRM, and nothing of another."""

    product: Product
    schemes: tuple[Scheme, ...]
    lines: tuple[CommitmentCodes, ...]

    @property
    def questions(self) -> tuple[IrmQuestion, ...]:
        """What it asks, in the order of the codes of a line."""
        return tuple(SCHEMES[scheme].question for scheme in self.schemes)


def tables(titles: Mapping[str, Wording], codes: Sequence[IrmCode], *, blank: bool = False) -> list[ProductTable]:
    """The codes by product; products of which nothing is recorded are left out unless ``blank``."""
    recorded = {(row.commitment.number, row.scheme): row for row in codes}
    products = [product for product in Product if blank or any(SCHEMES[row.scheme].product is product for row in codes)]
    return [_table(product, titles, recorded) for product in products]


def _table(
    product: Product, titles: Mapping[str, Wording], recorded: Mapping[tuple[str, Scheme], IrmCode]
) -> ProductTable:
    schemes = of_product(product)
    lines = (
        CommitmentCodes(number, title, tuple(recorded.get((number, scheme)) for scheme in schemes))
        for number, title in titles.items()
    )
    return ProductTable(product, schemes, tuple(lines))


def of_plan(plan: Plan) -> list[ProductTable]:
    """Everything recorded of a plan, with an empty place for everything that is not."""
    titles = {each.number: each.title for each in queries.top_commitments(plan.id)}
    return tables(titles, queries.standing_codes(plan.slug), blank=True)


def of_commitment(plan: Plan, number: str) -> Commitment | None:
    """The commitment at the top with this number."""
    return next((each for each in queries.top_commitments(plan.id) if each.number == number), None)


@dataclass(frozen=True, slots=True)
class Beside:
    """One commitment: what the IRM says of completion, and what follows from each party's milestones by each rule."""

    number: str
    title: Wording
    irm: Stance
    derived: Mapping[ByRule, PublishedLevel]
    milestones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartyBesideIrm:
    """One party beside the IRM by one rule."""

    party: str
    rule: Lifting
    found: IrmAgreement


@dataclass(frozen=True, slots=True)
class RoundCodes:
    """Everything that the page of a round shows."""

    tables: Sequence[ProductTable]
    comparable: bool
    """Whether the round's completion has the levels of the IRM's."""
    beside: Sequence[Beside]
    agreed: Sequence[PartyBesideIrm]


def is_comparable(criterion: CriterionView) -> bool:
    """Whether a criterion has the levels of the IRM's completion, so that the two can stand side by side."""
    return criterion.compared and tuple(level.value for level in criterion.levels) == LEVELS


def analysis(scorecard: Scorecard) -> RoundCodes:
    """What is recorded of a round's plan, beside what the round came to."""
    titles = {number: title for number, title in scorecard.commitments.items() if scorecard.tops[number] == number}
    codes = queries.standing_codes(scorecard.plan_slug)
    shown = tables(titles, codes)
    if not is_comparable(scorecard.headline):
        return RoundCodes(shown, comparable=False, beside=(), agreed=())
    irm = queries.stances(codes)
    lifted = derived_levels(scorecard)
    milestones = _milestones(scorecard)
    return RoundCodes(
        shown,
        comparable=True,
        beside=[
            Beside(
                number,
                title,
                irm.get(number, Unlevelled.NOT_RECORDED),
                {by: levels[number] for by, levels in lifted.items()},
                tuple(milestones.get(number, ())),
            )
            for number, title in titles.items()
        ],
        agreed=[
            PartyBesideIrm(party, rule, agreement({key: each.level for key, each in levels.items()}, irm))
            for (party, rule), levels in lifted.items()
        ],
    )


def derived_levels(scorecard: Scorecard) -> dict[ByRule, dict[str, PublishedLevel]]:
    """For each party and rule the level of each commitment at the top, and on how many milestones it rests.

    Version 2 publishes them. Version 1 did for one rule, so that here both follow from what it published of milestones.
    """
    if scorecard.method.version == 1:
        return _derived_under_version_1(scorecard)
    published = {each.number: each.derived for each in scorecard.headline.figures.commitments}
    return {
        (party, rule): {
            number: _of_party(published[number][rule], party) if number in published else _nothing_heard(party)
            for number, top in scorecard.tops.items()
            if number == top
        }
        for party in NOT_HEARD
        for rule in Lifting
    }


def _of_party(levels: PublishedLevels, party: str) -> PublishedLevel:
    if party == "government":
        return levels.government or _nothing_heard(party)
    return levels.civil_society


def _nothing_heard(party: str) -> PublishedLevel:
    return PublishedLevel(NOT_HEARD[party], 0)


def _derived_under_version_1(scorecard: Scorecard) -> dict[ByRule, dict[str, PublishedLevel]]:
    milestones = _milestones(scorecard)
    said = {
        party: {
            number: list(_said(scorecard, party, milestones.get(number, ())))
            for number, top in scorecard.tops.items()
            if number == top
        }
        for party in NOT_HEARD
    }
    return {
        (party, rule): {
            number: PublishedLevel(derived(rule, levels, otherwise=NOT_HEARD[party]), len(levels))
            for number, levels in by_commitment.items()
        }
        for party, by_commitment in said.items()
        for rule in Lifting
    }


def _said(scorecard: Scorecard, party: str, numbers: Iterable[str]) -> Iterator[Fraction]:
    """The party's levels on these milestones, under version 1."""
    for number in numbers:
        row = milestone_row(scorecard, scorecard.headline, number)
        if party == "government" and not isinstance(row.government, Silence):
            yield Fraction(row.government)
        if party == "civil_society" and not isinstance(row.position, Silence):
            yield Fraction(row.position.lower + row.position.upper, 2)


def _milestones(scorecard: Scorecard) -> dict[str, list[str]]:
    by_commitment: dict[str, list[str]] = {}
    for number, milestone in scorecard.milestones.items():
        by_commitment.setdefault(scorecard.tops[milestone.commitment], []).append(number)
    return by_commitment
