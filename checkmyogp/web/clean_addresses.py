"""The one address that each page has: under the site's public name, and with nothing behind it that the page ignores.

The name is PUBLIC_URL's and never what a request says, or somebody's forged request would stand in a page or a mail.
"""

from collections.abc import Iterable
from urllib.parse import urlencode
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import current_app, g, request

from checkmyogp.web import return_path


def public_address(path: str) -> str:
    """Where readers find what stands at this path of ours."""
    return f"{str(current_app.config['PUBLIC_URL']).rstrip('/')}{path}"


def clean_query() -> str:
    """What the page used of its address, and where to go on to; nothing else is passed on."""
    used: dict[str, str] = g.get("used", {})
    way = return_path.asked_for()
    return urlencode(used | ({"next": way} if way else {}))


def canonical() -> str:
    """The public address of the page that is being answered; empty for what is no page, or was refused."""
    if request.url_rule is None or g.get("refused"):
        return ""
    used: dict[str, str] = g.get("used", {})
    return public_address(f"{request.path}?{urlencode(used)}".rstrip("?"))


class LowerCaseHost:
    """A name is the same in capitals, for everybody but the comparison with the trusted names."""

    def __init__(self, app: WSGIApplication) -> None:
        """Stand before the application."""
        self.app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on."""
        if "HTTP_HOST" in environ:
            environ["HTTP_HOST"] = environ["HTTP_HOST"].lower()
        return self.app(environ, start_response)
