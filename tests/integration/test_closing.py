"""Closing a round: what counts, what does not, and why."""

import pytest
from flask import Flask

from checkmyogp.domain.conflicts import Conflict, ConflictLevel
from checkmyogp.domain.lifecycles import AccreditationState, StepRefused
from checkmyogp.domain.scales import Silence
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import queries
from checkmyogp.snapshots.services import TooEarly
from tests.factories.answers import declare, report, score
from tests.factories.packs import EXAMPLIA, load
from tests.factories.rounds import CLOSES, DURING, close, close_and_publish, decide, draft_round, open_round

NEUTRAL = ("open-ledger", "civic-lens", "river-watch")


def test_an_ngo_without_a_stake_counts(round_: Round):
    score(round_, "open-ledger", m1_1=2)

    scorecard = close_and_publish(round_)

    assert scorecard.counting("1.1") == {"open-ledger": "counted"}
    assert scorecard.conflicts("1.1", "open-ledger") == []


def test_an_ngo_that_leads_a_commitment_is_recused_from_its_milestones(round_: Round):
    for ngo in (*NEUTRAL, "fair-budget"):
        score(round_, ngo, m2_1_1=3 if ngo == "fair-budget" else 1)

    scorecard = close_and_publish(round_)

    assert scorecard.counting("2.1.1")["fair-budget"] == "recused"
    assert scorecard.conflicts("2.1.1", "fair-budget") == [("lead", "recused")]
    assert scorecard.result("2.1.1")["levels"] == [1, 1, 1]


def test_an_ngo_that_belongs_to_a_group_that_leads_is_recused(round_: Round):
    for ngo in (*NEUTRAL, "dock-league"):
        score(round_, ngo, m1_2=2)

    scorecard = close_and_publish(round_)

    assert scorecard.counting("1.2")["dock-league"] == "recused"
    assert scorecard.conflicts("1.2", "dock-league") == [("lead", "recused")]


def test_a_supporting_ngo_is_interested_and_counts_and_the_result_is_also_given_without_it(round_: Round):
    report(round_, "ministry-of-ports", "1.1", 3)
    score(round_, "river-watch", m1_1=3)
    score(round_, "open-ledger", m1_1=2)
    score(round_, "civic-lens", m1_1=2)
    score(round_, "fair-budget", m1_1=3)

    scorecard = close_and_publish(round_)

    assert scorecard.counting("1.1")["river-watch"] == "interested"
    assert scorecard.result("1.1")["levels"] == [2, 2, 3, 3]
    assert scorecard.outcome("1.1") == "aligned"
    assert scorecard.result("1.1")["without_interested"]["levels"] == [2, 2, 3]
    assert scorecard.result("1.1")["without_interested"]["outcome"] == "government_higher"
    assert scorecard.result("1.1")["fragile"] is True


@pytest.mark.parametrize(
    ("level", "counting"), [(ConflictLevel.RECUSED, "recused"), (ConflictLevel.INTERESTED, "interested")]
)
def test_a_declared_conflict_does_what_its_level_says(round_: Round, level: ConflictLevel, counting: str):
    declare(round_, "open-ledger", "1.1", Conflict.STAFF, level)
    score(round_, "open-ledger", m1_1=2, m1_2=2)

    scorecard = close_and_publish(round_)

    assert scorecard.counting("1.1") == {"open-ledger": counting}
    assert scorecard.counting("1.2") == {"open-ledger": "counted"}
    assert scorecard.conflicts("1.1", "open-ledger") == [("staff", level.value)]
    assert "Our treasurer works there." in str(scorecard.milestone("1.1"))


def test_of_several_conflicts_the_strongest_decides(round_: Round):
    declare(round_, "river-watch", "1.1", Conflict.FUNDING, ConflictLevel.RECUSED)
    score(round_, "river-watch", m1_1=2)

    scorecard = close_and_publish(round_)

    assert scorecard.counting("1.1") == {"river-watch": "recused"}
    assert scorecard.conflicts("1.1", "river-watch") == [("funding", "recused"), ("supporting", "interested")]


def test_a_declaration_cannot_weaken_what_the_plan_says(round_: Round):
    declare(round_, "fair-budget", "2.1.1", Conflict.LEAD, ConflictLevel.INTERESTED)
    score(round_, "fair-budget", m2_1_1=3)

    scorecard = close_and_publish(round_)

    assert scorecard.counting("2.1.1") == {"fair-budget": "recused"}


@pytest.mark.parametrize(
    "state", [AccreditationState.SUSPENDED, AccreditationState.REVOKED, AccreditationState.EXPIRED]
)
def test_accreditation_is_asked_for_at_the_close_and_not_at_the_submission(round_: Round, state: AccreditationState):
    score(round_, "open-ledger", m1_1=2)
    decide(state, "open-ledger")

    scorecard = close_and_publish(round_)

    assert scorecard.counting("1.1") == {"open-ledger": "not_accredited"}
    assert scorecard.result("1.1")["civil_society"] == {"silence": "no_quorum"}


def test_too_few_that_count_are_no_quorum_and_none_at_all_are_not_assessed(round_: Round):
    for ngo in ("open-ledger", "civic-lens"):
        score(round_, ngo, m1_1=1)

    scorecard = close_and_publish(round_)

    assert scorecard.outcome("1.1") == "no_quorum"
    assert scorecard.outcome("1.2") == "not_assessed"


@pytest.mark.parametrize("silence", [Silence.NO_EVIDENCE, Silence.UNABLE])
def test_an_ngos_silence_is_neither_a_level_nor_lost(round_: Round, silence: Silence):
    score(round_, "open-ledger", m1_1=silence)

    scorecard = close_and_publish(round_)

    assert scorecard.result("1.1")["levels"] == []
    assert scorecard.outcome("1.1") == silence.value


def test_the_quorum_is_the_rounds_own(site: Flask):
    load(EXAMPLIA)
    round_ = open_round(quorum=1)
    report(round_, "ministry-of-ports", "1.1", 1)
    score(round_, "open-ledger", m1_1=1)

    scorecard = close_and_publish(round_)

    assert scorecard.outcome("1.1") == "aligned"


def test_a_round_is_not_closed_before_its_time(round_: Round):
    with pytest.raises(TooEarly, match="is open until 2030-02-01"):
        close(round_, now=DURING)

    assert round_.state == "open"
    assert queries.counting(round_.id) == {}


def test_a_round_is_closed_once(round_: Round):
    close(round_)

    with pytest.raises(StepRefused, match="closed cannot become closed"):
        close(round_)


def test_a_draft_is_not_closed(site: Flask):
    load(EXAMPLIA)
    round_ = draft_round()

    with pytest.raises(StepRefused, match="draft cannot become closed"):
        close(round_, now=CLOSES)
