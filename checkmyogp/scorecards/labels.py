"""Keys of the method in words, and the sentences that a scorecard says."""

from fractions import Fraction

from flask_babel import gettext, ngettext

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.conflicts import Conflict
from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.replying import AnswerKind
from checkmyogp.domain.scales import Account, Confidence, Silence
from checkmyogp.rounds import labels as round_labels
from checkmyogp.scorecards import services
from checkmyogp.scorecards.asked import Part
from checkmyogp.scorecards.lines import Line
from checkmyogp.scorecards.reading import Counts, CriterionView
from checkmyogp.scorecards.telling import RemindedToday
from checkmyogp.web.pages import plain, signed

REFUSALS = (
    *round_labels.REFUSALS,
    services.NotPublished,
    services.CorrectionWaiting,
    services.CorrectionSettled,
    services.SameOfficer,
    services.BoundOfficer,
    RemindedToday,
)
"""What an officer's step on a round or its scorecard can be refused for."""


def silence(value: Silence) -> str:
    """A missing level, in words."""
    return {
        Silence.NOT_REPORTED: gettext("Not reported"),
        Silence.NOT_ASSESSED: gettext("Not assessed"),
        Silence.NO_QUORUM: gettext("No quorum"),
        Silence.NO_EVIDENCE: gettext("No evidence"),
        Silence.UNABLE: gettext("Unable to judge"),
        Silence.RECUSED: gettext("Recused"),
        Silence.NOT_YET_DUE: gettext("Not yet due"),
        Silence.WITHDRAWN: gettext("Withdrawn"),
    }[value]


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


def verdict(line: Line) -> str:
    """What one milestone comes to: "Government +2"."""
    if line.outcome == Verdict.GOVERNMENT_HIGHER.value:
        return gettext("Government %(distance)s", distance=signed(line.distance_shown))
    if line.outcome == Verdict.CIVIL_SOCIETY_HIGHER.value:
        return gettext("Civil society %(distance)s", distance=line.distance_shown.replace("-", "+"))
    if line.outcome == Verdict.ALIGNED.value and line.distance_shown != "0":
        return gettext("Aligned (%(distance)s)", distance=signed(line.distance_shown))
    return outcome(line.outcome)


def support(line: Line) -> str:
    """How many NGOs stand behind the verdict: "4 of 5 scored lower". Empty without a verdict."""
    if line.support is None:
        return ""
    raters = line.support.raters
    return {
        Verdict.GOVERNMENT_HIGHER.value: gettext("%(few)s of %(all)s scored lower", few=line.support.below, all=raters),
        Verdict.ALIGNED.value: gettext("%(few)s of %(all)s scored the same", few=line.support.at, all=raters),
        Verdict.CIVIL_SOCIETY_HIGHER.value: gettext(
            "%(few)s of %(all)s scored higher", few=line.support.above, all=raters
        ),
    }[line.outcome]


def marks(line: Line) -> list[str]:
    """What a reader should know before relying on a verdict."""
    found: list[str] = []
    if line.support and not line.support.clear:
        found.append(gettext("support is mixed"))
    if line.split:
        found.append(gettext("NGOs split"))
    if line.fragile:
        found.append(
            gettext("fragile: “%(outcome)s” without the interested NGOs", outcome=outcome(line.without_interested))
        )
    if line.recused:
        found.append(
            ngettext(
                "%(num)s NGO recused, its score does not count",
                "%(num)s NGOs recused, their scores do not count",
                line.recused,
            )
        )
    return found


def account(criterion: CriterionView, value: Account) -> str:
    """A level by its name, or the silence in its place."""
    return silence(value) if isinstance(value, Silence) else plain(criterion.level(value).name)


def position(criterion: CriterionView, line: Line) -> str:
    """Civil society's median by name, also where it falls between two levels."""
    return stand(criterion, line.position)


def stand(criterion: CriterionView, value: Fraction | Silence) -> str:
    """Where somebody stands on a scale, by name, also where that is between two levels; or the silence."""
    if isinstance(value, Silence):
        return silence(value)
    if value.denominator == 1:
        return plain(criterion.level(value.numerator).name)
    below = value.numerator // value.denominator
    return gettext(
        "between %(lower)s and %(upper)s",
        lower=plain(criterion.level(below).name),
        upper=plain(criterion.level(below + 1).name),
    )


def track(criterion: CriterionView, line: Line) -> str:
    """A track's picture as a sentence."""
    said = gettext("Government: %(level)s.", level=account(criterion, line.government)) if line.compared else ""
    median = gettext("Civil society: %(level)s.", level=position(criterion, line))
    scores = (
        gettext("NGOs: %(levels)s.", levels=", ".join(signed(str(level)) for level in line.levels))
        if line.levels
        else ""
    )
    return " ".join(part for part in (said, median, scores) if part)


def finding(counts: Counts) -> tuple[str, str]:
    """The headline on completion: what the government says, then what civil society finds."""
    return _government(counts), _civil_society(counts)


def _government(counts: Counts) -> str:
    if not counts.active:
        return gettext("The plan has no active milestone.")
    if not counts.reported:
        return gettext("The government has reported on none of the %(all)s milestones.", all=counts.active)
    if not counts.government_at_top:
        return gettext("The government reports none of the %(all)s milestones complete.", all=counts.active)
    return ngettext(
        "The government reports %(num)s of %(all)s milestones complete.",
        "The government reports %(num)s of %(all)s milestones complete.",
        counts.government_at_top,
        all=counts.active,
    )


def _civil_society(counts: Counts) -> str:
    if not counts.active:
        return ""
    if not counts.assessed:
        return gettext("No milestone was scored by enough NGOs to say what civil society finds.")
    if counts.comparable == counts.active == counts.outcome(Verdict.ALIGNED.value):
        return gettext("Civil society agrees on every milestone.")
    if not counts.civil_society_at_top:
        return gettext("Civil society finds none complete.")
    if not counts.reported:
        # What is counted was not named by the sentence before.
        return gettext("Civil society finds %(num)s complete.", num=counts.civil_society_at_top)
    return ngettext("Civil society finds %(num)s.", "Civil society finds %(num)s.", counts.civil_society_at_top)


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


def undefined(value: Undefined) -> str:
    """Why a coefficient is not printed, in a sentence."""
    return {
        Undefined.NO_PAIRS: gettext("Not computed: no milestone was scored by two parties."),
        Undefined.NO_VARIATION: gettext("Undefined: every score is the same, so agreement cannot be told from habit."),
        Undefined.TOO_FEW_MILESTONES: gettext("Not printed: fewer than 10 milestones have two or more scores."),
        Undefined.TOO_FEW_COMMITMENTS: gettext("No interval: fewer than 8 commitments to draw from."),
        Undefined.NO_DEFINED_DRAW: gettext("No interval: the figure had a value in none of the draws."),
    }[value]


def refusal(refused: ValueError) -> str:
    """Why an officer's step was not taken, and what to do."""
    sentences: dict[type[ValueError], str] = {
        services.NotPublished: gettext("Nothing has been published yet, so there is nothing to correct."),
        services.CorrectionWaiting: gettext("A correction waits already. Another officer confirms or withdraws it."),
        services.CorrectionSettled: gettext("This correction was confirmed or withdrawn in the meantime."),
        services.BoundOfficer: gettext(
            "You and the officer who proposed this are joined by invitations of the last year. Another officer has to "
            "confirm it."
        ),
        services.SameOfficer: gettext("You proposed this correction, so another officer has to confirm it."),
        RemindedToday: gettext("Those who have not submitted were reminded today. Try again tomorrow."),
    }
    kind = type(refused)
    return sentences[kind] if kind in sentences else round_labels.refusal(refused)


def occasion(action: str) -> str:
    """After what a head of the audit chain was published."""
    return {
        services.CLOSED: gettext("A round closed"),
        services.PUBLISHED: gettext("A scorecard was published"),
    }[action]


def part(value: Part) -> str:
    """What a round asks an organisation for."""
    return {Part.ASSESSMENT: gettext("Assessment"), Part.REPORT: gettext("Self-report")}[value]
