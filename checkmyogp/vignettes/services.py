"""Choosing vignettes for a draft, and scoring them while the round is open: once, and before anything else."""

from collections.abc import Mapping
from datetime import datetime

from checkmyogp.accounts.seats import queries as seats
from checkmyogp.accreditation import queries as accreditation
from checkmyogp.assessment import queries as assessment
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.lifecycles import NotAccredited, RoundState
from checkmyogp.drafting import services as drafting
from checkmyogp.plans.models import Organisation
from checkmyogp.reporting import queries as reporting
from checkmyogp.reporting.services import NotALead
from checkmyogp.rounds import services as rounds
from checkmyogp.rounds import vignettes as round_vignettes
from checkmyogp.rounds.models import ChosenVignettes, Round
from checkmyogp.rubrics import queries as rubrics
from checkmyogp.rubrics.models import VignetteSetRow
from checkmyogp.vignettes import queries
from checkmyogp.vignettes.models import VignetteSubmission

CHOSEN = "vignettes.chosen"
LEFT_OUT = "vignettes.left_out"
SCORED = "vignettes.scored"
"""What the audit chain calls the steps of vignettes."""

VERSION = 1
"""Given once, so that there is no other."""


class VignettesOff(ValueError):
    """Scores of vignettes in a round that uses none."""

    def __init__(self, round_: Round) -> None:
        super().__init__(f"The round {round_.slug} uses no vignettes, so there are none to score.")


class VignettesGiven(ValueError):
    """A second time, where vignettes are scored once."""

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(f"{organisation.key} has scored the vignettes of this round; what was given stays.")


class VignettesTooLate(ValueError):
    """Scores of vignettes by somebody who has submitted something else, in which its reading shows already."""

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(f"{organisation.key} has submitted to this round already; vignettes are scored before that.")


class UnknownVignette(ValueError):
    """A score of a case that the round does not have, or of none at all."""


class FromARecoveredSeat(ValueError):
    """Scores by somebody whose seat was recovered while the round was open: it would spend the only time there is."""

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(f"The seat at {organisation.key} was recovered in this round, and scores no vignettes in it.")


def use_vignettes(*, round_: Round, vignettes: VignetteSetRow, actor: Identity, now: datetime) -> None:
    """Let a draft use these vignettes, in the place of others.

    Raises:
        NotADraft: when it was opened in the meantime.
        VignettesDoNotFit: when they were written for another rubric version than that of the round.
    """
    held = _hold_draft(round_)
    round_vignettes.refuse_unfit(held, vignettes)
    row = db.session.merge(ChosenVignettes(round_id=held.id, vignette_set_id=vignettes.id))
    db.session.flush()
    db.session.expire(held, ["chosen_vignettes"])
    audit.record(CHOSEN, subject=rounds.subject(held), actor=actor, now=now, binds=(row,))


def use_no_vignettes(*, round_: Round, actor: Identity, now: datetime) -> None:
    """Switch the vignettes of a draft off; they are off until somebody chooses some.

    Raises:
        NotADraft: when it was opened in the meantime.
    """
    held = _hold_draft(round_)
    if (row := held.chosen_vignettes) is None:
        return
    audit.record(LEFT_OUT, subject=rounds.subject(held), actor=actor, now=now, frees=(row,))
    db.session.delete(row)
    db.session.flush()
    db.session.expire(held, ["chosen_vignettes"])


def _hold_draft(round_: Round) -> Round:
    held = rounds.hold_for_step(round_.id)
    if held.state is not RoundState.DRAFT:
        raise rounds.NotADraft(held)
    return held


def score_as_ngo(
    *, round_: Round, ngo: Organisation, scores: Mapping[str, int], salt: bytes, actor: Identity, now: datetime
) -> VignetteSubmission:
    """Seal the levels that an NGO gives to vignettes, by their keys. It may leave some out; it never comes again.

    Raises:
        rounds.RoundNotOpen: the round is not open, or closed in the meantime.
        NotAccredited: the NGO may not score this plan.
        VignettesOff, VignettesGiven, VignettesTooLate, UnknownVignette, FromARecoveredSeat, rubrics.UnknownLevel:
            see there.
    """
    held = rounds.hold_open(round_.id, now=now)
    rounds.hold_organisation(ngo)
    if not accreditation.hold_may_score(held.plan_id, ngo.id, day=held.day_of(now)):
        msg = f"{ngo.key} is not accredited for {held.plan.slug} at this moment."
        raise NotAccredited(msg)
    if assessment.assessments.last_version(held.id, ngo.id):
        raise VignettesTooLate(ngo)
    return _seal(held, ngo, scores, salt=salt, actor=actor, now=now)


def score_as_agency(
    *, round_: Round, agency: Organisation, scores: Mapping[str, int], salt: bytes, actor: Identity, now: datetime
) -> VignetteSubmission:
    """Seal the levels that an agency gives to vignettes, by their keys. It may leave some out; it never comes again.

    Raises:
        rounds.RoundNotOpen: the round is not open, or closed in the meantime.
        NotALead: the plan names the agency as a lead of no milestone that it still promises.
        VignettesOff, VignettesGiven, VignettesTooLate, UnknownVignette, FromARecoveredSeat, rubrics.UnknownLevel:
            see there.
    """
    held = rounds.hold_open(round_.id, now=now)
    rounds.hold_organisation(agency)
    if not reporting.led(held, agency.id):
        msg = f"{agency.key} leads no milestone of {held.plan.slug}, so it has no vignettes to score."
        raise NotALead(msg)
    if reporting.self_reports.last_version(held.id, agency.id):
        raise VignettesTooLate(agency)
    return _seal(held, agency, scores, salt=salt, actor=actor, now=now)


def _seal(
    held: Round, organisation: Organisation, scores: Mapping[str, int], *, salt: bytes, actor: Identity, now: datetime
) -> VignetteSubmission:
    """In the transaction that holds the round and the organisation."""
    _refuse_unfit(held, scores)
    if queries.submission_of(held.id, organisation.id):
        raise VignettesGiven(organisation)
    if seats.recovery_in(actor.key, held.opened_at):
        raise FromARecoveredSeat(organisation)
    row = VignetteSubmission(round_id=held.id, organisation_id=organisation.id, version=VERSION)
    content = {"vignettes": dict(scores)}
    drafting.fill(row, round_=held, organisation=organisation, content=content, salt=salt, now=now)
    named = f"{rounds.subject(held)}/{row.receipt}"
    binds = (row, *held.late_names_of(organisation))
    audit.record(SCORED, subject=named, actor=actor, now=now, logged=False, binds=binds)
    return row


def _refuse_unfit(round_: Round, scores: Mapping[str, int]) -> None:
    if round_.vignettes is None:
        raise VignettesOff(round_)
    rubric = rubrics.as_domain(round_.rubric)
    criteria = {each.key: each.criterion for each in round_vignettes.frozen(round_.vignettes)}
    if not scores:
        msg = "No vignette was given a level."
        raise UnknownVignette(msg)
    for key, level in scores.items():
        if key not in criteria:
            msg = f"{key!r} is no vignette of this round; allowed: {', '.join(criteria)}."
            raise UnknownVignette(msg)
        rubric.criterion(criteria[key]).level(level)
