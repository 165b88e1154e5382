"""Keys of the method in words, and the sentences that a scorecard says."""

from fractions import Fraction

from flask_babel import gettext, ngettext

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.conflicts import Conflict
from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.revisions import AnswerKind
from checkmyogp.domain.scales import Account, Confidence, Silence
from checkmyogp.drafting.labels import silence
from checkmyogp.scorecards.rows import MilestoneRow
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.snapshots.figures import Counts
from checkmyogp.web.jinja import plain, signed

COMPLETE = "complete"
"""The key of a highest level that the sentences of a finding have a word for."""


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


def verdict(row: MilestoneRow) -> str:
    """What one milestone comes to: "Government +2"."""
    if row.outcome == Verdict.GOVERNMENT_HIGHER.value:
        return gettext("Government %(distance)s", distance=signed(row.distance_shown))
    if row.outcome == Verdict.CIVIL_SOCIETY_HIGHER.value:
        return gettext("Civil society %(distance)s", distance=row.distance_shown.replace("-", "+"))
    if row.outcome == Verdict.ALIGNED.value and row.distance_shown != "0":
        return gettext("Aligned (%(distance)s)", distance=signed(row.distance_shown))
    return outcome(row.outcome)


def support(row: MilestoneRow) -> str:
    """How many NGOs stand behind the verdict: "4 of 5 scored lower". Empty without a verdict."""
    if row.support is None:
        return ""
    raters = row.support.raters
    return {
        Verdict.GOVERNMENT_HIGHER.value: gettext("%(few)s of %(all)s scored lower", few=row.support.below, all=raters),
        Verdict.ALIGNED.value: gettext("%(few)s of %(all)s scored the same", few=row.support.at, all=raters),
        Verdict.CIVIL_SOCIETY_HIGHER.value: gettext(
            "%(few)s of %(all)s scored higher", few=row.support.above, all=raters
        ),
    }[row.outcome]


def marks(row: MilestoneRow) -> list[str]:
    """What a reader should know before relying on a verdict."""
    found: list[str] = []
    if row.support and not row.support.clear:
        found.append(gettext("support is mixed"))
    if row.split:
        found.append(gettext("NGOs split"))
    if row.fragile:
        found.append(
            gettext("fragile: “%(outcome)s” without the interested NGOs", outcome=outcome(row.without_interested))
        )
    if row.recused:
        found.append(
            ngettext(
                "%(num)s NGO recused, its score does not count",
                "%(num)s NGOs recused, their scores do not count",
                row.recused,
            )
        )
    return found


def account(criterion: CriterionView, value: Account) -> str:
    """A level by its name, or the silence in its place."""
    return silence(value) if isinstance(value, Silence) else plain(criterion.level(value).name)


def position(criterion: CriterionView, row: MilestoneRow) -> str:
    """Civil society's median by name, also where it falls between two levels."""
    return stand(criterion, row.position)


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


def track(criterion: CriterionView, row: MilestoneRow) -> str:
    """A track's picture as a sentence."""
    said = gettext("Government: %(level)s.", level=account(criterion, row.government)) if row.compared else ""
    median = gettext("Civil society: %(level)s.", level=position(criterion, row))
    scores = (
        gettext("NGOs: %(levels)s.", levels=", ".join(signed(str(level)) for level in row.levels)) if row.levels else ""
    )
    return " ".join(part for part in (said, median, scores) if part)


def finding(counts: Counts, criterion: CriterionView) -> tuple[str, str]:
    """The finding on the headline: what the government says, then what civil society finds."""
    top = criterion.levels[-1]
    if top.key == COMPLETE:
        return _government_on_completion(counts), _civil_society_on_completion(counts)
    return _government(counts, plain(top.name)), _civil_society(counts, plain(top.name))


def _government_on_completion(counts: Counts) -> str:
    if not counts.reported:
        return _nothing_reported(counts)
    if not counts.government_at_top:
        return gettext("The government reports none of the %(all)s milestones complete.", all=counts.active)
    return ngettext(
        "The government reports %(num)s of %(all)s milestones complete.",
        "The government reports %(num)s of %(all)s milestones complete.",
        counts.government_at_top,
        all=counts.active,
    )


def _government(counts: Counts, level: str) -> str:
    if not counts.reported:
        return _nothing_reported(counts)
    return ngettext(
        "The government puts %(num)s of %(all)s milestones at the highest level, “%(level)s”.",
        "The government puts %(num)s of %(all)s milestones at the highest level, “%(level)s”.",
        counts.government_at_top,
        all=counts.active,
        level=level,
    )


def _nothing_reported(counts: Counts) -> str:
    if not counts.active:
        return gettext("The plan has no active milestone.")
    return gettext("The government has reported on none of the %(all)s milestones.", all=counts.active)


def _civil_society_on_completion(counts: Counts) -> str:
    if counts.assessed and not _agrees(counts):
        if not counts.civil_society_at_top:
            return gettext("Civil society finds none complete.")
        if not counts.reported:
            # What is counted was not named by the sentence before.
            return gettext("Civil society finds %(num)s complete.", num=counts.civil_society_at_top)
        return ngettext("Civil society finds %(num)s.", "Civil society finds %(num)s.", counts.civil_society_at_top)
    return _nothing_else_found(counts)


def _civil_society(counts: Counts, level: str) -> str:
    if counts.assessed and not _agrees(counts):
        return ngettext(
            "Civil society puts %(num)s at “%(level)s”.",
            "Civil society puts %(num)s at “%(level)s”.",
            counts.civil_society_at_top,
            level=level,
        )
    return _nothing_else_found(counts)


def _nothing_else_found(counts: Counts) -> str:
    if not counts.active:
        return ""
    if not counts.assessed:
        return gettext("No milestone was scored by enough NGOs to say what civil society finds.")
    return gettext("Civil society agrees on every milestone.")


def _agrees(counts: Counts) -> bool:
    return counts.comparable == counts.active == counts.outcome(Verdict.ALIGNED.value)


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
