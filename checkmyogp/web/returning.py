"""Going back to where one was before signing in. An address that came from outside is never followed as it is."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException

NOT_RETURNED_TO = frozenset({"static"})


def asked_for() -> str:
    """The page of ours that was carried along to go back to; empty where there is none."""
    return own_address(request.args.get("next", ""))


def own_address(carried: str, *, method: str = "GET") -> str:
    """The address of the page of ours that ``carried`` names, built anew; empty where it names none.

    The path is looked up among our own pages and the address is made by ``url_for``, so that nothing of what was
    carried can lead to another site.
    """
    try:
        parts = urlsplit(carried)
        if not carried.startswith("/") or parts.scheme or parts.netloc:
            return ""
        endpoint, values = current_app.url_map.bind("").match(parts.path, method=method)
    except (HTTPException, ValueError):
        return ""
    if endpoint in NOT_RETURNED_TO:
        return ""
    address = url_for(endpoint, **values)
    # The query is carried as text: among its names may be ones that mean something to url_for.
    query = urlencode(parse_qsl(parts.query, keep_blank_values=True))
    return f"{address}?{query}" if query else address
