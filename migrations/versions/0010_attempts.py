"""Attempts: counters that nobody can go on guessing past, shared by all processes of the site."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; what was counted in memory begins anew."""
    op.create_table(
        "attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("counter", sa.String(length=64), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("expires_at > tried_at", name=op.f("ck_attempt_counts_for_a_while")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
    )
    op.create_index("ix_attempt_counter_tried_at", "attempt", ["counter", "tried_at"])


def downgrade() -> None:
    """Take it away, and its counters with it."""
    op.drop_table("attempt")
