"""Rounds while they are drafted and open: what they take, and what they refuse."""

import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.assessment.models import Score, Submission
from checkmyogp.assessment.services import Incomplete, NotAccredited, UnknownMilestone, UnknownSilence
from checkmyogp.audit.models import AuditEntry
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain import canon
from checkmyogp.domain.crosswalks import UnknownBand
from checkmyogp.domain.identities import OPERATOR
from checkmyogp.domain.lifecycles import AccreditationState, StepRefused
from checkmyogp.domain.rubrics import UnknownCriterion, UnknownLevel
from checkmyogp.domain.scales import Silence
from checkmyogp.reporting import queries as reporting
from checkmyogp.reporting.services import NotALead, NotAsked
from checkmyogp.rounds import services
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.services import RoundNotOpen, StandInRefused
from tests.factories.answers import SALT, assess, both, given, report, score
from tests.factories.packs import EXAMPLIA, load
from tests.factories.rounds import CLOSES, DURING, OPENS, close, decide, draft_round, organisation, publish


def submissions() -> list[Submission]:
    return list(db.session.scalars(select(Submission).order_by(Submission.version)))


def test_a_round_is_opened_once(round_: Round):
    with pytest.raises(StepRefused, match="open cannot become open"), unit_of_work(db.session):
        services.open_(round_=round_, actor=OPERATOR, now=OPENS)


def test_each_step_leaves_one_entry_in_the_audit_chain(round_: Round):
    close(round_)
    publish(round_)

    actions = db.session.scalars(
        select(AuditEntry.action)
        .where(AuditEntry.action.not_like("accreditation.%"), AuditEntry.action != "pack.loaded")
        .order_by(AuditEntry.sequence)
    ).all()
    assert actions == ["round.drafted", "round.opened", "round.closed", "scorecard.published"]


@pytest.mark.parametrize("moment", [OPENS - timedelta(seconds=1), CLOSES, CLOSES + timedelta(days=1)])
def test_nothing_is_submitted_outside_the_rounds_hours(round_: Round, moment: object):
    with pytest.raises(RoundNotOpen):
        score(round_, "open-ledger", m1_1=1, now=moment)  # pyright: ignore[reportArgumentType]
    with pytest.raises(RoundNotOpen):
        report(round_, "ministry-of-ports", "1.1", 1, now=moment)  # pyright: ignore[reportArgumentType]

    assert submissions() == []


def test_nothing_is_submitted_to_a_draft(site: Flask):
    load(EXAMPLIA)
    round_ = draft_round()
    decide(AccreditationState.ACCREDITED, "open-ledger")

    with pytest.raises(RoundNotOpen, match="The round first is draft"):
        score(round_, "open-ledger", m1_1=1)


def test_a_receipt_can_be_recomputed_from_what_was_sealed(round_: Round):
    submission = assess(round_, "open-ledger", {"1.1": both(3)}, salt=SALT)

    assert submission.receipt == canon.receipt(submission.content, salt=SALT)
    assert canon.canonical(json.loads(submission.content)) == submission.content
    assert json.loads(submission.content)["answers"]["1.1"]["completion"]["level"] == 3


def test_a_submission_replaces_the_earlier_one_and_every_version_is_kept(round_: Round):
    score(round_, "open-ledger", m1_1=1, m1_2=1)
    score(round_, "open-ledger", m1_1=3, now=DURING + timedelta(hours=1))

    close(round_)
    levels = db.session.execute(select(Score.level).where(Score.criterion == "completion").order_by(Score.level))
    assert [submission.version for submission in submissions()] == [1, 2]
    assert [level for (level,) in levels] == [3]
    assert json.loads(submissions()[0].content)["answers"]["1.2"]["completion"]["level"] == 1


def test_an_ngo_that_is_not_accredited_submits_nothing(round_: Round):
    decide(AccreditationState.REVOKED, "open-ledger")

    with pytest.raises(NotAccredited, match="open-ledger is not accredited for xm-nap-1"):
        score(round_, "open-ledger", m1_1=1)

    assert submissions() == []


def test_what_is_missing_is_named_milestone_by_milestone(round_: Round):
    answers = {
        "1.1": {"completion": given(2, evidence=()), "opening": given(0, reason="  ")},
        "1.2": {"completion": given(1)},
    }

    with pytest.raises(Incomplete) as refusal:
        assess(round_, "open-ledger", answers)

    assert str(refusal.value) == (
        "The assessment is not complete. "
        "1.1: completion lacks evidence, opening lacks reason; 1.2: opening lacks answer."
    )
    assert submissions() == []


def test_an_answer_outside_the_form_is_refused(round_: Round):
    with pytest.raises(UnknownMilestone, match=r"no milestone 9\.9"):
        assess(round_, "open-ledger", {"9.9": both(1)})
    with pytest.raises(UnknownLevel, match=r"4 is no level of completion; allowed: 0, 1, 2, 3"):
        assess(round_, "open-ledger", {"1.1": both(4)})
    with pytest.raises(UnknownCriterion, match="'speed' is no criterion of tide"):
        assess(round_, "open-ledger", {"1.1": {**both(1), "speed": given(1)}})

    assert submissions() == []


@pytest.mark.parametrize("silence", [Silence.NOT_REPORTED, Silence.NOT_YET_DUE, Silence.WITHDRAWN, Silence.NO_QUORUM])
def test_a_silence_that_is_not_an_ngos_is_refused(round_: Round, silence: Silence):
    with pytest.raises(UnknownSilence, match=f"{silence.value} is not for an NGO to answer"):
        assess(round_, "open-ledger", {"1.1": both(silence)})


def test_an_agency_reports_only_what_it_leads(round_: Round):
    report(round_, "treasury", "2.1.1", 2)

    with pytest.raises(NotALead, match=r"treasury does not lead milestone 1\.1"):
        report(round_, "treasury", "1.1", 2)


def test_an_agency_answers_only_what_it_is_asked(round_: Round):
    with pytest.raises(NotAsked, match="not asked about opening"):
        report(round_, "ministry-of-ports", "1.1", 1, criterion="opening")
    with pytest.raises(NotAsked, match="no_evidence is not for an agency to report"):
        report(round_, "ministry-of-ports", "1.1", Silence.NO_EVIDENCE)
    with pytest.raises(UnknownLevel):
        report(round_, "ministry-of-ports", "1.1", 9)
    with pytest.raises(UnknownCriterion):
        report(round_, "ministry-of-ports", "1.1", 1, criterion="speed")

    assert list(reporting.reports(round_.id)) == []


def test_a_band_outside_the_crosswalk_is_refused(round_: Round):
    with pytest.raises(UnknownBand):
        report(round_, "ministry-of-ports", "1.1", "purple")

    assert list(reporting.reports(round_.id)) == []


def test_a_band_is_kept_beside_what_it_means(round_: Round):
    amber = report(round_, "ministry-of-ports", "1.1", "amber")
    grey = report(round_, "ministry-of-ports", "1.2", "grey")

    assert (amber.raw, amber.account) == ("amber", 1)
    assert (grey.raw, grey.account) == ("grey", Silence.NOT_YET_DUE)


def test_only_an_invented_organisation_in_a_demonstration_stands_in_for_another(round_: Round):
    with pytest.raises(StandInRefused), unit_of_work(db.session):
        services.stand_in(round_=round_, organisation=organisation("open-ledger"), for_=organisation("treasury").id)
