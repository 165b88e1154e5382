"""Sending forms as a browser does: the page is fetched first, and its token goes along."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

TOKEN_FIELD = re.compile(r'<input[^>]* name="csrf_token"[^>]*>')
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def token(client: FlaskClient, page: str) -> dict[str, str]:
    """What every form of this browser has to carry, as a page with a form holds it."""
    fetched = client.get(page)
    found = TOKEN.search(fetched.text)
    assert found, f"{page} answers {fetched.status} and holds no form"
    return {"csrf_token": found[1]}


def without_token(page: TestResponse) -> str:
    """What a page says, but for the token of its forms, which is another one every second."""
    return TOKEN_FIELD.sub("", page.text)


def send(client: FlaskClient, page: str, *, to: str = "", **fields: str) -> TestResponse:
    """Fetch a page and send its form, to another address where one is named."""
    return client.post(to or page, data={**fields, **token(client, page)})
