"""The words and drawings that templates of scorecards use."""

from typing import Any

from flask import Flask
from flask_babel import gettext

from checkmyogp.domain.scales import Account, Silence
from checkmyogp.scorecards import labels, track_layout
from checkmyogp.scorecards.filters import OUTCOMES
from checkmyogp.scorecards.rows import MilestoneRow
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.web.jinja import not_constant_folded


def drawn(row: MilestoneRow, criterion: CriterionView) -> track_layout.Track:
    """A line's track."""
    return track_layout.track([level.value for level in criterion.levels], row.government, row.levels, row.position)


def account_label(value: Account, criterion: CriterionView) -> str:
    """A level or silence in words."""
    return labels.account(criterion, value)


def verdict_label(row: MilestoneRow, criterion: CriterionView) -> str:
    """What a milestone comes to; civil society's own position where only it is asked."""
    return labels.verdict(row) if criterion.compared else labels.position(criterion, row)


def track_sentence(row: MilestoneRow, criterion: CriterionView) -> str:
    """A track's picture as a sentence."""
    return labels.track(criterion, row)


def demonstration_prefix(demonstration: bool) -> str:  # noqa: FBT001 - a template filter takes its value first
    """What every finding from invented scores begins with."""
    return gettext("Demonstration:") + " " if demonstration else ""


def silence_explained(key: str) -> str:
    """What a silence means."""
    return labels.silence_explained(Silence(key))


def init_app(app: Flask) -> None:
    """Give them to Jinja."""
    filters: dict[str, Any] = {
        "finding": labels.finding,
        "outcome_label": labels.outcome,
        "support_label": labels.support,
        "marks_labels": labels.marks,
        "counting_label": labels.counting,
        "conflict_label": labels.conflict,
        "answered_label": labels.answered,
        "confidence_label": labels.confidence,
        "verdict_label": verdict_label,
        "account_label": account_label,
        "track_sentence": track_sentence,
        "drawn": drawn,
        "demonstration_prefix": demonstration_prefix,
        "silence_explained": silence_explained,
        "undefined_label": labels.undefined,
    }
    for name, function in filters.items():
        app.add_template_filter(not_constant_folded(function), name)
    silences = [key for key in OUTCOMES if key in set(Silence)]
    app.context_processor(lambda: {"silences_keys": silences})
