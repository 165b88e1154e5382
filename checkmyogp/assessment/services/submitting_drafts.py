"""Submitting what the drafts of an NGO's members have come to."""

from collections.abc import Mapping
from datetime import datetime

from checkmyogp.assessment import queries
from checkmyogp.assessment.models import Submission
from checkmyogp.assessment.services.conflicts import bring_declarations
from checkmyogp.assessment.services.submissions import Incomplete, submit
from checkmyogp.domain import drafts
from checkmyogp.domain.drafts import Progress, Sheet
from checkmyogp.domain.identities import Identity
from checkmyogp.drafting import services as drafting
from checkmyogp.plans.models import Organisation
from checkmyogp.rounds.models import Round
from checkmyogp.rubrics import queries as rubric_queries


class NothingAnswered(ValueError):
    """A submission without a single answer."""


def submit_drafts(
    *, round_: Round, organisation: Organisation, reviewed: str, actor: Identity, now: datetime
) -> Submission:
    """Submit what the members wrote, replacing what was submitted before, and mail the receipt to each of them.

    ``reviewed`` is the fingerprint of the drafts that the lead looked through.

    Raises:
        drafting.ChangedMeanwhile, NothingAnswered: see there.
        Incomplete: names everything that a draft which was begun still lacks.
        lifecycles.RoundNotOpen, lifecycles.NotAccredited: as for ``submit``.
    """
    held = drafting.hold_reviewed(
        contribution=queries.assessments,
        round_=round_,
        organisation=organisation,
        reviewed=reviewed,
        actor=actor,
        now=now,
    )
    sheets = {number: Sheet.restored(draft.answers) for number, draft in held.drafts.items()}
    _refuse_unfinished(sheets, held.round)
    declared = drafts.declarations(sheets)
    bring_declarations(
        round_=held.round,
        organisation=organisation,
        wanted={held.drafts[number].milestone_id: declaration for number, declaration in declared.items()},
        actor=actor,
        now=now,
    )
    submission = submit(
        round_=held.round,
        organisation=organisation,
        answers=drafts.answers(sheets),
        salt=drafting.long_salt(),
        actor=actor,
        now=now,
    )
    drafting.mail_receipt(
        contribution=queries.assessments, round_=held.round, organisation=organisation, submission=submission
    )
    return submission


def _refuse_unfinished(sheets: Mapping[str, Sheet], round_: Round) -> None:
    rubric = rubric_queries.as_domain(round_.rubric)
    standings = {number: drafts.standing(sheet, rubric) for number, sheet in sheets.items()}
    if missing := {number: standing.missing for number, standing in standings.items() if standing.missing}:
        raise Incomplete(missing)
    if all(standing.progress is Progress.LEFT for standing in standings.values()):
        msg = "Nothing has been assessed yet."
        raise NothingAnswered(msg)
