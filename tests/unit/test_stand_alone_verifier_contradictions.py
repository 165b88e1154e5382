"""The stand-alone verifier names whatever contradicts the rules of a round."""

import pytest

from tests.unit.running_the_verifier import verifier
from tests.unit.small_scorecards import (
    Card,
    Change,
    answer,
    assessment,
    changed,
    given_by,
    numbered,
    report,
    said,
    scores_of,
    small_scorecard,
    worded,
)


def recuse(card: Card) -> None:
    given_by(card, "1.1", "ngo-a").update(
        counting="recused", conflicts=[{"conflict": "staff", "level": "recused", "explanation": "A board member."}]
    )


def report_again(card: Card) -> None:
    numbered(card, "1.1")["reports"].insert(0, report(2, at="2025-07-05T00:00:00Z", stands=False))
    numbered(card, "1.1")["reports"].insert(0, report(2, at="2025-07-20T00:00:00Z", stands=False))


def assess_twice(card: Card) -> None:
    numbered(card, "2.3")["assessments"].append(assessment("ngo-a", (1, 1)))


def lead_and_count(card: Card) -> None:
    given_by(card, "2.2", "ngo-d").update(counting="counted", conflicts=[])


CONTRADICTIONS: list[tuple[str, str, Change]] = [
    ("draws", "method.draws", lambda card: card["method"].update(draws=1999)),
    ("correction", "correction", lambda card: card.update(correction=worded("A name was misspelt."))),
    ("correction", "correction", lambda card: card.update(version=2)),
    ("order", "round.closed_at", lambda card: card["round"].update(closed_at="2025-06-30T00:00:00Z")),
    ("order", "published_at", lambda card: card.update(published_at="2025-07-31T00:00:00Z")),
    ("open", "reports[completion].submitted_at", lambda card: card["round"].update(opened_at="2025-07-11T00:00:00Z")),
    ("once", "milestones[1.1]", lambda card: card["milestones"].append(numbered(card, "1.1"))),
    ("once", "commitments[1]", lambda card: card["commitments"].append({"number": "1"})),
    ("once", "assessments[ngo-a]", assess_twice),
    ("once", "rubric.criteria[opening]", lambda card: card["rubric"]["criteria"].append(card["rubric"]["criteria"][1])),
    ("listed", "raters", lambda card: card["raters"].append({"key": "ngo-f"})),
    ("listed", "agencies", lambda card: card["agencies"].clear()),
    ("asked", "criterion", lambda card: numbered(card, "1.1")["reports"][0].update(criterion="opening")),
    ("stands", "reports[completion].stands", report_again),
    ("stands", "stands", lambda card: numbered(card, "1.1")["reports"][0].update(stands=False)),
    ("stands", "stands", lambda card: numbered(card, "1.2")["reports"][1].update(stands=True)),
    ("band", "account", lambda card: numbered(card, "1.1")["reports"][0].update(account=2)),
    ("band", "account", lambda card: numbered(card, "1.1")["reports"][0].update(raw="99")),
    ("leads", "reports[completion].agency", lambda card: numbered(card, "1.1").update(leads=[{"key": "other"}])),
    ("scale", "answers[completion].account", lambda card: scores_of(card, "1.1", "ngo-a")[0].update(account=4)),
    ("scale", "account", lambda card: scores_of(card, "2.3", "ngo-a")[0].update(account=said("not_yet_due"))),
    ("scale", "account", lambda card: numbered(card, "1.1")["reports"][0].update(account=said("unable"))),
    ("answers", "assessments[ngo-a].answers", lambda card: scores_of(card, "2.3", "ngo-a").pop()),
    ("answers", "answers", lambda card: scores_of(card, "2.3", "ngo-a").append(answer("opening", "unable"))),
    ("answers", "answers", lambda card: scores_of(card, "2.3", "ngo-a").append(answer("beauty", "unable"))),
    ("evidence", "answers[completion].evidence", lambda card: scores_of(card, "1.2", "ngo-a")[0].update(evidence=[])),
    ("reason", "answers[completion].reason", lambda card: scores_of(card, "1.2", "ngo-a")[0].update(reason=" \n")),
    ("confidence", "confidence", lambda card: scores_of(card, "1.2", "ngo-a")[0].pop("confidence")),
    ("confidence", "confidence", lambda card: scores_of(card, "1.2", "ngo-a")[0].update(confidence="total")),
    ("confidence", "confidence", lambda card: scores_of(card, "2.3", "ngo-a")[0].update(confidence="high")),
    ("counting", "counting", lambda card: given_by(card, "1.2", "ngo-c").update(counting="counted")),
    ("counting", "counting", lambda card: given_by(card, "1.2", "ngo-a").update(counting="recused")),
    ("counting", "counting", lambda card: given_by(card, "2.2", "ngo-d").update(counting="interested")),
    ("recused", "conflicts", lead_and_count),
    ("recused", "level", lambda card: given_by(card, "2.2", "ngo-d")["conflicts"][0].update(level="interested")),
    ("recused", "level", lambda card: given_by(card, "2.2", "ngo-d")["conflicts"][0].update(level="none")),
    ("accredited", "raters[ngo-a]", lambda card: given_by(card, "1.1", "ngo-a").update(counting="not_accredited")),
]


@pytest.mark.parametrize(("rule", "place", "change"), CONTRADICTIONS)
def test_a_contradiction_is_named_even_where_the_figures_fit(rule: str, place: str, change: Change):
    found = list(verifier.contradictions(changed(small_scorecard(), change)))

    assert (rule, True) in [(one.rule, place in one.at) for one in found], found


def test_every_rule_has_its_contradiction():
    tested = {rule for rule, _, _ in CONTRADICTIONS}

    assert tested | {"hash", "canonical", "figure"} == verifier.RULES.keys()


def test_a_declared_conflict_and_a_recusal_with_reason_are_no_contradiction():
    assert list(verifier.contradictions(changed(small_scorecard(), recuse))) == []
