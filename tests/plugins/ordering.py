"""Finds queries whose rows come back in whatever order the database likes."""

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import Select, event
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.sql.functions import FunctionElement

from checkmyogp.db import db


@contextmanager
def unordered_queries() -> Generator[list[str]]:
    """Every SELECT that the code inside sends without an order, but for those that can only give one row."""
    found: list[str] = []

    def note(state: ORMExecuteState) -> None:
        # Loads of one row by its key, and of what a row points at, have nothing to put in order; what a row has many of
        # is ordered by the relationship itself.
        if state.is_select and not (state.is_column_load or state.is_relationship_load):
            statement = state.statement
            if isinstance(statement, Select) and not (_is_ordered(statement) or _gives_one_row(statement)):
                found.append(str(statement))

    event.listen(db.session, "do_orm_execute", note)
    try:
        yield found
    finally:
        event.remove(db.session, "do_orm_execute", note)


def _is_ordered(statement: Select[*tuple[object, ...]]) -> bool:
    return bool(statement._order_by_clauses)


def _gives_one_row(statement: Select[*tuple[object, ...]]) -> bool:
    """Aggregates over everything, and what `Session.get` asks for: the row with this primary key."""
    aggregates = not statement._group_by_clauses and all(
        isinstance(column, FunctionElement) for column in statement.selected_columns
    )
    return aggregates or ":pk_1" in str(statement)
