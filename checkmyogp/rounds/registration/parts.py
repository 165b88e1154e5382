"""The parts of a round that its registration and its scorecard both hold, in one form."""

from datetime import UTC, datetime

from checkmyogp.domain.dates import Bounds
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.rounds.models import Round, RoundMilestone, RoundVignettes
from checkmyogp.rounds.registration.schema import (
    RegisteredAccount,
    RegisteredCommitment,
    RegisteredCriterion,
    RegisteredCrosswalk,
    RegisteredDue,
    RegisteredMilestone,
    RegisteredPlan,
    RegisteredRubric,
    RegisteredVignettes,
)
from checkmyogp.rounds.words.reader import ScoredCommitment, ScoredCriterion
from checkmyogp.rubrics import queries
from checkmyogp.rubrics.models import CrosswalkVersion


def moment(at: datetime) -> str:
    """A moment in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def account_of(said: Account) -> RegisteredAccount:
    """A level, or the silence in its place."""
    return {"silence": said.value} if isinstance(said, Silence) else said


def plan(round_: Round) -> RegisteredPlan:
    """The plan, as it is called in the round."""
    scored = round_.scored_plan
    return {
        "slug": round_.plan.slug,
        "ogp_id": scored.ogp_id,
        "number": scored.number,
        "title": scored.title.stored(),
        "starts": scored.starts.isoformat(),
        "ends": scored.ends.isoformat(),
    }


def rubric(round_: Round) -> RegisteredRubric:
    """The rubric version of a round, in the words that it is scored by."""
    return {
        "key": round_.rubric.key,
        "version": round_.rubric.version,
        "headline": round_.rubric.headline,
        "criteria": [_criterion(criterion) for criterion in round_.criteria],
    }


def _criterion(scored: ScoredCriterion) -> RegisteredCriterion:
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


def crosswalk(round_: Round, row: CrosswalkVersion) -> RegisteredCrosswalk:
    """A crosswalk version with its bands, in the words that they are reported by."""
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


def commitment(scored: ScoredCommitment) -> RegisteredCommitment:
    """A commitment, as it is called in the round."""
    plain: RegisteredCommitment = {"number": scored.number, "title": scored.title.stored()}
    if scored.within:
        plain["within"] = scored.within
    return plain


def milestone(entry: RoundMilestone) -> RegisteredMilestone:
    """What was promised, in the edition that the round pins."""
    scored = entry.scored
    return {
        "number": entry.milestone.number,
        "commitment": entry.commitment.number,
        "edition": entry.edition.number,
        "withdrawn": entry.edition.withdrawn,
        "title": scored.title.stored(),
        "text": scored.text.stored(),
        "outputs": [output.stored() for output in scored.outputs],
        "due": _due(entry),
    }


def _due(entry: RoundMilestone) -> RegisteredDue:
    due = entry.edition.due
    plain: RegisteredDue = {"printed": entry.edition.due_printed, "starts": due.starts.isoformat()}
    if isinstance(due, Bounds):
        plain["ends"] = due.ends.isoformat()
    return plain


def vignettes(row: RoundVignettes) -> RegisteredVignettes:
    """Which vignettes a round was opened with; what they say stays sealed."""
    known = row.vignette_set
    return {"key": known.key, "version": known.version, "number": len(known.vignettes), "digest": row.digest}
