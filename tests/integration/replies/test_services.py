"""Replies and answers by their rules, and what they change in the snapshot, computed by hand."""

from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DatabaseError

from checkmyogp.audit import queries as audit
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.canon import canonical
from checkmyogp.domain.revisions import NoReason, NothingRevised
from checkmyogp.domain.rubrics import UnknownCriterion, UnknownLevel
from checkmyogp.domain.scales import Silence
from checkmyogp.replies import queries
from checkmyogp.replies.models import Reply
from checkmyogp.replies.services import AlreadyReplied, NothingToAnswer, WindowClosed
from checkmyogp.reporting.services import NotALead
from checkmyogp.rounds.models import Round
from checkmyogp.verification import checks
from tests.factories.answers import EVIDENCE, report, score
from tests.factories.replying import ANSWERED, REPLIED, answer, reply
from tests.factories.rounds import CLOSES, REPLIES_END, close, milestone_id, open_round, publish
from tests.factories.scorecards import Scorecard
from tests.plugins.engines import ON_SQLITE_UNLESS_PROVED
from tests.unit.running_the_verifier import verifier

pytestmark = ON_SQLITE_UNLESS_PROVED

MINISTRY = "ministry-of-ports"
LEVELS = {"open-ledger": 1, "civic-lens": 1, "fair-budget": 1, "dock-league": 3, "river-watch": 3}


@pytest.fixture
def closed_round(round_: Round) -> Round:
    """The ministry reports everything done (3); three of five NGOs find some (1), two everything (3)."""
    report(round_, MINISTRY, "1.1", "green")
    for ngo, level in LEVELS.items():
        score(round_, ngo, m1_1=level)
    score(round_, "civic-lens", m1_1=1, m2_1_1=Silence.UNABLE)
    close(round_)
    return round_


def published(round_: Round) -> Scorecard:
    return Scorecard.of(publish(round_).content)


def test_a_revision_changes_the_figures_as_computed_by_hand_and_the_first_ones_stay(closed_round: Round):
    reply(closed_round, MINISTRY, "1.1", evidence=(EVIDENCE,))
    answer(closed_round, "open-ledger", "1.1", MINISTRY, completion=3)
    answer(closed_round, "civic-lens", "1.1", MINISTRY)

    card = published(closed_round)

    before = next(figure for figure in card.content["figures_before_replies"] if figure["criterion"] == "completion")
    first, stands = before["milestones"][0], card.result("1.1")
    # 1 1 1 3 3: median 1, the ministry 2 higher, three of five below it.
    assert (first["levels"], first["outcome"]) == ([1, 1, 1, 3, 3], "government_higher")
    assert (first["distance"], first["flip_number"]) == (2, 1)
    assert first["support"] == {"below": 3, "at": 2, "above": 0}
    # 1 1 3 3 3: median 3, both say the same, three of five at it.
    assert (stands["levels"], stands["outcome"]) == ([1, 1, 3, 3, 3], "aligned")
    assert (stands["distance"], stands["flip_number"]) == (0, 1)
    assert stands["support"] == {"below": 2, "at": 3, "above": 0}
    assert before["counts"]["headlines"]["civil_society_at_top"] == 0
    assert card.figures()["counts"]["headlines"]["civil_society_at_top"] == 1


def test_the_snapshot_keeps_the_reply_the_answers_and_both_levels(closed_round: Round):
    reply(closed_round, MINISTRY, "1.1", evidence=(EVIDENCE,))
    answer(closed_round, "open-ledger", "1.1", MINISTRY, completion=3, opening=1)
    answer(closed_round, "civic-lens", "1.1", MINISTRY, reason="The list lacks half of the fees.")

    card = published(closed_round)

    (said,) = card.milestone("1.1")["replies"]
    assert said["agency"] == MINISTRY
    assert (said["text"], said["replied_at"]) == ("The list was published on the last day.", "2030-02-03T00:00:00Z")
    assert said["evidence"] == [EVIDENCE.plain()]
    assert [(each["rater"], each["kind"], each["levels"]) for each in said["answers"]] == [
        ("civic-lens", "kept", {}),
        ("open-ledger", "revised", {"completion": 3, "opening": 1}),
    ]
    answers = next(each for each in card.milestone("1.1")["assessments"] if each["rater"] == "open-ledger")["answers"]
    assert [(each["account"], each["first"]) for each in answers] == [(3, {"account": 1}), (1, {"account": 0})]
    kept = next(each for each in card.milestone("1.1")["assessments"] if each["rater"] == "civic-lens")["answers"]
    assert all("first" not in each for each in kept)
    assert card.milestone("1.1")["silent_leads"] == []
    assert card.milestone("2.1.1")["silent_leads"] == ["treasury"]
    assert card.milestone("1.2")["silent_leads"] == [], "nobody scored it"


def test_without_a_revision_there_are_no_figures_from_before(closed_round: Round):
    reply(closed_round, MINISTRY, "1.1")
    answer(closed_round, "open-ledger", "1.1", MINISTRY)

    card = published(closed_round)

    assert "figures_before_replies" not in card.content
    assert card.outcome("1.1") == "government_higher"


def test_a_silence_can_be_revised_to_a_level(closed_round: Round):
    reply(closed_round, "treasury", "2.1.1")
    answer(closed_round, "civic-lens", "2.1.1", "treasury", completion=2)

    card = published(closed_round)

    (given,) = card.milestone("2.1.1")["assessments"]
    revised = next(each for each in given["answers"] if each["criterion"] == "completion")
    assert (revised["account"], revised["first"]) == (2, {"account": {"silence": "unable"}})
    assert "confidence" not in revised


def test_the_application_and_the_verifier_agree_on_what_was_revised(closed_round: Round):
    reply(closed_round, MINISTRY, "1.1")
    reply(closed_round, "treasury", "2.1.1")
    answer(closed_round, "open-ledger", "1.1", MINISTRY, completion=3)
    answer(closed_round, "civic-lens", "2.1.1", "treasury", completion=2)

    snapshot = publish(closed_round)

    findings = verifier.check(snapshot.content, snapshot.digest)
    assert findings.differences == []
    assert checks.of_snapshot(snapshot) == []
    card = Scorecard.of(snapshot.content)
    assert verifier.figures_of(card.content) == card.content["figures"]
    assert verifier.figures_of(verifier.before_replies(card.content)) == card.content["figures_before_replies"]


@pytest.mark.parametrize("name", ["figures", "figures_before_replies"])
def test_either_set_of_figures_is_checked(closed_round: Round, name: str):
    reply(closed_round, MINISTRY, "1.1")
    answer(closed_round, "open-ledger", "1.1", MINISTRY, completion=3)
    card = published(closed_round)

    card.content[name][0]["counts"]["split"] += 1

    report_ = checks.of_bytes(canonical(card.content))
    assert len(report_.differences) == 1
    assert report_.differences[0].at == f"{name}[0].counts.split"
    del card.content["figures_before_replies"]
    assert checks.of_bytes(canonical(card.content)).differences


def test_replies_are_taken_in_the_window_only(round_: Round):
    score(round_, "open-ledger", m1_1=1)
    with pytest.raises(WindowClosed):
        reply(round_, MINISTRY, "1.1")
    close(round_)
    with pytest.raises(WindowClosed):
        reply(round_, MINISTRY, "1.1", now=REPLIES_END)

    reply(round_, MINISTRY, "1.1", now=REPLIES_END - timedelta(seconds=1))

    with pytest.raises(WindowClosed):
        answer(round_, "open-ledger", "1.1", MINISTRY, now=REPLIES_END)
    publish(round_)
    with pytest.raises(WindowClosed):
        reply(round_, MINISTRY, "1.2")


def test_a_lead_replies_once_and_with_words(closed_round: Round):
    with pytest.raises(NotALead):
        reply(closed_round, "treasury", "1.1")
    with pytest.raises(NoReason):
        reply(closed_round, MINISTRY, "1.1", text=" \n")
    reply(closed_round, MINISTRY, "1.1")

    with pytest.raises(AlreadyReplied):
        reply(closed_round, MINISTRY, "1.1", text="Another one.")

    assert [row.text for row in queries.replies(closed_round.id)] == ["The list was published on the last day."]


def test_an_answer_is_by_an_ngo_that_scored_and_says_what_it_does(closed_round: Round):
    reply(closed_round, "treasury", "2.1.1")
    reply(closed_round, MINISTRY, "1.1")

    with pytest.raises(NothingToAnswer):
        answer(closed_round, "open-ledger", "2.1.1", "treasury")
    with pytest.raises(NothingRevised):
        answer(closed_round, "open-ledger", "1.1", MINISTRY, completion=1)
    with pytest.raises(UnknownLevel):
        answer(closed_round, "open-ledger", "1.1", MINISTRY, completion=4)
    with pytest.raises(UnknownCriterion):
        answer(closed_round, "open-ledger", "1.1", MINISTRY, beauty=1)
    with pytest.raises(NoReason):
        answer(closed_round, "open-ledger", "1.1", MINISTRY, reason=" ")

    assert queries.replies(closed_round.id)[0].answers == []


def test_a_later_answer_takes_the_place_of_the_earlier_one(closed_round: Round):
    reply(closed_round, MINISTRY, "1.1")
    answer(closed_round, "open-ledger", "1.1", MINISTRY, completion=3)
    answer(closed_round, "open-ledger", "1.1", MINISTRY, completion=2, opening=1)
    answer(closed_round, "open-ledger", "1.1", MINISTRY)

    card = published(closed_round)

    (given,) = card.milestone("1.1")["replies"][0]["answers"]
    assert (given["kind"], given["levels"]) == ("kept", {})
    assert card.result("1.1")["levels"] == [1, 1, 1, 3, 3]
    assert len(audit.with_actions("reply.answered")) == 3


def test_of_two_answers_to_two_agencies_the_last_stands(round_: Round):
    score(round_, "open-ledger", m1_2=1)
    close(round_)
    # Only a group of NGOs leads 1.2 beside the ministry, so it stands for the second agency here.
    reply(round_, MINISTRY, "1.2")
    reply(round_, "harbour-ngos", "1.2")
    answer(round_, "open-ledger", "1.2", MINISTRY, completion=2)
    answer(round_, "open-ledger", "1.2", "harbour-ngos", completion=3, now=ANSWERED + timedelta(days=1))

    snapshot = publish(round_)

    given = Scorecard.of(snapshot.content).milestone("1.2")["assessments"][0]["answers"][0]
    assert (given["account"], given["first"]) == (3, {"account": 1})
    assert verifier.check(snapshot.content).differences == []


def test_each_reply_and_answer_has_its_entry_in_the_chain(closed_round: Round):
    reply(closed_round, MINISTRY, "1.1")
    answer(closed_round, "open-ledger", "1.1", MINISTRY)

    assert [entry.subject for entry in audit.with_actions("reply.given")] == [f"xm-nap-1/first/{MINISTRY}"]
    assert [entry.subject for entry in audit.with_actions("reply.answered")] == ["xm-nap-1/first/open-ledger"]
    assert all(one.sequence < other.sequence for one, other in pairwise(audit.entries()))


def test_a_reply_is_never_changed_or_deleted(closed_round: Round):
    row = reply(closed_round, MINISTRY, "1.1").id

    for statement in (update(Reply).where(Reply.id == row).values(text="Another."), delete(Reply)):
        with pytest.raises(DatabaseError), unit_of_work(db.session):
            db.session.execute(statement)
    with pytest.raises(DatabaseError), unit_of_work(db.session):
        db.session.execute(text("update report_submission set receipt = receipt"))


def test_a_withdrawn_or_unknown_round_takes_nothing(closed_round: Round):
    other = open_round(slug="second", ngos=())

    with pytest.raises(WindowClosed):
        reply(other, MINISTRY, "1.1", now=REPLIED)

    assert queries.reply_of(other.id, milestone_id(other, "1.1"), closed_round.plan_id) is None
    assert closed_round.replies_until == CLOSES + timedelta(days=14)
