"""What an NGO and an agency may have written and submitted while a round is open, from nothing to a great deal."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, unique

from flask import Flask
from sqlalchemy import select

from checkmyogp.assessment import queries as assessment_queries
from checkmyogp.assessment import services as assessment
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain import drafts
from checkmyogp.domain.drafts import Sheet, TypedAnswer, TypedConflict
from checkmyogp.domain.evidence import TypedEvidence
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.self_reports import ReportSheet, TypedReport
from checkmyogp.drafting import services as drafting
from checkmyogp.reporting import queries as report_queries
from checkmyogp.reporting import services as reporting
from checkmyogp.rounds.models import Round
from tests.factories.rounds import milestone_id, organisation
from tests.plugins.databases import Databases
from tests.plugins.sites import running
from tests.trust.clock import standing_at
from tests.trust.worlds import base
from tests.trust.worlds.journal import Journal, journal


@unique
class Said(StrEnum):
    """How much somebody has said."""

    NOTHING = "nothing"
    DRAFTS = "drafts"
    """Drafts only: nothing is submitted."""
    LITTLE = "little"
    """One milestone, submitted once."""
    MUCH = "much"
    """Everything, submitted again and again, and written on."""


@dataclass(frozen=True, slots=True)
class World:
    """What the NGO and the agency have said in the open round."""

    ngo: Said = Said.NOTHING
    agency: Said = Said.NOTHING

    @property
    def name(self) -> str:
        """What its database is called."""
        return f"world_{self.ngo}_{self.agency}"


@dataclass(frozen=True, slots=True)
class Acted:
    """An application, and what was logged while the NGO and the agency acted in it."""

    app: Flask
    logged: Journal


EMPTY, FULL = World(), World(Said.MUCH, Said.MUCH)

LINK = TypedEvidence("https://example.org/sealed", "A sealed list", "Port Office", "2029-12-24", "p. 4", "Fees rose.")
STAKE = TypedConflict("funding", "interested", "Our treasurer is paid by the port.")


def _answer(answer: str, reason: str = "We read it.", *, evidence: int = 1) -> TypedAnswer:
    return TypedAnswer(answer, reason, "en", "high", (LINK,) * evidence)


def _sheet(completion: str, opening: str, stake: TypedConflict | None = None, **more: object) -> Sheet:
    found = {"completion": _answer(completion, **more), "opening": _answer(opening)}  # pyright: ignore[reportArgumentType]
    return Sheet(found, stake or TypedConflict())


SHORT, BEGUN = _sheet("1", "0"), Sheet({"completion": TypedAnswer("2", "We have begun to", "en", "", (LINK,))})
LONG = _sheet("3", "-1", STAKE, reason="We counted every fee. " * 300, evidence=3)
SILENT, RECUSED = _sheet("unable", "no_evidence"), _sheet("recused", "recused", STAKE)

Step = Mapping[str, Sheet]
ASSESSED: Mapping[Said, tuple[Step, ...]] = {
    Said.NOTHING: (),
    Said.DRAFTS: ({"1.1": BEGUN, "1.2": LONG},),
    Said.LITTLE: ({"1.1": SHORT},),
    Said.MUCH: ({"1.1": LONG}, {"1.2": SILENT, "2.1.1": RECUSED}, {"1.1": SHORT}, {"2.1.1": BEGUN}),
}
"""What is saved before each submission; the last step of drafts is not submitted."""


def _report(answer: str, narrative: str) -> ReportSheet:
    return ReportSheet({"completion": TypedReport(answer, narrative, "en", (LINK,))})


Reports = Mapping[str, ReportSheet]
REPORTED: Mapping[Said, tuple[Reports, ...]] = {
    Said.NOTHING: (),
    Said.DRAFTS: ({"1.1": _report("", "Not done")},),
    Said.LITTLE: ({"1.1": _report("2", "Done.")},),
    Said.MUCH: (
        {"1.1": _report("lamps/1/green", "All of it. " * 300)},
        {"1.2": _report("not_yet_due", "Later.")},
        {"1.1": _report("1", "We were wrong.")},
        {"1.2": _report("", "Not done")},
    ),
}
UNFINISHED = frozenset({Said.DRAFTS, Said.MUCH})
"""Where the last step stays a draft."""


def build(address: str, world: World) -> Journal:
    """Let the NGO and the agency act in the database at this address; what was logged meanwhile."""
    with running(address) as app, app.app_context(), standing_at(base.NOW), journal() as noted:
        act(world)
    return noted


def act(world: World) -> None:
    """Let them write and submit, a minute apart."""
    round_ = db.session.scalars(select(Round).where(Round.slug == base.OPEN).order_by(Round.id)).one()
    for number, sheets in enumerate(ASSESSED[world.ngo], start=1):
        last = world.ngo in UNFINISHED and number == len(ASSESSED[world.ngo])
        now = base.NOW + timedelta(minutes=number)
        assess(round_, base.NGO, sheets, actor=_actor(base.OWN_LEAD), submits=not last, now=now)
    for number, reports in enumerate(REPORTED[world.agency], start=1):
        last = world.agency in UNFINISHED and number == len(REPORTED[world.agency])
        now = base.NOW + timedelta(minutes=number)
        report_on(round_, base.AGENCY, reports, actor=_actor(base.OWN_REPORTER), submits=not last, now=now)


def assess(round_: Round, key: str, sheets: Step, *, actor: Identity, submits: bool, now: datetime) -> None:
    """Somebody saves drafts of this NGO's assessment, and submits it."""
    ngo = organisation(key)
    for milestone, sheet in sheets.items():
        found = assessment_queries.assessments.draft(round_.id, milestone_id(round_, milestone), ngo.id, recovery=None)
        with unit_of_work(db.session):
            drafting.save_draft(
                contribution=assessment_queries.assessments, round_=round_, organisation=ngo,
                milestone_id=milestone_id(round_, milestone), sheet=sheet, seen=found.revision if found else 0,
                actor=actor, now=now,
            )  # fmt: skip
        db.session.expire_all()
    if submits:
        written = assessment_queries.assessments.drafts(round_.id, ngo.id, recovery=None)
        reviewed = drafts.fingerprint({number: draft.revision for number, draft in written.items()})
        with unit_of_work(db.session):
            assessment.submit_drafts(round_=round_, organisation=ngo, reviewed=reviewed, actor=actor, now=now)


def report_on(round_: Round, key: str, reports: Reports, *, actor: Identity, submits: bool, now: datetime) -> None:
    """Somebody saves drafts of this agency's self-report, and submits it."""
    agency = organisation(key)
    for milestone, sheet in reports.items():
        found = report_queries.self_reports.draft(round_.id, milestone_id(round_, milestone), agency.id, recovery=None)
        with unit_of_work(db.session):
            drafting.save_draft(
                contribution=report_queries.self_reports, round_=round_, organisation=agency,
                milestone_id=milestone_id(round_, milestone), sheet=sheet, seen=found.revision if found else 0,
                actor=actor, now=now,
            )  # fmt: skip
        db.session.expire_all()
    if submits:
        written = report_queries.self_reports.drafts(round_.id, agency.id, recovery=None)
        reviewed = drafts.fingerprint({number: draft.revision for number, draft in written.items()})
        with unit_of_work(db.session):
            reporting.submit_drafts(round_=round_, organisation=agency, reviewed=reviewed, actor=actor, now=now)


def _actor(observer: base.Observer) -> Identity:
    return base.person(observer).identity(confirmed=True)


@contextmanager
def fresh(databases: Databases, like: str, world: World) -> Generator[Acted]:
    """The application on a copy of its own, in which the NGO and the agency have just acted."""
    with databases.fresh(like=like) as address:
        noted = build(address, world)
        with running(address) as app:
            yield Acted(app, noted)
