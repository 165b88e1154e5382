"""The one place that reads settings."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from checkmyogp import resources

PREFIX = "CHECKMYOGP"
SHORTEST_SECRET = 32
THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})


class Unusable(RuntimeError):
    """A setting that the application cannot work with."""


def instance_path() -> str | None:
    """The folder for the embedded database and the secret; ``None`` lets Flask choose beside the checkout."""
    given = os.environ.get(f"{PREFIX}_INSTANCE_PATH")
    return str(Path(given).resolve()) if given else None


def configure(app: Flask, overrides: Mapping[str, Any]) -> None:
    """Read config.py, then the environment, then what the caller wants; then fill in what is empty."""
    app.config.from_pyfile(str(resources.SETTINGS))
    app.config.from_prefixed_env(PREFIX)
    app.config.from_mapping(overrides)

    Path(app.instance_path).mkdir(parents=True, exist_ok=True)
    app.config["SQLALCHEMY_DATABASE_URI"] = app.config["SQLALCHEMY_DATABASE_URI"] or (
        f"sqlite:///{Path(app.instance_path) / 'checkmyogp.sqlite'}"
    )
    app.config["SECRET_KEY"] = app.config["SECRET_KEY"] or _kept_secret(Path(app.instance_path) / "secret-key")
    _refuse_unusable(app)
    _take_public_url(app)


def _kept_secret(file: Path) -> str:
    """A secret of this installation's own, readable by its owner only."""
    if not file.exists():
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return file.read_text(encoding="ascii")
        with os.fdopen(descriptor, "w", encoding="ascii") as handle:
            handle.write(secrets.token_urlsafe(48))
    return file.read_text(encoding="ascii")


def _refuse_unusable(app: Flask) -> None:
    if len(app.config["SECRET_KEY"]) < SHORTEST_SECRET:
        msg = f"SECRET_KEY has fewer than {SHORTEST_SECRET} characters; leave it empty to have one made."
        raise Unusable(msg)
    if type(app.config["RECOVERY_WAIT_HOURS"]) is not int or app.config["RECOVERY_WAIT_HOURS"] < 1:
        msg = "RECOVERY_WAIT_HOURS must be a whole number of hours, 1 at least: nobody can stop what takes no time."
        raise Unusable(msg)
    if app.config["DEFAULT_LANGUAGE"] not in app.config["LANGUAGES"]:
        msg = "DEFAULT_LANGUAGE is none of LANGUAGES."
        raise Unusable(msg)
    if str(app.config["SQLALCHEMY_DATABASE_URI"]).startswith(("postgres://", "postgresql://")):
        msg = "SQLALCHEMY_DATABASE_URI must begin with postgresql+psycopg:// for PostgreSQL."
        raise Unusable(msg)


def _take_public_url(app: Flask) -> None:
    """Refuse to send passwords in the clear, and answer to no other name than the public one."""
    url = urlsplit(str(app.config["PUBLIC_URL"]))
    if url.scheme not in {"http", "https"} or not url.hostname or url.query or url.fragment or url.path.strip("/"):
        msg = "PUBLIC_URL must be an address such as https://ogp.example.org, without anything behind the host's name."
        raise Unusable(msg)
    if url.scheme == "http" and url.hostname not in THIS_MACHINE:
        msg = "PUBLIC_URL must begin with https:// unless it is this machine itself: people sign in there."
        raise Unusable(msg)
    if url.scheme == "https":
        app.config["TRUSTED_HOSTS"] = [url.hostname]
    if type(app.config["TRUSTED_PROXIES"]) is not int or app.config["TRUSTED_PROXIES"] < 0:
        msg = "TRUSTED_PROXIES must be a whole number: how many proxies of your own stand before the site."
        raise Unusable(msg)
    if app.config["TRUSTED_PROXIES"]:
        # Only the host is left out: links are built from PUBLIC_URL, and never from what a request says.
        app.wsgi_app = ProxyFix(
            app.wsgi_app, x_for=app.config["TRUSTED_PROXIES"], x_proto=app.config["TRUSTED_PROXIES"], x_host=0
        )
