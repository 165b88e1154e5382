"""Pages of a closed round: what was said, what agencies reply, what NGOs answer."""

from flask import Flask
from flask_babel import lazy_gettext

from checkmyogp.domain.permissions import Permission
from checkmyogp.replies import labels
from checkmyogp.replies.views import (  # noqa: F401 - each registers its views
    answers,  # pyright: ignore[reportUnusedImport]
    closed,  # pyright: ignore[reportUnusedImport]
    replies,  # pyright: ignore[reportUnusedImport]
)
from checkmyogp.replies.views.blueprint import bp
from checkmyogp.web import workspace as work
from checkmyogp.web.jinja import not_constant_folded


def init_app(app: Flask) -> None:
    """Register the pages and the words they use, and offer them to whom they are for."""
    app.register_blueprint(bp)
    for name in ("account", "kind", "reported", "stake"):
        app.add_template_filter(not_constant_folded(getattr(labels, name)), f"reply_{name}")
    work.offer(app, Permission.AGENCY_ROUNDS, lazy_gettext("Reply"), "replies.reply_index", place=30)
    work.offer(app, Permission.NGO_ROUNDS, lazy_gettext("Answer replies"), "replies.answer_index", place=30)
    work.offer(app, Permission.CLOSED_ROUNDS, lazy_gettext("Closed rounds"), "replies.closed_index", place=40)
