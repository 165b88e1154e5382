"""What one milestone comes to, in words."""

from collections import Counter

from flask_babel import gettext, ngettext

from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.method_2.verdicts import Alignment
from checkmyogp.domain.scales import Silence
from checkmyogp.scorecards import labels
from checkmyogp.scorecards.rows import MilestoneRow
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.web.jinja import signed


def verdict(row: MilestoneRow) -> str:
    """What one milestone comes to: "Government 2 levels higher"; without a distance under version 1."""
    if row.distance and row.outcome == Verdict.GOVERNMENT_HIGHER.value:
        return ngettext("Government %(num)s level higher", "Government %(num)s levels higher", row.distance)
    if row.distance and row.outcome == Verdict.CIVIL_SOCIETY_HIGHER.value:
        return ngettext("Civil society %(num)s level higher", "Civil society %(num)s levels higher", row.distance)
    return labels.outcome(row.outcome)


def support(row: MilestoneRow) -> str:
    """How many NGOs stand behind the verdict: "4 of 5 NGOs scored lower". Empty without a verdict."""
    if row.support is None:
        return ""
    few, raters = row.support, row.support.raters
    match Verdict(row.outcome):
        case Verdict.GOVERNMENT_HIGHER:
            return gettext("%(few)s of %(all)s NGOs scored lower", few=few.below, all=raters)
        case Verdict.CIVIL_SOCIETY_HIGHER:
            return gettext("%(few)s of %(all)s NGOs scored higher", few=few.above, all=raters)
        case Verdict.ALIGNED:
            return _aligned(row, below=few.below, at=few.at, above=few.above)


def _aligned(row: MilestoneRow, **stand: int) -> str:
    if row.alignment is Alignment.ALL_THE_SAME:
        return ngettext("the one NGO scored the same", "all %(num)s NGOs scored the same", stand["at"])
    if row.alignment is Alignment.NO_MAJORITY:
        return gettext(
            "no majority scored lower or higher: %(below)s lower, %(at)s the same, %(above)s higher", **stand
        )
    return gettext("%(below)s NGOs scored lower, %(at)s the same, %(above)s higher", **stand)


def spread(row: MilestoneRow) -> str:
    """From which level to which the NGOs scored; with their number where no verdict names it. Empty where none did."""
    if not row.levels or row.alignment is Alignment.ALL_THE_SAME:
        return ""
    low, high = (signed(str(level)) for level in (row.levels[0], row.levels[-1]))
    if row.support is None:
        if low == high:
            return ngettext("%(num)s NGO scored %(level)s", "%(num)s NGOs scored %(level)s", len(row.levels), level=low)
        return gettext("%(num)s NGOs scored from %(low)s to %(high)s", num=len(row.levels), low=low, high=high)
    if low == high:
        return gettext("every score %(level)s", level=low)
    return gettext("scores from %(low)s to %(high)s", low=low, high=high)


def distance(row: MilestoneRow) -> str:
    """How far the government's level lies from where civil society stands. Empty where that is not published."""
    if row.distance is None:
        return ""
    return ngettext("%(num)s level", "%(num)s levels", row.distance)


def decided(row: MilestoneRow) -> str:
    """How many NGOs would have to change for another verdict. Empty where nothing was published about that."""
    if row.flip_number is None:
        return ""
    return ngettext("one NGO decides", "%(num)s NGOs would have to change", row.flip_number)


def behind(row: MilestoneRow) -> str:
    """On how much a verdict rests, so that whoever quotes one row sees it: NGOs, spread, how many decide."""
    return "; ".join(part for part in (support(row), spread(row), decided(row)) if part)


def silent_sides(row: MilestoneRow) -> list[str]:
    """Each side's silence by itself, where both are silent; one alone is what the milestone comes to."""
    if not row.compared or not isinstance(row.government, Silence) or not isinstance(row.position, Silence):
        return []
    if row.government == row.position:
        return []
    return [
        gettext("Government: %(level)s", level=labels.outcome(row.government.value)),
        gettext("Civil society: %(level)s", level=labels.outcome(row.position.value)),
    ]


def marks(row: MilestoneRow) -> list[str]:
    """What a reader should know before relying on a verdict."""
    found: list[str] = []
    if row.split:
        found.append(gettext("NGOs split"))
    if row.fragile:
        found.append(
            gettext(
                "fragile: without the NGOs with a stake in it this would be “%(outcome)s”",
                outcome=labels.outcome(row.without_interested),
            )
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


def track(criterion: CriterionView, row: MilestoneRow) -> str:
    """A track's picture as a sentence."""
    said = gettext("Government: %(level)s.", level=labels.account(criterion, row.government)) if row.compared else ""
    stands = gettext("Civil society: %(level)s.", level=labels.stand(criterion, row.position))
    counts = [
        gettext("%(num)s %(level)s", num=count, level=labels.account(criterion, level))
        for level, count in sorted(Counter(row.levels).items())
    ]
    scores = gettext("NGOs: %(counts)s.", counts=", ".join(counts)) if counts else ""
    return " ".join(part for part in (said, stands, scores) if part)
