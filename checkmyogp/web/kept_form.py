"""What was typed survives that somebody has to sign in, or to confirm who they are, before it can be sent."""

from http import HTTPStatus

from flask import Response, make_response, render_template, request

NOT_TYPED = frozenset({"csrf_token", "revision", "then"})
SECRET = "password"  # noqa: S105 - how the names of such fields end


def page_with_what_was_typed(way_on: str) -> Response | None:
    """A page that keeps the form which was sent, and leads to ``way_on`` in another window; none where none is needed.

    Only a form of our own pages is kept, or a stranger's page could put words into somebody's hand; a browser that does
    not say where a form comes from gets none. A password is never written into a page.
    """
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site") != "same-origin":
        return None
    typed = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    if any(SECRET in name for name, _value in typed):
        return None
    if not any(value.strip() for name, value in typed if name not in NOT_TYPED):
        return None
    return make_response(render_template("errors/kept.html", typed=typed, way_on=way_on), HTTPStatus.FORBIDDEN)
