"""Extracts: what a scorecard says on one criterion, and what a round had come to at its close, without texts.

What was published or closed before has none, and is read from its snapshot or its rows as before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = ("snapshot_extract", "closing_extract")
REAL_ROUND = "(select demonstration from round where round.id = old.round_id) = false"


def upgrade() -> None:
    """Add the tables, and refuse changes of them."""
    op.create_table(
        "snapshot_extract",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("criterion", sa.String(length=100), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id", "version"],
            ["snapshot.round_id", "snapshot.version"],
            name=op.f("fk_snapshot_extract_round_id_version_snapshot"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("round_id", "version", "criterion", name=op.f("pk_snapshot_extract")),
    )
    op.create_table(
        "closing_extract",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.String(length=100), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_closing_extract_round_id_round")),
        sa.PrimaryKeyConstraint("round_id", "criterion", name=op.f("pk_closing_extract")),
    )
    for table in TABLES:
        _freeze(table)


def downgrade() -> None:
    """Take them away; their triggers go with them."""
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
