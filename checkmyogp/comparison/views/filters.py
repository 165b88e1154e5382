"""What a reader can choose of the matrix, in words."""

from dataclasses import dataclass

from flask_babel import gettext

from checkmyogp.comparison.matrix import OPEN_END, Agreeing, Choice, Order, allowed
from checkmyogp.scorecards import labels
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.web.jinja import plain


@dataclass(frozen=True, slots=True)
class Field:
    """One list to choose from; the empty value is everything."""

    name: str
    label: str
    chosen: str
    options: list[tuple[str, str]]


def fields(scorecard: Scorecard, choice: Choice) -> list[Field]:
    """Every list, with what is chosen now."""
    possible = allowed(scorecard)
    compared = scorecard.criteria[choice.criterion].compared
    offered = [
        ("order", gettext("Order"), _orders()),
        ("commitment", gettext("Commitment"), _commitments(scorecard)),
        ("agency", gettext("Agency that leads"), [(key, plain(name)) for key, name in scorecard.agencies.items()]),
        ("outcome", gettext("Outcome"), [(key, labels.outcome(key)) for key in possible["outcome"] if key]),
        ("agreeing", gettext("Agreement of the NGOs"), [(key.value, agreeing(key)) for key in Agreeing]),
        ("due", gettext("Due"), [(year, _year(year)) for year in possible["due"] if year]),
    ]
    return [
        Field(name, label, getattr(choice, name), options if name == "order" else [("", gettext("All")), *options])
        for name, label, options in offered
        if compared or name != "outcome"
    ]


def agreeing(value: Agreeing) -> str:
    """How far apart the NGOs stand, in words."""
    return {
        Agreeing.SAME: gettext("All gave the same level"),
        Agreeing.NEAR: gettext("One level apart"),
        Agreeing.SPLIT: gettext("Split by two levels or more"),
    }[value]


def _orders() -> list[tuple[str, str]]:
    return [
        (Order.PLAN.value, gettext("By commitment, as in the plan")),
        (Order.DIVERGENCE.value, gettext("Largest divergence first")),
        (Order.DISAGREEMENT.value, gettext("NGOs furthest apart first")),
        (Order.AGENCY.value, gettext("By agency that leads")),
        (Order.DUE.value, gettext("Due first")),
    ]


def _commitments(scorecard: Scorecard) -> list[tuple[str, str]]:
    tops = [number for number, top in scorecard.tops.items() if number == top]
    return [(number, f"{number} {plain(scorecard.commitments[number])}") for number in tops]


def _year(year: str) -> str:
    return gettext("No end named") if year == OPEN_END else gettext("By the end of %(year)s", year=year)
