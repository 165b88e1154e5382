"""Keys of the method in words."""

from flask_babel import gettext

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.conflicts import Conflict
from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.method_2.headline_counts import Headline
from checkmyogp.domain.method_2.panel_reliability import AlphaMark, NoPanelReliability
from checkmyogp.domain.method_2.positions import Middle
from checkmyogp.domain.revisions import AnswerKind
from checkmyogp.domain.scales import Account, Confidence, Silence
from checkmyogp.drafting.labels import silence
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.web.jinja import plain


def silence_explained(value: Silence) -> str:
    """What a silence means, in a sentence."""
    return {
        Silence.NOT_REPORTED: gettext("The government said nothing."),
        Silence.NOT_ASSESSED: gettext("No NGO scored."),
        Silence.NO_QUORUM: gettext("Some NGOs scored, too few of them count."),
        Silence.NO_EVIDENCE: gettext("The NGOs that looked found nothing either way."),
        Silence.UNABLE: gettext("The NGOs that answered say they are not qualified to judge."),
        Silence.RECUSED: gettext("The NGO has a conflict of interest and gives no level."),
        Silence.NOT_YET_DUE: gettext("The government says that the time has not come."),
        Silence.WITHDRAWN: gettext("The government took the milestone out of its plan."),
    }[value]


def outcome(key: str) -> str:
    """A verdict or a silence, in words."""
    verdicts = {
        Verdict.GOVERNMENT_HIGHER.value: gettext("Government higher"),
        Verdict.ALIGNED.value: gettext("Aligned"),
        Verdict.CIVIL_SOCIETY_HIGHER.value: gettext("Civil society higher"),
    }
    return verdicts[key] if key in verdicts else silence(Silence(key))


def account(criterion: CriterionView, value: Account) -> str:
    """A level by its name, or the silence in its place."""
    return silence(value) if isinstance(value, Silence) else plain(criterion.level(value).name)


def stand(criterion: CriterionView, value: Middle | Silence) -> str:
    """Where somebody stands on a scale, by name, also where that is between two levels; or the silence."""
    if isinstance(value, Silence):
        return silence(value)
    lower, upper = (plain(criterion.level(level).name) for level in (value.lower, value.upper))
    return gettext("between %(lower)s and %(upper)s", lower=lower, upper=upper) if value.between else lower


def headline(value: Headline) -> str:
    """A count over milestones, in words; the highest level is named where it is shown."""
    return {
        Headline.POSITIONS: gettext("Civil society has a position"),
        Headline.POSITIONS_AT_TOP: gettext("Civil society at the highest level, wherever it has a position"),
        Headline.COMPARABLE: gettext("Both judged"),
        Headline.GOVERNMENT_HIGHER: gettext("Government higher"),
        Headline.ALIGNED: gettext("Aligned"),
        Headline.CIVIL_SOCIETY_HIGHER: gettext("Civil society higher"),
        Headline.GOVERNMENT_AT_TOP: gettext("Government at the highest level"),
        Headline.CIVIL_SOCIETY_AT_TOP: gettext("Civil society at the highest level"),
        Headline.BOTH_AT_TOP: gettext("Both at the highest level"),
    }[value]


def counting(value: Counting) -> str:
    """Whether an NGO's answers on a milestone count, in words."""
    return {
        Counting.COUNTED: gettext("Counted"),
        Counting.INTERESTED: gettext("Counted, marked as interested"),
        Counting.RECUSED: gettext("Not counted: conflict of interest"),
        Counting.NOT_ACCREDITED: gettext("Not counted: not accredited when the round closed"),
    }[value]


def conflict(value: Conflict) -> str:
    """What an NGO has at stake, in words."""
    return {
        Conflict.LEAD: gettext("It leads this milestone, says the plan."),
        Conflict.SUPPORTING: gettext("It is a supporting stakeholder, says the plan."),
        Conflict.FUNDING: gettext("It declared a conflict of interest: funding."),
        Conflict.STAFF: gettext("It declared a conflict of interest: staff."),
        Conflict.FAMILY: gettext("It declared a conflict of interest: family."),
        Conflict.OTHER: gettext("It declared a conflict of interest."),
    }[value]


def answered(value: AnswerKind) -> str:
    """What an NGO did after a reply, in words."""
    return {AnswerKind.KEPT: gettext("kept its levels"), AnswerKind.REVISED: gettext("revised")}[value]


def confidence(value: Confidence) -> str:
    """How sure a rater is, in words."""
    return {
        Confidence.LOW: gettext("Low confidence"),
        Confidence.MEDIUM: gettext("Medium confidence"),
        Confidence.HIGH: gettext("High confidence"),
    }[value]


def alpha_mark(value: AlphaMark) -> str:
    """What Krippendorff says that such an alpha is good for, in a sentence."""
    return {
        AlphaMark.RELY: gettext("Krippendorff’s mark: .800 or more, to be relied on."),
        AlphaMark.TENTATIVE: gettext("Krippendorff’s mark: .667 or more, for tentative conclusions only."),
        AlphaMark.NEITHER: gettext("Krippendorff’s mark: below .667, not even for tentative conclusions."),
    }[value]


def undefined(value: Undefined | NoPanelReliability) -> str:
    """Why a coefficient is not printed, in a sentence."""
    if isinstance(value, NoPanelReliability):
        return gettext("Not computed: alpha is not above 0, so that there is nothing that more NGOs would bring out.")
    return {
        Undefined.NO_PAIRS: gettext("Not computed: no milestone was scored by two parties."),
        Undefined.NO_VARIATION: gettext("Undefined: every score is the same, so agreement cannot be told from habit."),
        Undefined.TOO_FEW_MILESTONES: gettext("Not printed: fewer than 10 milestones have two or more scores."),
        Undefined.TOO_FEW_COMMITMENTS: gettext("No interval: fewer than 8 commitments to draw from."),
        Undefined.NO_DEFINED_DRAW: gettext("No interval: the figure had a value in none of the draws."),
    }[value]
