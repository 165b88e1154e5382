"""What entries bind: a random salt for each entry of the audit chain, and the hashes of the rows that it binds.

The entries that are there stay as they are, and bind nothing.
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both, empty."""
    # SQLite adds a column in place; copying the table would take its triggers along.
    op.execute("alter table audit_entry add column salt varchar(64) default '' not null")
    op.execute("alter table audit_entry add column terms text default '' not null")
    if op.get_bind().dialect.name == "postgresql":
        for column in ("salt", "terms"):
            op.execute(f"alter table audit_entry alter column {column} drop default")


def downgrade() -> None:
    """Take them away: what was recorded in the meantime can then no longer be checked."""
    op.execute("alter table audit_entry drop column terms")
    op.execute("alter table audit_entry drop column salt")
