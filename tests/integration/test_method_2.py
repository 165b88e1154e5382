"""Version 2 of the method on the real road: from the opening of a round to what is frozen, and corrected later."""

import json
from collections import Counter
from typing import Any

import pytest
from flask import Flask

from checkmyogp.audit import queries as audit
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.conflicts import Conflict, ConflictLevel
from checkmyogp.domain.identities import OPERATOR
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.rounds import services
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import queries
from checkmyogp.verification import checks, invariants
from tests.factories.answers import declare, report, score
from tests.factories.rounds import (
    OPENS,
    close,
    close_and_publish,
    correct,
    decide,
    draft_of_version_1,
    open_round_of_version_1,
    organisation,
    publish,
)
from tests.factories.scorecards import Scorecard
from tests.plugins.engines import ON_SQLITE


@pytest.fixture
def demonstration(read_only_seeded_site: Flask) -> Scorecard:
    """The demonstration as it was published."""
    found = queries.snapshot("mn-nap-5", "demonstration")
    assert found is not None
    return Scorecard.of(found.content)


def ends(figures: dict[str, Any], headline: str) -> tuple[int, int]:
    """The fewest and the most that a headline count came to."""
    return figures["counts"][headline]["low"], figures["counts"][headline]["high"]


# What somebody else computed for the demonstration from its scores of version 1.


@ON_SQLITE
def test_the_demonstration_s_verdicts_and_counts(demonstration: Scorecard):
    completion, participation = demonstration.figures(), demonstration.figures("participation")

    assert completion["counts"]["headlines"] == {
        "positions": 33, "positions_at_top": 5, "comparable": 30, "government_higher": 14, "aligned": 13,
        "civil_society_higher": 3, "government_at_top": 16, "civil_society_at_top": 5, "both_at_top": 5,
    }  # fmt: skip
    verdicts = ("comparable", "government_higher", "aligned", "civil_society_higher")
    assert [participation["counts"]["headlines"][each] for each in verdicts] == [25, 16, 9, 0]
    assert demonstration.result("1.2", "participation")["outcome"] == "aligned"
    assert completion["counts"]["mean_distance"]["shown"] == "+0.6"


@ON_SQLITE
def test_the_demonstration_s_flip_numbers(demonstration: Scorecard):
    numbers = demonstration.figures()["flip_numbers"]
    other: Counter[int] = Counter()
    for each in numbers:
        other[each["flip_number"]] += each["milestones"] if each["verdict"] != "aligned" else 0

    assert +other == {1: 4, 2: 5, 3: 8}
    assert {each["flip_number"]: each["milestones"] for each in numbers if each["verdict"] == "aligned"} == {
        1: 2, 2: 3, 3: 5, 4: 3,
    }  # fmt: skip


@ON_SQLITE
def test_the_demonstration_s_ranges(demonstration: Scorecard):
    completion = demonstration.figures()

    assert [(each["size"], ends(each, "government_higher")) for each in completion["panels"]] == [
        (5, (12, 14)), (4, (11, 14)), (3, (7, 13)),
    ]  # fmt: skip
    assert ends(completion["one_ngo"], "government_higher") == (10, 16)
    assert ends(completion["two_ngos"], "government_higher") == (7, 17)
    assert ends(completion["missing_scores"], "government_higher") == (11, 19)
    assert ends(completion["missing_scores"], "positions_at_top") == (5, 13)
    signs = [(each["commitment"], each["signs"]) for each in completion["direction"]["by_commitment"]]
    assert signs == [("1", 0), ("2", 1), ("3", 1), ("4", 2), ("5", 2), ("6", 3), ("7", 1), ("9", 1)]
    assert (completion["direction"]["as_extreme"], completion["direction"]["flips"]) == (4, 256)


def test_a_round_is_published_by_the_method_of_its_opening(round_: Round):
    score(round_, "open-ledger", m1_1=1)
    frozen = close_and_publish(round_).content

    (opened,) = audit.with_actions("round.opened")
    assert frozen["schema"] == "check-my-ogp/scorecard/3"
    assert frozen["method"] == {
        "version": 2, "quorum": 3, "draws": 2000, "opening": opened.digest, "seed": int(opened.digest[:13], 16),
    }  # fmt: skip
    assert round_.seed is None


def test_a_draft_of_an_earlier_release_is_opened_under_version_2(round_app: Flask):
    with round_app.app_context():
        draft = draft_of_version_1(slug="second")
        with unit_of_work(db.session):
            services.open_(round_=draft, actor=OPERATOR, now=OPENS)

        assert (draft.method_version, draft.seed) == (2, None)


@pytest.mark.examplia
def test_what_was_opened_under_version_1_stays_with_it_and_so_does_its_correction(site: Flask):
    round_ = open_round_of_version_1()
    report(round_, "ministry-of-ports", "1.1", "green")
    for ngo in ("open-ledger", "civic-lens", "fair-budget"):
        score(round_, ngo, m1_1=1)
    close(round_)
    first, corrected = publish(round_), correct(round_, "A name was wrong.")

    for snapshot in (first, corrected):
        frozen = json.loads(snapshot.content)
        assert frozen["schema"] == "check-my-ogp/scorecard/2"
        assert frozen["method"] == {"version": 1, "quorum": 3, "seed": 7, "draws": 2000}
        assert frozen["figures"][0]["mean_divergence"]["exact"] == "2"
        assert "accredited" not in frozen
        assert "recused" not in frozen["milestones"][0]
        assert checks.of_snapshot(snapshot) == []
    assert invariants.broken() == []


def test_who_might_have_scored_is_kept_whether_it_did_or_not(round_: Round):
    score(round_, "open-ledger", m1_1=1)
    declare(round_, "civic-lens", "1.1", Conflict.STAFF, ConflictLevel.RECUSED)
    declare(round_, "dock-league", "1.1", Conflict.FUNDING, ConflictLevel.INTERESTED)
    decide(AccreditationState.SUSPENDED, "river-watch")

    scorecard = close_and_publish(round_)

    accredited = [each["key"] for each in scorecard.content["accredited"]]
    assert accredited == ["civic-lens", "dock-league", "fair-budget", "open-ledger"]
    assert scorecard.milestone("1.1")["recused"] == ["civic-lens"]
    assert scorecard.milestone("2.1.1")["recused"] == ["fair-budget"], "it leads it, and never scored anything"
    active = [each for each in scorecard.content["milestones"] if not each["withdrawn"]]
    barred = sum(len(each["recused"]) for each in active)
    assert scorecard.figures()["missing_scores"]["missing"] == 4 * len(active) - barred - 1


def test_a_later_change_of_the_register_changes_no_correction(round_: Round):
    score(round_, "open-ledger", m1_1=1)
    close(round_)
    first = json.loads(publish(round_).content)

    decide(AccreditationState.REVOKED, "dock-league", "open-ledger")
    corrected = json.loads(correct(round_, "A name was wrong.").content)

    assert corrected["accredited"] == first["accredited"]
    assert corrected["figures"] == first["figures"]
    assert invariants.broken() == []


@pytest.mark.tampers
def test_invented_ngos_of_the_same_plan_are_not_asked_by_a_real_round(round_: Round):
    with unit_of_work(db.session):
        organisation("dock-league").demonstration = True

    frozen = close_and_publish(round_).content

    assert "dock-league" not in [each["key"] for each in frozen["accredited"]]
    assert len(frozen["accredited"]) == 4
