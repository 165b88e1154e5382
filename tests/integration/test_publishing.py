"""Publishing: frozen once, corrected only by a new version, and nothing half-written."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from checkmyogp.audit import queries as audit
from checkmyogp.db import db
from checkmyogp.db.transactions import WriteOutsideUnitOfWork, unit_of_work
from checkmyogp.domain import canon
from checkmyogp.domain.identities import OPERATOR
from checkmyogp.domain.lifecycles import StepRefused
from checkmyogp.domain.wording import editorial
from checkmyogp.plans.models import Member
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import queries, services
from checkmyogp.snapshots.models import CountedAnswer
from checkmyogp.snapshots.services import NotPublished, TooEarly
from checkmyogp.verification import checks
from tests.factories.answers import report, score
from tests.factories.packs import MONGOLIA, load
from tests.factories.rounds import CLOSES, DURING, REPLIES_END, close, correct, publish
from tests.factories.scorecards import Scorecard
from tests.plugins.engines import ON_SQLITE


@pytest.fixture(autouse=True)
def answers(round_: Round) -> None:
    """Three NGOs and an agency have spoken."""
    report(round_, "ministry-of-ports", "1.1", "green")
    for ngo in ("open-ledger", "civic-lens", "fair-budget"):
        score(round_, ngo, m1_1=1)


def test_a_snapshot_is_canonical_and_named_by_its_hash(round_: Round):
    close(round_)
    snapshot = publish(round_)

    assert canon.canonical(Scorecard.of(snapshot.content).content) == snapshot.content
    assert canon.sha256(snapshot.content) == snapshot.digest
    assert checks.of_snapshot(snapshot) == []


def test_a_snapshot_says_what_was_said(round_: Round):
    close(round_)
    scorecard = Scorecard.of(publish(round_).content)

    assert scorecard.content["demonstration"] is False
    assert [rater["key"] for rater in scorecard.content["raters"]] == ["civic-lens", "fair-budget", "open-ledger"]
    assert scorecard.milestone("1.1")["reports"][0]["raw"] == "green"
    assert scorecard.outcome("1.1") == "government_higher"
    assert scorecard.result("1.1")["distance"] == 2
    assert scorecard.result("1.1")["support"] == {"above": 0, "at": 0, "below": 3}


def test_of_several_reports_the_latest_stands_and_all_are_published(round_: Round):
    report(round_, "ministry-of-ports", "1.1", "red", now=DURING + timedelta(days=1))

    close(round_)
    scorecard = Scorecard.of(publish(round_).content)

    assert [(entry["raw"], entry["stands"]) for entry in scorecard.milestone("1.1")["reports"]] == [
        ("red", True),
        ("green", False),
    ]
    assert scorecard.result("1.1")["government"] == 0


@ON_SQLITE
def test_a_snapshot_holds_no_other_countrys_crosswalk(round_: Round):
    load(MONGOLIA)

    close(round_)
    scorecard = Scorecard.of(publish(round_).content)

    assert [crosswalk["key"] for crosswalk in scorecard.content["crosswalks"]] == ["lamps"]


def test_nothing_is_published_before_the_close_nor_within_the_reply_window(round_: Round):
    with pytest.raises(StepRefused, match="open cannot become published"):
        publish(round_)
    close(round_)
    with pytest.raises(TooEarly, match="can reply until 2030-02-15"):
        publish(round_, now=REPLIES_END - timedelta(seconds=1))

    assert list(queries.all_snapshots()) == []
    assert round_.published_at is None


def test_a_scorecard_is_published_once(round_: Round):
    close(round_)
    publish(round_)

    with pytest.raises(StepRefused, match="published cannot become published"):
        publish(round_)

    assert len(queries.all_snapshots()) == 1


def test_a_correction_is_a_new_version_with_a_reason_and_the_old_one_stays(round_: Round):
    close(round_)
    first = publish(round_).content
    second = correct(round_, "A name was misspelt.")

    assert [edition.version for edition in queries.versions(round_.id)] == [2, 1]
    kept = queries.snapshot("xm-nap-1", "first", 1)
    assert kept is not None
    assert kept.content == first
    assert Scorecard.of(second.content).content["correction"]["en"]["text"] == "A name was misspelt."
    assert Scorecard.of(second.content).content["version"] == 2
    latest = queries.snapshot("xm-nap-1", "first")
    assert latest is not None
    assert latest.version == 2


def test_there_is_nothing_to_correct_before_publication(round_: Round):
    close(round_)

    with pytest.raises(NotPublished, match="nothing to correct"):
        correct(round_, "Too soon.")


def test_a_failure_on_the_way_leaves_nothing_half_written(round_: Round, monkeypatch: pytest.MonkeyPatch):
    entries = audit.head()

    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(services.audit, "record", fail)
        with pytest.raises(RuntimeError, match="the disk is full"):
            close(round_)

    assert round_.state == "open"
    assert db.session.scalars(select(CountedAnswer).order_by(CountedAnswer.round_id)).all() == []
    assert audit.head() == entries


def test_a_write_outside_a_unit_of_work_is_refused(round_: Round):
    db.session.add(Member(code="xx", ogp_code="NWH", name=editorial(en="Nowhere"), languages="en"))

    with pytest.raises(WriteOutsideUnitOfWork):
        db.session.commit()

    db.session.rollback()
    assert db.session.scalars(select(Member.code).order_by(Member.code)).all() == ["xm"]


def test_a_service_outside_a_unit_of_work_is_refused(round_: Round):
    with pytest.raises(WriteOutsideUnitOfWork):
        services.close(round_=round_, actor=OPERATOR, now=CLOSES)

    db.session.rollback()
    assert round_.state == "open"


def test_a_unit_of_work_that_fails_takes_everything_back(round_: Round):
    def write_and_fail() -> None:
        with unit_of_work(db.session):
            db.session.add(Member(code="xx", ogp_code="NWH", name=editorial(en="Nowhere"), languages="en"))
            db.session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()

    assert db.session.scalars(select(Member.code).order_by(Member.code)).all() == ["xm"]
