"""Contests: things that begin at the same moment, each in a context of its own, and what has to be true afterwards."""

import json
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from checkmyogp.accreditation import queries as accreditation
from checkmyogp.accreditation.models import Proposal
from checkmyogp.assessment.models import Score, Submission
from checkmyogp.assessment.services import NotAccredited
from checkmyogp.audit.models import AuditEntry
from checkmyogp.db import db
from checkmyogp.domain.conflicts import Conflict, ConflictLevel
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.lifecycles import AccreditationState as Standing
from checkmyogp.reporting.models import ReportSubmission
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.services import RoundNotOpen
from checkmyogp.snapshots.models import CountedAnswer
from tests.factories import accreditation as played
from tests.factories.answers import declare, report, score
from tests.factories.rounds import CLOSES, DURING, NGOS, PLAN, close, open_round, organisation, plan, publish

LAST_MOMENT = CLOSES - timedelta(microseconds=1)
NGO, AGENCY = "open-ledger", "ministry-of-ports"
REFUSED = (RoundNotOpen, NotAccredited)

Act = Callable[[], object]
Contest = Callable[[Flask, str], list[str]]
"""Runs once, on a round of this name; says what is wrong afterwards."""


def together(app: Flask, *acts: Act) -> tuple[list[bool], list[str]]:
    """Which of these were done rather than refused, and what failed in any other way."""
    start, done, failed = threading.Barrier(len(acts)), [False] * len(acts), list[str]()

    def run(place: int, act: Act) -> None:
        with app.app_context():
            start.wait()
            try:
                act()
                done[place] = True
            except REFUSED:
                pass
            except Exception as failure:  # noqa: BLE001 - a refusal has words, and this has none
                failed.append(repr(failure)[:300])

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done, failed


def a_round(slug: str) -> Round:
    """In the context that is entered."""
    return db.session.scalars(select(Round).where(Round.slug == slug).order_by(Round.id)).one()


def begun(app: Flask, slug: str) -> None:
    """An open round."""
    with app.app_context():
        open_round(slug=slug, ngos=())


def submissions_and_the_close(app: Flask, slug: str) -> list[str]:
    """Every NGO submits while an officer closes: the snapshot names those who were not refused."""
    begun(app, slug)
    acts = [lambda ngo=ngo: score(a_round(slug), ngo, m1_1=1, m1_2=2, now=LAST_MOMENT) for ngo in NGOS]
    done, failed = together(app, *acts, lambda: close(a_round(slug)))
    acknowledged = {ngo for ngo, submitted in zip(NGOS, done, strict=False) if submitted}
    with app.app_context():
        rows = select(Score).where(Score.round_id == a_round(slug).id).order_by(Score.milestone_id)
        kept = {row.organisation.key for row in db.session.scalars(rows)}
        try:
            published = {rater["key"] for rater in json.loads(publish(a_round(slug)).content)["raters"]}
        except Exception as failure:  # noqa: BLE001 - a score came in after it was decided what counts
            return [*failed, f"{slug} cannot be published: {failure!r}"]
    same = acknowledged == kept == published
    return failed if same else [*failed, f"{slug}: {acknowledged} acknowledged, {kept} kept, {published} published"]


def a_report_and_the_close(app: Flask, slug: str) -> list[str]:
    """An agency reports while an officer closes: the report was in before, or was refused."""
    begun(app, slug)
    done, failed = together(
        app,
        lambda: report(a_round(slug), AGENCY, "1.1", "green", now=LAST_MOMENT),
        lambda: close(a_round(slug)),
    )
    with app.app_context():
        rows = db.session.scalars(
            select(ReportSubmission.version)
            .where(ReportSubmission.round_id == a_round(slug).id)
            .order_by(ReportSubmission.version)
        ).all()
        late = done[0] and places("report.submitted", slug)[0] > places("round.closed", slug)[0]
    if late or len(rows) != done[0]:
        failed.append(f"{slug}: a report was acknowledged {done[0]:d} times, kept {len(rows)} times, late: {late}")
    return failed


def a_conflict_and_the_close(app: Flask, slug: str) -> list[str]:
    """An NGO recuses itself while an officer closes: its score counts unless that was acknowledged."""
    begun(app, slug)
    with app.app_context():
        score(a_round(slug), NGO, m1_1=1)
    done, failed = together(
        app,
        lambda: declare(a_round(slug), NGO, "1.1", Conflict.FUNDING, ConflictLevel.RECUSED),
        lambda: close(a_round(slug)),
    )
    with app.app_context():
        rows = select(CountedAnswer.counting).where(CountedAnswer.round_id == a_round(slug).id)
        (counting,) = set(db.session.scalars(rows.order_by(CountedAnswer.milestone_id)))
    if (counting is Counting.RECUSED) != done[0]:
        failed.append(f"{slug}: the conflict was acknowledged: {done[0]}; the score is {counting.value}")
    return failed


def a_suspension_and_a_submission(app: Flask, slug: str) -> list[str]:
    """Officers suspend an NGO while it submits: in the chain no submission follows the suspension."""
    begun(app, slug)
    with app.app_context():
        # Each decision has a moment of its own, so that it is clear which was the last.
        moment = DURING + timedelta(seconds=2 * len(places("accreditation.suspended", NGO)))
        if organisation(NGO).id not in accreditation.accredited(plan().id, day=accreditation.today(plan(), now=moment)):
            played.decide(NGO, Standing.ACCREDITED, now=moment)
        moment += timedelta(seconds=1)
        waiting = played.propose(NGO, Standing.SUSPENDED, now=moment).id
    done, failed = together(
        app,
        lambda: score(a_round(slug), NGO, m1_1=1, now=moment),
        lambda: played.confirm(db.session.get_one(Proposal, waiting), now=moment),
    )
    with app.app_context():
        suspended = places("accreditation.suspended", NGO)[-1]
        submitted = places("assessment.submitted", slug)
    if len(submitted) != done[0] or any(place > suspended for place in submitted):
        failed.append(f"{slug}: submitted at {submitted} with {done[0]:d} acknowledged, suspended at {suspended}")
    return failed


def two_submissions(app: Flask, slug: str) -> list[str]:
    """Two leads of one NGO submit: two versions, and the scores are those of the second."""
    begun(app, slug)
    done, failed = together(app, *(lambda level=level: score(a_round(slug), NGO, m1_1=level) for level in (1, 2)))
    with app.app_context():
        mine = Submission.round_id == a_round(slug).id
        rows = db.session.scalars(select(Submission).where(mine).order_by(Submission.version)).all()
        versions = [row.version for row in rows]
        last = json.loads(rows[-1].content)["answers"]["1.1"]["completion"]["level"] if rows else None
        close(a_round(slug))
        kept = db.session.scalars(
            select(Score.level).where(Score.round_id == a_round(slug).id, Score.criterion == "completion")
        ).all()  # fmt: skip
    if not all(done) or versions != [1, 2] or kept != [last]:
        failed.append(f"{slug}: {done}, versions {versions}, scores {kept}, last {last}")
    return failed


def places(action: str, about: str) -> Sequence[int]:
    """Where in the chain the entries of this kind about a round or an NGO stand."""
    rows = select(AuditEntry.sequence).where(
        AuditEntry.action == action, (AuditEntry.subject + "/").startswith(f"{PLAN}/{about}/")
    )
    return db.session.scalars(rows.order_by(AuditEntry.sequence)).all()


CONTESTS: tuple[Contest, ...] = (
    submissions_and_the_close,
    a_report_and_the_close,
    a_conflict_and_the_close,
    a_suspension_and_a_submission,
    two_submissions,
)
