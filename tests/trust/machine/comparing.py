"""Sets the database and the public addresses beside the model, after every step."""

import uuid
from collections import Counter

from flask import Flask
from sqlalchemy import func, select

from checkmyogp.accreditation import queries as accreditation
from checkmyogp.assessment.models import Score, Submission
from checkmyogp.audit.models import AuditEntry
from checkmyogp.db import db
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.lifecycles import AccreditationState as Standing
from checkmyogp.plans.models import Organisation
from checkmyogp.reporting.models import ReportSubmission
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import queries
from checkmyogp.snapshots.models import CountedAnswer
from tests.factories.rounds import PLAN, milestone_id, organisation, plan
from tests.trust.machine.model import Model

NOBODY_S = str(uuid.UUID(int=0))
SNAPSHOT = f"/api/v1/scorecards/{PLAN}/first"


class Comparison:
    """What one life has come to."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.published: list[bytes] = []
        with app.app_context():
            self.before = db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0

    def agrees(self, model: Model) -> None:
        """Everything is where the model has it, with one entry of the audit chain for each step."""
        with self.app.app_context():
            round_ = _round()
            assert (round_.state, round_.closes_at) == (model.state, model.closes_at)
            assert _submissions() == +Counter(model.submissions)
            actions = db.session.scalars(
                select(AuditEntry.action).where(AuditEntry.sequence > self.before).order_by(AuditEntry.sequence)
            ).all()
            assert actions == model.log
            for ngo in model.terms:
                stands = accreditation.where_it_stands(plan().id, organisation(ngo).id, now=model.now)
                assert stands is model.stands(ngo), f"{ngo} stands {stands}"
        self._snapshots_stay(model)

    def _snapshots_stay(self, model: Model) -> None:
        """Each version is at its address, the same to the byte as when it was published; the next one is not."""
        reader = self.app.test_client()
        for number, known in enumerate(self.published, start=1):
            assert reader.get(f"{SNAPSHOT}/{number}").data == known, f"version {number} has changed"
        for number in range(len(self.published) + 1, model.versions + 1):
            self.published.append(reader.get(f"{SNAPSHOT}/{number}").data)
        assert reader.get(f"{SNAPSHOT}/{model.versions + 1}").status_code == 404

    def counts(self, model: Model) -> None:
        """What was decided at the close: of the NGOs that are accredited at that moment something counts."""
        with self.app.app_context():
            rows = db.session.execute(
                select(Organisation.key, CountedAnswer.counting)
                .join(Organisation, Organisation.id == CountedAnswer.organisation_id)
                .order_by(Organisation.key)
            ).all()
            assert {key for key, _ in rows} == {ngo for ngo, scored in model.scored.items() if scored}
            for key, counting in rows:
                accredited = model.stands(key) is Standing.ACCREDITED
                assert (counting is not Counting.NOT_ACCREDITED) == accredited, f"{key}: {counting}"

    def level(self, ngo: str, milestone: str) -> str:
        """What an NGO says of a milestone, but for its answers to replies; empty where it says nothing."""
        with self.app.app_context():
            found = (
                db.session.scalars(
                    select(Score.level)
                    .join(Organisation, Organisation.id == Score.organisation_id)
                    .where(Organisation.key == ngo, Score.criterion == "completion")
                    .where(Score.milestone_id == milestone_id(_round(), milestone))
                    .order_by(Score.level)
                ).first()
                if _round().opened_at
                else None
            )
        return "" if found is None else str(found)

    def proposal(self, ngo: str) -> str:
        """The proposal that waits on an NGO, or one that does not exist."""
        with self.app.app_context():
            found = accreditation.open_proposal(plan().id, organisation(ngo).id)
            return str(found.id) if found else NOBODY_S

    def correction(self) -> str:
        """The correction that waits, else the last one, else one that does not exist.

        Several may have been proposed at the same moment of a clock that stands still.
        """
        with self.app.app_context():
            waiting = queries.waiting_correction(_round().id)
            found = [waiting] if waiting else queries.corrections(_round().id)
            return str(found[-1].id) if found else NOBODY_S


def _round() -> Round:
    return db.session.scalars(select(Round).order_by(Round.id)).one()


def _submissions() -> Counter[str]:
    found: Counter[str] = Counter()
    for table in (Submission, ReportSubmission):
        rows = select(Organisation.key).join(table, table.organisation_id == Organisation.id)
        found.update(db.session.scalars(rows.order_by(Organisation.key)))
    return found
