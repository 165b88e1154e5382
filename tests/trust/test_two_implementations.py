"""Version 2 of the method was written twice: by the site, and for the verifier from the published text alone.

Rounds in which everything is thrown together are judged by both, and nothing may differ in the last digit. A verifier
with a fault in one sum is tried on the same rounds, for a comparison that cannot fail proves nothing.
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from checkmyogp.domain.canon import canonical
from tests.plugins.proving import Proof, Scale
from tests.unit.running_the_verifier import verifier
from tests.unit.scorecards_of_method_2 import random_round

HARNESS = "two implementations"
ROUNDS = 40
ROUNDS_FOR_A_FAULT = (*range(15), 134)
"""In the last of these an NGO leans by half a level, and a verdict would hang on it."""


@pytest.fixture(autouse=True)
def few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifier, "DRAWS", 60)


@cache
def bytes_of(seed: int) -> bytes:
    """A round as the site would publish it."""
    return canonical(random_round(seed))


def found_in(rounds: Iterable[int]) -> list[str]:
    """Whatever the verifier finds in these rounds, figures or contradictions."""
    return [
        f"round {seed}: {difference}" for seed in rounds for difference in verifier.check(bytes_of(seed)).differences
    ]


def test_both_give_the_same_figures_to_the_last_digit(scale: Scale, proof: Proof):
    rounds = scale.of(ROUNDS, 200)

    proof.holds(HARNESS, tried=rounds, found=found_in(range(rounds)))


def test_both_draw_the_same_panels_where_there_are_too_many_to_try(proof: Proof):
    card = random_round(3, raters=(30,), quorums=(20,))
    tried = {panel["tried"] < panel["possible"] for panel in card["figures"][0]["panels"]}

    assert tried == {True, False}
    proof.holds(f"{HARNESS}: drawn panels", tried=1, found=verifier.check(canonical(card)).differences)


def tie_for_the_government(government: int, levels: list[int]) -> str:
    """The verdict, if half of the NGOs were a majority."""
    below, above = (sum(level < government for level in levels), sum(level > government for level in levels))
    if 2 * below >= len(levels):
        return "government_higher"
    return "civil_society_higher" if 2 * above > len(levels) else "aligned"


def lean_up(level: int, lean: Fraction, ladder: list[int]) -> int:
    """A level without a lean, if every half were rounded up."""
    return min(max(int((level - lean + Fraction(1, 2)) // 1), ladder[0]), ladder[-1])


def dealt_with_replacement(units: list[list[int]], apart: int) -> Fraction | str:
    """The agreement of chance, if a level could be dealt twice."""
    dealt = [level for unit in units for level in unit]
    near = sum(abs(one - other) <= apart for one in dealt for other in dealt)
    return Fraction(near, len(dealt) ** 2) if dealt else "no_pairs"


def everybody(card: dict[str, Any], milestone: dict[str, Any], criterion: str) -> set[str]:
    """Who might have scored, if nobody were recused."""
    return {party["key"] for party in card["accredited"]}


def hits_nearby(cases: dict[str, int], given: dict[str, int], of: Any = verifier.reading) -> dict[str, int]:
    """A reading in which one level beside the known one is a hit as well."""
    return of(cases, given) | {"hits": sum(abs(cases[key] - level) <= 1 for key, level in given.items())}


FAULTS: dict[str, tuple[str, object]] = {
    "a tie is a majority": ("verdict", tie_for_the_government),
    "the upper of the middle two alone": ("middle", lambda levels: [levels[len(levels) // 2]] * 2),
    "half of them are at the top": ("at_the_top", lambda levels, highest: 2 * levels.count(highest) >= len(levels)),
    "low ends rounded to the nearest": ("down", lambda value, _: value),
    "one NGO alone at an extreme": ("with_extremes", lambda active, _, of=verifier.with_extremes: of(active, 1)),
    "the recused might have scored": ("might_have_scored", everybody),
    "half a lean is a level": ("level_without", lean_up),
    "chance deals with replacement": ("by_chance", dealt_with_replacement),
    "silences in another order": ("PRECEDENCE", verifier.PRECEDENCE[::-1]),
    "three levels apart are split": ("SPLIT", 3),
    "a level beside the known one is a hit": ("reading", hits_nearby),
}
"""What is wrong, and what in the verifier is replaced by what."""


@pytest.mark.parametrize("planted", FAULTS)
def test_a_fault_in_one_sum_is_found(monkeypatch: pytest.MonkeyPatch, proof: Proof, planted: str):
    name, fault = FAULTS[planted]
    monkeypatch.setattr(verifier, name, fault)

    proof.catches(HARNESS, planted, tried=len(ROUNDS_FOR_A_FAULT), found=found_in(ROUNDS_FOR_A_FAULT))
