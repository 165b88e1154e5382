"""The stand-alone verifier names whatever contradicts the rules of a round."""

from collections.abc import Callable

import pytest

from checkmyogp.domain.evidence import refuse_unless_link
from tests.unit import scorecards_of_method_2
from tests.unit.running_the_verifier import verifier
from tests.unit.small_scorecards import (
    Card,
    Change,
    answer,
    answer_to_reply,
    assessment,
    changed,
    given_by,
    numbered,
    reply,
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


def the_reply(card: Card) -> Card:
    return numbered(card, "1.3")["replies"][0]


def the_answer(card: Card) -> Card:
    return the_reply(card)["answers"][0]


def hide_the_first(card: Card) -> None:
    scores_of(card, "1.3", "ngo-a")[0].pop("first")


def reply_twice(card: Card) -> None:
    numbered(card, "1.3")["replies"].append(reply())


def answer_twice(card: Card) -> None:
    the_reply(card)["answers"].append(answer_to_reply("ngo-b"))


def reply_of_another(card: Card) -> None:
    the_reply(card).update(agency="other")
    card["agencies"].append({"key": "other"})


def reply_of_another_unlisted(card: Card) -> None:
    the_reply(card).update(agency="other")


def revise_nothing(card: Card) -> None:
    the_answer(card)["levels"].update(completion=0)
    scores_of(card, "1.3", "ngo-a")[0].update(account=0)


def turned(place: Callable[[Card], Card], key: str) -> Change:
    """The text in this place goes on in the other direction."""
    return lambda card: place(card).update({key: f"We \u202elooked{place(card)[key]}"})


def name_of_completion(card: Card) -> Card:
    return card["rubric"]["criteria"][0]["name"]["en"]


def evidence_of(card: Card) -> Card:
    return scores_of(card, "1.1", "ngo-a")[0]["evidence"][0]


CONTRADICTIONS: list[tuple[str, str, Change]] = [
    ("draws", "method.draws", lambda card: card["method"].update(draws=1999)),
    ("correction", "correction", lambda card: card.update(correction=worded("A name was misspelt."))),
    ("correction", "correction", lambda card: card.update(version=2)),
    ("order", "round.closed_at", lambda card: card["round"].update(closed_at="2025-06-30T00:00:00Z")),
    ("order", "published_at", lambda card: card.update(published_at="2025-07-31T00:00:00Z")),
    ("open", "reports[completion].submitted_at", lambda card: card["round"].update(opened_at="2025-07-11T00:00:00Z")),
    ("once", "milestones[1.1]", lambda card: card["milestones"].append(numbered(card, "1.1"))),
    ("once", "commitments[1]", lambda card: card["commitments"].append({"number": "1"})),
    ("sorted", "milestones[2.3].assessments", assess_twice),
    ("sorted", "milestones[1.1].assessments", lambda card: numbered(card, "1.1")["assessments"].reverse()),
    ("sorted", "receipts", lambda card: card.update(receipts=["b" * 64, "a" * 64])),
    ("sorted", "receipts", lambda card: card.update(receipts=["a" * 64, "a" * 64])),
    ("receipt", "receipts", lambda card: card.update(receipts=["0"])),
    ("receipt", "receipts", lambda card: card.update(receipts=["A" * 64])),
    ("letters", "answers[completion].reason", turned(lambda card: scores_of(card, "1.1", "ngo-a")[0], "reason")),
    ("letters", "rubric.criteria[completion].name.en.text", turned(name_of_completion, "text")),
    ("letters", "reports[completion].narrative", turned(lambda card: numbered(card, "1.1")["reports"][0], "narrative")),
    ("address", "evidence[0].url", lambda card: evidence_of(card).update(url="javascript:alert(1)")),
    ("address", "evidence[0].url", lambda card: evidence_of(card).update(url="data:text/html,x")),
    ("address", "evidence[0].url", lambda card: evidence_of(card).update(url="https://example.org/a b")),
    ("address", "evidence[0].url", lambda card: evidence_of(card).update(url="")),
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
    ("replied", "replies[other].agency", reply_of_another),
    ("replied", "replies[agency].agency", reply_twice),
    ("window", "replies[agency].replied_at", lambda card: the_reply(card).update(replied_at="2025-07-31T00:00:00Z")),
    ("window", "replied_at", lambda card: the_reply(card).update(replied_at="2025-08-19T00:00:00Z")),
    ("window", "answers[ngo-a].answered_at", lambda card: the_answer(card).update(answered_at="2025-08-04T00:00:00Z")),
    ("window", "answered_at", lambda card: the_answer(card).update(answered_at="2025-08-19T00:00:00Z")),
    ("answered", "answers[ngo-d].rater", lambda card: the_answer(card).update(rater="ngo-d")),
    ("answered", "answers[ngo-b].rater", answer_twice),
    ("kept", "answers[ngo-a].kind", lambda card: the_answer(card).update(kind="kept")),
    ("kept", "answers[ngo-b].kind", lambda card: the_reply(card)["answers"][1].update(kind="revised")),
    ("scale", "answers[ngo-a].levels.completion", lambda card: the_answer(card)["levels"].update(completion=4)),
    ("scale", "levels.completion", lambda card: the_answer(card)["levels"].update(completion=True)),
    ("scale", "levels.beauty", lambda card: the_answer(card)["levels"].update(beauty=1)),
    ("scale", "answers[completion].account", lambda card: scores_of(card, "1.3", "ngo-a")[0].update(account=4)),
    ("reason", "answers[ngo-a].reason", lambda card: the_answer(card).update(reason=" ")),
    ("revised", "answers[completion].account", lambda card: scores_of(card, "1.3", "ngo-a")[0].update(account=3)),
    ("revised", "answers[completion].account", lambda card: the_answer(card)["levels"].update(completion=1)),
    ("revised", "answers[completion].first", hide_the_first),
    ("revised", "answers[completion].first", revise_nothing),
    ("revised", "account", lambda card: the_reply(card)["answers"].clear()),
    ("silent", "milestones[1.3].silent_leads", lambda card: numbered(card, "1.3").update(silent_leads=["agency"])),
    ("silent", "silent_leads", lambda card: numbered(card, "1.1").update(silent_leads=["other"])),
    ("before", "figures_before_replies", lambda card: card.pop("figures_before_replies")),
    ("before", "figures_before_replies", hide_the_first),
    ("listed", "agencies", reply_of_another_unlisted),
    ("accredited", "raters[ngo-a]", lambda card: given_by(card, "1.1", "ngo-a").update(counting="not_accredited")),
]


def leave_out_of_the_register(card: Card) -> None:
    card["accredited"] = [party for party in card["accredited"] if party["key"] != "ngo-a"]


CONTRADICTIONS_OF_METHOD_2: list[tuple[str, str, Change]] = [
    ("opening", "method.opening", lambda card: card["method"].update(opening="5E" * 32)),
    ("opening", "method.opening", lambda card: card["method"].update(opening="5e" * 31)),
    ("seed", "method.seed", lambda card: card["method"].update(seed=7)),
    ("seed", "method.seed", lambda card: card["method"].update(opening="5f" * 32)),
    ("sorted", "accredited", lambda card: card["accredited"].reverse()),
    ("sorted", "accredited", lambda card: card["accredited"].append(card["accredited"][-1])),
    ("register", "milestones[1.1].assessments[ngo-a].counting", leave_out_of_the_register),
    ("register", "counting", lambda card: given_by(card, "1.1", "ngo-a").update(counting="not_accredited")),
    ("barred", "milestones[2.2].recused", lambda card: numbered(card, "2.2")["recused"].clear()),
    ("barred", "milestones[1.1].recused", lambda card: numbered(card, "1.1")["recused"].append("ngo-a")),
    ("barred", "recused", lambda card: numbered(card, "1.1")["recused"].append("ngo-unheard-of")),
    ("barred", "recused", lambda card: numbered(card, "1.2")["recused"].append("ngo-that-led")),
]


@pytest.mark.parametrize(("rule", "place", "change"), CONTRADICTIONS)
def test_a_contradiction_is_named_even_where_the_figures_fit(rule: str, place: str, change: Change):
    found = list(verifier.contradictions(changed(small_scorecard(), change)))

    assert (rule, True) in [(one.rule, place in one.at) for one in found], found


@pytest.mark.parametrize(("rule", "place", "change"), [*CONTRADICTIONS, *CONTRADICTIONS_OF_METHOD_2])
def test_a_contradiction_is_named_under_version_2(rule: str, place: str, change: Change):
    found = list(verifier.contradictions(changed(scorecards_of_method_2.small_scorecard(), change)))

    assert (rule, True) in [(one.rule, place in one.at) for one in found], found


def test_a_small_scorecard_of_version_2_contradicts_nothing():
    assert list(verifier.contradictions(scorecards_of_method_2.small_scorecard())) == []


def test_every_rule_has_its_contradiction():
    tested = {rule for rule, _, _ in [*CONTRADICTIONS, *CONTRADICTIONS_OF_METHOD_2]}

    # Shown where there are other files to compare with, in tests/integration/test_salts.py.
    beside = {"registered", "sealed", "told"}
    of_vignettes = {"cases", "known", "calibrated"}  # Shown in test_stand_alone_verifier_vignettes.py.
    assert tested | beside | of_vignettes | {"hash", "canonical", "figure"} == verifier.RULES.keys()


def test_a_declared_conflict_and_a_recusal_with_reason_are_no_contradiction():
    assert list(verifier.contradictions(changed(small_scorecard(), recuse))) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org:8080/a?ids=1|2&query={all}#page=3",
        "https://хууль.example/ерөнхий^хууль",
        "https://example.org/`a`[1]<2>",
    ],
)
def test_an_address_that_the_site_takes_is_no_contradiction(url: str):
    refuse_unless_link(url)

    assert (
        list(verifier.contradictions(changed(small_scorecard(), lambda card: evidence_of(card).update(url=url)))) == []
    )


@pytest.mark.parametrize("text", ["\u200fمرسوم", "A\tB\nC", "One\r\nTwo", "A\u00adB", "\u200eA"])
def test_a_text_that_a_pack_may_hold_is_no_contradiction(text: str):
    kept = changed(small_scorecard(), lambda card: name_of_completion(card).update(text=text))

    assert list(verifier.contradictions(kept)) == []


def test_the_last_of_several_answers_stands():
    card = small_scorecard()
    later = reply(answer_to_reply("ngo-a", at="2025-08-11T03:00:00Z", completion=0), agency="second")
    numbered(card, "1.3")["replies"].append(later)
    numbered(card, "1.3")["leads"].append({"key": "second"})
    card["agencies"].append({"key": "second"})
    scores_of(card, "1.3", "ngo-a")[0].update(account=0)
    hide_the_first(card)
    card.pop("figures_before_replies")

    assert list(verifier.contradictions(card)) == []


def test_a_scorecard_from_before_there_were_replies_still_holds():
    card = small_scorecard()
    for one in card["milestones"]:
        del one["replies"], one["silent_leads"]
    scores_of(card, "1.3", "ngo-a")[0].pop("first")
    card["agencies"] = [{"key": "agency"}]

    assert [one.rule for one in verifier.contradictions(card)] == ["before"]
