"""A returned response commits, a raised error rolls back."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask.typing import ResponseReturnValue

from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work

Arguments = ParamSpec("Arguments")
View = Callable[Arguments, ResponseReturnValue]


def transactional(view: View[Arguments]) -> View[Arguments]:
    """Let a view write: all it did is committed before its answer leaves, or none of it happened."""

    @wraps(view)
    def committed(*args: Arguments.args, **kwargs: Arguments.kwargs) -> ResponseReturnValue:
        with unit_of_work(db.session):
            return view(*args, **kwargs)

    return committed
