"""The scenarios of a scorecard, with every reading of the government's bands that is known."""

from checkmyogp.comparison.criterion_data import Judged
from checkmyogp.domain.sensitivity import Analysis, Count, analysis, read_by_versions
from checkmyogp.rubrics import queries as rubrics
from checkmyogp.snapshots.reader import Counts


def analysed(judged: Judged) -> Analysis:
    """Every scenario on one criterion."""
    content, criterion = judged.scorecard.content, judged.criterion
    return analysis(
        content,
        criterion,
        quorum=judged.scorecard.quorum,
        crosswalks=rubrics.versions_of(read_by_versions(content, criterion)),
    )


def as_shown(count: Count) -> Counts:
    """Counts as the sentence of a scorecard's finding takes them."""
    return Counts(
        active=count.active,
        assessed=count.assessed,
        civil_society_at_top=count.civil_society_at_top,
        split=count.split,
        withdrawn=count.withdrawn,
        reported=count.reported,
        comparable=count.comparable,
        government_at_top=count.government_at_top,
        outcomes=count.outcomes,
    )
