"""Criteria, levels, and when an answer is complete."""

import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists

from checkmyogp.domain.rubrics import (
    Criterion,
    CriterionAnswer,
    Lack,
    Level,
    Missing,
    Rubric,
    UnknownCriterion,
    UnknownLevel,
)
from checkmyogp.domain.scales import NGO_SILENCES, Account, Silence

COMPLETION = Criterion(
    "completion",
    (Level(0, "not_started"), Level(1, "limited"), Level(2, "substantial"), Level(3, "complete")),
    compared=True,
    evidence_from=2,
)
OPENING = Criterion(
    "opening",
    (
        Level(-1, "worsened"),
        Level(0, "did_not_change"),
        Level(1, "marginal"),
        Level(2, "major"),
        Level(3, "outstanding"),
    ),
    compared=False,
    evidence_from=1,
)
RUBRIC = Rubric("check-my-ogp", 1, (COMPLETION, OPENING), "completion")
FINE = CriterionAnswer(0, "We looked.", 0)


def test_a_headline_is_one_of_the_criteria():
    with pytest.raises(UnknownCriterion, match="'speed' is no criterion of check-my-ogp"):
        Rubric("check-my-ogp", 1, (COMPLETION, OPENING), "speed")


def levels(*values: int) -> tuple[Level, ...]:
    return tuple(Level(value, f"level-{place}") for place, value in enumerate(values))


def missing(account: Account, *, reason: str = "We looked.", evidence: int = 1) -> list[Lack]:
    """What the answer on completion lacks."""
    answers = {"completion": CriterionAnswer(account, reason, evidence), "opening": FINE}
    return [found.lack for found in RUBRIC.missing(answers)]


@pytest.mark.parametrize("values", [(), (0, 2), (1, 0), (0, 0), (3, 2, 1)])
def test_levels_that_do_not_ascend_one_by_one_make_no_criterion(values: tuple[int, ...]):
    with pytest.raises(UnknownLevel, match="must ascend one by one"):
        Criterion("bent", levels(*values), compared=True, evidence_from=0)


def test_evidence_is_asked_from_a_level_that_exists():
    with pytest.raises(UnknownLevel, match="which is no level of bent"):
        Criterion("bent", levels(0, 1), compared=True, evidence_from=2)


def test_levels_are_found_by_number_and_by_key():
    assert OPENING.level(-1).key == "worsened"
    assert OPENING.named("outstanding").value == OPENING.highest == 3
    assert COMPLETION.values == (0, 1, 2, 3)


def test_a_level_outside_the_rubric_is_refused_with_what_is_allowed():
    with pytest.raises(UnknownLevel, match="4 is no level of completion; allowed: 0, 1, 2, 3"):
        COMPLETION.level(4)
    with pytest.raises(UnknownLevel, match="'done' is no level of completion; allowed: not_started, limited"):
        COMPLETION.named("done")
    with pytest.raises(UnknownLevel):
        RUBRIC.missing({"completion": CriterionAnswer(9, "We looked.", 1), "opening": FINE})


def test_a_criterion_outside_the_rubric_is_refused_with_what_is_allowed():
    with pytest.raises(UnknownCriterion, match="'speed' is no criterion of check-my-ogp version 1"):
        RUBRIC.criterion("speed")
    with pytest.raises(UnknownCriterion):
        RUBRIC.missing({"speed": CriterionAnswer(1, "We looked.", 1)})


@pytest.mark.parametrize(("level", "lacks"), [(0, []), (1, []), (2, [Lack.EVIDENCE]), (3, [Lack.EVIDENCE])])
def test_evidence_is_asked_for_from_substantial_upwards(level: int, lacks: list[Lack]):
    assert missing(level, evidence=0) == lacks
    assert missing(level, evidence=1) == []


@pytest.mark.parametrize("reason", ["", " ", "\n\t"])
def test_every_score_needs_a_reason_in_words(reason: str):
    assert missing(0, reason=reason) == [Lack.REASON]
    assert missing(3, reason=reason, evidence=0) == [Lack.REASON, Lack.EVIDENCE]


@pytest.mark.parametrize(
    ("silence", "lacks"), [(Silence.NO_EVIDENCE, [Lack.REASON]), (Silence.UNABLE, []), (Silence.RECUSED, [])]
)
def test_a_silence_needs_no_evidence_and_a_reason_only_where_somebody_looked(silence: Silence, lacks: list[Lack]):
    assert silence in NGO_SILENCES
    assert missing(silence, reason="", evidence=0) == lacks


def test_what_was_not_answered_is_named_in_the_rubrics_order():
    assert RUBRIC.missing({}) == (Missing("completion", Lack.ANSWER), Missing("opening", Lack.ANSWER))
    assert RUBRIC.missing({"completion": FINE, "opening": FINE}) == ()


@given(values=lists(integers(-9, 9), min_size=1, max_size=8))
def test_bands_cover_the_scale_or_there_is_no_criterion(values: list[int]):
    try:
        criterion = Criterion("some", levels(*values), compared=True, evidence_from=values[0])
    except UnknownLevel:
        assert values != list(range(values[0], values[0] + len(values)))
    else:
        assert list(criterion.values) == list(range(min(values), max(values) + 1))
        assert [criterion.level(value).value for value in criterion.values] == values
