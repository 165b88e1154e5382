"""Parties, and what one says of a milestone, in words."""

from fractions import Fraction

from flask_babel import gettext
from markupsafe import Markup, escape

from checkmyogp.domain import display
from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.pairs import CIVIL_SOCIETY, GOVERNMENT, PartyAccount
from checkmyogp.scorecards import labels
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.snapshots.numbers import Figure
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.web import jinja


def party(key: str, scorecard: Scorecard) -> Markup:
    """Who it is; an NGO by its name, marked where that is of another language."""
    words = {GOVERNMENT.key: gettext("Government"), CIVIL_SOCIETY.key: gettext("Civil society")}
    return escape(words[key]) if key in words else jinja.words(scorecard.raters[_ngo(key)])


def plain_party(key: str, scorecard: Scorecard) -> str:
    """The same without mark-up, for fields."""
    ngo = _ngo(key)
    return jinja.plain(scorecard.raters[ngo]) if ngo else str(party(key, scorecard))


def _ngo(key: str) -> str:
    return key.partition(":")[2]


def said(value: PartyAccount, criterion: CriterionView) -> str:
    """What a party says of a milestone, and why that does not count where it does not."""
    stands = labels.stand(criterion, value.account)
    if value.heard == value.account:
        return stands
    return gettext("%(level)s (%(why)s)", level=stands, why=labels.counting(value.counting))


def _figure(value: Fraction | Undefined, shown: display.Shown) -> Figure | Undefined:
    return value if isinstance(value, Undefined) else Figure(str(value), shown(value))


def mean_levels(value: Fraction | Undefined) -> Figure | Undefined:
    """A mean of distances as a figure."""
    return _figure(value, display.rounded_levels)


def change(value: Fraction | Undefined) -> Figure | Undefined:
    """What a coefficient changes by, as a figure."""
    return _figure(value, display.signed_coefficient)


def coefficient(value: Fraction | Undefined) -> Figure | Undefined:
    """A coefficient of agreement as a figure."""
    return _figure(value, display.coefficient)


def share(value: Fraction | Undefined) -> Figure | Undefined:
    """A share in per cent as a figure."""
    return _figure(value, display.percent)


FILTERS = {
    "party": party,
    "plain_party": plain_party,
    "said": said,
    "mean_levels": mean_levels,
    "change": change,
    "coefficient": coefficient,
    "share": share,
    "signed_levels": display.signed_levels,
    "coincidences": display.coincidences,
}
"""What templates of the comparison call them."""
