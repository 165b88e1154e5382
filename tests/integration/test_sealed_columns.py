"""What a stolen database or dump tells: nothing that is written in an open round, and nothing that lets anybody in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Text, column, select, text
from sqlalchemy import table as sql_table

from checkmyogp.accounts.models import TotpFactor
from checkmyogp.assessment import queries as assessment
from checkmyogp.db import db, keyring, leftovers, sealed
from checkmyogp.db.keyring import KeyDoesNotFit, Keyring
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.drafts import Sheet, TypedAnswer
from checkmyogp.domain.identities import OPERATOR
from checkmyogp.drafting import services as drafting
from checkmyogp.mail.models import OutboxMail
from checkmyogp.reporting import queries as reporting
from checkmyogp.rounds.models import Round
from checkmyogp.verification import invariants
from tests.factories.accounts import owner
from tests.factories.answers import EVIDENCE, assess, given, report
from tests.factories.migrating import destroy_down_to
from tests.factories.rounds import DURING, milestone_id, organisation

CANARY = "kestrel-above-the-harbour"
BEFORE = "0010"


def plant(round_: Round) -> list[bytes]:
    """Canaries in everything that is to be unreadable, and what else must not be found."""
    with unit_of_work(db.session):
        drafting.save_draft(
            contribution=assessment.assessments,
            round_=round_,
            milestone_id=milestone_id(round_, "1.2"),
            organisation=organisation("open-ledger"),
            sheet=Sheet({"completion": TypedAnswer(answer="2", reason=f"{CANARY} drafted")}),
            seen=0,
            actor=OPERATOR,
            now=DURING,
        )
        db.session.add(
            OutboxMail(recipient="a@example.org", language="en", subject="A link", body=f"{CANARY} mailed",
                       written_at=DURING, due_at=DURING, attempts=0)
        )  # fmt: skip
    said = given(2, reason=f"{CANARY} scored", evidence=(EVIDENCE,))
    submission = assess(round_, "civic-lens", {"1.1": {"completion": said, "opening": given(0)}})
    report(round_, "ministry-of-ports", "1.1", 2)
    secret = db.session.scalars(select(TotpFactor).order_by(TotpFactor.person_id)).one().secret
    return [CANARY.encode(), secret.encode(), submission.salt, b"The list of fees", b"It is on our site."]


@pytest.fixture
def canaries(round_app: Flask, round_: Round) -> list[bytes]:
    """The database with them in it."""
    owner(round_app)
    return plant(round_)


def dumped() -> Iterator[bytes]:
    """All that is in the database, as whoever took it away reads it."""
    if db.engine.dialect.name == "sqlite":
        db.session.rollback()
        file = str(db.engine.url.database)
        yield from (path.read_bytes() for end in ("", "-wal") if (path := Path(file + end)).exists())
        return
    tables = "select table_name from information_schema.tables where table_schema = 'public' order by 1"
    for table in db.session.scalars(text(tables)).all():
        for row in db.session.scalars(select(column(table).cast(Text)).select_from(sql_table(table))):
            yield row.encode()


def found(canaries: list[bytes]) -> list[bytes]:
    """Those that can be read in the dump, as they are or as digits."""
    dump = b"\n".join(dumped())
    return [canary for canary in canaries if canary in dump or canary.hex().encode() in dump]


@pytest.mark.asvs("14.2.4")
def test_nothing_that_is_sealed_is_in_a_stolen_database(canaries: list[bytes]):
    assert found(canaries) == []


@pytest.mark.tampers
def test_the_canaries_are_found_where_nothing_is_sealed(
    round_app: Flask, round_: Round, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Keyring, "seal", lambda _self, plain, _column: plain)
    monkeypatch.setattr(Keyring, "open", lambda _self, kept, _column: kept)
    monkeypatch.setattr(sealed, "sealed_text", lambda plain, _column: plain)
    monkeypatch.setattr(sealed, "opened_text", lambda kept, _column: kept)
    owner(round_app)
    canaries = plant(round_)

    assert found(canaries) == canaries


@pytest.mark.asvs("11.3.3")
def test_what_is_sealed_for_one_column_is_not_opened_in_another(app: Flask):
    with app.app_context():
        kept = keyring.current().seal(b"words", "draft.answers")

        assert keyring.current().open(kept, "draft.answers") == b"words"
        with pytest.raises(KeyDoesNotFit):
            keyring.current().open(kept, "report_draft.answers")
        for broken in (b"", b"\x01", kept[:-1], b"\x02" + kept[1:], kept[:30] + b"\x00\x00" + kept[32:]):
            with pytest.raises(KeyDoesNotFit):
                keyring.current().open(broken, "draft.answers")


def everything(round_: Round) -> list[object]:
    """What people wrote, as the application reads it."""
    ngo, agency = organisation("civic-lens"), organisation("ministry-of-ports")
    drafts = assessment.assessments.drafts(round_.id, organisation("open-ledger").id, recovery=None)
    return [
        {number: draft.answers for number, draft in drafts.items()},
        [(row.content, row.salt) for row in assessment.assessments.submissions(round_.id, ngo.id)],
        [(row.content, row.salt) for row in reporting.self_reports.submissions(round_.id, agency.id)],
        db.session.scalars(select(OutboxMail.body).order_by(OutboxMail.id)).all(),
        db.session.scalars(select(TotpFactor.secret).order_by(TotpFactor.person_id)).all(),
    ]


@pytest.mark.tampers
def test_a_database_with_rows_goes_down_and_up_again(round_: Round, canaries: list[bytes]):
    before = everything(round_)
    db.session.rollback()

    destroy_down_to(BEFORE)
    readable = found(canaries[:2])
    scores = db.session.execute(text("select level, reason from score order by criterion")).all()
    reports = db.session.execute(text("select level, sequence, narrative from self_report")).all()
    evidence = db.session.execute(text("select url from score_evidence union all select url from report_evidence"))
    kept_evidence = len(evidence.all())
    db.session.rollback()
    upgrade()
    leftovers.sweep(db.engine)

    assert readable == canaries[:2]
    assert [tuple(row) for row in scores] == [(2, f"{CANARY} scored"), (0, "We read the list.")]
    assert [tuple(row) for row in reports] == [(2, 1, "It is on our site.")]
    assert kept_evidence == 2
    assert everything(round_) == before
    assert found(canaries) == []
    assert invariants.broken() == []
