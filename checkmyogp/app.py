"""The factory: a table of contents of the application."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_compress import Compress
from flask_migrate import Migrate

from checkmyogp import api, cli, plans, resources, scorecards
from checkmyogp.db import db, engines, transactions
from checkmyogp.web import errors, headers, languages, pages, settings


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """The WSGI application; ``overrides`` win over the environment, which wins over config.py.

    Raises:
        settings.Unusable: when a setting cannot be worked with.
    """
    app = Flask(
        "checkmyogp",
        template_folder=str(resources.TEMPLATES),
        static_folder=str(resources.PACKAGE / "static"),
        instance_path=settings.instance_path(),
    )
    settings.configure(app, overrides or {})

    db.init_app(app)
    with app.app_context():
        engines.prepare(db.engine)
    transactions.forbid_stray_writes(db.session)
    Migrate(app, db, directory=str(resources.MIGRATIONS), render_as_batch=True)
    Compress(app)
    languages.init_app(app)
    pages.init_app(app)
    headers.init_app(app)
    errors.init_app(app)

    for feature in (plans, scorecards, api):
        feature.init_app(app)
    cli.init_app(app)
    return app
