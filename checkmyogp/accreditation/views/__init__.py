"""The pages of accreditation: the public register, applications, decisions, appeals."""

from flask import Flask
from flask_babel import lazy_gettext

from checkmyogp.accreditation import labels
from checkmyogp.accreditation.views import appeals, applications, decisions, public
from checkmyogp.accreditation.views.blueprint import bp
from checkmyogp.domain.permissions import Permission
from checkmyogp.web import languages, workspace
from checkmyogp.web.jinja import not_constant_folded

__all__ = ["appeals", "applications", "decisions", "public"]


def init_app(app: Flask) -> None:
    """Register the pages and the words they use."""
    app.register_blueprint(bp)
    app.add_template_filter(not_constant_folded(labels.standing), "standing_label")
    app.add_template_filter(not_constant_folded(labels.missing_languages), "missing_languages")
    app.add_template_filter(not_constant_folded(languages.own_name), "language_name")
    app.add_template_filter(not_constant_folded(labels.day_in), "day_in")
    app.add_template_filter(not_constant_folded(labels.moment_in), "moment_in")
    workspace.offer(app, Permission.APPLY, lazy_gettext("Accreditation"), "accreditation.own", place=20)
    workspace.offer(app, Permission.ACCREDITATION_READ, lazy_gettext("Applications"), "accreditation.waiting", place=20)
