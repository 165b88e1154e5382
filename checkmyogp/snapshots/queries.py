"""Reading counted sets and published snapshots."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import contains_eager, joinedload

from checkmyogp.accounts.models import Person
from checkmyogp.assessment.models import Submission
from checkmyogp.db import db
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.identities import Office
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.domain.wording import Wording
from checkmyogp.plans.models import Organisation, Plan
from checkmyogp.reporting.models import ReportSubmission
from checkmyogp.rounds.models import Round
from checkmyogp.rubrics.models import CriterionRow
from checkmyogp.snapshots.models import AccreditedNgo, ClosingExtract, Correction, CountedAnswer, Extract, Snapshot
from checkmyogp.vignettes.models import VignetteSubmission

SEALED_NO_LONGER = (RoundState.CLOSED, RoundState.PUBLISHED)
SUBMISSIONS = (Submission, ReportSubmission, VignetteSubmission)


class PublishedVersion(NamedTuple):
    """A published version without its bytes."""

    version: int
    digest: str
    published_at: datetime
    correction: Wording | None


def counting(round_id: uuid.UUID) -> dict[tuple[uuid.UUID, uuid.UUID], Counting]:
    """Whether answers count, by milestone and organisation."""
    rows = db.session.scalars(
        select(CountedAnswer)
        .where(CountedAnswer.round_id == round_id)
        .order_by(CountedAnswer.milestone_id, CountedAnswer.organisation_id)
    )
    return {(row.milestone_id, row.organisation_id): row.counting for row in rows}


def accredited(round_id: uuid.UUID) -> Sequence[Organisation]:
    """The NGOs that were accredited when a round closed, by key; none where that was not kept yet."""
    return db.session.scalars(
        select(Organisation)
        .join(AccreditedNgo, AccreditedNgo.organisation_id == Organisation.id)
        .where(AccreditedNgo.round_id == round_id)
        .order_by(Organisation.key)
    ).all()


def accredited_rows(round_id: uuid.UUID) -> Sequence[AccreditedNgo]:
    """The rows that say so."""
    return db.session.scalars(
        select(AccreditedNgo).where(AccreditedNgo.round_id == round_id).order_by(AccreditedNgo.organisation_id)
    ).all()


def latest_snapshots() -> Sequence[Snapshot]:
    """The newest version of each published round, the latest round first."""
    newest = (
        select(Snapshot.round_id, func.max(Snapshot.version).label("version")).group_by(Snapshot.round_id).subquery()
    )
    return db.session.scalars(
        select(Snapshot)
        .join(newest, (Snapshot.round_id == newest.c.round_id) & (Snapshot.version == newest.c.version))
        .join(Snapshot.round)
        .join(Round.plan)
        .options(joinedload(Snapshot.round).joinedload(Round.plan))
        .order_by(Round.demonstration, Round.period_ends.desc(), Plan.slug, Round.slug)
    ).all()


def latest_snapshots_of(plan_slug: str) -> Sequence[Snapshot]:
    """The newest version of each published round of one plan, the earliest round first."""
    newest = (
        select(Snapshot.round_id, func.max(Snapshot.version).label("version")).group_by(Snapshot.round_id).subquery()
    )
    return db.session.scalars(
        select(Snapshot)
        .join(newest, (Snapshot.round_id == newest.c.round_id) & (Snapshot.version == newest.c.version))
        .join(Snapshot.round)
        .join(Round.plan)
        .options(contains_eager(Snapshot.round).contains_eager(Round.plan))
        .where(Plan.slug == plan_slug)
        .order_by(Round.period_ends, Round.slug)
    ).all()


def all_snapshots() -> Sequence[Snapshot]:
    """Every published version, in the order of publication."""
    return db.session.scalars(
        select(Snapshot)
        .options(joinedload(Snapshot.round).joinedload(Round.plan))
        .order_by(Snapshot.published_at, Snapshot.round_id, Snapshot.version)
    ).all()


def extract(plan_slug: str, round_slug: str, criterion: str, version: int | None = None) -> Extract | None:
    """What one version of a round's scorecard, or the newest, says on one criterion; on its headline where empty.

    Nothing where it is not published, or has no such criterion, or was published before extracts were kept.
    """
    headline = select(CriterionRow.key).where(CriterionRow.rubric_id == Round.rubric_id, CriterionRow.headline)
    wanted = (
        select(Extract)
        .join(Extract.snapshot)
        .join(Snapshot.round)
        .join(Round.plan)
        .options(contains_eager(Extract.snapshot).load_only(Snapshot.digest))
        .where(Plan.slug == plan_slug, Round.slug == round_slug)
        .where(Extract.criterion == (criterion or headline.correlate(Round).scalar_subquery()))
        .order_by(Extract.version.desc())
        .limit(1)
    )
    return db.session.scalars(wanted if version is None else wanted.where(Extract.version == version)).one_or_none()


def closing_extract(round_id: uuid.UUID, criterion: str) -> bytes | None:
    """What a round had come to on one criterion when it closed; nothing where it closed before this was kept."""
    kept = db.session.get(ClosingExtract, (round_id, criterion))
    return kept.content if kept else None


def closing_extracts(round_id: uuid.UUID) -> Sequence[ClosingExtract]:
    """The same on every criterion, by its key."""
    return db.session.scalars(
        select(ClosingExtract).where(ClosingExtract.round_id == round_id).order_by(ClosingExtract.criterion)
    ).all()


def extracts_of(snapshot: Snapshot) -> Sequence[Extract]:
    """The extracts of one version, by criterion."""
    return db.session.scalars(
        select(Extract)
        .where(Extract.round_id == snapshot.round_id, Extract.version == snapshot.version)
        .order_by(Extract.criterion)
    ).all()


def snapshot(plan_slug: str, round_slug: str, version: int | None = None) -> Snapshot | None:
    """One version of a round's scorecard, or the newest; nothing where it is not published."""
    wanted = (
        select(Snapshot)
        .join(Snapshot.round)
        .join(Round.plan)
        .options(contains_eager(Snapshot.round).contains_eager(Round.plan))
        .where(Plan.slug == plan_slug, Round.slug == round_slug)
        .order_by(Snapshot.version.desc())
        .limit(1)
    )
    return db.session.scalars(wanted if version is None else wanted.where(Snapshot.version == version)).one_or_none()


def by_digest(digest: str) -> Snapshot | None:
    """The published snapshot with these very bytes, if there is one."""
    return db.session.scalars(
        select(Snapshot)
        .options(joinedload(Snapshot.round).joinedload(Round.plan))
        .where(Snapshot.digest == digest)
        .order_by(Snapshot.published_at, Snapshot.version)
        .limit(1)
    ).one_or_none()


def versions(round_id: uuid.UUID) -> Sequence[PublishedVersion]:
    """The published versions of a round, newest first."""
    rows = db.session.execute(
        select(Snapshot.version, Snapshot.digest, Snapshot.published_at, Snapshot.correction)
        .where(Snapshot.round_id == round_id)
        .order_by(Snapshot.version.desc())
    )
    return [PublishedVersion(*row) for row in rows]


def waiting_correction(round_id: uuid.UUID) -> Correction | None:
    """The correction that is proposed and neither confirmed nor withdrawn."""
    return db.session.scalars(
        select(Correction)
        .where(Correction.round_id == round_id, Correction.confirmed_at.is_(None), Correction.withdrawn_at.is_(None))
        .order_by(Correction.id)
    ).one_or_none()


def corrections(round_id: uuid.UUID) -> Sequence[Correction]:
    """Everything that was ever proposed to be corrected, the first proposal first."""
    return db.session.scalars(
        select(Correction).where(Correction.round_id == round_id).order_by(Correction.proposed_at, Correction.id)
    ).all()


def correction(round_id: uuid.UUID, correction_id: uuid.UUID) -> Correction | None:
    """One of them."""
    return db.session.scalars(
        select(Correction)
        .where(Correction.round_id == round_id, Correction.id == correction_id)
        .order_by(Correction.id)
    ).one_or_none()


def receipts(round_id: uuid.UUID) -> list[str]:
    """The receipts of what every NGO submitted last, and of what agencies reported and who scored vignettes gave.

    They are sorted by hash, so that their order tells nothing.
    """
    standing = (
        select(Submission.organisation_id, func.max(Submission.version).label("version"))
        .where(Submission.round_id == round_id)
        .group_by(Submission.organisation_id)
        .subquery()
    )
    assessed = (
        select(Submission.receipt)
        .join(
            standing,
            (Submission.organisation_id == standing.c.organisation_id) & (Submission.version == standing.c.version),
        )
        .where(Submission.round_id == round_id)
    )
    beside = (select(kind.receipt).where(kind.round_id == round_id) for kind in (ReportSubmission, VignetteSubmission))
    # Sorted here: each database has an order of its own for texts.
    return sorted(db.session.scalars(union_all(assessed, *beside)))


def keepers_of_heads() -> Sequence[Person]:
    """Whoever gets each published head of the chain: the lead of every NGO, and every IRM researcher."""
    return db.session.scalars(
        select(Person)
        .where(
            Person.left_at.is_(None),
            Person.lead | (Person.office == Office.RESEARCHER),
        )
        .order_by(Person.folded_address)
    ).all()


def snapshots_of(round_id: uuid.UUID) -> Sequence[Snapshot]:
    """Every published version of a round, the first one first."""
    return db.session.scalars(select(Snapshot).where(Snapshot.round_id == round_id).order_by(Snapshot.version)).all()


def rounds_with_receipts() -> Sequence[Round]:
    """The rounds whose receipts are public, which they are from the close on; the latest first."""
    return db.session.scalars(
        select(Round)
        .join(Round.plan)
        .options(contains_eager(Round.plan).joinedload(Plan.member))
        .where(Round.state.in_(SEALED_NO_LONGER))
        .order_by(Round.closed_at.desc(), Plan.slug, Round.slug)
    ).all()


def every_receipt(round_id: uuid.UUID) -> list[str]:
    """Every receipt of a round, those of replaced submissions too, in an order that tells nothing of who came when."""
    found = (select(kind.receipt).where(kind.round_id == round_id) for kind in SUBMISSIONS)
    return sorted(db.session.scalars(union_all(*found)))


def round_that_published(receipt: str) -> Round | None:
    """The closed round that published this receipt; one of an open round is found as little as a false one."""
    found = (select(kind.round_id).where(kind.receipt == receipt) for kind in SUBMISSIONS)
    return db.session.scalars(
        select(Round)
        .join(Round.plan)
        .options(contains_eager(Round.plan).joinedload(Plan.member))
        .where(Round.id.in_(union_all(*found)), Round.state.in_(SEALED_NO_LONGER))
        .order_by(Round.id)
    ).one_or_none()
