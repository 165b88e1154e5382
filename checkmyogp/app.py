"""The factory: a table of contents of the application."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_compress import Compress
from flask_migrate import Migrate

from checkmyogp import cli, resources
from checkmyogp.accounts import sessions
from checkmyogp.accounts import views as accounts
from checkmyogp.accreditation import views as accreditation
from checkmyogp.api import views as api
from checkmyogp.assessment import views as assessment
from checkmyogp.comparison import views as comparison
from checkmyogp.db import db, engines, transactions
from checkmyogp.drafting import views as drafting
from checkmyogp.irm import views as irm
from checkmyogp.plans import views as plans
from checkmyogp.replies import views as replies
from checkmyogp.reporting import views as reporting
from checkmyogp.round_admin import views as round_admin
from checkmyogp.rounds import views as rounds
from checkmyogp.scorecards import views as scorecards
from checkmyogp.verification import views as verification
from checkmyogp.watching import views as watching
from checkmyogp.web import (
    access,
    errors,
    forms,
    headers,
    jinja,
    languages,
    limits,
    logs,
    lost_database,
    query_string,
    settings,
)

FEATURES = (
    accounts,
    accreditation,
    drafting,
    assessment,
    reporting,
    replies,
    plans,
    rounds,
    round_admin,
    scorecards,
    verification,
    irm,
    comparison,
    api,
    watching,
)
"""The rooms with pages, each of which registers its own."""


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
    logs.init_app(app)

    db.init_app(app)
    with app.app_context():
        engines.prepare(db.engine)
    transactions.forbid_stray_writes(db.session)
    Migrate(app, db, directory=str(resources.MIGRATIONS), render_as_batch=True)
    Compress(app)
    query_string.init_app(app)
    languages.init_app(app)
    jinja.init_app(app)
    headers.init_app(app)
    errors.init_app(app)
    lost_database.init_app(app)
    sessions.init_app(app)
    limits.init_app(app)
    access.init_app(app, sessions.identify)
    forms.csrf.init_app(app)

    for feature in FEATURES:
        feature.init_app(app)
    cli.init_app(app)
    access.refuse_unruled(app)
    return app
