"""Bugs that somebody might build in: each tells the world something about what is sealed."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, Response, abort, request
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from checkmyogp.accreditation import view_models
from checkmyogp.accreditation.view_models import RegisterEntry
from checkmyogp.assessment.models import Draft, Submission
from checkmyogp.assessment.services import submitting_drafts
from checkmyogp.audit import queries as audit
from checkmyogp.db import db
from checkmyogp.drafting import services as drafting
from checkmyogp.reporting.models import ReportSubmission
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import chain, notifications, queries

Answer = Callable[[Response], Response]
Plant = Callable[[pytest.MonkeyPatch], None]


def _count(table: type[Submission | Draft | ReportSubmission]) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def _answering(patch: pytest.MonkeyPatch, endpoint: str, change: Answer) -> None:
    """Let whatever this endpoint answers with success be changed before it leaves."""
    process = Flask.process_response

    def answer(app: Flask, response: Response) -> Response:
        left = process(app, response)
        return change(left) if request.endpoint == endpoint and left.status_code == 200 else left

    patch.setattr(Flask, "process_response", answer)


def a_count(patch: pytest.MonkeyPatch) -> None:
    """The round's public page says how many have submitted."""

    def change(response: Response) -> Response:
        said = f"<p>{_count(Submission)} so far</p></main>"
        response.set_data(response.get_data(as_text=True).replace("</main>", said))
        return response

    _answering(patch, "scorecards.round_", change)


def an_order(patch: pytest.MonkeyPatch) -> None:
    """The register puts whoever has written most first."""
    register = view_models.register

    def ordered(**how: Any) -> list[RegisterEntry]:
        def written(entry: RegisterEntry) -> int:
            mine = select(func.count()).select_from(Draft).where(Draft.organisation_id == entry.organisation.id)
            return -(db.session.scalar(mine) or 0)

        return sorted(register(**how), key=written)

    patch.setattr(view_models, "register", ordered)


def a_forbidden(patch: pytest.MonkeyPatch) -> None:
    """What is there and not yours is forbidden; what is not there is not found."""

    preprocess = Flask.preprocess_request

    def judge(app: Flask) -> ResponseReturnValue | None:
        if request.endpoint == "assessment.receipt":
            version = (request.view_args or {})["version"]
            open_round = select(Round.id).where(Round.slug == (request.view_args or {})["round_"])
            there = select(func.count()).select_from(Submission)
            if db.session.scalar(there.where(Submission.version == version, Submission.round_id.in_(open_round))):
                abort(403)
        return preprocess(app)

    patch.setattr(Flask, "preprocess_request", judge)


def a_tag(patch: pytest.MonkeyPatch) -> None:
    """The round's JSON gets an ETag from everything that the database holds."""

    def change(response: Response) -> Response:
        response.set_etag(f"{_count(ReportSubmission)}-{_count(Draft)}")
        return response

    _answering(patch, "api.round_", change)


def a_shorter_life(patch: pytest.MonkeyPatch) -> None:
    """Caches keep the plan for a shorter time while somebody is at work."""

    def change(response: Response) -> Response:
        response.headers["Cache-Control"] = f"public, max-age={60 - _count(Draft)}"
        return response

    _answering(patch, "plans.plan", change)


def a_cookie(patch: pytest.MonkeyPatch) -> None:
    """Whoever signs in gets one cookie more once something is submitted."""

    def change(response: Response) -> Response:
        if _count(Submission) > 15:
            response.set_cookie("seen", "1")
        return response

    _answering(patch, "accounts.sign_in", change)


def the_live_head(patch: pytest.MonkeyPatch) -> None:
    """The chain is public up to its end."""
    patch.setattr(chain, "readable_to", lambda _heads: audit.head()[0])


def an_early_receipt(patch: pytest.MonkeyPatch) -> None:
    """A receipt is found before its round has closed."""

    def found(receipt: str) -> Round | None:
        known = db.session.scalar(select(func.count()).select_from(Submission).where(Submission.receipt == receipt))
        return queries.rounds_with_receipts()[0] if known else None

    patch.setattr(queries, "round_that_published", found)


def a_sum_for_officers(patch: pytest.MonkeyPatch) -> None:
    """Officers see how much was scored."""

    def change(response: Response) -> Response:
        response.set_data(response.get_data(as_text=True).replace("</main>", f"{_count(Submission)} scores</main>"))
        return response

    _answering(patch, "round_admin.manage", change)


def a_number_with_a_head(patch: pytest.MonkeyPatch) -> None:
    """The number of a head is public at once, though a round is open."""
    patch.setattr(chain, "is_quiet", lambda *_: True)


def a_mail(patch: pytest.MonkeyPatch) -> None:
    """A reminder says how many have submitted."""
    about = notifications._about

    def telling(round_: Round, language: str) -> dict[str, str]:
        words = about(round_, language)
        return {**words, "round": f"{words['round']} ({_count(Submission)})"}

    patch.setattr(notifications, "_about", telling)


def a_log_line(patch: pytest.MonkeyPatch) -> None:
    """Somebody at the server's log reads along."""
    save = drafting.optimistic_lock.save

    def saying(table: Any, key: Any, values: Any, *, seen: int) -> int:
        logging.getLogger("checkmyogp").debug("saved", extra={"answers": values["answers"]})
        return save(table, key, values, seen=seen)

    patch.setattr(drafting.optimistic_lock, "save", saying)


def a_printed_line(patch: pytest.MonkeyPatch) -> None:
    """Somebody looked for a mistake and left this behind."""
    submit = submitting_drafts.submit

    def saying(**how: Any) -> Submission:
        print(how["answers"])  # noqa: T201 - the bug that is planted
        return submit(**how)

    patch.setattr(submitting_drafts, "submit", saying)
