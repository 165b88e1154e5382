"""The page on which anybody can check a receipt, an NGO's or an agency's."""

from http import HTTPStatus

from flask import render_template, request
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Permission
from checkmyogp.scorecards import checking, queries
from checkmyogp.scorecards.checking import Checked
from checkmyogp.scorecards.views.blueprint import bp
from checkmyogp.web import parameters
from checkmyogp.web.access import access
from checkmyogp.web.forms import csrf


@bp.get("/receipts")
@access(Permission.READ)
def check_receipt() -> ResponseReturnValue:
    """What was published at each close, and whether one receipt is among it."""
    asked = parameters.chosen({}, typed="receipt")
    return _checked(asked["receipt"]) if "receipt" in asked else _page()


@bp.post("/receipts")
@csrf.exempt
@access(Permission.READ)
def recompute_receipt() -> ResponseReturnValue:
    """Check a receipt, or a file with its salt. Nothing is kept."""
    sent = request.files.get("content")
    return _checked(
        request.form.get("receipt", ""), salt=request.form.get("salt", ""), content=sent.read() if sent else b""
    )


def _checked(receipt: str, *, salt: str = "", content: bytes = b"") -> ResponseReturnValue:
    try:
        return _page(checked=checking.check(receipt=receipt, salt=salt, content=content), receipt=receipt, salt=salt)
    except checking.Unreadable as refusal:
        return _page(refusal=str(refusal), receipt=receipt, salt=salt), HTTPStatus.BAD_REQUEST


def _page(*, checked: Checked | None = None, refusal: str = "", receipt: str = "", salt: str = "") -> str:
    return render_template(
        "scorecards/check_receipt.html",
        checked=checked,
        refusal=refusal,
        receipt=receipt,
        salt=salt,
        published=[(round_, queries.every_receipt(round_.id)) for round_ in queries.rounds_with_receipts()],
    )
