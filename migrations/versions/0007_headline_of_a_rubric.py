"""Headline: which criterion of a rubric a scorecard opens with.

Until now that was the criterion with the key "completion". A rubric without a compared one of that key gets the first
of its criteria that are compared; one in which nothing is compared keeps none marked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

CHECK = "ck_criterion_only_what_is_compared_is_the_headline"
BY_KEY = "update criterion set headline = true where compared and key = 'completion'"
BY_PLACE = """
update criterion set headline = true
where compared
  and not exists (select 1 from criterion other where other.rubric_id = criterion.rubric_id and other.headline)
  and place = (select min(other.place) from criterion other where other.rubric_id = criterion.rubric_id
               and other.compared)
"""


def upgrade() -> None:
    """Add the mark, and mark the criterion that scorecards have opened with so far."""
    # SQLite adds a column with its check in place; copying the table would take what refers to it along.
    op.execute(
        "alter table criterion add column headline boolean default false not null "
        f"constraint {CHECK} check (compared or not headline)"
    )
    op.execute(BY_KEY)
    op.execute(BY_PLACE)
    op.create_index(
        "uq_criterion_headline",
        "criterion",
        ["rubric_id"],
        unique=True,
        sqlite_where=sa.text("headline"),
        postgresql_where=sa.text("headline"),
    )


def downgrade() -> None:
    """Take the mark away."""
    op.drop_index("uq_criterion_headline", table_name="criterion")
    op.execute("alter table criterion drop column headline")
