"""Whether the site can answer: its database is there, and its tables are those that this program works with."""

from dataclasses import dataclass
from functools import cache

from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from checkmyogp import resources
from checkmyogp.db import db, key_check
from checkmyogp.db.keyring import KeyDoesNotFit


@dataclass(frozen=True, slots=True)
class Readiness:
    """What was found."""

    database: bool
    migrations: bool
    key: bool
    """Whether what is sealed in it can be opened."""

    @property
    def ready(self) -> bool:
        """Whether pages can be answered."""
        return self.database and self.migrations and self.key


def look() -> Readiness:
    """Ask the database once."""
    try:
        found = db.session.execute(text("select version_num from alembic_version")).scalars().all()
    except SQLAlchemyError:
        db.session.rollback()
        return Readiness(database=_answers(), migrations=False, key=False)
    return Readiness(database=True, migrations=found == [_newest()], key=_key_fits())


def _key_fits() -> bool:
    try:
        key_check.refuse_unfit_keys()
    except KeyDoesNotFit:
        return False
    return True


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
