"""Every address carries a rule, and the rule is judged before the view runs.

A view says ``@access(Permission.…)``. The application refuses to start while any (endpoint, method) has none. Where a
rule is about the thing acted upon, ``of`` looks it up, and the view is given it:

    @bp.get("/assess/<plan>/<round_>/receipts/<version:version>")
    @access(Permission.ASSESSMENT_READ, of=own_workspace)
    def receipt(workspace: Workspace, version: int) -> ResponseReturnValue: ...

    def own_workspace(plan: str, round_: str) -> Found[Workspace]: ...

The lookup is given those values of the URL that it has parameters for, and answers 404 where there is nothing; the view
is given the thing, and those that it has parameters for. ``otherwise`` answers those whom only the moment fails, when a
round has closed for one: it is given the thing, the refusal, and what the view would have been given besides.

A rule at the door holds no lock. What must not happen once a round is closing is refused by the service as well.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, Generic, TypeVar, overload
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from checkmyogp.domain.identities import READER, Identity
from checkmyogp.domain.lifecycles import NotNow
from checkmyogp.domain.permissions import (
    Judgement,
    Permission,
    Situation,
    is_about_a_thing,
    is_about_the_moment,
    is_open_to_all,
    judge,
    judge_actor,
    refusal,
)
from checkmyogp.web import kept_form, logs

Thing = TypeVar("Thing")
AnyView = TypeVar("AnyView", bound=Callable[..., Any])
View = Callable[..., ResponseReturnValue]
ViewOf = Callable[Concatenate[Thing, ...], ResponseReturnValue]
"""A view that is given what its address names."""
Otherwise = Callable[Concatenate[Thing, NotNow, ...], ResponseReturnValue]
"""Answers those whom only the moment fails."""
FLASK_S_OWN = frozenset({"static"})
AUTOMATIC = frozenset({"HEAD", "OPTIONS"})


class NoRule(RuntimeError):
    """An address that no rule covers, or not the whole of one."""


class FirstSignIn(HTTPException):
    """Nobody is signed in; the answer leads to where one does."""

    code = 303


@dataclass(frozen=True, slots=True)
class Found(Generic[Thing]):
    """What an address names, and how it stands at this moment."""

    thing: Thing
    situation: Situation


@overload
def access(permission: Permission) -> Callable[[AnyView], AnyView]: ...


@overload
def access(
    permission: Permission, *, of: Callable[..., Found[Thing]], otherwise: Otherwise[Thing] | None = None
) -> Callable[[ViewOf[Thing]], View]: ...


def access(
    permission: Permission, *, of: Callable[..., Found[Any]] | None = None, otherwise: Otherwise[Any] | None = None
) -> Callable[[Any], Any]:
    """Put a view under a rule."""

    def mark(view: View) -> View:
        guarded = view if of is None else _judged(view, permission, of, otherwise)
        guarded.permission = permission  # type: ignore[attr-defined]  # A function carries its rule with it.
        guarded.looks_up = of is not None  # type: ignore[attr-defined]
        guarded.answers_not_now = otherwise is not None  # type: ignore[attr-defined]
        return guarded

    return mark


def _judged(
    view: View, permission: Permission, of: Callable[..., Found[Any]], otherwise: Otherwise[Any] | None
) -> View:
    """The view, once the thing is known and the whole rule has been judged with it."""
    sought, more = _parameters(of), _parameters(view)[1:]

    @wraps(view)
    def judged(**where: Any) -> ResponseReturnValue:  # noqa: ANN401 - whatever the URL holds
        found = of(**{name: where[name] for name in sought})
        rest = {name: where[name] for name in more}
        judgement = judge(permission, current_identity(), found.situation)
        if judgement is Judgement.NOT_NOW and otherwise is not None:
            return otherwise(found.thing, refusal(permission, found.situation), **rest)
        _act_on(judgement)
        return view(found.thing, **rest)

    return judged


def _parameters(function: Callable[..., Any]) -> tuple[str, ...]:
    return tuple(inspect.signature(function).parameters)


def current_identity() -> Identity:
    """Who is asking. Reading pages never asks, so that they never touch the session."""
    return g.get("identity", READER)


def _act_on(judgement: Judgement) -> None:
    if judgement in {Judgement.HIDDEN, Judgement.NOT_NOW}:
        logs.security("access.hidden", office=current_identity().office.value)
        abort(404)
    if judgement is not Judgement.ALLOWED:
        endpoint = "accounts.sign_in" if judgement is Judgement.SIGN_IN_FIRST else "accounts.confirm"
        kept = kept_form.page_with_what_was_typed(url_for(endpoint))
        raise FirstSignIn(response=kept or redirect(url_for(endpoint, **_way_back()), code=303))


def _way_back() -> dict[str, Any]:
    """Where to go on afterwards: this page, or the one whose form was sent; checked again when it is followed."""
    if request.method == "GET":
        return {"next": request.full_path.rstrip("?")}
    form = urlsplit(request.referrer or "")
    return {"next": f"{form.path}?{form.query}".rstrip("?")} if form.path else {}


def judge_request() -> ResponseReturnValue | None:
    """Before each view: what its rule says of the identity alone."""
    if request.endpoint is None or request.endpoint in FLASK_S_OWN:
        return None
    view = current_app.view_functions[request.endpoint]
    if _lacking(view):
        abort(403)
    permission: Permission = view.permission  # type: ignore[attr-defined]
    if not is_open_to_all(permission):
        g.identity = current_app.extensions["identify"]()
        _act_on(judge_actor(permission, g.identity))
    return None


def _lacking(view: Callable[..., Any]) -> str:
    """What keeps a view from being judged by its whole rule; empty where nothing does."""
    permission: Permission | None = getattr(view, "permission", None)
    if permission is None:
        return "has no rule; put @access(Permission.…) on the view"
    if is_about_a_thing(permission) and not getattr(view, "looks_up", False):
        return f"cannot be judged by {permission.name}, which is about a thing; name its lookup: @access(…, of=…)"
    if is_about_the_moment(permission) and not getattr(view, "answers_not_now", False):
        return f"has no words for whom {permission.name} refuses for the time being; add @access(…, otherwise=…)"
    return ""


def refuse_unruled(app: Flask) -> None:
    """Stop at the first address without a rule, or with one that cannot be judged whole.

    Raises:
        NoRule: naming the endpoint and its methods.
    """
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in FLASK_S_OWN and (lacking := _lacking(app.view_functions[rule.endpoint])):
            methods = ", ".join(sorted((rule.methods or set()) - AUTOMATIC))
            msg = f"{rule.endpoint} ({methods}) {lacking}."
            raise NoRule(msg)


def init_app(app: Flask, identify: Callable[[], Identity]) -> None:
    """Judge every request; ``identify`` tells who is asking, from the session."""
    app.extensions["identify"] = identify
    app.before_request(judge_request)
