"""Browsers in which an account has signed in before.

The cookie says no more than that, opens nothing, is looked at only where somebody tries to sign in, and is another one
for each account and each browser, so that no trail can be made of it.
"""

import hashlib
import hmac
import secrets

from flask import Flask, Response, current_app, g, request
from itsdangerous import BadSignature, URLSafeSerializer

KEPT_FOR = 365 * 24 * 3600
SALT = "a browser that is known"


def known(account: str) -> str:
    """What this browser is called for this account; empty where it has never signed in."""
    carried = request.cookies.get(_name(account), "")
    try:
        whose, device = _signer().loads(carried)
    except (BadSignature, ValueError, TypeError):
        return ""
    return str(device) if account and whose == _hashed(account) else ""


def remember(account: str) -> None:
    """This account has signed in here: let the answer say so to the browser."""
    g.known_here = account


def _name(account: str) -> str:
    prefix = "__Host-" if current_app.config["SESSION_COOKIE_SECURE"] else ""
    return f"{prefix}known-{_hashed(account)[:16]}"


def _hashed(account: str) -> str:
    said = f"{SALT}\0{account}".encode("utf-8", "surrogatepass")
    return hmac.digest(str(current_app.config["SECRET_KEY"]).encode(), said, hashlib.sha256).hex()


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt=SALT)


def _keep(response: Response) -> Response:
    account = g.get("known_here", "")
    if account and not known(account):
        response.set_cookie(
            _name(account),
            _signer().dumps([_hashed(account), secrets.token_urlsafe(16)]),
            max_age=KEPT_FOR,
            path="/",
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
    return response


def init_app(app: Flask) -> None:
    """Set the cookie where somebody has signed in."""
    app.after_request(_keep)
