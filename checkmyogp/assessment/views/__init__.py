"""Pages on which NGOs assess, submit, and check their receipts."""

from datetime import datetime

from flask import Flask
from flask_babel import lazy_gettext

from checkmyogp.assessment import labels
from checkmyogp.assessment.views import (  # noqa: F401 - each registers its views
    milestone,  # pyright: ignore[reportUnusedImport]
    receipts,  # pyright: ignore[reportUnusedImport]
    submitting,  # pyright: ignore[reportUnusedImport]
    workspace,  # pyright: ignore[reportUnusedImport]
)
from checkmyogp.assessment.views.blueprint import bp
from checkmyogp.domain.permissions import Permission
from checkmyogp.rounds.models import Round
from checkmyogp.web import languages, times
from checkmyogp.web import workspace as work
from checkmyogp.web.pages import asked_anew


def init_app(app: Flask) -> None:
    """Register the pages and the words they use, and offer them to NGOs."""
    app.register_blueprint(bp)
    for name in ("answer_explained", "evidence_rule", "found", "mark", "missing", "progress", "state"):
        app.add_template_filter(asked_anew(getattr(labels, name)), f"assessment_{name}")

    @app.template_filter("on_the_clock_of")
    def on_the_clock_of(at: datetime, round_: Round) -> str:
        return times.written(at, round_.plan.member.time_zone, languages.current())

    work.offer(app, Permission.NGO_ROUNDS, lazy_gettext("Assess"), "assessment.index", place=20)
