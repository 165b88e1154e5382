"""Sealing an NGO's assessment as submitted."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from checkmyogp.accreditation import queries as accreditation
from checkmyogp.assessment import queries
from checkmyogp.assessment.models import Submission
from checkmyogp.audit import services as audit
from checkmyogp.domain import canon
from checkmyogp.domain.answers import Answers, Declared, Given
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.lifecycles import NotAccredited
from checkmyogp.domain.rubrics import CriterionAnswer, Missing, Rubric
from checkmyogp.domain.scales import NGO_SILENCES, Silence
from checkmyogp.drafting import services as drafting
from checkmyogp.plans.models import Organisation
from checkmyogp.rounds import queries as round_queries
from checkmyogp.rounds import services as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.rubrics import queries as rubric_queries


class Incomplete(ValueError):
    """An assessment with something still missing."""

    def __init__(self, missing: Mapping[str, Sequence[Missing]]) -> None:
        listed = "; ".join(
            f"{milestone}: {', '.join(f'{item.criterion} lacks {item.lack.value}' for item in items)}"
            for milestone, items in missing.items()
        )
        super().__init__(f"The assessment is not complete. {listed}.")
        self.missing = missing


class UnknownMilestone(ValueError):
    """A milestone that the round does not have."""


class UnknownSilence(ValueError):
    """A silence that is not for an NGO to answer."""


def submit(
    *, round_: Round, organisation: Organisation, answers: Answers, salt: bytes, actor: Identity, now: datetime
) -> Submission:
    """Seal these answers as the organisation's assessment of the round, replacing what it submitted before.

    Milestones may be left out; what is answered must be complete. The conflicts of interest that the organisation has
    declared are sealed with it.

    Raises:
        rounds.RoundNotOpen: the round is not open, or closed in the meantime.
        NotAccredited: the organisation may not score this plan.
        UnknownMilestone, UnknownSilence, rubrics.UnknownCriterion, rubrics.UnknownLevel: an answer off the form.
        Incomplete: names each answer still without a level, reason or evidence.
    """
    held = rounds.hold_open(round_.id, now=now)  # Closing waits until we are in, or we are refused.
    rounds.hold_organisation(organisation)
    if not accreditation.hold_may_score(held.plan_id, organisation.id, day=held.day_of(now)):
        msg = f"{organisation.key} is not accredited for {held.plan.slug} at this moment."
        raise NotAccredited(msg)
    milestones = {pinned.milestone.number: pinned.milestone_id for pinned in round_queries.pinned(held.id)}
    refuse_unfit(answers, milestones, rubric_queries.as_domain(held.rubric))
    submission = drafting.seal(
        contribution=queries.assessments,
        round_=held,
        organisation=organisation,
        content=content(held, organisation, answers),
        salt=salt,
        actor=actor,
        now=now,
    )
    binds = (submission, *queries.assessments.marks_of(submission), *held.late_names_of(organisation))
    named = f"{rounds.subject(held)}/{submission.receipt}"
    audit.record("assessment.submitted", subject=named, actor=actor, now=now, logged=False, binds=binds)
    return submission


def refuse_unfit(answers: Answers, milestones: Mapping[str, uuid.UUID], rubric: Rubric) -> None:
    """Stop at anything outside the round or the rubric, and name everything that is missing."""
    missing: dict[str, Sequence[Missing]] = {}
    for number, by_criterion in answers.items():
        if number not in milestones:
            msg = f"This round has no milestone {number}."
            raise UnknownMilestone(msg)
        for given in by_criterion.values():
            if isinstance(given.account, Silence) and given.account not in NGO_SILENCES:
                msg = f"{given.account.value} is not for an NGO to answer; allowed: {', '.join(NGO_SILENCES)}."
                raise UnknownSilence(msg)
        complete = {
            key: CriterionAnswer(given.account, given.reason, len(given.evidence))
            for key, given in by_criterion.items()
        }
        for key in complete:
            rubric.criterion(key)
        if lacking := rubric.missing(complete):
            missing[number] = lacking
    if missing:
        raise Incomplete(missing)


def content(round_: Round, organisation: Organisation, answers: Answers) -> dict[str, canon.Plain]:
    """What a submission holds beside its version."""
    return {
        "answers": {
            number: {key: plain(given) for key, given in by_criterion.items()}
            for number, by_criterion in answers.items()
        },
        "conflicts": [
            at_stake(row.milestone.number, Declared(row.conflict, row.level, row.explanation))
            for row in queries.declarations(round_.id, organisation.id)
        ],
    }


def at_stake(number: str, declared: Declared) -> canon.Plain:
    """What is declared of a milestone, as it is sealed."""
    return {
        "milestone": number,
        "conflict": declared.conflict.value,
        "level": declared.level.value,
        "explanation": declared.explanation,
    }


def plain(given: Given) -> canon.Plain:
    """One answer, as it is sealed."""
    said: dict[str, canon.Plain] = (
        {"silence": given.account.value}
        if isinstance(given.account, Silence)
        else {"level": given.account, "confidence": given.confidence.value}
    )
    return said | {
        "reason": given.reason,
        "language": given.language,
        "evidence": [piece.plain() for piece in given.evidence],
    }
