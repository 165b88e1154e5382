"""What was sealed and counted, broken on purpose: each contradiction is found, with a sentence of its own."""

import pytest
from flask import Flask

from checkmyogp.rounds.models import Round
from checkmyogp.verification import invariants
from tests.factories.answers import score
from tests.factories.commands import done
from tests.factories.rounds import close, open_round
from tests.factories.tampering import tamper
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE


def test_a_round_with_everything_in_it_holds(played: Flask):
    assert invariants.broken() == []
    assert "Everything holds: 2 scorecards recomputed" in done(played, "verify")


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        pytest.param(
            "update submission set content = [burnt]",
            "xm-nap-1/first, civic-lens, version 1: the sealed bytes no longer give the receipt.",
            id="sealed bytes",
        ),
        pytest.param(
            "delete from submission where version = 1 and organisation_id = <open-ledger>",
            "xm-nap-1/first, open-ledger, version 2: version 1 is missing.",
            id="a version gone",
        ),
        pytest.param(
            "delete from submission where organisation_id = <river-watch>",
            "xm-nap-1/first: a submission that was recorded is gone.",
            id="a submission gone",
        ),
        pytest.param(
            "update submission set organisation_id = <dock-league> where organisation_id = <river-watch>",
            "dock-league, version 1: the sealed bytes name another round, organisation or version.",
            id="a submission given to another",
        ),
        pytest.param(
            "update submission set submitted_at = (select closes_at from round)",
            "xm-nap-1/first, civic-lens: something was submitted outside of the round's hours.",
            id="after the close",
        ),
        pytest.param(
            "update self_report set submitted_at = (select closes_at from round)",
            "xm-nap-1/first, ministry-of-ports: something was submitted outside of the round's hours.",
            id="a report after the close",
        ),
        pytest.param(
            "update report_submission set salt = content",
            "xm-nap-1/first, ministry-of-ports, version 1: the sealed bytes no longer give the receipt.",
            id="the salt of a report",
        ),
        pytest.param(
            "update self_report set narrative = 'It was never promised.'",
            "xm-nap-1/first, ministry-of-ports: its reports are not those that it submitted.",
            id="a report rewritten",
        ),
        pytest.param(
            "delete from self_report where sequence = 2",
            "xm-nap-1/first, ministry-of-ports: its reports are not those that it submitted.",
            id="a report gone",
        ),
        pytest.param(
            "update score set level = 0 where level = 2 and organisation_id = <open-ledger>",
            "xm-nap-1/first, open-ledger: its scores are not those of its last submission.",
            id="a score",
        ),
        pytest.param(
            "update score set level = 1 where silence is not null",
            ": its scores are not those of its last submission.",
            id="a level beside a silence",
        ),
        pytest.param(
            "delete from score where criterion = 'opening' and organisation_id = <open-ledger>",
            "xm-nap-1/first, open-ledger: its scores are not those of its last submission.",
            id="a score gone",
        ),
        pytest.param(
            "update score_evidence set title = 'Another list'",
            "xm-nap-1/first, civic-lens: its scores are not those of its last submission.",
            id="evidence",
        ),
        pytest.param(
            "update score set organisation_id = <dock-league> where organisation_id = <river-watch>",
            "xm-nap-1/first, dock-league: its scores are not those of its last submission.",
            id="scores that nobody submitted",
        ),
        pytest.param(
            "update counted_answer set counting = 'counted' where organisation_id = <river-watch>",
            "milestone 1.1, river-watch: it is kept as counted, and by the rules it is not_accredited.",
            id="counted without accreditation",
        ),
        pytest.param(
            "update counted_answer set counting = 'counted' where organisation_id = <fair-budget>",
            "milestone 2.1.1, fair-budget: it is kept as counted, and by the rules it is recused.",
            id="counted with a conflict",
        ),
        pytest.param(
            "update counted_answer set counting = 'not_accredited' where organisation_id = <open-ledger>",
            "milestone 1.1, open-ledger: it is kept as not_accredited, and by the rules it is counted.",
            id="left out",
        ),
        pytest.param(
            "delete from conflict_of_interest where conflict = 'staff'",
            "milestone 1.1, civic-lens: it is kept as interested, and by the rules it is counted.",
            id="a conflict gone",
        ),
        pytest.param(
            "delete from accredited_ngo where organisation_id = <open-ledger>",
            "xm-nap-1/first: open-ledger was accredited at its close, and it is not kept.",
            id="accredited and forgotten",
        ),
        pytest.param(
            "update accredited_ngo set organisation_id = <river-watch> where organisation_id = <open-ledger>",
            "xm-nap-1/first: river-watch is kept as accredited at its close, and nothing says that it was.",
            id="never accredited",
        ),
        pytest.param(
            "delete from counted_answer where organisation_id = <open-ledger>",
            "milestone 1.1, open-ledger: nothing says whether its answers count.",
            id="undecided",
        ),
        pytest.param(
            "update counted_answer set organisation_id = <dock-league> where organisation_id = <river-watch>",
            "milestone 1.1, dock-league: it is decided whether its answers count, and it gave none.",
            id="decided for nothing",
        ),
    ],
)
def test_what_contradicts_is_found(owner: None, statement: str, sentence: str):
    tamper(statement)

    assert any(sentence in line for line in invariants.broken())


def test_a_counted_set_before_the_close_is_found(owner: None):
    tamper("update round set state = 'open', closed_at = null, published_at = null")

    assert "xm-nap-1/first: it is open, and it is decided already what counts." in invariants.broken()


def test_something_submitted_to_a_draft_is_found(owner: None):
    tamper("update round set state = 'draft', opened_at = null, closed_at = null, published_at = null")

    assert "xm-nap-1/first: it is a draft, and something was submitted to it." in invariants.broken()


def test_two_rounds_with_names_alike_are_not_confused(round_: Round):
    other = open_round(slug="first-again", ngos=())
    score(round_, "open-ledger", m1_1=1)
    close(other)
    close(round_)

    assert invariants.broken() == []
