"""Whether the site can answer: its database is there, and its tables are those that this program works with."""

from dataclasses import dataclass
from functools import cache

from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from checkmyogp import resources
from checkmyogp.db import db


@dataclass(frozen=True, slots=True)
class Readiness:
    """What was found."""

    database: bool
    migrations: bool

    @property
    def ready(self) -> bool:
        """Whether pages can be answered."""
        return self.database and self.migrations


def look() -> Readiness:
    """Ask the database once."""
    try:
        found = db.session.execute(text("select version_num from alembic_version")).scalars().all()
    except SQLAlchemyError:
        db.session.rollback()
        return Readiness(database=_answers(), migrations=False)
    return Readiness(database=True, migrations=found == [_newest()])


def _answers() -> bool:
    try:
        db.session.execute(text("select 1"))
    except SQLAlchemyError:
        db.session.rollback()
        return False
    return True


@cache
def _newest() -> str | None:
    return ScriptDirectory(str(resources.MIGRATIONS)).get_current_head()
