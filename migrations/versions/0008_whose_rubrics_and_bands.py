"""Whose a rubric and a crosswalk are, and in which order rubrics came to the site.

A crosswalk or rubric from before is that member's whose rounds used it, or the only member's; otherwise nobody's, until
its pack is loaded again. The method page showed the first rubric by key: that is the order they are counted in.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

CHECK = "ck_rubric_arrivals_count_from_one"
COUNT = "update rubric set arrival = (select count(distinct other.key) from rubric other where other.key <= rubric.key)"
RUBRIC_OF_ITS_ROUNDS = """
update rubric set member = (
  select min(member.code) from member join plan on plan.member_id = member.id join round on round.plan_id = plan.id
  join rubric used on used.id = round.rubric_id where used.key = rubric.key
  having count(distinct member.code) = 1)
"""
CROSSWALK_OF_ITS_REPORTS = """
update crosswalk set member = (
  select min(member.code) from member join plan on plan.member_id = member.id join round on round.plan_id = plan.id
  join self_report on self_report.round_id = round.id join crosswalk used on used.id = self_report.crosswalk_id
  where used.key = crosswalk.key having count(distinct member.code) = 1)
"""
OF_THE_ONLY_MEMBER = (
    "update {table} set member = (select min(code) from member having count(*) = 1) where member is null"
)


def upgrade() -> None:
    """Add the columns and fill in what the rows tell."""
    for table in ("rubric", "crosswalk"):
        op.add_column(table, sa.Column("member", sa.String(length=100), nullable=True))
    # SQLite adds a column with its check in place; copying the table would take what refers to it along.
    op.execute(
        f"alter table rubric add column arrival integer default 1 not null constraint {CHECK} check (arrival >= 1)"
    )
    op.execute(COUNT)
    op.execute(RUBRIC_OF_ITS_ROUNDS)
    op.execute(CROSSWALK_OF_ITS_REPORTS)
    for table in ("rubric", "crosswalk"):
        op.execute(OF_THE_ONLY_MEMBER.format(table=table))


def downgrade() -> None:
    """Take the columns away."""
    for statement in (
        "alter table rubric drop column arrival",
        "alter table rubric drop column member",
        "alter table crosswalk drop column member",
    ):
        op.execute(statement)
