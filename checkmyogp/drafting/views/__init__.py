"""The pages that NGOs and agencies share: their rounds, one round, one milestone, submitting, receipts."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Flask

from checkmyogp import times
from checkmyogp.drafting import labels
from checkmyogp.drafting.views import milestone, receipts, rounds, submission
from checkmyogp.drafting.views.pages import ContributionPages, OwnWorkspace
from checkmyogp.rounds.models import Round
from checkmyogp.web import languages
from checkmyogp.web.jinja import not_constant_folded


def blueprint(name: str, prefix: str, pages: ContributionPages[Any]) -> Blueprint:
    """All pages of one kind of contribution, under this address in each language."""
    bp = Blueprint(name, __name__, url_prefix=f"/<language:language>{prefix}")
    languages.in_each_language(bp)
    own = OwnWorkspace(pages)
    for part in (rounds, milestone, submission, receipts):
        part.register(bp, pages, own)
    return bp


def init_app(app: Flask) -> None:
    """Register the words that the pages use."""
    app.add_template_filter(not_constant_folded(labels.counting), "draft_counting")

    @app.template_filter("on_the_clock_of")
    def on_the_clock_of(at: datetime, round_: Round) -> str:
        return times.written(at, round_.time_zone, languages.current())

    @app.template_filter("draft_round_state")
    def round_state(round_: Round) -> str:
        return labels.state(round_, now=datetime.now(UTC))
