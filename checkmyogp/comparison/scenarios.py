"""The scenarios of a scorecard, with every reading of the government's bands that is known."""

from checkmyogp.comparison.criterion_data import CriterionData
from checkmyogp.domain.records import crosswalk_versions
from checkmyogp.domain.sensitivity import Analysis, ScenarioCounts, analysis
from checkmyogp.rubrics import queries as rubrics
from checkmyogp.snapshots.figures import Counts


def analysed(judged: CriterionData) -> Analysis:
    """Every scenario on one criterion."""
    return analysis(
        judged.records,
        judged.criterion,
        quorum=judged.scorecard.quorum,
        revised=judged.scorecard.revised,
        crosswalks=rubrics.versions_of(crosswalk_versions(judged.records)),
    )


def as_shown(count: ScenarioCounts) -> Counts:
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
