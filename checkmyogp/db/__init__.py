"""The database: one Base, its column types, and engines set up to keep their promises."""

from flask_sqlalchemy import SQLAlchemy

from checkmyogp.db.base import Base

db = SQLAlchemy(
    model_class=Base,
    engine_options={
        # What people wrote must not stand in a log because a statement failed.
        "hide_parameters": True,
        # A server that was restarted meanwhile is noticed before a page depends on it.
        "pool_pre_ping": True,
    },
)
