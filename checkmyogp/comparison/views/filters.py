"""What a reader can choose of the matrix, in words."""

from dataclasses import dataclass

from flask_babel import gettext

from checkmyogp.comparison.matrix import OPEN_END, AgreementFilter, MatrixFilters, MatrixSort, allowed
from checkmyogp.domain.wording import Wording
from checkmyogp.scorecards import labels
from checkmyogp.snapshots.reader import Readable
from checkmyogp.web import languages


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list: what is sent, and what is read."""

    value: str
    words: str
    language: str = ""
    """What the words are in where that is not the page's language."""


@dataclass(frozen=True, slots=True)
class Field:
    """One list to choose from; the empty value is everything."""

    name: str
    label: str
    chosen: str
    options: list[Option]


def fields(scorecard: Readable, choice: MatrixFilters) -> list[Field]:
    """Every list, with what is chosen now."""
    possible = allowed(scorecard)
    compared = scorecard.criteria[choice.criterion].compared
    offered = [
        ("sort", gettext("Order"), _orders()),
        ("commitment", gettext("Commitment"), _commitments(scorecard)),
        ("agency", gettext("Agency that leads"), [_named(key, name) for key, name in scorecard.agencies.items()]),
        ("outcome", gettext("Outcome"), [Option(key, labels.outcome(key)) for key in possible["outcome"] if key]),
        ("agreeing", gettext("Agreement of the NGOs"), [Option(key.value, agreeing(key)) for key in AgreementFilter]),
        ("due", gettext("Due"), [Option(year, _year(year)) for year in possible["due"] if year]),
    ]
    return [
        Field(name, label, getattr(choice, name), options if name == "sort" else [Option("", gettext("All")), *options])
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


def _orders() -> list[Option]:
    return [
        Option(MatrixSort.PLAN.value, gettext("By commitment, as in the plan")),
        Option(MatrixSort.DIVERGENCE.value, gettext("Largest distance first")),
        Option(MatrixSort.DISAGREEMENT.value, gettext("NGOs furthest apart first")),
        Option(MatrixSort.FLIP_NUMBER.value, gettext("Decided by the fewest NGOs first")),
        Option(MatrixSort.AGENCY.value, gettext("By agency that leads")),
        Option(MatrixSort.DUE.value, gettext("Due first")),
    ]


def _commitments(scorecard: Readable) -> list[Option]:
    tops = [number for number, top in scorecard.tops.items() if number == top]
    return [_named(number, scorecard.commitments[number], f"{number} ") for number in tops]


def _named(value: str, name: Wording, before: str = "") -> Option:
    version = name.best(languages.current())
    return Option(value, f"{before}{version.text}", "" if version.language == languages.current() else version.language)


def _year(year: str) -> str:
    return gettext("No end named") if year == OPEN_END else gettext("By the end of %(year)s", year=year)
