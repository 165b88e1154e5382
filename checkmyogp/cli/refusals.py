"""How a command refuses: with sentences on standard error and a non-zero exit; nothing is half-written."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

Arguments = ParamSpec("Arguments")


class Refused(click.ClickException):
    """A refusal: one or more sentences, exit code 1."""

    def show(self, file: object = None) -> None:
        """Say it as it is."""
        del file
        click.echo(self.message, err=True)


def refusing(command: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Turn the refusals of the domain into sentences; anything else stays a crash that shows where it is from."""

    @wraps(command)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except ValueError as refusal:
            raise Refused(str(refusal)) from refusal
        except (OperationalError, ProgrammingError) as error:
            msg = f"The database does not answer as it should: {error.orig}. Run: flask setup"
            raise Refused(msg) from error

    return guarded
