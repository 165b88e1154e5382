"""Extracts of snapshots: what a scorecard says on one criterion, to be read without its texts.

Scorecards that were published before keep none; they are read from their snapshots as before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLE = "snapshot_extract"
REAL_ROUND = "(select demonstration from round where round.id = old.round_id) = false"


def upgrade() -> None:
    """Add the table, and refuse changes of it."""
    op.create_table(
        TABLE,
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
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"create trigger {TABLE}_is_never_updated before update on {TABLE} "
            f"begin select raise(abort, '{TABLE} is never changed'); end"
        )
        op.execute(
            f"create trigger {TABLE}_is_never_deleted before delete on {TABLE} when {REAL_ROUND} "
            f"begin select raise(abort, '{TABLE} is never deleted'); end"
        )
        return
    for step, refuse in (("update", "refuse_change"), ("delete", "refuse_change_of_real_round")):
        op.execute(
            f"create trigger {TABLE}_is_never_{step}d before {step} on {TABLE} for each row execute function {refuse}()"
        )
    op.execute(
        f"create trigger {TABLE}_is_never_emptied before truncate on {TABLE} "
        "for each statement execute function refuse_change()"
    )


def downgrade() -> None:
    """Take it away; its triggers go with it."""
    op.drop_table(TABLE)
