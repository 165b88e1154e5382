"""The words that a round was opened with, and the names of organisations that came later.

A round that was opened before has none, and is read by the words of today as before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0010"
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
