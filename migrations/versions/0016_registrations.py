"""What a round is judged by, registered at its opening.

A round that was opened before has none: what is written down afterwards was not registered before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

REAL_ROUND = "(select demonstration from round where round.id = old.round_id) = false"


def upgrade() -> None:
    """Add the table, and refuse changes of it."""
    op.create_table(
        "round_registration",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_round_registration_digest_is_sha256")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_round_registration_round_id_round")),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_round_registration")),
        sa.UniqueConstraint("digest", name=op.f("uq_round_registration_digest")),
    )
    _freeze()


def downgrade() -> None:
    """Take it away; its triggers go with it."""
    op.drop_table("round_registration")


def _freeze() -> None:
    """What it keeps is never changed; it leaves with a demonstration round as a whole."""
    table = "round_registration"
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
