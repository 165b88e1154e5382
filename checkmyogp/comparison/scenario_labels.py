"""Changed assumptions, and what they lead to, in words."""

from fractions import Fraction

from flask_babel import gettext
from markupsafe import Markup, escape

from checkmyogp.comparison.scenarios import as_shown
from checkmyogp.domain.sensitivity import Assumption, ChangedAssumption, Result
from checkmyogp.scorecards import labels
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.web import jinja


def scenario(change: ChangedAssumption, scorecard: Scorecard) -> Markup:
    """One changed assumption; an NGO's name is marked where it is of another language."""
    if change.assumption is Assumption.WITHOUT_RATER:
        return Markup(gettext("Without %(ngo)s", ngo=jinja.words(scorecard.raters[change.subject])))  # noqa: S704 - the catalogue is ours and the name is escaped
    words = {
        Assumption.PUBLISHED: gettext("With the method as it is"),
        Assumption.WITHOUT_INTERESTED: gettext("Without the interested NGOs"),
        Assumption.QUORUM: gettext("With a quorum of %(quorum)s", quorum=change.subject),
        Assumption.MEAN: gettext("With the mean instead of the median"),
        Assumption.FIRST_SCORES: gettext("With the levels from before the replies"),
        Assumption.CROSSWALK: gettext("With bands read by %(crosswalk)s", crosswalk=change.subject),
    }
    return escape(words[change.assumption])


def nothing_to_vary(change: ChangedAssumption) -> str:
    """Why an assumption has no scenario."""
    if change.assumption is Assumption.CROSSWALK and change.subject:
        return gettext(
            "The bands that agencies report in are read by %(crosswalk)s, and no other version of it is known, "
            "so there is nothing to vary.",
            crosswalk=change.subject,
        )
    return {
        Assumption.WITHOUT_INTERESTED: gettext(
            "No NGO whose level counts is marked as interested, so there is none to leave out."
        ),
        Assumption.FIRST_SCORES: gettext("No NGO revised a level after a reply, so first and revised are the same."),
        Assumption.CROSSWALK: gettext("No agency reported in bands, so there is no other reading of its reports."),
    }[change.assumption]


def result(value: Result, criterion: CriterionView) -> str:
    """What a milestone comes to: an outcome, or a position where only civil society is asked."""
    if isinstance(value, Fraction):
        return labels.stand(criterion, value)
    return labels.outcome(value.value)


FILTERS = {"scenario": scenario, "nothing_to_vary": nothing_to_vary, "result": result, "as_shown": as_shown}
"""What templates of the comparison call them."""
