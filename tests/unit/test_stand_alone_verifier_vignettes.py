"""The stand-alone verifier names what vignettes must not say, and what does not give the registered digest."""

import pytest

from checkmyogp.domain.canon import canonical
from tests.unit import scorecards_of_method_2
from tests.unit.running_the_verifier import verifier
from tests.unit.small_scorecards import Card, Change, chance, changed


def calibrated(change: Change) -> Change:
    """A change of the vignettes of a scorecard that is given some."""

    def changing(card: Card) -> None:
        raters = ["agency", *(party["key"] for party in card["accredited"])]
        card.update(scorecards_of_method_2.vignettes(raters, card["rubric"]["criteria"][0], chance(5)))
        change(card["vignettes"])

    return changing


def seal_again(said: Card) -> None:
    said["digest"] = scorecards_of_method_2.digest_of(said)


def write_another_level(said: Card) -> None:
    said["cases"][0]["level"] = 3 - said["cases"][0]["level"]


def write_for_another_level(said: Card) -> None:
    said["cases"][0]["level"] = 4
    seal_again(said)


def write_for_what_is_not_asked(said: Card) -> None:
    said["cases"][0]["criterion"] = "opening"
    seal_again(said)


def write_twice(said: Card) -> None:
    said["cases"].append(said["cases"][0])
    seal_again(said)


CONTRADICTIONS: list[tuple[str, str, Change]] = [
    ("cases", "vignettes.cases[case-0]", calibrated(write_for_another_level)),
    ("cases", "vignettes.cases[case-0]", calibrated(write_for_what_is_not_asked)),
    ("cases", "vignettes.cases[case-0]", calibrated(write_twice)),
    (
        "known",
        "vignettes.digest",
        calibrated(write_another_level),
    ),
    ("known", "vignettes.digest", calibrated(lambda said: said.update(version=2))),
    ("known", "vignettes.digest", calibrated(lambda said: said.update(salt="5b" * 32))),
    ("sorted", "vignettes.scorers", calibrated(lambda said: said["scorers"].reverse())),
    ("scale", ".side", calibrated(lambda said: said["scorers"][0].update(side="nobody's"))),
    ("calibrated", ".given", calibrated(lambda said: said["scorers"][0]["given"].clear())),
    ("calibrated", ".given[case-9]", calibrated(lambda said: said["scorers"][0]["given"].update({"case-9": 1}))),
    ("calibrated", ".given[case-0]", calibrated(lambda said: said["scorers"][0]["given"].update({"case-0": 4}))),
    ("calibrated", ".given[case-0]", calibrated(lambda said: said["scorers"][0]["given"].update({"case-0": True}))),
]


@pytest.mark.parametrize(("rule", "place", "change"), CONTRADICTIONS)
def test_a_contradiction_is_named(rule: str, place: str, change: Change):
    found = list(verifier.contradictions(changed(scorecards_of_method_2.small_scorecard(), change)))

    assert (rule, True) in [(one.rule, place in one.at) for one in found], found


def test_vignettes_contradict_nothing_by_themselves():
    card = changed(scorecards_of_method_2.small_scorecard(), calibrated(seal_again))

    assert list(verifier.contradictions(card)) == []


def test_a_salt_that_is_none_is_no_scorecard_s():
    change = calibrated(lambda said: said.update(salt="words"))
    card = changed(scorecards_of_method_2.small_scorecard(), change)

    with pytest.raises(verifier.Unreadable):
        list(verifier.contradictions(card))


@pytest.mark.parametrize("level", [[1], "1", True, {"level": 1}, 4], ids=str)
def test_a_level_that_is_none_is_named_and_stops_nothing(level: object):
    change = calibrated(lambda said: said["scorers"][0]["given"].update({"case-0": level}))
    found = verifier.check(canonical(changed(scorecards_of_method_2.small_scorecard(), change))).differences

    assert any(one.rule == "calibrated" for one in found)


def test_a_key_that_nobody_knows_is_refused():
    card = changed(scorecards_of_method_2.small_scorecard(), calibrated(lambda said: said.update(why="")))

    with pytest.raises(verifier.Unreadable, match="unknown"):
        verifier.scorecard(card)
