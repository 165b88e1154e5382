"""The stand-alone verifier judges a scorecard of version 2 by the rules of version 2."""

from fractions import Fraction

import pytest

from checkmyogp.domain.canon import canonical, sha256
from tests.unit.running_the_verifier import check, unnoticed, verdict, verifier
from tests.unit.scorecards_of_method_2 import of_method_2, small_bytes, small_scorecard
from tests.unit.small_scorecards import (
    Card,
    Change,
    assessment,
    changed,
    figured,
    given_by,
    leaves,
    milestone,
    numbered,
    report,
    scores_of,
)
from tests.unit.small_scorecards import small_scorecard as small_scorecard_of_version_1


def counted(headline: str) -> int:
    """A count that the small scorecard gives."""
    return small_scorecard()["figures"][0]["counts"]["headlines"][headline]


def test_a_small_scorecard_holds():
    both, government = counted("comparable"), counted("government_at_top")
    ran = check(small_bytes(), "--sha256", sha256(small_bytes()))

    assert (ran.code, ran.err) == (0, "")
    assert f"Completion, Level 3, of {both} that both judged: government {government}, civil society" in ran.out


def test_the_report_says_so_in_mongolian():
    ran = check(small_bytes(), language="mn")

    assert (
        f"хоёр тал дүгнэсэн {counted('comparable')} үе шатаас: төр {counted('government_at_top')}, иргэний" in ran.out
    )


def left_out(*path: str) -> Change:
    def change(card: Card) -> None:
        inner = card
        for key in path[:-1]:
            inner = inner[key][0] if key == "milestones" else inner[key]
        inner.pop(path[-1])

    return change


OTHER_FORMS: dict[str, Change] = {
    "no register": left_out("accredited"),
    "nobody recused": left_out("milestones", "recused"),
    "no due date": left_out("milestones", "due"),
    "no period": left_out("round", "period"),
    "no opening": left_out("method", "opening"),
    "no headline": left_out("rubric", "headline"),
    "version 1": lambda card: card["method"].update(version=1),
    "an unknown key": lambda card: card.update(rank=1),
    "an unknown key of the register": lambda card: card["accredited"][0].update(rank=1),
    "a long number": lambda card: card["method"].update(seed=10**20),
    "the second form": lambda card: card.update(schema="check-my-ogp/scorecard/2"),
}


@pytest.mark.parametrize("change", OTHER_FORMS.values(), ids=OTHER_FORMS.keys())
def test_another_form_is_refused(change: Change):
    ran = check(changed(small_scorecard(), change))

    assert (ran.code, ran.out) == (2, "")


FIGURES_DEPEND_ON: dict[str, Change] = {
    "a level": lambda card: scores_of(card, "1.1", "ngo-a")[0].update(account=2),
    "a report": lambda card: numbered(card, "1.1")["reports"][0].update(account=2),
    "counting": lambda card: given_by(card, "1.2", "ngo-c").update(counting="counted"),
    "the quorum": lambda card: card["method"].update(quorum=2),
    "the opening": lambda card: card["method"].update(opening="5f" * 32, seed=int("5f" * 6 + "5", 16)),
    "the register": lambda card: card["accredited"].pop(),
    "who is recused": lambda card: numbered(card, "1.2")["recused"].clear(),
    "when it was due": lambda card: numbered(card, "1.2")["due"].update(ends="2026-01-01"),
    "when the period ended": lambda card: card["round"]["period"].update(ends="2024-01-01"),
    "what a band means": lambda card: card["crosswalks"][0]["bands"][0].update(account=2),
    "withdrawn": lambda card: numbered(card, "1.1").update(withdrawn=True),
}


@pytest.mark.parametrize("change", FIGURES_DEPEND_ON.values(), ids=FIGURES_DEPEND_ON.keys())
def test_a_change_that_figures_depend_on_is_noticed(change: Change):
    found = verifier.check(canonical(changed(small_scorecard(), change))).differences

    assert any(difference.rule == "figure" for difference in found), found


def test_a_figure_of_each_kind_that_is_changed_is_noticed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(verifier, "DRAWS", 50)
    card = figured(of_method_2(small_scorecard_of_version_1(4), draws=50))
    kinds = {tuple(step for step in at if isinstance(step, str)): at for at in leaves(card["figures"], ("figures",))}

    assert len(kinds) > 100
    assert unnoticed(card, list(kinds.values())[::4]) == []


def test_figures_of_version_1_do_not_hold_under_version_2():
    card = of_method_2(small_scorecard_of_version_1(9))

    assert verdict(canonical(card)) == "does not hold"


def test_the_ways_to_flip_a_hundred_commitments_can_be_read():
    numbers = [str(number) for number in range(1, 101)]
    given = [assessment(f"ngo-{ngo}", (1, 1)) for ngo in "abc"]
    card = small_scorecard_of_version_1()
    card.update(
        commitments=[{"number": number} for number in numbers],
        milestones=[milestone(f"{number}.1", number, [report(3)], given) for number in numbers],
        raters=[{"key": f"ngo-{ngo}"} for ngo in "abc"],
    )
    card = figured(of_method_2(card))

    assert card["figures"][0]["direction"]["flips"] == 2**100
    assert verdict(canonical(card)) == "holds"


@pytest.mark.parametrize(
    ("level", "lean", "left"),
    [
        (2, Fraction(1, 2), 2),
        (2, Fraction(-1, 2), 2),
        (2, Fraction(51, 100), 1),
        (2, Fraction(-51, 100), 3),
        (1, Fraction(3, 2), 0),
        (1, Fraction(-3, 2), 2),
        (0, Fraction(2), 0),
        (3, Fraction(-2), 3),
    ],
)
def test_a_lean_is_taken_away_in_whole_levels(level: int, lean: Fraction, left: int):
    assert verifier.level_without(level, lean, [0, 1, 2, 3]) == left


@pytest.mark.parametrize(
    ("government", "levels", "verdict", "distance", "flips"),
    [
        (3, [1, 1, 1, 3, 3, 3], "aligned", 0, 1),
        (2, [1, 1, 3, 3], "aligned", 1, 1),
        (3, [1, 1, 1], "government_higher", 2, 2),
        (0, [0, 1, 1, 2], "civil_society_higher", 1, 1),
        (3, [3, 3, 3], "aligned", 0, 2),
    ],
)
def test_a_verdict_needs_a_majority(government: int, levels: list[int], verdict: str, distance: int, flips: int):
    assert verifier.verdict(government, levels) == verdict
    assert verifier.distance(government, levels) == distance
    assert verifier.flip_number(government, levels) == flips
