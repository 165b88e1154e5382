"""A rubric and a crosswalk as a snapshot keeps them, so that it can be read without this site."""

from checkmyogp.rounds.models import Round
from checkmyogp.rounds.words.reader import ScoredCriterion
from checkmyogp.rubrics import queries
from checkmyogp.rubrics.models import CrosswalkVersion
from checkmyogp.snapshots.milestones import account_of
from checkmyogp.snapshots.schema import FrozenCriterion, FrozenCrosswalk, FrozenRubric


def rubric(round_: Round) -> FrozenRubric:
    """The rubric version of a round, in the words that it was scored by."""
    return {
        "key": round_.rubric.key,
        "version": round_.rubric.version,
        "headline": round_.rubric.headline,
        "criteria": [_criterion(criterion) for criterion in round_.criteria],
    }


def _criterion(scored: ScoredCriterion) -> FrozenCriterion:
    return {
        "key": scored.key,
        "name": scored.name.stored(),
        "question": scored.question.stored(),
        "compared": scored.compared,
        "evidence_from": scored.evidence_from,
        "levels": [
            {
                "value": level.value,
                "key": level.key,
                "name": level.name.stored(),
                "descriptor": level.descriptor.stored(),
            }
            for level in scored.levels
        ],
    }


def crosswalk(round_: Round, row: CrosswalkVersion) -> FrozenCrosswalk:
    """A crosswalk version with its bands, in the words that they were reported by."""
    accounts = {band.raw: band.account for band in queries.crosswalk_as_domain(row).bands}
    called = round_.crosswalk(row)
    return {
        "key": row.key,
        "version": row.version,
        "criterion": row.criterion.key,
        "name": called.name.stored(),
        "source": called.source.stored(),
        "bands": [
            {"raw": band.raw, "name": called.bands[band.raw].stored(), "account": account_of(accounts[band.raw])}
            for band in row.bands
        ],
    }
