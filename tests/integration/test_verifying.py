"""`flask verify` and `flask scorecard verify`: green for what is whole, red for every single thing that was altered."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from checkmyogp.db import db
from checkmyogp.domain import canon
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import queries
from tests.factories.answers import report, score
from tests.factories.commands import done, refused
from tests.factories.rounds import close, publish
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

TRIGGERS = [
    (table, f"{table}_is_never_{step}d")
    for table in ("snapshot", "snapshot_extract", "audit_entry")
    for step in ("update", "delete")
]


@pytest.fixture
def published(round_: Round) -> bytes:
    """What a real round was published as."""
    report(round_, "ministry-of-ports", "1.1", "green")
    for ngo in ("open-ledger", "civic-lens", "fair-budget"):
        score(round_, ngo, m1_1=1)
    close(round_)
    content = publish(round_).content
    db.session.remove()
    return content


def tamper(statement: str, **values: object) -> None:
    """Do it as somebody who owns the database can: triggers first."""
    postgresql = db.engine.dialect.name == "postgresql"
    with db.engine.begin() as connection:
        for table, trigger in TRIGGERS:
            connection.execute(text(f"drop trigger {trigger}{f' on {table}' if postgresql else ''}"))
        assert connection.execute(text(statement), values).rowcount


def replace(content: bytes, old: bytes, new: bytes) -> bytes:
    assert old in content
    return content.replace(old, new, 1)


def test_a_site_that_is_whole_verifies(published: bytes, round_app: Flask):
    assert done(round_app, "verify").endswith("Everything holds: 1 scorecards recomputed, the audit chain is whole.\n")


@pytest.mark.asvs("11.4.3")
@pytest.mark.tampers
def test_a_changed_byte_of_a_snapshot_is_found(published: bytes, round_app: Flask):
    tamper("update snapshot set content = :content", content=replace(published, b"We read", b"We burn"))

    assert "xm-nap-1/first/1: the bytes no longer give the published hash." in refused(round_app, "verify")


@pytest.mark.tampers
def test_a_changed_figure_is_found_even_with_its_hash_renewed(published: bytes, round_app: Flask):
    forged = replace(published, b'"government_higher":1', b'"government_higher":0')
    tamper("update snapshot set content = :content, digest = :digest", content=forged, digest=canon.sha256(forged))

    said = refused(round_app, "verify")

    assert "government_higher: 0 stands there, the scores give 1." in said


@pytest.mark.tampers
def test_changed_words_are_found_even_with_their_hash_renewed(published: bytes, round_app: Flask):
    forged = replace(published, b"We read", b"We burn")
    tamper("update snapshot set content = :content, digest = :digest", content=forged, digest=canon.sha256(forged))

    assert "xm-nap-1/first/1: no entry of the audit chain names these bytes." in refused(round_app, "verify")


@pytest.mark.tampers
def test_a_snapshot_that_disappeared_is_found(published: bytes, round_app: Flask):
    tamper("delete from snapshot")

    assert "xm-nap-1/first/1: the audit chain says it was published, and it is gone." in refused(round_app, "verify")


@pytest.mark.tampers
@pytest.mark.parametrize(
    ("statement", "sequence"),
    [
        pytest.param("update audit_entry set subject = 'another' where sequence = 3", 3, id="edited"),
        pytest.param("update audit_entry set at = (select opens_at from round) where sequence = 2", 2, id="dated anew"),
        pytest.param("delete from audit_entry where sequence = 3", 3, id="deleted"),
        pytest.param("delete from audit_entry where sequence = 1", 1, id="beheaded"),
        pytest.param("delete from audit_entry where sequence between 3 and 5", 3, id="a piece cut out"),
        pytest.param(
            "update audit_entry set subject = 'a', previous = digest where sequence = 4", 4, id="hung on another"
        ),
    ],
)
def test_a_changed_chain_is_found(published: bytes, round_app: Flask, statement: str, sequence: int):
    tamper(statement)

    assert f"The audit chain breaks at entry {sequence}." in refused(round_app, "verify")


@pytest.mark.tampers
def test_two_swapped_entries_are_found(published: bytes, round_app: Flask):
    tamper("update audit_entry set sequence = 1000 where sequence = 3")
    with db.engine.begin() as connection:
        connection.execute(text("update audit_entry set sequence = 3 where sequence = 4"))
        connection.execute(text("update audit_entry set sequence = 4 where sequence = 1000"))

    assert "The audit chain breaks at entry 3." in refused(round_app, "verify")


@pytest.mark.tampers
def test_a_chain_cut_off_at_its_end_is_found_where_something_was_published_there(published: bytes, round_app: Flask):
    tamper("delete from audit_entry where action = 'scorecard.published'")

    assert "xm-nap-1/first/1: no entry of the audit chain names these bytes." in refused(round_app, "verify")


def test_a_demonstration_that_was_removed_is_not_missed(seeded_app: Flask):
    done(seeded_app, "demo", "remove")

    assert "Everything holds: 0 scorecards recomputed" in done(seeded_app, "verify")


def test_a_downloaded_scorecard_is_checked(published: bytes, round_app: Flask, tmp_path: Path):
    file = tmp_path / "scorecard.json"
    file.write_bytes(published)

    said = done(round_app, "scorecard", "verify", str(file))

    assert f"scorecard.json holds: sha256 {canon.sha256(published)}, every figure follows from its scores." in said
    assert "It is published here." in said


def test_a_sound_scorecard_of_another_site_is_checked_too(app: Flask, round_less_scorecard: bytes, tmp_path: Path):
    file = tmp_path / "scorecard.json"
    file.write_bytes(round_less_scorecard)

    assert "It is not published on this site." in done(app, "scorecard", "verify", str(file))


@pytest.fixture
def round_less_scorecard(read_only_seeded_app: Flask) -> bytes:
    """A scorecard that the empty site has never seen."""
    with read_only_seeded_app.app_context():
        found = queries.snapshot("mn-nap-5", "demonstration")
        assert found is not None
        return found.content


def rewritten(change: Callable[[dict[str, Any]], object]) -> Callable[[bytes], bytes]:
    """A change to the parsed scorecard, written down canonically again."""

    def apply(content: bytes) -> bytes:
        plain = json.loads(content)
        change(plain)
        return canon.canonical(plain)

    return apply


def nested(content: bytes) -> bytes:
    """Lists in lists, as deep as they can still be read."""
    return replace(content, b'"figures":[', b'"figures":[' + b"[" * 800 + b"]" * 800 + b",")


@pytest.mark.parametrize(
    ("alter", "line"),
    [
        pytest.param(
            lambda content: replace(content, b'"government_higher":1', b'"government_higher":0'),
            "government_higher: 0 stands there, the scores give 1.",
            id="a figure",
        ),
        pytest.param(
            lambda content: content.replace(b'"account":1', b'"account":3'),
            "figures[0]",
            id="a score",
        ),
        pytest.param(
            lambda content: content + b"\n",
            "The bytes are not canonical JSON",
            id="a line break at the end",
        ),
        pytest.param(
            lambda content: json.dumps(json.loads(content)).encode(),
            "The bytes are not canonical JSON",
            id="the same content written otherwise",
        ),
        pytest.param(
            rewritten(lambda plain: plain.pop("milestones")),
            "The scores cannot be read (KeyError).",
            id="a missing part",
        ),
        pytest.param(rewritten(lambda plain: plain.pop("figures")), "figures: None stands there", id="no figures"),
        pytest.param(
            rewritten(lambda plain: plain["method"].update(quorum="3")),
            "The scores cannot be read",
            id="a quorum that is no number",
        ),
        pytest.param(
            rewritten(lambda plain: plain["method"].update(version=1)),
            "The scores cannot be read (UnknownMethod).",
            id="another version than its form's",
        ),
        pytest.param(
            rewritten(lambda plain: plain["method"].update(seed=7)),
            "method.seed: 7 stands there, the scores give",
            id="a seed that somebody chose",
        ),
        pytest.param(
            rewritten(lambda plain: plain["method"].update(opening="0" * 63)),
            "The scores cannot be read (NotADigest).",
            id="an opening that is no digest",
        ),
        pytest.param(
            rewritten(lambda plain: plain["accredited"].pop()),
            "missing_scores.missing: ",
            id="an NGO that was accredited and is not named",
        ),
        pytest.param(
            rewritten(lambda plain: plain["milestones"][0].update(recused=["dock-league"])),
            "missing_scores.missing: ",
            id="an NGO said to be recused",
        ),
        pytest.param(rewritten(lambda plain: plain.update(milestones="x")), "The scores cannot be read", id="a text"),
        pytest.param(nested, "stands there, the scores give", id="something very deep"),
        pytest.param(
            lambda content: replace(content, b'"version":1}', b'"version":1.5}'),
            "The scores cannot be read (NotCanonical).",
            id="a fraction",
        ),
    ],
)
def test_an_altered_scorecard_does_not_hold(
    published: bytes, round_app: Flask, tmp_path: Path, alter: Callable[[bytes], bytes], line: str
):
    file = tmp_path / "scorecard.json"
    file.write_bytes(alter(published))

    said = refused(round_app, "scorecard", "verify", str(file))

    assert line in said
    assert said.endswith("scorecard.json does not hold.\n")


def test_a_scorecard_with_more_draws_than_anybody_has_time_for_is_not_checked(
    published: bytes, round_app: Flask, tmp_path: Path
):
    file = tmp_path / "scorecard.json"
    file.write_bytes(replace(published, b'"draws":2000', b'"draws":999999999'))

    said = refused(round_app, "scorecard", "verify", str(file))

    assert "was not checked: it asks for more work than is done here" in said


@pytest.mark.parametrize(
    "rubbish",
    [
        b"",
        b"hello",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"schema":"another/1"}',
        b"[" * 100_000,
        b'{"a":' * 5000,
        b"1" * 5000,
    ],
)
def test_rubbish_is_no_scorecard(app: Flask, tmp_path: Path, rubbish: bytes):
    file = tmp_path / "scorecard.json"
    file.write_bytes(rubbish)

    assert refused(app, "scorecard", "verify", str(file)).startswith("This file is not a scorecard")
