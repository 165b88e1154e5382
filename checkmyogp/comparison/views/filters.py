"""What a reader can choose of the matrix, in words."""

from dataclasses import dataclass

from flask_babel import gettext

from checkmyogp.comparison.matrix import OPEN_END, AgreementFilter, MatrixFilters, Sort, allowed
from checkmyogp.scorecards import labels
from checkmyogp.snapshots.reader import Readable
from checkmyogp.web.jinja import plain


@dataclass(frozen=True, slots=True)
class Field:
    """One list to choose from; the empty value is everything."""

    name: str
    label: str
    chosen: str
    options: list[tuple[str, str]]


def fields(scorecard: Readable, choice: MatrixFilters) -> list[Field]:
    """Every list, with what is chosen now."""
    possible = allowed(scorecard)
    compared = scorecard.criteria[choice.criterion].compared
    offered = [
        ("sort", gettext("Order"), _orders()),
        ("commitment", gettext("Commitment"), _commitments(scorecard)),
        ("agency", gettext("Agency that leads"), [(key, plain(name)) for key, name in scorecard.agencies.items()]),
        ("outcome", gettext("Outcome"), [(key, labels.outcome(key)) for key in possible["outcome"] if key]),
        ("agreeing", gettext("Agreement of the NGOs"), [(key.value, agreeing(key)) for key in AgreementFilter]),
        ("due", gettext("Due"), [(year, _year(year)) for year in possible["due"] if year]),
    ]
    return [
        Field(name, label, getattr(choice, name), options if name == "sort" else [("", gettext("All")), *options])
        for name, label, options in offered
        if compared or name != "outcome"
    ]


def agreeing(value: AgreementFilter) -> str:
    """How far apart the NGOs stand, in words."""
    return {
        AgreementFilter.SAME: gettext("All gave the same level"),
        AgreementFilter.NEAR: gettext("One level apart"),
        AgreementFilter.SPLIT: gettext("Split by two levels or more"),
    }[value]


def _orders() -> list[tuple[str, str]]:
    return [
        (Sort.PLAN.value, gettext("By commitment, as in the plan")),
        (Sort.DIVERGENCE.value, gettext("Largest divergence first")),
        (Sort.DISAGREEMENT.value, gettext("NGOs furthest apart first")),
        (Sort.AGENCY.value, gettext("By agency that leads")),
        (Sort.DUE.value, gettext("Due first")),
    ]


def _commitments(scorecard: Readable) -> list[tuple[str, str]]:
    tops = [number for number, top in scorecard.tops.items() if number == top]
    return [(number, f"{number} {plain(scorecard.commitments[number])}") for number in tops]


def _year(year: str) -> str:
    return gettext("No end named") if year == OPEN_END else gettext("By the end of %(year)s", year=year)
