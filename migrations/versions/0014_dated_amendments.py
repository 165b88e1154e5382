"""Amendments of plans and of commitments, each with the official words that stood before it.

What was changed in a plan or a commitment before has left none.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, and refuse changes of it."""
    op.create_table(
        "dated_amendment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("commitment_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("change", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("title_before", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("period_before", sa.Text(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_dated_amendment_counts_from_one")),
        sa.CheckConstraint("change <> 'withdrawn'", name=op.f("ck_dated_amendment_only_milestones_are_withdrawn")),
        sa.CheckConstraint(
            "change in ('amended', 'transcription', 'withdrawn')", name=op.f("ck_dated_amendment_change")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_dated_amendment_plan_id_plan")),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_dated_amendment_commitment_id_commitment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dated_amendment")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_dated_amendment_plan_id_number")),
    )
    _freeze()


def downgrade() -> None:
    """Take it away; its triggers go with it."""
    op.drop_table("dated_amendment")


def _freeze() -> None:
    """What it keeps is never changed and never deleted."""
    if op.get_bind().dialect.name == "sqlite":
        for step, said in (("update", "changed"), ("delete", "deleted")):
            op.execute(
                f"create trigger dated_amendment_is_never_{step}d before {step} on dated_amendment "
                f"begin select raise(abort, 'dated_amendment is never {said}'); end"
            )
        return
    for step in ("update", "delete"):
        op.execute(
            f"create trigger dated_amendment_is_never_{step}d before {step} on dated_amendment "
            "for each row execute function refuse_change()"
        )
    op.execute(
        "create trigger dated_amendment_is_never_emptied before truncate on dated_amendment "
        "for each statement execute function refuse_change()"
    )
