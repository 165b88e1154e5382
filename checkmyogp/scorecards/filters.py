"""What a reader can ask a scorecard for: which criterion, which milestones, in which order."""

from collections.abc import Collection, Mapping, Sequence

from flask_babel import gettext
from markupsafe import Markup

from checkmyogp.scorecards import labels
from checkmyogp.scorecards.rows import OUTCOMES, SORTS, Filters, MilestoneRow, outcomes
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.web.jinja import plain, words


def allowed(scorecard: Scorecard) -> Mapping[str, Collection[str]]:
    """Every query parameter with its possible values."""
    return {
        "criterion": tuple(scorecard.criteria),
        "sort": SORTS,
        "commitment": tuple(number for number, top in scorecard.tops.items() if number == top),
        "agency": tuple(scorecard.agencies),
        "outcome": OUTCOMES,
    }


def selected(scorecard: Scorecard, choice: Filters) -> str:
    """What a reader asked for, by its names; empty for the finding of the plan."""
    names = [
        plain(scorecard.criteria[choice.criterion].name) if choice.criterion != scorecard.headline_key else "",
        f"{choice.commitment} {plain(scorecard.commitments[choice.commitment])}" if choice.commitment else "",
        plain(scorecard.agencies[choice.agency]) if choice.agency else "",
        labels.outcome(choice.outcome) if choice.outcome else "",
    ]
    return " · ".join(name for name in names if name)


def options(scorecard: Scorecard, everything: Sequence[MilestoneRow]) -> dict[str, list[tuple[str, str]]]:
    """The choices that this scorecard offers, each a value and its words; the empty value is everything."""
    all_ = ("", gettext("All"))
    tops = [number for number, top in scorecard.tops.items() if number == top]
    return {
        "orders": [
            ("plan", gettext("As in the plan")),
            ("divergence", gettext("Largest distance first")),
            ("disagreement", gettext("NGOs furthest apart first")),
            ("flip_number", gettext("Decided by the fewest NGOs first")),
        ],
        "commitment_options": [
            all_,
            *((number, Markup("{} {}").format(number, words(scorecard.commitments[number]))) for number in tops),
        ],
        "outcome_options": [all_, *((key, labels.outcome(key)) for key in outcomes(everything))],
        "agency_options": [all_, *((key, words(name)) for key, name in scorecard.agencies.items())],
    }
