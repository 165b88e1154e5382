"""The stand-alone verifier notices every sort of change, and nothing breaks it."""

import json
from collections.abc import Callable
from functools import cache

import pytest

from checkmyogp.domain.canon import canonical, sha256
from tests.unit import small_scorecards
from tests.unit.running_the_verifier import check, unnoticed, verdict, verifier
from tests.unit.scorecards_of_method_2 import of_method_2
from tests.unit.small_scorecards import (
    Card,
    Change,
    Place,
    chance,
    changed,
    figured,
    given_by,
    leaves,
    numbered,
    places_of_figures,
    replaced,
    scores_of,
)

DRAWS = 50
"""Of each interval, instead of the method's 2,000: whether a change is noticed is the same, and seen sooner. That the
method's own number is asked for, tests/unit/test_stand_alone_verifier_contradictions.py shows."""


@pytest.fixture(autouse=True)
def few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifier, "DRAWS", DRAWS)


@cache
def small_bytes(commitments: int = 4) -> bytes:
    card = small_scorecards.small_scorecard(commitments)
    return canonical(figured({**card, "method": {**card["method"], "draws": DRAWS}}))


def small_scorecard(commitments: int = 4) -> Card:
    return json.loads(small_bytes(commitments))


@cache
def small_bytes_of_version_2() -> bytes:
    return canonical(figured(of_method_2(small_scorecards.small_scorecard(4), draws=DRAWS)))


def test_a_small_scorecard_holds():
    assert [verdict(small_bytes(commitments)) for commitments in (4, 9)] == ["holds", "holds"]


def swap_scores(card: Card) -> None:
    one, other = given_by(card, "1.2", "ngo-a"), given_by(card, "1.2", "ngo-c")
    one["answers"], other["answers"] = other["answers"], one["answers"]


FIGURES_DEPEND_ON = {
    "a level": lambda card: scores_of(card, "1.1", "ngo-a")[0].update(account=2),
    "a report": lambda card: numbered(card, "1.1")["reports"][0].update(account=2),
    "an answer less": lambda card: scores_of(card, "1.1", "ngo-a").pop(0),
    "an NGO less": lambda card: numbered(card, "1.1")["assessments"].pop(),
    "a milestone less": lambda card: card["milestones"].pop(),
    "scores swapped": swap_scores,
    "counting": lambda card: given_by(card, "1.1", "ngo-a").update(counting="not_accredited"),
    "the seed": lambda card: card["method"].update(seed=8),
    "the quorum": lambda card: card["method"].update(quorum=2),
    "withdrawn": lambda card: numbered(card, "1.1").update(withdrawn=True),
    "the commitment": lambda card: numbered(card, "3.1").update(commitment="2"),
    "a figure": lambda card: card["figures"][0]["counts"].update(active=99),
    "a shown figure": lambda card: card["figures"][0]["agreement"]["alpha"].update(shown="0.999"),
    "an exact figure": lambda card: card["figures"][0]["mean_divergence"].update(exact="1/3"),
    "a figure too many": lambda card: card["figures"][0]["counts"].update(rank=1),
    "a figure missing": lambda card: card["figures"][0]["counts"].pop("active"),
    "a criterion too many": lambda card: card["figures"].append(card["figures"][0]),
    "true for 1": lambda card: card["figures"][0]["milestones"][0].update(government=True),
}


@pytest.mark.parametrize("change", FIGURES_DEPEND_ON.values(), ids=FIGURES_DEPEND_ON.keys())
def test_a_change_that_figures_depend_on_is_noticed(change: Change):
    card = small_scorecard(9)

    ran = check(changed(card, change))

    assert ran.code == 1
    assert "DOES NOT HOLD" in ran.out
    assert "figures[" in ran.out


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (("milestones", 0, "assessments", 0, "answers", 0, "reason"), "We looked away."),
        (("milestones", 0, "reports", 0, "narrative"), "Nearly done."),
        (("plan", "slug"), "examplia-2"),
    ],
)
def test_a_change_of_words_is_noticed_by_the_hash(at: Place, text: str):
    card = small_scorecard()
    other = replaced(card, at, lambda _: text)
    digest = sha256(canonical(card))

    without_hash, with_hash = check(other), check(other, "--sha256", digest)

    assert without_hash.code == 3
    assert without_hash.out.splitlines()[-1].startswith("FIGURES FOLLOW; WORDS NOT CHECKED")
    assert "HOLDS" not in without_hash.out
    assert with_hash.code == 1
    assert f'SHA-256: the file says "{sha256(canonical(other))}", expected "{digest}"' in with_hash.out


@pytest.mark.parametrize(
    "rewritten",
    [
        lambda card: json.dumps(card, sort_keys=True, indent=1).encode(),
        lambda card: json.dumps(card, sort_keys=True, separators=(",", ":")).encode() + b"\n",
        lambda card: b" " + canonical(card),
        lambda card: json.dumps(dict(reversed(card.items())), ensure_ascii=False, separators=(",", ":")).encode(),
        lambda card: canonical(card).replace(b"We looked.", b"\\u0057e looked.", 1),
        lambda card: canonical(card).replace(b'"withdrawn":false', b'"withdrawn":false ', 1),
    ],
    ids=["indented", "line at the end", "space before", "keys in another order", "escaped letter", "space inside"],
)
def test_other_bytes_for_the_same_content_are_noticed(rewritten: Callable[[Card], bytes]):
    card = small_scorecard()

    ran = check(rewritten(card))

    assert ran.code == 1
    assert "The bytes are not canonical." in ran.out
    assert "there is one way to write this content" in ran.out


@pytest.mark.parametrize("part", range(4))
def test_no_figure_can_be_changed_unnoticed(part: int):
    card = small_scorecard()

    assert unnoticed(card, places_of_figures(card)[part::12]) == []


@pytest.mark.parametrize("skipped", ["agreement", "support", "exact", "counts"])
def test_a_verifier_that_skips_figures_would_be_caught(monkeypatch: pytest.MonkeyPatch, skipped: str):
    whole = verifier.side_by_side
    monkeypatch.setattr(
        verifier, "side_by_side", lambda *given: (pair for pair in whole(*given) if skipped not in pair.at)
    )
    card = small_scorecard()

    missed = unnoticed(card, places_of_figures(card)[::12])

    assert missed
    assert all(any(skipped in str(step) for step in at) for at in missed)


@pytest.mark.parametrize("version", [1, 2])
def test_a_changed_byte_never_holds_and_never_breaks_the_verifier(version: int):
    raw = {1: small_bytes, 2: small_bytes_of_version_2}[version]()
    digest, generator = sha256(raw), chance(11)

    for place in generator.sample(range(len(raw)), 120):
        other = raw[:place] + bytes([raw[place] ^ 1 << generator.randrange(8)]) + raw[place + 1 :]
        assert verdict(other, digest) != "holds", place


@pytest.mark.parametrize("version", [1, 2])
def test_a_strange_value_anywhere_never_breaks_the_verifier(version: int):
    card, generator = json.loads({1: small_bytes, 2: small_bytes_of_version_2}[version]()), chance(12)
    strange: list[object] = [{}, [], "", "x", True, -1, 10**19, [[]], {"silence": "x"}, "\x1b[31m", {"": ""}]

    for at in generator.sample(list(leaves({**card, "figures": []})), 50):
        value = generator.choice(strange)
        for depth in {len(at), generator.randint(1, len(at))}:
            ran = check(replaced(card, at[:depth], lambda _, value=value: value), language="mn")
            assert (ran.code, ran.err == "") in {(3, True), (1, True), (2, False)}
