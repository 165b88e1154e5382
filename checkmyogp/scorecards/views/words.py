"""The words and drawings that templates of scorecards use."""

from collections.abc import Iterable
from typing import Any

from flask import Flask
from flask_babel import gettext

from checkmyogp.domain.method_2.positions import Middle
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.scorecards import certainty_labels, finding_labels, labels, row_labels, track_layout
from checkmyogp.scorecards.filters import OUTCOMES
from checkmyogp.scorecards.rows import MilestoneRow
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.web.jinja import not_constant_folded


def drawn(row: MilestoneRow, criterion: CriterionView, most: int) -> track_layout.Track:
    """A line's track, in a table with at most so many NGOs on one level."""
    scale = [level.value for level in criterion.levels]
    return track_layout.track(scale, row.government, row.levels, row.position, most=most)


def most_on_one_level(rows: Iterable[MilestoneRow]) -> int:
    """How many NGOs share a level where most do, among these lines."""
    return track_layout.most_on_one_level(row.levels for row in rows)


def in_pills(most: int) -> bool:
    """Whether tracks with so many NGOs on one level show pills."""
    return most > track_layout.DOUBLE_FILE


def account_label(value: Account, criterion: CriterionView) -> str:
    """A level or silence in words."""
    return labels.account(criterion, value)


def verdict_label(row: MilestoneRow, criterion: CriterionView) -> str:
    """What a milestone comes to; civil society's own position where only it is asked."""
    return row_labels.verdict(row) if criterion.compared else labels.stand(criterion, row.position)


def track_sentence(row: MilestoneRow, criterion: CriterionView) -> str:
    """A track's picture as a sentence."""
    return row_labels.track(criterion, row)


def stand_label(value: Middle | Silence, criterion: CriterionView) -> str:
    """Where civil society stands, in words."""
    return labels.stand(criterion, value)


def lines_of_accounts(lines: Iterable[tuple[Account, int]], criterion: CriterionView) -> list[tuple[str, int]]:
    """What the government said, in words, with how many milestones."""
    return [(labels.account(criterion, said), count) for said, count in lines]


def lines_of_stances(lines: Iterable[tuple[Middle | Silence, int]], criterion: CriterionView) -> list[tuple[str, int]]:
    """Where civil society stands, in words, with how many milestones."""
    return [(labels.stand(criterion, stands), count) for stands, count in lines]


def demonstration_prefix(demonstration: bool) -> str:  # noqa: FBT001 - a template filter takes its value first
    """What every finding from invented scores begins with."""
    return gettext("Demonstration:") + " " if demonstration else ""


def silence_explained(key: str) -> str:
    """What a silence means."""
    return labels.silence_explained(Silence(key))


CERTAINTY: dict[str, Any] = {
    "one_decides": certainty_labels.one_decides,
    "flip_rows": certainty_labels.flip_rows,
    "panel_label": certainty_labels.panel,
    "shown_panels": certainty_labels.shown_panels,
    "between": certainty_labels.between,
    "extremes_label": certainty_labels.extremes,
    "missing_label": certainty_labels.missing,
    "direction_label": certainty_labels.direction,
    "bands_label": certainty_labels.bands,
    "on_places": certainty_labels.on_places,
    "read_as": certainty_labels.read_as,
    "leaning_label": certainty_labels.leaning,
}


def init_app(app: Flask) -> None:
    """Give them to Jinja."""
    filters: dict[str, Any] = {
        "finding": finding_labels.finding,
        "not_compared": finding_labels.not_compared,
        "outcome_label": labels.outcome,
        "headline_label": labels.headline,
        "support_label": row_labels.support,
        "distance_label": row_labels.distance,
        "decided_label": row_labels.decided,
        "spread_label": row_labels.spread,
        "behind_label": row_labels.behind,
        "silent_sides": row_labels.silent_sides,
        "marks_labels": row_labels.marks,
        "counting_label": labels.counting,
        "conflict_label": labels.conflict,
        "answered_label": labels.answered,
        "confidence_label": labels.confidence,
        "verdict_label": verdict_label,
        "account_label": account_label,
        "stand_label": stand_label,
        "lines_of_accounts": lines_of_accounts,
        "lines_of_stances": lines_of_stances,
        "track_sentence": track_sentence,
        "drawn": drawn,
        "most_on_one_level": most_on_one_level,
        "in_pills": in_pills,
        "demonstration_prefix": demonstration_prefix,
        "silence_explained": silence_explained,
        "undefined_label": labels.undefined,
        "alpha_mark_label": labels.alpha_mark,
        **CERTAINTY,
    }
    for name, function in filters.items():
        app.add_template_filter(not_constant_folded(function), name)
    silences = [key for key in OUTCOMES if key in set(Silence)]
    app.context_processor(lambda: {"silences_keys": silences})
