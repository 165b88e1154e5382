"""What an operator types."""

import contextvars

from click.testing import Result
from flask import Flask


def run(app: Flask, *arguments: str) -> Result:
    """Run a `flask` command; whatever is not a refusal is raised.

    A process of its own knows nothing of the application's context that a test may have entered.
    """
    result = contextvars.Context().run(app.test_cli_runner().invoke, args=list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def done(app: Flask, *arguments: str) -> str:
    """What a command that succeeds says."""
    result = run(app, *arguments)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout


def refused(app: Flask, *arguments: str) -> str:
    """What a command that refuses says on standard error."""
    result = run(app, *arguments)
    assert result.exit_code != 0, result.output
    assert "Traceback" not in result.output
    return result.stderr
