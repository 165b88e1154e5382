"""Notes of researchers."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Notes of researchers."""
    op.create_table(
        "research_note",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("milestone_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_research_note_revisions_count_from_one")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_research_note_says_something")),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_research_note_milestone_id_milestone")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_research_note_person_id_person")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_research_note_round_id_round"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "round_id", "milestone_id", name=op.f("pk_research_note")),
    )


def downgrade() -> None:
    """As it was before."""
    op.drop_table("research_note")
