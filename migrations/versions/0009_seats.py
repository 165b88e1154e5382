"""Seats: the first of each organisation, officers by two, recoveries, and what recovered seats write and submit.

Whoever has an account now has taken its organisation's first seat; nobody knows a registered address of it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0006"
branch_labels = None
depends_on = None

FROZEN = ("recovered_seat", "recovered_submission", "recovered_report")
"""That a seat or a submission came by a recovery is never taken back."""

CHANGE_IS_OPEN = "confirmed_at is null and withdrawn_at is null and lapsed_at is null"
RECOVERY_IS_OPEN = "stopped_at is null and withdrawn_at is null and lapsed_at is null and done_at is null"


def _ends_once(*ends: str) -> str:
    return " + ".join(f"case when {end} is null then 0 else 1 end" for end in ends) + " <= 1"


def upgrade() -> None:
    """Add the tables, and say which organisations have people."""
    op.add_column("invitation", sa.Column("recovery_id", sa.Uuid(), nullable=True))
    op.create_table(
        "seated_organisation",
        sa.Column("organisation", sa.String(length=100), nullable=False),
        sa.Column("seated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_address", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=100), nullable=False),
        sa.CheckConstraint(
            "registered_address = '' or registered_address like '%@%'",
            name=op.f("ck_seated_organisation_writes_to_an_address"),
        ),
        sa.PrimaryKeyConstraint("organisation", name=op.f("pk_seated_organisation")),
    )
    op.execute(
        "insert into seated_organisation (organisation, seated_at, registered_address, language) "
        "select organisation, min(joined_at), '', 'en' from person where organisation <> '' group by organisation"
    )
    _officer_change()
    _recovery()
    _recovered_seat()
    _recovered_drafts()
    _recovered_submissions()
    for table in FROZEN:
        _freeze(table)


def _officer_change() -> None:
    op.create_table(
        "officer_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "step",
            sa.Enum("invite", "dismiss", name="officerstep", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("about", sa.String(length=320), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=100), nullable=False),
        sa.Column("proposed_by", sa.String(length=100), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.String(length=100), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lapsed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(step = 'invite') = (address <> '')", name=op.f("ck_officer_change_a_guest_has_an_address")
        ),
        sa.CheckConstraint(
            "confirmed_by is null or confirmed_by <> proposed_by", name=op.f("ck_officer_change_two_officers_decide")
        ),
        sa.CheckConstraint(
            "confirmed_by is null or confirmed_by <> about",
            name=op.f("ck_officer_change_nobody_confirms_the_own_seat"),
        ),
        sa.CheckConstraint(
            "(confirmed_by is null) = (confirmed_at is null)", name=op.f("ck_officer_change_confirmed_by_somebody")
        ),
        sa.CheckConstraint(
            "confirmed_at is null or confirmed_at >= proposed_at",
            name=op.f("ck_officer_change_proposed_before_confirmed"),
        ),
        sa.CheckConstraint(
            _ends_once("confirmed_at", "withdrawn_at", "lapsed_at"), name=op.f("ck_officer_change_ends_once")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_change")),
        sa.UniqueConstraint("person_id", name=op.f("uq_officer_change_person_id")),
    )
    op.create_index(
        "uq_officer_change_open",
        "officer_change",
        ["about"],
        unique=True,
        sqlite_where=sa.text(CHANGE_IS_OPEN),
        postgresql_where=sa.text(CHANGE_IS_OPEN),
    )


def _recovery() -> None:
    op.create_table(
        "recovery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "office",
            sa.Enum(
                "operator",
                "demonstration",
                "reader",
                "officer",
                "ngo",
                "reporter",
                "researcher",
                name="office",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("organisation", sa.String(length=100), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.Column("proposed_by", sa.String(length=100), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.String(length=100), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_by", sa.String(length=100), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lapsed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("office in ('ngo', 'reporter')", name=op.f("ck_recovery_of_an_organisation_s_seat")),
        sa.CheckConstraint("organisation <> ''", name=op.f("ck_recovery_of_an_organisation")),
        sa.CheckConstraint(
            "confirmed_by is null or confirmed_by <> proposed_by", name=op.f("ck_recovery_two_officers_decide")
        ),
        sa.CheckConstraint(
            "(confirmed_by is null) = (confirmed_at is null)", name=op.f("ck_recovery_confirmed_by_somebody")
        ),
        sa.CheckConstraint(
            "(due_at is null) = (confirmed_at is null)", name=op.f("ck_recovery_waits_from_its_confirmation")
        ),
        sa.CheckConstraint(
            "confirmed_at is null or confirmed_at >= proposed_at", name=op.f("ck_recovery_proposed_before_confirmed")
        ),
        sa.CheckConstraint("due_at is null or due_at > confirmed_at", name=op.f("ck_recovery_leaves_time_to_stop_it")),
        sa.CheckConstraint(
            "done_at is null or (due_at is not null and done_at >= due_at)",
            name=op.f("ck_recovery_done_once_it_is_due"),
        ),
        sa.CheckConstraint("(stopped_at is null) = (stopped_by is null)", name=op.f("ck_recovery_stopped_by_somebody")),
        sa.CheckConstraint(
            "stopped_at is null or confirmed_at is not null", name=op.f("ck_recovery_stopped_while_it_waits")
        ),
        sa.CheckConstraint("lapsed_at is null or confirmed_at is null", name=op.f("ck_recovery_lapses_unconfirmed")),
        sa.CheckConstraint(
            _ends_once("stopped_at", "withdrawn_at", "lapsed_at", "done_at"), name=op.f("ck_recovery_ends_once")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery")),
    )
    op.create_index(
        "uq_recovery_open",
        "recovery",
        ["organisation"],
        unique=True,
        sqlite_where=sa.text(RECOVERY_IS_OPEN),
        postgresql_where=sa.text(RECOVERY_IS_OPEN),
    )


def _recovered_seat() -> None:
    op.create_table(
        "recovered_seat",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("recovery_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_recovered_seat_person_id_person")),
        sa.ForeignKeyConstraint(["recovery_id"], ["recovery.id"], name=op.f("fk_recovered_seat_recovery_id_recovery")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_recovered_seat")),
    )
    op.create_index(op.f("ix_recovered_seat_recovery_id"), "recovered_seat", ["recovery_id"], unique=False)


def _recovered_drafts() -> None:
    for table, more in (("recovered_draft", False), ("recovered_report_draft", True)):
        submitted = [sa.Column("submitted", sa.Integer(), server_default="0", nullable=False)] if more else []
        submitted_check = (
            [sa.CheckConstraint("submitted between 0 and revision", name=op.f(f"ck_{table}_submitted_what_was_saved"))]
            if more
            else []
        )
        op.create_table(
            table,
            sa.Column("round_id", sa.Uuid(), nullable=False),
            sa.Column("milestone_id", sa.Uuid(), nullable=False),
            sa.Column("organisation_id", sa.Uuid(), nullable=False),
            sa.Column("recovery_id", sa.Uuid(), nullable=False),
            sa.Column("revision", sa.Integer(), nullable=False),
            sa.Column("answers", sa.JSON(), nullable=False),
            sa.Column("edited_by", sa.String(length=100), nullable=False),
            sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
            *submitted,
            sa.CheckConstraint("revision >= 1", name=op.f(f"ck_{table}_revisions_count_from_one")),
            *submitted_check,
            sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f(f"fk_{table}_round_id_round")),
            sa.ForeignKeyConstraint(
                ["milestone_id"], ["milestone.id"], name=op.f(f"fk_{table}_milestone_id_milestone")
            ),
            sa.ForeignKeyConstraint(
                ["organisation_id"], ["organisation.id"], name=op.f(f"fk_{table}_organisation_id_organisation")
            ),
            sa.ForeignKeyConstraint(["recovery_id"], ["recovery.id"], name=op.f(f"fk_{table}_recovery_id_recovery")),
            sa.PrimaryKeyConstraint(
                "round_id", "milestone_id", "organisation_id", "recovery_id", name=op.f(f"pk_{table}")
            ),
        )


def _recovered_submissions() -> None:
    for table, of in (("recovered_submission", "submission"), ("recovered_report", "report_submission")):
        op.create_table(
            table,
            sa.Column("round_id", sa.Uuid(), nullable=False),
            sa.Column("organisation_id", sa.Uuid(), nullable=False),
            sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
            sa.Column("recovery_id", sa.Uuid(), nullable=False),
            sa.ForeignKeyConstraint(
                ["round_id", "organisation_id", "version"],
                [f"{of}.round_id", f"{of}.organisation_id", f"{of}.version"],
                name=op.f(f"fk_{table}_{of}"),
            ),
            sa.ForeignKeyConstraint(["recovery_id"], ["recovery.id"], name=op.f(f"fk_{table}_recovery_id_recovery")),
            sa.PrimaryKeyConstraint("round_id", "organisation_id", "version", name=op.f(f"pk_{table}")),
        )


def downgrade() -> None:
    """Take them away; their triggers go with them."""
    for table in ("recovered_submission", "recovered_report", "recovered_draft", "recovered_report_draft"):
        op.drop_table(table)
    for table in ("recovered_seat", "recovery", "officer_change", "seated_organisation"):
        op.drop_table(table)
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_column("recovery_id")


def _freeze(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for step, past in (("update", "changed"), ("delete", "deleted")):
            op.execute(
                f"create trigger {table}_is_never_{step}d before {step} on {table} "
                f"begin select raise(abort, '{table} is never {past}'); end"
            )
        return
    for step in ("update", "delete"):
        op.execute(
            f"create trigger {table}_is_never_{step}d before {step} on {table} "
            "for each row execute function refuse_change()"
        )
    op.execute(
        f"create trigger {table}_is_never_emptied before truncate on {table} "
        "for each statement execute function refuse_change()"
    )
