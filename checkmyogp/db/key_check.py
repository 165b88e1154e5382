"""One sealed word that tells whether the keys that are here are those of this database."""

from sqlalchemy import CheckConstraint, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from checkmyogp.db import db
from checkmyogp.db.base import Base
from checkmyogp.db.sealed import SealedText


class KeyCheck(Base):
    """The word; written by the migration that sealed the first columns."""

    __tablename__ = "key_check"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sealed: Mapped[str] = mapped_column(SealedText("key_check.sealed"))


def refuse_unfit_keys() -> None:
    """Stop where nothing that is sealed could be opened; a database without tables has nothing sealed.

    Raises:
        keyring.KeyDoesNotFit: see there.
    """
    try:
        db.session.scalars(select(KeyCheck.sealed).order_by(KeyCheck.id)).all()
    except SQLAlchemyError:
        # No database, or no tables yet: whoever needs them says so.
        pass
    finally:
        db.session.rollback()
