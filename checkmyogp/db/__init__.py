"""The database: one Base, its column types, and engines set up to keep their promises."""

from flask_sqlalchemy import SQLAlchemy

from checkmyogp.db.base import Base

db = SQLAlchemy(model_class=Base)
