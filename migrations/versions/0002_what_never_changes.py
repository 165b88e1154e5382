"""What never changes: the database itself refuses to change or delete what was published, submitted or recorded.

A demonstration round can be taken out as a whole, so its rows may be deleted; they may not be changed either.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FROZEN = ("snapshot", "submission", "counted_answer", "audit_entry")
OF_A_ROUND = frozenset({"snapshot", "submission", "counted_answer"})
REAL_ROUND = "(select demonstration from round where round.id = old.round_id) = false"


def upgrade() -> None:
    """Add the triggers of this engine."""
    if op.get_bind().dialect.name == "sqlite":
        _upgrade_sqlite()
    else:
        _upgrade_postgresql()


def downgrade() -> None:
    """Take them away."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in FROZEN:
        for step in ("update", "delete"):
            op.execute(f"drop trigger {table}_is_never_{step}d" + ("" if sqlite else f" on {table}"))
        if not sqlite:
            op.execute(f"drop trigger {table}_is_never_truncated on {table}")
    op.execute("drop trigger round_stays_real_or_demonstration" + ("" if sqlite else " on round"))
    if not sqlite:
        op.execute("drop function refuse_change_of_real_round()")
        op.execute("drop function refuse_change()")


def _upgrade_sqlite() -> None:
    for table in FROZEN:
        only_real = f" when {REAL_ROUND}" if table in OF_A_ROUND else ""
        op.execute(
            f"create trigger {table}_is_never_updated before update on {table} "
            f"begin select raise(abort, '{table} is never changed'); end"
        )
        op.execute(
            f"create trigger {table}_is_never_deleted before delete on {table}{only_real} "
            f"begin select raise(abort, '{table} is never deleted'); end"
        )
    op.execute(
        "create trigger round_stays_real_or_demonstration before update of demonstration on round "
        "when old.demonstration <> new.demonstration "
        "begin select raise(abort, 'a round stays real or a demonstration'); end"
    )


def _upgrade_postgresql() -> None:
    op.execute(
        "create function refuse_change() returns trigger language plpgsql as "
        "$$ begin raise exception '% is never changed or deleted', tg_table_name using errcode = '23514'; end $$"
    )
    op.execute(
        "create function refuse_change_of_real_round() returns trigger language plpgsql as "
        f"$$ begin if {REAL_ROUND} then "
        "raise exception '% is never deleted', tg_table_name using errcode = '23514'; end if; return old; end $$"
    )
    for table in FROZEN:
        refuse = "refuse_change_of_real_round" if table in OF_A_ROUND else "refuse_change"
        op.execute(
            f"create trigger {table}_is_never_updated before update on {table} "
            "for each row execute function refuse_change()"
        )
        op.execute(
            f"create trigger {table}_is_never_deleted before delete on {table} for each row execute function {refuse}()"
        )
        op.execute(
            # Truncating asks no row trigger.
            f"create trigger {table}_is_never_truncated before truncate on {table} "
            "for each statement execute function refuse_change()"
        )
    op.execute(
        "create trigger round_stays_real_or_demonstration before update of demonstration on round "
        "for each row when (old.demonstration is distinct from new.demonstration) execute function refuse_change()"
    )
