"""A rubric and a crosswalk as a snapshot keeps them, so that it can be read without this site."""

from checkmyogp.rubrics import queries
from checkmyogp.rubrics.models import CriterionRow, CrosswalkVersion, RubricVersion
from checkmyogp.snapshots.milestones import account_of
from checkmyogp.snapshots.schema import FrozenCriterion, FrozenCrosswalk, FrozenRubric


def rubric(row: RubricVersion) -> FrozenRubric:
    """A rubric version with its words."""
    return {
        "key": row.key,
        "version": row.version,
        "headline": row.headline,
        "criteria": [_criterion(criterion) for criterion in row.criteria],
    }


def _criterion(row: CriterionRow) -> FrozenCriterion:
    return {
        "key": row.key,
        "name": row.name.stored(),
        "question": row.question.stored(),
        "compared": row.compared,
        "evidence_from": row.evidence_from,
        "levels": [
            {
                "value": level.value,
                "key": level.key,
                "name": level.name.stored(),
                "descriptor": level.descriptor.stored(),
            }
            for level in row.levels
        ],
    }


def crosswalk(row: CrosswalkVersion) -> FrozenCrosswalk:
    """A crosswalk version with its bands."""
    accounts = {band.raw: band.account for band in queries.crosswalk_as_domain(row).bands}
    return {
        "key": row.key,
        "version": row.version,
        "criterion": row.criterion.key,
        "name": row.name.stored(),
        "source": row.source.stored(),
        "bands": [
            {"raw": band.raw, "name": band.name.stored(), "account": account_of(accounts[band.raw])}
            for band in row.bands
        ],
    }
