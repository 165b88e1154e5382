"""Reading what organisations write and submitted. Nothing here may reach anybody else before the round has closed."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import contains_eager

from checkmyogp.db import db
from checkmyogp.db.base import Base
from checkmyogp.domain.identities import Office
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.drafting.models import DraftColumns, RecoveredColumns, SubmissionColumns
from checkmyogp.plans.models import Milestone, Organisation, Plan
from checkmyogp.rounds.models import Round, RoundMilestone

DraftT = TypeVar("DraftT", bound=DraftColumns)
SubmissionT = TypeVar("SubmissionT", bound=SubmissionColumns)
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Contribution(Generic[DraftT, SubmissionT]):
    """One kind of contribution to a round, an NGO's assessment or an agency's self-reports: where it is kept."""

    draft_table: type[DraftT]
    submission_table: type[SubmissionT]
    recovered_draft_table: type[DraftT]
    """Where those write whose seats came by a recovery while the round was open; its key ends with the recovery."""
    recovered_table: type[RecoveredColumns]
    """Which submissions came from such seats."""
    office: Office
    """Whoever holds it writes for the organisation and is mailed its receipts."""
    letter: str
    """The mail that brings a receipt."""
    has_a_part: ColumnElement[bool]
    """That an ``Organisation`` has a part in a ``Round``."""
    milestones: Callable[[Round, Organisation], Sequence[RoundMilestone]]
    """Those of a round that an organisation writes on, in the plan's order."""

    def rounds_of(self, organisation: str) -> Sequence[Round]:
        """The rounds in which the organisation of this key has or had a part, the latest first; no draft is there."""
        return db.session.scalars(
            self._with_a_part(select(Round).join(Round.plan), organisation)
            .options(contains_eager(Round.plan).joinedload(Plan.member))
            .order_by(Round.closes_at.desc(), Plan.slug, Round.slug)
        ).all()

    def with_a_part_in(self, round_: Round, organisation: str) -> Organisation | None:
        """The organisation of this key, if the round is not in preparation and it has or had a part in it."""
        found = select(Organisation).join(Round, Round.id == round_.id).join(Round.plan)
        return db.session.scalars(self._with_a_part(found, organisation).order_by(Organisation.id)).one_or_none()

    def _with_a_part(self, rows: Select[Row], organisation: str) -> Select[Row]:
        return rows.where(
            Organisation.key == organisation,
            Organisation.member_id == Plan.member_id,
            # The demonstration's rounds are for the demonstration's organisations.
            Organisation.demonstration == Round.demonstration,
            Round.state != RoundState.DRAFT,
            self.has_a_part,
        )

    def sheets(
        self, round_id: uuid.UUID, organisation_id: uuid.UUID, *, recovery: uuid.UUID | None
    ) -> tuple[type[DraftT], dict[str, uuid.UUID]]:
        """The table on which somebody of an organisation writes, and whose rows of it: the organisation's own.

        Whoever came by a ``recovery`` while the round was open writes on sheets of its own.
        """
        own = {"round_id": round_id, "organisation_id": organisation_id}
        return (self.recovered_draft_table, {**own, "recovery_id": recovery}) if recovery else (self.draft_table, own)

    def draft(
        self, round_id: uuid.UUID, milestone_id: uuid.UUID, organisation_id: uuid.UUID, *, recovery: uuid.UUID | None
    ) -> DraftT | None:
        """What is written on a milestone, as it is saved now; nothing where nobody has begun; see ``sheets``."""
        table, own = self.sheets(round_id, organisation_id, recovery=recovery)
        return db.session.get(table, {**own, "milestone_id": milestone_id}, populate_existing=True)

    def drafts(
        self, round_id: uuid.UUID, organisation_id: uuid.UUID, *, recovery: uuid.UUID | None
    ) -> dict[str, DraftT]:
        """What is written, by the number of the milestone, in the plan's order; see ``sheets``."""
        table, own = self.sheets(round_id, organisation_id, recovery=recovery)
        rows = db.session.execute(
            select(Milestone.number, table)
            .join(table, table.milestone_id == Milestone.id)
            .where(*(getattr(table, column) == value for column, value in own.items()))
            .order_by(Milestone.place)
            .execution_options(populate_existing=True)
        )
        return {number: draft for number, draft in rows}  # noqa: C416 - rows are not plain tuples

    def submissions(self, round_id: uuid.UUID, organisation_id: uuid.UUID) -> Sequence[SubmissionT]:
        """Everything that an organisation submitted, the latest first."""
        table = self.submission_table
        return db.session.scalars(
            select(table)
            .where(table.round_id == round_id, table.organisation_id == organisation_id)
            .order_by(table.version.desc())
        ).all()

    def submission(self, round_id: uuid.UUID, organisation_id: uuid.UUID, version: int) -> SubmissionT | None:
        """One version, if it was submitted."""
        return db.session.get(self.submission_table, (round_id, organisation_id, version))

    def latest(self, round_: Round, organisation_id: uuid.UUID, *, recovery: uuid.UUID | None) -> SubmissionT | None:
        """The last version, if there is any; nothing where it is withheld from who came by this recovery."""
        version = self.last_version(round_.id, organisation_id)
        withheld = self.withholds(round_, organisation_id, version, recovery=recovery)
        return None if withheld else self.submission(round_.id, organisation_id, version)

    def marks_of(self, submission: SubmissionColumns) -> Sequence[Base]:
        """The mark of a submission that came from a recovered seat; nothing of any other."""
        key = (submission.round_id, submission.organisation_id, submission.version)
        found = db.session.get(self.recovered_table, key)
        return (found,) if isinstance(found, Base) else ()

    def from_recovered_seats(self, round_id: uuid.UUID) -> Mapping[tuple[uuid.UUID, int], uuid.UUID]:
        """What came from recovered seats in a round: the organisation and its version, to the recovery."""
        table = self.recovered_table
        rows = db.session.scalars(
            select(table).where(table.round_id == round_id).order_by(table.organisation_id, table.version)
        )
        return {(row.organisation_id, row.version): row.recovery_id for row in rows}

    def withholds(self, round_: Round, organisation_id: uuid.UUID, version: int, *, recovery: uuid.UUID | None) -> bool:
        """Whether what one version holds stays hidden from who came by this recovery, until the round closes."""
        if recovery is None or round_.state is not RoundState.OPEN:
            return False
        return self.from_recovered_seats(round_.id).get((organisation_id, version)) != recovery

    def last_version(self, round_id: uuid.UUID, organisation_id: uuid.UUID) -> int:
        """How often an organisation has submitted to this round."""
        table = self.submission_table
        return (
            db.session.scalar(
                select(func.max(table.version))
                .where(table.round_id == round_id, table.organisation_id == organisation_id)
                .order_by(None)
            )
            or 0
        )
