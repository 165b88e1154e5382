"""What was typed survives that it cannot be taken yet: somebody has to sign in first, or the database is away."""

from http import HTTPStatus

from flask import Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException

NOT_TYPED = frozenset({"csrf_token", "revision", "then"})
OF_THE_PAGE = NOT_TYPED | {"proposal", "step", "seen", "previewed", "reviewed"}
"""What a form carries besides, which means nothing to whoever reads it."""
SECRET = "password"  # noqa: S105 - how the names of such fields end
OF_ACCOUNTS = "accounts"
SECRETS = frozenset({"current", "code", "answer"})
"""On pages about accounts: another password, a code of a second factor, what a passkey signed."""
OWN = "same-origin"

Fields = list[tuple[str, str]]


def page_with_what_was_typed(way_on: str) -> Response | None:
    """A page that keeps the form which was sent, and leads to ``way_on`` in another window; none where none is needed.

    Only a form of our own pages is kept, or a stranger's page could put words into somebody's hand; a browser that does
    not say where a form comes from gets none. A password is never written into a page.
    """
    sendable = what_can_be_sent_again()
    if not any(value.strip() for name, value in sendable if name not in NOT_TYPED):
        return None
    return make_response(render_template("errors/kept.html", typed=sendable, way_on=way_on), HTTPStatus.FORBIDDEN)


def what_can_be_sent_again() -> Fields:
    """Every field of the form which was sent but its token; none where it is not ours for sure, or holds a secret."""
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site") != OWN:
        return []
    sent = [(name, value) for name, value in _sent() if name != "csrf_token"]
    return [] if any(_is_secret(name) for name, _value in sent) else sent


def typed() -> Fields:
    """What somebody typed or chose, to be shown and copied; nothing of what a stranger's page may have sent."""
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site", OWN) != OWN:
        return []
    return [
        (name, value) for name, value in _sent() if value.strip() and name not in OF_THE_PAGE and not _is_secret(name)
    ]


def _is_secret(name: str) -> bool:
    return SECRET in name or (name in SECRETS and request.blueprint == OF_ACCOUNTS)


def _sent() -> Fields:
    try:
        return list(request.form.items(multi=True))
    except HTTPException:
        # A form that is too large or broken was not read by any view either.
        return []
