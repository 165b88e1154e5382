"""How to check a scorecard, and checking one that is sent."""

import threading
from http import HTTPStatus
from pathlib import Path

from flask import Response, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from checkmyogp import resources
from checkmyogp.domain.permissions import Permission
from checkmyogp.snapshots import queries
from checkmyogp.snapshots.models import Snapshot
from checkmyogp.verification import checks, labels, workload
from checkmyogp.verification.views.blueprint import bp
from checkmyogp.web import headers, limits, query_string
from checkmyogp.web.access import access
from checkmyogp.web.errors import too_often
from checkmyogp.web.forms import csrf
from checkmyogp.web.limits import TooOften

AT_A_TIME = threading.BoundedSemaphore(2)
"""How many files one process checks at the same time."""
SECONDS_UNTIL_THEN = 10


@bp.get("/verify")
@access(Permission.READ)
def verify() -> ResponseReturnValue:
    """How it is done, and what is published here."""
    query_string.query_args({})
    return headers.public_page(_page())


@bp.post("/verify")
@csrf.exempt
@access(Permission.READ)
def check() -> ResponseReturnValue:
    """Check a file. Nothing is kept."""
    sent = request.files.get("scorecard")
    if sent is None or not sent.filename:
        return _page(refusal=gettext("No file was chosen.")), HTTPStatus.BAD_REQUEST
    try:
        report = _in_turn(sent.read())
    except checks.NotASnapshot as refusal:
        return _page(refusal=labels.no_scorecard(refusal)), HTTPStatus.BAD_REQUEST
    except TooOften as refusal:
        page = _page(refusal=" ".join(too_often(refusal)), later=True)
        return page, HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": str(refusal.retry_after)}
    return _page(report=report, published=_address(report.published))


def _in_turn(content: bytes) -> checks.Report:
    """Check it; what takes long is limited for each network, and most threads stay free for readers.

    Raises:
        TooOften: when others are being checked, or this network has had long ones checked too often.
    """
    if len(content) <= workload.LARGEST_FILE and workload.of_file(content) > workload.LIGHT_WORK:
        limits.spend(limits.CHECK)
    if not AT_A_TIME.acquire(blocking=False):
        raise TooOften(seconds=SECONDS_UNTIL_THEN)
    try:
        return checks.of_bytes(content)
    finally:
        AT_A_TIME.release()


@bp.get("/verify/check_scorecard.py")
@access(Permission.READ)
def verifier() -> Response:
    """The stand-alone verifier of scorecards, as a file to keep."""
    return _kept(resources.VERIFIER)


@bp.get("/verify/check_chain.py")
@access(Permission.READ)
def chain_verifier() -> Response:
    """The stand-alone verifier of the audit chain and of receipts, as a file to keep."""
    return _kept(resources.CHAIN_VERIFIER)


def _kept(file: Path) -> Response:
    return headers.public(send_file(file, mimetype="text/x-python", as_attachment=True))


def _page(*, refusal: str = "", later: bool = False, report: checks.Report | None = None, published: str = "") -> str:
    return render_template(
        "verification/verify.html",
        snapshots=queries.all_snapshots(),
        refusal=refusal,
        later=later,
        report=report,
        difference=labels.difference,
        published=published,
    )


def _address(snapshot: Snapshot | None) -> str:
    """Where the published scorecard with the same bytes stands; empty where there is none."""
    if snapshot is None:
        return ""
    round_ = snapshot.round
    return url_for("scorecards.version", plan=round_.plan.slug, round_=round_.slug, version=snapshot.version)
