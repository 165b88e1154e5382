"""Pages on which NGOs assess, submit, and check their receipts."""

from flask import Flask
from flask_babel import lazy_gettext

from checkmyogp.assessment import labels
from checkmyogp.assessment.views.pages import AssessmentPages
from checkmyogp.domain.permissions import Permission
from checkmyogp.drafting.views import blueprint
from checkmyogp.web import workspace as work
from checkmyogp.web.pages import asked_anew

WORDS = ("answer_explained", "evidence_rule", "found", "mark", "missing", "progress")


def init_app(app: Flask) -> None:
    """Register the pages and the words they use, and offer them to NGOs."""
    app.register_blueprint(blueprint("assessment", "/assess", AssessmentPages()))
    for name in WORDS:
        app.add_template_filter(asked_anew(getattr(labels, name)), f"assessment_{name}")
    work.offer(app, Permission.NGO_ROUNDS, lazy_gettext("Assess"), "assessment.index", place=20)
