"""What an address can hold: known parameters with one value each, counted versions, and no hidden characters."""

from collections.abc import Collection, Mapping

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter, Map

from checkmyogp.domain.texts import clean_line
from checkmyogp.web.errors import UnreadableAddress

LONGEST_SEARCH = 200
GIVEN_UP = "checkmyogp.refused"
"""Where the server's front says that it has given up on a request, and with which status."""


def chosen(allowed: Mapping[str, Collection[str]], *, typed: str = "") -> dict[str, str]:
    """The given parameters with their values.

    ``allowed`` maps each known parameter to its possible values; ``typed`` names one that may hold any line of words,
    which is cleaned like everything that people type.

    Raises:
        UnreadableAddress: for a parameter or a value that is not allowed, and for one given twice.
    """
    values: dict[str, str] = {}
    for name, given in request.args.lists():
        if typed and name == typed and len(given) == 1 and len(given[0]) <= LONGEST_SEARCH:
            values[name] = clean_line(given[0])
            continue
        if name not in allowed:
            raise UnreadableAddress(shortened(name), ", ".join(allowed))
        if len(given) > 1 or given[0] not in allowed[name]:
            raise UnreadableAddress(shortened(f"{name}={given[-1]}"), ", ".join(allowed[name]))
        values[name] = given[0]
    return values


def shortened(text: str) -> str:
    """What somebody sent, short enough to be repeated to them."""
    longest = 60
    return text if len(text) <= longest else f"{text[:longest]}…"


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


def init_app(app: Flask) -> None:
    """Register the converter and the checks."""
    app.url_map.converters["version"] = VersionConverter
    app.before_request(refuse_what_the_front_gave_up)
    app.before_request(refuse_hidden_characters)
    app.before_request(refuse_nameless_fields)
