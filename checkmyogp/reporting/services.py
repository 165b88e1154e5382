"""Taking an agency's self-report."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.db import evidence as evidence_columns
from checkmyogp.domain.crosswalks import UnknownBand
from checkmyogp.domain.evidence import Evidence
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.scales import GOVERNMENT_SILENCES, Account, Silence
from checkmyogp.plans.models import Organisation
from checkmyogp.reporting import queries
from checkmyogp.reporting.models import ReportEvidence, SelfReport
from checkmyogp.rounds import queries as round_queries
from checkmyogp.rounds import services as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.rubrics import queries as rubric_queries
from checkmyogp.rubrics.models import CrosswalkVersion


class NotALead(ValueError):
    """An agency that reports on a milestone it does not lead."""


class NotAsked(ValueError):
    """A criterion on which the government is not asked, or an answer that is not the government's to give."""


@dataclass(frozen=True, slots=True)
class InLevels:
    """The agency answered with a level of the rubric, or a silence of its own."""

    account: Account


@dataclass(frozen=True, slots=True)
class InBands:
    """The agency answered with a band of its administration."""

    crosswalk: CrosswalkVersion
    raw: str


@dataclass(frozen=True, slots=True)
class Reported:
    """What an agency says of one milestone on one criterion."""

    criterion: str
    value: InLevels | InBands
    narrative: str
    language: str
    evidence: tuple[Evidence, ...] = ()


def submit(
    *, round_: Round, milestone_id: uuid.UUID, agency: Organisation, reported: Reported, actor: Identity, now: datetime
) -> SelfReport:
    """Keep a self-report beside the earlier ones; the latest before the close stands.

    Raises:
        rounds.RoundNotOpen: the round is not open, or closed in the meantime.
        NotALead: the plan does not name the agency as a lead of the milestone.
        NotAsked, rubrics.UnknownCriterion, rubrics.UnknownLevel, crosswalks.UnknownBand: an answer off the form.
    """
    held = rounds.hold_open(round_.id, now=now)  # Closing waits until we are in, or we are refused.
    _refuse_strangers(held, milestone_id, agency)
    account = _account(held, reported)
    silent = isinstance(account, Silence)
    value = reported.value
    report = SelfReport(
        round_id=held.id,
        milestone_id=milestone_id,
        organisation_id=agency.id,
        criterion=reported.criterion,
        sequence=queries.last_sequence(held.id, milestone_id, agency.id, reported.criterion) + 1,
        level=None if silent else account,
        silence=account if silent else None,
        crosswalk_id=value.crosswalk.id if isinstance(value, InBands) else None,
        raw=value.raw if isinstance(value, InBands) else None,
        narrative=reported.narrative,
        language=reported.language,
        submitted_at=now,
    )
    db.session.add(report)
    db.session.flush()
    db.session.add_all(
        ReportEvidence(self_report_id=report.id, place=place, **evidence_columns.columns(piece))
        for place, piece in enumerate(reported.evidence, start=1)
    )
    audit.record("report.submitted", subject=f"{rounds.subject(held)}/{agency.key}", actor=actor, now=now)
    return report


def _refuse_strangers(round_: Round, milestone_id: uuid.UUID, agency: Organisation) -> None:
    leads = round_queries.leads(round_queries.pinned(round_.id)).get(milestone_id, [])
    if not round_queries.identities(round_.id, agency.id).intersection(leads):
        msg = f"{agency.key} does not lead this milestone, so it has nothing to report on it."
        raise NotALead(msg)


def _account(round_: Round, reported: Reported) -> Account:
    """What the answer means on the rubric."""
    criterion = rubric_queries.as_domain(round_.rubric).criterion(reported.criterion)
    if not criterion.compared:
        msg = f"The government is not asked about {criterion.key}."
        raise NotAsked(msg)
    if isinstance(reported.value, InBands):
        crosswalk = rubric_queries.crosswalk_as_domain(reported.value.crosswalk)
        if crosswalk.criterion != criterion.key:
            msg = f"{crosswalk.key} says nothing about {criterion.key}."
            raise UnknownBand(msg)
        return crosswalk.account(reported.value.raw)
    account = reported.value.account
    if isinstance(account, Silence):
        if account not in GOVERNMENT_SILENCES:
            msg = f"{account.value} is not for an agency to report; allowed: {', '.join(GOVERNMENT_SILENCES)}."
            raise NotAsked(msg)
        return account
    return criterion.level(account).value
