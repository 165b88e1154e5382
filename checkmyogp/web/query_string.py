"""What an address can hold: known parameters with one value each, counted versions, and no hidden characters.

People are forgiven what they did not write; programs are told.
"""

from collections.abc import Collection, Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, abort, g, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from werkzeug.routing import IntegerConverter, Map, RequestRedirect

from checkmyogp.domain.texts import clean_line, shortened
from checkmyogp.web import return_path
from checkmyogp.web.errors import UnreadableAddress

LONGEST_SEARCH = 200
GIVEN_UP = "checkmyogp.refused"
"""Where the server's front says that it has given up on a request, and with which status."""


def query_args(allowed: Mapping[str, Collection[str]], *, typed: str = "") -> dict[str, str]:
    """The given parameters with their values.

    ``allowed`` maps each known parameter to its possible values; ``typed`` names one that may hold any line of words,
    which is cleaned like everything that people type and cut where it is too long.

    A page ignores what it does not know and what it cannot use: other sites add things to links, and a bookmark may
    be older than a page. What it did use is kept as its clean address. Programs are told instead.

    Raises:
        UnreadableAddress: in the interface for programs, for a parameter or a value that is not allowed, and for one
            given twice.
    """
    values: dict[str, str] = {}
    for name, given in request.args.lists():
        if name == typed and typed:
            values[name] = clean_line(given[0][:LONGEST_SEARCH])
            continue
        usable = [value for value in given if value in allowed.get(name, ())]
        if for_programs() and usable[:1] != given:
            _refuse(name, given[-1], allowed)
        if usable:
            values[name] = usable[0]
    g.used = values
    return values


def for_programs() -> bool:
    """Whether the address is one of the interface for programs, which is strict."""
    return request.path.startswith("/api/")


def _refuse(name: str, value: str, allowed: Mapping[str, Collection[str]]) -> None:
    if name not in allowed:
        raise UnreadableAddress(shortened(name), ", ".join(allowed))
    raise UnreadableAddress(shortened(f"{name}={value}"), ", ".join(allowed[name]))


class VersionConverter(IntegerConverter):
    """A version's number: counted from one, and small enough for any database."""

    def __init__(self, url_map: Map) -> None:
        """Bounds that no scorecard will ever reach."""
        super().__init__(url_map, min=1, max=999_999)


def refuse_hidden_characters() -> None:
    """No address of ours holds a NUL, and a database may choke on one; nor does one hold what is no text at all."""
    if "\0" in request.path:
        abort(404)
    try:
        request.query_string.decode()
    except UnicodeDecodeError:
        abort(400)


def refuse_what_the_front_gave_up() -> None:
    """The server's front has waited long enough for the rest of this request, or will not take so much."""
    if GIVEN_UP in request.environ:
        abort(request.environ[GIVEN_UP])


def refuse_nameless_fields() -> None:
    """No form of ours has a field without a name, and what looks for names would stumble over one.

    Only where an address takes a form: whatever is sent to another one is not read at all.
    """
    if request.method == "POST" and request.url_rule is not None and None in request.form:
        abort(400)


def lead_to_the_page_that_was_meant() -> ResponseReturnValue | None:
    """Whoever puts a slash too many behind the address of a page, or forgets one, means the page."""
    wrong = request.routing_exception
    if isinstance(wrong, RequestRedirect):
        # The router writes the name that the request gave into the address; the path alone leads to the same page.
        clean = urlsplit(wrong.new_url)._replace(scheme="", netloc="").geturl()
    elif isinstance(wrong, NotFound) and request.path.endswith("/") and not for_programs():
        query = request.query_string.decode(errors="replace")
        clean = return_path.own_address(f"{request.path.rstrip('/')}?{query}", method=request.method)
    else:
        return None
    return redirect(clean, code=HTTPStatus.PERMANENT_REDIRECT) if clean else None


def init_app(app: Flask) -> None:
    """Register the converter and the checks."""
    app.url_map.converters["version"] = VersionConverter
    app.before_request(refuse_what_the_front_gave_up)
    app.before_request(refuse_hidden_characters)
    app.before_request(lead_to_the_page_that_was_meant)
    app.before_request(refuse_nameless_fields)
