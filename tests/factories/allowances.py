"""Everybody's allowance of attempts is whole again, for harnesses that ask more often than any person does."""

from flask import Flask
from sqlalchemy import exists, select

from checkmyogp.attempts.models import Attempt
from checkmyogp.db import db


def forget_attempts(app: Flask) -> None:
    """Begin every counter anew; only read where nothing was counted."""
    with app.app_context():
        with db.engine.connect() as reading:
            counted = reading.scalar(select(exists().select_from(Attempt)))
        if counted:
            app.extensions["limits"].storage.reset()
