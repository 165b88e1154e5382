"""The page on which anybody can check a receipt, an NGO's or an agency's."""

from http import HTTPStatus

from flask import render_template, request
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Permission
from checkmyogp.snapshots import queries
from checkmyogp.verification import labels, receipts
from checkmyogp.verification.receipts import CheckedReceipt
from checkmyogp.verification.views.blueprint import bp
from checkmyogp.web import query_string
from checkmyogp.web.access import access
from checkmyogp.web.forms import csrf


@bp.get("/receipts")
@access(Permission.READ)
def check_receipt() -> ResponseReturnValue:
    """What was published at each close, and whether one receipt is among it."""
    asked = query_string.query_args({}, typed="receipt")
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
        return _page(checked=receipts.check(receipt=receipt, salt=salt, content=content), receipt=receipt, salt=salt)
    except receipts.UnreadableReceipt as refusal:
        return _page(refusal=labels.unchecked(refusal.why), receipt=receipt, salt=salt), HTTPStatus.BAD_REQUEST


def _page(*, checked: CheckedReceipt | None = None, refusal: str = "", receipt: str = "", salt: str = "") -> str:
    return render_template(
        "verification/check_receipt.html",
        checked=checked,
        refusal=refusal,
        receipt=receipt,
        salt=salt,
        published=[(round_, queries.every_receipt(round_.id)) for round_ in queries.rounds_with_receipts()],
    )
