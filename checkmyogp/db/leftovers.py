"""What SQLite leaves of rows that were changed: in free pages of its file, and in the write-ahead log."""

from sqlalchemy import Engine


def sweep(engine: Engine) -> None:
    """Leave nothing in the files but what the rows say now; PostgreSQL's own vacuum does what can be done there.

    Whoever reads or writes meanwhile waits for it. Raises OperationalError where somebody does not let go.
    """
    if engine.dialect.name != "sqlite":
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # The transaction that every connection begins with; none of these can be done inside of one.
        connection.exec_driver_sql("rollback")
        connection.exec_driver_sql("vacuum")
        connection.exec_driver_sql("pragma wal_checkpoint(truncate)")
