"""Two hundred rounds counted twice: by the product, and by what was written from the published text alone."""

from random import Random

import pytest

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.findings import Counting, MilestoneRatings
from checkmyogp.domain.method_2.ballots import CountRange
from checkmyogp.domain.method_2.bounds import Entitled, bounds
from checkmyogp.domain.method_2.direction import direction
from checkmyogp.domain.method_2.extremes import extremes
from checkmyogp.domain.method_2.flip_numbers import flip_numbers
from checkmyogp.domain.method_2.headline_counts import Headline, mean_distance, plan_counts
from checkmyogp.domain.method_2.ngo_agreement import ngo_agreement
from checkmyogp.domain.method_2.panels import panels
from checkmyogp.domain.method_2.positions import Middle
from checkmyogp.domain.method_2.two_lists import two_lists
from checkmyogp.domain.method_2.verdicts import find_all
from checkmyogp.domain.records import MilestoneRecord, RatingRecord, StandingReport, rows
from checkmyogp.domain.scales import Account, Silence
from tests.unit.domain.method_2 import oracle
from tests.unit.domain.method_2.demonstration_rows import COMPLETION
from tests.unit.domain.method_2.oracle import Answer, Promise

ROUNDS = 200
SEVERAL = 5
"""So many rounds are one test: their failure names which."""
COUNTINGS = ["counted"] * 7 + ["interested", "recused", "not_accredited"]
SILENCES = ["no_evidence", "unable", "recused"]


class Drawn:
    """A round of 3 to 12 NGOs with silences, conflicts, revisions and withdrawn milestones."""

    def __init__(self, number: int) -> None:
        generator = Random(number)  # noqa: S311  # The same rounds each time, not secret ones.
        self.ngos = [f"ngo-{place:02}" for place in range(3 + number % 10)]
        self.quorum = generator.choice([1, 2, 3, 3, 3, 4, 14])
        self.promises = [
            Promise(
                number=f"{place}.1",
                commitment=str(generator.randrange(5)),
                withdrawn=generator.random() < 1 / 10,
                government=generator.choice([*oracle.SCALE, *oracle.SCALE, "not_reported", "not_yet_due"]),
                answers=self._answers(generator, generator.choice([1 / 3, 2 / 3, 1])),
            )
            for place in range(generator.randrange(9))
        ]
        self.recused = {
            promise.number: frozenset(generator.sample(self.ngos, generator.randrange(2))) for promise in self.promises
        }

    def _answers(self, generator: Random, share: float) -> list[Answer]:
        answers: list[Answer] = []
        for ngo in self.ngos:
            if generator.random() < share:
                first = generator.choice([*oracle.SCALE * 3, *SILENCES])
                revised = generator.choice(oracle.SCALE) if generator.random() < 1 / 8 else None
                answers.append(Answer(ngo, first, generator.choice(COUNTINGS), revised))
        return answers

    @property
    def rows(self) -> list[MilestoneRatings]:
        """The same round as the product takes it."""
        return rows([
            MilestoneRecord(
                milestone=promise.number,
                commitment=promise.commitment,
                withdrawn=promise.withdrawn,
                report=StandingReport(account(promise.government)),
                ratings=tuple(
                    RatingRecord(
                        answer.ngo,
                        Counting(answer.counting),
                        account(answer.stands),
                        None if answer.revised is None else account(answer.first),
                    )
                    for answer in promise.answers
                ),
            )
            for promise in self.promises
        ])  # fmt: skip


def account(said: int | str) -> Account:
    return Silence(said) if isinstance(said, str) else said


def named(ranges: tuple[tuple[Headline, CountRange], ...]) -> dict[str, tuple[int, int]]:
    return {headline.value: (span.low, span.high) for headline, span in ranges}


def drawn(several: int) -> list[Drawn]:
    return [Drawn(several * SEVERAL + place) for place in range(SEVERAL)]


PARTS = pytest.mark.parametrize("several", range(ROUNDS // SEVERAL))


@PARTS
def test_each_milestone_comes_to_the_same(several: int):
    for each in drawn(several):
        found = find_all(each.rows, quorum=each.quorum)

        assert [one.outcome.value for one in found] == [oracle.outcome(one, each.quorum) for one in each.promises]
        assert [one.fragile for one in found] == [oracle.fragile(one, each.quorum) for one in each.promises]
        assert flip_numbers(found, oracle.SCALE) == {
            one.number: oracle.flip(one.government, one.levels())
            for one in each.promises
            if isinstance(one.government, int) and oracle.outcome(one, each.quorum) not in oracle.TABLE
        }


@PARTS
def test_both_lists_and_all_counts_come_to_the_same(several: int):
    for each in drawn(several):
        found = find_all(each.rows, quorum=each.quorum)
        lists, counts = two_lists(found, oracle.SCALE), plan_counts(found, highest=3, due=())
        active = [one for one in each.promises if not one.withdrawn]
        stands = [oracle.civil_society(one, one.levels(), each.quorum) for one in active]

        assert {said: count for said, count in lists.government if count} == {
            said: sum(one.government == said for one in active) for said in {one.government for one in active}
        }
        assert {
            (said.lower, said.upper) if isinstance(said, Middle) else said.value: count
            for said, count in lists.civil_society
            if count
        } == {said: stands.count(said) for said in stands}
        published = oracle.counts(each.promises, each.quorum)
        assert {headline.value: count for headline, count in counts.counts if count} == published
        mean = oracle.mean(each.promises, each.quorum)
        assert mean_distance(found) == (Undefined.NO_PAIRS if mean is None else mean)


@PARTS
def test_panels_and_extremes_come_to_the_same(several: int):
    for each in drawn(several):
        found = panels(each.rows, COMPLETION, quorum=each.quorum, seed=0)
        far = extremes(each.rows, COMPLETION, quorum=each.quorum)

        assert {one.size: named(one.ranges.counts) for one in found} == oracle.panel_ranges(each.promises, each.quorum)
        assert named(far.one.counts) == oracle.at_extremes(each.promises, each.quorum, at_most=1)
        assert named(far.two.counts) == oracle.at_extremes(each.promises, each.quorum, at_most=2)


@PARTS
def test_bounds_direction_and_chance_come_to_the_same(several: int):
    for each in drawn(several):
        found = find_all(each.rows, quorum=each.quorum)
        unheard = {one.number: oracle.missing(one, each.ngos, each.recused[one.number]) for one in each.promises}
        bounded = bounds(each.rows, COMPLETION, Entitled(frozenset(each.ngos), each.recused), quorum=each.quorum)
        coins, chance = direction(found), oracle.by_chance(each.promises)
        by_chance = ngo_agreement(each.rows, oracle.SCALE, seed=0, draws=1).by_chance

        assert bounded.missing == sum(unheard[one.number] for one in each.promises if not one.withdrawn)
        assert named(bounded.counts) == oracle.bounded(each.promises, each.quorum, unheard)
        assert (coins.as_extreme, coins.flips) == oracle.coins(each.promises, each.quorum)
        assert chance == (None if isinstance(by_chance, Undefined) else (by_chance.exact, by_chance.adjacent))


def test_the_rounds_are_worth_counting_twice():
    everything = [Drawn(number) for number in range(ROUNDS)]
    outcomes = {oracle.outcome(one, each.quorum) for each in everything for one in each.promises}

    assert {len(each.ngos) for each in everything} == set(range(3, 13))
    assert set(oracle.TABLE) | {"government_higher", "aligned", "civil_society_higher"} == outcomes
    assert any(oracle.fragile(one, each.quorum) for each in everything for one in each.promises)
    assert any(answer.revised is not None for each in everything for one in each.promises for answer in one.answers)
    assert any(each.quorum > len(each.ngos) for each in everything)
