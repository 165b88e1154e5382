"""Every address carries a rule, and the rule is judged before the view runs.

A view says ``@access(Permission.…)``. The application refuses to start while any (endpoint, method) has none.
Rules about the thing acted upon are judged by ``require`` once the view has looked it up.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from checkmyogp.domain.identities import READER, Identity
from checkmyogp.domain.permissions import Judgement, Permission, Situation, judge, judge_actor
from checkmyogp.web import keeping, logs

View = TypeVar("View", bound=Callable[..., Any])

OPEN_TO_ALL = frozenset({Permission.READ, Permission.SIGN_IN})
FLASK_S_OWN = frozenset({"static"})
AUTOMATIC = frozenset({"HEAD", "OPTIONS"})


class NoRule(RuntimeError):
    """An address that no rule covers."""


class FirstSignIn(HTTPException):
    """Nobody is signed in; the answer leads to where one does."""

    code = 303


def access(permission: Permission) -> Callable[[View], View]:
    """Put a view under a rule."""

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]  # A function carries its rule with it.
        return view

    return mark


def current_identity() -> Identity:
    """Who is asking. Reading pages never asks, so that they never touch the session."""
    return g.get("identity", READER)


def require(permission: Permission, situation: Situation) -> None:
    """Judge the whole rule now that the thing acted upon is known."""
    _act_on(judge(permission, current_identity(), situation))


def _act_on(judgement: Judgement) -> None:
    if judgement is Judgement.HIDDEN:
        logs.security("access.hidden", office=current_identity().office.value)
        abort(404)
    if judgement is not Judgement.ALLOWED:
        endpoint = "accounts.sign_in" if judgement is Judgement.SIGN_IN_FIRST else "accounts.confirm"
        kept = keeping.page_with_what_was_typed(url_for(endpoint))
        raise FirstSignIn(response=kept or redirect(url_for(endpoint, **_way_back()), code=303))


def _way_back() -> dict[str, Any]:
    """Where to go on afterwards: this page, or the one whose form was sent; checked again when it is followed."""
    if request.method == "GET":
        return {"next": request.full_path.rstrip("?")}
    form = urlsplit(request.referrer or "")
    return {"next": f"{form.path}?{form.query}".rstrip("?")} if form.path else {}


def _permission(endpoint: str) -> Permission | None:
    return getattr(current_app.view_functions[endpoint], "permission", None)


def judge_request() -> ResponseReturnValue | None:
    """Before each view: what its rule says of the identity alone."""
    if request.endpoint is None or request.endpoint in FLASK_S_OWN:
        return None
    permission = _permission(request.endpoint)
    if permission is None:
        abort(403)
    if permission not in OPEN_TO_ALL:
        g.identity = current_app.extensions["identify"]()
        _act_on(judge_actor(permission, g.identity))
    return None


def refuse_unruled(app: Flask) -> None:
    """Stop at the first address without a rule.

    Raises:
        NoRule: naming the endpoint and its methods.
    """
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if rule.endpoint not in FLASK_S_OWN and not hasattr(view, "permission"):
            methods = ", ".join(sorted((rule.methods or set()) - AUTOMATIC))
            msg = f"{rule.endpoint} ({methods}) has no rule; put @access(Permission.…) on the view."
            raise NoRule(msg)


def init_app(app: Flask, identify: Callable[[], Identity]) -> None:
    """Judge every request; ``identify`` tells who is asking, from the session."""
    app.extensions["identify"] = identify
    app.before_request(judge_request)
