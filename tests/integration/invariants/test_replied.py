"""What was replied, revised and decided, broken on purpose: each contradiction is found, with a sentence of its own."""

import pytest
from sqlalchemy import text

from checkmyogp.db import db
from checkmyogp.domain import canon
from checkmyogp.verification import invariants
from tests.factories.tampering import tamper
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        pytest.param(
            "update reply set organisation_id = <treasury> where organisation_id = <ministry-of-ports>",
            "xm-nap-1/first, milestone 1.1, treasury: it replied, and does not lead the milestone.",
            id="a reply of another agency",
        ),
        pytest.param(
            "update reply set replied_at = (select opened_at from round) where organisation_id = <ministry-of-ports>",
            "xm-nap-1/first, milestone 1.1, ministry-of-ports: it replied outside of the reply window.",
            id="a reply before the close",
        ),
        pytest.param(
            "update reply set replied_at = (select published_at from round) where text like 'The list%'",
            "xm-nap-1/first, milestone 1.1, ministry-of-ports: it replied outside of the reply window.",
            id="a reply after the window",
        ),
        pytest.param(
            "delete from reply where organisation_id = <ministry-of-ports>",
            "xm-nap-1/first/ministry-of-ports: 0 rows are kept, and 1 entries of the audit chain say reply.given.",
            id="a reply gone",
        ),
        pytest.param(
            "update audit_entry set action = 'reply.read' where action = 'reply.given'",
            "xm-nap-1/first/treasury: 1 rows are kept, and 0 entries of the audit chain say reply.given.",
            id="a reply without its entry",
        ),
        pytest.param(
            "update audit_entry set action = 'reply.given' where action = 'round.extended'",
            "0 rows are kept, and 1 entries of the audit chain say reply.given.",
            id="a reply that is not there",
        ),
        pytest.param(
            "update answer_to_reply set organisation_id = <dock-league> where organisation_id = <open-ledger>",
            "xm-nap-1/first, milestone 1.1, dock-league: it answered a reply, and did not score.",
            id="an answer of who did not score",
        ),
        pytest.param(
            "update answer_to_reply set answered_at = (select opened_at from round)",
            "xm-nap-1/first, milestone 1.1, civic-lens: it answered a reply outside of the reply window.",
            id="an answer before the reply",
        ),
        pytest.param(
            "update answer_to_reply set kind = 'kept' where organisation_id = <open-ledger>",
            "xm-nap-1/first, milestone 1.1, open-ledger: its answer is kept, and names 1 levels.",
            id="kept with a level",
        ),
        pytest.param(
            "delete from revised_level",
            "xm-nap-1/first, milestone 1.1, open-ledger: its answer is revised, and names 0 levels.",
            id="revised without a level",
        ),
        pytest.param(
            "update revised_level set level = 8",
            "xm-nap-1/first, milestone 1.1, open-ledger: it revised completion to 8, which it cannot have.",
            id="a level off the scale",
        ),
        pytest.param(
            "update revised_level set criterion = 'charm'",
            "xm-nap-1/first, milestone 1.1, open-ledger: it revised charm to 3, which it cannot have.",
            id="a criterion that nobody asked about",
        ),
        pytest.param(
            "update revised_level set level = 1",
            "xm-nap-1/first/1, milestone 1.1: its assessments are not those of the rows.",
            id="a revised level",
        ),
        pytest.param(
            "update reply set text = 'Nobody asked us.' where organisation_id = <ministry-of-ports>",
            "xm-nap-1/first/2, milestone 1.1: its replies are not those of the rows.",
            id="the words of a reply",
        ),
        pytest.param(
            "update self_report set narrative = 'It was never promised.'",
            "xm-nap-1/first/1, milestone 1.1: its reports are not those of the rows.",
            id="the words of a report",
        ),
        pytest.param(
            "update correction set withdrawn_at = confirmed_at",
            "xm-nap-1/first: 1 rows are kept, and 0 entries say correction.withdrawn.",
            id="a correction withdrawn",
        ),
        pytest.param(
            "update audit_entry set action = 'correction.read' where action = 'correction.proposed'",
            "xm-nap-1/first: 1 rows are kept, and 0 entries say correction.proposed.",
            id="a correction without its entry",
        ),
        pytest.param(
            "update proposal set confirmed_by = proposed_by where organisation_id = <paper-kites>",
            "xm-nap-1/paper-kites: it was declined without a second officer.",
            id="a decision of one officer",
        ),
        pytest.param(
            "update decision set state = 'revoked' where organisation_id = <paper-kites>",
            "xm-nap-1/paper-kites: what was decided is not what two officers agreed on.",
            id="another decision",
        ),
        pytest.param(
            "update accreditation set state = 'accredited' where organisation_id = <paper-kites>",
            "xm-nap-1/paper-kites: it stands as accredited, and was declined last.",
            id="another standing",
        ),
        pytest.param(
            "delete from accreditation where organisation_id = <paper-kites>",
            "xm-nap-1/paper-kites: it does not stand where the last decision put it.",
            id="no standing",
        ),
        pytest.param(
            "delete from application where organisation_id = <paper-kites>",
            "xm-nap-1/paper-kites: 0 rows are kept, and 1 entries of the audit chain say accreditation.applied.",
            id="an application gone",
        ),
        pytest.param(
            "update appeal set settled_at = null",
            "xm-nap-1/paper-kites: 0 rows are kept, and 1 entries of the audit chain say accreditation.appeal_settled.",
            id="an appeal that is open again",
        ),
        pytest.param(
            "update audit_entry set action = 'accreditation.read' where action = 'accreditation.declined'",
            "xm-nap-1/paper-kites: 1 rows are kept, and 0 entries of the audit chain say accreditation.declined.",
            id="a decision without its entry",
        ),
    ],
)
def test_what_contradicts_is_found(owner: None, statement: str, sentence: str):
    tamper(statement)

    assert any(sentence in line for line in invariants.broken())


def test_a_reply_that_was_put_into_a_snapshot_is_found_even_with_its_hash_renewed(owner: None):
    content = bytes(db.session.execute(text("select content from snapshot where version = 1")).scalar_one())
    forged = content.replace(b"The list was published", b"The list was ruined", 1)
    assert forged != content

    tamper(
        "update snapshot set content = :content, digest = :digest where version = 1",
        content=forged,
        digest=canon.sha256(forged),
    )

    assert "xm-nap-1/first/1, milestone 1.1: its replies are not those of the rows." in invariants.broken()
