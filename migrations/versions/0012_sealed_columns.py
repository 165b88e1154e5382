"""Sealed columns: drafts, submissions, second factors and waiting mails are unreadable without a key kept elsewhere.

What is there is sealed on the way up and opened on the way down, with the keys of the installation at work.
"""

import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

from checkmyogp.db import keyring
from checkmyogp.db.frozen_rows import thawed
from checkmyogp.db.sealed import opened_text, sealed_text

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

DRAFTS = {
    "draft": ("round_id", "milestone_id", "organisation_id"),
    "report_draft": ("round_id", "milestone_id", "organisation_id"),
    "recovered_draft": ("round_id", "milestone_id", "organisation_id", "recovery_id"),
    "recovered_report_draft": ("round_id", "milestone_id", "organisation_id", "recovery_id"),
}
SUBMISSIONS = ("submission", "report_submission")
OF_A_SUBMISSION = ("round_id", "organisation_id", "version")
OF_A_CONFLICT = ("round_id", "milestone_id", "organisation_id", "conflict")
TEXTS = (
    ("totp_factor", ("person_id",), ("secret", "waiting")),
    ("outbox_mail", ("id",), ("body",)),
    ("conflict_of_interest", OF_A_CONFLICT, ("explanation",)),
)
OPEN = "(select id from round where state = 'open')"
FORGET = (
    "delete from score_evidence where round_id in " + OPEN,  # noqa: S608 - constants
    "delete from score where round_id in " + OPEN,  # noqa: S608 - constants
    "delete from report_evidence where self_report_id in (select id from self_report where round_id in " + OPEN + ")",  # noqa: S608 - constants
    "delete from self_report where round_id in " + OPEN,  # noqa: S608 - constants
)
"""What follows from submissions is written when a round closes, so that until then nothing says it readably."""
EVIDENCE = ("url", "title", "publisher", "page", "quotation")
CHECK = "key_check.sealed"
WORD = "check-my-ogp"


def upgrade() -> None:
    """Seal what is there."""
    op.create_table(
        "key_check",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_key_check_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_check")),
    )
    check = sa.table("key_check", sa.column("id"), sa.column("sealed"))
    op.get_bind().execute(check.insert().values(id=1, sealed=sealed_text(WORD, CHECK)))
    _type_drafts(sa.JSON(), sa.Text())
    _type_secrets(sa.String(length=100), sa.Text())
    for table, key in DRAFTS.items():
        # SQLite keeps JSON as it was written, PostgreSQL was asked for its text: the same letters in other escapes.
        _rewrite(table, key, "answers", lambda text, at: sealed_text(_plain_json(text), at))
    for table, key, columns in TEXTS:
        for column in columns:
            _rewrite(table, key, column, sealed_text)
    for statement in FORGET:
        op.execute(statement)
    _rewrite_submissions(lambda kept, at: keyring.current().seal(bytes(kept), at))


def downgrade() -> None:
    """Open what is there."""
    _rewrite_submissions(lambda sealed, at: keyring.current().open(bytes(sealed), at))
    _write_scores_of_open_rounds()
    _write_reports_of_open_rounds()
    for table, key, columns in TEXTS:
        for column in columns:
            _rewrite(table, key, column, opened_text)
    for table, key in DRAFTS.items():
        _rewrite(table, key, "answers", opened_text)
    _type_secrets(sa.Text(), sa.String(length=100))
    _type_drafts(sa.Text(), sa.JSON())
    op.drop_table("key_check")


def _of_open_rounds(table: str) -> Iterator[tuple[sa.Row[Any], uuid.UUID, str, dict[str, Any]]]:
    """Each submission, milestone, criterion and what is said, in the order in which it was."""
    part = "answers" if table == "submission" else "reports"
    bind = op.get_bind()
    numbers = {
        (row.round_id, row.number): row.milestone_id
        for row in bind.execute(
            sa.text(
                "select round_id, milestone_id, number from round_milestone "
                "join milestone on milestone.id = milestone_id"
            ).columns(round_id=sa.Uuid(), milestone_id=sa.Uuid(), number=sa.Text())
        )
    }
    rows = bind.execute(
        sa.text(
            f"select round_id, organisation_id, version, content, submitted_at from {table} "  # noqa: S608 - a constant
            f"where round_id in {OPEN} order by organisation_id, version"
        ).columns(round_id=sa.Uuid(), organisation_id=sa.Uuid(), submitted_at=sa.DateTime(timezone=True))
    ).all()
    last = {(row.round_id, row.organisation_id): row.version for row in rows}
    for row in rows:
        if table == "submission" and row.version != last[row.round_id, row.organisation_id]:
            continue
        for number, by_criterion in json.loads(bytes(row.content))[part].items():
            for criterion, said in by_criterion.items():
                yield row, numbers[row.round_id, number], criterion, said


def _insert(table: str, values: Mapping[str, Any]) -> None:
    kinds = {"published": sa.Date(), "submitted_at": sa.DateTime(timezone=True)}
    columns = [
        sa.column(name, sa.Uuid() if name == "id" or name.endswith("_id") else kinds.get(name)) for name in values
    ]
    op.get_bind().execute(sa.insert(sa.table(table, *columns)).values(dict(values)))


def _account(said: Mapping[str, Any]) -> dict[str, Any]:
    return {"level": said.get("level"), "silence": said.get("silence"), "language": said["language"]}


def _insert_evidence(table: str, key: Mapping[str, Any], pieces: Sequence[Mapping[str, str]]) -> None:
    for place, piece in enumerate(pieces, start=1):
        day = date.fromisoformat(piece["published"]) if "published" in piece else None
        texts = {name: piece.get(name, "") for name in EVIDENCE}
        _insert(table, {**key, "place": place, "published": day, **texts})


def _write_scores_of_open_rounds() -> None:
    for row, milestone, criterion, said in _of_open_rounds("submission"):
        key = {
            "round_id": row.round_id,
            "milestone_id": milestone,
            "organisation_id": row.organisation_id,
            "criterion": criterion,
        }
        score = {"confidence": said.get("confidence"), "reason": said["reason"], **_account(said)}
        _insert("score", {**key, **score})
        _insert_evidence("score_evidence", key, said["evidence"])


def _write_reports_of_open_rounds() -> None:
    bands = sa.text("select id, key, version from crosswalk").columns(id=sa.Uuid())
    crosswalks = {(row.key, row.version): row.id for row in op.get_bind().execute(bands)}
    said_before: Counter[tuple[Any, ...]] = Counter()
    for row, milestone, criterion, said in _of_open_rounds("report_submission"):
        at = (row.round_id, row.organisation_id, milestone, criterion)
        said_before[at] += 1
        report = {
            "id": uuid.uuid4(),
            "round_id": row.round_id,
            "milestone_id": milestone,
            "organisation_id": row.organisation_id,
            "criterion": criterion,
            "sequence": said_before[at],
            "crosswalk_id": crosswalks.get((said.get("crosswalk"), said.get("crosswalk_version"))),
            "raw": said.get("raw"),
            "quarter": said["quarter"],
            "narrative": said["narrative"],
            "submitted_at": row.submitted_at,
            **_account(said),
        }
        _insert("self_report", report)
        _insert_evidence("report_evidence", {"self_report_id": report["id"]}, said["evidence"])


def _plain_json(text: str) -> str:
    return json.dumps(json.loads(text), ensure_ascii=False)


def _rewrite_submissions(change: Callable[[Any, str], Any]) -> None:
    with thawed(op.get_bind(), SUBMISSIONS):
        for table in SUBMISSIONS:
            for column in ("content", "salt"):
                _rewrite(table, OF_A_SUBMISSION, column, change)


def _rewrite(table: str, key: tuple[str, ...], column: str, change: Callable[[Any, str], Any]) -> None:
    """Each value that is not empty, as ``change`` makes it."""
    bind = op.get_bind()
    described = sa.table(table, sa.column(column), *(sa.column(name) for name in key))
    rows = bind.execute(sa.select(described.c[column], *(described.c[name] for name in key))).all()
    for value, *at in rows:
        if value:
            same = [described.c[name] == part for name, part in zip(key, at, strict=True)]
            change_to = {column: change(value, f"{table}.{column}")}
            bind.execute(sa.update(described).where(*same).values(change_to))


def _type_drafts(before: sa.types.TypeEngine[Any], after: sa.types.TypeEngine[Any]) -> None:
    using = "answers::text" if isinstance(after, sa.Text) else "answers::json"
    for table in DRAFTS:
        checks = [sa.CheckConstraint("revision >= 1", name=op.f(f"ck_{table}_revisions_count_from_one"))]
        if "report" in table:
            submitted = op.f(f"ck_{table}_submitted_what_was_saved")
            checks.append(sa.CheckConstraint("submitted between 0 and revision", name=submitted))
        with op.batch_alter_table(table, schema=None, table_args=tuple(checks) if _is_sqlite() else ()) as batch_op:
            batch_op.alter_column(
                "answers", existing_type=before, type_=after, existing_nullable=False, postgresql_using=using
            )


def _type_secrets(before: sa.types.TypeEngine[Any], after: sa.types.TypeEngine[Any]) -> None:
    with op.batch_alter_table("totp_factor", schema=None) as batch_op:
        batch_op.alter_column("secret", existing_type=before, type_=after, existing_nullable=False)
        batch_op.alter_column("waiting", existing_type=before, type_=after, existing_nullable=True)


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
