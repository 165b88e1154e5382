"""Codes of the Independent Reporting Mechanism."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STANDING = sa.text("ended_at is null")

SAID = (
    "id",
    "commitment_id",
    "scheme",
    "code",
    "mark",
    "page",
    "source_title",
    "source_url",
    "recorded_by",
    "recorded_at",
)
"""What was once recorded is never changed; a row only gets its end."""

EACH_WITH_ITS_CODES = """
(scheme in ('review_verifiable', 'review_lens', 'design_verifiable', 'design_relevant_to_information',
  'design_relevant_to_participation', 'design_relevant_to_accountability', 'design_relevant_to_technology')
  and code in ('no', 'yes'))
or (scheme in ('review_potential_for_results') and code in ('unclear', 'modest', 'substantial'))
or (scheme in ('results_completion', 'design_completion', 'end_completion')
  and code in ('withdrawn', 'unclear', 'no_evidence', 'not_started', 'limited', 'substantial', 'complete'))
or (scheme in ('results_early_results') and code in ('no_notable_results', 'moderate', 'significant'))
or (scheme in ('design_specificity') and code in ('none', 'low', 'medium', 'high'))
or (scheme in ('design_potential_impact') and code in ('none', 'minor', 'moderate', 'transformative'))
or (scheme in ('end_opened')
  and code in ('worsened', 'no_early_results_yet', 'did_not_change', 'marginal', 'major', 'outstanding'))
or (scheme in ('end_opened_information', 'end_opened_participation', 'end_opened_accountability')
  and code in ('not_applicable', 'worsened', 'did_not_change', 'marginal', 'major', 'outstanding'))
"""
"""No scheme takes a code of another."""


def upgrade() -> None:
    """Codes of the Independent Reporting Mechanism."""
    op.create_table(
        "irm_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commitment_id", sa.Uuid(), nullable=False),
        sa.Column(
            "scheme",
            sa.Enum(
                "review_verifiable",
                "review_lens",
                "review_potential_for_results",
                "results_completion",
                "results_early_results",
                "design_specificity",
                "design_verifiable",
                "design_relevant_to_information",
                "design_relevant_to_participation",
                "design_relevant_to_accountability",
                "design_relevant_to_technology",
                "design_potential_impact",
                "design_completion",
                "end_completion",
                "end_opened",
                "end_opened_information",
                "end_opened_participation",
                "end_opened_accountability",
                name="scheme",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "code",
            sa.Enum(
                "no",
                "yes",
                "none",
                "low",
                "medium",
                "high",
                "minor",
                "moderate",
                "transformative",
                "unclear",
                "modest",
                "substantial",
                "withdrawn",
                "no_evidence",
                "not_started",
                "limited",
                "complete",
                "no_notable_results",
                "significant",
                "not_applicable",
                "worsened",
                "did_not_change",
                "no_early_results_yet",
                "marginal",
                "major",
                "outstanding",
                name="code",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "mark",
            sa.Enum(
                "nd",
                "nr",
                "na",
                "n_a",
                name="mark",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("source_title", sa.Text(), nullable=False),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(length=100), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.String(length=100), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(code is null) <> (mark is null)", name=op.f("ck_irm_code_code_or_mark")),
        sa.CheckConstraint(f"code is null or {EACH_WITH_ITS_CODES}", name=op.f("ck_irm_code_code_of_its_scheme")),
        sa.CheckConstraint("page <> ''", name=op.f("ck_irm_code_says_where_it_stands")),
        sa.CheckConstraint("source_title <> ''", name=op.f("ck_irm_code_names_its_source")),
        sa.CheckConstraint(
            "source_url like 'http://%' or source_url like 'https://%'",
            name=op.f("ck_irm_code_source_is_a_web_address"),
        ),
        sa.CheckConstraint("(ended_at is null) = (ended_by is null)", name=op.f("ck_irm_code_ended_by_somebody")),
        sa.CheckConstraint(
            "ended_at is null or ended_at >= recorded_at", name=op.f("ck_irm_code_ends_after_it_begins")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_irm_code_commitment_id_commitment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_irm_code")),
    )
    with op.batch_alter_table("irm_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_irm_code_commitment_id"), ["commitment_id"], unique=False)
        batch_op.create_index(
            "uq_irm_code_standing",
            ["commitment_id", "scheme"],
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        )

    _freeze()


def downgrade() -> None:
    """Undo it."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for step in ("updated", "deleted") if sqlite else ("updated", "deleted", "emptied"):
        op.execute(f"drop trigger irm_code_is_never_{step}" + ("" if sqlite else " on irm_code"))
    with op.batch_alter_table("irm_code", schema=None) as batch_op:
        batch_op.drop_index("uq_irm_code_standing", sqlite_where=STANDING, postgresql_where=STANDING)
        batch_op.drop_index(batch_op.f("ix_irm_code_commitment_id"))

    op.drop_table("irm_code")


def _freeze() -> None:
    """What was recorded is neither changed nor deleted, whoever asks."""
    update = f"update of {', '.join(SAID)}"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"create trigger irm_code_is_never_updated before {update} on irm_code "
            "begin select raise(abort, 'irm_code is never changed'); end"
        )
        op.execute(
            "create trigger irm_code_is_never_deleted before delete on irm_code "
            "begin select raise(abort, 'irm_code is never deleted'); end"
        )
        return
    for name, step in (("updated", update), ("deleted", "delete")):
        op.execute(
            f"create trigger irm_code_is_never_{name} before {step} on irm_code "
            "for each row execute function refuse_change()"
        )
    op.execute(
        "create trigger irm_code_is_never_emptied before truncate on irm_code "
        "for each statement execute function refuse_change()"
    )
