"""Keeping the words of a round at its opening."""

from collections.abc import Sequence

from checkmyogp.domain.wording import Wording
from checkmyogp.plans import queries as plans
from checkmyogp.plans.models import Commitment, Edition, Organisation, Plan
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.words.schema import (
    AT_THE_OPENING,
    WORDS_1,
    KeptCommitment,
    KeptCriterion,
    KeptCrosswalk,
    KeptMilestone,
    KeptParty,
    KeptPlan,
    KeptWording,
    KeptWords,
)
from checkmyogp.rubrics import queries as rubrics
from checkmyogp.rubrics.models import CriterionRow, CrosswalkVersion


def words(round_: Round, editions: Sequence[Edition]) -> KeptWords:
    """What a round is scored by, as it is called today; ``editions`` are those that it pins."""
    member = round_.plan.member
    return {
        "schema": WORDS_1,
        "kept": AT_THE_OPENING,
        "member": {"code": member.code, "name": _wording(member.name), "time_zone": member.time_zone},
        "plan": _plan(round_.plan),
        "commitments": _commitments(plans.commitments(round_.plan_id)),
        "milestones": [_milestone(edition) for edition in editions],
        "organisations": [_party(row) for row in plans.organisations_of(member.id)],
        "criteria": [_criterion(row) for row in round_.rubric.criteria],
        "crosswalks": [_crosswalk(row) for row in rubrics.crosswalks_of(member.code)],
    }


def _wording(wording: Wording) -> KeptWording:
    return [
        {"language": version.language, "text": version.text, "status": version.standing.value}
        for version in wording.versions
    ]


def _plan(plan: Plan) -> KeptPlan:
    return {
        "ogp_id": plan.ogp_id,
        "number": plan.number,
        "title": _wording(plan.title),
        "starts": plan.starts.isoformat(),
        "ends": plan.ends.isoformat(),
    }


def _commitments(rows: Sequence[Commitment]) -> list[KeptCommitment]:
    numbers = {row.id: row.number for row in rows}
    kept: list[KeptCommitment] = []
    for row in rows:
        one: KeptCommitment = {"number": row.number, "title": _wording(row.title)}
        if row.parent_id:
            one["within"] = numbers[row.parent_id]
        kept.append(one)
    return kept


def _milestone(edition: Edition) -> KeptMilestone:
    return {
        "number": edition.milestone.number,
        "commitment": edition.milestone.commitment.number,
        "title": _wording(edition.title),
        "text": _wording(edition.text),
        "outputs": [_wording(output) for output in edition.outputs],
        "notes": [{"about": note.about.value, "text": _wording(note.text)} for note in edition.notes],
    }


def _party(row: Organisation) -> KeptParty:
    return {"key": row.key, "name": _wording(row.name)}


def _criterion(row: CriterionRow) -> KeptCriterion:
    return {
        "key": row.key,
        "name": _wording(row.name),
        "question": _wording(row.question),
        "compared": row.compared,
        "evidence_from": row.evidence_from,
        "levels": [
            {
                "value": level.value,
                "key": level.key,
                "name": _wording(level.name),
                "descriptor": _wording(level.descriptor),
            }
            for level in row.levels
        ],
    }


def _crosswalk(row: CrosswalkVersion) -> KeptCrosswalk:
    return {
        "key": row.key,
        "version": row.version,
        "name": _wording(row.name),
        "source": _wording(row.source),
        "bands": [{"raw": band.raw, "name": _wording(band.name)} for band in row.bands],
    }
