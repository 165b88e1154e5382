"""The one place that reads settings."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app
from sqlalchemy import make_url
from werkzeug.middleware.proxy_fix import ProxyFix

from checkmyogp import resources
from checkmyogp.db import keyring, private_files
from checkmyogp.db.keyring import Keyring, UnusableKeys
from checkmyogp.web.clean_addresses import LowerCaseHost

PREFIX = "CHECKMYOGP"
SHORTEST_SECRET = 32
SECRET_FILE = "secret-key"  # noqa: S105 - the name of the file
KEYRING = "keyring"
KEYS_FILE = "encryption-keys"
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

    Path(app.instance_path).mkdir(parents=True, exist_ok=True, mode=0o700)
    app.config["SQLALCHEMY_DATABASE_URI"] = app.config["SQLALCHEMY_DATABASE_URI"] or (
        f"sqlite:///{Path(app.instance_path) / 'checkmyogp.sqlite'}"
    )
    app.config["SECRET_KEY"] = app.config["SECRET_KEY"] or _kept_secret(Path(app.instance_path) / SECRET_FILE)
    _refuse_unusable(app)
    try:
        app.extensions[KEYRING] = keyring.of_setting(
            str(app.config["ENCRYPTION_KEYS"]), Path(app.instance_path) / KEYS_FILE
        )
    except UnusableKeys as error:
        raise Unusable(str(error)) from error
    keyring.find_by(_keyring_at_work)
    _take_public_url(app)


def _keyring_at_work() -> Keyring:
    return current_app.extensions[KEYRING]


def _kept_secret(file: Path) -> str:
    """A secret of this installation's own, readable by its owner only."""
    if not file.exists():
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return file.read_text(encoding="ascii")
        with os.fdopen(descriptor, "w", encoding="ascii") as handle:
            handle.write(secrets.token_urlsafe(48))
    private_files.close(file)
    return file.read_text(encoding="ascii")


def open_files(app: Flask) -> list[Path]:
    """The files of this installation that others than their owner can read, and that could not be closed to them."""
    database = make_url(str(app.config["SQLALCHEMY_DATABASE_URI"]))
    files = private_files.of_database(database.database if database.drivername.startswith("sqlite") else None)
    kept = [Path(app.instance_path) / name for name in (SECRET_FILE, KEYS_FILE)]
    return [path for path in (*files, *kept) if path.is_file() and private_files.is_open(path)]


def _refuse_unusable(app: Flask) -> None:
    if len(app.config["SECRET_KEY"]) < SHORTEST_SECRET:
        msg = f"SECRET_KEY has fewer than {SHORTEST_SECRET} characters; leave it empty to have one made."
        raise Unusable(msg)
    if app.config["LOG_FORMAT"] not in {"text", "json"}:
        msg = "LOG_FORMAT must be text or json."
        raise Unusable(msg)
    if 0 < len(app.config["METRICS_TOKEN"]) < SHORTEST_SECRET:
        msg = f"METRICS_TOKEN has fewer than {SHORTEST_SECRET} characters; leave it empty to have no metrics."
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
        app.wsgi_app = LowerCaseHost(app.wsgi_app)
    if type(app.config["TRUSTED_PROXIES"]) is not int or app.config["TRUSTED_PROXIES"] < 0:
        msg = "TRUSTED_PROXIES must be a whole number: how many proxies of your own stand before the site."
        raise Unusable(msg)
    if app.config["TRUSTED_PROXIES"]:
        # Only the host is left out: links are built from PUBLIC_URL, and never from what a request says.
        app.wsgi_app = ProxyFix(
            app.wsgi_app, x_for=app.config["TRUSTED_PROXIES"], x_proto=app.config["TRUSTED_PROXIES"], x_host=0
        )
