"""What was recorded and published, broken on purpose: each contradiction is found, with a sentence of its own."""

import pytest
from sqlalchemy import select, text, update

from checkmyogp.audit import services as audit
from checkmyogp.audit.models import AuditEntry
from checkmyogp.db import db
from checkmyogp.domain import canon
from checkmyogp.verification import checks, invariants
from tests.factories.tampering import tamper
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        pytest.param(
            "update round set state = 'closed', published_at = null",
            "xm-nap-1/first: an entry says scorecard.published, and it is closed.",
            id="unpublished",
        ),
        pytest.param(
            "update audit_entry set action = 'round.reopened' where action = 'round.opened'",
            "xm-nap-1/first: it is published, and 0 entries say round.opened; 1 must.",
            id="a step without its entry",
        ),
        pytest.param(
            "update audit_entry set action = 'round.opened', subject = 'xm-nap-1/first' where action = 'pack.loaded'",
            "xm-nap-1/first: its steps stand in the audit chain in another order than a round lives.",
            id="another order",
        ),
        pytest.param(
            "update round set closed_at = opened_at",
            "xm-nap-1/first: it was closed at another time than its entry says.",
            id="closed at another time",
        ),
        pytest.param(
            "update submission set receipt = '" + "0" * 64 + "' where version = 2",
            "xm-nap-1/first: its receipts are not those that its close was recorded with.",
            id="a receipt",
        ),
        pytest.param(
            "update extension set closes_now = '2030-02-05 00:00:00' where closes_now < '2030-02-06 00:00:00'",
            "xm-nap-1/first: an extension does not begin where the one before it ended.",
            id="an extension",
        ),
        pytest.param(
            "delete from extension",
            "xm-nap-1/first: 0 extensions are kept and 2 recorded, or not the same ones.",
            id="extensions gone",
        ),
        pytest.param(
            "update round set closes_at = '2030-02-09 00:00:00'",
            "xm-nap-1/first: its closing time is not that of its last extension.",
            id="the deadline",
        ),
        pytest.param(
            "delete from snapshot where version = 1",
            "xm-nap-1/first: a version of its scorecard is missing.",
            id="the first version gone",
        ),
        pytest.param(
            "delete from snapshot",
            "xm-nap-1/first: it is published, and 0 versions of its scorecard are kept.",
            id="every version gone",
        ),
        pytest.param(
            "delete from correction",
            "xm-nap-1/first: its corrections are not those that officers confirmed.",
            id="a correction that nobody confirmed",
        ),
        pytest.param(
            "update correction set confirmed_by = proposed_by",
            "xm-nap-1/first: one officer both proposed and confirmed a correction.",
            id="a correction of one officer",
        ),
        pytest.param(
            "delete from published_head",
            "xm-nap-1/first: the hash after round.closed, entry",
            id="heads gone",
        ),
        pytest.param(
            "update published_head set digest = '" + "0" * 64 + "'",
            "of the audit chain has another hash than the one that was published.",
            id="a head",
        ),
        pytest.param(
            "update published_head set occasion = 'round.opened xm-nap-1/first'",
            "was published for another occasion than its own.",
            id="another occasion",
        ),
        pytest.param(
            "delete from audit_entry where sequence >= (select max(sequence) from published_head)",
            "The audit chain no longer reaches entry",
            id="cut off at its end",
        ),
        pytest.param(
            "update person set folded_address = 'somebody@example.org' where lead",
            "the address is compared otherwise than it is written.",
            id="an address",
        ),
        pytest.param(
            "update person set organisation = ''", "ngo and the organisation do not go together.", id="nobody's member"
        ),
        pytest.param(
            "update person set address = 'LEAD@example.org' where address = 'other@example.org'",
            "One address has 2 accounts:",
            id="two accounts",
        ),
        pytest.param("update person set office = 'operator'", "operator is no person's office.", id="no office"),
    ],
)
def test_what_contradicts_is_found(owner: None, statement: str, sentence: str):
    tamper(statement)

    assert any(sentence in line for line in invariants.broken())


def test_a_snapshot_that_says_otherwise_than_the_rows_is_found_even_with_its_hash_renewed(owner: None):
    content = bytes(db.session.execute(text("select content from snapshot where version = 1")).scalar_one())
    forged = content.replace(b'"counting":"counted"', b'"counting":"interested"', 1)
    assert forged != content

    tamper(
        "update snapshot set content = :content, digest = :digest where version = 1",
        content=forged,
        digest=canon.sha256(forged),
    )

    assert "xm-nap-1/first/1: it says otherwise than the rows whose answers count." in invariants.broken()


def test_an_extract_that_says_otherwise_than_its_snapshot_is_found(owner: None):
    wanted = "select content from snapshot_extract where version = 1 and criterion = 'completion'"
    content = bytes(db.session.execute(text(wanted)).scalar_one())
    forged = content.replace(b'"outcome":"no_quorum"', b'"outcome":"aligned"', 1)
    assert forged != content

    tamper(
        "update snapshot_extract set content = :content where version = 1 and criterion = 'completion'", content=forged
    )

    assert "xm-nap-1/first/1: its extract on completion does not follow from it." in invariants.broken()


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "update round set method_version = 1, seed = 7",
            "it names another version of the method than the round was opened under.",
        ),
        (
            "update audit_entry set digest = salt where action = 'round.opened'",
            "the opening that its seed is taken from is not the round's.",
        ),
        (
            "delete from audit_entry where action = 'round.opened'",
            "the opening that its seed is taken from is not the round's.",
        ),
        ("delete from accredited_ngo", "the NGOs that were accredited are not those of the round."),
    ],
)
def test_a_snapshot_of_another_method_opening_or_register_is_found(owner: None, statement: str, sentence: str):
    tamper(statement)

    assert f"xm-nap-1/first/1: {sentence}" in invariants.broken()


def test_somebody_recused_whom_the_rows_do_not_recuse_is_found(owner: None):
    tamper("delete from conflict_of_interest where level = 'recused'")

    assert "xm-nap-1/first/1, milestone 2.1.1: its recused are not those of the rows." in invariants.broken()


def test_an_extract_of_the_close_that_says_otherwise_than_the_rows_is_found(owner: None):
    wanted = "select content from closing_extract where criterion = 'completion'"
    content = bytes(db.session.execute(text(wanted)).scalar_one())
    forged = content.replace(b'"withdrawn":false', b'"withdrawn":true', 1)
    assert forged != content

    tamper("update closing_extract set content = :content where criterion = 'completion'", content=forged)

    assert "xm-nap-1/first: what it came to on completion at its close is not what the rows say." in invariants.broken()


def test_a_chain_written_anew_from_one_entry_on_is_found(owner: None):
    tamper("update audit_entry set actor = 'nobody' where sequence = 3")
    previous = canon.GENESIS
    for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.sequence)).all():
        changed = {"previous": previous, "digest": canon.chained(previous, audit.content(entry))}
        db.session.execute(update(AuditEntry).where(AuditEntry.sequence == entry.sequence).values(**changed))
        previous = changed["digest"]
    db.session.expire_all()

    assert checks.of_chain() == []
    assert any("has another hash than the one that was published." in line for line in invariants.broken())
