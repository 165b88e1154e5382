"""Sealing what an agency reports of the milestones it leads."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.db.base import Base
from checkmyogp.domain import canon
from checkmyogp.domain.crosswalks import UnknownBand
from checkmyogp.domain.evidence import Evidence
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.scales import GOVERNMENT_SILENCES, Account, Silence
from checkmyogp.domain.self_reports import quarters
from checkmyogp.drafting import services as drafting
from checkmyogp.plans.models import Organisation
from checkmyogp.reporting import queries, sealed_reports
from checkmyogp.reporting.models import ReportSubmission
from checkmyogp.rounds import services as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.rubrics import queries as rubric_queries
from checkmyogp.rubrics.models import CrosswalkVersion


class NotALead(ValueError):
    """An agency that reports on a milestone it does not lead."""


class NotAsked(ValueError):
    """A criterion on which the government is not asked, or an answer that is not the government's to give."""


class UnknownQuarter(ValueError):
    """A quarter outside of the round's period."""


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
    quarter: str = ""
    """The quarter reported on, such as 2025-Q2; empty for the whole period."""


Reports = Mapping[str, Sequence[Reported]]
"""Milestone numbers to what is said of each, criterion by criterion."""


def submit(
    *, round_: Round, agency: Organisation, reports: Reports, salt: bytes, actor: Identity, now: datetime
) -> ReportSubmission:
    """Seal these self-reports beside the earlier ones; of each milestone the latest before the close stands.

    Raises:
        rounds.RoundNotOpen: the round is not open, or closed in the meantime.
        NotALead: the plan does not name the agency as a lead of one of the milestones, or no longer promises it.
        NotAsked, UnknownQuarter, rubrics.UnknownCriterion, rubrics.UnknownLevel, crosswalks.UnknownBand: an answer off
            the form.
    """
    held = rounds.hold_open(round_.id, now=now)  # Closing waits until we are in, or we are refused.
    rounds.hold_organisation(agency)
    led = {pinned.milestone.number: pinned.milestone_id for pinned in queries.led(held, agency.id)}
    _refuse_strangers(reports, led, agency)
    accounts = {number: [_account(held, reported) for reported in said] for number, said in reports.items()}
    submission = drafting.seal(
        contribution=queries.self_reports,
        round_=held,
        organisation=agency,
        content=_content(reports, accounts),
        salt=salt,
        actor=actor,
        now=now,
    )
    binds = (submission, *queries.self_reports.marks_of(submission), *held.late_names_of(agency))
    named = f"{rounds.subject(held)}/{submission.receipt}"
    audit.record("report.submitted", subject=named, actor=actor, now=now, logged=False, binds=binds)
    return submission


def _refuse_strangers(numbers: Iterable[str], led: Collection[str], agency: Organisation) -> None:
    for number in numbers:
        if number not in led:
            msg = f"{agency.key} does not lead milestone {number}, so it has nothing to report on it."
            raise NotALead(msg)


def _account(round_: Round, reported: Reported) -> Account:
    """What an answer means on the rubric."""
    if reported.quarter and reported.quarter not in quarters(round_.period_starts, round_.period_ends):
        msg = f"{reported.quarter} is no quarter of the round's period."
        raise UnknownQuarter(msg)
    criterion = rubric_queries.as_domain(round_.rubric).criterion(reported.criterion)
    if not criterion.compared:
        msg = f"The government is not asked about {criterion.key}."
        raise NotAsked(msg)
    if isinstance(reported.value, InBands):
        crosswalk = rubric_queries.crosswalk_as_domain(reported.value.crosswalk)
        if crosswalk.criterion != criterion.key:
            msg = f"{crosswalk.key} says nothing about {criterion.key}."
            raise UnknownBand(msg)
        if reported.value.crosswalk.member != round_.plan.member.code:
            msg = f"{crosswalk.key} has the bands of another member."
            raise UnknownBand(msg)
        return crosswalk.account(reported.value.raw)
    account = reported.value.account
    if isinstance(account, Silence):
        if account not in GOVERNMENT_SILENCES:
            msg = f"{account.value} is not for an agency to report; allowed: {', '.join(GOVERNMENT_SILENCES)}."
            raise NotAsked(msg)
        return account
    return criterion.level(account).value


def _content(reports: Reports, accounts: Mapping[str, Sequence[Account]]) -> dict[str, canon.Plain]:
    return {
        "reports": {
            number: {
                reported.criterion: _plain(reported, account)
                for reported, account in zip(said, accounts[number], strict=True)
            }
            for number, said in reports.items()
        }
    }


def _plain(reported: Reported, account: Account) -> canon.Plain:
    value = reported.value
    said: dict[str, canon.Plain] = {"silence": account.value} if isinstance(account, Silence) else {"level": account}
    if isinstance(value, InBands):
        said |= {"crosswalk": value.crosswalk.key, "crosswalk_version": value.crosswalk.version, "raw": value.raw}
    return said | {
        "narrative": reported.narrative,
        "language": reported.language,
        "quarter": reported.quarter,
        "evidence": [piece.plain() for piece in reported.evidence],
    }


def write_reports(*, round_: Round) -> list[Base]:
    """Write what agencies sealed as rows; in the transaction that closes the round. Before that there are none.

    Returns:
        Every row that was written, for the entry of the close to bind.
    """
    written: list[Base] = []
    for report in sealed_reports.rows(round_):
        evidence = list(report.evidence)
        db.session.add(report)
        db.session.flush()
        db.session.add_all(evidence)
        written += [report, *evidence]
    db.session.flush()
    return written
