"""The scenarios of a scorecard, with every reading of the government's bands that was known when its round opened."""

from checkmyogp.comparison.criterion_data import CriterionData
from checkmyogp.domain.crosswalks import Crosswalk
from checkmyogp.domain.records import crosswalk_versions
from checkmyogp.domain.sensitivity import Analysis, ScenarioCounts, analysis
from checkmyogp.rounds import queries as rounds
from checkmyogp.rubrics import queries as rubrics
from checkmyogp.snapshots.figures import Counts


def analysed(judged: CriterionData) -> Analysis:
    """Every scenario on one criterion."""
    return analysis(
        judged.records,
        judged.criterion,
        quorum=judged.scorecard.quorum,
        revised=judged.scorecard.revised,
        crosswalks=_crosswalks(judged),
    )


def _crosswalks(judged: CriterionData) -> list[Crosswalk]:
    """A version that came later adds no scenario to what was published, and none to what will be."""
    used = crosswalk_versions(judged.records)
    if not used:
        return []
    round_ = rounds.round_at(judged.scorecard.plan_slug, judged.scorecard.round_slug)
    known = round_.words.crosswalks if round_ and round_.words else ()
    return [crosswalk for crosswalk in rubrics.versions_of(used) if (crosswalk.key, crosswalk.version) in known]


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
