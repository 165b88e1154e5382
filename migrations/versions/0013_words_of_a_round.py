"""The words that a round was opened with, and the names of organisations that came later.

A round that was opened before is read from now on by the words of the day on which its site was upgraded.
"""

import hashlib
import json
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLES = ("round_words", "late_name")
REAL_ROUND = "(select demonstration from round where round.id = old.round_id) = false"


def upgrade() -> None:
    """Add the tables, and refuse changes of them."""
    op.create_table(
        "round_words",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("plan_title", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("member_name", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("time_zone", sa.String(length=100), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_round_words_digest_is_sha256")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_round_words_round_id_round")),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_round_words")),
    )
    op.create_table(
        "late_name",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_late_name_round_id_round")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_late_name_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("round_id", "organisation_id", name=op.f("pk_late_name")),
    )
    _keep_what_rounds_are_called()
    for table in TABLES:
        _freeze(table)


def downgrade() -> None:
    """Take them away; their triggers go with them, and rounds are read by the words of today again."""
    for table in TABLES:
        op.drop_table(table)


def _freeze(table: str) -> None:
    """What it keeps is never changed; it leaves with a demonstration round as a whole."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"create trigger {table}_is_never_updated before update on {table} "
            f"begin select raise(abort, '{table} is never changed'); end"
        )
        op.execute(
            f"create trigger {table}_is_never_deleted before delete on {table} when {REAL_ROUND} "
            f"begin select raise(abort, '{table} is never deleted'); end"
        )
        return
    for step, refuse in (("update", "refuse_change"), ("delete", "refuse_change_of_real_round")):
        op.execute(
            f"create trigger {table}_is_never_{step}d before {step} on {table} for each row execute function {refuse}()"
        )
    op.execute(
        f"create trigger {table}_is_never_emptied before truncate on {table} "
        "for each statement execute function refuse_change()"
    )


ROUND_WORDS = sa.table(
    "round_words",
    sa.column("round_id", sa.Uuid()),
    sa.column("plan_title", sa.JSON()),
    sa.column("member_name", sa.JSON()),
    sa.column("time_zone", sa.String()),
    sa.column("content", sa.LargeBinary()),
    sa.column("digest", sa.String()),
)
ROUNDS = """
    select round.id, round.rubric_id, plan.id as plan_id, plan.ogp_id, plan.number, plan.title, plan.starts, plan.ends,
        member.id as member_id, member.code, member.name, member.time_zone
    from round join plan on plan.id = round.plan_id join member on member.id = plan.member_id
    where round.state <> 'draft' order by round.id"""
COMMITMENTS = """
    select commitment.number, commitment.title, above.number as within
    from commitment left join commitment as above on above.id = commitment.parent_id
    where commitment.plan_id = :plan_id order by commitment.place"""
MILESTONES = """
    select milestone.number, commitment.number as commitment, edition.title, edition.text, edition.outputs,
        edition.notes
    from round_milestone join edition on edition.id = round_milestone.edition_id
        join milestone on milestone.id = round_milestone.milestone_id
        join commitment on commitment.id = milestone.commitment_id
    where round_milestone.round_id = :id order by milestone.place"""
ORGANISATIONS = "select key, name from organisation where member_id = :member_id order by key"
CRITERIA = """
    select id, key, name, question, compared, evidence_from from criterion where rubric_id = :rubric_id
    order by place"""
LEVELS = "select value, key, name, descriptor from level where criterion_id = :id order by value"
CROSSWALKS = """
    select id, key, version, name, source from crosswalk where member = :code order by key, version desc"""
BANDS = "select raw, name from band where crosswalk_id = :id order by place"
TYPES: dict[str, Any] = {
    "id": sa.Uuid(),
    "plan_id": sa.Uuid(),
    "member_id": sa.Uuid(),
    "rubric_id": sa.Uuid(),
    "starts": sa.Date(),
    "ends": sa.Date(),
    "compared": sa.Boolean(),
    **dict.fromkeys(("title", "name", "text", "outputs", "notes", "question", "descriptor", "source"), sa.JSON()),
}


def _keep_what_rounds_are_called() -> None:
    """For each round that was opened, what `rounds/words/writer.py` would have kept today."""
    for round_ in _rows(ROUNDS):
        content = json.dumps(_words(round_), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
        op.get_bind().execute(
            ROUND_WORDS.insert().values(
                round_id=round_["id"],
                plan_title=round_["title"],
                member_name=round_["name"],
                time_zone=round_["time_zone"],
                content=content,
                digest=hashlib.sha256(content).hexdigest(),
            )
        )


def _rows(query: str, **values: object) -> list[dict[str, Any]]:
    bound = [sa.bindparam(name, value, type_=TYPES.get(name)) for name, value in values.items()]
    found = op.get_bind().execute(sa.text(query).columns(**TYPES).bindparams(*bound))
    return [dict(row) for row in found.mappings()]


def _words(round_: dict[str, Any]) -> dict[str, Any]:
    return {
        "schema": "check-my-ogp/round-words/1",
        "kept": "upgrade",
        "member": {"code": round_["code"], "name": _text(round_["name"]), "time_zone": round_["time_zone"]},
        "plan": _worded(round_, "ogp_id", "number", "title", "starts", "ends"),
        "commitments": [
            {name: value for name, value in _worded(row, "number", "title", "within").items() if value is not None}
            for row in _rows(COMMITMENTS, plan_id=round_["plan_id"])
        ],
        "milestones": [_milestone(row) for row in _rows(MILESTONES, id=round_["id"])],
        "organisations": [_worded(row, "key", "name") for row in _rows(ORGANISATIONS, member_id=round_["member_id"])],
        "criteria": [
            _worded(row, "key", "name", "question", "compared", "evidence_from")
            | {"levels": [_worded(level, *level) for level in _rows(LEVELS, id=row["id"])]}
            for row in _rows(CRITERIA, rubric_id=round_["rubric_id"])
        ],
        "crosswalks": [
            _worded(row, "key", "version", "name", "source")
            | {"bands": [_worded(band, *band) for band in _rows(BANDS, id=row["id"])]}
            for row in _rows(CROSSWALKS, code=round_["code"])
        ],
    }


def _milestone(row: dict[str, Any]) -> dict[str, Any]:
    return _worded(row, "number", "commitment", "title", "text") | {
        "outputs": [_text(output) for output in row["outputs"]],
        "notes": [{"about": note["about"], "text": _text(note["text"])} for note in row["notes"]],
    }


def _worded(row: dict[str, Any], *names: str) -> dict[str, Any]:
    """These columns of a row: texts as lists, days as ISO writes them."""
    return {name: _plain(row[name]) for name in names}


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    if isinstance(value, dict):
        return _text(value)
    return value.isoformat() if isinstance(value, date) else value


def _text(stored: dict[str, dict[str, str]]) -> list[dict[str, str]]:
    return [{"language": language, **entry} for language, entry in stored.items()]
