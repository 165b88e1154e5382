"""Which version of the method judges a round, and who might have scored it when it closed.

Every round that is there was set up under version 1, and keeps it if it was opened.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

REAL_ROUND = "(select demonstration from round where round.id = old.round_id) = false"
KNOWN = "method_version in (1, 2)"
SEEDED = "(method_version = 1) = (seed is not null)"


def upgrade() -> None:
    """Add the columns and the table, and refuse changes of the table."""
    if _is_sqlite():
        _change_seed("integer")
        # On lines of their own, as whoever reads the schema back expects constraints.
        op.execute(
            "alter table round add column method_version integer not null default 1"
            f"\n constraint ck_round_known_method check ({KNOWN})"
            f"\n constraint ck_round_seed_under_version_1_alone check ({SEEDED})\n"
        )
    else:
        op.alter_column("round", "seed", existing_type=sa.Integer(), nullable=True)
        op.add_column("round", sa.Column("method_version", sa.Integer(), nullable=False, server_default="1"))
        op.alter_column("round", "method_version", server_default=None)
        op.create_check_constraint(op.f("ck_round_known_method"), "round", KNOWN)
        op.create_check_constraint(op.f("ck_round_seed_under_version_1_alone"), "round", SEEDED)
    op.create_table(
        "accredited_ngo",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_accredited_ngo_round_id_round")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_accredited_ngo_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("round_id", "organisation_id", name=op.f("pk_accredited_ngo")),
    )
    _freeze()


def downgrade() -> None:
    """Take them away. A round of version 2 has no seed that an older program could use, and gets 0."""
    op.drop_table("accredited_ngo")
    if _is_sqlite():
        op.execute("alter table round drop column method_version")
        _change_seed("integer not null default 0")
        return
    op.drop_constraint(op.f("ck_round_seed_under_version_1_alone"), "round")
    op.drop_column("round", "method_version")
    op.execute("update round set seed = 0 where seed is null")
    op.alter_column("round", "seed", existing_type=sa.Integer(), nullable=False)


def _change_seed(kind: str) -> None:
    """SQLite makes no column nullable; a new one takes the old one's place, and the table is not built anew."""
    op.execute(f"alter table round add column other_seed {kind}")
    op.execute("update round set other_seed = seed where seed is not null")
    op.execute("alter table round drop column seed")
    op.execute("alter table round rename column other_seed to seed")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _freeze() -> None:
    """What was so at a close is never changed; it leaves with a demonstration round as a whole."""
    if _is_sqlite():
        op.execute(
            "create trigger accredited_ngo_is_never_updated before update on accredited_ngo "
            "begin select raise(abort, 'accredited_ngo is never changed'); end"
        )
        op.execute(
            f"create trigger accredited_ngo_is_never_deleted before delete on accredited_ngo when {REAL_ROUND} "
            "begin select raise(abort, 'accredited_ngo is never deleted'); end"
        )
        return
    for step, refuse in (("update", "refuse_change"), ("delete", "refuse_change_of_real_round")):
        op.execute(
            f"create trigger accredited_ngo_is_never_{step}d before {step} on accredited_ngo "
            f"for each row execute function {refuse}()"
        )
    op.execute(
        "create trigger accredited_ngo_is_never_emptied before truncate on accredited_ngo "
        "for each statement execute function refuse_change()"
    )
