"""Vignettes: sets that packs bring, which of them a round uses, and how everybody scored them.

Rounds that are there use none.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

REAL_ROUND = "(select demonstration from round where round.id = old.round_id) = false"
OF_PACKS = ("vignette_set", "vignette")
OF_ROUNDS = ("round_vignettes", "vignette_submission")


def upgrade() -> None:
    """Add the tables, and refuse changes of all but the choice of a draft."""
    _of_packs()
    _of_rounds()
    _submissions()
    for table in OF_PACKS:
        _freeze(table, "refuse_change", "")
    for table in OF_ROUNDS:
        _freeze(table, "refuse_change_of_real_round", f"when {REAL_ROUND} ")


def downgrade() -> None:
    """Take them away; their triggers go with them."""
    for table in ("vignette_submission", "round_vignettes", "chosen_vignettes", "vignette", "vignette_set"):
        op.drop_table(table)


def _of_packs() -> None:
    op.create_table(
        "vignette_set",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rubric_id", sa.Uuid(), nullable=False),
        sa.Column("member", sa.String(length=100), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_vignette_set_counts_from_one")),
        sa.ForeignKeyConstraint(["rubric_id"], ["rubric.id"], name=op.f("fk_vignette_set_rubric_id_rubric")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vignette_set")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_vignette_set_key_version")),
    )
    op.create_table(
        "vignette",
        sa.Column("vignette_set_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(length=100), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("text", sa.JSON(none_as_null=True), nullable=False),
        _to_the_set("vignette"),
        sa.PrimaryKeyConstraint("vignette_set_id", "key", name=op.f("pk_vignette")),
        sa.UniqueConstraint("vignette_set_id", "place", name=op.f("uq_vignette_vignette_set_id_place")),
    )


def _of_rounds() -> None:
    op.create_table(
        "chosen_vignettes",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("vignette_set_id", sa.Uuid(), nullable=False),
        _to_the_round("chosen_vignettes"),
        _to_the_set("chosen_vignettes"),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_chosen_vignettes")),
    )
    op.create_table(
        "round_vignettes",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("vignette_set_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_round_vignettes_digest_is_sha256")),
        _to_the_round("round_vignettes"),
        _to_the_set("round_vignettes"),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_round_vignettes")),
        sa.UniqueConstraint("digest", name=op.f("uq_round_vignettes_digest")),
    )


def _submissions() -> None:
    op.create_table(
        "vignette_submission",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version = 1", name=op.f("ck_vignette_submission_given_once")),
        sa.CheckConstraint("length(receipt) = 64", name=op.f("ck_vignette_submission_receipt_is_sha256")),
        _to_the_round("vignette_submission"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_vignette_submission_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("round_id", "organisation_id", "version", name=op.f("pk_vignette_submission")),
        sa.UniqueConstraint("receipt", name=op.f("uq_vignette_submission_receipt")),
    )


def _to_the_set(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_vignette_set_id_vignette_set")
    return sa.ForeignKeyConstraint(["vignette_set_id"], ["vignette_set.id"], name=name)


def _to_the_round(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f(f"fk_{table}_round_id_round"))


def _freeze(table: str, refusal_of_deletion: str, when: str) -> None:
    """Refuse changes; what is a round's leaves with a demonstration as a whole."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"create trigger {table}_is_never_updated before update on {table} "
            f"begin select raise(abort, '{table} is never changed'); end"
        )
        op.execute(
            f"create trigger {table}_is_never_deleted before delete on {table} {when}"
            f"begin select raise(abort, '{table} is never deleted'); end"
        )
        return
    for step, refuse in (("update", "refuse_change"), ("delete", refusal_of_deletion)):
        op.execute(
            f"create trigger {table}_is_never_{step}d before {step} on {table} for each row execute function {refuse}()"
        )
    op.execute(
        f"create trigger {table}_is_never_emptied before truncate on {table} "
        "for each statement execute function refuse_change()"
    )
