"""Sending forms as a browser does: the page is fetched first, and its token goes along."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def send(client: FlaskClient, page: str, *, to: str = "", **fields: str) -> TestResponse:
    """Fetch a page and send its form, to another address where one is named."""
    fetched = client.get(page)
    token = TOKEN.search(fetched.text)
    assert token, f"{page} answers {fetched.status} and holds no form"
    return client.post(to or page, data={**fields, "csrf_token": token[1]})
