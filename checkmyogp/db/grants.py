"""What the application's own role on PostgreSQL may do, where it is not the owner of the tables.

The owner can disable the triggers that refuse to change what is frozen; a role without the right cannot even ask.
Source: the trust description, attack "edited or deleted snapshot or audit row".
"""

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, text

FROZEN = (
    "accredited_ngo",
    "audit_entry",
    "closing_extract",
    "counted_answer",
    "dated_amendment",
    "decision",
    "extension",
    "late_name",
    "published_head",
    "recovered_report",
    "recovered_seat",
    "recovered_submission",
    "reply",
    "report_submission",
    "round_registration",
    "round_vignettes",
    "round_words",
    "snapshot",
    "snapshot_extract",
    "submission",
    "vignette",
    "vignette_set",
    "vignette_submission",
)
"""The tables to which rows are added, and whose rows are never changed or deleted."""

ENDED = {"irm_code": "ended_by, ended_at"}
"""The tables whose rows are never deleted, and changed only in these columns: once, when what they say has ended."""

NEVER_WRITTEN = ("alembic_version",)
"""The tables that migrations alone write, as the owner."""


class NoRoles(ValueError):
    """Rights for a role of a database that knows none."""

    def __init__(self) -> None:
        super().__init__("SQLite knows no roles: whoever can read its file can write it. Use PostgreSQL for this.")


class NoSuchRole(ValueError):
    """Rights for a role that is not there, or that has every right whatever it is given."""


def grant(engine: Engine, role: str) -> None:
    """Give this role what the application needs, and nothing more; run by the owner, again after each upgrade.

    Raises:
        NoRoles: on an engine without roles.
        NoSuchRole: when the server has no role of this name, or it is a superuser or the owner of the tables.
    """
    if engine.dialect.name != "postgresql":
        raise NoRoles
    with engine.begin() as connection:
        _refuse_the_mighty(connection, role)
        quoted = connection.dialect.identifier_preparer.quote_identifier(role)
        for statement in _statements(quoted):
            connection.execute(text(statement))


def _refuse_the_mighty(connection: Connection, role: str) -> None:
    found = connection.execute(
        text("select rolsuper or rolname = current_user from pg_roles where rolname = :role"), {"role": role}
    ).scalar_one_or_none()
    if found is None:
        msg = f"The server has no role {role!r}. Make one first: create role … login password …"
        raise NoSuchRole(msg)
    if found:
        msg = f"{role!r} is a superuser or owns the tables, so that nothing can be kept from it. Name another role."
        raise NoSuchRole(msg)


def _statements(role: str) -> Iterator[str]:
    yield f"grant usage on schema public to {role}"
    yield f"revoke all on all tables in schema public from {role}"
    yield f"grant select, insert, update, delete on all tables in schema public to {role}"
    for table in FROZEN:
        yield f"revoke update, delete on {table} from {role}"
    for table, columns in ENDED.items():
        yield f"revoke update, delete on {table} from {role}"
        yield f"grant update ({columns}) on {table} to {role}"
    for table in NEVER_WRITTEN:
        yield f"revoke insert, update, delete on {table} from {role}"
